/* brief/copies.c: reports that are the same report: a wire text as two papers print it is one voice. */
#include "brief/copies.h"

#include "corpus/sketch.h"

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
    att_sketch *r = ATT_ARRAY(arena, att_sketch, n + 1);
    for (uint32_t k = 0; k < n; k++) {
        r[k] = att_sketch_of(arena, docs[k], 0);
        copy_of[k] = ATT_NONE;
        for (uint32_t i = 0; i < k && copy_of[k] == ATT_NONE; i++)
            if (copy_of[i] == ATT_NONE && att_sketch_same(&r[i], &r[k]))
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
