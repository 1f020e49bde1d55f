/* brief/copies.c: reports that are the same report: a wire text as two papers print it is one voice.
 * Each text becomes the set of its runs of five words, hashed (Broder 1997); of the smaller set most must lie in the larger. */
#include <stdlib.h>

#include "brief/copies.h"

enum { RUN = 5, FEW = 40, SHARE = 60 }; /* FEW: fewer runs tell nothing; SHARE: per cent of the smaller set */

typedef struct {
    uint32_t n, *hash; /* ascending, each once */
} runs;

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool counts(const att_doc *d, uint32_t t)
{
    att_paragraph_kind k = d->paragraphs.p[d->sentences.p[d->tokens.p[t].sentence].paragraph].kind;
    return d->tokens.p[t].upos != ATT_PUNCT && k != ATT_HEADLINE && k != ATT_SUBHEAD;
}

static runs runs_of(att_arena *arena, const att_doc *d)
{
    runs r = {0, ATT_ARRAY(arena, uint32_t, d->tokens.n + 1)};
    uint32_t last[RUN] = {0}, words = 0;
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        if (!counts(d, t))
            continue;
        memmove(last, last + 1, sizeof last - sizeof *last);
        att_str low = att_str_lower(arena, att_token_form(d, t));
        last[RUN - 1] = 2166136261u;
        for (size_t i = 0; i < low.n; i++)
            last[RUN - 1] = (last[RUN - 1] ^ (uint8_t)low.p[i]) * 16777619u; /* FNV-1a */
        if (++words < RUN)
            continue;
        uint32_t h = 0;
        for (int i = 0; i < RUN; i++)
            h = (h ^ last[i]) * 2654435761u + (uint32_t)i;
        r.hash[r.n++] = h;
    }
    qsort(r.hash, r.n, sizeof *r.hash, by_value);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < r.n; i++)
        if (!kept || r.hash[kept - 1] != r.hash[i])
            r.hash[kept++] = r.hash[i];
    r.n = kept;
    return r;
}

static bool same_report(const runs *a, const runs *b)
{
    uint32_t both = 0, less = a->n < b->n ? a->n : b->n;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        both += a->hash[i] == b->hash[k];
        if (a->hash[i] <= b->hash[k])
            i++;
        else
            k++;
    }
    return less >= FEW ? (uint64_t)both * 100 >= (uint64_t)less * SHARE : less > 0 && a->n == b->n && both == less;
}

/* Which of two copies is the report itself: the one published first, else the longer, else the first. */
static bool before(const att_doc *a, const att_doc *b)
{
    if (a->published != b->published && a->published != ATT_NO_DAY && b->published != ATT_NO_DAY)
        return a->published < b->published;
    if ((a->published == ATT_NO_DAY) != (b->published == ATT_NO_DAY))
        return b->published == ATT_NO_DAY;
    return a->tokens.n > b->tokens.n;
}

void att_brief_copies(att_arena *arena, att_doc *const *docs, uint32_t n, uint32_t *copy_of)
{
    runs *r = ATT_ARRAY(arena, runs, n + 1);
    for (uint32_t k = 0; k < n; k++) {
        r[k] = runs_of(arena, docs[k]);
        copy_of[k] = ATT_NONE;
        for (uint32_t i = 0; i < k && copy_of[k] == ATT_NONE; i++)
            if (copy_of[i] == ATT_NONE && same_report(&r[i], &r[k]))
                copy_of[k] = i;
        uint32_t first = copy_of[k];
        if (first == ATT_NONE || !before(docs[k], docs[first]))
            continue;
        copy_of[k] = ATT_NONE; /* the newcomer is the source */
        for (uint32_t i = 0; i < k; i++)
            if (i == first || copy_of[i] == first)
                copy_of[i] = k;
    }
}
