/* cli/code.c: `attache code`: sentences of an existing coding project, JSON Lines in and out. */
#include "cli/cli.h"

#include <json-c/json.h>

#include "event/between.h"
#include "event/event.h"
#include "record/record.h"
#include "write/write.h"

typedef struct {
    cli *c;
    att_engine *engine;
    cli_out out;
    int failed, done;
} run;

/* An actor's code as coding projects write it: "KEN GOV"; a country that is only acted upon has no sector. */
static void put_code(att_buf *b, const att_actor *a, bool acts)
{
    att_buf code = {.arena = b->arena};
    att_buf_add(&code, att_str_of(a->country));
    const char *sector = a->n_sectors && (acts || a->kind != ATT_COUNTRY) ? att_sector_name(a->sector[0]) : "";
    if (code.n && *sector)
        att_buf_char(&code, ' ');
    att_buf_add(&code, att_str_of(sector));
    att_write_json_string(b, code.p ? att_buf_str(&code) : ATT_STR(""));
}

static void put_codes(att_buf *b, const att_doc *d, const att_ids *ids, bool acts)
{
    att_buf_char(b, '[');
    for (uint32_t i = 0; i < ids->n; i++) {
        if (i)
            att_buf_add(b, ATT_STR(", "));
        put_code(b, &d->actors.p[ids->p[i]], acts);
    }
    att_buf_char(b, ']');
}

static void put_text(att_buf *b, const char *key, att_str value)
{
    att_buf_format(b, ", \"%s\": ", key);
    if (value.n)
        att_write_json_string(b, value);
    else
        att_buf_add(b, ATT_STR("null"));
}

static void put_scores(att_buf *b, const double score[att_event_type_COUNT])
{
    att_buf_add(b, ATT_STR(", \"scores\": {"));
    for (int i = 1; i < att_event_type_COUNT; i++) {
        att_buf_format(b, "%s\"%s\": ", i > 1 ? ", " : "", att_event_type_name((att_event_type)i));
        att_buf_decimal(b, score[i], 3);
    }
    att_buf_char(b, '}');
}

/* `score`: of all types, or NULL. */
static void put_event(att_buf *b, att_doc *d, const att_event *e, const double *score)
{
    att_buf_add(b, ATT_STR("{\"source\": "));
    put_codes(b, d, &e->actor, true);
    att_buf_add(b, ATT_STR(", \"target\": "));
    put_codes(b, d, &e->recipient, false);
    put_text(b, "type", att_str_of(att_event_type_name(e->type)));
    put_text(b, "mode", e->mode);
    put_text(b, "status", att_str_of(att_event_status_name(e->status)));
    att_buf_add(b, ATT_STR(", \"speaker\": ["));
    uint32_t speaker = e->statement == ATT_NONE ? ATT_NONE : d->statements.p[e->statement].speaker;
    if (speaker != ATT_NONE)
        put_code(b, &d->actors.p[speaker], true);
    att_buf_char(b, ']');
    put_text(b, "date", e->date);
    put_text(b, "cameo", att_record_scale(d, e)->cameo);
    att_buf_format(b, ", \"trigger\": [%u, %u], \"confidence\": ", att_doc_codepoints(d, e->trigger.at),
                   att_doc_codepoints(d, e->trigger.at + e->trigger.n));
    att_buf_decimal(b, e->confidence, 2);
    put_text(b, "because", e->because);
    if (score)
        put_scores(b, score);
    att_buf_char(b, '}');
}

typedef struct {
    const char *id;
    bool given;              /* the parties are */
    att_span source, target; /* in bytes */
    bool asked;              /* about one word */
    att_span trigger;        /* that word */
    bool nobody;             /* no word of the text lies in what is given */
    att_str out;
} line_made;

/* The word of a stretch that the others in it hang on, or ATT_NONE. */
static uint32_t word_of(const att_doc *d, att_span words)
{
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        uint32_t head = d->tokens.p[t].head;
        bool here = att_span_has(words, d->tokens.p[t].at), above = head != ATT_NONE && att_span_has(words, d->tokens.p[head].at);
        if (here && !above)
            return t;
    }
    return ATT_NONE;
}

/* What the text says of the word asked about, whether or not the lexicon knows it. */
static void put_word(att_buf *b, att_doc *d, line_made *m)
{
    uint32_t t = word_of(d, m->trigger);
    if ((m->nobody = t == ATT_NONE))
        return;
    att_fit fit = att_event_is_noun(d, t) ? att_event_fit_noun(d, t) : att_event_fit_verb(d, t);
    att_event e = att_event_bare(d, t, fit.frame ? &fit : NULL);
    put_event(b, d, &e, NULL);
}

static void make_line(att_doc *d, void *user)
{
    line_made *m = user;
    att_buf b = {.arena = &d->arena};
    att_buf_add(&b, ATT_STR("{\"id\": "));
    att_write_json_string(&b, att_str_of(m->id));
    att_buf_add(&b, ATT_STR(", \"events\": ["));
    att_between one;
    if (m->asked)
        put_word(&b, d, m);
    else if (m->given && !(m->nobody = !att_event_between(d, m->source, m->target, &one)))
        put_event(&b, d, &one.event, one.score);
    for (uint32_t i = 0; !m->given && !m->asked && i < d->events.n; i++) {
        if (i)
            att_buf_add(&b, ATT_STR(", "));
        put_event(&b, d, &d->events.p[i], NULL);
    }
    att_buf_add(&b, ATT_STR("]}\n"));
    m->out = att_buf_str(&b);
}

static const char *member(json_object *o, const char *key)
{
    json_object *v;
    return json_object_object_get_ex(o, key, &v) && json_object_is_type(v, json_type_string) ? json_object_get_string(v) : NULL;
}

/* The byte where code point `point` of a text begins, its end included; false when the text is shorter. */
static bool byte_of(att_str text, int64_t point, uint32_t *byte)
{
    size_t at = 0, n;
    for (; point > 0 && at < text.n; point--, at += n)
        (void)att_utf8_at(text, at, &n);
    *byte = (uint32_t)at;
    return point == 0;
}

/* "source": [s, e] in code points, to bytes; an absent one stays empty. */
static bool party_given(json_object *o, const char *key, att_str text, bool *given, att_span *out, const char *where, att_error *error)
{
    json_object *v;
    if (!json_object_object_get_ex(o, key, &v) || json_object_is_type(v, json_type_null))
        return true;
    bool two = json_object_is_type(v, json_type_array) && json_object_array_length(v) == 2;
    int64_t at[2] = {-1, -1};
    for (size_t i = 0; two && i < 2; i++) {
        json_object *number = json_object_array_get_idx(v, i);
        at[i] = json_object_is_type(number, json_type_int) ? json_object_get_int64(number) : -1;
    }
    uint32_t first, end;
    if (at[0] < 0 || at[1] <= at[0] || !byte_of(text, at[0], &first) || !byte_of(text, at[1], &end))
        return att_fail(error, ATT_BAD_INPUT, where, "\"%s\" is no stretch of the text; it wants [start, end] in code points", key), false;
    *given = true;
    *out = (att_span){first, end - first};
    return true;
}

static bool code_object(run *r, json_object *o, const char *where, att_error *error)
{
    const char *id = member(o, "id"), *text = member(o, "text"), *date = member(o, "date");
    att_day day;
    if (!text)
        return att_fail(error, ATT_BAD_INPUT, where, "no \"text\""), false;
    if (date && !att_day_parse(att_str_of(date), &day))
        return att_fail(error, ATT_BAD_INPUT, where, "\"date\" is no day as YYYY-MM-DD: %s", date), false;
    att_doc *d;
    line_made m = {.id = id ? id : where};
    if (!party_given(o, "source", att_str_of(text), &m.given, &m.source, where, error) ||
        !party_given(o, "target", att_str_of(text), &m.given, &m.target, where, error) ||
        !party_given(o, "trigger", att_str_of(text), &m.asked, &m.trigger, where, error))
        return false;
    if (att_pipe_sentences(r->engine, &(att_input){.bytes = text, .size = strlen(text), .source = where, .id = id, .published = date ? date : r->c->published}, &d,
                           error) != ATT_OK)
        return false;
    bool good = att_pipe_guard(d, make_line, &m, error) == ATT_OK;
    if (good && m.nobody)
        good = (att_fail(error, ATT_BAD_INPUT, where, "no word of the text lies in \"source\", \"target\" or \"trigger\""), false);
    if (good)
        fwrite(m.out.p, 1, m.out.n, r->out.f);
    att_doc_free(d);
    return good;
}

static bool code_item(run *r, const att_source_item *item, att_error *error)
{
    if (!item->line.p)
        return att_fail(error, ATT_BAD_INPUT, item->source, "%s; code reads JSON Lines: {\"id\", \"text\", \"date\"}",
                        att_ingest_kind_name(item->kind)),
               false;
    struct json_tokener *t = json_tokener_new();
    json_object *o = t ? json_tokener_parse_ex(t, item->line.p, (int)item->line.n) : NULL;
    bool good = o ? code_object(r, o, item->source, error) : (att_fail(error, ATT_NOMEM, item->source, "no memory for it"), false);
    json_object_put(o);
    json_tokener_free(t);
    return good;
}

static void code_all(run *r)
{
    const att_source_options limits = cli_limits(r->c);
    att_source *source = cli_source(r->c->path, r->c->paths, &limits);
    att_source_item item;
    att_error error;
    for (att_status status; source && (status = att_source_next(source, &item, &error)) != ATT_NOT_FOUND;) {
        if (status == ATT_OK && code_item(r, &item, &error))
            r->done++;
        else {
            cli_print_error(&error);
            r->failed++;
        }
    }
    att_source_close(source);
}

int cli_code(cli *c)
{
    run r = {.c = c};
    if (c->paths == 0)
        return cli_usage("code wants a file of JSON Lines, or - for standard input");
    if (!(r.engine = cli_engine(c)))
        return EXIT_NO_TOOLS;
    if (!cli_out_open(&r.out, c->output)) {
        att_engine_close(r.engine);
        return EXIT_SOME_FAILED;
    }
    code_all(&r);
    att_engine_close(r.engine);
    if (!cli_out_close(&r.out, true))
        return EXIT_SOME_FAILED;
    return r.failed ? r.done ? EXIT_SOME_FAILED : EXIT_NOTHING_READ : EXIT_DONE;
}
