/* text/text.h: sentences and words of the clean text, cut as the English treebanks of Universal Dependencies cut them: "do|n't",
 * "Kenya|'s", "U.S.|-|Japan" but "anti-government", "$|5.2|bn|%".  Reads d->text and d->paragraphs; adds d->sentences and d->tokens (forms
 * only). */
#ifndef ATT_TEXT_H
#define ATT_TEXT_H

#include "doc/doc.h"

void att_text_stage(att_doc *);

/* The words of a phrase, in order (running text goes through the stage): *out[n], owned by the arena.  No tree, no document; safe from any
 * thread. */
uint32_t att_text_words(att_arena *, att_str, att_span **out);

#endif
