/* ingest/stream.c: read(2), libdeflate for gzip member by member, libzstd. */
#include "ingest/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

typedef struct {
    char *p;
    size_t at, n, room; /* bytes at..n are unread */
} window;

/* One gzip member is unpacked whole, so it has a ceiling; members follow each
 * other without one. */
static const size_t MEMBER_LIMIT = (size_t)1 << 30;
enum { CHUNK = 1 << 18 };

struct att_stream {
    int fd;
    bool file_ended, ended, begun, live;
    enum { PLAIN, GZIP, ZSTD } packing;
    window raw, out;
    ZSTD_DStream *zstd;
    bool frame_open;
    struct libdeflate_decompressor *deflate;
    att_status broken;
    att_error why;
    const char *path;
    att_stream_wait *wait; /* NULL for a file, which keeps nobody waiting */
    void *user;
    uint64_t skipped, taken;
};

static bool make_room(window *w, size_t more)
{
    if (w->at && (w->at == w->n || w->at > w->room / 2)) {
        memmove(w->p, w->p + w->at, w->n - w->at);
        w->n -= w->at;
        w->at = 0;
    }
    if (w->room - w->n >= more)
        return true;
    size_t room = w->room ? w->room : CHUNK;
    while (room - w->n < more)
        room *= 2;
    char *p = realloc(w->p, room);
    if (!p)
        return false;
    w->p = p;
    w->room = room;
    return true;
}

static att_status fail(att_stream *s, att_status status, const char *what)
{
    s->ended = true;
    return s->broken = att_fail(&s->why, status, s->path, "%s", what);
}

att_status att_stream_open(const char *path, att_stream_wait *wait, void *user, att_stream **out, att_error *e)
{
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? 0 : open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0 || S_ISDIR(st.st_mode)) {
        int why = fd < 0 ? errno : EISDIR;
        if (fd > 0)
            close(fd);
        return att_fail(e, ATT_IO, path, "cannot be opened: %s", strerror(why));
    }
    att_stream *s = calloc(1, sizeof *s);
    if (!s) {
        if (!is_stdin)
            close(fd);
        return att_fail(e, ATT_NOMEM, path, "%s", att_status_words(ATT_NOMEM));
    }
    s->fd = fd;
    s->path = path;
    s->live = !S_ISREG(st.st_mode);
    s->wait = s->live ? wait : NULL;
    s->user = user;
    *out = s;
    return ATT_OK;
}

void att_stream_close(att_stream *s)
{
    if (!s)
        return;
    if (s->fd > 0)
        close(s->fd);
    if (s->zstd)
        ZSTD_freeDStream(s->zstd);
    if (s->deflate)
        libdeflate_free_decompressor(s->deflate);
    free(s->raw.p);
    free(s->out.p);
    free(s);
}

static att_status read_more(att_stream *s, window *w)
{
    if (!make_room(w, CHUNK))
        return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
    ssize_t n = 0;
    if (s->wait && !s->wait(s->fd, s->user)) {
        s->file_ended = true;
        return ATT_OK;
    }
    do
        n = read(s->fd, w->p + w->n, w->room - w->n);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return fail(s, ATT_IO, strerror(errno));
    s->taken += (uint64_t)n;
    s->file_ended = n == 0;
    w->n += (size_t)n;
    return ATT_OK;
}

static uint32_t little(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

/* The whole file is at hand; one more member goes into the window. */
static att_status unpack_member(att_stream *s)
{
    while (!s->file_ended)
        if (read_more(s, &s->raw) != ATT_OK)
            return s->broken;
    window *r = &s->raw;
    if (r->n - r->at < 18 || memcmp(r->p + r->at, "\x1F\x8B", 2) != 0) { /* the end, or padding behind the last member */
        s->ended = true;
        return s->begun ? ATT_OK : fail(s, ATT_BAD_INPUT, "broken gzip data");
    }
    if (!s->deflate && !(s->deflate = libdeflate_alloc_decompressor()))
        return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
    size_t guess = little(r->p + r->n - 4), left = r->n - r->at;
    size_t room = guess > left && guess < left * 1100 && guess < MEMBER_LIMIT ? guess + 64 : left * 4 + CHUNK;
    for (;; room *= 2) {
        size_t used, made;
        if (room > MEMBER_LIMIT)
            room = MEMBER_LIMIT;
        if (!make_room(&s->out, room))
            return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
        enum libdeflate_result result =
            libdeflate_gzip_decompress_ex(s->deflate, r->p + r->at, left, s->out.p + s->out.n, room, &used, &made);
        if (result == LIBDEFLATE_SUCCESS) {
            r->at += used;
            s->out.n += made;
            s->begun = true;
            return ATT_OK;
        }
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
            return fail(s, ATT_BAD_INPUT, "broken gzip data");
        if (room == MEMBER_LIMIT)
            return fail(s, ATT_TOO_LARGE, "a gzip member of more than 1 GiB");
    }
}

static att_status unpack_zstd(att_stream *s)
{
    if (!s->zstd && !(s->zstd = ZSTD_createDStream()))
        return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
    if (s->raw.at == s->raw.n && !s->file_ended && read_more(s, &s->raw) != ATT_OK)
        return s->broken;
    if (s->raw.at == s->raw.n && s->file_ended) {
        s->ended = true;
        return s->frame_open ? fail(s, ATT_BAD_INPUT, "zstd data that ends too soon") : ATT_OK;
    }
    if (!make_room(&s->out, CHUNK))
        return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
    ZSTD_inBuffer in = {s->raw.p + s->raw.at, s->raw.n - s->raw.at, 0};
    ZSTD_outBuffer out = {s->out.p + s->out.n, s->out.room - s->out.n, 0};
    size_t result = ZSTD_decompressStream(s->zstd, &out, &in);
    s->raw.at += in.pos;
    s->out.n += out.pos;
    if (ZSTD_isError(result))
        return fail(s, ATT_BAD_INPUT, "broken zstd data");
    s->frame_open = result != 0;
    return ATT_OK;
}

static att_status begin(att_stream *s)
{
    while (s->raw.n < 4 && !s->file_ended)
        if (read_more(s, &s->raw) != ATT_OK)
            return s->broken;
    s->packing = s->raw.n >= 3 && memcmp(s->raw.p, "\x1F\x8B\x08", 3) == 0       ? GZIP
                 : s->raw.n >= 4 && memcmp(s->raw.p, "\x28\xB5\x2F\xFD", 4) == 0 ? ZSTD
                                                                                 : PLAIN;
    if (s->packing == PLAIN) {
        s->out = s->raw;
        s->raw = (window){0};
        s->ended = s->file_ended;
    }
    return ATT_OK;
}

att_status att_stream_need(att_stream *s, size_t want, att_str *seen, att_error *e)
{
    if (!s->out.p && !s->raw.p && !s->broken)
        begin(s);
    while (!s->broken && !s->ended && s->out.n - s->out.at < want) {
        if (s->packing == GZIP)
            unpack_member(s);
        else if (s->packing == ZSTD)
            unpack_zstd(s);
        else if (read_more(s, &s->out) == ATT_OK)
            s->ended = s->file_ended;
    }
    *seen = (att_str){s->out.p ? s->out.p + s->out.at : "", s->out.n - s->out.at};
    if (s->broken && seen->n < want) {
        if (e)
            *e = s->why;
        return s->broken;
    }
    return ATT_OK;
}

void att_stream_skip(att_stream *s, size_t n)
{
    size_t have = s->out.n - s->out.at;
    n = n < have ? n : have;
    s->out.at += n;
    s->skipped += n;
}

uint64_t att_stream_at(const att_stream *s) { return s->skipped; }
uint64_t att_stream_taken(const att_stream *s) { return s->taken; }
bool att_stream_waits(const att_stream *s) { return s->live; }
