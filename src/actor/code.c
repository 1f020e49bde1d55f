/* actor/code.c: the list of actors and what is written on them: country, sector, and the row that says so. */
#include "actor/finder.h"

uint32_t att_who_new_actor(finder *f, att_str name, att_actor_kind kind, const char *country)
{
    att_actor *a = ATT_PUSH(&f->d->arena, &f->d->actors);
    a->name = name;
    a->kind = kind;
    memcpy(a->country, country, strnlen(country, 3));
    *ATT_PUSH(&f->d->arena, &f->gender) = 0;
    *ATT_PUSH(&f->d->arena, &f->weak) = 0;
    *ATT_PUSH(&f->d->arena, &f->named) = 0;
    *ATT_PUSH(&f->d->arena, &f->body) = NULL;
    return f->d->actors.n - 1;
}

/* A country that the words themselves name, which may correct one only taken from the report's own. */
void att_who_set_country(finder *f, uint32_t actor, const char *country)
{
    att_actor *a = &f->d->actors.p[actor];
    if (!country || !country[0] || (a->country[0] && !f->weak.p[actor]))
        return;
    memcpy(a->country, country, strnlen(country, 3) + 1);
    f->weak.p[actor] = 0;
}

/* A country has one president: the second whom a report calls so is another country's. */
static bool office_taken(const finder *f, uint32_t actor, const char *country)
{
    static const char *const single[] = {
        "president", "prime minister", "premier",    "foreign minister", "defence minister",  "defense minister", "king",           "queen",
        "emir",      "sultan",         "chancellor", "finance minister", "interior minister", "trade minister",   "energy minister"};
    att_str office = f->d->actors.p[actor].office;
    bool one = false;
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        one = one || att_str_same(office, att_str_of(single[i]));
    for (uint32_t i = 0; one && i < f->d->actors.n; i++) {
        const att_actor *a = &f->d->actors.p[i];
        if (i != actor && a->kind == ATT_PERSON && strcmp(a->country, country) == 0 && att_str_same(a->office, office) && a->name.n &&
            f->named.p[i])
            return true;
    }
    return false;
}

void att_who_set_frame(finder *f, uint32_t actor, uint32_t t)
{
    att_actor *a = &f->d->actors.p[actor];
    const char *country = att_who_frame_at(f, t, a->n_sectors ? a->sector[0] : ATT_NO_SECTOR);
    if (a->country[0] || !country[0] || office_taken(f, actor, country))
        return;
    memcpy(a->country, country, strnlen(country, 3) + 1);
    f->weak.p[actor] = 1;
}

void att_who_set_sector(att_actor *a, att_sector s)
{
    if (s != ATT_NO_SECTOR && a->n_sectors == 0)
        a->sector[a->n_sectors++] = s;
}

void att_who_add_sector(att_actor *a, att_sector s)
{
    for (uint8_t i = 0; i < a->n_sectors; i++)
        if (a->sector[i] == s)
            return;
    if (a->n_sectors < sizeof a->sector / sizeof *a->sector)
        a->sector[a->n_sectors++] = s;
}

void att_who_set_because(finder *f, uint32_t actor, const att_row *row)
{
    if (row && !f->d->actors.p[actor].because.n)
        f->d->actors.p[actor].because = att_row_where(&f->d->arena, row);
}

static att_str country_name(const finder *f, const char *code)
{
    uint32_t at = att_map_find(&f->t->land, att_str_of(code));
    return at != ATT_NONE && f->t->lands.p[at].name.n ? f->t->lands.p[at].name : att_str_of(code);
}

/* The breakaway state that a name, adjective or seat means: of those of its country the one whose name begins alike. */
static att_str breakaway_name(const finder *f, const sense *x)
{
    enum { ALIKE = 4 };
    if (x->kind == SENSE_SEAT)
        return x->name;
    att_str only = x->name;
    for (uint32_t i = 0; i < f->t->senses.n; i++) {
        const sense *s = &f->t->senses.p[i];
        if (s->kind != SENSE_COUNTRY || s->sector != ATT_SECTOR_PRE || strcmp(s->country, x->country) != 0)
            continue;
        if (x->name.n >= ALIKE && s->name.n >= ALIKE && att_str_eq(att_str_sub(s->name, 0, ALIKE), att_str_sub(x->name, 0, ALIKE)))
            return s->name;
        only = s->name;
    }
    return only;
}

static uint32_t land(finder *f, att_str key, att_str name, const char *code)
{
    uint32_t *at = att_map_add(&f->countries, att_str_copy(&f->d->arena, key));
    if (*at == ATT_NONE)
        *at = att_who_new_actor(f, name, ATT_COUNTRY, code);
    return *at;
}

uint32_t att_who_country_actor(finder *f, const char *code, const att_row *row)
{
    uint32_t actor = land(f, att_str_of(code), country_name(f, code), code);
    att_who_set_because(f, actor, row);
    return actor;
}

uint32_t att_who_land(finder *f, const sense *s)
{
    if (s->sector != ATT_SECTOR_PRE)
        return att_who_country_actor(f, s->country, s->row);
    att_str name = breakaway_name(f, s);
    uint32_t actor = land(f, name, name, s->country);
    att_who_set_sector(&f->d->actors.p[actor], ATT_SECTOR_PRE);
    att_who_set_because(f, actor, s->row);
    return actor;
}

void att_who_add_mention(finder *f, uint32_t first, uint32_t n, uint32_t head, uint32_t actor, att_mention_kind kind)
{
    att_doc *d = f->d;
    if (d->tokens.p[head].mention != ATT_NONE)
        return;
    d->tokens.p[head].mention = d->mentions.n;
    *ATT_PUSH(&d->arena, &d->mentions) = (att_mention){att_tokens_span(d, first, n), first, n, head, actor, kind};
}
