/* cli/explain.c: why a record is what it is: the report's words in place, the row or rule that decided, the knowledge used. */
#include "cli/cli.h"

#include <stdlib.h>

#include "cli/explain_sheet.h"
#include "event/words.h"
#include "pipe/engine.h"
#include "record/record.h"
#include "write/html.h"

typedef struct {
    char report[64]; /* a record id's start, or empty */
    char letter;     /* a e s x p */
    uint32_t number;
} wanted;

/* "e1", "REPORT#e1" */
static bool read_id(const char *text, wanted *w)
{
    const char *sharp = strchr(text, '#'), *id = sharp ? sharp + 1 : text;
    int64_t n;
    *w = (wanted){0};
    if (sharp && (size_t)(sharp - text) < sizeof w->report)
        memcpy(w->report, text, (size_t)(sharp - text));
    if (!id[0] || !strchr("aesxp", id[0]) || !att_str_number(att_str_of(id + 1), &n) || n < 1 || n > UINT32_MAX)
        return false;
    w->letter = id[0];
    w->number = (uint32_t)n - 1;
    return true;
}

static bool is_report(att_doc *d, const wanted *w)
{
    att_str source = d->source;
    return !w->report[0] || att_str_starts(att_record_id(d), w->report) || att_str_is(source, w->report);
}

/* ---- records ---------------------------------------------------------------------------------------------------------------------------- */

static void put_because(sheet *s, att_str because, att_span words)
{
    sheet_part(s, "because");
    sheet_line(s, NULL, because.n ? because : ATT_STR("no row: found by the model and the tree alone"));
    sheet_row(s, because, att_doc_words(s->d, words));
}

static void put_words(sheet *s, const char *what, att_span at)
{
    sheet_part(s, what);
    sheet_words(s, at);
}

/* An actor with the knowledge used: the office held, and the row behind country and sector. */
static void put_actor(sheet *s, const char *role, uint32_t i)
{
    const att_actor *a = &s->d->actors.p[i];
    att_str code = att_brief_code(&s->d->arena, a);
    sheet_part(s, role);
    sheet_line(s, NULL,
               att_format(&s->d->arena, ATT_STR_FMT "%s" ATT_STR_FMT ", %s", ATT_STR_ARG(att_brief_name(a)), code.n ? ", " : "", ATT_STR_ARG(code),
                          att_actor_kind_name(a->kind)));
    if (a->office.n)
        sheet_line(s, "office", a->office);
    if (a->because.n) {
        sheet_line(s, "known by", a->because);
        sheet_row(s, a->because, a->office.n ? a->office : att_brief_name(a));
    }
}

static void put_statement(sheet *s, uint32_t i)
{
    const att_statement *x = &s->d->statements.p[i];
    sheet_title(s, att_format(&s->d->arena, "statement s%u", i + 1), att_str_of(att_statement_kind_name(x->kind)));
    put_words(s, "content", x->content);
    if (x->cue.n)
        put_words(s, "cue", x->cue);
    else {
        sheet_part(s, "cue");
        sheet_line(s, NULL, ATT_STR("none: the quotation goes on from the one before"));
    }
    if (x->speaker != ATT_NONE)
        put_actor(s, "speaker", x->speaker);
    if (x->cue_token != ATT_NONE)
        sheet_path(s, x->cue_token);
    put_because(s, x->because, x->cue);
}

static void put_event(sheet *s, uint32_t i)
{
    const att_event *e = &s->d->events.p[i];
    att_arena *a = &s->d->arena;
    sheet_title(s, att_format(a, "event e%u", i + 1),
                att_format(a, "%s%s" ATT_STR_FMT ", %s%s" ATT_STR_FMT, att_event_type_name(e->type), e->mode.n ? "/" : "", ATT_STR_ARG(e->mode),
                           att_event_status_name(e->status), e->date.n ? ", " : "", ATT_STR_ARG(e->date)));
    put_words(s, "trigger", e->trigger);
    for (uint32_t k = 0; k < e->actor.n; k++)
        put_actor(s, "actor", e->actor.p[k]);
    for (uint32_t k = 0; k < e->recipient.n; k++)
        put_actor(s, "recipient", e->recipient.p[k]);
    sheet_path(s, e->token);
    put_because(s, e->because, e->trigger);
    if (e->statement != ATT_NONE) {
        sheet_beneath(s, "vouched for by");
        put_statement(s, e->statement);
    } else {
        sheet_part(s, "vouched for by");
        sheet_line(s, NULL, ATT_STR("the report itself"));
    }
}

static void put_position(sheet *s, uint32_t i)
{
    const att_position *x = &s->d->positions.p[i];
    sheet_title(s, att_format(&s->d->arena, "position x%u", i + 1),
                att_format(&s->d->arena, "%s \"" ATT_STR_FMT "\", %s", att_stance_name(x->stance), ATT_STR_ARG(x->issue), att_event_status_name(x->status)));
    put_words(s, "evidence", x->evidence);
    put_actor(s, "actor", x->actor);
    put_because(s, x->because, x->evidence);
}

static void put_actor_alone(sheet *s, uint32_t i)
{
    sheet_title(s, att_format(&s->d->arena, "actor a%u", i + 1), att_brief_name(&s->d->actors.p[i]));
    put_actor(s, "who", i);
    for (uint32_t k = 0; k < s->d->mentions.n; k++)
        if (s->d->mentions.p[k].actor == i)
            put_words(s, "mention", s->d->mentions.p[k].at);
}

static void put_place(sheet *s, uint32_t i)
{
    const att_place *p = &s->d->places.p[i];
    att_arena *a = &s->d->arena;
    sheet_title(s, att_format(a, "place p%u", i + 1), att_format(a, ATT_STR_FMT "%s%s", ATT_STR_ARG(p->name), p->country[0] ? ", " : "", p->country));
    for (uint32_t k = 0; k < p->mentions.n; k++)
        put_words(s, "mention", p->mentions.p[k]);
    if (p->geonames) {
        sheet_part(s, "because");
        sheet_line(s, NULL, att_format(a, "GeoNames %u", p->geonames));
    }
}

static bool put_record(sheet *s, const wanted *w)
{
    const att_doc *d = s->d;
    const struct {
        char letter;
        uint32_t n;
        void (*put)(sheet *, uint32_t);
    } kinds[] = {{'a', d->actors.n, put_actor_alone}, {'e', d->events.n, put_event}, {'s', d->statements.n, put_statement}, {'x', d->positions.n, put_position},
                 {'p', d->places.n, put_place}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].letter == w->letter && w->number < kinds[i].n) {
            kinds[i].put(s, w->number);
            sheet_end(s);
            return true;
        }
    return false;
}

/* ---- the page ------------------------------------------------------------------------------------------------------------------------------ */

static void open_page(sheet *s, const char *id)
{
    att_str title = att_format(&s->d->arena, "Why %s is what it is", id);
    att_html_open(&s->o, title);
    att_buf_add(&s->o, ATT_STR("<main>\n<p class=\"kicker\">attache explain</p>\n<h1>"));
    att_html_text(&s->o, title);
    att_buf_add(&s->o, ATT_STR("</h1>\n"));
}

static void put_report(sheet *s)
{
    const att_doc *d = s->d;
    att_buf_add(&s->o, ATT_STR("<p>"));
    att_html_text(&s->o, d->title.n ? d->title : d->source);
    att_buf_add(&s->o, ATT_STR(" <span class=\"quiet\">"));
    if (d->publisher.n)
        att_html_text(&s->o, att_format(&s->d->arena, ATT_STR_FMT ", ", ATT_STR_ARG(d->publisher)));
    att_html_text(&s->o, d->published == ATT_NO_DAY ? ATT_STR("day unknown") : att_day_iso(&s->d->arena, d->published));
    att_buf_add(&s->o, ATT_STR(" \xC2\xB7 "));
    att_html_text(&s->o, d->engine->made_by);
    att_buf_add(&s->o, ATT_STR("</span></p>\n"));
}

/* ---- search -------------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    cli *c;
    const wanted *w;
    FILE *f;
    bool html;
    int read, shown;
} search;

static void look_in(search *s, att_doc *d)
{
    sheet out = {.o = {.arena = &d->arena}, .d = d, .html = s->html};
    s->read++;
    if (!is_report(d, s->w))
        return;
    if (s->html && !s->shown)
        open_page(&out, s->c->path[0]);
    if (s->html)
        put_report(&out);
    if (!put_record(&out, s->w))
        return;
    fwrite(out.o.p, 1, out.o.n, s->f);
    s->shown++;
}

static void look_in_guarded(att_doc *d, void *user) { look_in(user, d); }

static att_status search_item(search *s, const att_engine *e, const att_source_item *item, att_error *error)
{
    att_doc *d;
    att_input in = cli_input(s->c, item);
    att_status status = cli_read_input(e, item->kind, &in, ATT_UNTIL_RECORD, &d, error);
    if (status != ATT_OK)
        return status;
    status = att_pipe_guard(d, look_in_guarded, s, error);
    att_doc_free(d);
    return status;
}

static void search_all(search *s, const att_engine *e)
{
    const att_source_options limits = cli_limits(s->c);
    att_source *source = cli_source(s->c->path + 1, s->c->paths - 1, &limits);
    att_source_item item;
    att_error error;
    for (att_status status; source && (status = att_source_next(source, &item, &error)) != ATT_NOT_FOUND;) {
        if (status == ATT_OK)
            status = search_item(s, e, &item, &error);
        if (status != ATT_OK)
            cli_print_error(&error);
    }
    att_source_close(source);
}

int cli_explain(cli *c)
{
    wanted w;
    if (c->paths < 2)
        return cli_usage("explain wants a record's id and the report: explain e1 report.txt");
    if (!read_id(c->path[0], &w))
        return cli_usage("\"%s\" is no id of a record; ids look like e1, s2, x3, a4, p5 or REPORT#e1", c->path[0]);
    att_engine *e = cli_engine(c);
    if (!e)
        return EXIT_NO_TOOLS;
    cli_out out;
    int status = EXIT_SOME_FAILED;
    if (cli_out_open(&out, c->output)) {
        search s = {.c = c, .w = &w, .f = out.f, .html = c->to && strcmp(c->to, "html") == 0};
        search_all(&s, e);
        if (s.html && s.shown)
            fputs("</main>\n</body>\n</html>\n", out.f);
        if (s.read && !s.shown)
            cli_complain("no record %s in what was read", c->path[0]);
        status = !s.read ? EXIT_NOTHING_READ : s.shown ? EXIT_DONE : EXIT_SOME_FAILED;
        if (!cli_out_close(&out, status == EXIT_DONE))
            status = EXIT_SOME_FAILED;
    }
    att_engine_close(e);
    return status;
}
