/* event/between.h: the one event between two given parties, for coding projects that mark source and target themselves.
 * Weighs the rows that fit a word of the sentence, by how well their roles fall on the parties, and what the model makes of the sentence.
 */
#ifndef ATT_BETWEEN_H
#define ATT_BETWEEN_H

#include "doc/doc.h"

typedef struct {
    att_event event;
    double score[att_event_type_COUNT]; /* by type, NONE has none; together 1 */
} att_between;

/* What happened between the words of `source` and of `target` (n == 0: not given) of a document whose stages have run.  False, with *out
 * untouched, when no word lies in either. */
bool att_event_between(att_doc *, att_span source, att_span target, att_between *out);

/* The type of what the word at t tells between two nominals of its sentence (tokens; ATT_NONE: nobody), as the model sees it, and its
 * probability; 0, with *type untouched, when there is nobody or the model knows no types. */
double att_event_type_between(att_doc *, uint32_t t, uint32_t source, uint32_t target, att_event_type *type);

#endif
