/* pipe/run.c: one report through the stages. */
#include "pipe/pipe.h"

#include <stdlib.h>

#include "pipe/rooms.h"
#include "record/recall.h"
#include "syntax/syntax.h"
#include "write/write.h"

const att_stage att_stages[] = {
#define STAGE(room, reads, adds) {#room, att_##room##_stage},
#include "pipe/stages.def"
#undef STAGE
    {0}};

static const size_t REPORT_LIMIT = (size_t)64 << 20, WORKER_LIMIT = (size_t)512 << 20;

static att_str given(att_doc *d, const char *z) { return z ? att_str_copy(&d->arena, att_str_of(z)) : ATT_STR(""); }

static void fill(att_doc *d, const att_input *in)
{
    d->bytes = (att_str){in->bytes ? in->bytes : "", in->size};
    d->source = given(d, in->source);
    d->input_id = given(d, in->id);
    d->charset = given(d, in->charset);
    d->url = given(d, in->url);
    d->title = given(d, in->title);
    d->publisher = given(d, in->publisher);
    d->published = d->modified = d->dateline_date = d->fetched = ATT_NO_DAY;
    if (in->fetched)
        att_day_parse(att_str_of(in->fetched), &d->fetched);
    if (in->published && att_day_parse(att_str_of(in->published), &d->published))
        d->published_from = in->published_is_option ? ATT_STR("option") : ATT_STR("input");
}

att_status att_pipe_new(const att_engine *e, const att_input *in, att_doc **out, att_error *error)
{
    size_t limit = e->options.report_limit ? e->options.report_limit : REPORT_LIMIT;
    if (in->size > limit)
        return att_fail(error, ATT_TOO_LARGE, in->source, "%zu bytes, more than the limit of %zu for a report", in->size, limit);
    att_doc *d = calloc(1, sizeof *d);
    if (!d)
        return att_fail(error, ATT_NOMEM, in->source, "%s", att_status_words(ATT_NOMEM));
    att_arena_open(&d->arena, e->options.worker_limit ? e->options.worker_limit : WORKER_LIMIT);
    d->engine = e;
    jmp_buf full;
    d->arena.full = &full;
    if (setjmp(full)) {
        att_doc_free(d);
        return att_fail(error, ATT_NOMEM, in->source, "%s", att_status_words(ATT_NOMEM));
    }
    fill(d, in);
    d->arena.full = NULL;
    *out = d;
    return ATT_OK;
}

att_status att_pipe_guard(att_doc *d, void (*stage)(att_doc *, void *), void *user, att_error *error)
{
    jmp_buf full, *before = d->arena.full;
    d->arena.full = &full;
    if (setjmp(full)) {
        d->arena.full = before;
        return att_fail(error, ATT_NOMEM, d->source.p, "%s", att_status_words(ATT_NOMEM));
    }
    stage(d, user);
    d->arena.full = before;
    return ATT_OK;
}

/* A report that is not English keeps its article layer, a note, and no records below it. */
static bool goes_on(const att_doc *d) { return !d->language.n || att_str_is(d->language, "en"); }

/* The article layer of text that is taken as it is. */
static void plain_text(att_doc *d)
{
    att_str rest = d->bytes, line;
    d->text = d->bytes;
    d->language = ATT_STR("en");
    if (d->text.n)
        *ATT_PUSH(&d->arena, &d->runs) = (att_run){0, (uint32_t)d->text.n, {0, (uint32_t)d->text.n}, true};
    while (att_str_split(&rest, '\n', &line)) {
        att_str t = att_str_trim(line);
        uint32_t at = t.n ? (uint32_t)(t.p - d->text.p) : 0;
        if (t.n)
            *ATT_PUSH(&d->arena, &d->paragraphs) = (att_paragraph){ATT_BODY, {at, (uint32_t)t.n}, {at, (uint32_t)t.n}};
    }
}

static void run_plain(att_doc *d, void *user)
{
    (void)user;
    plain_text(d);
    for (const att_stage *s = att_stages; s->room; s++)
        if (strcmp(s->room, "article") != 0)
            s->run(d);
}

static void run(att_doc *d, void *user)
{
    att_until until = *(att_until *)user;
    for (const att_stage *s = att_stages; s->room; s++) {
        s->run(d);
        if (until == ATT_UNTIL_ARTICLE && strcmp(s->room, "article") == 0)
            return;
        if (until == ATT_UNTIL_SYNTAX && strcmp(s->room, "syntax") == 0)
            return;
        if (strcmp(s->room, "article") == 0 && !goes_on(d))
            return;
    }
}

static att_status read_with(const att_engine *e, const att_input *in, void (*stages)(att_doc *, void *), void *user, att_doc **out,
                            att_error *error)
{
    att_doc *d;
    att_status s = att_pipe_new(e, in, &d, error);
    if (s != ATT_OK)
        return s;
    s = att_pipe_guard(d, stages, user, error);
    if (s != ATT_OK)
        att_doc_free(d);
    else
        *out = d;
    return s;
}

/* What was made is kept only if the stages themselves were content. */
static att_status keep_if(att_status made, att_status content, att_doc **out)
{
    if (made != ATT_OK || content == ATT_OK)
        return made;
    att_doc_free(*out);
    *out = NULL;
    return content;
}

att_status att_pipe_read(const att_engine *e, const att_input *in, att_until until, att_doc **out, att_error *error)
{
    return read_with(e, in, run, &until, out, error);
}

att_status att_pipe_sentences(const att_engine *e, const att_input *in, att_doc **out, att_error *error)
{
    if (!att_utf8_valid((att_str){in->bytes, in->size}))
        return att_fail(error, ATT_BAD_INPUT, in->source, "not UTF-8");
    return read_with(e, in, run_plain, NULL, out, error);
}

typedef struct {
    att_until until;
    att_status status;
    att_error *error;
} conllu_run;

static void run_conllu(att_doc *d, void *user)
{
    conllu_run *c = user;
    c->status = att_conllu_read(d, d->bytes, c->error);
    for (const att_stage *s = att_stages; s->room && c->status == ATT_OK && c->until != ATT_UNTIL_ARTICLE; s++) {
        if (strcmp(s->room, "article") != 0 && strcmp(s->room, "text") != 0)
            s->run(d);
        if (c->until == ATT_UNTIL_SYNTAX && strcmp(s->room, "syntax") == 0)
            return;
    }
}

att_status att_pipe_conllu(const att_engine *e, const att_input *in, att_until until, att_doc **out, att_error *error)
{
    conllu_run c = {until, ATT_OK, error};
    att_status s = read_with(e, in, run_conllu, &c, out, error);
    return keep_if(s, c.status, out);
}

typedef struct {
    struct json_object *record;
    bool parse;
    att_status status;
    att_error *error;
} record_run;

static void run_record(att_doc *d, void *user)
{
    record_run *r = user;
    r->status = att_recall_article(d, r->record, r->error);
    for (const att_stage *s = att_stages; s->room && r->status == ATT_OK && r->parse && goes_on(d); s++)
        if (strcmp(s->room, "text") == 0 || strcmp(s->room, "syntax") == 0)
            s->run(d);
    if (r->status == ATT_OK)
        r->status = att_recall_news(d, r->record, r->error);
}

att_status att_pipe_record(const att_engine *e, att_str json, const char *source, bool parse, att_doc **out, att_error *error)
{
    record_run r = {att_recall_open(json), parse, ATT_OK, error};
    if (!r.record)
        return att_fail(error, ATT_NOT_FOUND, source, "no record of attache read");
    att_status s = read_with(e, &(att_input){.bytes = json.p, .size = json.n, .source = source}, run_record, &r, out, error);
    att_recall_close(r.record);
    return keep_if(s, r.status, out);
}

att_status att_read(const att_engine *e, const att_input *in, att_doc **out, att_error *error)
{
    return att_pipe_read(e, in, ATT_UNTIL_RECORD, out, error);
}

void att_doc_free(att_doc *d)
{
    if (!d)
        return;
    att_arena_close(&d->arena);
    free(d);
}

static void make_json(att_doc *d, void *user)
{
    (void)user;
    d->json = att_write_json(d, ATT_JSON_ALL, &ATT_EVERYTHING);
}

static void make_conllu(att_doc *d, void *user)
{
    (void)user;
    d->conllu = att_write_conllu(d);
}

static const char *once(att_doc *d, att_str *kept, void (*make)(att_doc *, void *), size_t *size)
{
    if (!kept->p && att_pipe_guard(d, make, NULL, NULL) != ATT_OK)
        return NULL;
    *size = kept->n;
    return kept->p;
}

const char *att_doc_json(att_doc *d, size_t *size) { return once(d, &d->json, make_json, size); }
const char *att_doc_conllu(att_doc *d, size_t *size) { return once(d, &d->conllu, make_conllu, size); }
