/* event/event.h: who did what to whom: events from verbs and nouns over the tree, by the rows of lex/events.
 * Reads tokens, mentions, times, places and statements; adds d->events.  Headlines and subheads carry none. */
#ifndef ATT_EVENT_H
#define ATT_EVENT_H

#include "event/tables.h"

void att_event_stage(att_doc *d);

/* The best frame for the verb or noun at token t, with what it binds. */
typedef struct {
    const att_frame *frame;
    uint32_t object;    /* token of the object or of the of-phrase, or ATT_NONE */
    uint32_t predicate; /* what the object is said to be: "called it *a farce*", "named him *as* envoy"; or ATT_NONE */
    int fit;            /* how specific: the larger the better */
} att_fit;
att_fit att_event_fit_verb(const att_doc *d, uint32_t t);
att_fit att_event_fit_noun(const att_doc *d, uint32_t t);
/* Whether t is a noun, or the head of a hyphenated one that the tagger took apart: "sit-in", "go-slow". */
bool att_event_is_noun(const att_doc *d, uint32_t t);
/* All its words. */
att_span att_event_noun_words(const att_doc *d, uint32_t t);
/* What the word at t tells of, without parties: by its row, or, for NULL, without type or reason. */
att_event att_event_bare(att_doc *d, uint32_t t, const att_fit *);
/* The `because` of an event that the model decided: "model .93". */
att_str att_event_by_model(att_arena *, double share);

#endif
