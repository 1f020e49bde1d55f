/* brief/agenda.h: what a meeting is about, from words that open an agenda (lex/brief.tsv), else from the issues of the positions. */
#ifndef ATT_AGENDA_H
#define ATT_AGENDA_H

#include "brief/brief.h"

/* Adds the items that report `k` names to x->agenda, without repeats. */
void att_brief_agenda(att_brief *, att_meeting *x, uint32_t k);
/* Adds what the parties take positions on. */
void att_brief_agenda_of_stands(att_brief *, att_meeting *x);

#endif
