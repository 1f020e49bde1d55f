/* actor/tables.c */
#include "actor/tables.h"

#include "pipe/rooms.h"

typedef struct {
    att_arena *arena;
    struct att_actor_tables *t;
} compiler;

static att_day day_of(att_str s)
{
    att_day d;
    return att_day_parse(s, &d) ? d : ATT_NO_DAY;
}

static uint32_t add_sense(compiler *c, sense s)
{
    *ATT_PUSH(c->arena, &c->t->senses) = s;
    return c->t->senses.n - 1;
}

static att_land *land_of(compiler *c, const char *code)
{
    uint32_t *at = att_map_add(&c->t->land, att_str_copy(c->arena, att_str_of(code)));
    if (*at == ATT_NONE) {
        *at = c->t->lands.n;
        (void)ATT_PUSH(c->arena, &c->t->lands);
    }
    return &c->t->lands.p[*at];
}

static void add_phrases(att_phrases *to, att_str names, uint32_t value)
{
    att_str one;
    while (att_str_split(&names, '|', &one))
        att_phrases_add(to, one, value);
}

/* "Organization of American States" is "Organisation of American States" too. */
static void add_british(compiler *c, att_phrases *to, att_str names, uint32_t value)
{
    static const char american[] = "rganiz", british = 's';
    att_str one;
    while (att_str_split(&names, '|', &one))
        for (size_t i = 0; i + sizeof american - 1 <= one.n; i++)
            if (memcmp(one.p + i, american, sizeof american - 1) == 0) {
                att_str copy = att_str_copy(c->arena, one);
                ((char *)copy.p)[i + sizeof american - 2] = british;
                att_phrases_add(to, copy, value);
                break;
            }
}

static att_str first_name(att_str names)
{
    att_str one = {0};
    att_str_split(&names, '|', &one);
    return one;
}

static void set_code(sense *s, att_str code, att_str sector)
{
    if (code.n == 3)
        memcpy(s->country, code.p, 3);
    int k = sector.n ? att_sector_find(sector) : 0;
    s->sector = k > 0 ? (att_sector)k : ATT_NO_SECTOR;
}

static void read_countries(compiler *c, const att_table *t)
{
    int name = att_table_column(t, "name"), code = att_table_column(t, "code"), kind = att_table_column(t, "kind"),
        sector = att_table_column(t, "sector");
    for (uint32_t i = 0; t && i < t->rows; i++) {
        att_str k = att_row_cell(&t->row[i], kind), names = att_row_cell(&t->row[i], name);
        sense s = {.row = &t->row[i], .name = first_name(names)};
        s.kind = att_str_is(k, "country") || att_str_is(k, "name") || att_str_is(k, "breakaway") ? SENSE_COUNTRY
                 : att_str_is(k, "adjective")                                                    ? SENSE_ADJECTIVE
                 : att_str_is(k, "region")                                                       ? SENSE_REGION
                 : att_str_is(k, "people") || att_str_is(k, "minority")                          ? SENSE_PEOPLE
                                                                                                 : SENSE_SEAT;
        s.minority = att_str_is(k, "minority");
        s.shown = att_str_is(k, "country") || att_str_is(k, "breakaway");
        set_code(&s, att_row_cell(&t->row[i], code), att_row_cell(&t->row[i], sector));
        if (s.shown && s.sector != ATT_SECTOR_PRE && !land_of(c, s.country)->name.n)
            land_of(c, s.country)->name = s.name;
        add_phrases(c->t->names, names, add_sense(c, s));
    }
}

static void read_bodies(compiler *c, const att_table *t)
{
    int name = att_table_column(t, "name"), country = att_table_column(t, "country"), sector = att_table_column(t, "sector"),
        from = att_table_column(t, "from"), to = att_table_column(t, "to");
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        att_str names = att_row_cell(r, name);
        sense s = {.kind = SENSE_BODY,
                   .row = r,
                   .name = first_name(names),
                   .from = day_of(att_row_cell(r, from)),
                   .to = day_of(att_row_cell(r, to))};
        set_code(&s, att_row_cell(r, country), att_row_cell(r, sector));
        uint32_t value = add_sense(c, s);
        add_phrases(c->t->names, names, value);
        add_british(c, c->t->names, names, value);
    }
}

static void add_family(compiler *c, att_str family, uint32_t value)
{
    uint32_t *at = att_map_add(&c->t->family, att_str_plain(c->arena, family));
    if (*at == ATT_NONE) {
        *at = c->t->by_family.n;
        (void)ATT_PUSH(c->arena, &c->t->by_family);
    }
    *ATT_PUSH(c->arena, &c->t->by_family.p[*at]) = value;
}

static void read_leaders(compiler *c, const att_table *t)
{
    int name = att_table_column(t, "name"), family = att_table_column(t, "family"), country = att_table_column(t, "country"),
        sector = att_table_column(t, "sector"), office = att_table_column(t, "office"), from = att_table_column(t, "from"),
        to = att_table_column(t, "to");
    c->t->family.arena = c->arena;
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        sense s = {.kind = SENSE_LEADER,
                   .row = r,
                   .name = first_name(att_row_cell(r, name)),
                   .title = att_row_cell(r, office),
                   .from = day_of(att_row_cell(r, from)),
                   .to = day_of(att_row_cell(r, to)),
                   .family = first_name(att_row_cell(r, family))};
        set_code(&s, att_row_cell(r, country), att_row_cell(r, sector));
        uint32_t value = add_sense(c, s);
        *ATT_PUSH(c->arena, &land_of(c, s.country)->leaders) = value;
        add_phrases(c->t->names, att_row_cell(r, name), value);
        for (att_str rest = att_row_cell(r, family), one; rest.n && att_str_split(&rest, '|', &one);)
            add_family(c, one, value);
    }
}

static void read_given(compiler *c, const att_table *t)
{
    int names = att_table_column(t, "names"), gender = att_table_column(t, "gender");
    c->t->given.arena = c->arena;
    for (uint32_t i = 0; t && i < t->rows; i++) {
        att_str rest = att_row_cell(&t->row[i], names), one, g = att_row_cell(&t->row[i], gender);
        while (g.n && att_str_split(&rest, '|', &one))
            *att_map_add(&c->t->given, one) = (uint32_t)g.p[0];
    }
}

static void read_roles(compiler *c, const att_table *t)
{
    int words = att_table_column(t, "words"), sector = att_table_column(t, "sector"), kind = att_table_column(t, "kind"),
        office = att_table_column(t, "office"), takes = att_table_column(t, "takes");
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        att_str kinds = att_row_cell(r, kind);
        sense s = {.kind = SENSE_ROLE,
                   .row = r,
                   .office = att_str_is(att_row_cell(r, office), "y"),
                   .takes = att_str_is(att_row_cell(r, takes), "y")};
        s.modifies = att_str_is(kinds, "modifier") ? LENDS : att_str_is(kinds, "overrides") ? OVERRULES : STANDS;
        int k = att_actor_kind_find(kinds);
        s.actor = k < 0 ? ATT_GROUP : (att_actor_kind)k;
        set_code(&s, ATT_STR(""), att_row_cell(r, sector));
        if (s.sector == ATT_SECTOR_NGO || s.sector == ATT_SECTOR_IGO)
            memcpy(s.country, s.sector == ATT_SECTOR_NGO ? "NGO" : "IGO", 4);
        add_phrases(c->t->roles, att_row_cell(r, words), add_sense(c, s));
    }
}

att_status att_actor_open(att_arena *a, const att_lexicon *l, const struct att_actor_tables **out, att_error *error)
{
    (void)error;
    struct att_actor_tables *t = ATT_NEW(a, struct att_actor_tables);
    t->names = att_phrases_new(a, true);
    t->roles = att_phrases_new(a, false);
    t->land.arena = a;
    compiler c = {a, t};
    read_countries(&c, att_lexicon_table(l, "actors/countries"));
    read_bodies(&c, att_lexicon_table(l, "actors/bodies"));
    read_bodies(&c, att_lexicon_table(l, "share-alike/igos"));
    read_leaders(&c, att_lexicon_table(l, "actors/leaders"));
    read_roles(&c, att_lexicon_table(l, "roles"));
    read_given(&c, att_lexicon_table(l, "actors/forenames"));
    *out = t;
    return ATT_OK;
}
