/* model/kernels_avx512vnni.c: AVX-512 with VNNI: up to 12 rows x 32 columns in 24 registers (13 rows no longer fit beside the panel), from the zero
 * points to the floats without a stop in memory.  The product is inline assembly because GCC 12 spills the accumulators of the intrinsic.  Rows are
 * reached from three pointers and the distance between rows: one pointer a row needs more registers than there are. */
#ifdef __x86_64__
#define LEVEL avx512vnni
#define ROW_BLOCK 120
#define BEGIN
#define END
#include "model/kernels_vnni.inc"
#include "model/kernels_512.inc"
#include "model/vectors.inc"

#define ROW(i) (((i) / 4 == 0 ? a0 : (i) / 4 == 1 ? a4 : a8) + (i) % 4 * apart)
#define FROM_ZERO(sums, i) _mm512_sub_epi32(nothing, _mm512_mullo_epi32(sums, _mm512_set1_epi32(b->zero[i])))
#define SET(i) __m512i s##i = FROM_ZERO(sums0, i), t##i = FROM_ZERO(sums1, i);
#define STEP(i)                                                                                                                            \
    {                                                                                                                                      \
        __m512i u = _mm512_set1_epi32(bytes4(ROW(i)));                                                                                     \
        __asm__("vpdpbusd %2, %1, %0" : "+v"(s##i) : "v"(u), "v"(w0));                                                                     \
        __asm__("vpdpbusd %2, %1, %0" : "+v"(t##i) : "v"(u), "v"(w1));                                                                     \
    }
#define FLOATS(acc, scale, bias) fma16((v16){{(part)_mm512_cvtepi32_ps(acc)}}, mul(scale, rs), bias)
#define PUT(i, AFTER)                                                                                                                      \
    {                                                                                                                                      \
        v16 rs = splat(b->row_scale[i]);                                                                                                   \
        store(b->out + (size_t)(i) * b->stride, AFTER(FLOATS(s##i, scale0, bias0)));                                                       \
        store(b->out + (size_t)(i) * b->stride + 16, AFTER(FLOATS(t##i, scale1, bias1)));                                                  \
    }
#define PUT_PLAIN(i) PUT(i, )
#define PUT_GELU(i) PUT(i, gelu16)
#define BLOCK(rows, kind, PUT_ROW)                                                                                                         \
    static void kind##_##rows(const block *b)                                                                                              \
    {                                                                                                                                      \
        const __m512i nothing = _mm512_setzero_si512(), sums0 = _mm512_loadu_si512(b->sums), sums1 = _mm512_loadu_si512(b->sums + 16);     \
        const size_t apart = b->apart;                                                                                                     \
        const uint8_t *a0 = b->a, *a4 = a0 + 4 * apart, *a8 = a4 + 4 * apart;                                                              \
        const int8_t *w = b->w, *ahead = b->ahead;                                                                                         \
        ROW_##rows(SET) for (uint32_t left = b->steps; left; left--)                                                                       \
        {                                                                                                                                  \
            __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + 64);                                                           \
            _mm_prefetch((const char *)ahead, _MM_HINT_T0);                                                                                \
            ROW_##rows(STEP) w += 128;                                                                                                     \
            ahead += 64;                                                                                                                   \
            a0 += 4;                                                                                                                       \
            a4 += 4;                                                                                                                       \
            a8 += 4;                                                                                                                       \
            __asm__("" : "+r"(a0), "+r"(a4), "+r"(a8)); /* else GCC makes twelve pointers of the three */                                  \
        }                                                                                                                                  \
        v16 scale0 = load(b->scale), scale1 = load(b->scale + 16), bias0 = load(b->bias), bias1 = load(b->bias + 16);                      \
        ROW_##rows(PUT_ROW)                                                                                                                \
    }
#define PLAIN_AND_GELU(rows) BLOCK(rows, plain, PUT_PLAIN) BLOCK(rows, gelu, PUT_GELU)
#define EACH(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12)
EACH(PLAIN_AND_GELU)

static uint32_t block_done(const block *b, uint32_t rows, bool gelu)
{
#define PAIR(rows) {plain_##rows, gelu_##rows},
    static void (*const of[][2])(const block *) = {EACH(PAIR)};
    uint32_t n = share(rows, 12);
    of[n - 1][gelu](b);
    return n;
}
#define BLOCK_DONE block_done
#include "model/kernels.inc"
#endif
