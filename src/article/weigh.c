/* article/weigh.c: what there is to see of a block. */
#include "article/page.h"
#include "pipe/engine.h"

typedef int16_t features[ATT_FEATURES];

typedef struct {
    uint32_t blocks, prose, link, all;
} like; /* blocks whose element and parent have the same tags and names */

typedef struct {
    const att_web_page *p;
    uint32_t *like_of; /* [blocks] */
    ATT_VEC(like) likes;
    uint8_t *phrase; /* [blocks] */
    att_map copies;  /* folded words -> times */
    att_map title;
    att_str language;
    uint32_t total; /* running text of what the rules keep */
} view;

static const att_block *block(const view *v, uint32_t i) { return &v->p->b->list.p[i]; }
static const att_web_facts *facts(const view *v, uint32_t i) { return &v->p->facts.p[i]; }
static uint32_t count(const view *v) { return v->p->b->list.n; }
static uint32_t least(uint64_t a, uint32_t most) { return a < most ? (uint32_t)a : most; }
static int16_t percent(uint64_t part, uint64_t all) { return all ? (int16_t)least(part * 100 / all, 100) : 0; }
static uint32_t parent_of(const att_web_page *p, uint32_t node) { return node == ATT_NONE ? ATT_NONE : p->h.nodes.p[node].parent; }
static bool is_prose(const view *v, uint32_t i) { return facts(v, i)->prose > 0; }
/* Running text that the rules keep. */
static bool is_body(const view *v, uint32_t i) { return is_prose(v, i) && !block(v, i)->why.n; }

/* ---- likes --------------------------------------------------------------------------------------------------------------- */

static void add_names(const att_web_page *p, att_buf *key, uint32_t node)
{
    if (node == ATT_NONE)
        return;
    att_buf_char(key, (char)('0' + p->h.nodes.p[node].tag));
    att_str name = att_html_attribute(&p->h, node, "class");
    for (size_t i = 0; i < name.n && i < 100; i++)
        if (!att_is_digit((unsigned char)name.p[i])) /* "post-1806": numbered, and yet alike */
            att_buf_char(key, name.p[i]);
    att_buf_char(key, '\n');
}

static void find_likes(view *v)
{
    const att_web_page *p = v->p;
    att_map seen = {.arena = p->arena};
    for (uint32_t i = 0; i < count(v); i++) {
        att_buf key = {.arena = p->arena};
        uint32_t node = block(v, i)->node, up = parent_of(p, node);
        add_names(p, &key, node);
        add_names(p, &key, up);
        uint32_t *n = att_map_add(&seen, att_buf_str(&key));
        if (*n == ATT_NONE) {
            *n = v->likes.n;
            (void)ATT_PUSH(p->arena, &v->likes);
        }
        like *l = &v->likes.p[*n];
        v->like_of[i] = *n;
        l->blocks++;
        l->prose += facts(v, i)->prose;
        l->link += facts(v, i)->link;
        l->all += facts(v, i)->all;
    }
}

/* ---- its words ------------------------------------------------------------------------------------------------------------- */

static uint8_t phrase_kind(att_str why)
{
    if (!why.n)
        return 0;
    if (att_str_is(why, "related"))
        return 1;
    if (att_str_is(why, "newsletter") || att_str_is(why, "share") || att_str_is(why, "app") || att_str_is(why, "donation"))
        return 2;
    return att_str_is(why, "author") ? 3 : 4;
}

static bool is_function_word(const view *v, att_str w)
{
    char key[40];
    if (w.n > 20 || v->language.n > 8)
        return false;
    memcpy(key, v->language.p, v->language.n);
    key[v->language.n] = ' ';
    memcpy(key + v->language.n + 1, w.p, w.n);
    return att_map_find(&v->p->t->language, (att_str){key, v->language.n + 1 + w.n}) != ATT_NONE;
}

static int16_t last_sign(att_str s)
{
    size_t n = s.n;
    while (n && ((unsigned char)s.p[n - 1] >= 0x80 || strchr("\"')] ", s.p[n - 1])))
        n--;
    char c = n ? s.p[n - 1] : 0;
    return c == '.' ? 1 : c == '?' || c == '!' ? 2 : c == ':' ? 3 : 0;
}

static void see_words(const view *v, uint32_t i, int16_t *f)
{
    const att_block *k = block(v, i);
    att_str s = att_block_words(v->p->b, k), rest = k->fold, w;
    uint32_t commas = 0, digits = 0, handles = 0, capitals = 0, function = 0, title = 0, n = 0;
    bool start = true;
    for (size_t c = 0; c < s.n; c++) {
        commas += s.p[c] == ',';
        handles += s.p[c] == '@';
        digits += att_is_digit((unsigned char)s.p[c]);
        capitals += start && att_is_upper((unsigned char)s.p[c]);
        start = s.p[c] == ' ';
    }
    while (rest.p && att_str_split(&rest, ' ', &w)) {
        while (w.n && strchr(".,;:!?\"'()", w.p[w.n - 1]))
            w.n--;
        n++;
        function += is_function_word(v, w);
        title += w.n > 3 && att_map_find(&v->title, w) != ATT_NONE;
    }
    f[ATT_F_words] = (int16_t)least(k->count, 200);
    f[ATT_F_sentence] = !k->headish && k->count >= 6;
    f[ATT_F_commas] = percent(commas, k->count);
    f[ATT_F_function_words] = n ? percent(function, n) : 40;
    f[ATT_F_capitals] = percent(capitals, k->count);
    f[ATT_F_digits] = percent(digits, s.n);
    f[ATT_F_quoted] = k->quoted;
    f[ATT_F_ends] = last_sign(s);
    f[ATT_F_links] = percent(facts(v, i)->link, facts(v, i)->all);
    f[ATT_F_strong] = percent(facts(v, i)->strong, facts(v, i)->all);
    f[ATT_F_handles] = (int16_t)least(handles, 9);
    f[ATT_F_title] = percent(title, n);
    f[ATT_F_copies] = k->fold.n ? (int16_t)least(att_map_find(&v->copies, k->fold) - 1, 9) : 0;
    f[ATT_F_phrase] = v->phrase[i];
}

/* ---- its elements ------------------------------------------------------------------------------------------------------------ */

static void see_use(const att_web_page *p, uint32_t node, int16_t *f)
{
    static const struct {
        const char *use;
        int feature;
    } uses[] = {{"related", ATT_F_named_related},       {"share", ATT_F_named_share},           {"comment", ATT_F_named_comment},
                {"newsletter", ATT_F_named_newsletter}, {"author", ATT_F_named_author},         {"byline", ATT_F_named_byline},
                {"advertisement", ATT_F_named_advertisement}, {"navigation", ATT_F_named_navigation}, {"embed", ATT_F_named_embed},
                {"standfirst", ATT_F_named_standfirst}, {"paywall", ATT_F_named_paywall},       {"copyright", ATT_F_named_legal},
                {"cookie", ATT_F_named_legal}};
    uint8_t use = p->at[node].use;
    if (!use)
        return;
    att_str name = p->t->uses.p[use - 1];
    for (size_t u = 0; u < sizeof uses / sizeof *uses; u++)
        if (att_str_is(name, uses[u].use))
            f[uses[u].feature] = 1;
    int counted = att_str_is(name, "body") ? ATT_F_named_body : att_str_is(name, "maybe") ? ATT_F_named_maybe : -1;
    if (counted >= 0)
        f[counted] = (int16_t)(f[counted] + (f[counted] < 9));
}

static void see_elements(const view *v, uint32_t i, int16_t *f)
{
    const att_web_page *p = v->p;
    const att_block *k = block(v, i);
    int16_t steps = 0;
    f[ATT_F_heading] = k->level;
    f[ATT_F_list] = k->tag == ATT_TAG_LIST;
    f[ATT_F_quote] = k->tag == ATT_TAG_QUOTE;
    f[ATT_F_caption] = k->tag == ATT_TAG_CAPTION;
    f[ATT_F_paragraph] = p->h.nodes.p[k->node].tag == ATT_TAG_p;
    f[ATT_F_cell] = facts(v, i)->cell;
    f[ATT_F_figure] = facts(v, i)->figure;
    f[ATT_F_header] = facts(v, i)->header;
    f[ATT_F_other_depth] = 20;
    f[ATT_F_depth] = -1;
    for (uint32_t n = k->node; n != ATT_NONE && n; n = parent_of(p, n), steps++) {
        uint32_t tag = p->h.nodes.p[n].tag;
        f[ATT_F_footer] |= tag == ATT_TAG_footer;
        f[ATT_F_nav] |= tag == ATT_TAG_nav || tag == ATT_TAG_menu;
        f[ATT_F_aside] |= tag == ATT_TAG_aside;
        f[ATT_F_form] |= tag == ATT_TAG_form;
        f[ATT_F_main] |= tag == ATT_TAG_main;
        f[ATT_F_articles] = (int16_t)(f[ATT_F_articles] + (tag == ATT_TAG_article && f[ATT_F_articles] < 9));
        see_use(p, n, f);
        if (p->at[n].other) {
            f[ATT_F_named_other] = (int16_t)(f[ATT_F_named_other] + (f[ATT_F_named_other] < 9));
            f[ATT_F_other_depth] = steps < f[ATT_F_other_depth] ? steps : f[ATT_F_other_depth];
        }
        if (n == p->root)
            f[ATT_F_depth] = steps < 20 ? steps : 20;
    }
    f[ATT_F_left] = k->why.n > 0;
    f[ATT_F_inside] = f[ATT_F_depth] >= 0;
    f[ATT_F_hidden_drop] = f[ATT_F_depth] < 0 && p->at[k->node].drop != ATT_NONE;
}

static void see_mass(const view *v, uint32_t i, const uint32_t *prose_children, int16_t *f)
{
    const att_web_page *p = v->p;
    uint32_t up = parent_of(p, block(v, i)->node), above = parent_of(p, up);
    uint32_t all = p->root == ATT_NONE ? p->prose[0] : p->prose[p->root];
    const like *l = &v->likes.p[v->like_of[i]];
    if (up != ATT_NONE) {
        f[ATT_F_parent_prose] = percent(p->prose[up], all);
        f[ATT_F_parent_links] = percent(p->link[up], p->text[up]);
        f[ATT_F_parent_words] = (int16_t)least(p->text[up] / 6, 500);
        f[ATT_F_same_parent] = (int16_t)least(prose_children[up], 30);
    }
    if (above != ATT_NONE) {
        f[ATT_F_grand_prose] = percent(p->prose[above], all);
        f[ATT_F_grand_links] = percent(p->link[above], p->text[above]);
    }
    f[ATT_F_like_prose] = percent(l->prose, p->prose[0]);
    f[ATT_F_like_links] = percent(l->link, l->all);
    f[ATT_F_like_count] = (int16_t)least(l->blocks, 100);
    f[ATT_F_root_words] = (int16_t)least(all / 100, 200);
    f[ATT_F_root_share] = percent(all, p->prose[0]);
}

/* ---- its place ------------------------------------------------------------------------------------------------------------- */

static void see_neighbour(const view *v, uint32_t i, uint32_t of, int16_t *f, int words, int links, int left, int alike)
{
    f[words] = (int16_t)least(block(v, i)->count, 100);
    f[links] = percent(facts(v, i)->link, facts(v, i)->all);
    f[left] = block(v, i)->why.n > 0;
    f[alike] = v->like_of[i] == v->like_of[of];
}

static int16_t prose_around(const view *v, uint32_t i)
{
    uint32_t n = 0;
    for (uint32_t k = i > 3 ? i - 3 : 0; k <= i + 3 && k < count(v); k++)
        n += k != i && is_prose(v, k) ? block(v, k)->count : 0;
    return (int16_t)least(n, 400);
}

static void see_places(const view *v, features *all)
{
    uint32_t seen = 0, n = count(v), since = 30;
    uint8_t announced = 0;
    for (uint32_t i = 0; i < n; i++) {
        int16_t *f = all[i];
        const att_block *k = block(v, i);
        uint32_t h = v->p->headline;
        f[ATT_F_after_headline] = h != ATT_NONE && i > h ? (int16_t)least(i - h, 60) : -1;
        f[ATT_F_place] = !seen ? -1 : seen >= v->total ? 101 : percent(seen, v->total);
        f[ATT_F_to_prose] = (int16_t)since;
        f[ATT_F_around] = prose_around(v, i);
        f[ATT_F_announced] = announced;
        if (is_body(v, i)) {
            seen += facts(v, i)->prose;
            since = 0;
        }
        since = least(since + 1, 30);
        if (v->phrase[i] && k->count <= 6)
            announced = v->phrase[i];
        else if (is_prose(v, i) || (k->level && !v->phrase[i]))
            announced = 0;
        if (i)
            see_neighbour(v, i - 1, i, f, ATT_F_before_words, ATT_F_before_links, ATT_F_before_left, ATT_F_before_like);
        if (i + 1 < n)
            see_neighbour(v, i + 1, i, f, ATT_F_after_words, ATT_F_after_links, ATT_F_after_left, ATT_F_after_like);
    }
    since = 30;
    for (uint32_t i = n; i-- > 0;) {
        all[i][ATT_F_from_prose] = (int16_t)since;
        since = is_body(v, i) ? 1 : least(since + 1, 30);
    }
}

/* ---- all ------------------------------------------------------------------------------------------------------------------- */

static void prepare(view *v)
{
    const att_web_page *p = v->p;
    uint32_t n = count(v);
    v->like_of = ATT_ARRAY(p->arena, uint32_t, n + 1);
    v->phrase = ATT_ARRAY(p->arena, uint8_t, n + 1);
    v->copies.arena = v->title.arena = p->arena;
    att_str lang = {p->meta.lang.p, p->meta.lang.n < 2 ? p->meta.lang.n : 2}, rest, w;
    v->language = ATT_STR("en");
    for (uint32_t i = 0; i < p->t->languages.n; i++)
        if (att_str_same(p->t->languages.p[i], lang))
            v->language = p->t->languages.p[i];
    rest = att_str_fold(p->arena, att_meta_title(&p->meta, p->arena));
    while (rest.p && att_str_split(&rest, ' ', &w))
        if (w.n > 3)
            *att_map_add(&v->title, w) = 0;
    for (uint32_t i = 0; i < n; i++) {
        const att_block *k = block(v, i);
        v->phrase[i] = phrase_kind(att_residue_of(p->t, p->arena, k, false));
        v->total += is_body(v, i) ? facts(v, i)->prose : 0;
        if (k->fold.n) {
            uint32_t *times = att_map_add(&v->copies, k->fold);
            *times = *times == ATT_NONE ? 1 : *times + 1;
        }
    }
    find_likes(v);
}

void att_web_weigh(att_web_page *p)
{
    view *v = ATT_NEW(p->arena, view);
    v->p = p;
    prepare(v);
    features *all = ATT_ARRAY(p->arena, features, count(v) + 1);
    uint32_t *prose_children = ATT_ARRAY(p->arena, uint32_t, p->h.nodes.n);
    for (uint32_t i = 0; i < count(v); i++)
        if (is_prose(v, i) && parent_of(p, block(v, i)->node) != ATT_NONE)
            prose_children[parent_of(p, block(v, i)->node)]++;
    for (uint32_t i = 0; i < count(v); i++) {
        see_words(v, i, all[i]);
        see_elements(v, i, all[i]);
        see_mass(v, i, prose_children, all[i]);
    }
    see_places(v, all);
    for (uint32_t i = 0; i < count(v); i++)
        p->b->list.p[i].seen = all[i];
}
