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

/* What the auxiliaries of a verb say, 2 for nothing. */
static int by_auxiliaries(const att_doc *d, uint32_t v)
{
    static const char *const ahead[] = {"will", "would", "shall", "may", "might", "could", "should", "must", "can", "'ll", NULL};
    int told = 2;
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c)) {
        if (!is_aux(d, c))
            continue;
        if (lemma_in(d, c, ahead)) /* "could have been" looks back */
            return att_str_is(tok(d, v)->xpos, "VBN") && tok(d, v)->deprel != ATT_AUX_PASS && told == -1 ? -1 : 1;
        att_str x = tok(d, c)->xpos;
        if (att_str_is(x, "VBD") || att_token_lemma_is(d, c, "have"))
            told = -1;
        else if (told == 2 && (att_str_is(x, "VBZ") || att_str_is(x, "VBP")))
            told = 1;
    }
    return told;
}

/* Verbs whose infinitive or object is still to come, however they are told: "planned to visit on Friday". */
static bool plans(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"plan", "schedule", "expect", "due",  "set", "agree",  "intend", "promise", "vow",     "pledge",
                                        "want", "hope",     "order",  "urge", "ask", "invite", "decide", "prepare", "propose", NULL};
    return lemma_in(d, v, words);
}

static int of_verb(const att_doc *d, uint32_t v)
{
    int told = by_auxiliaries(d, v);
    att_str x = tok(d, v)->xpos;
    if (told == 2 && att_str_is(x, "VBD"))
        return -1;
    if (told == 2 && (att_str_is(x, "VBZ") || att_str_is(x, "VBP")))
        return 1;
    if (told == 2 && att_str_is(x, "VB"))
        return 1;
    return told == 2 ? 0 : told;
}

int date_tense(const att_doc *d, uint32_t t)
{
    for (int steps = 0; t != ATT_NONE && steps < 12; steps++, t = tok(d, t)->head) {
        att_upos what = tok(d, t)->upos;
        bool copula = what != ATT_VERB && att_tree_child(d, t, ATT_COP, ATT_NONE) != ATT_NONE;
        if (what != ATT_VERB && what != ATT_AUX && !copula)
            continue;
        int told = of_verb(d, t);
        bool infinitive = att_str_is(tok(d, t)->xpos, "VB") && tok(d, t)->deprel == ATT_XCOMP;
        if (told && !infinitive)
            return told;
        if (infinitive && told > 0)
            return tok(d, t)->head != ATT_NONE && !plans(d, tok(d, t)->head) && of_verb(d, tok(d, t)->head) < 0 ? 0 : 1;
    }
    return 0;
}
