/* event/status.h: how the text vouches for a deed: from tense, mood, modals, adverbs, negation, conditions, and the words that
 * govern it ("refused to", "is expected to", "planned visit").  Words and their effect are rows of lex/status.tsv; how effects
 * combine on the way up the tree follows the implicative signatures of Karttunen (1971, 2012) in a simple form. */
#ifndef ATT_STATUS_H
#define ATT_STATUS_H

#include "event/tables.h"

/* The status of the deed that token `t` (a verb, or a noun that names an event) tells of. */
att_event_status att_status_of(att_doc *d, uint32_t t);
/* Whether a condition hangs on verb `t`: "if", "unless", "provided that". */
bool att_status_on_condition(const att_doc *d, uint32_t t);
/* Whether `t` is only what another event word demands, promises, threatens or refuses ("agreed to send"): the token of that word, or
 * ATT_NONE. */
uint32_t att_status_governor(att_doc *d, uint32_t t, int *complement);
/* What lex/status.tsv says of that word with such a complement, or NULL. */
const att_status_row *att_status_governing_row(const att_doc *d, uint32_t governor, int complement);

/* Whether noun n is a state that a copula ascribes: "are on strike", "is under curfew". */
bool att_status_is_state(const att_doc *, uint32_t n);

#endif
