/* brief/maker.h: what the files of the brief share while they make one. */
#ifndef ATT_BRIEF_MAKER_H
#define ATT_BRIEF_MAKER_H

#include "brief/brief.h"

enum { ATT_SIDES = 6 };

/* Two words of one matter ("halt", "suspend"), hashed as in att_matter. */
typedef struct {
    uint64_t word, means;
} att_alike;

typedef struct {
    att_brief *b;
    att_doc *const *docs;
    uint32_t n;
    ATT_VEC(att_alike) alike; /* lex/issues.tsv */
    const att_actor ***who;   /* [n][actors of the report] persons as all reports together know them; others as their report does */
} att_maker;

/* Countries, each once, in order of their codes. */
typedef struct {
    char code[ATT_SIDES][4];
    int n;
} att_countries;

void att_countries_add(att_countries *, const char *code);
void att_countries_add_actors(att_countries *, const att_maker *, uint32_t doc, const att_ids *actors);

static inline bool att_maker_uses(const att_maker *m, uint32_t doc)
{
    return m->b->reports.p[doc].copy_of == ATT_NONE;
} /* copies are no second voice */

att_evidence att_maker_evidence(const att_maker *, uint32_t doc, att_span at, char record, uint32_t number);

/* Fills m->who. */
void att_maker_people(att_maker *);
/* Names of several actors, joined by commas. */
att_str att_maker_names(const att_maker *, uint32_t doc, const att_ids *actors);

/* Fills b->meetings with day, place, status and parties: the one most is said about first. */
void att_maker_meetings(att_maker *);
/* Whether event e may be a mention of meeting x by its day. */
bool att_meeting_on_day(const att_meeting *x, const att_doc *d, const att_event *e);
att_party *att_meeting_party(att_meeting *x, const char *country);
/* Who comes along: persons in office of the parties of whom a report says so ("will accompany the president", "took part"). */
void att_maker_delegations(att_maker *, att_meeting *x);

/* Whether a paper that binds those who signed it makes the statement: a communique, a treaty. */
bool att_maker_is_pact(const att_doc *, uint32_t statement);

/* Fills x->disagreements: what reports, or those whom they quote, tell differently. */
void att_maker_disagreements(att_maker *, att_meeting *x);

/* The zone that report d names with an hour of a day: "Z" of "2026-04-19T16:00Z", "-04:00" of "2026-04-19T16:00-04:00"; empty where it
 * names none, or two. */
att_str att_maker_zone(const att_doc *d, att_day day, att_str clock);

#endif
