/* write/write.h: a document's records in each form.  Text is made in the document's arena. */
#ifndef ATT_WRITE_H
#define ATT_WRITE_H

#include "doc/doc.h"

/* What of a record is wanted. */
typedef struct {
    att_day since, until; /* of events; ATT_NO_DAY: no bound.  With a bound, events without a day are none of them */
    bool no_text;         /* without the report's words */
    uint32_t columns;     /* how many of a table; 0: all */
    const uint32_t *column;
} att_choice;
#define ATT_EVERYTHING ((att_choice){.since = ATT_NO_DAY, .until = ATT_NO_DAY})
bool att_choice_has(const att_choice *, const att_event *);

/* ---- the forms of formats.def ---------------------------------------------------------------------------------------------- */

typedef att_str att_write_head(att_arena *, const att_choice *);
typedef att_str att_write_rows(att_doc *, const att_choice *); /* ends with a newline, or is empty */
typedef struct {
    const char *name;
    att_write_head *head; /* NULL: none */
    att_write_rows *rows;
    const char *what;
} att_format_row;
const att_format_row *att_format_find(att_str name); /* NULL: there is none */
att_write_rows att_write_json_rows, att_write_conllu_rows, att_write_csv_rows, att_write_tsv_rows, att_write_gdelt_rows, att_write_icews_rows,
    att_write_polecat_rows;
att_write_head att_write_csv_head, att_write_tsv_head, att_write_icews_head, att_write_polecat_head;

/* Columns of csv and tsv by name and number. */
const char *att_csv_column(uint32_t i); /* NULL behind the last */
uint32_t att_csv_find(att_str name);    /* ATT_NONE: no such column */

/* ---- parts --------------------------------------------------------------------------------------------------------------------- */

/* records.md's object on one line, without a newline; ARTICLE: its article layer alone. */
typedef enum { ATT_JSON_ALL, ATT_JSON_ARTICLE } att_json_what;
att_str att_write_json(att_doc *, att_json_what, const att_choice *);
/* CoNLL-U with offsets and names in MISC; ends with a blank line. */
att_str att_write_conllu(att_doc *);
/* A JSON string with its quotation marks; what is no UTF-8 becomes U+FFFD. */
void att_write_json_string(att_buf *, att_str);
/* One line of a table.  separator: ',' (RFC 4180) or '\t' (no quotes; tabs and line ends in a cell become blanks). */
void att_write_row(att_buf *, const att_str *cell, uint32_t n, char separator);

/* "KEN GOV", "UNO IGO"; and the canonical name, else that of the report. */
att_str att_write_code(att_arena *, const att_actor *);
att_str att_write_name(const att_actor *);

#endif
