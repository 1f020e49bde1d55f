/* text/lists.h: the few closed lists that cutting needs before any lexicon is open. */
#ifndef ATT_TEXT_LISTS_H
#define ATT_TEXT_LISTS_H

#include "base/base.h"

bool att_text_abbreviation(att_str word); /* without its full stop, any case for the first letter */
bool att_text_title(att_str word);        /* an abbreviation that a name follows: it never ends a sentence */
bool att_text_prefix(att_str word);       /* "anti", "non": stays with what follows its hyphen */
bool att_text_starter(att_str word);      /* "The", "He": after an abbreviation it opens a sentence */
bool att_text_says(att_str word);         /* "said", "asked": after a question in quotes the sentence goes on */

#endif
