/* event/party.h: who takes part in an event: from the roles of its row, from the place it names, and, where the words leave only one
 * other party, from the sentence.  Actors are indices into d->actors. */
#ifndef ATT_PARTY_H
#define ATT_PARTY_H

#include "event/tables.h"
#include "model/model.h"

/* Adds an actor, or the members of one that means several; nobody twice. */
void att_party_add(att_doc *d, att_ids *ids, uint32_t actor);
bool att_party_has(const att_ids *ids, uint32_t actor);
/* Nobody acts upon himself: who is actor is not recipient too. */
void att_party_without(att_ids *recipient, const att_ids *actor);

/* Adds the actors that the nominal at token t means, through its coordination; `loose` also takes the country of an owner or adjective
 * when the noun itself is no actor ("Japan's trade surplus"). */
void att_party_at(att_doc *d, uint32_t t, bool loose, att_ids *ids);
/* The first of the roles of verb or noun t that names an actor, and those that join him (roles with a plus). */
void att_party_by_roles(att_doc *d, uint32_t t, uint32_t object, const att_str roles[ATT_ROLES], bool verb, att_ids *ids);
/* Only those that join: "+with" in "A met with B". */
void att_party_join(att_doc *d, uint32_t t, uint32_t object, const att_str roles[ATT_ROLES], bool verb, att_ids *ids);
/* The country where the recipient's role names only a place: "arrived in Prague". */
void att_party_by_place(att_doc *d, uint32_t t, uint32_t object, const att_frame *f, bool verb, att_ids *ids);
/* Who speaks where a passive names nobody but a place of another country than the recipient's: "was welcomed in Cairo". */
void att_party_by_capital(att_doc *d, uint32_t v, att_event *e);
/* Adds whom the model takes for that part in the event of the word at t: nominals that mean an actor, if they are likely enough.  Returns the first one's probability; 0 and nobody when there is none, or the model tells no roles. */
float att_party_by_model(att_doc *d, uint32_t t, att_event_type type, att_role role, att_ids *ids);
/* What parties do together: both may be its actors. */
bool att_party_is_mutual(att_event_type);
/* Gives event i, whose roles name no recipient, the one that the words leave; `because` says how.  The only other party under the object,
 * under the event's word or, for what parties do together, in the sentence; or who had just acted upon the actor ("Manila denounced the
 * step").  Nobody when there are several.  `object` is the token of its object, or ATT_NONE. */
void att_party_counterpart(att_doc *d, uint32_t i, uint32_t object);
/* Countries that act, are addressed or speak in this report are their governments; those only acted upon have no sector. */
void att_party_governments(att_doc *d);

#endif
