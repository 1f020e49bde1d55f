/* Every kernel level of this CPU: integer products exact at the limits of their ranges, all floats the same bits as the reference. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/kernels.h"

enum { MOST_ROWS = 70, MOST_K = 1536, MOST_N = 160 };

static int failed;
static const char *const levels[] = {"avx2", "avxvnni", "avx512vnni", "amx"};
static const char *level;

static void check(bool good, const char *what)
{
    printf(good ? "ok model_kernels: %s: %s\n" : "not ok model_kernels: %s: %s\n", level, what);
    failed += !good;
}

static uint32_t dice(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static float wave(uint32_t *state) { return (float)((int32_t)(dice(state) % 20001) - 10000) * 0.0004f; }

typedef struct {
    att_arena *arena;
    att_bytes bytes;
    att_linear linear;
    uint32_t rows;
} problem;

/* `extreme`: only the ends of the ranges, where saturating instructions would show. */
static problem new_problem(att_arena *a, uint32_t rows, uint32_t k, uint32_t n, bool extreme, uint32_t *state)
{
    uint32_t r32 = (rows + 31) / 32 * 32;
    uint8_t *q = ATT_ARRAY(a, uint8_t, (size_t)r32 * k);
    int8_t *w = ATT_ARRAY(a, int8_t, (size_t)n * k);
    float *scale = ATT_ARRAY(a, float, n), *bias = ATT_ARRAY(a, float, n), *row_scale = ATT_ARRAY(a, float, r32);
    int32_t *sums = ATT_ARRAY(a, int32_t, n), *zero = ATT_ARRAY(a, int32_t, r32);
    for (uint32_t i = 0; i < rows * k; i++)
        q[i] = (uint8_t)(extreme ? 255 : dice(state) % 256);
    for (uint32_t i = 0; i < n * k; i++)
        w[i] = (int8_t)(extreme ? (i / 4 % 32 % 2 ? 127 : -127) : (int)(dice(state) % 255) - 127);
    for (uint32_t c = 0; c < n; c++) {
        for (uint32_t i = 0; i < k; i++)
            sums[c] += w[((size_t)(c / 32) * (k / 4) + i / 4) * 128 + c % 32 * 4 + i % 4];
        scale[c] = 0.001f + (float)(dice(state) % 1000) * 0.0001f;
        bias[c] = wave(state);
    }
    for (uint32_t r = 0; r < rows; r++) {
        row_scale[r] = 0.0001f * (float)(1 + dice(state) % 100);
        zero[r] = (int32_t)(extreme ? 0 : dice(state) % 256);
    }
    return (problem){a, {q, row_scale, zero}, {.n = n, .k = k, .n32 = n, .k64 = k, .w = w, .scale = scale, .sums = sums, .bias = bias}, rows};
}

/* The product by its definition, plain outcome. */
static float plain(const problem *p, uint32_t r, uint32_t c)
{
    int32_t acc = 0;
    uint32_t k = p->linear.k64;
    for (uint32_t i = 0; i < k; i++)
        acc += p->bytes.q[(size_t)r * k + i] * p->linear.w[((size_t)(c / 32) * (k / 4) + i / 4) * 128 + c % 32 * 4 + i % 4];
    float whole = (float)(acc - p->linear.sums[c] * p->bytes.zero[r]);
    return fmaf(whole, p->linear.scale[c] * p->bytes.scale[r], p->linear.bias[c]);
}

static float *run(const att_kernels *kernels, const problem *p, att_after after)
{
    float *out = ATT_ARRAY(p->arena, float, (size_t)(p->rows + 32) * p->linear.n32);
    kernels->product(&p->bytes, p->rows, &p->linear, after, out, p->linear.n32);
    return out;
}

static bool product_is_exact(const att_kernels *kernels, bool extreme)
{
    static const uint32_t ks[] = {64, 128, 384, 1536}, ns[] = {32, 160};
    uint32_t state = 11;
    for (uint32_t rows = 1; rows <= MOST_ROWS; rows += rows < 40 ? 1 : 15)
        for (int shape = 0; shape < 8; shape++) {
            att_arena a;
            att_arena_open(&a, (size_t)256 << 20);
            problem p = new_problem(&a, rows, ks[shape % 4], ns[shape / 4], extreme, &state);
            const float *out = run(kernels, &p, ATT_PLAIN);
            bool same = true;
            for (uint32_t r = 0; r < rows; r++)
                for (uint32_t c = 0; c < p.linear.n32; c += shape == 3 || shape == 7 ? 7 : 1)
                    same = same && plain(&p, r, c) == out[(size_t)r * p.linear.n32 + c];
            att_arena_close(&a);
            if (!same)
                return false;
        }
    return true;
}

static bool same_bits(const float *a, const float *b, size_t n) { return memcmp(a, b, n * sizeof *a) == 0; }

static bool gelu_is_same(const att_kernels *kernels)
{
    uint32_t state = 5;
    att_arena a;
    att_arena_open(&a, (size_t)256 << 20);
    problem p = new_problem(&a, 33, 384, 160, false, &state);
    bool same = same_bits(run(kernels, &p, ATT_GELU), run(&att_kernels_scalar, &p, ATT_GELU), (size_t)33 * 160);
    att_arena_close(&a);
    return same;
}

/* A row with no spread, one of one sign, one of huge values, others at random. */
static float *new_rows(att_arena *a, uint32_t rows, uint32_t width, uint32_t *state)
{
    float *x = ATT_ARRAY(a, float, (size_t)(rows + 32) * width);
    for (uint32_t i = 0; i < rows * width; i++)
        x[i] = i / width == 0 ? 0 : i / width == 1 ? 3.25f : i / width == 2 ? wave(state) * 1e20f : wave(state);
    return x;
}

static bool quantise_is_same(const att_kernels *kernels)
{
    enum { ROWS = 20, WIDTH = 400 };
    uint32_t state = 3;
    att_arena a;
    att_arena_open(&a, (size_t)64 << 20);
    const float *x = new_rows(&a, ROWS, WIDTH, &state);
    att_bytes b[2];
    for (int i = 0; i < 2; i++) {
        b[i] = (att_bytes){ATT_ARRAY(&a, uint8_t, 32 * 448), ATT_ARRAY(&a, float, 32), ATT_ARRAY(&a, int32_t, 32)};
        (i ? &att_kernels_scalar : kernels)->quantise(x, WIDTH, ROWS, 384, 448, &b[i]);
    }
    bool same = memcmp(b[0].q, b[1].q, ROWS * 448) == 0 && same_bits(b[0].scale, b[1].scale, ROWS) && memcmp(b[0].zero, b[1].zero, ROWS * sizeof(int32_t)) == 0;
    att_arena_close(&a);
    return same;
}

static bool attend_is_same(const att_kernels *kernels)
{
    static const uint32_t lengths[] = {1, 2, 3, 4, 5, 15, 16, 17, 31, 32, 33, 63, 100};
    uint32_t state = 9;
    bool same = true;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        uint32_t n = lengths[i];
        att_arena a;
        att_arena_open(&a, (size_t)64 << 20);
        const float *qkv = new_rows(&a, n, 1152, &state);
        float *out[2];
        for (int k = 0; k < 2; k++) {
            out[k] = ATT_ARRAY(&a, float, n * 384 + 64);
            (k ? &att_kernels_scalar : kernels)->attend(qkv, 1152, n, out[k], ATT_ARRAY(&a, float, 68 * (n + 16)));
        }
        same = same && same_bits(out[0], out[1], (size_t)n * 384 + 64); /* and nothing written beyond */
        att_arena_close(&a);
    }
    return same;
}

static bool rest_is_same(const att_kernels *kernels)
{
    enum { ROWS = 13 };
    uint32_t state = 21;
    att_arena a;
    att_arena_open(&a, (size_t)64 << 20);
    const float *x = new_rows(&a, ROWS, 384, &state), *y = new_rows(&a, ROWS, 400, &state), *g = new_rows(&a, 5, 384, &state) + 4 * 384;
    float *normed[2], *dot[2];
    for (int i = 0; i < 2; i++) {
        const att_kernels *k = i ? &att_kernels_scalar : kernels;
        normed[i] = ATT_ARRAY(&a, float, ROWS * 384);
        memcpy(normed[i], x, ROWS * 384 * sizeof(float));
        k->add_norm(normed[i], y, 400, ROWS, g, y + 4 * 400);
        k->add_norm(normed[i], NULL, 0, ROWS, y + 5 * 400, g);
        dot[i] = ATT_ARRAY(&a, float, ROWS);
        k->dots(x + 5 * 384, y, 400, ROWS, 256, dot[i]);
    }
    bool same = same_bits(normed[0], normed[1], (size_t)ROWS * 384) && same_bits(dot[0], dot[1], ROWS);
    att_arena_close(&a);
    return same;
}

static void check_level(const att_kernels *kernels)
{
    check(product_is_exact(kernels, false), "the product is exact");
    check(product_is_exact(kernels, true), "the product does not saturate");
    check(gelu_is_same(kernels), "GELU has the bits of the reference");
    check(quantise_is_same(kernels), "quantising has the bits of the reference");
    check(attend_is_same(kernels), "attention has the bits of the reference");
    check(rest_is_same(kernels), "norms and dot products have the bits of the reference");
}

/* exp, GELU and softmax of the reference against the C library, so that "the same" is also right. */
static double exact_gelu(double x)
{
    double sum = x, term = x; /* erf(x / sqrt 2) by its series: fine for |x| < 6 */
    for (int i = 1; i < 120; i++) {
        term *= -x * x / (2.0 * i);
        sum += term / (2 * i + 1);
    }
    return 0.5 * x * (1 + sum * 0.79788456080286535588);
}

static void check_reference(void)
{
    level = "scalar";
    int8_t w[32 * 64] = {0};
    float scale[32] = {0}, bias[32], out[32], row_scale = 1, worst = 0;
    int32_t sums[32] = {0}, zero = 0;
    uint8_t q[32 * 64] = {0};
    att_linear l = {.n = 32, .k = 64, .n32 = 32, .k64 = 64, .w = w, .scale = scale, .sums = sums, .bias = bias};
    for (float x = -5.5f; x < 5.5f; x += 0.32f) {
        for (int i = 0; i < 32; i++)
            bias[i] = x + 0.01f * (float)i;
        att_kernels_scalar.product(&(att_bytes){q, &row_scale, &zero}, 1, &l, ATT_GELU, out, 32);
        for (int i = 0; i < 32; i++) {
            float off = (float)exact_gelu((double)bias[i]) - out[i];
            worst = off > worst ? off : -off > worst ? -off : worst;
        }
    }
    check(worst < 3e-4f, "GELU is within 3e-4");
}

int main(void)
{
    att_error error;
    check_reference();
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        level = levels[i];
        setenv("ATTACHE_CPU", level, 1);
        const att_kernels *kernels = att_kernels_choose(&error);
        if (kernels)
            check_level(kernels);
        else
            printf("skip model_kernels: %s: not on this CPU\n", level);
    }
    level = "scalar";
    setenv("ATTACHE_CPU", "scalar", 1);
    const att_kernels *kernels = att_kernels_choose(&error);
    check(kernels == &att_kernels_scalar && product_is_exact(kernels, false) && product_is_exact(kernels, true), "the product is exact");
    level = "choice";
    setenv("ATTACHE_CPU", "pentium", 1);
    check(att_kernels_choose(&error) == NULL && error.status == ATT_USAGE, "an unknown level is refused");
    setenv("ATTACHE_CPU", "", 1);
    check(att_kernels_choose(&error) != NULL, "an empty variable forces nothing");
    return failed != 0;
}
