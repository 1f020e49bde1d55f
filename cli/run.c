/* cli/run.c */
#include "cli/run.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/parcel.h"
#include "cli/pool.h"
#include "cli/progress.h"
#include "write/write.h"

typedef struct {
    bool made, written;
    char *text; /* what to write; NULL: nothing */
    size_t n;
    uint32_t events;
    uint64_t bytes;
    att_error error; /* status ATT_OK: none */
    char *path, *record;
    int64_t at;
} slot;

struct cli_run {
    cli *c;
    const cli_form *form;
    att_engine *engine;
    cli_pool *pool;
    cli_progress *progress;
    slot *slot;
    uint32_t room;
    /* of the stretch */
    cli_stretch *now;
    att_source *source;
    uint64_t taken, written; /* numbers of reports */
    size_t held;             /* bytes of answers that wait for their turn */
};

static const size_t HELD_LIMIT = (size_t)256 << 20;

/* ---- signals: the first asks for an end in order, the second ends ------------------------------------------------------------------ */

static volatile sig_atomic_t stopped_by;

static void stop(int number) { stopped_by = number; }

static void catch_signals(void)
{
    struct sigaction a = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &a, NULL);
    sigaction(SIGTERM, &a, NULL);
}

int cli_run_stopped_by(void) { return stopped_by; }

static bool goes_on(const cli_run *r) { return !stopped_by && !r->now->broken; }

/* ---- in a worker -------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    cli_run *r;
    cli_made out;
    att_status status;
    att_error *error;
} making;

static void make_guarded(att_doc *d, void *user)
{
    making *m = user;
    m->status = m->r->form->make(d, m->r->c, &m->out, m->error);
}

/* For tests: ATTACHE_FAULT names a report at which the worker is to crash. */
static void crash_if_asked(const char *source)
{
    const char *name = getenv("ATTACHE_FAULT");
    if (name && *name && att_str_ends(att_str_of(source), name)) {
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
    }
}

static void work(void *user, att_str parcel, FILE *out)
{
    cli_run *r = user;
    att_input in;
    att_ingest_kind kind = cli_parcel_open(parcel, &in);
    att_error error = {0};
    att_doc *d = NULL;
    crash_if_asked(in.source);
    att_status status = cli_read_input(r->engine, kind, &in, r->form->until, &d, &error);
    making m = {.r = r, .error = &error};
    if (status == ATT_OK) {
        att_status guard = att_pipe_guard(d, make_guarded, &m, &error);
        status = guard != ATT_OK ? guard : m.status;
    }
    error.status = status;
    cli_answer_write(
        out,
        &(cli_answer){.error = error, .text = status == ATT_OK ? m.out.text : (att_str){0}, .events = status == ATT_OK ? d->events.n : 0});
    att_doc_free(d);
}

/* ---- out, in order ------------------------------------------------------------------------------------------------------------------- */

static void add_member(att_buf *b, const char *key, const char *value)
{
    att_buf_format(b, "%s\"%s\": ", b->n > 1 ? ", " : "", key);
    if (value)
        att_write_json_string(b, att_str_of(value));
    else
        att_buf_add(b, ATT_STR("null"));
}

static void write_error(cli_run *r, const slot *s)
{
    cli_progress_clear(r->progress);
    cli_print_error(&s->error);
    if (!r->now->errors)
        return;
    att_arena a;
    att_arena_open(&a, 0);
    att_buf b = {.arena = &a};
    att_buf_char(&b, '{');
    add_member(&b, "path", s->path ? s->path : s->error.where);
    add_member(&b, "record", s->record);
    if (s->at >= 0)
        att_buf_format(&b, ", \"at\": %lld", (long long)s->at);
    else
        att_buf_add(&b, ATT_STR(", \"at\": null"));
    add_member(&b, "why", s->error.what);
    att_buf_add(&b, ATT_STR("}\n"));
    fwrite(b.p, 1, b.n, r->now->errors);
    fflush(r->now->errors);
    att_arena_close(&a);
}

static bool put(cli_stretch *to, att_str text) { return to->base ? cli_out_put(to->base, text) : fwrite(text.p, 1, text.n, to->out) == text.n; }

static void write_slot(cli_run *r, slot *s)
{
    r->now->counts.done += s->error.status == ATT_OK;
    r->now->counts.failed += s->error.status != ATT_OK;
    r->now->counts.events += s->events;
    r->now->counts.bytes += s->bytes;
    if (s->error.status != ATT_OK)
        write_error(r, s);
    if (s->n && !r->now->broken && !put(r->now, (att_str){s->text, s->n}))
        r->now->broken = true;
    r->held -= s->n;
    free(s->text);
    free(s->path);
    free(s->record);
    *s = (slot){.made = true, .written = true};
}

static void flush_ready(cli_run *r)
{
    for (slot *s = &r->slot[r->written % r->room]; r->written < r->taken && s->made; s = &r->slot[r->written % r->room]) {
        if (!s->written)
            write_slot(r, s);
        *s = (slot){0};
        r->written++;
    }
    cli_progress_show(r->progress, &r->now->counts, r->now->before + att_source_taken(r->source));
    if (r->now->pause && !r->now->broken)
        r->now->pause(r->now->user, r->written);
}

static char *copy_of(att_str s)
{
    char *p = malloc(s.n + 1);
    ATT_ASSERT(p);
    memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return p;
}

static void take_answer(void *user, uint64_t number, att_str answer, int died)
{
    cli_run *r = user;
    slot *s = &r->slot[number % r->room];
    cli_answer a = {0};
    if (died)
        att_fail(&s->error, ATT_IO, s->record ? s->record : s->path, "the program failed on this report (%s); it is left out",
                 died > 0 ? strsignal(died) : "it ended early");
    else if (!cli_answer_open(answer, &a))
        att_fail(&s->error, ATT_IO, s->record ? s->record : s->path, "a worker's answer cannot be understood");
    else {
        s->error = a.error;
        s->events = a.events;
        s->text = a.text.n ? copy_of(a.text) : NULL;
        s->n = a.text.n;
        r->held += s->n;
    }
    s->made = true;
    if (r->c->unordered)
        write_slot(r, s);
}

/* ---- in ---------------------------------------------------------------------------------------------------------------------------- */

/* Room for one more report: the order of output has to wait for the slowest. */
static slot *claim(cli_run *r)
{
    while (r->taken - r->written >= r->room || (r->held > HELD_LIMIT && cli_pool_busy(r->pool))) {
        cli_pool_wait(r->pool, -1, -1);
        flush_ready(r);
    }
    slot *s = &r->slot[r->taken++ % r->room];
    att_source_place place = att_source_where(r->source);
    *s = (slot){.at = place.at, .path = place.path ? strdup(place.path) : NULL, .record = place.record ? strdup(place.record) : NULL};
    return s;
}

/* Before a read that may wait: the workers' answers do not. */
static bool wait_for_input(int fd, void *user)
{
    cli_run *r = user;
    for (;;) {
        flush_ready(r);
        if (!goes_on(r))
            return false;
        if (r->now->out && fflush(r->now->out) != 0)
            r->now->broken = true;
        if (cli_pool_wait(r->pool, fd, 500))
            return true;
    }
}

static void send(cli_run *r, const att_source_item *item)
{
    att_arena a;
    att_arena_open(&a, 0);
    att_input in = cli_input(r->c, item);
    att_str parcel = cli_parcel_make(&a, item->kind, &in);
    while (!cli_pool_idle(r->pool)) {
        cli_pool_wait(r->pool, -1, -1);
        flush_ready(r);
    }
    if (!cli_pool_send(r->pool, r->taken - 1, parcel)) {
        slot *s = &r->slot[(r->taken - 1) % r->room];
        att_fail(&s->error, ATT_NOMEM, item->source, "no worker can be started");
        s->made = true;
    }
    att_arena_close(&a);
}

/* What was written before is taken up to the same place and not read. */
static void skip(cli_run *r)
{
    att_source_item item;
    att_error error;
    while (r->taken < r->now->skip && goes_on(r) && att_source_next(r->source, &item, &error) != ATT_NOT_FOUND)
        r->written = ++r->taken;
}

static void read_all(cli_run *r)
{
    att_source_item item;
    att_error error;
    while (goes_on(r)) {
        att_status status = att_source_next(r->source, &item, &error);
        if (status == ATT_NOT_FOUND || !goes_on(r))
            break;
        slot *s = claim(r);
        if (status == ATT_OK) {
            s->bytes = item.bytes.n;
            send(r, &item);
        } else {
            s->error = error;
            s->error.status = status;
            s->made = true;
        }
        cli_pool_wait(r->pool, -1, 0);
        flush_ready(r);
    }
    while (cli_pool_busy(r->pool))
        cli_pool_wait(r->pool, -1, -1);
    flush_ready(r);
}

/* ---- all of it -------------------------------------------------------------------------------------------------------------------- */

cli_run *cli_run_open(cli *c, const cli_form *form)
{
    att_engine *engine = cli_engine(c);
    if (!engine)
        return NULL;
    cli_run *r = calloc(1, sizeof *r);
    ATT_ASSERT(r);
    *r = (cli_run){.c = c, .form = form, .engine = engine, .room = (uint32_t)c->workers * 8 + 8};
    r->slot = calloc(r->room, sizeof *r->slot);
    ATT_ASSERT(r->slot);
    r->pool = cli_pool_open(c->workers, work, take_answer, r);
    r->progress = cli_progress_open(c);
    catch_signals();
    return r;
}

const char *cli_run_made_by(const cli_run *r) { return att_engine_made_by(r->engine); }

bool cli_run_over(cli_run *r, cli_stretch *s)
{
    att_source_options options = cli_limits(r->c);
    options.wait = wait_for_input;
    options.user = r;
    r->now = s;
    r->taken = r->written = 0;
    r->source = cli_source(s->path, s->paths, &options);
    if (!r->source)
        return false;
    skip(r);
    read_all(r);
    bool whole = goes_on(r);
    s->inputs = r->written;
    att_source_close(r->source);
    r->source = NULL;
    return whole;
}

void cli_run_close(cli_run *r, const cli_counts *all)
{
    cli_progress_close(r->progress, all);
    cli_pool_close(r->pool);
    free(r->slot);
    att_engine_close(r->engine);
    free(r);
}

int cli_run_status(const cli_counts *n, bool good)
{
    if (stopped_by)
        return 128 + stopped_by;
    if (!good)
        return EXIT_SOME_FAILED;
    return !n->failed ? EXIT_DONE : n->done ? EXIT_SOME_FAILED : EXIT_NOTHING_READ;
}
