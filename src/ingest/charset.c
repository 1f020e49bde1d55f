/* ingest/charset.c: any charset to UTF-8, with the way back to the bytes.
 * Labels mean what they mean on the web (encoding.spec.whatwg.org).  One bad
 * byte costs one U+FFFD and nothing else. */
#include "ingest/ingest.h"

#include <errno.h>
#include <iconv.h>

typedef struct {
    const char *name, *iconv; /* iconv NULL: decoded here */
    const char *labels;       /* blanks between, lower case; the name itself counts too */
    bool wide;                /* characters of several bytes */
} charset;

static const charset CHARSETS[] = {
    {"utf-8", NULL, "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8", true},
    {"utf-16le", NULL, "utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff", true},
    {"utf-16be", NULL, "unicodefffe", true},
    {"windows-1252", "CP1252",
     "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 "
     "iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 "
     "latin-1 us-ascii x-cp1252 x-user-defined",
     false},
    {"iso-8859-2", "ISO-8859-2",
     "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 "
     "latin2",
     false},
    {"iso-8859-3", "ISO-8859-3", "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3", false},
    {"iso-8859-4", "ISO-8859-4", "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4", false},
    {"iso-8859-5", "ISO-8859-5", "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988", false},
    {"iso-8859-6", "ISO-8859-6",
     "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i "
     "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
     false},
    {"iso-8859-7", "ISO-8859-7",
     "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 "
     "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
     false},
    {"iso-8859-8", "ISO-8859-8",
     "csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8-e iso-8859-8-i iso-ir-138 iso8859-8 "
     "iso88598 iso_8859-8 iso_8859-8:1988 logical visual",
     false},
    {"iso-8859-10", "ISO-8859-10", "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6", false},
    {"iso-8859-13", "ISO-8859-13", "iso8859-13 iso885913", false},
    {"iso-8859-14", "ISO-8859-14", "iso8859-14 iso885914", false},
    {"iso-8859-15", "ISO-8859-15", "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin-9", false},
    {"iso-8859-16", "ISO-8859-16", "", false},
    {"koi8-r", "KOI8-R", "cskoi8r koi koi8 koi8_r", false},
    {"koi8-u", "KOI8-U", "koi8-ru", false},
    {"macintosh", "MACINTOSH", "csmacintosh mac x-mac-roman", false},
    {"x-mac-cyrillic", "MAC-CYRILLIC", "x-mac-ukrainian", false},
    {"ibm866", "CP866", "866 cp866 csibm866", false},
    {"windows-874", "CP874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620", false},
    {"windows-1250", "CP1250", "cp1250 x-cp1250", false},
    {"windows-1251", "CP1251", "cp1251 x-cp1251", false},
    {"windows-1253", "CP1253", "cp1253 x-cp1253", false},
    {"windows-1254", "CP1254",
     "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
     "iso_8859-9:1989 l5 latin5 x-cp1254",
     false},
    {"windows-1255", "CP1255", "cp1255 x-cp1255", false},
    {"windows-1256", "CP1256", "cp1256 x-cp1256", false},
    {"windows-1257", "CP1257", "cp1257 x-cp1257", false},
    {"windows-1258", "CP1258", "cp1258 x-cp1258", false},
    {"gbk", "GB18030",
     "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 "
     "x-gbk cp936",
     true},
    {"gb18030", "GB18030", "", true},
    {"big5", "BIG5-HKSCS", "big5-hkscs cn-big5 csbig5 x-x-big5", true},
    {"euc-jp", "EUC-JP-MS", "cseucpkdfmtjapanese x-euc-jp", true},
    {"iso-2022-jp", "ISO-2022-JP", "csiso2022jp", true},
    {"shift_jis", "CP932", "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932", true},
    {"euc-kr", "UHC",
     "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
     "ksc5601 ksc_5601 windows-949 cp949",
     true},
};
enum { UTF8 = 0, UTF16LE = 1, UTF16BE = 2, LATIN = 3, N_CHARSETS = sizeof CHARSETS / sizeof *CHARSETS };

static const charset *find_label(att_str label)
{
    label = att_str_trim(label);
    for (size_t i = 0; label.n && i < N_CHARSETS; i++) {
        if (att_str_same(label, att_str_of(CHARSETS[i].name)))
            return &CHARSETS[i];
        att_str rest = att_str_of(CHARSETS[i].labels), piece;
        while (att_str_split(&rest, ' ', &piece))
            if (piece.n && att_str_same(label, piece))
                return &CHARSETS[i];
    }
    return NULL;
}

const char *att_charset_of_label(att_str label)
{
    const charset *c = find_label(label);
    return c ? c->name : NULL;
}

/* ---- what the page says
 * ----------------------------------------------------------------------------------------------
 */

static char lower(char c) { return att_is_upper((unsigned char)c) ? (char)(c + 32) : c; }

static bool has_at(att_str s, size_t at, const char *word)
{
    for (; *word; word++, at++)
        if (at >= s.n || lower(s.p[at]) != *word)
            return false;
    return true;
}

/* The value behind `word` and "=" inside a tag. */
static att_str value_after(att_str tag, const char *word)
{
    for (size_t i = 0; i < tag.n; i++) {
        if (!has_at(tag, i, word))
            continue;
        size_t at = i + strlen(word);
        while (at < tag.n && att_is_blank((unsigned char)tag.p[at]))
            at++;
        if (at >= tag.n || tag.p[at] != '=')
            continue;
        at++;
        while (at < tag.n && (att_is_blank((unsigned char)tag.p[at]) || tag.p[at] == '"' || tag.p[at] == '\''))
            at++;
        size_t end = at;
        while (end < tag.n && !strchr("\"' ;/>\t\r\n?", tag.p[end]))
            end++;
        return att_str_sub(tag, at, end - at);
    }
    return (att_str){0};
}

enum { META_WITHIN = 1 << 16 }; /* one page in eight declares its charset after the first 1024 bytes */

static const charset *said_by_page(att_str bytes)
{
    att_str s = {bytes.p, bytes.n < META_WITHIN ? bytes.n : META_WITHIN};
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '<')
            continue;
        if (has_at(s, i, "<!--")) { /* what is commented out declares nothing */
            size_t end = att_str_find(att_str_from(s, i), ATT_STR("-->"));
            i += end == SIZE_MAX ? 3 : end;
            continue;
        }
        bool xml = has_at(s, i, "<?xml");
        if (!xml && !has_at(s, i, "<meta"))
            continue;
        const char *end = memchr(s.p + i, '>', s.n - i);
        att_str tag = {s.p + i, end ? (size_t)(end - s.p) - i : s.n - i};
        const charset *c = find_label(value_after(tag, xml ? "encoding" : "charset"));
        if (c) /* a page whose tags we can read byte by byte is no UTF-16 */
            return c == &CHARSETS[UTF16LE] || c == &CHARSETS[UTF16BE] ? &CHARSETS[UTF8] : c;
        i += tag.n ? tag.n - 1 : 0;
    }
    return NULL;
}

/* ---- what the bytes look like
 * ----------------------------------------------------------------------------------------------
 */

typedef struct {
    size_t wide, bad, zero[2], escape;
} census;

static census count(att_str s)
{
    census c = {0};
    for (size_t at = 0, n; at < s.n; at += n) {
        n = 1;
        unsigned char b = (unsigned char)s.p[at];
        if (b == 0)
            c.zero[at & 1]++;
        if (b == 0x1B)
            c.escape++;
        if (b < 0x80)
            continue;
        att_utf8_at(s, at, &n);
        c.wide += n > 1;
        c.bad += n == 1;
    }
    return c;
}

enum { MOST_BROKEN = 8 }; /* bad bytes to each good character in what is still UTF-8 when the page says so */

/* Latin letters in UTF-16 leave every second byte zero. */
static const charset *wide_without_mark(att_str s, const census *c)
{
    if (s.n >= 8 && c->zero[1] > s.n / 5 && c->zero[0] * 16 < c->zero[1])
        return &CHARSETS[UTF16LE];
    if (s.n >= 8 && c->zero[0] > s.n / 5 && c->zero[1] * 16 < c->zero[0])
        return &CHARSETS[UTF16BE];
    return NULL;
}

static const charset *choose(att_str bytes, att_str transport, bool is_page, const census *c, const char **from)
{
    const charset *said = find_label(transport);
    *from = "transport";
    if (!said && is_page) {
        said = said_by_page(bytes);
        *from = "meta";
    }
    if (said && c->escape && !strcmp(said->name, "iso-2022-jp"))
        return said; /* seven bits only: valid UTF-8, but not meant so */
    const charset *wide = wide_without_mark(bytes, c);
    if (wide || !c->bad) {
        if (!said || said != (wide ? wide : &CHARSETS[UTF8]))
            *from = "content";
        return wide ? wide : &CHARSETS[UTF8];
    }
    if (said && said != &CHARSETS[UTF8] && said != &CHARSETS[UTF16LE] && said != &CHARSETS[UTF16BE])
        return said;
    if (said == &CHARSETS[UTF8] && c->wide * MOST_BROKEN >= c->bad)
        return said;
    *from = "content";
    return c->wide >= c->bad ? &CHARSETS[UTF8] : &CHARSETS[LATIN];
}

/* ---- decoding: one pass that measures, one that writes
 * --------------------------------------------------------------------- */

/* Nothing is taken from the arena between iconv_open and iconv_close: a full
 * arena leaves by longjmp and would lose the handle. */
typedef struct {
    char *p; /* NULL: only measure */
    att_run *run;
    size_t n, runs;
    uint32_t src, bad;
    bool last_same;
} sink;

static void emit(sink *k, const char *bytes, size_t n, uint32_t src_n, bool same)
{
    if (k->p) {
        memcpy(k->p + k->n, bytes, n);
        if (same && k->last_same) {
            k->run[k->runs - 1].n += (uint32_t)n;
            k->run[k->runs - 1].src.n += src_n;
        } else {
            k->run[k->runs] = (att_run){(uint32_t)k->n, (uint32_t)n, {k->src, src_n}, same};
        }
    }
    k->runs += !(same && k->last_same);
    k->last_same = same;
    k->n += n;
    k->src += src_n;
}

static void emit_bad(sink *k)
{
    emit(k, "\xEF\xBF\xBD", 3, 1, false);
    k->bad++;
}

static void decode_utf8(att_str s, sink *k)
{
    for (size_t at = k->src, n; at < s.n; at += n) {
        uint32_t c = att_utf8_at(s, at, &n);
        if (c == 0xFFFD && n == 1)
            emit_bad(k);
        else
            emit(k, s.p + at, n, (uint32_t)n, true);
    }
}

static void decode_utf16(att_str s, bool big, sink *k)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = k->src;
    for (; at + 1 < s.n; at = k->src) {
        uint32_t c = big ? (uint32_t)p[at] << 8 | p[at + 1] : (uint32_t)p[at + 1] << 8 | p[at], n = 2;
        if (c >= 0xD800 && c < 0xDC00 && at + 3 < s.n) {
            uint32_t low = big ? (uint32_t)p[at + 2] << 8 | p[at + 3] : (uint32_t)p[at + 3] << 8 | p[at + 2];
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                n = 4;
            }
        }
        bool lone = c >= 0xD800 && c < 0xE000;
        k->bad += lone;
        char out[4];
        emit(k, out, att_utf8_put(out, lone ? 0xFFFD : c), n, false);
    }
    if (at < s.n)
        emit_bad(k);
}

typedef struct {
    char text[4];
    uint8_t n; /* 0: means nothing */
} letter;

static bool letters_of(const charset *c, letter out[256])
{
    iconv_t cd = iconv_open("UTF-8", c->iconv);
    if (cd == (iconv_t)-1)
        return false;
    for (int i = 0; i < 256; i++) {
        char in = (char)i, text[16], *from = &in, *to = text;
        size_t left = 1, room = sizeof text;
        iconv(cd, NULL, NULL, NULL, NULL);
        bool ok = iconv(cd, &from, &left, &to, &room) != (size_t)-1 && iconv(cd, NULL, NULL, &to, &room) != (size_t)-1 && to - text <= 4;
        out[i].n = ok ? (uint8_t)(to - text) : 0;
        memcpy(out[i].text, text, out[i].n);
    }
    iconv_close(cd);
    return true;
}

static void decode_letters(att_str s, const letter table[256], sink *k)
{
    while (k->src < s.n) {
        unsigned char b = (unsigned char)s.p[k->src];
        if (b < 0x80)
            emit(k, s.p + k->src, 1, 1, true);
        else if (!table[b].n)
            emit_bad(k);
        else
            emit(k, table[b].text, table[b].n, 1, false);
    }
}

/* The bytes of one character grow until iconv understands them. */
static void decode_wide(att_str s, iconv_t cd, bool states, bool euro, sink *k)
{
    while (k->src < s.n) {
        size_t at = k->src;
        if (!states && (unsigned char)s.p[at] < 0x80) {
            emit(k, s.p + at, 1, 1, true);
            continue;
        }
        if (euro && (unsigned char)s.p[at] == 0x80) { /* the web's gbk has the euro sign of windows-936 */
            emit(k, "\xE2\x82\xAC", 3, 1, false);
            continue;
        }
        bool done = false;
        for (size_t n = 1; n <= 8 && at + n <= s.n && !done; n++) {
            char text[32], *from = (char *)s.p + at, *to = text;
            size_t left = n, room = sizeof text;
            errno = 0;
            if (iconv(cd, &from, &left, &to, &room) != (size_t)-1 && !left) {
                size_t out = (size_t)(to - text);
                emit(k, text, out, (uint32_t)n, out == n && !memcmp(text, s.p + at, n));
                done = true;
            } else if (errno != EINVAL) {
                break;
            }
        }
        if (!done)
            emit_bad(k);
    }
}

static bool run_pass(const charset *c, att_str bytes, const letter *table, sink *k)
{
    if (c == &CHARSETS[UTF8]) {
        decode_utf8(bytes, k);
    } else if (c == &CHARSETS[UTF16LE] || c == &CHARSETS[UTF16BE]) {
        decode_utf16(bytes, c == &CHARSETS[UTF16BE], k);
    } else if (!c->wide) {
        decode_letters(bytes, table, k);
    } else {
        iconv_t cd = iconv_open("UTF-8", c->iconv);
        if (cd == (iconv_t)-1)
            return false;
        decode_wide(bytes, cd, !strcmp(c->name, "iso-2022-jp"), !strcmp(c->name, "gbk"), k);
        iconv_close(cd);
    }
    return true;
}

static void decode_as(att_arena *arena, const charset *c, att_str bytes, att_decoded *out)
{
    letter table[256] = {0};
    if (!c->wide && !letters_of(c, table))
        c = &CHARSETS[UTF8];
    sink measure = {.src = out->skipped};
    if (!run_pass(c, bytes, table, &measure)) {
        c = &CHARSETS[UTF8];
        measure = (sink){.src = out->skipped};
        run_pass(c, bytes, table, &measure);
    }
    sink k = {.p = att_alloc(arena, measure.n + 1), .run = ATT_ARRAY(arena, att_run, measure.runs + 1), .src = out->skipped};
    run_pass(c, bytes, table, &k);
    out->text = (att_str){k.p, k.n};
    out->runs.p = k.run;
    out->runs.n = out->runs.room = (uint32_t)k.runs;
    out->bad = k.bad;
    out->charset = c->name;
}

void att_decode(att_arena *arena, att_str bytes, att_str transport, bool is_page, att_decoded *out)
{
    *out = (att_decoded){.text = bytes, .charset = "utf-8", .from = "bom"};
    if (!bytes.n)
        return;
    const charset *c = NULL;
    if (att_str_starts(bytes, "\xEF\xBB\xBF")) {
        out->skipped = 3;
        c = &CHARSETS[UTF8];
    } else if (att_str_starts(bytes, "\xFF\xFE") || att_str_starts(bytes, "\xFE\xFF")) {
        out->skipped = 2;
        c = &CHARSETS[bytes.p[0] == '\xFF' ? UTF16LE : UTF16BE];
    }
    census seen = count(bytes);
    if (!c)
        c = choose(bytes, transport, is_page, &seen, &out->from);
    out->charset = c->name;
    if (c == &CHARSETS[UTF8] && !seen.bad)
        out->text = att_str_from(bytes, out->skipped);
    else
        decode_as(arena, c, bytes, out);
}

att_src att_decoded_source(const att_decoded *d, uint32_t at, uint32_t n)
{
    if (!d->runs.n)
        return (att_src){at + d->skipped, n};
    uint32_t low = 0, high = d->runs.n;
    while (high - low > 1) {
        uint32_t mid = low + (high - low) / 2;
        if (d->runs.p[mid].at <= at)
            low = mid;
        else
            high = mid;
    }
    const att_run *r = &d->runs.p[low];
    uint32_t from = r->same ? r->src.at + (at - r->at) : r->src.at;
    if (!n)
        return (att_src){from, 0};
    while (low + 1 < d->runs.n && d->runs.p[low + 1].at < at + n)
        low++;
    r = &d->runs.p[low];
    uint32_t end = r->same ? r->src.at + (at + n - r->at) : r->src.at + r->src.n;
    return (att_src){from, end > from ? end - from : 0};
}
