/* brief/programme.h: what is told of a meeting and around it, in the words of the reports: what is fixed, what one side announces, what
 * others expect, what is denied; and everything that has a day, in the order of the days. */
#ifndef ATT_BRIEF_PROGRAMME_H
#define ATT_BRIEF_PROGRAMME_H

#include "brief/maker.h"

/* Event `i` of report `doc`, which concerns meeting x. */
void att_programme_event(att_maker *, att_meeting *x, uint32_t doc, uint32_t i);
/* Position `i`, which a party of x holds. */
void att_programme_position(att_maker *, att_meeting *x, uint32_t doc, uint32_t i);
/* Statement `i`: the terms of a paper, what those foresee who are no party, what is denied. */
void att_programme_statement(att_maker *, att_meeting *x, uint32_t doc, uint32_t i);
/* Clauses with a day that no event tells of ("the court hears the case on 5 May"). */
void att_programme_days(att_maker *, att_meeting *x, uint32_t doc);

#endif
