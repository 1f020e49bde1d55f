/* cli/progress.c */
#include "cli/progress.h"

#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct cli_progress {
    bool json, drawn;
    double begun, shown;
    uint64_t total; /* bytes of the input files; 0: not known */
    uint64_t taken;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* nftw has no way to hand a pointer on. */
static uint64_t sum;

static int add_size(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)path, (void)at;
    sum += kind == FTW_F ? (uint64_t)info->st_size : 0;
    return 0;
}

static uint64_t total_of(const cli *c)
{
    sum = 0;
    for (int i = 0; i < c->paths; i++)
        if (strcmp(c->path[i], "-") == 0 || nftw(c->path[i], add_size, 16, 0) != 0)
            return 0;
    return sum;
}

cli_progress *cli_progress_open(const cli *c)
{
    const char *when = c->progress ? c->progress : "auto";
    bool json = strcmp(when, "json") == 0;
    if (c->quiet || strcmp(when, "never") == 0 || (strcmp(when, "auto") == 0 && !isatty(STDERR_FILENO)))
        return NULL;
    cli_progress *p = calloc(1, sizeof *p);
    ATT_ASSERT(p);
    *p = (cli_progress){.json = json, .begun = now(), .total = total_of(c)};
    p->shown = p->begun + (json ? -1 : 0.5); /* what is done in a second needs no words */
    return p;
}

static double left(const cli_progress *p, double spent)
{
    return p->total && p->taken && p->taken <= p->total ? spent * (double)(p->total - p->taken) / (double)p->taken : -1;
}

static void draw(cli_progress *p, const cli_counts *n, bool last)
{
    double spent = now() - p->begun, rate = spent > 0 ? (double)n->bytes / 1e6 / spent : 0, to_go = last ? 0 : left(p, spent);
    if (p->json) {
        fprintf(stderr, "{\"reports\": %llu, \"errors\": %llu, \"records\": %llu, \"bytes\": %llu, \"seconds\": %.1f, \"mb_per_second\": %.3f, \"seconds_left\": ",
                (unsigned long long)n->done, (unsigned long long)n->failed, (unsigned long long)n->events, (unsigned long long)n->bytes, spent, rate);
        fprintf(stderr, to_go < 0 ? "null" : "%.0f", to_go);
        fprintf(stderr, ", \"done\": %s}\n", last ? "true" : "false");
        return;
    }
    fprintf(stderr, "\r\033[K%llu reports, %.2f MB/s, %llu events, %llu failed", (unsigned long long)n->done, rate, (unsigned long long)n->events,
            (unsigned long long)n->failed);
    if (last)
        fprintf(stderr, ", %.0f s\n", spent);
    else if (to_go >= 0)
        fprintf(stderr, ", %.0f s left", to_go);
    p->drawn = !last;
}

void cli_progress_show(cli_progress *p, const cli_counts *n, uint64_t taken)
{
    if (!p)
        return;
    double t = now();
    p->taken = taken;
    if (t - p->shown < (p->json ? 1 : 0.5))
        return;
    p->shown = t;
    draw(p, n, false);
}

void cli_progress_clear(cli_progress *p)
{
    if (p && p->drawn)
        fputs("\r\033[K", stderr);
    if (p)
        p->drawn = false;
}

void cli_progress_close(cli_progress *p, const cli_counts *n)
{
    if (p && (p->json || now() - p->begun > 1))
        draw(p, n, true);
    free(p);
}
