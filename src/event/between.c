/* event/between.c */
#include "event/between.h"

#include "event/event.h"
#include "event/frame.h"
#include "event/party.h"
#include "event/status.h"
#include "model/model.h"
#include "pipe/engine.h"

enum { STEPS = 12 };

/* How much what speaks for a type weighs, in units of log-odds: that a row fits at all, that the stage made an event of it, that its word
 * links the parties, that its roles fall on them, or the wrong way round.  Found on own sentences that the model had not seen
 * (models/en.md), and the rows' share cut by a quarter: they were written with those sentences in sight. */
static const double ROW = 0.7, CODED = 0.3, LINKS = 0.4, ACTS = 1.7, UNDERGOES = 1.3, TURNED = -1.4, MODEL = 1.0;

typedef struct {
    uint32_t first, end; /* tokens; first == end: nobody is given */
    uint32_t head;       /* the one that the tree attaches */
} party;

typedef struct {
    att_doc *d;
    party source, target;
    uint32_t first, end; /* tokens of the sentence */
    uint32_t link;       /* the word that links them */
} pair;

typedef struct {
    uint32_t token;
    att_fit fit;
    const att_event *coded; /* the event that the stage made of it, or NULL */
    double weight;
} reading;

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }
static bool inside(const party *p, uint32_t t) { return t != ATT_NONE && t >= p->first && t < p->end; }

/* ---- the parties --------------------------------------------------------------------------------------------------- */

static bool overlap(att_span a, att_span b) { return a.at < b.at + b.n && b.at < a.at + a.n; }

static party party_of(const att_doc *d, att_span words, uint32_t first, uint32_t end)
{
    party p = {first, first, ATT_NONE};
    for (uint32_t t = first; words.n && t < end; t++)
        if (overlap(tok(d, t)->at, words)) {
            p.first = p.head == ATT_NONE ? t : p.first;
            p.head = t;
            p.end = t + 1;
        }
    for (uint32_t t = p.first; t < p.end; t++) {
        bool top = !inside(&p, tok(d, t)->head) && tok(d, t)->deprel != ATT_PUNCT_REL;
        if (top) {
            p.head = t;
            break;
        }
    }
    return p;
}

static void add_actors(att_doc *d, const party *p, att_ids *ids)
{
    if (p->first == p->end)
        return;
    att_party_at(d, p->head, true, ids);
    for (uint32_t t = p->first; t < p->end && !ids->n; t++)
        att_party_at(d, t, false, ids);
}

/* The sentence that most of the words of both lie in: of several the first. */
static bool find_sentence(att_doc *d, att_span source, att_span target, pair *out)
{
    int most = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        uint32_t first = d->sentences.p[i].first, end = first + d->sentences.p[i].n;
        pair p = {d, party_of(d, source, first, end), party_of(d, target, first, end), first, end, ATT_NONE};
        int sides = (p.source.first < p.source.end) * 2 + (p.target.first < p.target.end) * 2 + (p.source.first < p.source.end);
        if (sides > most) {
            most = sides;
            *out = p;
        }
    }
    return most > 0;
}

/* ---- the word that tells it ---------------------------------------------------------------------------------------- */

static bool is_cue(const att_doc *d, uint32_t t)
{
    for (uint32_t i = 0; i < d->statements.n; i++)
        if (d->statements.p[i].cue_token == t)
            return true;
    return false;
}

static uint32_t verb_above(const att_doc *d, uint32_t t)
{
    for (int i = 0; i < STEPS && t != ATT_NONE; i++, t = tok(d, t)->head)
        if (tok(d, t)->upos == ATT_VERB)
            return t;
    return ATT_NONE;
}

/* Without a row: the verb that both parties hang under, or, where that only says so, the one nearest to who undergoes. */
static uint32_t linking_word(const pair *p)
{
    const att_doc *d = p->d;
    uint32_t s = p->source.head != ATT_NONE ? p->source.head : p->target.head, t = p->target.head != ATT_NONE ? p->target.head : s;
    uint32_t near = verb_above(d, t), v = near;
    for (int i = 0; i < STEPS && v != ATT_NONE && !att_tree_under(d, s, v); i++)
        v = verb_above(d, tok(d, v)->head);
    if (v == ATT_NONE || is_cue(d, v))
        v = near;
    return v != ATT_NONE ? v : verb_above(d, s) != ATT_NONE ? verb_above(d, s) : tok(d, t)->head != ATT_NONE ? tok(d, t)->head : t;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------- */

/* Whether the nominal at t, or one coordinated with it, is the party, or the party stands under it ("Iran's proposal"). */
static bool falls_on(const att_doc *d, uint32_t t, const party *p)
{
    if (t == ATT_NONE || p->first == p->end)
        return false;
    t = att_frame_antecedent(d, t);
    if (inside(p, t))
        return true;
    for (uint32_t c = att_tree_child(d, t, ATT_CONJ, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, t, ATT_CONJ, c))
        if (inside(p, c))
            return true;
    return att_tree_under(d, p->head, t);
}

static bool role_falls_on(const att_doc *d, const reading *r, const att_str roles[ATT_ROLES], const party *p)
{
    bool verb = tok(d, r->token)->upos == ATT_VERB;
    for (uint32_t i = 0; i < ATT_ROLES && roles[i].n; i++) {
        att_str role = roles[i].p[0] == '+' ? att_str_from(roles[i], 1) : roles[i];
        uint32_t who = verb ? att_frame_verb_role(d, r->token, r->fit.object, role) : att_frame_noun_role(d, r->token, role);
        if (falls_on(d, who, p))
            return true;
    }
    return false;
}

static bool is_among(const att_doc *d, const att_ids *ids, const party *p)
{
    for (uint32_t t = p->first; t < p->end; t++)
        if (tok(d, t)->mention != ATT_NONE && att_party_has(ids, d->mentions.p[tok(d, t)->mention].actor))
            return true;
    return false;
}

static double weight_of(const pair *p, const reading *r)
{
    const att_doc *d = p->d;
    const att_frame *f = r->fit.frame;
    const att_event *e = r->coded;
    bool acts = role_falls_on(d, r, f->actor, &p->source) || (e && is_among(d, &e->actor, &p->source));
    bool mutual = !f->recipient[0].n;
    bool undergoes = role_falls_on(d, r, mutual ? f->actor : f->recipient, &p->target) ||
                     (e && is_among(d, mutual ? &e->actor : &e->recipient, &p->target));
    bool turned = !acts && !undergoes && role_falls_on(d, r, f->actor, &p->target) && role_falls_on(d, r, f->recipient, &p->source);
    return ROW + (e ? CODED : 0) + (r->token == p->link ? LINKS : 0) + (acts ? ACTS : 0) + (undergoes ? UNDERGOES : 0) +
           (turned ? TURNED : 0);
}

static const att_event *event_at(const att_doc *d, uint32_t t)
{
    for (uint32_t i = 0; i < d->events.n; i++)
        if (d->events.p[i].token == t)
            return &d->events.p[i];
    return NULL;
}

/* The best reading for each type. */
static void read_rows(const pair *p, reading best[att_event_type_COUNT])
{
    for (uint32_t t = p->first; t < p->end; t++) {
        att_upos u = tok(p->d, t)->upos;
        reading r = {.token = t, .coded = event_at(p->d, t)};
        r.fit = u == ATT_VERB ? att_event_fit_verb(p->d, t) : u == ATT_NOUN ? att_event_fit_noun(p->d, t) : (att_fit){0};
        if (!r.fit.frame || r.fit.frame->type == ATT_NO_EVENT)
            continue;
        r.weight = weight_of(p, &r);
        reading *b = &best[r.coded ? r.coded->type : r.fit.frame->type];
        if (!b->fit.frame || r.weight > b->weight)
            *b = r;
    }
}

/* ---- the model ----------------------------------------------------------------------------------------------------- */

/* Adds the model's log-probabilities of the types; false when it does not know types. */
static bool ask_model(const pair *p, double score[att_event_type_COUNT])
{
    const att_model *m = p->d->engine->model;
    if (!m || !att_model_types(m))
        return false;
    uint32_t n = p->end - p->first;
    att_str *word = ATT_ARRAY(&p->d->arena, att_str, n);
    uint8_t *mark = ATT_ARRAY(&p->d->arena, uint8_t, n);
    for (uint32_t i = 0; i < n; i++) {
        word[i] = att_token_form(p->d, p->first + i);
        mark[i] = inside(&p->target, p->first + i) ? ATT_MARK_TARGET : inside(&p->source, p->first + i) ? ATT_MARK_SOURCE : ATT_UNMARKED;
    }
    att_type_scores out;
    att_model_run_types(m, &p->d->arena, &(att_marked){{word, n}, mark}, 1, &out);
    for (uint32_t i = 0; i + 1 < att_model_types(m); i++) {
        int type = att_event_type_find(att_model_type(m, i));
        if (type > 0)
            score[type] += MODEL * (double)out.between[i];
    }
    return true;
}

/* ---- together ------------------------------------------------------------------------------------------------------ */

static att_event told_by(const pair *p, const reading *r, att_event_type type, double score)
{
    att_doc *d = p->d;
    if (r->fit.frame && r->coded)
        return *r->coded;
    att_event e = att_event_bare(d, r->fit.frame ? r->token : p->link, r->fit.frame ? &r->fit : NULL);
    e.type = type;
    if (!r->fit.frame)
        e.because = att_event_by_model(&d->arena, score);
    return e;
}

/* Logarithmic weights to shares of 1. */
static void share(double score[att_event_type_COUNT])
{
    double most = score[1], sum = 0;
    for (int i = 2; i < att_event_type_COUNT; i++)
        most = score[i] > most ? score[i] : most;
    for (int i = 1; i < att_event_type_COUNT; i++)
        sum += score[i] = att_exp(score[i] - most);
    for (int i = 1; i < att_event_type_COUNT; i++)
        score[i] /= sum;
}

static int best_of(const double score[att_event_type_COUNT])
{
    int best = 1;
    for (int i = 2; i < att_event_type_COUNT; i++)
        best = score[i] > score[best] ? i : best;
    return best;
}

/* The words of the mention that token t heads, or t alone. */
static party mention_of(const att_doc *d, uint32_t t)
{
    if (t == ATT_NONE)
        return (party){0, 0, ATT_NONE};
    uint32_t m = tok(d, t)->mention;
    if (m == ATT_NONE)
        return (party){t, t + 1, t};
    return (party){d->mentions.p[m].first, d->mentions.p[m].first + d->mentions.p[m].n, t};
}

double att_event_type_between(att_doc *d, uint32_t t, uint32_t source, uint32_t target, att_event_type *type)
{
    const att_sentence *s = &d->sentences.p[tok(d, t)->sentence];
    double score[att_event_type_COUNT] = {0};
    pair p = {d, mention_of(d, source), mention_of(d, target), s->first, s->first + s->n, t};
    if ((source == ATT_NONE && target == ATT_NONE) || !ask_model(&p, score))
        return 0;
    share(score);
    *type = (att_event_type)best_of(score);
    return score[*type];
}

bool att_event_between(att_doc *d, att_span source, att_span target, att_between *out)
{
    pair p;
    if (!find_sentence(d, source, target, &p))
        return false;
    reading best[att_event_type_COUNT] = {0};
    att_between b = {0};
    p.link = linking_word(&p);
    read_rows(&p, best);
    ask_model(&p, b.score);
    for (int i = 1; i < att_event_type_COUNT; i++)
        b.score[i] += best[i].fit.frame ? best[i].weight : 0;
    share(b.score);
    int type = best_of(b.score);
    b.event = told_by(&p, &best[type], (att_event_type)type, b.score[type]);
    b.event.confidence = b.score[type];
    b.event.actor = b.event.recipient = (att_ids){0};
    add_actors(d, &p.source, &b.event.actor);
    add_actors(d, &p.target, &b.event.recipient);
    *out = b;
    return true;
}
