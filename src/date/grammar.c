/* date/grammar.c */
#include "date/grammar.h"

#include "pipe/engine.h"
#include "pipe/rooms.h"

/* ---- slots: what a word in capitals stands for in a pattern ---------------------------------------------------------------------- */

#define BIT(kind) (UINT32_C(1) << (kind))
#define ANY UINT32_MAX
#define DATES (UINT32_MAX >> 1) /* any, for a date within */
#define NUMBERS (BIT(DATE_DIGIT) | BIT(DATE_NUMBER))

/* X(as written in a pattern, reader, kinds of words of which one must stand first) */
#define SLOTS(X)                                                                                                                           \
    X("MONTH", month, BIT(DATE_MONTH))                                                                                                     \
    X("DAY", day, NUMBERS | BIT(DATE_ORDINAL))                                                                                             \
    X("DTH", day_in_order, NUMBERS | BIT(DATE_ORDINAL))                                                                                    \
    X("LAST", last_day, NUMBERS | BIT(DATE_ORDINAL))                                                                                       \
    X("YEAR", year, NUMBERS | BIT(DATE_ERA))                                                                                               \
    X("ERA", era, BIT(DATE_ERA))                                                                                                           \
    X("YY", two_digit_year, BIT(DATE_DIGIT))                                                                                               \
    X("WEEKDAY", weekday, BIT(DATE_WEEKDAY))                                                                                               \
    X("WEEKDAYS", weekdays, BIT(DATE_WEEKDAYS))                                                                                            \
    X("SEASON", season, BIT(DATE_SEASON))                                                                                                  \
    X("PARTS", parts, BIT(DATE_PARTS))                                                                                                     \
    X("PART", part, BIT(DATE_PART))                                                                                                        \
    X("HOLIDAY", holiday, BIT(DATE_HOLIDAY))                                                                                               \
    X("DECADE", decade, BIT(DATE_DIGIT) | BIT(DATE_DECADE))                                                                                \
    X("NTH", nth, NUMBERS | BIT(DATE_ORDINAL))                                                                                             \
    X("PERIOD", period, BIT(DATE_PERIOD))                                                                                                  \
    X("HALF", half, BIT(DATE_HALF))                                                                                                        \
    X("REL", relation, BIT(DATE_RELATION))                                                                                                 \
    X("UNIT", unit, BIT(DATE_UNIT))                                                                                                        \
    X("UNITS", units, BIT(DATE_UNITS))                                                                                                     \
    X("N", number, NUMBERS | BIT(DATE_NEAR))                                                                                               \
    X("SHIFT", shift, BIT(DATE_SHIFT))                                                                                                     \
    X("SIDE", side, BIT(DATE_SIDE))                                                                                                        \
    X("LEAD", lead, BIT(DATE_LEAD))                                                                                                        \
    X("PHASE", phase, BIT(DATE_PHASE))                                                                                                     \
    X("NEAR", near, BIT(DATE_NEAR))                                                                                                        \
    X("TODAY", day_word, BIT(DATE_DAYWORD))                                                                                                \
    X("CLOCK", clock, NUMBERS | BIT(DATE_HOUR))                                                                                            \
    X("ZONE", zone, ANY)                                                                                                                   \
    X("FIGURES", figures, BIT(DATE_DIGIT) | BIT(DATE_MONTH))                                                                               \
    X("M/D", short_figures, BIT(DATE_DIGIT) | BIT(DATE_MONTH))                                                                             \
    X("REFERENCE", reference, BIT(DATE_REFERENCE))                                                                                         \
    X("SET", set, BIT(DATE_SET))                                                                                                           \
    X("DATE", date, DATES)                                                                                                                 \
    X("DAY-DATE", day_date, DATES)                                                                                                         \
    X("WEEK-DATE", week_date, DATES)                                                                                                       \
    X("MONTH-DATE", month_date, DATES)                                                                                                     \
    X("YEAR-DATE", year_date, DATES)                                                                                                       \
    X("EVENT", event, ANY)

typedef struct {
    date_reading *r;
    uint32_t start; /* piece where the pattern starts */
    uint32_t base;  /* expression that is to be gone on with from there, or ATT_NONE */
} matcher;

typedef uint32_t slot_reader(const matcher *, uint32_t at, date_meaning *m); /* pieces used, or ATT_NONE */

static uint32_t found(uint32_t used) { return used ? used : ATT_NONE; }
static const date_word *word_at(const matcher *k, uint32_t at, date_kind kind) { return date_find(k->r->x, at, kind); }

#define WORD_SLOT(name, kind, ...)                                                                                                         \
    static uint32_t read_##name(const matcher *k, uint32_t at, date_meaning *m)                                                            \
    {                                                                                                                                      \
        const date_word *w = word_at(k, at, kind);                                                                                         \
        if (!w)                                                                                                                            \
            return ATT_NONE;                                                                                                               \
        __VA_ARGS__;                                                                                                                       \
        (void)m;                                                                                                                           \
        return w->words;                                                                                                                   \
    }
#define NUMBER_SLOT(name, read)                                                                                                            \
    static uint32_t read_##name(const matcher *k, uint32_t at, date_meaning *m) { return found(read); }

static date_unit unit_of(att_str value)
{
    static const char *const text[] = {"",
#define X(unit, text, letter, times, grain) text,
                                       ATT_DATE_UNITS(X)
#undef X
    };
    for (int u = 1; u < UNIT_COUNT; u++)
        if (att_str_is(value, text[u]))
            return (date_unit)u;
    return NO_UNIT;
}

static date_relation relation_of(att_str value)
{
    static const char *const text[] = {"", "last", "past", "next", "coming", "this", "previous", "following", "that", "latest"};
    for (int i = 1; i <= REL_LATEST; i++)
        if (att_str_is(value, text[i]))
            return (date_relation)i;
    return NO_RELATION;
}

/* "report -", "context +", "-" */
static void set_shift(date_meaning *m, att_str value, date_start start)
{
    m->start = att_str_starts(value, "report") ? FROM_REPORT : att_str_starts(value, "context") ? FROM_CONTEXT : start;
    m->sign = att_str_ends(value, "-") ? -1 : 1;
}

/* "-1", "0 NI" */
static void set_day_word(date_meaning *m, const date_word *w)
{
    att_str rest = w->value, days;
    int64_t v = 0;
    att_str_split(&rest, ' ', &days);
    att_str_number(days, &v);
    m->start = FROM_REPORT;
    m->unit = UNIT_DAY;
    m->counted = true;
    m->sign = v < 0 ? -1 : 1;
    m->number = (date_number){.whole = v < 0 ? -v : v};
    if (rest.p && rest.n)
        m->part = w;
}

WORD_SLOT(month, DATE_MONTH, m->month = date_value(w))
WORD_SLOT(weekday, DATE_WEEKDAY, m->weekday = date_value(w))
WORD_SLOT(weekdays, DATE_WEEKDAYS, m->weekday = date_value(w))
WORD_SLOT(season, DATE_SEASON, m->season = w)
WORD_SLOT(part, DATE_PART, m->part = w)
WORD_SLOT(parts, DATE_PARTS, m->part = w)
WORD_SLOT(holiday, DATE_HOLIDAY, m->holiday = w)
WORD_SLOT(period, DATE_PERIOD, m->unit = unit_of(w->value))
WORD_SLOT(half, DATE_HALF, m->unit = unit_of(w->value))
WORD_SLOT(relation, DATE_RELATION, m->relation = relation_of(w->value))
WORD_SLOT(unit, DATE_UNIT, m->unit = unit_of(w->value))
WORD_SLOT(units, DATE_UNITS, m->unit = unit_of(w->value); m->number.vague = m->number.vague || !m->counted)
WORD_SLOT(shift, DATE_SHIFT, set_shift(m, w->value, FROM_REPORT))
WORD_SLOT(side, DATE_SIDE, set_shift(m, w->value, FROM_INNER))
WORD_SLOT(lead, DATE_LEAD, set_shift(m, w->value, FROM_REPORT))
WORD_SLOT(era, DATE_ERA, m->before_christ = date_value(w) < 0)
WORD_SLOT(phase, DATE_PHASE, )
WORD_SLOT(near, DATE_NEAR, )
WORD_SLOT(day_word, DATE_DAYWORD, set_day_word(m, w))
WORD_SLOT(reference, DATE_REFERENCE, m->value = w->value)
WORD_SLOT(set, DATE_SET, m->value = w->value)
NUMBER_SLOT(day, date_read_day(k->r->x, at, false, &m->of_month))
NUMBER_SLOT(day_in_order, date_read_day(k->r->x, at, true, &m->of_month))
NUMBER_SLOT(nth, date_read_ordinal(k->r->x, at, &m->nth))
NUMBER_SLOT(last_day, date_read_day(k->r->x, at, false, &m->last_of_month))
NUMBER_SLOT(year, date_read_year(k->r->x, at, &m->year))
NUMBER_SLOT(clock, date_read_clock(k->r->x, at, m->clock))
NUMBER_SLOT(figures, date_read_figures(k->r->x, at, &m->year, &m->month, &m->of_month))
NUMBER_SLOT(short_figures, date_read_short_figures(k->r->x, at, &m->month, &m->of_month))

/* "three", "nearly three", "at least three" */
static uint32_t read_number(const matcher *k, uint32_t at, date_meaning *m)
{
    const date_word *near = word_at(k, at, DATE_NEAR);
    uint32_t words = near ? near->words : 0, used = date_read_number(k->r->x, at + words, &m->number);
    if (!used) {
        words = 0;
        used = date_read_number(k->r->x, at, &m->number);
    }
    m->counted = true;
    return found(used ? words + used : 0);
}

/* "GMT", "(local time)", "Baghdad time" */
static uint32_t read_zone(const matcher *k, uint32_t at, date_meaning *m)
{
    const att_token *t = date_token(k->r->x, at);
    m->zone = word_at(k, at, DATE_ZONE);
    if (m->zone)
        return m->zone->words;
    return t && t->upos == ATT_PROPN && date_is(k->r->x, at + 1, "time") ? 2 : ATT_NONE;
}

/* "87" of "April 87", "42" of "1941-42": in the century of the year before it, else the one nearest to our day. */
static uint32_t read_two_digit_year(const matcher *k, uint32_t at, date_meaning *m)
{
    int64_t v;
    att_str w = at < k->r->x->piece.n ? k->r->x->piece.p[at].low : ATT_STR("");
    if (w.n != 2 || !att_str_number(w, &v) || v < 0)
        return ATT_NONE;
    if (m->year != NO_YEAR && v <= m->year % 100)
        return ATT_NONE;
    m->year = (int)v + (m->year != NO_YEAR ? m->year / 100 * 100 : v < 40 ? 2000 : 1900);
    return 1;
}

/* "1990s", "1990's", "'80s", "nineties" */
static uint32_t read_decade(const matcher *k, uint32_t at, date_meaning *m)
{
    att_str w = at < k->r->x->piece.n ? k->r->x->piece.p[at].low : ATT_STR("");
    const date_word *named = word_at(k, at, DATE_DECADE);
    if (named)
        return m->decade = date_value(named), named->words;
    int64_t v;
    uint32_t used = 1;
    if (w.n > 1 && w.p[w.n - 1] == 's')
        w = att_str_sub(w, 0, w.n - 1 - (w.p[w.n - 2] == '\''));
    else if (date_is(k->r->x, at + 1, "'s") || date_is(k->r->x, at + 1, "s"))
        used = 2;
    else
        return ATT_NONE;
    bool short_form = w.n == 3 && w.p[0] == '\'';
    if (!(w.n == 4 || w.n == 3) || !att_str_number(att_str_from(w, short_form), &v) || v % 10 != 0 ||
        (!short_form && v < 1000 && !word_at(k, at + used, DATE_ERA)))
        return ATT_NONE;
    m->decade = (int)v / 10 + (short_form ? 190 : 0);
    return used;
}

/* ---- dates within dates -----------------------------------------------------------------------------------------------------------------
 */

static bool is_day(const date_meaning *m)
{
    if (m->unit != NO_UNIT)
        return (m->unit == UNIT_DAY || (m->unit < UNIT_DAY && m->counted && m->sign)) &&
               (m->sign || m->relation || m->counted || m->inner != ATT_NONE);
    return m->of_month || m->weekday >= 0 || m->holiday || m->part || m->clock[0];
}

att_grain date_grain_of(const date_reading *r, const date_meaning *m)
{
    static const att_grain of_unit[] = {ATT_DAY,
#define X(unit, text, letter, times, grain) grain,
                                        ATT_DATE_UNITS(X)
#undef X
    };
    if (m->says != SAYS_DATE)
        return m->says == SAYS_LENGTH ? ATT_DURATION : m->says == SAYS_SET ? ATT_SET : ATT_VAGUE;
    if (m->start == FROM_EVENT)
        return ATT_VAGUE;
    if (is_day(m) || (m->sign && m->start == FROM_INNER))
        return ATT_DAY;
    if (m->unit != NO_UNIT)
        return m->unit < UNIT_DAY ? ATT_VAGUE : of_unit[m->unit];
    if (m->month)
        return ATT_MONTH;
    if (m->season)
        return ATT_SEASON;
    if (m->decade != NO_YEAR)
        return ATT_DECADE;
    if (m->year != NO_YEAR)
        return ATT_YEAR;
    return m->inner != ATT_NONE ? date_grain_of(r, &r->expression.p[m->inner].means) : ATT_VAGUE;
}

static uint32_t read_within(const matcher *k, uint32_t at, date_meaning *m, att_grain grain)
{
    uint32_t e = at == k->start ? k->base : at < k->r->x->piece.n ? k->r->at[at] : ATT_NONE;
    if (e == ATT_NONE || k->r->expression.p[e].means.says != SAYS_DATE)
        return ATT_NONE;
    att_grain have = date_grain_of(k->r, &k->r->expression.p[e].means);
    if (grain == ATT_VAGUE ? have > ATT_CENTURY : have != grain)
        return ATT_NONE;
    m->inner = e;
    return k->r->expression.p[e].n;
}
static uint32_t read_date(const matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_VAGUE); }
static uint32_t read_day_date(const matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_DAY); }
static uint32_t read_week_date(const matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_WEEK); }
static uint32_t read_month_date(const matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_MONTH); }
static uint32_t read_year_date(const matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_YEAR); }

/* What stands behind "after" is no date but something that happened: the word that "after" hangs on. */
static uint32_t read_event(const matcher *k, uint32_t at, date_meaning *m)
{
    const att_doc *d = k->r->x->d;
    const att_token *side = at > 0 ? date_token(k->r->x, at - 1) : NULL;
    if (!side || at >= k->r->x->piece.n || side->head == ATT_NONE || (side->deprel != ATT_CASE && side->deprel != ATT_MARK))
        return ATT_NONE;
    att_upos what = d->tokens.p[side->head].upos;
    if (what != ATT_NOUN && what != ATT_VERB && what != ATT_PROPN)
        return ATT_NONE;
    m->event = side->head;
    m->start = FROM_EVENT;
    return 0;
}

/* ---- patterns
 * ---------------------------------------------------------------------------------------------------------------------------- */

enum { MOST_CHOICES = 12, MOST_ELEMENTS = 12, MOST_CONDITIONS = 4 };

typedef struct {
    slot_reader *read; /* NULL: a word */
    att_str word;
    uint32_t mask;
} choice;

typedef struct {
    choice choice[MOST_CHOICES];
    uint8_t choices;
    bool optional;
} element;

#define CONDITIONS(X)                                                                                                                      \
    X(after)                                                                                                                               \
    X(not_after) X(before) X(not_before) X(ahead) X(alone) X(year) X(noun) X(rate) X(counted) X(figures) X(first) X(no_fraction) X(last)   \
        X(not_last) X(not_begins) X(month)
typedef bool condition_test(const matcher *, uint32_t end, const date_meaning *, att_str list);
#define DECLARE_CONDITION(name) static condition_test is_##name;
CONDITIONS(DECLARE_CONDITION)

typedef struct {
    condition_test *test;
    att_str list;
} condition;

typedef struct {
    element element[MOST_ELEMENTS];
    condition condition[MOST_CONDITIONS];
    uint8_t elements, conditions;
    uint32_t first; /* mask of what may stand first */
    bool goes_on;   /* starts with a date */
    date_says says;
} pattern;

struct att_date_tables {
    struct date_words words;
    ATT_VEC(pattern) pattern;
};

const struct date_words *date_words_of(const struct att_date_tables *t) { return &t->words; }

static const struct {
    const char *name;
    slot_reader *read;
    uint32_t mask;
} slots[] = {
#define X(name, reader, mask) {name, read_##reader, mask},
    SLOTS(X)
#undef X
};

static bool is_slot(att_str w) { return w.n && att_is_upper(w.p[0]); }

static bool find_slot(att_str name, choice *out)
{
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (att_str_is(name, slots[i].name)) {
            *out = (choice){.read = slots[i].read, .mask = slots[i].mask};
            return true;
        }
    return false;
}

static bool starts_with_date(const choice *c) { return c->read && c->mask == DATES; }

/* "of|in?" */
static att_status read_element(att_arena *a, struct att_date_tables *t, att_str text, element *out, const char *where, att_error *error)
{
    att_str rest = text, one;
    if (att_str_ends(rest, "?") && rest.n > 1) {
        out->optional = true;
        rest.n--;
    }
    while (att_str_split(&rest, '|', &one)) {
        choice c = {.word = one, .mask = BIT(DATE_PATTERN_WORD)};
        if (out->choices == MOST_CHOICES)
            return att_fail(error, ATT_BAD_LEXICON, where, "more than %d words to choose from in \"%.*s\"", MOST_CHOICES,
                            ATT_STR_ARG(text));
        if (is_slot(one) && !find_slot(one, &c))
            return att_fail(error, ATT_BAD_LEXICON, where, "%.*s stands for nothing; lex/README.md lists what may stand in a pattern",
                            ATT_STR_ARG(one));
        if (!c.read)
            date_words_add(a, &t->words, one, (date_word){.kind = DATE_PATTERN_WORD});
        out->choice[out->choices++] = c;
    }
    return ATT_OK;
}

static att_status read_conditions(att_str text, pattern *p, const char *where, att_error *error)
{
    static const struct {
        const char *name;
        condition_test *test;
    } known[] = {
#define X(name) {#name, is_##name},
        CONDITIONS(X)
#undef X
    };
    att_str rest = text, one;
    while (att_str_split(&rest, ' ', &one) && one.n) {
        att_str list = one, name;
        att_str_split(&list, '=', &name);
        condition_test *test = NULL;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (att_str_is(name, known[i].name))
                test = known[i].test;
        if (!test || p->conditions == MOST_CONDITIONS)
            return att_fail(error, ATT_BAD_LEXICON, where, "%.*s is no condition that a pattern can have", ATT_STR_ARG(one));
        p->condition[p->conditions++] = (condition){test, list.p ? list : ATT_STR("")};
    }
    return ATT_OK;
}

static void note_first(pattern *p)
{
    for (uint32_t i = 0; i < p->elements; i++) {
        for (uint32_t k = 0; k < p->element[i].choices; k++) {
            p->first |= p->element[i].choice[k].mask;
            p->goes_on = p->goes_on || (i == 0 && starts_with_date(&p->element[i].choice[k]));
        }
        if (!p->element[i].optional)
            return;
    }
}

static att_status read_pattern(att_arena *a, struct att_date_tables *t, att_str text, pattern *p, const char *where, att_error *error)
{
    att_str rest = text, one;
    while (att_str_split(&rest, ' ', &one)) {
        if (!one.n)
            continue;
        if (p->elements == MOST_ELEMENTS)
            return att_fail(error, ATT_BAD_LEXICON, where, "a pattern of more than %d parts", MOST_ELEMENTS);
        att_status s = read_element(a, t, one, &p->element[p->elements++], where, error);
        if (s != ATT_OK)
            return s;
    }
    note_first(p);
    return p->elements ? ATT_OK : att_fail(error, ATT_BAD_LEXICON, where, "a row without a pattern");
}

static bool says_of(att_str name, date_says *out)
{
    static const char *const names[] = {"date", "length", "set", "reference"};
    for (int i = 0; i <= SAYS_REFERENCE; i++)
        if (att_str_is(name, names[i])) {
            *out = (date_says)i;
            return true;
        }
    return false;
}

static void open_words(att_arena *a, const att_lexicon *l, struct att_date_tables *t)
{
    const att_table *table = att_lexicon_table(l, "dates");
    int word = att_table_column(table, "word"), kind = att_table_column(table, "kind"), value = att_table_column(table, "value"),
        as = att_table_column(table, "written");
    for (uint32_t i = 0; table && i < table->rows; i++) {
        const att_row *row = &table->row[i];
        date_word w = {.kind = date_kind_of(att_row_cell(row, kind)),
                       .value = att_row_cell(row, value),
                       .capital = att_str_is(att_row_cell(row, as), "capital")};
        att_str rest = att_row_cell(row, word), one;
        while (att_str_split(&rest, '|', &one))
            date_words_add(a, &t->words, one, w);
    }
}

att_status att_date_open(att_arena *a, const att_lexicon *l, const struct att_date_tables **out, att_error *error)
{
    struct att_date_tables *t = ATT_NEW(a, struct att_date_tables);
    t->words.index.arena = a;
    open_words(a, l, t);
    const att_table *table = att_lexicon_table(l, "date_patterns");
    int text = att_table_column(table, "pattern"), means = att_table_column(table, "means"), when = att_table_column(table, "when");
    for (uint32_t i = 0; table && i < table->rows; i++) {
        const att_row *row = &table->row[i];
        const char *where = att_row_where(a, row).p;
        pattern *p = ATT_PUSH(a, &t->pattern);
        att_status s = read_pattern(a, t, att_row_cell(row, text), p, where, error);
        if (s == ATT_OK && !says_of(att_row_cell(row, means), &p->says))
            s = att_fail(error, ATT_BAD_LEXICON, where, "%.*s: a pattern means a date, a length, a set or a reference",
                         ATT_STR_ARG(att_row_cell(row, means)));
        if (s == ATT_OK)
            s = read_conditions(att_row_cell(row, when), p, where, error);
        if (s != ATT_OK)
            return s;
    }
    *out = t;
    return ATT_OK;
}

/* ---- matching
 * ------------------------------------------------------------------------------------------------------------------------------ */

static uint32_t read_choice(const matcher *k, const choice *c, uint32_t at, date_meaning *m)
{
    if (c->read)
        return c->mask >= DATES || (at < k->r->x->piece.n && k->r->x->piece.p[at].mask & c->mask) ? c->read(k, at, m) : ATT_NONE;
    if (at >= k->r->x->piece.n || !att_str_eq(k->r->x->piece.p[at].low, c->word))
        return ATT_NONE;
    m->the = m->the || att_str_is(c->word, "the");
    m->number.tenths = att_str_is(c->word, "half") ? 5 : m->number.tenths;
    return 1;
}

/* The end of the longest reading of elements i.. from piece `at`, or ATT_NONE; *m is filled. */
static uint32_t match(const matcher *k, const pattern *p, uint32_t i, uint32_t at, date_meaning *m)
{
    if (i == p->elements)
        return at;
    uint32_t best = ATT_NONE;
    date_meaning found_meaning = *m;
    const element *e = &p->element[i];
    for (uint32_t c = 0; c < e->choices; c++) {
        date_meaning mine = *m;
        uint32_t used = read_choice(k, &e->choice[c], at, &mine), end = used == ATT_NONE ? ATT_NONE : match(k, p, i + 1, at + used, &mine);
        if (end != ATT_NONE && (best == ATT_NONE || end > best)) {
            best = end;
            found_meaning = mine;
        }
    }
    if (best == ATT_NONE && e->optional)
        return match(k, p, i + 1, at, m);
    *m = found_meaning;
    return best;
}

static bool holds(const matcher *k, const pattern *p, uint32_t end, const date_meaning *m)
{
    for (uint32_t i = 0; i < p->conditions; i++)
        if (!p->condition[i].test(k, end, m, p->condition[i].list))
            return false;
    return true;
}

/* Tries every row at the piece; true, with *out longer than `longer_than` and shorter than `shorter_than`, when one fits. */
static bool read_at(const matcher *k, uint32_t longer_than, uint32_t shorter_than, date_expression *out)
{
    const struct att_date_tables *t = k->r->x->tables;
    bool any = false;
    for (uint32_t i = 0; i < t->pattern.n; i++) {
        const pattern *p = &t->pattern.p[i];
        if (p->goes_on != (k->base != ATT_NONE) || !(p->goes_on || k->r->x->piece.p[k->start].mask & p->first))
            continue;
        date_meaning m = DATE_MEANING;
        uint32_t end = match(k, p, 0, k->start, &m);
        if (end == ATT_NONE || end - k->start <= longer_than || end - k->start >= shorter_than || !holds(k, p, end, &m))
            continue;
        m.says = p->says;
        longer_than = end - k->start;
        *out = (date_expression){.means = m, .first = k->start, .n = end - k->start, .row = i};
        any = true;
    }
    return any;
}

static void read_piece(date_reading *r, uint32_t at)
{
    date_expression e;
    if (!r->x->piece.p[at].mask || !read_at(&(matcher){r, at, ATT_NONE}, 0, UINT32_MAX, &e))
        return;
    do {
        r->at[at] = r->expression.n;
        *ATT_PUSH(r->arena, &r->expression) = e;
    } while (read_at(&(matcher){r, at, r->at[at]}, e.n, UINT32_MAX, &e));
}

uint32_t date_read_shorter(date_reading *r, uint32_t at, uint32_t n)
{
    date_expression e;
    if (n < 2 || !read_at(&(matcher){r, at, ATT_NONE}, 0, n, &e))
        return ATT_NONE;
    *ATT_PUSH(r->arena, &r->expression) = e;
    return r->expression.n - 1;
}

void date_read(date_reading *r)
{
    uint32_t n = r->x->piece.n;
    r->expression.n = 0;
    r->at = ATT_ARRAY(r->arena, uint32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++)
        r->at[i] = ATT_NONE;
    for (uint32_t i = n; i-- > 0;)
        read_piece(r, i);
}

/* ---- conditions
 * ------------------------------------------------------------------------------------------------------------------------------ */

static const att_token *before(const matcher *k) { return k->start ? date_token(k->r->x, k->start - 1) : NULL; }
static const att_token *behind(const matcher *k, uint32_t end) { return date_token(k->r->x, end); }

static bool is_after(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)m;
    return k->start > 0 && date_in(k->r->x, k->start - 1, list);
}

static bool is_not_after(const matcher *k, uint32_t end, const date_meaning *m, att_str list) { return !is_after(k, end, m, list); }

static bool is_before(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m;
    return date_in(k->r->x, end, list);
}

static bool is_not_before(const matcher *k, uint32_t end, const date_meaning *m, att_str list) { return !is_before(k, end, m, list); }

/* The clause looks ahead. */
static bool is_ahead(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)m, (void)list;
    return date_tense(k->r->x->d, k->r->x->piece.p[k->start].token) > 0;
}

/* No noun, number or hyphen follows that the words would belong to: "the 7th", not "the 7th round". */
static bool is_alone(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    const att_token *t = behind(k, end);
    return !t || (t->upos != ATT_NOUN && t->upos != ATT_ADJ && t->upos != ATT_PROPN && t->upos != ATT_NUM &&
                  !date_in(k->r->x, end, ATT_STR("-|–|/|%")));
}

/* "may", "spring" and "end" can be verbs. */
static bool is_noun(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    att_upos first = date_token(k->r->x, k->start)->upos, last = date_token(k->r->x, end - 1)->upos;
    return first != ATT_AUX && first != ATT_VERB && last != ATT_AUX && last != ATT_VERB;
}

static bool is_last(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m;
    return date_in(k->r->x, end - 1, list);
}

static bool is_not_last(const matcher *k, uint32_t end, const date_meaning *m, att_str list) { return !is_last(k, end, m, list); }

static bool is_not_begins(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)m;
    return !date_in(k->r->x, k->start, list);
}

/* "May" and "March" by themselves are months only where words lead to one: not "Theresa May", "the March on Rome". */
static bool is_month(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)list;
    const date_word *w = date_find(k->r->x, k->start, DATE_MONTH);
    bool led = k->start > 0 &&
               date_in(k->r->x, k->start - 1,
                       ATT_STR("in|of|by|since|until|till|from|to|through|and|or|after|before|during|between|for|late|early|mid|end|-"));
    return w && (!w->capital || led) && is_noun(k, end, m, list);
}

/* A number that is more than an article: "one year", not "a year". */
static bool is_counted(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)k, (void)end, (void)list;
    return !m->number.article;
}

static bool is_figures(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    return k->r->x->piece.p[end - 1].mask & BIT(DATE_DIGIT);
}

static bool is_first(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)m, (void)list;
    return k->start == 0;
}

/* "5/17" is no share of anything; "5/16" is what stocks rise by. */
static bool is_no_fraction(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)k, (void)end, (void)list;
    return m->of_month > 12 && m->of_month != 16;
}

/* "twice a week", "$2 million a year" */
static bool is_rate(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    const att_token *t = before(k), *unit = date_token(k->r->x, end - 1);
    bool counts = t && (t->upos == ATT_NOUN || t->upos == ATT_NUM || t->upos == ATT_SYM || att_str_is(t->lemma, "once") ||
                        att_str_is(t->lemma, "twice"));
    return counts && (unit->deprel == ATT_NMOD_UNMARKED || unit->deprel == ATT_OBL_UNMARKED);
}

/* "1,500 troops", "1988 dollars": a number of things, no year. */
static bool counts_things(const matcher *k, const att_token *t)
{
    if (t->deprel != ATT_NUMMOD || t->head == ATT_NONE || t->head <= k->r->x->piece.p[k->start].token)
        return false;
    const att_token *noun = &k->r->x->d->tokens.p[t->head];
    return att_str_is(noun->xpos, "NNS") ||
           !(k->start > 0 && date_in(k->r->x, k->start - 1, ATT_STR("the|a|an|its|his|her|their|our|this|that|'s")));
}

/* Four digits are a year where words lead to one, where they hang on a verb or noun as years do, or where nothing else is likely. */
static bool is_year(const matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)list;
    const date_text *x = k->r->x;
    const att_token *t = date_token(x, k->start);
    bool era = m->year < 1000;
    if (era)
        return true;
    if (counts_things(k, t) ||
        date_in(x, end, ATT_STR("%|percent|per|people|dollars|miles|metres|meters|kilometers|troops|hundred|thousand|million|billion")))
        return false;
    if (k->start > 0 && date_in(x, k->start - 1, ATT_STR("$|£|€|#|no.|than|nearly|almost|over|some|number|page|route|boeing")))
        return false;
    bool led =
        k->start > 0 && date_in(x, k->start - 1,
                                ATT_STR("in|since|of|by|until|till|during|from|to|and|before|after|between|late|early|mid|for|through|back|"
                                        "(|-|–|around|circa|ca.|about|the|year|years|end|spring|summer|autumn|fall|winter"));
    bool hangs = t->deprel == ATT_OBL_UNMARKED || t->deprel == ATT_NMOD_UNMARKED || t->deprel == ATT_OBL || t->deprel == ATT_NMOD;
    return led || hangs || k->start == 0 || (m->year >= 1900 && m->year < 2100);
}
