/* article/meta_body.c: what the body of a page says of its author and days: elements marked so, and the lines about the headline.
 * Other reports are teased on the same page, with authors and days of their own: nearness to the headline decides. */
#include "article/meta.h"

enum { BEFORE = 80, BEHIND = 500, LONG_LINE = 260, SHORT_MARK = 300, MOST_MARKS = 200, LARGEST_MARK = 400, MOST_TIMES = 400 };

typedef struct {
    att_arena *arena;
    const struct att_article_tables *t;
    const att_html *h;
    uint32_t from, headline, end; /* the lines about the headline: nodes [from, end) */
    att_page_meta *out;
    att_names near, around, rest; /* marked lines by place: behind the headline, in the same article, elsewhere */
} reader;

static const att_node *node(const reader *r, uint32_t i) { return &r->h->nodes.p[i]; }

/* ---- words of an element ---------------------------------------------------------------------------------------------------- */

static bool is_silent(uint32_t tag) { return tag == ATT_NODE_RAW || (tag > ATT_TAG_other && att_html_dropped((att_html_tag)tag)); }

static bool ends_line(uint32_t tag)
{
    return tag == ATT_TAG_br || (tag > ATT_TAG_other && !att_html_inline((att_html_tag)tag) && tag != ATT_TAG_img && tag != ATT_TAG_source);
}

static bool is_blank(att_str s)
{
    size_t i = 0;
    while (i < s.n && att_is_blank((unsigned char)s.p[i]))
        i++;
    return i == s.n;
}

/* The box that a text stands in. */
static uint32_t box_of(const reader *r, uint32_t i)
{
    uint32_t k = node(r, i)->parent;
    while (k != ATT_NONE && k != 0 && !ends_line(node(r, k)->tag))
        k = node(r, k)->parent;
    return k;
}

/* Blanks that may not break are blanks here: "By&nbsp;Ann Lee". */
static att_str blanks_broken(att_arena *a, att_str s)
{
    att_buf b = {.arena = a};
    if (!s.n || !memchr(s.p, 0xC2, s.n))
        return s;
    for (size_t i = 0; i < s.n; i++) {
        bool hard = (unsigned char)s.p[i] == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0;
        att_buf_char(&b, hard ? ' ' : s.p[i]);
        i += hard;
    }
    return att_str_trim(att_buf_str(&b));
}

/* The visible words of nodes [from, end), at most `most` bytes and a little more; `bars` between boxes. */
static att_str words_with(const reader *r, uint32_t from, uint32_t end, size_t most, bool bars)
{
    att_buf b = {.arena = r->arena};
    uint32_t box = ATT_NONE;
    for (uint32_t i = from; i < end && b.n <= most; i++) {
        const att_node *k = node(r, i);
        if (is_silent(k->tag)) {
            i = k->end > i ? k->end - 1 : i;
            continue;
        }
        att_buf_char(&b, ' ');
        if (k->tag != ATT_NODE_TEXT || is_blank(att_str_sub(r->h->text, k->at, k->n)))
            continue;
        uint32_t here = box_of(r, i);
        if (box != ATT_NONE && here != box) /* what stands in another box is another thing */
            att_buf_add(&b, node(r, here)->tag == ATT_TAG_li && node(r, box)->tag == ATT_TAG_li ? ATT_STR("; ")
                            : bars                                                              ? ATT_STR("| ")
                                                                                                : ATT_STR(""));
        box = here;
        att_buf_add(&b, att_str_sub(r->h->text, k->at, k->n < most + 1 ? k->n : most + 1));
    }
    return b.n ? blanks_broken(r->arena, att_html_decode(r->arena, att_buf_str(&b))) : ATT_STR("");
}

static att_str words_of(const reader *r, uint32_t from, uint32_t end, size_t most) { return words_with(r, from, end, most, false); }

/* ---- marks -------------------------------------------------------------------------------------------------------------------- */

/* `word` in a name of several: "postAuthor", "author-name", "authors"; not in "authority". */
static bool has_word(att_str v, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= v.n; i++) {
        if ((v.p[i] | 32) != word[0] || !att_str_same(att_str_sub(v, i, n), (att_str){word, n}))
            continue;
        bool starts = !i || !att_is_alpha((unsigned char)v.p[i - 1]) ||
                      (att_is_upper((unsigned char)v.p[i]) && att_is_lower((unsigned char)v.p[i - 1]));
        size_t end = i + n;
        end += end < v.n && v.p[end] == 's';
        bool ends = end >= v.n || !att_is_lower((unsigned char)v.p[end]);
        if (starts && ends)
            return true;
    }
    return false;
}

static bool has_any(att_str v, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (has_word(v, words[i]))
            return true;
    return false;
}
#define HAS_ANY(v, ...) has_any(v, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

typedef enum { NO_MARK, NAMED, SAID } mark; /* said: rel=author, itemprop=author; named: by a class or the like */

static bool is_name_attribute(att_str name)
{
    return att_str_same(name, ATT_STR("class")) || att_str_same(name, ATT_STR("id")) || att_str_same(name, ATT_STR("data-testid")) ||
           att_str_same(name, ATT_STR("data-test")) || att_str_same(name, ATT_STR("data-qa"));
}

static bool may_mark(att_str tag)
{
    for (size_t i = 0; i + 5 < tag.n; i++) {
        char c = (char)(tag.p[i] | 32);
        if ((c == 'a' && att_str_same(att_str_sub(tag, i, 5), ATT_STR("autho"))) ||
            (c == 'b' && att_str_same(att_str_sub(tag, i, 5), ATT_STR("bylin"))) ||
            (c == 'w' && att_str_same(att_str_sub(tag, i, 5), ATT_STR("write"))) ||
            (c == 'r' && att_str_same(att_str_sub(tag, i, 5), ATT_STR("repor"))))
            return true;
    }
    return false;
}

static mark mark_of(const reader *r, uint32_t i)
{
    const att_node *k = node(r, i);
    if (k->n > 2000 || !may_mark(att_str_sub(r->h->text, k->at, k->n)))
        return NO_MARK;
    att_str rest = att_html_attributes(r->h, i), name, value;
    mark found = NO_MARK;
    while (att_html_next_attribute(&rest, &name, &value)) {
        if (att_str_same(name, ATT_STR("rel")) && has_word(value, "author"))
            found = SAID;
        if (att_str_same(name, ATT_STR("itemprop")) && (has_word(value, "author") || has_word(value, "creator")))
            found = SAID;
        if (!is_name_attribute(name))
            continue;
        if (HAS_ANY(value, "avatar", "image", "img", "photo", "picture", "icon", "bio", "social", "follow", "comment", "commenter",
                    "twitter", "description", "related", "more", "count", "title", "job", "role", "email", "link-list"))
            return found == SAID ? SAID : NO_MARK;
        if (found == NO_MARK && HAS_ANY(value, "author", "authorname", "byline", "writer", "written", "reporter"))
            found = NAMED;
    }
    return found;
}

/* An address of a person's page. */
static bool is_author_link(att_str href)
{
    static const char *const parts[] = {"/author",     "/by/",           "/people/",  "/person/", "/profile", "/contributor",
                                        "/journalist", "/writer",        "/reporter", "/staff",   "/bio",     "team/",
                                        "/columnist",  "/correspondent", "/byline",   "/users/",  "/user/",   "author="};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (att_str_find(href, att_str_of(parts[i])) != SIZE_MAX)
            return true;
    return false;
}

static void add(reader *r, att_names *to, att_str v)
{
    if (v.n >= 3 && to->n < MOST_MARKS)
        *ATT_PUSH(r->arena, to) = v;
}

/* The names in an element: those of itemprop=name, else of links to persons' pages, else its words. */
static void take_names(reader *r, uint32_t i, uint32_t end, mark how, att_names *to)
{
    uint32_t had = to->n;
    end = end > i + LARGEST_MARK ? i + LARGEST_MARK : end;
    for (uint32_t k = i + 1; k < end; k++) /* schema.org: an author has a name */
        if (node(r, k)->tag > ATT_NODE_RAW && att_str_same(att_html_attribute(r->h, k, "itemprop"), ATT_STR("name"))) {
            att_str content = att_html_attribute(r->h, k, "content");
            add(r, to, content.n ? att_html_decode(r->arena, content) : words_of(r, k, node(r, k)->end, 100));
        }
    if (to->n == had)
        for (uint32_t k = i; k < end; k++)
            if (node(r, k)->tag == ATT_TAG_a && is_author_link(att_html_attribute(r->h, k, "href")))
                add(r, to, words_of(r, k, node(r, k)->end, 100));
    if (to->n > had)
        return;
    att_str content = node(r, i)->tag > ATT_NODE_RAW ? att_html_attribute(r->h, i, "content") : (att_str){0};
    att_str words = content.n ? att_html_decode(r->arena, content) : words_with(r, i, end, SHORT_MARK, true);
    if (words.n <= (how == SAID ? 120u : SHORT_MARK))
        add(r, to, words);
}

/* ---- where an element stands --------------------------------------------------------------------------------------------------- */

static bool holds(const reader *r, uint32_t outer, uint32_t inner) { return outer <= inner && inner < node(r, outer)->end; }

/* Comments, other reports and the page's frame have authors of their own; *article: the nearest article element.  What holds the headline
 * too is about the report, whatever it is called. */
static bool is_elsewhere(const reader *r, uint32_t from, bool inside, uint32_t *article)
{
    *article = ATT_NONE;
    for (uint32_t k = from; k != ATT_NONE && k != 0; k = node(r, k)->parent) {
        uint32_t tag = node(r, k)->tag;
        if (tag == ATT_TAG_article && *article == ATT_NONE)
            *article = k;
        if (r->headline != ATT_NONE && holds(r, k, r->headline))
            continue;
        if (tag == ATT_TAG_body || tag == ATT_TAG_main || tag == ATT_TAG_html)
            continue;
        att_str name = att_html_attribute(r->h, k, "class"), id = att_html_attribute(r->h, k, "id");
        name.n = name.n > 500 ? 0 : name.n;
        id.n = id.n > 200 ? 0 : id.n;
        if (HAS_ANY(name, "comment", "respond", "related", "recirc", "recommended", "trending", "popular") ||
            HAS_ANY(id, "comment", "respond", "related"))
            return true;
        if (!inside && (tag == ATT_TAG_nav || tag == ATT_TAG_footer || has_word(name, "sidebar") || has_word(id, "sidebar")))
            return true;
    }
    return false;
}

static void read_marks(reader *r)
{
    uint32_t marks = 0;
    for (uint32_t i = 1; i < r->h->nodes.n && marks < MOST_MARKS; i++) {
        if (node(r, i)->tag <= ATT_NODE_RAW)
            continue;
        mark how = mark_of(r, i);
        if (how == NO_MARK || node(r, i)->tag == ATT_TAG_body || node(r, i)->tag == ATT_TAG_link)
            continue;
        if (how == NAMED && words_of(r, i, node(r, i)->end, SHORT_MARK).n > SHORT_MARK)
            continue; /* a box about the author, or the whole page of one */
        uint32_t article;
        bool inside = i >= r->from && i < r->end, elsewhere = is_elsewhere(r, node(r, i)->parent, inside, &article);
        bool same = article != ATT_NONE && r->headline != ATT_NONE && holds(r, article, r->headline);
        if (!elsewhere)
            take_names(r, i, node(r, i)->end, how, inside ? &r->near : same ? &r->around : &r->rest);
        marks++;
        i = node(r, i)->end > i ? node(r, i)->end - 1 : i;
    }
}

/* ---- lines about the headline ------------------------------------------------------------------------------------------------ */

static bool opens_byline(const reader *r, att_str s, bool *alone)
{
    size_t n = 0;
    while (n < s.n && att_is_alpha((unsigned char)s.p[n]))
        n++;
    att_str first = att_str_fold(r->arena, (att_str){s.p, n});
    bool by = att_str_is(first, "by");
    if (!by && n < s.n && s.p[n] == ' ') { /* "Written by" */
        size_t m = n + 1;
        while (m < s.n && att_is_alpha((unsigned char)s.p[m]))
            m++;
        by = att_str_same(att_str_sub(s, n + 1, m - n - 1), ATT_STR("by"));
        n = m;
    }
    att_str rest = att_str_trim(att_str_from(s, n));
    *alone = by && (!rest.n || att_str_is(rest, ":"));
    return by;
}

/* "March 9, 2017 5:14 PM by Ann Lee", "Europe | By Ann Lee": the byline in a line of other things. */
static att_str behind_by(att_str s)
{
    for (size_t i = 2; i + 6 < s.n; i++) {
        if (s.p[i] != ' ' || !att_str_same(att_str_sub(s, i, 4), ATT_STR(" by ")))
            continue;
        char before = s.p[i - 1];
        bool sign = strchr("|-~", before) || (unsigned char)before >= 0x80,
             time = att_is_digit((unsigned char)before) || att_is_upper((unsigned char)before) || before == 'm';
        att_day day;
        if (sign || (time && att_date_written((att_str){s.p, i}, &day, NULL, NULL)))
            return att_str_from(s, i + 1);
    }
    return (att_str){0};
}

static bool says_changed(att_str fold)
{
    return att_str_find(fold, ATT_STR("updated")) != SIZE_MAX || att_str_find(fold, ATT_STR("modified")) != SIZE_MAX ||
           att_str_find(fold, ATT_STR("last ")) != SIZE_MAX;
}

static bool is_sentence(att_str s) { return s.n > 60 && strchr(".!?\"", s.p[s.n - 1]); }

/* "Published March 9, 2017", "March 9, 2017 | World", "Updated: ..."; a date within a sentence is none of the report's own. */
static void take_days(reader *r, att_str s)
{
    att_day day;
    size_t at, n;
    if (!att_date_written(s, &day, &at, &n) || is_sentence(s))
        return;
    bool opener;
    if (at > 30 && !strchr("|-,", s.p[at - 2]) && (unsigned char)s.p[at - 2] < 0x80 && !opens_byline(r, s, &opener))
        return;
    att_str before = att_str_fold(r->arena, (att_str){s.p, at});
    att_str date = att_str_sub(s, at, n);
    if (says_changed(before))
        r->out->text_modified = r->out->text_modified.n ? r->out->text_modified : date;
    else if (!r->out->text_published.n)
        r->out->text_published = date;
    att_str rest = att_str_from(s, at + n); /* "Published March 9, 2017 Updated March 10, 2017" */
    if (att_date_written(rest, &day, &at, &n) && says_changed(att_str_fold(r->arena, (att_str){rest.p, at})) && !r->out->text_modified.n)
        r->out->text_modified = att_str_sub(rest, at, n);
}

static void take_line(reader *r, uint32_t from, uint32_t end, bool *by_alone)
{
    att_str s = words_of(r, from, end, LONG_LINE);
    uint32_t article;
    if (s.n < 2 || s.n > LONG_LINE || is_elsewhere(r, box_of(r, from), true, &article))
        return;
    bool alone = false;
    if ((*by_alone && s.n < 120) || (opens_byline(r, s, &alone) && !alone && s.n < 200))
        take_names(r, from, end, NAMED, &r->near);
    else if (!alone && s.n <= 160)
        add(r, &r->near, behind_by(s));
    *by_alone = alone;
    if (s.n <= 160)
        take_days(r, s);
}

/* The lines from a little before the headline to the first long one behind it. */
static void read_lines(reader *r)
{
    uint32_t line = r->from, box = ATT_NONE;
    bool by_alone = false;
    for (uint32_t i = r->from; i < r->end; i++) {
        const att_node *k = node(r, i);
        if (is_silent(k->tag)) {
            i = k->end > i ? k->end - 1 : i;
            continue;
        }
        bool text = k->tag == ATT_NODE_TEXT && !is_blank(att_str_sub(r->h->text, k->at, k->n));
        if (k->tag != ATT_TAG_br && !(text && box_of(r, i) != box))
            continue;
        take_line(r, line, i, &by_alone);
        line = i;
        box = text ? box_of(r, i) : box;
    }
    take_line(r, line, r->end, &by_alone);
}

/* Where the report's text begins: a long line behind the headline. */
static void find_region(reader *r, uint32_t headline, uint32_t root)
{
    uint32_t n = r->h->nodes.n, at = headline != ATT_NONE ? headline : root != ATT_NONE ? root : 0;
    r->headline = headline;
    r->from = at > BEFORE ? at - BEFORE : 1;
    r->end = at + BEHIND < n ? at + BEHIND : n;
    size_t line = 0;
    uint32_t box = ATT_NONE;
    for (uint32_t i = at + 1; i < r->end; i++) {
        const att_node *k = node(r, i);
        if (is_silent(k->tag)) {
            i = k->end > i ? k->end - 1 : i;
            continue;
        }
        if (k->tag == ATT_TAG_br)
            line = 0;
        if (k->tag != ATT_NODE_TEXT || is_blank(att_str_sub(r->h->text, k->at, k->n)))
            continue;
        uint32_t here = box_of(r, i);
        line = here == box ? line + k->n : k->n;
        box = here;
        if (line > LONG_LINE)
            r->end = i;
    }
}

/* ---- time elements --------------------------------------------------------------------------------------------------------------- */

static att_str time_value(reader *r, uint32_t i)
{
    static const char *const attributes[] = {"datetime", "content", "title"};
    att_day day;
    for (size_t k = 0; k < 3; k++) {
        att_str v = att_html_attribute(r->h, i, attributes[k]);
        if (v.n && v.n < 100 && att_meta_day(v, &day))
            return v;
    }
    return words_of(r, i, node(r, i)->end, 60);
}

static uint32_t far(const reader *r, uint32_t i)
{
    if (r->headline == ATT_NONE)
        return i >= r->from ? i - r->from : 10000 + r->from - i;
    return i >= r->headline ? i - r->headline : 2 * (r->headline - i);
}

/* The time element nearest to the headline; those that schema.org or an old rule mark as the day of publication before all others. */
static void read_times(reader *r)
{
    uint32_t best = UINT32_MAX, best_changed = UINT32_MAX, looks = 0;
    for (uint32_t i = 1; i < r->h->nodes.n; i++) {
        const att_node *k = node(r, i);
        if (k->tag <= ATT_NODE_RAW || k->n > 1000 || k->n < 6)
            continue;
        bool is_time = k->tag == ATT_TAG_time;
        if (!is_time && k->tag != ATT_TAG_span && k->tag != ATT_TAG_abbr && k->tag != ATT_TAG_div && k->tag != ATT_TAG_p)
            continue;
        att_str tag = att_str_sub(r->h->text, k->at, k->n);
        if (!is_time && att_str_find(tag, ATT_STR("itemprop")) == SIZE_MAX && k->tag != ATT_TAG_abbr)
            continue;
        att_str prop = att_html_attribute(r->h, i, "itemprop"), name = att_html_attribute(r->h, i, "class");
        bool published =
            has_word(prop, "datePublished") || att_html_attribute(r->h, i, "pubdate").p || (!is_time && has_word(name, "published"));
        bool changed = !published && (has_word(prop, "dateModified") ||
                                      (HAS_ANY(name, "updated", "modified") && !HAS_ANY(name, "published", "entry-date", "publish")));
        if (!is_time && !published && !changed)
            continue;
        uint32_t cost = far(r, i) / (published ? 8 : 1), article, *least = changed ? &best_changed : &best;
        if (cost >= *least || looks++ > MOST_TIMES || (far(r, i) > 100 && is_elsewhere(r, node(r, i)->parent, false, &article)))
            continue;
        att_str v = time_value(r, i);
        att_day day;
        if (!att_meta_day(v, &day))
            continue;
        *least = cost;
        *(changed ? &r->out->time_modified : &r->out->time_published) = v;
    }
}

void att_meta_body(att_arena *a, const struct att_article_tables *t, const att_html *h, uint32_t headline, uint32_t root,
                   att_page_meta *out)
{
    reader r = {.arena = a, .t = t, .h = h, .out = out};
    find_region(&r, headline, root);
    read_marks(&r);
    read_lines(&r);
    read_times(&r);
    const att_names *best = r.near.n ? &r.near : r.around.n ? &r.around : &r.rest;
    out->marked = *best;
}
