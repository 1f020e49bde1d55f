/* brief/agenda.c */
#include "brief/agenda.h"

#include "brief/matter.h"

#include "event/words.h"
#include "event/event.h"
#include "event/frame.h"
#include "event/status.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"

enum { ITEMS = 12, LONGEST = 160 };

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

/* One word that only points at a matter told elsewhere. */
static bool says_nothing(att_arena *arena, att_str item)
{
    static const char *const words[] = {"accord",  "agreement", "deal",       "demand",   "idea",     "issue",        "matter",
                                        "offer",   "plan",      "point",      "proposal", "question", "relationship", "report",
                                        "request", "subject",   "suspension", "thing",    "topic",    "trip",         "visit"};
    att_matter one = att_matter_of(arena, item);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        att_matter other = att_matter_of(arena, att_str_of(words[i]));
        if (att_matter_shared(&one, &other))
            return true;
    }
    return false;
}

/* Whether the matter is on the agenda already, in these words or in others. */
static bool told(const att_meeting *x, att_arena *arena, att_str item)
{
    att_matter new = att_matter_of(arena, item);
    for (uint32_t i = 0; i < x->agenda.n; i++) {
        att_matter old = att_matter_of(arena, x->agenda.p[i].text);
        if (att_matter_same(&old, &new))
            return true;
    }
    return !new.n || (new.n == 1 && says_nothing(arena, item));
}

static void add_item(att_brief *b, att_meeting *x, uint32_t k, uint32_t t)
{
    const att_doc *d = b->reports.p[k].doc;
    att_span at = att_brief_phrase(d, t);
    att_str words = att_doc_words(d, at);
    if (x->agenda.n == ITEMS || at.n < 4 || at.n > LONGEST || tok(d, t)->upos == ATT_PRON || told(x, b->arena, words))
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

static void by_verb(att_brief *b, att_meeting *x, uint32_t k, uint32_t v, att_str with)
{
    const att_doc *d = b->reports.p[k].doc;
    uint32_t subject = att_frame_subject(d, v);
    bool itself = subject != ATT_NONE && tok(d, subject)->mention == ATT_NONE && tok(d, subject)->upos == ATT_NOUN &&
                  att_event_fit_noun(d, subject).frame;
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
        if (!party || s->issue.n < 4 || s->issue.n > LONGEST || told(x, b->arena, s->issue))
            continue;
        att_agenda_item *item = ATT_PUSH(b->arena, &x->agenda);
        item->text = s->issue;
        *ATT_PUSH(b->arena, &item->evidence) = s->evidence.p[0];
    }
}
