/* write/brief_view.h: what the forms of a brief say alike: titles, days, occurrence statuses, and the numbers of the sentences it rests on.
 */
#ifndef ATT_BRIEF_VIEW_H
#define ATT_BRIEF_VIEW_H

#include "brief/brief.h"

att_str att_view_day(att_arena *, att_day);                                 /* "Friday 17 April 2026" */
att_str att_view_days(att_arena *, att_day from, att_day to, att_str date); /* "day not stated", a day, or from when to when */
/* A date as in a record without hour or part of the day: "2026-04-19" of "2026-04-19TAF". */
att_str att_view_date(att_str);
/* A heading; beside: over what belongs to no meeting, so that no two are alike: "Besides: timeline". */
att_str att_view_heading(att_arena *, const char *words, bool beside);
/* "16:00 local time"; where the report names the zone, UTC too: "16:00 local time, 20:00 UTC".  Empty without an hour. */
att_str att_view_clock(att_arena *, att_str clock, att_str zone);
/* Minutes from midnight of the local day, beyond it or before it too; false where no zone is named. */
bool att_view_utc(att_str clock, att_str zone, int *minutes);
att_str att_view_title(att_arena *, const att_meeting *);                   /* "Summit: Malawi – Tanzania" */

/* IPTC event occurrence status (cv.iptc.org/newscodes/eventoccurstatus): "eos5", and what it means. */
const char *att_view_eos(att_event_status);
const char *att_view_eos_meaning(att_event_status);

/* What a brief cannot see, sentence by sentence; NULL after the last. */
const char *att_view_blind_spot(uint32_t i);

/* The sentences that a brief rests on, in order of reports and of their text, so that numbers grow down the list. */
typedef struct {
    uint32_t report, sentence;
    att_evidences evidence; /* all that stands in it */
    ATT_VEC(uint32_t) uses; /* what the writer calls the lists that quote it, each once */
} att_view_source;
typedef struct {
    att_arena *arena;
    ATT_VEC(att_view_source) source;
    att_map at;
} att_view_sources;

void att_view_add(att_view_sources *, const att_evidences *, uint32_t use);
void att_view_sort(att_view_sources *);                                   /* once all are added */
uint32_t att_view_number(const att_view_sources *, const att_evidence *); /* from 1 */

#endif
