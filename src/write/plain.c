/* write/plain.c: words of reports on a terminal. */
#include "write/plain.h"

#include <utf8proc.h>

static bool is_command(uint32_t c, size_t n)
{
    bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return control || turns || (c == 0xFFFD && n == 1);
}

void att_plain_text(att_buf *o, att_str s)
{
    for (size_t at = 0, n; at < s.n; at += n) {
        uint32_t c = att_utf8_at(s, at, &n);
        att_buf_add(o, is_command(c, n) ? ATT_STR(" ") : att_str_sub(s, at, n));
    }
}

static uint32_t width_of(uint32_t c, size_t n)
{
    if (is_command(c, n))
        return 1; /* the blank that stands for it */
    int w = utf8proc_charwidth((utf8proc_int32_t)c);
    return w > 0 ? (uint32_t)w : 0;
}

uint32_t att_plain_columns(att_str s)
{
    uint32_t w = 0;
    for (size_t at = 0, n; at < s.n; at += n) {
        uint32_t c = att_utf8_at(s, at, &n);
        w += width_of(c, n);
    }
    return w;
}

size_t att_plain_fit(att_str s, uint32_t columns)
{
    uint32_t used = 0;
    size_t at = 0;
    for (size_t n; at < s.n; at += n) {
        uint32_t c = att_utf8_at(s, at, &n), w = width_of(c, n);
        if (used + w > columns && at > 0)
            break;
        used += w;
    }
    return at;
}
