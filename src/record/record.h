/* record/record.h: what a record says beyond its layers: identities, scores and codes.  Fields are listed in fields.def. */
#ifndef ATT_RECORD_H
#define ATT_RECORD_H

#include "doc/doc.h"
#include "pipe/engine.h"

/* Conflict scores and codes of an event's type and mode (lex/scales.tsv). */
typedef struct att_scale {
    att_str cameo;
    int quad, quad_cameo;    /* 0: unknown */
    double score, goldstein; /* NaN: unknown */
} att_scale;

const att_scale *att_record_scale(att_doc *, const att_event *); /* never NULL; owned by the document */
att_str att_record_id(att_doc *);
att_str att_record_text_id(att_doc *);
att_str att_record_made_by(const att_doc *);
att_str att_record_time_value(const att_doc *, uint32_t time); /* empty for ATT_NONE */

#endif
