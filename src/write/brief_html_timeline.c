/* write/brief_html_timeline.c: the timeline drawn: rows days, columns parties, a numbered dot an entry, linked to its line in the table.
 * Filled: it happened; open: planned or under way; dashed: expected or possible; crossed: denied.  A line divides what is past from what is
 * to come. */
#include "write/brief_html.h"

enum { LANES = 5, DAY_WIDTH = 104, STEP = 26, ROW = 30, TOP = 34, DOTS = 3, RADIUS = 10 };

typedef struct {
    att_brief_page *p;
    uint32_t lanes; /* one a party, and one more for all others */
    int width;
} drawing;

static uint32_t lane_of(const drawing *g, const char *country)
{
    for (uint32_t i = 0; i + 1 < g->lanes; i++)
        if (strcmp(g->p->x->parties.p[i].country, country) == 0)
            return i;
    return g->lanes - 1;
}

/* The lanes of those who act in an entry, as bits. */
static uint32_t lanes_of(const drawing *g, const att_entry *e)
{
    const att_evidence *first = e->evidence.n ? &e->evidence.p[0] : NULL;
    uint32_t in = 0;
    if (!first || first->record != 'e')
        return 1u << (g->lanes - 1);
    const att_doc *d = g->p->b->reports.p[first->report].doc;
    const att_event *event = &d->events.p[first->number];
    for (uint32_t i = 0; i < event->actor.n; i++)
        in |= 1u << lane_of(g, d->actors.p[event->actor.p[i]].country);
    return in ? in : 1u << (g->lanes - 1);
}

static const char *look(att_event_status s)
{
    switch (s) {
    case ATT_OCCURRED:
        return "done";
    case ATT_NEGATED:
        return "never";
    case ATT_EXPECTED:
    case ATT_POSSIBLE:
    case ATT_ADVISED:
    case ATT_CONDITIONAL:
        return "maybe";
    default:
        return "plan";
    }
}

static void put_dot(drawing *g, uint32_t number, const att_entry *e, int x, int y)
{
    att_brief_page *p = g->p;
    att_buf_format(&p->o, "<a href=\"#m%u-t%u\"><g class=\"mark %s\"><title>", p->meeting, number, look(e->status));
    att_page_text(p, e->actors.n ? e->actors : ATT_STR("?"));
    att_page_raw(p, ": ");
    att_page_text(p, e->what);
    att_buf_format(&p->o, ", %s</title><circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"%d\"/><text x=\"%d\" y=\"%d\">%u</text>",
                   att_event_status_name(e->status), x, y, RADIUS, x, y + 4, number);
    if (e->status == ATT_NEGATED)
        att_buf_format(&p->o, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", x - 7, y + 7, x + 7, y - 7);
    att_page_raw(p, "</g></a>\n");
}

static att_str day_name(const drawing *g, const att_entry *e)
{
    return e->date.n ? att_view_date(e->date) : att_format(g->p->o.arena, "about %.7s", att_day_iso(g->p->o.arena, e->from).p);
}

/* One row: the entries from `first` that share a day.  Returns the one after the last; *y moves down by the lines that the fullest lane
 * needs. */
static uint32_t put_row(drawing *g, uint32_t first, int *y)
{
    const att_meeting *x = g->p->x;
    uint32_t n[LANES] = {0}, most = 1, end = first;
    att_str day = day_name(g, &x->timeline.p[first]);
    att_page_raw(g->p, "<text x=\"0\" class=\"quiet\" ");
    att_buf_format(&g->p->o, "y=\"%d\">", *y + 4);
    att_page_text(g->p, day);
    att_page_raw(g->p, "</text>\n");
    for (; end < x->timeline.n && att_str_eq(day_name(g, &x->timeline.p[end]), day); end++) {
        uint32_t in = lanes_of(g, &x->timeline.p[end]);
        for (uint32_t lane = 0; lane < g->lanes; lane++)
            if (in >> lane & 1) {
                int column = (int)(n[lane] % DOTS), line = (int)(n[lane] / DOTS);
                put_dot(g, end + 1, &x->timeline.p[end], DAY_WIDTH + (int)lane * (DOTS * STEP + 8) + RADIUS + 4 + column * STEP,
                        *y + line * STEP);
                n[lane]++;
                most = (uint32_t)line + 1 > most ? (uint32_t)line + 1 : most;
            }
    }
    *y += (int)(most - 1) * STEP + ROW;
    return end;
}

static void put_now(drawing *g, int y)
{
    att_buf_format(&g->p->o,
                   "<line class=\"now\" x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/><text class=\"now\" x=\"0\" y=\"%d\">as of %s</text>\n",
                   y - 12, g->width, y - 12, y + 4, att_day_iso(g->p->o.arena, g->p->b->as_of).p);
}

/* A name that fits its lane; the table below has it in full. */
static void put_lane_name(drawing *g, uint32_t lane)
{
    bool party = lane + 1 < g->lanes;
    att_str name = party ? g->p->x->parties.p[lane].name : g->lanes == 1 ? ATT_STR("All") : ATT_STR("Others");
    int x = DAY_WIDTH + (int)lane * (DOTS * STEP + 8);
    size_t end = 0, n = 0;
    for (int chars = 0; end < name.n && chars < 11; chars++, end += n)
        att_utf8_at(name, end, &n);
    att_buf_format(&g->p->o, "<text x=\"%d\" y=\"14\">", x + 4);
    att_page_text(g->p, att_str_sub(name, 0, end));
    att_page_raw(g->p, end < name.n ? "\xE2\x80\xA6</text>" : "</text>");
}

static int height_of(const drawing *g)
{
    /* Drawn once into nothing: rows know their height only when their dots are placed. */
    drawing copy = *g;
    att_buf kept = g->p->o;
    int y = TOP + ROW / 2;
    att_day as_of = g->p->b->as_of;
    bool now = false;
    g->p->o = (att_buf){.arena = kept.arena};
    for (uint32_t i = 0; i < g->p->x->timeline.n;) {
        if (!now && as_of != ATT_NO_DAY && g->p->x->timeline.p[i].from > as_of) {
            y += ROW;
            now = true;
        }
        i = put_row(&copy, i, &y);
    }
    g->p->o = kept;
    return y;
}

void att_page_timeline(att_brief_page *p)
{
    drawing g = {.p = p, .lanes = p->x->parties.n + 1 < LANES ? p->x->parties.n + 1 : LANES};
    g.width = DAY_WIDTH + (int)g.lanes * (DOTS * STEP + 8);
    int height = height_of(&g), y = TOP + ROW / 2;
    bool now = p->b->as_of == ATT_NO_DAY;
    att_buf_format(
        &p->o,
        "<svg class=\"drawing\" role=\"group\" aria-label=\"Timeline, drawn; the table below says the same\" width=\"%d\" height=\"%d\" "
        "viewBox=\"0 0 %d %d\">\n",
        g.width, height, g.width, height);
    for (uint32_t i = 0; i < g.lanes; i++) {
        int x = DAY_WIDTH + (int)i * (DOTS * STEP + 8);
        put_lane_name(&g, i);
        att_buf_format(&p->o, "<line class=\"rule\" x1=\"%d\" y1=\"22\" x2=\"%d\" y2=\"%d\"/>\n", x, x, height - ROW / 2);
    }
    for (uint32_t i = 0; i < p->x->timeline.n;) {
        if (!now && p->x->timeline.p[i].from > p->b->as_of) {
            put_now(&g, y);
            y += ROW;
            now = true;
        }
        i = put_row(&g, i, &y);
    }
    att_page_raw(p,
                 "</svg>\n<p class=\"quiet small\">Filled: it happened. Open: planned or under way. Dashed: expected, advised or possible. "
                 "Crossed: denied. The numbers are those of the table.</p>\n");
}
