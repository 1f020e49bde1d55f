/* date/resolve.h: from what an expression says to the days it means.
 * The same words, read on the same day, in the same story, give the same days. */
#ifndef ATT_DATE_RESOLVE_H
#define ATT_DATE_RESOLVE_H

#include "date/grammar.h"

typedef struct {
    att_day from, to; /* ATT_NO_DAY for lengths, sets and references */
    att_grain grain;
    char value[40];  /* TIMEX3 */
    char clock[8];   /* "16:00", or empty */
    bool by_offices; /* the year is the one in which those whom the report names were in office */
    bool disagree;   /* weekday and date do */
} date_result;

/* The dates told of so far, the latest last: what "that year" and "two days later" count from. */
enum { DATE_STORY = 8 };
typedef struct {
    date_result told[DATE_STORY];
    uint32_t n; /* of all told; told[n % DATE_STORY] is written next */
} date_story;
void date_story_add(date_story *, const date_result *);
/* The latest that is as fine as the unit asks, or NULL. */
const date_result *date_story_last(const date_story *, date_unit);

typedef struct {
    att_day today;       /* the report's day, or ATT_NO_DAY */
    att_day least, most; /* days between which the report must have been written, or ATT_NO_DAY: for the year when today is not known */
    const date_story *story;
    bool narrative; /* a tale of the past: dates without a year go on from the date last told of, not from the report's day */
    int direction;  /* of the clause: -1 past, +1 to come, 0 unknown */
    bool not_today; /* "since Sunday" */
    const date_result *(*event_day)(const void *of, uint32_t token); /* when the event happened that the token names, or NULL */
    const void *of;
} date_setting;

/* The same weekday a week on, the same day or month a year on (or back): false for what is neither, or has an hour. */
bool date_move(const date_result *, const date_meaning *, int way, date_result *out);

/* False, with *out untouched, when no day can be given. */
bool date_resolve(const date_reading *, uint32_t expression, const date_setting *, date_result *out);

#endif
