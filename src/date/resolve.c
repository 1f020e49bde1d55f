/* date/resolve.c */
#include "date/resolve.h"

#include <stdio.h>

/* ---- the story so far ------------------------------------------------------------------------------------------------------ */

void date_story_add(date_story *s, const date_result *r) { s->told[s->n++ % DATE_STORY] = *r; }

static att_grain grain_of_unit(date_unit u)
{
    static const att_grain of[] = {ATT_DAY,
#define X(unit, text, letter, times, grain) grain,
                                   ATT_DATE_UNITS(X)
#undef X
    };
    return of[u];
}

const date_result *date_story_last(const date_story *s, date_unit unit)
{
    for (uint32_t i = 0; i < DATE_STORY && i < s->n; i++) {
        const date_result *r = &s->told[(s->n - 1 - i) % DATE_STORY];
        if (r->grain <= grain_of_unit(unit))
            return r;
    }
    return NULL;
}

/* ---- stretches of the calendar --------------------------------------------------------------------------------------------- */

/* TIMEX3 counts years before Christ from 1: the year 0 of the calendar is BC0001. */
static int put_year(char *out, size_t n, int y) { return y > 0 ? snprintf(out, n, "%04d", y) : snprintf(out, n, "BC%04d", 1 - y); }

static void stretch(date_result *o, att_grain grain, att_day from, att_day to, int year, const char *rest)
{
    char y[16];
    put_year(y, sizeof y, year);
    *o = (date_result){.from = from, .to = to, .grain = grain};
    snprintf(o->value, sizeof o->value, "%.10s%.16s", y, rest);
}

static void set_day(date_result *o, att_day day)
{
    int y, m, d;
    char rest[16];
    att_day_parts(day, &y, &m, &d);
    snprintf(rest, sizeof rest, "-%02d-%02d", m, d);
    stretch(o, ATT_DAY, day, day, y, rest);
}

static void set_month(date_result *o, int y, int m)
{
    char rest[16];
    snprintf(rest, sizeof rest, "-%02d", m);
    stretch(o, ATT_MONTH, att_day_of(y, m, 1), att_day_of(y, m, att_month_days(y, m)), y, rest);
}

static void set_year(date_result *o, int y) { stretch(o, ATT_YEAR, att_day_of(y, 1, 1), att_day_of(y, 12, 31), y, ""); }

static void set_week(date_result *o, att_day day, bool weekend)
{
    att_day monday = day - att_day_weekday(day);
    int y, m, d;
    char rest[16];
    att_day_parts(monday + 3, &y, &m, &d); /* ISO: the year of the week's Thursday */
    snprintf(rest, sizeof rest, "-W%02d%s", (int)(monday + 3 - att_day_of(y, 1, 1)) / 7 + 1, weekend ? "-WE" : "");
    stretch(o, weekend ? ATT_WEEKEND : ATT_WEEK, weekend ? monday + 5 : monday, monday + 6, y, rest);
}

static int season_start(att_str s) { return att_str_is(s, "SP") ? 3 : att_str_is(s, "SU") ? 6 : att_str_is(s, "FA") ? 9 : 12; }

/* The winter of a year is the one that ends in it. */
static void set_season(date_result *o, int y, att_str season)
{
    int start = season_start(season), last = start == 12 ? 2 : start + 2;
    char rest[16];
    snprintf(rest, sizeof rest, "-%.*s", (int)season.n, season.p);
    stretch(o, ATT_SEASON, att_day_of(start == 12 ? y - 1 : y, start, 1), att_day_of(y, last, att_month_days(y, last)), y, rest);
}

static void set_part_of_year(date_result *o, int y, int months, int nth)
{
    char rest[16];
    snprintf(rest, sizeof rest, "-%c%d", months == 3 ? 'Q' : 'H', nth);
    int last = months * nth;
    stretch(o, months == 3 ? ATT_QUARTER : ATT_HALF, att_day_of(y, last - months + 1, 1), att_day_of(y, last, att_month_days(y, last)), y,
            rest);
}

/* Years n*wide .. n*wide+wide-1; before Christ n counts the other way: the 470s BC are the years -478 to -469. */
static void set_years(date_result *o, att_grain grain, int n, int wide, bool before_christ)
{
    int first = before_christ ? 2 - (n + 1) * wide : n * wide;
    *o = (date_result){.from = att_day_of(first, 1, 1), .to = att_day_of(first + wide - 1, 12, 31), .grain = grain};
    snprintf(o->value, sizeof o->value, "%s%0*d", before_christ ? "BC" : "", wide == 10 ? 3 : 2, n);
}

/* ---- counting -------------------------------------------------------------------------------------------------------------- */

static int year_of(att_day day)
{
    int y, m, d;
    att_day_parts(day, &y, &m, &d);
    return y;
}

static int month_of(att_day day)
{
    int y, m, d;
    att_day_parts(day, &y, &m, &d);
    return m;
}

static int day_of(att_day day)
{
    int y, m, d;
    att_day_parts(day, &y, &m, &d);
    return d;
}

static void add_months(int *y, int *m, int n)
{
    int k = *y * 12 + *m - 1 + n;
    *y = k >= 0 ? k / 12 : -((11 - k) / 12);
    *m = k - *y * 12 + 1;
}

static att_day plus_months(att_day day, int n)
{
    int y = year_of(day), m = month_of(day), d = day_of(day);
    add_months(&y, &m, n);
    int last = att_month_days(y, m);
    return att_day_of(y, m, d < last ? d : last);
}

static void count_years(date_result *o, att_grain grain, int y, int wide, int n)
{
    int there = y + n * wide;
    set_years(o, grain, there > 0 ? there / wide : (1 - there) / wide, wide, there <= 0);
}

static void count_seasons(date_result *o, att_day from, int n)
{
    static const char *const names[] = {"WI", "SP", "SU", "FA"};
    att_day day = plus_months(from, 3 * n);
    int m = month_of(day);
    set_season(o, year_of(day) + (m == 12), att_str_of(names[m % 12 / 3]));
}

/* The stretch n units from the one that `from` lies in. */
static void count_units(date_result *o, att_day from, date_unit unit, int n)
{
    int y = year_of(from), m = month_of(from);
    switch (unit) {
    case UNIT_SECOND:
    case UNIT_MINUTE:
        set_day(o, from);
        break;
    case UNIT_HOUR:
        set_day(o, from + n / 24);
        break;
    case UNIT_DAY:
        set_day(o, from + n);
        break;
    case UNIT_WEEK:
        set_week(o, from + 7 * n, false);
        break;
    case UNIT_FORTNIGHT:
        set_week(o, from + 14 * n, false);
        break;
    case UNIT_WEEKEND:
        set_week(o, from + 7 * n, true);
        break;
    case UNIT_MONTH:
        add_months(&y, &m, n), set_month(o, y, m);
        break;
    case UNIT_SEASON:
        count_seasons(o, from, n);
        break;
    case UNIT_QUARTER:
        add_months(&y, &m, 3 * n), set_part_of_year(o, y, 3, (m - 1) / 3 + 1);
        break;
    case UNIT_HALF:
        add_months(&y, &m, 6 * n), set_part_of_year(o, y, 6, (m - 1) / 6 + 1);
        break;
    case UNIT_YEAR:
        set_year(o, y + n);
        break;
    case UNIT_DECADE:
        count_years(o, ATT_DECADE, y, 10, n);
        break;
    case UNIT_CENTURY:
        count_years(o, ATT_CENTURY, y, 100, n);
        break;
    case NO_UNIT:
    case UNIT_COUNT:
        break;
    }
}

/* From a day that the words name, units lead to a day: "three weeks from tomorrow". */
static void count_from_day(date_result *o, att_day from, date_unit unit, int n)
{
    int months = unit == UNIT_MONTH     ? 1
                 : unit == UNIT_QUARTER ? 3
                 : unit == UNIT_YEAR    ? 12
                 : unit == UNIT_DECADE  ? 120
                 : unit == UNIT_CENTURY ? 1200
                                        : 0;
    int days = unit == UNIT_WEEK ? 7 : unit == UNIT_FORTNIGHT ? 14 : unit == UNIT_HOUR || unit < UNIT_HOUR ? 0 : 1;
    set_day(o, months ? plus_months(from, months * n) : from + (unit == UNIT_HOUR ? n / 24 : n * days));
}

/* ---- relations ------------------------------------------------------------------------------------------------------------- */

static int way(date_relation r)
{
    bool back = r == REL_LAST || r == REL_PAST || r == REL_PREVIOUS, ahead = r == REL_NEXT || r == REL_COMING || r == REL_FOLLOWING;
    return back ? -1 : ahead;
}

static bool of_story(date_relation r) { return r >= REL_PREVIOUS; }
static date_relation plain(date_relation r) { return way(r) < 0 ? REL_LAST : way(r) > 0 ? REL_NEXT : r; }

/* ---- years that are not said ----------------------------------------------------------------------------------------------- */

enum { MONTHS_AHEAD = 3 }; /* a month's name that no tense places is at most so far ahead */
enum { SOON = 60 };        /* days: so near ahead, a date without a year is not last year's, whatever the tense */

/* The year of a month by its name alone: the nearest in the direction of the tense; without one, rather in the past. */
static int year_for_month(att_day today, int month, int direction, date_relation rel)
{
    int y = year_of(today), m = month_of(today);
    if (rel == REL_LAST)
        return month < m ? y : y - 1;
    if (rel == REL_NEXT)
        return month > m ? y : y + 1;
    if (rel == REL_THIS)
        return y;
    if (direction)
        return direction > 0 ? y + (month < m) : y - (month > m);
    return month > m + MONTHS_AHEAD ? y - 1 : month < m + MONTHS_AHEAD - 11 ? y + 1 : y;
}

/* The year of a day without one: the nearest such day in the direction of the tense, within half a year when it says nothing. */
static int year_for_day(att_day today, int month, int day, int direction, date_relation rel)
{
    int y = year_of(today), last = att_month_days(y, month);
    att_day same = att_day_of(y, month, day > last ? last : day);
    if (rel == REL_LAST)
        return same < today ? y : y - 1;
    if (rel == REL_NEXT)
        return same > today ? y : y + 1;
    if (rel == REL_THIS)
        return y;
    if (direction > 0)
        return same < today - 7 ? (same > today - SOON ? y : y + 1) : y;
    if (direction < 0)
        return same > today + SOON ? y - 1 : same < today - 365 + SOON ? y + 1 : y;
    return same > today + 183 ? y - 1 : same < today - 183 ? y + 1 : y;
}

static int year_for_season(att_day today, att_str season, int direction, date_relation rel)
{
    int start = season_start(season), y = year_of(today), m = month_of(today);
    int now = start == 12 ? y + (m == 12) : start <= m ? y : y - 1; /* the latest that has begun */
    bool inside = start == 12 ? m == 12 || m <= 2 : m >= start && m <= start + 2;
    if (rel == REL_LAST)
        return inside ? now - 1 : now;
    if (rel == REL_NEXT)
        return now + 1;
    if (rel == REL_THIS)
        return start != 12 && start > m ? y : now;
    return inside || direction <= 0 ? now : now + 1;
}

/* The quarter that has just ended is the one that reports tell of, in whatever tense. */
static int year_for_part(att_day today, int months, int nth, int direction)
{
    int y = year_of(today), now = (month_of(today) - 1) / months + 1, most = 12 / months;
    if ((nth - now + most) % most == most - 1)
        return nth > now ? y - 1 : y;
    return direction > 0 ? y + (nth < now) : y - (nth > now);
}

static bool fits(int y, int m, int d) { return m >= 1 && m <= 12 && d >= 1 && d <= att_month_days(y, m); }

/* The one year in which the day lies between the days that the office holders leave. */
static bool year_of_offices(const date_meaning *m, const date_setting *s, int *y)
{
    if (s->least == ATT_NO_DAY || s->most == ATT_NO_DAY || !m->month)
        return false;
    int fitting = 0;
    for (int k = year_of(s->least); k <= year_of(s->most) && fitting < 2; k++) {
        att_day day = att_day_of(k, m->month, 1) + (m->of_month ? m->of_month - 1 : 14);
        if (day >= s->least && day <= s->most) {
            *y = k;
            fitting++;
        }
    }
    return fitting == 1;
}

enum { ASIDE = 8 }; /* years: a bare year as far off as this is an aside, "papers released in 2005 showed" */

/* The story's year: that of the date last told of; a month that lies before the turn of the year continues in the next. */
static bool year_of_story(const date_meaning *m, const date_setting *s, int *y)
{
    const date_result *last = date_story_last(s->story, UNIT_YEAR);
    if (!last)
        return false;
    const date_result *before = s->story->n > 1 ? &s->story->told[(s->story->n - 2) % DATE_STORY] : NULL;
    if (before && last->grain == ATT_YEAR && before->grain <= ATT_YEAR &&
        (year_of(last->to) - year_of(before->to) > ASIDE || year_of(before->to) - year_of(last->to) > ASIDE))
        last = before;
    *y = year_of(last->to); /* winter belongs to the year it ends in */
    if (m->month && last->grain <= ATT_MONTH && month_of(last->to) >= 11 && m->month <= 2)
        *y += 1;
    return true;
}

/* "that March", "the previous spring": from the date last told of. */
static bool year_by_story_relation(const date_meaning *m, const date_setting *s, int month, int *y)
{
    const date_result *last = date_story_last(s->story, UNIT_YEAR);
    if (!last || !of_story(m->relation))
        return false;
    *y = year_of(last->from);
    int told = last->grain <= ATT_MONTH ? month_of(last->from) : 0;
    if (m->relation == REL_PREVIOUS)
        *y -= told && month < told ? 0 : 1;
    if (m->relation == REL_FOLLOWING)
        *y += told && month > told ? 0 : 1;
    return true;
}

/* Easter Sunday, by Butcher's rule. */
static att_day easter(int y)
{
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3,
        h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return att_day_of(y, n / 31, n % 31 + 1);
}

/* A holiday is told as "12-25", as "11-4-3" (November, the fourth, Thursday; 0 the last) with days after as "11-4-3+1", or as "easter-2".
 */
static bool day_of_holiday(att_str rule, int y, att_day *out)
{
    int64_t v[4] = {0};
    att_str rest = rule, one;
    if (att_str_starts(rule, "easter")) {
        if (y < 1583)
            return false;
        att_str_number(att_str_from(rule, 6), &v[0]);
        return *out = easter(y) + (att_day)v[0], true;
    }
    att_str plus = rule;
    att_str_split(&plus, '+', &rest);
    if (plus.p)
        att_str_number(plus, &v[3]);
    int n = 0;
    while (n < 3 && att_str_split(&rest, '-', &one) && att_str_number(one, &v[n]))
        n++;
    if (n < 2 || v[0] < 1 || v[0] > 12)
        return false;
    int month = (int)v[0];
    att_day first = att_day_of(y, month, 1), last = first + att_month_days(y, month) - 1;
    if (n == 2)
        *out = first + (att_day)v[1] - 1;
    else if (v[1] == 0)
        *out = last - (att_day_weekday(last) - (int)v[2] + 7) % 7;
    else
        *out = first + ((int)v[2] - att_day_weekday(first) + 7) % 7 + 7 * ((att_day)v[1] - 1);
    *out += (att_day)v[3];
    return true;
}

/* The year of what names a day, a month, a season or a part of the year without one. */
static bool find_year(const date_meaning *m, const date_setting *s, int *y)
{
    att_day holiday;
    if (m->year != NO_YEAR)
        return *y = m->year, true;
    int month = m->month ? m->month : m->season ? season_start(m->season->value) : 1;
    if (of_story(m->relation) && year_by_story_relation(m, s, month, y))
        return true;
    if (m->relation == NO_RELATION && s->narrative && year_of_story(m, s, y))
        return true;
    if (s->today == ATT_NO_DAY)
        return year_of_offices(m, s, y) || year_of_story(m, s, y);
    date_relation rel = plain(m->relation);
    if (m->season)
        *y = year_for_season(s->today, m->season->value, s->direction, rel);
    else if (m->unit == UNIT_QUARTER || m->unit == UNIT_HALF)
        *y = year_for_part(s->today, m->unit == UNIT_QUARTER ? 3 : 6, m->nth, s->direction);
    else if (m->holiday && day_of_holiday(m->holiday->value, year_of(s->today), &holiday)) {
        *y = year_for_day(s->today, month_of(holiday), day_of(holiday), s->direction, rel);
    } else if (m->of_month) /* "next Friday, May 17": "next" is said of the weekday */
        *y = year_for_day(s->today, m->month, m->of_month, s->direction, m->weekday >= 0 && rel != REL_THIS ? NO_RELATION : rel);
    else
        *y = year_for_month(s->today, m->month, s->direction, rel);
    return true;
}

/* ---- days that are said in part -------------------------------------------------------------------------------------------- */

/* "the previous Friday", "that Friday": from the date last told of. */
static bool weekday_of_story(const date_meaning *m, const date_setting *s, date_result *o)
{
    const date_result *last = date_story_last(s->story, UNIT_WEEK);
    if (!last)
        return false;
    int ahead = (m->weekday - att_day_weekday(last->from) + 7) % 7;
    set_day(o, m->relation == REL_PREVIOUS    ? last->from - (ahead ? 7 - ahead : 7)
               : m->relation == REL_FOLLOWING ? last->from + (ahead ? ahead : 7)
                                              : last->from + ahead);
    return true;
}

/* Nobody calls yesterday "last Friday", or tomorrow "next Friday". */
static bool weekday_alone(const date_meaning *m, const date_setting *s, date_result *o)
{
    bool story =
        s->narrative || (of_story(m->relation) && (m->the || m->relation == REL_THAT)); /* "the previous Friday", not "previous Friday" */
    if (story && weekday_of_story(m, s, o))
        return true;
    if (s->today == ATT_NO_DAY)
        return false;
    int back = (att_day_weekday(s->today) - m->weekday + 7) % 7, ahead = (m->weekday - att_day_weekday(s->today) + 7) % 7;
    bool loose = m->relation == REL_PAST || m->relation == REL_COMING || s->not_today;
    int to = way(m->relation) ? way(m->relation) : s->not_today ? s->direction : 0;
    if (to < 0)
        set_day(o, s->today - (back > !loose ? back : back + 7));
    else if (to > 0)
        set_day(o, s->today + (ahead > !loose ? ahead : ahead + 7));
    else if (m->relation == REL_THIS)
        set_day(o, s->direction < 0 ? s->today - back : s->today + ahead);
    else
        set_day(o, s->direction > 0 ? s->today + ahead : s->today - back);
    return true;
}

/* "the 7th", "Sunday 31": of the month of the report or the story, or of the one before or after, as tense and weekday want. */
static bool day_of_some_month(const date_meaning *m, const date_setting *s, date_result *o)
{
    const date_result *last = date_story_last(s->story, UNIT_MONTH);
    bool story = last && (s->narrative || s->today == ATT_NO_DAY);
    att_day from = story ? last->from : s->today;
    if (from == ATT_NO_DAY)
        return false;
    int y = year_of(from), month = month_of(from), d = day_of(from), direction = story ? 0 : s->direction;
    if (direction < 0 && m->of_month > d + 1)
        add_months(&y, &month, -1);
    if (direction > 0 && m->of_month < d - 7)
        add_months(&y, &month, 1);
    for (int tries = 0; tries < 24; tries++) {
        int step = tries % 2 ? -(tries + 1) / 2 : tries / 2, y1 = y, m1 = month;
        add_months(&y1, &m1, direction < 0 ? -tries : direction > 0 ? tries : step);
        if (!fits(y1, m1, m->of_month))
            continue;
        att_day day = att_day_of(y1, m1, m->of_month);
        if (m->weekday >= 0 && att_day_weekday(day) != m->weekday)
            continue;
        set_day(o, day);
        return true;
    }
    return false;
}

/* "Feb. 29" without a year is of the nearest year that has it. */
static bool year_that_has(const date_meaning *m, const date_setting *s, int *y)
{
    for (int i = 0; i < 8; i++)
        if (fits(*y, m->month, m->of_month))
            return true;
        else if (m->year != NO_YEAR || m->month != 2 || m->of_month != 29)
            return false;
        else
            *y += s->direction > 0 ? 1 : -1;
    return false;
}

static bool in_year(const date_meaning *m, const date_setting *s, int y, date_result *o)
{
    att_day day;
    if (m->holiday) {
        if (!day_of_holiday(m->holiday->value, y, &day))
            return false;
        set_day(o, day);
    } else if (m->season)
        set_season(o, y, m->season->value);
    else if (m->unit == UNIT_QUARTER || m->unit == UNIT_HALF) {
        int months = m->unit == UNIT_QUARTER ? 3 : 6, most = 12 / months, nth = m->nth < 0 ? most : m->nth;
        if (nth < 1 || nth > most)
            return false;
        set_part_of_year(o, y, months, nth);
    } else if (!m->of_month)
        set_month(o, y, m->month);
    else if (year_that_has(m, s, &y))
        set_day(o, att_day_of(y, m->month, m->of_month));
    else
        return false;
    return true;
}

static bool by_fields(const date_meaning *m, const date_setting *s, date_result *o)
{
    int y;
    if (m->decade != NO_YEAR)
        return set_years(o, ATT_DECADE, m->decade, 10, m->before_christ), true;
    if (m->unit == UNIT_CENTURY && m->nth > 0)
        return set_years(o, ATT_CENTURY, m->nth - 1, 100, m->before_christ), true;
    if (!m->month && m->of_month)
        return day_of_some_month(m, s, o);
    if (m->weekday >= 0 && !m->month)
        return weekday_alone(m, s, o);
    if (m->month || m->season || m->holiday || m->nth) {
        if (!find_year(m, s, &y) || !in_year(m, s, y, o))
            return false;
        o->by_offices = m->year == NO_YEAR && !s->narrative && s->today == ATT_NO_DAY && year_of_offices(m, s, &y);
        return true;
    }
    return m->year != NO_YEAR ? set_year(o, m->year), true : false;
}

/* ---- counted from somewhere ------------------------------------------------------------------------------------------------ */

static int count_of(const date_meaning *m) { return m->counted ? (int)m->number.whole : 1; }

/* In a report of figures "a year ago" compares with the same quarter: the stretch last told of gives the grain. */
static bool same_quarter(const date_meaning *m, const date_setting *s, int n, date_result *o)
{
    const date_result *last = date_story_last(s->story, UNIT_QUARTER);
    if (m->unit != UNIT_YEAR || n != -1 || !last || last->grain != ATT_QUARTER || s->narrative || s->today == ATT_NO_DAY)
        return false;
    bool recent = last->from > s->today - 370; /* a quarter of last year has been compared with already */
    set_part_of_year(o, year_of(last->from) - recent, 3, (month_of(last->from) - 1) / 3 + 1);
    return true;
}

/* "half a century", "two and a half years": a whole number of a smaller unit. */
static int whole_units(const date_meaning *m, date_unit *unit)
{
    int tenths = 10 * count_of(m) + m->number.tenths;
    *unit = m->unit;
    if (m->number.tenths == 0)
        return count_of(m);
    if (m->unit == UNIT_CENTURY || m->unit == UNIT_DECADE)
        return *unit = UNIT_YEAR, tenths * (m->unit == UNIT_CENTURY ? 10 : 1);
    if (m->unit == UNIT_YEAR)
        return *unit = UNIT_MONTH, tenths * 12 / 10;
    return count_of(m);
}

static bool shifted(const date_meaning *m, const date_setting *s, const date_result *inner, date_result *o)
{
    if (m->number.vague || (m->counted && m->number.whole > 5000))
        return false;
    date_unit unit;
    int n = m->sign * whole_units(m, &unit);
    const date_result *start = inner;
    if (m->start == FROM_CONTEXT)
        start = date_story_last(s->story, unit);
    else if (m->start == FROM_EVENT)
        start = s->event_day(s->of, m->event);
    if ((m->start == FROM_CONTEXT || m->start == FROM_REPORT) && same_quarter(m, s, n, o))
        return true;
    if (m->start == FROM_REPORT || (m->start == FROM_CONTEXT && !s->story->n)) {
        if (s->today == ATT_NO_DAY)
            return false;
        if (m->weekday >= 0)
            count_from_day(o, s->today, unit, n);
        else
            count_units(o, s->today, unit, n);
        return true;
    }
    if (!start || start->from == ATT_NO_DAY || start->grain > grain_of_unit(unit))
        return false;
    att_day from = m->sign > 0 ? start->to : start->from;
    if (m->start == FROM_CONTEXT || start->grain > ATT_DAY)
        count_units(o, from, unit, n);
    else
        count_from_day(o, from, unit, n);
    return true;
}

/* Whether the unit is told from the date last told of: "that week", "the next day", in a tale of the past "this year". */
static bool unit_of_story(const date_meaning *m, const date_setting *s)
{
    if (m->relation == NO_RELATION)
        return s->narrative || m->unit == UNIT_QUARTER;
    if (m->relation == REL_NEXT && m->the && m->unit < UNIT_MONTH)
        return true;
    return of_story(m->relation) || (m->relation == REL_THIS && s->narrative);
}

/* The quarter of which a report tells figures has ended; "the weekend" in a report of a weekday is the last, if it was. */
static int steps_of(const date_meaning *m, const date_setting *s, const date_result *last, att_day from)
{
    if (m->relation == REL_LATEST)
        return last ? 0 : -1;
    if (m->relation == NO_RELATION && m->unit == UNIT_QUARTER)
        return last ? 0 : -1;
    if (m->relation == NO_RELATION && m->unit == UNIT_WEEKEND)
        return s->direction <= 0 && att_day_weekday(from) < 5 ? -1 : 0;
    return way(m->relation);
}

/* "last week", "the following year", "that day", "the quarter" */
static bool related_unit(const date_meaning *m, const date_setting *s, date_result *o)
{
    if (m->unit < UNIT_DAY || (m->unit == UNIT_DAY && plain(m->relation) == REL_LAST && !of_story(m->relation)))
        return false; /* "the last day" is of something */
    const date_result *last = unit_of_story(m, s) ? date_story_last(s->story, m->unit) : NULL;
    if (m->relation == REL_LATEST && last && (last->grain != grain_of_unit(m->unit) || last->from < s->today - 370))
        last = NULL;
    bool lost = !last && of_story(m->relation) && s->narrative;
    att_day from = last ? last->from : lost ? ATT_NO_DAY : s->today;
    if (from == ATT_NO_DAY)
        return false;
    count_units(o, from, m->unit, steps_of(m, s, last, from));
    return true;
}

/* ---- a date within a date -------------------------------------------------------------------------------------------------- */

/* "June last year", "Friday of next week", "the 31st of last month", "the week of March 6", "the end of 1944" */
static bool within(const date_meaning *m, const date_meaning *said, const date_setting *s, const date_result *inner, date_result *o)
{
    date_meaning mine = *m;
    mine.relation = NO_RELATION;
    if (m->weekday >= 0 && !m->month && inner->grain == ATT_WEEK)
        return set_day(o, inner->from + m->weekday), true;
    if (m->weekday >= 0 && !m->month && inner->grain == ATT_DAY) {
        if (said->weekday >= 0 && !said->month && !said->of_month)
            return false; /* "Wednesday, Thursday and Friday" */
        *o = *inner;
        o->disagree = att_day_weekday(inner->from) != m->weekday;
        return true;
    }
    if (m->of_month && !m->month && inner->grain == ATT_MONTH) {
        int y = year_of(inner->from), month = month_of(inner->from);
        return fits(y, month, m->of_month) && (set_day(o, att_day_of(y, month, m->of_month)), true);
    }
    if ((m->month || m->season || m->holiday || (m->nth && m->unit != NO_UNIT)) && inner->grain == ATT_YEAR)
        return in_year(&mine, s, year_of(inner->to), o);
    if (m->nth && m->unit == UNIT_DAY) {
        set_day(o, m->nth < 0 ? inner->to : inner->from + m->nth - 1);
        return o->from <= inner->to;
    }
    if (m->nth && m->unit == UNIT_MONTH && inner->grain == ATT_YEAR && m->nth <= 12)
        return set_month(o, year_of(inner->from), m->nth < 0 ? 12 : m->nth), true;
    if (m->unit != NO_UNIT && !m->nth && inner->grain < grain_of_unit(m->unit))
        return count_units(o, inner->from, m->unit, 0), true;
    *o = *inner;
    return !m->month && !m->season && !m->holiday;
}

/* Hours and parts of the day stand behind the day. */
static void add_hour(const date_meaning *m, date_result *o)
{
    size_t n = strlen(o->value);
    if (o->grain != ATT_DAY || o->from != o->to)
        return;
    for (size_t i = 0; i < n; i++)
        if (o->value[i] == 'T' && (m->clock[0] || m->part))
            o->value[n = i] = 0;
    if (m->clock[0]) {
        snprintf(o->value + n, sizeof o->value - n, "T%s%.*s", m->clock, m->zone ? (int)m->zone->value.n : 0,
                 m->zone ? m->zone->value.p : "");
        memcpy(o->clock, m->clock, sizeof o->clock);
    } else if (m->part)
        snprintf(o->value + n, sizeof o->value - n, "T%.2s", m->part->value.p + m->part->value.n - 2);
}

/* An hour or a part of the day by itself is of the day last told of, unless what has been would be still to come; else of the report's. */
static bool day_at_hand(const date_meaning *m, const date_setting *s, date_result *o)
{
    const date_result *last = date_story_last(s->story, UNIT_DAY);
    bool told = of_story(m->relation) || (m->relation == REL_NEXT && m->the) || m->relation == NO_RELATION || s->narrative;
    bool ahead = last && s->today != ATT_NO_DAY && last->from > s->today && s->direction < 0;
    att_day from = told && last && !ahead ? last->from : s->today;
    if (from == ATT_NO_DAY)
        return false;
    set_day(o, from + way(m->relation));
    return true;
}

/* ---- lengths and sets ------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *letter;
    int times;
} unit_lengths[] = {{"", 1},
#define X(unit, text, letter, times, grain) {letter, times},
                    ATT_DATE_UNITS(X)
#undef X
};

/* "P3D", "PXW", "P2.5Y", "PT4H" */
static bool length_of(const date_meaning *m, date_result *o)
{
    if (m->unit == NO_UNIT || m->number.whole > 1000000)
        return false;
    const char *time = m->unit <= UNIT_HOUR ? "T" : "", *letter = unit_lengths[m->unit].letter;
    int tenths = (10 * count_of(m) + m->number.tenths) * unit_lengths[m->unit].times;
    *o = (date_result){.from = ATT_NO_DAY, .to = ATT_NO_DAY, .grain = m->says == SAYS_SET ? ATT_SET : ATT_DURATION};
    if (m->number.vague)
        snprintf(o->value, sizeof o->value, "P%sX%s", time, letter);
    else if (tenths % 10)
        snprintf(o->value, sizeof o->value, "P%s%d.%d%s", time, tenths / 10, tenths % 10, letter);
    else
        snprintf(o->value, sizeof o->value, "P%s%d%s", time, tenths / 10, letter);
    return letter[0] != 0;
}

static bool set_of(const date_meaning *m, date_result *o)
{
    *o = (date_result){.from = ATT_NO_DAY, .to = ATT_NO_DAY, .grain = ATT_SET};
    if (m->value.n)
        snprintf(o->value, sizeof o->value, "%.*s", (int)m->value.n, m->value.p);
    else if (m->weekday >= 0)
        snprintf(o->value, sizeof o->value, "XXXX-WXX-%d%s%.*s", m->weekday + 1, m->part ? "T" : "", m->part ? 2 : 0,
                 m->part ? m->part->value.p : "");
    else if (m->month)
        snprintf(o->value, sizeof o->value, "XXXX-%02d", m->month);
    else if (m->season)
        snprintf(o->value, sizeof o->value, "XXXX-%.*s", (int)m->season->value.n, m->season->value.p);
    else if (m->part)
        snprintf(o->value, sizeof o->value, "XXXX-XX-XXT%.2s", m->part->value.p);
    else
        return length_of(m, o);
    return true;
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------- */

static bool resolve_date(const date_reading *r, const date_meaning *m, const date_setting *s, date_result *o)
{
    date_result inner = {.from = ATT_NO_DAY};
    if (m->inner != ATT_NONE && (!date_resolve(r, m->inner, s, &inner) || inner.from == ATT_NO_DAY))
        return false;
    bool told;
    if (m->sign)
        told = shifted(m, s, &inner, o);
    else if (m->inner != ATT_NONE)
        told = within(m, &r->expression.p[m->inner].means, s, &inner, o);
    else if (m->unit != NO_UNIT && !m->nth)
        told = related_unit(m, s, o);
    else if (!m->month && !m->of_month && m->weekday < 0 && !m->season && !m->holiday && m->year == NO_YEAR && m->decade == NO_YEAR &&
             !m->nth)
        told = day_at_hand(m, s, o);
    else
        told = by_fields(m, s, o);
    if (told && (year_of(o->from) < -9998 || year_of(o->to) > 9999))
        return false;                       /* TIMEX3 has four digits for a year */
    if (told && m->sign && m->weekday >= 0) /* "Friday two weeks ago" */
        set_day(o, o->from - att_day_weekday(o->from) + m->weekday);
    if (!told)
        return m->sign && (m->counted || m->number.vague) && m->inner == ATT_NONE && length_of(m, o);
    int last = m->last_of_month;
    if (last > day_of(o->from) && o->grain == ATT_DAY && fits(year_of(o->from), month_of(o->from), last))
        o->to = o->from + last - day_of(o->from);
    add_hour(m, o);
    return true;
}

bool date_resolve(const date_reading *r, uint32_t expression, const date_setting *s, date_result *out)
{
    const date_meaning *m = &r->expression.p[expression].means;
    date_result o = {.from = ATT_NO_DAY, .to = ATT_NO_DAY};
    bool told = true;
    if (m->says == SAYS_LENGTH)
        told = length_of(m, &o);
    else if (m->says == SAYS_SET)
        told = set_of(m, &o);
    else if (m->says == SAYS_REFERENCE) {
        o.grain = ATT_VAGUE;
        snprintf(o.value, sizeof o.value, "%.*s", (int)m->value.n, m->value.p);
    } else
        told = resolve_date(r, m, s, &o);
    if (told)
        *out = o;
    return told;
}

bool date_move(const date_result *r, const date_meaning *m, int to, date_result *out)
{
    if (m->part || m->clock[0])
        return false;
    int y = year_of(r->from) + to, month = month_of(r->from), d = day_of(r->from);
    if (m->weekday >= 0 && !m->month && r->grain == ATT_DAY)
        set_day(out, r->from + 7 * to);
    else if (m->month && r->grain == ATT_MONTH)
        set_month(out, y, month);
    else if (m->month && r->grain == ATT_DAY && fits(y, month, d))
        set_day(out, att_day_of(y, month, d));
    else
        return false;
    return true;
}
