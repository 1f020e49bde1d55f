/* write/reading.c */
#include "write/reading.h"

#include <math.h>

#include "lexicon/lexicon.h"

/* ---- rows of lex/ ----------------------------------------------------------------------------------------------------------------- */

static att_str cell(const att_table *t, const att_row *r, const char *column) { return att_row_cell(r, att_table_column(t, column)); }

static const att_table *table(const att_doc *d, const char *name) { return att_lexicon_table(d->engine->lexicon, name); }

/* The first row whose `key` is `value`. */
static const att_row *find(const att_table *t, const char *key, att_str value)
{
    int column = att_table_column(t, key);
    for (uint32_t i = 0; t && value.n && i < t->rows; i++)
        if (att_str_eq(att_row_cell(&t->row[i], column), value))
            return &t->row[i];
    return NULL;
}

static att_str code(const att_doc *d, const char *name, const char *key, att_str value, const char *column)
{
    const att_table *t = table(d, name);
    const att_row *r = find(t, key, value);
    return r ? cell(t, r, column) : (att_str){0};
}

att_str att_code_fips(const att_doc *d, const char *country) { return code(d, "codes", "country", att_str_of(country), "fips"); }
att_str att_code_country(const att_doc *d, const char *country) { return code(d, "codes", "country", att_str_of(country), "name"); }
att_str att_code_label(const att_doc *d, att_str cameo) { return code(d, "cameo", "code", cameo, "label"); }

att_str att_code_sector(const att_doc *d, att_sector s, const char *column)
{
    return code(d, "sectors", "sector", att_str_of(att_sector_name(s)), column);
}

static bool spans(const att_table *t, const att_row *r, att_day day)
{
    att_day from, to;
    bool begun = !att_day_parse(cell(t, r, "from"), &from) || day >= from;
    return begun && (!att_day_parse(cell(t, r, "to"), &to) || day <= to);
}

att_str att_code_cow(const att_doc *d, const char *country, att_day day)
{
    const att_table *t = table(d, "codes");
    for (uint32_t i = 0; t && *country && i < t->rows; i++)
        if (att_str_is(cell(t, &t->row[i], "country"), country) && (day == ATT_NO_DAY || spans(t, &t->row[i], day)))
            return cell(t, &t->row[i], "cow");
    return (att_str){0};
}

uint64_t att_code_number(att_str name) { return att_hash(name) & (((uint64_t)1 << 53) - 1); }

/* ---- what readers are given -------------------------------------------------------------------------------------------------------- */

static bool told_by_actor(const att_doc *d, const att_event *e)
{
    uint32_t speaker = e->statement == ATT_NONE ? ATT_NONE : d->statements.p[e->statement].speaker;
    for (uint32_t i = 0; speaker != ATT_NONE && i < e->actor.n; i++) {
        const att_actor *a = &d->actors.p[e->actor.p[i]], *s = &d->actors.p[speaker];
        bool same_side =
            a->country[0] && strcmp(a->country, s->country) == 0 && a->n_sectors && s->n_sectors && a->sector[0] == s->sector[0];
        if (e->actor.p[i] == speaker || same_side)
            return true;
    }
    return false;
}

/* The row of readings.tsv for type and mode, else for the type alone. */
static const att_row *row_of(const att_table *t, const att_event *e, const char *when)
{
    const att_row *general = NULL;
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        if (!att_str_is(cell(t, r, "type"), att_event_type_name(e->type)) || !att_str_is(cell(t, r, "when"), when))
            continue;
        if (e->mode.n && att_str_eq(cell(t, r, "mode"), e->mode))
            return r;
        if (!cell(t, r, "mode").n)
            general = r;
    }
    return general;
}

static double decimal(att_str s)
{
    int64_t whole;
    size_t point = att_str_find(s, ATT_STR("."));
    bool minus = s.n && s.p[0] == '-';
    if (point == SIZE_MAX || point + 2 != s.n || !att_str_number(att_str_sub(s, minus, point - minus), &whole))
        return NAN;
    double v = (double)whole + (s.p[point + 1] - '0') / 10.0;
    return minus ? -v : v;
}

static void read_as(att_doc *d, att_reading *x, const att_table *t, const att_row *r)
{
    x->event.type = (att_event_type)att_event_type_find(cell(t, r, "as_type"));
    x->event.mode = cell(t, r, "as_mode");
    x->event.scale = NULL;
    x->scale = *att_record_scale(d, &x->event);
    if (!cell(t, r, "cameo").n)
        return;
    x->scale.cameo = cell(t, r, "cameo");
    x->scale.goldstein = decimal(cell(t, r, "goldstein"));
}

static bool read_status(att_doc *d, att_reading *x)
{
    const att_table *t = table(d, "readings");
    att_event_status s = x->event.status;
    bool future = s == ATT_SCHEDULED || s == ATT_EXPECTED;
    const att_row *r = future ? row_of(t, &x->event, "future") : NULL;
    if (s == ATT_OCCURRED || s == ATT_ONGOING) {
        x->scale = *att_record_scale(d, &x->event);
        return true;
    }
    if (!r && (future || s == ATT_CONDITIONAL) && told_by_actor(d, &x->event))
        r = row_of(t, &x->event, "threat");
    if (r)
        read_as(d, x, t, r);
    return r != NULL;
}

bool att_reading_of(att_doc *d, uint32_t i, const att_choice *c, att_reading *out)
{
    const att_event *e = &d->events.p[i];
    *out = (att_reading){.number = i, .event = *e, .mentions = 1};
    if (e->same_as != ATT_NONE || !att_choice_has(c, e) || !read_status(d, out) || !out->scale.cameo.n)
        return false;
    if (out->scale.cameo.n == 2)
        out->scale.cameo = att_format(&d->arena, ATT_STR_FMT "0", ATT_STR_ARG(out->scale.cameo));
    out->day = e->from != ATT_NO_DAY ? e->from : d->published;
    if (out->event.status != ATT_OCCURRED && out->event.status != ATT_ONGOING && d->published != ATT_NO_DAY)
        out->day = d->published; /* the promise or the threat is made now */
    for (uint32_t k = i + 1; k < d->events.n; k++) {
        if (d->events.p[k].same_as != i)
            continue;
        out->mentions++;
        if (out->event.place == ATT_NONE)
            out->event.place = d->events.p[k].place;
    }
    return true;
}

att_pairs att_reading_pairs(att_doc *d, const att_event *e)
{
    att_pairs pairs = {0};
    for (uint32_t i = 0; i < e->actor.n; i++)
        for (uint32_t k = 0; k < e->recipient.n; k++)
            *ATT_PUSH(&d->arena, &pairs) = (att_pair){e->actor.p[i], e->recipient.p[k]};
    for (uint32_t i = 0; i < e->actor.n && !e->recipient.n; i++)
        for (uint32_t k = 0; k < e->actor.n; k++)
            if (i != k)
                *ATT_PUSH(&d->arena, &pairs) = (att_pair){e->actor.p[i], e->actor.p[k]};
    for (uint32_t k = 0; k < e->recipient.n && !e->actor.n; k++)
        *ATT_PUSH(&d->arena, &pairs) = (att_pair){ATT_NONE, e->recipient.p[k]};
    if (!pairs.n && e->actor.n)
        *ATT_PUSH(&d->arena, &pairs) = (att_pair){e->actor.p[0], ATT_NONE};
    return pairs;
}

/* ---- cells ------------------------------------------------------------------------------------------------------------------------ */

static att_str without_quotes(att_arena *a, att_str s)
{
    att_str c = att_str_copy(a, s);
    for (size_t i = 0; i < c.n; i++)
        if (c.p[i] == '"')
            ((char *)c.p)[i] = '\'';
    return c;
}

void att_cells_add(att_cells *c, att_str s)
{
    ATT_ASSERT(c->n < sizeof c->p / sizeof *c->p);
    s = att_str_trim(s);
    c->p[c->n++] = s.n ? without_quotes(c->arena, s) : att_str_of(c->none);
}

void att_cells_number(att_cells *c, uint64_t v) { att_cells_add(c, att_format(c->arena, "%llu", (unsigned long long)v)); }

void att_cells_decimal(att_cells *c, double v, int places)
{
    att_buf b = {.arena = c->arena};
    if (!isnan(v))
        att_buf_decimal(&b, v, places);
    att_cells_add(c, att_buf_str(&b));
}

void att_cells_none(att_cells *c, int count)
{
    while (count-- > 0)
        att_cells_add(c, (att_str){0});
}

void att_cells_write(att_cells *c, att_buf *b)
{
    att_write_row(b, c->p, c->n, '\t');
    c->n = 0;
}

att_str att_cells_head(att_arena *a, const char *names)
{
    att_cells c = {.arena = a, .none = ""};
    att_buf b = {.arena = a};
    att_str rest = att_str_of(names), name;
    while (att_str_split(&rest, '|', &name))
        att_cells_add(&c, name);
    att_cells_write(&c, &b);
    return att_buf_str(&b);
}
