/* article/page.c: a page to blocks, and which of them are the article: those within its element that are not named as something else
 * and not mostly links, unless they hold the bulk of the text. */
#include "article/page.h"
#include "pipe/engine.h"

typedef att_web_page page;
typedef att_web_state state;
typedef att_web_facts facts;

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

/* ---- what stays ---------------------------------------------------------------------------------------------------------------------- */

static void leave(att_block *k, const char *why)
{
    if (!k->why.n)
        k->why = att_str_of(why);
}

static const char *why_of(const page *p, uint32_t drop)
{
    uint32_t tag = p->h.nodes.p[drop].tag;
    const char *use = att_web_use(p, drop);
    if (strcmp(use, "credit") == 0)
        return "caption-credit";
    if (*use && strcmp(use, "body") != 0 && strcmp(use, "maybe") != 0)
        return use;
    return tag == ATT_TAG_aside ? "related" : "navigation";
}

/* The running text of the article's element, or of the page where none was found. */
static uint32_t prose_about(const page *p) { return p->prose[p->root == ATT_NONE ? 0 : p->root]; }

/* The outermost element between the root and the block that is named as something else and holds no bulk of text. */
static uint32_t dropped_by(const page *p, uint32_t node)
{
    uint32_t found = ATT_NONE;
    for (uint32_t i = node; i != p->root && i != ATT_NONE && i != 0; i = p->h.nodes.p[i].parent) {
        if (p->at[i].other && !att_web_is_bulk(p, i, prose_about(p), 40))
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
        if (att_web_has_use(p, drop, "standfirst") && k->count >= 6 && f->link * 2 < f->all) {
            k->kind = ATT_STANDFIRST;
            return;
        }
        if (att_web_has_use(p, drop, "byline"))
            att_byline_read(p->d, att_block_words(p->b, k));
        leave(k, why_of(p, drop));
        return;
    }
    bool mostly_links = f->link * 10 > f->all * 7;
    if (mostly_links && (!att_web_is_sentence(k) || k->count < 12 || k->tag == ATT_TAG_LIST))
        leave(k, "related");
    else if (k->tag == ATT_TAG_LIST && f->link * 2 > f->all && k->headish)
        leave(k, "related");
    else if (f->figure && k->tag != ATT_TAG_CAPTION)
        leave(k, "caption-credit");
    else if (f->cell && k->headish)
        leave(k, "table");
    else if (f->header && k->level != 1 && k->tag != ATT_TAG_CAPTION && att_web_holds(p, p->root, k->node)) {
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
        n += p->facts.p[i].prose && att_web_drop(p, i) == ATT_NONE ? p->facts.p[i].prose : 0;
    return p->root == ATT_NONE || (p->prose[p->root] < 250 && n > p->prose[p->root] * 2);
}

/* A heading beside the root, in a box with a piece of the report that follows it, heads that piece. */
static bool heads_piece(const page *p, uint32_t i)
{
    const att_block *k = &p->b->list.p[i], *next = k + 1;
    if (k->tag != ATT_TAG_HEADING || i + 1 >= p->b->list.n || att_web_drop(p, i) != ATT_NONE || k->links >= 50)
        return false;
    return p->facts.p[i + 1].prose && !next->why.n && att_web_is_inside(p, next->node) &&
           att_web_holds(p, p->h.nodes.p[k->node].parent, next->node);
}

enum { UP = 3, SUMMARY = 80 };

/* Sentences beside the headline and outside the report sum it up. */
static bool is_summary(const page *p, uint32_t i)
{
    const att_block *k = &p->b->list.p[i];
    if (p->headline == ATT_NONE || i <= p->headline || i > p->headline + 6 || k->node > p->root || att_web_drop(p, i) != ATT_NONE)
        return false;
    uint32_t beside = p->b->list.p[p->headline].node;
    for (int up = 0; up < UP && p->h.nodes.p[beside].tag != ATT_TAG_body && p->h.nodes.p[beside].parent != ATT_NONE; up++)
        beside = p->h.nodes.p[beside].parent;
    bool words = k->count >= 6 && k->count <= SUMMARY && k->links < 20 && !p->facts.p[i].figure;
    return words && (k->tag == ATT_TAG_TEXT || k->tag == ATT_TAG_HEADING) && att_web_holds(p, beside, k->node);
}

static void judge_outside(page *p, uint32_t i)
{
    att_block *k = &p->b->list.p[i];
    uint32_t drop = att_web_drop(p, i);
    if (is_summary(p, i)) {
        k->kind = ATT_STANDFIRST;
        return;
    }
    if (drop != ATT_NONE && att_web_has_use(p, drop, "byline") && !p->d->byline.n && k->count < 30)
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
        if (all ? f->prose && att_web_drop(p, i) == ATT_NONE : att_web_is_inside(p, k->node))
            judge_inside(p, i);
        else
            judge_outside(p, i);
    }
    for (uint32_t i = 0; i < p->b->list.n && !all; i++) {
        att_block *k = &p->b->list.p[i];
        if (k->why.n && i != headline && !att_web_is_inside(p, k->node) && heads_piece(p, i))
            k->why = ATT_STR("");
    }
}

/* Teasers: a link and a sentence or two, again and again; a page of them is a list, not a report. */
static bool is_list(const page *p)
{
    uint32_t cards = 0, prose = 0;
    bool led = false;
    for (uint32_t i = 0; i < p->facts.n; i++) { /* not those of a second look */
        const att_block *k = &p->b->list.p[i];
        if (p->facts.p[i].prose && !k->why.n) {
            prose++;
            cards += led && k->count < 60;
        }
        led = k->links >= 50 && k->count >= 3 && k->tag != ATT_TAG_LIST;
    }
    return cards >= 5 && cards * 10 >= prose * 7;
}

/* Entries named as those of a live page. */
static bool is_live(const page *p)
{
    uint32_t entries = 0, until = 0;
    for (uint32_t i = 1; i < p->h.nodes.n; i++)
        if (i >= until && att_web_has_use(p, i, "live") && p->prose[i] && att_web_is_inside(p, i) && p->prose[i] * 2 < p->prose[p->root]) {
            entries++;
            until = p->h.nodes.p[i].end;
        }
    return entries >= 4;
}

static void decide_kind(const page *p, bool looked_again)
{
    if (p->root == ATT_NONE)
        return;
    if (p->d->kind == ATT_PAGE_ARTICLE && is_live(p))
        p->d->kind = ATT_PAGE_LIVE;
    else if (p->d->kind == ATT_PAGE_ARTICLE && is_list(p))
        p->d->kind = ATT_PAGE_LIST;
    else if (!looked_again && p->meta.not_free && p->prose[p->root] < 1500)
        p->d->kind = ATT_PAGE_STUB;
}

enum { THIN = 600 };

/* A thin result, where the page's JSON-LD holds much more: the rest is behind a wall or fetched by a script. */
static bool look_again(page *p)
{
    uint32_t kept = 0, n = p->b->list.n;
    for (uint32_t i = 0; i < n; i++)
        kept += !p->b->list.p[i].why.n && i != p->headline ? p->b->list.p[i].n : 0;
    if (kept >= THIN || !att_ld_body_add(p->b, &p->h, kept > ATT_LITTLE_PROSE / 2 ? 2 * kept : ATT_LITTLE_PROSE))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (i != p->headline && p->b->list.p[i].tag != ATT_TAG_CAPTION)
            leave(&p->b->list.p[i], "teaser");
    for (uint32_t i = n; i < p->b->list.n; i++)
        p->b->list.p[i].kind = ATT_BODY;
    return true;
}

void att_page_blocks(att_blocks *b, att_doc *d)
{
    page *p = ATT_NEW(&d->arena, page);
    *p = (page){.d = d, .arena = &d->arena, .t = d->engine->article, .b = b, .known = {.arena = &d->arena}};
    att_html_read(p->arena, b->from->text, &p->h);
    att_meta_read(p->arena, p->t, &p->h, &p->meta);
    att_web_read_names(p);
    make_blocks(p);
    att_blocks_measure(b);
    att_web_find_root(p);
    b->language = att_meta_language(&p->meta, p->arena);
    choose_blocks(p);
    bool again = look_again(p);
    decide_kind(p, again);
}
