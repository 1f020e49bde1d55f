/* model/model.h: the trained model: its file (docs/model-format.md), wordpieces, and the scores of its heads for sentences cut into words.
 * Numbers, no language: what the scores mean is for syntax/.  The model is read-only after opening and shared by all threads.
 * Results are the same bits on every CPU and in every batch. */
#ifndef ATT_MODEL_H
#define ATT_MODEL_H

#include "base/base.h"

typedef struct att_model att_model;

enum {
    ATT_MODEL_WIDTH = 384,      /* of a word's vector */
    ATT_MODEL_PIECES = 510,     /* most pieces of one sentence, besides the two marks around it */
    ATT_MODEL_WORD_PIECES = 12, /* most pieces of one word; the rest of a longer word is dropped */
    ATT_MODEL_ROLE = 96,        /* of what is kept of a word for the roles of an event */
    ATT_MODEL_BATCH = 128       /* positions encoded at once, unless one sentence has more */
};

typedef enum { ATT_HEAD_UPOS, ATT_HEAD_XPOS, ATT_HEAD_FEATS, ATT_HEAD_LEMMA, ATT_HEAD_NAME, ATT_HEAD_NAME2, ATT_HEAD_DEPREL, ATT_HEADS } att_head;

/* Opens and checks header, table and sizes of the file; ATT_BAD_MODEL says what is wrong.  ATTACHE_CPU in the environment forces a kernel level. */
att_status att_model_open(const char *path, att_model **out, att_error *);
void att_model_close(att_model *);
/* Recomputes every checksum.  ATT_BAD_MODEL names the section that differs. */
att_status att_model_check(const att_model *, att_error *);
att_str att_model_hash(const att_model *);    /* 32 hex digits of the whole file, as its header states it */
att_str att_model_text(const att_model *, const char *section); /* "licence", "scores" */
uint32_t att_model_labels(const att_model *, att_head);
att_str att_model_label(const att_model *, att_head, uint32_t i);
const char *att_model_cpu(const att_model *); /* the kernel level in use: scalar avx2 avxvnni avx512vnni amx */
size_t att_model_size(const att_model *);

/* The wordpieces of one word (BERT, uncased: lower case, accents stripped, punctuation apart, greedy longest match); at most
 * ATT_MODEL_WORD_PIECES of them, at least one.  Thread-safe. */
uint32_t att_model_pieces(const att_model *, att_str word, uint32_t out[ATT_MODEL_WORD_PIECES]);
/* The number of a word's shape: aa Aa AA 9 ... as in train/network.py. */
uint32_t att_model_shape(att_str word);

/* A sentence in, its scores out.  All arrays are the arena's. */
typedef struct {
    const att_str *word; /* [n] */
    uint32_t n;
} att_words;

typedef struct {
    uint32_t n;             /* words scored: fewer than asked when the sentence has more than ATT_MODEL_PIECES pieces */
    const float *vector;    /* [n][ATT_MODEL_WIDTH] the encoder's words */
    const uint16_t *best[ATT_HEAD_NAME]; /* by att_head: [n] the best label, the lower one of equals */
    const float *names;     /* [n][labels of ATT_HEAD_NAME] log-probabilities, both heads weighed as the file says */
    const float *roles;     /* [n][2][ATT_MODEL_ROLE] each word as what tells of an event, and as who may take part; NULL when the file has none */
    const float *types;     /* [n][att_model_types()] log-probabilities of what each word tells of, NONE the last; NULL when the file has none */
    const float *arc;       /* [n][1 + n]: how well word i hangs on head j (0 is the root, j the word j - 1) */
    const float *dep, *head, *root; /* [n][96], [n][96], [96] label space of the words as dependents, as heads, of the root */
} att_scores;

/* Scores of `n` sentences; out[n].  Batches them as it likes: the result does not depend on it. */
void att_model_run(const att_model *, att_arena *, const att_words *sentence, uint32_t n, att_scores *out);
/* Label scores of each word i of sentence k hanging on head[k][i] (0 is the root, j the word j - 1), for `n` sentences:
 * out[k] is [words][att_model_labels(ATT_HEAD_DEPREL)]. */
void att_model_deprels(const att_model *, att_arena *, const att_scores *, uint32_t n, uint32_t *const *head, float *const *out);

/* ---- the type of an event, by layers of its own over the lower ones of the encoder ---------------------------------------------------- */

typedef enum { ATT_UNMARKED, ATT_MARK_SOURCE, ATT_MARK_TARGET, ATT_MARKS } att_mark;

typedef struct {
    att_words words;
    const uint8_t *mark; /* [n] att_mark of each word */
} att_marked;

typedef struct {
    const float *between; /* [types - 1] log-probabilities of the types of the event between source and target */
} att_type_scores;

/* How many types the model file knows, NONE included and last; 0 when it has no such part. */
uint32_t att_model_types(const att_model *);
att_str att_model_type(const att_model *, uint32_t i);
/* Scores of `n` marked sentences; out[n].  As with att_model_run, the result does not depend on the batch. */
void att_model_run_types(const att_model *, att_arena *, const att_marked *, uint32_t n, att_type_scores *out);

/* ---- who takes part in an event ------------------------------------------------------------------------------------------------------- */

typedef enum { ATT_NEITHER, ATT_SOURCE, ATT_TARGET, ATT_ROLE_KINDS } att_role;

/* How many features of the tree between an event's word and a nominal the file knows, 0 when it has no such part, and their names, such as
 * "rel nsubj" (train/event_roles.py). */
uint32_t att_model_features(const att_model *);
att_str att_model_feature(const att_model *, uint32_t i);
/* Probabilities that the nominal takes that part in the event: `event` and `nominal` are the two halves of att_scores.roles of their words,
 * `feature` the numbers of what holds between them. */
void att_model_role(const att_model *, const float *event, const float *nominal, const uint16_t *feature, uint32_t n, float out[ATT_ROLE_KINDS]);

#endif
