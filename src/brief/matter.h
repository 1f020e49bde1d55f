/* brief/matter.h: what phrases are about, for telling whether two are about the same: their words that matter, cut to a stem. */
#ifndef ATT_BRIEF_MATTER_H
#define ATT_BRIEF_MATTER_H

#include "base/base.h"

enum { ATT_MATTER_WORDS = 24 };

typedef struct {
    uint32_t n;
    uint64_t word[ATT_MATTER_WORDS]; /* hashes, each once */
} att_matter;

/* The words of a phrase but articles, prepositions, pronouns and auxiliaries; further ones than the limit are left out. */
att_matter att_matter_of(att_arena *, att_str phrase);
uint32_t att_matter_shared(const att_matter *, const att_matter *);
/* Whether the phrases are about the same: at least half of the words of the shorter one are in the other, all where it has but
 * one or two. */
bool att_matter_same(const att_matter *, const att_matter *);

#endif
