/* event/words.h: names and phrases for positions and briefs. */
#ifndef ATT_WORDS_H
#define ATT_WORDS_H

#include "doc/doc.h"

/* "Japan" for JPN; the code itself when the lexicon does not know it. */
att_str att_brief_country(const att_doc *, const char *code);
/* "JPN GOV" of an actor that acts; empty when nothing is known of it. */
att_str att_brief_code(att_arena *, const att_actor *);
/* The name to print: known_as before name. */
att_str att_brief_name(const att_actor *);
/* Names of several actors, joined by commas. */
att_str att_brief_names(att_arena *, const att_doc *, const att_ids *);
/* The phrase under token t without what is only said about it (relative clauses, appositions, conjuncts, punctuation around), its
 * determiner left out. */
att_span att_brief_phrase(const att_doc *, uint32_t t);

#endif
