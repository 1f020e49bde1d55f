/* article/root.c: where on a page the article is.
 * Evidence in this order: elements named as the body of an article, else the element whose own paragraphs hold most running text;
 * the article element around the headline outweighs others. */
#include "article/page.h"

typedef att_web_page page;
typedef att_web_state state;
typedef att_web_facts facts;

/* ---- where the article is --------------------------------------------------------------------------------------------------------- */

bool att_web_is_sentence(const att_block *k) { return !k->headish && k->count >= 6; }

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
        bool prose = (att_web_is_sentence(k) || k->count >= 25) && f->link * 2 < f->all + 1 && k->tag != ATT_TAG_CAPTION;
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
bool att_web_is_bulk(const page *p, uint32_t i, uint32_t all, uint32_t percent)
{
    uint64_t held = p->prose[i], same = p->at[i].use ? p->use_prose[p->at[i].use] : 0;
    if (att_web_has_use(p, i, "comment"))
        return held * 100 >= (uint64_t)all * 85;
    bool together = same > held && !att_web_has_use(p, i, "related");
    return (together ? same : held) * 100 >= (uint64_t)all * (att_web_has_use(p, i, "embed") ? 85 : percent);
}

/* What is named as something else is, unless it holds half of the page's running text: then its name is not to be trusted. */
static void set_drops(page *p)
{
    measure_uses(p, 1, p->h.nodes.n);
    for (uint32_t i = 1; i < p->h.nodes.n; i++) {
        state *s = &p->at[i];
        s->drop = p->at[p->h.nodes.p[i].parent].drop;
        if (s->drop == ATT_NONE && s->other && (!p->prose[i] || !att_web_is_bulk(p, i, p->prose[0], 50)))
            s->drop = i;
    }
}

/* Each element gets the running text of its own paragraphs, and half that of its children's. */
static void set_near(page *p)
{
    for (uint32_t i = 0; i < p->b->list.n; i++) {
        const att_block *k = &p->b->list.p[i];
        const facts *f = &p->facts.p[i];
        if (att_web_drop(p, i) != ATT_NONE || !f->prose)
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
    while (i != 0 && i != ATT_NONE && !(p->h.nodes.p[i].tag == ATT_TAG_article && p->prose[i] >= ATT_LITTLE_PROSE))
        i = p->h.nodes.p[i].parent;
    return i == ATT_NONE ? 0 : i;
}

static uint64_t weight(const page *p, uint32_t i)
{
    uint32_t tag = p->h.nodes.p[i].tag;
    uint64_t w = 100;
    if (att_web_has_use(p, i, "body"))
        w = 160;
    else if (att_web_has_use(p, i, "maybe") || tag == ATT_TAG_article || tag == ATT_TAG_main)
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
        if (home && !att_web_holds(p, home, i))
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

static bool is_named(const page *p, uint32_t i) { return att_web_has_use(p, i, "body") && !p->at[i].hard; }

/* An element named as an article's body counts when it holds half of the running text around the densest place. */
static uint32_t named_root(const page *p, uint32_t dense)
{
    uint32_t named = ATT_NONE;
    for (uint32_t i = 1; i < p->h.nodes.n; i++) {
        if (!is_named(p, i) || !p->prose[i] || (p->at[i].drop != ATT_NONE && p->prose[i] < p->prose[dense]))
            continue;
        bool around = att_web_holds(p, i, dense) && p->link[i] * 2 < p->text[i],
             within = att_web_holds(p, p->root, i) && p->prose[i] * 2 > p->prose[p->root];
        if ((around || within) && (named == ATT_NONE || !att_web_holds(p, named, i) || p->prose[i] * 10 > p->prose[named] * 9))
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
    if (named == ATT_NONE && (p->root == ATT_NONE || p->prose[p->root] < ATT_LITTLE_PROSE)) {
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
    if (!is_named(p, i) || p->at[i].drop != ATT_NONE || att_web_holds(p, i, p->root))
        return false;
    bool same_article = p->root_article && article_of(p, i) == p->root_article;
    if (same_class(att_html_attribute(&p->h, i, "class"), p->root_name))
        return same_article || p->h.nodes.p[i].parent == p->h.nodes.p[p->root].parent;
    uint32_t around = article_of(p, i);
    bool no_other_article = same_article || !around || att_web_holds(p, around, p->root);
    return no_other_article && p->prose[i] >= ATT_LITTLE_PROSE && p->link[i] * 8 < p->text[i];
}

bool att_web_is_inside(const page *p, uint32_t node)
{
    if (att_web_holds(p, p->root, node))
        return true;
    for (uint32_t i = node; p->root_name.n && i != ATT_NONE && i != 0; i = p->h.nodes.p[i].parent)
        if (is_piece(p, i))
            return true;
    return false;
}

void att_web_find_root(page *p)
{
    measure_blocks(p);
    set_drops(p);
    set_near(p);
    p->headline = find_headline(p, att_meta_title(&p->meta, p->arena));
    choose_root(p);
    if (p->root != ATT_NONE)
        measure_uses(p, p->root + 1, p->h.nodes.p[p->root].end);
}
