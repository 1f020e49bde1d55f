/* lexicon/tsv.c */
#include "lexicon/tsv.h"

#include <stdio.h>

enum { COLUMNS_LIMIT = 64 };

att_tsv att_tsv_open(att_str bytes, const char *shown)
{
    if (att_str_starts(bytes, "\xEF\xBB\xBF")) /* spreadsheets like to write a byte order mark */
        bytes = att_str_from(bytes, 3);
    return (att_tsv){.rest = bytes, .shown = shown};
}

static att_status fail(const att_tsv *t, att_error *error, const char *what)
{
    char where[200];
    snprintf(where, sizeof where, "%s:%u", t->shown, t->line);
    return att_fail(error, ATT_BAD_LEXICON, where, "%s", what);
}

/* The next line that is neither blank nor a comment. */
static bool next_line(att_tsv *t, att_str *line)
{
    while (att_str_split(&t->rest, '\n', line)) {
        t->line++;
        if (line->n && line->p[line->n - 1] == '\r')
            line->n--;
        if (line->n && line->p[0] != '#' && att_str_trim(*line).n)
            return true;
    }
    return false;
}

att_status att_tsv_header(att_tsv *t, att_arena *arena, att_error *error)
{
    att_str line, cell;
    if (!next_line(t, &line))
        return fail(t, error, "no header row");
    att_str *column = ATT_ARRAY(arena, att_str, COLUMNS_LIMIT);
    while (att_str_split(&line, '\t', &cell)) {
        if (t->columns == COLUMNS_LIMIT)
            return fail(t, error, "more than 64 columns");
        column[t->columns] = att_str_copy(arena, att_str_trim(cell));
        for (uint32_t i = 0; i < t->columns; i++)
            if (column[t->columns].n && att_str_eq(column[i], column[t->columns]))
                return fail(t, error, "a column is named twice");
        if (!att_utf8_valid(cell))
            return fail(t, error, "not UTF-8; save the file as UTF-8 text");
        t->columns++;
    }
    while (t->columns > 1 && !column[t->columns - 1].n) /* trailing tabs of spreadsheets */
        t->columns--;
    t->column = column;
    return ATT_OK;
}

att_status att_tsv_next(att_tsv *t, att_str *cells, att_error *error)
{
    att_str line, cell;
    if (!next_line(t, &line))
        return ATT_NOT_FOUND;
    if (!att_utf8_valid(line))
        return fail(t, error, "not UTF-8; save the file as UTF-8 text");
    for (uint32_t i = 0; i < t->columns; i++)
        cells[i] = ATT_STR("");
    for (uint32_t i = 0; att_str_split(&line, '\t', &cell); i++) {
        cell = att_str_trim(cell);
        if (i < t->columns)
            cells[i] = cell;
        else if (cell.n)
            return fail(t, error, "more cells than the header has columns");
    }
    return ATT_OK;
}
