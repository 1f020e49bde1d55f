/* article/article.c: the stage: decode, cut into blocks, judge them, write the clean text. */
#include "article/article.h"

#include "ingest/kind.h"
#include "lexicon/lexicon.h"
#include "pipe/rooms.h"

/* ---- the map ------------------------------------------------------------------------------------------------------------------------ */

static const att_run *run_of(const att_decoded *t, uint32_t at)
{
    uint32_t low = 0, high = t->runs.n;
    while (high - low > 1) {
        uint32_t mid = low + (high - low) / 2;
        if (t->runs.p[mid].at <= at)
            low = mid;
        else
            high = mid;
    }
    return &t->runs.p[low];
}

att_src att_article_source(const att_decoded *t, uint32_t from, uint32_t to)
{
    if (!t->runs.n || to <= from)
        return (att_src){0, 0};
    const att_run *a = run_of(t, from), *b = run_of(t, to - 1);
    uint32_t at = a->same ? a->src.at + (from - a->at) : a->src.at, end = b->same ? b->src.at + (to - b->at) : b->src.at + b->src.n;
    return (att_src){at, end > at ? end - at : 0};
}

static void put_run(att_doc *d, att_buf *out, att_str bytes, att_src src, bool same)
{
    att_run *last = d->runs.n ? &d->runs.p[d->runs.n - 1] : NULL;
    if (same && last && last->same && last->src.at + last->src.n == src.at) {
        last->n += (uint32_t)bytes.n;
        last->src.n += src.n;
    } else
        *ATT_PUSH(&d->arena, &d->runs) = (att_run){(uint32_t)out->n, (uint32_t)bytes.n, src, same};
    att_buf_add(out, bytes);
}

/* A blank character at i: its length, or 0. */
static size_t blank_at(att_str s, size_t i)
{
    if (att_is_blank((unsigned char)s.p[i]))
        return 1;
    size_t n;
    uint32_t c = att_utf8_at(s, i, &n);
    return c == 0xA0 || c == 0x3000 || c == 0x200B || c == 0xFEFF || c == 0x2028 || c == 0x2029 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c < 0x20 || c == 0x7F ? n : 0;
}

static att_buf text_buf(att_doc *d) { return (att_buf){&d->arena, (char *)d->text.p, d->text.n, 0}; }

typedef struct {
    att_doc *d;
    const att_decoded *t;
    att_buf out;
} writer;

static void copy(writer *w, uint32_t from, uint32_t to)
{
    while (from < to) {
        const att_run *r = run_of(w->t, from);
        uint32_t end = r->at + r->n < to ? r->at + r->n : to;
        att_src src = att_article_source(w->t, from, end);
        put_run(w->d, &w->out, att_str_sub(w->t->text, from, end - from), src, r->same);
        from = end;
    }
}

/* Blanks become one plain blank; none at the ends. */
static void add_squeezed(writer *w, uint32_t from, uint32_t to)
{
    att_str s = w->t->text;
    size_t n;
    while (from < to && (n = blank_at(s, from)))
        from += (uint32_t)n;
    uint32_t start = from;
    for (uint32_t i = from; i < to;) {
        n = blank_at(s, i);
        if (!n) {
            size_t k;
            att_utf8_at(s, i, &k);
            i += (uint32_t)k;
            continue;
        }
        uint32_t gap = i;
        while (i < to && (n = blank_at(s, i)))
            i += (uint32_t)n;
        copy(w, start, gap);
        start = i;
        if (i >= to)
            return;
        bool plain = i == gap + 1 && s.p[gap] == ' ';
        if (plain)
            copy(w, gap, i);
        else
            put_run(w->d, &w->out, ATT_STR(" "), att_article_source(w->t, gap, i), false);
    }
    copy(w, start, to);
}

static void write_block(writer *w, const att_block *b)
{
    if (w->out.n)
        put_run(w->d, &w->out, ATT_STR("\n"), (att_src){att_article_source(w->t, b->first, b->first + 1).at, 0}, false);
    uint32_t at = (uint32_t)w->out.n;
    for (uint32_t k = 0; k < b->from.n; k++) {
        uint32_t before = (uint32_t)w->out.n;
        add_squeezed(w, b->from.p[k], b->to.p[k]);
        if (k + 1 < b->from.n && w->out.n > before) { /* pieces that a tag or a line end parts; the parting blank is kept only when it was there */
            uint32_t gap = b->to.p[k], next = b->from.p[k + 1];
            bool blank = gap < next && (blank_at(w->t->text, gap) || blank_at(w->t->text, next - 1));
            blank = blank || blank_at(w->t->text, next) || (gap > 0 && blank_at(w->t->text, gap - 1));
            if (blank && w->out.p[w->out.n - 1] != ' ')
                put_run(w->d, &w->out, ATT_STR(" "), att_article_source(w->t, gap, gap + 1), false);
        }
    }
    uint32_t n = (uint32_t)w->out.n - at;
    if (!n) {
        if (at && w->out.p[w->out.n - 1] == '\n') {
            w->out.n--;
            w->d->runs.n--;
        }
        return;
    }
    *ATT_PUSH(&w->d->arena, &w->d->paragraphs) = (att_paragraph){b->kind, {at, n}, att_article_source(w->t, b->first, b->end)};
}

void att_article_write(att_doc *d, const att_decoded *t, att_blocks *blocks)
{
    writer w = {d, t, text_buf(d)};
    for (uint32_t i = 0; i < blocks->n; i++) {
        att_block *b = &blocks->p[i];
        if (b->why.n)
            *ATT_PUSH(&d->arena, &d->left_out) = (att_left_out){att_article_source(t, b->first, b->end), b->why};
        else
            write_block(&w, b);
    }
    d->text = w.out.p ? att_buf_str(&w.out) : ATT_STR("");
}

/* ---- language ------------------------------------------------------------------------------------------------------------------------ */

/* English by its small words: among the most frequent of any English text; by script first. */
static att_str language_of(att_doc *d)
{
    static const char *const small[] = {"the", "of", "to", "and", "in", "a", "that", "is", "was", "for", "on", "with", "said", "by", "at", "from", "he", "it", "has", "will"};
    uint32_t words = 0, english = 0, letters = 0, wide = 0, kana = 0, hangul = 0, cyrillic = 0, arabic = 0;
    att_str rest = d->text, line, w;
    for (size_t i = 0, n; i < d->text.n; i += n) {
        uint32_t c = att_utf8_at(d->text, i, &n);
        letters += att_utf8_is_letter(c);
        wide += c >= 0x4E00 && c < 0xA000;
        kana += c >= 0x3040 && c < 0x3100;
        hangul += c >= 0xAC00 && c < 0xD7B0;
        cyrillic += c >= 0x400 && c < 0x530;
        arabic += c >= 0x600 && c < 0x700;
    }
    if (kana * 10 > letters)
        return ATT_STR("ja");
    if (hangul * 5 > letters)
        return ATT_STR("ko");
    if (wide * 4 > letters)
        return ATT_STR("zh");
    if (cyrillic * 3 > letters)
        return ATT_STR("ru");
    if (arabic * 3 > letters)
        return ATT_STR("ar");
    while (att_str_split(&rest, '\n', &line))
        while (line.p && att_str_split(&line, ' ', &w)) {
            words += w.n > 0;
            for (size_t k = 0; k < sizeof small / sizeof *small; k++)
                english += att_str_same(w, att_str_of(small[k]));
        }
    return words < 20 || english * 8 > words ? ATT_STR("en") : ATT_STR("und");
}

/* ---- the stage ------------------------------------------------------------------------------------------------------------------------- */

void att_article_stage(att_doc *d)
{
    att_decoded *t = ATT_NEW(&d->arena, att_decoded);
    att_blocks blocks = {0};
    d->is_html = att_input_kind_of(d->bytes) == ATT_IS_HTML;
    att_decode(&d->arena, d->bytes, ATT_STR(""), d->is_html, t);
    if (d->is_html)
        att_article_html(d, t, &blocks);
    else
        att_article_plain(d, t, &blocks);
    att_article_judge(d, &blocks, d->is_html);
    att_article_write(d, t, &blocks);
    bool body = false;
    for (uint32_t i = 0; i < d->paragraphs.n && !body; i++)
        body = d->paragraphs.p[i].kind == ATT_BODY || d->paragraphs.p[i].kind == ATT_CAPTION;
    d->kind = !body ? ATT_PAGE_NONE : d->kind;
    if (!d->language.n)
        d->language = language_of(d);
    if (!body)
        att_note(d, (att_span){0, 0}, "no article found");
    if (!att_str_is(d->language, "en"))
        att_note(d, (att_span){0, 0}, "not in English; only the article layer is made");
}

att_status att_article_open(att_arena *a, const att_lexicon *l, const struct att_article_tables **out, att_error *error)
{
    (void)a, (void)error;
    *out = (const struct att_article_tables *)att_lexicon_table(l, "article/residue"); /* read row by row: lines are few */
    return ATT_OK;
}
