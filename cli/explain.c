/* cli/explain.c: why a record is what it is: the report's words in place, the row or rule that decided, the knowledge used. */
#include "cli/cli.h"

#include <stdlib.h>

#include "event/words.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "record/record.h"

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

/* ---- words in place ------------------------------------------------------------------------------------------------------------------ */

static void show_words(FILE *f, att_doc *d, const char *what, att_span at)
{
    att_src s = att_doc_source(d, at);
    att_str words = att_doc_words(d, at);
    uint32_t t = att_token_at(d, at.at);
    fprintf(f, "%s\n  \"%.*s\"\n  bytes %u to %u of %.*s\n", what, (int)words.n, words.p, s.at, s.at + s.n, ATT_STR_ARG(d->source));
    if (t == ATT_NONE)
        return;
    att_span all = d->sentences.p[d->tokens.p[t].sentence].at;
    uint32_t end = at.at + at.n, stop = all.at + all.n;
    if (at.at < all.at || end > stop) {
        att_str sentence = att_doc_words(d, all);
        fprintf(f, "  in: %.*s\n", (int)sentence.n, sentence.p);
        return;
    }
    fprintf(f, "  in: %.*s>>%.*s<<%.*s\n", (int)(at.at - all.at), d->text.p + all.at, (int)at.n, d->text.p + at.at, (int)(stop - end), d->text.p + end);
}

/* The way from a token up the tree to the root: accused(root) <- Kenya(nsubj) */
static void show_path(FILE *f, const att_doc *d, uint32_t t)
{
    fputs("tree\n  ", f);
    for (int steps = 0; t != ATT_NONE && steps < 20; steps++, t = d->tokens.p[t].head) {
        att_str w = att_token_form(d, t);
        fprintf(f, "%s%.*s (%s)", steps ? " < " : "", ATT_STR_ARG(w), att_deprel_name(d->tokens.p[t].deprel));
    }
    fputc('\n', f);
}

/* The row that `because` names, with its cells. */
static void show_row(FILE *f, const att_doc *d, att_str because)
{
    fprintf(f, "because\n  %.*s\n", ATT_STR_ARG(because.n ? because : ATT_STR("no row: found by the model and the tree alone")));
    const att_table *t;
    for (uint32_t i = 0; (t = att_lexicon_at(d->engine->lexicon, i)); i++)
        for (uint32_t r = 0; r < t->rows; r++) {
            char where[300];
            int n = snprintf(where, sizeof where, "%s:%u", t->row[r].file, t->row[r].line);
            bool same = because.n >= (size_t)n && memcmp(because.p, where, (size_t)n) == 0 && (because.n == (size_t)n || because.p[n] == ' ');
            for (uint32_t k = 0; same && k < t->columns; k++)
                if (t->row[r].cell[k].n)
                    fprintf(f, "    %-10.*s %.*s\n", ATT_STR_ARG(t->column[k]), ATT_STR_ARG(t->row[r].cell[k]));
        }
}

static void show_actor(FILE *f, att_doc *d, const char *role, uint32_t i)
{
    const att_actor *a = &d->actors.p[i];
    att_str code = att_brief_code(&d->arena, a);
    fprintf(f, "%s\n  %.*s%s%.*s, %s\n", role, ATT_STR_ARG(att_brief_name(a)), code.n ? ", " : "", ATT_STR_ARG(code), att_actor_kind_name(a->kind));
    if (a->office.n)
        fprintf(f, "  office: %.*s\n", ATT_STR_ARG(a->office));
    if (a->because.n)
        fprintf(f, "  known by: %.*s\n", ATT_STR_ARG(a->because));
}

/* ---- records ---------------------------------------------------------------------------------------------------------------------------- */

static void explain_statement(FILE *f, att_doc *d, uint32_t i)
{
    const att_statement *s = &d->statements.p[i];
    fprintf(f, "statement s%u: %s\n", i + 1, att_statement_kind_name(s->kind));
    show_words(f, d, "content", s->content);
    if (s->cue.n)
        show_words(f, d, "cue", s->cue);
    else
        fputs("cue\n  none: the quotation goes on from the one before\n", f);
    if (s->speaker != ATT_NONE)
        show_actor(f, d, "speaker", s->speaker);
    if (s->cue_token != ATT_NONE)
        show_path(f, d, s->cue_token);
    show_row(f, d, s->because);
}

static void explain_event(FILE *f, att_doc *d, uint32_t i)
{
    const att_event *e = &d->events.p[i];
    fprintf(f, "event e%u: %s%s%.*s, %s%s%.*s\n", i + 1, att_event_type_name(e->type), e->mode.n ? "/" : "", ATT_STR_ARG(e->mode), att_event_status_name(e->status),
            e->date.n ? ", " : "", ATT_STR_ARG(e->date));
    show_words(f, d, "trigger", e->trigger);
    for (uint32_t k = 0; k < e->actor.n; k++)
        show_actor(f, d, "actor", e->actor.p[k]);
    for (uint32_t k = 0; k < e->recipient.n; k++)
        show_actor(f, d, "recipient", e->recipient.p[k]);
    show_path(f, d, e->token);
    show_row(f, d, e->because);
    if (e->statement != ATT_NONE) {
        fputs("vouched for by\n", f);
        explain_statement(f, d, e->statement);
    } else
        fputs("vouched for by\n  the report itself\n", f);
}

static void explain_position(FILE *f, att_doc *d, uint32_t i)
{
    const att_position *p = &d->positions.p[i];
    fprintf(f, "position x%u: %s \"%.*s\", %s\n", i + 1, att_stance_name(p->stance), ATT_STR_ARG(p->issue), att_event_status_name(p->status));
    show_words(f, d, "evidence", p->evidence);
    show_actor(f, d, "actor", p->actor);
    show_row(f, d, p->because);
}

static void explain_actor(FILE *f, att_doc *d, uint32_t i)
{
    fprintf(f, "actor a%u\n", i + 1);
    show_actor(f, d, "who", i);
    for (uint32_t k = 0; k < d->mentions.n; k++)
        if (d->mentions.p[k].actor == i)
            show_words(f, d, "mention", d->mentions.p[k].at);
    show_row(f, d, d->actors.p[i].because);
}

static void explain_place(FILE *f, att_doc *d, uint32_t i)
{
    const att_place *p = &d->places.p[i];
    fprintf(f, "place p%u: %.*s%s%s\n", i + 1, ATT_STR_ARG(p->name), p->country[0] ? ", " : "", p->country);
    for (uint32_t k = 0; k < p->mentions.n; k++)
        show_words(f, d, "mention", p->mentions.p[k]);
    if (p->geonames)
        fprintf(f, "because\n  GeoNames %u\n", p->geonames);
}

static bool explain(FILE *f, att_doc *d, const wanted *w)
{
    struct {
        char letter;
        uint32_t n;
        void (*show)(FILE *, att_doc *, uint32_t);
    } kinds[] = {{'a', d->actors.n, explain_actor}, {'e', d->events.n, explain_event}, {'s', d->statements.n, explain_statement},
                 {'x', d->positions.n, explain_position}, {'p', d->places.n, explain_place}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].letter == w->letter && w->number < kinds[i].n) {
            kinds[i].show(f, d, w->number);
            return true;
        }
    return false;
}

typedef struct {
    cli *c;
    const wanted *w;
    FILE *f;
    int read, shown;
} search;

static void look_in(search *s, att_doc *d)
{
    s->read++;
    if (is_report(d, s->w) && explain(s->f, d, s->w))
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
        search s = {.c = c, .w = &w, .f = out.f};
        search_all(&s, e);
        if (s.read && !s.shown)
            cli_complain("no record %s in what was read", c->path[0]);
        status = !s.read ? EXIT_NOTHING_READ : s.shown ? EXIT_DONE : EXIT_SOME_FAILED;
        if (!cli_out_close(&out, status == EXIT_DONE))
            status = EXIT_SOME_FAILED;
    }
    att_engine_close(e);
    return status;
}
