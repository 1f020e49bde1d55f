/* date/date.c */
#include "date/date.h"

#include <stdio.h>

#include "lexicon/lexicon.h"
#include "pipe/rooms.h"
#include "pipe/engine.h"

typedef enum { NOTHING, MONTH, WEEKDAY, SEASON, PART, DAYWORD, UNIT, NUMBER, ORDINAL, RELATION, PHASE, VAGUE, KINDS } word_kind;
static const char *const kind_names[KINDS] = {"", "month", "weekday", "season", "part", "day", "unit", "number", "ordinal", "relation", "phase", "vague"};

typedef struct {
    word_kind kind;
    att_str value;
} date_word;

struct att_date_tables {
    att_map index; /* word -> first entry */
    ATT_VEC(date_word) words;
    att_ids next; /* further entries of the same word: "second" is unit and ordinal, "may" month */
};

att_status att_date_open(att_arena *a, const att_lexicon *l, const struct att_date_tables **out, att_error *error)
{
    (void)error;
    struct att_date_tables *t = ATT_NEW(a, struct att_date_tables);
    const att_table *table = att_lexicon_table(l, "dates");
    int word = att_table_column(table, "word"), kind = att_table_column(table, "kind"), value = att_table_column(table, "value");
    t->index.arena = a;
    for (uint32_t i = 0; table && i < table->rows; i++) {
        date_word w = {.value = att_row_cell(&table->row[i], value)};
        for (int k = 1; k < KINDS; k++)
            if (att_str_is(att_row_cell(&table->row[i], kind), kind_names[k]))
                w.kind = (word_kind)k;
        att_str rest = att_row_cell(&table->row[i], word), one;
        while (att_str_split(&rest, '|', &one)) {
            uint32_t *at = att_map_add(&t->index, one);
            *ATT_PUSH(a, &t->next) = *at;
            *at = t->words.n;
            *ATT_PUSH(a, &t->words) = w;
        }
    }
    *out = t;
    return ATT_OK;
}

/* ---- reading ------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    att_doc *d;
    uint32_t t, end; /* where reading stands, and the end of the sentence */
    att_day today;
} reader;

/* What an expression means before it is anchored. */
typedef struct {
    uint32_t first, n;
    att_day from, to;
    att_grain grain;
    char value[40];
    const char *part; /* of day, or NULL */
    char clock[8];
    bool good;
} found;

static const att_token *tok(const reader *r, uint32_t t) { return &r->d->tokens.p[t]; }
static att_str form(const reader *r, uint32_t t) { return t < r->end ? att_token_form(r->d, t) : ATT_STR(""); }

static bool is(const reader *r, uint32_t t, const char *z) { return t < r->end && att_str_same(form(r, t), att_str_of(z)); }

static const date_word *word(const reader *r, uint32_t t, word_kind k)
{
    if (t >= r->end)
        return NULL;
    char low[24];
    att_str w = form(r, t);
    if (!w.n || w.n >= sizeof low)
        return NULL;
    for (size_t i = 0; i < w.n; i++)
        low[i] = att_is_upper(w.p[i]) ? (char)(w.p[i] + 32) : w.p[i];
    const struct att_date_tables *x = r->d->engine->date;
    for (uint32_t at = att_map_find(&x->index, (att_str){low, w.n}); at != ATT_NONE; at = x->next.p[at])
        if (x->words.p[at].kind == k)
            return &x->words.p[at];
    return NULL;
}

static int value_of(const date_word *w)
{
    int64_t v = 0;
    att_str_number(w->value, &v);
    return (int)v;
}

/* "7", "7th", "seventh"; -1 for none. */
static int day_number(const reader *r, uint32_t t, bool ordinal_only)
{
    att_str w = form(r, t);
    size_t n = 0;
    while (n < w.n && att_is_digit(w.p[n]))
        n++;
    att_str tail = att_str_from(w, n);
    bool suffix = att_str_same(tail, ATT_STR("st")) || att_str_same(tail, ATT_STR("nd")) || att_str_same(tail, ATT_STR("rd")) || att_str_same(tail, ATT_STR("th"));
    int64_t v;
    if (n && n <= 2 && (suffix || (!tail.n && !ordinal_only)) && att_str_number(att_str_sub(w, 0, n), &v) && v >= 1 && v <= 31)
        return (int)v;
    return -1;
}

static int year_number(const reader *r, uint32_t t)
{
    att_str w = form(r, t);
    int64_t v;
    return w.n == 4 && att_str_number(w, &v) && v >= 1400 && v <= 2200 ? (int)v : -1;
}

static int count_at(const reader *r, uint32_t t)
{
    const date_word *w = word(r, t, NUMBER);
    int64_t v;
    if (w)
        return value_of(w);
    return form(r, t).n <= 4 && att_str_number(form(r, t), &v) && v >= 0 ? (int)v : -1;
}

/* Tense of the clause that token t stands in: -1 past, +1 to come, 0 unknown. */
static int tense(const reader *r, uint32_t t)
{
    const att_doc *d = r->d;
    for (int steps = 0; t != ATT_NONE && steps < 12; steps++, t = d->tokens.p[t].head) {
        if (d->tokens.p[t].upos != ATT_VERB && d->tokens.p[t].upos != ATT_AUX)
            continue;
        bool inf = att_str_is(d->tokens.p[t].xpos, "VB");
        for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, t, c)) {
            att_str l = d->tokens.p[c].lemma;
            bool aux = d->tokens.p[c].deprel == ATT_AUX_REL;
            if (aux && (att_str_is(l, "will") || att_str_is(l, "would") || att_str_is(l, "shall") || att_str_is(l, "may") || att_str_is(l, "might") || att_str_is(l, "could") || att_str_is(l, "should")))
                return 1;
            if (aux && (att_str_is(l, "have") || att_str_is(l, "do")) && att_str_is(d->tokens.p[c].xpos, "VBD"))
                return -1;
        }
        att_str x = d->tokens.p[t].xpos;
        if (att_str_is(x, "VBD"))
            return -1;
        if (att_str_is(x, "VBZ") || att_str_is(x, "VBP"))
            return 1;
        for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, t, c))
            if (d->tokens.p[c].deprel == ATT_AUX_REL || d->tokens.p[c].deprel == ATT_AUX_PASS) {
                if (att_str_is(d->tokens.p[c].xpos, "VBD"))
                    return -1;
                if (att_str_is(d->tokens.p[c].lemma, "have"))
                    return -1;
            }
        if (inf)
            return 1;
    }
    return 0;
}

/* ---- filling in --------------------------------------------------------------------------------------------------------------------------- */

static void set_day(found *f, att_day day)
{
    int y, m, d;
    att_day_parts(day, &y, &m, &d);
    f->from = f->to = day;
    f->grain = ATT_DAY;
    f->good = true;
    snprintf(f->value, sizeof f->value, "%04d-%02d-%02d", y, m, d);
}

static void set_month(found *f, int y, int m)
{
    f->from = att_day_of(y, m, 1);
    f->to = att_day_of(y, m, att_month_days(y, m));
    f->grain = ATT_MONTH;
    f->good = true;
    snprintf(f->value, sizeof f->value, "%04d-%02d", y, m);
}

static void set_year(found *f, int y)
{
    f->from = att_day_of(y, 1, 1);
    f->to = att_day_of(y, 12, 31);
    f->grain = ATT_YEAR;
    f->good = true;
    snprintf(f->value, sizeof f->value, "%04d", y);
}

static void set_week(found *f, att_day day, bool weekend)
{
    att_day monday = day - att_day_weekday(day);
    int y, m, d;
    att_day_parts(monday + 3, &y, &m, &d); /* ISO: the year of the week's Thursday */
    int week = (int)(monday + 3 - att_day_of(y, 1, 1)) / 7 + 1;
    f->from = weekend ? monday + 5 : monday;
    f->to = monday + 6;
    f->grain = weekend ? ATT_WEEKEND : ATT_WEEK;
    f->good = true;
    snprintf(f->value, sizeof f->value, "%04d-W%02d%s", y, week, weekend ? "-WE" : "");
}

static void set_season(found *f, int y, att_str season)
{
    int start = att_str_is(season, "SP") ? 3 : att_str_is(season, "SU") ? 6 : att_str_is(season, "FA") ? 9 : 12;
    f->from = att_day_of(start == 12 ? y - 1 : y, start, 1);
    int last = start == 12 ? 2 : start + 2;
    f->to = att_day_of(y, last, att_month_days(y, last));
    f->grain = ATT_SEASON;
    f->good = true;
    snprintf(f->value, sizeof f->value, "%04d-%.2s", y, season.p);
}

static void set_quarter(found *f, int y, int q)
{
    f->from = att_day_of(y, 3 * q - 2, 1);
    f->to = att_day_of(y, 3 * q, att_month_days(y, 3 * q));
    f->grain = ATT_QUARTER;
    f->good = true;
    snprintf(f->value, sizeof f->value, "%04d-Q%d", y, q);
}

static void add_months(int *y, int *m, int n)
{
    int k = *y * 12 + *m - 1 + n;
    *y = k / 12;
    *m = k % 12 + 1;
}

static void today_parts(const reader *r, int *y, int *m, int *d) { att_day_parts(r->today, y, m, d); }

/* The month meant by its name alone: the nearest in the direction of the tense; without one, the past. */
static int year_for_month(const reader *r, int month, int direction)
{
    int y, m, d;
    today_parts(r, &y, &m, &d);
    if (direction > 0)
        return month < m ? y + 1 : y;
    return month > m ? y - 1 : y;
}

/* The year of a day without one: the nearest such day in the direction of the tense, within half a year when it says nothing. */
static int year_for_day(const reader *r, int month, int day, int direction)
{
    int y, m, d;
    today_parts(r, &y, &m, &d);
    if (month < 1 || day < 1 || day > att_month_days(2000, month))
        return y;
    att_day same = att_day_of(y, month, day > att_month_days(y, month) ? att_month_days(y, month) : day);
    if (direction > 0)
        return same < r->today - 7 ? y + 1 : y;
    if (direction < 0)
        return same > r->today + 1 ? y - 1 : y;
    return same > r->today + 183 ? y - 1 : same < r->today - 183 ? y + 1 : y;
}

/* ---- patterns: each reads from r->t, fills f with n > 0 tokens when it fits ----------------------------------------------------------------- */

static bool year_after(const reader *r, uint32_t t, int *year, uint32_t *used)
{
    uint32_t k = t;
    if (is(r, k, ","))
        k++;
    if (is(r, k, "of"))
        k++;
    int y = year_number(r, k);
    if (y < 0)
        return false;
    *year = y;
    *used = k + 1 - t;
    return true;
}

static bool fits(int y, int m, int d) { return m >= 1 && m <= 12 && d >= 1 && d <= att_month_days(y, m); }

/* February 7th, 2025 / Feb. 7 / 7 February / the 7th of February / February 2025 / in March */
static bool month_date(reader *r, found *f)
{
    const date_word *m = word(r, r->t, MONTH);
    uint32_t t = r->t, used = 0;
    int day = -1, year = -1, direction = tense(r, r->t);
    if (m) {
        if (!att_is_upper(form(r, t).p[0]))
            return false;
        bool may = att_str_same(form(r, t), ATT_STR("May")) || att_str_same(form(r, t), ATT_STR("March"));
        t++;
        day = day_number(r, t, false);
        if (day > 0 && year_number(r, t) < 0)
            t++;
        if (year_after(r, t, &year, &used))
            t += used;
        if (may && day < 0 && year < 0 && tok(r, r->t)->upos != ATT_PROPN)
            return false;
    } else {
        day = day_number(r, t, false);
        uint32_t k = t + 1;
        if (is(r, k, "of"))
            k++;
        m = day > 0 ? word(r, k, MONTH) : NULL;
        if (!m || !att_is_upper(form(r, k).p[0]))
            return false;
        t = k + 1;
        if (year_after(r, t, &year, &used))
            t += used;
    }
    int month = value_of(m);
    f->n = t - r->t;
    if (year < 0 && r->today == ATT_NO_DAY)
        return true; /* the words are a date, but no year is within reach */
    if (year < 0)
        year = day > 0 ? year_for_day(r, month, day, direction) : year_for_month(r, month, direction);
    if (day > 0 && fits(year, month, day))
        set_day(f, att_day_of(year, month, day));
    else
        set_month(f, year, month);
    return true;
}

/* 2025-02-07, 07/02/2025 when only one reading is a date */
static bool numeric_date(reader *r, found *f)
{
    att_str w = form(r, r->t);
    att_day day;
    if (att_day_parse(w, &day)) {
        f->n = 1;
        set_day(f, day);
        return true;
    }
    /* the tokenizer cuts 2025-02-07 at its hyphens */
    int y = year_number(r, r->t);
    if (y > 0 && is(r, r->t + 1, "-") && is(r, r->t + 3, "-") && form(r, r->t + 2).n == 2 && form(r, r->t + 4).n == 2) {
        int64_t m, d;
        if (att_str_number(form(r, r->t + 2), &m) && att_str_number(form(r, r->t + 4), &d) && fits(y, (int)m, (int)d)) {
            f->n = 5;
            set_day(f, att_day_of(y, (int)m, (int)d));
            return true;
        }
    }
    return false;
}

/* the 7th; the 31st of last month; (on) the 10th: of the report's month, or of the one before or after, whichever the tense wants */
static bool day_of_month(reader *r, found *f)
{
    uint32_t t = r->t;
    bool article = is(r, t, "the");
    if (article)
        t++;
    int day = day_number(r, t, true), y, m, d;
    if (day < 0 || r->today == ATT_NO_DAY)
        return false;
    today_parts(r, &y, &m, &d);
    const date_word *rel = is(r, t + 1, "of") ? word(r, t + 2, RELATION) : NULL;
    if (rel && is(r, t + 3, "month")) {
        add_months(&y, &m, att_str_is(rel->value, "last") ? -1 : att_str_is(rel->value, "next") ? 1 : 0);
        f->n = t + 4 - r->t;
    } else if (is(r, t + 1, "of") && (is(r, t + 2, "the") || is(r, t + 2, "that")) && is(r, t + 3, "month"))
        f->n = t + 4 - r->t;
    else {
        bool alone = article && (t + 1 >= r->end || (tok(r, t + 1)->upos != ATT_NOUN && tok(r, t + 1)->upos != ATT_ADJ && tok(r, t + 1)->upos != ATT_PROPN));
        if (!alone)
            return false;
        f->n = t + 1 - r->t;
        int direction = tense(r, t);
        if (direction < 0 && day > d + 1)
            add_months(&y, &m, -1);
        if (direction > 0 && day < d - 7)
            add_months(&y, &m, 1);
    }
    if (!fits(y, m, day))
        return false;
    set_day(f, att_day_of(y, m, day));
    return true;
}

/* Tuesday, last Monday, next Friday, Friday next week */
static bool weekday_date(reader *r, found *f)
{
    uint32_t t = r->t;
    const date_word *rel = word(r, t, RELATION);
    if (rel)
        t++;
    const date_word *w = word(r, t, WEEKDAY);
    if (!w || !att_is_upper(form(r, t).p[0]))
        return false;
    f->n = t + 1 - r->t;
    uint32_t used = 0;
    /* "Tuesday, March 4": the day is said by the month; the weekday is checked */
    reader inner = *r;
    inner.t = is(r, t + 1, ",") ? t + 2 : t + 1;
    found g = {0};
    if (!rel && (month_date(&inner, &g) || day_of_month(&inner, &g)) && g.grain == ATT_DAY && g.good) {
        uint32_t first = f->first;
        f->n = inner.t + g.n - r->t;
        att_day day = g.from;
        *f = (found){.first = first, .n = f->n};
        set_day(f, day);
        if (att_day_weekday(day) != value_of(w))
            att_note(r->d, att_tokens_span(r->d, r->t, f->n), "weekday and date disagree");
        return true;
    }
    (void)used;
    if (r->today == ATT_NO_DAY)
        return true;
    int want = value_of(w), have = att_day_weekday(r->today), back = (have - want + 7) % 7, ahead = (want - have + 7) % 7;
    const date_word *week = word(r, t + 1, RELATION);
    if (week && is(r, t + 2, "week")) {
        att_day monday = r->today - have + (att_str_is(week->value, "last") ? -7 : att_str_is(week->value, "next") ? 7 : 0);
        f->n = t + 3 - r->t;
        set_day(f, monday + want);
        return true;
    }
    int direction = tense(r, t);
    if (rel && att_str_is(rel->value, "last"))
        set_day(f, r->today - (back ? back : 7));
    else if (rel && att_str_is(rel->value, "next"))
        set_day(f, r->today + (ahead ? ahead : 7));
    else if (rel)
        set_day(f, direction < 0 ? r->today - back : r->today + ahead);
    else if (direction > 0)
        set_day(f, r->today + ahead);
    else
        set_day(f, r->today - back);
    return true;
}

static bool day_word(reader *r, found *f)
{
    const date_word *w = word(r, r->t, DAYWORD);
    if (!w)
        return false;
    f->n = 1;
    if (is(r, r->t, "tonight"))
        f->part = "NI";
    if (r->today != ATT_NO_DAY)
        set_day(f, r->today + value_of(w));
    return true;
}

/* A unit `n` units from the report's day: week, month, year ... */
static void relative_unit(const reader *r, found *f, att_str unit, int n)
{
    int y, m, d;
    if (r->today == ATT_NO_DAY)
        return;
    today_parts(r, &y, &m, &d);
    if (att_str_is(unit, "D"))
        set_day(f, r->today + n);
    else if (att_str_is(unit, "W"))
        set_week(f, r->today + 7 * n, false);
    else if (att_str_is(unit, "2W"))
        set_week(f, r->today + 14 * n, false);
    else if (att_str_is(unit, "WE")) {
        int wd = att_day_weekday(r->today);
        set_week(f, r->today + 7 * n + (n < 0 && wd >= 5 ? 0 : 0), true);
    } else if (att_str_is(unit, "MON")) {
        add_months(&y, &m, n);
        set_month(f, y, m);
    } else if (att_str_is(unit, "Q")) {
        add_months(&y, &m, 3 * n);
        set_quarter(f, y, (m - 1) / 3 + 1);
    } else if (att_str_is(unit, "Y"))
        set_year(f, y + n);
    else if (att_str_is(unit, "10Y")) {
        f->from = att_day_of((y / 10 + n) * 10, 1, 1);
        f->to = att_day_of((y / 10 + n) * 10 + 9, 12, 31);
        f->grain = ATT_DECADE;
        f->good = true;
        snprintf(f->value, sizeof f->value, "%03d", y / 10 + n);
    }
}

/* last month, this year, next week; last autumn; last March; (earlier) this week; the previous year */
static bool relation_date(reader *r, found *f)
{
    uint32_t t = r->t;
    bool article = is(r, t, "the");
    if (article)
        t++;
    const date_word *rel = word(r, t, RELATION);
    if (!rel)
        return false;
    int n = att_str_is(rel->value, "last") ? -1 : att_str_is(rel->value, "next") ? 1 : 0;
    const date_word *unit = word(r, t + 1, UNIT), *season = word(r, t + 1, SEASON), *month = word(r, t + 1, MONTH), *part = word(r, t + 1, PART);
    int y, m, d;
    if (unit && !att_str_ends(form(r, t + 1), "s") && !att_str_is(unit->value, "H") && !att_str_is(unit->value, "M") && !att_str_is(unit->value, "S")) {
        f->n = t + 2 - r->t;
        relative_unit(r, f, unit->value, n);
        return !article || !is(r, t, "last");
    }
    if (r->today == ATT_NO_DAY)
        return false;
    today_parts(r, &y, &m, &d);
    if (season) {
        int start = att_str_is(season->value, "SP") ? 3 : att_str_is(season->value, "SU") ? 6 : att_str_is(season->value, "FA") ? 9 : 12;
        int now = start <= m ? y : y - 1; /* the latest that has begun */
        if (start == 12)
            now = m == 12 ? y + 1 : y;
        bool inside = start == 12 ? m == 12 || m <= 2 : m >= start && m <= start + 2;
        int year = n < 0 ? (inside ? now - 1 : now) : n > 0 ? now + 1 : (start != 12 && start > m ? y : now);
        f->n = t + 2 - r->t;
        set_season(f, year, season->value);
        return true;
    }
    if (month && att_is_upper(form(r, t + 1).p[0])) {
        int k = value_of(month);
        f->n = t + 2 - r->t;
        set_month(f, n < 0 ? (k < m ? y : y - 1) : n > 0 ? (k > m ? y : y + 1) : y, k);
        return true;
    }
    if (part && !article) { /* this morning, last night */
        f->n = t + 2 - r->t;
        set_day(f, r->today + (n < 0 ? -1 : n));
        f->part = part->value.p;
        return true;
    }
    return false;
}

/* three days ago; two weeks later; in five days; durations: for three days */
static bool counted_date(reader *r, found *f)
{
    uint32_t t = r->t;
    while (t < r->end && (is(r, t, "about") || is(r, t, "some") || is(r, t, "nearly") || is(r, t, "almost") || is(r, t, "more") || is(r, t, "than")))
        t++;
    int n = count_at(r, t);
    if (n < 0)
        return false;
    if (is(r, t + 1, "of"))
        t++;
    const date_word *unit = word(r, t + 1, UNIT);
    uint32_t after = t + 2;
    if (!unit && is(r, t + 1, "-")) { /* a three-day visit */
        unit = word(r, t + 2, UNIT);
        after = t + 3;
    }
    if (!unit || att_str_is(unit->value, "WE"))
        return false;
    bool ago = is(r, after, "ago"), later = is(r, after, "later"), earlier = is(r, after, "earlier") || is(r, after, "before"), since = is(r, after, "from") && is(r, after + 1, "now");
    bool in = r->t > 0 && is(r, r->t - 1, "in") && tense(r, t) > 0;
    bool time_unit = att_str_is(unit->value, "H") || att_str_is(unit->value, "M") || att_str_is(unit->value, "S");
    if ((ago || since || in) && !time_unit) {
        f->n = after - r->t + (ago ? 1 : since ? 2 : 0);
        relative_unit(r, f, unit->value, ago ? -n : n);
        return true;
    }
    f->n = after - r->t;
    f->grain = ATT_DURATION;
    f->from = f->to = ATT_NO_DAY;
    f->good = !later && !earlier;
    int k = att_str_is(unit->value, "10Y") ? 10 * n : att_str_is(unit->value, "100Y") ? 100 * n : att_str_is(unit->value, "2W") ? 2 * n : n;
    const char *letter = att_str_is(unit->value, "MON") ? "M" : att_str_is(unit->value, "2W") ? "W" : att_str_ends(unit->value, "Y") ? "Y" : att_str_is(unit->value, "Q") ? "Q" : NULL;
    snprintf(f->value, sizeof f->value, "P%s%d%.*s", time_unit ? "T" : "", k, letter ? 1 : (int)unit->value.n, letter ? letter : unit->value.p);
    return true;
}

/* 2022; the 1990s; the first quarter (of 2024); the second half of the year */
static bool year_date(reader *r, found *f)
{
    att_str w = form(r, r->t);
    int y = year_number(r, r->t), q, m, d;
    static const char *const before[] = {"in", "since", "of", "by", "until", "during", "from", "to", "and", "before", "after", "between", "late", "early", "for", "through", "than", "to", "back", NULL};
    if (y > 1800 && y < 2100) {
        bool led = false;
        for (const char *const *b = before; *b && r->t > 0; b++)
            led = led || is(r, r->t - 1, *b);
        bool counts = r->t + 1 < r->end && tok(r, r->t + 1)->upos == ATT_NOUN && tok(r, r->t)->deprel == ATT_NUMMOD && tok(r, r->t)->head == r->t + 1;
        if ((!led && tok(r, r->t)->deprel != ATT_OBL_UNMARKED && tok(r, r->t)->deprel != ATT_NMOD_UNMARKED) || counts)
            return false;
        f->n = 1;
        set_year(f, y);
        return true;
    }
    int64_t decade;
    if (w.n == 5 && w.p[4] == 's' && att_str_number(att_str_sub(w, 0, 4), &decade) && decade % 10 == 0) {
        f->n = 1;
        f->from = att_day_of((int)decade, 1, 1);
        f->to = att_day_of((int)decade + 9, 12, 31);
        f->grain = ATT_DECADE;
        f->good = true;
        snprintf(f->value, sizeof f->value, "%03d", (int)decade / 10);
        return true;
    }
    const date_word *ordinal = word(r, r->t, ORDINAL);
    if (ordinal && (is(r, r->t + 1, "quarter") || is(r, r->t + 1, "half")) && r->today != ATT_NO_DAY) {
        bool half = is(r, r->t + 1, "half");
        q = value_of(ordinal);
        if (q > (half ? 2 : 4))
            return false;
        today_parts(r, &y, &m, &d);
        f->n = 2;
        uint32_t used;
        int year;
        if (year_after(r, r->t + 2, &year, &used)) {
            y = year;
            f->n += used;
        } else if (is(r, r->t + 2, "of") && word(r, r->t + 3, RELATION) && is(r, r->t + 4, "year")) {
            y += att_str_is(word(r, r->t + 3, RELATION)->value, "last") ? -1 : att_str_is(word(r, r->t + 3, RELATION)->value, "next") ? 1 : 0;
            f->n += 3;
        } else if (is(r, r->t + 2, "of") && is(r, r->t + 3, "the") && is(r, r->t + 4, "year"))
            f->n += 3;
        else if (half)
            return false;
        if (!half)
            set_quarter(f, y, q);
        else {
            f->from = att_day_of(y, q == 1 ? 1 : 7, 1);
            f->to = att_day_of(y, q == 1 ? 6 : 12, q == 1 ? 30 : 31);
            f->grain = ATT_HALF;
            f->good = true;
            snprintf(f->value, sizeof f->value, "%04d-H%d", y, q);
        }
        return true;
    }
    return false;
}

/* 4 p.m.; 16:30; 8am: the hour, with the day it stands by */
static bool read_clock(const reader *r, uint32_t t, char out[8], uint32_t *used)
{
    att_str w = form(r, t);
    size_t n = 0;
    int64_t h, m = 0;
    while (n < w.n && att_is_digit(w.p[n]))
        n++;
    if (!n || n > 2 || !att_str_number(att_str_sub(w, 0, n), &h) || h > 24)
        return false;
    bool minutes = n + 2 < w.n + 0 && (w.p[n] == ':' || w.p[n] == '.') && w.n >= n + 3 && att_str_number(att_str_sub(w, n + 1, 2), &m) && m < 60;
    size_t k = minutes ? n + 3 : n;
    att_str tail = att_str_from(w, k);
    *used = 1;
    if (!tail.n && t + 1 < r->end) {
        tail = form(r, t + 1);
        *used = 2;
    }
    bool pm = att_str_same(tail, ATT_STR("pm")) || att_str_same(tail, ATT_STR("p.m.")) || att_str_same(tail, ATT_STR("p.m"));
    bool am = att_str_same(tail, ATT_STR("am")) || att_str_same(tail, ATT_STR("a.m.")) || att_str_same(tail, ATT_STR("a.m"));
    if (!pm && !am) {
        if (!minutes || w.p[n] != ':' || k < w.n)
            return false;
        *used = 1;
    }
    if (pm && h < 12)
        h += 12;
    if (am && h == 12)
        h = 0;
    snprintf(out, 8, "%02d:%02d", (int)h % 24, (int)m);
    return true;
}

/* What may stand around a day: "the afternoon of", "early on", "night", "at 4 p.m.", "(local time)". */
static void around(reader *r, found *f)
{
    uint32_t end = f->first + f->n, used;
    const date_word *p = word(r, end, PART);
    if (p && f->grain == ATT_DAY) {
        f->part = p->value.p;
        f->n++;
        end++;
    }
    if (is(r, end, "at") && read_clock(r, end + 1, f->clock, &used))
        f->n += 1 + used;
    else if (f->first >= 2 && f->grain == ATT_DAY) {
        for (uint32_t back = 2; back <= 4 && back <= f->first; back++) {
            uint32_t used_before;
            if (read_clock(r, f->first - back, f->clock, &used_before) && used_before <= back) {
                f->first -= back;
                f->n += back;
                break;
            }
        }
    }
    end = f->first + f->n;
    if (is(r, end, "(") && is(r, end + 1, "local") && is(r, end + 2, "time") && is(r, end + 3, ")"))
        f->n += 4;
    uint32_t start = f->first;
    if (f->grain == ATT_DAY && start >= 2 && (is(r, start - 1, "of") || is(r, start - 1, "on"))) { /* on the afternoon of the 7th; early on the 14th */
        const date_word *part = word(r, start - 2, PART);
        if (part && is(r, start - 1, "of")) {
            uint32_t from = start - 2;
            if (from > 0 && is(r, from - 1, "the"))
                from--;
            f->part = part->value.p;
            f->n += start - from;
            f->first = from;
        } else if (is(r, start - 1, "on") && word(r, start - 2, PHASE)) {
            f->n += 2;
            f->first = start - 2;
        }
    }
}

/* from 3 to 5 March: "March 3-5", "March 3 to 5" */
static void range(reader *r, found *f)
{
    uint32_t end = f->first + f->n;
    int day = is(r, end, "-") || is(r, end, "to") || is(r, end, "–") ? day_number(r, end + 1, false) : -1;
    int y, m, d;
    if (f->grain != ATT_DAY || day < 0 || word(r, end + 2, UNIT) || word(r, end + 2, MONTH))
        return;
    att_day_parts(f->from, &y, &m, &d);
    if (day > d && fits(y, m, day) && word(r, r->t, MONTH)) {
        f->to = att_day_of(y, m, day);
        f->n += 2;
    }
}

static void add(reader *r, const found *f)
{
    att_doc *d = r->d;
    if (!f->good)
        return;
    bool part = f->part && f->grain == ATT_DAY && f->part[0] != 'T';
    att_str value = f->clock[0] ? att_format(&d->arena, "%sT%s", f->value, f->clock) : part ? att_format(&d->arena, "%sT%.2s", f->value, f->part) : att_format(&d->arena, "%s", f->value);
    *ATT_PUSH(&d->arena, &d->times) = (att_time){.at = att_tokens_span(d, f->first, f->n), .first = f->first, .n = f->n, .value = value, .from = f->from, .to = f->to,
                                                  .grain = f->grain, .clock = f->clock[0] ? att_format(&d->arena, "%s", f->clock) : ATT_STR("")};
}

static bool read_one(reader *r, found *f)
{
    bool (*const patterns[])(reader *, found *) = {numeric_date, weekday_date, month_date, relation_date, day_of_month, day_word, counted_date, year_date};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        *f = (found){.first = r->t, .from = ATT_NO_DAY, .to = ATT_NO_DAY};
        if (patterns[i](r, f) && f->n) {
            f->first = r->t;
            return true;
        }
    }
    return false;
}

/* A date inside a name ("New York Times", "Black Friday") or counted sports is none; names that the model found and that hold more words win. */
static bool inside_name(const att_doc *d, uint32_t first, uint32_t n)
{
    for (uint32_t i = 0; i < d->names.n; i++) {
        const att_name *x = &d->names.p[i];
        if (x->first <= first && first + n <= x->first + x->n && x->n > n && x->kind != ATT_LOC)
            return true;
    }
    return false;
}

void att_date_stage(att_doc *d)
{
    att_day today = d->published != ATT_NO_DAY ? d->published : d->dateline_date;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *s = &d->sentences.p[i];
        reader r = {.d = d, .t = s->first, .end = s->first + s->n, .today = today};
        while (r.t < r.end) {
            found f;
            if (!read_one(&r, &f) || inside_name(d, f.first, f.n)) {
                r.t++;
                continue;
            }
            range(&r, &f);
            around(&r, &f);
            add(&r, &f);
            r.t = f.first + f.n > r.t ? f.first + f.n : r.t + 1;
        }
    }
}
