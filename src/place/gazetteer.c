/* place/gazetteer.c */
#include "place/gazetteer.h"

#include "lexicon/embedded.h"

static const att_gazetteer_head *head(void) { return (const att_gazetteer_head *)(const void *)att_gazetteer_file; }
static const att_town *towns(void) { return (const att_town *)(const void *)(head() + 1); }
static const uint32_t *slots(void) { return (const uint32_t *)(const void *)(towns() + head()->rows); }
static const att_town_key *keys(void) { return (const att_town_key *)(const void *)(slots() + head()->slots); }
static const uint32_t *postings(void) { return (const uint32_t *)(const void *)(keys() + head()->keys); }
static const char *strings(void) { return (const char *)(postings() + head()->postings); }

const att_town *att_gazetteer_town(uint32_t row) { return &towns()[row]; }
att_str att_gazetteer_string(uint32_t at) { return att_str_of(strings() + at); }

const uint32_t *att_gazetteer_find(att_str name, uint32_t *n)
{
    uint32_t mask = head()->slots - 1;
    for (uint32_t i = (uint32_t)att_hash(name) & mask; slots()[i]; i = (i + 1) & mask) {
        const att_town_key *k = &keys()[slots()[i] - 1];
        if (att_str_eq(att_gazetteer_string(k->name), name)) {
            *n = k->n;
            return &postings()[k->first];
        }
    }
    *n = 0;
    return NULL;
}
