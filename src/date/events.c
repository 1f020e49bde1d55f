/* date/events.c */
#include "date/events.h"

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

static void add(date_events *e, att_doc *d, uint32_t token, const date_result *day)
{
    e->d = d;
    struct date_event *x = ATT_PUSH(&d->arena, &e->told);
    x->token = token;
    x->day = *day;
}

/* The nouns that a verb, or a date that is said of something ("the vote was on May 3"), is about. */
static void add_nouns(date_events *e, att_doc *d, uint32_t of, const date_result *day)
{
    for (uint32_t c = att_tree_next(d, of, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, of, c)) {
        att_deprel r = tok(d, c)->deprel;
        if (tok(d, c)->upos == ATT_NOUN && (r == ATT_NSUBJ || r == ATT_NSUBJ_PASS || r == ATT_OBJ))
            add(e, d, c, day);
    }
}

void date_events_add(date_events *e, att_doc *d, uint32_t first, uint32_t n, const date_result *day)
{
    uint32_t head = ATT_NONE;
    for (uint32_t t = first; t < first + n; t++) {
        add_nouns(e, d, t, day);
        if (tok(d, t)->head != ATT_NONE && (tok(d, t)->head < first || tok(d, t)->head >= first + n))
            head = tok(d, t)->head;
    }
    if (head == ATT_NONE || (tok(d, head)->upos != ATT_VERB && tok(d, head)->upos != ATT_NOUN))
        return;
    add(e, d, head, day);
    if (tok(d, head)->upos == ATT_VERB)
        add_nouns(e, d, head, day);
}

/* "attack" and "attacked", "invade" and "invasion": one begins as the other, but for the end. */
static bool same_name(att_str a, att_str b)
{
    size_t n = 0, least = a.n < b.n ? a.n : b.n, most = a.n < b.n ? b.n : a.n;
    while (n < least && a.p[n] == b.p[n])
        n++;
    return n == most || (n >= 4 && n + 2 >= least && most - n <= 5);
}

const date_result *date_events_find(const void *of, uint32_t token)
{
    const date_events *e = of;
    for (uint32_t i = e->told.n; i-- > 0;)
        if (e->told.p[i].token < token && same_name(tok(e->d, e->told.p[i].token)->lemma, tok(e->d, token)->lemma))
            return &e->told.p[i].day;
    return NULL;
}
