/* model/kernels_amx.c: AMX tiles: 32 rows x 32 columns in four tiles, over the same panels (a tile row is 64 bytes, 128 apart).  The rest
 * is AVX-512.  GCC 12 takes only 8 bytes of the configuration as input of _tile_loadconfig: without the barrier its stores vanish. */
#ifdef __x86_64__
#define LEVEL amx
#define ROW_BLOCK 128
#define BEGIN tiles_open();
#define END _tile_release();
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "model/kernels_512.inc"
#include "model/vectors.inc"

static inline void tiles_open(void)
{
    struct {
        uint8_t palette, start, reserved[14];
        uint16_t bytes[16];
        uint8_t rows[16];
    } c;
    _Static_assert(sizeof c == 64, "the configuration has 64 bytes");
    memset(&c, 0, sizeof c);
    c.palette = 1;
    for (int i = 0; i < 8; i++) {
        c.bytes[i] = 64;
        c.rows[i] = 16;
    }
    __asm__ volatile("" ::"r"(&c) : "memory");
    _tile_loadconfig(&c);
}

/* Rows of the activations are filled up to a multiple of 32, so that whole tiles may be read.  Each tile is loaded just before its first
 * product: the loads of all four before it cost a tenth. */
static inline uint32_t dot(const block *b, uint32_t rows, int32_t *acc)
{
    const uint8_t *a = b->a;
    const int8_t *w = b->w;
    const size_t k = b->apart; /* all of it: beyond the inputs are zeros */
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (size_t j = 0; j < k; j += 64) {
        for (size_t i = 0; i < 16 * 64; i += 64)
            _mm_prefetch((const char *)b->ahead + 16 * j + i, _MM_HINT_T1);
        _tile_loadd(4, a + j, k);
        _tile_loadd(6, w + j * 32, 128);
        _tile_dpbusd(0, 4, 6);
        _tile_loadd(7, w + j * 32 + 64, 128);
        _tile_dpbusd(1, 4, 7);
        _tile_loadd(5, a + 16 * k + j, k);
        _tile_dpbusd(2, 5, 6);
        _tile_dpbusd(3, 5, 7);
    }
    _tile_stored(0, acc, 128);
    _tile_stored(1, acc + 16, 128);
    _tile_stored(2, acc + 512, 128);
    _tile_stored(3, acc + 528, 128);
    return rows < 32 ? rows : 32;
}
#define DOT dot
#include "model/kernels.inc"
#endif
