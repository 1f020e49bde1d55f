/* pipe/rooms.h: what each room offers the runner: its tables, opened once, and its stage. */
#ifndef ATT_ROOMS_H
#define ATT_ROOMS_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"

/* Rooms with tables of their own.  X(room) */
#define ATT_ROOMS(X) X(article) X(date) X(place) X(actor) X(statement) X(event) X(position)

#define DECLARE_OPEN(room)                                                                                                                 \
    struct att_##room##_tables;                                                                                                            \
    att_status att_##room##_open(att_arena *, const att_lexicon *, const struct att_##room##_tables **out, att_error *);
ATT_ROOMS(DECLARE_OPEN)
#undef DECLARE_OPEN

#define STAGE(room, reads, adds) void att_##room##_stage(att_doc *);
#include "pipe/stages.def"
#undef STAGE

#endif
