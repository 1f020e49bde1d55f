/* place/votes.h: how much the names of a report speak for each country, state and stretch of land. */
#ifndef ATT_VOTES_H
#define ATT_VOTES_H

#include "base/base.h"

typedef struct {
    att_arena *arena;
    struct att_vote {
        uint64_t key; /* 0: free */
        double weight;
    } * slot;
    uint32_t n, room; /* room is a power of two */
} att_votes;

void att_votes_add(att_votes *, uint64_t key, double weight);
double att_votes_of(const att_votes *, uint64_t key);
void att_votes_clear(att_votes *);

/* Keys.  A stretch of land is a degree of latitude by one of longitude; dx and dy ask for a neighbour. */
uint64_t att_votes_country(att_str code);
uint64_t att_votes_state(att_str code, att_str admin1);
uint64_t att_votes_land(double lat, double lon, int dy, int dx);

#endif
