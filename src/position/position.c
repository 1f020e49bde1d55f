/* position/position.c: where actors stand: from words of wanting and from events, in the order of the report. */
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
#include "position/issue.h"

typedef struct {
    const att_row *row;
    att_str with;
    att_str frames; /* blank-separated */
    att_stance stance;
    int status; /* att_event_status, or -1: what tense and mood say */
    att_upos upos;
    bool view;  /* a word for what is good or bad, said of the issue */
    uint32_t next;
} want;

struct att_position_tables {
    att_map index;
    ATT_VEC(want) wants;
    struct att_issue_words issues;
};

typedef struct {
    att_doc *d;
    const struct att_position_tables *t;
    uint32_t *event_at; /* [tokens] event + 1, or 0 */
    att_issue_last last;
} finder;

att_status att_position_open(att_arena *a, const att_lexicon *l, const struct att_position_tables **out, att_error *error)
{
    struct att_position_tables *p = ATT_NEW(a, struct att_position_tables);
    const att_table *t = att_lexicon_table(l, "positions");
    int lemma = att_table_column(t, "lemma"), pos = att_table_column(t, "pos"), frame = att_table_column(t, "frame"),
        stance = att_table_column(t, "stance"), status = att_table_column(t, "status");
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
            att_str kind = att_row_cell(r, pos);
            want w = {.row = r,
                      .frames = att_row_cell(r, frame),
                      .stance = (att_stance)s,
                      .status = att_event_status_find(att_row_cell(r, status)),
                      .upos = att_str_is(kind, "noun")  ? ATT_NOUN
                              : att_str_is(kind, "adj") || att_str_is(kind, "view") ? ATT_ADJ
                                                        : ATT_VERB};
            w.view = att_str_is(kind, "view");
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
    att_issue_open(a, l, &p->issues);
    *out = p;
    return ATT_OK;
}

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

/* What the verb does something to: also what stands before it, "an idea that Oslo turned down", and not who is to do something, "wants Li to
 * go". */
static uint32_t object_of(const att_doc *d, uint32_t v, bool takes_to)
{
    uint32_t t = att_frame_object(d, v), deed = att_tree_child(d, v, ATT_XCOMP, ATT_NONE);
    if (t != ATT_NONE && takes_to && deed != ATT_NONE && deed > t && tok(d, t)->mention != ATT_NONE)
        return deed;
    bool relative = tok(d, v)->deprel == ATT_ACL_RELCL && att_tree_child(d, v, ATT_NSUBJ, ATT_NONE) != ATT_NONE && deed == ATT_NONE &&
                    att_tree_child(d, v, ATT_CCOMP, ATT_NONE) == ATT_NONE;
    if (relative && (t == ATT_NONE || att_token_has(d, t, "PronType=Rel")))
        t = tok(d, v)->head;
    return t;
}

static bool has_frame(const want *w, const char *frame)
{
    att_str rest = w->frames, f;
    while (rest.n && att_str_split(&rest, ' ', &f))
        if (att_str_is(f, frame))
            return true;
    return false;
}

/* What holds the issue, by the frames of the row in order: a token, or ATT_NONE. */
static uint32_t issue_at(const att_doc *d, uint32_t v, const want *w)
{
    att_str rest = w->frames, f;
    while (rest.n && att_str_split(&rest, ' ', &f)) {
        uint32_t t = ATT_NONE;
        if (att_str_is(f, "np"))
            t = w->upos == ATT_NOUN ? ATT_NONE : object_of(d, v, has_frame(w, "to"));
        else if (att_str_is(f, "to") || att_str_is(f, "ing")) {
            t = att_tree_child(d, v, ATT_XCOMP, ATT_NONE);
            if (t == ATT_NONE)
                t = att_tree_child(d, v, ATT_ACL, ATT_NONE);
            if (t == ATT_NONE && att_str_is(f, "to")) {
                t = att_frame_oblique(d, v, f);
                uint32_t aim = att_tree_child(d, v, ATT_ADVCL, ATT_NONE); /* "invited them to Riga to sign the accord" */
                if (t != ATT_NONE && tok(d, t)->mention != ATT_NONE && aim != ATT_NONE && att_token_has(d, aim, "VerbForm=Inf"))
                    t = aim;
            }
        } else if (att_str_is(f, "that"))
            t = att_tree_child(d, v, ATT_CCOMP, ATT_NONE);
        else if (att_str_is(f, "obj-to"))
            t = att_tree_child(d, v, ATT_XCOMP, ATT_NONE);
        else if (att_str_is(f, "subj")) {
            t = att_frame_subject(d, v);
            t = t != ATT_NONE && tok(d, t)->mention != ATT_NONE ? ATT_NONE : t; /* whom somebody angers is no issue */
        }
        else if (att_str_is(f, "caution"))
            t = att_frame_object(d, v) != ATT_NONE && att_token_lemma_is(d, att_frame_object(d, v), "caution") ? v : ATT_NONE;
        else
            t = att_frame_oblique(d, v, f);
        if (t != ATT_NONE)
            return t;
    }
    return ATT_NONE;
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
    static const char *const ways[] = {"obj", "with", "to", "from", "on", "against", "toward", "towards"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways && !p->toward.n; i++) {
        uint32_t t = i ? att_frame_oblique(d, v, att_str_of(ways[i])) : att_frame_object(d, v);
        if (t != issue)
            att_party_at(d, t, false, &p->toward);
        if (i && !p->toward.n && issue != ATT_NONE)
            att_party_at(d, att_frame_oblique(d, issue, att_str_of(ways[i])), false, &p->toward);
    }
    if (has_actor(&p->toward, p->actor))
        p->toward.n = 0;
}

static bool is_denied(const att_doc *d, uint32_t v)
{
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c)) {
        bool word = tok(d, c)->deprel == ATT_ADVMOD || tok(d, c)->deprel == ATT_CC || tok(d, c)->deprel == ATT_CC_PRECONJ;
        if (word && c < v &&
            (att_token_lemma_is(d, c, "not") || att_token_lemma_is(d, c, "never") || att_token_lemma_is(d, c, "nor") ||
             att_token_lemma_is(d, c, "neither")))
            return true;
    }
    return false;
}

/* How the report vouches for the stance. */
static void set_status(att_doc *d, uint32_t v, const want *w, uint32_t held, att_position *p)
{
    p->stance = w->stance;
    p->status = att_status_of(d, v);
    if (is_denied(d, v) && (p->status == ATT_OCCURRED || p->status == ATT_ONGOING)) /* "nor is Oslo ready to" */
        p->status = ATT_NEGATED;
    uint32_t no = att_tree_child(d, v, ATT_DET_REL, ATT_NONE);
    if (w->upos == ATT_NOUN && no != ATT_NONE && att_token_lemma_is(d, no, "no")) /* "has no intention of" */
        p->status = ATT_NEGATED;
    if (p->status == ATT_NEGATED && w->upos == ATT_NOUN &&
        (no == ATT_NONE || !att_token_lemma_is(d, no, "no"))) /* a demand that is rejected is still held */
        p->status = ATT_ONGOING;
    if (p->status == ATT_ADVISED && (w->stance == ATT_SEEKS || w->stance == ATT_DEMANDS) && is_denied(d, v)) /* "should not raise" */
        p->stance = ATT_AVOIDS;
    if (p->status == ATT_NEGATED && w->stance != ATT_OPPOSES) {
        p->stance = w->stance == ATT_AVOIDS ? ATT_SEEKS : ATT_OPPOSES;
        p->status = ATT_ONGOING;
    }
    if (p->status == ATT_OCCURRED) /* a stance once taken is held until the report says otherwise */
        p->status = w->status >= 0 ? (att_event_status)w->status : ATT_ONGOING;
    if (p->status == ATT_ONGOING && p->stance == ATT_CONSIDERS)
        p->status = ATT_POSSIBLE;
    if (att_status_on_condition(d, v) || att_status_on_condition(d, held))
        p->status = ATT_CONDITIONAL;
}

/* Whether the statement is a paper that binds who signed it. */
static bool is_pact(const att_doc *d, const att_statement *s)
{
    static const char *const papers[] = {"communique", "communiqu\xC3\xA9", "agreement", "accord", "treaty", "declaration", "deal",
                                         "pact",       "protocol",          "memorandum"};
    for (size_t i = 0; s->speaker_head != ATT_NONE && i < sizeof papers / sizeof *papers; i++)
        if (att_token_lemma_is(d, s->speaker_head, papers[i]))
            return true;
    return false;
}

/* What a side will do is settled when it or the report says so; when others say so, it is what they expect. */
static bool foretold(const att_doc *d, const att_position *p)
{
    uint32_t who = p->statement == ATT_NONE ? ATT_NONE : d->statements.p[p->statement].speaker;
    return who != ATT_NONE && who != p->actor && !is_pact(d, &d->statements.p[p->statement]) &&
           strcmp(d->actors.p[who].country, d->actors.p[p->actor].country) != 0;
}

/* A state, a body, somebody of whom country or sector is known: others want things, but are no side. */
static bool takes_sides(const att_actor *a) { return a->country[0] || a->n_sectors || a->parts.n; }

/* A position of each actor that `who` names, on what token `held` is about. */
static void add_position(finder *f, uint32_t v, const want *w, const att_ids *who, uint32_t held, att_str because)
{
    att_doc *d = f->d;
    uint32_t subject = held == v ? att_frame_subject(d, v) : ATT_NONE; /* who promises is not named again */
    uint32_t holder = subject != ATT_NONE && tok(d, subject)->mention != ATT_NONE ? d->mentions.p[tok(d, subject)->mention].actor
                      : who->n                                                    ? who->p[0]
                                                                                  : ATT_NONE;
    att_str issue = att_issue_name(d, &f->t->issues, held, holder, &f->last);
    if (issue.n < 3 || !who->n)
        return;
    f->last = (att_issue_last){issue, tok(d, v)->sentence, held};
    uint32_t first, end;
    att_tree_yield(d, v, &first, &end);
    for (uint32_t i = 0; i < who->n; i++) {
        if (!takes_sides(&d->actors.p[who->p[i]]))
            continue;
        att_position p = {
            .actor = who->p[i], .trigger = v, .issue = issue, .evidence = att_tokens_span(d, first, end - first), .because = because};
        set_status(d, v, w, held, &p);
        p.statement = att_doc_statement_around(d, tok(d, v)->at);
        if (p.status == ATT_SCHEDULED && foretold(d, &p))
            p.status = ATT_EXPECTED;
        bool term = p.statement != ATT_NONE && is_pact(d, &d->statements.p[p.statement]),
             now = p.stance == ATT_OPPOSES || (p.stance == ATT_OFFERS && !term);
        if (p.status == ATT_SCHEDULED && now) /* who will appeal objects now, who says that he will pay offers it now */
            p.status = ATT_ONGOING;
        toward(d, v, held, &p);
        *ATT_PUSH(&d->arena, &d->positions) = p;
    }
}

/* "voiced opposition", "has concerns", "gave its backing": whoever does so has it. */
static bool only_tells(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"express", "voice", "have",   "give",  "show",   "reiterate", "repeat",  "declare", "state",    "signal",
                                        "announce", "renew", "reaffirm", "stress", "convey", "lend",     "affirm", "pledge",  "maintain", "drop",
                                        "underline", "make", "issue",  "put",   "raise",  "see"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_token_lemma_is(d, v, words[i]))
            return true;
    return false;
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
    uint32_t v = tok(d, n)->deprel == ATT_OBJ ? tok(d, n)->head : ATT_NONE;
    return v != ATT_NONE && only_tells(d, v) ? att_frame_agent(d, v) : ATT_NONE;
}

/* Who is ready, eager, opposed: the subject of the adjective. */
static uint32_t bearer(const att_doc *d, uint32_t t, att_upos upos)
{
    if (upos == ATT_NOUN)
        return holder(d, t);
    return upos == ATT_ADJ ? att_frame_subject(d, t) : att_frame_agent(d, t);
}

/* "wants to discuss the dam", "asked whether Oslo would pay": the deed is told with the wanting, the question tells nothing. */
static bool told_with(const att_doc *d, uint32_t t)
{
    uint32_t above = tok(d, t)->head;
    bool below = tok(d, t)->deprel == ATT_XCOMP || tok(d, t)->deprel == ATT_ACL;
    for (uint32_t i = d->positions.n; i > 0 && below && d->positions.p[i - 1].trigger + 60 > t; i--)
        if (d->positions.p[i - 1].trigger == above)
            return true;
    for (uint32_t v = t, i = 0; v != ATT_NONE && i < 4; v = tok(d, v)->head, i++)
        for (uint32_t c = att_tree_child(d, v, ATT_MARK, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, v, ATT_MARK, c))
            if (att_token_lemma_is(d, c, "whether"))
                return true;
    return false;
}

/* "Oman offered to host the talks.  Djibouti accepted; Asmara refused": what was told of before. */
static bool answers(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"accept", "agree", "refuse", "decline", "consent", "assent", "object"};
    bool word = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        word = word || att_token_lemma_is(d, v, words[i]);
    for (uint32_t c = att_tree_next(d, v, v); word && c != ATT_NONE; c = att_tree_next(d, v, c)) {
        att_deprel r = (att_deprel)tok(d, c)->deprel;
        if (r == ATT_OBJ || r == ATT_CCOMP || r == ATT_XCOMP || r == ATT_OBL || r == ATT_ADVCL)
            return false;
    }
    return word;
}

static bool read_view(finder *f, uint32_t t, const want *w);

static bool read_want(finder *f, uint32_t t)
{
    att_doc *d = f->d;
    if (told_with(d, t))
        return true;
    for (uint32_t at = att_map_find(&f->t->index, tok(d, t)->lemma); at != ATT_NONE; at = f->t->wants.p[at].next) {
        const want *w = &f->t->wants.p[at];
        uint32_t nominal;
        if (w->view && tok(d, t)->upos == ATT_ADJ && read_view(f, t, w))
            return true;
        if (w->view || w->upos != tok(d, t)->upos || (w->with.n && !att_frame_with(d, t, w->with, &nominal)))
            continue;
        uint32_t held = issue_at(d, t, w),
                 who = (att_str_is(w->frames, "obj-to") && !att_frame_passive(d, t)) || att_str_is(w->frames, "subj")
                           ? att_frame_object(d, t)
                           : bearer(d, t, w->upos);
        if (held == ATT_NONE && w->with.n && !w->frames.n)
            held = nominal;
        if (held == ATT_NONE && answers(d, t) && f->last.words.n && tok(d, t)->sentence - f->last.sentence < 2)
            held = f->last.token;
        if (held != ATT_NONE && who != ATT_NONE && held != who) {
            att_ids actors = {0};
            att_party_at(d, who, true, &actors);
            uint32_t before = d->positions.n;
            bool open = (att_token_lemma_is(d, t, "deny") || att_token_lemma_is(d, t, "confirm")) &&
                        is_denied(d, t); /* "neither confirmed nor denied" */
            if (!open)
                add_position(f, t, w, &actors, held, att_row_where(&d->arena, w->row));
            return open || d->positions.n > before;
        }
    }
    return false;
}

/* ---- from events --------------------------------------------------------------------------------------------------------------- */

/* What an event says of where its actor stands, or -1. */
static int stance_of(const att_event *e)
{
    bool ahead = e->status == ATT_SCHEDULED || e->status == ATT_EXPECTED || e->status == ATT_CONDITIONAL, may = e->status == ATT_POSSIBLE;
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
    case ATT_AID:
        return ahead ? ATT_OFFERS : may ? ATT_CONSIDERS : -1;
    default:
        return -1;
    }
}

/* What the event is about: its object or complement; of a noun, what stands after of, on, for or to. */
static uint32_t matter_of(const att_doc *d, uint32_t t)
{
    static const char *const ways[] = {"over", "about", "on", "against", "for", "of", "to"};
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

/* "expressed readiness to pay": the noun tells the stance, with what it is about. */
static bool wants_itself(const finder *f, uint32_t t)
{
    for (uint32_t at = tok(f->d, t)->upos == ATT_NOUN ? att_map_find(&f->t->index, tok(f->d, t)->lemma) : ATT_NONE; at != ATT_NONE;
         at = f->t->wants.p[at].next)
        if (f->t->wants.p[at].upos == ATT_NOUN && issue_at(f->d, t, &f->t->wants.p[at]) != ATT_NONE &&
            holder(f->d, t) != ATT_NONE)
            return true;
    return false;
}

static void read_event(finder *f, const att_event *e)
{
    int stance = stance_of(e);
    uint32_t matter = stance < 0 ? ATT_NONE : matter_of(f->d, e->token);
    if (matter == ATT_NONE || wants_itself(f, matter))
        return;
    want w = {.stance = (att_stance)stance, .status = -1, .upos = (att_upos)tok(f->d, e->token)->upos};
    add_position(f, e->token, &w, &e->actor, matter, e->because);
}

/* ---- from what a side says that it will do --------------------------------------------------------------------------------------- */

static uint32_t auxiliary(const att_doc *d, uint32_t v, const char *lemma)
{
    for (uint32_t c = att_tree_child(d, v, ATT_AUX_REL, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, v, ATT_AUX_REL, c))
        if (att_token_lemma_is(d, c, lemma) || att_str_is(att_token_form(d, c), lemma))
            return c;
    return ATT_NONE;
}

static bool one_of(const att_doc *d, const att_ids *ids, uint32_t actor)
{
    for (uint32_t i = 0; i < ids->n; i++)
        if (ids->p[i] == actor ||
            (d->actors.p[actor].country[0] && strcmp(d->actors.p[ids->p[i]].country, d->actors.p[actor].country) == 0))
            return true;
    return false;
}

/* What one does at and around meetings is no offer. */
static bool is_idle(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"attend", "discuss", "hold", "lead", "make", "meet",      "see", "take",
                                        "travel", "visit",   "have", "host", "head", "represent", "sign"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_token_lemma_is(d, v, words[i]))
            return true;
    return false;
}

/* Who signed a paper of the report: "a joint communique that the two presidents signed". */
static uint32_t signatories(const att_doc *d)
{
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        uint32_t object = att_token_lemma_is(d, t, "sign") && tok(d, t)->upos == ATT_VERB ? att_frame_object(d, t) : ATT_NONE;
        att_statement paper = {.speaker_head = object};
        if (object != ATT_NONE && is_pact(d, &paper))
            return att_frame_agent(d, t);
    }
    return ATT_NONE;
}

/* "A ferry is to sail again, says the accord": what the paper lays down and nobody is named for, all who signed it want. */
static bool read_term(finder *f, uint32_t v, const att_statement *s)
{
    att_doc *d = f->d;
    uint32_t who = is_pact(d, s) ? signatories(d) : ATT_NONE, subject = att_frame_subject(d, v);
    if (who == ATT_NONE || subject == ATT_NONE || tok(d, subject)->mention != ATT_NONE || tok(d, subject)->upos != ATT_NOUN)
        return false;
    want w = {.stance = ATT_SUPPORTS, .status = ATT_SCHEDULED, .upos = ATT_VERB};
    att_ids actors = {0};
    att_party_at(d, who, true, &actors);
    add_position(f, v, &w, &actors, subject, s->because);
    return true;
}

/* "Lilongwe said it would allow", "Malawi shall suspend, says the accord": a side that says what it will do offers it, a paper binds it. */
static void read_promise(finder *f, uint32_t v)
{
    att_doc *d = f->d;
    bool will = auxiliary(d, v, "will") != ATT_NONE || auxiliary(d, v, "shall") != ATT_NONE, would = auxiliary(d, v, "would") != ATT_NONE;
    uint32_t be = tok(d, v)->deprel == ATT_XCOMP ? tok(d, v)->head : ATT_NONE; /* "is to sail" */
    bool is_to = v > 0 && att_token_lemma_is(d, v - 1, "to") && auxiliary(d, v, "be") != ATT_NONE;
    will = will || is_to || (be != ATT_NONE && att_token_lemma_is(d, be, "be"));
    uint32_t said = will || would ? att_doc_statement_around(d, tok(d, v)->at) : ATT_NONE,
             subject = said == ATT_NONE ? ATT_NONE : att_frame_agent(d, v);
    if (subject == ATT_NONE || tok(d, v)->upos != ATT_VERB || is_idle(d, v))
        return;
    const att_statement *s = &d->statements.p[said];
    if (read_term(f, v, s))
        return;
    att_ids actors = {0};
    att_party_at(d, subject, true, &actors);
    bool pact = is_pact(d, s), own = s->speaker != ATT_NONE && one_of(d, &actors, s->speaker) &&
                                     d->actors.p[s->speaker].n_sectors + (d->actors.p[s->speaker].kind == ATT_COUNTRY);
    uint32_t object = att_frame_object(d, v);
    if ((!pact && !own) || object == ATT_NONE || tok(d, object)->upos == ATT_PRON)
        return;
    want w = {.stance = pact ? ATT_SUPPORTS : ATT_OFFERS, .status = -1, .upos = ATT_VERB};
    add_position(f, v, &w, &actors, v, s->because);
}

/* ---- from what somebody calls it --------------------------------------------------------------------------------------------------- */

/* "the drills were unacceptable, Oslo said", "called the vote null": the subject, or the object of calling. */
static uint32_t judged(const att_doc *d, uint32_t t)
{
    uint32_t v = tok(d, t)->deprel == ATT_XCOMP ? tok(d, t)->head : ATT_NONE;
    if (att_tree_child(d, t, ATT_COP, ATT_NONE) != ATT_NONE)
        return att_tree_child(d, t, ATT_NSUBJ, ATT_NONE);
    return v == ATT_NONE ? ATT_NONE : att_frame_object(d, v);
}

static bool read_view(finder *f, uint32_t t, const want *w)
{
    att_doc *d = f->d;
    uint32_t said = att_doc_statement_around(d, tok(d, t)->at), what = judged(d, t);
    uint32_t v = tok(d, t)->deprel == ATT_XCOMP ? tok(d, t)->head : ATT_NONE, who = said == ATT_NONE ? ATT_NONE : d->statements.p[said].speaker;
    if (what == ATT_NONE || tok(d, what)->upos != ATT_NOUN || tok(d, what)->mention != ATT_NONE)
        return false;
    att_ids actors = {0};
    if (v != ATT_NONE)
        att_party_at(d, att_frame_agent(d, v), true, &actors);
    else if (who != ATT_NONE)
        att_party_add(d, &actors, who);
    uint32_t before = d->positions.n;
    add_position(f, t, w, &actors, what, att_row_where(&d->arena, w->row));
    return d->positions.n > before;
}

/* "Brazil is against a price cap". */
static void read_against(finder *f, uint32_t t)
{
    att_doc *d = f->d;
    uint32_t against = att_tree_case(d, t), who = att_tree_child(d, t, ATT_NSUBJ, ATT_NONE);
    if (against == ATT_NONE || !att_token_lemma_is(d, against, "against") || att_tree_child(d, t, ATT_COP, ATT_NONE) == ATT_NONE ||
        who == ATT_NONE || tok(d, t)->mention != ATT_NONE)
        return;
    want w = {.stance = ATT_OPPOSES, .status = -1, .upos = ATT_NOUN};
    att_ids actors = {0};
    att_party_at(d, who, true, &actors);
    add_position(f, t, &w, &actors, t, ATT_STR("a noun behind \"is against\""));
}

/* ---- from the agenda ---------------------------------------------------------------------------------------------------------------- */

/* "It is not on the agenda," said the minister: he avoids it; "stands first on the agenda": he seeks it. */
static void read_agenda(finder *f, uint32_t t)
{
    att_doc *d = f->d;
    uint32_t on = att_tree_case(d, t), said = att_doc_statement_around(d, tok(d, t)->at);
    uint32_t who = said == ATT_NONE ? ATT_NONE : d->statements.p[said].speaker;
    bool copula = att_tree_child(d, t, ATT_COP, ATT_NONE) != ATT_NONE;
    uint32_t v = copula ? t : tok(d, t)->head, subject = v == ATT_NONE ? ATT_NONE : att_frame_subject(d, v);
    if (v != ATT_NONE && (subject == ATT_NONE || subject > v ||
                          att_tree_case(d, subject) != ATT_NONE)) { /* "The border, he said, stands first on the agenda" */
        uint32_t root = v;
        for (int i = 0; i < 6 && tok(d, root)->head != ATT_NONE; i++)
            root = tok(d, root)->head;
        subject = root < v && tok(d, root)->upos == ATT_NOUN ? root : ATT_NONE;
    }
    if (who == ATT_NONE || on == ATT_NONE || !att_token_lemma_is(d, on, "on") || subject == ATT_NONE)
        return;
    bool no = is_denied(d, v);
    want w = {.stance = no ? ATT_AVOIDS : ATT_SEEKS, .status = ATT_ONGOING, .upos = ATT_NOUN};
    att_ids actors = {0};
    att_party_add(d, &actors, who);
    add_position(f, t, &w, &actors, subject, d->statements.p[said].because);
}

/* ---- what a sentence is about
 * ------------------------------------------------------------------------------------------------------------ */

/* "On the lake border she advised ...", "The accord does not mention the border": a later "it", "the subject" may mean that. */
static void take_topic(finder *f, const att_sentence *s)
{
    att_doc *d = f->d;
    uint32_t topic = ATT_NONE;
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        att_deprel r = (att_deprel)tok(d, t)->deprel;
        bool root = tok(d, t)->head != ATT_NONE && tok(d, tok(d, t)->head)->deprel == ATT_ROOT,
             noun = tok(d, t)->upos == ATT_NOUN && tok(d, t)->mention == ATT_NONE;
        uint32_t on = r == ATT_OBL ? att_tree_case(d, t) : ATT_NONE;
        bool fronted = on == s->first && att_str_same(att_token_form(d, on), ATT_STR("on"));
        bool copula = root && r == ATT_NSUBJ && att_tree_child(d, tok(d, t)->head, ATT_COP, ATT_NONE) != ATT_NONE;
        if (noun && (fronted || (root && r == ATT_OBJ) || copula) && (topic == ATT_NONE || fronted))
            topic = t;
    }
    att_issue_last none = {0};
    att_str name = topic == ATT_NONE ? ATT_STR("") : att_issue_name(d, &f->t->issues, topic, ATT_NONE, &none);
    if (name.n && memchr(name.p, ' ', name.n)) /* one word alone is seldom what is meant */
        f->last = (att_issue_last){name, (uint32_t)(s - d->sentences.p), topic};
}

static void read_sentence(finder *f, const att_sentence *s)
{
    att_doc *d = f->d;
    uint32_t before = d->positions.n;
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        bool may = tok(d, t)->upos == ATT_VERB || tok(d, t)->upos == ATT_NOUN || tok(d, t)->upos == ATT_ADJ;
        if (may && !read_want(f, t)) {
            uint32_t held = d->positions.n;
            if (f->event_at[t])
                read_event(f, &d->events.p[f->event_at[t] - 1]);
            if (d->positions.n == held && (!f->event_at[t] || d->events.p[f->event_at[t] - 1].type != ATT_COOPERATE))
                read_promise(f, t);
        }
        if (tok(d, t)->upos == ATT_NOUN && att_token_lemma_is(d, t, "agenda"))
            read_agenda(f, t);
        if (tok(d, t)->upos == ATT_NOUN)
            read_against(f, t);
    }
    if (d->positions.n == before)
        take_topic(f, s);
}

void att_position_stage(att_doc *d)
{
    finder f = {.d = d, .t = d->engine->position, .event_at = ATT_ARRAY(&d->arena, uint32_t, d->tokens.n + 1)};
    for (uint32_t i = 0; i < d->events.n; i++)
        f.event_at[d->events.p[i].token] = i + 1;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *s = &d->sentences.p[i];
        att_paragraph_kind k = d->paragraphs.p[s->paragraph].kind;
        if (k != ATT_HEADLINE && k != ATT_SUBHEAD)
            read_sentence(&f, s);
    }
}

att_str att_position_issue(const att_doc *d, uint32_t t)
{
    att_issue_last none = {0};
    return att_issue_name(d, &d->engine->position->issues, t, ATT_NONE, &none);
}
