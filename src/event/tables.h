/* event/tables.h: lex/events and lex/status.tsv compiled: frames by lemma, light verbs, status words. */
#ifndef ATT_EVENT_TABLES_H
#define ATT_EVENT_TABLES_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"

enum { ATT_ROLES = 12 };

/* How a filter has a word: by one of its sets, or by the word itself, which says more. */
enum { ATT_IN_SET = 1, ATT_NAMED };

/* What a noun must be: one of some lemmas, or of a class. */
typedef struct {
    bool any;     /* no condition */
    bool nothing; /* there must be none */
    bool country, person, group, place, actor;
    const att_map *lemmas; /* lemma -> ATT_IN_SET or ATT_NAMED; may be NULL */
} att_filter;

/* What a verb's row may ask of who does it: a march of soldiers is no march of teachers, and what several countries hold is joint. */
typedef enum { ATT_ANYBODY, ATT_STATE, ATT_FORCE, ATT_PEOPLE, ATT_SEVERAL } att_doer;

typedef struct {
    const att_row *row;
    att_str lemma, with; /* verbs: particles and prepositions, blank-separated */
    att_filter object;   /* verbs: of the object; nouns: of the of-phrase */
    att_filter before;   /* nouns: of a word before it */
    const att_str *actor, *recipient; /* [ATT_ROLES], shared by the rows whose cells say the same */
    att_doer doer;  /* what its subject must be: "subj:force" */
    att_filter who; /* or of which words: "subj:@disaster" */
    att_event_type type;
    att_str mode;
    att_str contexts; /* blank-separated */
    int status;       /* att_event_status, or -1 */
} att_frame;

typedef struct {
    const att_row *row;
    att_str with;
    att_filter nouns;
    const att_str *actor, *recipient; /* [ATT_ROLES] */
    int status;
} att_light;

typedef enum { ATT_FRAME_TO = 1, ATT_FRAME_THAT = 2, ATT_FRAME_ING = 4, ATT_FRAME_NOUN = 8 } att_complement; /* a set of bits */

typedef struct {
    const att_row *row;
    int status;                                               /* att_event_status, or -1 for keep */
    int frames;                                               /* att_complement */
    enum { ATT_OWN_UNSAID, ATT_OWN_EVENT, ATT_OWN_DEED } own; /* which is coded: the word and not what it governs, or only that */
} att_status_row;

typedef struct {
    att_str words; /* "at no point" */
    int status;
} att_adverbial; /* an adverb of several words */

typedef ATT_VEC(att_frame) att_frames;
typedef ATT_VEC(att_light) att_lights;
typedef ATT_VEC(att_status_row) att_status_rows;

struct att_event_tables {
    att_map verbs, nouns; /* lemma -> index in verb_frames / noun_frames */
    ATT_VEC(att_frames) frames;
    att_map light; /* lemma -> index in lights */
    ATT_VEC(att_lights) lights;
    att_map status; /* "verb plan", "noun plan", "adj planned", "adv never" -> index in status_rows */
    ATT_VEC(att_status_rows) status_rows;
    ATT_VEC(att_adverbial) adverbials;
    /* sets of words of sport, arts, nature and home: who they name is not in politics; and those that tell what a whole sentence is about;
     * or NULL */
    const att_map *pastime, *game;
};

/* The status row for a word as `pos` that governs `frame`, or NULL. */
const att_status_row *att_status_row_find(const struct att_event_tables *, const char *pos, att_str lemma, int frame);

#endif
