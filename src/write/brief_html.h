/* write/brief_html.h: what the parts of the brief's page share. */
#ifndef ATT_BRIEF_HTML_H
#define ATT_BRIEF_HTML_H

#include "write/brief_view.h"
#include "write/html.h"

/* The parts of a meeting: PART(NAME, "name in links", "heading"). */
#define ATT_BRIEF_PARTS(PART)                                                                                                              \
    PART(HEAD, "facts", "Facts")                                                                                                           \
    PART(FIXED, "fixed", "What is fixed")                                                                                                  \
    PART(ANNOUNCED, "announced", "Announced by one side")                                                                                  \
    PART(EXPECTED, "expected", "Expected")                                                                                                 \
    PART(DENIED, "denied", "Denied")                                                                                                       \
    PART(PARTIES, "parties", "Parties")                                                                                                    \
    PART(AGENDA, "agenda", "Agenda")                                                                                                       \
    PART(POSITIONS, "positions", "Where each side stands")                                                                                 \
    PART(DISAGREEMENTS, "disagreements", "Told differently")                                                                               \
    PART(STATEMENTS, "statements", "Who said what")                                                                                        \
    PART(TIMELINE, "timeline", "Timeline")
typedef enum {
#define ATT_PART(name, link, heading) ATT_PART_##name,
    ATT_BRIEF_PARTS(ATT_PART)
#undef ATT_PART
        ATT_BRIEF_PARTS_COUNT
} att_brief_part;

typedef struct {
    att_buf o;
    const att_brief *b;
    att_view_sources sources;
    const att_meeting *x; /* the one being written */
    uint32_t meeting;     /* its number from 1, 0 for what belongs to none */
    int level;            /* of the headings of its parts */
} att_brief_page;

void att_page_raw(att_brief_page *, const char *html);
void att_page_text(att_brief_page *, att_str);
/* Links to the sentences, each once. */
void att_page_refs(att_brief_page *, const att_evidences *);
/* "Kenya -> Uganda" with an arrow, "?" when nobody is named. */
void att_page_actors(att_brief_page *, att_str);

/* Rows issues, columns parties. */
void att_page_matrix(att_brief_page *);
/* The drawing above the table of the timeline: rows days, columns parties, a numbered dot an entry. */
void att_page_timeline(att_brief_page *);

#endif
