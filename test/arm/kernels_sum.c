/* Prints a checksum of every kernel function over fixed pseudo-random input: run natively and, cross-built for arm64, under qemu, the lines must be equal. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/kernels.h"

enum { ROWS = 37, WIDTH = 384 };

static uint32_t state = 12345;

static uint32_t next(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

static float real(void) { return ((float)(next() % 20001) - 10000.0f) / 3000.0f; }

static uint64_t sum(uint64_t h, const void *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ ((const uint8_t *)p)[i]) * 1099511628211u;
    return h;
}

int main(void)
{
    const att_kernels *k = &att_kernels_scalar;
    uint32_t n = 1152, k64 = WIDTH;
    float *x = calloc(64 * WIDTH, sizeof *x), *y = calloc(64 * (size_t)n, sizeof *y), *out = calloc(64 * WIDTH, sizeof *out), *scratch = calloc(33 * 80, sizeof *scratch);
    int8_t *w = malloc((size_t)n * k64);
    float *scale = calloc(n, sizeof *scale), *bias = calloc(n, sizeof *bias);
    int32_t *sums = calloc(n, sizeof *sums);
    att_bytes b = {calloc(64, k64), calloc(64, sizeof(float)), calloc(64, sizeof(int32_t))};
    for (uint32_t i = 0; i < ROWS * WIDTH; i++)
        x[i] = real();
    for (uint32_t i = 0; i < n * k64; i++)
        w[i] = (int8_t)(next() % 255 - 127);
    for (uint32_t i = 0; i < n; i++) {
        scale[i] = real() / 1000;
        bias[i] = real();
        sums[i] = (int32_t)(next() % 2000) - 1000;
    }
    att_linear l = {n, WIDTH, n, k64, w, scale, sums, bias};
    k->quantise(x, WIDTH, ROWS, WIDTH, k64, &b);
    printf("quantise %016llx\n", (unsigned long long)sum(sum(7, b.q, ROWS * k64), b.scale, ROWS * sizeof(float)));
    k->product(&b, ROWS, &l, ATT_PLAIN, y, n);
    printf("product %016llx\n", (unsigned long long)sum(7, y, ROWS * n * sizeof(float)));
    k->attend(y, n, ROWS, out, scratch);
    printf("attend %016llx\n", (unsigned long long)sum(7, out, ROWS * WIDTH * sizeof(float)));
    k->product(&b, ROWS, &l, ATT_GELU, y, n);
    printf("gelu %016llx\n", (unsigned long long)sum(7, y, ROWS * n * sizeof(float)));
    k->add_norm(x, out, WIDTH, ROWS, scale, bias);
    printf("add_norm %016llx\n", (unsigned long long)sum(7, x, ROWS * WIDTH * sizeof(float)));
    k->dots(x, y, n, ROWS, 256, out);
    printf("dots %016llx\n", (unsigned long long)sum(7, out, ROWS * sizeof(float)));
    return 0;
}
