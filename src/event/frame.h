/* event/frame.h: the arguments of a verb or of a noun that names an event, found over the tree: through passives,
 * coordination, control, relative clauses and participles.  Roles are those of lex/README.md.  Answers are tokens. */
#ifndef ATT_FRAME_H
#define ATT_FRAME_H

#include "doc/doc.h"

/* The surface subject of verb `v`, its own or the one it shares, or ATT_NONE. */
uint32_t att_frame_subject(const att_doc *d, uint32_t v);
/* Who does it and what it is done to, whatever the voice. */
uint32_t att_frame_agent(const att_doc *d, uint32_t v);
uint32_t att_frame_object(const att_doc *d, uint32_t v);
bool att_frame_passive(const att_doc *d, uint32_t v);
/* Whether v is the verb of a sentence that the tree left without one: "Jordan airdropped flour" read as flour that was airdropped. */
bool att_frame_misread(const att_doc *d, uint32_t v);
/* The nominal that preposition `word` ties to `head`; of several the first.  ATT_NONE: none. */
uint32_t att_frame_oblique(const att_doc *d, uint32_t head, att_str word);
/* Whether the particles or prepositions `with` ("out", "for", "out of") hang on verb v; *nominal is the noun after the last of them, or
 * ATT_NONE. */
bool att_frame_with(const att_doc *d, uint32_t v, att_str with, uint32_t *nominal);
/* The words that `role` of lex/README.md names for verb `v` whose object is `object`, or ATT_NONE. */
uint32_t att_frame_verb_role(const att_doc *d, uint32_t v, uint32_t object, att_str role);
/* ... and for noun `n`. */
uint32_t att_frame_noun_role(const att_doc *d, uint32_t n, att_str role);
/* A relative pronoun stands for the noun that its clause belongs to; everything else for itself. */
uint32_t att_frame_antecedent(const att_doc *d, uint32_t t);

#endif
