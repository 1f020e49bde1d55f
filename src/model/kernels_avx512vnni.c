/* model/kernels_avx512vnni.c: AVX-512 with VNNI: 12 rows x 32 columns in 24 registers. */
#ifdef __x86_64__
#define LEVEL avx512vnni
#define ROW_BLOCK 120
#define BEGIN
#define END
#include "model/kernels_vnni.inc"

#define SET(i) __m512i s##i = _mm512_setzero_si512(), t##i = s##i;
#define STEP(i)                                                                                                                            \
    {                                                                                                                                      \
        __m512i u = _mm512_set1_epi32(bytes4(a + (size_t)i * k + j));                                                                      \
        __asm__("vpdpbusd %2, %1, %0" : "+v"(s##i) : "v"(u), "v"(w0));                                                                     \
        __asm__("vpdpbusd %2, %1, %0" : "+v"(t##i) : "v"(u), "v"(w1));                                                                     \
    }
#define PUT(i)                                                                                                                             \
    _mm512_storeu_si512(acc + 32 * i, s##i);                                                                                               \
    _mm512_storeu_si512(acc + 32 * i + 16, t##i);
#define BLOCK(rows)                                                                                                                        \
    static inline void block_##rows(const uint8_t *a, uint32_t k, const int8_t *w, int32_t *acc)                                           \
    {                                                                                                                                      \
        ROW_##rows(SET) for (uint32_t j = 0; j < k; j += 4, w += 128)                                                                      \
        {                                                                                                                                  \
            __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + 64);                                                           \
            ROW_##rows(STEP)                                                                                                               \
        }                                                                                                                                  \
        ROW_##rows(PUT)                                                                                                                    \
    }
BLOCK(12)
BLOCK(10)
BLOCK(8)
BLOCK(6)
BLOCK(4)
BLOCK(2)
BLOCK(1)

/* Rows are split evenly (30 = 10 + 10 + 10), for small blocks are slow. */
static inline uint32_t dot(const uint8_t *a, uint32_t k, uint32_t rows, const int8_t *w, int32_t *acc)
{
    uint32_t parts = (rows + 11) / 12, n = (rows + parts - 1) / parts;
    if (n >= 11 && rows >= 12) {
        block_12(a, k, w, acc);
        return 12;
    }
    if (n >= 9 && rows >= 10) {
        block_10(a, k, w, acc);
        return 10;
    }
    if (n >= 7 && rows >= 8) {
        block_8(a, k, w, acc);
        return 8;
    }
    if (n >= 6) {
        block_6(a, k, w, acc);
        return 6;
    }
    if (n >= 4) {
        block_4(a, k, w, acc);
        return 4;
    }
    if (n >= 2) {
        block_2(a, k, w, acc);
        return 2;
    }
    block_1(a, k, w, acc);
    return 1;
}
#define DOT dot
#include "model/kernels.inc"
#endif
