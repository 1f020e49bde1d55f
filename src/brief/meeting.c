/* brief/meeting.c: from events to meetings.  A meeting is a group of CONSULT events with the same countries; its day is the one most
 * mentions give, its status what the latest report says. */
#include "brief/maker.h"

#include "event/frame.h"
#include "event/party.h"
#include "event/words.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"

enum { MEETINGS = 4, DAYS = 64 };

typedef struct {
    uint32_t doc, event;
} mention;

typedef struct {
    att_countries sides;
    ATT_VEC(mention) mentions;
    int weight;
} group;
typedef ATT_VEC(group) groups;

/* ---- grouping ---------------------------------------------------------------------------------------------------------------- */

void att_countries_add(att_countries *c, const char *code)
{
    int i = 0;
    if (!code[0] || c->n == ATT_SIDES)
        return;
    while (i < c->n && strcmp(c->code[i], code) < 0)
        i++;
    if (i < c->n && strcmp(c->code[i], code) == 0)
        return;
    memmove(c->code[i + 1], c->code[i], sizeof c->code[0] * (size_t)(c->n - i));
    memcpy(c->code[i], code, 4);
    c->n++;
}

void att_countries_add_actors(att_countries *c, const att_maker *m, uint32_t doc, const att_ids *ids)
{
    for (uint32_t i = 0; i < ids->n; i++)
        att_countries_add(c, m->who[doc][ids->p[i]]->country);
}

static bool has_country(const att_countries *c, const char *code)
{
    for (int i = 0; i < c->n; i++)
        if (strcmp(c->code[i], code) == 0)
            return true;
    return false;
}

/* Who meets: actors and recipients; a visit to a place is a meeting with its country. */
static att_countries sides_of(const att_maker *m, uint32_t doc, const att_event *e)
{
    att_countries c = {.n = 0};
    att_countries_add_actors(&c, m, doc, &e->actor);
    att_countries_add_actors(&c, m, doc, &e->recipient);
    if (c.n == 1 && e->place != ATT_NONE)
        att_countries_add(&c, m->docs[doc]->places.p[e->place].country);
    return c;
}

static bool within(const att_countries *a, const att_countries *b)
{
    for (int i = 0; i < a->n; i++)
        if (!has_country(b, a->code[i]))
            return false;
    return true;
}

static bool to_come(att_event_status s) { return s == ATT_SCHEDULED || s == ATT_EXPECTED || s == ATT_ONGOING; }

static group *group_of(att_maker *m, groups *g, const att_countries *sides)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (within(sides, &g->p[i].sides) && within(&g->p[i].sides, sides))
            return &g->p[i];
    group *new = ATT_PUSH(m->b->arena, g);
    new->sides = *sides;
    return new;
}

static void group_events(att_maker *m, groups *g)
{
    for (uint32_t k = 0; k < m->n; k++) {
        const att_doc *d = m->docs[k];
        for (uint32_t i = 0; i < d->events.n && att_maker_uses(m, k); i++) {
            const att_event *e = &d->events.p[i];
            att_countries sides = e->type == ATT_CONSULT ? sides_of(m, k, e) : (att_countries){.n = 0};
            if (sides.n < 2)
                continue;
            group *to = group_of(m, g, &sides);
            *ATT_PUSH(m->b->arena, &to->mentions) = (mention){k, i};
            bool near = e->from != ATT_NO_DAY && d->published != ATT_NO_DAY && e->from >= d->published - 2;
            to->weight += 1 + (to_come(e->status) ? 2 : 0) + (near ? 2 : 0);
        }
    }
}

static const att_event *event_of(const att_maker *m, mention x) { return &m->docs[x.doc]->events.p[x.event]; }

typedef struct {
    att_day from, to;
    att_str date;
    int votes;
} day_vote;

/* The day that most mentions give; to come before past, and single days before weeks and months. */
static void choose_day(const att_maker *m, const group *g, att_meeting *out)
{
    day_vote vote[DAYS];
    int n = 0;
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const att_event *e = event_of(m, g->mentions.p[i]);
        if (e->from == ATT_NO_DAY || e->status == ATT_NEGATED)
            continue;
        int k = 0;
        while (k < n && (vote[k].from != e->from || vote[k].to != e->to))
            k++;
        if (k == n && n < DAYS)
            vote[n++] = (day_vote){e->from, e->to, e->date, 0};
        if (k < n)
            vote[k].votes += 2 + (to_come(e->status) ? 3 : 0) + (e->from == e->to ? 2 : 0);
    }
    int best = 0;
    for (int k = 1; k < n; k++)
        if (vote[k].votes > vote[best].votes)
            best = k;
    out->from = n ? vote[best].from : ATT_NO_DAY;
    out->to = n ? vote[best].to : ATT_NO_DAY;
    out->date = n ? vote[best].date : ATT_STR("");
}

/* Mentions of another day are other occasions: they stand in the timeline. */
bool att_meeting_on_day(const att_meeting *x, const att_doc *d, const att_event *e)
{
    bool ahead = d->published != ATT_NO_DAY && x->from != ATT_NO_DAY && d->published < x->from;
    if (e->from == ATT_NO_DAY && ahead && e->status == ATT_OCCURRED) /* what has been cannot be what is to come */
        return false;
    return e->from == ATT_NO_DAY || x->from == ATT_NO_DAY || (e->from <= x->to && x->from <= e->to);
}

static void move_mentions(att_maker *m, group *from, group *to)
{
    for (uint32_t j = 0; j < from->mentions.n; j++)
        *ATT_PUSH(m->b->arena, &to->mentions) = from->mentions.p[j];
    to->weight += from->weight;
    from->mentions.n = 0;
    from->weight = 0;
}

static void add_hosts(const att_maker *m, const group *g, att_countries *hosts)
{
    att_meeting x = {0};
    choose_day(m, g, &x);
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const att_doc *d = m->docs[g->mentions.p[i].doc];
        const att_event *e = event_of(m, g->mentions.p[i]);
        uint32_t place = e->place;
        if (place != ATT_NONE && att_meeting_on_day(&x, d, e)) /* where they met another time says nothing */
            att_countries_add(hosts, d->places.p[place].country);
    }
}

/* Whether the sides that only `large` has are those in whose country it takes place: a host in the chair is no third side. */
static bool only_hosts_more(const att_maker *m, const group *small, const group *large)
{
    att_countries hosts = {.n = 0};
    add_hosts(m, small, &hosts);
    add_hosts(m, large, &hosts);
    for (int i = 0; i < large->sides.n; i++)
        if (!has_country(&small->sides, large->sides.code[i]) && !has_country(&hosts, large->sides.code[i]))
            return false;
    return small->sides.n >= 2;
}

static bool same_days(const att_maker *m, const group *a, const group *b)
{
    att_meeting x = {0}, y = {0};
    choose_day(m, a, &x);
    choose_day(m, b, &y);
    return x.from == ATT_NO_DAY || y.from == ATT_NO_DAY || (x.from <= y.to && y.from <= x.to);
}

/* "The president travels to Botswana" tells of the meeting that he has there with somebody else: but for the host all its sides are in the
 * other. */
static bool only_travels(const att_maker *m, const group *from, const group *to)
{
    att_countries hosts = {.n = 0};
    int guests = 0, others = 0;
    add_hosts(m, from, &hosts);
    add_hosts(m, to, &hosts);
    for (int i = 0; i < from->sides.n; i++) {
        bool host = has_country(&hosts, from->sides.code[i]) && !has_country(&to->sides, from->sides.code[i]);
        guests += !host;
        if (!host && !has_country(&to->sides, from->sides.code[i]))
            return false;
    }
    for (int i = 0; i < to->sides.n; i++)
        others += !has_country(&hosts, to->sides.code[i]);
    return guests < from->sides.n && others >= 2 && same_days(m, from, to);
}

/* Groups of fewer sides join the heaviest group that has them all: "Mali hosted talks" and "Mali, Niger and Chad met"; a group that has but
 * the host more joins the sides' own. */
static void join_groups(att_maker *m, groups *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        group *to = NULL;
        for (uint32_t k = 0; k < g->n; k++)
            if (i != k && g->p[i].mentions.n && g->p[k].mentions.n && only_travels(m, &g->p[i], &g->p[k]) &&
                (!to || g->p[k].weight > to->weight))
                to = &g->p[k];
        if (to)
            move_mentions(m, &g->p[i], to);
    }
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t k = 0; k < g->n; k++) {
            group *small = &g->p[i], *large = &g->p[k];
            if (i == k || !small->mentions.n || !large->mentions.n || small->sides.n >= large->sides.n ||
                !within(&small->sides, &large->sides))
                continue;
            if (only_hosts_more(m, small, large))
                move_mentions(m, large, small);
            else if (large->weight >= small->weight)
                move_mentions(m, small, large);
        }
}

/* ---- one meeting ---------------------------------------------------------------------------------------------------------------- */

static att_str zone_of(const att_time *t)
{
    size_t hour = att_str_find(t->value, ATT_STR("T")), end = hour + 1 + t->clock.n;
    return hour == SIZE_MAX || end > t->value.n ? ATT_STR("") : att_str_from(t->value, end);
}

att_str att_maker_zone(const att_doc *d, att_day day, att_str clock)
{
    att_str found = {0};
    for (uint32_t i = 0; i < d->times.n && clock.n; i++) {
        const att_time *t = &d->times.p[i];
        att_str zone = t->from == day && att_str_eq(t->clock, clock) ? zone_of(t) : ATT_STR("");
        if (zone.n && found.n && !att_str_eq(zone, found))
            return ATT_STR("");
        found = zone.n ? zone : found;
    }
    return found;
}

att_evidence att_maker_evidence(const att_maker *m, uint32_t doc, att_span at, char record, uint32_t number)
{
    const att_doc *d = m->docs[doc];
    uint32_t t = att_token_at(d, at.at);
    return (att_evidence){doc, t == ATT_NONE ? 0 : d->tokens.p[t].sentence, at, record, number};
}

/* From general to telling. */
static int telling(att_str word)
{
    static const char *const words[] = {"visit", "trip",        "meet",         "meeting",    "discussion", "talk",
                                        "talks", "negotiation", "negotiations", "conference", "summit"};
    for (int i = (int)(sizeof words / sizeof *words) - 1; i >= 0; i--)
        if (att_str_is(word, words[i]))
            return i + 1;
    return 0;
}

static uint32_t countries_of(const att_doc *d, const att_ids *actors)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < actors->n; i++)
        n += d->actors.p[actors->p[i]].country[0] != 0;
    return n;
}

/* "She has not spoken in public since": that one side did not is no word on a meeting of two. */
static bool is_silence(const att_doc *d, const att_event *e)
{
    return e->status == ATT_NEGATED && countries_of(d, &e->actor) + countries_of(d, &e->recipient) < 2 &&
           d->tokens.p[e->token].upos != ATT_NOUN;
}

/* What one report says of the meeting: that it took place, when its day has come; else the first of its mentions, dated ones before. */
static const mention *says(att_maker *m, const group *g, const att_meeting *x, uint32_t doc)
{
    const att_doc *d = m->docs[doc];
    const mention *best = NULL;
    int worth = -1;
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const mention *now = &g->mentions.p[i];
        const att_event *e = event_of(m, *now);
        if (now->doc != doc || !att_meeting_on_day(x, d, e) || is_silence(d, e))
            continue;
        bool past = x->to != ATT_NO_DAY && d->published >= x->to && e->status == ATT_OCCURRED;
        int value = (past ? 4 : 0) + (e->from != ATT_NO_DAY ? 2 : 0) + (to_come(e->status) ? 1 : 0);
        if (value > worth) {
            worth = value;
            best = now;
        }
    }
    return best;
}

/* What each report says in the order of their days; the last of them stands. */
static void follow_status(att_maker *m, const group *g, att_meeting *x)
{
    for (uint32_t k = 0; k < m->n; k++) {
        const mention *said = says(m, g, x, k);
        if (!said)
            continue;
        const att_event *e = event_of(m, *said);
        att_status_step step = {m->docs[k]->published, e->status, att_maker_evidence(m, k, e->trigger, 'e', said->event)};
        uint32_t at = x->status_as_of.n;
        (void)ATT_PUSH(m->b->arena, &x->status_as_of);
        for (; at > 0 && x->status_as_of.p[at - 1].as_of > step.as_of; at--)
            x->status_as_of.p[at] = x->status_as_of.p[at - 1];
        x->status_as_of.p[at] = step;
    }
    x->status = x->status_as_of.n ? x->status_as_of.p[x->status_as_of.n - 1].status : ATT_OCCURRED;
}

static void name_meeting(att_maker *m, const group *g, att_meeting *x)
{
    int best = -1;
    x->what = ATT_STR("meeting");
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const att_doc *d = m->docs[g->mentions.p[i].doc];
        const att_event *e = event_of(m, g->mentions.p[i]);
        att_str lemma = d->tokens.p[e->token].lemma;
        if (!att_meeting_on_day(x, d, e) || telling(lemma) <= best || d->tokens.p[e->token].upos != ATT_NOUN)
            continue;
        best = telling(lemma);
        x->what = att_str_is(lemma, "talk") || att_str_is(lemma, "negotiation")
                      ? att_format(m->b->arena, ATT_STR_FMT "s", ATT_STR_ARG(lemma))
                      : lemma;
    }
}

/* The place of a mention with a day, else of any. */
static void find_place(att_maker *m, const group *g, att_meeting *x)
{
    for (int any = 0; any < 2; any++)
        for (uint32_t i = 0; i < g->mentions.n && !x->place.n; i++) {
            const att_doc *d = m->docs[g->mentions.p[i].doc];
            const att_event *e = event_of(m, g->mentions.p[i]);
            if (e->place == ATT_NONE || (!any && e->from == ATT_NO_DAY) || !att_meeting_on_day(x, d, e))
                continue;
            x->place = d->places.p[e->place].name;
            memcpy(x->country, d->places.p[e->place].country, 4);
        }
}

static void describe(att_maker *m, const group *g, att_meeting *x)
{
    name_meeting(m, g, x);
    find_place(m, g, x);
    follow_status(m, g, x);
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const att_event *e = event_of(m, g->mentions.p[i]);
        if (!att_meeting_on_day(x, m->docs[g->mentions.p[i].doc], e))
            continue;
        if (!x->clock.n) {
            x->clock = e->clock;
            x->zone = att_maker_zone(m->docs[g->mentions.p[i].doc], e->from, e->clock);
        }
        *ATT_PUSH(m->b->arena, &x->evidence) = att_maker_evidence(m, g->mentions.p[i].doc, e->trigger, 'e', g->mentions.p[i].event);
    }
}

/* ---- parties ------------------------------------------------------------------------------------------------------------------------ */

att_party *att_meeting_party(att_meeting *x, const char *country)
{
    for (uint32_t i = 0; i < x->parties.n; i++)
        if (strcmp(x->parties.p[i].country, country) == 0)
            return &x->parties.p[i];
    return NULL;
}

static void add_delegate(att_maker *m, att_party *p, uint32_t doc, uint32_t actor)
{
    const att_doc *d = m->docs[doc];
    const att_actor *a = m->who[doc][actor];
    if (a->kind != ATT_PERSON || !a->n_sectors || a->sector[0] != ATT_SECTOR_GOV || !a->office.n)
        return;
    for (uint32_t i = 0; i < p->delegation.n; i++)
        if (att_str_eq(p->delegation.p[i].name, att_brief_name(a)))
            return;
    for (uint32_t k = 0; k < d->mentions.n; k++)
        if (d->mentions.p[k].actor == actor && d->mentions.p[k].kind == ATT_MENTION_NAME) {
            att_delegate *new = ATT_PUSH(m->b->arena, &p->delegation);
            new->name = att_brief_name(a);
            new->office = a->office;
            *ATT_PUSH(m->b->arena, &new->evidence) = att_maker_evidence(m, doc, d->mentions.p[k].at, 0, 0);
            return;
        }
}

static void add_delegates(att_maker *m, att_meeting *x, uint32_t doc, const att_ids *ids)
{
    for (uint32_t i = 0; i < ids->n; i++) {
        att_party *p = att_meeting_party(x, m->who[doc][ids->p[i]]->country);
        if (p)
            add_delegate(m, p, doc, ids->p[i]);
    }
}

/* Who is said to come along: subject, object and companion of a word of taking part ("X will accompany Y", "X took part"). */
static void add_companions(att_maker *m, att_meeting *x, uint32_t doc, uint32_t v, att_str with)
{
    att_doc *d = m->docs[doc];
    uint32_t nominal = ATT_NONE;
    if (with.n && !att_frame_with(d, v, with, &nominal))
        return;
    uint32_t who[] = {att_frame_agent(d, v), att_frame_object(d, v), att_frame_oblique(d, v, ATT_STR("with"))};
    for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
        att_ids ids = {0};
        att_party_at(d, who[i], false, &ids);
        add_delegates(m, x, doc, &ids);
    }
}

void att_maker_delegations(att_maker *m, att_meeting *x)
{
    const att_table *t = m->n ? att_lexicon_table(m->docs[0]->engine->lexicon, "brief") : NULL;
    int lemma = att_table_column(t, "lemma"), pos = att_table_column(t, "pos"), with = att_table_column(t, "with");
    for (uint32_t k = 0; k < m->n; k++)
        for (uint32_t i = 0; i < m->docs[k]->tokens.n && att_maker_uses(m, k); i++)
            for (uint32_t r = 0; t && r < t->rows; r++)
                if (m->docs[k]->tokens.p[i].upos == ATT_VERB && att_str_is(att_row_cell(&t->row[r], pos), "delegate") &&
                    att_str_eq(m->docs[k]->tokens.p[i].lemma, att_row_cell(&t->row[r], lemma)))
                    add_companions(m, x, k, i, att_row_cell(&t->row[r], with));
}

static bool plays(const att_maker *m, const group *g, const char *country, bool guest)
{
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        uint32_t doc = g->mentions.p[i].doc;
        const att_event *e = event_of(m, g->mentions.p[i]);
        const att_ids *ids = guest ? &e->actor : &e->recipient;
        bool visit = att_str_is(e->mode, "visit") && e->recipient.n;
        for (uint32_t k = 0; visit && k < ids->n; k++)
            if (strcmp(m->who[doc][ids->p[k]]->country, country) == 0)
                return true;
    }
    return false;
}

/* Whether the reports name somebody in the government of that country. */
static bool sits_in(const att_maker *m, const char *country)
{
    for (uint32_t k = 0; k < m->n; k++)
        for (uint32_t i = 0; i < m->docs[k]->actors.n; i++) {
            const att_actor *a = m->who[k][i];
            if (a->n_sectors && a->sector[0] == ATT_SECTOR_GOV && !strcmp(a->country, country))
                return true;
        }
    return false;
}

/* A country that hosts without being a side: somebody in its government is named. */
static void add_host(att_maker *m, const group *g, att_meeting *x)
{
    if (!x->country[0] || has_country(&g->sides, x->country) || !sits_in(m, x->country))
        return;
    att_party *p = ATT_PUSH(m->b->arena, &x->parties);
    memcpy(p->country, x->country, 4);
    p->code = att_format(m->b->arena, "%s GOV", p->country);
    p->name = att_brief_country(m->docs[0], p->country);
    p->role = ATT_STR("host");
}

static void make_parties(att_maker *m, const group *g, att_meeting *x)
{
    for (int i = 0; i < g->sides.n; i++) {
        att_party *p = ATT_PUSH(m->b->arena, &x->parties);
        memcpy(p->country, g->sides.code[i], 4);
        p->code = att_format(m->b->arena, "%s GOV", p->country);
        p->name = att_brief_country(m->docs[0], p->country);
        bool host = x->country[0] ? strcmp(x->country, p->country) == 0 : plays(m, g, p->country, false) && !plays(m, g, p->country, true);
        bool away = x->country[0] && (has_country(&g->sides, x->country) || sits_in(m, x->country));
        p->role = host ? ATT_STR("host") : away || plays(m, g, p->country, true) ? ATT_STR("guest") : ATT_STR("participant");
    }
    add_host(m, g, x);
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const att_event *e = event_of(m, g->mentions.p[i]);
        if (att_meeting_on_day(x, m->docs[g->mentions.p[i].doc], e)) {
            add_delegates(m, x, g->mentions.p[i].doc, &e->actor);
            add_delegates(m, x, g->mentions.p[i].doc, &e->recipient);
        }
    }
}

static void make_meetings(att_maker *m, groups *g)
{
    for (int round = 0; round < MEETINGS; round++) {
        group *best = NULL;
        for (uint32_t i = 0; i < g->n; i++)
            if (g->p[i].mentions.n && (!best || g->p[i].weight > best->weight))
                best = &g->p[i];
        if (!best || (round && (best->weight < 5 || best->mentions.n < 2)))
            return;
        att_meeting *x = ATT_PUSH(m->b->arena, &m->b->meetings);
        choose_day(m, best, x);
        describe(m, best, x);
        make_parties(m, best, x);
        best->mentions.n = 0;
    }
}

void att_maker_meetings(att_maker *m)
{
    groups g = {0};
    group_events(m, &g);
    join_groups(m, &g);
    make_meetings(m, &g);
    for (uint32_t i = 0; i < m->b->meetings.n && i < 1; i++) /* whoever comes along comes to the main one */
        att_maker_delegations(m, &m->b->meetings.p[i]);
}
