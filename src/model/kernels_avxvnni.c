/* model/kernels_avxvnni.c: 256-bit VNNI of client CPUs: 2 rows x 32 columns in 8 of 16 registers, with the panel in 4 more. */
#ifdef __x86_64__
#define LEVEL avxvnni
#define ROW_BLOCK 64
#define BEGIN
#define END
#include "model/kernels_vnni.inc"

#define LOADW(p) _mm256_loadu_si256((const __m256i *)(p))
#define SET(i) __m256i s##i = _mm256_setzero_si256(), t##i = s##i, x##i = s##i, y##i = s##i;
#define STEP(i)                                                                                                                            \
    {                                                                                                                                      \
        __m256i u = _mm256_set1_epi32(bytes4(a + (size_t)i * k + j));                                                                      \
        __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(s##i) : "x"(u), "x"(w0));                                                             \
        __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(t##i) : "x"(u), "x"(w1));                                                             \
        __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(x##i) : "x"(u), "x"(w2));                                                             \
        __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(y##i) : "x"(u), "x"(w3));                                                             \
    }
#define PUT(i)                                                                                                                             \
    _mm256_storeu_si256((__m256i *)(acc + 32 * i), s##i);                                                                                  \
    _mm256_storeu_si256((__m256i *)(acc + 32 * i + 8), t##i);                                                                              \
    _mm256_storeu_si256((__m256i *)(acc + 32 * i + 16), x##i);                                                                             \
    _mm256_storeu_si256((__m256i *)(acc + 32 * i + 24), y##i);
#define BLOCK(rows)                                                                                                                        \
    static inline void block_##rows(const uint8_t *a, uint32_t k, const int8_t *w, int32_t *acc)                                           \
    {                                                                                                                                      \
        ROW_##rows(SET) for (uint32_t j = 0; j < k; j += 4, w += 128)                                                                      \
        {                                                                                                                                  \
            __m256i w0 = LOADW(w), w1 = LOADW(w + 32), w2 = LOADW(w + 64), w3 = LOADW(w + 96);                                             \
            ROW_##rows(STEP)                                                                                                               \
        }                                                                                                                                  \
        ROW_##rows(PUT)                                                                                                                    \
    }
BLOCK(2)
BLOCK(1)

static inline uint32_t dot(const uint8_t *a, uint32_t k, uint32_t rows, const int8_t *w, int32_t *acc)
{
    if (rows == 1) {
        block_1(a, k, w, acc);
        return 1;
    }
    block_2(a, k, w, acc);
    return 2;
}
#define DOT dot
#include "model/kernels.inc"
#endif
