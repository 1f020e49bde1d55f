/* record/record.c */
#include "record/record.h"

#include <math.h>

#include "lexicon/lexicon.h"

static void add_part(att_blake2b *h, att_str part)
{
    att_blake2b_add(h, part);
    att_blake2b_add(h, (att_str){"\0", 1}); /* so that no two ways of cutting are equal */
}

static att_str digest(att_doc *d, att_blake2b *h)
{
    uint8_t out[16];
    att_blake2b_close(h, out);
    return att_hex(&d->arena, out, sizeof out);
}

static att_str base_name(att_str path)
{
    for (size_t i = path.n; i > 0; i--)
        if (path.p[i - 1] == '/')
            return att_str_from(path, i);
    return path;
}

att_str att_record_id(att_doc *d)
{
    att_blake2b h;
    if (d->id.n)
        return d->id;
    att_blake2b_open(&h, 16);
    add_part(&h, d->url.n ? d->url : d->input_id.n ? d->input_id : base_name(d->source));
    add_part(&h, d->text);
    add_part(&h, att_day_iso(&d->arena, d->published));
    return digest(d, &h);
}

att_str att_record_text_id(att_doc *d)
{
    att_blake2b h;
    if (d->text_id.n)
        return d->text_id;
    att_blake2b_open(&h, 16);
    add_part(&h, att_str_fold(&d->arena, d->text));
    return digest(d, &h);
}

att_str att_record_made_by(const att_doc *d) { return d->made_by.n ? d->made_by : d->engine->made_by; }

att_str att_record_time_value(const att_doc *d, uint32_t time) { return time == ATT_NONE ? ATT_STR("") : d->times.p[time].value; }

/* A decimal such as "-3.5"; NaN when it is none. */
static double decimal(att_str s)
{
    double v = 0, place = 1;
    bool minus = s.n && s.p[0] == '-', point = false;
    if (!s.n)
        return NAN;
    for (size_t i = minus; i < s.n; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (!att_is_digit(s.p[i]))
            return NAN;
        v = v * 10 + (s.p[i] - '0');
        place *= point ? 10 : 1;
    }
    return (minus ? -v : v) / place;
}

static int small(att_str s)
{
    int64_t v;
    return att_str_number(s, &v) ? (int)v : 0;
}

/* The row of type and mode, else that of the type alone. */
static const att_row *scale_row(const att_table *t, const att_event *e)
{
    int type = att_table_column(t, "type"), mode = att_table_column(t, "mode");
    const att_row *general = NULL;
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        if (!att_str_is(att_row_cell(r, type), att_event_type_name(e->type)))
            continue;
        if (att_str_eq(att_row_cell(r, mode), e->mode))
            return r;
        if (!att_row_cell(r, mode).n)
            general = r;
    }
    return general;
}

const att_scale *att_record_scale(att_doc *d, const att_event *e)
{
    if (e->scale)
        return e->scale;
    att_scale *s = ATT_NEW(&d->arena, att_scale);
    *s = (att_scale){.score = NAN, .goldstein = NAN};
    const att_table *t = att_lexicon_table(d->engine->lexicon, "scales");
    const att_row *r = scale_row(t, e);
    if (!r)
        return s;
    s->cameo = att_row_cell(r, att_table_column(t, "cameo"));
    s->quad = small(att_row_cell(r, att_table_column(t, "quad")));
    s->quad_cameo = small(att_row_cell(r, att_table_column(t, "quad_cameo")));
    s->score = decimal(att_row_cell(r, att_table_column(t, "score")));
    s->goldstein = decimal(att_row_cell(r, att_table_column(t, "goldstein")));
    return s;
}
