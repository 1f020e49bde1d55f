/* brief/brief.c: from records to the lists of a brief: positions, statements, programme, timeline. */
#include "brief/brief.h"

#include "brief/agenda.h"
#include "brief/copies.h"
#include "brief/maker.h"
#include "brief/matter.h"
#include "event/words.h"
#include "pipe/engine.h"
#include "record/record.h"

enum { WORTH_SHOWING = 5 }; /* words of a statement in the brief */

/* ---- positions, statements, timeline ---------------------------------------------------------------------------------------------------
 */

static bool concerns(const att_meeting *x, const char *country)
{
    for (uint32_t i = 0; i < x->parties.n; i++)
        if (strcmp(x->parties.p[i].country, country) == 0)
            return true;
    return false;
}

static att_str speaker_of(const att_maker *m, uint32_t doc, uint32_t statement)
{
    uint32_t who = statement == ATT_NONE ? ATT_NONE : m->docs[doc]->statements.p[statement].speaker;
    return who == ATT_NONE ? ATT_STR("") : att_brief_name(m->who[doc][who]);
}

static bool same_stand(att_maker *m, const att_stand *have, const att_position *p, const att_actor *a)
{
    if (have->stance != p->stance || !att_str_eq(have->code, att_brief_code(m->b->arena, a)))
        return false;
    att_matter one = att_matter_of(m->b->arena, have->issue), two = att_matter_of(m->b->arena, p->issue);
    return att_matter_same(&one, &two);
}

/* One row for an actor's stance on a matter, with all its evidence. */
static void add_stand(att_maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_position *p = &d->positions.p[i];
    const att_actor *a = m->who[doc][p->actor];
    for (uint32_t k = 0; k < x->positions.n; k++) {
        att_stand *same = &x->positions.p[k];
        if (same_stand(m, same, p, a)) {
            *ATT_PUSH(m->b->arena, &same->evidence) = att_maker_evidence(m, doc, p->evidence, 'x', i);
            return;
        }
    }
    att_stand *new = ATT_PUSH(m->b->arena, &x->positions);
    new->code = att_brief_code(m->b->arena, a);
    bool government = a->country[0] && (att_str_ends(new->code, " GOV") || new->code.n == 3);
    new->actor = government ? att_brief_country(d, a->country) : att_brief_name(a);
    new->issue = p->issue;
    new->stance = p->stance;
    new->status = p->status;
    new->toward = att_maker_names(m, doc, &p->toward);
    new->said_by = speaker_of(m, doc, p->statement);
    *ATT_PUSH(m->b->arena, &new->evidence) = att_maker_evidence(m, doc, p->evidence, 'x', i);
}

static void add_said(att_maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_statement *s = &d->statements.p[i];
    if (s->speaker == ATT_NONE || s->n < WORTH_SHOWING)
        return;
    att_said *new = ATT_PUSH(m->b->arena, &x->statements);
    new->speaker = att_brief_name(m->who[doc][s->speaker]);
    new->quote = att_doc_words(d, s->content);
    new->kind = s->kind;
    *ATT_PUSH(m->b->arena, &new->evidence) = att_maker_evidence(m, doc, s->content, 's', i);
}

static att_entry entry_of(att_maker *m, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_event *e = &d->events.p[i];
    att_str actors = att_maker_names(m, doc, &e->actor), to = att_maker_names(m, doc, &e->recipient);
    att_entry x = {.date = e->date,
                   .from = e->from,
                   .to = e->to,
                   .clock = e->clock,
                   .type = e->type,
                   .status = e->status,
                   .by = speaker_of(m, doc, e->statement),
                   .what = att_doc_words(d, e->trigger)};
    x.actors = to.n
                   ? att_format(m->b->arena, ATT_STR_FMT " -> " ATT_STR_FMT, ATT_STR_ARG(actors.n ? actors : ATT_STR("?")), ATT_STR_ARG(to))
                   : actors;
    *ATT_PUSH(m->b->arena, &x.evidence) = att_maker_evidence(m, doc, e->trigger, 'e', i);
    return x;
}

/* Where an event of the meeting belongs: said as fact, announced by one side, expected by others, denied. */
static void add_programme(att_maker *m, att_meeting *x, uint32_t doc, uint32_t i)
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

/* Two reports of one occurrence: of one type, on one day, by the same. */
static bool same_entry(const att_entry *a, const att_entry *b)
{
    return a->type == b->type && att_str_eq(a->date, b->date) && att_str_same(a->actors, b->actors) &&
           (a->status == ATT_NEGATED) == (b->status == ATT_NEGATED);
}

static void add_timeline(att_maker *m, att_meeting *x, const att_entry *entry)
{
    uint32_t at = x->timeline.n;
    for (uint32_t i = 0; i < at; i++)
        if (same_entry(&x->timeline.p[i], entry)) {
            *ATT_PUSH(m->b->arena, &x->timeline.p[i].evidence) = entry->evidence.p[0];
            return;
        }
    (void)ATT_PUSH(m->b->arena, &x->timeline);
    for (; at > 0 && x->timeline.p[at - 1].from > entry->from; at--)
        x->timeline.p[at] = x->timeline.p[at - 1];
    x->timeline.p[at] = *entry;
}

/* The meeting that an event belongs to: its countries are among those of the parties. */
static att_meeting *meeting_for(att_maker *m, const att_countries *c)
{
    for (uint32_t i = 0; i < m->b->meetings.n; i++)
        for (int k = 0; k < c->n; k++)
            if (concerns(&m->b->meetings.p[i], c->code[k]))
                return &m->b->meetings.p[i];
    return &m->b->other;
}

static void sort_records(att_maker *m)
{
    for (uint32_t k = 0; k < m->n; k++) {
        const att_doc *d = m->docs[k];
        if (!att_maker_uses(m, k))
            continue;
        for (uint32_t i = 0; i < d->positions.n; i++) {
            att_countries c = {.n = 0};
            att_countries_add(&c, m->who[k][d->positions.p[i].actor]->country);
            add_stand(m, meeting_for(m, &c), k, i);
        }
        for (uint32_t i = 0; i < d->statements.n; i++)
            add_said(m, m->b->meetings.n ? &m->b->meetings.p[0] : &m->b->other, k, i);
        for (uint32_t i = 0; i < d->events.n; i++) {
            const att_event *e = &d->events.p[i];
            att_countries c = {.n = 0};
            att_countries_add_actors(&c, m, k, &e->actor);
            att_countries_add_actors(&c, m, k, &e->recipient);
            att_meeting *x = meeting_for(m, &c);
            bool of_day = x != &m->b->other && att_meeting_on_day(x, d, e);
            if (of_day && (e->from != ATT_NO_DAY || e->type == ATT_CONSULT))
                add_programme(m, x, k, i);
            if (e->from != ATT_NO_DAY && e->same_as == ATT_NONE) {
                att_entry entry = entry_of(m, k, i);
                add_timeline(m, x, &entry);
            }
        }
    }
}

/* ---- all ---------------------------------------------------------------------------------------------------------------- */

att_brief *att_brief_make(att_arena *arena, att_doc *const *docs, uint32_t n)
{
    att_brief *b = ATT_NEW(arena, att_brief);
    b->arena = arena;
    b->as_of = b->other.from = b->other.to = ATT_NO_DAY;
    b->made_by = n ? att_record_made_by(docs[0]) : ATT_STR("");
    att_maker m = {b, docs, n, NULL};
    uint32_t *copy_of = ATT_ARRAY(arena, uint32_t, n + 1);
    att_brief_copies(arena, docs, n, copy_of);
    for (uint32_t k = 0; k < n; k++) {
        att_brief_report *r = ATT_PUSH(arena, &b->reports);
        *r = (att_brief_report){docs[k], att_str_copy(arena, att_record_id(docs[k])), copy_of[k]};
        if (docs[k]->published > b->as_of)
            b->as_of = docs[k]->published;
    }
    att_maker_people(&m);
    att_maker_meetings(&m);
    sort_records(&m);
    for (uint32_t k = 0; k < n && b->meetings.n; k++)
        if (att_maker_uses(&m, k))
            att_brief_agenda(b, &b->meetings.p[0], k);
    if (b->meetings.n)
        att_brief_agenda_of_stands(b, &b->meetings.p[0]);
    att_maker_disagreements(&m, b->meetings.n ? &b->meetings.p[0] : &b->other);
    return b;
}

att_str att_brief_sentence(const att_brief *b, const att_evidence *e)
{
    const att_doc *d = b->reports.p[e->report].doc;
    return e->sentence < d->sentences.n ? att_doc_words(d, d->sentences.p[e->sentence].at) : ATT_STR("");
}
