/* syntax/syntax.c */
#include "syntax/syntax.h"

#include <math.h>

#include "model/model.h"
#include "pipe/engine.h"

enum { LABELS = 256, WINDOW = 120 }; /* words of a window when a sentence is too long for the model */

typedef struct {
    att_doc *d;
    const att_model *m;
    att_arena scratch;
    att_upos upos[LABELS];
    att_deprel deprel[LABELS];
} reader;

/* ---- lemmas ------------------------------------------------------------------------------------------------------------------------- */

static size_t without_last(att_str s, int64_t characters)
{
    size_t n = s.n;
    for (; characters > 0 && n > 0; characters--) {
        n--;
        while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
            n--;
    }
    return n;
}

att_str att_syntax_lemma(att_arena *arena, att_str form, att_str rule)
{
    att_str rest = rule, low, cut, add = rule;
    if (!att_str_split(&rest, '|', &low) || !att_str_split(&rest, '|', &cut) || !rest.p)
        return form;
    add = rest;
    if (att_str_is(cut, "*"))
        return add;
    att_str base = att_str_is(low, "1") ? att_str_lower(arena, form) : form;
    int64_t n;
    if (!att_str_number(cut, &n) || (size_t)n > att_utf8_count(base) || (n == 0 && add.n == 0))
        return base;
    size_t keep = without_last(base, n);
    if (keep + add.n == 0)
        return base;
    return att_format(arena, "%.*s%.*s", (int)keep, base.p, (int)add.n, add.p);
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

static uint32_t best_tag(const reader *r, const att_scores *s, att_head h, uint32_t i)
{
    return argmax(s->tag[h] + (size_t)i * s->tag_stride, att_model_labels(r->m, h));
}

static void set_tags(reader *r, const att_scores *s, uint32_t first)
{
    for (uint32_t i = 0; i < s->n; i++) {
        att_token *t = &r->d->tokens.p[first + i];
        t->upos = r->upos[best_tag(r, s, ATT_HEAD_UPOS, i)];
        t->xpos = att_model_label(r->m, ATT_HEAD_XPOS, best_tag(r, s, ATT_HEAD_XPOS, i));
        att_str feats = att_model_label(r->m, ATT_HEAD_FEATS, best_tag(r, s, ATT_HEAD_FEATS, i));
        t->feats = att_str_is(feats, "_") ? ATT_STR("") : feats;
        t->lemma = att_syntax_lemma(&r->d->arena, att_token_form(r->d, first + i), att_model_label(r->m, ATT_HEAD_LEMMA, best_tag(r, s, ATT_HEAD_LEMMA, i)));
    }
}

static void set_tree(reader *r, const att_scores *s, uint32_t first)
{
    uint32_t *head = ATT_ARRAY(&r->scratch, uint32_t, s->n + 1), labels = att_model_labels(r->m, ATT_HEAD_DEPREL);
    float *score = ATT_ARRAY(&r->scratch, float, labels);
    att_syntax_tree(&r->scratch, s->arc, s->n, head);
    for (uint32_t i = 0; i < s->n; i++) {
        att_token *t = &r->d->tokens.p[first + i];
        t->head = head[i] ? first + head[i] - 1 : ATT_NONE;
        att_model_deprel(r->m, s, i, head[i], score);
        t->deprel = r->deprel[argmax(score, labels)];
        if (!head[i])
            t->deprel = ATT_ROOT;
    }
}

/* Best sequence of name labels (Viterbi): I- only after B- or I- of the same kind. */
static bool may_follow(att_str before, att_str now)
{
    if (!att_str_starts(now, "I-"))
        return true;
    return before.n > 2 && att_str_eq(att_str_from(before, 2), att_str_from(now, 2));
}

static void set_names(reader *r, const att_scores *s, uint32_t first)
{
    uint32_t k = att_model_labels(r->m, ATT_HEAD_NAME), n = s->n;
    float *at = ATT_ARRAY(&r->scratch, float, (size_t)n * k), *best = ATT_ARRAY(&r->scratch, float, (size_t)n * k);
    uint32_t *back = ATT_ARRAY(&r->scratch, uint32_t, (size_t)n * k), *label = ATT_ARRAY(&r->scratch, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        att_model_names(r->m, s, i, at + (size_t)i * k);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t y = 0; y < k; y++) {
            att_str now = att_model_label(r->m, ATT_HEAD_NAME, y);
            float top = -INFINITY;
            for (uint32_t x = 0; i > 0 && x < k; x++)
                if (may_follow(att_model_label(r->m, ATT_HEAD_NAME, x), now) && best[(size_t)(i - 1) * k + x] > top) {
                    top = best[(size_t)(i - 1) * k + x];
                    back[(size_t)i * k + y] = x;
                }
            best[(size_t)i * k + y] = (i ? top : may_follow(ATT_STR(""), now) ? 0 : -INFINITY) + at[(size_t)i * k + y];
        }
    for (uint32_t i = n; i > 0; i--)
        label[i - 1] = i == n ? argmax(best + (size_t)(n - 1) * k, k) : back[(size_t)i * k + label[i]];
    for (uint32_t i = 0; i < n; i++) {
        att_str l = att_model_label(r->m, ATT_HEAD_NAME, label[i]);
        if (!att_str_starts(l, "B-"))
            continue;
        uint32_t end = i + 1;
        while (end < n && att_str_starts(att_model_label(r->m, ATT_HEAD_NAME, label[end]), "I-"))
            end++;
        int kind = att_name_kind_find(att_str_from(l, 2));
        *ATT_PUSH(&r->d->arena, &r->d->names) =
            (att_name){att_tokens_span(r->d, first + i, end - i), first + i, end - i, kind < 0 ? ATT_NO_NAME : (att_name_kind)kind};
    }
}

/* ---- windows ---------------------------------------------------------------------------------------------------------------------------- */

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
    for (uint32_t i = 0; i < att_model_labels(r->m, ATT_HEAD_UPOS) && i < LABELS; i++) {
        int k = att_upos_find(att_model_label(r->m, ATT_HEAD_UPOS, i));
        r->upos[i] = k < 0 ? ATT_X : (att_upos)k;
    }
    for (uint32_t i = 0; i < att_model_labels(r->m, ATT_HEAD_DEPREL) && i < LABELS; i++) {
        int k = att_deprel_find(att_model_label(r->m, ATT_HEAD_DEPREL, i));
        r->deprel[i] = k < 0 ? ATT_DEP : (att_deprel)k;
    }
}

/* Words that the model did not score (more pieces than it takes) hang on the root of their window as they are. */
static void leftover(att_doc *d, uint32_t first, uint32_t scored, uint32_t n)
{
    for (uint32_t i = scored; i < n; i++) {
        att_token *t = &d->tokens.p[first + i];
        t->upos = ATT_X;
        t->deprel = ATT_DEP;
        t->lemma = att_token_form(d, first + i);
        t->xpos = ATT_STR("FW");
        t->head = scored ? first : i ? first : ATT_NONE;
        if (t->head == first + i)
            t->head = ATT_NONE;
    }
    if (scored < n)
        att_note(d, att_tokens_span(d, first + scored, n - scored), "too long for the model; not parsed");
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

static void read_windows(reader *r, const windows *w, const uint32_t *first)
{
    att_scores *s = ATT_ARRAY(&r->scratch, att_scores, w->n);
    att_model_run(r->m, &r->scratch, w->p, w->n, s);
    for (uint32_t i = 0; i < w->n; i++) {
        if (s[i].n) {
            set_tags(r, &s[i], first[i]);
            set_tree(r, &s[i], first[i]);
            set_names(r, &s[i], first[i]);
        }
        leftover(r->d, first[i], s[i].n, w->p[i].n);
    }
}

static void read_document(reader *r)
{
    enum { AT_ONCE = 64 }; /* sentences scored before their scratch memory is reused */
    att_doc *d = r->d;
    for (uint32_t i = 0; i < d->sentences.n;) {
        windows w = {0};
        att_ids first = {0};
        for (uint32_t end = i + AT_ONCE; i < d->sentences.n && i < end; i++) {
            const att_sentence *s = &d->sentences.p[i];
            for (uint32_t t = s->first, stop; t < s->first + s->n; t = stop) {
                stop = window_end(d, t, s->first + s->n);
                att_str *word = ATT_ARRAY(&r->scratch, att_str, stop - t);
                for (uint32_t k = t; k < stop; k++)
                    word[k - t] = att_token_form(d, k);
                *ATT_PUSH(&r->scratch, &w) = (att_words){word, stop - t};
                *ATT_PUSH(&r->scratch, &first) = t;
            }
        }
        read_windows(r, &w, first.p);
        att_arena_reset(&r->scratch);
    }
    for (uint32_t i = 0; i < d->sentences.n; i++)
        join_windows(d, &d->sentences.p[i]);
}

void att_syntax_stage(att_doc *d)
{
    reader *r = ATT_NEW(&d->arena, reader);
    r->d = d;
    r->m = d->engine->model;
    att_arena_open(&r->scratch, d->arena.most);
    jmp_buf full;
    r->scratch.full = &full; /* the scratch arena is the stage's own, so it must be closed on the way out */
    if (setjmp(full)) {
        att_arena_close(&r->scratch);
        longjmp(*d->arena.full, 1);
    }
    label_tables(r);
    read_document(r);
    att_arena_close(&r->scratch);
}
