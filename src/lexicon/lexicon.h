/* lexicon/lexicon.h: reads lex/ (built-in and the user's), finds phrases in a document, remembers which row matched.
 * Tables are tab-separated with a header row; see lex/README.md.  Knows no table's meaning: rooms compile their own. */
#ifndef ATT_LEXICON_H
#define ATT_LEXICON_H

#include "base/base.h"
#include "doc/doc.h"

typedef struct {
    const char *file; /* "events/verbs-a.tsv"; "(user) events/verbs.tsv" for --lex */
    uint32_t line;    /* of the file, from 1 */
    const att_str *cell; /* [table->columns] */
} att_row;

typedef struct {
    att_str name;          /* "events/verbs": all built-in files whose name starts so and goes on with "-..." or ".tsv" are one table */
    uint32_t columns, rows;
    const att_str *column; /* [columns] */
    const att_row *row;    /* [rows], user's rows first, else in file order */
} att_table;

typedef struct att_lexicon att_lexicon;

/* Opens the embedded tables and those of options->lex.  ATT_BAD_LEXICON with file:line for a broken file. */
att_status att_lexicon_open(att_arena *, const att_options *, const att_lexicon **out, att_error *);
/* The table, e.g. "events/verbs", or NULL when no file has that name.  Files are merged: see att_table.name. */
const att_table *att_lexicon_table(const att_lexicon *, const char *name);
/* The i-th table, or NULL past the last. */
const att_table *att_lexicon_at(const att_lexicon *, uint32_t i);
att_str att_lexicon_hash(const att_lexicon *); /* hex, of every row read */
bool att_lexicon_built_in(const att_lexicon *); /* whether the built-in rows are read, and so the built-in towns */
/* Column number by name, or -1. */
int att_table_column(const att_table *, const char *name);
/* The cell, trimmed; empty when the table has no such column (column -1). */
att_str att_row_cell(const att_row *, int column);
/* "events/verbs-a.tsv:312" for `because`. */
att_str att_row_where(att_arena *, const att_row *);

/* Phrases of one or more words -> rows.  Matching is by words, folded (lower case, no accents), or with `exact_case` only without accents. One pass over
 * the text whatever their number: a hash step a word. */
typedef struct att_phrases att_phrases;
att_phrases *att_phrases_new(att_arena *, bool exact_case);
void att_phrases_add(att_phrases *, att_str phrase, uint32_t value); /* phrase is cut into words as text is */
/* The longest phrase that starts at token `t` and ends before token `end`: its length in tokens (0: none); *values and *n its values,
 * in order of adding.  Thread-safe: scratch memory comes from the document. */
uint32_t att_phrases_find(const att_phrases *, att_doc *, uint32_t t, uint32_t end, const uint32_t **values, uint32_t *n);
/* The same by lemma instead of form. */
uint32_t att_phrases_find_lemma(const att_phrases *, att_doc *, uint32_t t, uint32_t end, const uint32_t **values, uint32_t *n);
/* The values of exactly this phrase, or n = 0. */
void att_phrases_get(const att_phrases *, att_arena *, att_str phrase, const uint32_t **values, uint32_t *n);

#endif
