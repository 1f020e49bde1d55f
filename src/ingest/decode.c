/* ingest/decode.c */
#include "ingest/decode.h"

#include <errno.h>
#include <iconv.h>

/* The web's labels that differ from what iconv takes them for. */
static const char *const labels[][2] = {
    {"latin1", "WINDOWS-1252"},     {"iso-8859-1", "WINDOWS-1252"}, {"iso8859-1", "WINDOWS-1252"}, {"us-ascii", "WINDOWS-1252"}, {"ascii", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"}, {"latin5", "WINDOWS-1254"},     {"iso-8859-11", "CP874"},      {"tis-620", "CP874"},         {"gb2312", "GBK"},
    {"gb_2312-80", "GBK"},          {"x-gbk", "GBK"},               {"gbk", "GB18030"},            {"shift_jis", "CP932"},       {"shift-jis", "CP932"},
    {"sjis", "CP932"},              {"x-sjis", "CP932"},            {"windows-31j", "CP932"},      {"euc-kr", "CP949"},          {"ks_c_5601-1987", "CP949"},
    {"korean", "CP949"},            {"big5", "BIG5-HKSCS"},         {"utf8", "UTF-8"},             {"utf-8", "UTF-8"},           {"unicode-1-1-utf-8", "UTF-8"},
    {"utf-16", "UTF-16LE"},         {"utf-16le", "UTF-16LE"},       {"utf-16be", "UTF-16BE"},      {"x-mac-roman", "MACINTOSH"}, {"macintosh", "MACINTOSH"},
    {"x-cp1251", "WINDOWS-1251"},   {"cp1252", "WINDOWS-1252"},     {"x-cp1252", "WINDOWS-1252"}};

enum { LOOK = 4096 };

static att_str lower_word(att_arena *a, att_str s)
{
    s = att_str_trim(s);
    while (s.n && (s.p[0] == '"' || s.p[0] == '\''))
        s = att_str_from(s, 1);
    size_t n = 0;
    while (n < s.n && n < 40 && (att_is_alpha(s.p[n]) || att_is_digit(s.p[n]) || strchr("-_:.", s.p[n])))
        n++;
    return att_str_lower(a, att_str_sub(s, 0, n));
}

/* charset=... within the first bytes of a page. */
static att_str declared(att_arena *a, att_str bytes)
{
    att_str head = att_str_lower(a, att_str_sub(bytes, 0, bytes.n < LOOK ? bytes.n : LOOK));
    size_t at = att_str_find(head, ATT_STR("charset="));
    if (at == SIZE_MAX)
        at = att_str_find(head, ATT_STR("encoding="));
    if (at == SIZE_MAX)
        return ATT_STR("");
    at += head.p[at] == 'c' ? 8 : 9;
    return lower_word(a, att_str_from(head, at));
}

static void add_run(att_arena *a, att_decoded *d, uint32_t at, uint32_t n, uint32_t from, uint32_t source, bool same)
{
    att_run *last = d->runs.n ? &d->runs.p[d->runs.n - 1] : NULL;
    if (same && last && last->same && last->at + last->n == at && last->src.at + last->src.n == from) {
        last->n += n;
        last->src.n += source;
        return;
    }
    *ATT_PUSH(a, &d->runs) = (att_run){at, n, {from, source}, same};
}

static void from_utf8(att_arena *a, att_str bytes, uint32_t start, att_decoded *d)
{
    att_str rest = att_str_from(bytes, start);
    if (att_utf8_valid(rest)) {
        d->text = rest;
        if (rest.n)
            add_run(a, d, 0, (uint32_t)rest.n, start, (uint32_t)rest.n, true);
        return;
    }
    att_buf b = {.arena = a};
    size_t good = start;
    for (size_t i = start, n; i < bytes.n; i += n) {
        if (att_utf8_at(bytes, i, &n) != 0xFFFD || n > 1)
            continue;
        uint32_t at = (uint32_t)b.n;
        att_buf_add(&b, att_str_sub(bytes, good, i - good));
        if (i > good)
            add_run(a, d, at, (uint32_t)(i - good), (uint32_t)good, (uint32_t)(i - good), true);
        add_run(a, d, (uint32_t)b.n, 3, (uint32_t)i, 1, false);
        att_buf_add(&b, ATT_STR("\xEF\xBF\xBD"));
        good = i + 1;
    }
    uint32_t at = (uint32_t)b.n;
    att_buf_add(&b, att_str_from(bytes, good));
    if (bytes.n > good)
        add_run(a, d, at, (uint32_t)(bytes.n - good), (uint32_t)good, (uint32_t)(bytes.n - good), true);
    d->text = att_buf_str(&b);
}

/* One character: tries ever more bytes until iconv takes them. */
static size_t convert_one(iconv_t cd, att_str bytes, size_t i, char out[8], size_t *n)
{
    for (size_t take = 1; take <= 4 && i + take <= bytes.n; take++) {
        char *in = (char *)bytes.p + i, *to = out;
        size_t left = take, room = 8;
        iconv(cd, NULL, NULL, NULL, NULL);
        if (iconv(cd, &in, &left, &to, &room) != (size_t)-1 && left == 0 && room < 8) {
            *n = 8 - room;
            return take;
        }
        if (errno == EILSEQ)
            break;
    }
    memcpy(out, "\xEF\xBF\xBD", 3);
    *n = 3;
    return 1;
}

static void from_charset(att_arena *a, att_str bytes, uint32_t start, iconv_t cd, bool ascii_same, att_decoded *d)
{
    att_buf b = {.arena = a};
    for (size_t i = start; i < bytes.n;) {
        size_t end = i;
        while (ascii_same && end < bytes.n && (unsigned char)bytes.p[end] < 0x80)
            end++;
        if (end > i) {
            add_run(a, d, (uint32_t)b.n, (uint32_t)(end - i), (uint32_t)i, (uint32_t)(end - i), true);
            att_buf_add(&b, att_str_sub(bytes, i, end - i));
            i = end;
            continue;
        }
        char out[8];
        size_t n, took = convert_one(cd, bytes, i, out, &n);
        add_run(a, d, (uint32_t)b.n, (uint32_t)n, (uint32_t)i, (uint32_t)took, false);
        att_buf_add(&b, (att_str){out, n});
        i += took;
    }
    d->text = b.p ? att_buf_str(&b) : ATT_STR("");
}

static const char *iconv_name(att_str label)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (att_str_is(label, labels[i][0]))
            return labels[i][1];
    return label.p;
}

/* No label: UTF-16 shows by its NULs, UTF-8 by being valid nearly everywhere; else it is windows-1252. */
static att_str guess(att_str bytes)
{
    size_t n = bytes.n < LOOK ? bytes.n : LOOK, even = 0, odd = 0, bad = 0, high = 0;
    att_str head = att_str_sub(bytes, 0, n);
    for (size_t i = 0; i < n; i++)
        if (!bytes.p[i])
            *(i % 2 ? &odd : &even) += 1;
    if (odd > n / 4 && even < n / 16)
        return ATT_STR("utf-16le");
    if (even > n / 4 && odd < n / 16)
        return ATT_STR("utf-16be");
    for (size_t i = 0, k; i < bytes.n; i += k) {
        uint32_t c = att_utf8_at(bytes, i, &k);
        high += c >= 0x80;
        bad += c == 0xFFFD && k == 1;
    }
    (void)head;
    return bad * 4 > high ? ATT_STR("windows-1252") : ATT_STR("utf-8");
}

void att_decode(att_arena *a, att_str bytes, att_str charset, bool is_html, att_decoded *out)
{
    *out = (att_decoded){0};
    uint32_t start = 0;
    att_str label = lower_word(a, charset);
    if (att_str_starts(bytes, "\xEF\xBB\xBF")) {
        label = ATT_STR("utf-8");
        start = 3;
    } else if (att_str_starts(bytes, "\xFF\xFE") || att_str_starts(bytes, "\xFE\xFF")) {
        label = bytes.p[0] == (char)0xFF ? ATT_STR("utf-16le") : ATT_STR("utf-16be");
        start = 2;
    } else if (!label.n && is_html)
        label = declared(a, bytes);
    if (!label.n || (att_str_starts(label, "utf-16") && start == 0 && is_html)) /* a page that can be asked in ASCII is not UTF-16 */
        label = guess(bytes);
    const char *name = iconv_name(label);
    bool utf8 = strcmp(name, "UTF-8") == 0 || strcmp(name, "utf-8") == 0;
    iconv_t cd = utf8 ? (iconv_t)-1 : iconv_open("UTF-8", name);
    out->charset = label;
    if (cd == (iconv_t)-1)
        from_utf8(a, bytes, start, out);
    else {
        from_charset(a, bytes, start, cd, !att_str_starts(label, "utf-16"), out);
        iconv_close(cd);
    }
}
