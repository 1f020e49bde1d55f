/* place/place.c */
#include "place/place.h"

#include <math.h>

#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"
#include "place/gazetteer.h"
#include "place/votes.h"

typedef enum { TOWN, COUNTY, STATE, FEATURE, COUNTRY } sort;

/* What a name may mean. */
typedef struct {
    sort sort;
    att_str code, admin1;
    double lat, lon; /* NAN: not known */
    uint32_t geonames, population;
    bool seat;     /* of a government */
    uint32_t next; /* of the tables' entries: another of this name */
} sense;

typedef ATT_VEC(sense) senses;

typedef struct {
    double lat, lon;
} centre;

struct att_place_tables {
    att_map index; /* name -> entry */
    senses entries;
    att_map words;  /* adjectives and peoples -> entries: "Turkish" speaks of a country as its name does */
    att_map seats;  /* "KEN/Nairobi": the towns that stand for a government */
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

static att_str seat_key(att_arena *a, att_str code, att_str town)
{
    return att_format(a, "%.*s/%.*s", (int)code.n, code.p, (int)town.n, town.p);
}

static void add_countries(att_arena *a, struct att_place_tables *t, const att_table *c)
{
    int name = att_table_column(c, "name"), code = att_table_column(c, "code"), kind = att_table_column(c, "kind");
    for (uint32_t i = 0; c && i < c->rows; i++) {
        const att_row *r = &c->row[i];
        att_str what = att_row_cell(r, kind), names = att_row_cell(r, name), one;
        sense s = {.sort = COUNTRY, .code = att_row_cell(r, code), .lat = NAN, .lon = NAN, .next = ATT_NONE};
        if (att_str_is(what, "country"))
            add_names(a, t, names, s);
        else if (att_str_is(what, "seat"))
            while (att_str_split(&names, '|', &one))
                *att_map_add(&t->seats, seat_key(a, s.code, one)) = 1;
        else if (s.code.n) { /* regions and peoples of several states speak of none */
            while (att_str_split(&names, '|', &one))
                *att_map_add(&t->words, one) = t->entries.n;
            *ATT_PUSH(a, &t->entries) = s;
        }
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
    t->index.arena = t->words.arena = t->seats.arena = t->centre.arena = a;
    t->towns = att_lexicon_built_in(l);
    add_centres(a, t, att_lexicon_table(l, "places/countries"));
    add_countries(a, t, att_lexicon_table(l, "actors/countries"));
    add_places(a, t, att_lexicon_table(l, "places/features"), FEATURE);
    add_places(a, t, att_lexicon_table(l, "places/cities"), TOWN); /* of these three the user's: the built-in ones are compiled */
    add_places(a, t, att_lexicon_table(l, "places/admin1"), STATE);
    add_places(a, t, att_lexicon_table(l, "places/counties"), COUNTY);
    *out = t;
    return ATT_OK;
}

static double coordinate(int32_t x) { return x == ATT_GAZETTEER_NOWHERE ? NAN : (double)x / ATT_GAZETTEER_SCALE; }

static sense sense_of_row(uint32_t row)
{
    static const sort sorts[] = {[ATT_GAZETTEER_TOWN] = TOWN, [ATT_GAZETTEER_STATE] = STATE, [ATT_GAZETTEER_COUNTY] = COUNTY};
    const att_town *x = att_gazetteer_town(row);
    return (sense){.sort = sorts[x->sort],
                   .code = {x->country, 3},
                   .admin1 = att_gazetteer_string(x->admin1),
                   .lat = coordinate(x->lat),
                   .lon = coordinate(x->lon),
                   .geonames = x->geonames,
                   .population = x->population};
}

/* What the name means first of all: the tables' first entry, else a state, a county, else the largest town of at least `people`. */
static bool first_sense(const struct att_place_tables *t, att_str name, uint32_t people, sense *out)
{
    uint32_t at = att_map_find(&t->index, name), n = 0, land = 0;
    if (at != ATT_NONE) {
        *out = t->entries.p[at];
        return true;
    }
    const uint32_t *rows = t->towns ? att_gazetteer_find(name, &n) : NULL;
    while (land < n && att_gazetteer_town(rows[land])->sort == ATT_GAZETTEER_TOWN)
        land++;
    if (n)
        *out = sense_of_row(rows[land < n ? land : 0]);
    return n && (land < n || out->population >= people);
}

/* Whether the tables know it as more than a town. */
static bool names_land(const struct att_place_tables *t, att_str name)
{
    uint32_t n = 0;
    const uint32_t *rows = t->towns ? att_gazetteer_find(name, &n) : NULL;
    return att_map_find(&t->index, name) != ATT_NONE || (n && att_gazetteer_town(rows[n - 1])->sort != ATT_GAZETTEER_TOWN);
}

/* ---- choosing ------------------------------------------------------------------------------------------------------------------------ */

/* A name and what it may mean; all its mentions mean the same. */
typedef struct {
    att_str name;
    senses senses;
    double *score, *share; /* [senses] how well each goes with what is known so far, and how likely that makes it */
    senses around;         /* what the place behind it may be: "Springfield, *Illinois*" */
    double weight;         /* of its word on where the report is at home */
    uint32_t chosen;       /* of the senses, or ATT_NONE */
    bool part;             /* a known name within a longer one: "north Bicester" */
} toponym;

typedef struct {
    uint32_t first, n; /* tokens */
    uint32_t toponym;
} mention;

typedef struct {
    att_doc *d;
    const struct att_place_tables *t;
    att_map names; /* -> toponyms */
    ATT_VEC(toponym) toponyms;
    ATT_VEC(mention) mentions;
    att_votes votes;
} finder;

static att_str words_of(const finder *f, uint32_t first, uint32_t n) { return att_doc_words(f->d, att_tokens_span(f->d, first, n)); }

static void find_senses(const finder *f, att_str name, senses *out)
{
    uint32_t n = 0;
    for (uint32_t i = att_map_find(&f->t->index, name); i != ATT_NONE; i = f->t->entries.p[i].next)
        *ATT_PUSH(&f->d->arena, out) = f->t->entries.p[i];
    const uint32_t *rows = f->t->towns ? att_gazetteer_find(name, &n) : NULL;
    for (uint32_t i = 0; i < n; i++) {
        sense s = sense_of_row(rows[i]);
        s.seat = i == 0 && s.sort == TOWN && att_map_find(&f->t->seats, seat_key(&f->d->arena, s.code, name)) != ATT_NONE;
        *ATT_PUSH(&f->d->arena, out) = s;
    }
}

enum { LARGE_TOWN = 100000, TOWN_FOR_A_COUNTRY = 10000, TOWN_UNMARKED = 30000 };
enum { ROUNDS = 3, SEAT = 4, NEVER = 60 };

/* What the votes of others are worth, in tenths as prominence: at most, and how many make half of it. */
static const double OF_COUNTRY = 24, HALF_COUNTRY = 1.5, OF_STATE = 24, HALF_STATE = 1, OF_STATES = 36, HALF_STATES = 0.5, OF_LAND = 16,
                    HALF_LAND = 0.5, TENTHS = 0.17;

/* What is spoken of without more words: tenths of a power of ten of people. */
static int prominence(const sense *s)
{
    static const int of[] = {[COUNTY] = 18, [STATE] = 28, [FEATURE] = 40, [COUNTRY] = 60};
    if (s->sort != TOWN)
        return of[s->sort];
    int tenths = 0;
    for (uint32_t people = s->population; people >= 10; people /= 10)
        tenths += people < 20 ? 5 : people < 50 ? 6 : people < 100 ? 8 : 5; /* a factor of ten is 5 */
    return tenths + (s->seat ? SEAT : 0);
}

/* "Springfield, Illinois", "Barsem in Tajikistan": a place whose name stands behind the words.  Behind a comma a town may be the next of a
 * list. */
static void read_container(finder *f, uint32_t end, toponym *p)
{
    att_doc *d = f->d;
    uint32_t t = end;
    bool comma = t < d->tokens.n && att_str_is(att_token_form(d, t), ",");
    if (p->around.n ||
        (!comma && !(t < d->tokens.n && (att_str_is(att_token_form(d, t), "in") || att_str_is(att_token_form(d, t), "near")))))
        return;
    t++;
    if (t < d->tokens.n && att_str_is(att_token_form(d, t), "the"))
        t++;
    for (uint32_t n = 3; n > 0 && !p->around.n; n--) {
        senses all = {0};
        if (t + n <= d->tokens.n)
            find_senses(f, words_of(f, t, n), &all);
        for (uint32_t i = 0; i < all.n; i++)
            if (all.p[i].sort != TOWN || (!comma && all.p[i].population >= LARGE_TOWN))
                *ATT_PUSH(&d->arena, &p->around) = all.p[i];
    }
}

static int by_container(const toponym *p, const sense *s)
{
    enum { SAME_STATE = 120, SAME_COUNTRY = 80 };
    int best = 0;
    for (uint32_t i = 0; i < p->around.n; i++) {
        const sense *a = &p->around.p[i];
        bool state = a->admin1.n && att_str_eq(s->admin1, a->admin1);
        int score = s->sort == COUNTRY || !att_str_eq(s->code, a->code) ? 0 : state ? SAME_STATE : a->admin1.n ? 0 : SAME_COUNTRY;
        best = score > best ? score : best;
    }
    return best;
}

static uint64_t country_of(const sense *s) { return att_votes_country(s->code); }
static uint64_t states_of(const sense *s) { return att_votes_state(s->code, ATT_STR("*")); } /* some state of that country */
static uint64_t state_of(const sense *s) { return att_votes_state(s->code, s->admin1); }

/* All names say where the report is at home, each as surely as its meaning is known. */
static void vote(finder *f)
{
    att_votes_clear(&f->votes);
    for (uint32_t i = 0; i < f->toponyms.n; i++) {
        const toponym *p = &f->toponyms.p[i];
        for (uint32_t k = 0; k < p->senses.n; k++) {
            const sense *s = &p->senses.p[k];
            double w = p->share[k] * p->weight;
            if (s->code.n)
                att_votes_add(&f->votes, country_of(s), w);
            if (s->admin1.n)
                att_votes_add(&f->votes, state_of(s), w);
            if (s->sort == STATE)
                att_votes_add(&f->votes, states_of(s), w);
            if ((s->sort == TOWN || s->sort == COUNTY) && !isnan(s->lat))
                att_votes_add(&f->votes, att_votes_land(s->lat, s->lon, 0, 0), w);
        }
    }
}

static double land_votes(const finder *f, const sense *s)
{
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            sum += att_votes_of(&f->votes, att_votes_land(s->lat, s->lon, dy, dx));
    return sum;
}

static double more_of(double votes, double half) { return votes <= 0 ? 0 : votes / (votes + half); }

/* How well the sense goes with the other names: their votes without its own. */
static double by_frame(const finder *f, const toponym *p, const sense *s)
{
    double country = s->code.n ? att_votes_of(&f->votes, country_of(s)) : 0, state = s->admin1.n ? att_votes_of(&f->votes, state_of(s)) : 0,
           land = 0, states = att_votes_of(&f->votes, states_of(s));
    bool spot = (s->sort == TOWN || s->sort == COUNTY) && !isnan(s->lat);
    if (spot)
        land = land_votes(f, s);
    for (uint32_t k = 0; k < p->senses.n; k++) {
        const sense *o = &p->senses.p[k];
        double w = p->share[k] * p->weight;
        if (!att_str_eq(o->code, s->code))
            continue;
        country -= w;
        states -= o->sort == STATE ? w : 0;
        state -= s->admin1.n && att_str_eq(o->admin1, s->admin1) ? w : 0;
        if (spot && (o->sort == TOWN || o->sort == COUNTY) && fabs(floor(o->lat) - floor(s->lat)) <= 1 &&
            fabs(floor(o->lon) - floor(s->lon)) <= 1)
            land -= w;
    }
    return OF_COUNTRY * more_of(country, HALF_COUNTRY) +
           (s->sort == STATE ? OF_STATES * more_of(states, HALF_STATES) : OF_STATE * more_of(state, HALF_STATE)) +
           OF_LAND * more_of(land, HALF_LAND);
}

/* Shares of the senses by their scores: five tenths more are twice as likely. */
static void choose(const finder *f, toponym *p, bool framed)
{
    double best = -1, sum = 0;
    for (uint32_t i = 0; i < p->senses.n; i++) {
        const sense *s = &p->senses.p[i];
        double score = prominence(s) + by_container(p, s) + (framed ? by_frame(f, p, s) : 0);
        if (score > best) { /* of equals the first */
            best = score;
            p->chosen = i;
        }
        p->score[i] = score;
    }
    for (uint32_t i = 0; i < p->senses.n; i++) {
        p->share[i] = p->score[i] < best - NEVER ? 0 : att_exp((p->score[i] - best) * TENTHS);
        sum += p->share[i];
    }
    for (uint32_t i = 0; i < p->senses.n; i++)
        p->share[i] /= sum;
}

static void choose_all(finder *f)
{
    for (uint32_t i = 0; i < f->toponyms.n; i++)
        choose(f, &f->toponyms.p[i], false);
    for (int round = 0; round < ROUNDS; round++) {
        vote(f);
        for (uint32_t i = 0; i < f->toponyms.n; i++)
            choose(f, &f->toponyms.p[i], true);
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
    const toponym *t = &f->toponyms.p[m->toponym];
    for (uint32_t i = 0; i < d->places.n && !p; i++)
        if (att_str_eq(d->places.p[i].name, name))
            p = &d->places.p[i];
    if (!p) {
        p = ATT_PUSH(&d->arena, &d->places);
        *p = (att_place){.name = name, .lat = NAN, .lon = NAN};
        if (t->chosen != ATT_NONE)
            place_it(f, p, &t->senses.p[t->chosen]);
        if (t->part)
            p->geonames = 0;
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

/* The words that tell which part: "north Bicester", "Western Pennsylvania", "Greater Accra". */
static bool tells_part(att_str w)
{
    static const char *const parts[] = {"north",    "south",     "east",         "west",         "central",      "greater",
                                        "upper",    "lower",     "inner",        "outer",        "downtown",     "northern",
                                        "southern", "eastern",   "western",      "mid",          "uptown",       "coastal",
                                        "rural",    "northeast", "northwest",    "southeast",    "southwest",    "metropolitan",
                                        "suburban", "old",       "northeastern", "northwestern", "southeastern", "southwestern"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (att_str_same(w, att_str_of(parts[i])))
            return true;
    return false;
}

/* What stands at, of or for a place that its first words name: "Kermanshah province", "Anderson County Courthouse". */
static bool stands_there(att_str w)
{
    static const char *const words[] = {"province",   "region",       "provinces",   "regions",  "districts",   "district", "state",
                                        "city",       "town",         "village",     "county",   "governorate", "oblast",   "prefecture",
                                        "department", "municipality", "airport",     "harbour",  "harbor",      "port",     "courthouse",
                                        "court",      "zoo",          "fairgrounds", "hospital", "prison",      "jail",     "barracks",
                                        "airbase",    "station",      "stadium",     "border",   "suburbs",     "area",     "camp",
                                        "cathedral",  "university"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_str_same(w, att_str_of(words[i])))
            return true;
    return false;
}

/* What the name means, as written, without its capitals, with a full stop the sentence took, or as a county of which only the first word is
 * said. */
static void find_all_senses(const finder *f, att_str name, senses *out)
{
    att_arena *a = &f->d->arena;
    find_senses(f, name, out);
    if (!out->n)
        find_senses(f, att_str_without_capitals(a, name), out);
    if (!out->n)
        find_senses(f, att_format(a, "%.*s.", (int)name.n, name.p), out);
    if (!out->n && att_str_ends(name, " counties"))
        find_senses(f, att_format(a, "%.*s County", (int)(name.n - strlen(" counties")), name.p), out);
    if (!out->n)
        find_senses(f, att_format(a, "%.*s County", (int)name.n, name.p), out);
}

static uint32_t note_toponym(finder *f, att_str name, double weight)
{
    enum { MOST = 16 }; /* tenths */
    uint32_t *at = att_map_add(&f->names, name);
    if (*at == ATT_NONE) {
        *at = f->toponyms.n;
        *ATT_PUSH(&f->d->arena, &f->toponyms) = (toponym){.name = name, .chosen = ATT_NONE};
    }
    toponym *p = &f->toponyms.p[*at];
    p->weight = p->weight == 0 ? weight : p->weight < MOST / 10.0 ? p->weight + weight / 5 : p->weight;
    return *at;
}

static void settle_senses(finder *f, toponym *p)
{
    p->score = ATT_ARRAY(&f->d->arena, double, p->senses.n + 1);
    p->share = ATT_ARRAY(&f->d->arena, double, p->senses.n + 1);
}

static void find_part(finder *f, uint32_t first, uint32_t n, toponym *p)
{
    p->part = !p->senses.n;
    if (p->part && n > 1 && tells_part(att_token_form(f->d, first)))
        find_all_senses(f, words_of(f, first + 1, n - 1), &p->senses);
    for (uint32_t k = n - 1; k > 0 && !p->senses.n && stands_there(att_token_form(f->d, first + n - 1)); k--)
        find_senses(f, words_of(f, first, k), &p->senses);
}

static void note_mention(finder *f, uint32_t first, uint32_t n, bool *taken)
{
    att_str name = words_of(f, first, n);
    uint32_t at = note_toponym(f, name, 1);
    toponym *p = &f->toponyms.p[at];
    if (!p->score) {
        find_all_senses(f, name, &p->senses);
        find_part(f, first, n, p);
        settle_senses(f, p);
    }
    read_container(f, first + n, p);
    *ATT_PUSH(&f->d->arena, &f->mentions) = (mention){first, n, at};
    for (uint32_t k = 0; k < n; k++)
        taken[first + k] = true;
}

/* Whether a longer name of a person holds the word: "Lincoln" of "Anne Lincoln". */
static bool of_a_person(const att_doc *d, att_str word)
{
    for (uint32_t i = 0; i < d->names.n; i++)
        for (uint32_t k = 0; d->names.p[i].kind == ATT_PER && d->names.p[i].n > 1 && k < d->names.p[i].n; k++)
            if (att_str_eq(att_token_form(d, d->names.p[i].first + k), word))
                return true;
    return false;
}

/* A country that the report names, or some of whose people. */
static bool is_told_of(const finder *f, att_str code)
{
    for (uint32_t i = 0; i < f->toponyms.n; i++)
        for (uint32_t k = 0; k < f->toponyms.p[i].senses.n; k++) {
            const sense *s = &f->toponyms.p[i].senses.p[k];
            if (s->sort == COUNTRY && att_str_eq(s->code, code))
                return true;
        }
    return false;
}

/* Where towns have the names of persons. */
static bool is_english(const sense *s)
{
    return att_str_is(s->code, "USA") || att_str_is(s->code, "GBR") || att_str_is(s->code, "CAN") || att_str_is(s->code, "AUS");
}

/* "the Bangui council": the words before it are no firm's or club's name. */
static bool is_public(const att_doc *d, uint32_t t)
{
    static const char *const words[] = {"council",   "mayor",    "police",     "court",      "magistrate",  "governor",
                                        "resident",  "lawyer",   "student",    "prosecutor", "trader",      "market",
                                        "prison",    "airport",  "university", "assembly",   "authority",   "official",
                                        "cathedral", "district", "suburb",     "protest",    "municipality"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_token_lemma_is(d, t, words[i]))
            return true;
    return false;
}

/* "over Gode", "Goma's new masters": a name that the model took for a person's is a town's, where somebody could only be somewhere, or
 * owns as towns do in a country told of or that has few English names of persons. */
static void note_mistaken(finder *f, uint32_t t, bool *placed)
{
    static const char *const where[] = {"in", "at", "near", "over", "off", "outside", "inside", "around", "across"};
    const att_doc *d = f->d;
    att_str name = words_of(f, t, 1);
    uint32_t n = 0, word = att_tree_case(d, t);
    const uint32_t *rows = f->t->towns && !of_a_person(d, name) ? att_gazetteer_find(name, &n) : NULL;
    uint32_t head = d->tokens.p[t].head;
    bool in = false, known = false,
         owns = d->tokens.p[t].deprel == ATT_NMOD_POSS || (d->tokens.p[t].deprel == ATT_COMPOUND && head != ATT_NONE && is_public(d, head));
    for (size_t i = 0; word != ATT_NONE && i < sizeof where / sizeof *where; i++)
        in = in || att_str_same(att_token_form(d, word), att_str_of(where[i]));
    for (uint32_t i = 0; i < n && (in || owns); i++) {
        sense s = sense_of_row(rows[i]);
        bool english = is_english(&s);
        known = known || (in && s.population >= TOWN_UNMARKED) || (is_told_of(f, s.code) && (in || !english)) ||
                (!english && i == 0 && (s.population >= LARGE_TOWN || (s.sort == STATE && n == 1)));
    }
    uint32_t feature = att_map_find(&f->t->index, name);
    known = known || (feature != ATT_NONE && f->t->entries.p[feature].sort == FEATURE);
    if (known)
        note_mention(f, t, 1, placed);
}

/* Names of the tables outside places: "the Lamar County Sheriff's Office", "Turkish". */
static void note_around(finder *f, const bool *taken)
{
    static const double BY_THE_WAY = 0.7;
    for (uint32_t t = 0; t < f->d->tokens.n; t++)
        for (uint32_t n = 3; n > 0; n--) {
            att_str w = t + n <= f->d->tokens.n && !taken[t] && !taken[t + n - 1] ? words_of(f, t, n) : ATT_STR("");
            if (!w.n || !(att_is_upper(w.p[0]) || (unsigned char)w.p[0] > 0x7F))
                continue;
            uint32_t word = att_map_find(&f->t->words, w);
            if (word == ATT_NONE && !names_land(f->t, w))
                continue;
            uint32_t at = note_toponym(f, w, BY_THE_WAY);
            toponym *p = &f->toponyms.p[at];
            if (!p->score && word != ATT_NONE)
                *ATT_PUSH(&f->d->arena, &p->senses) = f->t->entries.p[word];
            else if (!p->score)
                find_senses(f, w, &p->senses);
            if (!p->score)
                settle_senses(f, p);
            t += n - 1;
            break;
        }
}

/* "Mombasa lawyers": a large town before a common noun. */
static bool modifies(const finder *f, uint32_t t, const sense *s)
{
    const att_token *k = &f->d->tokens.p[t];
    return ((s->sort == TOWN && s->population >= LARGE_TOWN) || s->sort == STATE) && !is_english(s) && k->head != ATT_NONE && k->head > t &&
           f->d->tokens.p[k->head].upos == ATT_NOUN && (k->deprel == ATT_COMPOUND || k->deprel == ATT_NMOD_POSS) &&
           !of_a_person(f->d, words_of(f, t, 1));
}

/* Names that the model did not see as places, where a preposition of place leads or whose people or bodies are told of. */
static void find_unmarked(finder *f, const bool *taken, bool *placed)
{
    const att_doc *d = f->d;
    sense s;
    for (uint32_t t = 0; t < d->tokens.n; t++)
        for (uint32_t n = 4; n > 0; n--) {
            if (t + n > d->tokens.n || taken[t] || d->tokens.p[t].upos != ATT_PROPN ||
                d->tokens.p[t].sentence != d->tokens.p[t + n - 1].sentence)
                continue;
            if (!first_sense(f->t, words_of(f, t, n), TOWN_UNMARKED, &s) ||
                !(locative(d, head_of(d, t, n)) || modifies(f, head_of(d, t, n), &s)))
                continue;
            note_mention(f, t, n, placed);
            t += n - 1;
            break;
        }
}

/* "the Lamar Police Department": a body's name begins with where it is. */
static void note_in_bodies(finder *f)
{
    static const double BY_A_BODY = 0.5;
    for (uint32_t i = 0; i < f->d->names.n; i++) {
        const att_name *x = &f->d->names.p[i];
        bool known = x->kind != ATT_ORG;
        for (uint32_t n = x->n < 4 ? x->n - 1 : 3; n > 0 && !known; n--) {
            att_str w = words_of(f, x->first, n);
            uint32_t rows = 0;
            known = f->t->towns && !tells_part(w) && att_gazetteer_find(w, &rows) && rows;
            if (known) {
                uint32_t at = note_toponym(f, w, BY_A_BODY);
                if (!f->toponyms.p[at].score) {
                    find_senses(f, w, &f->toponyms.p[at].senses);
                    settle_senses(f, &f->toponyms.p[at]);
                }
            }
        }
    }
}

/* Where the reporter sits. */
static void note_dateline(finder *f)
{
    att_str name = att_str_without_capitals(&f->d->arena, f->d->dateline_place), town;
    if (!att_str_split(&name, ',', &town))
        return;
    uint32_t at = note_toponym(f, town, 1);
    toponym *p = &f->toponyms.p[at];
    if (p->score)
        return;
    find_all_senses(f, town, &p->senses);
    settle_senses(f, p);
    find_all_senses(f, att_str_trim(name), &p->around);
}

/* "Springfield Science Museum" is in the Springfield that the report speaks of. */
static void find_within(finder *f, const mention *m)
{
    toponym *p = &f->toponyms.p[m->toponym];
    for (uint32_t n = m->n - 1; n > 0 && !p->senses.n; n--)
        for (int end = 0; end <= 1 && !p->senses.n; end++) {
            uint32_t at = att_map_find(&f->names, words_of(f, m->first + (end ? m->n - n : 0), n));
            const toponym *whole = at == ATT_NONE ? NULL : &f->toponyms.p[at];
            if (whole && whole->chosen != ATT_NONE && whole->senses.p[whole->chosen].sort != COUNTRY) {
                p->senses = whole->senses;
                p->chosen = whole->chosen;
                p->part = true;
            }
        }
}

void att_place_stage(att_doc *d)
{
    finder f = {.d = d, .t = d->engine->place, .names = {.arena = &d->arena}, .votes = {.arena = &d->arena}};
    bool *taken = ATT_ARRAY(&d->arena, bool, d->tokens.n + 4), *placed = ATT_ARRAY(&d->arena, bool, d->tokens.n + 4);
    for (uint32_t i = 0; i < d->names.n; i++) {
        const att_name *x = &d->names.p[i];
        for (uint32_t k = 0; k < x->n; k++)
            taken[x->first + k] = true;
        if (x->kind == ATT_LOC)
            note_mention(&f, x->first, x->n, placed);
    }
    find_unmarked(&f, taken, placed);
    note_around(&f, placed);
    for (uint32_t i = 0; i < d->names.n; i++)
        if ((d->names.p[i].kind == ATT_PER || d->names.p[i].kind == ATT_ORG) && d->names.p[i].n == 1)
            note_mistaken(&f, d->names.p[i].first, placed);
    note_in_bodies(&f);
    note_dateline(&f);
    choose_all(&f);
    for (uint32_t i = 0; i < f.mentions.n; i++)
        find_within(&f, &f.mentions.p[i]);
    for (uint32_t i = 0; i < f.mentions.n; i++) {
        const mention *m = &f.mentions.p[i];
        const toponym *p = &f.toponyms.p[m->toponym];
        if (p->chosen == ATT_NONE || p->senses.p[p->chosen].sort != COUNTRY || locative(d, head_of(d, m->first, m->n)))
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
