/* corpus/sketch.c */
#include "corpus/sketch.h"

#include <stdlib.h>

enum { RUN = 5, FEW = 40, SHARE = 60 }; /* FEW: fewer runs tell nothing; SHARE: per cent of the smaller set */

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool in_word(unsigned char c) { return att_is_alpha(c) || att_is_digit(c) || c >= 0x80; }

typedef struct {
    att_arena *arena;
    ATT_VEC(uint32_t) hash;
    uint32_t last[RUN], words;
} runs;

static void add_word(runs *r, att_str word)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < word.n; i++)
        h = (h ^ (uint8_t)(att_is_upper(word.p[i]) ? word.p[i] + 32 : word.p[i])) * 16777619u;
    memmove(r->last, r->last + 1, sizeof r->last - sizeof *r->last);
    r->last[RUN - 1] = h;
    if (++r->words < RUN)
        return;
    h = 0;
    for (int i = 0; i < RUN; i++)
        h = (h ^ r->last[i]) * 2654435761u + (uint32_t)i;
    h ^= h >> 16;
    h *= 2246822519u;
    *ATT_PUSH(r->arena, &r->hash) = h ^ h >> 13; /* the high bits choose the sample */
}

static void add_words(runs *r, att_str text)
{
    for (size_t i = 0, end; i < text.n; i = end) {
        for (end = i; end < text.n && in_word((unsigned char)text.p[end]); end++)
            ;
        if (end > i)
            add_word(r, att_str_sub(text, i, end - i));
        else
            end++;
    }
}

static uint32_t each_once(uint32_t *hash, uint32_t n)
{
    uint32_t kept = 0;
    qsort(hash, n, sizeof *hash, by_value);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || hash[kept - 1] != hash[i])
            hash[kept++] = hash[i];
    return kept;
}

static bool sampled(uint32_t hash, uint32_t level) { return (uint64_t)hash >> (32 - level) == 0; }

att_sketch att_sketch_of(att_arena *arena, const att_doc *d, uint32_t most)
{
    att_arena scratch;
    att_arena_open(&scratch, 0);
    runs r = {.arena = &scratch};
    for (uint32_t i = 0; i < d->paragraphs.n; i++)
        if (d->paragraphs.p[i].kind != ATT_HEADLINE && d->paragraphs.p[i].kind != ATT_SUBHEAD)
            add_words(&r, att_doc_words(d, d->paragraphs.p[i].at));
    att_sketch s = {.all = r.hash.n ? each_once(r.hash.p, r.hash.n) : 0};
    while (most && s.all >> s.level > most)
        s.level++;
    s.hash = ATT_ARRAY(arena, uint32_t, (most && s.level ? 2 * most : s.all) + 1);
    for (uint32_t i = 0; i < s.all && (!most || !s.level || s.n < 2 * most); i++)
        if (sampled(r.hash.p[i], s.level))
            s.hash[s.n++] = r.hash.p[i];
    att_arena_close(&scratch);
    return s;
}

bool att_sketch_same(const att_sketch *a, const att_sketch *b)
{
    uint32_t level = a->level > b->level ? a->level : b->level, of_a = 0, of_b = 0, both = 0;
    if ((a->all < FEW || b->all < FEW) && a->all != b->all)
        return false;
    for (uint32_t i = 0, k = 0; i < a->n || k < b->n;) {
        uint32_t x = i < a->n ? a->hash[i] : UINT32_MAX, y = k < b->n ? b->hash[k] : UINT32_MAX, least = x < y ? x : y;
        bool in_a = i < a->n && x == least, in_b = k < b->n && y == least;
        if (sampled(least, level)) {
            of_a += in_a;
            of_b += in_b;
            both += in_a && in_b;
        }
        i += in_a;
        k += in_b;
    }
    uint32_t less = a->all < b->all ? of_a : of_b;
    if (level && less < FEW / 4) /* a sample too small to tell */
        return false;
    return a->all < FEW ? less > 0 && both == less && of_a == of_b : (uint64_t)both * 100 >= (uint64_t)less * SHARE && less > 0;
}
