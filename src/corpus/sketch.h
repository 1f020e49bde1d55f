/* corpus/sketch.h: a text as the set of its runs of five words, to see whether two reports are the same report (Broder 1997). */
#ifndef ATT_SKETCH_H
#define ATT_SKETCH_H

#include "doc/doc.h"

/* Hashes of runs, ascending, each once.  Of a long text those are kept whose highest `level` bits are zero: a sample that is the same for
 * every text that holds the run. */
typedef struct {
    uint32_t n, all, level; /* all: runs before sampling */
    uint32_t *hash;
} att_sketch;

/* Of body text; headlines are rewritten by whoever prints a wire text.  most: about so many hashes, 0: all. */
att_sketch att_sketch_of(att_arena *, const att_doc *, uint32_t most);
/* Most of the shorter text lies in the longer. */
bool att_sketch_same(const att_sketch *, const att_sketch *);

#endif
