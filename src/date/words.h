/* date/words.h: the words dates are made of.
 * Holds the words of lex/dates.tsv and reads one sentence as pieces: its tokens in lower case, "mid-May" cut in two.  Knows numbers, years
 * and hours; does not know what a date is. */
#ifndef ATT_DATE_WORDS_H
#define ATT_DATE_WORDS_H

#include "doc/doc.h"

#define ATT_DATE_KINDS(X)                                                                                                                  \
    X(DATE_NO_KIND, "")                                                                                                                    \
    X(DATE_MONTH, "month")                                                                                                                 \
    X(DATE_WEEKDAY, "weekday")                                                                                                             \
    X(DATE_WEEKDAYS, "weekdays")                                                                                                           \
    X(DATE_SEASON, "season")                                                                                                               \
    X(DATE_PART, "part")                                                                                                                   \
    X(DATE_PARTS, "parts")                                                                                                                 \
    X(DATE_HOUR, "hour")                                                                                                                   \
    X(DATE_DAYWORD, "day")                                                                                                                 \
    X(DATE_UNIT, "unit")                                                                                                                   \
    X(DATE_UNITS, "units")                                                                                                                 \
    X(DATE_PERIOD, "period")                                                                                                               \
    X(DATE_HALF, "half") X(DATE_NUMBER, "number") X(DATE_ORDINAL, "ordinal") X(DATE_RELATION, "relation") X(DATE_PHASE, "phase")           \
        X(DATE_NEAR, "near") X(DATE_REFERENCE, "reference") X(DATE_HOLIDAY, "holiday") X(DATE_SET, "set") X(DATE_ZONE, "zone")             \
            X(DATE_DECADE, "decade") X(DATE_SHIFT, "shift") X(DATE_SIDE, "side") X(DATE_LEAD, "lead") X(DATE_ERA, "era")                   \
                X(DATE_YEARPART, "yearpart") X(DATE_PATTERN_WORD, "pattern word")
#define X(name, text) name,
typedef enum { ATT_DATE_KINDS(X) DATE_KINDS } date_kind;
#undef X
enum { DATE_DIGIT = DATE_KINDS }; /* a bit more in masks: the piece starts with a digit */

typedef struct {
    date_kind kind;
    att_str form, value;
    uint32_t words;  /* of the form */
    uint32_t number; /* of a pattern's word */
    bool capital;    /* counts only with a capital: "May", "Sun" */
} date_word;

typedef struct {
    att_str low; /* the word in lower case */
    uint32_t token;
    uint32_t entry;    /* first word of the table that starts with this piece, or ATT_NONE */
    uint32_t mask;     /* kinds of words that stand here */
    uint32_t word;     /* of patterns, by number, or ATT_NONE */
    uint32_t found_at; /* the longest word of each kind that stands here: in x->found, by kind */
    bool capital;
} date_piece;

typedef struct {
    const att_doc *d;
    const struct att_date_tables *tables;
    ATT_VEC(date_piece) piece;
    ATT_VEC(const date_word *) found;
} date_text;

typedef struct {
    int64_t whole;
    int tenths;
    bool vague;   /* "several" */
    bool article; /* "a" */
} date_number;

struct date_words {
    att_map index; /* first word -> first entry */
    ATT_VEC(date_word) word;
    att_ids next; /* further entries of the same word: "second" is unit and ordinal, "may" a month and a pattern's word */
};
date_kind date_kind_of(att_str name);
void date_words_add(att_arena *, struct date_words *, att_str form, date_word);

/* Cuts tokens [first, end) into pieces. */
void date_text_read(date_text *x, att_arena *, uint32_t first, uint32_t end);

/* The word of that kind that stands at piece `at`, the longest; NULL for none. */
const date_word *date_find(const date_text *x, uint32_t at, date_kind kind);
int date_value(const date_word *w);
bool date_is(const date_text *x, uint32_t at, const char *word);
bool date_in(const date_text *x, uint32_t at, att_str list);  /* a word of `list`, which are parted by "|" */
const att_token *date_token(const date_text *x, uint32_t at); /* NULL past the end */

/* Each returns how many pieces it used, 0 for none. */
uint32_t date_read_number(const date_text *x, uint32_t at,
                          date_number *out); /* "12", "2.5", "two and a half", "twenty-five", "a couple of", "several" */
uint32_t date_read_ordinal(const date_text *x, uint32_t at, int *out);  /* "7th", "twenty-second" */
uint32_t date_read_year(const date_text *x, uint32_t at, int *out);     /* "1994", "nineteen ninety-four", "241 BC"; 1 BC is 0 */
uint32_t date_read_clock(const date_text *x, uint32_t at, char out[8]); /* "4 p.m.", "16:30", "8am", "noon" */
uint32_t date_read_day(const date_text *x, uint32_t at, bool ordinal_only, int *out); /* a number from 1 to 31 */
uint32_t date_read_figures(const date_text *x, uint32_t at, int *y, int *m, int *d);  /* "2025-02-07", "03/18/1940", "5-Aug-2016" */
uint32_t date_read_short_figures(const date_text *x, uint32_t at, int *m, int *d);    /* "7/6" */

#endif
