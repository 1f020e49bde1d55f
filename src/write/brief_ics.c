/* write/brief_ics.c: what is planned, as a calendar (RFC 5545): each meeting whose day is known, and the dated events that are still to
 * come. Status is that of their occurrence: certain is CONFIRMED, called off CANCELLED, all else TENTATIVE.  There is no clock: the stamp
 * is the last day of the reports.  Days span whole dates; an hour is in UTC where the report names its zone, else local time where the
 * event takes place ("floating"). */
#include "write/brief_view.h"

enum {
    FOLD = 75,
    LONGEST = 14,
    SEASON = 92
}; /* octets of a line; days of an entry that takes time, and of one that is no entry for a calendar */

typedef struct {
    att_buf o;
    const att_brief *b;
    att_map uids; /* those given out, with how often */
} calendar;

/* ---- lines --------------------------------------------------------------------------------------------------------------------- */

/* Folded before the 76th octet and never inside a character. */
static void put_line(calendar *c, att_str line)
{
    size_t column = 0;
    for (size_t at = 0, n; at < line.n; at += n) {
        att_utf8_at(line, at, &n);
        if (column + n > FOLD) {
            att_buf_add(&c->o, ATT_STR("\r\n "));
            column = 1;
        }
        att_buf_add(&c->o, att_str_sub(line, at, n));
        column += n;
    }
    att_buf_add(&c->o, ATT_STR("\r\n"));
}

/* TEXT: backslash, semicolon, comma and newline escaped; other controls and broken UTF-8 become U+FFFD, so that no report can begin a line.
 */
static void put_escaped(att_buf *o, att_str s)
{
    for (size_t at = 0, n; at < s.n; at += n) {
        uint32_t c = att_utf8_at(s, at, &n);
        bool control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
        if (c == '\n')
            att_buf_add(o, ATT_STR("\\n"));
        else if (control || (c == 0xFFFD && n == 1))
            att_buf_add(o, ATT_STR("\xEF\xBF\xBD"));
        else {
            if (c == '\\' || c == ';' || c == ',')
                att_buf_char(o, '\\');
            att_buf_add(o, att_str_sub(s, at, n));
        }
    }
}

static void put_text(calendar *c, const char *name, att_str value)
{
    att_buf line = {.arena = c->o.arena};
    att_buf_format(&line, "%s:", name);
    put_escaped(&line, value);
    put_line(c, att_buf_str(&line));
}

static void put_plain(calendar *c, const char *line) { put_line(c, att_str_of(line)); }

/* ---- days ------------------------------------------------------------------------------------------------------------------------ */

static const char *compact(calendar *c, att_day day)
{
    int y, m, d;
    att_day_parts(day, &y, &m, &d);
    return att_format(c->o.arena, "%04d%02d%02d", y, m, d).p;
}

static void put_hour(calendar *c, att_day day, int minutes, const char *zone)
{
    enum { HOUR = 60, DAY = 24 * HOUR };
    day += minutes < 0 ? -1 : minutes / DAY;
    minutes = (minutes + DAY) % DAY;
    put_line(c, att_format(c->o.arena, "DTSTART:%sT%02d%02d00%s", compact(c, day), minutes / HOUR, minutes % HOUR, zone));
    put_plain(c, "DURATION:PT1H"); /* the reports do not tell */
}

static void put_days(calendar *c, att_day from, att_day to, att_str clock, att_str zone)
{
    int minutes;
    if (from == to && att_view_utc(clock, zone, &minutes))
        put_hour(c, from, minutes, "Z");
    else if (from == to && att_view_utc(clock, ATT_STR("Z"), &minutes) && minutes < 24 * 60)
        put_hour(c, from, minutes, "");
    else {
        put_line(c, att_format(c->o.arena, "DTSTART;VALUE=DATE:%s", compact(c, from)));
        put_line(c, att_format(c->o.arena, "DTEND;VALUE=DATE:%s", compact(c, to + 1)));
    }
}

/* ---- events ------------------------------------------------------------------------------------------------------------------------ */

typedef ATT_VEC(att_str) names;

static void add_name(calendar *c, names *v, att_str name)
{
    uint32_t at = 0;
    for (; at < v->n && att_str_cmp(v->p[at], name) < 0;)
        at++;
    if (!name.n || (at < v->n && att_str_eq(v->p[at], name)))
        return;
    (void)ATT_PUSH(c->o.arena, v);
    memmove(v->p + at + 1, v->p + at, (v->n - 1 - at) * sizeof *v->p);
    v->p[at] = name;
}

/* What makes an event the one it is: its kind, its day and whose it is, by country where one is known: names and words change between
 * reports. */
static att_str identity(calendar *c, att_event_type type, att_day from, const names *who)
{
    att_buf b = {.arena = c->o.arena};
    att_buf_format(&b, "%s %s", att_event_type_name(type), compact(c, from));
    for (uint32_t i = 0; i < who->n; i++) {
        att_buf_char(&b, '\n');
        att_buf_add(&b, who->p[i]);
    }
    return att_buf_str(&b);
}

static void add_actors(calendar *c, names *v, const att_doc *d, const att_ids *ids)
{
    for (uint32_t i = 0; i < ids->n; i++) {
        const att_actor *a = &d->actors.p[ids->p[i]];
        add_name(c, v, a->country[0] ? att_str_of(a->country) : a->name);
    }
}

/* The same for the same event in every run and in a later brief, whatever its status has become. */
static void put_uid(calendar *c, att_str of)
{
    uint8_t hash[16];
    att_blake2b h;
    att_blake2b_open(&h, sizeof hash);
    att_blake2b_add(&h, of);
    att_blake2b_close(&h, hash);
    c->uids.arena = c->o.arena;
    att_str hex = att_hex(c->o.arena, hash, sizeof hash);
    uint32_t *times = att_map_add(&c->uids, hex);
    *times = *times == ATT_NONE ? 1 : *times + 1;
    put_line(c, *times == 1 ? att_format(c->o.arena, "UID:%s@attache", hex.p) : att_format(c->o.arena, "UID:%s-%u@attache", hex.p, *times));
}

static const char *status_of(att_event_status s)
{
    const char *eos = att_view_eos(s);
    return strcmp(eos, "eos5") == 0 ? "STATUS:CONFIRMED" : strcmp(eos, "eos6") == 0 ? "STATUS:CANCELLED" : "STATUS:TENTATIVE";
}

/* The sentences it rests on, each once, with their report. */
static void put_description(calendar *c, att_str first, const att_evidences *v)
{
    att_buf b = {.arena = c->o.arena};
    att_buf_add(&b, first);
    for (uint32_t i = 0; i < v->n; i++) {
        const att_evidence *e = &v->p[i];
        bool again = false;
        for (uint32_t k = 0; k < i && !again; k++)
            again = v->p[k].report == e->report && v->p[k].sentence == e->sentence;
        if (again)
            continue;
        att_buf_char(&b, '\n');
        att_buf_add(&b, c->b->reports.p[e->report].doc->source);
        att_buf_add(&b, ATT_STR(": "));
        att_buf_add(&b, att_brief_sentence(c->b, e));
    }
    put_text(c, "DESCRIPTION", att_buf_str(&b));
}

static void put_open(calendar *c, att_str identity, att_event_status status)
{
    put_plain(c, "BEGIN:VEVENT");
    put_uid(c, identity);
    put_line(c, att_format(c->o.arena, "DTSTAMP:%sT000000Z", compact(c, c->b->as_of == ATT_NO_DAY ? 0 : c->b->as_of)));
    put_plain(c, status_of(status));
    put_line(c, att_format(c->o.arena, "X-ATTACHE-EOS:%s", att_view_eos(status)));
}

static void put_meeting(calendar *c, const att_meeting *x)
{
    att_arena *a = c->o.arena;
    if (x->from == ATT_NO_DAY)
        return;
    names who = {0};
    for (uint32_t i = 0; i < x->parties.n; i++)
        add_name(c, &who, att_str_of(x->parties.p[i].country));
    put_open(c, identity(c, ATT_CONSULT, x->from, &who), x->status);
    put_days(c, x->from, x->to == ATT_NO_DAY ? x->from : x->to, x->clock, x->zone);
    put_text(c, "SUMMARY", att_view_title(a, x));
    if (x->place.n)
        put_text(c, "LOCATION", x->place);
    att_buf agenda = {.arena = a};
    att_buf_format(&agenda, "%s: %s.", att_event_status_name(x->status), att_view_eos_meaning(x->status));
    for (uint32_t i = 0; i < x->agenda.n; i++) {
        att_buf_add(&agenda, i ? ATT_STR("; ") : ATT_STR("\nAgenda: "));
        att_buf_add(&agenda, x->agenda.p[i].text);
    }
    put_description(c, att_buf_str(&agenda), &x->evidence);
    put_plain(c, "END:VEVENT");
}

/* A denied event is one that a calendar may already hold, and must strike out. */
static bool is_coming(const calendar *c, const att_entry *e)
{
    bool planned = e->status == ATT_SCHEDULED || e->status == ATT_EXPECTED || e->status == ATT_POSSIBLE || e->status == ATT_CONDITIONAL ||
                   e->status == ATT_NEGATED;
    return planned && e->from != ATT_NO_DAY && e->to != ATT_NO_DAY && e->to - e->from <= SEASON &&
           (c->b->as_of == ATT_NO_DAY || e->to >= c->b->as_of);
}

/* An entry that tells of the meeting itself, which has its day. */
static bool is_meeting(const att_entry *e, const att_meeting *x)
{
    for (uint32_t i = 0; i < e->evidence.n && x->from != ATT_NO_DAY; i++)
        for (uint32_t k = 0; k < x->evidence.n; k++)
            if (e->evidence.p[i].report == x->evidence.p[k].report && e->evidence.p[i].record == 'e' && x->evidence.p[k].record == 'e' &&
                e->evidence.p[i].number == x->evidence.p[k].number)
                return true;
    return false;
}

static void put_entry(calendar *c, const att_entry *e)
{
    att_arena *a = c->o.arena;
    att_buf summary = {.arena = a}, how = {.arena = a};
    names who = {0};
    const att_evidence *first = e->evidence.n ? &e->evidence.p[0] : NULL;
    if (first && first->record == 'e') {
        const att_doc *d = c->b->reports.p[first->report].doc;
        add_actors(c, &who, d, &d->events.p[first->number].actor);
        add_actors(c, &who, d, &d->events.p[first->number].recipient);
    }
    put_open(c, identity(c, e->type, e->from, &who), e->status);
    put_days(c, e->from, e->to, e->clock, e->zone);
    bool vague = e->to - e->from >= LONGEST;
    if (vague) /* some time in a month or season: no day is taken */
        put_plain(c, "TRANSP:TRANSPARENT");
    att_buf_add(&summary, e->what);
    if (vague)
        att_buf_add(&summary, ATT_STR(" (some time in this span)"));
    put_text(c, "SUMMARY", att_buf_str(&summary));
    if (e->type != ATT_NO_EVENT)
        put_line(c, att_format(a, "CATEGORIES:%s", att_event_type_name(e->type)));
    att_buf_format(&how, "%s", att_event_status_name(e->status));
    if (e->by.n) {
        att_buf_add(&how, ATT_STR(", says "));
        att_buf_add(&how, e->by);
    }
    put_description(c, att_buf_str(&how), &e->evidence);
    put_plain(c, "END:VEVENT");
}

static void put_timeline(calendar *c, const att_meeting *x)
{
    for (uint32_t i = 0; i < x->timeline.n; i++)
        if (is_coming(c, &x->timeline.p[i]) && !is_meeting(&x->timeline.p[i], x))
            put_entry(c, &x->timeline.p[i]);
}

att_str att_write_brief_ics(att_arena *arena, const att_brief *b)
{
    calendar writing = {.o = {.arena = arena}, .b = b}, *c = &writing;
    put_plain(c, "BEGIN:VCALENDAR");
    put_plain(c, "VERSION:2.0");
    put_plain(c, "PRODID:-//attache//brief//EN");
    put_plain(c, "CALSCALE:GREGORIAN");
    for (uint32_t i = 0; i < b->meetings.n; i++) {
        put_meeting(c, &b->meetings.p[i]);
        put_timeline(c, &b->meetings.p[i]);
    }
    put_timeline(c, &b->other);
    put_plain(c, "END:VCALENDAR");
    return att_buf_str(&c->o);
}
