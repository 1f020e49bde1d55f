/* write/polecat.c: the 40 columns of POLECAT, tab-separated, with a header: a row an event of a report, lists with "; " between, "None" for
 * nothing, as its readers expect.  Ids of Wikipedia are not known to attache. */
#include "write/reading.h"

static const char head[] = "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor "
                           "COW|Primary Actor Sector|Actor Sectors|"
                           "Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient "
                           "Sector|Recipient Sectors|"
                           "Recipient Title|Recipient Name Raw|Wikipedia Recipient "
                           "ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
                           "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version";

/* A list in a cell; what is empty is None, so that lists of one side stay side by side. */
typedef struct {
    att_buf text;
    bool any;
} list;

static void add(list *l, att_str s)
{
    if (l->text.n)
        att_buf_add(&l->text, ATT_STR("; "));
    att_buf_add(&l->text, s.n ? s : ATT_STR("None"));
    l->any = l->any || s.n;
}

static void put_list(att_cells *c, const list *l) { att_cells_add(c, l->any ? att_buf_str(&l->text) : (att_str){0}); }

enum { NAME, COUNTRY, COW, PRIMARY, SECTORS, TITLE, RAW, SIDE };

static att_str sectors_of(att_arena *a, const att_actor *x)
{
    att_buf b = {.arena = a};
    for (uint32_t i = 0; i < x->n_sectors; i++) {
        if (b.n)
            att_buf_char(&b, '|');
        att_buf_add(&b, att_str_of(att_sector_name(x->sector[i])));
    }
    return att_buf_str(&b);
}

static void put_side(att_cells *c, const att_doc *d, const att_ids *ids, att_day day)
{
    list l[SIDE];
    for (int i = 0; i < SIDE; i++)
        l[i] = (list){.text = {.arena = c->arena}};
    for (uint32_t i = 0; i < ids->n; i++) {
        const att_actor *x = &d->actors.p[ids->p[i]];
        add(&l[NAME], att_write_name(x));
        add(&l[COUNTRY], att_str_of(x->country));
        add(&l[COW], att_code_cow(d, x->country, day));
        add(&l[PRIMARY], x->n_sectors ? att_str_of(att_sector_name(x->sector[0])) : (att_str){0});
        add(&l[SECTORS], sectors_of(c->arena, x));
        add(&l[TITLE], x->office);
        add(&l[RAW], x->name);
    }
    for (int i = 0; i < SIDE; i++)
        put_list(c, &l[i]);
    att_cells_none(c, 1);
}

static void put_place(att_cells *c, const att_doc *d, uint32_t place)
{
    if (place == ATT_NONE) {
        att_cells_none(c, 10);
        return;
    }
    const att_place *p = &d->places.p[place];
    bool town = p->geonames && !att_str_eq(p->name, p->admin1);
    att_cells_add(c, p->name);
    att_cells_add(c, town ? p->name : (att_str){0});
    att_cells_none(c, 1);
    att_cells_add(c, p->admin1);
    att_cells_add(c, att_str_of(p->country));
    att_cells_decimal(c, p->lat, 5);
    att_cells_decimal(c, p->lon, 5);
    att_cells_add(c, p->geonames ? att_format(c->arena, "%u", p->geonames) : (att_str){0});
    att_cells_add(c, p->mentions.n ? att_doc_words(d, p->mentions.p[0]) : p->name);
    att_cells_add(c, town ? ATT_STR("PPL") : p->admin1.n ? ATT_STR("ADM1") : ATT_STR("PCLI"));
}

static void put_named(att_cells *c, const att_doc *d, att_actor_kind kind)
{
    list l = {.text = {.arena = c->arena}};
    for (uint32_t i = 0; i < d->actors.n; i++)
        if (d->actors.p[i].kind == kind)
            add(&l, att_write_name(&d->actors.p[i]));
    put_list(c, &l);
}

static void put_story(att_cells *c, const att_doc *d)
{
    list places = {.text = {.arena = c->arena}};
    put_named(c, d, ATT_PERSON);
    put_named(c, d, ATT_ORGANISATION);
    for (uint32_t i = 0; i < d->places.n; i++)
        add(&places, d->places.p[i].name);
    put_list(c, &places);
}

static void put_contexts(att_cells *c, const att_event *e)
{
    list l = {.text = {.arena = c->arena}};
    for (uint32_t i = 0; i < e->contexts.n; i++)
        add(&l, e->contexts.p[i]);
    put_list(c, &l);
}

static void put_row(att_cells *c, att_doc *d, const att_reading *r)
{
    static const char *const quads[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    const att_event *e = &r->event;
    att_cells_add(c, att_format(c->arena, ATT_STR_FMT "_e%u", ATT_STR_ARG(att_record_id(d)), r->number + 1));
    att_cells_add(c, att_day_iso(c->arena, r->day));
    att_cells_add(c, att_str_of(att_event_type_name(e->type)));
    att_cells_add(c, e->mode);
    att_cells_decimal(c, r->scale.score, 1);
    att_cells_add(c, att_str_of(quads[r->scale.quad]));
    put_contexts(c, e);
    put_side(c, d, &e->actor, r->day);
    put_side(c, d, &e->recipient, r->day);
    put_place(c, d, e->place);
    att_cells_add(c, d->publisher.n ? d->publisher : d->source);
    att_cells_add(c, att_day_iso(c->arena, d->published));
    put_story(c, d);
    att_cells_add(c, d->language);
    att_cells_add(c, att_record_made_by(d));
}

att_str att_write_polecat_head(att_arena *a, const att_choice *choice)
{
    (void)choice;
    return att_cells_head(a, head);
}

att_str att_write_polecat_rows(att_doc *d, const att_choice *choice)
{
    att_buf b = {.arena = &d->arena};
    att_cells *c = ATT_NEW(&d->arena, att_cells);
    att_reading r;
    *c = (att_cells){.arena = &d->arena, .none = "None"};
    for (uint32_t i = 0; i < d->events.n; i++)
        if (att_reading_of(d, i, choice, &r) && r.day != ATT_NO_DAY) {
            put_row(c, d, &r);
            att_cells_write(c, &b);
        }
    return att_buf_str(&b);
}
