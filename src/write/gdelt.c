/* write/gdelt.c: the 61 columns of GDELT's events 2.0 (its codebook, V2.0), tab-separated, without a header: a row a pair of actors.
 * After many reports were read together, an occurrence has its rows once, with the numbers of its mentions and reports.  What is not known
 * about an actor (ethnic group, religion, where it is) stays empty; there is no tone, so it is 0. */
#include "write/reading.h"

static att_str upper(att_arena *a, att_str s)
{
    att_str c = att_str_copy(a, s);
    for (size_t i = 0; i < c.n; i++)
        if (att_is_lower(c.p[i]))
            ((char *)c.p)[i] -= 32;
    return c;
}

/* UNO and EUR are groups that are known, as the codebook calls them; the other codes without a country tell a role. */
static att_str group_of(const att_actor *x)
{
    return strcmp(x->country, "UNO") == 0 ? ATT_STR("UNO") : strcmp(x->country, "EUR") == 0 ? ATT_STR("EEC") : (att_str){0};
}

static bool is_role(const char *country)
{
    static const char *const roles[] = {"IGO", "NGO", "ISM", "IMG", "MNC"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(country, roles[i]) == 0)
            return true;
    return false;
}

/* Up to three roles: that of the country code, then those of the sectors, each once. */
static int roles_of(const att_doc *d, const att_actor *x, att_str out[3])
{
    int n = 0;
    if (is_role(x->country))
        out[n++] = att_str_of(x->country);
    for (uint32_t i = 0; i < x->n_sectors && n < 3; i++) {
        att_str role = att_code_sector(d, x->sector[i], "cameo");
        bool there = !role.n;
        for (int k = 0; k < n; k++)
            there = there || att_str_eq(out[k], role);
        if (!there)
            out[n++] = role;
    }
    return n;
}

static void put_actor(att_cells *c, const att_doc *d, uint32_t actor)
{
    if (actor == ATT_NONE) {
        att_cells_none(c, 10);
        return;
    }
    const att_actor *x = &d->actors.p[actor];
    att_str group = group_of(x), country = group.n || is_role(x->country) ? (att_str){0} : att_str_of(x->country), role[3] = {0};
    att_buf code = {.arena = c->arena};
    int n = roles_of(d, x, role);
    att_buf_add(&code, group.n ? group : country);
    for (int i = 0; i < n; i++)
        att_buf_add(&code, role[i]);
    att_cells_add(c, att_buf_str(&code));
    att_cells_add(c, upper(c->arena, att_write_name(x)));
    att_cells_add(c, country);
    att_cells_add(c, group);
    att_cells_none(c, 3);
    for (int i = 0; i < 3; i++)
        att_cells_add(c, role[i]);
}

static void put_day(att_cells *c, att_day day)
{
    int year, month, of_month;
    att_day_parts(day, &year, &month, &of_month);
    att_cells_add(c, att_format(c->arena, "%04d%02d%02d", year, month, of_month));
    att_cells_add(c, att_format(c->arena, "%04d%02d", year, month));
    att_cells_add(c, att_format(c->arena, "%04d", year));
    att_cells_decimal(c, year + ((month - 1) * 30 + of_month) / 365.0, 4); /* as the codebook counts */
}

static void put_nowhere(att_cells *c)
{
    att_cells_number(c, 0);
    att_cells_none(c, 7);
}

/* Type 1 a country, 2 and 3 a state and a town of the USA, 4 and 5 a town and a state elsewhere. */
static void put_place(att_cells *c, const att_doc *d, uint32_t place)
{
    if (place == ATT_NONE) {
        put_nowhere(c);
        return;
    }
    const att_place *p = &d->places.p[place];
    bool usa = strcmp(p->country, "USA") == 0, town = p->geonames && !att_str_eq(p->name, p->admin1), state = p->admin1.n && !town;
    att_buf name = {.arena = c->arena};
    att_str country = att_code_country(d, p->country), fips = att_code_fips(d, p->country);
    att_buf_add(&name, p->name);
    if (town && p->admin1.n)
        att_buf_format(&name, ", " ATT_STR_FMT, ATT_STR_ARG(p->admin1));
    if ((town || state) && country.n)
        att_buf_format(&name, ", " ATT_STR_FMT, ATT_STR_ARG(country));
    att_cells_number(c, town ? (usa ? 3 : 4) : state ? (usa ? 2 : 5) : 1);
    att_cells_add(c, att_buf_str(&name));
    att_cells_add(c, fips);
    att_cells_add(c, fips); /* the division's own code is not known */
    att_cells_none(c, 1);
    att_cells_decimal(c, p->lat, 5);
    att_cells_decimal(c, p->lon, 5);
    att_cells_add(c, town || state ? (att_str){0} : fips);
}

static bool leads(const att_doc *d, const att_event *e)
{
    uint32_t first = 0;
    while (first < d->paragraphs.n && d->paragraphs.p[first].kind != ATT_BODY)
        first++;
    return e->sentence < d->sentences.n && d->sentences.p[e->sentence].paragraph == first;
}

static void put_code(att_cells *c, const att_scale *s)
{
    att_str code = s->cameo;
    att_cells_add(c, code);
    att_cells_add(c, att_str_sub(code, 0, code.n < 3 ? code.n : 3));
    att_cells_add(c, att_str_sub(code, 0, 2));
    att_cells_number(c, (uint64_t)s->quad_cameo);
    att_cells_decimal(c, s->goldstein, 1);
}

static void put_row(att_cells *c, att_doc *d, const att_reading *r, att_pair pair, att_str id)
{
    const att_event *e = &r->event;
    att_cells_number(c, att_code_number(id));
    put_day(c, r->day);
    put_actor(c, d, pair.actor);
    put_actor(c, d, pair.recipient);
    att_cells_number(c, leads(d, e));
    put_code(c, &r->scale);
    att_cells_number(c, e->tellings.mentions ? e->tellings.mentions : r->mentions);
    att_cells_number(c, e->tellings.sources ? e->tellings.sources : 1);
    att_cells_number(c, e->tellings.reports ? e->tellings.reports : 1);
    att_cells_number(c, 0);
    put_nowhere(c);
    put_nowhere(c);
    put_place(c, d, e->place);
    att_str added = att_day_iso(c->arena, d->published != ATT_NO_DAY ? d->published : r->day);
    att_cells_add(c, att_format(c->arena, "%.4s%.2s%.2s000000", added.p, added.p + 5, added.p + 8));
    att_cells_add(c, d->url.n ? d->url : d->source);
}

/* One of the occurrence's events stands for all: the first. */
static bool stands_for_it(att_doc *d, const att_reading *r)
{
    att_str own = att_format(&d->arena, ATT_STR_FMT "#e%u", ATT_STR_ARG(att_record_id(d)), r->number + 1);
    return !r->event.occurrence.n || att_str_eq(r->event.occurrence, own);
}

att_str att_write_gdelt_rows(att_doc *d, const att_choice *choice)
{
    att_buf b = {.arena = &d->arena};
    att_cells *c = ATT_NEW(&d->arena, att_cells);
    att_reading r;
    *c = (att_cells){.arena = &d->arena, .none = ""};
    for (uint32_t i = 0; i < d->events.n; i++) {
        if (!att_reading_of(d, i, choice, &r) || r.day == ATT_NO_DAY || !stands_for_it(d, &r))
            continue;
        att_pairs pairs = att_reading_pairs(d, &r.event);
        for (uint32_t k = 0; k < pairs.n; k++) {
            put_row(c, d, &r, pairs.p[k], att_format(&d->arena, ATT_STR_FMT "#e%u/%u", ATT_STR_ARG(att_record_id(d)), i + 1, k));
            att_cells_write(c, &b);
        }
    }
    return att_buf_str(&b);
}
