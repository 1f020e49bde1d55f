/* base/hash.c: BLAKE2b (RFC 7693) for identities and checksums; a quick hash and a map for tables. */
#include "base/base.h"

static const uint64_t iv[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                               0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
static const uint8_t sigma[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

static uint64_t turn(uint64_t x, int n) { return x >> n | x << (64 - n); }

static uint64_t load64(const uint8_t *p)
{
    uint64_t v = 0;
    for (int i = 7; i >= 0; i--)
        v = v << 8 | p[i];
    return v;
}

static void mix(uint64_t v[16], int a, int b, int c, int d, uint64_t x, uint64_t y)
{
    v[a] += v[b] + x;
    v[d] = turn(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = turn(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = turn(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = turn(v[b] ^ v[c], 63);
}

static void compress(att_blake2b *s, const uint8_t *block, bool last)
{
    uint64_t m[16], v[16];
    for (int i = 0; i < 16; i++)
        m[i] = load64(block + 8 * i);
    for (int i = 0; i < 8; i++) {
        v[i] = s->h[i];
        v[i + 8] = iv[i];
    }
    v[12] ^= s->t[0];
    v[13] ^= s->t[1];
    if (last)
        v[14] = ~v[14];
    for (int r = 0; r < 12; r++) {
        const uint8_t *g = sigma[r % 10];
        for (int i = 0; i < 4; i++)
            mix(v, i, i + 4, i + 8, i + 12, m[g[2 * i]], m[g[2 * i + 1]]);
        for (int i = 0; i < 4; i++)
            mix(v, i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12, m[g[2 * i + 8]], m[g[2 * i + 9]]);
    }
    for (int i = 0; i < 8; i++)
        s->h[i] ^= v[i] ^ v[i + 8];
}

static void count(att_blake2b *s, size_t n)
{
    s->t[0] += n;
    s->t[1] += s->t[0] < n;
}

void att_blake2b_open(att_blake2b *s, size_t bytes)
{
    ATT_ASSERT(bytes >= 1 && bytes <= 64);
    *s = (att_blake2b){.bytes = bytes};
    memcpy(s->h, iv, sizeof iv);
    s->h[0] ^= 0x01010000u ^ bytes;
}

void att_blake2b_add(att_blake2b *s, att_str a)
{
    const uint8_t *p = (const uint8_t *)a.p;
    for (size_t left = a.n; left;) {
        if (s->fill == 128) { /* only now is it known that this block is not the last */
            count(s, 128);
            compress(s, s->block, false);
            s->fill = 0;
        }
        size_t n = 128 - s->fill < left ? 128 - s->fill : left;
        memcpy(s->block + s->fill, p, n);
        s->fill += n;
        p += n;
        left -= n;
    }
}

void att_blake2b_close(att_blake2b *s, uint8_t *out)
{
    count(s, s->fill);
    memset(s->block + s->fill, 0, 128 - s->fill);
    compress(s, s->block, true);
    for (size_t i = 0; i < s->bytes; i++)
        out[i] = (uint8_t)(s->h[i / 8] >> (8 * (i % 8)));
}

att_str att_hex(att_arena *arena, const uint8_t *bytes, size_t n)
{
    char *p = att_alloc(arena, 2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        p[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        p[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    return (att_str){p, 2 * n};
}

/* Eight bytes a step; constants of splitmix64. */
uint64_t att_hash(att_str s)
{
    uint64_t h = 0x9e3779b97f4a7c15 ^ s.n;
    const uint8_t *p = (const uint8_t *)s.p;
    size_t n = s.n;
    for (; n >= 8; n -= 8, p += 8) {
        h = (h ^ load64(p)) * 0xbf58476d1ce4e5b9;
        h ^= h >> 29;
    }
    uint64_t tail = 0;
    for (size_t i = 0; i < n; i++)
        tail |= (uint64_t)p[i] << (8 * i);
    h = (h ^ tail) * 0x94d049bb133111eb;
    return h ^ h >> 31;
}

static struct att_map_slot *slot_of(const att_map *m, att_str key, uint64_t hash)
{
    for (uint32_t i = (uint32_t)hash & (m->room - 1);; i = (i + 1) & (m->room - 1)) {
        struct att_map_slot *s = &m->slot[i];
        if (!s->key.p || (s->hash == hash && att_str_eq(s->key, key)))
            return s;
    }
}

enum { FIRST_ROOM = 4 }; /* most maps are the few words of a row */

static void map_grow(att_map *m)
{
    att_map more = {.arena = m->arena, .n = m->n, .room = m->room ? m->room * 2 : FIRST_ROOM};
    more.slot = ATT_ARRAY(m->arena, struct att_map_slot, more.room);
    for (uint32_t i = 0; i < m->room; i++)
        if (m->slot[i].key.p)
            *slot_of(&more, m->slot[i].key, m->slot[i].hash) = m->slot[i];
    *m = more;
}

uint32_t *att_map_add(att_map *m, att_str key)
{
    if (m->n * 4 >= m->room * 3)
        map_grow(m);
    uint64_t hash = att_hash(key);
    struct att_map_slot *s = slot_of(m, key, hash);
    if (!s->key.p) {
        *s = (struct att_map_slot){.key = {key.p ? key.p : "", key.n}, .hash = hash, .value = ATT_NONE};
        m->n++;
    }
    return &s->value;
}

uint32_t att_map_find(const att_map *m, att_str key)
{
    if (!m->room)
        return ATT_NONE;
    const struct att_map_slot *s = slot_of(m, key, att_hash(key));
    return s->key.p ? s->value : ATT_NONE;
}
