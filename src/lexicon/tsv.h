/* lexicon/tsv.h: tab-separated values with a header row and # comments.  No quoting: a cell holds no tab and no newline.
 * A cell that is missing at the end of a row is empty; one too many is an error with its line. */
#ifndef ATT_TSV_H
#define ATT_TSV_H

#include "base/base.h"

typedef struct {
    att_str rest;
    const char *shown; /* file name for messages */
    uint32_t line, columns;
    const att_str *column; /* NUL-terminated names */
} att_tsv;

att_tsv att_tsv_open(att_str bytes, const char *shown);
/* Reads the header row into tsv->column.  ATT_BAD_LEXICON: no header, bytes that are no UTF-8, a column named twice. */
att_status att_tsv_header(att_tsv *, att_arena *, att_error *);
/* The next row's cells, trimmed, borrowed from the bytes [columns].  ATT_NOT_FOUND at the end. */
att_status att_tsv_next(att_tsv *, att_str *cells, att_error *);

#endif
