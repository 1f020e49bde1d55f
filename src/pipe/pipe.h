/* pipe/pipe.h: the runner.  Documents are made here, and a full arena or a limit leaves a stage through the one setjmp here. */
#ifndef ATT_PIPE_H
#define ATT_PIPE_H

#include "doc/doc.h"
#include "pipe/engine.h"

/* How far a document is read. */
typedef enum { ATT_UNTIL_ARTICLE, ATT_UNTIL_SYNTAX, ATT_UNTIL_RECORD } att_until;

/* As att_read, but stops after the stage that `until` names. */
att_status att_pipe_read(const att_engine *, const att_input *, att_until until, att_doc **out, att_error *);
/* The same for text that is no page (sentences of a coding project, examples): each line is a paragraph of body, nothing is left out.
 * input->bytes must be UTF-8. */
att_status att_pipe_sentences(const att_engine *, const att_input *, att_doc **out, att_error *);
/* CoNLL-U in: its sentences and words are kept. */
att_status att_pipe_conllu(const att_engine *, const att_input *, att_until, att_doc **out, att_error *);
/* A record as `attache read` wrote it, with all its layers; `parse`: its words go through text and syntax again, for what asks the tree.
 * ATT_NOT_FOUND: the JSON is no record. */
att_status att_pipe_record(const att_engine *, att_str json, const char *source, bool parse, att_doc **out, att_error *);
/* An empty document for `in`, no stage run. */
att_status att_pipe_new(const att_engine *, const att_input *, att_doc **out, att_error *);
/* Calls stage(doc, user) with the setjmp in place: ATT_NOMEM when it left through it. */
att_status att_pipe_guard(att_doc *, void (*stage)(att_doc *, void *user), void *user, att_error *);

/* Time spent, for the bench: nanoseconds per stage since the engine was opened are kept by whoever passes a clock. */
typedef struct {
    const char *room;
    void (*run)(att_doc *);
} att_stage;
extern const att_stage att_stages[]; /* ends with a NULL room */

#endif
