/* base/str.c: borrowed strings, growing text, messages. */
#include "base/base.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <utf8proc.h>

att_status att_fail(att_error *e, att_status status, const char *where, const char *format, ...)
{
    if (e) {
        va_list args;
        va_start(args, format);
        e->status = status;
        vsnprintf(e->what, sizeof e->what, format, args);
        snprintf(e->where, sizeof e->where, "%s", where ? where : "");
        va_end(args);
    }
    return status;
}

const char *att_status_words(att_status status)
{
    static const char *const words[] = {
#define WORDS(name, text) [name] = text,
        ATT_STATUSES(WORDS)
#undef WORDS
    };
    return status < ATT_STATUS_COUNT ? words[status] : "unknown status";
}

const char *att_version(void) { return ATT_VERSION; }

bool att_str_starts(att_str a, const char *z)
{
    size_t n = strlen(z);
    return a.n >= n && memcmp(a.p, z, n) == 0;
}

bool att_str_ends(att_str a, const char *z)
{
    size_t n = strlen(z);
    return a.n >= n && memcmp(a.p + a.n - n, z, n) == 0;
}

int att_str_cmp(att_str a, att_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

static int low(int c) { return att_is_upper(c) ? c + 32 : c; }

bool att_str_same(att_str a, att_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (low((unsigned char)a.p[i]) != low((unsigned char)b.p[i]))
            return false;
    return true;
}

att_str att_str_trim(att_str a)
{
    while (a.n && att_is_blank((unsigned char)a.p[0]))
        a.p++, a.n--;
    while (a.n && att_is_blank((unsigned char)a.p[a.n - 1]))
        a.n--;
    return a;
}

size_t att_str_find(att_str a, att_str b)
{
    if (!b.n)
        return 0;
    const char *hit = a.n >= b.n ? memmem(a.p, a.n, b.p, b.n) : NULL;
    return hit ? (size_t)(hit - a.p) : SIZE_MAX;
}

att_str att_str_copy(att_arena *arena, att_str a)
{
    char *p = att_alloc(arena, a.n + 1);
    if (a.n)
        memcpy(p, a.p, a.n);
    return (att_str){p, a.n};
}

static bool is_ascii(att_str a)
{
    for (size_t i = 0; i < a.n; i++)
        if ((unsigned char)a.p[i] > 127)
            return false;
    return true;
}

att_str att_str_lower(att_arena *arena, att_str a)
{
    if (is_ascii(a)) {
        char *p = att_alloc(arena, a.n + 1);
        for (size_t i = 0; i < a.n; i++)
            p[i] = (char)low((unsigned char)a.p[i]);
        return (att_str){p, a.n};
    }
    att_buf b = {.arena = arena};
    for (size_t at = 0, n; at < a.n; at += n) {
        char out[4];
        uint32_t c = att_utf8_at(a, at, &n);
        att_buf_add(&b, (att_str){out, att_utf8_put(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)c))});
    }
    return att_buf_str(&b);
}

/* Typographic signs to their plain form; 0 for none. */
static const char *plain(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
    case 0x0060:
    case 0x00B4:
        return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
        return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return "-";
    case 0x00A0:
    case 0x2009:
    case 0x202F:
    case 0x2002:
    case 0x2003:
        return " ";
    case 0x2026:
        return "...";
    case 0x00DF:
        return "ss";
    case 0x00E6:
        return "ae";
    case 0x00F8:
        return "o";
    case 0x0142:
        return "l";
    case 0x0111:
        return "d";
    case 0x0131:
        return "i";
    default:
        return NULL;
    }
}

static bool is_plain_sign(unsigned char c) { return c < 0x80 && c != '`'; }

att_str att_str_fold(att_arena *arena, att_str a)
{
    if (is_ascii(a))
        return att_str_lower(arena, a);
    att_buf b = {.arena = arena};
    for (size_t at = 0, n; at < a.n; at += n) {
        if (is_plain_sign((unsigned char)a.p[at])) {
            att_buf_char(&b, (char)low((unsigned char)a.p[at]));
            n = 1;
            continue;
        }
        uint32_t c = (uint32_t)utf8proc_tolower((utf8proc_int32_t)att_utf8_at(a, at, &n));
        const char *simple = plain(c);
        if (simple) {
            att_buf_add(&b, att_str_of(simple));
            continue;
        }
        utf8proc_int32_t parts[18];
        int boundary = 0;
        utf8proc_ssize_t k = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 18, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
        for (utf8proc_ssize_t i = 0; i < k && i < 18; i++) {
            char out[4];
            att_buf_add(&b, (att_str){out, att_utf8_put(out, (uint32_t)parts[i])});
        }
    }
    return att_buf_str(&b);
}

att_str att_str_plain(att_arena *arena, att_str a)
{
    if (is_ascii(a))
        return a;
    att_buf b = {.arena = arena};
    for (size_t at = 0, n; at < a.n; at += n) {
        uint32_t c = att_utf8_at(a, at, &n);
        att_str low = att_str_fold(arena, att_str_sub(a, at, n));
        bool upper = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c) != c && low.n && low.p[0] >= 'a' && low.p[0] <= 'z';
        if (upper)
            att_buf_char(&b, (char)(low.p[0] - 32));
        att_buf_add(&b, upper ? att_str_from(low, 1) : c < 0x80 ? att_str_sub(a, at, n) : low);
    }
    return b.p ? att_buf_str(&b) : a;
}

bool att_str_split(att_str *rest, char separator, att_str *piece)
{
    if (!rest->p)
        return false;
    const char *hit = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
    if (!hit) {
        *piece = *rest;
        *rest = (att_str){0};
        return true;
    }
    *piece = (att_str){rest->p, (size_t)(hit - rest->p)};
    *rest = (att_str){hit + 1, rest->n - piece->n - 1};
    return true;
}

bool att_str_number(att_str a, int64_t *out)
{
    bool minus = a.n && a.p[0] == '-';
    size_t i = minus || (a.n && a.p[0] == '+');
    if (i == a.n || a.n - i > 18)
        return false;
    int64_t v = 0;
    for (; i < a.n; i++) {
        if (!att_is_digit(a.p[i]))
            return false;
        v = v * 10 + (a.p[i] - '0');
    }
    *out = minus ? -v : v;
    return true;
}

static char *buf_room(att_buf *b, size_t more)
{
    if (b->room - b->n < more + 1) {
        size_t room = b->room ? b->room * 2 : 64;
        while (room - b->n < more + 1)
            room *= 2;
        char *p = att_alloc(b->arena, room);
        if (b->n)
            memcpy(p, b->p, b->n);
        b->p = p;
        b->room = room;
    }
    return b->p + b->n;
}

void att_buf_add(att_buf *b, att_str s)
{
    if (!s.n)
        return;
    memcpy(buf_room(b, s.n), s.p, s.n);
    b->n += s.n;
    b->p[b->n] = 0;
}

void att_buf_char(att_buf *b, char c) { att_buf_add(b, (att_str){&c, 1}); }

static void add_formatted(att_buf *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n <= 0)
        return;
    vsnprintf(buf_room(b, (size_t)n), (size_t)n + 1, format, args);
    b->n += (size_t)n;
}

void att_buf_format(att_buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_formatted(b, format, args);
    va_end(args);
}

att_str att_format(att_arena *arena, const char *format, ...)
{
    att_buf b = {.arena = arena};
    va_list args;
    va_start(args, format);
    add_formatted(&b, format, args);
    va_end(args);
    return b.p ? att_buf_str(&b) : ATT_STR("");
}

void att_buf_decimal(att_buf *b, double value, int places)
{
    int64_t scale = 1;
    for (int i = 0; i < places; i++)
        scale *= 10;
    int64_t v = llround(value * (double)scale);
    if (v < 0)
        att_buf_char(b, '-');
    v = v < 0 ? -v : v;
    att_buf_format(b, "%lld", (long long)(v / scale));
    if (places)
        att_buf_format(b, ".%0*lld", places, (long long)(v % scale));
}

att_str att_str_without_capitals(att_arena *a, att_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (att_is_lower(s.p[i]))
            return s;
    att_buf b = {.arena = a};
    for (size_t i = 0; i < s.n; i++)
        att_buf_char(&b, i && att_is_alpha(s.p[i - 1]) && att_is_upper(s.p[i]) ? (char)(s.p[i] - 'A' + 'a') : s.p[i]);
    return att_buf_str(&b);
}
