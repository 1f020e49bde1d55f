/* write/json.c: the document record as one line of JSON.  Keys, their order and their values come from record/fields.def. */
#include <math.h>

#include "record/record.h"
#include "write/write.h"

void att_write_json_string(att_buf *b, att_str s)
{
    att_buf_char(b, '"');
    size_t plain = 0;
    for (size_t at = 0, n; at < s.n; at += n) {
        unsigned char c = (unsigned char)s.p[at];
        uint32_t point = c < 0x80 ? c : att_utf8_at(s, at, &n);
        if (c < 0x80)
            n = 1;
        if (point >= 0x20 && point != '"' && point != '\\' && point != 0x7F && !(point == 0xFFFD && n == 1) && point != 0x2028 &&
            point != 0x2029)
            continue;
        att_buf_add(b, att_str_sub(s, plain, at - plain));
        plain = at + n;
        if (point == '"' || point == '\\') {
            att_buf_char(b, '\\');
            att_buf_char(b, (char)point);
        } else if (point == '\n')
            att_buf_add(b, ATT_STR("\\n"));
        else if (point == '\t')
            att_buf_add(b, ATT_STR("\\t"));
        else
            att_buf_format(b, "\\u%04x", point);
    }
    att_buf_add(b, att_str_sub(s, plain, s.n - plain));
    att_buf_char(b, '"');
}

/* ---- one function a form: put_FORM(b, d, value) ------------------------------------------------------------------------ */

static void null(att_buf *b) { att_buf_add(b, ATT_STR("null")); }

static void put_STR(att_buf *b, att_doc *d, att_str s)
{
    (void)d;
    if (s.n)
        att_write_json_string(b, s);
    else
        null(b);
}

static void put_TEXT(att_buf *b, att_doc *d, att_str s)
{
    (void)d;
    att_write_json_string(b, s);
}

static void put_NUM(att_buf *b, att_doc *d, uint32_t v)
{
    (void)d;
    att_buf_format(b, "%u", v);
}

static void put_COUNT(att_buf *b, att_doc *d, int64_t v)
{
    (void)d;
    if (v)
        att_buf_format(b, "%lld", (long long)v);
    else
        null(b);
}

static void decimals(att_buf *b, double v, int places)
{
    if (isnan(v))
        null(b);
    else
        att_buf_decimal(b, v, places);
}

static void put_DECIMAL(att_buf *b, att_doc *d, double v) { (void)d, decimals(b, v, 2); }
static void put_SCALE(att_buf *b, att_doc *d, double v) { (void)d, decimals(b, v, 1); }
static void put_COORD(att_buf *b, att_doc *d, double v) { (void)d, decimals(b, v, 5); }

static void put_DAY(att_buf *b, att_doc *d, att_day day) { put_STR(b, d, att_day_iso(&d->arena, day)); }

static void put_SPAN(att_buf *b, att_doc *d, att_span s)
{
    if (s.n)
        att_buf_format(b, "[%u, %u]", att_doc_codepoints(d, s.at), att_doc_codepoints(d, s.at + s.n));
    else
        null(b);
}

static void put_SRC(att_buf *b, att_doc *d, att_src s)
{
    (void)d;
    att_buf_format(b, "[%u, %u]", s.at, s.at + s.n);
}

static void list_item(att_buf *b, uint32_t i)
{
    if (i)
        att_buf_add(b, ATT_STR(", "));
}

#define PUT_LIST(list, put)                                                                                                                \
    att_buf_char(b, '[');                                                                                                                  \
    for (uint32_t k = 0; k < (list).n; k++) {                                                                                              \
        list_item(b, k);                                                                                                                   \
        put(b, d, (list).p[k]);                                                                                                            \
    }                                                                                                                                      \
    att_buf_char(b, ']')
#define put_STRS(b, d, list) PUT_LIST(list, put_STR)
#define put_SPANS(b, d, list) PUT_LIST(list, put_SPAN)
#define put_IDS_a(b, d, list) PUT_LIST(list, put_ID_a)

static void put_id(att_buf *b, char letter, uint32_t i)
{
    if (i == ATT_NONE)
        null(b);
    else
        att_buf_format(b, "\"%c%u\"", letter, i + 1);
}

#define PUT_ID(letter)                                                                                                                     \
    static void put_ID_##letter(att_buf *b, att_doc *d, uint32_t i) { (void)d, put_id(b, #letter[0], i); }
PUT_ID(a)
PUT_ID(p)
PUT_ID(s)
PUT_ID(e)
PUT_ID(x)

static void put_RANGE(att_buf *b, att_doc *d, const int32_t v[2])
{
    (void)d;
    if (v[0] < 0 && v[1] < 0)
        null(b);
    else if (v[1] < 0) /* "at least 30": no end is told */
        att_buf_format(b, "[%d, null]", v[0]);
    else
        att_buf_format(b, "[%d, %d]", v[0], v[1]);
}

static void put_SECTORS(att_buf *b, att_doc *d, const att_actor *x)
{
    att_buf_char(b, '[');
    for (uint32_t k = 0; k < x->n_sectors; k++) {
        list_item(b, k);
        put_STR(b, d, att_str_of(att_sector_name(x->sector[k])));
    }
    att_buf_char(b, ']');
}

static void put_MENTIONS(att_buf *b, att_doc *d, uint32_t actor)
{
    uint32_t n = 0;
    att_buf_char(b, '[');
    for (uint32_t k = 0; k < d->mentions.n; k++)
        if (d->mentions.p[k].actor == actor) {
            list_item(b, n++);
            put_SPAN(b, d, d->mentions.p[k].at);
        }
    att_buf_char(b, ']');
}

static void put_DATELINE(att_buf *b, att_doc *d, const att_doc *same)
{
    (void)same;
    if (!d->dateline_place.n && d->dateline_date == ATT_NO_DAY) {
        null(b);
        return;
    }
    att_buf_add(b, ATT_STR("{\"place\": "));
    put_STR(b, d, d->dateline_place);
    att_buf_add(b, ATT_STR(", \"date\": "));
    put_DAY(b, d, d->dateline_date);
    att_buf_char(b, '}');
}

/* ---- tables -------------------------------------------------------------------------------------------------------------- */

#define PUT(key, form, value)                                                                                                              \
    if (n++)                                                                                                                               \
        att_buf_add(b, ATT_STR(", "));                                                                                                     \
    att_buf_add(b, ATT_STR("\"" #key "\": "));                                                                                             \
    put_##form(b, d, value);

static void put_report(att_buf *b, att_doc *d, bool with_text)
{
    int n = 0;
#define PUT_HEAD(key, form, value)                                                                                                         \
    if (with_text || strcmp(#key, "text") != 0) {                                                                                          \
        PUT(key, form, value)                                                                                                              \
    }
#define REPORT(key, form, value, meaning) PUT_HEAD(key, form, value)
#include "record/fields.def"
}

#define TABLE_WRITER(table, type)                                                                                                          \
    static void put_##table(att_buf *b, att_doc *d, const type *x, uint32_t i)                                                             \
    {                                                                                                                                      \
        int n = 0;                                                                                                                         \
        (void)i;                                                                                                                           \
        att_buf_char(b, '{');

TABLE_WRITER(paragraph, att_paragraph)
#define PARAGRAPH(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}
TABLE_WRITER(left_out, att_left_out)
#define LEFT_OUT(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}
TABLE_WRITER(actor, att_actor)
#define ACTOR(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}
TABLE_WRITER(time, att_time)
#define TIME(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}
TABLE_WRITER(place, att_place)
#define PLACE(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}
TABLE_WRITER(statement, att_statement)
#define STATEMENT(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}
TABLE_WRITER(event, att_event)
#define EVENT(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}
TABLE_WRITER(position, att_position)
#define POSITION(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}
TABLE_WRITER(note, att_noted)
#define NOTE(key, form, value, meaning) PUT(key, form, value)
#include "record/fields.def"
att_buf_char(b, '}');
}

#define PUT_TABLE(key, rows, put)                                                                                                          \
    att_buf_add(b, ATT_STR(", \"" key "\": ["));                                                                                           \
    for (uint32_t k = 0; k < (rows).n; k++) {                                                                                              \
        list_item(b, k);                                                                                                                   \
        put(b, d, &(rows).p[k], k);                                                                                                        \
    }                                                                                                                                      \
    att_buf_char(b, ']')

static void put_sentence(att_buf *b, att_doc *d, const att_sentence *x, uint32_t i)
{
    (void)i;
    put_SPAN(b, d, x->at);
}

static void put_events(att_buf *b, att_doc *d, const att_choice *c)
{
    uint32_t n = 0;
    att_buf_add(b, ATT_STR(", \"events\": ["));
    for (uint32_t k = 0; k < d->events.n; k++)
        if (att_choice_has(c, &d->events.p[k])) {
            att_event x = d->events.p[k];
            if (x.same_as != ATT_NONE && !att_choice_has(c, &d->events.p[x.same_as]))
                x.same_as = ATT_NONE;
            list_item(b, n++);
            put_event(b, d, &x, k);
        }
    att_buf_char(b, ']');
}

att_str att_write_json(att_doc *d, att_json_what what, const att_choice *c)
{
    att_buf out = {.arena = &d->arena}, *b = &out;
    att_buf_char(b, '{');
    put_report(b, d, !c->no_text);
    PUT_TABLE("paragraphs", d->paragraphs, put_paragraph);
    PUT_TABLE("left_out", d->left_out, put_left_out);
    if (what != ATT_JSON_ARTICLE) {
        PUT_TABLE("sentences", d->sentences, put_sentence);
        PUT_TABLE("actors", d->actors, put_actor);
        PUT_TABLE("times", d->times, put_time);
        PUT_TABLE("places", d->places, put_place);
        PUT_TABLE("statements", d->statements, put_statement);
        put_events(b, d, c);
        PUT_TABLE("positions", d->positions, put_position);
        PUT_TABLE("notes", d->notes, put_note);
    }
    att_buf_char(b, '}');
    return att_buf_str(b);
}

att_str att_write_json_rows(att_doc *d, const att_choice *c)
{
    att_str line = att_write_json(d, ATT_JSON_ALL, c);
    att_buf b = {.arena = &d->arena};
    att_buf_add(&b, line);
    att_buf_char(&b, '\n');
    return att_buf_str(&b);
}
