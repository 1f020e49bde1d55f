/* write/brief_html_matrix.c: where each side stands: rows issues, columns parties.  An empty cell says that nothing was found. */
#include "write/brief_html.h"

#include "brief/matter.h"

enum { NO_PARTY = 999, COLUMNS = 8 };

typedef struct {
    att_str label;
    att_matter matter;
    const att_agenda_item *item; /* NULL when only positions name the issue */
    att_ids stands;
    uint32_t parties; /* how many of them have a stand */
} row;
typedef ATT_VEC(row) rows;

/* ---- rows ------------------------------------------------------------------------------------------------------------------------ */

static uint32_t column_of(const att_brief_page *p, const att_stand *s)
{
    for (uint32_t i = 0; i < p->x->parties.n && i < COLUMNS; i++)
        if (s->code.n >= 3 && memcmp(s->code.p, p->x->parties.p[i].country, 3) == 0)
            return i;
    return NO_PARTY;
}

static row *row_for(att_brief_page *p, rows *all, const att_stand *s)
{
    att_matter m = att_matter_of(p->o.arena, s->issue);
    for (uint32_t i = 0; i < all->n; i++)
        if (att_matter_same(&all->p[i].matter, &m))
            return &all->p[i];
    row *new = ATT_PUSH(p->o.arena, all);
    *new = (row){.label = s->issue, .matter = m};
    return new;
}

static uint32_t parties_in(const att_brief_page *p, const row *r)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < p->x->parties.n && c < COLUMNS; c++)
        for (uint32_t i = 0; i < r->stands.n; i++)
            if (column_of(p, &p->x->positions.p[r->stands.p[i]]) == c) {
                n++;
                break;
            }
    return n;
}

/* What more parties speak about comes first, else in order of first mention; the agenda keeps its place at the top. */
static void sort(rows *all, uint32_t from)
{
    for (uint32_t i = from + 1; i < all->n; i++) {
        row r = all->p[i];
        uint32_t k = i;
        for (; k > from && all->p[k - 1].parties < r.parties; k--)
            all->p[k] = all->p[k - 1];
        all->p[k] = r;
    }
}

static rows rows_of(att_brief_page *p)
{
    rows all = {0};
    for (uint32_t i = 0; i < p->x->agenda.n; i++) {
        const att_agenda_item *item = &p->x->agenda.p[i];
        *ATT_PUSH(p->o.arena, &all) = (row){.label = item->text, .matter = att_matter_of(p->o.arena, item->text), .item = item};
    }
    uint32_t agenda = all.n;
    for (uint32_t i = 0; i < p->x->positions.n; i++) {
        row *r = row_for(p, &all, &p->x->positions.p[i]);
        *ATT_PUSH(p->o.arena, &r->stands) = i;
    }
    for (uint32_t i = 0; i < all.n; i++)
        all.p[i].parties = parties_in(p, &all.p[i]);
    sort(&all, agenda);
    return all;
}

/* ---- cells ------------------------------------------------------------------------------------------------------------------------- */

static const char *shape(att_stance s)
{
    switch (s) {
    case ATT_SUPPORTS:
        return "\xE2\x96\xB2";
    case ATT_OPPOSES:
        return "\xE2\x96\xBC";
    case ATT_DEMANDS:
        return "\xE2\x97\x86";
    case ATT_OFFERS:
        return "\xE2\x97\x87";
    case ATT_SEEKS:
        return "\xE2\x96\xB7";
    case ATT_AVOIDS:
        return "\xE2\x96\xA0";
    default:
        return "\xE2\x97\x8B";
    }
}

/* Status, toward whom, who says so; nothing when all that is plain. */
static void put_how(att_brief_page *p, const att_stand *s)
{
    bool status = s->status != ATT_ONGOING, said = s->said_by.n && !att_str_eq(s->said_by, s->actor);
    if (!status && !s->toward.n && !said)
        return;
    att_page_raw(p, "<span class=\"how\">");
    if (status)
        att_page_raw(p, att_event_status_name(s->status));
    if (s->toward.n) {
        att_page_raw(p, status ? ", toward " : "toward ");
        att_page_text(p, s->toward);
    }
    if (said) {
        att_page_raw(p, status || s->toward.n ? ", says " : "says ");
        att_page_text(p, s->said_by);
    }
    att_page_raw(p, "</span>");
}

static void put_stand(att_brief_page *p, const att_stand *s, att_str label, bool named)
{
    const char *stance = att_stance_name(s->stance);
    att_buf_format(&p->o, "<div class=\"cell %s\">", stance);
    if (named) {
        att_page_text(p, s->actor);
        att_page_raw(p, " ");
    }
    att_buf_format(&p->o, "<span class=\"shape\" aria-hidden=\"true\">%s</span><span class=\"stance\">%s</span> ", shape(s->stance),
                   stance);
    if (!att_str_eq(s->issue, label)) {
        att_page_text(p, s->issue);
        att_page_raw(p, " ");
    }
    att_page_refs(p, &s->evidence);
    put_how(p, s);
    att_page_raw(p, "</div>");
}

static void put_cell(att_brief_page *p, const row *r, uint32_t column, att_str heading)
{
    uint32_t n = 0;
    att_page_raw(p, "<td role=\"cell\" data-of=\"");
    att_page_text(p, heading);
    att_page_raw(p, "\">");
    for (uint32_t i = 0; i < r->stands.n; i++) {
        const att_stand *s = &p->x->positions.p[r->stands.p[i]];
        if (column_of(p, s) == column) {
            put_stand(p, s, r->label, column == NO_PARTY);
            n++;
        }
    }
    if (!n)
        att_page_raw(p, "<span class=\"empty\">no statement found</span>");
    att_page_raw(p, "</td>");
}

/* ---- the table ----------------------------------------------------------------------------------------------------------------------- */

static bool has_others(const att_brief_page *p)
{
    for (uint32_t i = 0; i < p->x->positions.n; i++)
        if (column_of(p, &p->x->positions.p[i]) == NO_PARTY)
            return true;
    return false;
}

static att_str others_name(const att_brief_page *p) { return p->x->parties.n ? ATT_STR("Others") : ATT_STR("Who"); }

static void put_columns(att_brief_page *p, bool others)
{
    att_page_raw(p, "<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">Issue</th>");
    for (uint32_t i = 0; i < p->x->parties.n && i < COLUMNS; i++) {
        att_page_raw(p, "<th scope=\"col\" role=\"columnheader\">");
        att_page_text(p, p->x->parties.p[i].name);
        att_page_raw(p, "</th>");
    }
    if (others) {
        att_page_raw(p, "<th scope=\"col\" role=\"columnheader\">");
        att_page_text(p, others_name(p));
        att_page_raw(p, "</th>");
    }
    att_page_raw(p, "</tr></thead>\n");
}

static void put_row(att_brief_page *p, const row *r, bool others)
{
    att_page_raw(p, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    att_page_text(p, r->label);
    if (r->item)
        att_page_raw(p, "<span class=\"how\">on the agenda</span>");
    att_page_raw(p, "</th>");
    for (uint32_t i = 0; i < p->x->parties.n && i < COLUMNS; i++)
        put_cell(p, r, i, p->x->parties.p[i].name);
    if (others)
        put_cell(p, r, NO_PARTY, others_name(p));
    att_page_raw(p, "</tr>\n");
}

void att_page_matrix(att_brief_page *p)
{
    rows all = rows_of(p);
    bool others = has_others(p);
    /* Roles are said aloud because a narrow screen stacks the cells, and browsers then forget that this is a table. */
    att_page_raw(p, "<table class=\"matrix stack\" role=\"table\">");
    put_columns(p, others);
    att_page_raw(p, "<tbody role=\"rowgroup\">\n");
    for (uint32_t i = 0; i < all.n; i++)
        put_row(p, &all.p[i], others);
    att_page_raw(p, "</tbody></table>\n");
}
