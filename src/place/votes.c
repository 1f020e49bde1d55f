/* place/votes.c: a table of sums. */
#include "place/votes.h"

#include <math.h>

enum { FIRST_ROOM = 256 };

static struct att_vote *slot_of(const att_votes *v, uint64_t key)
{
    uint32_t i = (uint32_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (v->room - 1);
    while (v->slot[i].key && v->slot[i].key != key)
        i = (i + 1) & (v->room - 1);
    return &v->slot[i];
}

static void grow(att_votes *v)
{
    att_votes old = *v;
    v->room = old.room ? 2 * old.room : FIRST_ROOM;
    v->slot = ATT_ARRAY(v->arena, struct att_vote, v->room);
    for (uint32_t i = 0; i < old.room; i++)
        if (old.slot[i].key)
            *slot_of(v, old.slot[i].key) = old.slot[i];
}

void att_votes_add(att_votes *v, uint64_t key, double weight)
{
    if (2 * v->n >= v->room)
        grow(v);
    struct att_vote *s = slot_of(v, key);
    v->n += !s->key;
    s->key = key;
    s->weight += weight;
}

double att_votes_of(const att_votes *v, uint64_t key) { return v->room ? slot_of(v, key)->weight : 0; }

void att_votes_clear(att_votes *v)
{
    memset(v->slot, 0, v->room * sizeof *v->slot);
    v->n = 0;
}

uint64_t att_votes_country(att_str code) { return att_hash(code) | 1; }
uint64_t att_votes_state(att_str code, att_str admin1) { return (att_hash(code) * 31 + att_hash(admin1)) | 1; }

uint64_t att_votes_land(double lat, double lon, int dy, int dx)
{
    enum { ROUND_THE_EARTH = 360, DEGREES = 1024 };
    int y = (int)floor(lat) + dy + DEGREES / 2, x = ((int)floor(lon) + dx + ROUND_THE_EARTH) % ROUND_THE_EARTH;
    return ((uint64_t)1 << 63) | ((uint64_t)y * DEGREES + (uint64_t)x) << 1 | 1;
}
