/* bench/stages.c: time and share of each stage over the articles of test/articles, reports a second, start-up.
 * usage: bench_stages MODEL FILE... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "actor/tables.h"
#include "pipe/pipe.h"
#include "place/gazetteer.h"
#include "write/write.h"

enum { ROUNDS = 5, STAGES = 16, BYTES = 1 << 20, PASSES = 20 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

typedef struct {
    double stage[STAGES], json, match;
    uint64_t matched; /* bytes */
} times;

/* A pass over the text, of many so that the model has left the caches: phrases of the actors' tables, and towns of the gazetteer at every capital letter. */
static void match(att_doc *d, times *t)
{
    const att_phrases *names = d->engine->actor->names;
    const uint32_t *found;
    uint32_t n, length;
    double start = now();
    for (uint32_t i = 0; i < d->sentences.n; i++)
        for (uint32_t k = d->sentences.p[i].first, end = k + d->sentences.p[i].n; k < end; k += length ? length : 1) {
            att_str word = att_token_form(d, k);
            length = att_phrases_find(names, d, k, end, &found, &n);
            if (!length && word.n && word.p[0] >= 'A' && word.p[0] <= 'Z')
                (void)att_gazetteer_find(word, &n);
        }
    t->match += now() - start;
    t->matched += d->text.n;
}

static void run_timed(att_doc *d, void *user)
{
    times *t = user;
    for (int i = 0; att_stages[i].room; i++) {
        double start = now();
        att_stages[i].run(d);
        t->stage[i] += now() - start;
    }
    double start = now();
    (void)att_write_json(d, ATT_JSON_ALL, &ATT_EVERYTHING);
    t->json += now() - start;
    for (int i = 0; i < PASSES; i++)
        match(d, t);
}

static size_t read_file(const char *path, char *out)
{
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(out, 1, BYTES, f) : 0;
    if (f)
        fclose(f);
    return n;
}

int main(int argc, char **argv)
{
    static char text[BYTES];
    times t = {0};
    att_engine *e;
    att_error error;
    double start = now();
    if (argc < 3 || att_engine_open(&(att_options){.model = argv[1]}, &e, &error) != ATT_OK) {
        fprintf(stderr, "usage: bench_stages MODEL FILE...\n");
        return 2;
    }
    double opened = now() - start;
    size_t bytes = 0, words = 0, reports = 0;
    for (int r = 0; r < ROUNDS; r++)
        for (int i = 2; i < argc; i++) {
            att_doc *d;
            size_t n = read_file(argv[i], text);
            if (att_pipe_new(e, &(att_input){.bytes = text, .size = n, .source = argv[i], .published = "2025-06-11"}, &d, &error) != ATT_OK)
                return 1;
            if (att_pipe_guard(d, run_timed, &t, &error) != ATT_OK)
                return 1;
            bytes += n;
            words += d->tokens.n;
            reports++;
            att_doc_free(d);
        }
    double all = t.json;
    for (int i = 0; att_stages[i].room; i++)
        all += t.stage[i];
    printf("engine opened in %.1f ms of CPU time\n", 1000 * opened);
    printf("%zu reports, %.1f KB and %zu words each: %.1f reports/s, %.0f words/s, one core\n", reports,
           (double)bytes / 1024 / (double)reports, words / reports, (double)reports / all, (double)words / all);
    for (int i = 0; att_stages[i].room; i++)
        printf("  %-10s %7.2f ms a report  %5.1f %%\n", att_stages[i].room, 1000 * t.stage[i] / (double)reports, 100 * t.stage[i] / all);
    printf("  %-10s %7.2f ms a report  %5.1f %%\n", "json", 1000 * t.json / (double)reports, 100 * t.json / all);
    printf("gazetteers matched at %.0f MB/s\n", (double)t.matched / 1e6 / t.match);
    att_engine_close(e);
    return 0;
}
