/* model/kernels_scalar.c: the reference, in plain C: right on every machine, arm64 included. */
#define LEVEL scalar
#define LANES 4
#define ROW_BLOCK 64
#define BEGIN
#define END
#include "model/vectors.inc"

static inline uint32_t dot(const block *b, uint32_t rows, int32_t *acc)
{
    (void)rows;
    for (int c = 0; c < 32; c++)
        acc[c] = 0;
    for (uint32_t i = 0; i < b->steps; i++)
        for (int c = 0; c < 32; c++)
            for (int j = 0; j < 4; j++)
                acc[c] += (int32_t)b->a[4 * i + (uint32_t)j] * b->w[(size_t)i * 128 + (size_t)(4 * c + j)];
    return 1;
}
#define DOT dot
#include "model/kernels.inc"
