/* article/ld_body.c: the article as JSON-LD holds it, for pages that show little of it: a paywall laid over it, a script that would fetch
 * it. Words lead back to the bytes of the JSON string. */
#include "article/page.h"

typedef struct {
    uint32_t at, end; /* of a JSON string, without its marks */
} stretch;

static uint32_t string_end(att_str s, uint32_t at, uint32_t end)
{
    while (at < end && s.p[at] != '"')
        at += s.p[at] == '\\' ? 2 : 1;
    return at < end ? at : end;
}

/* The longest string under the key "articleBody" in [at, end). */
static stretch longest_body(att_str s, uint32_t at, uint32_t end, stretch best)
{
    static const char key[] = "\"articleBody\"";
    for (;;) {
        size_t hit = att_str_find(att_str_sub(s, at, end - at), ATT_STR("\"articleBody\""));
        if (hit == SIZE_MAX)
            return best;
        at += (uint32_t)hit + (uint32_t)sizeof key - 1;
        while (at < end && (att_is_blank((unsigned char)s.p[at]) || s.p[at] == ':'))
            at++;
        if (at >= end || s.p[at] != '"')
            continue;
        stretch found = {at + 1, string_end(s, at + 1, end)};
        best = found.end - found.at > best.end - best.at ? found : best;
        at = found.end;
    }
}

static stretch find_body(const att_html *h)
{
    stretch best = {0, 0};
    for (uint32_t i = 1; i + 1 < h->nodes.n; i++) {
        const att_node *k = &h->nodes.p[i], *raw = k + 1;
        if (k->tag == ATT_TAG_script && raw->tag == ATT_NODE_RAW && raw->parent == i &&
            att_str_find(att_html_attribute(h, i, "type"), ATT_STR("ld+json")) != SIZE_MAX)
            best = longest_body(h->text, raw->at, raw->at + raw->n, best);
    }
    return best;
}

/* The unit that "\uXXXX" at `at` stands for; false for anything else. */
static bool read_unit(att_str s, uint32_t at, uint32_t end, uint32_t *unit)
{
    *unit = 0;
    if (at + 6 > end || s.p[at] != '\\' || s.p[at + 1] != 'u')
        return false;
    for (uint32_t i = at + 2; i < at + 6; i++) {
        unsigned char d = (unsigned char)s.p[i];
        bool letter = (d | 32) >= 'a' && (d | 32) <= 'f';
        if (!letter && !att_is_digit(d))
            return false;
        *unit = *unit * 16 + (letter ? (uint32_t)(d | 32) - 'a' + 10 : (uint32_t)d - '0');
    }
    return true;
}

/* The sign at `at` (two units for one beyond U+FFFF) and the bytes that stand for it; 0 bytes: none. */
static uint32_t read_sign(att_str s, uint32_t at, uint32_t end, uint32_t *sign)
{
    uint32_t high, low;
    if (!read_unit(s, at, end, &high))
        return 0;
    bool lead = high >= 0xD800 && high < 0xDC00;
    if (lead && read_unit(s, at + 6, end, &low) && low >= 0xDC00 && low < 0xE000) {
        *sign = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return 12;
    }
    *sign = high >= 0xD800 && high < 0xE000 ? 0xFFFD : high;
    return 6;
}

/* Adds what the escape at `at` stands for; a line end parts paragraphs.  Returns its length. */
static uint32_t add_escape(att_blocks *b, att_str s, uint32_t at, uint32_t end, bool *parts)
{
    char out[8];
    uint32_t c = at + 1 < end ? (unsigned char)s.p[at + 1] : ' ', used = read_sign(s, at, end, &c);
    if (!used && (c >= 0x80 || at + 1 >= end))
        return 1; /* a stray mark */
    if (!used)
        c = c == 'n' || c == 'r' ? '\n' : c == 't' || c == 'b' || c == 'f' ? ' ' : c;
    *parts = c == '\n' || c == '\r';
    used = used ? used : 2;
    if (!*parts)
        att_block_put(b, (att_str){out, att_utf8_put(out, c)}, at, used);
    return used;
}

/* "<p>", "<br />", "<\/p>": markup within the string; its end, or 0. */
static uint32_t tag_within(att_str s, uint32_t at, uint32_t end)
{
    uint32_t i = at + 1;
    while (i < end && (s.p[i] == '/' || s.p[i] == '\\'))
        i++;
    if (i >= end || !att_is_alpha((unsigned char)s.p[i]))
        return 0;
    const char *close = memchr(s.p + i, '>', end - i);
    return close ? (uint32_t)(close - s.p) + 1 : 0;
}

static void add_paragraphs(att_blocks *b, att_str s, stretch body)
{
    att_block_open(b, ATT_TAG_TEXT, 0, 0);
    for (uint32_t at = body.at; at < body.end;) {
        char out[8];
        size_t n = 0;
        bool parts = false;
        uint32_t next = at + 1, tag = s.p[at] == '<' ? tag_within(s, at, body.end) : 0;
        size_t entity = s.p[at] == '&' ? att_html_entity((att_str){s.p, body.end}, at, out, &n) : 0;
        if (s.p[at] == '\\') {
            next = at + add_escape(b, s, at, body.end, &parts);
        } else if (tag) {
            unsigned char first = (unsigned char)s.p[at + 1] == '\\' ? (unsigned char)s.p[at + 3] : (unsigned char)s.p[at + 1];
            parts = first == 'p' || first == 'b' || first == '/' || first == 'd' || first == 'h' || first == 'l';
            next = tag;
        } else if (entity) {
            att_block_put(b, (att_str){out, n}, at, (uint32_t)entity);
            next = at + (uint32_t)entity;
        } else {
            while (next < body.end && !strchr("\\<&", s.p[next]))
                next++;
            att_block_add(b, at, next - at);
        }
        if (parts) {
            att_block_close(b);
            att_block_open(b, ATT_TAG_TEXT, 0, 0);
        }
        at = next;
    }
    att_block_close(b);
}

/* Inside a block that the page shows, as a title that is never closed holds all behind it: two paragraphs would claim the same bytes. */
static bool lies_in_a_block(const att_blocks *b, stretch body)
{
    for (uint32_t i = 0; i < b->list.n; i++) {
        const att_src *s = &b->list.p[i].src;
        if (!b->list.p[i].why.n && s->at < body.end && s->at + s->n > body.at)
            return true;
    }
    return false;
}

bool att_ld_body_add(att_blocks *b, const att_html *h, uint32_t more_than)
{
    stretch body = find_body(h);
    if (body.end - body.at <= more_than || lies_in_a_block(b, body))
        return false;
    uint32_t first = b->list.n;
    add_paragraphs(b, h->text, body);
    att_blocks_measure_from(b, first);
    return b->list.n > first;
}
