/* cli/explain_sheet.h: the sheet that explains one record, as text or as part of a page.  Made in the document's arena. */
#ifndef ATT_EXPLAIN_SHEET_H
#define ATT_EXPLAIN_SHEET_H

#include "doc/doc.h"

typedef struct {
    att_buf o;
    att_doc *d;
    bool html;
    uint32_t parts; /* begun so far */
} sheet;

/* What is explained: "event e1", "CONSULT, scheduled". */
void sheet_title(sheet *, att_str what, att_str says);
/* Begins a part: "trigger", "because". */
void sheet_part(sheet *, const char *name);
/* A line of a part; `name` may be NULL. */
void sheet_line(sheet *, const char *name, att_str value);
/* Words of the report in their place: marked in their sentence, with the bytes they come from. */
void sheet_words(sheet *, att_span);
/* The way from a token up the tree to the root. */
void sheet_path(sheet *, uint32_t token);
/* The row of the lexicon that `because` names, with its cells; nothing when it names none.  Of a long list of words those are shown that
 * stand in `about`. */
void sheet_row(sheet *, att_str because, att_str about);
/* A record that this one rests on follows, with parts of its own. */
void sheet_beneath(sheet *, const char *why);
void sheet_end(sheet *);

#endif
