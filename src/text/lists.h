/* text/lists.h: the few closed lists that cutting needs before any lexicon is open. */
#ifndef ATT_TEXT_LISTS_H
#define ATT_TEXT_LISTS_H

#include "base/base.h"

bool att_text_abbreviation(att_str word); /* "Inc", without its full stop; titles are abbreviations too */
bool att_text_title(att_str word);        /* an abbreviation that a name follows: it never ends a sentence */
bool att_text_prefix(att_str word);       /* "anti", "Non": stays with what follows its hyphen */
bool att_text_suffix(att_str word);       /* "wise": stays with what comes before its hyphen */
bool att_text_clitic(att_str word);       /* "s", "ll": cut off with the apostrophe before it */
bool att_text_unit(att_str word);         /* "bn", "km", "pm": cut off the number it is written to */
bool att_text_domain(att_str word);       /* "com", "org": the last part of the name of a site */
bool att_text_starter(att_str word);      /* "The", "He": after an abbreviation it opens a sentence */
bool att_text_says(att_str word);         /* "said", "asked": after a question in quotes the sentence goes on */
/* Where two words written as one are cut, in bytes ("cannot": 3); 0 for all others. */
size_t att_text_contraction(att_str word);

#endif
