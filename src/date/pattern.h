/* date/pattern.h: what the patterns of lex/date_patterns.tsv are made of; for grammar.c and its neighbours alone.
 *   slots.c       what a word in capitals stands for in a pattern
 *   conditions.c  what the column "when" may ask
 *   grammar.c     reads the rows, and tries them */
#ifndef ATT_DATE_PATTERN_H
#define ATT_DATE_PATTERN_H

#include "date/grammar.h"

#define DATE_BIT(kind) (UINT32_C(1) << (kind))
#define DATE_ANY UINT32_MAX
#define DATE_WITHIN (UINT32_MAX >> 1) /* any too, for a date within */

typedef struct {
    date_reading *r;
    uint32_t start; /* piece where the pattern starts */
    uint32_t base;  /* expression that is to be gone on with from there, or ATT_NONE */
} date_matcher;

typedef uint32_t date_slot(const date_matcher *, uint32_t at, date_meaning *m); /* pieces used, or ATT_NONE */
typedef bool date_condition(const date_matcher *, uint32_t end, const date_meaning *, att_str list);

/* The slot of that name, and the kinds of words of which one must stand first; NULL for none. */
date_slot *date_slot_find(att_str name, uint32_t *mask);
date_condition *date_condition_find(att_str name);

typedef struct {
    date_slot *read; /* NULL: a word */
    uint32_t word;   /* by number */
    uint32_t mask;
} date_choice;

typedef struct {
    ATT_VEC(date_choice) choice;
    uint32_t mask; /* of all choices */
    bool optional;
} date_element;

typedef struct {
    date_condition *test;
    att_str list;
} date_test;

typedef struct {
    ATT_VEC(date_element) element;
    ATT_VEC(date_test) test;
    date_says says;
    bool goes_on; /* starts with a date */
} date_pattern;

struct att_date_tables {
    struct date_words words;
    ATT_VEC(date_pattern) pattern;
    att_ids by_kind[DATE_KINDS + 1]; /* patterns that may start with a word of that kind */
    ATT_VEC(att_ids) by_word;        /* patterns that may start with that word */
    att_ids go_on;                   /* patterns that start with a date */
    uint32_t the, half;              /* two words that mean something in a pattern */
};

#endif
