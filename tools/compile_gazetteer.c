/* tools/compile_gazetteer.c: tables of lex/places to the file that place/gazetteer.h describes.  Run by the build.
 * usage: compile_gazetteer cities.tsv admin1.tsv counties.tsv out.bin */
#include <stdio.h>
#include <stdlib.h>

#include "lexicon/tsv.h"
#include "place/gazetteer.h"

typedef struct {
    att_arena arena;
    ATT_VEC(att_town) towns;
    att_map keys; /* name -> key */
    ATT_VEC(att_town_key) key;
    ATT_VEC(uint32_t) more; /* [posting of a list while it is made]: next one */
    ATT_VEC(uint32_t) row;
    ATT_VEC(uint32_t) last;
    att_map strings; /* string -> place */
    att_buf pool;
} gazetteer;

_Noreturn static void stop(const char *where, const char *what)
{
    fprintf(stderr, "%s: %s\n", where, what);
    exit(1);
}

static att_str read_whole(att_arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        stop(path, "cannot be opened");
    att_buf b = {.arena = a};
    char piece[1 << 16];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        att_buf_add(&b, (att_str){piece, n});
    fclose(f);
    return att_buf_str(&b);
}

static uint32_t string(gazetteer *g, att_str s)
{
    uint32_t *at = att_map_add(&g->strings, att_str_copy(&g->arena, s));
    if (*at == ATT_NONE) {
        *at = (uint32_t)g->pool.n;
        att_buf_add(&g->pool, s);
        att_buf_char(&g->pool, 0);
    }
    return *at;
}

/* "-12.345678": digits behind the fifth are cut. */
static int32_t degrees(att_str s)
{
    if (!s.n)
        return ATT_GAZETTEER_NOWHERE;
    int64_t v = 0;
    int places = -1;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '.')
            places = 0;
        else if (att_is_digit(s.p[i]) && places < 5) {
            v = v * 10 + (s.p[i] - '0');
            places += places >= 0;
        }
    for (places = places < 0 ? 0 : places; places < 5; places++)
        v *= 10;
    return (int32_t)(s.n && s.p[0] == '-' ? -v : v);
}

static uint32_t whole(att_str s)
{
    int64_t v = 0;
    return att_str_number(s, &v) && v > 0 && v < UINT32_MAX ? (uint32_t)v : 0;
}

static void add_name(gazetteer *g, att_str name, uint32_t row)
{
    uint32_t *at = att_map_add(&g->keys, att_str_copy(&g->arena, name));
    uint32_t posting = g->row.n;
    *ATT_PUSH(&g->arena, &g->row) = row;
    *ATT_PUSH(&g->arena, &g->more) = ATT_NONE;
    if (*at == ATT_NONE) {
        *at = g->key.n;
        *ATT_PUSH(&g->arena, &g->key) = (att_town_key){string(g, name), posting, 0};
        *ATT_PUSH(&g->arena, &g->last) = posting;
    } else {
        g->more.p[g->last.p[*at]] = posting;
        g->last.p[*at] = posting;
    }
    g->key.p[*at].n++;
}

static void read_rows(gazetteer *g, att_str bytes, const char *path, att_gazetteer_sort sort)
{
    att_error error;
    att_tsv tsv = att_tsv_open(bytes, path);
    if (att_tsv_header(&tsv, &g->arena, &error) != ATT_OK || tsv.columns != 7)
        stop(path, "not the columns of a gazetteer: name country admin1 population lat lon geonames");
    att_str c[7];
    for (att_status s; (s = att_tsv_next(&tsv, c, &error)) != ATT_NOT_FOUND;) {
        if (s != ATT_OK || c[1].n != 3)
            stop(s != ATT_OK ? error.where : path, s != ATT_OK ? error.what : "a country code has three letters");
        uint32_t row = g->towns.n;
        att_str one, names = c[0];
        att_town t = {.sort = (uint8_t)sort,
                      .admin1 = string(g, c[2]),
                      .lat = degrees(c[4]),
                      .lon = degrees(c[5]),
                      .geonames = whole(c[6]),
                      .population = whole(c[3])};
        memcpy(t.country, c[1].p, 3);
        for (bool first = true; att_str_split(&names, '|', &one); first = false) {
            if (first)
                t.name = string(g, one);
            add_name(g, one, row);
        }
        *ATT_PUSH(&g->arena, &g->towns) = t;
    }
}

/* The lists of rows, one behind the other. */
static uint32_t *lay_out(gazetteer *g)
{
    uint32_t *out = ATT_ARRAY(&g->arena, uint32_t, g->row.n + 1), n = 0;
    for (uint32_t k = 0; k < g->key.n; k++) {
        uint32_t posting = g->key.p[k].first;
        g->key.p[k].first = n;
        for (; posting != ATT_NONE; posting = g->more.p[posting])
            out[n++] = g->row.p[posting];
    }
    return out;
}

static uint32_t *hashed(gazetteer *g, uint32_t n_slots)
{
    uint32_t *slot = ATT_ARRAY(&g->arena, uint32_t, n_slots);
    for (uint32_t k = 0; k < g->key.n; k++) {
        uint32_t i = (uint32_t)att_hash(att_str_of(g->pool.p + g->key.p[k].name)) & (n_slots - 1);
        while (slot[i])
            i = (i + 1) & (n_slots - 1);
        slot[i] = k + 1;
    }
    return slot;
}

int main(int argc, char **argv)
{
    enum { SOURCES = 3 };
    gazetteer g = {.towns = {0}};
    if (argc != SOURCES + 2)
        stop("usage", "compile_gazetteer cities.tsv admin1.tsv counties.tsv out.bin");
    att_arena_open(&g.arena, 0);
    g.keys.arena = g.strings.arena = g.pool.arena = &g.arena;
    att_blake2b hash;
    att_blake2b_open(&hash, 16);
    for (int i = 0; i < SOURCES; i++) {
        att_str bytes = read_whole(&g.arena, argv[1 + i]);
        read_rows(&g, bytes, argv[1 + i], (att_gazetteer_sort)i);
        att_blake2b_add(&hash, bytes);
    }
    uint32_t n_slots = 1024;
    while (n_slots < 2 * g.key.n)
        n_slots *= 2;
    att_gazetteer_head head = {"ATTGAZ2", {0}, g.towns.n, n_slots, g.key.n, g.row.n, (uint32_t)g.pool.n, 0};
    att_blake2b_close(&hash, head.hash);
    const uint32_t *postings = lay_out(&g), *slots = hashed(&g, n_slots);
    const char *out = argv[1 + SOURCES];
    FILE *f = fopen(out, "wb");
    if (!f || fwrite(&head, sizeof head, 1, f) != 1 || fwrite(g.towns.p, sizeof *g.towns.p, g.towns.n, f) != g.towns.n ||
        fwrite(slots, 4, n_slots, f) != n_slots || fwrite(g.key.p, sizeof *g.key.p, g.key.n, f) != g.key.n ||
        fwrite(postings, 4, g.row.n, f) != g.row.n || fwrite(g.pool.p, 1, g.pool.n, f) != g.pool.n || fclose(f) != 0)
        stop(out, "cannot be written");
    att_arena_close(&g.arena);
    return 0;
}
