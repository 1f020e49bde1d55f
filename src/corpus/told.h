/* corpus/told.h: what one report tells of one event, in the few numbers that decide whether another report tells of the same occurrence. */
#ifndef ATT_TOLD_H
#define ATT_TOLD_H

#include "doc/doc.h"

enum { ATT_TOLD_FEW = 3, ATT_TOLD_WORDS = 20, ATT_TOLD_NAMES = 8 };

typedef struct {
    uint16_t p[ATT_TOLD_FEW];
    uint8_t n;
} att_few; /* hashes of words, or countries, each once */

typedef struct {
    att_few countries, names, nouns; /* names of persons and bodies; the last word of a description: "three Chinese engineers" */
    uint32_t sectors;                /* a bit each */
} att_told_side;

typedef struct {
    float lat, lon;                 /* NAN: unknown */
    uint16_t name, admin1, country; /* 0: unknown */
} att_told_place;

typedef struct {
    uint32_t report, event, mentions; /* mentions: in the report */
    att_event_type type;
    uint8_t vouched;      /* 0 took place or is to, 1 did not, 2 may or should */
    uint16_t mode, words; /* words: of the trigger, without endings */
    att_day from, to;     /* where no day is told: the few before the report; ATT_NO_DAY: no day can be named */
    bool dated, one_day;
    att_told_side actor, recipient;
    att_told_place place[ATT_TOLD_FEW]; /* where it is; where that is not told, what the sentence names */
    uint8_t n_places;
    uint16_t context[ATT_TOLD_WORDS]; /* of the sentence, ascending */
    uint8_t n_context;
    uint16_t names[ATT_TOLD_NAMES]; /* of the sentence: its words with a capital */
    uint8_t n_names;
} att_told;

/* Of event `e`; with what the report's other mentions of the occurrence (same_as) add.  Allocates in the document's arena for the time
 * being. */
att_told att_told_of(att_doc *, uint32_t e);
/* How much speaks for one occurrence; negative when something speaks against it. */
int att_told_same(const att_told *, const att_told *);
enum { ATT_TOLD_ENOUGH = 5 };
/* `to` learns what it did not know. */
void att_told_learn(att_told *to, const att_told *from);

#endif
