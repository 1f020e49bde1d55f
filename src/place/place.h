/* place/place.h: toponyms to the gazetteer (lex/places): country, first-level division, coordinates.
 * Reads names, tokens, the tree, the dateline; adds d->places.  Of several places of one name: the one that the words around name
 * ("Springfield, Illinois"), else the one that goes best with the report's other names by country, state and neighbourhood, else the
 * largest. */
#ifndef ATT_PLACE_H
#define ATT_PLACE_H

#include "doc/doc.h"

void att_place_stage(att_doc *);

/* The place that hangs on token `t` by the tree ("met in Oslo", "a raid near Gao"), or ATT_NONE. */
uint32_t att_place_of(const att_doc *, uint32_t t);
/* Country of the largest place of that name; "" when the gazetteer has none.  For datelines. */
const char *att_place_country(const att_doc *, att_str name, char out[4]);

#endif
