/* text/words.c: cuts text into words, in one pass.
 * The rules are those that the treebanks EWT and GUM follow (tools/score_conllu.py measures them); where the two differ, the one that keeps
 * a name in one piece is taken: "in the U.S." ends with the word "U.S.". */
#include <utf8proc.h>

#include "text/words.h"

#include "text/lists.h"
#include "text/text.h"

typedef ATT_VEC(att_span) spans;

typedef struct {
    att_arena *arena;
    att_str s;
    spans out;
    bool phrase;      /* a few words, not running text: a full stop at the end is no sentence's */
    size_t chunk_end; /* of the stretch without blanks that was last looked at */
    bool chunk_web;   /* it holds the sign of a mail or web address */
} cutter;

/* ---- characters ---------------------------------------------------------------------------------------------------------------------- */

static bool is_space(uint32_t c)
{
    if (c < 0x80)
        return c <= ' ' || c == 0x7F;
    return c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000 || c == 0xFEFF;
}

/* What never begins a word of its own: accents that combine, joiners, the soft hyphen. */
static bool sticks(uint32_t c)
{
    if (c < 0x300)
        return c == 0xAD;
    if (c == 0x200C || c == 0x200D || c == 0x2060)
        return true;
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC || k == UTF8PROC_CATEGORY_ME;
}

static bool in_word(uint32_t c)
{
    if (c < 0x80)
        return att_is_alpha((int)c) || att_is_digit((int)c) || c == '_';
    return att_utf8_is_letter(c) || sticks(c) || utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
}

static char byte(const cutter *c, size_t i) { return i < c->s.n ? c->s.p[i] : 0; }
static bool digit_at(const cutter *c, size_t i) { return att_is_digit((unsigned char)byte(c, i)); }
static bool alpha_at(const cutter *c, size_t i) { return att_is_alpha((unsigned char)byte(c, i)); }
static bool upper_at(const cutter *c, size_t i) { return att_is_upper((unsigned char)byte(c, i)); }

static bool word_at(const cutter *c, size_t i)
{
    size_t n;
    return i < c->s.n && in_word(att_utf8_at(c->s, i, &n));
}

static bool space_at(const cutter *c, size_t i) /* the end of the text counts */
{
    size_t n;
    return i >= c->s.n || is_space(att_utf8_at(c->s, i, &n));
}

static att_str part(const cutter *c, size_t from, size_t to) { return att_str_sub(c->s, from, to - from); }

static size_t run_end(const cutter *c, size_t i)
{
    while (i < c->s.n) {
        size_t n = 1;
        unsigned char b = (unsigned char)c->s.p[i];
        if (!in_word(b < 0x80 ? b : att_utf8_at(c->s, i, &n)))
            return i;
        i += n;
    }
    return i;
}

static size_t digits_end(const cutter *c, size_t i)
{
    while (digit_at(c, i))
        i++;
    return i;
}

/* An apostrophe, typewriter's or printer's: its length, or 0. */
static size_t apostrophe(const cutter *c, size_t i)
{
    if (byte(c, i) == '\'')
        return 1;
    return i + 2 < c->s.n && memcmp(c->s.p + i, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static void add(cutter *c, size_t from, size_t to)
{
    if (to > from)
        *ATT_PUSH(c->arena, &c->out) = (att_span){(uint32_t)from, (uint32_t)(to - from)};
}

/* ---- addresses ----------------------------------------------------------------------------------------------------------------------- */

/* Looks once at each stretch without blanks, so that no rule below has to look far ahead. */
static void look_at_chunk(cutter *c, size_t i)
{
    size_t end = i, n = 1;
    c->chunk_web = false;
    for (; end < c->s.n; end += n) {
        unsigned char b = (unsigned char)c->s.p[end];
        n = 1;
        if (is_space(b < 0x80 ? b : att_utf8_at(c->s, end, &n)))
            break;
        c->chunk_web = c->chunk_web || b == '@' || (b == ':' && byte(c, end + 1) == '/') || (b == 'w' && byte(c, end + 1) == 'w');
    }
    c->chunk_end = end;
}

static size_t without_closing_signs(const cutter *c, size_t from, size_t end)
{
    while (end > from) {
        if (strchr(".,;:!?)]}'\">*", c->s.p[end - 1]))
            end--;
        else if (end - from > 3 && memcmp(c->s.p + end - 3, "\xE2\x80", 2) == 0 && strchr("\x99\x9D", c->s.p[end - 1]))
            end -= 3;
        else
            break;
    }
    return end;
}

static bool label_byte(char b) { return att_is_alpha((unsigned char)b) || att_is_digit((unsigned char)b) || b == '-' || b == '_'; }

/* "news.example.co.uk": the end of labels joined by full stops; *count of them, *last is where the last begins. */
static size_t labels_end(const cutter *c, size_t i, size_t *count, size_t *last)
{
    enum { LONGEST = 253 };
    size_t end = i, limit = i + LONGEST;
    for (*count = 0; end < limit; end++) {
        size_t from = end;
        while (end < limit && label_byte(byte(c, end)))
            end++;
        if (end == from) /* the full stop before was no part of it */
            return end - (*count > 0);
        *last = from;
        ++*count;
        if (byte(c, end) != '.')
            return end;
    }
    return i;
}

/* A web or mail address or the name of a site that starts at i: its end, or i. */
static size_t address_end(cutter *c, size_t i)
{
    enum { LONGEST_USER = 64 };
    if (i >= c->chunk_end)
        look_at_chunk(c, i);
    if (c->chunk_web) {
        att_str rest = part(c, i, c->chunk_end);
        if (att_str_starts(rest, "http://") || att_str_starts(rest, "https://") || att_str_starts(rest, "www.") ||
            att_str_starts(rest, "mailto:"))
            return without_closing_signs(c, i, c->chunk_end);
        size_t at = i, count, last;
        while (at < i + LONGEST_USER && (label_byte(byte(c, at)) || (byte(c, at) && strchr(".+%", byte(c, at)))))
            at++;
        if (byte(c, at) == '@') {
            size_t end = labels_end(c, at + 1, &count, &last);
            if (count >= 2)
                return end;
        }
    }
    size_t first = run_end(c, i), count, last = i;
    if (byte(c, first) != '.' && byte(c, first) != '-')
        return i;
    size_t end = labels_end(c, i, &count, &last);
    if (count < 2 || !att_text_domain(part(c, last, end)) || word_at(c, end))
        return i;
    return byte(c, end) == '/' && label_byte(byte(c, end + 1)) ? without_closing_signs(c, i, c->chunk_end) : end;
}

/* ---- numbers ------------------------------------------------------------------------------------------------------------------------- */

/* "9/11", "02/06/2025", "2025-02-06", "713-853-3989", "646-8420": the end, or i.  "3-4" and "1969-1970" are ranges, not one number. */
static size_t joined_number_end(const cutter *c, size_t i)
{
    size_t first = digits_end(c, i), end = first, parts = 1;
    char sign = byte(c, first);
    if (first == i || (sign != '/' && sign != '-'))
        return i;
    while (parts < 5 && byte(c, end) == sign && digit_at(c, end + 1)) {
        end = digits_end(c, end + 1);
        parts++;
    }
    if (parts < 2 || word_at(c, end) || ((byte(c, end) == '.' || byte(c, end) == ',') && digit_at(c, end + 1)))
        return i;
    bool phone = parts == 2 && first - i == 3 && end - first == 5;
    return sign == '/' || parts > 2 || phone ? end : i;
}

/* Where the number ends and its unit begins in "5.2bn", "10.9m", "6pm"; `to` when no unit follows. */
static size_t unit_start(const cutter *c, size_t from, size_t to)
{
    size_t at = to;
    while (at > from && alpha_at(c, at - 1))
        at--;
    return at > from && at < to && digit_at(c, at - 1) && att_text_unit(part(c, at, to)) ? at : to;
}

/* "the 1960's", "his 60's": a decade's s is part of it. */
static size_t decade_end(const cutter *c, size_t from, size_t end)
{
    size_t q = apostrophe(c, end);
    bool round = (end - from == 2 || end - from == 4) && byte(c, end - 1) == '0' && digits_end(c, from) == end;
    return round && q && byte(c, end + q) == 's' && !word_at(c, end + q + 1) ? end + q + 1 : end;
}

/* ---- words --------------------------------------------------------------------------------------------------------------------------- */

/* "U.S.", "p.m.", "e.g.", also "U.S" and "Ph.D.": letters each with its full stop; the end, or i. */
static size_t acronym_end(const cutter *c, size_t i)
{
    size_t end = i, letters = 0;
    if (att_str_starts(att_str_from(c->s, i), "Ph.D"))
        return byte(c, i + 4) == '.' ? i + 5 : word_at(c, i + 4) ? i : i + 4;
    while (alpha_at(c, end) && byte(c, end + 1) == '.') {
        end += 2;
        letters++;
    }
    if (letters && alpha_at(c, end) && !word_at(c, end + 1) && byte(c, end + 1) != '\'')
        return end + 1;
    return letters >= 2 && !word_at(c, end) ? end : i;
}

/* A run of letters and digits with what belongs to it: apostrophes inside names, full stops and commas inside numbers, ampersands. */
static size_t core_end(const cutter *c, size_t i)
{
    size_t end = run_end(c, i);
    for (;;) {
        size_t q = apostrophe(c, end);
        char x = byte(c, end);
        if ((x == '.' || x == ',' || x == ':') && end > i && digit_at(c, end - 1) && digit_at(c, end + 1)) {
            end = run_end(c, end + 1);
        } else if (x == '&' && end > i && upper_at(c, end - 1) && upper_at(c, end + 1)) {
            end = run_end(c, end + 1); /* AT&T */
        } else if (q && word_at(c, end + q) && !digit_at(c, end + q)) {
            size_t after = run_end(c, end + q);
            if (att_text_clitic(part(c, end + q, after)))
                return end;
            end = after; /* O'Brien, Qa'ida */
        } else
            return end;
    }
}

/* Whether the text goes on, after blanks, with a word that begins a sentence. */
static bool sentence_starts(const cutter *c, size_t i)
{
    while (byte(c, i) == ' ')
        i++;
    return upper_at(c, i) && att_text_starter(part(c, i, run_end(c, i)));
}

/* A full stop that belongs to the word before it: titles, months, initials. */
static bool takes_stop(const cutter *c, size_t from, size_t end)
{
    att_str w = part(c, from, end);
    if (byte(c, end) != '.')
        return false;
    if (end + 1 >= c->s.n) /* at the very end the full stop is the sentence's */
        return att_text_title(w) || (c->phrase && (att_text_abbreviation(w) || (w.n == 1 && upper_at(c, from))));
    if (word_at(c, end + 1)) /* "J.Smith" */
        return w.n == 1 && upper_at(c, from) && upper_at(c, end + 1) && att_is_lower((unsigned char)byte(c, end + 2));
    if (att_str_same(w, ATT_STR("no")) || att_str_same(w, ATT_STR("nos")) || att_str_same(w, ATT_STR("art")) ||
        att_str_same(w, ATT_STR("fig")))
        return byte(c, end + 1) == ' ' && digit_at(c, end + 2);
    if (att_text_title(w))
        return true;
    if (att_text_abbreviation(w))
        return !sentence_starts(c, end + 1) && byte(c, end + 1) != '"';
    size_t next = end + 1;
    while (byte(c, next) == ' ')
        next++;
    size_t n;
    bool letter = w.n && att_utf8_is_upper(att_utf8_at(w, 0, &n)) && n == w.n; /* an initial: a name follows, or "E. coli" */
    return letter && word_at(c, next) && !digit_at(c, next) && !(w.p[0] == 'I' && sentence_starts(c, end + 1));
}

/* "can|not", "gon|na", "do|nt": two words written as one. */
static void add_cut(cutter *c, size_t from, size_t to)
{
    size_t first = att_text_contraction(part(c, from, to));
    add(c, from, from + first);
    add(c, from + first, to);
}

/* "do|n't": the n belongs to the second word.  The end, or 0. */
static size_t negative_end(const cutter *c, size_t from, size_t end)
{
    size_t q = apostrophe(c, end);
    bool n = q && end > from + 1 && (byte(c, end - 1) | 32) == 'n';
    return n && (byte(c, end + q) | 32) == 't' && !word_at(c, end + q + 1) ? end + q + 1 : 0;
}

/* Hyphens that stay: after "anti", "co", before "wise".  The end of the whole word, or `end`. */
static size_t hyphened_end(const cutter *c, size_t from, size_t end)
{
    if (byte(c, end) != '-' || !word_at(c, end + 1))
        return end;
    if (att_text_prefix(part(c, from, end)) && run_end(c, end + 1) > end + 2)
        return core_end(c, end + 1);
    size_t after = run_end(c, end + 1);
    return byte(c, after) != '-' && att_text_suffix(part(c, end + 1, after)) ? after : end;
}

static size_t clitic_end(cutter *c, size_t end)
{
    size_t q = apostrophe(c, end), after = q ? run_end(c, end + q) : end;
    if (!q || after == end + q || !att_text_clitic(part(c, end + q, after)))
        return end;
    add(c, end, after);
    return after;
}

/* A word that begins with a digit.  The place after it, or i when it is none of these. */
static size_t cut_number(cutter *c, size_t i)
{
    size_t end = joined_number_end(c, i);
    if (end > i) {
        add(c, i, end);
        return end;
    }
    size_t digits = digits_end(c, i);
    if ((byte(c, digits) == 'a' || byte(c, digits) == 'p') && byte(c, digits + 1) == '.' && byte(c, digits + 2) == 'm') { /* "6p.m." */
        add(c, i, digits);
        return digits;
    }
    end = core_end(c, i);
    size_t unit = unit_start(c, i, end), decade = decade_end(c, i, end);
    if (unit == end && decade == end)
        return i;
    add(c, i, unit < end ? unit : decade);
    if (unit == end)
        return decade;
    add(c, unit, end);
    return clitic_end(c, end);
}

/* "US$", "HK$": the sign belongs to the country's letters. */
static bool currency(const cutter *c, size_t from, size_t end)
{
    if (byte(c, end) != '$' || end - from > 3)
        return false;
    for (size_t k = from; k < end; k++)
        if (!upper_at(c, k))
            return false;
    return true;
}

/* A word from i, cut at its hyphens and clitics; gives the place after it. */
static size_t cut_word(cutter *c, size_t i)
{
    if (digit_at(c, i)) {
        size_t number = cut_number(c, i);
        if (number > i)
            return number;
    }
    size_t end = acronym_end(c, i);
    if (end > i) {
        add(c, i, end);
        return clitic_end(c, end);
    }
    end = core_end(c, i);
    size_t no = negative_end(c, i, end);
    if (no) {
        add(c, i, end - 1);
        add(c, end - 1, no);
        return no;
    }
    size_t whole = hyphened_end(c, i, end);
    if (whole > end) {
        add(c, i, whole);
        return clitic_end(c, whole);
    }
    if (currency(c, i, end) || takes_stop(c, i, end))
        add(c, i, ++end);
    else
        add_cut(c, i, end);
    return clitic_end(c, end);
}

/* ---- signs --------------------------------------------------------------------------------------------------------------------------- */

static bool smile(const cutter *c, size_t i, size_t *end)
{
    size_t at = i + 1;
    if (!strchr(":;=", c->s.p[i]))
        return false;
    at += byte(c, at) == '-';
    *end = at + 1;
    return byte(c, at) && strchr("()", byte(c, at)) && space_at(c, at + 1) && (i == 0 || space_at(c, i - 1));
}

/* Signs that come in runs are one word: "...", "--", "?!", "''". */
static size_t cut_signs(cutter *c, size_t i)
{
    size_t end = i + 1;
    char x = c->s.p[i];
    if (strchr(".-*=~<>+#'`", x))
        while (byte(c, end) == x)
            end++;
    else if (x == '!' || x == '?')
        while (byte(c, end) == '!' || byte(c, end) == '?')
            end++;
    else if (x == '[' && att_str_starts(att_str_from(c->s, i), "[...]"))
        end = i + 5;
    else if (!smile(c, i, &end))
        end = i + 1;
    add(c, i, end);
    return end;
}

/* A sign beyond ASCII, with what sticks to it; printer's apostrophes in pairs are one quotation mark. */
static size_t cut_sign(cutter *c, size_t i, size_t n)
{
    size_t end = i + n, k;
    bool quote = n == 3 && memcmp(c->s.p + i, "\xE2\x80", 2) == 0 && (c->s.p[i + 2] == '\x98' || c->s.p[i + 2] == '\x99');
    if (quote && end + 2 < c->s.n && memcmp(c->s.p + end, "\xE2\x80\x99", 3) == 0)
        end += 3;
    while (end < c->s.n && sticks(att_utf8_at(c->s, end, &k)))
        end += k;
    add(c, i, end);
    return end;
}

/* "#Hashtag", "@name", "'72": a sign that begins a word; its end, or i. */
static size_t signed_word_end(const cutter *c, size_t i)
{
    char x = c->s.p[i];
    size_t q = apostrophe(c, i);
    if ((x == '#' || x == '@') && alpha_at(c, i + 1))
        return run_end(c, i + 1);
    if (!q || digits_end(c, i + q) != i + q + 2)
        return i;
    size_t end = i + q + 2;
    end += byte(c, end) == 's';
    return word_at(c, end) || apostrophe(c, end) || byte(c, end) == '.' ? i : end;
}

uint32_t att_text_cut(att_arena *arena, att_str s, bool phrase, att_span **out)
{
    cutter c = {.arena = arena, .s = s, .phrase = phrase};
    bool after_word = false; /* the byte before i is a word's */
    for (size_t i = 0; i < s.n;) {
        size_t n = 1, end;
        unsigned char b = (unsigned char)s.p[i];
        uint32_t x = b < 0x80 ? b : att_utf8_at(s, i, &n);
        if (is_space(x)) {
            i += n;
            after_word = false;
            continue;
        }
        bool word = in_word(x);
        if (word && !after_word && (end = address_end(&c, i)) > i)
            add(&c, i, end);
        else if (word)
            end = cut_word(&c, i);
        else if (!after_word && (end = signed_word_end(&c, i)) > i)
            add(&c, i, end);
        else
            end = x < 0x80 ? cut_signs(&c, i) : cut_sign(&c, i, n);
        after_word = word;
        i = end;
    }
    *out = c.out.p;
    return c.out.n;
}

uint32_t att_text_words(att_arena *arena, att_str s, att_span **out) { return att_text_cut(arena, s, true, out); }
