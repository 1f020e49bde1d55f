/* statement/statement.h: who said what: direct, indirect and mixed quotations with their speaker and cue.
 * Reads tokens, the tree, mentions, times; adds d->statements.  A direct quotation's content is the bytes between its marks. */
#ifndef ATT_STATEMENT_H
#define ATT_STATEMENT_H

#include "doc/doc.h"

void att_statement_stage(att_doc *);

#endif
