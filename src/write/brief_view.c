/* write/brief_view.c: what the forms of a brief say alike. */
#include "write/brief_view.h"

#include <stdlib.h>

/* ---- words ------------------------------------------------------------------------------------------------------------------- */

att_str att_view_day(att_arena *a, att_day day)
{
    static const char *const weekday[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    static const char *const month[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    int y, m, d;
    att_day_parts(day, &y, &m, &d);
    return att_format(a, "%s %d %s %d", weekday[att_day_weekday(day)], d, month[m - 1], y);
}

att_str att_view_days(att_arena *a, att_day from, att_day to, att_str date)
{
    if (from == ATT_NO_DAY)
        return ATT_STR("day not stated");
    if (from == to || to == ATT_NO_DAY)
        return att_view_day(a, from);
    return date.n ? date : att_format(a, "%s to %s", att_day_iso(a, from).p, att_day_iso(a, to).p);
}

att_str att_view_date(att_str date)
{
    size_t hour = att_str_find(date, ATT_STR("T"));
    return hour == SIZE_MAX ? date : att_str_sub(date, 0, hour);
}

att_str att_view_heading(att_arena *a, const char *words, bool beside)
{
    return beside ? att_format(a, "Besides: %c%s", words[0] | 0x20, words + 1) : att_str_of(words);
}

/* Of "16:00", or -1. */
static int minutes_of(att_str s)
{
    bool good = s.n >= 5 && att_is_digit(s.p[0]) && att_is_digit(s.p[1]) && s.p[2] == ':' && att_is_digit(s.p[3]) && att_is_digit(s.p[4]);
    return good ? ((s.p[0] - '0') * 10 + s.p[1] - '0') * 60 + (s.p[3] - '0') * 10 + s.p[4] - '0' : -1;
}

bool att_view_utc(att_str clock, att_str zone, int *minutes)
{
    int local = minutes_of(clock), offset = att_str_is(zone, "Z") ? 0 : minutes_of(att_str_from(zone, zone.n ? 1 : 0));
    if (local < 0 || offset < 0)
        return false;
    *minutes = zone.p[0] == '-' ? local + offset : local - offset;
    return true;
}

att_str att_view_clock(att_arena *a, att_str clock, att_str zone)
{
    enum { HOUR = 60, DAY = 24 * HOUR };
    int utc;
    if (!clock.n || att_str_is(zone, "Z"))
        return clock.n ? att_format(a, "%.*s UTC", ATT_STR_ARG(clock)) : clock;
    if (!att_view_utc(clock, zone, &utc))
        return att_format(a, "%.*s local time", ATT_STR_ARG(clock));
    const char *day = utc < 0 ? " the day before" : utc >= DAY ? " the next day" : "";
    utc = (utc + DAY) % DAY;
    return att_format(a, "%.*s local time, %02d:%02d UTC%s", ATT_STR_ARG(clock), utc / HOUR, utc % HOUR, day);
}

att_str att_view_title(att_arena *a, const att_meeting *x)
{
    att_buf b = {.arena = a};
    att_str what = x->what.n ? x->what : ATT_STR("meeting");
    att_buf_char(&b, att_is_lower(what.p[0]) ? (char)(what.p[0] - 32) : what.p[0]);
    att_buf_add(&b, att_str_from(what, 1));
    for (uint32_t i = 0; i < x->parties.n; i++) {
        att_buf_add(&b, i ? ATT_STR(" \xE2\x80\x93 ") : ATT_STR(": "));
        att_buf_add(&b, x->parties.p[i].name);
    }
    return att_buf_str(&b);
}

/* ---- occurrence ---------------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *code, *meaning;
} occurrence[] = {
    [ATT_OCCURRED] = {"eos5", "planned, occurs certainly"},  [ATT_ONGOING] = {"eos5", "planned, occurs certainly"},
    [ATT_SCHEDULED] = {"eos5", "planned, occurs certainly"}, [ATT_EXPECTED] = {"eos4", "planned, occurrence highly likely"},
    [ATT_POSSIBLE] = {"eos3", "planned, may occur"},         [ATT_ADVISED] = {"eos2", "planned, occurrence highly uncertain"},
    [ATT_NEGATED] = {"eos6", "planned, then cancelled"},     [ATT_CONDITIONAL] = {"eos2", "planned, occurrence highly uncertain"}};

const char *att_view_eos(att_event_status s) { return occurrence[s].code; }
const char *att_view_eos_meaning(att_event_status s) { return occurrence[s].meaning; }

const char *att_view_blind_spot(uint32_t i)
{
    static const char *const spots[] = {"Only what the reports say is here; what they leave out is not.",
                                        "An empty cell means that no statement was found, not that a party has no view.",
                                        "A count of outlets is no count of witnesses: copies of one text are one voice, but reports that "
                                        "draw on one source in their own words are not recognised.",
                                        "Disagreements are found where sentences share words; those told in quite other words are not.",
                                        "Hours are given as the reports give them, in local time; UTC stands beside them where a report names "
                                        "the time zone."};
    return i < sizeof spots / sizeof *spots ? spots[i] : NULL;
}

/* ---- sentences ------------------------------------------------------------------------------------------------------------------- */

static uint32_t *place_of(att_view_sources *v, uint32_t report, uint32_t sentence)
{
    return att_map_add(&v->at, att_format(v->arena, "%u %u", report, sentence));
}

static void add_use(att_view_sources *v, att_view_source *s, uint32_t use)
{
    for (uint32_t i = 0; i < s->uses.n; i++)
        if (s->uses.p[i] == use)
            return;
    *ATT_PUSH(v->arena, &s->uses) = use;
}

void att_view_add(att_view_sources *v, const att_evidences *evidence, uint32_t use)
{
    v->at.arena = v->arena;
    for (uint32_t i = 0; i < evidence->n; i++) {
        const att_evidence *e = &evidence->p[i];
        uint32_t *at = place_of(v, e->report, e->sentence);
        if (*at == ATT_NONE) {
            *at = v->source.n;
            *ATT_PUSH(v->arena, &v->source) = (att_view_source){.report = e->report, .sentence = e->sentence};
        }
        att_view_source *s = &v->source.p[*at];
        *ATT_PUSH(v->arena, &s->evidence) = *e;
        add_use(v, s, use);
    }
}

static int by_place(const void *a, const void *b)
{
    const att_view_source *x = a, *y = b;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

void att_view_sort(att_view_sources *v)
{
    if (v->source.n)
        qsort(v->source.p, v->source.n, sizeof *v->source.p, by_place);
    for (uint32_t i = 0; i < v->source.n; i++)
        *place_of(v, v->source.p[i].report, v->source.p[i].sentence) = i;
}

uint32_t att_view_number(const att_view_sources *v, const att_evidence *e)
{
    att_view_source want = {.report = e->report, .sentence = e->sentence};
    const att_view_source *found = v->source.n ? bsearch(&want, v->source.p, v->source.n, sizeof want, by_place) : NULL;
    return found ? (uint32_t)(found - v->source.p) + 1 : 0;
}
