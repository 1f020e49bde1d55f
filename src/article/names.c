/* article/names.c: what the names of elements (class, id, itemprop) and their tags say of them: body, caption, comments ... */
#include "article/page.h"

typedef att_web_page page;
typedef att_web_state state;

/* ---- what names say ---------------------------------------------------------------------------------------------------------- */

enum { NAME_BYTES = 300 };

/* Lower-case words joined by single hyphens: "articleBody" and "article__body" are "article-body". */
static size_t normal_name(att_str v, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < v.n && n + 2 < NAME_BYTES; i++) {
        unsigned char c = (unsigned char)v.p[i];
        bool letter = att_is_alpha(c) || att_is_digit(c);
        if (letter && att_is_upper(c) && i && att_is_lower((unsigned char)v.p[i - 1]))
            out[n++] = '-';
        if (letter)
            out[n++] = (char)(att_is_upper(c) ? c + 32 : c);
        else if (n && out[n - 1] != '-')
            out[n++] = '-';
    }
    while (n && out[n - 1] == '-')
        n--;
    return n;
}

static uint32_t look_up(const page *p, const char *s, size_t n) { return att_map_find(&p->t->names, (att_str){s, n}); }

static bool is_use(const page *p, uint32_t u, const char *use) { return u != ATT_NONE && att_str_is(p->t->uses.p[u], use); }

/* The use that one class name has: whole, then by two words in a row, then by each word. */
static uint32_t use_of_name(const page *p, att_str name, int words)
{
    char s[NAME_BYTES];
    size_t n = normal_name(name, s);
    if (words == 0)
        return look_up(p, s, n);
    uint32_t weak = ATT_NONE;
    for (size_t start = 0; start < n;) {
        size_t end = start;
        for (int k = 0; k < words && end <= n; k++) {
            end += end > start;
            while (end < n && s[end] != '-')
                end++;
        }
        uint32_t u = end <= n ? look_up(p, s + start, end - start) : ATT_NONE;
        if (u != ATT_NONE && !is_use(p, u, "maybe"))
            return u;
        weak = weak == ATT_NONE ? u : weak;
        while (start < n && s[start] != '-')
            start++;
        start++;
    }
    return weak;
}

/* What two names say together: "maybe" gives way; "body" wins but over what is surely something else. */
static uint32_t both(const page *p, uint32_t best, uint32_t u)
{
    if (u == ATT_NONE)
        return best;
    bool body = is_use(p, u, "body") && !is_use(p, best, "comment") && !is_use(p, best, "related") && !is_use(p, best, "standfirst");
    return best == ATT_NONE || is_use(p, best, "maybe") || body ? u : best;
}

static uint32_t use_of_new_value(const page *p, att_str v)
{
    uint32_t best = ATT_NONE;
    for (int words = 0; words < 3; words++) {
        int by = words == 0 ? 0 : words == 1 ? 2 : 1; /* whole, pairs, single words */
        att_str rest = v, name;
        while (rest.p && att_str_split(&rest, ' ', &name))
            if (name.n && name.n < NAME_BYTES)
                best = both(p, best, use_of_name(p, name, by));
    }
    return best;
}

/* Most elements share their names with others. */
static uint32_t use_of_value(page *p, att_str v)
{
    uint32_t *known = att_map_add(&p->known, v);
    if (*known == ATT_NONE)
        *known = use_of_new_value(p, v) + 1; /* 0: nothing */
    return *known - 1;
}

static bool tells_use(att_str name)
{
    static const char *const names[] = {"class", "id", "role", "itemprop", "data-testid", "data-component"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (att_str_same(name, att_str_of(names[i])))
            return true;
    return false;
}

static bool hides(att_str name, att_str value)
{
    if (att_str_same(name, ATT_STR("style")))
        return att_str_find(value, ATT_STR("display:none")) != SIZE_MAX || att_str_find(value, ATT_STR("display: none")) != SIZE_MAX;
    return att_str_same(name, ATT_STR("hidden")) || (att_str_same(name, ATT_STR("aria-hidden")) && att_str_same(value, ATT_STR("true")));
}

static uint32_t use_of(page *p, uint32_t node, bool *hidden)
{
    att_str rest = att_html_attributes(&p->h, node), name, value;
    uint32_t best = ATT_NONE;
    *hidden = false;
    while (att_html_next_attribute(&rest, &name, &value)) {
        if (value.n && value.n < 2000 && tells_use(name))
            best = both(p, best, use_of_value(p, value));
        else
            *hidden |= hides(name, value);
    }
    return best;
}

/* ---- states, from the top down -------------------------------------------------------------------------------------------------- */

static bool is_something_else(const page *p, uint32_t u)
{
    static const char *const parts[] = {"body", "maybe", "caption", "post", "live"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (is_use(p, u, parts[i]))
            return false;
    return u != ATT_NONE;
}

static void set_state(page *p, uint32_t i)
{
    const att_node *k = &p->h.nodes.p[i];
    state *s = &p->at[i];
    *s = k->parent == ATT_NONE ? (state){.drop = ATT_NONE} : p->at[k->parent];
    s->use = 0;
    s->other = false;
    if (k->tag == ATT_NODE_TEXT)
        return;
    att_html_tag tag = (att_html_tag)k->tag;
    if (k->tag == ATT_NODE_RAW || att_html_dropped(tag) || tag == ATT_TAG_head || tag == ATT_TAG_title)
        s->hard = true;
    if (s->hard || !k->n)
        return;
    bool hidden;
    uint32_t use = use_of(p, i, &hidden);
    s->use = use == ATT_NONE ? 0 : (uint8_t)(use + 1);
    if (!att_html_inline(tag))
        s->block = i;
    bool else_tag = tag == ATT_TAG_nav || tag == ATT_TAG_footer || tag == ATT_TAG_aside || tag == ATT_TAG_form || tag == ATT_TAG_menu;
    bool page_itself = tag == ATT_TAG_html || tag == ATT_TAG_body || tag == ATT_TAG_main || tag == ATT_TAG_article;
    bool heading = tag >= ATT_TAG_h1 && tag <= ATT_TAG_h6;
    s->other = !page_itself && (else_tag || (is_something_else(p, use) && !(heading && is_use(p, use, "standfirst"))) || hidden);
    s->link |= tag == ATT_TAG_a;
    s->strong |= tag == ATT_TAG_strong || tag == ATT_TAG_b;
    s->figure |= tag == ATT_TAG_figure || tag == ATT_TAG_picture;
    s->header |= tag == ATT_TAG_header;
    if (tag == ATT_TAG_table)
        s->figure = false; /* a table in a figure is no picture */
    if (heading) {
        s->level = (uint8_t)(tag - ATT_TAG_h1 + 1);
        s->tag = ATT_TAG_HEADING;
    } else if (tag == ATT_TAG_figcaption || is_use(p, use, "caption")) {
        s->tag = ATT_TAG_CAPTION;
    } else if (tag == ATT_TAG_blockquote || is_use(p, use, "post")) {
        s->tag = ATT_TAG_QUOTE;
    } else if (tag == ATT_TAG_li && s->tag != ATT_TAG_CAPTION) {
        s->tag = ATT_TAG_LIST;
    }
}

void att_web_read_names(page *p)
{
    p->at = ATT_ARRAY(p->arena, state, p->h.nodes.n);
    for (uint32_t i = 0; i < p->h.nodes.n; i++)
        set_state(p, i);
}
