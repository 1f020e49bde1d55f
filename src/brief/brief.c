/* brief/brief.c: from records to meetings.  A meeting is a group of CONSULT events with the same countries; its day is the one most
 * mentions give, its status what the latest report says. */
#include "brief/brief.h"

#include "brief/agenda.h"
#include "event/words.h"
#include "pipe/engine.h"
#include "record/record.h"

enum { SIDES = 6, MEETINGS = 4, DAYS = 64, WORTH_SHOWING = 5 }; /* WORTH_SHOWING: words of a statement in the brief */

typedef struct {
    att_brief *b;
    att_doc *const *docs;
    uint32_t n;
} maker;

typedef struct {
    char code[SIDES][4];
    int n;
} countries;

typedef struct {
    uint32_t doc, event;
} mention;

typedef struct {
    countries sides;
    ATT_VEC(mention) mentions;
    int weight;
} group;
typedef ATT_VEC(group) groups;

/* ---- grouping ---------------------------------------------------------------------------------------------------------------- */

static void add_country(countries *c, const char *code)
{
    int i = 0;
    if (!code[0] || c->n == SIDES)
        return;
    while (i < c->n && strcmp(c->code[i], code) < 0)
        i++;
    if (i < c->n && strcmp(c->code[i], code) == 0)
        return;
    memmove(c->code[i + 1], c->code[i], sizeof c->code[0] * (size_t)(c->n - i));
    memcpy(c->code[i], code, 4);
    c->n++;
}

static void add_countries(countries *c, const att_doc *d, const att_ids *ids)
{
    for (uint32_t i = 0; i < ids->n; i++)
        add_country(c, d->actors.p[ids->p[i]].country);
}

static bool has_country(const countries *c, const char *code)
{
    for (int i = 0; i < c->n; i++)
        if (strcmp(c->code[i], code) == 0)
            return true;
    return false;
}

/* Who meets: actors and recipients; a visit to a place is a meeting with its country. */
static countries sides_of(const att_doc *d, const att_event *e)
{
    countries c = {.n = 0};
    add_countries(&c, d, &e->actor);
    add_countries(&c, d, &e->recipient);
    if (c.n == 1 && e->place != ATT_NONE)
        add_country(&c, d->places.p[e->place].country);
    return c;
}

static bool within(const countries *a, const countries *b)
{
    for (int i = 0; i < a->n; i++)
        if (!has_country(b, a->code[i]))
            return false;
    return true;
}

static bool to_come(att_event_status s) { return s == ATT_SCHEDULED || s == ATT_EXPECTED || s == ATT_ONGOING; }

static group *group_of(maker *m, groups *g, const countries *sides)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (within(sides, &g->p[i].sides) && within(&g->p[i].sides, sides))
            return &g->p[i];
    group *new = ATT_PUSH(m->b->arena, g);
    new->sides = *sides;
    return new;
}

static void group_events(maker *m, groups *g)
{
    for (uint32_t k = 0; k < m->n; k++) {
        const att_doc *d = m->docs[k];
        for (uint32_t i = 0; i < d->events.n; i++) {
            const att_event *e = &d->events.p[i];
            countries sides = e->type == ATT_CONSULT ? sides_of(d, e) : (countries){.n = 0};
            if (sides.n < 2)
                continue;
            group *to = group_of(m, g, &sides);
            *ATT_PUSH(m->b->arena, &to->mentions) = (mention){k, i};
            bool near = e->from != ATT_NO_DAY && d->published != ATT_NO_DAY && e->from >= d->published - 2;
            to->weight += 1 + (to_come(e->status) ? 2 : 0) + (near ? 2 : 0);
        }
    }
}

/* Groups of fewer sides join the heaviest group that has them all: "Mali hosted talks" and "Mali, Niger and Chad met". */
static void join_groups(maker *m, groups *g)
{
    for (uint32_t i = 0; i < g->n; i++)
        for (uint32_t k = 0; k < g->n; k++) {
            group *small = &g->p[i], *large = &g->p[k];
            if (i == k || !small->mentions.n || !large->mentions.n || small->sides.n >= large->sides.n || !within(&small->sides, &large->sides) ||
                large->weight < small->weight)
                continue;
            for (uint32_t j = 0; j < small->mentions.n; j++)
                *ATT_PUSH(m->b->arena, &large->mentions) = small->mentions.p[j];
            large->weight += small->weight;
            small->mentions.n = 0;
            small->weight = 0;
        }
}

/* ---- one meeting ---------------------------------------------------------------------------------------------------------------- */

static att_evidence evidence_at(const maker *m, uint32_t doc, att_span at, char record, uint32_t number)
{
    const att_doc *d = m->docs[doc];
    uint32_t t = att_token_at(d, at.at);
    return (att_evidence){doc, t == ATT_NONE ? 0 : d->tokens.p[t].sentence, at, record, number};
}

static const att_event *event_of(const maker *m, mention x) { return &m->docs[x.doc]->events.p[x.event]; }

typedef struct {
    att_day from, to;
    att_str date;
    int votes;
} day_vote;

/* The day that most mentions give; to come before past, and single days before weeks and months. */
static void choose_day(maker *m, const group *g, att_meeting *out)
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
    for (uint32_t i = 0; i < g->mentions.n; i++)
        out->ahead = out->ahead || (to_come(event_of(m, g->mentions.p[i])->status) && out->to != ATT_NO_DAY && out->to >= m->docs[g->mentions.p[i].doc]->published);
}

/* Mentions of another day are other occasions: they stand in the timeline. */
static bool of_this_day(const att_meeting *x, const att_event *e)
{
    if (e->from == ATT_NO_DAY && x->ahead && e->status == ATT_OCCURRED) /* what has been cannot be what is to come */
        return false;
    return e->from == ATT_NO_DAY || x->from == ATT_NO_DAY || (e->from <= x->to && x->from <= e->to);
}

/* From general to telling. */
static int telling(att_str word)
{
    static const char *const words[] = {"visit", "trip", "meet", "meeting", "discussion", "talk", "talks", "negotiation", "negotiations", "conference", "summit"};
    for (int i = (int)(sizeof words / sizeof *words) - 1; i >= 0; i--)
        if (att_str_is(word, words[i]))
            return i + 1;
    return 0;
}

static void describe(maker *m, const group *g, att_meeting *x)
{
    int best = -1;
    att_day newest = ATT_NO_DAY;
    x->what = ATT_STR("meeting");
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const att_doc *d = m->docs[g->mentions.p[i].doc];
        const att_event *e = event_of(m, g->mentions.p[i]);
        if (!of_this_day(x, e))
            continue;
        att_str lemma = d->tokens.p[e->token].lemma;
        if (telling(lemma) > best && d->tokens.p[e->token].upos == ATT_NOUN) {
            best = telling(lemma);
            x->what = att_str_is(lemma, "talk") || att_str_is(lemma, "negotiation") ? att_format(m->b->arena, ATT_STR_FMT "s", ATT_STR_ARG(lemma)) : lemma;
        }
        if (!x->place.n && e->place != ATT_NONE && e->from != ATT_NO_DAY) {
            x->place = d->places.p[e->place].name;
            memcpy(x->country, d->places.p[e->place].country, 4);
        }
        if (!x->clock.n)
            x->clock = e->clock;
        bool first = newest == ATT_NO_DAY || x->status_as_of.n == 0;
        if (first || d->published > newest || (d->published == newest && e->from != ATT_NO_DAY && to_come(e->status))) {
            x->status = e->status;
            newest = d->published;
        }
        att_evidence v = evidence_at(m, g->mentions.p[i].doc, e->trigger, 'e', g->mentions.p[i].event);
        *ATT_PUSH(m->b->arena, &x->status_as_of) = (att_status_step){d->published, e->status, v};
        *ATT_PUSH(m->b->arena, &x->evidence) = v;
    }
    for (uint32_t i = 0; !x->place.n && i < g->mentions.n; i++) {
        const att_event *e = event_of(m, g->mentions.p[i]);
        if (of_this_day(x, e) && e->place != ATT_NONE) {
            x->place = m->docs[g->mentions.p[i].doc]->places.p[e->place].name;
            memcpy(x->country, m->docs[g->mentions.p[i].doc]->places.p[e->place].country, 4);
        }
    }
}

/* ---- parties ------------------------------------------------------------------------------------------------------------------------ */

static att_party *party_of(att_meeting *x, const char *country)
{
    for (uint32_t i = 0; i < x->parties.n; i++)
        if (strcmp(x->parties.p[i].country, country) == 0)
            return &x->parties.p[i];
    return NULL;
}

static void add_delegate(maker *m, att_party *p, uint32_t doc, uint32_t actor)
{
    const att_doc *d = m->docs[doc];
    const att_actor *a = &d->actors.p[actor];
    if (a->kind != ATT_PERSON || !a->n_sectors || a->sector[0] != ATT_SECTOR_GOV || !a->office.n)
        return;
    att_str name = att_brief_name(a);
    for (uint32_t i = 0; i < p->delegation.n; i++)
        if (att_str_eq(p->delegation.p[i].name, name))
            return;
    for (uint32_t k = 0; k < d->mentions.n; k++)
        if (d->mentions.p[k].actor == actor && d->mentions.p[k].kind == ATT_MENTION_NAME) {
            att_delegate *new = ATT_PUSH(m->b->arena, &p->delegation);
            new->name = name;
            new->office = a->office;
            *ATT_PUSH(m->b->arena, &new->evidence) = evidence_at(m, doc, d->mentions.p[k].at, 0, 0);
            return;
        }
}

static void add_delegates(maker *m, att_meeting *x, uint32_t doc, const att_ids *ids)
{
    for (uint32_t i = 0; i < ids->n; i++) {
        att_party *p = party_of(x, m->docs[doc]->actors.p[ids->p[i]].country);
        if (p)
            add_delegate(m, p, doc, ids->p[i]);
    }
}

static bool plays(const maker *m, const group *g, const char *country, bool guest)
{
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const att_doc *d = m->docs[g->mentions.p[i].doc];
        const att_event *e = event_of(m, g->mentions.p[i]);
        const att_ids *ids = guest ? &e->actor : &e->recipient;
        bool visit = att_str_is(e->mode, "visit") && e->recipient.n;
        for (uint32_t k = 0; visit && k < ids->n; k++)
            if (strcmp(d->actors.p[ids->p[k]].country, country) == 0)
                return true;
    }
    return false;
}

static void make_parties(maker *m, const group *g, att_meeting *x)
{
    for (int i = 0; i < g->sides.n; i++) {
        att_party *p = ATT_PUSH(m->b->arena, &x->parties);
        memcpy(p->country, g->sides.code[i], 4);
        p->code = att_format(m->b->arena, "%s GOV", p->country);
        p->name = att_brief_country(m->docs[0], p->country);
        bool host = x->country[0] ? strcmp(x->country, p->country) == 0 : plays(m, g, p->country, false) && !plays(m, g, p->country, true);
        bool hosted = x->country[0] && has_country(&g->sides, x->country);
        p->role = host ? ATT_STR("host") : hosted || plays(m, g, p->country, true) ? ATT_STR("guest") : ATT_STR("participant");
    }
    for (uint32_t i = 0; i < g->mentions.n; i++) {
        const att_event *e = event_of(m, g->mentions.p[i]);
        if (of_this_day(x, e)) {
            add_delegates(m, x, g->mentions.p[i].doc, &e->actor);
            add_delegates(m, x, g->mentions.p[i].doc, &e->recipient);
        }
    }
}

/* ---- positions, statements, timeline --------------------------------------------------------------------------------------------------- */

static bool concerns(const att_meeting *x, const char *country)
{
    for (uint32_t i = 0; i < x->parties.n; i++)
        if (strcmp(x->parties.p[i].country, country) == 0)
            return true;
    return false;
}

static att_str speaker_of(const att_doc *d, uint32_t statement)
{
    uint32_t who = statement == ATT_NONE ? ATT_NONE : d->statements.p[statement].speaker;
    return who == ATT_NONE ? ATT_STR("") : att_brief_name(&d->actors.p[who]);
}

static void add_stand(maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_position *p = &d->positions.p[i];
    const att_actor *a = &d->actors.p[p->actor];
    for (uint32_t k = 0; k < x->positions.n; k++) {
        att_stand *same = &x->positions.p[k];
        if (att_str_same(same->issue, p->issue) && same->stance == p->stance && att_str_is(att_str_sub(same->code, 0, same->code.n < 3 ? same->code.n : 3), a->country)) {
            *ATT_PUSH(m->b->arena, &same->evidence) = evidence_at(m, doc, p->evidence, 'x', i);
            return;
        }
    }
    att_stand *new = ATT_PUSH(m->b->arena, &x->positions);
    new->actor = a->country[0] ? att_brief_country(d, a->country) : att_brief_name(a);
    new->code = att_brief_code(m->b->arena, a);
    new->issue = p->issue;
    new->stance = p->stance;
    new->status = p->status;
    new->toward = att_brief_names(m->b->arena, d, &p->toward);
    new->said_by = speaker_of(d, p->statement);
    *ATT_PUSH(m->b->arena, &new->evidence) = evidence_at(m, doc, p->evidence, 'x', i);
}

static void add_said(maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_statement *s = &d->statements.p[i];
    if (s->speaker == ATT_NONE || s->n < WORTH_SHOWING)
        return;
    att_said *new = ATT_PUSH(m->b->arena, &x->statements);
    new->speaker = att_brief_name(&d->actors.p[s->speaker]);
    new->quote = att_doc_words(d, s->content);
    new->kind = s->kind;
    *ATT_PUSH(m->b->arena, &new->evidence) = evidence_at(m, doc, s->content, 's', i);
}

static att_entry entry_of(maker *m, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_event *e = &d->events.p[i];
    att_str actors = att_brief_names(m->b->arena, d, &e->actor), to = att_brief_names(m->b->arena, d, &e->recipient);
    att_entry x = {.date = e->date, .from = e->from, .type = e->type, .status = e->status, .by = speaker_of(d, e->statement), .what = att_doc_words(d, e->trigger)};
    x.actors = to.n ? att_format(m->b->arena, ATT_STR_FMT " -> " ATT_STR_FMT, ATT_STR_ARG(actors.n ? actors : ATT_STR("?")), ATT_STR_ARG(to)) : actors;
    *ATT_PUSH(m->b->arena, &x.evidence) = evidence_at(m, doc, e->trigger, 'e', i);
    return x;
}

/* Where an event of the meeting belongs: said as fact, announced by one side, expected by others, denied. */
static void add_programme(maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_event *e = &m->docs[doc]->events.p[i];
    att_entry entry = entry_of(m, doc, i);
    if (e->status == ATT_NEGATED)
        *ATT_PUSH(m->b->arena, &x->denied) = entry;
    else if (e->status == ATT_EXPECTED || e->status == ATT_POSSIBLE || e->status == ATT_CONDITIONAL || e->status == ATT_ADVISED)
        *ATT_PUSH(m->b->arena, &x->expected) = entry;
    else if (e->statement != ATT_NONE)
        *ATT_PUSH(m->b->arena, &x->announced) = entry;
    else
        *ATT_PUSH(m->b->arena, &x->fixed) = entry;
}

static void add_timeline(maker *m, att_meeting *x, const att_entry *entry)
{
    uint32_t at = x->timeline.n;
    (void)ATT_PUSH(m->b->arena, &x->timeline);
    for (; at > 0 && x->timeline.p[at - 1].from > entry->from; at--)
        x->timeline.p[at] = x->timeline.p[at - 1];
    x->timeline.p[at] = *entry;
}

/* The meeting that an event belongs to: its countries are among those of the parties. */
static att_meeting *meeting_for(maker *m, const countries *c)
{
    for (uint32_t i = 0; i < m->b->meetings.n; i++)
        for (int k = 0; k < c->n; k++)
            if (concerns(&m->b->meetings.p[i], c->code[k]))
                return &m->b->meetings.p[i];
    return &m->b->other;
}

static void sort_records(maker *m)
{
    for (uint32_t k = 0; k < m->n; k++) {
        const att_doc *d = m->docs[k];
        if (m->b->reports.p[k].copy_of != ATT_NONE)
            continue;
        for (uint32_t i = 0; i < d->positions.n; i++) {
            countries c = {.n = 0};
            add_country(&c, d->actors.p[d->positions.p[i].actor].country);
            add_stand(m, meeting_for(m, &c), k, i);
        }
        for (uint32_t i = 0; i < d->statements.n; i++)
            add_said(m, m->b->meetings.n ? &m->b->meetings.p[0] : &m->b->other, k, i);
        for (uint32_t i = 0; i < d->events.n; i++) {
            const att_event *e = &d->events.p[i];
            countries c = {.n = 0};
            add_countries(&c, d, &e->actor);
            add_countries(&c, d, &e->recipient);
            att_meeting *x = meeting_for(m, &c);
            bool today = x->from != ATT_NO_DAY && e->from != ATT_NO_DAY && of_this_day(x, e);
            if (x != &m->b->other && (today || (e->type == ATT_CONSULT && e->from == ATT_NO_DAY && of_this_day(x, e))))
                add_programme(m, x, k, i);
            else if (e->from != ATT_NO_DAY && e->same_as == ATT_NONE) {
                att_entry entry = entry_of(m, k, i);
                add_timeline(m, x, &entry);
            }
        }
    }
}

/* ---- all --------------------------------------------------------------------------------------------------------------------------------- */

static void make_meetings(maker *m, groups *g)
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

/* Equal text, folded, is one voice. */
static uint32_t earlier_copy(const att_brief *b, uint32_t report)
{
    att_str id = att_record_text_id((att_doc *)b->reports.p[report].doc);
    for (uint32_t i = 0; i < report; i++)
        if (att_str_eq(id, att_record_text_id((att_doc *)b->reports.p[i].doc)))
            return i;
    return ATT_NONE;
}

att_brief *att_brief_make(att_arena *arena, att_doc *const *docs, uint32_t n)
{
    att_brief *b = ATT_NEW(arena, att_brief);
    b->arena = arena;
    b->as_of = b->other.from = b->other.to = ATT_NO_DAY;
    b->made_by = n ? docs[0]->engine->made_by : ATT_STR("");
    maker m = {b, docs, n};
    for (uint32_t k = 0; k < n; k++) {
        att_brief_report *r = ATT_PUSH(arena, &b->reports);
        *r = (att_brief_report){docs[k], att_str_copy(arena, att_record_id(docs[k])), ATT_NONE};
        r->copy_of = earlier_copy(b, k);
        if (docs[k]->published > b->as_of)
            b->as_of = docs[k]->published;
    }
    groups g = {0};
    group_events(&m, &g);
    join_groups(&m, &g);
    make_meetings(&m, &g);
    sort_records(&m);
    for (uint32_t k = 0; k < n && b->meetings.n; k++)
        att_brief_agenda(b, &b->meetings.p[0], k);
    return b;
}

att_str att_brief_sentence(const att_brief *b, const att_evidence *e)
{
    const att_doc *d = b->reports.p[e->report].doc;
    return e->sentence < d->sentences.n ? att_doc_words(d, d->sentences.p[e->sentence].at) : ATT_STR("");
}
