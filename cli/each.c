/* cli/each.c: every report through the stages, by several workers, written in input order. */
#include "cli/cli.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "syntax/syntax.h"
#include "write/write.h"

typedef struct {
    enum { FREE, TAKEN, MADE } state;
    char *text; /* what to write; NULL: nothing */
    size_t n;
    att_error error; /* status ATT_OK: none */
    char record[300];
} slot;

typedef struct {
    cli *c;
    att_until until;
    cli_make *make;
    void *user;
    att_engine *engine;
    att_source *source;
    cli_out out;
    FILE *errors;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    slot *slot;
    uint32_t room;
    uint64_t taken, written; /* numbers of reports */
    bool ended;
    uint64_t done, failed;
} run;

static void write_error(run *r, const att_error *e)
{
    cli_print_error(e);
    if (!r->errors)
        return;
    att_arena a;
    att_arena_open(&a, 0);
    att_buf b = {.arena = &a};
    att_buf_add(&b, ATT_STR("{\"path\": "));
    att_write_json_string(&b, att_str_of(e->where));
    att_buf_add(&b, ATT_STR(", \"record\": null, \"at\": null, \"why\": "));
    att_write_json_string(&b, att_str_of(e->what));
    att_buf_add(&b, ATT_STR("}\n"));
    fwrite(b.p, 1, b.n, r->errors);
    att_arena_close(&a);
}

/* With the lock held: writes what is ready, in order. */
static void flush_ready(run *r)
{
    for (slot *s = &r->slot[r->written % r->room]; r->written < r->taken && s->state == MADE; s = &r->slot[r->written % r->room]) {
        if (s->error.status != ATT_OK) {
            write_error(r, &s->error);
            r->failed++;
        } else
            r->done++;
        if (s->n)
            fwrite(s->text, 1, s->n, r->out.f);
        free(s->text);
        *s = (slot){.state = FREE};
        r->written++;
    }
    pthread_cond_broadcast(&r->changed);
}

/* An item outlives the next one: its worker owns a copy. */
typedef struct {
    att_ingest_kind kind;
    att_input input;
    att_arena arena;
} report;

static const char *kept(att_arena *a, const char *z) { return z ? att_str_copy(a, att_str_of(z)).p : NULL; }

static report *take(const cli *c, const att_source_item *item)
{
    report *r = calloc(1, sizeof *r);
    ATT_ASSERT(r);
    att_arena_open(&r->arena, 0);
    r->kind = item->kind;
    att_input in = cli_input(c, item);
    in.bytes = att_str_copy(&r->arena, item->bytes).p;
    const char **field[] = {&in.source, &in.id, &in.url, &in.title, &in.publisher, &in.published, &in.charset};
    for (size_t i = 0; i < sizeof field / sizeof *field; i++)
        *field[i] = kept(&r->arena, *field[i]);
    r->input = in;
    return r;
}

static void free_report(report *r)
{
    att_arena_close(&r->arena);
    free(r);
}

typedef struct {
    run *r;
    att_str out;
    att_status status;
    att_error *error;
} making;

static void make_guarded(att_doc *d, void *user)
{
    making *m = user;
    m->status = m->r->make(d, m->r->user, &m->out, m->error);
}

static void one_report(run *r, const report *x, slot *s)
{
    att_doc *d = NULL;
    s->error.status = cli_read_input(r->engine, x->kind, &x->input, r->until, &d, &s->error);
    if (s->error.status != ATT_OK)
        return;
    making m = {.r = r, .error = &s->error};
    att_status guard = att_pipe_guard(d, make_guarded, &m, &s->error);
    s->error.status = guard != ATT_OK ? guard : m.status;
    if (s->error.status == ATT_OK && m.out.n) {
        s->text = malloc(m.out.n);
        if (s->text)
            memcpy(s->text, m.out.p, s->n = m.out.n);
        else
            s->error.status = att_fail(&s->error, ATT_NOMEM, x->input.source, "no memory for its records");
    }
    att_doc_free(d);
}

static void *work(void *user)
{
    run *r = user;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        while (!r->ended && r->taken - r->written >= r->room)
            pthread_cond_wait(&r->changed, &r->lock);
        if (r->ended)
            break;
        slot *s = &r->slot[r->taken % r->room];
        report *x = NULL;
        att_source_item item;
        *s = (slot){.state = TAKEN};
        att_status status = att_source_next(r->source, &item, &s->error);
        if (status == ATT_NOT_FOUND) {
            s->state = FREE;
            r->ended = true;
            break;
        }
        r->taken++;
        s->error.status = status;
        if (status == ATT_OK) {
            x = take(r->c, &item);
            pthread_mutex_unlock(&r->lock);
            one_report(r, x, s);
            free_report(x);
            pthread_mutex_lock(&r->lock);
        }
        s->state = MADE;
        flush_ready(r);
    }
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

static void run_workers(run *r, int n)
{
    pthread_t *thread = calloc((size_t)n, sizeof *thread);
    int started = 0;
    for (; thread && started < n - 1; started++)
        if (pthread_create(&thread[started], NULL, work, r) != 0)
            break;
    work(r);
    for (int i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    free(thread);
    pthread_mutex_lock(&r->lock);
    flush_ready(r);
    pthread_mutex_unlock(&r->lock);
}

static bool open_all(run *r)
{
    if (!cli_out_open(&r->out, r->c->output))
        return false;
    if (r->c->errors && !(r->errors = fopen(r->c->errors, "wb"))) {
        cli_complain("%s: cannot be written", r->c->errors);
        cli_out_close(&r->out, false);
        return false;
    }
    return true;
}

int cli_each(cli *c, att_until until, cli_make *make, void *user)
{
    run r = {.c = c, .until = until, .make = make, .user = user, .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
    if (c->paths == 0)
        return cli_usage("%s wants at least one file or folder, or - for standard input", c->command);
    if (!(r.engine = cli_engine(c)))
        return EXIT_NO_TOOLS;
    if (!open_all(&r)) {
        att_engine_close(r.engine);
        return EXIT_SOME_FAILED;
    }
    r.room = (uint32_t)c->workers * 4;
    r.slot = calloc(r.room, sizeof *r.slot);
    ATT_ASSERT(r.slot);
    if ((r.source = cli_source(c, c->path, c->paths)))
        run_workers(&r, c->workers);
    att_source_close(r.source);
    free(r.slot);
    att_engine_close(r.engine);
    bool good = cli_out_close(&r.out, true);
    if (r.errors)
        good = fclose(r.errors) == 0 && good;
    if (!good)
        return EXIT_SOME_FAILED;
    return !r.failed ? EXIT_DONE : r.done ? EXIT_SOME_FAILED : EXIT_NOTHING_READ;
}
