/* position/position.h: where each actor stands on an issue, from words of wanting (lex/positions.tsv).
 * Reads the tree, mentions, statements; adds d->positions, each with the clause it rests on. */
#ifndef ATT_POSITION_H
#define ATT_POSITION_H

#include "doc/doc.h"

void att_position_stage(att_doc *);

/* The words that name the issue which token t heads; empty when it names none. */
att_str att_position_issue(const att_doc *, uint32_t t);

#endif
