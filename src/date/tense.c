/* date/tense.c: whether a clause looks back or ahead. */
#include "date/grammar.h"

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }
static bool is_aux(const att_doc *d, uint32_t t)
{
    return tok(d, t)->deprel == ATT_AUX_REL || tok(d, t)->deprel == ATT_AUX_PASS || tok(d, t)->deprel == ATT_COP;
}

static bool lemma_in(const att_doc *d, uint32_t t, const char *const *words)
{
    for (; *words; words++)
        if (att_token_lemma_is(d, t, *words))
            return true;
    return false;
}

/* What the auxiliaries of a verb say, UNSAID for nothing. */
enum { UNSAID = 9 };

static int by_auxiliaries(const att_doc *d, uint32_t v)
{
    static const char *const ahead[] = {"will", "would", "shall", "may", "might", "could", "should", "must", "can", "'ll", NULL};
    int told = UNSAID;
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c)) {
        if (!is_aux(d, c))
            continue;
        att_str x = tok(d, c)->xpos;
        if (lemma_in(d, c, ahead))
            told = DATE_FUTURE;
        else if (att_token_lemma_is(d, c, "be") && att_str_is(tok(d, v)->xpos, "VB")) /* "were to continue" */
            told = DATE_FUTURE;
        else if (att_token_lemma_is(d, c, "have")) /* "could have met" looks back */
            told = att_str_is(x, "VBD") ? DATE_HAD : DATE_PAST;
        else if (told == UNSAID && att_str_is(x, "VB")) /* "to be published" */
            told = DATE_FUTURE;
        else if (told == UNSAID && att_str_is(x, "VBD"))
            told = DATE_PAST;
        else if (told == UNSAID && (att_str_is(x, "VBZ") || att_str_is(x, "VBP")))
            told = DATE_PRESENT;
    }
    return told;
}

/* What is due, planned or scheduled is still to come, however it is told: "was due on Friday", "planned to visit on Friday". */
static bool plans(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"plan",   "schedule", "scheduled", "expect",  "expected", "due",   "set",   "agree",
                                        "intend", "promise",  "vow",       "pledge",  "want",     "hope",  "order", "urge",
                                        "ask",    "invite",   "decide",    "prepare", "propose",  "slate", "call",  NULL};
    return lemma_in(d, v, words);
}

static int of_verb(const att_doc *d, uint32_t v)
{
    int told = by_auxiliaries(d, v);
    att_str x = tok(d, v)->xpos;
    if (told != UNSAID)
        return told;
    att_deprel as = tok(d, v)->deprel; /* without an auxiliary a participle is one, or a past tense that was tagged so */
    if (att_str_is(x, "VBD") || (att_str_is(x, "VBN") && (as == ATT_ACL || as == ATT_ACL_RELCL || as == ATT_ADVCL)))
        return DATE_PAST;
    if (att_str_is(x, "VBZ") || att_str_is(x, "VBP"))
        return DATE_PRESENT;
    return att_str_is(x, "VB") ? DATE_FUTURE : DATE_NO_TENSE;
}

/* "was due", "is scheduled", "talks planned for": participles and adjectives of planning, unless "had been". */
static bool is_planned(const att_doc *d, uint32_t v)
{
    bool state = tok(d, v)->upos == ATT_ADJ || att_str_is(tok(d, v)->xpos, "VBN");
    return state && plans(d, v) && by_auxiliaries(d, v) != DATE_HAD;
}

/* Verbs that look ahead to what the date hangs on: "invited him to the opening", "called for a vote". */
static bool plans_noun(const att_doc *d, uint32_t v, uint32_t noun)
{
    uint32_t c = noun == ATT_NONE ? ATT_NONE : att_tree_case(d, noun);
    return c != ATT_NONE && (att_token_lemma_is(d, c, "for") || att_token_lemma_is(d, c, "to")) && plans(d, v);
}

static int by_clause(const att_doc *d, uint32_t t, uint32_t under)
{
    if (is_planned(d, t) || plans_noun(d, t, under))
        return DATE_FUTURE;
    int told = of_verb(d, t);
    uint32_t over = tok(d, t)->head;
    bool infinitive = att_str_is(tok(d, t)->xpos, "VB") && tok(d, t)->deprel == ATT_XCOMP;
    if (told > 0 && infinitive && over != ATT_NONE && !plans(d, over) && of_verb(d, over) < 0)
        return DATE_NO_TENSE; /* "managed to leave on Friday" */
    return told;
}

int date_tense(const att_doc *d, uint32_t t)
{
    uint32_t under = ATT_NONE;
    for (int steps = 0; t != ATT_NONE && steps < 12; steps++, t = tok(d, t)->head) {
        att_upos what = tok(d, t)->upos;
        bool says = what == ATT_VERB || what == ATT_AUX || att_tree_child(d, t, ATT_COP, ATT_NONE) != ATT_NONE || is_planned(d, t);
        int told = says ? by_clause(d, t, under) : 0;
        if (told)
            return told;
        under = what == ATT_NOUN ? t : ATT_NONE;
    }
    return DATE_NO_TENSE;
}
