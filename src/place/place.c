/* place/place.c */
#include "place/place.h"

#include <math.h>

#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"

typedef struct {
    const att_row *row;
    bool country; /* a row of actors/countries */
    uint32_t next;
} entry;

struct att_place_tables {
    att_map index; /* name -> entry */
    ATT_VEC(entry) entries;
    int name, code, admin1, lat, lon, geonames; /* columns of places */
    int c_name, c_code, c_kind;                  /* of countries */
};

static void add_names(att_arena *a, struct att_place_tables *t, att_str names, const att_row *row, bool country)
{
    att_str one;
    while (att_str_split(&names, '|', &one)) {
        uint32_t *at = att_map_add(&t->index, one);
        entry e = {row, country, ATT_NONE};
        if (*at == ATT_NONE)
            *at = t->entries.n;
        else { /* keep the order of the tables: countries, features, then cities by size */
            uint32_t k = *at;
            while (t->entries.p[k].next != ATT_NONE)
                k = t->entries.p[k].next;
            t->entries.p[k].next = t->entries.n;
        }
        *ATT_PUSH(a, &t->entries) = e;
    }
}

att_status att_place_open(att_arena *a, const att_lexicon *l, const struct att_place_tables **out, att_error *error)
{
    (void)error;
    static const char *const files[] = {"places/features", "places/cities", "places/admin1"};
    struct att_place_tables *t = ATT_NEW(a, struct att_place_tables);
    t->index.arena = a;
    const att_table *c = att_lexicon_table(l, "actors/countries"), *p = att_lexicon_table(l, files[0]);
    t->c_name = att_table_column(c, "name");
    t->c_code = att_table_column(c, "code");
    t->c_kind = att_table_column(c, "kind");
    t->name = att_table_column(p, "name");
    t->code = att_table_column(p, "country");
    t->admin1 = att_table_column(p, "admin1");
    t->lat = att_table_column(p, "lat");
    t->lon = att_table_column(p, "lon");
    t->geonames = att_table_column(p, "geonames");
    for (uint32_t i = 0; c && i < c->rows; i++)
        if (att_str_is(att_row_cell(&c->row[i], t->c_kind), "country"))
            add_names(a, t, att_row_cell(&c->row[i], t->c_name), &c->row[i], true);
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        p = att_lexicon_table(l, files[f]);
        for (uint32_t i = 0; p && i < p->rows; i++)
            add_names(a, t, att_row_cell(&p->row[i], t->name), &p->row[i], false);
    }
    *out = t;
    return ATT_OK;
}

static double number(att_str s)
{
    double v = 0, place = 1;
    bool point = false, minus = s.n && s.p[0] == '-';
    if (!s.n)
        return NAN;
    for (size_t i = minus; i < s.n; i++) {
        if (s.p[i] == '.') {
            point = true;
            continue;
        }
        v = v * 10 + (s.p[i] - '0');
        place *= point ? 10 : 1;
    }
    return (minus ? -v : v) / place;
}

static att_str code_of(const struct att_place_tables *t, const entry *e) { return att_row_cell(e->row, e->country ? t->c_code : t->code); }

/* ---- choosing ------------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    att_doc *d;
    const struct att_place_tables *t;
    att_map seen; /* country codes that the report names -> how often */
} finder;

/* "Springfield, Illinois", "Barsem in Tajikistan": a place whose name stands behind the words. */
static const entry *container(const finder *f, uint32_t end)
{
    const att_doc *d = f->d;
    uint32_t t = end;
    if (t < d->tokens.n && (att_str_is(att_token_form(d, t), ",") || att_str_is(att_token_form(d, t), "in") || att_str_is(att_token_form(d, t), "near")))
        t++;
    else
        return NULL;
    if (t < d->tokens.n && att_str_is(att_token_form(d, t), "the"))
        t++;
    for (uint32_t n = 3; n > 0; n--) {
        if (t + n > d->tokens.n)
            continue;
        uint32_t at = att_map_find(&f->t->index, att_doc_words(d, att_tokens_span(d, t, n)));
        if (at != ATT_NONE)
            return &f->t->entries.p[at];
    }
    return NULL;
}

static const entry *choose(const finder *f, uint32_t at, uint32_t end)
{
    const entry *around = container(f, end), *best = NULL;
    int best_score = -1;
    for (uint32_t i = at; i != ATT_NONE; i = f->t->entries.p[i].next) {
        const entry *e = &f->t->entries.p[i];
        att_str code = code_of(f->t, e);
        int score = e->country ? 6 : 0;
        if (around && !e->country && att_str_eq(code, code_of(f->t, around))) {
            bool state = !around->country && att_str_eq(att_row_cell(e->row, f->t->admin1), att_row_cell(around->row, f->t->admin1));
            score += state ? 12 : 8;
        }
        uint32_t times = att_map_find(&f->seen, code);
        score += times != ATT_NONE && times > 0 ? 4 : 0;
        if (score > best_score) { /* of equals the first, which is the largest */
            best = e;
            best_score = score;
        }
    }
    return best;
}

static void count_countries(finder *f)
{
    for (uint32_t t = 0; t < f->d->tokens.n; t++)
        for (uint32_t n = 1; n <= 3 && t + n <= f->d->tokens.n; n++) {
            att_str w = att_doc_words(f->d, att_tokens_span(f->d, t, n));
            uint32_t at = w.n && (att_is_upper(w.p[0]) || (unsigned char)w.p[0] > 0x7F) ? att_map_find(&f->t->index, w) : ATT_NONE;
            if (at == ATT_NONE || !f->t->entries.p[at].country)
                continue;
            uint32_t *k = att_map_add(&f->seen, code_of(f->t, &f->t->entries.p[at]));
            *k = *k == ATT_NONE ? 1 : *k + 1;
        }
}

/* ---- adding ---------------------------------------------------------------------------------------------------------------------------- */

static uint32_t head_of(const att_doc *d, uint32_t first, uint32_t n)
{
    for (uint32_t t = first; t < first + n; t++)
        if (d->tokens.p[t].head == ATT_NONE || d->tokens.p[t].head < first || d->tokens.p[t].head >= first + n)
            return t;
    return first;
}

static void add_place(finder *f, uint32_t first, uint32_t n, const entry *e)
{
    att_doc *d = f->d;
    att_str name = att_doc_words(d, att_tokens_span(d, first, n)), code = e ? code_of(f->t, e) : ATT_STR("");
    att_place *p = NULL;
    for (uint32_t i = 0; i < d->places.n && !p; i++)
        if (att_str_eq(d->places.p[i].name, name))
            p = &d->places.p[i];
    if (!p) {
        p = ATT_PUSH(&d->arena, &d->places);
        *p = (att_place){.name = name, .lat = NAN, .lon = NAN};
        if (code.n == 3)
            memcpy(p->country, code.p, 3);
        if (e && !e->country) {
            p->admin1 = att_row_cell(e->row, f->t->admin1);
            p->lat = number(att_row_cell(e->row, f->t->lat));
            p->lon = number(att_row_cell(e->row, f->t->lon));
            int64_t id = 0;
            att_str_number(att_row_cell(e->row, f->t->geonames), &id);
            p->geonames = (uint32_t)id;
        }
    }
    *ATT_PUSH(&d->arena, &p->mentions) = att_tokens_span(d, first, n);
    *ATT_PUSH(&d->arena, &p->heads) = head_of(d, first, n);
}

/* A country is a place where something happens only behind a preposition of place. */
static bool locative(const att_doc *d, uint32_t t)
{
    static const char *const words[] = {"in", "at", "near", "around", "across", "outside", "inside", "throughout", "off", "within", "into", "to", "from", "over", "on", "along", "through"};
    uint32_t c = att_tree_case(d, t);
    for (size_t i = 0; c != ATT_NONE && i < sizeof words / sizeof *words; i++)
        if (att_str_same(att_token_form(d, c), att_str_of(words[i])))
            return true;
    return false;
}

void att_place_stage(att_doc *d)
{
    finder f = {.d = d, .t = d->engine->place, .seen = {.arena = &d->arena}};
    bool *taken = ATT_ARRAY(&d->arena, bool, d->tokens.n + 4);
    count_countries(&f);
    for (uint32_t i = 0; i < d->names.n; i++) {
        const att_name *x = &d->names.p[i];
        for (uint32_t k = 0; k < x->n; k++)
            taken[x->first + k] = x->kind != ATT_LOC;
        uint32_t at = att_map_find(&f.t->index, att_doc_words(d, x->at));
        if (x->kind != ATT_LOC)
            continue;
        const entry *e = at == ATT_NONE ? NULL : choose(&f, at, x->first + x->n);
        if (!e || !e->country || locative(d, head_of(d, x->first, x->n)))
            add_place(&f, x->first, x->n, e);
        for (uint32_t k = 0; k < x->n; k++)
            taken[x->first + k] = true;
    }
    /* names the model did not see as places, where a preposition of place leads */
    for (uint32_t t = 0; t < d->tokens.n; t++)
        for (uint32_t n = 4; n > 0; n--) {
            if (t + n > d->tokens.n || taken[t] || d->tokens.p[t].upos != ATT_PROPN || d->tokens.p[t].sentence != d->tokens.p[t + n - 1].sentence)
                continue;
            uint32_t at = att_map_find(&f.t->index, att_doc_words(d, att_tokens_span(d, t, n)));
            if (at == ATT_NONE || !locative(d, head_of(d, t, n)))
                continue;
            add_place(&f, t, n, choose(&f, at, t + n));
            t += n - 1;
            break;
        }
}

uint32_t att_place_of(const att_doc *d, uint32_t t)
{
    for (uint32_t i = 0; i < d->places.n; i++)
        for (uint32_t k = 0; k < d->places.p[i].heads.n; k++) {
            uint32_t h = d->places.p[i].heads.p[k];
            att_deprel r = d->tokens.p[h].deprel;
            if (d->tokens.p[h].head == t && (r == ATT_OBL || r == ATT_NMOD || r == ATT_OBL_UNMARKED) && locative(d, h))
                return i;
        }
    return ATT_NONE;
}

const char *att_place_country(const att_doc *d, att_str name, char out[4])
{
    out[0] = 0;
    const struct att_place_tables *t = d->engine->place;
    uint32_t at = att_map_find(&t->index, name);
    att_str code = at == ATT_NONE ? ATT_STR("") : code_of(t, &t->entries.p[at]);
    if (code.n == 3) {
        memcpy(out, code.p, 3);
        out[3] = 0;
    }
    return out;
}
