/* pipe/engine.h: what is opened once and only read afterwards: the model and each room's compiled lexicon.
 * A room that needs a table keeps it behind its own type; opening fills the field, the arena owns the memory. */
#ifndef ATT_ENGINE_H
#define ATT_ENGINE_H

#include "base/base.h"

struct att_engine {
    att_arena arena;
    att_options options;
    struct att_model *model;
    const struct att_lexicon *lexicon;           /* every table of lex/ as rows and columns */
    const struct att_actor_tables *actor;        /* src/actor */
    const struct att_date_tables *date;          /* src/date */
    const struct att_place_tables *place;        /* src/place */
    const struct att_statement_tables *statement;/* src/statement */
    const struct att_event_tables *event;        /* src/event */
    const struct att_who_table *who;             /* src/event, of the model; NULL when that does not tell roles */
    const struct att_position_tables *position;  /* src/position */
    const struct att_article_tables *article;    /* src/article */
    att_str made_by;
};

#endif
