/* article/plain.c: plain text to blocks.  Paragraphs are lines, or stand between blank lines, or are wrapped at a column. */
#include "article/article.h"

typedef struct {
    uint32_t at, end; /* without blanks around it */
    uint32_t wide;    /* code points */
    uint32_t indent;
} line;

typedef ATT_VEC(line) lines;

static void cut_lines(att_arena *arena, att_str s, lines *out)
{
    for (uint32_t at = 0; at < s.n;) {
        uint32_t end = at;
        while (end < s.n && s.p[end] != '\n' && s.p[end] != '\r')
            end++;
        uint32_t next = end + 1 < s.n && s.p[end] == '\r' && s.p[end + 1] == '\n' ? end + 2 : end + 1;
        line l = {at, end, 0, 0};
        while (l.at < l.end && att_is_blank((unsigned char)s.p[l.at]))
            l.at++, l.indent++;
        while (l.end > l.at && att_is_blank((unsigned char)s.p[l.end - 1]))
            l.end--;
        l.wide = (uint32_t)att_utf8_count(att_str_sub(s, l.at, l.end - l.at));
        *ATT_PUSH(arena, out) = l;
        at = next;
    }
}

static uint32_t first_word(att_str s, const line *l)
{
    uint32_t n = 0;
    while (l->at + n < l->end && !att_is_blank((unsigned char)s.p[l->at + n]))
        n++;
    return n;
}

static bool ends_sentence(att_str s, const line *l)
{
    uint32_t end = l->end;
    while (end > l->at && (strchr("\"')]", s.p[end - 1]) || (unsigned char)s.p[end - 1] >= 0x80))
        end--;
    return end > l->at && strchr(".!?:", s.p[end - 1]);
}

/* Line i is as full as the column allows: the next line's first word would not have fitted. */
static bool is_full(att_str s, const lines *all, uint32_t i, uint32_t column)
{
    const line *l = &all->p[i];
    return l->wide && i + 1 < all->n && all->p[i + 1].wide && l->wide + 1 + first_word(s, &all->p[i + 1]) > column;
}

enum { NARROW = 40, WIDE = 120, TELLING_LINES = 4 };

/* The column that a text is wrapped at, or 0: lines never pass it, most that are followed by another reach it, and
 * most of those end in the middle of a sentence. */
static uint32_t wrap_column(att_str s, const lines *all)
{
    uint32_t most = 0, full = 0, open = 0, followed = 0;
    for (uint32_t i = 0; i < all->n; i++)
        most = all->p[i].wide > most ? all->p[i].wide : most;
    if (most < NARROW || most > WIDE)
        return 0;
    for (uint32_t i = 0; i + 1 < all->n; i++) {
        if (!all->p[i].wide || !all->p[i + 1].wide)
            continue;
        followed++;
        if (is_full(s, all, i, most)) {
            full++;
            open += !ends_sentence(s, &all->p[i]);
        }
    }
    return full >= TELLING_LINES && full * 2 >= followed && open * 3 >= full * 2 ? most : 0;
}

static bool is_rule(att_str s, const line *l)
{
    uint32_t signs = 0;
    for (uint32_t i = l->at; i < l->end; i++) {
        if (!strchr("-=*_#~. ", s.p[i]))
            return false;
        signs += s.p[i] != ' ';
    }
    return signs >= 3 || (signs && l->end - l->at == signs && s.p[l->at] != '.');
}

/* The width of a list sign ("- ", "* ", "1. ", a bullet) at the start, or 0. */
static uint32_t bullet(att_str s, const line *l)
{
    att_str t = att_str_sub(s, l->at, l->end - l->at);
    static const char *const signs[] = {"- ", "* ", "+ ", "\xE2\x80\xA2", "\xE2\x96\xAA", "\xE2\x97\x8F", "\xE2\x96\xA0", "\xC2\xB7 "};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (att_str_starts(t, signs[i]))
            return (uint32_t)strlen(signs[i]);
    return 0;
}

static uint32_t heading_signs(att_str s, const line *l)
{
    uint32_t n = 0;
    while (l->at + n < l->end && s.p[l->at + n] == '#')
        n++;
    return n && n <= 6 && l->at + n < l->end && s.p[l->at + n] == ' ' ? n : 0;
}

/* Bold or italic signs around a whole paragraph are markup; inside one they stay as they are. */
static uint32_t emphasis(att_str s, uint32_t at, uint32_t end)
{
    if (end - at > 4 && s.p[at] == '*' && s.p[at + 1] == '*' && s.p[end - 1] == '*' && s.p[end - 2] == '*')
        return memchr(s.p + at + 2, '*', end - at - 4) ? 0 : 2;
    if (end - at > 2 && (s.p[at] == '*' || s.p[at] == '_') && s.p[end - 1] == s.p[at])
        return memchr(s.p + at + 1, s.p[at], end - at - 2) ? 0 : 1;
    return 0;
}

/* The end of "](address)" that starts at `at`, or 0. */
static uint32_t link_tail(att_str s, uint32_t at, uint32_t end)
{
    if (at + 2 >= end || s.p[at] != ']' || s.p[at + 1] != '(')
        return 0;
    for (uint32_t i = at + 2; i < end; i++) {
        if (s.p[i] == ' ' || s.p[i] == '\n')
            return 0;
        if (s.p[i] == ')')
            return i + 1;
    }
    return 0;
}

/* Adds text, of a Markdown link "[words](address)" only the words. */
static void add_text(att_blocks *b, uint32_t at, uint32_t end)
{
    att_str s = b->from->text;
    uint32_t start = at;
    for (uint32_t i = at; i < end; i++) {
        if (s.p[i] != '[' || (i > at && s.p[i - 1] == '!'))
            continue;
        const char *close = memchr(s.p + i, ']', end - i);
        uint32_t tail = close ? link_tail(s, (uint32_t)(close - s.p), end) : 0;
        if (!tail || close == s.p + i + 1)
            continue;
        att_block_add(b, start, i - start);
        att_block_add(b, i + 1, (uint32_t)(close - s.p) - i - 1);
        start = tail;
        i = tail - 1;
    }
    att_block_add(b, start, end - start);
}

/* The next line goes on in the middle of a sentence. */
static bool goes_on(att_str s, const line *l, const line *next)
{
    return !ends_sentence(s, l) && att_is_lower((unsigned char)s.p[next->at]);
}

static bool joins(att_str s, const lines *all, uint32_t i, uint32_t column)
{
    const line *next = &all->p[i + 1];
    return i + 1 < all->n && next->wide && (is_full(s, all, i, column) || goes_on(s, &all->p[i], next)) && !bullet(s, next) &&
           !heading_signs(s, next) && !is_rule(s, next) && !(next->indent >= 2 && !all->p[i].indent && ends_sentence(s, &all->p[i]));
}

static void add_paragraph(att_blocks *b, const lines *all, uint32_t first, uint32_t last)
{
    att_str s = b->from->text;
    const line *l = &all->p[first];
    uint32_t signs = heading_signs(s, l), dot = bullet(s, l), quote = s.p[l->at] == '>' && !signs;
    uint32_t at = l->at + signs + dot + quote, end = all->p[last].end, thick = 0;
    while (at < end && s.p[at] == ' ')
        at++;
    if (!dot && !(thick = emphasis(s, at, end)) && at >= end)
        return;
    att_block_tag tag = signs || thick == 2 ? ATT_TAG_HEADING : dot ? ATT_TAG_LIST : quote ? ATT_TAG_QUOTE : ATT_TAG_TEXT;
    att_block_open(b, tag, (uint8_t)(signs ? signs : thick == 2 ? 3 : 0), ATT_NONE);
    for (uint32_t i = first; i <= last; i++) {
        uint32_t from = i == first ? at + thick : all->p[i].at, to = i == last ? end - thick : all->p[i].end;
        bool cut_word = i < last && to - from >= 2 && s.p[to - 1] == '-' && att_is_lower((unsigned char)s.p[to - 2]) &&
                        att_is_lower((unsigned char)s.p[all->p[i + 1].at]);
        add_text(b, from, i < last && !cut_word ? all->p[i + 1].at : to);
    }
    att_block_close(b);
}

void att_plain_blocks(att_blocks *b)
{
    att_str s = b->from->text;
    b->words.room = s.n + 1; /* normalising only shortens */
    b->words.p = att_alloc(b->arena, b->words.room);
    lines all = {0};
    cut_lines(b->arena, s, &all);
    uint32_t column = wrap_column(s, &all);
    for (uint32_t i = 0; i < all.n; i++) {
        if (!all.p[i].wide || is_rule(s, &all.p[i]))
            continue;
        uint32_t last = i;
        while (column && last + 1 < all.n && joins(s, &all, last, column))
            last++;
        add_paragraph(b, &all, i, last);
        i = last;
    }
    att_blocks_measure(b);
}
