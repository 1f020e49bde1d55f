/* article/meta.c: what head and scripts say of the page, and which of several sources counts. */
#include "article/meta.h"
#include "pipe/engine.h"

static void set(att_str *field, att_str v)
{
    if (!field->n && v.n && v.n < 1000)
        *field = v;
}

uint32_t att_meta_field_of(att_str word)
{
#define WORD(name, word) word,
    static const char *const words[] = {ATT_META_FIELDS(WORD)};
#undef WORD
    for (uint32_t i = 0; i < ATT_META_COUNT; i++)
        if (att_str_is(word, words[i]))
            return i;
    return ATT_NONE;
}

/* ---- reading -------------------------------------------------------------------------------------------------------------- */

enum { MOST_AUTHORS = 24 };

static void add(att_arena *a, att_names *to, att_str v)
{
    if (v.n > 2 && v.n < 400 && to->n < MOST_AUTHORS)
        *ATT_PUSH(a, to) = v;
}

static uint32_t field_of(const struct att_article_tables *t, att_str key)
{
    char low[64];
    key = att_str_trim(key);
    if (!key.n || key.n > sizeof low)
        return ATT_NONE;
    for (size_t i = 0; i < key.n; i++)
        low[i] = (char)(att_is_upper((unsigned char)key.p[i]) ? key.p[i] + 32 : key.p[i]);
    return att_map_find(&t->fields, (att_str){low, key.n});
}

/* Some tools write value="" where content="" is meant. */
static void read_meta_tag(att_arena *a, const struct att_article_tables *t, const att_html *h, uint32_t node, att_page_meta *m)
{
    att_str rest = att_html_attributes(h, node), name, value, content = {0}, other = {0};
    uint32_t field = ATT_NONE;
    bool item = false; /* of the thing around it, which may be a comment or a quoted work */
    while (att_html_next_attribute(&rest, &name, &value)) {
        if (att_str_same(name, ATT_STR("content")))
            content = value;
        else if (att_str_same(name, ATT_STR("value")))
            other = value;
        else if (field == ATT_NONE && (att_str_same(name, ATT_STR("property")) || att_str_same(name, ATT_STR("name")) ||
                                       att_str_same(name, ATT_STR("itemprop")) || att_str_same(name, ATT_STR("http-equiv"))))
            field = field_of(t, value), item = att_str_same(name, ATT_STR("itemprop"));
    }
    content = content.p ? content : other;
    if (field == ATT_NONE || !content.n || content.n > 4000)
        return;
    att_str v = att_html_decode(a, content);
    if (field == ATT_META_LABELLED) { /* twitter:label1 "Written by", twitter:data1 "Ann Lee" */
        if (att_str_same(m->label, ATT_STR("written by")) || att_str_same(m->label, ATT_STR("author")) ||
            att_str_same(m->label, ATT_STR("by")))
            add(a, &m->authors, v);
        return;
    }
    if (field == ATT_META_LABEL)
        m->label = v;
    else if (field == ATT_META_AUTHOR && !item)
        add(a, &m->authors, v);
    else if (field != ATT_META_AUTHOR)
        set(&m->field[field], v);
}

static att_str raw_of(const att_html *h, uint32_t node)
{
    const att_node *k = &h->nodes.p[node];
    if (k->end <= node + 1 || h->nodes.p[node + 1].tag != ATT_NODE_RAW)
        return (att_str){0};
    return att_str_sub(h->text, h->nodes.p[node + 1].at, h->nodes.p[node + 1].n);
}

static void read_node(att_arena *a, const struct att_article_tables *t, const att_html *h, uint32_t i, att_page_meta *m)
{
    switch (h->nodes.p[i].tag) {
    case ATT_TAG_meta:
        read_meta_tag(a, t, h, i, m);
        break;
    case ATT_TAG_html:
        set(&m->lang, att_html_attribute(h, i, "lang"));
        break;
    case ATT_TAG_title:
        set(&m->title_tag, att_html_decode(a, raw_of(h, i)));
        break;
    case ATT_TAG_link:
        if (att_str_same(att_html_attribute(h, i, "rel"), ATT_STR("canonical")))
            set(&m->canonical, att_html_decode(a, att_html_attribute(h, i, "href")));
        break;
    case ATT_TAG_script: {
        att_str type = att_html_attribute(h, i, "type");
        att_str head = {type.p, type.n < 19 ? type.n : 19};
        if (att_str_same(head, ATT_STR("application/ld+json")))
            att_meta_json(a, raw_of(h, i), m);
        break;
    }
    default:
        break;
    }
}

void att_meta_read(att_arena *a, const struct att_article_tables *t, const att_html *h, att_page_meta *out)
{
    *out = (att_page_meta){0};
    for (uint32_t i = 0; i < h->nodes.n; i++)
        read_node(a, t, h, i, out);
}

/* ---- days ------------------------------------------------------------------------------------------------------------------- */

static bool seconds_day(att_str s, att_day *out)
{
    int64_t n;
    if ((s.n != 10 && s.n != 13) || !att_str_number(s, &n))
        return false;
    n = s.n == 13 ? n / 1000 : n;
    if (n < 600000000 || n > 4102444800)
        return false;
    *out = (att_day)(n / 86400);
    return true;
}

/* "Mon Aug 03 12:45:00 EDT 2015": the clock's own way of writing, with the year last. */
static bool clock_day(att_str s, att_day *out)
{
    for (size_t i = 0; i + 8 < s.n && s.n < 40; i++) {
        if (i && s.p[i - 1] != ' ')
            continue;
        char written[16] = {s.p[i], s.p[i + 1],   s.p[i + 2],   ' ',          s.p[i + 4],   s.p[i + 5],
                            ' ',    s.p[s.n - 4], s.p[s.n - 3], s.p[s.n - 2], s.p[s.n - 1], 0};
        if (s.p[i + 3] == ' ' && s.p[i + 6] == ' ' && att_date_written(att_str_of(written), out, NULL, NULL))
            return true;
    }
    return false;
}

bool att_meta_day(att_str s, att_day *out)
{
    att_day day;
    s = att_str_trim(s);
    int64_t n;
    if (s.n >= 10 && att_day_parse((att_str){s.p, 10}, &day)) {
    } else if (seconds_day(s, &day)) {
    } else if (s.n >= 8 && s.n != 10 && s.n != 13 && att_str_number((att_str){s.p, 8}, &n) && n > 18000101 && n < 21000000) {
        char iso[10] = {s.p[0], s.p[1], s.p[2], s.p[3], '-', s.p[4], s.p[5], '-', s.p[6], s.p[7]};
        if (!att_day_parse((att_str){iso, 10}, &day))
            return false;
    } else if (!att_date_written(s, &day, NULL, NULL) && !clock_day(s, &day)) {
        return false;
    }
    *out = day;
    return true;
}

/* Digits at s.p[*at], two at most, written to two places of `out`; false: none. */
static bool two_digits(att_str s, size_t *at, char *out)
{
    size_t n = 0;
    while (*at + n < s.n && n < 3 && att_is_digit((unsigned char)s.p[*at + n]))
        n++;
    if (n != 1 && n != 2)
        return false;
    out[0] = n == 2 ? s.p[*at] : '0';
    out[1] = s.p[*at + n - 1];
    *at += n;
    return true;
}

/* "2024/03/05", "2024-3-5", "2024/mar/05" at the start. */
static bool day_in_parts(att_str s, att_day *out)
{
    char sign = s.p[4], iso[10] = {s.p[0], s.p[1], s.p[2], s.p[3], '-', 0, 0, '-', 0, 0};
    size_t at = 5;
    if (!strchr("/-_", sign))
        return false;
    if (att_is_alpha((unsigned char)s.p[5])) {
        char words[12] = {0, 0, ' ', s.p[5], s.p[6], s.p[7], ' ', s.p[0], s.p[1], s.p[2], s.p[3], 0};
        at = 9;
        return s.n > 9 && s.p[8] == sign && two_digits(s, &at, words) && att_date_written(att_str_of(words), out, NULL, NULL);
    }
    if (!two_digits(s, &at, iso + 5) || at >= s.n || s.p[at++] != sign || !two_digits(s, &at, iso + 8))
        return false;
    return att_day_parse((att_str){iso, 10}, out);
}

/* "/2024/03/05/", "/2024-03-05", "/20240305", "/2024/mar/05/" in an address. */
static bool day_of_url(att_str url, att_day *out)
{
    for (size_t i = 0; i + 8 < url.n; i++) {
        att_str s = att_str_from(url, i + 1);
        if (!strchr("/-_.=", url.p[i]) || (i && att_is_digit((unsigned char)url.p[i - 1])) || (s.p[0] != '2' && s.p[0] != '1'))
            continue;
        bool eight = s.n == 8 || !att_is_digit((unsigned char)s.p[8]);
        if (day_in_parts(s, out) || (eight && s.p[1] == '0' && att_meta_day((att_str){s.p, 8}, out)))
            return true;
    }
    return false;
}

typedef struct {
    const char *from;
    att_str published, modified;
} claim;

static void take_claims(att_doc *d, const claim *c, size_t n)
{
    att_day day;
    for (size_t i = 0; i < n; i++)
        if (att_meta_day(c[i].published, &day))
            att_published_take(d, day, c[i].from);
}

/* The days of changes first: a day of publication long after them is none. */
static void apply_days(const att_page_meta *m, const att_ld_article *ld, att_doc *d)
{
    const att_str *f = m->field;
    const claim machine[] = {{"json-ld", ld ? ld->published : (att_str){0}, ld ? ld->modified : (att_str){0}},
                             {"opengraph", f[ATT_META_PUBLISHED_OG], f[ATT_META_MODIFIED_OG]},
                             {"meta", f[ATT_META_PUBLISHED], f[ATT_META_MODIFIED]},
                             {"json-ld", m->ld_published, m->ld_modified}};
    const claim body[] = {{"time", m->time_published, m->time_modified}, {"text", m->text_published, m->text_modified}};
    enum { MACHINE = sizeof machine / sizeof *machine, BODY = sizeof body / sizeof *body };
    att_day day;
    for (size_t i = 0; i < MACHINE + BODY; i++)
        if (att_meta_day(i < MACHINE ? machine[i].modified : body[i - MACHINE].modified, &day))
            att_modified_take(d, day);
    take_claims(d, machine, MACHINE);
    const att_str urls[] = {d->url, m->canonical, f[ATT_META_URL]};
    for (size_t i = 0; i < 3; i++)
        if (day_of_url(urls[i], &day))
            att_published_take(d, day, "url");
    take_claims(d, body, BODY);
}

/* ---- title ------------------------------------------------------------------------------------------------------------------- */

/* Letters and digits alone: "The Example Post" is "example.post" and "ExamplePost". */
static att_str squeezed(att_arena *a, att_str s)
{
    att_str f = att_str_fold(a, s);
    if (att_str_starts(f, "the "))
        f = att_str_from(f, 4);
    att_buf b = {.arena = a};
    for (size_t i = 0; i < f.n; i++)
        if ((unsigned char)f.p[i] >= 0x80 || att_is_alpha((unsigned char)f.p[i]) || att_is_digit((unsigned char)f.p[i]))
            att_buf_char(&b, f.p[i]);
    return b.n ? att_buf_str(&b) : ATT_STR("");
}

/* "www.example-post.co.uk" in an address: its longest label. */
static att_str host_name(att_str url)
{
    size_t at = att_str_find(url, ATT_STR("://"));
    att_str rest = at == SIZE_MAX ? (att_str){0} : att_str_from(url, at + 3), label, best = {0};
    for (size_t i = 0; i < rest.n; i++)
        if (strchr("/:?#", rest.p[i]))
            rest.n = i;
    while (rest.n && att_str_split(&rest, '.', &label))
        best = label.n > best.n ? label : best;
    return best;
}

/* The words name the site: as one of its own tags does, or its address. */
static bool names_site(const att_page_meta *m, att_arena *a, att_str words)
{
    att_str s = squeezed(a, words);
    const att_str names[] = {m->field[ATT_META_SITE], m->ld_site, m->field[ATT_META_APP], host_name(m->canonical),
                             host_name(m->field[ATT_META_URL])};
    if (s.n < 2)
        return !s.n;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        att_str rest = names[i], part; /* "The Example Post | example.com" */
        if (names[i].n && att_str_eq(s, squeezed(a, names[i])))
            return true;
        while (rest.n && att_str_split(&rest, '|', &part))
            if (part.n && att_str_eq(s, squeezed(a, part)))
                return true;
    }
    att_str holder = squeezed(a, m->field[ATT_META_COPYRIGHT]);
    if (s.n >= 6 && att_str_find(holder, s) != SIZE_MAX)
        return true;
    for (uint32_t i = 0; i < m->articles.n && i < 4; i++)
        if (m->articles.p[i].publisher.n && att_str_eq(s, squeezed(a, m->articles.p[i].publisher)))
            return true;
    return words.n > 4 && !memchr(words.p, ' ', words.n) && memchr(words.p, '.', words.n) && words.p[words.n - 1] != '.'; /* example.com */
}

static const char *const BARS[] = {
    " | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " :: ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " / ", " < ", " \xC2\xAB ",
    " : ", " ~ "};

/* The last bar or dash in s.p[0 .. before); its length in *n; SIZE_MAX: none. */
static size_t last_bar(att_str s, size_t before, size_t *n)
{
    for (size_t at = before; at-- > 0;)
        if (s.p[at] == ' ')
            for (size_t i = 0; i < sizeof BARS / sizeof *BARS; i++)
                if (att_str_starts(att_str_from(s, at), BARS[i]) && at + strlen(BARS[i]) <= before) {
                    *n = strlen(BARS[i]);
                    return at;
                }
    return SIZE_MAX;
}

static uint32_t words_in(att_str s)
{
    uint32_t n = s.n > 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == ' ';
    return n;
}

/* "Headline - World | Site" -> "Headline", "Site: Headline" stays.  Cut where the site is named, and what stands between. */
static att_str without_site(const att_page_meta *m, att_arena *a, att_str title)
{
    size_t n;
    bool cut = false; /* what stands before the site's name may be its section, when it is short */
    for (size_t at; (at = last_bar(title, title.n, &n)) != SIZE_MAX && at; title.n = at, cut = true) {
        att_str tail = att_str_from(title, at + n), head = att_str_trim((att_str){title.p, at});
        bool bar = title.p[at + 1] == '|' || title.p[at + 1] == ':' || (unsigned char)title.p[at + 1] == 0xC2;
        bool site = names_site(m, a, att_str_trim(tail)), long_head = words_in(head) >= 4;
        if (!site && !(bar && tail.n <= 40 && long_head) && !(cut && words_in(tail) <= 2 && long_head))
            break;
    }
    for (size_t at = 1; at < title.n && at < 60; at++) { /* "Site | Headline" */
        if (title.p[at] != ' ' || last_bar(title, at + 5 < title.n ? at + 5 : title.n, &n) != at)
            continue;
        if (names_site(m, a, (att_str){title.p, at}))
            title = att_str_from(title, at + n);
        break;
    }
    return att_str_trim(title);
}

static bool says_same(att_arena *a, att_str x, att_str y)
{
    att_str f = squeezed(a, x), g = squeezed(a, y);
    return f.n >= 8 && g.n >= 8 && (att_str_find(f, g) != SIZE_MAX || att_str_find(g, f) != SIZE_MAX);
}

/* JSON-LD's headline, unless the other titles agree with each other, or its name with the page's, and not with it: some pages put a
 * description there. */
att_str att_meta_title(const att_page_meta *m, att_arena *a)
{
    const att_ld_article *ld = att_ld_main(m, a);
    att_str headline = ld ? ld->headline : (att_str){0}, og = m->field[ATT_META_OG_TITLE];
    if (ld && says_same(a, ld->name, m->title_tag) && !says_same(a, headline, m->title_tag))
        headline = ld->name;
    bool lonely =
        og.n && m->title_tag.n && says_same(a, og, m->title_tag) && !says_same(a, headline, og) && !says_same(a, headline, m->title_tag);
    const att_str all[] = {lonely ? og : headline, og, m->field[ATT_META_TITLE], m->title_tag};
    for (size_t i = 0; i < 4; i++)
        if (all[i].n)
            return without_site(m, a, all[i]);
    return ATT_STR("");
}

/* The headline that readers see, without a kicker in the same element that the head does not know ("Open Future | Why ..."). */
static att_str title_of(const att_page_meta *m, att_arena *a, att_str h1)
{
    att_str title = att_meta_title(m, a);
    if (!h1.n)
        return title;
    att_str f = att_str_fold(a, h1), t = att_str_fold(a, title);
    bool kicker = words_in(t) >= 4 && f.n > t.n + 2 && f.n <= t.n + 40 && att_str_eq(att_str_from(f, f.n - t.n), t) &&
                  f.p[f.n - t.n - 1] == ' ' && !strchr(":-", f.p[f.n - t.n - 2]);
    return kicker ? title : att_str_copy(a, h1);
}

/* ---- authors ------------------------------------------------------------------------------------------------------------------ */

/* Persons of all `lines`, without the site's own name. */
static att_names persons(const att_page_meta *m, att_doc *d, const att_names *lines, bool list)
{
    att_arena *a = &d->arena;
    att_names found = {0}, out = {0};
    for (uint32_t i = 0; i < lines->n; i++)
        if (!names_site(m, a, lines->p[i]))
            att_authors_of(a, d->engine->article, lines->p[i], list, &found);
    for (uint32_t i = 0; i < found.n; i++)
        if (!names_site(m, a, found.p[i]))
            *ATT_PUSH(a, &out) = found.p[i];
    return out;
}

/* All persons of `less` are in `more`, perhaps with more of their names ("Ann", "Ann Lee"); *fuller: with more in all. */
static bool holds_all(att_arena *a, const att_names *more, const att_names *less, bool *fuller)
{
    *fuller = more->n > less->n;
    for (uint32_t i = 0; i < less->n; i++) {
        bool found = false;
        for (uint32_t k = 0; k < more->n && !found; k++) {
            att_str x = att_str_fold(a, more->p[k]), y = att_str_fold(a, less->p[i]);
            bool longer = x.n > y.n + 1 && x.p[y.n] == ' ' && att_str_eq((att_str){x.p, y.n}, y) && !memchr(y.p, ' ', y.n);
            found = att_str_eq(x, y) || longer;
            *fuller |= longer;
        }
        if (!found)
            return false;
    }
    return true;
}

/* JSON-LD, then meta tags, then what the body marks; a later source that names the same persons and more knows better. */
static void apply_authors(const att_page_meta *m, const att_ld_article *ld, att_doc *d)
{
    att_names of_ld = {0};
    if (ld)
        att_ld_authors(m, &d->arena, ld, &of_ld);
    att_names best = persons(m, d, &of_ld, true), tags = persons(m, d, &m->authors, true), marked = persons(m, d, &m->marked, false);
    bool fuller;
    if (holds_all(&d->arena, &tags, &best, &fuller) && fuller)
        best = tags;
    if (!best.n || (marked.n == best.n && holds_all(&d->arena, &marked, &best, &fuller) && fuller))
        best = marked;
    for (uint32_t i = 0; i < best.n; i++)
        att_byline_add(d, best.p[i]);
    d->byline_told = d->byline.n > 0;
}

/* ---- language ------------------------------------------------------------------------------------------------------------------ */

att_str att_meta_language(const att_page_meta *m, att_arena *a)
{
    const att_str said[] = {m->lang, m->field[ATT_META_LOCALE]};
    for (size_t i = 0; i < 2; i++) {
        att_str s = att_str_lower(a, att_str_trim(said[i]));
        size_t n = 0;
        while (n < s.n && att_is_lower((unsigned char)s.p[n]))
            n++;
        if ((n == 2 || n == 3) && (n == s.n || s.p[n] == '-' || s.p[n] == '_'))
            return (att_str){s.p, n};
    }
    return ATT_STR("");
}

/* ---- all -------------------------------------------------------------------------------------------------------------------------- */

void att_meta_apply(const att_page_meta *m, att_doc *d, att_str h1)
{
    att_arena *a = &d->arena;
    const att_ld_article *ld = att_ld_main(m, a);
    const att_str urls[] = {m->canonical, m->field[ATT_META_URL], ld ? ld->url : (att_str){0}};
    for (size_t i = 0; i < 3 && !d->url.n; i++)
        if (att_str_starts(urls[i], "http"))
            d->url = urls[i];
    if (!d->title.n)
        d->title = title_of(m, a, h1);
    const att_str publishers[] = {m->field[ATT_META_SITE], ld ? ld->publisher : (att_str){0}, m->ld_site, m->field[ATT_META_APP]};
    for (size_t i = 0; i < 4 && !d->publisher.n; i++)
        if (!att_str_starts(publishers[i], "http"))
            d->publisher = publishers[i];
    if (!d->section.n)
        d->section = ld && ld->section.n ? ld->section : m->field[ATT_META_SECTION];
    apply_days(m, ld, d);
    apply_authors(m, ld, d);
    if (ld && att_str_is(ld->type, "LiveBlogPosting"))
        d->kind = ATT_PAGE_LIVE;
}
