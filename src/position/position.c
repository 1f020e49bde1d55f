/* position/position.c */
#include "position/position.h"

#include <stdio.h>

#include "event/words.h"
#include "event/event.h"
#include "event/frame.h"
#include "event/party.h"
#include "event/status.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"

typedef struct {
    const att_row *row;
    att_str with;
    att_str frames; /* blank-separated */
    att_stance stance;
    bool noun;
    uint32_t next;
} want;

struct att_position_tables {
    att_map index;
    ATT_VEC(want) wants;
};

enum { LONGEST = 140 };

att_status att_position_open(att_arena *a, const att_lexicon *l, const struct att_position_tables **out, att_error *error)
{
    struct att_position_tables *p = ATT_NEW(a, struct att_position_tables);
    const att_table *t = att_lexicon_table(l, "positions");
    int lemma = att_table_column(t, "lemma"), pos = att_table_column(t, "pos"), frame = att_table_column(t, "frame"), stance = att_table_column(t, "stance");
    p->index.arena = a;
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        att_str rest = att_row_cell(r, lemma), one;
        int s = att_stance_find(att_row_cell(r, stance));
        if (s < 0) {
            char where[200];
            snprintf(where, sizeof where, "lex/%s:%u", r->file, r->line);
            return att_fail(error, ATT_BAD_LEXICON, where, "no stance: " ATT_STR_FMT, ATT_STR_ARG(att_row_cell(r, stance)));
        }
        while (att_str_split(&rest, '|', &one)) {
            want w = {.row = r, .frames = att_row_cell(r, frame), .stance = (att_stance)s, .noun = att_str_is(att_row_cell(r, pos), "noun")};
            const char *blank = memchr(one.p, ' ', one.n);
            if (blank) {
                w.with = att_str_from(one, (size_t)(blank - one.p) + 1);
                one.n = (size_t)(blank - one.p);
            }
            uint32_t *at = att_map_add(&p->index, one);
            w.next = *at;
            *at = p->wants.n;
            *ATT_PUSH(a, &p->wants) = w;
        }
    }
    *out = p;
    return ATT_OK;
}

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

/* What holds the issue, by the frames of the row in order: a token, or ATT_NONE. */
static uint32_t issue_at(const att_doc *d, uint32_t v, const want *w)
{
    att_str rest = w->frames, f;
    while (rest.n && att_str_split(&rest, ' ', &f)) {
        uint32_t t = ATT_NONE;
        if (att_str_is(f, "np"))
            t = w->noun ? ATT_NONE : att_frame_object(d, v);
        else if (att_str_is(f, "to") || att_str_is(f, "ing")) {
            t = att_tree_child(d, v, ATT_XCOMP, ATT_NONE);
            if (t == ATT_NONE)
                t = att_tree_child(d, v, ATT_ACL, ATT_NONE);
            if (t == ATT_NONE && att_str_is(f, "to"))
                t = att_frame_oblique(d, v, f);
        } else if (att_str_is(f, "that"))
            t = att_tree_child(d, v, ATT_CCOMP, ATT_NONE);
        else if (att_str_is(f, "caution"))
            t = att_frame_object(d, v) != ATT_NONE && att_token_lemma_is(d, att_frame_object(d, v), "caution") ? v : ATT_NONE;
        else
            t = att_frame_oblique(d, v, f);
        if (t != ATT_NONE)
            return t;
    }
    return ATT_NONE;
}

/* The issue of a verb is its object or what its preposition holds: "to discuss defence cooperation" is about defence cooperation. */
static uint32_t noun_of(const att_doc *d, uint32_t t)
{
    for (int i = 0; i < 4 && (tok(d, t)->upos == ATT_VERB || tok(d, t)->upos == ATT_AUX || tok(d, t)->upos == ATT_ADJ); i++) {
        uint32_t o = att_frame_object(d, t);
        if (att_frame_passive(d, t) && i == 0 && tok(d, t)->deprel != ATT_ROOT) /* "the gates to be opened" */
            return o != ATT_NONE ? o : t;
        if (o == ATT_NONE || o <= t)
            o = att_tree_child(d, t, ATT_XCOMP, ATT_NONE);
        if (o == ATT_NONE)
            o = att_tree_child(d, t, ATT_CCOMP, ATT_NONE);
        if (o == ATT_NONE)
            o = att_tree_child(d, t, ATT_OBL, ATT_NONE);
        if (o == ATT_NONE && i > 0) /* "wants that ban lifted" */
            o = att_tree_child(d, t, ATT_NSUBJ_PASS, ATT_NONE);
        if (o == ATT_NONE)
            return t;
        t = o;
    }
    return t;
}

static bool has_actor(const att_ids *ids, uint32_t actor)
{
    for (uint32_t i = 0; i < ids->n; i++)
        if (ids->p[i] == actor)
            return true;
    return false;
}

static void toward(att_doc *d, uint32_t v, uint32_t issue, att_position *p)
{
    static const char *const ways[] = {"with", "to", "from", "on", "against", "toward", "towards"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways && !p->toward.n; i++) {
        att_party_at(d, att_frame_oblique(d, v, att_str_of(ways[i])), false, &p->toward);
        if (!p->toward.n && issue != ATT_NONE)
            att_party_at(d, att_frame_oblique(d, issue, att_str_of(ways[i])), false, &p->toward);
    }
    if (has_actor(&p->toward, p->actor))
        p->toward.n = 0;
}

static uint32_t statement_of(const att_doc *d, att_span words)
{
    uint32_t found = ATT_NONE;
    for (uint32_t i = 0; i < d->statements.n; i++)
        if (att_span_has(d->statements.p[i].content, words) && (found == ATT_NONE || d->statements.p[i].content.n < d->statements.p[found].content.n))
            found = i;
    return found;
}

static bool in_time(const att_doc *d, uint32_t t)
{
    for (uint32_t i = 0; i < d->times.n; i++)
        if (t >= d->times.p[i].first && t < d->times.p[i].first + d->times.p[i].n)
            return true;
    return false;
}

/* Whether token t may name an issue: no pronoun, no day, nobody. */
static bool is_issue(const att_doc *d, uint32_t t)
{
    att_upos u = (att_upos)tok(d, t)->upos;
    uint32_t m = tok(d, t)->mention;
    bool somebody = m != ATT_NONE && (d->actors.p[d->mentions.p[m].actor].kind == ATT_PERSON || d->mentions.p[m].kind == ATT_MENTION_NAME);
    return u != ATT_PRON && u != ATT_ADV && u != ATT_ADJ && u != ATT_DET && !somebody && !in_time(d, t);
}

/* A position of each actor that `who` names, on what token `held` is about. */
static void add_position(att_doc *d, uint32_t v, const want *w, const att_ids *who, uint32_t held, att_str because)
{
    uint32_t noun = noun_of(d, held);
    att_span at = att_brief_phrase(d, noun);
    if (at.n < 3 || at.n > LONGEST || !is_issue(d, noun))
        return;
    uint32_t first, end;
    att_tree_yield(d, v, &first, &end);
    for (uint32_t i = 0; i < who->n; i++) {
        att_position p = {.actor = who->p[i], .trigger = v, .issue = att_doc_words(d, at), .stance = w->stance, .evidence = att_tokens_span(d, first, end - first),
                          .because = because};
        p.status = att_status_of(d, v);
        uint32_t no = att_tree_child(d, v, ATT_DET_REL, ATT_NONE);
        if (p.status == ATT_NEGATED && w->noun && (no == ATT_NONE || !att_token_lemma_is(d, no, "no"))) /* a demand that is rejected is still held */
            p.status = ATT_ONGOING;
        if (p.status == ATT_NEGATED && w->stance != ATT_OPPOSES) {
            p.stance = w->stance == ATT_AVOIDS ? ATT_SEEKS : ATT_OPPOSES;
            p.status = ATT_ONGOING;
        }
        if (p.status == ATT_OCCURRED) /* a stance once taken is held until the report says otherwise */
            p.status = ATT_ONGOING;
        if (p.status == ATT_ONGOING && w->stance == ATT_CONSIDERS)
            p.status = ATT_POSSIBLE;
        if (att_status_on_condition(d, v) || att_status_on_condition(d, held))
            p.status = ATT_CONDITIONAL;
        if (p.status == ATT_SCHEDULED) /* no stance is on a timetable */
            p.status = ATT_EXPECTED;
        p.statement = statement_of(d, tok(d, v)->at);
        toward(d, v, noun, &p);
        *ATT_PUSH(&d->arena, &d->positions) = p;
    }
}

/* Who holds the goal, the demand, the offer: its owner, or whoever it is by or from, or an adjective before it. */
static uint32_t holder(const att_doc *d, uint32_t n)
{
    static const char *const roles[] = {"poss", "by", "from", "adj", "of"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        uint32_t who = att_frame_noun_role(d, n, att_str_of(roles[i]));
        if (who != ATT_NONE && tok(d, who)->mention != ATT_NONE)
            return who;
    }
    return ATT_NONE;
}

static void read_want(att_doc *d, uint32_t t)
{
    bool noun = tok(d, t)->upos == ATT_NOUN;
    for (uint32_t at = att_map_find(&d->engine->position->index, tok(d, t)->lemma); at != ATT_NONE; at = d->engine->position->wants.p[at].next) {
        const want *w = &d->engine->position->wants.p[at];
        uint32_t nominal;
        if (w->noun != noun || (w->with.n && !att_frame_with(d, t, w->with, &nominal)))
            continue;
        uint32_t held = issue_at(d, t, w);
        uint32_t who = noun ? holder(d, t) : att_frame_agent(d, t);
        if (held == ATT_NONE && w->with.n)
            held = nominal;
        if (held != ATT_NONE && who != ATT_NONE && held != who) {
            att_ids actors = {0};
            att_party_at(d, who, true, &actors);
            add_position(d, t, w, &actors, held, att_row_where(&d->arena, w->row));
            return;
        }
    }
}

/* ---- from events --------------------------------------------------------------------------------------------------------------- */

/* What an event says of where its actor stands, or -1. */
static int stance_of(const att_event *e)
{
    bool ahead = e->status == ATT_SCHEDULED || e->status == ATT_EXPECTED;
    switch (e->type) {
    case ATT_REQUEST:
        return ATT_DEMANDS;
    case ATT_REJECT:
        return ATT_OPPOSES;
    case ATT_ACCUSE: /* to charge and to investigate is no stance */
        return att_str_is(e->mode, "disapprove") ? ATT_OPPOSES : -1;
    case ATT_AGREE:
        return ATT_SUPPORTS;
    case ATT_CONCEDE:
    case ATT_RETREAT:
        return ahead ? ATT_OFFERS : -1;
    default:
        return -1;
    }
}

static bool has_position(const att_doc *d, uint32_t t)
{
    for (uint32_t i = 0; i < d->positions.n; i++)
        if (d->positions.p[i].trigger == t)
            return true;
    return false;
}

/* What the event is about: its object or complement; of a noun, what stands after of, on, for or to. */
static uint32_t matter_of(const att_doc *d, uint32_t t)
{
    static const char *const ways[] = {"on", "to", "for", "of", "over", "about"};
    bool verb = tok(d, t)->upos == ATT_VERB;
    uint32_t found = ATT_NONE;
    if (verb) {
        found = att_tree_child(d, t, ATT_XCOMP, ATT_NONE);
        if (found == ATT_NONE)
            found = att_tree_child(d, t, ATT_CCOMP, ATT_NONE);
        uint32_t object = found == ATT_NONE ? att_frame_object(d, t) : ATT_NONE;
        if (object != ATT_NONE && tok(d, object)->mention == ATT_NONE)
            found = object;
    } else {
        found = att_tree_child(d, t, ATT_ACL, ATT_NONE);
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways && found == ATT_NONE; i++)
        found = att_frame_oblique(d, t, att_str_of(ways[i]));
    return found;
}

static void read_event(att_doc *d, const att_event *e)
{
    int stance = stance_of(e);
    uint32_t matter = stance < 0 || has_position(d, e->token) ? ATT_NONE : matter_of(d, e->token);
    if (matter == ATT_NONE)
        return;
    want w = {.stance = (att_stance)stance};
    add_position(d, e->token, &w, &e->actor, matter, e->because);
}

void att_position_stage(att_doc *d)
{
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *s = &d->sentences.p[i];
        att_paragraph_kind k = d->paragraphs.p[s->paragraph].kind;
        for (uint32_t t = s->first; k != ATT_HEADLINE && k != ATT_SUBHEAD && t < s->first + s->n; t++)
            if (tok(d, t)->upos == ATT_VERB || tok(d, t)->upos == ATT_NOUN)
                read_want(d, t);
    }
    for (uint32_t i = 0; i < d->events.n; i++)
        read_event(d, &d->events.p[i]);
}
