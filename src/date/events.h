/* date/events.h: which day an event happened on that the report told of with its day: for "two days after the ambush". */
#ifndef ATT_DATE_EVENTS_H
#define ATT_DATE_EVENTS_H

#include "date/resolve.h"

typedef struct {
    const att_doc *d;
    ATT_VEC(struct date_event {
        uint32_t token; /* the verb or noun that names it */
        date_result day;
    })
    told;
} date_events;

/* What stands with the words of a date was then: the verb or noun they hang on, and who or what the verb is about. */
void date_events_add(date_events *, att_doc *, uint32_t first, uint32_t n, const date_result *);
/* The day of the last event told of before that token that has the same name; NULL for none. */
const date_result *date_events_find(const void *of, uint32_t token);

#endif
