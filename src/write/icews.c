/* write/icews.c: the 20 columns of ICEWS event data, tab-separated, with a header: a row a pair of actors and report. */
#include "write/reading.h"

static const char head[] = "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target "
                           "Name|Target Sectors|Target Country|"
                           "Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude";

static void put_actor(att_cells *c, const att_doc *d, uint32_t actor)
{
    if (actor == ATT_NONE) {
        att_cells_none(c, 3);
        return;
    }
    const att_actor *x = &d->actors.p[actor];
    att_buf sectors = {.arena = c->arena};
    for (uint32_t i = 0; i < x->n_sectors; i++) {
        if (sectors.n)
            att_buf_char(&sectors, ',');
        att_buf_add(&sectors, att_code_sector(d, x->sector[i], "icews"));
    }
    att_cells_add(c, att_write_name(x));
    att_cells_add(c, att_buf_str(&sectors));
    att_cells_add(c, att_code_country(d, x->country));
}

static void put_place(att_cells *c, const att_doc *d, uint32_t place)
{
    if (place == ATT_NONE) {
        att_cells_none(c, 6);
        return;
    }
    const att_place *p = &d->places.p[place];
    att_cells_add(c, p->geonames && !att_str_eq(p->name, p->admin1) ? p->name : (att_str){0});
    att_cells_none(c, 1);
    att_cells_add(c, p->admin1);
    att_cells_add(c, att_code_country(d, p->country));
    att_cells_decimal(c, p->lat, 4);
    att_cells_decimal(c, p->lon, 4);
}

static void put_row(att_cells *c, att_doc *d, const att_reading *r, att_pair pair, att_str id)
{
    att_cells_number(c, att_code_number(id));
    att_cells_add(c, att_day_iso(c->arena, r->day));
    put_actor(c, d, pair.actor);
    att_cells_add(c, att_code_label(d, r->scale.cameo));
    att_cells_add(c, r->scale.cameo);
    att_cells_decimal(c, r->scale.goldstein, 1);
    put_actor(c, d, pair.recipient);
    att_cells_number(c, att_code_number(att_record_id(d)));
    att_cells_number(c, r->event.sentence + 1);
    att_cells_add(c, d->publisher);
    put_place(c, d, r->event.place);
}

att_str att_write_icews_head(att_arena *a, const att_choice *choice)
{
    (void)choice;
    return att_cells_head(a, head);
}

att_str att_write_icews_rows(att_doc *d, const att_choice *choice)
{
    att_buf b = {.arena = &d->arena};
    att_cells *c = ATT_NEW(&d->arena, att_cells);
    att_reading r;
    *c = (att_cells){.arena = &d->arena, .none = ""};
    for (uint32_t i = 0; i < d->events.n; i++) {
        if (!att_reading_of(d, i, choice, &r) || r.day == ATT_NO_DAY)
            continue;
        att_pairs pairs = att_reading_pairs(d, &r.event);
        for (uint32_t k = 0; k < pairs.n; k++) {
            put_row(c, d, &r, pairs.p[k], att_format(&d->arena, ATT_STR_FMT "#e%u/%u", ATT_STR_ARG(att_record_id(d)), i + 1, k));
            att_cells_write(c, &b);
        }
    }
    return att_buf_str(&b);
}
