/* article/html.c: an HTML tokenizer with just enough tree building.  One pass, a flat array, no recursion. */
#include "article/html.h"

enum { V = 1, R = 2, B = 4, I = 8, D = 16 };

typedef struct {
    const char *name;
    uint8_t flags;
} tag_kind;
#define TAG_KIND(name, flag) [ATT_TAG_##name] = {#name, flag},
static const tag_kind KINDS[ATT_HTML_TAG_COUNT] = {ATT_HTML_TAGS(TAG_KIND)};

enum { DEEPEST = 400, LONGEST_NAME = 10 };

bool att_html_inline(att_html_tag t) { return KINDS[t].flags & I || t <= ATT_TAG_other; }
bool att_html_dropped(att_html_tag t) { return KINDS[t].flags & (D | R) && t != ATT_TAG_title; }

static char lower(char c) { return att_is_upper((unsigned char)c) ? (char)(c + 32) : c; }

static att_html_tag tag_of(att_str name)
{
    char word[LONGEST_NAME + 1];
    if (name.n > LONGEST_NAME || !name.n)
        return ATT_TAG_other;
    for (size_t i = 0; i < name.n; i++)
        word[i] = lower(name.p[i]);
    word[name.n] = 0;
    int low = ATT_TAG_other + 1, high = ATT_HTML_TAG_COUNT - 1;
    while (low <= high) {
        int mid = (low + high) / 2, c = strcmp(word, KINDS[mid].name);
        if (!c)
            return (att_html_tag)mid;
        low = c > 0 ? mid + 1 : low;
        high = c < 0 ? mid - 1 : high;
    }
    return ATT_TAG_other;
}

typedef struct {
    att_arena *arena;
    att_str s;
    att_html *out;
    uint32_t stack[DEEPEST + 1]; /* open elements; stack[0] is the page */
    uint32_t n;
    uint32_t text;                                       /* start of the text not yet written */
    bool unclosed[ATT_HTML_TAG_COUNT], comment_unclosed; /* no end of this kind is ahead: not looked for again */
} reader;

static uint32_t add_node(reader *r, att_html_tag tag, uint32_t at, uint32_t n)
{
    uint32_t parent = r->n ? r->stack[r->n - 1] : ATT_NONE, i = r->out->nodes.n;
    *ATT_PUSH(r->arena, &r->out->nodes) = (att_node){(uint16_t)tag, (uint16_t)r->n, parent, i + 1, at, n};
    return i;
}

static void flush_text(reader *r, uint32_t end)
{
    if (end > r->text)
        add_node(r, ATT_NODE_TEXT, r->text, end - r->text);
    r->text = end;
}

static void pop_to(reader *r, uint32_t depth)
{
    while (r->n > depth) {
        r->n--;
        r->out->nodes.p[r->stack[r->n]].end = r->out->nodes.n;
    }
}

static att_html_tag open_tag(const reader *r, uint32_t i) { return (att_html_tag)r->out->nodes.p[r->stack[i]].tag; }

static bool is_cell(att_html_tag t) { return t == ATT_TAG_td || t == ATT_TAG_th || t == ATT_TAG_caption; }

/* Closes the nearest open `tag` unless one of `stops` (or a table cell) is met before. */
static void close_nearest(reader *r, att_html_tag tag, att_html_tag stop1, att_html_tag stop2)
{
    for (uint32_t i = r->n; i-- > 1;) {
        att_html_tag t = open_tag(r, i);
        if (t == tag) {
            pop_to(r, i);
            return;
        }
        if (t == stop1 || t == stop2 || t == ATT_TAG_table || is_cell(t))
            return;
    }
}

static bool is_heading(att_html_tag t) { return t >= ATT_TAG_h1 && t <= ATT_TAG_h6; }

/* End tags that may be left out. */
static void close_implied(reader *r, att_html_tag tag)
{
    switch (tag) {
    case ATT_TAG_li:
        close_nearest(r, ATT_TAG_li, ATT_TAG_ul, ATT_TAG_ol);
        break;
    case ATT_TAG_dd:
    case ATT_TAG_dt:
        close_nearest(r, ATT_TAG_dd, ATT_TAG_dl, ATT_TAG_dl);
        close_nearest(r, ATT_TAG_dt, ATT_TAG_dl, ATT_TAG_dl);
        break;
    case ATT_TAG_option:
        close_nearest(r, ATT_TAG_option, ATT_TAG_select, ATT_TAG_select);
        break;
    case ATT_TAG_body:
        close_nearest(r, ATT_TAG_head, ATT_TAG_body, ATT_TAG_body);
        break;
    case ATT_TAG_td:
    case ATT_TAG_th:
    case ATT_TAG_tr:
    case ATT_TAG_tbody:
    case ATT_TAG_thead:
    case ATT_TAG_tfoot:
        for (uint32_t i = r->n; i-- > 1;) {
            att_html_tag t = open_tag(r, i);
            bool section = t == ATT_TAG_tbody || t == ATT_TAG_thead || t == ATT_TAG_tfoot;
            if (t == ATT_TAG_table || ((tag == ATT_TAG_td || tag == ATT_TAG_th) && t == ATT_TAG_tr) || (tag == ATT_TAG_tr && section)) {
                pop_to(r, i + 1);
                break;
            }
        }
        break;
    default:
        break;
    }
    if ((KINDS[tag].flags & B || tag == ATT_TAG_hr) && !(is_cell(tag) || tag == ATT_TAG_tr))
        for (uint32_t i = r->n; i-- > 1;) { /* a paragraph ends where a block begins */
            att_html_tag t = open_tag(r, i);
            if (t == ATT_TAG_p || (is_heading(t) && is_heading(tag))) {
                pop_to(r, i);
                break;
            }
            if (KINDS[t].flags & (B | D))
                break;
        }
}

static void end_tag(reader *r, att_html_tag tag)
{
    if (tag == ATT_TAG_body || tag == ATT_TAG_html || tag == ATT_TAG_other)
        return;
    bool is_inline = KINDS[tag].flags & I,
         table = tag == ATT_TAG_table || tag == ATT_TAG_tr || tag == ATT_TAG_tbody || tag == ATT_TAG_thead;
    for (uint32_t i = r->n; i-- > 1;) {
        att_html_tag t = open_tag(r, i);
        if (t == tag || (is_heading(t) && is_heading(tag))) {
            pop_to(r, i);
            return;
        }
        if ((is_inline && KINDS[t].flags & (B | D)) || (!table && is_cell(t) && !is_cell(tag)) || (tag == ATT_TAG_p && KINDS[t].flags & B))
            return;
    }
}

static bool name_char(unsigned char c) { return att_is_alpha(c) || att_is_digit(c) || c == '-' || c == ':' || c == '_'; }

/* The ">" that ends a tag, quotation marks respected; where a mark is never closed the first ">" has to do. */
static uint32_t tag_end(att_str s, uint32_t at)
{
    char quote = 0;
    bool value = false; /* a quotation mark counts only behind "=" */
    uint32_t first = 0;
    for (uint32_t i = at; i < s.n; i++) {
        char c = s.p[i];
        if (quote) {
            if (c == quote)
                quote = 0;
            else if (c == '>' && !first)
                first = i + 1;
            continue;
        }
        if (c == '>')
            return i + 1;
        if ((c == '"' || c == '\'') && value)
            quote = c;
        if (!att_is_blank((unsigned char)c))
            value = c == '=';
    }
    return first ? first : (uint32_t)s.n;
}

static uint32_t find(att_str s, uint32_t from, const char *what)
{
    size_t at = from < s.n ? att_str_find(att_str_from(s, from), att_str_of(what)) : SIZE_MAX;
    return at == SIZE_MAX ? (uint32_t)s.n : from + (uint32_t)at;
}

/* Where "</name" stands; s.n when nowhere. */
static uint32_t raw_end(att_str s, uint32_t from, att_str name)
{
    while (from + 2 + name.n <= s.n) {
        const char *hit = memchr(s.p + from, '<', s.n - from);
        if (!hit)
            break;
        from = (uint32_t)(hit - s.p);
        if (from + 2 + name.n <= s.n && s.p[from + 1] == '/' && att_str_same(att_str_sub(s, from + 2, name.n), name))
            return from;
        from++;
    }
    return (uint32_t)s.n;
}

static uint32_t start_tag(reader *r, uint32_t at)
{
    att_str s = r->s;
    uint32_t i = at + 1;
    while (i < s.n && name_char((unsigned char)s.p[i]))
        i++;
    att_str name = att_str_sub(s, at + 1, i - at - 1);
    att_html_tag tag = tag_of(name);
    uint32_t end = tag_end(s, i);
    bool repeated = (tag == ATT_TAG_html || tag == ATT_TAG_body) && r->n > 2;
    if (repeated)
        return end;
    close_implied(r, tag);
    uint32_t node = add_node(r, tag, at, end - at);
    bool closed = end >= 2 && s.p[end - 2] == '/' && !(KINDS[tag].flags & (B | I)); /* <svg/>, <x-y/> */
    if (KINDS[tag].flags & V || closed)
        return end;
    if (KINDS[tag].flags & R) {
        uint32_t stop = r->unclosed[tag] ? (uint32_t)s.n : raw_end(s, end, name);
        r->unclosed[tag] = stop == s.n;
        if (stop == s.n && tag != ATT_TAG_script && tag != ATT_TAG_style) /* never closed: do not lose the rest of the page */
            return end;
        if (stop > end) {
            uint32_t raw = add_node(r, ATT_NODE_RAW, end, stop - end);
            r->out->nodes.p[raw].parent = node;
        }
        r->out->nodes.p[node].end = r->out->nodes.n;
        return stop < s.n ? tag_end(s, stop) : stop;
    }
    if (r->n < DEEPEST)
        r->stack[r->n++] = node;
    return end;
}

static uint32_t markup(reader *r, uint32_t at)
{
    att_str s = r->s;
    char c = at + 1 < s.n ? s.p[at + 1] : 0;
    if (c == '!' && att_str_starts(att_str_from(s, at), "<!--")) {
        uint32_t end = r->comment_unclosed ? (uint32_t)s.n : find(s, at + 4, "-->");
        r->comment_unclosed = end == s.n;
        return end < s.n ? end + 3 : find(s, at, ">") + 1;
    }
    if (c == '!' || c == '?') {
        uint32_t end = find(s, at, ">");
        return end < s.n ? end + 1 : end;
    }
    if (c == '/') {
        uint32_t i = at + 2;
        while (i < s.n && name_char((unsigned char)s.p[i]))
            i++;
        end_tag(r, tag_of(att_str_sub(s, at + 2, i - at - 2)));
        uint32_t end = find(s, i, ">");
        return end < s.n ? end + 1 : end;
    }
    return start_tag(r, at);
}

static bool opens_markup(att_str s, uint32_t at)
{
    unsigned char c = at + 1 < s.n ? (unsigned char)s.p[at + 1] : 0;
    return att_is_alpha(c) || c == '!' || c == '?' || (c == '/' && at + 2 < s.n && att_is_alpha((unsigned char)s.p[at + 2]));
}

void att_html_read(att_arena *arena, att_str text, att_html *out)
{
    reader *r = ATT_NEW(arena, reader);
    *r = (reader){.arena = arena, .s = text, .out = out};
    *out = (att_html){.text = text};
    r->stack[0] = add_node(r, ATT_TAG_other, 0, 0);
    r->n = 1;
    for (uint32_t at = 0; at < text.n;) {
        const char *hit = memchr(text.p + at, '<', text.n - at);
        if (!hit)
            break;
        at = (uint32_t)(hit - text.p);
        if (!opens_markup(text, at)) {
            at++;
            continue;
        }
        flush_text(r, at);
        uint32_t end = markup(r, at);
        at = end > at ? end < text.n ? end : (uint32_t)text.n : at + 1;
        r->text = at;
    }
    flush_text(r, (uint32_t)text.n);
    pop_to(r, 0);
}

/* ---- attributes ------------------------------------------------------------------------------------------------------------ */

att_str att_html_attributes(const att_html *h, uint32_t node)
{
    const att_node *k = &h->nodes.p[node];
    att_str s = k->n ? att_str_sub(h->text, k->at + 1, k->n - 1) : (att_str){"", 0};
    while (s.n && name_char((unsigned char)s.p[0]))
        s = att_str_from(s, 1);
    return s;
}

bool att_html_next_attribute(att_str *rest, att_str *name, att_str *value)
{
    att_str s = *rest;
    while (s.n && (att_is_blank((unsigned char)s.p[0]) || s.p[0] == '/'))
        s = att_str_from(s, 1);
    size_t n = 0;
    while (n < s.n && !att_is_blank((unsigned char)s.p[n]) && s.p[n] != '=' && s.p[n] != '>' && (s.p[n] != '/' || !n))
        n++;
    if (!n)
        return false;
    *name = att_str_sub(s, 0, n);
    *value = att_str_sub(s, n, 0);
    s = att_str_from(s, n);
    size_t at = 0;
    while (at < s.n && att_is_blank((unsigned char)s.p[at]))
        at++;
    if (at < s.n && s.p[at] == '=') {
        at++;
        while (at < s.n && att_is_blank((unsigned char)s.p[at]))
            at++;
        char quote = at < s.n && (s.p[at] == '"' || s.p[at] == '\'') ? s.p[at] : 0;
        size_t start = at + (quote != 0), end = start;
        while (end < s.n && (quote ? s.p[end] != quote : !att_is_blank((unsigned char)s.p[end]) && s.p[end] != '>'))
            end++;
        *value = att_str_sub(s, start, end - start);
        s = att_str_from(s, end + (quote && end < s.n));
    }
    *rest = s;
    return true;
}

att_str att_html_attribute(const att_html *h, uint32_t node, const char *name)
{
    att_str rest = att_html_attributes(h, node), key, value, want = att_str_of(name);
    while (att_html_next_attribute(&rest, &key, &value))
        if (att_str_same(key, want))
            return value;
    return (att_str){0};
}

/* ---- character references ---------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *name, *utf8;
    bool bare; /* counts without its semicolon */
} entity;
static const entity ENTITIES[] = {
#include "article/entities.inc"
};

static const entity *entity_of(att_str name)
{
    size_t low = 0, high = sizeof ENTITIES / sizeof *ENTITIES;
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = att_str_cmp(name, att_str_of(ENTITIES[mid].name));
        if (!c)
            return &ENTITIES[mid];
        if (c > 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* Numbers 128..159 mean windows-1252 on the web. */
static uint32_t scalar_of(uint32_t c)
{
    static const uint16_t latin[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (c >= 128 && c < 160)
        return latin[c - 128];
    return c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c;
}

static size_t numeric(att_str s, size_t at, char out[8], size_t *n)
{
    size_t i = at + 2;
    bool hex = i < s.n && (s.p[i] == 'x' || s.p[i] == 'X');
    i += hex;
    size_t start = i;
    uint32_t c = 0;
    for (; i < s.n; i++) {
        unsigned char d = (unsigned char)s.p[i];
        uint32_t v = att_is_digit(d)               ? (uint32_t)(d - '0')
                     : hex && d >= 'a' && d <= 'f' ? d - 'a' + 10u
                     : hex && d >= 'A' && d <= 'F' ? d - 'A' + 10u
                                                   : 99;
        if (v == 99)
            break;
        c = c > 0x110000 ? c : c * (hex ? 16 : 10) + v;
    }
    if (i == start)
        return 0;
    *n = att_utf8_put(out, scalar_of(c));
    return i + (i < s.n && s.p[i] == ';') - at;
}

size_t att_html_entity(att_str s, size_t at, char out[8], size_t *n)
{
    if (at + 1 < s.n && s.p[at + 1] == '#')
        return numeric(s, at, out, n);
    size_t end = at + 1;
    while (end < s.n && end - at < 34 && (att_is_alpha((unsigned char)s.p[end]) || att_is_digit((unsigned char)s.p[end])))
        end++;
    const entity *e = end < s.n && s.p[end] == ';' ? entity_of(att_str_sub(s, at + 1, end - at - 1)) : NULL;
    size_t used = e ? end + 1 - at : 0;
    for (size_t k = end; !e && k > at + 2; k--) { /* "&copy2025" */
        e = entity_of(att_str_sub(s, at + 1, k - at - 1));
        e = e && e->bare ? e : NULL;
        used = k - at;
    }
    if (!e)
        return 0;
    *n = strlen(e->utf8);
    memcpy(out, e->utf8, *n);
    return used;
}

att_str att_html_decode(att_arena *a, att_str raw)
{
    att_buf b = {.arena = a};
    for (size_t i = 0; i < raw.n;) {
        char out[8];
        size_t n, used = raw.p[i] == '&' ? att_html_entity(raw, i, out, &n) : 0;
        if (used) {
            att_buf_add(&b, (att_str){out, n});
            i += used;
        } else {
            bool blank = att_is_blank((unsigned char)raw.p[i]);
            if (!blank || (b.n && b.p[b.n - 1] != ' '))
                att_buf_char(&b, blank ? ' ' : raw.p[i]);
            i++;
        }
    }
    return b.n ? att_str_trim(att_buf_str(&b)) : ATT_STR("");
}
