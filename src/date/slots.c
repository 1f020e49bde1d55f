/* date/slots.c */
#include "date/pattern.h"

/* ---- slots: what a word in capitals stands for in a pattern ---------------------------------------------------------------- */

#define NUMBERS (DATE_BIT(DATE_DIGIT) | DATE_BIT(DATE_NUMBER))

/* X(as written in a pattern, reader, kinds of words of which one must stand first) */
#define SLOTS(X)                                                                                                                           \
    X("MONTH", month, DATE_BIT(DATE_MONTH))                                                                                                \
    X("DAY", day, NUMBERS | DATE_BIT(DATE_ORDINAL))                                                                                        \
    X("DTH", day_in_order, NUMBERS | DATE_BIT(DATE_ORDINAL))                                                                               \
    X("LAST", last_day, NUMBERS | DATE_BIT(DATE_ORDINAL))                                                                                  \
    X("YEAR", year, NUMBERS | DATE_BIT(DATE_ERA))                                                                                          \
    X("ERA", era, DATE_BIT(DATE_ERA))                                                                                                      \
    X("YY", two_digit_year, DATE_BIT(DATE_DIGIT))                                                                                          \
    X("WEEKDAY", weekday, DATE_BIT(DATE_WEEKDAY))                                                                                          \
    X("WEEKDAYS", weekdays, DATE_BIT(DATE_WEEKDAYS))                                                                                       \
    X("SEASON", season, DATE_BIT(DATE_SEASON))                                                                                             \
    X("PARTS", parts, DATE_BIT(DATE_PARTS))                                                                                                \
    X("PART", part, DATE_BIT(DATE_PART))                                                                                                   \
    X("HOLIDAY", holiday, DATE_BIT(DATE_HOLIDAY))                                                                                          \
    X("DECADE", decade, DATE_BIT(DATE_DIGIT) | DATE_BIT(DATE_DECADE))                                                                      \
    X("NTH", nth, NUMBERS | DATE_BIT(DATE_ORDINAL))                                                                                        \
    X("YEARPART", yearpart, DATE_BIT(DATE_YEARPART))                                                                                       \
    X("PERIOD", period, DATE_BIT(DATE_PERIOD))                                                                                             \
    X("HALF", half, DATE_BIT(DATE_HALF))                                                                                                   \
    X("REL", relation, DATE_BIT(DATE_RELATION))                                                                                            \
    X("UNIT", unit, DATE_BIT(DATE_UNIT))                                                                                                   \
    X("UNITS", units, DATE_BIT(DATE_UNITS))                                                                                                \
    X("N", number, NUMBERS | DATE_BIT(DATE_NEAR) | DATE_BIT(DATE_HALF))                                                                    \
    X("SHIFT", shift, DATE_BIT(DATE_SHIFT))                                                                                                \
    X("SIDE", side, DATE_BIT(DATE_SIDE))                                                                                                   \
    X("LEAD", lead, DATE_BIT(DATE_LEAD))                                                                                                   \
    X("PHASE", phase, DATE_BIT(DATE_PHASE))                                                                                                \
    X("NEAR", near, DATE_BIT(DATE_NEAR))                                                                                                   \
    X("TODAY", day_word, DATE_BIT(DATE_DAYWORD))                                                                                           \
    X("CLOCK", clock, NUMBERS | DATE_BIT(DATE_HOUR))                                                                                       \
    X("ZONE", zone, DATE_ANY)                                                                                                              \
    X("FIGURES", figures, DATE_BIT(DATE_DIGIT) | DATE_BIT(DATE_MONTH))                                                                     \
    X("M/D", short_figures, DATE_BIT(DATE_DIGIT) | DATE_BIT(DATE_MONTH))                                                                   \
    X("REFERENCE", reference, DATE_BIT(DATE_REFERENCE))                                                                                    \
    X("SET", set, DATE_BIT(DATE_SET))                                                                                                      \
    X("DATE", date, DATE_WITHIN)                                                                                                           \
    X("DAY-DATE", day_date, DATE_WITHIN)                                                                                                   \
    X("WEEK-DATE", week_date, DATE_WITHIN)                                                                                                 \
    X("MONTH-DATE", month_date, DATE_WITHIN)                                                                                               \
    X("YEAR-DATE", year_date, DATE_WITHIN)                                                                                                 \
    X("EVENT", event, DATE_ANY)

static uint32_t found(uint32_t used) { return used ? used : ATT_NONE; }
static const date_word *word_at(const date_matcher *k, uint32_t at, date_kind kind) { return date_find(k->r->x, at, kind); }

#define WORD_SLOT(name, kind, ...)                                                                                                         \
    static uint32_t read_##name(const date_matcher *k, uint32_t at, date_meaning *m)                                                       \
    {                                                                                                                                      \
        const date_word *w = word_at(k, at, kind);                                                                                         \
        if (!w)                                                                                                                            \
            return ATT_NONE;                                                                                                               \
        __VA_ARGS__;                                                                                                                       \
        (void)m;                                                                                                                           \
        return w->words;                                                                                                                   \
    }
#define NUMBER_SLOT(name, read)                                                                                                            \
    static uint32_t read_##name(const date_matcher *k, uint32_t at, date_meaning *m) { return found(read); }

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
static uint32_t read_number(const date_matcher *k, uint32_t at, date_meaning *m)
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
static uint32_t read_zone(const date_matcher *k, uint32_t at, date_meaning *m)
{
    const att_token *t = date_token(k->r->x, at);
    m->zone = word_at(k, at, DATE_ZONE);
    if (m->zone)
        return m->zone->words;
    return t && t->upos == ATT_PROPN && date_is(k->r->x, at + 1, "time") ? 2 : ATT_NONE;
}

/* "Q3", "H1" */
static uint32_t read_yearpart(const date_matcher *k, uint32_t at, date_meaning *m)
{
    const date_word *w = word_at(k, at, DATE_YEARPART);
    if (!w)
        return ATT_NONE;
    att_str nth = w->value, unit;
    att_str_split(&nth, ' ', &unit);
    m->unit = unit_of(unit);
    m->nth = nth.p ? nth.p[0] - '0' : 0;
    return 1;
}

/* "87" of "April 87", "42" of "1941-42": in the century of the year before it, else the one nearest to our day. */
static uint32_t read_two_digit_year(const date_matcher *k, uint32_t at, date_meaning *m)
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
static uint32_t read_decade(const date_matcher *k, uint32_t at, date_meaning *m)
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

/* ---- dates within dates ---------------------------------------------------------------------------------------------------- */

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

static uint32_t read_within(const date_matcher *k, uint32_t at, date_meaning *m, att_grain grain)
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
static uint32_t read_date(const date_matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_VAGUE); }
static uint32_t read_day_date(const date_matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_DAY); }
static uint32_t read_week_date(const date_matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_WEEK); }
static uint32_t read_month_date(const date_matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_MONTH); }
static uint32_t read_year_date(const date_matcher *k, uint32_t at, date_meaning *m) { return read_within(k, at, m, ATT_YEAR); }

/* What stands behind "after" is no date but something that happened: the word that "after" hangs on. */
static uint32_t read_event(const date_matcher *k, uint32_t at, date_meaning *m)
{
    const att_doc *d = k->r->x->d;
    const att_token *side = at > 0 ? date_token(k->r->x, at - 1) : NULL;
    if (!side || at >= k->r->x->piece.n || k->r->at[at] != ATT_NONE || side->head == ATT_NONE ||
        (side->deprel != ATT_CASE && side->deprel != ATT_MARK))
        return ATT_NONE;
    att_upos what = d->tokens.p[side->head].upos;
    if (what != ATT_NOUN && what != ATT_VERB && what != ATT_PROPN)
        return ATT_NONE;
    m->event = side->head;
    m->start = FROM_EVENT;
    return 0;
}

date_slot *date_slot_find(att_str name, uint32_t *mask)
{
    static const struct {
        const char *name;
        date_slot *read;
        uint32_t mask;
    } slots[] = {
#define X(name, reader, mask) {name, read_##reader, mask},
        SLOTS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (att_str_is(name, slots[i].name)) {
            *mask = slots[i].mask;
            return slots[i].read;
        }
    return NULL;
}
