/* statement/reader.h: what the files of this room share while they read one report. */
#ifndef ATT_STATEMENT_READER_H
#define ATT_STATEMENT_READER_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"

/* A word of saying, by lex/speech.tsv. */
typedef struct {
    const att_row *row;
    att_str lemma, with, medium, frames; /* with: its particle or preposition ("point out") */
    uint32_t next;                       /* another row of the same lemma, or ATT_NONE */
} att_cue;

struct att_statement_tables {
    att_map verbs, nouns, media, sources; /* lemma -> index in words */
    ATT_VEC(att_cue) words;
    ATT_VEC(att_str) phrases; /* "according to" */
    ATT_VEC(const att_row *) phrase_rows;
};

/* The words between two marks. */
typedef struct {
    uint32_t first, end;  /* tokens */
    uint32_t open, close; /* tokens of the marks; close == end of the paragraph's tokens when it ends open */
    bool used, single;    /* single: between ' and ', which slogans and titles have too */
} att_quotation;

typedef struct {
    att_doc *d;
    const struct att_statement_tables *t;
    ATT_VEC(att_quotation) quotes;
    uint32_t *quote_of;               /* [tokens] number of the quotation that holds a token + 1, or 0 */
    bool *in_turn;                    /* [tokens] whether a speaker's label stands over the words */
    uint32_t speaker, subject, spoke; /* who spoke last in marks, the token that named him, the sentence in which he ended */
} att_reader;

static inline const att_token *att_reader_token(const att_reader *r, uint32_t t) { return &r->d->tokens.p[t]; }
static inline bool att_reader_form(const att_reader *r, uint32_t t, const char *z) { return att_str_is(att_token_form(r->d, t), z); }

/* ---- cue.c: the word of saying, and whose it is ---- */

/* The row for the verb at t, or NULL: one whose particle is there before one without. */
const att_cue *att_cue_at(const att_reader *, uint32_t t);
bool att_cue_takes(const att_cue *, const char *frame);
/* The stretch of its sentence that a word of saying can reach: a semicolon outside of marks ends it. */
void att_cue_reach(const att_reader *, uint32_t cue, uint32_t *first, uint32_t *end);
/* The clause that is the complement of the cue, rather one behind it than one before, or ATT_NONE. */
uint32_t att_cue_clause(const att_reader *, uint32_t cue);
/* The token that names who says it, or ATT_NONE; *unnamed: the report leaves it open ("it is said that"). */
uint32_t att_cue_subject(const att_reader *, uint32_t cue, bool *unnamed);
/* The verb of quoting over "saying" in "quoted him as saying", or ATT_NONE. */
uint32_t att_cue_quoting(const att_reader *, uint32_t cue);
/* The actor that the nominal at token t means, described when no table knows it; ATT_NONE for what is nobody, or, with a cue that things
 * may be the subject of ("the step signals that"), for a thing.  w may be NULL. */
uint32_t att_cue_speaker(att_reader *, uint32_t t, const att_cue *w);
/* What is said around a cue that stands inside or behind it ("Talks, he said, failed"). */
bool att_cue_around(const att_reader *, uint32_t cue, uint32_t subject, uint32_t *first, uint32_t *end);
/* Whether the actor is a spokesman by office. */
bool att_cue_spokesman(const att_reader *, uint32_t actor);
/* Adds a statement; cue and w may be ATT_NONE and NULL.  Its number, or ATT_NONE when there are no words. */
uint32_t att_cue_add(att_reader *, uint32_t speaker, uint32_t subject, uint32_t cue, const att_cue *w, att_statement_kind, uint32_t first,
                     uint32_t end);
/* Whether a statement of this cue has some of these tokens already. */
bool att_cue_told(const att_reader *, uint32_t cue, uint32_t first, uint32_t end);
/* end without the stop or comma before it. */
uint32_t att_cue_without_stop(const att_reader *, uint32_t first, uint32_t end);

/* ---- what is said: in one sentence, or beginning there ---- */

void att_quotations_find(att_reader *);                    /* in the whole report */
void att_quotations_read(att_reader *, uint32_t sentence); /* direct, and mixed with the report's own words */
void att_clauses_read(att_reader *, uint32_t sentence);    /* clauses without marks */
void att_sources_read(att_reader *, uint32_t sentence);    /* "according to", and nouns of saying: "the claim that" */
void att_turns_read(att_reader *);                         /* transcripts, in the whole report: "Q:", "Spokesperson:" */

#endif
