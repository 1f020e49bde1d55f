/* text/words.c: cuts text into words. */
#include <utf8proc.h>

#include "text/lists.h"
#include "text/text.h"

typedef ATT_VEC(att_span) spans;

typedef struct {
    att_arena *arena;
    att_str s;
    spans out;
} cutter;

static bool is_mark(uint32_t c)
{
    if (c < 0x300)
        return false;
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC;
}

static bool is_digit(uint32_t c) { return c < 0x80 && att_is_digit((int)c); }
static bool is_number(uint32_t c) { return is_digit(c) || (c > 0x7F && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND); }
static bool in_word(uint32_t c) { return att_utf8_is_letter(c) || is_number(c) || is_mark(c) || c == '_'; }

static bool is_space(uint32_t c)
{
    return c < 0x80 ? att_is_blank((int)c) || c < 0x20 : c == 0xA0 || c == 0x200B || c == 0xFEFF || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000 || c == 0x2028 || c == 0x2029;
}

static uint32_t at(const cutter *c, size_t i, size_t *n)
{
    if (i >= c->s.n) {
        *n = 0;
        return 0;
    }
    return att_utf8_at(c->s, i, n);
}

static bool word_at(const cutter *c, size_t i)
{
    size_t n;
    uint32_t x = at(c, i, &n);
    return n && in_word(x);
}

static bool digit_at(const cutter *c, size_t i) { return i < c->s.n && att_is_digit(c->s.p[i]); }

static void add(cutter *c, size_t from, size_t to)
{
    if (to > from)
        *ATT_PUSH(c->arena, &c->out) = (att_span){(uint32_t)from, (uint32_t)(to - from)};
}

static size_t run_end(const cutter *c, size_t i)
{
    size_t n;
    for (uint32_t x = at(c, i, &n); n && in_word(x); x = at(c, i, &n))
        i += n;
    return i;
}

static size_t blank_end(const cutter *c, size_t i)
{
    size_t n;
    for (uint32_t x = at(c, i, &n); n && !is_space(x); x = at(c, i, &n))
        i += n;
    return i;
}

/* A web address or mail address that starts at i: its end without trailing punctuation, or i. */
static size_t address_end(const cutter *c, size_t i)
{
    size_t end = blank_end(c, i);
    att_str w = att_str_sub(c->s, i, end - i);
    bool web = att_str_starts(w, "http://") || att_str_starts(w, "https://") || att_str_starts(w, "www.");
    const char *sign = w.n ? memchr(w.p, '@', w.n) : NULL;
    bool mail = sign && sign > w.p && memchr(sign, '.', (size_t)(w.p + w.n - sign)) && att_is_alpha(sign[1]);
    if (!web && !mail)
        return i;
    while (end > i && strchr(".,;:!?)]}'\">", c->s.p[end - 1]))
        end--;
    return end;
}

/* "U.S.", "p.m.", "e.g.": single letters, each with its full stop; the end, or i. */
static size_t acronym_end(const cutter *c, size_t i)
{
    size_t end = i, letters = 0;
    while (end + 1 < c->s.n && att_is_alpha(c->s.p[end]) && c->s.p[end + 1] == '.') {
        end += 2;
        letters++;
    }
    if (letters >= 2 && !word_at(c, end))
        return end;
    if (letters >= 1 && end + 1 <= c->s.n && end < c->s.n && att_is_alpha(c->s.p[end]) && letters >= 2 && !word_at(c, end + 1)) /* "U.S" */
        return end + 1;
    return i;
}

static att_str part(const cutter *c, size_t from, size_t to) { return att_str_sub(c->s, from, to - from); }

/* Apostrophe, typewriter's or printer's: its length, or 0. */
static size_t apostrophe(const cutter *c, size_t i)
{
    if (i < c->s.n && c->s.p[i] == '\'')
        return 1;
    return i + 2 < c->s.n && memcmp(c->s.p + i, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool clitic(att_str w)
{
    static const char *const list[] = {"s", "re", "ve", "ll", "d", "m", "S"};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++)
        if (att_str_same(w, att_str_of(list[k])))
            return true;
    return false;
}

/* A run of letters and digits with what belongs to it: apostrophes inside names, full stops and commas inside numbers, ampersands. */
static size_t core_end(const cutter *c, size_t i)
{
    size_t end = run_end(c, i);
    for (;;) {
        size_t q = apostrophe(c, end), n;
        char x = end < c->s.n ? c->s.p[end] : 0;
        if ((x == '.' || x == ',' || x == ':') && end > i && digit_at(c, end - 1) && digit_at(c, end + 1))
            end = run_end(c, end + 1);
        else if (x == '&' && end > i && att_is_upper(c->s.p[end - 1]) && end + 1 < c->s.n && att_is_upper(c->s.p[end + 1]))
            end = run_end(c, end + 1);
        else if (q && word_at(c, end + q) && !clitic(part(c, end + q, run_end(c, end + q))) && !att_str_same(part(c, end + q, run_end(c, end + q)), ATT_STR("t")) &&
                 att_utf8_is_letter(at(c, end + q, &n)))
            end = run_end(c, end + q); /* O'Brien */
        else
            return end;
    }
}

/* Full stop that belongs to the word before it: titles, months, initials. */
static bool takes_stop(const cutter *c, size_t from, size_t end)
{
    if (end >= c->s.n || c->s.p[end] != '.' || word_at(c, end + 1))
        return false;
    att_str w = part(c, from, end);
    if (att_str_same(w, ATT_STR("no")) || att_str_same(w, ATT_STR("nos")))
        return end + 2 < c->s.n && c->s.p[end + 1] == ' ' && digit_at(c, end + 2) && att_is_upper(w.p[0]);
    if (att_text_abbreviation(w))
        return end + 1 < c->s.n; /* at the very end the full stop is the sentence's */
    bool initial = w.n == 1 && att_is_upper(w.p[0]) && w.p[0] != 'I';
    size_t next = end + 1;
    while (next < c->s.n && c->s.p[next] == ' ')
        next++;
    return initial && next < c->s.n && att_is_upper(c->s.p[next]);
}

static void add_with_clitics(cutter *c, size_t from, size_t to)
{
    att_str w = part(c, from, to);
    if (att_str_same(w, ATT_STR("cannot"))) {
        add(c, from, from + 3);
        add(c, from + 3, to);
        return;
    }
    add(c, from, to);
}

/* "do|n't": the n belongs to the second word. */
static size_t negative(const cutter *c, size_t from, size_t end)
{
    size_t q = apostrophe(c, end);
    bool n = q && end > from + 1 && (c->s.p[end - 1] == 'n' || c->s.p[end - 1] == 'N');
    bool t = n && end + q < c->s.n && (c->s.p[end + q] == 't' || c->s.p[end + q] == 'T') && !word_at(c, end + q + 1);
    return t ? end + q + 1 : 0;
}

/* A word from i, cut at its hyphens and clitics; gives the place after it. */
static size_t cut_word(cutter *c, size_t i)
{
    size_t end = acronym_end(c, i);
    if (end == i)
        end = core_end(c, i);
    size_t no = negative(c, i, end);
    if (no) {
        add(c, i, end - 1);
        add(c, end - 1, no);
        return no;
    }
    if (end < c->s.n && c->s.p[end] == '-' && word_at(c, end + 1) && att_text_prefix(part(c, i, end))) {
        size_t whole = core_end(c, end + 1); /* "anti-government" is one word */
        add_with_clitics(c, i, whole);
        end = whole;
    } else if (takes_stop(c, i, end)) {
        add(c, i, end + 1);
        end++;
    } else
        add_with_clitics(c, i, end);
    size_t q = apostrophe(c, end);
    if (q && word_at(c, end + q) && clitic(part(c, end + q, run_end(c, end + q)))) {
        size_t after = run_end(c, end + q);
        add(c, end, after);
        return after;
    }
    /* "the ministers' visit": an apostrophe after s, before a blank, is the possessive's */
    if (q && end > i && (c->s.p[end - 1] == 's' || c->s.p[end - 1] == 'S') && end + q < c->s.n && c->s.p[end + q] == ' ' && q == 3) {
        add(c, end, end + q);
        return end + q;
    }
    return end;
}

/* Signs that come in runs are one word: "...", "--", "?!". */
static size_t cut_signs(cutter *c, size_t i)
{
    size_t end = i + 1;
    char x = c->s.p[i];
    if (x == '.' || x == '-' || x == '*' || x == '=' || x == '_')
        while (end < c->s.n && c->s.p[end] == x)
            end++;
    else if (x == '!' || x == '?')
        while (end < c->s.n && (c->s.p[end] == '!' || c->s.p[end] == '?'))
            end++;
    add(c, i, end);
    return end;
}

uint32_t att_text_words(att_arena *arena, att_str s, att_span **out)
{
    cutter c = {.arena = arena, .s = s};
    for (size_t i = 0; i < s.n;) {
        size_t n;
        uint32_t x = at(&c, i, &n);
        size_t address = i;
        if (is_space(x)) {
            i += n;
            continue;
        }
        bool starts = i == 0 || !in_word((unsigned char)s.p[i - 1]);
        if (in_word(x) && starts && (address = address_end(&c, i)) > i) {
            add(&c, i, address);
            i = address;
        } else if (in_word(x))
            i = cut_word(&c, i);
        else if (x < 0x80)
            i = cut_signs(&c, i);
        else {
            add(&c, i, i + n);
            i += n;
        }
    }
    *out = c.out.p;
    return c.out.n;
}
