/* date/meaning.h: what a date expression says before anybody asks which day it was read on. */
#ifndef ATT_DATE_MEANING_H
#define ATT_DATE_MEANING_H

#include "date/words.h"

typedef enum { SAYS_DATE, SAYS_LENGTH, SAYS_SET, SAYS_REFERENCE } date_says;

/* X(UNIT, as in lex/dates.tsv, letter of a length, how many of them, grain of a stretch of that length) */
#define ATT_DATE_UNITS(X)                                                                                                                  \
    X(UNIT_SECOND, "S", "S", 1, ATT_DAY)                                                                                                   \
    X(UNIT_MINUTE, "M", "M", 1, ATT_DAY)                                                                                                   \
    X(UNIT_HOUR, "H", "H", 1, ATT_DAY)                                                                                                     \
    X(UNIT_DAY, "D", "D", 1, ATT_DAY)                                                                                                      \
    X(UNIT_WEEK, "W", "W", 1, ATT_WEEK)                                                                                                    \
    X(UNIT_FORTNIGHT, "2W", "W", 2, ATT_WEEK)                                                                                              \
    X(UNIT_WEEKEND, "WE", "WE", 1, ATT_WEEKEND)                                                                                            \
    X(UNIT_MONTH, "MON", "M", 1, ATT_MONTH)                                                                                                \
    X(UNIT_SEASON, "SEASON", "", 1, ATT_SEASON)                                                                                            \
    X(UNIT_QUARTER, "Q", "Q", 1, ATT_QUARTER)                                                                                              \
    X(UNIT_HALF, "HALF", "", 1, ATT_HALF)                                                                                                  \
    X(UNIT_YEAR, "Y", "Y", 1, ATT_YEAR) X(UNIT_DECADE, "10Y", "Y", 10, ATT_DECADE) X(UNIT_CENTURY, "100Y", "Y", 100, ATT_CENTURY)
#define X(unit, text, letter, times, grain) unit,
typedef enum { NO_UNIT, ATT_DATE_UNITS(X) UNIT_COUNT } date_unit;
#undef X

/* "last" Friday is not yesterday, "past" Friday can be; "next" and "coming" likewise.  "last" May, "next" May, "this" May: told from the
 * report's day.  "the previous", "the following", "that" May: told from the date last told of. */
typedef enum {
    NO_RELATION,
    REL_LAST,
    REL_PAST,
    REL_NEXT,
    REL_COMING,
    REL_THIS,
    REL_PREVIOUS,
    REL_FOLLOWING,
    REL_THAT,
    REL_LATEST
} date_relation;

/* Where counting starts: the report's day ("ago"), the day last told of ("later"), the date within ("after May 13"), an event ("after the
 * ambush"). */
typedef enum { FROM_NOWHERE, FROM_REPORT, FROM_CONTEXT, FROM_INNER, FROM_EVENT } date_start;

#define NO_YEAR INT32_MIN
typedef struct {
    date_says says;
    uint32_t inner; /* the expression within, or ATT_NONE */
    date_relation relation;
    bool the; /* "the next day", "the day before" */
    date_unit unit;
    date_number number;
    bool counted; /* a number was said */
    date_start start;
    int sign;
    uint32_t event;                                  /* token of the event, for FROM_EVENT */
    int year;                                        /* NO_YEAR: not said; 0 is 1 BC, -1 2 BC */
    int month, of_month, last_of_month;              /* 0: not said */
    int weekday;                                     /* -1: not said */
    int nth;                                         /* "the third" quarter; 0: not said; -1 the last, -2 the latter */
    bool before_christ;                              /* decades and centuries; years are counted through 0 */
    int decade;                                      /* 199; NO_YEAR: not said */
    const date_word *season, *part, *holiday, *zone; /* or NULL */
    char clock[8];
    att_str value; /* of sets and references */
} date_meaning;

#define DATE_MEANING ((date_meaning){.inner = ATT_NONE, .event = ATT_NONE, .year = NO_YEAR, .weekday = -1, .decade = NO_YEAR})

typedef struct {
    date_meaning means;
    uint32_t first, n; /* pieces */
    uint32_t row;      /* of lex/date_patterns.tsv */
} date_expression;

#endif
