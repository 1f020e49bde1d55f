/* brief/clause.h: the clause that tells of a deed, as words to print. */
#ifndef ATT_BRIEF_CLAUSE_H
#define ATT_BRIEF_CLAUSE_H

#include "doc/doc.h"

/* The finite clause that token t stands in, without what joins it to others; a relative pronoun gives way to the words it stands for. */
att_str att_clause_words(att_arena *, const att_doc *, uint32_t t);
/* The deed that verb v tells of alone, when it shares its subject with another ("was to meet the king and return on the 14th"): subject,
 * colon, deed; else its clause. */
att_str att_clause_deed(att_arena *, const att_doc *, uint32_t v);
/* The nearest verb at or over token t. */
uint32_t att_clause_nearest(const att_doc *, uint32_t t);
/* The verb of that clause. */
uint32_t att_clause_verb(const att_doc *, uint32_t t);

#endif
