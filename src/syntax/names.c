/* syntax/names.c: names from the log-probabilities of B- and I- labels.
 * A report names its people in full once and by one word afterwards; a word that the model is unsure of is therefore read as elsewhere in
 * the same report. */
#include "syntax/names.h"

#include <math.h>

enum { LABELS = 32, KINDS = 4, NEVER = -30 }; /* NEVER: the log of next to nothing */

typedef struct {
    att_doc *d;
    uint32_t n;   /* labels */
    float *score; /* [tokens][n] */
    att_name_kind kind[LABELS];
    bool inside[LABELS]; /* I-... */
} decoder;

/* A kind's log-probability: of the better of its B- and I- labels.  Their sum would take exp and log, whose last bit differs between
 * machines. */
static void kind_scores(const decoder *c, uint32_t t, double out[KINDS])
{
    for (int k = 0; k < KINDS; k++)
        out[k] = NEVER;
    for (uint32_t y = 0; y < c->n; y++) {
        double p = (double)c->score[(size_t)t * c->n + y];
        if (p > out[c->kind[y]])
            out[c->kind[y]] = p;
    }
}

/* How much the rest of the report counts against the place itself.  Measured: names of news (worldwide-newswire-dev) F1 73.6 without, 74.3
 * at 0.5, 74.7 at 0.8, 74.5 at 1. */
static const double OTHERS = 0.8;

typedef struct {
    double sum[KINDS];
    uint32_t n;
} votes;

/* Words that may be a name: with a capital. */
static bool votes_on(const decoder *c, uint32_t t)
{
    att_str w = att_token_form(c->d, t);
    size_t n;
    return w.n > 2 && att_utf8_is_upper(att_utf8_at(w, 0, &n));
}

typedef struct {
    att_map words;
    ATT_VEC(votes) all; /* by word */
    uint32_t *of;       /* [tokens] the word's votes, or ATT_NONE */
} poll;

static void count_votes(const decoder *c, att_arena *scratch, poll *p)
{
    double own[KINDS];
    for (uint32_t t = 0; t < c->d->tokens.n; t++) {
        p->of[t] = ATT_NONE;
        if (!votes_on(c, t))
            continue;
        uint32_t *place = att_map_add(&p->words, att_token_form(c->d, t));
        if (*place == ATT_NONE) {
            *place = p->all.n;
            *ATT_PUSH(scratch, &p->all) = (votes){0};
        }
        p->of[t] = *place;
        kind_scores(c, t, own);
        for (int k = 0; k < KINDS; k++)
            p->all.p[*place].sum[k] += own[k];
        p->all.p[*place].n++;
    }
}

/* Moves each word's scores towards what the report's occurrences of the word say on average. */
static void agree(const decoder *c, att_arena *scratch)
{
    poll p = {.words = {.arena = scratch}, .of = ATT_ARRAY(scratch, uint32_t, c->d->tokens.n)};
    double own[KINDS];
    count_votes(c, scratch, &p);
    for (uint32_t t = 0; t < c->d->tokens.n; t++) {
        const votes *v = p.of[t] == ATT_NONE ? NULL : &p.all.p[p.of[t]];
        if (!v || v->n < 2)
            continue;
        kind_scores(c, t, own);
        for (uint32_t y = 0; y < c->n; y++)
            c->score[(size_t)t * c->n + y] += (float)(OTHERS * (v->sum[c->kind[y]] / v->n - own[c->kind[y]]));
    }
}

/* I- only after B- or I- of the same kind. */
static bool may_follow(const decoder *c, uint32_t before, uint32_t now) { return !c->inside[now] || c->kind[before] == c->kind[now]; }

/* The best sequence of labels (Viterbi) of the sentence; ties go to the lower label. */
static void decode(const decoder *c, const att_sentence *s, float *best, uint8_t *back, uint8_t *label)
{
    uint32_t k = c->n;
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t y = 0; y < k; y++) {
            float top = i ? -INFINITY : c->inside[y] ? -INFINITY : 0;
            for (uint32_t x = 0; i > 0 && x < k; x++)
                if (may_follow(c, x, y) && best[(size_t)(i - 1) * k + x] > top) {
                    top = best[(size_t)(i - 1) * k + x];
                    back[(size_t)i * k + y] = (uint8_t)x;
                }
            best[(size_t)i * k + y] = top + c->score[(size_t)(s->first + i) * k + y];
        }
    for (uint32_t y = 0; y < k; y++)
        if (y == 0 || best[(size_t)(s->n - 1) * k + y] > best[(size_t)(s->n - 1) * k + label[s->n - 1]])
            label[s->n - 1] = (uint8_t)y;
    for (uint32_t i = s->n - 1; i > 0; i--)
        label[i - 1] = back[(size_t)i * k + label[i]];
}

static void add_names(const decoder *c, const att_sentence *s, const uint8_t *label)
{
    for (uint32_t i = 0, end; i < s->n; i = end) {
        end = i + 1;
        if (c->kind[label[i]] == ATT_NO_NAME)
            continue;
        while (end < s->n && c->inside[label[end]])
            end++;
        *ATT_PUSH(&c->d->arena, &c->d->names) =
            (att_name){att_tokens_span(c->d, s->first + i, end - i), s->first + i, end - i, c->kind[label[i]]};
    }
}

void att_syntax_names(att_doc *d, att_arena *scratch, const att_str *label, uint32_t labels, float *score)
{
    decoder c = {.d = d, .n = labels, .score = score};
    uint32_t longest = 0;
    ATT_ASSERT(labels > 0 && labels <= LABELS);
    for (uint32_t y = 0; y < labels; y++) {
        int kind = label[y].n > 2 ? att_name_kind_find(att_str_from(label[y], 2)) : -1;
        c.kind[y] = kind < 0 ? ATT_NO_NAME : (att_name_kind)kind;
        c.inside[y] = c.kind[y] && att_str_starts(label[y], "I-");
    }
    for (uint32_t i = 0; i < d->sentences.n; i++)
        longest = d->sentences.p[i].n > longest ? d->sentences.p[i].n : longest;
    float *best = ATT_ARRAY(scratch, float, (size_t)longest *labels);
    uint8_t *back = ATT_ARRAY(scratch, uint8_t, (size_t)longest * labels), *best_label = ATT_ARRAY(scratch, uint8_t, longest);
    agree(&c, scratch);
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        decode(&c, &d->sentences.p[i], best, back, best_label);
        add_names(&c, &d->sentences.p[i], best_label);
    }
}
