/* cli/lex.c: `attache lex check` runs the example of every row of lex/events and lex/status.tsv through the whole pipeline;
 * `attache lex why WORD` shows the rows behind a word. */
#include "cli/cli.h"

#include <stdlib.h>

#include "event/tables.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"

/* ---- examples: [actor], [>recipient], {governed event} ------------------------------------------------------------------------- */

enum { MARKS = 16 };
typedef struct {
    char text[2000];
    size_t n;
    struct {
        char kind; /* 'a', 'r', 's' */
        uint32_t at, n;
    } mark[MARKS];
    int marks;
} example;

/* False when the brackets are not balanced. */
static bool read_example(att_str cell, example *x)
{
    *x = (example){0};
    bool open = false;
    for (size_t i = 0; i < cell.n; i++) {
        char c = cell.p[i];
        if ((c == '[' || c == '{') && !open && x->marks < MARKS) {
            bool recipient = c == '[' && i + 1 < cell.n && cell.p[i + 1] == '>';
            x->mark[x->marks].kind = c == '{' ? 's' : recipient ? 'r' : 'a';
            x->mark[x->marks].at = (uint32_t)x->n;
            i += recipient;
            open = true;
        } else if ((c == ']' || c == '}') && open) {
            x->mark[x->marks].n = (uint32_t)x->n - x->mark[x->marks].at;
            x->marks++;
            open = false;
        } else if (c == '[' || c == ']' || c == '{' || c == '}' || x->n + 1 >= sizeof x->text)
            return false;
        else
            x->text[x->n++] = c;
    }
    return !open;
}

static bool overlaps(att_span a, uint32_t at, uint32_t n) { return a.at < at + n && at < a.at + a.n; }

/* Whether actor `who` is a place or country meant by a place that overlaps the marked words: "arrived in Prague". */
static bool placed(const att_doc *d, uint32_t who, uint32_t at, uint32_t n)
{
    const att_actor *a = &d->actors.p[who];
    for (uint32_t i = 0; (a->kind == ATT_COUNTRY || a->kind == ATT_ACTOR_PLACE) && i < d->places.n; i++)
        for (uint32_t k = 0; k < d->places.p[i].heads.n; k++)
            if (overlaps(d->tokens.p[d->places.p[i].heads.p[k]].at, at, n) && strcmp(d->places.p[i].country, a->country) == 0)
                return true;
    return false;
}

/* Whether mention m means the actor, or a group that he is a part of: "Armenian and Azerbaijani soldiers". */
static bool means(const att_doc *d, const att_mention *m, uint32_t who)
{
    bool found = m->actor == who;
    for (uint32_t i = 0; i < d->actors.p[m->actor].parts.n; i++)
        found = found || d->actors.p[m->actor].parts.p[i] == who;
    return found;
}

/* Whether a mention of one of the actors overlaps the marked words. */
static bool named(const att_doc *d, const att_ids *ids, uint32_t at, uint32_t n)
{
    for (uint32_t i = 0; i < ids->n; i++) {
        for (uint32_t k = 0; k < d->mentions.n; k++)
            if (overlaps(d->mentions.p[k].at, at, n) && means(d, &d->mentions.p[k], ids->p[i]))
                return true;
        if (placed(d, ids->p[i], at, n))
            return true;
    }
    return false;
}

/* ---- one row ---------------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    int rows, right, type_wrong, roles_wrong, status_wrong, known, overdue; /* overdue: listed as wrong, and right */
} tally;

/* Where what is found wrong is said, and the examples that lex/known_wrong.tsv lists. */
typedef struct {
    FILE *out;
    const att_table *listed;
    bool *met; /* [listed->rows] */
} report;

static bool same_row(const att_event *e, const att_row *r)
{
    char where[220];
    snprintf(where, sizeof where, "%s:%u ", r->file, r->line);
    return att_str_starts(e->because, where);
}

static const char *judge_roles(const att_doc *d, const att_event *e, const example *x)
{
    for (int i = 0; i < x->marks; i++) {
        bool both = e->type == ATT_CONSULT || e->type == ATT_AGREE || e->type == ATT_COOPERATE || e->type == ATT_ASSAULT;
        bool actor = named(d, &e->actor, x->mark[i].at, x->mark[i].n), recipient = named(d, &e->recipient, x->mark[i].at, x->mark[i].n);
        if (x->mark[i].kind == 'a' && !actor && !(both && recipient))
            return "actor";
        if (x->mark[i].kind == 'r' && !recipient && !(both && actor))
            return "recipient";
    }
    return NULL;
}

static void say(FILE *f, const att_row *r, const char *what, const example *x)
{
    if (f)
        fprintf(f, "lex/%s:%u: %s: %s\n", r->file, r->line, what, x->text);
}

static void judge_event(FILE *f, att_doc *d, const att_row *r, const example *x, const char *type, const char *status, tally *t)
{
    const att_event *best = NULL;
    bool none = strcmp(type, "NONE") == 0;
    for (uint32_t i = 0; i < d->events.n; i++) {
        const att_event *e = &d->events.p[i];
        if (strcmp(att_event_type_name(e->type), type) == 0 && (!best || same_row(e, r)))
            best = e;
    }
    if (none ? d->events.n > 0 : !best) {
        t->type_wrong++;
        char what[200];
        snprintf(what, sizeof what, "%s, found %s", none ? "nothing may be found here" : type,
                 d->events.n ? att_event_type_name(d->events.p[0].type) : "nothing");
        say(f, r, what, x);
        return;
    }
    const char *role = none ? NULL : judge_roles(d, best, x);
    bool status_wrong = !none && strcmp(att_event_status_name(best->status), status) != 0;
    t->roles_wrong += role != NULL;
    t->status_wrong += !role && status_wrong;
    if (role)
        say(f, r, role, x);
    else if (status_wrong) {
        char what[100];
        snprintf(what, sizeof what, "status %s, found %s", status, att_event_status_name(best->status));
        say(f, r, what, x);
    } else
        t->right++;
}

/* For lex/events/light.tsv: an event that the marked words take part in, with the row's status if it gives one. */
static void judge_light(FILE *f, att_doc *d, const att_row *r, const example *x, const char *status, tally *t)
{
    bool found = false, right = false;
    for (uint32_t i = 0; i < d->events.n; i++) {
        bool fits = !judge_roles(d, &d->events.p[i], x);
        found = found || fits;
        right = right || (fits && (!*status || strcmp(att_event_status_name(d->events.p[i].status), status) == 0));
    }
    t->right += right;
    t->type_wrong += !d->events.n;
    t->roles_wrong += d->events.n && !found;
    t->status_wrong += found && !right;
    if (!right)
        say(f, r, !d->events.n ? "no event" : !found ? "actor or recipient" : "status", x);
}

/* For lex/status.tsv: an event inside the braces must have the row's status; where no event is found there, the row is not judged. */
static void judge_status(FILE *f, att_doc *d, const att_row *r, const example *x, const char *status, tally *t)
{
    const att_event *found = NULL;
    for (uint32_t i = 0; i < d->events.n; i++)
        for (int m = 0; m < x->marks; m++)
            if (x->mark[m].kind == 's' && overlaps(d->events.p[i].trigger, x->mark[m].at, x->mark[m].n))
                found = &d->events.p[i];
    if (!found) {
        t->rows--;
        return;
    }
    bool right = strcmp(att_event_status_name(found->status), status) == 0;
    t->right += right;
    t->status_wrong += !right;
    if (!right) {
        char what[100];
        snprintf(what, sizeof what, "status %s, found %s", status, att_event_status_name(found->status));
        say(f, r, what, x);
    }
}

/* Whether the words of `at` are for the most part the marked ones, and the marked ones for the most part these. */
static bool alike(att_span at, uint32_t first, uint32_t n)
{
    uint32_t from = at.at > first ? at.at : first, to = at.at + at.n < first + n ? at.at + at.n : first + n;
    return to > from && (to - from) * 10 >= at.n * 7 && (to - from) * 10 >= n * 7;
}

/* For lex/speech.tsv: who is in brackets says what is in braces. */
static void judge_statement(FILE *f, att_doc *d, const att_row *r, const example *x, tally *t)
{
    bool content = false, both = false;
    for (uint32_t i = 0; i < d->statements.n; i++) {
        const att_statement *s = &d->statements.p[i];
        bool said = false, who = false;
        att_ids speaker = {.p = (uint32_t *)&s->speaker, .n = s->speaker != ATT_NONE};
        for (int m = 0; m < x->marks; m++) {
            said = said || (x->mark[m].kind == 's' && alike(s->content, x->mark[m].at, x->mark[m].n));
            who = who || (x->mark[m].kind == 'a' && named(d, &speaker, x->mark[m].at, x->mark[m].n));
        }
        content = content || said;
        both = both || (said && who);
    }
    t->right += both;
    t->type_wrong += !content;
    t->roles_wrong += content && !both;
    if (!both)
        say(f, r, content ? "speaker" : "what is said", x);
}

/* For lex/positions.tsv: who is in brackets takes the row's stance on what is in braces. */
static void judge_position(FILE *f, att_doc *d, const att_row *r, const example *x, att_str stance, tally *t)
{
    bool found = false, right = false;
    for (uint32_t i = 0; i < d->positions.n; i++) {
        const att_position *p = &d->positions.p[i];
        att_span issue = {(uint32_t)(p->issue.p - d->text.p), (uint32_t)p->issue.n};
        att_ids actor = {.p = (uint32_t *)&p->actor, .n = 1};
        bool about = false, who = false;
        for (int m = 0; m < x->marks; m++) {
            about = about || (x->mark[m].kind == 's' && overlaps(issue, x->mark[m].at, x->mark[m].n));
            who = who || (x->mark[m].kind == 'a' && named(d, &actor, x->mark[m].at, x->mark[m].n));
        }
        found = found || (about && who);
        right = right || (about && who && att_str_is(stance, att_stance_name(p->stance)));
    }
    t->right += right;
    t->type_wrong += !found;
    t->roles_wrong += found && !right;
    if (!right)
        say(f, r, found ? "stance" : "issue or who holds it", x);
}

/* The line of lex/known_wrong.tsv that lists the example, or -1. */
static int listed_at(const att_table *listed, att_str cell)
{
    int column = att_table_column(listed, "example");
    for (uint32_t i = 0; listed && i < listed->rows; i++)
        if (att_str_eq(att_row_cell(&listed->row[i], column), cell))
            return (int)i;
    return -1;
}

static void judge(FILE *f, const att_table *table, const char *name, att_doc *d, const att_row *r, const example *x, tally *t)
{
    int type = att_table_column(table, "type"), stance = att_table_column(table, "stance");
    char want_type[40], want_status[40];
    att_str s = att_row_cell(r, att_table_column(table, "status"));
    snprintf(want_type, sizeof want_type, ATT_STR_FMT, ATT_STR_ARG(att_row_cell(r, type)));
    snprintf(want_status, sizeof want_status, ATT_STR_FMT, ATT_STR_ARG(s.n ? s : ATT_STR("occurred")));
    if (strcmp(name, "speech") == 0)
        judge_statement(f, d, r, x, t);
    else if (strcmp(name, "events/light") == 0)
        judge_light(f, d, r, x, s.n ? want_status : "", t);
    else if (stance >= 0)
        judge_position(f, d, r, x, att_row_cell(r, stance), t);
    else if (type >= 0)
        judge_event(f, d, r, x, want_type, want_status, t);
    else if (!att_str_is(s, "keep"))
        judge_status(f, d, r, x, want_status, t);
    else
        t->rows--;
}

/* Adds up one row's verdict; an example that is listed as wrong counts as known, and is reported when it is right. */
static void count(const report *to, const att_row *r, const example *x, att_str cell, const tally *one, tally *t)
{
    int at = listed_at(to->listed, cell);
    if (at >= 0)
        to->met[at] = true;
    bool known = at >= 0 && one->rows && !one->right;
    t->overdue += at >= 0 && one->right;
    if (at >= 0 && one->right)
        say(to->out, r, "is right now, take it out of lex/known_wrong.tsv", x);
    t->rows += one->rows;
    t->right += one->right;
    t->known += known;
    t->type_wrong += known ? 0 : one->type_wrong;
    t->roles_wrong += known ? 0 : one->roles_wrong;
    t->status_wrong += known ? 0 : one->status_wrong;
}

static void check_row(const report *to, const att_engine *e, const att_table *table, const char *name, const att_row *r, tally *t)
{
    example x;
    att_str cell = att_row_cell(r, att_table_column(table, "example"));
    tally one = {.rows = 1};
    if (!cell.n)
        return;
    if (!read_example(cell, &x)) {
        fprintf(to->out, "lex/%s:%u: the brackets of the example do not match\n", r->file, r->line);
        t->rows++;
        return;
    }
    att_doc *d;
    att_error error;
    if (att_pipe_sentences(e, &(att_input){.bytes = x.text, .size = x.n, .source = "example", .published = "2024-06-12"}, &d, &error) !=
        ATT_OK) {
        cli_print_error(&error);
        t->rows++;
        return;
    }
    judge(listed_at(to->listed, cell) < 0 ? to->out : NULL, table, name, d, r, &x, &one);
    att_doc_free(d);
    count(to, r, &x, cell, &one, t);
}

static void check_table(const report *to, const att_engine *e, const char *name, tally *t)
{
    const att_table *table = att_lexicon_table(e->lexicon, name);
    for (uint32_t i = 0; table && i < table->rows; i++)
        check_row(to, e, table, name, &table->row[i], t);
}

/* How many lines of lex/known_wrong.tsv are no row's example. */
static int say_stray(const report *to)
{
    int stray = 0;
    for (uint32_t i = 0; to->listed && i < to->listed->rows; i++) {
        const att_row *r = &to->listed->row[i];
        stray += !to->met[i];
        if (!to->met[i])
            fprintf(to->out, "lex/%s:%u: no row has this example: " ATT_STR_FMT "\n", r->file, r->line,
                    ATT_STR_ARG(att_row_cell(r, att_table_column(to->listed, "example"))));
    }
    return stray;
}

static int check_all(cli *c, const att_engine *e)
{
    static const char *const tables[] = {"events/verbs", "events/nouns", "events/light", "status", "speech", "positions"};
    cli_out out;
    if (!cli_out_open(&out, c->output))
        return EXIT_SOME_FAILED;
    const att_table *listed = att_lexicon_table(e->lexicon, "known_wrong");
    report to = {out.f, listed, calloc(listed && listed->rows ? listed->rows : 1, sizeof(bool))};
    int wrong = 0;
    for (size_t i = 0; to.met && i < sizeof tables / sizeof *tables; i++) {
        tally t = {0};
        check_table(&to, e, tables[i], &t);
        fprintf(out.f, "%s: %d of %d examples right (known wrong %d, type wrong %d, actor or recipient %d, status %d)\n", tables[i],
                t.right, t.rows, t.known, t.type_wrong, t.roles_wrong, t.status_wrong);
        wrong += t.rows - t.right - t.known + t.overdue;
    }
    wrong += to.met ? say_stray(&to) : 1;
    free(to.met);
    return !cli_out_close(&out, true) || wrong ? EXIT_SOME_FAILED : EXIT_DONE;
}

/* ---- why -------------------------------------------------------------------------------------------------------------------------------
 */

static bool word_in(att_str cell, att_str word)
{
    att_str piece;
    while (cell.p && att_str_split(&cell, '|', &piece))
        if (att_str_same(att_str_trim(piece), word))
            return true;
    return false;
}

/* Rows with a spell ("from", "to") count only on the day asked for. */
static bool holds_on(const att_table *t, const att_row *r, const char *on)
{
    att_str from = att_row_cell(r, att_table_column(t, "from")), to = att_row_cell(r, att_table_column(t, "to")), day = att_str_of(on);
    return !on || ((!from.n || att_str_cmp(from, day) <= 0) && (!to.n || att_str_cmp(to, day) >= 0));
}

static int show_table(FILE *f, const att_table *t, att_str word, const char *on)
{
    int shown = 0;
    for (uint32_t i = 0; i < t->rows; i++) {
        bool hit = false;
        for (uint32_t k = 0; k < t->columns && !hit; k++)
            hit = !att_str_is(t->column[k], "example") && word_in(t->row[i].cell[k], word);
        if (!hit || !holds_on(t, &t->row[i], on))
            continue;
        fprintf(f, "lex/%s:%u", t->row[i].file, t->row[i].line);
        for (uint32_t k = 0; k < t->columns; k++)
            if (t->row[i].cell[k].n)
                fprintf(f, "  " ATT_STR_FMT "=" ATT_STR_FMT, ATT_STR_ARG(t->column[k]), ATT_STR_ARG(t->row[i].cell[k]));
        fputc('\n', f);
        shown++;
    }
    return shown;
}

static int why(cli *c, const att_engine *e, const char *word)
{
    cli_out out;
    if (!cli_out_open(&out, c->output))
        return EXIT_SOME_FAILED;
    int shown = 0;
    const att_table *t;
    for (uint32_t i = 0; (t = att_lexicon_at(e->lexicon, i)); i++)
        shown += show_table(out.f, t, att_str_of(word), c->on);
    if (!shown)
        cli_complain("no row has \"%s\"%s%s", word, c->on ? " on " : "", c->on ? c->on : "");
    return cli_out_close(&out, true) && shown ? EXIT_DONE : EXIT_SOME_FAILED;
}

int cli_lex(cli *c)
{
    bool check = c->paths == 1 && strcmp(c->path[0], "check") == 0, asks = c->paths == 2 && strcmp(c->path[0], "why") == 0;
    if (!check && !asks)
        return cli_usage("lex wants \"check\" or \"why WORD\"");
    att_engine *e = cli_engine(c);
    if (!e)
        return EXIT_NO_TOOLS;
    int s = check ? check_all(c, e) : why(c, e, c->path[1]);
    att_engine_close(e);
    return s;
}
