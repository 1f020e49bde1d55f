/* model/pieces.c: BERT's uncased wordpieces and the shapes of words, as train/network.py cuts and numbers them. */
#include <utf8proc.h>

#include "model/layout.h"

enum { FOLDED = 512 }; /* bytes of a folded word; what is longer has its 12 pieces by then */

typedef struct {
    uint32_t from, to;
} range;

static bool is_in(const range *r, size_t n, uint32_t c)
{
    for (size_t i = 0; i < n && r[i].from <= c; i++)
        if (c <= r[i].to)
            return true;
    return false;
}
#define IN(table, c) is_in(table, sizeof(table) / sizeof *(table), c)

/* What Python's str calls lower, upper and digit beyond the categories Ll, Lu and Nd (Other_Lowercase, Other_Uppercase,
 * Numeric_Type=Digit of Unicode 14). */
static const range more_lower[] = {{0xAA, 0xAA},       {0xBA, 0xBA},       {0x2B0, 0x2B8},     {0x2C0, 0x2C1},     {0x2E0, 0x2E4},
                                   {0x345, 0x345},     {0x37A, 0x37A},     {0x1D2C, 0x1D6A},   {0x1D78, 0x1D78},   {0x1D9B, 0x1DBF},
                                   {0x2071, 0x2071},   {0x207F, 0x207F},   {0x2090, 0x209C},   {0x2170, 0x217F},   {0x24D0, 0x24E9},
                                   {0x2C7C, 0x2C7D},   {0xA69C, 0xA69D},   {0xA770, 0xA770},   {0xA7F8, 0xA7F9},   {0xAB5C, 0xAB5F},
                                   {0x10780, 0x10780}, {0x10783, 0x10785}, {0x10787, 0x107B0}, {0x107B2, 0x107BA}};
static const range more_upper[] = {{0x2160, 0x216F}, {0x24B6, 0x24CF}, {0x1F130, 0x1F149}, {0x1F150, 0x1F169}, {0x1F170, 0x1F189}};
static const range more_digits[] = {{0xB2, 0xB3},       {0xB9, 0xB9},       {0x1369, 0x1371},   {0x19DA, 0x19DA},   {0x2070, 0x2070},
                                    {0x2074, 0x2079},   {0x2080, 0x2089},   {0x2460, 0x2468},   {0x2474, 0x247C},   {0x2488, 0x2490},
                                    {0x24EA, 0x24EA},   {0x24F5, 0x24FD},   {0x24FF, 0x24FF},   {0x2776, 0x277E},   {0x2780, 0x2788},
                                    {0x278A, 0x2792},   {0x10A40, 0x10A43}, {0x10E60, 0x10E68}, {0x11052, 0x1105A}, {0x1F100, 0x1F10A}};
/* Signs of Case_Ignorable that no category gives. */
static const range more_ignorable[] = {{'\'', '\''},     {'.', '.'},       {':', ':'},       {0xB7, 0xB7},     {0x387, 0x387},   {0x55F, 0x55F},  {0x5F4, 0x5F4},
                                       {0x2018, 0x2019}, {0x2024, 0x2024}, {0x2027, 0x2027}, {0xFE13, 0xFE13}, {0xFE52, 0xFE52}, {0xFE55, 0xFE55},
                                       {0xFF07, 0xFF07}, {0xFF0E, 0xFF0E}, {0xFF1A, 0xFF1A}};

static utf8proc_category_t category(uint32_t c) { return utf8proc_category((utf8proc_int32_t)c); }
static bool is_lower(uint32_t c) { return c < 0x80 ? att_is_lower((int)c) : category(c) == UTF8PROC_CATEGORY_LL || IN(more_lower, c); }
static bool is_upper(uint32_t c) { return c < 0x80 ? att_is_upper((int)c) : category(c) == UTF8PROC_CATEGORY_LU || IN(more_upper, c); }
static bool is_title(uint32_t c) { return c >= 0x80 && category(c) == UTF8PROC_CATEGORY_LT; }
static bool is_digit(uint32_t c) { return c < 0x80 ? att_is_digit((int)c) : category(c) == UTF8PROC_CATEGORY_ND || IN(more_digits, c); }

static bool is_mark(uint32_t c) { return c > 0x7F && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_MN; }

/* Python's \w: letters, numbers, underscore (which is cut apart before). */
static bool is_word(uint32_t c)
{
    if (c < 0x80)
        return att_is_alpha((int)c) || att_is_digit((int)c);
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

static bool is_space(uint32_t c)
{
    if (c < 0x80)
        return att_is_blank((int)c) || (c >= 0x1C && c <= 0x1F);
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k == UTF8PROC_CATEGORY_ZS || k == UTF8PROC_CATEGORY_ZL || k == UTF8PROC_CATEGORY_ZP || c == 0x85;
}

static bool is_ignorable(uint32_t c)
{
    switch (category(c)) {
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_ME: case UTF8PROC_CATEGORY_CF: case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_SK:
        return true;
    default:
        return IN(more_ignorable, c);
    }
}

static bool is_cased(uint32_t c) { return is_lower(c) || is_upper(c) || is_title(c); }

/* A capital sigma at `at` ends its word: a letter before it, none after it (signs like apostrophes and accents not counted). */
static bool ends_word(att_str word, size_t at, size_t n)
{
    bool before = false, after = false;
    for (size_t i = 0, k; i < word.n && !after; i += k) {
        uint32_t c = att_utf8_at(word, i, &k);
        if (i == at || is_ignorable(c))
            continue;
        if (i < at)
            before = is_cased(c);
        else if (i >= at + n && is_cased(c))
            after = true;
        else
            break;
    }
    return before && !after;
}

static uint32_t lower(att_str word, size_t at, uint32_t c, size_t n)
{
    if (c == 0x3A3)
        return ends_word(word, at, n) ? 0x3C2 : 0x3C3;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

/* Lower case, decomposed, without marks. */
static size_t fold(att_str word, char *out)
{
    size_t n = 0;
    for (size_t at = 0, k; at < word.n && n + 80 < FOLDED; at += k) {
        uint32_t c = att_utf8_at(word, at, &k);
        if (c < 0x80) {
            out[n++] = (char)(att_is_upper((int)c) ? c + 32 : c);
            continue;
        }
        utf8proc_int32_t parts[18];
        int boundary = 0;
        utf8proc_ssize_t m = utf8proc_decompose_char((utf8proc_int32_t)lower(word, at, c, k), parts, 18, UTF8PROC_DECOMPOSE, &boundary);
        for (utf8proc_ssize_t i = 0; i < m && i < 18; i++)
            if (!is_mark((uint32_t)parts[i]))
                n += att_utf8_put(out + n, (uint32_t)parts[i]);
    }
    return n;
}

/* Greedy longest match; a run that cannot be cut is one unknown piece. */
static uint32_t cut(const att_model *m, att_str run, uint32_t *out, uint32_t room)
{
    char key[FOLDED + 2] = "##";
    uint32_t n = 0;
    memcpy(key + 2, run.p, run.n);
    for (size_t at = 0; at < run.n;) {
        uint32_t piece = ATT_NONE;
        size_t end = run.n - at < m->longest ? run.n : at + m->longest;
        for (; end > at; end--) {
            if (end < run.n && ((unsigned char)run.p[end] & 0xC0) == 0x80)
                continue;
            att_str s = {at ? key + at : key + 2, at ? end - at + 2 : end};
            char keep[2] = {0, 0};
            if (at) { /* the two bytes before the piece become its ## */
                memcpy(keep, key + at, 2);
                memcpy(key + at, "##", 2);
            }
            piece = att_map_find(&m->vocabulary, s);
            if (at)
                memcpy(key + at, keep, 2);
            if (piece != ATT_NONE)
                break;
        }
        if (piece == ATT_NONE) {
            out[0] = m->unknown;
            return 1;
        }
        if (n < room)
            out[n] = piece;
        n++;
        at = end;
    }
    return n < room ? n : room;
}

uint32_t att_model_pieces(const att_model *m, att_str word, uint32_t out[ATT_MODEL_WORD_PIECES])
{
    char folded[FOLDED];
    att_str f = {folded, fold(word, folded)};
    uint32_t n = 0;
    for (size_t at = 0, k; at < f.n && n < ATT_MODEL_WORD_PIECES;) {
        uint32_t c = att_utf8_at(f, at, &k);
        size_t end = at + k;
        if (is_space(c)) {
            at = end;
            continue;
        }
        while (is_word(c) && end < f.n) {
            if (!is_word(att_utf8_at(f, end, &k)))
                break;
            end += k;
        }
        n += cut(m, att_str_sub(f, at, end - at), out + n, ATT_MODEL_WORD_PIECES - n);
        at = end;
    }
    if (!n)
        out[n++] = m->unknown;
    return n;
}

/* ---- shapes --------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    bool digits, a_digit, a_letter, a_lower, a_upper, a_title;
    bool high_after; /* a capital after the first letter */
    size_t n;
} looks;

static looks look(att_str w)
{
    looks l = {.digits = true};
    for (size_t at = 0, k; at < w.n; at += k, l.n++) {
        uint32_t c = att_utf8_at(w, at, &k);
        bool digit = is_digit(c), high = is_upper(c) || is_title(c);
        l.digits = l.digits && digit;
        l.a_digit = l.a_digit || digit;
        l.a_letter = l.a_letter || att_utf8_is_letter(c);
        l.a_lower = l.a_lower || is_lower(c);
        l.a_upper = l.a_upper || is_upper(c);
        l.a_title = l.a_title || is_title(c);
        l.high_after = l.high_after || (high && at > 0);
    }
    return l;
}

uint32_t att_model_shape(att_str w)
{
    looks l = look(w);
    size_t k;
    if (!w.n)
        return 3;
    if (l.digits)
        return 1;
    if (l.a_digit)
        return 2;
    if (!l.a_letter)
        return 3;
    if (l.a_lower && !l.a_upper && !l.a_title)
        return 4;
    if (l.a_upper && !l.a_lower && !l.a_title)
        return l.n > 1 ? 5 : 6;
    if (is_upper(att_utf8_at(w, 0, &k)))
        return l.a_lower && !l.high_after ? 7 : 8;
    return 9;
}
