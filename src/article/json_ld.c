/* article/json_ld.c: schema.org articles in JSON-LD.  A small reader of its own: pages break JSON in ways that strict readers refuse,
 * and nothing may be held outside the arena while a page is read. */
#include "article/meta.h"

enum { DEEPEST = 40, KEEP = 1000, MOST = 24 };

typedef struct {
    att_arena *arena;
    att_str s;
    size_t at;
    att_page_meta *out;
    bool broken;
} reader;

/* What one object says, before it is known what sort of thing it is. */
typedef struct {
    att_ld_article a;
    att_str name, id;
    att_names names; /* "name": ["Ann Lee", "Bo Roe"] */
    att_str item;    /* the first string of the list read last */
} thing;

typedef enum { ANY, AUTHOR, PUBLISHER, TYPE, NAME, MAIN, NESTED } place;

static void skip_comment(reader *r)
{
    bool line = r->s.p[r->at + 1] == '/';
    size_t hit = att_str_find(att_str_from(r->s, r->at), line ? ATT_STR("\n") : ATT_STR("*/"));
    r->at = hit == SIZE_MAX ? r->s.n : r->at + hit + (line ? 1 : 2);
}

static int peek(reader *r)
{
    for (; r->at < r->s.n; r->at++) {
        char c = r->s.p[r->at];
        if (c == '/' && r->at + 1 < r->s.n && (r->s.p[r->at + 1] == '/' || r->s.p[r->at + 1] == '*')) {
            skip_comment(r);
            r->at--;
        } else if (!att_is_blank((unsigned char)c) && c != ';')
            return (unsigned char)c;
    }
    return -1;
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

/* The mark at r->at ends the string; one that nobody escaped ("He said "no" to it") is followed by more words. */
static bool ends_string(const reader *r)
{
    size_t i = r->at + 1;
    while (i < r->s.n && i < r->at + 100 && att_is_blank((unsigned char)r->s.p[i]))
        i++;
    return i >= r->s.n || i >= r->at + 100 || strchr(",:}];\"", r->s.p[i]) || r->s.p[i] == '/';
}

/* A string; of long ones only the start is kept. */
static att_str string(reader *r)
{
    att_buf b = {.arena = r->arena};
    r->at++;
    while (r->at < r->s.n && !(r->s.p[r->at] == '"' && ends_string(r))) {
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
    att_str once = b.n ? att_html_decode(r->arena, att_buf_str(&b)) : ATT_STR("");
    return memchr(once.p, '&', once.n) ? att_html_decode(r->arena, once) : once; /* "&amp;#8217;" */
}

static void set(att_str *field, att_str v)
{
    if (!field->n)
        *field = v;
}

static void add(reader *r, att_names *to, att_str v)
{
    if (v.n && to->n < MOST)
        *ATT_PUSH(r->arena, to) = v;
}

/* "http://schema.org/NewsArticle", "schema:NewsArticle" */
static att_str bare_type(att_str v)
{
    for (size_t i = v.n; i-- > 0;)
        if (v.p[i] == '/' || v.p[i] == ':' || v.p[i] == '#')
            return att_str_from(v, i + 1);
    return v;
}

static bool is_article(att_str type)
{
    return att_str_ends(type, "Article") || att_str_ends(type, "BlogPosting") || att_str_is(type, "Posting") ||
           att_str_is(type, "Report") || att_str_is(type, "SocialMediaPosting");
}

static bool is_org(att_str type)
{
    return att_str_ends(type, "Organization") || att_str_is(type, "WebSite") || att_str_ends(type, "Corporation");
}

static void finish(reader *r, thing *t, place where)
{
    att_page_meta *m = r->out;
    if (is_article(t->a.type)) {
        set(&t->a.headline, t->name);
        t->a.name = t->name;
        t->a.nested = where == NESTED;
        if (m->articles.n < MOST)
            *ATT_PUSH(r->arena, &m->articles) = t->a;
    } else if (att_str_is(t->a.type, "Person")) {
        if (t->id.n && t->name.n && m->people.n < MOST)
            *ATT_PUSH(r->arena, &m->people) = (att_ld_person){t->id, t->name};
    } else if (is_org(t->a.type)) {
        set(&m->ld_site, t->name);
    } else if (where != NESTED && (att_str_ends(t->a.type, "Page") || att_str_ends(t->a.type, "VideoObject"))) {
        set(&m->ld_published, t->a.published);
        set(&m->ld_modified, t->a.modified);
    }
}

static void take_author(reader *r, const thing *t, thing *of)
{
    if (is_org(t->a.type))
        return;
    if (t->name.n)
        add(r, &of->a.authors, t->name);
    for (uint32_t i = 0; i < t->names.n; i++)
        add(r, &of->a.authors, t->names.p[i]);
    if (!t->name.n && !t->names.n)
        add(r, &of->a.refs, t->id);
    else if (t->id.n && t->name.n && r->out->people.n < MOST)
        *ATT_PUSH(r->arena, &r->out->people) = (att_ld_person){t->id, t->name};
}

static void value(reader *r, place where, thing *of, int depth);

static place place_of(att_str key, place here)
{
    if (att_str_is(key, "author") || att_str_is(key, "creator"))
        return AUTHOR;
    if (att_str_is(key, "publisher"))
        return PUBLISHER;
    if (att_str_is(key, "@type"))
        return TYPE;
    if (att_str_is(key, "name"))
        return NAME;
    if (att_str_is(key, "@graph"))
        return here;
    return here == NESTED || here == AUTHOR || here == PUBLISHER ? NESTED : att_str_starts(key, "mainEntity") ? MAIN : NESTED;
}

static void take_string(thing *t, att_str key, att_str v)
{
    if (att_str_is(key, "headline") || att_str_is(key, "alternativeHeadline"))
        set(&t->a.headline, v);
    else if (att_str_is(key, "datePublished"))
        set(&t->a.published, v);
    else if (att_str_is(key, "dateCreated") || att_str_is(key, "uploadDate"))
        set(&t->a.published, v);
    else if (att_str_is(key, "dateModified"))
        set(&t->a.modified, v);
    else if (att_str_is(key, "articleSection"))
        set(&t->a.section, v);
    else if (att_str_is(key, "url"))
        set(&t->a.url, v);
    else if (att_str_is(key, "@id"))
        set(&t->id, v);
}

/* Behind what cannot be read: the next comma or end. */
static void go_on(reader *r)
{
    while (r->at < r->s.n && !strchr(",}]", r->s.p[r->at]))
        r->at++;
}

static void pair(reader *r, place where, thing *t, int depth)
{
    att_str key = string(r);
    if (peek(r) != ':') {
        go_on(r);
        return;
    }
    r->at++;
    int c = peek(r);
    place to = place_of(key, where);
    if (c == '"' && to != AUTHOR && to != PUBLISHER && to != TYPE) {
        att_str v = string(r);
        if (to == NAME)
            set(&t->name, v);
        take_string(t, key, v);
        if (att_str_is(key, "isAccessibleForFree"))
            r->out->not_free |= att_str_same(v, ATT_STR("false"));
        return;
    }
    size_t start = r->at;
    t->item = (att_str){0};
    value(r, to, t, depth + 1);
    att_str literal = att_str_sub(r->s, start, r->at - start);
    if (att_str_is(key, "isAccessibleForFree"))
        r->out->not_free |= att_str_starts(literal, "false") || att_str_starts(literal, "False");
    else if (c != '{' && c != '[' && c != '"' && literal.n < 30)
        take_string(t, key, literal);
    else if (t->item.n)
        take_string(t, key, t->item);
}

static void object(reader *r, place where, thing *of, int depth)
{
    thing *t = ATT_NEW(r->arena, thing);
    r->at++;
    for (int c; (c = peek(r)) != -1 && c != '}' && !r->broken;) {
        if (c == ']')
            break; /* an end too few */
        if (c == '"')
            pair(r, where, t, depth);
        else if (c == ',')
            r->at++;
        else {
            size_t at = r->at;
            go_on(r);
            r->at += r->at == at;
        }
    }
    if (peek(r) == '}')
        r->at++;
    if (where == AUTHOR && of)
        take_author(r, t, of);
    else if (where == PUBLISHER && of)
        set(&of->a.publisher, t->name);
    else
        finish(r, t, where);
}

static void take_item(reader *r, place where, thing *of, att_str v)
{
    if (where == TYPE)
        v = bare_type(v);
    if (where == TYPE && (!of->a.type.n || is_article(v)))
        of->a.type = v;
    else if (where == AUTHOR)
        add(r, &of->a.authors, v);
    else if (where == PUBLISHER)
        set(&of->a.publisher, v);
    else if (where == NAME)
        add(r, &of->names, v);
    else
        set(&of->item, v);
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
        while ((c = peek(r)) != -1 && c != ']' && c != '}' && !r->broken) {
            if (c == ',')
                r->at++;
            else
                value(r, where, of, depth + 1);
        }
        r->at += c == ']';
    } else if (c == '"') {
        att_str v = string(r);
        if (of)
            take_item(r, where, of, v);
    } else {
        size_t start = r->at;
        while (r->at < r->s.n && !strchr(",]} \t\r\n", r->s.p[r->at]))
            r->at++;
        r->at += r->at == start;
    }
}

void att_meta_json(att_arena *a, att_str json, att_page_meta *out)
{
    reader r = {.arena = a, .s = json, .out = out};
    while (r.at < json.n && json.p[r.at] != '{' && json.p[r.at] != '[') /* "<![CDATA[", "//" and the like */
        r.at++;
    if (r.at + 7 < json.n && att_str_starts(att_str_from(json, r.at), "[CDATA["))
        r.at += 7;
    for (int c; (c = peek(&r)) == '{' || c == '[' || c == ',';) /* a few pages write objects one behind the other */
        if (c == ',')
            r.at++;
        else
            value(&r, ANY, NULL, 0);
}

/* ---- which article ------------------------------------------------------------------------------------------------------- */

static bool agrees(att_arena *a, att_str headline, att_str title)
{
    att_str h = att_str_fold(a, headline), t = att_str_fold(a, title);
    return h.n >= 8 && t.n >= 8 && (att_str_find(t, h) != SIZE_MAX || att_str_find(h, t) != SIZE_MAX);
}

const att_ld_article *att_ld_main(const att_page_meta *m, att_arena *a)
{
    const att_ld_article *best = NULL;
    int most = 0;
    for (uint32_t i = 0; i < m->articles.n; i++) {
        const att_ld_article *x = &m->articles.p[i];
        bool named = agrees(a, x->headline, m->field[ATT_META_OG_TITLE]) || agrees(a, x->headline, m->title_tag);
        bool addressed = x->url.n && (att_str_eq(x->url, m->canonical) || att_str_eq(x->url, m->field[ATT_META_URL]));
        int worth = 4 * (named || addressed) + 2 * !x->nested + (x->headline.n || x->published.n);
        if (worth > most && (named || addressed || !x->nested || m->articles.n == 1)) {
            most = worth;
            best = x;
        }
    }
    return best;
}

void att_ld_authors(const att_page_meta *m, att_arena *a, const att_ld_article *x, att_names *out)
{
    for (uint32_t i = 0; i < x->authors.n; i++)
        *ATT_PUSH(a, out) = x->authors.p[i];
    for (uint32_t i = 0; i < x->refs.n; i++)
        for (uint32_t k = 0; k < m->people.n; k++)
            if (att_str_eq(m->people.p[k].id, x->refs.p[i])) {
                *ATT_PUSH(a, out) = m->people.p[k].name;
                break;
            }
}
