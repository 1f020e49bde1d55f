/* model/kernels_avx2.c: AVX2.  vpmaddubsw would saturate at full 8 bits, so bytes are widened to 16 bits and vpmaddwd gives exact sums of
 * pairs, which are joined at the end.  Up to 2 rows x 16 columns (four registers of pairs a row) in 8 of 16 registers; with 3 rows there is
 * no room left for the products before they are added. */
#ifdef __x86_64__
#define LEVEL avx2
#define ROW_BLOCK 48
#define BEGIN
#define END
#include "model/kernels_vnni.inc"
#include "model/kernels_256.inc"
#include "model/vectors.inc"

/* a0 a1 a2 a3 as 16 bits, four times */
static inline __m256i four(const uint8_t *a) { return _mm256_cvtepu8_epi16(_mm_broadcastd_epi32(_mm_cvtsi32_si128(bytes4(a)))); }

/* hadd works within 128-bit lanes: columns 0 1 4 5 | 2 3 6 7, put in order by the permutation */
static inline void join(int32_t *acc, __m256i low, __m256i high)
{
    _mm256_store_si256((__m256i *)acc, _mm256_permute4x64_epi64(_mm256_hadd_epi32(low, high), 0xD8));
}

#define WIDE(p) _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(p)))
#define SET(i) __m256i s##i = _mm256_setzero_si256(), t##i = s##i, x##i = s##i, y##i = s##i;
#define BYTES(i) __m256i u##i = four(a + (size_t)i * apart + j);
#define STEP_S(i) s##i = _mm256_add_epi32(s##i, _mm256_madd_epi16(u##i, v));
#define STEP_T(i) t##i = _mm256_add_epi32(t##i, _mm256_madd_epi16(u##i, v));
#define STEP_X(i) x##i = _mm256_add_epi32(x##i, _mm256_madd_epi16(u##i, v));
#define STEP_Y(i) y##i = _mm256_add_epi32(y##i, _mm256_madd_epi16(u##i, v));
#define PUT(i)                                                                                                                             \
    join(acc + 32 * i, s##i, t##i);                                                                                                        \
    join(acc + 32 * i + 8, x##i, y##i);
#define BLOCK(rows)                                                                                                                        \
    __attribute__((noinline)) static void block_##rows(const uint8_t *a, size_t apart, size_t k, const int8_t *w, int32_t *acc)                 \
    {                                                                                                                                      \
        ROW_##rows(SET) for (size_t j = 0; j < k; j += 4, w += 128)                                                                        \
        {                                                                                                                                  \
            ROW_##rows(BYTES) __m256i v = WIDE(w);                                                                                         \
            ROW_##rows(STEP_S) v = WIDE(w + 16);                                                                                           \
            ROW_##rows(STEP_T) v = WIDE(w + 32);                                                                                           \
            ROW_##rows(STEP_X) v = WIDE(w + 48);                                                                                           \
            ROW_##rows(STEP_Y)                                                                                                             \
        }                                                                                                                                  \
        ROW_##rows(PUT)                                                                                                                    \
    }
BLOCK(1)
BLOCK(2)

static inline uint32_t dot(const block *b, uint32_t rows, int32_t *acc)
{
    const int8_t *w = b->w;
    for (int half = 0; half < 2; half++, w += 64, acc += 16)
        if (rows >= 2)
            block_2(b->a, b->apart, (size_t)4 * b->steps, w, acc);
        else
            block_1(b->a, b->apart, (size_t)4 * b->steps, w, acc);
    return rows >= 2 ? 2 : 1;
}
#define DOT dot
#include "model/kernels.inc"
#endif
