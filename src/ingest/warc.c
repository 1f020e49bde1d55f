/* ingest/warc.c: WARC records (ISO 28500), the HTTP message in a response, its
 * transfer and content coding. */
#include "ingest/warc.h"

#include <brotli/decode.h>
#include <libdeflate.h>

enum { HEAD_LIMIT = 1 << 16 };

/* The value of a header line, by name. */
static att_str header(att_str head, const char *name)
{
    att_str line;
    size_t n = strlen(name);
    while (att_str_split(&head, '\n', &line))
        if (line.n > n && line.p[n] == ':' && att_str_same((att_str){line.p, n}, att_str_of(name)))
            return att_str_trim(att_str_from(line, n + 1));
    return (att_str){0};
}

/* Bytes of the head with the blank line behind it, or 0. */
static size_t head_end(att_str s)
{
    att_str look = {s.p, s.n < HEAD_LIMIT ? s.n : HEAD_LIMIT};
    size_t crlf = att_str_find(look, ATT_STR("\r\n\r\n")), lf = att_str_find(look, ATT_STR("\n\n"));
    if (crlf != SIZE_MAX && (lf == SIZE_MAX || crlf < lf))
        return crlf + 4;
    return lf != SIZE_MAX ? lf + 2 : 0;
}

static int hex(int c) { return att_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

/* Joins the chunks; bytes that do not follow the rules are taken as they are.
 */
static att_str unchunk(att_arena *a, att_str s)
{
    char *out = att_alloc(a, s.n + 1);
    size_t n = 0, at = 0;
    while (at < s.n) {
        size_t size = 0, digits = 0;
        while (at < s.n && hex((unsigned char)s.p[at]) >= 0 && digits < 15)
            size = size * 16 + (size_t)hex((unsigned char)s.p[at]), at++, digits++;
        while (at < s.n && s.p[at] != '\n')
            at++;
        at++;
        if (!digits)
            return n ? (att_str){out, n} : s;
        if (!size || at >= s.n)
            break;
        size = size < s.n - at ? size : s.n - at;
        memcpy(out + n, s.p + at, size);
        n += size;
        at += size;
        while (at < s.n && (s.p[at] == '\r' || s.p[at] == '\n'))
            at++;
    }
    return (att_str){out, n};
}

/* Unpacks s into room bytes at p; *made of them are used. */
typedef enum { UNPACKED, NO_ROOM, BROKEN, NO_MEMORY } unpacked;
typedef unpacked unpacker(att_str s, char *p, size_t room, size_t *made);

static unpacked by_deflate(att_str s, char *p, size_t room, size_t *made, bool gzip)
{
    size_t used;
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (!d)
        return NO_MEMORY;
    enum libdeflate_result r = gzip ? libdeflate_gzip_decompress_ex(d, s.p, s.n, p, room, &used, made)
                                    : libdeflate_zlib_decompress_ex(d, s.p, s.n, p, room, &used, made);
    if (!gzip && r == LIBDEFLATE_BAD_DATA) /* "deflate" without zlib's head, as some servers send it */
        r = libdeflate_deflate_decompress_ex(d, s.p, s.n, p, room, &used, made);
    libdeflate_free_decompressor(d);
    return r == LIBDEFLATE_SUCCESS ? UNPACKED : r == LIBDEFLATE_INSUFFICIENT_SPACE ? NO_ROOM : BROKEN;
}

static unpacked from_gzip(att_str s, char *p, size_t room, size_t *made) { return by_deflate(s, p, room, made, true); }
static unpacked from_deflate(att_str s, char *p, size_t room, size_t *made) { return by_deflate(s, p, room, made, false); }

static unpacked from_brotli(att_str s, char *p, size_t room, size_t *made)
{
    BrotliDecoderState *d = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!d)
        return NO_MEMORY;
    const uint8_t *in = (const uint8_t *)s.p;
    uint8_t *out = (uint8_t *)p;
    size_t left = s.n, free_bytes = room;
    BrotliDecoderResult r = BrotliDecoderDecompressStream(d, &left, &in, &free_bytes, &out, NULL);
    BrotliDecoderDestroyInstance(d);
    *made = room - free_bytes;
    return r == BROTLI_DECODER_RESULT_SUCCESS ? UNPACKED : r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT ? NO_ROOM : BROKEN;
}

/* Of a content coding.  A full arena must not lose the decompressor: its room is
 * measured out before it is made. */
static att_status unpack(att_arena *a, att_str s, unpacker *with, size_t limit, att_str *out)
{
    for (size_t room = s.n * 6 + 4096;; room *= 4) {
        room = room > limit ? limit + 1 : room;
        char *p = att_alloc(a, room);
        size_t made = 0;
        switch (with(s, p, room, &made)) {
        case UNPACKED:
            *out = (att_str){p, made};
            return ATT_OK;
        case BROKEN:
            return ATT_BAD_INPUT;
        case NO_MEMORY:
            return ATT_NOMEM;
        case NO_ROOM:
            break;
        }
        if (room > limit)
            return ATT_TOO_LARGE;
    }
}

static att_str charset_of(att_str type)
{
    for (size_t i = 0; i + 8 < type.n; i++)
        if (att_str_same(att_str_sub(type, i, 8), ATT_STR("charset="))) {
            att_str v = att_str_from(type, i + 8);
            while (v.n && (v.p[0] == '"' || v.p[0] == '\''))
                v = att_str_from(v, 1);
            size_t n = 0;
            while (n < v.n && !strchr("\"' ;,", v.p[n]))
                n++;
            return (att_str){v.p, n};
        }
    return (att_str){0};
}

/* The payload of an HTTP response; ATT_NOT_FOUND: nothing for a reader. */
static att_status http_payload(att_arena *a, att_str block, size_t limit, att_str *payload, att_str *type)
{
    size_t end = head_end(block);
    if (!end || !att_str_starts(block, "HTTP/"))
        return ATT_NOT_FOUND;
    att_str head = {block.p, end}, coding = header(head, "Content-Encoding");
    const char *status = memchr(block.p, ' ', end);
    if (!status || (size_t)(block.p + end - status) < 4 || memcmp(status + 1, "20", 2) != 0)
        return ATT_NOT_FOUND;
    *type = header(head, "Content-Type");
    *payload = att_str_from(block, end);
    att_str transfer = header(head, "Transfer-Encoding");
    if (transfer.n && att_str_same(transfer, ATT_STR("chunked")))
        *payload = unchunk(a, *payload);
    bool gzip = att_str_same(coding, ATT_STR("gzip")) || att_str_same(coding, ATT_STR("x-gzip"));
    bool packed = payload->n > 2 && (unsigned char)payload->p[0] == 0x1F && (unsigned char)payload->p[1] == 0x8B;
    if (gzip && packed) /* some crawlers keep the header of what they have unpacked */
        return unpack(a, *payload, from_gzip, limit, payload);
    if (att_str_same(coding, ATT_STR("deflate")))
        return unpack(a, *payload, from_deflate, limit, payload);
    if (att_str_same(coding, ATT_STR("br")) && att_ingest_kind_of(*payload) != ATT_IS_HTML)
        return unpack(a, *payload, from_brotli, limit, payload);
    return ATT_OK;
}

static bool is_page_type(att_str type)
{
    static const char *const types[] = {"text/html", "application/xhtml", "text/plain"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t n = strlen(types[i]);
        if (type.n >= n && att_str_same((att_str){type.p, n}, att_str_of(types[i])))
            return true;
    }
    return !type.n;
}

static const char *bare(att_arena *a, att_str s)
{
    s = att_str_trim(s);
    if (s.n > 1 && s.p[0] == '<' && s.p[s.n - 1] == '>')
        s = att_str_sub(s, 1, s.n - 2);
    return s.n ? att_str_copy(a, s).p : NULL;
}

static att_status give(att_arena *a, att_str head, att_str block, size_t limit, const char *path, att_source_item *item, att_error *e)
{
    att_str kind = header(head, "WARC-Type"), type = header(head, "Content-Type"), payload = block;
    bool response = att_str_same(kind, ATT_STR("response")), resource = att_str_same(kind, ATT_STR("resource"));
    if (!response && !resource)
        return ATT_NOT_FOUND;
    const char *id = bare(a, header(head, "WARC-Record-ID")), *url = bare(a, header(head, "WARC-Target-URI")), *where = id ? id : path;
    if (response) {
        att_status s = http_payload(a, block, limit, &payload, &type);
        if (s == ATT_NOT_FOUND)
            return s;
        if (s != ATT_OK)
            return att_fail(e, s, where, "%s",
                            s == ATT_TOO_LARGE ? "unpacks to more than the limit for a report"
                                               : "a content coding that cannot be unpacked");
    }
    att_ingest_kind what = att_ingest_kind_of(payload);
    if (!is_page_type(type) || (url && att_str_starts(att_str_of(url), "metadata:")) || (what != ATT_IS_HTML && what != ATT_IS_TEXT))
        return ATT_NOT_FOUND;
    att_str charset = charset_of(type);
    *item = (att_source_item){.kind = what, .bytes = payload, .path = path, .source = where, .id = id, .url = url};
    att_str date = header(head, "WARC-Date");
    item->fetched = date.n >= 10 ? att_str_copy(a, (att_str){date.p, 10}).p : NULL;
    item->charset = charset.n ? att_str_copy(a, charset).p : NULL;
    return ATT_OK;
}

static void skip_all(att_stream *s, uint64_t n)
{
    for (att_str w; n;) {
        if (att_stream_need(s, 1, &w, NULL) != ATT_OK || !w.n)
            return;
        size_t now = w.n < n ? w.n : (size_t)n;
        att_stream_skip(s, now);
        n -= now;
    }
}

/* Moves on to the next "WARC/": padding between records, or what is left of a
 * broken one. */
static bool find_record(att_stream *s, bool *lost)
{
    for (att_str w;;) {
        att_stream_need(s, HEAD_LIMIT, &w, NULL);
        while (w.n && (w.p[0] == '\r' || w.p[0] == '\n')) {
            att_stream_skip(s, 1);
            w = att_str_from(w, 1);
        }
        if (w.n < 5)
            return false;
        if (att_str_starts(w, "WARC/"))
            return true;
        *lost = true;
        size_t at = att_str_find(w, ATT_STR("\nWARC/"));
        att_stream_skip(s, at == SIZE_MAX ? w.n - 5 : at + 1);
        if (at == SIZE_MAX && w.n < HEAD_LIMIT)
            return false;
    }
}

att_status att_warc_next(att_stream *s, att_arena *a, size_t limit, const char *path, att_source_item *item, int64_t *at, att_error *e)
{
    for (;;) {
        bool lost = false;
        att_str w;
        att_status broken = att_stream_need(s, HEAD_LIMIT, &w, e);
        *at = (int64_t)att_stream_at(s);
        if (!find_record(s, &lost)) {
            if (broken != ATT_OK && att_stream_resume(s, "WARC/"))
                return broken;
            return broken != ATT_OK ? broken
                   : lost           ? att_fail(e, ATT_IO, path, "bytes between WARC records that are no record")
                                    : ATT_NOT_FOUND;
        }
        *at = (int64_t)att_stream_at(s);
        att_stream_need(s, HEAD_LIMIT, &w, NULL);
        size_t end = head_end(w);
        int64_t length = -1;
        att_str head = {w.p, end};
        if (!end || !att_str_number(header(head, "Content-Length"), &length) || length < 0) {
            att_stream_skip(s, 5);
            return att_fail(e, ATT_BAD_INPUT, path, "a WARC record without its length");
        }
        if ((uint64_t)length > limit) {
            const char *id = bare(a, header(head, "WARC-Record-ID"));
            att_stream_skip(s, end);
            skip_all(s, (uint64_t)length);
            return att_fail(e, ATT_TOO_LARGE, id ? id : path, "a record of %lld bytes, more than the limit for a report",
                            (long long)length);
        }
        att_status whole = att_stream_need(s, end + (size_t)length, &w, e);
        bool cut = w.n < end + (size_t)length;
        att_str all = att_str_copy(a, (att_str){w.p, cut ? w.n : end + (size_t)length});
        att_stream_skip(s, all.n);
        if (whole != ATT_OK)
            att_stream_resume(s, "WARC/");
        if (whole != ATT_OK || cut)
            return whole != ATT_OK ? whole : att_fail(e, ATT_IO, path, "the last WARC record ends too soon");
        att_status given = give(a, (att_str){all.p, end}, att_str_from(all, end), limit, path, item, e);
        if (given != ATT_NOT_FOUND)
            return given;
        att_arena_reset(a); /* passed over: its bytes are not needed any more */
    }
}
