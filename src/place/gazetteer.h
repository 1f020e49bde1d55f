/* place/gazetteer.h: towns, states and counties by name, compiled at build time from lex/places/cities.tsv, admin1.tsv and counties.tsv
 * (tools/compile_gazetteer.c) and read in place: opening costs nothing, whatever their number.  Read-only; any thread. */
#ifndef ATT_GAZETTEER_H
#define ATT_GAZETTEER_H

#include "base/base.h"

enum { ATT_GAZETTEER_SCALE = 100000, ATT_GAZETTEER_NOWHERE = INT32_MIN }; /* coordinates are whole hundred-thousandths of a degree */

typedef enum { ATT_GAZETTEER_TOWN, ATT_GAZETTEER_STATE, ATT_GAZETTEER_COUNTY } att_gazetteer_sort;

/* The file: head, rows [rows], slots [slots], keys [keys], postings [postings], strings [strings].  Numbers as this machine has them. */
typedef struct {
    char magic[8];    /* "ATTGAZ2" */
    uint8_t hash[16]; /* BLAKE2b of the sources */
    uint32_t rows, slots, keys, postings, strings, unused;
} att_gazetteer_head;

typedef struct {
    uint32_t name, admin1; /* places in strings, which end with a NUL */
    char country[3];
    uint8_t sort; /* att_gazetteer_sort */
    int32_t lat, lon;
    uint32_t geonames, population;
} att_town;

typedef struct {
    uint32_t name, first, n; /* its postings: numbers of rows, the largest town first, then states, then counties */
} att_town_key;

/* The places of exactly this name: *n numbers of rows, the largest town first, then states, then counties; NULL and 0 when there is none.
 */
const uint32_t *att_gazetteer_find(att_str name, uint32_t *n);
const att_town *att_gazetteer_town(uint32_t row);
att_str att_gazetteer_string(uint32_t at);

#endif
