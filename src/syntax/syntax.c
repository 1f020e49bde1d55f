/* syntax/syntax.c */
#include "syntax/syntax.h"

#include <math.h>

#include "model/model.h"
#include "pipe/engine.h"
#include "syntax/names.h"

enum { LABELS = 256, WINDOW = 120 }; /* words of a window when a sentence is too long for the model */

typedef struct {
    att_doc *d;
    const att_model *m;
    att_arena scratch;
    att_upos upos[LABELS];
    att_deprel deprel[LABELS];
    att_event_type event[LABELS];
    uint32_t root; /* its number among the model's labels, or ATT_NONE */
    att_vocabulary vocabulary;
    uint32_t name_labels;
    float *names; /* [tokens][name_labels] log-probabilities */
} reader;

/* Words that are one piece are frequent enough to be words. */
static bool known(const void *model, att_str word)
{
    uint32_t piece[ATT_MODEL_WORD_PIECES];
    return att_model_pieces(model, word, piece) == 1;
}

/* ---- one sentence -------------------------------------------------------------------------------------------------------------------- */

static uint32_t argmax(const float *x, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (x[i] > x[best])
            best = i;
    return best;
}

static void set_tags(reader *r, const att_scores *s, uint32_t first)
{
    for (uint32_t i = 0; i < s->n; i++) {
        att_token *t = &r->d->tokens.p[first + i];
        t->upos = r->upos[s->best[ATT_HEAD_UPOS][i]];
        t->xpos = att_model_label(r->m, ATT_HEAD_XPOS, s->best[ATT_HEAD_XPOS][i]);
        att_str feats = att_model_label(r->m, ATT_HEAD_FEATS, s->best[ATT_HEAD_FEATS][i]);
        t->feats = att_str_is(feats, "_") ? ATT_STR("") : feats;
        att_str rule = att_model_label(r->m, ATT_HEAD_LEMMA, s->best[ATT_HEAD_LEMMA][i]);
        t->lemma = att_syntax_lemma_of(&r->d->arena, &r->vocabulary, t, att_token_form(r->d, first + i), rule);
    }
}

static void set_tree(reader *r, const att_scores *s, uint32_t first, const uint32_t *head, float *score)
{
    uint32_t labels = att_model_labels(r->m, ATT_HEAD_DEPREL);
    for (uint32_t i = 0; i < s->n; i++, score += labels) {
        att_token *t = &r->d->tokens.p[first + i];
        t->head = head[i] ? first + head[i] - 1 : ATT_NONE;
        t->deprel = ATT_ROOT;
        if (!head[i])
            continue;
        if (r->root < labels)
            score[r->root] = -INFINITY; /* only the root is root */
        t->deprel = r->deprel[argmax(score, labels)];
    }
}

static void set_trees(reader *r, const att_scores *s, uint32_t n, const uint32_t *first)
{
    uint32_t **head = ATT_ARRAY(&r->scratch, uint32_t *, n);
    float **score = ATT_ARRAY(&r->scratch, float *, n);
    for (uint32_t i = 0; i < n; i++) {
        head[i] = ATT_ARRAY(&r->scratch, uint32_t, s[i].n + 1);
        score[i] = ATT_ARRAY(&r->scratch, float, (size_t)s[i].n * att_model_labels(r->m, ATT_HEAD_DEPREL));
        att_syntax_tree(&r->scratch, s[i].arc, s[i].n, head[i]);
    }
    att_model_deprels(r->m, &r->scratch, s, n, head, score);
    for (uint32_t i = 0; i < n; i++)
        set_tree(r, &s[i], first[i], head[i], score[i]);
}

static void keep_name_scores(reader *r, const att_scores *s, uint32_t first)
{
    memcpy(r->names + (size_t)first * r->name_labels, s->names, (size_t)s->n * r->name_labels * sizeof(float));
}

/* What each word may tell of.  Sentences cut into windows are seen window by window. */
static void set_sights(reader *r, const att_scores *s, uint32_t first)
{
    uint32_t types = att_model_types(r->m);
    for (uint32_t i = 0; s->types && i < s->n; i++) {
        const float *score = s->types + (size_t)i * types;
        uint32_t best = argmax(score, types - 1);
        r->d->sights[first + i] = (att_sight){(float)att_exp(score[types - 1]), (float)att_exp(score[best]), r->event[best]};
    }
}

static void keep_roles(reader *r, const att_scores *s, uint32_t first)
{
    enum { EACH = 2 * ATT_MODEL_ROLE };
    if (s->roles)
        memcpy(r->d->roles + (size_t)first * EACH, s->roles, (size_t)s->n * EACH * sizeof(float));
}

/* ---- windows ----------------------------------------------------------------------------------------------------------------------------
 */

/* Where a window of a long sentence ends: after the last sign within reach, else after WINDOW words. */
static uint32_t window_end(const att_doc *d, uint32_t first, uint32_t end)
{
    if (end - first <= WINDOW + WINDOW / 2)
        return end;
    for (uint32_t t = first + WINDOW; t > first + WINDOW / 2; t--) {
        att_str w = att_token_form(d, t - 1);
        if (att_str_is(w, ";") || att_str_is(w, ",") || att_str_is(w, ":") || att_str_is(w, "."))
            return t;
    }
    return first + WINDOW;
}

typedef ATT_VEC(att_words) windows;

static void label_tables(reader *r)
{
    for (uint32_t i = 0; i < att_model_types(r->m) && i < LABELS; i++) {
        int k = att_event_type_find(att_model_type(r->m, i));
        r->event[i] = k < 0 ? ATT_NO_EVENT : (att_event_type)k;
    }
    r->root = ATT_NONE;
    for (uint32_t i = 0; i < att_model_labels(r->m, ATT_HEAD_UPOS) && i < LABELS; i++) {
        int k = att_upos_find(att_model_label(r->m, ATT_HEAD_UPOS, i));
        r->upos[i] = k < 0 ? ATT_X : (att_upos)k;
    }
    for (uint32_t i = 0; i < att_model_labels(r->m, ATT_HEAD_DEPREL) && i < LABELS; i++) {
        int k = att_deprel_find(att_model_label(r->m, ATT_HEAD_DEPREL, i));
        r->deprel[i] = k < 0 ? ATT_DEP : (att_deprel)k;
        r->root = k == ATT_ROOT ? i : r->root;
    }
}

/* The roots of all windows but the first hang on that of the first, so that a sentence stays one tree. */
static void join_windows(att_doc *d, const att_sentence *s)
{
    uint32_t root = ATT_NONE;
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        if (d->tokens.p[t].head != ATT_NONE)
            continue;
        if (root == ATT_NONE) {
            root = t;
            d->tokens.p[t].deprel = ATT_ROOT;
        } else {
            d->tokens.p[t].head = root;
            d->tokens.p[t].deprel = ATT_PARATAXIS;
        }
    }
}

/* Scores windows and fills their words; what the model had no room for (it counts pieces, not words) is a window of the next round. */
static void read_windows(reader *r, windows w, att_ids first)
{
    while (w.n) {
        windows rest = {0};
        att_ids rest_first = {0};
        att_scores *s = ATT_ARRAY(&r->scratch, att_scores, w.n);
        att_model_run(r->m, &r->scratch, w.p, w.n, s);
        for (uint32_t i = 0; i < w.n; i++) {
            ATT_ASSERT(s[i].n > 0);
            set_tags(r, &s[i], first.p[i]);
            keep_name_scores(r, &s[i], first.p[i]);
            set_sights(r, &s[i], first.p[i]);
            keep_roles(r, &s[i], first.p[i]);
            if (s[i].n < w.p[i].n) {
                *ATT_PUSH(&r->scratch, &rest) = (att_words){w.p[i].word + s[i].n, w.p[i].n - s[i].n};
                *ATT_PUSH(&r->scratch, &rest_first) = first.p[i] + s[i].n;
            }
        }
        set_trees(r, s, w.n, first.p);
        w = rest;
        first = rest_first;
    }
}

static void add_windows(reader *r, const att_sentence *s, windows *w, att_ids *first)
{
    for (uint32_t t = s->first, stop; t < s->first + s->n; t = stop) {
        stop = window_end(r->d, t, s->first + s->n);
        att_str *word = ATT_ARRAY(&r->scratch, att_str, stop - t);
        for (uint32_t k = t; k < stop; k++)
            word[k - t] = att_token_form(r->d, k);
        *ATT_PUSH(&r->scratch, w) = (att_words){word, stop - t};
        *ATT_PUSH(&r->scratch, first) = t;
    }
}

static void find_names(reader *r)
{
    att_str *label = ATT_ARRAY(&r->scratch, att_str, r->name_labels);
    for (uint32_t y = 0; y < r->name_labels; y++)
        label[y] = att_model_label(r->m, ATT_HEAD_NAME, y);
    att_syntax_names(r->d, &r->scratch, label, r->name_labels, r->names);
}

static void read_document(reader *r)
{
    enum { AT_ONCE = 16, SCRATCH = 3 << 20 }; /* windows scored before their scratch memory is reused, and how much they need, mostly */
    att_doc *d = r->d;
    r->name_labels = att_model_labels(r->m, ATT_HEAD_NAME);
    r->names = ATT_ARRAY(&d->arena, float, (size_t)d->tokens.n * r->name_labels);
    d->sights = att_model_types(r->m) ? ATT_ARRAY(&d->arena, att_sight, d->tokens.n) : NULL;
    d->roles = att_model_features(r->m) ? ATT_ARRAY(&d->arena, float, (size_t)d->tokens.n * 2 * ATT_MODEL_ROLE) : NULL;
    att_arena_reserve(&r->scratch, SCRATCH);
    for (uint32_t i = 0; i < d->sentences.n;) {
        windows w = {0};
        att_ids first = {0};
        for (; i < d->sentences.n && w.n < AT_ONCE; i++)
            add_windows(r, &d->sentences.p[i], &w, &first);
        read_windows(r, w, first);
        att_arena_reset(&r->scratch);
    }
    for (uint32_t i = 0; i < d->sentences.n; i++)
        join_windows(d, &d->sentences.p[i]);
    find_names(r);
}

void att_syntax_stage(att_doc *d)
{
    reader *r = ATT_NEW(&d->arena, reader);
    jmp_buf full, *before = d->arena.full;
    r->d = d;
    r->m = d->engine->model;
    r->vocabulary = (att_vocabulary){r->m, known};
    size_t left = d->arena.most - d->arena.used;
    att_arena_open(&r->scratch, left ? left : 1);
    r->scratch.full = d->arena.full = &full; /* the scratch arena is the stage's own, so it is closed on the way out, whichever is full */
    if (setjmp(full)) {
        att_arena_close(&r->scratch);
        d->arena.full = before;
        ATT_ASSERT(before);
        longjmp(*before, 1);
    }
    label_tables(r);
    read_document(r);
    d->arena.full = before;
    att_arena_close(&r->scratch);
}
