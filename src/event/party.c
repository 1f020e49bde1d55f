/* event/party.c */
#include "event/party.h"

#include "event/frame.h"
#include "event/who.h"
#include "pipe/engine.h"

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

void att_party_add(att_doc *d, att_ids *ids, uint32_t actor)
{
    const att_actor *a = &d->actors.p[actor];
    for (uint32_t i = 0; i < a->parts.n; i++)
        att_party_add(d, ids, a->parts.p[i]);
    if (a->parts.n)
        return;
    for (uint32_t i = 0; i < ids->n; i++)
        if (ids->p[i] == actor)
            return;
    *ATT_PUSH(&d->arena, ids) = actor;
}

/* An owner, an of-phrase or an adjective that stands in for a noun which is no actor. */
static uint32_t stand_in(const att_doc *d, uint32_t t)
{
    uint32_t owner = att_tree_child(d, t, ATT_NMOD_POSS, ATT_NONE);
    if (owner != ATT_NONE && tok(d, owner)->mention != ATT_NONE)
        return owner;
    static const char *const ways[] = {"of", "by", "in", "from", "on", "against", "with"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        uint32_t of = att_frame_oblique(d, t, att_str_of(ways[i]));
        if (of != ATT_NONE && tok(d, of)->mention != ATT_NONE)
            return of;
        if (i == 0) {
            uint32_t adjective = att_frame_noun_role(d, t, ATT_STR("adj"));
            if (adjective != ATT_NONE)
                return adjective;
        }
    }
    return ATT_NONE;
}

/* "We have requested consultations": in what is said, the first person is who says it. */
static uint32_t first_person(const att_doc *d, uint32_t t)
{
    static const char *const words[] = {"I", "we", "us", "me", "our", "my"};
    bool first = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && tok(d, t)->upos == ATT_PRON; i++)
        first = first || att_str_same(att_token_form(d, t), att_str_of(words[i]));
    uint32_t found = ATT_NONE;
    for (uint32_t i = 0; first && i < d->statements.n; i++) {
        const att_statement *s = &d->statements.p[i];
        if (t >= s->first && t < s->first + s->n && (found == ATT_NONE || s->n < d->statements.p[found].n))
            found = i;
    }
    return found == ATT_NONE ? ATT_NONE : d->statements.p[found].speaker;
}

static void add_nominal(att_doc *d, uint32_t t, bool loose, att_ids *ids)
{
    uint32_t m = tok(d, t)->mention, speaker = m == ATT_NONE ? first_person(d, t) : ATT_NONE;
    if (speaker != ATT_NONE) {
        att_party_add(d, ids, speaker);
        return;
    }
    if (m == ATT_NONE && loose) {
        uint32_t other = stand_in(d, t);
        m = other == ATT_NONE ? ATT_NONE : tok(d, other)->mention;
    }
    if (m != ATT_NONE)
        att_party_add(d, ids, d->mentions.p[m].actor);
}

void att_party_at(att_doc *d, uint32_t t, bool loose, att_ids *ids)
{
    if (t == ATT_NONE)
        return;
    t = att_frame_antecedent(d, t);
    add_nominal(d, t, loose, ids);
    for (uint32_t c = att_tree_child(d, t, ATT_CONJ, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, t, ATT_CONJ, c))
        add_nominal(d, c, loose, ids);
}

/* The roles marked with a plus, "+with": whoever stands there takes part beside the others ("A met with B"). */
void att_party_join(att_doc *d, uint32_t t, uint32_t object, const att_str roles[ATT_ROLES], bool verb, att_ids *ids)
{
    for (uint32_t i = 0; i < ATT_ROLES && roles[i].n; i++) {
        if (roles[i].p[0] != '+')
            continue;
        att_str role = att_str_from(roles[i], 1);
        uint32_t who = verb ? att_frame_verb_role(d, t, object, role) : att_frame_noun_role(d, t, role), before = ids->n;
        for (int loose = 0; loose < 2 && ids->n == before; loose++)
            att_party_at(d, who, loose, ids);
    }
}

/* The first of the roles that names an actor, and those that join him. */
void att_party_by_roles(att_doc *d, uint32_t t, uint32_t object, const att_str roles[ATT_ROLES], bool verb, att_ids *ids)
{
    for (int loose = 0; loose < 2 && !ids->n; loose++)
        for (uint32_t i = 0; i < ATT_ROLES && roles[i].n && !ids->n; i++) {
            if (roles[i].p[0] == '+')
                continue;
            uint32_t who = verb ? att_frame_verb_role(d, t, object, roles[i]) : att_frame_noun_role(d, t, roles[i]);
            att_party_at(d, who, loose, ids);
        }
    att_party_join(d, t, object, roles, verb, ids);
}

/* Who is visited, aided or left where the words name only a place ("arrived in Prague"): the country that the place lies in. */
static uint32_t country_of_place(att_doc *d, uint32_t t)
{
    const att_place *place = NULL;
    for (uint32_t i = 0; t != ATT_NONE && i < d->places.n; i++)
        for (uint32_t k = 0; k < d->places.p[i].heads.n; k++)
            if (d->places.p[i].heads.p[k] == t && d->places.p[i].country[0])
                place = &d->places.p[i];
    if (!place)
        return ATT_NONE;
    for (uint32_t i = 0; i < d->actors.n; i++) {
        const att_actor *a = &d->actors.p[i];
        bool land = a->kind == ATT_COUNTRY || a->kind == ATT_ACTOR_PLACE;
        if (land && !a->n_sectors && !memcmp(a->country, place->country, sizeof a->country))
            return i;
    }
    att_actor a = {.name = place->name, .kind = ATT_ACTOR_PLACE, .because = ATT_STR("place")};
    memcpy(a.country, place->country, sizeof a.country);
    *ATT_PUSH(&d->arena, &d->actors) = a;
    return d->actors.n - 1;
}

/* The country of the place that noun t has before or behind it: "the Rabat bus depot", "wells in Lofa county". */
static uint32_t country_beside(att_doc *d, uint32_t t)
{
    uint32_t found = country_of_place(d, t);
    for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE && found == ATT_NONE; c = att_tree_next(d, t, c)) {
        att_deprel r = tok(d, c)->deprel;
        if (r == ATT_COMPOUND || r == ATT_NMOD || r == ATT_NMOD_POSS)
            found = country_of_place(d, c);
    }
    return found;
}

void att_party_by_place(att_doc *d, uint32_t t, uint32_t object, const att_frame *f, bool verb, att_ids *ids)
{
    for (uint32_t i = 0; i < ATT_ROLES && f->recipient[i].n && !ids->n; i++) {
        uint32_t who = verb ? att_frame_verb_role(d, t, object, f->recipient[i]) : att_frame_noun_role(d, t, f->recipient[i]);
        bool named = who == ATT_NONE || tok(d, who)->mention != ATT_NONE;
        uint32_t country = named ? ATT_NONE : f->type == ATT_ASSAULT ? country_beside(d, who) : country_of_place(d, who);
        if (country != ATT_NONE)
            *ATT_PUSH(&d->arena, ids) = country;
    }
}

/* "Envoys from Malawi": who is named within the phrase of another of the first n. */
static bool within_another(const att_doc *d, const att_who_list *who, uint32_t i, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++)
        if (k != i && att_tree_under(d, who->p[i].token, who->p[k].token))
            return true;
    return false;
}

float att_party_by_model(att_doc *d, uint32_t t, att_event_type type, att_role role, att_ids *ids)
{
    att_who_list who = att_who_in(d, t, type, role);
    float first = 0;
    uint32_t likely = 0;
    while (likely < who.n && att_who_is(d, t, &who.p[likely], role))
        likely++;
    for (uint32_t i = 0; i < likely; i++) {
        uint32_t n = ids->n;
        if (within_another(d, &who, i, likely))
            continue;
        att_party_at(d, who.p[i].token, true, ids);
        bool place = ids->n == n && tok(d, who.p[i].token)->mention == ATT_NONE;
        uint32_t country = place ? country_of_place(d, who.p[i].token) : ATT_NONE;
        if (country != ATT_NONE)
            *ATT_PUSH(&d->arena, ids) = country;
        first = first == 0 && ids->n > n ? who.p[i].share : first;
    }
    return first;
}

bool att_party_has(const att_ids *a, uint32_t id)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (a->p[i] == id)
            return true;
    return false;
}

void att_party_without(att_ids *recipient, const att_ids *actor)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < recipient->n; i++)
        if (!att_party_has(actor, recipient->p[i]))
            recipient->p[n++] = recipient->p[i];
    recipient->n = n;
}

/* ---- whom the words leave ------------------------------------------------------------------------------------------------------- */

static bool under(const att_doc *d, uint32_t t, uint32_t top)
{
    uint32_t steps = d->sentences.p[tok(d, top)->sentence].n;
    for (; t != ATT_NONE && t != top && steps; steps--)
        t = tok(d, t)->head;
    return t == top;
}

/* Whether token t belongs to another thought than `top` above it: beside it, with a subject of its own, or within what is said there. */
static bool apart(const att_doc *d, uint32_t t, uint32_t top)
{
    bool deep = false;
    for (uint32_t steps = d->sentences.p[tok(d, top)->sentence].n; t != ATT_NONE && t != top && steps; steps--, t = tok(d, t)->head) {
        att_deprel r = tok(d, t)->deprel;
        bool joined = r == ATT_CONJ && tok(d, t)->upos == ATT_VERB;
        if (r == ATT_PARATAXIS || (joined && (deep || att_tree_child(d, t, ATT_NSUBJ, ATT_NONE) != ATT_NONE)))
            return true;
        deep = deep || r == ATT_CCOMP || r == ATT_XCOMP || r == ATT_ADVCL;
    }
    return false;
}

static bool of_country(const att_doc *d, const att_ids *ids, const char *country)
{
    for (uint32_t i = 0; i < ids->n && country[0]; i++)
        if (!memcmp(d->actors.p[ids->p[i]].country, country, sizeof d->actors.p[0].country))
            return true;
    return false;
}

/* Whether the model leaves it open that the nominal is among those in the list. */
static bool may_be(const att_who_list *who, uint32_t nominal)
{
    for (uint32_t i = 0; i < who->n; i++)
        if (who->p[i].token == nominal)
            return att_who_may_be(&who->p[i]);
    return !who->n;
}

/* The actor of the only other country, or the only other kind of people, that the sentence names under token `top`; or ATT_NONE. */
static uint32_t only_other(att_doc *d, const att_event *e, uint32_t top)
{
    uint32_t found = ATT_NONE;
    att_who_list who = att_who_in(d, e->token, e->type, ATT_TARGET);
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const att_mention *m = &d->mentions.p[i];
        const att_actor *a = &d->actors.p[m->actor];
        bool party =
            !a->parts.n && (a->country[0] || a->n_sectors) && !att_party_has(&e->actor, m->actor) && !of_country(d, &e->actor, a->country);
        if (!party || tok(d, m->head)->sentence != e->sentence || !under(d, m->head, top) || apart(d, m->head, top) || !may_be(&who, m->head))
            continue;
        if (found != ATT_NONE && found != m->actor && memcmp(d->actors.p[found].country, a->country, sizeof a->country))
            return ATT_NONE;
        found = m->actor;
    }
    return found;
}

static uint32_t root_of(const att_doc *d, uint32_t t)
{
    while (tok(d, t)->head != ATT_NONE)
        t = tok(d, t)->head;
    return t;
}

enum { ANSWER_WITHIN = 2 }; /* sentences */

static bool shares_party(const att_doc *d, const att_ids *a, const att_ids *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (att_party_has(b, a->p[i]) || of_country(d, b, d->actors.p[a->p[i]].country))
            return true;
    return false;
}

/* The event before event i that says whom it is aimed at: one that had just befallen its actor ("Manila denounced the step"), or what its
 * actor did earlier in the sentence ("convicted the general and jailed him").  NULL: none. */
static const att_event *followed(const att_doc *d, uint32_t i)
{
    const att_event *e = &d->events.p[i], *last = NULL;
    for (uint32_t k = 0; k < d->events.n; k++) {
        const att_event *f = &d->events.p[k];
        bool before = k != i && f->token < e->token && f->sentence + ANSWER_WITHIN > e->sentence && f->actor.n && f->recipient.n;
        bool own = shares_party(d, &e->actor, &f->actor), befell = shares_party(d, &e->actor, &f->recipient);
        if (before && (own ? f->sentence == e->sentence : befell) && (!last || f->token > last->token))
            last = f;
    }
    return last;
}

/* The clause that says what is asked, alleged, refused or offered: "demand that ...", "refuse to ...", "signal a readiness to ...". */
static uint32_t content_of(const att_doc *d, const att_event *e, uint32_t object)
{
    uint32_t v = e->token;
    static const att_deprel kinds[] = {ATT_CCOMP, ATT_XCOMP};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        uint32_t c = att_tree_child(d, v, kinds[i], ATT_NONE);
        if (c != ATT_NONE && c > v && tok(d, c)->upos == ATT_VERB)
            return c;
    }
    bool words = e->type == ATT_AGREE && object != ATT_NONE && tok(d, object)->mention == ATT_NONE;
    uint32_t c = words ? att_tree_child(d, object, ATT_ACL, ATT_NONE) : ATT_NONE;
    return c != ATT_NONE && att_token_has(d, c, "VerbForm=Inf") ? c : ATT_NONE;
}

/* "Demanded that Chad withdraw", "refused to receive the premier": whom the content names is whom the words are aimed at. */
static void party_of_content(att_doc *d, const att_event *e, uint32_t object, att_ids *ids)
{
    static const att_str acts[ATT_ROLES] = {{"subj", 4}};
    static const att_str undergoes[ATT_ROLES] = {{"obj", 3}, {"to", 2}, {"with", 4}, {"against", 7}, {"for", 3}, {"from", 4}};
    bool asks = e->type == ATT_REQUEST || e->type == ATT_ACCUSE, answers = e->type == ATT_REJECT || e->type == ATT_AGREE;
    uint32_t c = (asks || answers) && tok(d, e->token)->upos == ATT_VERB ? content_of(d, e, object) : ATT_NONE;
    if (c == ATT_NONE)
        return;
    if (answers)
        att_party_by_roles(d, c, ATT_NONE, undergoes, true, ids);
    else if (att_tree_child(d, c, ATT_NSUBJ, ATT_NONE) != ATT_NONE)
        att_party_by_roles(d, c, ATT_NONE, acts, true, ids);
    att_party_without(ids, &e->actor);
}

bool att_party_is_mutual(att_event_type t) { return t == ATT_CONSULT || t == ATT_AGREE || t == ATT_COOPERATE; }

void att_party_counterpart(att_doc *d, uint32_t i, uint32_t object)
{
    att_event *e = &d->events.p[i];
    bool together = att_party_is_mutual(e->type);
    if (!e->actor.n || e->recipient.n || (together && e->actor.n > 1) || e->type == ATT_PROTEST || e->type == ATT_MOBILIZE)
        return;
    uint32_t found = object != ATT_NONE ? only_other(d, e, object) : ATT_NONE;
    if (found == ATT_NONE)
        found = only_other(d, e, e->token);
    if (found == ATT_NONE && together)
        found = only_other(d, e, root_of(d, e->token));
    const char *why = "the only other party";
    if (found != ATT_NONE)
        att_party_add(d, &e->recipient, found);
    else {
        why = "recipient from its content";
        party_of_content(d, e, object, &e->recipient);
    }
    const att_event *first = e->recipient.n ? NULL : followed(d, i);
    if (first) {
        why = "recipient from the event before";
        e->recipient = shares_party(d, &e->actor, &first->actor) ? first->recipient : first->actor;
    }
    if (e->recipient.n)
        e->because = att_format(&d->arena, ATT_STR_FMT "; %s", ATT_STR_ARG(e->because), why);
}

static bool addresses(att_event_type t);

void att_party_by_capital(att_doc *d, uint32_t v, att_event *e)
{
    uint32_t in = addresses(e->type) && !att_str_is(e->mode, "allege") ? att_frame_oblique(d, v, ATT_STR("in")) : ATT_NONE;
    uint32_t country = in == ATT_NONE ? ATT_NONE : country_of_place(d, in);
    if (country != ATT_NONE && !of_country(d, &e->recipient, d->actors.p[country].country))
        att_party_add(d, &e->actor, country);
}

/* ---- who governs ---------------------------------------------------------------------------------------------------------------- */

/* What is done with words, or between states, is done to a government; a deed befalls a country. */
static bool addresses(att_event_type t)
{
    switch (t) {
    case ATT_AGREE:
    case ATT_CONSULT:
    case ATT_SUPPORT:
    case ATT_COOPERATE:
    case ATT_REQUEST:
    case ATT_ACCUSE:
    case ATT_REJECT:
    case ATT_THREATEN:
    case ATT_PROTEST:
    case ATT_SANCTION:
        return true;
    default:
        return false;
    }
}

static void govern(att_doc *d, uint32_t actor)
{
    att_actor *a = &d->actors.p[actor];
    if (a->kind == ATT_COUNTRY && a->country[0] && !a->n_sectors)
        a->sector[a->n_sectors++] = ATT_SECTOR_GOV;
}

void att_party_governments(att_doc *d)
{
    for (uint32_t i = 0; i < d->events.n; i++) {
        const att_event *e = &d->events.p[i];
        for (uint32_t k = 0; k < e->actor.n; k++)
            govern(d, e->actor.p[k]);
        for (uint32_t k = 0; addresses(e->type) && k < e->recipient.n; k++)
            govern(d, e->recipient.p[k]);
    }
    for (uint32_t i = 0; i < d->statements.n; i++)
        if (d->statements.p[i].speaker != ATT_NONE)
            govern(d, d->statements.p[i].speaker);
}
