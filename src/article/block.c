/* article/block.c: normalising, and the map from the clean text back to the bytes received. */
#include "article/block.h"

void att_blocks_open(att_blocks *b, att_arena *arena, const att_decoded *from)
{
    *b = (att_blocks){.arena = arena, .from = from, .words = {.arena = arena}};
}

void att_block_open(att_blocks *b, att_block_tag tag, uint8_t level, uint32_t node)
{
    b->now = (att_block){.at = (uint32_t)b->words.n, .run = b->runs.n, .tag = tag, .level = level, .node = node};
    b->open = true;
    b->blank = false;
}

/* Adds bytes already normal, made from [at, at+n): extends the last run where both are plain copies that touch. */
static void write(att_blocks *b, att_str bytes, uint32_t at, uint32_t n, bool same)
{
    uint32_t here = (uint32_t)b->words.n - b->now.at;
    att_run *last = b->runs.n > b->now.run ? &b->runs.p[b->runs.n - 1] : NULL;
    if (last && same && last->same && last->src.at + last->src.n == at) {
        last->n += (uint32_t)bytes.n;
        last->src.n += n;
    } else {
        *ATT_PUSH(b->arena, &b->runs) = (att_run){here, (uint32_t)bytes.n, {at, n}, same};
    }
    if (!here)
        b->now.src.at = at;
    b->now.src.n = at + n - b->now.src.at;
    att_buf_add(&b->words, bytes);
}

static void see_blank(att_blocks *b, uint32_t at, uint32_t end)
{
    if (!b->blank)
        b->blank_at = at;
    b->blank = true;
    b->blank_end = end;
}

static void flush_blank(att_blocks *b)
{
    if (b->blank && b->words.n > b->now.at) {
        bool same = b->blank_end == b->blank_at + 1 && b->from->text.p[b->blank_at] == ' ';
        write(b, ATT_STR(" "), b->blank_at, b->blank_end - b->blank_at, same);
    }
    b->blank = false;
}

static bool is_wide_blank(uint32_t c)
{
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

/* Signs that no reader sees: soft hyphen, zero width space, word joiner, byte order mark, directions, C1 controls. */
static bool is_unseen(uint32_t c)
{
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x80 && c <= 0x9F);
}

static bool is_plain(unsigned char c) { return c > 0x20 && c < 0x7F; }

void att_block_add(att_blocks *b, uint32_t at, uint32_t n)
{
    att_str s = b->from->text;
    uint32_t end = at + n;
    while (at < end) {
        uint32_t start = at;
        while (at < end && is_plain((unsigned char)s.p[at]))
            at++;
        if (at > start) {
            flush_blank(b);
            write(b, att_str_sub(s, start, at - start), start, at - start, true);
            continue;
        }
        size_t size = 1;
        uint32_t c = (unsigned char)s.p[at] < 0x80 ? (unsigned char)s.p[at] : att_utf8_at((att_str){s.p, end}, at, &size);
        if (c <= 0x20 || c == 0x7F || is_wide_blank(c)) {
            see_blank(b, at, at + (uint32_t)size);
        } else if (!is_unseen(c)) {
            flush_blank(b);
            write(b, att_str_sub(s, at, size), at, (uint32_t)size, true);
        }
        at += (uint32_t)size;
    }
}

void att_block_put(att_blocks *b, att_str bytes, uint32_t at, uint32_t n)
{
    size_t size = 0;
    uint32_t c = bytes.n ? att_utf8_at(bytes, 0, &size) : ' ';
    if (c <= 0x20 || c == 0x7F || is_wide_blank(c)) {
        see_blank(b, at, at + n);
    } else if (!is_unseen(c)) {
        flush_blank(b);
        write(b, bytes, at, n, false);
    }
}

uint32_t att_block_close(att_blocks *b)
{
    b->open = false;
    b->blank = false;
    b->now.n = (uint32_t)b->words.n - b->now.at;
    b->now.runs = b->runs.n - b->now.run;
    b->now.keep = b->now.n;
    if (!b->now.n)
        return ATT_NONE;
    *ATT_PUSH(b->arena, &b->list) = b->now;
    return b->list.n - 1;
}

/* ---- measures ------------------------------------------------------------------------------------------------------ */

/* Blanks part words; two signs of Chinese or Japanese writing, which knows no blanks, count as one. */
static uint32_t count_words(att_str s)
{
    uint32_t n = 1, wide = 0;
    for (size_t i = 0; i < s.n; i++) {
        n += s.p[i] == ' ';
        wide += (unsigned char)s.p[i] >= 0xE3 && (unsigned char)s.p[i] <= 0xE9;
    }
    return n + wide / 2;
}

static uint32_t last_sign(att_str s, size_t *at)
{
    for (*at = s.n; *at > 0;) {
        size_t i = *at - 1, size;
        while (i > 0 && ((unsigned char)s.p[i] & 0xC0) == 0x80)
            i--;
        uint32_t c = att_utf8_at(s, i, &size);
        *at = i;
        if (!strchr("\"')]}", c < 0x80 ? (int)c : 'x') && c != 0x201D && c != 0x2019 && c != 0xBB && c != 0x300D && c != 0x300F)
            return c;
    }
    return 0;
}

/* A heading has no full stop; a question may be one, a colon or comma leads on to something. */
static bool is_headish(att_str s, uint32_t count)
{
    size_t at;
    uint32_t c = last_sign(s, &at);
    if (!count || count > 24 || c == '!' || c == ';' || c == ',' || c == ':' || c == 0x3002)
        return false;
    if (c == '?')
        return count <= 12;
    if (c != '.')
        return c != 0x2026 || count <= 12;
    return at >= 2 && s.p[at - 1] == '.' && count <= 12; /* "And then..." */
}

enum { LONG_BLOCK = 4000 };

void att_blocks_measure(att_blocks *b) { att_blocks_measure_from(b, 0); }

void att_blocks_measure_from(att_blocks *b, uint32_t first)
{
    for (uint32_t i = first; i < b->list.n; i++) {
        att_block *k = &b->list.p[i];
        att_str s = att_block_words(b, k);
        size_t size;
        uint32_t first = att_utf8_at(s, 0, &size);
        k->count = count_words(s);
        k->headish = is_headish(s, k->count);
        k->quoted = first == '"' || first == '\'' || first == 0x201C || first == 0x2018 || first == 0xAB;
        k->fold = s.n <= LONG_BLOCK ? att_str_fold(b->arena, s) : ATT_STR("");
    }
}

/* ---- into the document ------------------------------------------------------------------------------------------------ */

/* One run of the clean text, cut where the charset's own runs end. */
static void write_run(att_doc *d, const att_decoded *from, att_run r)
{
    if (!r.same || !from->runs.n) {
        r.src = att_decoded_source(from, r.src.at, r.src.n);
        att_run *last = d->runs.n ? &d->runs.p[d->runs.n - 1] : NULL;
        if (last && r.same && last->same && last->at + last->n == r.at && last->src.at + last->src.n == r.src.at) {
            last->n += r.n;
            last->src.n += r.src.n;
        } else {
            *ATT_PUSH(&d->arena, &d->runs) = r;
        }
        return;
    }
    uint32_t low = 0, high = from->runs.n;
    while (high - low > 1) {
        uint32_t mid = low + (high - low) / 2;
        if (from->runs.p[mid].at <= r.src.at)
            low = mid;
        else
            high = mid;
    }
    for (uint32_t done = 0; done < r.n && low < from->runs.n; low++) {
        const att_run *c = &from->runs.p[low];
        uint32_t in = r.src.at + done - c->at, n = c->n - in < r.n - done ? c->n - in : r.n - done;
        att_src src = c->same ? (att_src){c->src.at + in, n} : c->src;
        *ATT_PUSH(&d->arena, &d->runs) = (att_run){r.at + done, n, src, c->same};
        done += n;
    }
}

static void leave_out(att_doc *d, att_src src, att_str why)
{
    att_left_out *last = d->left_out.n ? &d->left_out.p[d->left_out.n - 1] : NULL;
    if (src.n && last && d->is_html && att_str_eq(last->why, why) && last->src.at <= src.at)
        last->src.n = src.at + src.n > last->src.at + last->src.n ? src.at + src.n - last->src.at : last->src.n;
    else if (src.n)
        *ATT_PUSH(&d->arena, &d->left_out) = (att_left_out){src, why};
}

/* The decoded text behind words [at, end) of a block. */
static att_src block_source(const att_blocks *b, const att_block *k, uint32_t at, uint32_t end)
{
    uint32_t from = UINT32_MAX, to = 0;
    for (uint32_t i = k->run; i < k->run + k->runs; i++) {
        const att_run *r = &b->runs.p[i];
        if (r->at + r->n <= at || r->at >= end)
            continue;
        uint32_t lead = r->same && at > r->at ? at - r->at : 0, tail = r->same && end < r->at + r->n ? r->at + r->n - end : 0;
        from = r->src.at + lead < from ? r->src.at + lead : from;
        to = r->src.at + r->src.n - tail > to ? r->src.at + r->src.n - tail : to;
    }
    return from < to ? att_decoded_source(b->from, from, to - from) : (att_src){0, 0};
}

static void write_block(att_blocks *b, att_doc *d, att_buf *text, const att_block *k)
{
    if (text->n) {
        const att_run *last = &d->runs.p[d->runs.n - 1];
        *ATT_PUSH(&d->arena, &d->runs) = (att_run){(uint32_t)text->n, 1, {last->src.at + last->src.n, 0}, false};
        att_buf_char(text, '\n');
    }
    uint32_t base = (uint32_t)text->n;
    for (uint32_t i = k->run; i < k->run + k->runs; i++) {
        att_run r = b->runs.p[i];
        uint32_t from = r.at > k->skip ? r.at : k->skip, to = r.at + r.n < k->keep ? r.at + r.n : k->keep;
        if (from >= to)
            continue;
        if (r.same)
            r.src = (att_src){r.src.at + (from - r.at), to - from};
        write_run(d, b->from, (att_run){base + from - k->skip, to - from, r.src, r.same});
    }
    att_buf_add(text, (att_str){b->words.p + k->at + k->skip, k->keep - k->skip});
    *ATT_PUSH(&d->arena, &d->paragraphs) = (att_paragraph){k->kind, {base, k->keep - k->skip}, block_source(b, k, k->skip, k->keep)};
}

static size_t kept_bytes(const att_blocks *b)
{
    size_t n = 1;
    for (uint32_t i = 0; i < b->list.n; i++)
        n += b->list.p[i].why.n ? 0 : b->list.p[i].n + 1;
    return n;
}

void att_blocks_write(att_blocks *b, att_doc *d)
{
    att_buf text = {.arena = &d->arena, .room = kept_bytes(b)};
    text.p = att_alloc(&d->arena, text.room);
    for (uint32_t i = 0; i < b->list.n; i++) {
        const att_block *k = &b->list.p[i];
        if (k->why.n) {
            leave_out(d, block_source(b, k, 0, k->n), k->why);
            continue;
        }
        if (k->skip)
            leave_out(d, block_source(b, k, 0, k->skip), k->cut_why);
        write_block(b, d, &text, k);
        if (k->keep < k->n)
            leave_out(d, block_source(b, k, k->keep, k->n), k->cut_why);
    }
    d->text = att_buf_str(&text);
}
