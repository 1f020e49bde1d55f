/* date/conditions.c */
#include "date/pattern.h"

static const att_token *before(const date_matcher *k) { return k->start ? date_token(k->r->x, k->start - 1) : NULL; }
static const att_token *behind(const date_matcher *k, uint32_t end) { return date_token(k->r->x, end); }

static bool is_after(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)m;
    return k->start > 0 && date_in(k->r->x, k->start - 1, list);
}

static bool is_not_after(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list) { return !is_after(k, end, m, list); }

static bool is_before(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m;
    return date_in(k->r->x, end, list);
}

static bool is_not_before(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list) { return !is_before(k, end, m, list); }

/* The clause looks ahead. */
static bool is_ahead(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)m, (void)list;
    return date_tense(k->r->x->d, k->r->x->piece.p[k->start].token) > 0;
}

/* "the worst quarrel between neighbours in a decade": what is the most of its kind is so over all of that time. */
static bool follows_superlative(const date_matcher *k)
{
    for (uint32_t i = k->start, steps = 0; i > 0 && steps < 8; i--, steps++) {
        const att_token *t = date_token(k->r->x, i - 1);
        if (!t || t->upos == ATT_VERB || t->upos == ATT_AUX || t->upos == ATT_PUNCT)
            return false;
        if (att_str_is(t->xpos, "JJS") || att_str_is(t->xpos, "RBS") || att_str_is(t->lemma, "first"))
            return true;
    }
    return false;
}

/* The words hang on a verb or adjective: not "the first visit in 12 years". */
static bool is_verbal(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    uint32_t head = date_token(k->r->x, end - 1)->head;
    att_upos what = head == ATT_NONE ? ATT_VERB : k->r->x->d->tokens.p[head].upos;
    return what != ATT_NOUN && what != ATT_PROPN && !follows_superlative(k);
}

/* No noun, number or hyphen follows that the words would belong to: "the 7th", not "the 7th round". */
static bool is_alone(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    const att_token *t = behind(k, end);
    return !t || (t->upos != ATT_NOUN && t->upos != ATT_ADJ && t->upos != ATT_PROPN && t->upos != ATT_NUM &&
                  !date_in(k->r->x, end, ATT_STR("-|–|/|%")));
}

/* "may", "spring" and "end" can be verbs. */
static bool is_noun(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    att_upos first = date_token(k->r->x, k->start)->upos, last = date_token(k->r->x, end - 1)->upos;
    return first != ATT_AUX && first != ATT_VERB && last != ATT_AUX && last != ATT_VERB;
}

static bool is_last(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m;
    return date_in(k->r->x, end - 1, list);
}

static bool is_has(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m;
    for (uint32_t i = k->start; i < end; i++)
        if (date_in(k->r->x, i, list))
            return true;
    return false;
}

static bool is_not_last(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list) { return !is_last(k, end, m, list); }

static bool is_not_begins(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)m;
    return !date_in(k->r->x, k->start, list);
}

/* "May" and "March" by themselves are months only where words lead to one: not "Theresa May", "the March on Rome". */
static bool is_month(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)list;
    const date_word *w = date_find(k->r->x, k->start, DATE_MONTH);
    bool led = k->start > 0 &&
               date_in(k->r->x, k->start - 1,
                       ATT_STR("in|of|by|since|until|till|from|to|through|and|or|after|before|during|between|for|late|early|mid|end|-"));
    return w && (!w->capital || led) && is_noun(k, end, m, list);
}

/* A number that is more than an article: "one year", not "a year". */
static bool is_counted(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)k, (void)end, (void)list;
    return !m->number.article;
}

static bool is_figures(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    return k->r->x->piece.p[end - 1].mask & DATE_BIT(DATE_DIGIT);
}

static bool is_first(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)m, (void)list;
    return k->start == 0;
}

/* "5/17" is no share of anything; "5/16" is what stocks rise by. */
static bool is_no_fraction(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)end, (void)list;
    att_str w = k->r->x->piece.p[k->start].low;
    return m->of_month > 12 && m->of_month != 16 && att_str_find(w, ATT_STR("/")) != SIZE_MAX;
}

/* "twice a week", "$2 million a year" */
static bool is_rate(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)m, (void)list;
    const att_token *t = before(k), *unit = date_token(k->r->x, end - 1);
    bool counts = t && (t->upos == ATT_NOUN || t->upos == ATT_NUM || t->upos == ATT_SYM || att_str_is(t->lemma, "once") ||
                        att_str_is(t->lemma, "twice"));
    return counts && (unit->deprel == ATT_NMOD_UNMARKED || unit->deprel == ATT_OBL_UNMARKED);
}

/* "1,500 troops", "1988 dollars": a number of things, no year. */
static bool counts_things(const date_matcher *k, const att_token *t)
{
    if (t->deprel != ATT_NUMMOD || t->head == ATT_NONE || t->head <= k->r->x->piece.p[k->start].token)
        return false;
    const att_token *noun = &k->r->x->d->tokens.p[t->head];
    return att_str_is(noun->xpos, "NNS") ||
           !(k->start > 0 && date_in(k->r->x, k->start - 1, ATT_STR("the|a|an|its|his|her|their|our|this|that|'s")));
}

/* Four digits are a year where words lead to one, where they hang on a verb or noun as years do, or where nothing else is likely. */
static bool is_year(const date_matcher *k, uint32_t end, const date_meaning *m, att_str list)
{
    (void)list;
    const date_text *x = k->r->x;
    const att_token *t = date_token(x, k->start);
    bool era = m->year < 1000;
    if (era)
        return true;
    if (counts_things(k, t) ||
        date_in(x, end, ATT_STR("%|percent|per|people|dollars|miles|metres|meters|kilometers|troops|hundred|thousand|million|billion")))
        return false;
    if (k->start > 0 && date_in(x, k->start - 1, ATT_STR("$|£|€|#|no.|than|nearly|almost|over|some|number|page|route|boeing")))
        return false;
    bool led =
        k->start > 0 && date_in(x, k->start - 1,
                                ATT_STR("in|since|of|by|until|till|during|from|to|and|before|after|between|late|early|mid|for|through|back|"
                                        "(|-|–|around|circa|ca.|about|the|year|years|end|spring|summer|autumn|fall|winter"));
    bool hangs = t->deprel == ATT_OBL_UNMARKED || t->deprel == ATT_NMOD_UNMARKED || t->deprel == ATT_OBL || t->deprel == ATT_NMOD;
    return led || hangs || k->start == 0 || (m->year >= 1900 && m->year < 2100);
}

#define CONDITIONS(X)                                                                                                                      \
    X(after)                                                                                                                               \
    X(not_after)                                                                                                                           \
    X(before)                                                                                                                              \
    X(not_before)                                                                                                                          \
    X(has)                                                                                                                                 \
    X(last)                                                                                                                                \
    X(not_last) X(not_begins) X(first) X(alone) X(noun) X(month) X(year) X(ahead) X(verbal) X(counted) X(figures) X(rate) X(no_fraction)

date_condition *date_condition_find(att_str name)
{
    static const struct {
        const char *name;
        date_condition *test;
    } known[] = {
#define X(name) {#name, is_##name},
        CONDITIONS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (att_str_is(name, known[i].name))
            return known[i].test;
    return NULL;
}
