/* model/kernels_avx2.c: AVX2.  vpmaddubsw would saturate at full 8 bits, so bytes are widened to 16 bits and vpmaddwd gives exact sums of
 * pairs; two pairs are joined at the end. */
#ifdef __x86_64__
#define LEVEL avx2
#define ROW_BLOCK 64
#define BEGIN
#define END
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline __m256i four(const uint8_t *a)
{
    int32_t v;
    memcpy(&v, a, 4);
    return _mm256_cvtepu8_epi16(_mm_set1_epi32(v)); /* a0 a1 a2 a3 four times */
}

/* Half a panel: 16 columns of one row in four registers of pairs. */
static inline void half(const uint8_t *a, uint32_t k, const int8_t *w, int32_t *acc)
{
    __m256i s0 = _mm256_setzero_si256(), s1 = s0, s2 = s0, s3 = s0;
    for (uint32_t i = 0; i < k; i += 4, w += 128) {
        __m256i u = four(a + i);
        s0 = _mm256_add_epi32(s0, _mm256_madd_epi16(u, _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)w))));
        s1 = _mm256_add_epi32(s1, _mm256_madd_epi16(u, _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(w + 16)))));
        s2 = _mm256_add_epi32(s2, _mm256_madd_epi16(u, _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(w + 32)))));
        s3 = _mm256_add_epi32(s3, _mm256_madd_epi16(u, _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(w + 48)))));
    }
    /* hadd works within 128-bit lanes: columns 0 1 4 5 | 2 3 6 7, put in order by the permutation */
    __m256i x = _mm256_permute4x64_epi64(_mm256_hadd_epi32(s0, s1), 0xD8), y = _mm256_permute4x64_epi64(_mm256_hadd_epi32(s2, s3), 0xD8);
    _mm256_storeu_si256((__m256i *)acc, x);
    _mm256_storeu_si256((__m256i *)(acc + 8), y);
}

static inline uint32_t dot(const uint8_t *a, uint32_t k, uint32_t rows, const int8_t *w, int32_t *acc)
{
    uint32_t n = rows < 4 ? rows : 4;
    for (uint32_t r = 0; r < n; r++) {
        half(a + (size_t)r * k, k, w, acc + 32 * r);
        half(a + (size_t)r * k, k, w + 64, acc + 32 * r + 16);
    }
    return n;
}
#define DOT dot
#include "model/kernels.inc"
#endif
