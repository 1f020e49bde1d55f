/* brief/brief.h: many records to one brief: the meetings, their parties, the agenda, who wants what, who said what, what came before.
 * Reads documents that went through all stages; changes none.  Everything it says points to a sentence of a report. */
#ifndef ATT_BRIEF_H
#define ATT_BRIEF_H

#include "doc/doc.h"

/* Evidence: the words, in which report, for which record. */
typedef struct {
    uint32_t report;   /* index in the brief's reports */
    uint32_t sentence; /* of that report */
    att_span at;       /* the words that carry it */
    char record;       /* 'e' event, 's' statement, 'x' position, 0 none */
    uint32_t number;   /* of the record, from 0 */
} att_evidence;
typedef ATT_VEC(att_evidence) att_evidences;

typedef struct {
    att_str name, office;
    att_evidences evidence;
} att_delegate;

typedef struct {
    att_str code; /* "JPN GOV" */
    att_str name; /* "Japan" */
    char country[4];
    att_str role; /* host guest mediator participant */
    ATT_VEC(att_delegate) delegation;
} att_party;

typedef struct {
    att_str text;
    att_evidences evidence;
} att_agenda_item;

typedef struct {
    att_str actor; /* name of the party or actor */
    att_str code;
    att_str issue;
    att_stance stance;
    att_event_status status;
    att_str toward, said_by; /* empty: none */
    bool deed;               /* the issue is something to do: "suspend drilling" */
    att_evidences evidence;
} att_stand;

typedef struct {
    att_str speaker, quote;
    att_statement_kind kind;
    att_evidences evidence;
} att_said;

typedef struct {
    att_str date; /* as in the record; may be empty */
    att_day from, to;
    att_str clock, zone; /* "16:00" or empty; what the report says of its zone, "Z" or "-04:00", or empty */
    att_str what, actors;
    att_event_type type;
    att_event_status status;
    att_str by; /* who vouches; empty: the report */
    att_evidences evidence;
} att_entry;

typedef struct {
    att_day as_of;
    att_event_status status;
    att_evidence evidence;
} att_status_step;

typedef struct {
    att_str value; /* the words of one version */
    att_evidences evidence;
} att_told;

typedef struct {
    att_str about;
    ATT_VEC(att_told) versions; /* two or more */
} att_disagreement;

typedef struct {
    att_str what; /* "summit", "talks", "visit" */
    att_str date; /* best date, as in the record; may be empty */
    att_day from, to;
    att_str clock, zone, place; /* clock, zone: as of an entry; place: name; empty unknown */
    char country[4];
    att_event_status status;
    ATT_VEC(att_status_step) status_as_of;
    ATT_VEC(att_party) parties;
    att_evidences evidence; /* the mentions of the meeting */
    ATT_VEC(att_agenda_item) agenda;
    ATT_VEC(att_stand) positions;
    ATT_VEC(att_said) statements;
    ATT_VEC(att_entry) fixed, announced, expected, denied, timeline;
    ATT_VEC(att_disagreement) disagreements;
} att_meeting;

typedef struct {
    const att_doc *doc;
    att_str id;
    uint32_t copy_of; /* report, or ATT_NONE */
} att_brief_report;

typedef struct {
    att_arena *arena;
    att_str made_by;
    att_day as_of; /* last published day */
    ATT_VEC(att_brief_report) reports;
    ATT_VEC(att_meeting) meetings; /* the one most is said about first */
    att_meeting other;             /* what belongs to no meeting: positions, statements, timeline */
} att_brief;

/* Builds the brief of `n` documents in `arena`; the documents must outlive it. */
att_brief *att_brief_make(att_arena *, att_doc *const *docs, uint32_t n);

/* The sentence an evidence stands in. */
att_str att_brief_sentence(const att_brief *, const att_evidence *);

/* write/brief_*.c.  width: columns, at least 40; colour: ANSI bold and dim. */
att_str att_write_brief_text(att_arena *, const att_brief *, uint32_t width, bool colour);
att_str att_write_brief_json(att_arena *, const att_brief *);
att_str att_write_brief_html(att_arena *, const att_brief *);
att_str att_write_brief_ics(att_arena *, const att_brief *);

#endif
