/* brief/copies.h: near-copies among reports. */
#ifndef ATT_BRIEF_COPIES_H
#define ATT_BRIEF_COPIES_H

#include "doc/doc.h"

/* copy_of[n]: for each report the one that it is a copy of, or ATT_NONE.  Scratch memory stays in the arena. */
void att_brief_copies(att_arena *, att_doc *const *docs, uint32_t n, uint32_t *copy_of);

#endif
