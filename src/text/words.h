/* text/words.h: words, for the files of this room. */
#ifndef ATT_TEXT_WORDS_H
#define ATT_TEXT_WORDS_H

#include "doc/doc.h"

/* The words of a paragraph, or of a phrase: "Acme Inc." at its end is a full stop in the one and an abbreviation in the other. */
uint32_t att_text_cut(att_arena *, att_str, bool phrase, att_span **out);

#endif
