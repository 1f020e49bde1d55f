/* actor/office.h: offices and the days on which they were held.  Reads lex/actors/leaders only; knows nothing of mentions. */
#ifndef ATT_OFFICE_H
#define ATT_OFFICE_H

#include "actor/tables.h"

bool att_office_same(att_str a, att_str b); /* "Secretary of Defense", "defence secretary" */
/* Whether the words of a description are short for the office: "deputy minister" for "Deputy Foreign Minister", "undersecretary" for that of
 * state, "premier" for a prime minister; but a foreign minister is not his deputy. */
bool att_office_short(att_str words, att_str office);
bool att_office_held(const sense *, att_day);
/* The rows of this name, given name first or last. */
void att_office_named(att_doc *, att_str name, const uint32_t **values, uint32_t *n);

#endif
