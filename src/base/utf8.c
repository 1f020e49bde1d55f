/* base/utf8.c: UTF-8 in and out (RFC 3629: no surrogates, no overlong forms). */
#include "base/base.h"

#include <utf8proc.h>

uint32_t att_utf8_at(att_str s, size_t at, size_t *n)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    size_t left = s.n - at;
    *n = 1;
    if (p[0] < 0x80)
        return p[0];
    size_t want = p[0] >= 0xF0 && p[0] < 0xF5 ? 4 : p[0] >= 0xE0 && p[0] < 0xF0 ? 3 : p[0] >= 0xC2 && p[0] < 0xE0 ? 2 : 0;
    if (!want || left < want)
        return 0xFFFD;
    uint32_t c = p[0] & (0xFFu >> (want + 1));
    for (size_t i = 1; i < want; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0xFFFD;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    if ((want == 3 && (c < 0x800 || (c >= 0xD800 && c < 0xE000))) || (want == 4 && (c < 0x10000 || c > 0x10FFFF)))
        return 0xFFFD;
    *n = want;
    return c;
}

size_t att_utf8_put(char out[4], uint32_t c)
{
    unsigned char *o = (unsigned char *)out;
    if (c < 0x80) {
        o[0] = (unsigned char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        o[i] = (unsigned char)(0x80 | (c & 0x3F));
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    o[0] = (unsigned char)(lead[n] | c);
    return n;
}

size_t att_utf8_count(att_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

bool att_utf8_valid(att_str s)
{
    for (size_t at = 0, n; at < s.n; at += n) {
        if ((unsigned char)s.p[at] < 0x80) {
            n = 1;
            continue;
        }
        if (att_utf8_at(s, at, &n) == 0xFFFD && n == 1)
            return false;
    }
    return true;
}

static utf8proc_category_t category(uint32_t c) { return c <= 0x10FFFF ? utf8proc_category((utf8proc_int32_t)c) : UTF8PROC_CATEGORY_CN; }

bool att_utf8_is_letter(uint32_t c)
{
    if (c < 0x80)
        return att_is_alpha((int)c);
    utf8proc_category_t k = category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool att_utf8_is_upper(uint32_t c)
{
    if (c < 0x80)
        return att_is_upper((int)c);
    utf8proc_category_t k = category(c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool att_utf8_is_lower(uint32_t c) { return c < 0x80 ? att_is_lower((int)c) : category(c) == UTF8PROC_CATEGORY_LL; }
