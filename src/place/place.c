/* place/place.c */
#include "place/place.h"

#include <math.h>

#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"
#include "place/gazetteer.h"

typedef enum { TOWN, COUNTY, STATE, FEATURE, COUNTRY } sort;

/* What a name may mean. */
typedef struct {
    sort sort;
    att_str code, admin1;
    double lat, lon; /* NAN: not known */
    uint32_t geonames, population;
    uint32_t next; /* of the tables' entries: another of this name */
} sense;

typedef ATT_VEC(sense) senses;

typedef struct {
    double lat, lon;
} centre;

struct att_place_tables {
    att_map index; /* name -> entry */
    senses entries;
    att_map centre; /* code -> centres */
    ATT_VEC(centre) centres;
    bool towns; /* whether the built-in gazetteer is read */
};

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

static uint32_t whole(att_str s)
{
    int64_t v = 0;
    return att_str_number(s, &v) && v > 0 && v < UINT32_MAX ? (uint32_t)v : 0;
}

/* ---- the tables ------------------------------------------------------------------------------------------------------------------------
 */

static void add_names(att_arena *a, struct att_place_tables *t, att_str names, sense s)
{
    att_str one;
    while (att_str_split(&names, '|', &one)) {
        uint32_t *at = att_map_add(&t->index, one);
        s.next = ATT_NONE;
        if (*at == ATT_NONE)
            *at = t->entries.n;
        else { /* keep the order of the tables */
            uint32_t k = *at;
            while (t->entries.p[k].next != ATT_NONE)
                k = t->entries.p[k].next;
            t->entries.p[k].next = t->entries.n;
        }
        *ATT_PUSH(a, &t->entries) = s;
    }
}

static void add_countries(att_arena *a, struct att_place_tables *t, const att_table *c)
{
    int name = att_table_column(c, "name"), code = att_table_column(c, "code"), kind = att_table_column(c, "kind");
    for (uint32_t i = 0; c && i < c->rows; i++) {
        const att_row *r = &c->row[i];
        if (att_str_is(att_row_cell(r, kind), "country"))
            add_names(a, t, att_row_cell(r, name), (sense){.sort = COUNTRY, .code = att_row_cell(r, code), .lat = NAN, .lon = NAN});
    }
}

static void add_places(att_arena *a, struct att_place_tables *t, const att_table *p, sort sort)
{
    int name = att_table_column(p, "name"), code = att_table_column(p, "country"), admin1 = att_table_column(p, "admin1");
    int lat = att_table_column(p, "lat"), lon = att_table_column(p, "lon"), id = att_table_column(p, "geonames"),
        people = att_table_column(p, "population");
    for (uint32_t i = 0; p && i < p->rows; i++) {
        const att_row *r = &p->row[i];
        add_names(a, t, att_row_cell(r, name),
                  (sense){.sort = sort,
                          .code = att_row_cell(r, code),
                          .admin1 = att_row_cell(r, admin1),
                          .lat = number(att_row_cell(r, lat)),
                          .lon = number(att_row_cell(r, lon)),
                          .geonames = whole(att_row_cell(r, id)),
                          .population = whole(att_row_cell(r, people))});
    }
}

static void add_centres(att_arena *a, struct att_place_tables *t, const att_table *c)
{
    int code = att_table_column(c, "country"), lat = att_table_column(c, "lat"), lon = att_table_column(c, "lon");
    for (uint32_t i = 0; c && i < c->rows; i++) {
        uint32_t *at = att_map_add(&t->centre, att_row_cell(&c->row[i], code));
        if (*at != ATT_NONE)
            continue;
        *at = t->centres.n;
        ATT_PUSH(a, &t->centres)->lat = number(att_row_cell(&c->row[i], lat));
        t->centres.p[*at].lon = number(att_row_cell(&c->row[i], lon));
    }
}

att_status att_place_open(att_arena *a, const att_lexicon *l, const struct att_place_tables **out, att_error *error)
{
    (void)error;
    struct att_place_tables *t = ATT_NEW(a, struct att_place_tables);
    t->index.arena = t->centre.arena = a;
    t->towns = att_lexicon_built_in(l);
    add_centres(a, t, att_lexicon_table(l, "places/countries"));
    add_countries(a, t, att_lexicon_table(l, "actors/countries"));
    add_places(a, t, att_lexicon_table(l, "places/features"), FEATURE);
    add_places(a, t, att_lexicon_table(l, "places/cities"), TOWN); /* the user's: the built-in ones are compiled */
    add_places(a, t, att_lexicon_table(l, "places/admin1"), STATE);
    add_places(a, t, att_lexicon_table(l, "places/counties"), COUNTY);
    *out = t;
    return ATT_OK;
}

static sense sense_of_town(uint32_t row)
{
    const att_town *x = att_gazetteer_town(row);
    return (sense){.sort = TOWN,
                   .code = {x->country, 3},
                   .admin1 = att_gazetteer_string(x->admin1),
                   .lat = (double)x->lat / ATT_GAZETTEER_SCALE,
                   .lon = (double)x->lon / ATT_GAZETTEER_SCALE,
                   .geonames = x->geonames,
                   .population = x->population};
}

/* What the name means first of all: the tables' first entry, else the largest town of at least `people`. */
static bool first_sense(const struct att_place_tables *t, att_str name, uint32_t people, sense *out)
{
    uint32_t at = att_map_find(&t->index, name), n = 0;
    if (at != ATT_NONE) {
        *out = t->entries.p[at];
        return true;
    }
    const uint32_t *rows = t->towns ? att_gazetteer_find(name, &n) : NULL;
    if (n)
        *out = sense_of_town(rows[0]);
    return n && out->population >= people;
}

/* ---- choosing ------------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    uint32_t first, n; /* tokens */
    senses senses;
    sense chosen;
    bool known, sure; /* sure: one sense, or one that the words around name */
} mention;

typedef struct {
    att_doc *d;
    const struct att_place_tables *t;
    att_map seen; /* countries by code, states by code and name, that the report names */
    ATT_VEC(mention) mentions;
} finder;

static att_str words_of(const finder *f, uint32_t first, uint32_t n) { return att_doc_words(f->d, att_tokens_span(f->d, first, n)); }

static att_str state_key(const finder *f, const sense *s)
{
    return att_format(&f->d->arena, "%.*s/%.*s", (int)s->code.n, s->code.p, (int)s->admin1.n, s->admin1.p);
}

/* Under it: some state of that country is named. */
static att_str states_key(const finder *f, att_str code) { return att_format(&f->d->arena, "%.*s/", (int)code.n, code.p); }

static void find_senses(const finder *f, att_str name, senses *out)
{
    uint32_t n = 0;
    for (uint32_t i = att_map_find(&f->t->index, name); i != ATT_NONE; i = f->t->entries.p[i].next)
        *ATT_PUSH(&f->d->arena, out) = f->t->entries.p[i];
    const uint32_t *rows = f->t->towns ? att_gazetteer_find(name, &n) : NULL;
    for (uint32_t i = 0; i < n; i++)
        *ATT_PUSH(&f->d->arena, out) = sense_of_town(rows[i]);
}

enum { LARGE_TOWN = 100000, TOWN_FOR_A_COUNTRY = 10000, TOWN_UNMARKED = 30000 };

/* "Springfield, Illinois", "Barsem in Tajikistan": a place whose name stands behind the words.  Behind a comma a town may be the next of a
 * list. */
static bool container(const finder *f, uint32_t end, sense *out)
{
    const att_doc *d = f->d;
    uint32_t t = end;
    bool comma = t < d->tokens.n && att_str_is(att_token_form(d, t), ",");
    if (!comma && !(t < d->tokens.n && (att_str_is(att_token_form(d, t), "in") || att_str_is(att_token_form(d, t), "near"))))
        return false;
    t++;
    if (t < d->tokens.n && att_str_is(att_token_form(d, t), "the"))
        t++;
    for (uint32_t n = 3; n > 0; n--)
        if (t + n <= d->tokens.n && first_sense(f->t, words_of(f, t, n), LARGE_TOWN, out))
            return !comma || out->sort != TOWN;
    return false;
}

static bool named(const finder *f, att_str key)
{
    uint32_t times = att_map_find(&f->seen, key);
    return times != ATT_NONE && times > 0;
}

/* What is spoken of without more words: tenths of a power of ten of people. */
static int prominence(const sense *s)
{
    static const int of[] = {[COUNTY] = 10, [STATE] = 28, [FEATURE] = 40, [COUNTRY] = 60};
    if (s->sort != TOWN)
        return of[s->sort];
    int tenths = 0;
    for (uint32_t people = s->population; people >= 10; people /= 10)
        tenths += people < 20 ? 5 : people < 50 ? 6 : people < 100 ? 8 : 5; /* a factor of ten is 5 */
    return tenths;
}

/* A degree of latitude is 111 km; of longitude, where people live, some 80. */
static bool near(const sense *a, const sense *b) { return fabs(a->lat - b->lat) < 1.8 && fabs(a->lon - b->lon) < 2.5; }

static bool near_a_sure_one(const finder *f, const sense *s)
{
    for (uint32_t i = 0; i < f->mentions.n; i++) {
        const mention *m = &f->mentions.p[i];
        if (m->sure && m->chosen.sort == TOWN && near(&m->chosen, s))
            return true;
    }
    return false;
}

static int score_of(const finder *f, const sense *s, const sense *around, bool by_neighbours)
{
    int score = prominence(s);
    if (around && s->sort != COUNTRY && att_str_eq(s->code, around->code))
        score += around->sort == STATE && att_str_eq(s->admin1, around->admin1) ? 120 : 80;
    bool states = named(f, states_key(f, s->code));
    if (s->sort != STATE && (states || named(f, s->code)))
        score += 20;
    if (s->sort == STATE && states) /* another state of that country: "Georgia" beside "Ohio" */
        score += 40;
    if ((s->sort == TOWN || s->sort == COUNTY) && named(f, state_key(f, s)))
        score += 20;
    if (by_neighbours && s->sort == TOWN && near_a_sure_one(f, s))
        score += 20;
    return score;
}

static void choose(finder *f, mention *m, bool by_neighbours)
{
    sense around;
    bool contained = container(f, m->first + m->n, &around);
    int best = -1;
    for (uint32_t i = 0; i < m->senses.n; i++) {
        const sense *s = &m->senses.p[i];
        int score = score_of(f, s, contained ? &around : NULL, by_neighbours);
        if (score <= best) /* of equals the first */
            continue;
        best = score;
        m->chosen = *s;
        m->known = true;
        m->sure = m->senses.n == 1 || (contained && att_str_eq(s->code, around.code));
    }
}

static void count(finder *f, att_str key)
{
    uint32_t *k = att_map_add(&f->seen, key);
    *k = *k == ATT_NONE ? 1 : *k + 1;
}

/* A state or county that bears the name of its own town, or of a large one, tells nothing: "Alexandria" is in Alexandria. */
static bool is_town_too(const finder *f, att_str name, const sense *s)
{
    uint32_t n = 0;
    const uint32_t *rows = f->t->towns ? att_gazetteer_find(name, &n) : NULL;
    for (uint32_t i = 0; i < n; i++) {
        sense town = sense_of_town(rows[i]);
        if (town.population >= LARGE_TOWN || (att_str_eq(town.code, s->code) && att_str_eq(town.admin1, s->admin1)))
            return true;
    }
    return false;
}

/* A name that the tables know once says where the report is at home: its country, and of a state or county the state. */
static void count_sense(finder *f, att_str name, const sense *s)
{
    if (s->next != ATT_NONE)
        return;
    if (s->sort == COUNTRY)
        count(f, s->code);
    if ((s->sort == STATE || s->sort == COUNTY) && !is_town_too(f, name, s)) {
        count(f, state_key(f, s));
        count(f, states_key(f, s->code));
    }
}

static void count_named(finder *f)
{
    for (uint32_t t = 0; t < f->d->tokens.n; t++)
        for (uint32_t n = 1; n <= 3 && t + n <= f->d->tokens.n; n++) {
            att_str w = words_of(f, t, n);
            uint32_t at = w.n && (att_is_upper(w.p[0]) || (unsigned char)w.p[0] > 0x7F) ? att_map_find(&f->t->index, w) : ATT_NONE;
            if (at != ATT_NONE)
                count_sense(f, w, &f->t->entries.p[at]);
        }
}

/* ---- adding ----------------------------------------------------------------------------------------------------------------------------
 */

static uint32_t head_of(const att_doc *d, uint32_t first, uint32_t n)
{
    for (uint32_t t = first; t < first + n; t++)
        if (d->tokens.p[t].head == ATT_NONE || d->tokens.p[t].head < first || d->tokens.p[t].head >= first + n)
            return t;
    return first;
}

static void place_it(const finder *f, att_place *p, const sense *s)
{
    if (s->code.n == 3)
        memcpy(p->country, s->code.p, 3);
    p->admin1 = s->admin1;
    p->geonames = s->geonames;
    p->lat = s->lat;
    p->lon = s->lon;
    uint32_t at = s->sort == COUNTRY ? att_map_find(&f->t->centre, s->code) : ATT_NONE;
    if (at != ATT_NONE) {
        p->lat = f->t->centres.p[at].lat;
        p->lon = f->t->centres.p[at].lon;
    }
}

static void add_place(finder *f, const mention *m)
{
    att_doc *d = f->d;
    att_str name = words_of(f, m->first, m->n);
    att_place *p = NULL;
    for (uint32_t i = 0; i < d->places.n && !p; i++)
        if (att_str_eq(d->places.p[i].name, name))
            p = &d->places.p[i];
    if (!p) {
        p = ATT_PUSH(&d->arena, &d->places);
        *p = (att_place){.name = name, .lat = NAN, .lon = NAN};
        if (m->known)
            place_it(f, p, &m->chosen);
    }
    *ATT_PUSH(&d->arena, &p->mentions) = att_tokens_span(d, m->first, m->n);
    *ATT_PUSH(&d->arena, &p->heads) = head_of(d, m->first, m->n);
}

/* A country is a place where something happens only behind a preposition of place. */
static bool locative(const att_doc *d, uint32_t t)
{
    static const char *const words[] = {"in",     "at",   "near", "around", "across", "outside", "inside", "throughout", "off",
                                        "within", "into", "to",   "from",   "over",   "on",      "along",  "through"};
    uint32_t c = att_tree_case(d, t);
    for (size_t i = 0; c != ATT_NONE && i < sizeof words / sizeof *words; i++)
        if (att_str_same(att_token_form(d, c), att_str_of(words[i])))
            return true;
    return false;
}

static void note_mention(finder *f, uint32_t first, uint32_t n, bool *taken)
{
    mention m = {.first = first, .n = n};
    find_senses(f, words_of(f, first, n), &m.senses);
    if (!m.senses.n)
        find_senses(f, att_str_without_capitals(&f->d->arena, words_of(f, first, n)), &m.senses);
    *ATT_PUSH(&f->d->arena, &f->mentions) = m;
    for (uint32_t k = 0; k < n; k++)
        taken[first + k] = true;
}

/* Names that the model did not see as places, where a preposition of place leads. */
static void find_unmarked(finder *f, bool *taken)
{
    const att_doc *d = f->d;
    sense s;
    for (uint32_t t = 0; t < d->tokens.n; t++)
        for (uint32_t n = 4; n > 0; n--) {
            if (t + n > d->tokens.n || taken[t] || d->tokens.p[t].upos != ATT_PROPN ||
                d->tokens.p[t].sentence != d->tokens.p[t + n - 1].sentence)
                continue;
            if (!first_sense(f->t, words_of(f, t, n), TOWN_UNMARKED, &s) || !locative(d, head_of(d, t, n)))
                continue;
            note_mention(f, t, n, taken);
            t += n - 1;
            break;
        }
}

void att_place_stage(att_doc *d)
{
    finder f = {.d = d, .t = d->engine->place, .seen = {.arena = &d->arena}};
    bool *taken = ATT_ARRAY(&d->arena, bool, d->tokens.n + 4);
    count_named(&f);
    for (uint32_t i = 0; i < d->names.n; i++) {
        const att_name *x = &d->names.p[i];
        for (uint32_t k = 0; k < x->n; k++)
            taken[x->first + k] = true;
        if (x->kind == ATT_LOC)
            note_mention(&f, x->first, x->n, taken);
    }
    find_unmarked(&f, taken);
    for (uint32_t i = 0; i < f.mentions.n; i++)
        choose(&f, &f.mentions.p[i], false);
    for (uint32_t i = 0; i < f.mentions.n; i++)
        if (!f.mentions.p[i].sure)
            choose(&f, &f.mentions.p[i], true);
    for (uint32_t i = 0; i < f.mentions.n; i++) {
        const mention *m = &f.mentions.p[i];
        if (!m->known || m->chosen.sort != COUNTRY || locative(d, head_of(d, m->first, m->n)))
            add_place(&f, m);
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
    sense s;
    out[0] = 0;
    if (first_sense(d->engine->place, name, TOWN_FOR_A_COUNTRY, &s) && s.code.n == 3) {
        memcpy(out, s.code.p, 3);
        out[3] = 0;
    }
    return out;
}
