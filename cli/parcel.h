/* cli/parcel.h: a report on its way to a worker, and what the worker made of it on its way back. */
#ifndef ATT_PARCEL_H
#define ATT_PARCEL_H

#include <stdio.h>

#include "ingest/ingest.h"

att_str cli_parcel_make(att_arena *, att_ingest_kind, const att_input *);
att_ingest_kind cli_parcel_open(att_str parcel, att_input *); /* the input borrows from the parcel */

typedef struct {
    att_error error; /* status ATT_OK: none */
    att_str text;
    uint32_t events;
} cli_answer;
void cli_answer_write(FILE *, const cli_answer *);
bool cli_answer_open(att_str answer, cli_answer *); /* borrows; false when it is cut short */

#endif
