/* event/who.h: who takes part in an event, as the model sees it: for the event's word and each nominal of the sentence, the probability that
 * the nominal is its source or its target (train/event_roles.py), from both words' vectors, the tree between them, and the type. */
#ifndef ATT_WHO_H
#define ATT_WHO_H

#include "doc/doc.h"
#include "model/model.h"

/* The model's features by what the tree says. */
struct att_who_table;
/* NULL when the model has no such part. */
const struct att_who_table *att_who_open(att_arena *, const att_model *);

typedef struct {
    uint32_t token; /* or ATT_NONE */
    float share;    /* probability */
} att_who;

/* The nominals of the sentence of event word t, likeliest first in that role; type ATT_NO_EVENT: not known.  Empty when the model has no such
 * part.  The array is the document's. */
typedef struct {
    const att_who *p;
    uint32_t n;
} att_who_list;
att_who_list att_who_in(att_doc *d, uint32_t t, att_event_type type, att_role role);
/* Whether nominal `w` is likely enough to be named as `role` of what the word at t tells; whether it is left open that it takes that part. */
bool att_who_is(const att_doc *d, uint32_t t, const att_who *w, att_role role);
bool att_who_may_be(const att_who *w);
/* The likeliest, when it is likely enough, or ATT_NONE. */
uint32_t att_who_first(att_doc *d, uint32_t t, att_event_type type, att_role role);

#endif
