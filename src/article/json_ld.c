/* article/json_ld.c: schema.org articles in JSON-LD.  A small reader of its own: pages break JSON in ways that strict readers refuse,
 * and nothing may be held outside the arena while a page is read. */
#include "article/meta.h"

enum { DEEPEST = 40 };

typedef struct {
    att_arena *arena;
    att_str s;
    size_t at;
    att_page_meta *out;
    bool broken;
} reader;

/* What one object says, before it is known what sort of thing it is. */
typedef struct {
    att_str type, name, headline, published, modified, section, url;
    att_str author[12];
    uint32_t authors;
    att_str publisher;
    bool not_free;
} thing;

typedef enum { ANY, AUTHOR, PUBLISHER, TYPE, GRAPH } place;

static int peek(reader *r)
{
    while (r->at < r->s.n && (att_is_blank((unsigned char)r->s.p[r->at]) || r->s.p[r->at] == ';'))
        r->at++;
    return r->at < r->s.n ? (unsigned char)r->s.p[r->at] : -1;
}

static uint32_t hex4(reader *r)
{
    uint32_t c = 0;
    for (int i = 0; i < 4 && r->at < r->s.n; i++, r->at++) {
        unsigned char d = (unsigned char)r->s.p[r->at];
        uint32_t v = att_is_digit(d) ? (uint32_t)(d - '0') : (d | 32) >= 'a' && (d | 32) <= 'f' ? (uint32_t)(d | 32) - 'a' + 10u : 0u;
        c = c * 16 + v;
    }
    return c;
}

static void add_escape(reader *r, att_buf *b)
{
    char c = r->s.p[r->at++], out[4];
    if (c != 'u') {
        att_buf_char(b, c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f' ? ' ' : c);
        return;
    }
    uint32_t u = hex4(r);
    if (u >= 0xD800 && u < 0xDC00 && r->at + 1 < r->s.n && r->s.p[r->at] == '\\' && r->s.p[r->at + 1] == 'u') {
        r->at += 2;
        uint32_t low = hex4(r);
        u = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
    }
    att_buf_add(b, (att_str){out, att_utf8_put(out, u >= 0xD800 && u < 0xE000 ? 0xFFFD : u)});
}

enum { KEEP = 1000 };

/* A string; of long ones only the start is kept. */
static att_str string(reader *r)
{
    att_buf b = {.arena = r->arena};
    r->at++;
    while (r->at < r->s.n && r->s.p[r->at] != '"') {
        char c = r->s.p[r->at];
        if (c == '\\' && r->at + 1 < r->s.n) {
            r->at++;
            if (b.n < KEEP)
                add_escape(r, &b);
            else
                r->at++;
            continue;
        }
        if (b.n < KEEP)
            att_buf_char(&b, c);
        r->at++;
    }
    r->at++;
    return b.n ? att_html_decode(r->arena, att_buf_str(&b)) : ATT_STR("");
}

static void value(reader *r, place where, thing *of, int depth);

static void set(att_str *field, att_str v)
{
    if (!field->n)
        *field = v;
}

static bool is_article(att_str type)
{
    static const char *const types[] = {"Article",
                                        "NewsArticle",
                                        "ReportageNewsArticle",
                                        "AnalysisNewsArticle",
                                        "BackgroundNewsArticle",
                                        "OpinionNewsArticle",
                                        "BlogPosting",
                                        "LiveBlogPosting",
                                        "Report",
                                        "Posting",
                                        "SocialMediaPosting",
                                        "TechArticle",
                                        "ScholarlyArticle",
                                        "AskPublicNewsArticle",
                                        "ReviewNewsArticle"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (att_str_is(type, types[i]))
            return true;
    return false;
}

static bool is_org(att_str type) { return att_str_ends(type, "Organization") || att_str_is(type, "WebSite"); }

static void finish(reader *r, const thing *t)
{
    att_page_meta *m = r->out;
    if (is_article(t->type) && !(m->type.n && m->ld_headline.n)) {
        m->type = t->type;
        set(&m->ld_headline, t->headline.n ? t->headline : t->name);
        set(&m->published[0], t->published);
        set(&m->modified[0], t->modified);
        set(&m->section, t->section);
        set(&m->ld_publisher, t->publisher);
        m->not_free |= t->not_free;
        for (uint32_t i = 0; i < t->authors; i++)
            if (m->n_authors < 12)
                m->authors[m->n_authors++] = t->author[i];
    } else if (is_org(t->type)) {
        set(&m->app_name, t->name);
    } else if (att_str_ends(t->type, "Page") && t->published.n) {
        set(&m->published[2], t->published);
        set(&m->modified[2], t->modified);
    }
}

static void add_author(thing *of, att_str name)
{
    if (name.n > 2 && name.n < 120 && of->authors < 12 && !att_str_starts(name, "http"))
        of->author[of->authors++] = name;
}

static void object(reader *r, place where, thing *of, int depth)
{
    thing said = {0}, *t = &said;
    r->at++;
    for (int c; (c = peek(r)) != -1 && c != '}' && !r->broken;) {
        if (c == ',') {
            r->at++;
            continue;
        }
        if (c != '"') {
            r->broken = true;
            return;
        }
        att_str key = string(r);
        if (peek(r) != ':') {
            r->broken = true;
            return;
        }
        r->at++;
        c = peek(r);
        place to = att_str_is(key, "author") || att_str_is(key, "creator") ? AUTHOR
                   : att_str_is(key, "publisher")                          ? PUBLISHER
                   : att_str_is(key, "@type")                              ? TYPE
                                                                           : ANY;
        if (to != ANY || c != '"') {
            size_t start = r->at;
            value(r, to, t, depth + 1);
            att_str literal = att_str_sub(r->s, start, r->at - start);
            if (att_str_is(key, "isAccessibleForFree") && att_str_starts(literal, "false"))
                t->not_free = true;
            continue;
        }
        att_str v = string(r);
        if (att_str_is(key, "name"))
            set(&t->name, v);
        else if (att_str_is(key, "headline"))
            set(&t->headline, v);
        else if (att_str_is(key, "datePublished"))
            set(&t->published, v);
        else if (att_str_is(key, "dateModified"))
            set(&t->modified, v);
        else if (att_str_is(key, "articleSection"))
            set(&t->section, v);
        else if (att_str_is(key, "isAccessibleForFree") && att_str_same(v, ATT_STR("false")))
            t->not_free = true;
    }
    r->at++;
    if (where == AUTHOR && of)
        add_author(of, t->name);
    else if (where == PUBLISHER && of)
        set(&of->publisher, t->name);
    else
        finish(r, t);
}

static void value(reader *r, place where, thing *of, int depth)
{
    int c = peek(r);
    if (depth > DEEPEST || c == -1) {
        r->broken = true;
    } else if (c == '{') {
        object(r, where, of, depth);
    } else if (c == '[') {
        r->at++;
        while ((c = peek(r)) != -1 && c != ']' && !r->broken) {
            if (c == ',')
                r->at++;
            else
                value(r, where, of, depth + 1);
        }
        r->at++;
    } else if (c == '"') {
        att_str v = string(r);
        if (where == TYPE && of && (!of->type.n || is_article(v)))
            of->type = v;
        else if (where == AUTHOR && of)
            add_author(of, v);
        else if (where == PUBLISHER && of)
            set(&of->publisher, v);
    } else {
        size_t start = r->at;
        while (r->at < r->s.n && !strchr(",]} \t\r\n", r->s.p[r->at]))
            r->at++;
        r->broken = r->at == start;
    }
}

void att_meta_json(att_arena *a, att_str json, att_page_meta *out)
{
    reader r = {.arena = a, .s = json, .out = out};
    while (r.at < json.n && json.p[r.at] != '{' && json.p[r.at] != '[') /* "<![CDATA[", "//" and the like */
        r.at++;
    if (r.at + 7 < json.n && att_str_starts(att_str_from(json, r.at), "[CDATA["))
        r.at += 7;
    value(&r, ANY, NULL, 0);
}
