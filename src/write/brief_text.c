/* write/brief_text.c: a brief for a terminal: plain words first, readable in black and white; every line points to a numbered sentence
 * at the end.  Widths are counted in columns (utf8proc). */
#include "write/brief_view.h"
#include "event/words.h"
#include "write/plain.h"

enum { SOURCES = 400, INDENT = 2, QUOTE_LIMIT = 600, DATES = 14, WORTH_FILLING = 10 };

typedef struct {
    att_buf out;
    const att_brief *b;
    uint32_t width;
    bool colour;
    bool days;   /* the reports are of several days */
    bool beside; /* what is written belongs to no meeting, and stands beside one that does */
    struct {
        uint32_t report, sentence;
    } source[SOURCES];
    uint32_t n;
} page;

/* ---- laying out ----------------------------------------------------------------------------------------------------------------- */

static void pad(page *p, uint32_t n)
{
    while (n--)
        att_buf_char(&p->out, ' ');
}

static void style(page *p, const char *code)
{
    if (p->colour)
        att_buf_format(&p->out, "\033[%sm", code);
}

/* A word wider than a line (a script without blanks, an address) is broken where the line ends. */
static uint32_t put_word(page *p, att_str word, uint32_t at, uint32_t indent)
{
    while (at + att_plain_columns(word) > p->width) {
        uint32_t room = p->width > at ? p->width - at : 0;
        size_t n = att_plain_fit(word, room);
        if (att_plain_columns(att_str_sub(word, 0, n)) > room && at > indent)
            n = 0; /* a wide character where one column is left */
        else if (n == word.n)
            break;
        att_plain_text(&p->out, att_str_sub(word, 0, n));
        att_buf_char(&p->out, '\n');
        pad(p, indent);
        at = indent;
        word = att_str_from(word, n);
    }
    att_plain_text(&p->out, word);
    return at + att_plain_columns(word);
}

/* Words of `s` from column `at`, broken before the width, further lines indented. */
static void wrap(page *p, att_str s, uint32_t at, uint32_t indent)
{
    bool first = true;
    for (size_t i = 0; i < s.n;) {
        size_t end = i;
        while (end < s.n && !att_is_blank((unsigned char)s.p[end]))
            end++;
        att_str word = att_str_sub(s, i, end - i);
        uint32_t w = att_plain_columns(word);
        bool fits = at + 1 + w <= p->width, breaks = indent + w > p->width && at + WORTH_FILLING < p->width;
        if (word.n && !first && !fits && !breaks) {
            att_buf_char(&p->out, '\n');
            pad(p, indent);
            at = indent;
        } else if (word.n && !first) {
            att_buf_char(&p->out, ' ');
            at++;
        }
        if (word.n)
            at = put_word(p, word, at, indent);
        first = first && !word.n;
        i = end;
        while (i < s.n && att_is_blank((unsigned char)s.p[i]))
            i++;
    }
    att_buf_char(&p->out, '\n');
}

static void title(page *p, const char *words)
{
    att_str s = att_view_heading(p->out.arena, words, p->beside);
    att_buf_char(&p->out, '\n');
    style(p, "1");
    att_buf_add(&p->out, s);
    style(p, "0");
    att_buf_char(&p->out, '\n');
}

/* ---- numbers for evidence --------------------------------------------------------------------------------------------------------- */

static uint32_t number_of(page *p, const att_evidence *e)
{
    for (uint32_t i = 0; i < p->n; i++)
        if (p->source[i].report == e->report && p->source[i].sentence == e->sentence)
            return i + 1;
    if (p->n == SOURCES)
        return 0;
    p->source[p->n].report = e->report;
    p->source[p->n].sentence = e->sentence;
    return ++p->n;
}

static att_str refs(page *p, const att_evidences *v)
{
    att_buf b = {.arena = p->out.arena};
    uint32_t shown = 0, last = 0;
    for (uint32_t i = 0; i < v->n && shown < 4; i++) {
        uint32_t k = number_of(p, &v->p[i]);
        if (!k || k == last)
            continue;
        att_buf_format(&b, " [%u]", k);
        last = k;
        shown++;
    }
    return b.p ? att_buf_str(&b) : ATT_STR("");
}

/* ---- parts ----------------------------------------------------------------------------------------------------------------------------
 */

static att_str joined_parties(page *p, const att_meeting *x)
{
    att_buf b = {.arena = p->out.arena};
    for (uint32_t i = 0; i < x->parties.n; i++) {
        if (i)
            att_buf_add(&b, ATT_STR(" \xE2\x80\x93 "));
        att_buf_add(&b, x->parties.p[i].name);
    }
    return b.p ? att_buf_str(&b) : ATT_STR("");
}

static void put_field(page *p, const char *name, att_str value)
{
    enum { COLUMN = 8 };
    att_buf_format(&p->out, "%-*s", COLUMN, name);
    wrap(p, value, COLUMN, COLUMN);
}

static void put_head(page *p, const att_meeting *x)
{
    att_arena *a = p->out.arena;
    att_str what = att_str_copy(a, x->what);
    if (what.n && att_is_lower(what.p[0]))
        ((char *)what.p)[0] = (char)(what.p[0] - 32);
    style(p, "1");
    wrap(p, att_format(a, ATT_STR_FMT ": " ATT_STR_FMT, ATT_STR_ARG(what), ATT_STR_ARG(joined_parties(p, x))), 0, INDENT);
    style(p, "0");
    att_str day = att_view_days(a, x->from, x->to, x->date);
    att_str hour = att_view_clock(a, x->clock, x->zone);
    put_field(p, "When", att_format(a, ATT_STR_FMT "%s" ATT_STR_FMT, ATT_STR_ARG(day), hour.n ? ", " : "", ATT_STR_ARG(hour)));
    put_field(p, "Where",
              att_format(a, ATT_STR_FMT "%s" ATT_STR_FMT, ATT_STR_ARG(x->place.n ? x->place : ATT_STR("place not stated")),
                         x->country[0] ? ", " : "",
                         ATT_STR_ARG(x->country[0] ? att_brief_country(p->b->reports.p[0].doc, x->country) : ATT_STR(""))));
    put_field(p, "Status",
              att_format(a, "%s (%s)" ATT_STR_FMT, att_event_status_name(x->status), att_view_eos(x->status),
                         ATT_STR_ARG(refs(p, &x->evidence))));
    if (p->b->as_of != ATT_NO_DAY)
        put_field(p, "As of", att_view_day(a, p->b->as_of));
}

static void put_parties(page *p, const att_meeting *x)
{
    title(p, "Parties");
    for (uint32_t i = 0; i < x->parties.n; i++) {
        const att_party *q = &x->parties.p[i];
        att_buf b = {.arena = p->out.arena};
        att_buf_format(&b, ATT_STR_FMT " (" ATT_STR_FMT ")", ATT_STR_ARG(q->name), ATT_STR_ARG(q->role));
        for (uint32_t k = 0; k < q->delegation.n; k++) {
            att_buf_format(&b, "%s " ATT_STR_FMT ", " ATT_STR_FMT, k ? ";" : ":", ATT_STR_ARG(q->delegation.p[k].name),
                           ATT_STR_ARG(q->delegation.p[k].office));
            att_buf_add(&b, refs(p, &q->delegation.p[k].evidence));
        }
        pad(p, INDENT);
        wrap(p, att_buf_str(&b), INDENT, 2 * INDENT);
    }
}

static void put_agenda(page *p, const att_meeting *x)
{
    title(p, "Agenda");
    if (!x->agenda.n)
        att_buf_add(&p->out, ATT_STR("  not stated\n"));
    for (uint32_t i = 0; i < x->agenda.n; i++) {
        att_buf_add(&p->out, ATT_STR("  - "));
        wrap(p,
             att_format(p->out.arena, ATT_STR_FMT ATT_STR_FMT, ATT_STR_ARG(x->agenda.p[i].text),
                        ATT_STR_ARG(refs(p, &x->agenda.p[i].evidence))),
             4, 4);
    }
}

/* A season or quarter is shown by the month it begins in. */
static att_str day_of_entry(page *p, const att_entry *e)
{
    if (e->date.n)
        return att_view_date(e->date);
    return e->from == ATT_NO_DAY ? ATT_STR("-") : att_format(p->out.arena, "~%.7s", att_day_iso(p->out.arena, e->from).p);
}

/* How sure it is, at what hour and who says so; what a heading says already is not said again. */
static att_str how(page *p, const att_entry *e, bool timeline)
{
    att_arena *a = p->out.arena;
    att_buf b = {.arena = a};
    bool plain = e->status == ATT_OCCURRED || (!timeline && (e->status == ATT_SCHEDULED || e->status == ATT_NEGATED));
    att_str told[] = {ATT_STR(""), att_view_clock(a, e->clock, e->zone), e->by};
    if (!plain)
        told[0] = att_str_of(e->status == ATT_NEGATED ? "denied" : att_event_status_name(e->status));
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i].n)
            att_buf_format(&b, "%s" ATT_STR_FMT, b.p ? ", " : " (", ATT_STR_ARG(told[i]));
    if (b.p)
        att_buf_char(&b, ')');
    return b.p ? att_buf_str(&b) : ATT_STR("");
}

static void put_entries(page *p, const char *heading, const void *list, uint32_t n, bool timeline)
{
    const att_entry *entry = list;
    if (!n)
        return;
    title(p, heading);
    for (uint32_t i = 0; i < n; i++) {
        const att_entry *e = &entry[i];
        att_buf b = {.arena = p->out.arena};
        att_buf_add(&b, e->what);
        att_buf_add(&b, how(p, e, timeline));
        att_buf_add(&b, refs(p, &e->evidence));
        if (timeline)
            att_buf_format(&p->out, "  %-10.*s  ", ATT_STR_ARG(day_of_entry(p, e)));
        else
            att_buf_add(&p->out, ATT_STR("  - "));
        wrap(p, att_buf_str(&b), timeline ? DATES : 2 * INDENT, timeline ? DATES : 2 * INDENT);
    }
}

static void put_disagreements(page *p, const att_meeting *x)
{
    if (!x->disagreements.n)
        return;
    title(p, "Told differently");
    for (uint32_t i = 0; i < x->disagreements.n; i++) {
        const att_disagreement *a = &x->disagreements.p[i];
        pad(p, INDENT);
        wrap(p, a->about, INDENT, INDENT);
        for (uint32_t k = 0; k < a->versions.n; k++) {
            pad(p, 2 * INDENT);
            att_buf_add(&p->out, ATT_STR("- "));
            wrap(p,
                 att_format(p->out.arena, "%.*s" ATT_STR_FMT, ATT_STR_ARG(a->versions.p[k].value),
                            ATT_STR_ARG(refs(p, &a->versions.p[k].evidence))),
                 3 * INDENT, 3 * INDENT);
        }
    }
}

static att_day last_day(const page *p, const att_evidences *v)
{
    att_day last = ATT_NO_DAY;
    for (uint32_t i = 0; i < v->n; i++) {
        att_day day = p->b->reports.p[v->p[i].report].doc->published;
        last = day != ATT_NO_DAY && day > last ? day : last;
    }
    return last;
}

/* "wants      ban lifted (Chifundo Kalua) [5]": the verb in a column of its own. */
static void put_stand(page *p, const att_stand *s)
{
    enum { VERB = 11 };
    static const char *const verbs[] = {
        [ATT_SUPPORTS] = "for", [ATT_OPPOSES] = "against", [ATT_DEMANDS] = "demands",    [ATT_OFFERS] = "offers",
        [ATT_SEEKS] = "wants",  [ATT_AVOIDS] = "avoids",   [ATT_CONSIDERS] = "considers"};
    static const char *const doing[] = {
        [ATT_SUPPORTS] = "agrees to", [ATT_OPPOSES] = "is not to", [ATT_DEMANDS] = "asks to", [ATT_OFFERS] = "offers to",
        [ATT_SEEKS] = "wants to",     [ATT_AVOIDS] = "avoids to",  [ATT_CONSIDERS] = "may"};
    att_buf b = {.arena = p->out.arena};
    bool asks = s->deed && s->stance == ATT_DEMANDS && s->toward.n; /* "asks Mali to suspend" */
    if (asks)
        att_buf_format(&b, ATT_STR_FMT " to ", ATT_STR_ARG(s->toward));
    att_buf_add(&b, s->issue);
    if (s->toward.n && !asks)
        att_buf_format(&b, ", toward " ATT_STR_FMT, ATT_STR_ARG(s->toward));
    att_buf how = {.arena = p->out.arena};
    bool plain = s->status == ATT_ONGOING || s->status == ATT_OCCURRED || (s->status == ATT_POSSIBLE && s->stance == ATT_CONSIDERS);
    if (!plain)
        att_buf_format(&how, "; %s", att_event_status_name(s->status));
    if (s->said_by.n && !att_str_eq(s->said_by, s->actor))
        att_buf_format(&how, "; " ATT_STR_FMT, ATT_STR_ARG(s->said_by));
    att_day day = last_day(p, &s->evidence);
    if (p->days && day != ATT_NO_DAY) /* reports of several days: stances change */
        att_buf_format(&how, "; " ATT_STR_FMT, ATT_STR_ARG(att_day_iso(p->out.arena, day)));
    if (how.n)
        att_buf_format(&b, " (%.*s)", (int)how.n - 2, how.p + 2);
    att_buf_add(&b, refs(p, &s->evidence));
    att_buf_format(&p->out, "    %-*s", VERB, asks ? "asks" : s->deed ? doing[s->stance] : verbs[s->stance]);
    wrap(p, att_buf_str(&b), 2 * INDENT + VERB, 2 * INDENT + VERB);
}

static void put_stands(page *p, const att_meeting *x)
{
    title(p, "Who wants what");
    if (!x->positions.n)
        att_buf_add(&p->out, ATT_STR("  no statement found\n"));
    att_str before = {0};
    for (uint32_t done = 0, i = 0; done < x->positions.n && i < x->positions.n; i++) {
        /* grouped by actor, in order of first mention */
        const att_stand *s = &x->positions.p[i];
        bool seen = false;
        for (uint32_t k = 0; k < i && !seen; k++)
            seen = att_str_eq(x->positions.p[k].actor, s->actor);
        if (seen)
            continue;
        before = s->actor;
        pad(p, INDENT);
        wrap(p, before, INDENT, INDENT);
        for (uint32_t k = i; k < x->positions.n; k++) {
            const att_stand *q = &x->positions.p[k];
            if (!att_str_eq(q->actor, before))
                continue;
            put_stand(p, q);
            done++;
        }
    }
}

/* Under each speaker, in the order in which they are first heard, what he said. */
static void put_said(page *p, const att_meeting *x)
{
    if (!x->statements.n)
        return;
    title(p, "Who said what");
    for (uint32_t i = 0; i < x->statements.n; i++) {
        att_str who = x->statements.p[i].speaker;
        bool seen = false;
        for (uint32_t k = 0; k < i && !seen; k++)
            seen = att_str_eq(x->statements.p[k].speaker, who);
        if (seen)
            continue;
        pad(p, INDENT);
        wrap(p, who, INDENT, INDENT);
        for (uint32_t k = i; k < x->statements.n; k++) {
            const att_said *s = &x->statements.p[k];
            if (!att_str_eq(s->speaker, who))
                continue;
            bool direct = s->kind == ATT_DIRECT;
            att_str quote = s->quote.n > QUOTE_LIMIT ? att_str_sub(s->quote, 0, QUOTE_LIMIT) : s->quote;
            pad(p, 2 * INDENT);
            wrap(p,
                 att_format(p->out.arena, "%s%.*s%s" ATT_STR_FMT, direct ? "\"" : "", (int)quote.n, quote.p, direct ? "\"" : "",
                            ATT_STR_ARG(refs(p, &s->evidence))),
                 2 * INDENT, 3 * INDENT);
        }
    }
}

static const char *file_name(att_str source)
{
    const char *z = source.p;
    for (size_t i = 0; i + 1 < source.n; i++)
        if (source.p[i] == '/')
            z = source.p + i + 1;
    return z;
}

/* "r4.txt, Friday 17 April 2026, "Malawi pauses lake drilling" (+1 outlet)". */
static void put_report(page *p, uint32_t k)
{
    const att_doc *d = p->b->reports.p[k].doc;
    att_buf b = {.arena = p->out.arena};
    const char *name = file_name(d->source);
    uint32_t copies = 0;
    att_buf_add(&b, att_str_from(d->source, (size_t)(name - d->source.p)));
    if (d->published != ATT_NO_DAY)
        att_buf_format(&b, ", " ATT_STR_FMT, ATT_STR_ARG(att_view_day(p->out.arena, d->published)));
    if (d->title.n)
        att_buf_format(&b, ": " ATT_STR_FMT, ATT_STR_ARG(d->title));
    for (uint32_t i = 0; i < p->b->reports.n; i++)
        copies += p->b->reports.p[i].copy_of == k;
    if (copies)
        att_buf_format(&b, " (+%u outlet%s: ", copies, copies == 1 ? "" : "s");
    for (uint32_t i = 0, done = 0; i < p->b->reports.n; i++)
        if (p->b->reports.p[i].copy_of == k) {
            const att_doc *c = p->b->reports.p[i].doc;
            const char *other = file_name(c->source);
            att_buf_format(&b, "%s%.*s%s", done ? ", " : "", (int)(c->source.n - (size_t)(other - c->source.p)), other,
                           done + 1 == copies ? ")" : "");
            done++;
        }
    pad(p, INDENT);
    wrap(p, att_buf_str(&b), INDENT, 2 * INDENT);
}

static void put_sources(page *p)
{
    title(p, "Sources");
    for (uint32_t k = 0; k < p->b->reports.n; k++) {
        bool any = false;
        for (uint32_t i = 0; i < p->n; i++) {
            if (p->source[i].report != k)
                continue;
            if (!any)
                put_report(p, k);
            any = true;
            att_evidence e = {.report = k, .sentence = p->source[i].sentence};
            att_str s = att_brief_sentence(p->b, &e);
            style(p, "2");
            pad(p, 2 * INDENT);
            wrap(p, att_format(p->out.arena, "[%u] %.*s", i + 1, (int)s.n, s.p), 2 * INDENT, 4 * INDENT);
            style(p, "0");
        }
    }
}

static void put_meeting(page *p, const att_meeting *x)
{
    put_head(p, x);
    put_parties(p, x);
    put_agenda(p, x);
    put_entries(p, "Fixed", x->fixed.p, x->fixed.n, false);
    put_entries(p, "Announced by one side", x->announced.p, x->announced.n, false);
    put_entries(p, "Expected by others", x->expected.p, x->expected.n, false);
    put_entries(p, "Denied", x->denied.p, x->denied.n, false);
    put_disagreements(p, x);
    put_stands(p, x);
    put_said(p, x);
    put_entries(p, "Timeline", x->timeline.p, x->timeline.n, true);
}

static void put_other(page *p, const att_meeting *x)
{
    if (!x->positions.n && !x->statements.n && !x->timeline.n)
        return;
    p->beside = p->b->meetings.n > 0;
    put_entries(p, "Timeline", x->timeline.p, x->timeline.n, true);
    if (x->positions.n)
        put_stands(p, x);
    put_said(p, x);
    p->beside = false;
}

att_str att_write_brief_text(att_arena *arena, const att_brief *b, uint32_t width, bool colour)
{
    page *p = ATT_NEW(arena, page);
    p->out.arena = arena;
    p->b = b;
    p->width = width < 40 ? 40 : width;
    p->colour = colour;
    for (uint32_t i = 1; i < b->reports.n; i++)
        p->days = p->days || b->reports.p[i].doc->published != b->reports.p[0].doc->published;
    for (uint32_t i = 0; i < b->meetings.n; i++) {
        if (i)
            att_buf_add(&p->out, ATT_STR("\n\n"));
        put_meeting(p, &b->meetings.p[i]);
    }
    if (!b->meetings.n)
        att_buf_add(&p->out, ATT_STR("No meeting found.\n"));
    put_other(p, &b->other);
    put_sources(p);
    uint32_t copies = 0;
    for (uint32_t i = 0; i < b->reports.n; i++)
        copies += b->reports.p[i].copy_of != ATT_NONE;
    att_buf end = {.arena = arena};
    att_buf_format(&end, "%u report%s read", b->reports.n, b->reports.n == 1 ? "" : "s");
    if (copies)
        att_buf_format(&end, ", %u of them %s of another", copies, copies == 1 ? "a copy" : "copies");
    att_buf_add(&end, ATT_STR("; a line says no more than the sentences it points to. "));
    att_buf_add(&end, b->made_by);
    att_buf_char(&p->out, '\n');
    wrap(p, att_buf_str(&end), 0, 0);
    return att_buf_str(&p->out);
}
