/* article/plain.c: plain text to blocks: a paragraph a line, or blank-line separated, or hard-wrapped. */
#include "article/article.h"

typedef struct {
    uint32_t from, to; /* trimmed */
} line;
typedef ATT_VEC(line) lines;

static void cut_lines(att_doc *d, const att_decoded *t, lines *out)
{
    att_str rest = t->text, l;
    while (att_str_split(&rest, '\n', &l)) {
        att_str s = att_str_trim(l);
        uint32_t at = s.n ? (uint32_t)(s.p - t->text.p) : (uint32_t)(l.p - t->text.p);
        *ATT_PUSH(&d->arena, out) = (line){at, at + (uint32_t)s.n};
    }
}

/* Hard-wrapped: blank lines part the paragraphs, nearly no line is longer than 90 bytes, and many are nearly that long. */
static bool hard_wrapped(const lines *l)
{
    uint32_t full = 0, longest = 0, blank = 0, text = 0;
    for (uint32_t i = 0; i < l->n; i++) {
        uint32_t n = l->p[i].to - l->p[i].from;
        blank += n == 0;
        text += n > 0;
        full += n >= 55 && n <= 90;
        longest = n > longest ? n : longest;
    }
    return longest <= 100 && blank > 0 && full * 2 > text && text > 3;
}

static void add_block(att_doc *d, const att_decoded *t, att_blocks *out, const line *first, uint32_t n)
{
    att_block *b = ATT_PUSH(&d->arena, out);
    *b = (att_block){.kind = ATT_BODY, .first = first[0].from, .end = first[n - 1].to};
    att_buf words = {.arena = &d->arena};
    for (uint32_t i = 0; i < n; i++) {
        *ATT_PUSH(&d->arena, &b->from) = first[i].from;
        *ATT_PUSH(&d->arena, &b->to) = first[i].to;
        if (i)
            att_buf_char(&words, ' ');
        att_buf_add(&words, att_str_sub(t->text, first[i].from, first[i].to - first[i].from));
    }
    b->words = att_buf_str(&words);
}

void att_article_plain(att_doc *d, const att_decoded *t, att_blocks *out)
{
    lines l = {0};
    cut_lines(d, t, &l);
    bool wrapped = hard_wrapped(&l);
    for (uint32_t i = 0; i < l.n; i++) {
        if (l.p[i].to == l.p[i].from)
            continue;
        uint32_t n = 1;
        while (wrapped && i + n < l.n && l.p[i + n].to > l.p[i + n].from)
            n++;
        add_block(d, t, out, &l.p[i], n);
        i += n - 1;
    }
}
