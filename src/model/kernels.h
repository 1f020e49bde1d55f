/* model/kernels.h: the numbers' work, once for each kind of CPU.  Every level gives the same bits: int8 products are exact, and each
 * sum of floats has a fixed order (16 lanes, then a fixed tree), without contraction. */
#ifndef ATT_KERNELS_H
#define ATT_KERNELS_H

#include "base/base.h"

/* y = x W + b with int8 weights in panels: w [n32/32][k64/4][32][4] */
typedef struct {
    uint32_t n, k;     /* as trained */
    uint32_t n32, k64; /* filled up to multiples of 32 and 64 */
    const int8_t *w;
    const float *scale;   /* [n32] */
    const int32_t *sums;  /* [n32] of the columns */
    const float *bias;    /* [n32] */
} att_linear;

/* Rows of activations as bytes: x ~ (q - zero) * scale */
typedef struct {
    uint8_t *q;     /* [rows32][k64], rows filled up to a multiple of 32 */
    float *scale;   /* [rows] */
    int32_t *zero;  /* [rows] */
} att_bytes;

typedef enum { ATT_PLAIN, ATT_GELU } att_after;

typedef struct {
    const char *name;
    /* x [rows][stride floats], k of them used, a multiple of 32 (the rest up to k64 is zero bytes) -> bytes */
    void (*quantise)(const float *x, uint32_t stride, uint32_t rows, uint32_t k, uint32_t k64, att_bytes *out);
    /* out [rows][n32 floats, rows `stride` apart] */
    void (*product)(const att_bytes *x, uint32_t rows, const att_linear *w, att_after after, float *out, uint32_t stride);
    /* x = layernorm(x + y): [rows][384]; g and b [384] */
    void (*add_norm)(float *x, const float *y, uint32_t y_stride, uint32_t rows, const float *g, const float *b);
    /* qkv [rows][stride]: q, k, v of 12 heads of 32; out [rows][384]; scratch holds 68 * rows16 floats */
    void (*attend)(const float *qkv, uint32_t stride, uint32_t rows, float *out, float *scratch);
    /* out[j] = a . b[j] over k (a multiple of 16), rows of b `stride` apart */
    void (*dots)(const float *a, const float *b, uint32_t stride, uint32_t rows, uint32_t k, float *out);
    /* the first place of the largest of n > 0 */
    uint32_t (*best)(const float *x, uint32_t n);
} att_kernels;

extern const att_kernels att_kernels_scalar, att_kernels_avx2, att_kernels_avxvnni, att_kernels_avx512vnni, att_kernels_amx;

/* The best level this CPU has, or the one that ATTACHE_CPU names: NULL, with the error filled, when it is unknown or not to be had. */
const att_kernels *att_kernels_choose(att_error *);

#endif
