/* actor/office.h: offices and the days on which they were held.  Reads lex/actors/leaders only; knows nothing of mentions. */
#ifndef ATT_OFFICE_H
#define ATT_OFFICE_H

#include "actor/tables.h"

bool att_office_same(att_str a, att_str b); /* "Secretary of Defense", "defence secretary" */
bool att_office_held(const sense *, att_day);
/* The rows of this name, given name first or last. */
void att_office_named(att_doc *, att_str name, const uint32_t **values, uint32_t *n);

#endif
