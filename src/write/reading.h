/* write/reading.h: what the forms of other data sets share: which events they have, as what, between whom; codes of their own.
 * They have events that took place, and promises and threats of others (lex/readings.tsv); what is denied, and what only may or should be,
 * is left out, and a report tells an occurrence once.  Codes and words come from lex/: codes.tsv, sectors.tsv, cameo.tsv. */
#ifndef ATT_READING_H
#define ATT_READING_H

#include "record/record.h"
#include "write/write.h"

typedef struct {
    uint32_t number;   /* of the event */
    att_event event;   /* with the type and mode that readers are given */
    att_scale scale;   /* and its codes; cameo has three digits at least */
    att_day day;       /* the event's first day, else the report's; ATT_NO_DAY: neither is known */
    uint32_t mentions; /* in this report */
} att_reading;

/* False when readers are not given event `i`. */
bool att_reading_of(att_doc *, uint32_t i, const att_choice *, att_reading *out);

/* Who to whom, in pairs, for data sets that know one of each.  Those who act together on nobody act on each other.  ATT_NONE: nobody. */
typedef struct {
    uint32_t actor, recipient;
} att_pair;
typedef ATT_VEC(att_pair) att_pairs;
att_pairs att_reading_pairs(att_doc *, const att_event *);

/* Codes; empty where there is none. */
att_str att_code_fips(const att_doc *, const char *country);
att_str att_code_cow(const att_doc *, const char *country, att_day); /* a number of the Correlates of War */
att_str att_code_country(const att_doc *, const char *country);      /* its name */
att_str att_code_sector(const att_doc *, att_sector, const char *column);
att_str att_code_label(const att_doc *, att_str cameo);

/* A number that stands for a name in data sets whose ids are numbers: 53 bits, which every reader holds exactly. */
uint64_t att_code_number(att_str name);

/* A line of cells without quotes: tabs and line ends become blanks, and quotation marks single ones, for some readers take them for
 * quoting. */
typedef struct {
    att_arena *arena;
    uint32_t n;
    att_str p[64];
    const char *none; /* what stands for nothing */
} att_cells;
void att_cells_add(att_cells *, att_str);
void att_cells_number(att_cells *, uint64_t);
void att_cells_decimal(att_cells *, double, int places);
void att_cells_none(att_cells *, int count);
void att_cells_write(att_cells *, att_buf *); /* and begins the next line */
/* A header of names parted by '|'. */
att_str att_cells_head(att_arena *, const char *names);

#endif
