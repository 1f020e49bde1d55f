/* bench/kernels.c: how fast the int8 product and the whole encoder run, at each kernel level this CPU has.
 *
 * The product is compared with a loop that touches nothing but registers, run in the same minutes: the ratio is what a change of compiler
 * or code may spoil (a spilled accumulator halves it), whatever the machine.  Times are CPU time of this thread, medians of interleaved
 * rounds.
 *
 * usage: bench_kernels [MODEL] [--level NAME] [--assert]     --assert: status 1 when a VNNI level's product falls below 0.80 of the peak,
 * or the encoder below 20,000 pieces/s with AVX-512 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/kernels.h"
#include "model/model.h"

enum { ROUNDS = 7, ROWS = ATT_MODEL_BATCH, TURNS = 20, SENTENCES = 120 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, by_value);
    return v[n / 2];
}

static uint32_t dice(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* ---- peaks: instructions that wait for nothing; 10^9 operations (a multiplication or an addition each) a second --------------------- */

#ifdef __x86_64__
#define TIMES16(X) X("0") X("1") X("2") X("3") X("4") X("5") X("6") X("7") X("8") X("9") X("10") X("11") X("12") X("13") X("14") X("15")
#define TIMES12(X) X("4") X("5") X("6") X("7") X("8") X("9") X("10") X("11") X("12") X("13") X("14") X("15")
#define CLOBBER                                                                                                                            \
    "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15"
#define PEAK(name, repeat, ops)                                                                                                            \
    static double name(void)                                                                                                               \
    {                                                                                                                                      \
        enum { N = 400000 };                                                                                                               \
        double t = now();                                                                                                                  \
        for (int i = 0; i < N; i++)                                                                                                        \
            __asm__ volatile(repeat::: CLOBBER);                                                                                           \
        return (double)(ops)*16 * N / (now() - t) * 1e-9;                                                                                  \
    }
#define ZMM(r) "vpdpbusd %%zmm30, %%zmm31, %%zmm" r "\n"
#define YMM(r) "%{vex%} vpdpbusd %%ymm0, %%ymm1, %%ymm" r "\n"
#define TILES                                                                                                                              \
    "tdpbusd %%tmm6, %%tmm4, %%tmm0\ntdpbusd %%tmm7, %%tmm4, %%tmm1\ntdpbusd %%tmm6, %%tmm5, %%tmm2\ntdpbusd %%tmm7, %%tmm5, %%tmm3\n"
#define PAIR(r) "vpmaddwd %%ymm0, %%ymm1, %%ymm" r "\nvpaddd %%ymm2, %%ymm3, %%ymm" r "\n"
PEAK(peak_zmm, TIMES16(ZMM), 128)
PEAK(peak_tiles, TILES TILES TILES TILES, 16 * 16 * 64 * 2)
PEAK(peak_pairs, TIMES12(PAIR), 32.0 * 12 / 16)
PEAK(peak_ymm, TIMES12(YMM), 64.0 * 12 / 16)
#endif

#ifdef __x86_64__
/* The tiles as kernels_amx.c has them: 8 of 16 rows of 64 bytes.  Leave to use them was got when the level was chosen. */
static double peak_amx(void)
{
    uint8_t all[64] = {[0] = 1};
    for (int i = 0; i < 8; i++) {
        all[16 + 2 * i] = 64;
        all[48 + i] = 16;
    }
    __asm__ volatile("ldtilecfg %0" ::"m"(all));
    double speed = peak_tiles();
    __asm__ volatile("tilerelease");
    return speed;
}
#endif

static double peak_of(const char *level)
{
#ifdef __x86_64__
    if (strcmp(level, "amx") == 0)
        return peak_amx();
    if (strcmp(level, "avx512vnni") == 0)
        return peak_zmm();
    if (strcmp(level, "avxvnni") == 0)
        return peak_ymm();
    if (strcmp(level, "avx2") == 0)
        return peak_pairs();
#endif
    (void)level;
    return 0; /* scalar: no ratio */
}

/* ---- the product ------------------------------------------------------------------------------------------------------------------------
 */

static att_linear new_linear(att_arena *a, uint32_t k, uint32_t n, uint32_t *state)
{
    int8_t *w = ATT_ARRAY(a, int8_t, (size_t)k * n + 64);
    float *scale = ATT_ARRAY(a, float, n), *bias = ATT_ARRAY(a, float, n);
    int32_t *sums = ATT_ARRAY(a, int32_t, n);
    w += 64 - (uintptr_t)w % 64; /* as in the model file */
    for (uint32_t i = 0; i < k * n; i++)
        w[i] = (int8_t)(dice(state) % 255 - 127);
    for (uint32_t i = 0; i < n; i++)
        scale[i] = 0.01f;
    return (att_linear){.n = n, .k = k, .n32 = n, .k64 = k, .w = w, .scale = scale, .sums = sums, .bias = bias};
}

/* 10^9 operations a second over the four shapes of a layer, with dequantising, bias and GELU, as the encoder has them. */
static double product_speed(const att_kernels *kernels, const att_linear l[4], const att_bytes *x, float *out)
{
    double ops = 0, t = now();
    for (int i = 0; i < 4 * TURNS; i++) {
        const att_linear *one = &l[i / TURNS];
        kernels->product(x, ROWS, one, i / TURNS == 2 ? ATT_GELU : ATT_PLAIN, out, one->n32);
        ops += 2.0 * ROWS * one->n * one->k;
    }
    return ops / (now() - t) * 1e-9;
}

/* ---- the encoder ------------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    att_words sentence[SENTENCES];
    uint32_t pieces;
} sample;

/* Sentences of 4 to 80 words, 24 on average, of words from the model's own vocabulary. */
static sample new_sample(const att_model *m, att_arena *a)
{
    static const char *const stock[] = {"The",         "minister", "of",  "Kenya",  "said",      "on",     "Monday", "that",   "harbouring",
                                        "rebels",      "would",    "not", "be",     "tolerated", ",",      "and",    "the",    "two",
                                        "delegations", "met",      "in",  "Geneva", "2,500",     "troops", "U.N.",   "Nairobi"};
    sample s = {.pieces = 0};
    uint32_t state = 7, out[ATT_MODEL_WORD_PIECES];
    for (int i = 0; i < SENTENCES; i++) {
        uint32_t n = 4 + (dice(&state) % 20 + dice(&state) % 20 + dice(&state) % (i % 10 == 0 ? 40 : 4));
        att_str *w = ATT_ARRAY(a, att_str, n);
        for (uint32_t k = 0; k < n; k++) {
            w[k] = att_str_of(stock[dice(&state) % (sizeof stock / sizeof *stock)]);
            s.pieces += att_model_pieces(m, w[k], out);
        }
        s.sentence[i] = (att_words){w, n};
    }
    return s;
}

/* Pieces a second through encoder and heads, `at_once` sentences a call. */
static double encoder_speed(const att_model *m, const sample *s, uint32_t at_once)
{
    att_arena a;
    att_scores out[SENTENCES];
    att_arena_open(&a, (size_t)1 << 30);
    double t = now();
    for (uint32_t i = 0; i < SENTENCES; i += at_once) {
        att_arena_reset(&a);
        att_model_run(m, &a, s->sentence + i, at_once < SENTENCES - i ? at_once : SENTENCES - i, out);
    }
    t = now() - t;
    att_arena_close(&a);
    return s->pieces / t;
}

/* ---- levels
 * ------------------------------------------------------------------------------------------------------------------------------- */

static bool bench_level(const char *level, const char *path, bool strict)
{
    att_error error;
    att_arena a;
    uint32_t state = 1;
    setenv("ATTACHE_CPU", level, 1);
    const att_kernels *kernels = att_kernels_choose(&error);
    if (!kernels) {
        printf("%-11s not on this CPU\n", level);
        return true;
    }
    bool slow = strcmp(level, "scalar") == 0;
    att_arena_open(&a, (size_t)1 << 30);
    att_linear l[4] = {new_linear(&a, 384, 1152, &state), new_linear(&a, 384, 384, &state), new_linear(&a, 384, 1536, &state),
                       new_linear(&a, 1536, 384, &state)};
    att_bytes x = {ATT_ARRAY(&a, uint8_t, (ROWS + 32) * 1536), ATT_ARRAY(&a, float, ROWS + 32), ATT_ARRAY(&a, int32_t, ROWS + 32)};
    float *out = ATT_ARRAY(&a, float, (ROWS + 32) * 1536);
    for (uint32_t i = 0; i < ROWS * 1536; i++)
        x.q[i] = (uint8_t)dice(&state);
    for (uint32_t i = 0; i < ROWS; i++)
        x.scale[i] = 0.01f;
    att_model *m = NULL;
    sample s = {.pieces = 0};
    if (path && att_model_open(path, &m, &error) == ATT_OK)
        s = new_sample(m, &a);
    double peak[ROUNDS], speed[ROUNDS], ratio[ROUNDS], encoder[ROUNDS] = {0}, single[ROUNDS] = {0};
    int rounds = slow ? 1 : ROUNDS;
    for (int r = 0; r < rounds; r++) {
        peak[r] = peak_of(level);
        speed[r] = product_speed(kernels, l, &x, out);
        ratio[r] = peak[r] > 0 ? speed[r] / peak[r] : 0;
        if (m && !(slow && r)) {
            encoder[r] = encoder_speed(m, &s, 25);
            single[r] = slow ? 0 : encoder_speed(m, &s, 1);
        }
    }
    double share = median(ratio, rounds), pieces = median(encoder, rounds);
    printf("%-11s product %5.0f GOPS, %.2f of the peak (%.0f); encoder and heads %6.0f pieces/s, one sentence at a time %6.0f\n", level,
           median(speed, rounds), share, median(peak, rounds), pieces, median(single, rounds));
    att_model_close(m);
    att_arena_close(&a);
    bool vnni = strstr(level, "vnni") != NULL;
    return !strict || !vnni || (share >= 0.80 && (pieces == 0 || pieces >= 20000 || strcmp(level, "avx512vnni") != 0));
}

static void bench_open(const char *path)
{
    att_error error;
    att_model *m;
    double t = now();
    if (att_model_open(path, &m, &error) != ATT_OK) {
        printf("%s: %s; encoder not measured\n", error.where, error.what);
        return;
    }
    printf("open        %.1f ms", 1e3 * (now() - t));
    t = now();
    att_status s = att_model_check(m, &error);
    printf("; check %s, %.1f ms", s == ATT_OK ? "ok" : error.what, 1e3 * (now() - t));
    static const char text[] =
        "The foreign minister of Kenya said on Monday that harbouring rebels would not be tolerated , and two delegations met in Geneva";
    uint32_t piece[ATT_MODEL_WORD_PIECES], sum = 0;
    enum { READINGS = 3000 };
    t = now();
    for (int i = 0; i < READINGS; i++) {
        att_str rest = att_str_of(text), word;
        while (att_str_split(&rest, ' ', &word))
            sum += att_model_pieces(m, word, piece);
    }
    printf("; pieces %.0f MB/s (%u)\n", (double)sizeof text * READINGS / (now() - t) * 1e-6, sum);
    att_model_close(m);
}

int main(int argc, char **argv)
{
    static const char *const levels[] = {"scalar", "avx2", "avxvnni", "avx512vnni", "amx"};
    const char *path = "models/en.attm";
    const char *only = NULL;
    bool strict = false, good = true;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--assert") == 0)
            strict = true;
        else if (strcmp(argv[i], "--level") == 0 && i + 1 < argc)
            only = argv[++i];
        else
            path = argv[i];
    bench_open(path);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (!only || strcmp(only, levels[i]) == 0)
            good = bench_level(levels[i], path, strict) && good;
    return good ? 0 : 1;
}
