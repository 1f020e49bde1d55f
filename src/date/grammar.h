/* date/grammar.h: reads date expressions in the pieces of a sentence, by the patterns of lex/date_patterns.tsv.
 * What comes out is a meaning, not a day: that is resolve.h's.  Every row is tried at every piece from the last to the first, so that an
 * expression within another ("two days after *the end of May*") is there when it is asked for.  The longest reading wins, then the earlier
 * row. */
#ifndef ATT_DATE_GRAMMAR_H
#define ATT_DATE_GRAMMAR_H

#include "date/meaning.h"
#include "lexicon/lexicon.h"

const struct date_words *date_words_of(const struct att_date_tables *);

typedef struct {
    const date_text *x;
    att_arena *arena;
    ATT_VEC(date_expression) expression;
    bool *may;    /* [rows] the row's words stand somewhere in the sentence */
    uint32_t *at; /* [pieces] the expression that starts there, or ATT_NONE */
} date_reading;

/* Reads all of r->x.  Arena memory; needs no published day. */
void date_read(date_reading *r);
/* The longest reading at that piece of less than n pieces, for when no day can be given to the longest of all; ATT_NONE for none. */
uint32_t date_read_shorter(date_reading *r, uint32_t at, uint32_t n);
/* The grain of what an expression names, without its days. */
att_grain date_grain_of(const date_reading *r, const date_meaning *m);

/* Tense of the clause that token t stands in. */
enum { DATE_HAD = -2, DATE_PAST, DATE_NO_TENSE, DATE_PRESENT, DATE_FUTURE };
int date_tense(const att_doc *, uint32_t t);

#endif
