/* brief/agenda.c */
#include "brief/agenda.h"

#include "brief/matter.h"

#include "event/words.h"
#include "event/event.h"
#include "event/frame.h"
#include "event/status.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "position/position.h"

enum { ITEMS = 12, LONGEST = 160 };

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

/* One word that only points at a matter told elsewhere ("the offer", "the trip"). */
static bool says_nothing(const att_doc *d, att_str item)
{
    static const char *const occasions[] = {"relationship", "ties",    "talks",        "trip",        "visit",
                                            "summit",       "meeting", "conversation", "negotiations"};
    const att_table *t = att_lexicon_table(d->engine->lexicon, "issues");
    int word = att_table_column(t, "word"), kind = att_table_column(t, "kind");
    if (memchr(item.p, ' ', item.n))
        return false;
    for (size_t i = 0; i < sizeof occasions / sizeof *occasions; i++)
        if (att_str_same(item, att_str_of(occasions[i])))
            return true;
    for (uint32_t i = 0; t && i < t->rows; i++) {
        att_str w = att_row_cell(&t->row[i], word);
        if (att_str_is(att_row_cell(&t->row[i], kind), "points") &&
            (att_str_same(item, w) || (item.n == w.n + 1 && att_str_starts(item, w.p) && item.p[w.n] == 's')))
            return true;
    }
    return false;
}

/* Whether the matter is on the agenda already, in these words or in others. */
static bool told(const att_meeting *x, att_arena *arena, const att_doc *d, att_str item)
{
    att_matter new = att_matter_of(arena, item);
    for (uint32_t i = 0; i < x->agenda.n; i++) {
        att_matter old = att_matter_of(arena, x->agenda.p[i].text);
        if (att_matter_same(&old, &new))
            return true;
    }
    return !new.n || says_nothing(d, item);
}

static void add_item(att_brief *b, att_meeting *x, uint32_t k, uint32_t t)
{
    const att_doc *d = b->reports.p[k].doc;
    att_str words = att_position_issue(d, t);
    att_span at = {(uint32_t)(words.p - d->text.p), (uint32_t)words.n};
    if (x->agenda.n == ITEMS || at.n < 4 || at.n > LONGEST || told(x, b->arena, d, words))
        return;
    att_agenda_item *item = ATT_PUSH(b->arena, &x->agenda);
    item->text = words;
    *ATT_PUSH(b->arena, &item->evidence) = (att_evidence){.report = k, .sentence = tok(d, t)->sentence, .at = at};
}

static void add_items(att_brief *b, att_meeting *x, uint32_t k, uint32_t t)
{
    const att_doc *d = b->reports.p[k].doc;
    if (t == ATT_NONE)
        return;
    add_item(b, x, k, t);
    for (uint32_t c = att_tree_child(d, t, ATT_CONJ, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, t, ATT_CONJ, c))
        add_item(b, x, k, c);
}

/* A verb opens the agenda when its subject is a party, the meeting itself or nobody named. */
static bool of_the_meeting(const att_doc *d, const att_meeting *x, uint32_t v)
{
    uint32_t s = att_frame_subject(d, v);
    if (s == ATT_NONE)
        return true;
    uint32_t mention = tok(d, s)->mention;
    if (mention == ATT_NONE)
        return tok(d, s)->upos == ATT_NOUN || tok(d, s)->upos == ATT_PRON;
    const att_actor *a = &d->actors.p[d->mentions.p[mention].actor];
    for (uint32_t i = 0; i < x->parties.n; i++)
        if (strcmp(x->parties.p[i].country, a->country) == 0)
            return true;
    return a->parts.n > 0;
}

static bool negated(const att_doc *d, uint32_t v)
{
    for (uint32_t c = att_tree_child(d, v, ATT_ADVMOD, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, v, ATT_ADVMOD, c))
        if (att_token_lemma_is(d, c, "not") || att_token_lemma_is(d, c, "never"))
            return true;
    return false;
}

static void by_verb(att_brief *b, att_meeting *x, uint32_t k, uint32_t v, att_str with)
{
    const att_doc *d = b->reports.p[k].doc;
    uint32_t subject = att_frame_subject(d, v);
    bool itself = subject != ATT_NONE && tok(d, subject)->mention == ATT_NONE && tok(d, subject)->upos == ATT_NOUN &&
                  att_event_fit_noun(d, subject).frame;
    if (negated(d, v)) /* "should not raise" */
        return;
    /* what a party has already raised or lifted is no agenda; what the meeting itself dealt with is */
    if (!of_the_meeting(d, x, v) || (!itself && att_status_of((att_doc *)d, v) == ATT_OCCURRED))
        return;
    uint32_t nominal = att_frame_object(d, v);
    if (with.n && !att_frame_with(d, v, with, &nominal))
        return;
    add_items(b, x, k, nominal);
}

/* "the agenda includes X", "the main issue is X", "talks on X". */
static void by_noun(att_brief *b, att_meeting *x, uint32_t k, uint32_t n, att_str with)
{
    const att_doc *d = b->reports.p[k].doc;
    if (with.n) {
        add_items(b, x, k, att_frame_oblique(d, n, with));
        return;
    }
    uint32_t v = tok(d, n)->head;
    if (v == ATT_NONE || (tok(d, n)->deprel != ATT_NSUBJ && tok(d, n)->deprel != ATT_NSUBJ_OUTER))
        return;
    bool is = att_tree_child(d, v, ATT_COP, ATT_NONE) != ATT_NONE;
    if (is)
        add_items(b, x, k, v);
    else if (att_token_lemma_is(d, v, "include") || att_token_lemma_is(d, v, "be") || att_token_lemma_is(d, v, "comprise") ||
             att_token_lemma_is(d, v, "cover")) {
        uint32_t o = att_frame_object(d, v);
        add_items(b, x, k, o != ATT_NONE ? o : att_tree_child(d, v, ATT_XCOMP, ATT_NONE));
    }
}

void att_brief_agenda(att_brief *b, att_meeting *x, uint32_t k)
{
    const att_doc *d = b->reports.p[k].doc;
    const att_table *t = att_lexicon_table(d->engine->lexicon, "brief");
    int lemma = att_table_column(t, "lemma"), pos = att_table_column(t, "pos"), with = att_table_column(t, "with");
    for (uint32_t i = 0; i < d->tokens.n; i++)
        for (uint32_t r = 0; t && r < t->rows; r++) {
            bool noun = att_str_is(att_row_cell(&t->row[r], pos), "noun");
            if (!noun && !att_str_is(att_row_cell(&t->row[r], pos), "verb"))
                continue;
            if (tok(d, i)->upos != (noun ? ATT_NOUN : ATT_VERB) || !att_str_eq(tok(d, i)->lemma, att_row_cell(&t->row[r], lemma)))
                continue;
            (noun ? by_noun : by_verb)(b, x, k, i, att_row_cell(&t->row[r], with));
        }
}

void att_brief_agenda_of_stands(att_brief *b, att_meeting *x)
{
    for (uint32_t i = 0; i < x->positions.n && x->agenda.n < ITEMS; i++) {
        const att_stand *s = &x->positions.p[i];
        bool party = false;
        for (uint32_t k = 0; k < x->parties.n; k++)
            party = party || att_str_eq(x->parties.p[k].code, s->code) || att_str_is(s->code, x->parties.p[k].country);
        const att_doc *d = b->reports.p[s->evidence.p[0].report].doc;
        bool topic =
            s->stance != ATT_SUPPORTS && memchr(s->issue.p, ' ', s->issue.n); /* praise is no topic, nor is a bare word */
        if (!party || !topic || s->issue.n < 4 || s->issue.n > LONGEST || told(x, b->arena, d, s->issue))
            continue;
        att_agenda_item *item = ATT_PUSH(b->arena, &x->agenda);
        item->text = s->issue;
        *ATT_PUSH(b->arena, &item->evidence) = s->evidence.p[0];
    }
}
