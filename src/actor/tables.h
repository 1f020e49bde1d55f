/* actor/tables.h: lex/actors and lex/roles.tsv compiled: what a phrase may mean. */
#ifndef ATT_ACTOR_TABLES_H
#define ATT_ACTOR_TABLES_H

#include "lexicon/lexicon.h"

typedef enum { SENSE_COUNTRY, SENSE_ADJECTIVE, SENSE_PEOPLE, SENSE_SEAT, SENSE_REGION, SENSE_BODY, SENSE_ROLE, SENSE_LEADER } sense_kind;

typedef struct {
    sense_kind kind;
    const att_row *row;
    att_str name; /* first name of the row */
    char country[4];
    att_sector sector;
    att_actor_kind actor; /* roles: person, organisation, group */
    bool minority;        /* peoples: of a state, and never the state itself */
    bool shown;           /* countries: the name by which records call them, none of old or of a part */
    bool office;          /* roles: names an office */
    bool takes;           /* roles: of whomever it serves: an army's spokesman, a party's leader */
    enum {
        STANDS,
        LENDS,
        OVERRULES
    } modifies;       /* roles: a noun of its own; a word before one that lends it its sector, or overrules the noun's */
    att_str title;    /* leaders: the office held */
    att_day from, to; /* leaders, bodies: spell; ATT_NO_DAY open */
    att_str family;
} sense;

/* What the tables know of one country. */
typedef struct {
    att_str name;    /* by which records call it */
    att_ids leaders; /* senses */
} att_land;

struct att_actor_tables {
    att_phrases *names; /* exact case -> senses: countries, adjectives, people, seats, bodies, leaders */
    att_phrases *roles; /* folded -> senses */
    att_map family;     /* family name of a leader -> index in by_family */
    ATT_VEC(att_ids) by_family;
    att_map given; /* given name -> 'm' or 'f' */
    ATT_VEC(sense) senses;
    att_map land; /* code -> index in lands */
    ATT_VEC(att_land) lands;
};

#endif
