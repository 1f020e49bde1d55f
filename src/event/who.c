/* event/who.c */
#include "event/who.h"

#include <stdlib.h>

#include "pipe/engine.h"

enum { STEPS = 4, DISTANCES = 6, CASES_LIMIT = 64, FEATURES = 12, CHAIN_LIMIT = 64 };
static const uint32_t FAR[DISTANCES - 1] = {1, 2, 4, 7, 12};

/* The number of each feature in the model; absent ones are the first of their group. */
struct att_who_table {
    uint16_t up[STEPS], down[STEPS];                                                        /* steps to where both join */
    uint16_t rel[att_deprel_COUNT], top[att_deprel_COUNT + 1], below[att_deprel_COUNT + 1]; /* of the nominal; below the join; none */
    uint16_t word_case[CASES_LIMIT + 2], top_case[CASES_LIMIT + 2];                         /* none, the words of `cases`, another */
    uint16_t passive[2], far[2][DISTANCES], upos[att_upos_COUNT], word[att_upos_COUNT], type[att_event_type_COUNT];
    att_map cases;
    uint32_t n_cases;
};

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

/* ---- the model's features ------------------------------------------------------------------------------------------- */

typedef struct {
    const att_map *names;
    att_arena *arena;
} numbers;

/* The number of "group value", or of "group other" when the model does not know the value. */
static uint16_t number_of(const numbers *n, const char *group, const char *value, const char *other)
{
    uint32_t i = att_map_find(n->names, att_format(n->arena, "%s %s", group, value));
    if (i == ATT_NONE)
        i = att_map_find(n->names, att_format(n->arena, "%s %s", group, other));
    return i == ATT_NONE ? 0 : (uint16_t)i;
}

static void number_cases(struct att_who_table *w, const numbers *n, const att_model *m)
{
    w->cases.arena = n->arena;
    for (uint32_t i = 0; i < att_model_features(m); i++) {
        att_str f = att_model_feature(m, i), value = f.n > 5 ? att_str_from(f, 5) : ATT_STR("-");
        if (!att_str_starts(f, "case ") || att_str_is(value, "-") || att_str_is(value, "*") || w->n_cases == CASES_LIMIT)
            continue;
        *att_map_add(&w->cases, value) = w->n_cases++;
        w->word_case[w->n_cases] = number_of(n, "case", att_str_copy(n->arena, value).p, "*");
        w->top_case[w->n_cases] = number_of(n, "topcase", att_str_copy(n->arena, value).p, "*");
    }
    w->word_case[0] = number_of(n, "case", "-", "*");
    w->top_case[0] = number_of(n, "topcase", "-", "*");
    w->word_case[CASES_LIMIT + 1] = number_of(n, "case", "*", "*");
    w->top_case[CASES_LIMIT + 1] = number_of(n, "topcase", "*", "*");
}

static void number_steps(struct att_who_table *w, const numbers *n)
{
    static const char *const figure[] = {"0", "1", "2", "3", "4", "5"};
    for (int i = 0; i < STEPS; i++) {
        w->up[i] = number_of(n, "up", figure[i], "3");
        w->down[i] = number_of(n, "down", figure[i], "3");
    }
    for (int i = 0; i < DISTANCES; i++) {
        w->far[0][i] = number_of(n, "before", figure[i], "5");
        w->far[1][i] = number_of(n, "after", figure[i], "5");
    }
    for (int i = 0; i < 2; i++)
        w->passive[i] = number_of(n, "passive", figure[i], "0");
}

const struct att_who_table *att_who_open(att_arena *arena, const att_model *m)
{
    if (!att_model_features(m))
        return NULL;
    struct att_who_table *w = ATT_ARRAY(arena, struct att_who_table, 1);
    att_map names = {.arena = arena};
    for (uint32_t i = 0; i < att_model_features(m); i++)
        *att_map_add(&names, att_model_feature(m, i)) = i;
    numbers n = {&names, arena};
    *w = (struct att_who_table){0};
    number_steps(w, &n);
    number_cases(w, &n, m);
    for (int r = 0; r <= att_deprel_COUNT; r++) {
        const char *name = r < att_deprel_COUNT ? att_deprel_name((att_deprel)r) : "-";
        if (r < att_deprel_COUNT)
            w->rel[r] = number_of(&n, "rel", name, "dep");
        w->top[r] = number_of(&n, "top", name, "dep");
        w->below[r] = number_of(&n, "below", name, "dep");
    }
    for (int u = 0; u < att_upos_COUNT; u++) {
        w->upos[u] = number_of(&n, "upos", att_upos_name((att_upos)u), "X");
        w->word[u] = number_of(&n, "word", att_upos_name((att_upos)u), "X");
    }
    for (int t = 0; t < att_event_type_COUNT; t++)
        w->type[t] = number_of(&n, "type", att_event_type_name((att_event_type)t), "-");
    return w;
}

/* ---- what the tree says --------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t p[CHAIN_LIMIT], n;
} chain; /* a token and what it hangs under, up to the root */

static chain chain_of(const att_doc *d, uint32_t t)
{
    chain c = {.n = 0};
    for (; t != ATT_NONE && c.n < CHAIN_LIMIT; t = tok(d, t)->head)
        c.p[c.n++] = t;
    return c;
}

/* Where the two chains meet, in steps on each; false when they do not. */
static bool join(const chain *a, const chain *b, uint32_t *up, uint32_t *down)
{
    for (*up = 0; *up < a->n; ++*up)
        for (*down = 0; *down < b->n; ++*down)
            if (a->p[*up] == b->p[*down])
                return true;
    return false;
}

static uint32_t case_number(const struct att_who_table *w, const att_doc *d, uint32_t t)
{
    uint32_t c = att_tree_child(d, t, ATT_CASE, ATT_NONE);
    if (c == ATT_NONE)
        return 0;
    char lower[16];
    att_str form = att_token_form(d, c);
    for (size_t i = 0; i < form.n && i < sizeof lower; i++)
        lower[i] = (char)(form.p[i] >= 'A' && form.p[i] <= 'Z' ? form.p[i] + 32 : form.p[i]);
    uint32_t i = form.n > sizeof lower ? ATT_NONE : att_map_find(&w->cases, (att_str){lower, form.n});
    return i == ATT_NONE ? CASES_LIMIT + 1 : i + 1;
}

static bool is_passive(const att_doc *d, uint32_t t)
{
    return att_tree_child(d, t, ATT_NSUBJ_PASS, ATT_NONE) != ATT_NONE || att_tree_child(d, t, ATT_AUX_PASS, ATT_NONE) != ATT_NONE;
}

/* As Features.of in train/event_roles.py. */
static void features_of(const struct att_who_table *w, const att_doc *d, const chain *word, uint32_t nominal, att_event_type type,
                        uint16_t out[FEATURES])
{
    uint32_t t = word->p[0], up, down, none = att_deprel_COUNT, far = 0;
    chain c = chain_of(d, nominal);
    bool meet = join(&c, word, &up, &down);
    uint32_t top = meet && up ? c.p[up - 1] : ATT_NONE, below = meet && down ? word->p[down - 1] : ATT_NONE;
    uint32_t distance = nominal > t ? nominal - t : t - nominal;
    for (int i = 0; i < DISTANCES - 1; i++)
        far += distance > FAR[i];
    const uint16_t f[FEATURES] = {w->up[meet && up < STEPS - 1 ? up : STEPS - 1],
                                  w->down[meet && down < STEPS - 1 ? down : STEPS - 1],
                                  w->rel[tok(d, nominal)->deprel],
                                  w->top[top != ATT_NONE ? tok(d, top)->deprel : none],
                                  w->below[below != ATT_NONE ? tok(d, below)->deprel : none],
                                  w->word_case[case_number(w, d, nominal)],
                                  w->top_case[top != ATT_NONE ? case_number(w, d, top) : 0],
                                  w->passive[is_passive(d, t)],
                                  w->far[nominal > t][far],
                                  w->upos[tok(d, nominal)->upos],
                                  w->word[tok(d, t)->upos],
                                  w->type[type]};
    memcpy(out, f, sizeof f);
}

static bool is_nominal(const att_doc *d, uint32_t t)
{
    att_upos u = tok(d, t)->upos;
    char first = att_token_form(d, t).p[0];
    return u == ATT_NOUN || u == ATT_PROPN || u == ATT_PRON || (u == ATT_ADJ && first >= 'A' && first <= 'Z') ||
           (u == ATT_NUM && tok(d, t)->deprel != ATT_NUMMOD) || tok(d, t)->deprel == ATT_NMOD_POSS;
}

static int likelier(const void *a, const void *b)
{
    const att_who *x = a, *y = b;
    return x->share > y->share ? -1 : x->share < y->share ? 1 : x->token < y->token ? -1 : x->token > y->token;
}

att_who_list att_who_in(att_doc *d, uint32_t t, att_event_type type, att_role role)
{
    const struct att_who_table *w = d->engine->who;
    if (!w || !d->roles)
        return (att_who_list){0};
    const att_sentence *s = &d->sentences.p[tok(d, t)->sentence];
    att_who *out = ATT_ARRAY(&d->arena, att_who, s->n);
    uint32_t n = 0;
    chain word = chain_of(d, t);
    for (uint32_t k = s->first; k < s->first + s->n; k++) {
        if (k == t || !is_nominal(d, k))
            continue;
        uint16_t feature[FEATURES];
        float share[ATT_ROLE_KINDS];
        features_of(w, d, &word, k, type, feature);
        att_model_role(d->engine->model, d->roles + (size_t)t * 2 * ATT_MODEL_ROLE, d->roles + ((size_t)k * 2 + 1) * ATT_MODEL_ROLE, feature,
                       FEATURES, share);
        out[n++] = (att_who){k, share[role]};
    }
    qsort(out, n, sizeof *out, likelier);
    return (att_who_list){out, n};
}

/* For verbs chosen on the test part of train/sentences, where the figures hardly move between .3 and .5; what a noun tells has its parties more often
 * in another sentence. */
bool att_who_is(const att_doc *d, uint32_t t, const att_who *w, att_role role)
{
    float least = tok(d, t)->upos != ATT_VERB ? 0.6F : role == ATT_SOURCE ? 0.4F : 0.3F;
    return w->share >= least;
}

bool att_who_may_be(const att_who *w) { return w->share >= 0.15F; }

uint32_t att_who_first(att_doc *d, uint32_t t, att_event_type type, att_role role)
{
    att_who_list who = att_who_in(d, t, type, role);
    return who.n && att_who_is(d, t, &who.p[0], role) ? who.p[0].token : ATT_NONE;
}
