/* date/date.c */
#include "date/date.h"

#include "actor/actor.h"
#include "date/events.h"
#include "date/resolve.h"
#include "pipe/engine.h"

typedef struct {
    date_text text;
    date_reading reading;
} sentence;

typedef struct {
    att_doc *d;
    sentence *sentence; /* [sentences] */
    date_story story;
    date_events events;
    date_setting setting;
} teller;

static const date_meaning *meaning_at(const sentence *s, uint32_t at)
{
    uint32_t e = at < s->text.piece.n ? s->reading.at[at] : ATT_NONE;
    return e == ATT_NONE ? NULL : &s->reading.expression.p[e].means;
}

/* ---- what sort of text it is ----------------------------------------------------------------------------------------------- */

/* "yesterday", "last week", "Friday": said from a day that writer and reader share. */
static bool is_of_the_day(const date_meaning *m)
{
    bool weekday = m->weekday >= 0 && !m->month && m->says == SAYS_DATE;
    return weekday || (m->says == SAYS_DATE && (m->start == FROM_REPORT || (m->relation && m->relation < REL_PREVIOUS)));
}

/* A tale of the past names its years and hardly ever counts from its own day. */
static bool is_narrative(const teller *t)
{
    int today = t->setting.today == ATT_NO_DAY ? 9999 : 0, m, d, past = 0, full = 0, of_the_day = 0;
    if (!today)
        att_day_parts(t->setting.today, &today, &m, &d);
    for (uint32_t i = 0; i < t->d->sentences.n; i++) {
        const sentence *s = &t->sentence[i];
        for (uint32_t at = 0; at < s->text.piece.n; at++) {
            const date_meaning *x = meaning_at(s, at);
            if (!x)
                continue;
            past += x->year != NO_YEAR && x->year < today - 1; /* last year is still news */
            full += x->year != NO_YEAR && x->year < today && (x->month || x->season);
            of_the_day += is_of_the_day(x);
            at += s->reading.expression.p[s->reading.at[at]].n - 1;
        }
    }
    return past >= 5 && (of_the_day < 2 || past + full > 10 * of_the_day);
}

/* ---- what is said once for two --------------------------------------------------------------------------------------------- */

static uint32_t add_expression(sentence *s, const date_meaning *m, uint32_t at, uint32_t n)
{
    *ATT_PUSH(s->reading.arena, &s->reading.expression) = (date_expression){.means = *m, .first = at, .n = n};
    return s->reading.at[at] = s->reading.expression.n - 1;
}

static bool joins(const sentence *s, uint32_t at) { return date_in(&s->text, at, ATT_STR("and|or|to|until|through|-|–|,")); }

/* The first of two days: "18 and 19 June", "between 3 and 5 May". */
static uint32_t borrow_month(sentence *s, uint32_t at)
{
    date_meaning mine;
    int day, other;
    uint32_t used = date_read_day(&s->text, at, false, &day);
    const date_meaning *next = used && joins(s, at + used) ? meaning_at(s, at + used + 1) : NULL;
    if (!next || !next->month || !next->of_month || next->weekday >= 0 || !date_read_day(&s->text, at + used + 1, false, &other) ||
        date_is(&s->text, at + used, ","))
        return ATT_NONE;
    mine = *next;
    mine.of_month = day;
    mine.last_of_month = 0;
    return add_expression(s, &mine, at, used);
}

/* The second of two days: "June 18 and 19". */
static void lend_month(sentence *s, const date_expression *e)
{
    date_meaning mine = e->means;
    int day;
    uint32_t at = e->first + e->n,
             used = mine.month && mine.of_month && mine.year == NO_YEAR && mine.weekday < 0 && joins(s, at) && !date_is(&s->text, at, ",")
                        ? date_read_day(&s->text, at + 1, false, &day)
                        : 0;
    const att_token *after = date_token(&s->text, at + 1 + used);
    if (!used || day <= mine.of_month || s->reading.at[at + 1] != ATT_NONE ||
        (after && (after->upos == ATT_NOUN || after->upos == ATT_PROPN || after->upos == ATT_NUM)))
        return;
    mine.of_month = day;
    add_expression(s, &mine, at + 1, used);
}

/* The year that stands with the second of two: "June and July 1940". */
static void borrow_year(sentence *s, uint32_t e)
{
    date_expression *mine = &s->reading.expression.p[e];
    uint32_t at = mine->first + mine->n;
    const date_meaning *next = joins(s, at) ? meaning_at(s, at + 1) : NULL;
    bool lacks =
        (mine->means.month || mine->means.season) && mine->means.year == NO_YEAR && mine->means.inner == ATT_NONE && !mine->means.relation;
    if (next && lacks && next->year != NO_YEAR && (next->month || next->season))
        mine->means.year = next->year;
}

/* ---- one expression -------------------------------------------------------------------------------------------------------- */

/* "was extended to Nov. 20" */
static bool moves(const att_doc *d, uint32_t token)
{
    static const char *const words[] = {"extend", "postpone", "delay", "defer", "move", "push", "adjourn", "prolong", "put"};
    uint32_t v = d->tokens.p[token].head;
    for (size_t i = 0; v != ATT_NONE && i < sizeof words / sizeof *words; i++)
        if (att_token_lemma_is(d, v, words[i]))
            return true;
    return false;
}

/* What the word before says: "since Sunday" looks back, "until Sunday" and "effective Feb. 1" ahead, "by June" ahead but for "had left by
 * June", "a rise from July" ahead. */
static int by_word_before(const sentence *s, const date_expression *e, int tense)
{
    uint32_t at = e->first - 1, end = e->first + e->n;
    if (e->first == 0)
        return DATE_NO_TENSE;
    if (date_is(&s->text, at, "since"))
        return DATE_PAST;
    if (date_in(&s->text, at, ATT_STR("until|till")))
        return at > 0 && date_is(&s->text, at - 1, "not") ? DATE_NO_TENSE : DATE_FUTURE;
    if (date_is(&s->text, at, "by"))
        return tense == DATE_HAD ? DATE_PAST : DATE_FUTURE;
    if (date_is(&s->text, at, "to"))
        return moves(s->text.d, s->text.piece.p[end - 1].token) ? DATE_FUTURE : DATE_NO_TENSE;
    if (date_in(&s->text, at, ATT_STR("effective|starting|beginning|payable|due")))
        return DATE_FUTURE;
    if (date_is(&s->text, at, "from") && !date_in(&s->text, end, ATT_STR("to|until|till|through|-|–|and"))) {
        const att_token *t = date_token(&s->text, end - 1);
        return t->head != ATT_NONE && s->text.d->tokens.p[t->head].upos == ATT_NOUN ? DATE_FUTURE : DATE_NO_TENSE;
    }
    return DATE_NO_TENSE;
}

/* The words under a picture tell in the present what was: "Farmers clear a ditch on Monday"; and what is called after a day has had it:
 * "Friday's purchases are dwarfed", "a June agreement forbids it". */
static bool present_of_past(const att_doc *d, uint32_t token)
{
    att_deprel r = d->tokens.p[token].deprel;
    return r == ATT_NMOD_POSS || r == ATT_COMPOUND ||
           d->paragraphs.p[d->sentences.p[d->tokens.p[token].sentence].paragraph].kind == ATT_CAPTION;
}

static void set_direction(teller *t, const sentence *s, const date_expression *e)
{
    uint32_t last = s->text.piece.p[e->first + e->n - 1].token;
    int tense = date_tense(t->d, last), said = by_word_before(s, e, tense);
    if (tense == DATE_PRESENT && present_of_past(t->d, last))
        tense = DATE_PAST;
    t->setting.direction = said ? said : tense;
    t->setting.not_today = said && date_in(&s->text, e->first - 1, ATT_STR("since|until|till"));
}

/* "a year earlier" in a report of figures: the next figure is of this year again. */
static bool compares(const date_meaning *m) { return m->unit == UNIT_YEAR && m->sign < 0 && !m->number.vague && m->number.whole <= 1; }

static void add_time(teller *t, const sentence *s, const date_expression *e, const date_result *r)
{
    att_doc *d = t->d;
    uint32_t first = s->text.piece.p[e->first].token, end = s->text.piece.p[e->first + e->n - 1].token + 1;
    *ATT_PUSH(&d->arena, &d->times) = (att_time){.at = att_tokens_span(d, first, end - first),
                                                 .first = first,
                                                 .n = end - first,
                                                 .value = att_format(&d->arena, "%s", r->value),
                                                 .from = r->from,
                                                 .to = r->to,
                                                 .grain = r->grain,
                                                 .clock = r->clock[0] ? att_format(&d->arena, "%s", r->clock) : ATT_STR("")};
    if (r->disagree)
        att_note(d, att_tokens_span(d, first, end - first), "weekday and date disagree");
    if (r->by_offices)
        att_note(d, att_tokens_span(d, first, end - first), "no year in the report; it is that of the office holders");
    if (r->from != ATT_NO_DAY && (t->setting.narrative || !compares(&e->means))) {
        date_story_add(&t->story, r);
        date_events_add(&t->events, d, first, end - first, r);
    }
}

/* Weekdays and dates without a year that make a stretch, "from Monday to Thursday", "October to March", follow each other: one of them is
 * moved by a week or a year, the first when the clause looks back. */
static void set_in_order(teller *t, const sentence *s, const date_expression *e, date_result *r)
{
    att_doc *d = t->d;
    att_time *before = d->times.n ? &d->times.p[d->times.n - 1] : NULL;
    bool to = e->first > 1 && date_in(&s->text, e->first - 1, ATT_STR("to|through|until|till|-|–"));
    if (!before || !to || before->first + before->n != s->text.piece.p[e->first - 1].token || before->from == ATT_NO_DAY ||
        before->grain != r->grain || r->from == ATT_NO_DAY || r->from >= before->from || e->means.year != NO_YEAR ||
        e->means.inner != ATT_NONE)
        return;
    date_result moved;
    if (t->setting.direction >= 0 || t->setting.narrative || e->means.month) {
        if (date_move(r, &e->means, 1, &moved))
            *r = moved;
    } else if (date_move(&(date_result){.from = before->from, .to = before->to, .grain = before->grain}, &e->means, -1, &moved)) {
        before->from = moved.from;
        before->to = moved.to;
        before->value = att_format(&d->arena, "%s", moved.value);
    }
}

/* A date inside a name ("New York Times", "Black Friday") is none; names that the model found and that hold more words win. */
static bool inside_name(const att_doc *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = 0; i < d->names.n; i++) {
        const att_name *x = &d->names.p[i];
        if (x->first <= first && end <= x->first + x->n && x->n > end - first && x->kind != ATT_LOC)
            return true;
    }
    return false;
}

/* "February 30" */
static bool no_such_day(const date_meaning *m)
{
    return m->month && m->of_month && m->of_month > att_month_days(m->year == NO_YEAR ? 2000 : m->year, m->month);
}

/* Reads the expression at the piece; how many pieces it used, 0 for none. */
static uint32_t tell(teller *t, sentence *s, uint32_t at)
{
    uint32_t e = s->reading.at[at];
    if (e == ATT_NONE)
        e = borrow_month(s, at);
    if (e == ATT_NONE)
        return 0;
    borrow_year(s, e);
    if (no_such_day(&s->reading.expression.p[e].means)) {
        uint32_t first = s->text.piece.p[at].token;
        att_note(t->d, att_tokens_span(t->d, first, s->text.piece.p[at + s->reading.expression.p[e].n - 1].token + 1 - first),
                 "no such day");
        return s->reading.expression.p[e].n;
    }
    for (; e != ATT_NONE; e = date_read_shorter(&s->reading, at, s->reading.expression.p[e].n)) {
        date_expression x = s->reading.expression.p[e];
        date_result r;
        set_direction(t, s, &x);
        if (inside_name(t->d, s->text.piece.p[x.first].token, s->text.piece.p[x.first + x.n - 1].token + 1) ||
            !date_resolve(&s->reading, e, &t->setting, &r))
            continue;
        set_in_order(t, s, &x, &r);
        add_time(t, s, &x, &r);
        lend_month(s, &x);
        return x.n;
    }
    return 0;
}

/* ---- the stage ------------------------------------------------------------------------------------------------------------- */

static void read_sentences(teller *t)
{
    att_doc *d = t->d;
    t->sentence = ATT_ARRAY(&d->arena, sentence, d->sentences.n);
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        sentence *s = &t->sentence[i];
        s->text = (date_text){.d = d, .tables = d->engine->date};
        date_text_read(&s->text, &d->arena, d->sentences.p[i].first, d->sentences.p[i].first + d->sentences.p[i].n);
        s->reading = (date_reading){.x = &s->text, .arena = &d->arena};
        date_read(&s->reading);
    }
}

static bool lacks_year(const teller *t)
{
    for (uint32_t i = 0; i < t->d->sentences.n; i++)
        for (uint32_t at = 0; at < t->sentence[i].text.piece.n; at++) {
            const date_meaning *m = meaning_at(&t->sentence[i], at);
            if (m && m->month && m->year == NO_YEAR)
                return true;
        }
    return false;
}

static void set_today(teller *t)
{
    att_doc *d = t->d;
    date_setting *s = &t->setting;
    *s = (date_setting){.today = d->published != ATT_NO_DAY ? d->published : d->dateline_date,
                        .least = ATT_NO_DAY,
                        .most = ATT_NO_DAY,
                        .story = &t->story,
                        .event_day = date_events_find,
                        .of = &t->events};
    if (s->today == ATT_NO_DAY && lacks_year(t))
        att_actor_span(d, &s->least, &s->most);
}

void att_date_stage(att_doc *d)
{
    teller t = {.d = d};
    read_sentences(&t);
    set_today(&t);
    t.setting.narrative = is_narrative(&t);
    for (uint32_t i = 0; i < d->sentences.n; i++)
        for (uint32_t at = 0; at < t.sentence[i].text.piece.n;) {
            uint32_t used = tell(&t, &t.sentence[i], at);
            at += used ? used : 1;
        }
}
