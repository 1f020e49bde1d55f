/* model/kernels_avx512vnni.c: AVX-512 with VNNI: up to 12 rows x 32 columns in 24 registers (13 rows no longer fit beside the panel).  The
 * product is inline assembly because GCC 12 spills the accumulators of the intrinsic. */
#ifdef __x86_64__
#define LEVEL avx512vnni
#define ROW_BLOCK 120
#define BEGIN
#define END
#include "model/kernels_vnni.inc"
#include "model/kernels_512.inc"

#define SET(i) __m512i s##i = _mm512_setzero_si512(), t##i = s##i;
#define STEP(i)                                                                                                                            \
    {                                                                                                                                      \
        __m512i u = _mm512_set1_epi32(bytes4(a + (size_t)i * k + j));                                                                      \
        __asm__("vpdpbusd %2, %1, %0" : "+v"(s##i) : "v"(u), "v"(w0));                                                                     \
        __asm__("vpdpbusd %2, %1, %0" : "+v"(t##i) : "v"(u), "v"(w1));                                                                     \
    }
#define PUT(i)                                                                                                                             \
    _mm512_store_si512(acc + 32 * i, s##i);                                                                                                \
    _mm512_store_si512(acc + 32 * i + 16, t##i);
#define BLOCK(rows)                                                                                                                        \
    __attribute__((noinline)) static void block_##rows(const uint8_t *a, uint32_t k, const int8_t *w, int32_t *acc)                                                  \
    {                                                                                                                                      \
        ROW_##rows(SET) for (size_t j = 0; j < k; j += 4, w += 128)                                                                        \
        {                                                                                                                                  \
            __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + 64);                                                           \
            ROW_##rows(STEP)                                                                                                               \
        }                                                                                                                                  \
        ROW_##rows(PUT)                                                                                                                    \
    }
#define EACH(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12)
EACH(BLOCK)

static inline uint32_t dot(const uint8_t *a, uint32_t k, uint32_t rows, const int8_t *w, int32_t *acc)
{
    uint32_t n = share(rows, 12);
    switch (n) {
#define CASE(rows)                                                                                                                         \
    case rows:                                                                                                                             \
        block_##rows(a, k, w, acc);                                                                                                        \
        break;
        EACH(CASE)
    }
    return n;
}
#define DOT dot
#include "model/kernels.inc"
#endif
