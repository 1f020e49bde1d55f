/* cli/parts.c */
#include "cli/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const double PAUSE_SECONDS = 0.5;

typedef struct {
    cli *c;
    cli_run *run;
    char parts[4096], done[4096];
    char made_by[256], options[1024];
    uint64_t index, of; /* --task */
    cli_counts all;
    uint64_t before; /* bytes of the files of units behind us */
    uint32_t elsewhere;
} parts;

/* ---- what made a part ---------------------------------------------------------------------------------------------------------------- */

/* The options on which the bytes of a part depend; lexicon and model are in made_by. */
static void tell_options(parts *p)
{
    const cli *c = p->c;
    const struct {
        const char *name, *value;
    } options[] = {{"to", c->to ? c->to : "json"},
                   {"published", c->published},
                   {"url", c->url},
                   {"since", c->since},
                   {"until", c->until},
                   {"fields", c->fields},
                   {"no-text", c->no_text},
                   {"report-limit", c->report_limit},
                   {"page-limit", c->page_limit},
                   {"worker-limit", c->worker_limit}};
    size_t n = (size_t)snprintf(p->options, sizeof p->options, "read"), room = sizeof p->options;
    for (size_t i = 0; i < sizeof options / sizeof *options && n < room; i++)
        if (options[i].value)
            n += (size_t)snprintf(p->options + n, room - n, " --%s=%s", options[i].name, options[i].value);
    for (char *s = p->options; *s; s++)
        if (*s == '"' || *s == '\\' || (unsigned char)*s < ' ')
            *s = '_';
    snprintf(p->made_by, sizeof p->made_by, "%s", cli_run_made_by(p->run));
}

#define COUNTS "\"reports\": %llu, \"failed\": %llu, \"events\": %llu, \"bytes\": %llu}"
#define LLU(x) (unsigned long long)(x)

static bool keep_done(const parts *p, const char *unit, const cli_counts *n)
{
    att_arena a;
    att_arena_open(&a, 0);
    att_str text = att_format(&a, "{\"unit\": \"%s\", \"made_by\": \"%s\", \"options\": \"%s\", " COUNTS "\n", unit, p->made_by, p->options,
                              LLU(n->done), LLU(n->failed), LLU(n->events), LLU(n->bytes));
    bool good = cli_keep_file(cli_name_of(p->done, unit, ".json").p, text);
    att_arena_close(&a);
    return good;
}

typedef struct {
    char made_by[256], options[1024];
    cli_counts counts;
} marker;

/* False when there is none, or none that can be understood. */
static bool read_done(const char *folder, const char *unit, marker *d)
{
    att_arena a;
    att_str text;
    unsigned long long n[4];
    att_arena_open(&a, 0);
    bool good = cli_read_file(&a, att_format(&a, "%s/done/%s.json", folder, unit).p, &text) && text.n < 4096;
    good =
        good && sscanf(att_str_copy(&a, text).p, "{\"unit\": \"%*32s\", \"made_by\": \"%255[^\"]\", \"options\": \"%1023[^\"]\", " COUNTS,
                       d->made_by, d->options, &n[0], &n[1], &n[2], &n[3]) == 6;
    if (good)
        d->counts = (cli_counts){n[0], n[1], n[2], n[3]};
    att_arena_close(&a);
    return good;
}

static bool is_done(const parts *p, const char *unit, cli_counts *n)
{
    marker d;
    if (!read_done(p->c->out_dir, unit, &d) || strcmp(d.made_by, p->made_by) != 0 || strcmp(d.options, p->options) != 0)
        return false;
    *n = d.counts;
    return true;
}

static void add_counts(cli_counts *all, const cli_counts *n)
{
    all->done += n->done;
    all->failed += n->failed;
    all->events += n->events;
    all->bytes += n->bytes;
}

/* ---- a unit at work -------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    parts *p;
    const cli_unit *unit;
    cli_stretch s;
    double paused;
    uint64_t kept; /* inputs that .pos tells of */
} work;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static cli_name name_of(const work *w, const char *suffix) { return cli_name_of(w->p->parts, w->unit->name, suffix); }

static bool to_disk(work *w)
{
    FILE *f[] = {w->s.out, w->s.errors};
    for (int i = 0; i < 2 && !w->s.broken; i++)
        if (fflush(f[i]) != 0 || ferror(f[i]) || fsync(fileno(f[i])) != 0) {
            cli_complain("%s: cannot be written: %s", name_of(w, i ? ".errors.part" : ".part").p, strerror(errno));
            w->s.broken = true;
        }
    return !w->s.broken;
}

/* So many inputs are written: should this process end now, the next one goes on from here. */
static void keep_place(work *w, uint64_t inputs)
{
    if (!to_disk(w))
        return;
    const cli_counts *n = &w->s.counts;
    att_arena a;
    att_arena_open(&a, 0);
    att_str text =
        att_format(&a, "{\"inputs\": %llu, \"rows\": %lld, \"errors\": %lld, \"made_by\": \"%s\", \"options\": \"%s\", " COUNTS "\n",
                   LLU(inputs), (long long)ftello(w->s.out), (long long)ftello(w->s.errors), w->p->made_by, w->p->options, LLU(n->done),
                   LLU(n->failed), LLU(n->events), LLU(n->bytes));
    w->s.broken = !cli_keep_file(name_of(w, ".pos").p, text);
    att_arena_close(&a);
    w->kept = inputs;
    w->paused = now();
}

static void pause_now_and_then(void *user, uint64_t inputs)
{
    work *w = user;
    if (inputs > w->kept && now() - w->paused >= PAUSE_SECONDS)
        keep_place(w, inputs);
}

/* False when .pos is absent, damaged, or of other options. */
static bool read_place(const work *w, cli_stretch *s, long long size[2])
{
    att_arena a;
    att_str text;
    unsigned long long inputs, n[4];
    char made_by[256], options[1024];
    att_arena_open(&a, 0);
    bool good = cli_read_file(&a, name_of(w, ".pos").p, &text) && text.n < 4096;
    good = good &&
           sscanf(att_str_copy(&a, text).p,
                  "{\"inputs\": %llu, \"rows\": %lld, \"errors\": %lld, \"made_by\": \"%255[^\"]\", \"options\": \"%1023[^\"]\", " COUNTS,
                  &inputs, &size[0], &size[1], made_by, options, &n[0], &n[1], &n[2], &n[3]) == 9;
    att_arena_close(&a);
    if (!good || strcmp(made_by, w->p->made_by) != 0 || strcmp(options, w->p->options) != 0)
        return false;
    s->skip = inputs;
    s->counts = (cli_counts){n[0], n[1], n[2], n[3]};
    return true;
}

/* Cuts what was written behind the last place kept, and stands there. */
static bool cut_to(FILE *f, long long size)
{
    struct stat info;
    int fd = fileno(f);
    return fstat(fd, &info) == 0 && info.st_size >= size && ftruncate(fd, size) == 0 && fseeko(f, size, SEEK_SET) == 0;
}

static FILE *open_part(const work *w, const char *suffix)
{
    cli_name name = name_of(w, suffix);
    int fd = open(name.p, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    FILE *f = fd >= 0 ? fdopen(fd, "r+b") : NULL;
    if (!f)
        cli_complain("%s: cannot be written: %s", name.p, strerror(errno));
    return f;
}

static void close_parts(work *w)
{
    if (w->s.out)
        fclose(w->s.out);
    if (w->s.errors)
        fclose(w->s.errors);
    w->s.out = w->s.errors = NULL;
}

typedef enum { UNIT_MINE, UNIT_DONE, UNIT_ELSEWHERE, UNIT_BROKEN } unit_state;

/* The files of the unit, locked, cut to the last place kept. */
static unit_state open_unit(work *w)
{
    long long size[2] = {0, 0};
    if (!(w->s.out = open_part(w, ".part")))
        return UNIT_BROKEN;
    if (flock(fileno(w->s.out), LOCK_EX | LOCK_NB) != 0)
        return UNIT_ELSEWHERE;
    if (is_done(w->p, w->unit->name, &w->s.counts)) { /* whoever held it was just ready: what we opened is a new file */
        unlink(name_of(w, ".part").p);
        return UNIT_DONE;
    }
    if (!(w->s.errors = open_part(w, ".errors.part")))
        return UNIT_BROKEN;
    if (!read_place(w, &w->s, size) || !cut_to(w->s.out, size[0]) || !cut_to(w->s.errors, size[1])) {
        w->s.skip = 0;
        w->s.counts = (cli_counts){0};
        if (!cut_to(w->s.out, 0) || !cut_to(w->s.errors, 0))
            return UNIT_BROKEN;
    }
    w->kept = w->s.skip;
    w->paused = now();
    return UNIT_MINE;
}

static bool rename_part(const work *w, const char *from, const char *to)
{
    cli_name a = name_of(w, from), b = name_of(w, to);
    if (rename(a.p, b.p) == 0)
        return true;
    cli_complain("%s: cannot be written: %s", b.p, strerror(errno));
    return false;
}

static bool finish_unit(work *w)
{
    if (!to_disk(w) || !rename_part(w, ".errors.part", ".errors") || !rename_part(w, ".part", ".jsonl") ||
        !keep_done(w->p, w->unit->name, &w->s.counts))
        return false;
    unlink(name_of(w, ".pos").p);
    return true;
}

/* False: the run ends here. */
static bool do_unit(parts *p, const cli_unit *unit)
{
    work w = {.p = p, .unit = unit, .s = {.path = unit->path, .paths = unit->paths, .before = p->before, .pause = pause_now_and_then}};
    w.s.user = &w;
    unit_state state = open_unit(&w);
    bool good = state != UNIT_BROKEN;
    if (state == UNIT_MINE) {
        bool whole = cli_run_over(p->run, &w.s);
        if (w.s.broken)
            cli_complain("%s: cannot be written: %s; a rerun goes on from its last whole record", name_of(&w, ".part").p, strerror(errno));
        good = whole && finish_unit(&w);
        if (!whole && !w.s.broken)
            keep_place(&w, w.s.inputs);
    }
    add_counts(&p->all, &w.s.counts);
    p->elsewhere += state == UNIT_ELSEWHERE;
    close_parts(&w);
    return good;
}

/* ---- all units of the task
 * --------------------------------------------------------------------------------------------------------------- */

static bool make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    cli_complain("%s: cannot be made: %s", path, strerror(errno));
    return false;
}

static bool make_folders(parts *p)
{
    const char *dir = p->c->out_dir;
    snprintf(p->parts, sizeof p->parts, "%s/parts", dir);
    snprintf(p->done, sizeof p->done, "%s/done", dir);
    return make_folder(dir) && make_folder(p->parts) && make_folder(p->done);
}

/* I/N: the units I, I + N, I + 2N ... from 0; N itself counts as 0, for schedulers that number from 1. */
static bool read_task(parts *p)
{
    const char *task = p->c->task;
    unsigned long long i = 0, n = 1;
    char rest;
    if (task && (sscanf(task, "%llu/%llu%c", &i, &n, &rest) != 2 || n == 0 || i > n || strchr(task, '-')))
        return false;
    p->index = i % n;
    p->of = n;
    return true;
}

static bool do_units(parts *p, const cli_units *units)
{
    for (uint32_t i = (uint32_t)p->index; i < units->n; i += (uint32_t)p->of) {
        const cli_unit *unit = &units->unit[i];
        cli_counts n;
        if (is_done(p, unit->name, &n))
            add_counts(&p->all, &n);
        else if (!do_unit(p, unit))
            return false;
        p->before += unit->bytes;
    }
    return true;
}

/* --errors FILE: those of all units of the task. */
static bool gather_errors(const parts *p, const cli_units *units)
{
    if (!p->c->errors)
        return true;
    att_arena a;
    att_arena_open(&a, 0);
    att_buf b = {.arena = &a};
    for (uint32_t i = (uint32_t)p->index; i < units->n; i += (uint32_t)p->of) {
        att_str text;
        if (cli_read_file(&a, cli_name_of(p->parts, units->unit[i].name, ".errors").p, &text))
            att_buf_add(&b, text);
    }
    bool good = cli_keep_file(p->c->errors, b.n ? att_buf_str(&b) : ATT_STR(""));
    att_arena_close(&a);
    return good;
}

int cli_parts(cli *c, const cli_form *form)
{
    parts p = {.c = c};
    cli_units units = {0};
    if (c->paths == 0)
        return cli_usage("%s wants at least one file or folder", c->command);
    if (c->output || c->unordered)
        return cli_usage("--out-dir and %s exclude each other", c->output ? "-o" : "--unordered");
    if (strcmp(form->name, "json") != 0)
        return cli_usage("--out-dir keeps records as json; attache merge --to %s DIR makes %s of them", form->name, form->name);
    if (!read_task(&p))
        return cli_usage("--task wants I/N with I from 0 to N, as 3/100, not \"%s\"", c->task);
    if (!make_folders(&p) || !cli_units_find(&units, c->path, c->paths) || !cli_units_keep(&units, c->out_dir)) {
        cli_units_free(&units);
        return EXIT_SOME_FAILED;
    }
    if (!(p.run = cli_run_open(c, form))) {
        cli_units_free(&units);
        return EXIT_NO_TOOLS;
    }
    tell_options(&p);
    bool good = do_units(&p, &units);
    good = gather_errors(&p, &units) && good;
    if (p.elsewhere)
        cli_complain("%u of the units are being written by another process", p.elsewhere);
    cli_run_close(p.run, &p.all);
    cli_units_free(&units);
    return cli_run_status(&p.all, good && !p.elsewhere);
}

/* ---- for merge
 * --------------------------------------------------------------------------------------------------------------------------- */

bool cli_parts_are(const char *folder) { return access(cli_name_of(folder, "manifest", ".tsv").p, R_OK) == 0; }

/* Every unit done, by one and the same program with the same options. */
static bool check_units(const char *folder, const cli_units *u, uint64_t *failed)
{
    uint32_t missing = 0;
    marker first = {0}, d;
    for (uint32_t i = 0; i < u->n; i++) {
        if (!read_done(folder, u->unit[i].name, &d)) {
            missing++;
            continue;
        }
        if (!first.made_by[0])
            first = d;
        if (strcmp(d.made_by, first.made_by) != 0 || strcmp(d.options, first.options) != 0) {
            cli_complain("%s: parts differ: some are by %s (%s), some by %s (%s); run read --out-dir again", folder, first.made_by,
                         first.options, d.made_by, d.options);
            return false;
        }
        *failed += d.counts.failed;
    }
    if (missing)
        cli_complain("%s: %u of %u parts are missing; run read --out-dir again, it does only those", folder, missing, u->n);
    return !missing;
}

bool cli_parts_find(const char *folder, char ***names, int *n, uint64_t *failed)
{
    cli_units u;
    bool good = cli_units_read(&u, folder) && check_units(folder, &u, failed);
    char **all = good ? realloc(*names, ((size_t)*n + u.n) * sizeof *all) : NULL;
    good = all != NULL;
    *names = good ? all : *names;
    for (uint32_t i = 0; good && i < u.n; i++)
        all[(*n)++] = strdup(cli_name_of(cli_name_of(folder, "parts", "").p, u.unit[i].name, ".jsonl").p);
    cli_units_free(&u);
    return good;
}
