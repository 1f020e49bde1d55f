/* model/encoder.h: the steps of the forward pass, for the files of this room: sentences to pieces, pieces to vectors, a layer over a batch.
 */
#ifndef ATT_ENCODER_H
#define ATT_ENCODER_H

#include "model/layout.h"

enum { BATCH = ATT_MODEL_BATCH, EXTRA = 32 }; /* byte buffers have rows more, for tiles of 32 that begin anywhere */

typedef struct {
    uint32_t sentence, row, rows; /* where its positions lie in the batch */
} att_part;

/* Memory of a batch, used again by the next. */
typedef struct {
    const att_model *m;
    float *x;        /* [most][WIDTH], and the root's vector before them */
    float *wide;     /* [most][3 * WIDTH], [BATCH][4 * WIDTH], [BATCH][tags] */
    float *attended; /* [most][WIDTH] */
    float *scratch;
    float *kept;     /* [most][3 * WIDTH] of each word: before the layers, where the own layers branch off, at the end; NULL: no types */
    att_bytes bytes; /* [most + EXTRA][WIDTH], [BATCH + EXTRA][4 * WIDTH] */
} att_encoder;

/* Pieces of one sentence with their shapes and the first piece of each word; false words are those that no longer fit. */
typedef struct {
    uint32_t *id, n;
    uint8_t *shape;
    uint32_t *first, words;
} att_pieces;

att_pieces att_encoder_cut(const att_model *, att_arena *, const att_words *);
/* For batches of `most` rows, and one of the root before them. */
att_encoder att_encoder_new(const att_model *, att_arena *, uint32_t most);
/* The vectors of a batch before its first layer. */
void att_encoder_embed(att_encoder *, const att_pieces *, const att_part *, uint32_t parts, uint32_t rows);
void att_encoder_attend(att_encoder *, const layer *, const att_part *, uint32_t parts, uint32_t rows);
void att_encoder_finish(att_encoder *, const layer *, uint32_t rows);
void att_encoder_linear(att_encoder *, const float *x, uint32_t stride, uint32_t rows, const att_linear *, att_after, float *out);
/* As many of the sentences from `from` on as make a batch: parts with their rows. */
uint32_t att_encoder_batch(const att_pieces *, uint32_t from, uint32_t n, att_part *, uint32_t *rows);
/* The rows of the largest batch that n sentences need. */
uint32_t att_encoder_most(const att_pieces *, uint32_t n);
/* log(sum of e^x): the same bits everywhere. */
double att_log_sum(const float *x, uint32_t n);

#endif
