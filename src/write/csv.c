/* write/csv.c: a row an event, the same fields as the record (record/fields.def) laid out flat: who and whom as codes and as names, the
 * place with its country, spans as words with their offsets.  Ids are REPORT#e1, so rows of many reports stay apart. */
#include <math.h>

#include "record/record.h"
#include "write/write.h"

/* ---- names of columns: each form makes one or several -------------------------------------------------------------------------- */

#define NAME_1(key) key,
#define NAME_STR NAME_1
#define NAME_NUM NAME_1
#define NAME_COUNT NAME_1
#define NAME_DECIMAL NAME_1
#define NAME_SCALE NAME_1
#define NAME_DAY NAME_1
#define NAME_STRS NAME_1
#define NAME_ID_e NAME_1
#define NAME_IDS_a(key) key, key "_name",
#define NAME_ID_p(key) key, key "_country", key "_admin1", key "_lat", key "_lon", key "_geonames",
#define NAME_ID_s(key) key, "speaker", "speaker_name",
#define NAME_SPAN(key) key, key "_start", key "_end",
#define NAME_RANGE(key) key "_least", key "_most",

static const char *const names[] = {
    "report", "made_by", "source", "url", "publisher", "title", "published",
#define EVENT(key, form, value, meaning) NAME_##form(#key)
#include "record/fields.def"
};
enum { COLUMNS = sizeof names / sizeof *names };

const char *att_csv_column(uint32_t i) { return i < COLUMNS ? names[i] : NULL; }

uint32_t att_csv_find(att_str name)
{
    for (uint32_t i = 0; i < COLUMNS; i++)
        if (att_str_is(name, names[i]))
            return i;
    return ATT_NONE;
}

/* ---- cells --------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    att_doc *d;
    att_str id; /* of the report */
    uint32_t n;
    att_str cell[COLUMNS];
} row;

static void cell(row *r, att_str s)
{
    ATT_ASSERT(r->n < COLUMNS);
    r->cell[r->n++] = s;
}

static void put_STR(row *r, att_str s) { cell(r, s); }
static void put_NUM(row *r, uint32_t v) { cell(r, att_format(&r->d->arena, "%u", v)); }
static void put_COUNT(row *r, int64_t v) { cell(r, v ? att_format(&r->d->arena, "%lld", (long long)v) : (att_str){0}); }
static void put_DAY(row *r, att_day day) { cell(r, att_day_iso(&r->d->arena, day)); }

static void put_decimal(row *r, double v, int places)
{
    att_buf b = {.arena = &r->d->arena};
    if (!isnan(v))
        att_buf_decimal(&b, v, places);
    cell(r, att_buf_str(&b));
}
static void put_DECIMAL(row *r, double v) { put_decimal(r, v, 2); }
static void put_SCALE(row *r, double v) { put_decimal(r, v, 1); }

static void put_id(row *r, char letter, uint32_t i)
{
    cell(r, i == ATT_NONE ? (att_str){0} : att_format(&r->d->arena, "%.*s#%c%u", ATT_STR_ARG(r->id), letter, i + 1));
}
static void put_ID_e(row *r, uint32_t i) { put_id(r, 'e', i); }

#define put_STRS(r, list) put_list(r, (list).p, (list).n)
static void put_list(row *r, const att_str *s, uint32_t n)
{
    att_buf b = {.arena = &r->d->arena};
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            att_buf_char(&b, ';');
        att_buf_add(&b, s[i]);
    }
    cell(r, att_buf_str(&b));
}

att_str att_write_code(att_arena *a, const att_actor *x)
{
    att_buf b = {.arena = a};
    att_buf_add(&b, att_str_of(x->country));
    for (uint32_t i = 0; i < x->n_sectors; i++) {
        if (b.n)
            att_buf_char(&b, ' ');
        att_buf_add(&b, att_str_of(att_sector_name(x->sector[i])));
    }
    return att_buf_str(&b);
}

att_str att_write_name(const att_actor *x) { return x->known_as.n ? x->known_as : x->name; }

static void put_actors(row *r, const uint32_t *id, uint32_t n)
{
    att_arena *a = &r->d->arena;
    att_str *code = ATT_ARRAY(a, att_str, n + 1), *name = ATT_ARRAY(a, att_str, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        code[i] = att_write_code(a, &r->d->actors.p[id[i]]);
        name[i] = att_write_name(&r->d->actors.p[id[i]]);
    }
    put_list(r, code, n);
    put_list(r, name, n);
}
static void put_IDS_a(row *r, att_ids ids) { put_actors(r, ids.p, ids.n); }

static void put_ID_s(row *r, uint32_t i)
{
    uint32_t speaker = i == ATT_NONE ? ATT_NONE : r->d->statements.p[i].speaker;
    put_id(r, 's', i);
    put_actors(r, &speaker, speaker != ATT_NONE);
}

static void put_coordinate(row *r, double v) { put_decimal(r, v, 5); }

static void put_ID_p(row *r, uint32_t i)
{
    static const att_place nowhere = {.lat = NAN, .lon = NAN};
    const att_place *p = i == ATT_NONE ? &nowhere : &r->d->places.p[i];
    cell(r, p->name);
    cell(r, att_str_of(p->country));
    cell(r, p->admin1);
    put_coordinate(r, p->lat);
    put_coordinate(r, p->lon);
    put_COUNT(r, p->geonames);
}

static void put_SPAN(row *r, att_span s)
{
    cell(r, att_doc_words(r->d, s));
    put_NUM(r, att_doc_codepoints(r->d, s.at));
    put_NUM(r, att_doc_codepoints(r->d, s.at + s.n));
}

static void put_RANGE(row *r, const int32_t v[2])
{
    for (int i = 0; i < 2; i++)
        cell(r, v[i] < 0 ? (att_str){0} : att_format(&r->d->arena, "%d", v[i]));
}

/* The row of event i in the order of `names`. */
static void fill(row *r, uint32_t i)
{
    att_doc *d = r->d;
    const att_event *x = &d->events.p[i];
    r->n = 0;
    cell(r, r->id);
    cell(r, att_record_made_by(d));
    cell(r, d->source);
    cell(r, d->url);
    cell(r, d->publisher);
    cell(r, d->title);
    put_DAY(r, d->published);
#define EVENT(key, form, value, meaning) put_##form(r, value);
#include "record/fields.def"
    ATT_ASSERT(r->n == COLUMNS);
}

/* ---- rows ---------------------------------------------------------------------------------------------------------------------------- */

static bool wants_quotes(att_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(",\"\r\n", s.p[i]))
            return true;
    return s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
}

static void add_quoted(att_buf *b, att_str s)
{
    att_buf_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            att_buf_char(b, '"');
        att_buf_char(b, s.p[i]);
    }
    att_buf_char(b, '"');
}

static void add_cell(att_buf *b, att_str s, char separator)
{
    if (separator == ',' && wants_quotes(s)) {
        add_quoted(b, s);
        return;
    }
    for (size_t i = 0; i < s.n; i++) /* readers of TSV know no quotes: a tab in a cell would be another cell */
        att_buf_char(b, separator == '\t' && strchr("\t\r\n", s.p[i]) ? ' ' : s.p[i]);
}

void att_write_row(att_buf *b, const att_str *cell, uint32_t n, char separator)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            att_buf_char(b, separator);
        add_cell(b, cell[i], separator);
    }
    att_buf_char(b, '\n');
}

static void add_row(att_buf *b, const att_str *value, const att_choice *c, char separator)
{
    att_str chosen[COLUMNS];
    for (uint32_t i = 0; i < c->columns; i++)
        chosen[i] = value[c->column[i]];
    att_write_row(b, c->columns ? chosen : value, c->columns ? c->columns : COLUMNS, separator);
}

static att_str head(att_arena *a, const att_choice *c, char separator)
{
    att_str value[COLUMNS];
    att_buf b = {.arena = a};
    for (uint32_t i = 0; i < COLUMNS; i++)
        value[i] = att_str_of(names[i]);
    add_row(&b, value, c, separator);
    return att_buf_str(&b);
}

static att_str rows(att_doc *d, const att_choice *c, char separator)
{
    att_buf b = {.arena = &d->arena};
    row *r = ATT_NEW(&d->arena, row);
    r->d = d;
    r->id = att_record_id(d);
    for (uint32_t i = 0; i < d->events.n; i++)
        if (att_choice_has(c, &d->events.p[i])) {
            fill(r, i);
            add_row(&b, r->cell, c, separator);
        }
    return att_buf_str(&b);
}

att_str att_write_csv_head(att_arena *a, const att_choice *c) { return head(a, c, ','); }
att_str att_write_tsv_head(att_arena *a, const att_choice *c) { return head(a, c, '\t'); }
att_str att_write_csv_rows(att_doc *d, const att_choice *c) { return rows(d, c, ','); }
att_str att_write_tsv_rows(att_doc *d, const att_choice *c) { return rows(d, c, '\t'); }
