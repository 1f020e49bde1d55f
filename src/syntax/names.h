/* syntax/names.h: names of persons, places and organisations from the model's labels. */
#ifndef ATT_NAMES_H
#define ATT_NAMES_H

#include "doc/doc.h"

/* Adds d->names from the log-probabilities `score` [tokens][labels] of "O", "B-PER", "I-PER" ...; changes them on its way. */
void att_syntax_names(att_doc *d, att_arena *scratch, const att_str *label, uint32_t labels, float *score);

#endif
