/* model/kernels_avxvnni.c: 256-bit VNNI of client CPUs: up to 3 rows x 32 columns in 12 of 16 registers.  The product is inline assembly for
 * the same reason as with AVX-512, and because clang 14 and GCC 12 need it told that the encoding is VEX, not EVEX. */
#ifdef __x86_64__
#define LEVEL avxvnni
#define ROW_BLOCK 96
#define BEGIN
#define END
#include "model/kernels_vnni.inc"
#include "model/kernels_256.inc"
#include "model/vectors.inc"

#ifndef VPDPBUSD /* a test on a CPU without AVX-VNNI but with AVX-512VL may define it as "vpdpbusd" */
#define VPDPBUSD "%{vex%} vpdpbusd"
#endif
#define LOADW(p) _mm256_loadu_si256((const __m256i *)(p))
#define SET(i) __m256i s##i = _mm256_setzero_si256(), t##i = s##i, x##i = s##i, y##i = s##i;
#define BYTES(i) __m256i u##i = _mm256_set1_epi32(bytes4(a + (size_t)i * apart + j));
#define STEP_S(i) __asm__(VPDPBUSD " %2, %1, %0" : "+x"(s##i) : "x"(u##i), "x"(v));
#define STEP_T(i) __asm__(VPDPBUSD " %2, %1, %0" : "+x"(t##i) : "x"(u##i), "x"(v));
#define STEP_X(i) __asm__(VPDPBUSD " %2, %1, %0" : "+x"(x##i) : "x"(u##i), "x"(v));
#define STEP_Y(i) __asm__(VPDPBUSD " %2, %1, %0" : "+x"(y##i) : "x"(u##i), "x"(v));
#define PUT(i)                                                                                                                             \
    _mm256_store_si256((__m256i *)(acc + 32 * i), s##i);                                                                                   \
    _mm256_store_si256((__m256i *)(acc + 32 * i + 8), t##i);                                                                               \
    _mm256_store_si256((__m256i *)(acc + 32 * i + 16), x##i);                                                                              \
    _mm256_store_si256((__m256i *)(acc + 32 * i + 24), y##i);
#define BLOCK(rows)                                                                                                                        \
    __attribute__((noinline)) static void block_##rows(const uint8_t *a, size_t apart, size_t k, const int8_t *w, int32_t *acc)                 \
    {                                                                                                                                      \
        ROW_##rows(SET) for (size_t j = 0; j < k; j += 4, w += 128)                                                                        \
        {                                                                                                                                  \
            ROW_##rows(BYTES) __m256i v = LOADW(w);                                                                                        \
            ROW_##rows(STEP_S) v = LOADW(w + 32);                                                                                          \
            ROW_##rows(STEP_T) v = LOADW(w + 64);                                                                                          \
            ROW_##rows(STEP_X) v = LOADW(w + 96);                                                                                          \
            ROW_##rows(STEP_Y)                                                                                                             \
        }                                                                                                                                  \
        ROW_##rows(PUT)                                                                                                                    \
    }
BLOCK(1)
BLOCK(2)
BLOCK(3)

static inline uint32_t dot(const block *b, uint32_t rows, int32_t *acc)
{
    uint32_t n = share(rows, 3);
    if (n == 3)
        block_3(b->a, b->apart, (size_t)4 * b->steps, b->w, acc);
    else if (n == 2)
        block_2(b->a, b->apart, (size_t)4 * b->steps, b->w, acc);
    else
        block_1(b->a, b->apart, (size_t)4 * b->steps, b->w, acc);
    return n;
}
#define DOT dot
#include "model/kernels.inc"
#endif
