/* actor/actor.h: who: mentions from names, titles, role nouns, country words and pronouns, chained within the report, with country, sectors
 * and office on the report's day.  Reads names, the tree, places, published; adds d->actors, d->mentions and tokens[].mention. Countries
 * behind a preposition of place ("in Iran") are places, not actors, unless something is done to them. */
#ifndef ATT_ACTOR_H
#define ATT_ACTOR_H

#include "doc/doc.h"

void att_actor_stage(att_doc *);

/* A described source that no table knows ("analysts"): a new actor whose only mention is the nominal at token `head`; its number. */
uint32_t att_actor_describe(att_doc *, uint32_t head);

/* Token t, a pronoun, is a mention of `actor`, whoever it was taken for: who speaks on is known only once it is known who spoke. */
void att_actor_means(att_doc *, uint32_t t, uint32_t actor);

/* The days on which all office holders whom the report names with their title held these offices together; false when the titles leave no
 * single stretch of time.  Needs names and tokens only, so that a report without a date can be dated before its actors are found. */
bool att_actor_span(att_doc *, att_day *from, att_day *to);

#endif
