/* syntax/syntax.h: tags, lemmas, the tree and names, from the model's scores.
 * Reads d->sentences and d->tokens (forms); fills upos, xpos, feats, lemma, head, deprel and adds d->names. */
#ifndef ATT_SYNTAX_H
#define ATT_SYNTAX_H

#include "doc/doc.h"

void att_syntax_stage(att_doc *);

/* Which words there are, as far as one knows. */
typedef struct {
    const void *words;
    bool (*known)(const void *words, att_str word); /* in lower case */
} att_vocabulary;

/* The lemma of `form`, whose tags are in *t, when the model proposes `rule`. */
att_str att_syntax_lemma_of(att_arena *, const att_vocabulary *, const att_token *t, att_str form, att_str rule);
/* The lemma that an edit rule "low|cut|add" ("low|*|lemma") makes of a form; the form itself when the rule cannot apply. */
att_str att_syntax_lemma(att_arena *, att_str form, att_str rule);

/* Heads of the best tree with exactly one root and no crossing arcs over arc scores [n][1 + n] (0 is the root; Eisner 1996).  head[i] is 0
 * for the root, else 1 + the index of the head. */
void att_syntax_tree(att_arena *, const float *arc, uint32_t n, uint32_t *head);

/* CoNLL-U in: sentences and words of `bytes` into a fresh document (text rebuilt from the words and SpaceAfter).  ATT_BAD_INPUT says the
 * line. */
att_status att_conllu_read(att_doc *, att_str bytes, att_error *);

#endif
