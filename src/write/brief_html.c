/* write/brief_html.c: the brief as one page: tables first, every line linked to its sentence at the end of the page, which shows the words
 * it rests on in their context.  No script, nothing fetched; see html.c for the escaping. */
#include "write/brief_html.h"
#include "event/words.h"

typedef att_brief_page page;

enum { WORTH_DRAWING = 3 }; /* entries of a timeline */

static const struct {
    const char *link, *heading;
} parts[] = {
#define ATT_PART(name, link, heading) {link, heading},
    ATT_BRIEF_PARTS(ATT_PART)
#undef ATT_PART
};

#define RAW(p, html) att_page_raw((p), (html))
#define TEXT(p, s) att_page_text((p), (s))
#define FORMAT(p, ...) att_buf_format(&(p)->o, __VA_ARGS__) /* never with words of a report */

void att_page_raw(page *p, const char *html) { att_buf_add(&p->o, att_str_of(html)); }
void att_page_text(page *p, att_str s) { att_html_text(&p->o, s); }
static void text_z(page *p, const char *z) { TEXT(p, att_str_of(z)); }

/* ---- small pieces ---------------------------------------------------------------------------------------------------------------- */

void att_page_refs(page *p, const att_evidences *v)
{
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t k = att_view_number(&p->sources, &v->p[i]);
        bool again = k == 0;
        for (uint32_t before = 0; before < i && !again; before++)
            again = att_view_number(&p->sources, &v->p[before]) == k;
        if (!again)
            FORMAT(p, "<a class=\"ref\" href=\"#s-%u\"><span class=\"hidden\">sentence </span>%u</a> ", k, k);
    }
}

void att_page_actors(page *p, att_str s)
{
    size_t arrow = att_str_find(s, ATT_STR(" -> "));
    if (!s.n)
        RAW(p, "?");
    else if (arrow == SIZE_MAX)
        TEXT(p, s);
    else {
        TEXT(p, att_str_sub(s, 0, arrow));
        RAW(p, " <span aria-hidden=\"true\">\xE2\x86\x92</span><span class=\"hidden\">toward</span> ");
        TEXT(p, att_str_from(s, arrow + 4));
    }
}

static const char *heading_of(page *p, uint32_t meeting, uint32_t part)
{
    return att_view_heading(p->o.arena, parts[part].heading, meeting == 0 && p->b->meetings.n).p;
}

static void heading(page *p, att_brief_part part)
{
    FORMAT(p, "<h%d id=\"m%u-%s\">%s</h%d>\n", p->level, p->meeting, parts[part].link, heading_of(p, p->meeting, part), p->level);
}

/* ---- parts -----------------------------------------------------------------------------------------------------------------------------
 */

static void put_fact(page *p, const char *name, att_str value, const att_evidences *evidence)
{
    FORMAT(p, "<tr><th scope=\"row\">%s</th><td>", name);
    TEXT(p, value);
    RAW(p, " ");
    if (evidence)
        att_page_refs(p, evidence);
    RAW(p, "</td></tr>\n");
}

static void put_steps(page *p)
{
    if (p->x->status_as_of.n < 2)
        return;
    RAW(p, "<tr><th scope=\"row\">As reported</th><td><ul class=\"plain\">");
    for (uint32_t i = 0; i < p->x->status_as_of.n; i++) {
        const att_status_step *s = &p->x->status_as_of.p[i];
        att_evidences one = {.p = (att_evidence *)&s->evidence, .n = 1};
        FORMAT(p, "<li>%s: %s ", s->as_of == ATT_NO_DAY ? "day unknown" : att_day_iso(p->o.arena, s->as_of).p,
               att_event_status_name(s->status));
        att_page_refs(p, &one);
        RAW(p, "</li>");
    }
    RAW(p, "</ul></td></tr>\n");
}

static void put_head(page *p)
{
    const att_meeting *x = p->x;
    att_arena *a = p->o.arena;
    att_str day = att_view_days(a, x->from, x->to, x->date);
    if (x->clock.n)
        day = att_format(a, ATT_STR_FMT ", " ATT_STR_FMT, ATT_STR_ARG(day), ATT_STR_ARG(att_view_clock(a, x->clock, x->zone)));
    att_str place = x->place.n ? x->place : ATT_STR("place not stated");
    if (x->country[0])
        place = att_format(a, ATT_STR_FMT ", " ATT_STR_FMT, ATT_STR_ARG(place),
                           ATT_STR_ARG(att_brief_country(p->b->reports.p[0].doc, x->country)));
    FORMAT(p, "<table class=\"facts\" id=\"m%u-facts\"><caption class=\"hidden\">When, where and how certain</caption><tbody>\n",
           p->meeting);
    put_fact(p, "When", day, NULL);
    put_fact(p, "Where", place, NULL);
    put_fact(p, "Status",
             att_format(a, "%s (%s: %s)", att_event_status_name(x->status), att_view_eos(x->status), att_view_eos_meaning(x->status)),
             &x->evidence);
    put_steps(p);
    RAW(p, "</tbody></table>\n");
}

static void put_delegates(page *p, const att_party *q)
{
    if (!q->delegation.n)
        RAW(p, "<span class=\"empty\">nobody named</span>");
    RAW(p, "<ul class=\"plain\">");
    for (uint32_t i = 0; i < q->delegation.n; i++) {
        const att_delegate *d = &q->delegation.p[i];
        RAW(p, "<li>");
        TEXT(p, d->name);
        if (d->office.n) {
            RAW(p, ", <span class=\"quiet\">");
            TEXT(p, d->office);
            RAW(p, "</span>");
        }
        RAW(p, " ");
        att_page_refs(p, &d->evidence);
        RAW(p, "</li>");
    }
    RAW(p, "</ul>");
}

static void put_parties(page *p)
{
    if (!p->x->parties.n)
        return;
    heading(p, ATT_PART_PARTIES);
    RAW(p, "<table><thead><tr><th scope=\"col\">Party</th><th scope=\"col\">Delegation</th></tr></thead><tbody>\n");
    for (uint32_t i = 0; i < p->x->parties.n; i++) {
        const att_party *q = &p->x->parties.p[i];
        RAW(p, "<tr><th scope=\"row\">");
        TEXT(p, q->name);
        RAW(p, "<span class=\"how\">");
        TEXT(p, q->role);
        RAW(p, "</span></th><td>");
        put_delegates(p, q);
        RAW(p, "</td></tr>\n");
    }
    RAW(p, "</tbody></table>\n");
}

static void put_agenda(page *p)
{
    heading(p, ATT_PART_AGENDA);
    if (!p->x->agenda.n) {
        RAW(p, "<p class=\"empty\">not stated</p>\n");
        return;
    }
    RAW(p, "<table><thead><tr><th scope=\"col\">Item</th><th scope=\"col\" class=\"refs\">Source</th></tr></thead><tbody>\n");
    for (uint32_t i = 0; i < p->x->agenda.n; i++) {
        RAW(p, "<tr><td>");
        TEXT(p, p->x->agenda.p[i].text);
        RAW(p, "</td><td class=\"refs\">");
        att_page_refs(p, &p->x->agenda.p[i].evidence);
        RAW(p, "</td></tr>\n");
    }
    RAW(p, "</tbody></table>\n");
}

/* A season or quarter is shown by the month it begins in. */
static att_str day_of(page *p, const att_entry *e)
{
    if (e->date.n)
        return att_view_date(e->date);
    return e->from == ATT_NO_DAY ? ATT_STR("") : att_format(p->o.arena, "about %.7s", att_day_iso(p->o.arena, e->from).p);
}

/* number: from 1 in the timeline, where the drawing names it; else 0. */
static void put_entry(page *p, const att_entry *e, uint32_t number)
{
    if (number)
        FORMAT(p, "<tr id=\"m%u-t%u\"><td class=\"count\">%u</td><td class=\"day\">", p->meeting, number, number);
    else
        RAW(p, "<tr><td class=\"day\">");
    att_str day = day_of(p, e);
    if (day.n)
        TEXT(p, day);
    else
        RAW(p, "<span class=\"quiet\">no day</span>");
    RAW(p, "</td><td>");
    TEXT(p, e->what);
    RAW(p, "<span class=\"how\">");
    if (e->type != ATT_NO_EVENT)
        FORMAT(p, "%s, ", att_event_type_name(e->type));
    RAW(p, att_event_status_name(e->status));
    if (e->clock.n) {
        RAW(p, ", at ");
        TEXT(p, att_view_clock(p->o.arena, e->clock, e->zone));
    }
    if (e->by.n) {
        RAW(p, ", says ");
        TEXT(p, e->by);
    }
    RAW(p, "</span>");
    RAW(p, "</td><td class=\"refs\">");
    att_page_refs(p, &e->evidence);
    RAW(p, "</td></tr>\n");
}

static void put_entries(page *p, att_brief_part part, const void *list, uint32_t n)
{
    const att_entry *entry = list;
    if (!n)
        return;
    bool timeline = part == ATT_PART_TIMELINE;
    heading(p, part);
    if (timeline && n >= WORTH_DRAWING)
        att_page_timeline(p);
    RAW(p, "<table><thead><tr>");
    RAW(p, timeline ? "<th scope=\"col\" class=\"count\"><abbr title=\"Number\">No.</abbr></th>" : "");
    FORMAT(p,
           "<th scope=\"col\" class=\"day\">Day</th><th scope=\"col\">%s</th><th scope=\"col\" "
           "class=\"refs\">Source</th></tr></thead><tbody>\n",
           timeline ? "What" : "What the report says");
    for (uint32_t i = 0; i < n; i++)
        put_entry(p, &entry[i], timeline ? i + 1 : 0);
    RAW(p, "</tbody></table>\n");
}

/* Who tells it, and when: the publisher of the first evidence, else the last part of its source. */
static att_str teller(const page *p, const att_evidences *v)
{
    const att_doc *d = v->n ? p->b->reports.p[v->p[0].report].doc : NULL;
    if (!d)
        return ATT_STR("?");
    att_str name = d->publisher.n ? d->publisher : d->source;
    for (size_t i = name.n; i > 0 && !d->publisher.n; i--)
        if (name.p[i - 1] == '/' && i < name.n) {
            name = att_str_from(name, i);
            break;
        }
    return d->published == ATT_NO_DAY
               ? name
               : att_format(p->o.arena, ATT_STR_FMT ", %s", ATT_STR_ARG(name), att_day_iso(p->o.arena, d->published).p);
}

static void put_disagreements(page *p)
{
    if (!p->x->disagreements.n)
        return;
    heading(p, ATT_PART_DISAGREEMENTS);
    for (uint32_t i = 0; i < p->x->disagreements.n; i++) {
        const att_disagreement *d = &p->x->disagreements.p[i];
        RAW(p, "<table class=\"versions stack\"><caption>");
        TEXT(p, d->about);
        RAW(p, "</caption><thead><tr>");
        for (uint32_t k = 0; k < d->versions.n; k++) {
            RAW(p, "<th scope=\"col\">");
            TEXT(p, teller(p, &d->versions.p[k].evidence));
            RAW(p, "</th>");
        }
        RAW(p, "</tr></thead><tbody><tr>");
        for (uint32_t k = 0; k < d->versions.n; k++) {
            RAW(p, "<td data-of=\"");
            TEXT(p, teller(p, &d->versions.p[k].evidence));
            RAW(p, "\">");
            TEXT(p, d->versions.p[k].value);
            RAW(p, " ");
            att_page_refs(p, &d->versions.p[k].evidence);
            RAW(p, "</td>");
        }
        RAW(p, "</tr></tbody></table>\n");
    }
}

static void put_said(page *p)
{
    static const char *const kind[] = {[ATT_DIRECT] = "word for word", [ATT_INDIRECT] = "reported", [ATT_MIXED] = "partly word for word"};
    if (!p->x->statements.n)
        return;
    heading(p, ATT_PART_STATEMENTS);
    RAW(p, "<table><thead><tr><th scope=\"col\">Speaker</th><th scope=\"col\">Words</th><th scope=\"col\" "
           "class=\"refs\">Source</th></tr></thead><tbody>\n");
    for (uint32_t i = 0; i < p->x->statements.n; i++) {
        const att_said *s = &p->x->statements.p[i];
        RAW(p, "<tr><th scope=\"row\">");
        TEXT(p, s->speaker);
        RAW(p, s->kind == ATT_DIRECT ? "</th><td><blockquote>\xE2\x80\x9C" : "</th><td><blockquote>");
        TEXT(p, s->quote);
        RAW(p, s->kind == ATT_DIRECT ? "\xE2\x80\x9D</blockquote>" : "</blockquote>");
        FORMAT(p, "<span class=\"how\">%s</span></td><td class=\"refs\">", kind[s->kind]);
        att_page_refs(p, &s->evidence);
        RAW(p, "</td></tr>\n");
    }
    RAW(p, "</tbody></table>\n");
}

static void put_positions(page *p)
{
    heading(p, ATT_PART_POSITIONS);
    if (p->x->positions.n)
        att_page_matrix(p);
    else
        RAW(p, "<p class=\"empty\">no statement found</p>\n");
}

static void put_meeting(page *p)
{
    const att_meeting *x = p->x;
    if (p->meeting)
        put_head(p);
    put_entries(p, ATT_PART_FIXED, x->fixed.p, x->fixed.n);
    put_entries(p, ATT_PART_ANNOUNCED, x->announced.p, x->announced.n);
    put_entries(p, ATT_PART_EXPECTED, x->expected.p, x->expected.n);
    put_entries(p, ATT_PART_DENIED, x->denied.p, x->denied.n);
    put_parties(p);
    if (p->meeting)
        put_agenda(p);
    put_positions(p);
    put_disagreements(p);
    put_said(p);
    put_entries(p, ATT_PART_TIMELINE, x->timeline.p, x->timeline.n);
}

/* ---- sources
 * ------------------------------------------------------------------------------------------------------------------------------ */

/* The sentence with the words that evidence names marked. */
static void put_marked(page *p, const att_view_source *s, const att_doc *d)
{
    att_span at = d->sentences.p[s->sentence].at;
    bool *marked = ATT_ARRAY(p->o.arena, bool, at.n + 1);
    for (uint32_t i = 0; i < s->evidence.n; i++) {
        att_span e = s->evidence.p[i].at;
        for (uint32_t k = e.at > at.at ? e.at : at.at; k < e.at + e.n && k < at.at + at.n; k++)
            marked[k - at.at] = true;
    }
    for (uint32_t i = 0, end; i < at.n; i = end) {
        for (end = i + 1; end < at.n && marked[end] == marked[i];)
            end++;
        RAW(p, marked[i] ? "<mark>" : "");
        TEXT(p, att_str_sub(d->text, at.at + i, end - i));
        RAW(p, marked[i] ? "</mark>" : "");
    }
}

/* The sentence before or after, when it stands in the same paragraph. */
static void put_context(page *p, const att_doc *d, uint32_t sentence, int step)
{
    uint32_t other = step < 0 ? sentence - 1 : sentence + 1;
    if ((step < 0 && sentence == 0) || other >= d->sentences.n || d->sentences.p[other].paragraph != d->sentences.p[sentence].paragraph)
        return;
    RAW(p, "<span class=\"context\">");
    RAW(p, step > 0 ? " " : "");
    TEXT(p, att_doc_words(d, d->sentences.p[other].at));
    RAW(p, step < 0 ? " </span>" : "</span>");
}

static void put_uses(page *p, const att_view_source *s)
{
    RAW(p, "<p class=\"uses\">Used in: ");
    for (uint32_t i = 0; i < s->uses.n; i++) {
        uint32_t meeting = s->uses.p[i] / ATT_BRIEF_PARTS_COUNT, part = s->uses.p[i] % ATT_BRIEF_PARTS_COUNT;
        FORMAT(p, "%s<a href=\"#m%u-%s\">%s</a>", i ? ", " : "", meeting, parts[part].link, heading_of(p, meeting, part));
    }
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->evidence.n; i++) {
        const att_evidence *e = &s->evidence.p[i];
        bool again = !e->record;
        for (uint32_t k = 0; k < i && !again; k++)
            again = s->evidence.p[k].record == e->record && s->evidence.p[k].number == e->number;
        if (!again)
            FORMAT(p, "%s<code>%c%u</code>", n++ ? " " : ". Records: ", e->record, e->number + 1);
    }
    RAW(p, "</p>");
}

static void put_copies(page *p, uint32_t report)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->b->reports.n; i++)
        n += p->b->reports.p[i].copy_of == report;
    if (!n)
        return;
    FORMAT(p, "<p>One voice with %u cop%s: ", n, n == 1 ? "y" : "ies");
    const char *between = "";
    for (uint32_t i = 0; i < p->b->reports.n; i++)
        if (p->b->reports.p[i].copy_of == report) {
            RAW(p, between);
            TEXT(p, p->b->reports.p[i].doc->source);
            between = ", ";
        }
    RAW(p, "</p>\n");
}

static void put_report(page *p, uint32_t report)
{
    const att_brief_report *r = &p->b->reports.p[report];
    const att_doc *d = r->doc;
    FORMAT(p, "<h3 id=\"r%u\">", report + 1);
    TEXT(p, d->title.n ? d->title : d->source);
    RAW(p, "</h3>\n<p class=\"quiet\">");
    if (d->publisher.n) {
        TEXT(p, d->publisher);
        RAW(p, ", ");
    }
    text_z(p, d->published == ATT_NO_DAY ? "day of publication unknown" : att_view_day(p->o.arena, d->published).p);
    RAW(p, ". File: <code>");
    TEXT(p, d->source);
    RAW(p, "</code>");
    if (att_html_is_link(d->url)) {
        RAW(p, ". <a class=\"address\" rel=\"noopener noreferrer\" href=\"");
        TEXT(p, d->url);
        RAW(p, "\">The report as published</a>");
    }
    RAW(p, "</p>\n");
    put_copies(p, report);
}

static void put_sources(page *p)
{
    uint32_t before = ATT_NONE;
    if (!p->sources.source.n) {
        RAW(p, "<p>Nothing was found that a brief could rest on.</p>\n");
        return;
    }
    RAW(p, "<section class=\"sources\" aria-labelledby=\"sources\"><h2 id=\"sources\">Sentences</h2>\n"
           "<p>The sentences that this brief rests on, in their paragraph; the words that decided are marked.</p>\n");
    for (uint32_t i = 0; i < p->sources.source.n; i++) {
        const att_view_source *s = &p->sources.source.p[i];
        const att_doc *d = p->b->reports.p[s->report].doc;
        if (s->report != before) {
            RAW(p, before == ATT_NONE ? "" : "</ol>\n");
            put_report(p, s->report);
            RAW(p, "<ol>\n");
            before = s->report;
        }
        FORMAT(p, "<li id=\"s-%u\"><span class=\"number\">%u</span><div><p class=\"words\">", i + 1, i + 1);
        put_context(p, d, s->sentence, -1);
        put_marked(p, s, d);
        put_context(p, d, s->sentence, 1);
        RAW(p, "</p>");
        put_uses(p, s);
        RAW(p, "</div></li>\n");
    }
    RAW(p, before == ATT_NONE ? "</section>\n" : "</ol></section>\n");
}

/* ---- method
 * -------------------------------------------------------------------------------------------------------------------------------- */

static uint32_t copies(const att_brief *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->reports.n; i++)
        n += b->reports.p[i].copy_of != ATT_NONE;
    return n;
}

/* What became of a report: how many of its sentences the brief rests on, or why it rests on none. */
static void put_use(page *p, uint32_t report)
{
    const att_brief_report *r = &p->b->reports.p[report];
    const att_doc *d = r->doc;
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->sources.source.n; i++)
        n += p->sources.source.p[i].report == report;
    if (r->copy_of != ATT_NONE) {
        RAW(p, "a copy of ");
        TEXT(p, p->b->reports.p[r->copy_of].doc->source);
    } else if (n)
        FORMAT(p, "<a href=\"#r%u\">%u sentence%s</a>", report + 1, n, n == 1 ? "" : "s");
    else if (d->language.n && !att_str_is(d->language, "en"))
        RAW(p, "not in English: not read");
    else
        RAW(p, "nothing found");
}

static void put_reports(page *p)
{
    RAW(p, "<table><caption>Reports read</caption><thead><tr><th scope=\"col\" class=\"day\">Day</th><th scope=\"col\">Report</th>"
           "<th scope=\"col\">Used</th></tr></thead><tbody>\n");
    for (uint32_t i = 0; i < p->b->reports.n; i++) {
        const att_doc *d = p->b->reports.p[i].doc;
        FORMAT(p, "<tr><td class=\"day\">%s</td><td>", d->published == ATT_NO_DAY ? "unknown" : att_day_iso(p->o.arena, d->published).p);
        TEXT(p, d->title.n ? d->title : d->source);
        RAW(p, "<span class=\"how\">");
        if (d->publisher.n) {
            TEXT(p, d->publisher);
            RAW(p, ", ");
        }
        TEXT(p, d->source);
        RAW(p, "</span></td><td>");
        put_use(p, i);
        RAW(p, "</td></tr>\n");
    }
    RAW(p, "</tbody></table>\n");
}

static void put_method(page *p)
{
    const char *spot;
    RAW(p, "<section aria-labelledby=\"method\"><h2 id=\"method\">Method and blind spots</h2>\n");
    put_reports(p);
    RAW(p, "<ul>\n");
    FORMAT(p, "<li>%u report%s read, %u of them %s of another.</li>\n", p->b->reports.n, p->b->reports.n == 1 ? "" : "s", copies(p->b),
           copies(p->b) == 1 ? "a copy" : "copies");
    for (uint32_t i = 0; (spot = att_view_blind_spot(i)); i++)
        FORMAT(p, "<li>%s</li>\n", spot);
    RAW(p, "<li>Made by <code>");
    TEXT(p, p->b->made_by);
    RAW(p, "</code>; <code>attache explain ID FILE</code> shows why a record is what it is.</li>\n</ul></section>\n");
}

/* ---- the page
 * ------------------------------------------------------------------------------------------------------------------------------ */

static bool says_anything(const att_meeting *x)
{
    return x->positions.n || x->statements.n || x->timeline.n || x->disagreements.n || x->fixed.n || x->announced.n || x->expected.n ||
           x->denied.n;
}

static void collect(page *p, const att_meeting *x, uint32_t meeting)
{
#define USE(list, part)                                                                                                                    \
    for (uint32_t i = 0; i < x->list.n; i++)                                                                                               \
    att_view_add(&p->sources, &x->list.p[i].evidence, meeting *ATT_BRIEF_PARTS_COUNT + ATT_PART_##part)
    if (meeting)
        att_view_add(&p->sources, &x->evidence, meeting * ATT_BRIEF_PARTS_COUNT + ATT_PART_HEAD);
    for (uint32_t i = 0; i < x->status_as_of.n && meeting; i++) {
        att_evidences one = {.p = &x->status_as_of.p[i].evidence, .n = 1};
        att_view_add(&p->sources, &one, meeting * ATT_BRIEF_PARTS_COUNT + ATT_PART_HEAD);
    }
    USE(fixed, FIXED);
    USE(announced, ANNOUNCED);
    USE(expected, EXPECTED);
    USE(denied, DENIED);
    for (uint32_t k = 0; k < x->parties.n; k++)
        for (uint32_t i = 0; i < x->parties.p[k].delegation.n; i++)
            att_view_add(&p->sources, &x->parties.p[k].delegation.p[i].evidence, meeting * ATT_BRIEF_PARTS_COUNT + ATT_PART_PARTIES);
    USE(agenda, AGENDA);
    USE(positions, POSITIONS);
    USE(statements, STATEMENTS);
    USE(timeline, TIMELINE);
    for (uint32_t k = 0; k < x->disagreements.n; k++)
        for (uint32_t i = 0; i < x->disagreements.p[k].versions.n; i++)
            att_view_add(&p->sources, &x->disagreements.p[k].versions.p[i].evidence,
                         meeting * ATT_BRIEF_PARTS_COUNT + ATT_PART_DISAGREEMENTS);
#undef USE
}

static void put_contents(page *p, const att_meeting *x, uint32_t meeting)
{
    uint32_t shown[ATT_BRIEF_PARTS_COUNT] = {[ATT_PART_FIXED] = x->fixed.n,           [ATT_PART_ANNOUNCED] = x->announced.n,
                                             [ATT_PART_EXPECTED] = x->expected.n,     [ATT_PART_DENIED] = x->denied.n,
                                             [ATT_PART_PARTIES] = x->parties.n,       [ATT_PART_AGENDA] = x->agenda.n,
                                             [ATT_PART_POSITIONS] = x->positions.n,   [ATT_PART_DISAGREEMENTS] = x->disagreements.n,
                                             [ATT_PART_STATEMENTS] = x->statements.n, [ATT_PART_TIMELINE] = x->timeline.n};
    RAW(p, "<nav aria-label=\"Parts of the brief\"><ul>");
    for (uint32_t i = 0; i < ATT_BRIEF_PARTS_COUNT; i++)
        if (shown[i])
            FORMAT(p, "<li><a href=\"#m%u-%s\">%s</a> <span class=\"quiet small\">%u</span></li>", meeting, parts[i].link, parts[i].heading,
                   shown[i]);
    for (uint32_t i = 1; i < p->b->meetings.n; i++) {
        FORMAT(p, "<li><a href=\"#m%u\">", i + 1);
        TEXT(p, att_view_title(p->o.arena, &p->b->meetings.p[i]));
        RAW(p, "</a></li>");
    }
    if (meeting && says_anything(&p->b->other))
        RAW(p, "<li><a href=\"#m0\">Besides</a></li>");
    RAW(p, p->sources.source.n ? "<li><a href=\"#sources\">Sentences</a></li>" : "");
    RAW(p, "<li><a href=\"#method\">Method</a></li></ul></nav>\n");
}

static void put_top(page *p, att_str title)
{
    const att_brief *b = p->b;
    const att_meeting *x = b->meetings.n ? &b->meetings.p[0] : &b->other;
    uint32_t n = copies(b), told = x->disagreements.n;
    RAW(p, "<a class=\"skip\" href=\"#main\">To the brief</a>\n<header>\n<p class=\"kicker\">Brief");
    if (b->as_of != ATT_NO_DAY)
        FORMAT(p, ", as of %s", att_view_day(p->o.arena, b->as_of).p);
    RAW(p, "</p>\n<h1>");
    TEXT(p, title);
    FORMAT(p, "</h1>\n<p>From %u report%s", b->reports.n, b->reports.n == 1 ? "" : "s");
    if (n)
        FORMAT(p, ", %u of them %s of another", n, n == 1 ? "a copy" : "copies");
    FORMAT(p, "; %u statement%s", x->statements.n, x->statements.n == 1 ? "" : "s");
    if (told)
        FORMAT(p, "; %u matter%s told differently", told, told == 1 ? "" : "s");
    RAW(p, ". Each number leads to the sentence that a line rests on.</p>\n");
    put_contents(p, x, b->meetings.n ? 1 : 0);
    RAW(p, "</header>\n<main id=\"main\">\n");
}

static void put_section(page *p, const att_meeting *x, uint32_t meeting, bool first)
{
    p->x = x;
    p->meeting = meeting;
    p->level = first ? 2 : 3;
    if (!first) {
        FORMAT(p, "<h2 id=\"m%u\">", meeting);
        TEXT(p, meeting ? att_view_title(p->o.arena, x) : ATT_STR("Besides"));
        RAW(p, "</h2>\n");
    }
    put_meeting(p);
}

att_str att_write_brief_html(att_arena *arena, const att_brief *b)
{
    page *p = ATT_NEW(arena, page);
    p->o.arena = p->sources.arena = arena;
    p->b = b;
    for (uint32_t i = 0; i < b->meetings.n; i++)
        collect(p, &b->meetings.p[i], i + 1);
    collect(p, &b->other, 0);
    att_view_sort(&p->sources);
    att_str title = b->meetings.n ? att_view_title(arena, &b->meetings.p[0]) : ATT_STR("No meeting found");
    att_html_open(&p->o, title);
    put_top(p, title);
    for (uint32_t i = 0; i < b->meetings.n; i++)
        put_section(p, &b->meetings.p[i], i + 1, i == 0);
    if (says_anything(&b->other))
        put_section(p, &b->other, 0, b->meetings.n == 0);
    put_sources(p);
    put_method(p);
    RAW(p, "</main>\n");
    att_html_close(&p->o);
    return att_buf_str(&p->o);
}
