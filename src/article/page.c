/* article/page.c: a page to blocks, and which of them are the article.
 * Evidence in this order: elements named as the body of an article, else the element whose own paragraphs hold most running text;
 * inside it what is named as something else, or is mostly links, is left out, unless it holds the bulk of the text. */
#include "article/html.h"
#include "article/meta.h"
#include "pipe/engine.h"

typedef struct {
    uint32_t block; /* nearest element that breaks lines: itself or above */
    uint32_t drop;  /* outermost element above (or itself) whose name or tag says it is something else; ATT_NONE */
    uint8_t use;    /* 1 + number in tables->uses that its own names say; 0: nothing */
    bool hard;      /* within what never holds text of the report */
    bool other;     /* its own tag or names say that it is something else */
    bool link, strong, figure, header;
    uint8_t level; /* within a heading */
    uint8_t tag;   /* att_block_tag its text has */
} state;

typedef struct {
    uint32_t link, strong, all; /* bytes */
    uint32_t prose;             /* bytes of running text */
    bool header, figure, cell;
} facts; /* of a block; same numbers as att_blocks.list */

typedef struct {
    att_doc *d;
    att_arena *arena;
    const struct att_article_tables *t;
    att_blocks *b;
    att_html h;
    state *at;     /* [nodes] */
    att_map known; /* value of a class or id -> 1 + its use, 0: none */
    ATT_VEC(facts) facts;
    uint32_t *prose, *near, *text, *link; /* [nodes]: in the subtree; of its own paragraphs; bytes; bytes of links */
    att_page_meta meta;
    uint32_t *use_prose;   /* [uses]: running text within the root that such names hold */
    uint32_t root;         /* the element that holds the article, or ATT_NONE */
    uint32_t root_article; /* the article element around it, 0: none */
    att_str root_name;     /* its class, when its siblings of the same name belong to it */
    uint32_t headline;     /* block, or ATT_NONE */
} page;

/* The nodes of `inner` lie in `outer`. */
static bool holds(const page *p, uint32_t outer, uint32_t inner) { return outer <= inner && inner < p->h.nodes.p[outer].end; }

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
    return u != ATT_NONE && !is_use(p, u, "body") && !is_use(p, u, "maybe") && !is_use(p, u, "caption") && !is_use(p, u, "post");
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

/* ---- blocks ---------------------------------------------------------------------------------------------------------------------- */

static void add_words(page *p, uint32_t at, uint32_t n)
{
    att_str s = p->h.text;
    uint32_t start = at;
    for (uint32_t i = at; i < at + n;) {
        char out[8];
        size_t size, used = s.p[i] == '&' ? att_html_entity((att_str){s.p, at + n}, i, out, &size) : 0;
        if (!used) {
            i++;
            continue;
        }
        att_block_add(p->b, start, i - start);
        att_block_put(p->b, (att_str){out, size}, i, (uint32_t)used);
        i += (uint32_t)used;
        start = i;
    }
    att_block_add(p->b, start, at + n - start);
}

static bool is_only_blank(att_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!att_is_blank((unsigned char)s.p[i]))
            return false;
    return true;
}

static void close_block(page *p, facts *f)
{
    if (!p->b->open)
        return;
    if (att_block_close(p->b) != ATT_NONE)
        *ATT_PUSH(p->arena, &p->facts) = *f;
    *f = (facts){0};
}

static void make_blocks(page *p)
{
    uint32_t block = ATT_NONE, breaks = 0;
    facts f = {0};
    for (uint32_t i = 1; i < p->h.nodes.n; i++) {
        const att_node *k = &p->h.nodes.p[i];
        const state *s = &p->at[i];
        if (s->hard)
            continue;
        if (k->tag == ATT_TAG_br || k->tag == ATT_TAG_hr) {
            breaks += k->tag == ATT_TAG_br ? 1 : 2;
            if (breaks >= 2)
                close_block(p, &f); /* two line ends part paragraphs */
            else if (p->b->open)
                att_block_put(p->b, ATT_STR(" "), k->at, k->n);
            continue;
        }
        if (k->tag != ATT_NODE_TEXT) {
            if (!att_html_inline((att_html_tag)k->tag) && k->tag != ATT_TAG_img && k->tag != ATT_TAG_wbr && k->tag != ATT_TAG_source)
                close_block(p, &f);
            continue;
        }
        att_str words = att_str_sub(p->h.text, k->at, k->n);
        bool blank = is_only_blank(words);
        breaks = blank ? breaks : 0;
        if (p->b->open && s->block != block)
            close_block(p, &f);
        if (blank && !p->b->open)
            continue;
        if (!p->b->open) {
            block = s->block;
            att_block_open(p->b, (att_block_tag)s->tag, s->level, block);
            uint32_t tag = p->h.nodes.p[block].tag;
            f = (facts){.header = s->header, .figure = s->figure, .cell = tag == ATT_TAG_td || tag == ATT_TAG_th};
        }
        add_words(p, k->at, k->n);
        f.all += k->n;
        f.link += s->link ? k->n : 0;
        f.strong += s->strong ? k->n : 0;
    }
    close_block(p, &f);
}

/* ---- where the article is --------------------------------------------------------------------------------------------------------- */

enum { LITTLE_PROSE = 300 };

static bool is_sentence(const att_block *k) { return !k->headish && k->count >= 6; }

static void measure_blocks(page *p)
{
    uint32_t n = p->h.nodes.n;
    p->prose = ATT_ARRAY(p->arena, uint32_t, n);
    p->near = ATT_ARRAY(p->arena, uint32_t, n);
    p->text = ATT_ARRAY(p->arena, uint32_t, n);
    p->link = ATT_ARRAY(p->arena, uint32_t, n);
    for (uint32_t i = 0; i < p->b->list.n; i++) {
        const att_block *k = &p->b->list.p[i];
        facts *f = &p->facts.p[i];
        bool prose = (is_sentence(k) || k->count >= 25) && f->link * 2 < f->all + 1 && k->tag != ATT_TAG_CAPTION;
        f->prose = prose ? k->n - k->n * f->link / (f->all + 1) : 0;
        p->b->list.p[i].links = (uint8_t)((uint64_t)f->link * 100 / (f->all + 1));
        p->prose[k->node] += f->prose;
        p->text[k->node] += f->all;
        p->link[k->node] += f->link;
    }
    for (uint32_t i = n; i-- > 1;) {
        uint32_t parent = p->h.nodes.p[i].parent;
        p->prose[parent] += p->prose[i];
        p->text[parent] += p->text[i];
        p->link[parent] += p->link[i];
    }
}

static const char *use_name(const page *p, uint32_t node) { return p->at[node].use ? p->t->uses.p[p->at[node].use - 1].p : ""; }
static bool has_use(const page *p, uint32_t node, const char *use) { return p->at[node].use && is_use(p, p->at[node].use - 1u, use); }

/* Running text within [from, end) by what its outermost elements of a name are named: a name that much of the text bears ("paywall")
 * says nothing. */
static void measure_uses(page *p, uint32_t from, uint32_t end)
{
    if (!p->use_prose)
        p->use_prose = ATT_ARRAY(p->arena, uint32_t, p->t->uses.n + 1);
    uint32_t *until = ATT_ARRAY(p->arena, uint32_t, p->t->uses.n + 1);
    memset(p->use_prose, 0, sizeof *p->use_prose * (p->t->uses.n + 1));
    for (uint32_t i = from; i < end; i++) {
        uint32_t use = p->at[i].use;
        if (!use || !p->at[i].other || i < until[use])
            continue;
        p->use_prose[use] += p->prose[i];
        until[use] = p->h.nodes.p[i].end;
    }
}

/* The element holds `percent` of `all`, or all elements of its use do together.  Readers write more than reporters: comments are
 * comments whatever they hold, so are galleries; and many teasers make no report. */
static bool is_bulk(const page *p, uint32_t i, uint32_t all, uint32_t percent)
{
    uint64_t held = p->prose[i], same = p->at[i].use ? p->use_prose[p->at[i].use] : 0;
    if (has_use(p, i, "comment"))
        return held * 100 >= (uint64_t)all * 85;
    bool together = same > held && !has_use(p, i, "related");
    return (together ? same : held) * 100 >= (uint64_t)all * (has_use(p, i, "embed") ? 85 : percent);
}

/* What is named as something else is, unless it holds half of the page's running text: then its name is not to be trusted. */
static void set_drops(page *p)
{
    measure_uses(p, 1, p->h.nodes.n);
    for (uint32_t i = 1; i < p->h.nodes.n; i++) {
        state *s = &p->at[i];
        s->drop = p->at[p->h.nodes.p[i].parent].drop;
        if (s->drop == ATT_NONE && s->other && (!p->prose[i] || !is_bulk(p, i, p->prose[0], 50)))
            s->drop = i;
    }
}

static uint32_t drop_of(const page *p, uint32_t block) { return p->at[p->b->list.p[block].node].drop; }

/* Each element gets the running text of its own paragraphs, and half that of its children's. */
static void set_near(page *p)
{
    for (uint32_t i = 0; i < p->b->list.n; i++) {
        const att_block *k = &p->b->list.p[i];
        const facts *f = &p->facts.p[i];
        if (drop_of(p, i) != ATT_NONE || !f->prose)
            continue;
        uint32_t parent = p->h.nodes.p[k->node].parent, grand = parent == ATT_NONE ? ATT_NONE : p->h.nodes.p[parent].parent;
        uint32_t tag = p->h.nodes.p[k->node].tag;
        bool own = tag == ATT_TAG_div || tag == ATT_TAG_section || tag == ATT_TAG_article || tag == ATT_TAG_td;
        if (own)
            p->near[k->node] += f->prose;
        if (parent != ATT_NONE)
            p->near[parent] += own ? f->prose / 2 : f->prose;
        if (grand != ATT_NONE)
            p->near[grand] += f->prose / 2;
    }
}

/* ---- the headline ------------------------------------------------------------------------------------------------------------ */

static uint32_t shared_words(const page *p, att_str a, att_str b)
{
    att_map words = {.arena = p->arena};
    att_str rest = a, w;
    uint32_t n = 0;
    while (rest.p && att_str_split(&rest, ' ', &w))
        if (w.n > 2)
            *att_map_add(&words, w) = 0;
    rest = b;
    while (rest.p && att_str_split(&rest, ' ', &w))
        n += w.n > 2 && att_map_find(&words, w) != ATT_NONE;
    return n;
}

/* The h1 (else another heading before the text) that says what the title says; the first h1 when the head has no title. */
static uint32_t find_headline(const page *p, att_str title)
{
    att_str t = att_str_fold(p->arena, title);
    uint32_t best = ATT_NONE, most = 0, first = ATT_NONE;
    for (uint32_t i = 0; i < p->b->list.n; i++) {
        const att_block *k = &p->b->list.p[i];
        if (k->tag != ATT_TAG_HEADING || k->count > 60)
            continue;
        if (k->level == 1 && first == ATT_NONE && k->count >= 3)
            first = i;
        uint32_t same = att_str_eq(k->fold, t) ? 1000 : shared_words(p, k->fold, t) * 10;
        same += k->level == 1 && same ? 5 : 0;
        if (same * 2 >= 10 * (k->count < 4 ? k->count : k->count / 2) && same > most && same >= 20) {
            most = same;
            best = i;
        }
    }
    return best != ATT_NONE ? best : first;
}

/* The article element that holds the headline and some running text, 0: none. */
static uint32_t home_of_headline(const page *p)
{
    uint32_t i = p->headline == ATT_NONE ? 0 : p->b->list.p[p->headline].node;
    while (i != 0 && i != ATT_NONE && !(p->h.nodes.p[i].tag == ATT_TAG_article && p->prose[i] >= LITTLE_PROSE))
        i = p->h.nodes.p[i].parent;
    return i == ATT_NONE ? 0 : i;
}

static uint64_t weight(const page *p, uint32_t i)
{
    uint32_t tag = p->h.nodes.p[i].tag;
    uint64_t w = 100;
    if (has_use(p, i, "body"))
        w = 160;
    else if (has_use(p, i, "maybe") || tag == ATT_TAG_article || tag == ATT_TAG_main)
        w = 125;
    else if (tag == ATT_TAG_body || tag == ATT_TAG_html)
        w = 60;
    uint64_t links = p->text[i] ? (uint64_t)p->link[i] * 100 / p->text[i] : 0;
    return p->near[i] * w * (100 - (links < 100 ? links : 100));
}

static uint32_t densest(const page *p)
{
    uint32_t best = ATT_NONE, home = home_of_headline(p);
    uint64_t most = 0;
    for (uint32_t i = 1; i < p->h.nodes.n; i++) {
        if (!p->near[i] || p->at[i].hard)
            continue;
        uint64_t w = weight(p, i);
        if (p->at[i].drop != ATT_NONE)
            w /= 4;
        if (home && !holds(p, home, i))
            w /= 4;
        if (w > most) {
            most = w;
            best = i;
        }
    }
    return best;
}

/* Children with a good share of running text that are not named as something else. */
static uint32_t text_children(const page *p, uint32_t node, uint32_t share)
{
    uint32_t n = 0;
    for (uint32_t i = node + 1; i < p->h.nodes.p[node].end; i = p->h.nodes.p[i].end)
        n += p->prose[i] > share && p->at[i].drop == ATT_NONE;
    return n;
}

/* The nearest element above that holds more running text than the node; ATT_NONE when none does. */
static uint32_t larger(const page *p, uint32_t node)
{
    uint32_t i = p->h.nodes.p[node].parent;
    while (i != ATT_NONE && i != 0 && p->prose[i] <= p->prose[node] + p->prose[node] / 10)
        i = p->h.nodes.p[i].tag == ATT_TAG_article ? ATT_NONE : p->h.nodes.p[i].parent;
    return i == 0 ? ATT_NONE : i;
}

static uint32_t article_of(const page *p, uint32_t node)
{
    for (uint32_t i = node; i != ATT_NONE && i != 0; i = p->h.nodes.p[i].parent)
        if (p->h.nodes.p[i].tag == ATT_TAG_article || p->h.nodes.p[i].tag == ATT_TAG_main)
            return i;
    return 0;
}

static bool within_article(const page *p, uint32_t i)
{
    uint32_t around = article_of(p, i);
    return around && p->h.nodes.p[around].tag == ATT_TAG_article;
}

/* A long report in several boxes: the element around the boxes is meant.  Outside an article element a side column may be one. */
static uint32_t climb(const page *p, uint32_t node)
{
    while (p->h.nodes.p[node].tag != ATT_TAG_article) {
        uint32_t next = larger(p, node);
        if (next == ATT_NONE || p->link[next] * 2 > p->text[next] ||
            text_children(p, next, p->prose[node] / (within_article(p, next) ? 8 : 3)) < 2)
            break;
        uint32_t tag = p->h.nodes.p[next].tag; /* of a whole page the article is never more than a part, unless it is a bare one */
        if ((tag == ATT_TAG_body || tag == ATT_TAG_html) && p->link[next] * 20 > p->text[next])
            break;
        node = next;
    }
    return node;
}

static bool is_named(const page *p, uint32_t i) { return has_use(p, i, "body") && !p->at[i].hard; }

/* An element named as an article's body counts when it holds half of the running text around the densest place. */
static uint32_t named_root(const page *p, uint32_t dense)
{
    uint32_t named = ATT_NONE;
    for (uint32_t i = 1; i < p->h.nodes.n; i++) {
        if (!is_named(p, i) || !p->prose[i] || (p->at[i].drop != ATT_NONE && p->prose[i] < p->prose[dense]))
            continue;
        bool around = holds(p, i, dense) && p->link[i] * 2 < p->text[i],
             within = holds(p, p->root, i) && p->prose[i] * 2 > p->prose[p->root];
        if ((around || within) && (named == ATT_NONE || !holds(p, named, i) || p->prose[i] * 10 > p->prose[named] * 9))
            named = i;
    }
    return named;
}

/* Hardly any running text: a list, a table, a few lines.  The element named as a body with most text that is no link. */
static uint32_t wordy_root(const page *p)
{
    uint32_t best = ATT_NONE, most = 0;
    for (uint32_t i = 1; i < p->h.nodes.n; i++) {
        uint32_t words = p->text[i] - p->link[i];
        if (is_named(p, i) && p->at[i].drop == ATT_NONE && p->link[i] * 2 < p->text[i] && words > most) {
            most = words;
            best = i;
        }
    }
    return best;
}

static void choose_root(page *p)
{
    uint32_t dense = densest(p);
    p->root = dense == ATT_NONE ? ATT_NONE : climb(p, dense);
    uint32_t named = dense == ATT_NONE ? ATT_NONE : named_root(p, dense);
    if (named == ATT_NONE && (p->root == ATT_NONE || p->prose[p->root] < LITTLE_PROSE)) {
        named = wordy_root(p);
        if (named != ATT_NONE && p->root != ATT_NONE && p->text[named] - p->link[named] < p->text[p->root] - p->link[p->root])
            named = ATT_NONE;
    }
    if (named == ATT_NONE)
        return;
    p->root_name = att_html_attribute(&p->h, named, "class");
    p->root_article = article_of(p, named);
    p->root = named;
}

/* The same class but for numbers: "story-body-1" and "story-body-2". */
static bool same_class(att_str a, att_str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.n && att_is_digit((unsigned char)a.p[i]))
            i++;
        while (k < b.n && att_is_digit((unsigned char)b.p[k]))
            k++;
        if (i == a.n || k == b.n)
            return i == a.n && k == b.n;
        if (a.p[i++] != b.p[k++])
            return false;
    }
}

/* Elements of the same name in the same article belong together: reports cut in pieces by advertisements, paragraphs in boxes.
 * So does another element named as a body in that article that holds running text of its own. */
static bool is_piece(const page *p, uint32_t i)
{
    if (!is_named(p, i) || p->at[i].drop != ATT_NONE || holds(p, i, p->root))
        return false;
    bool same_article = p->root_article && article_of(p, i) == p->root_article;
    if (same_class(att_html_attribute(&p->h, i, "class"), p->root_name))
        return same_article || p->h.nodes.p[i].parent == p->h.nodes.p[p->root].parent;
    uint32_t around = article_of(p, i);
    bool no_other_article = same_article || !around || holds(p, around, p->root);
    return no_other_article && p->prose[i] >= LITTLE_PROSE && p->link[i] * 8 < p->text[i];
}

static bool is_inside(const page *p, uint32_t node)
{
    if (holds(p, p->root, node))
        return true;
    for (uint32_t i = node; p->root_name.n && i != ATT_NONE && i != 0; i = p->h.nodes.p[i].parent)
        if (is_piece(p, i))
            return true;
    return false;
}

/* ---- what stays ---------------------------------------------------------------------------------------------------------------------- */

static void leave(att_block *k, const char *why)
{
    if (!k->why.n)
        k->why = att_str_of(why);
}

static const char *why_of(const page *p, uint32_t drop)
{
    uint32_t tag = p->h.nodes.p[drop].tag;
    const char *use = use_name(p, drop);
    if (strcmp(use, "credit") == 0)
        return "caption-credit";
    if (*use && strcmp(use, "body") != 0 && strcmp(use, "maybe") != 0)
        return use;
    return tag == ATT_TAG_aside ? "related" : "navigation";
}

/* The outermost element between the root and the block that is named as something else and holds no bulk of text. */
static uint32_t dropped_by(const page *p, uint32_t node)
{
    uint32_t found = ATT_NONE;
    for (uint32_t i = node; i != p->root && i != ATT_NONE && i != 0; i = p->h.nodes.p[i].parent) {
        if (p->at[i].other && !is_bulk(p, i, p->prose[p->root], 40))
            found = i;
    }
    return found;
}

static void judge_inside(page *p, uint32_t i)
{
    att_block *k = &p->b->list.p[i];
    const facts *f = &p->facts.p[i];
    uint32_t drop = dropped_by(p, k->node);
    if (drop != ATT_NONE) {
        if (has_use(p, drop, "standfirst") && k->count >= 6 && f->link * 2 < f->all) {
            k->kind = ATT_STANDFIRST;
            return;
        }
        if (has_use(p, drop, "byline"))
            att_byline_read(p->d, att_block_words(p->b, k));
        leave(k, why_of(p, drop));
        return;
    }
    bool mostly_links = f->link * 10 > f->all * 7;
    if (mostly_links && (!is_sentence(k) || k->count < 12 || k->tag == ATT_TAG_LIST))
        leave(k, "related");
    else if (k->tag == ATT_TAG_LIST && f->link * 2 > f->all && k->headish)
        leave(k, "related");
    else if (f->figure && k->tag != ATT_TAG_CAPTION)
        leave(k, "caption-credit");
    else if (f->cell && k->headish)
        leave(k, "table");
    else if (f->header && k->level != 1 && k->tag != ATT_TAG_CAPTION && holds(p, p->root, k->node)) {
        if (k->count >= 8)
            k->kind = ATT_STANDFIRST;
        else
            leave(k, "navigation");
    }
    if (!k->why.n && k->tag == ATT_TAG_TEXT && f->strong * 10 > f->all * 9 && k->headish && k->count <= 15)
        k->tag = ATT_TAG_HEADING;
}

/* Too little text in one place: every paragraph of running text that nothing speaks against. */
static bool gather_all(page *p)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->b->list.n; i++)
        n += p->facts.p[i].prose && drop_of(p, i) == ATT_NONE ? p->facts.p[i].prose : 0;
    return p->root == ATT_NONE || (p->prose[p->root] < 250 && n > p->prose[p->root] * 2);
}

/* A heading beside the root, in a box with a piece of the report that follows it, heads that piece. */
static bool heads_piece(const page *p, uint32_t i)
{
    const att_block *k = &p->b->list.p[i], *next = k + 1;
    if (k->tag != ATT_TAG_HEADING || i + 1 >= p->b->list.n || drop_of(p, i) != ATT_NONE || k->links >= 50)
        return false;
    return p->facts.p[i + 1].prose && !next->why.n && is_inside(p, next->node) && holds(p, p->h.nodes.p[k->node].parent, next->node);
}

enum { UP = 3, SUMMARY = 80 };

/* Sentences beside the headline and outside the report sum it up. */
static bool is_summary(const page *p, uint32_t i)
{
    const att_block *k = &p->b->list.p[i];
    if (p->headline == ATT_NONE || i <= p->headline || i > p->headline + 6 || k->node > p->root || drop_of(p, i) != ATT_NONE)
        return false;
    uint32_t beside = p->b->list.p[p->headline].node;
    for (int up = 0; up < UP && p->h.nodes.p[beside].tag != ATT_TAG_body && p->h.nodes.p[beside].parent != ATT_NONE; up++)
        beside = p->h.nodes.p[beside].parent;
    bool words = k->count >= 6 && k->count <= SUMMARY && k->links < 20 && !p->facts.p[i].figure;
    return words && (k->tag == ATT_TAG_TEXT || k->tag == ATT_TAG_HEADING) && holds(p, beside, k->node);
}

static void judge_outside(page *p, uint32_t i)
{
    att_block *k = &p->b->list.p[i];
    uint32_t drop = drop_of(p, i);
    if (is_summary(p, i)) {
        k->kind = ATT_STANDFIRST;
        return;
    }
    if (drop != ATT_NONE && has_use(p, drop, "byline") && !p->d->byline.n && k->count < 30)
        att_byline_read(p->d, att_block_words(p->b, k));
    leave(k, drop != ATT_NONE ? why_of(p, drop) : "navigation");
}

static void choose_blocks(page *p)
{
    bool all = gather_all(p);
    uint32_t headline = p->headline;
    const att_block *head = headline == ATT_NONE ? NULL : &p->b->list.p[headline];
    att_meta_body(p->arena, p->t, &p->h, head ? head->node : ATT_NONE, p->root, &p->meta);
    att_meta_apply(&p->meta, p->d, head ? att_block_words(p->b, head) : ATT_STR(""));
    for (uint32_t i = 0; i < p->b->list.n; i++) {
        att_block *k = &p->b->list.p[i];
        const facts *f = &p->facts.p[i];
        k->kind = ATT_BODY;
        if (i == headline) {
            k->level = 1;
            k->tag = ATT_TAG_HEADING;
            continue;
        }
        if (k->level == 1)
            k->level = 2;
        if (all ? f->prose && drop_of(p, i) == ATT_NONE : is_inside(p, k->node))
            judge_inside(p, i);
        else
            judge_outside(p, i);
    }
    for (uint32_t i = 0; i < p->b->list.n && !all; i++) {
        att_block *k = &p->b->list.p[i];
        if (k->why.n && i != headline && !is_inside(p, k->node) && heads_piece(p, i))
            k->why = ATT_STR("");
    }
}

void att_page_blocks(att_blocks *b, att_doc *d)
{
    page *p = ATT_NEW(&d->arena, page);
    *p = (page){.d = d, .arena = &d->arena, .t = d->engine->article, .b = b, .known = {.arena = &d->arena}};
    att_html_read(p->arena, b->from->text, &p->h);
    att_meta_read(p->arena, p->t, &p->h, &p->meta);
    p->at = ATT_ARRAY(p->arena, state, p->h.nodes.n);
    for (uint32_t i = 0; i < p->h.nodes.n; i++)
        set_state(p, i);
    make_blocks(p);
    att_blocks_measure(b);
    measure_blocks(p);
    set_drops(p);
    set_near(p);
    p->headline = find_headline(p, att_meta_title(&p->meta, p->arena));
    choose_root(p);
    if (p->root != ATT_NONE)
        measure_uses(p, p->root + 1, p->h.nodes.p[p->root].end);
    choose_blocks(p);
    if (p->meta.not_free && p->root != ATT_NONE && p->prose[p->root] < 1500)
        d->kind = ATT_PAGE_STUB;
}
