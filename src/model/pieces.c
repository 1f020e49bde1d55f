/* model/pieces.c: BERT's uncased wordpieces and the shapes of words, as train/network.py cuts and numbers them. */
#include <utf8proc.h>

#include "model/layout.h"

enum { FOLDED = 512 }; /* bytes of a folded word; what is longer has its 12 pieces by then */

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
        utf8proc_ssize_t m = utf8proc_decompose_char(utf8proc_tolower((utf8proc_int32_t)c), parts, 18, UTF8PROC_DECOMPOSE, &boundary);
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
        size_t end = run.n;
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
    bool digits, a_digit, a_letter, a_lower, a_upper, upper_after;
    size_t letters;
} looks;

static looks look(att_str w)
{
    looks l = {.digits = true};
    for (size_t at = 0, k; at < w.n; at += k, l.letters++) {
        uint32_t c = att_utf8_at(w, at, &k);
        bool digit = c < 0x80 ? att_is_digit((int)c) : utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ND;
        bool upper = att_utf8_is_upper(c), lower = att_utf8_is_lower(c);
        l.digits = l.digits && digit;
        l.a_digit = l.a_digit || digit;
        l.a_letter = l.a_letter || att_utf8_is_letter(c);
        l.a_lower = l.a_lower || lower;
        l.a_upper = l.a_upper || upper;
        l.upper_after = l.upper_after || (upper && at > 0);
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
    if (l.a_lower && !l.a_upper)
        return 4;
    if (l.a_upper && !l.a_lower)
        return l.letters > 1 ? 5 : 6;
    if (att_utf8_is_upper(att_utf8_at(w, 0, &k)))
        return l.a_lower && !l.upper_after ? 7 : 8;
    return 9;
}
