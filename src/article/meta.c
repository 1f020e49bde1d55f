/* article/meta.c: meta tags, time elements, the address; which of several sources counts. */
#include "article/meta.h"

static void set(att_str *field, att_str v)
{
    if (!field->n && v.n && v.n < 1000)
        *field = v;
}

static bool is_one_of(att_str key, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (att_str_same(key, att_str_of(names[i])))
            return true;
    return false;
}
#define ONE_OF(key, ...) is_one_of(key, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void add_author(att_page_meta *m, att_str v)
{
    if (!v.n || v.n > 200 || att_str_starts(v, "http") || m->n_authors >= 12)
        return;
    m->authors[m->n_authors++] = v;
}

typedef struct {
    att_str author, dc_author;
} later; /* names that count when JSON-LD names nobody */

static void read_meta_tag(att_arena *a, const att_html *h, uint32_t node, att_page_meta *m, later *l)
{
    att_str rest = att_html_attributes(h, node), name, value, key = {0}, content = {0};
    while (att_html_next_attribute(&rest, &name, &value)) {
        if (ONE_OF(name, "property", "name", "itemprop") && !key.n)
            key = att_str_trim(value);
        else if (att_str_same(name, ATT_STR("content")))
            content = value;
    }
    if (!key.n || !content.n || content.n > 4000)
        return;
    att_str v = att_html_decode(a, content);
    if (ONE_OF(key, "og:title"))
        set(&m->og_title, v);
    else if (ONE_OF(key, "twitter:title", "title", "dc.title", "sailthru.title", "parsely-title", "headline"))
        set(&m->twitter_title, v);
    else if (ONE_OF(key, "og:site_name"))
        set(&m->site_name, v);
    else if (ONE_OF(key, "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"))
        set(&m->app_name, v);
    else if (ONE_OF(key, "og:url"))
        set(&m->og_url, v);
    else if (ONE_OF(key, "article:published_time", "og:published_time", "og:article:published_time"))
        set(&m->published[1], v);
    else if (ONE_OF(key, "article:modified_time", "og:updated_time", "og:article:modified_time", "og:modified_time"))
        set(&m->modified[1], v);
    else if (ONE_OF(key, "date", "pubdate", "publishdate", "publish-date", "publish_date", "published_date", "published", "datepublished",
                    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date",
                    "article.published", "article:published", "published_time", "citation_publication_date", "originalpublicationdate",
                    "article_date_original", "cxenseparse:recs:publishtime", "analyticsattributes.articledate", "displaydate",
                    "datecreated", "dc.date.created", "ptime", "pdate", "rnews:datepublished"))
        set(&m->published[2], v);
    else if (ONE_OF(key, "datemodified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "article.updated",
                    "article:modified", "revised", "modified_time", "dateupdated"))
        set(&m->modified[2], v);
    else if (ONE_OF(key, "article:section", "section", "parsely-section", "cxenseparse:recs:category"))
        set(&m->section, v);
    else if (ONE_OF(key, "author", "article:author", "parsely-author", "sailthru.author", "byl", "article:author_name"))
        set(&l->author, v);
    else if (ONE_OF(key, "dc.creator", "dcterms.creator", "dc.author", "citation_author", "article.author"))
        set(&l->dc_author, v);
}

static att_str raw_of(const att_html *h, uint32_t node)
{
    const att_node *k = &h->nodes.p[node];
    if (k->end <= node + 1 || h->nodes.p[node + 1].tag != ATT_NODE_RAW)
        return (att_str){0};
    return att_str_sub(h->text, h->nodes.p[node + 1].at, h->nodes.p[node + 1].n);
}

static void read_node(att_arena *a, const att_html *h, uint32_t i, att_page_meta *m, later *l)
{
    switch (h->nodes.p[i].tag) {
    case ATT_TAG_meta:
        read_meta_tag(a, h, i, m, l);
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
    case ATT_TAG_time: {
        att_str at = att_html_attribute(h, i, "datetime"), prop = att_html_attribute(h, i, "itemprop");
        if (att_str_same(prop, ATT_STR("dateModified")))
            set(&m->modified[2], at);
        else
            set(&m->published[3], at);
        break;
    }
    default:
        break;
    }
}

void att_meta_read(att_arena *a, const att_html *h, att_page_meta *out)
{
    *out = (att_page_meta){0};
    later l = {0};
    for (uint32_t i = 0; i < h->nodes.n; i++)
        read_node(a, h, i, out, &l);
    if (!out->n_authors)
        add_author(out, l.author.n ? l.author : l.dc_author);
}

/* ---- which counts ------------------------------------------------------------------------------------------------------------ */

/* "20240305", "2024-03-05T23:10:00+01:00" (the local day), "March 5, 2024". */
static bool day_of(att_str s, att_day *out)
{
    s = att_str_trim(s);
    if (s.n >= 10 && att_day_parse((att_str){s.p, 10}, out))
        return true;
    int64_t n;
    if (s.n >= 8 && att_str_number((att_str){s.p, 8}, &n) && n > 19000101 && n < 21000000) {
        char iso[10] = {s.p[0], s.p[1], s.p[2], s.p[3], '-', s.p[4], s.p[5], '-', s.p[6], s.p[7]};
        return att_day_parse((att_str){iso, 10}, out);
    }
    return att_date_written(s, out, NULL, NULL);
}

/* "/2024/03/05/", "/2024-03-05", "/20240305" in an address. */
static bool day_of_url(att_str url, att_day *out)
{
    for (size_t i = 0; i + 8 < url.n; i++) {
        if (!strchr("/-_.", url.p[i]) || (i && att_is_digit((unsigned char)url.p[i - 1])))
            continue;
        att_str s = att_str_from(url, i + 1);
        if (s.n >= 10 && (s.p[4] == '/' || s.p[4] == '-') && s.p[7] == s.p[4]) {
            char iso[10];
            memcpy(iso, s.p, 10);
            iso[4] = iso[7] = '-';
            if (att_day_parse((att_str){iso, 10}, out) && iso[0] == '2' && (s.n == 10 || !att_is_digit((unsigned char)s.p[10])))
                return true;
        }
        if (s.n >= 8 && s.p[0] == '2' && s.p[1] == '0' && (s.n == 8 || !att_is_digit((unsigned char)s.p[8])) &&
            day_of((att_str){s.p, 8}, out))
            return true;
    }
    return false;
}

static void apply_days(const att_page_meta *m, att_doc *d)
{
    static const char *const from[] = {"json-ld", "opengraph", "meta"};
    for (int i = 0; i < 3; i++) {
        if (d->published == ATT_NO_DAY && day_of(m->published[i], &d->published))
            d->published_from = att_str_of(from[i]);
        if (d->modified == ATT_NO_DAY)
            day_of(m->modified[i], &d->modified);
    }
    if (d->published == ATT_NO_DAY &&
        (day_of_url(d->url, &d->published) || day_of_url(m->canonical, &d->published) || day_of_url(m->og_url, &d->published)))
        d->published_from = ATT_STR("url");
    if (d->published == ATT_NO_DAY && day_of(m->published[3], &d->published))
        d->published_from = ATT_STR("time");
}

static bool is_same_fold(att_arena *a, att_str x, att_str y) { return att_str_eq(att_str_fold(a, x), att_str_fold(a, y)); }

/* "Headline - Site" -> "Headline": behind the last bar or dash stands the site's name, or something short with capitals. */
static att_str without_site(const att_page_meta *m, att_arena *a, att_str title)
{
    static const char *const bars[] = {" | ",        " - ",  " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                       " \xC2\xBB ", " :: ", " \xC2\xB7 ",     " \xE2\x80\xA2 "};
    for (bool more = true; more;) {
        more = false;
        size_t at = SIZE_MAX, n = 0;
        for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
            for (size_t from = 0, hit; (hit = att_str_find(att_str_from(title, from), att_str_of(bars[i]))) != SIZE_MAX; from += hit + 1)
                if (at == SIZE_MAX || from + hit > at) {
                    at = from + hit;
                    n = strlen(bars[i]);
                }
        if (at == SIZE_MAX || !at)
            break;
        att_str tail = att_str_from(title, at + n);
        bool bar = title.p[at + 1] == '|' || title.p[at + 1] == ':';
        bool site = (m->site_name.n && is_same_fold(a, tail, m->site_name)) ||
                    (m->ld_publisher.n && is_same_fold(a, tail, m->ld_publisher)) ||
                    (m->app_name.n && is_same_fold(a, tail, m->app_name)) ||
                    (tail.n > 4 && memchr(tail.p, ' ', tail.n) == NULL && memchr(tail.p, '.', tail.n));
        if (site || (bar && tail.n <= 40 && at > 20)) {
            title.n = at;
            more = true;
        }
    }
    return att_str_trim(title);
}

att_str att_meta_title(const att_page_meta *m, att_arena *a)
{
    const att_str all[] = {m->ld_headline, m->og_title, m->twitter_title, m->title_tag};
    for (size_t i = 0; i < 4; i++)
        if (all[i].n)
            return without_site(m, a, all[i]);
    return ATT_STR("");
}

static void apply_authors(const att_page_meta *m, att_doc *d)
{
    for (uint32_t i = 0; i < m->n_authors; i++) {
        att_str by = att_format(&d->arena, "By " ATT_STR_FMT, ATT_STR_ARG(m->authors[i]));
        att_str bare = m->authors[i];
        if (att_str_starts(bare, "By ") || att_str_starts(bare, "by "))
            by = bare;
        att_day before = d->published;
        att_byline_read(d, by);
        if (before == ATT_NO_DAY)
            d->published = before;
    }
}

void att_meta_apply(const att_page_meta *m, att_doc *d, att_str h1)
{
    att_arena *a = &d->arena;
    if (!d->url.n)
        d->url = att_str_starts(m->canonical, "http") ? m->canonical : att_str_starts(m->og_url, "http") ? m->og_url : ATT_STR("");
    if (!d->title.n)
        d->title = h1.n ? att_str_copy(a, h1) : att_meta_title(m, a);
    if (!d->publisher.n)
        d->publisher = m->site_name.n ? m->site_name : m->ld_publisher.n ? m->ld_publisher : m->app_name;
    if (!d->section.n)
        d->section = m->section;
    apply_days(m, d);
    apply_authors(m, d);
    if (att_str_is(m->type, "LiveBlogPosting"))
        d->kind = ATT_PAGE_LIVE;
}
