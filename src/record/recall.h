/* record/recall.h: a record as `attache read` wrote it, back to the document it was made of: in two steps, for between them the words may
 * go through text/ and syntax/ again (a record holds no tokens and no tree).
 * Knows the fields by heart; that none is forgotten, writing what was recalled shows (test/cli/records). */
#ifndef ATT_RECALL_H
#define ATT_RECALL_H

#include "doc/doc.h"

struct json_object;

/* The object of a record; NULL when `json` is no record. Release it with att_recall_close. */
struct json_object *att_recall_open(att_str json);
void att_recall_close(struct json_object *);

/* Article layer, then sentences (those of the record where there are no tokens), actors, times, places, statements, events, positions,
 * notes.  Spans without tokens get none.  ATT_BAD_INPUT names the field that cannot be meant; what has no text keeps its offsets over
 * blanks. */
att_status att_recall_article(att_doc *, struct json_object *, att_error *);
att_status att_recall_news(att_doc *, struct json_object *, att_error *);

#endif
