/* ingest/stream.c: read(2), zlib for gzip member by member, libzstd. */
#include "ingest/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

typedef struct {
    char *p;
    size_t at, n, room; /* bytes at..n are unread */
} window;

/* What a gzip member unpacks to is held back until its checksum is seen to be right, and its bytes are kept, so that one that turns out to
 * be broken can be passed over; of larger ones neither. */
enum { CHUNK = 1 << 18, HELD_MOST = 32 << 20, KEPT_MOST = 16 << 20 };

struct att_stream {
    int fd;
    bool file_ended, ended, begun, live;
    enum { PLAIN, GZIP, ZSTD } packing;
    window raw, out;
    ZSTD_DStream *zstd;
    bool frame_open;
    z_stream zlib;
    bool zlib_open, member_open, member_seen; /* seen: some of the member was let through unchecked */
    size_t eaten, held;                       /* of the member: bytes behind raw.at, bytes behind out.n */
    bool unchecked;
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
    if (s->zlib_open)
        inflateEnd(&s->zlib);
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

static size_t unread(const window *w) { return w->n - w->at; }

/* Where in the packed file the member or frame at hand begins. */
static uint64_t place(const att_stream *s) { return s->taken - unread(&s->raw); }

static att_status fail_packed(att_stream *s, const char *what)
{
    s->ended = true;
    return s->broken = att_fail(&s->why, ATT_BAD_INPUT, s->path, "%s, at byte %llu of the file", what, (unsigned long long)place(s));
}

static bool at_member(const window *r)
{
    const char *p = r->p + r->at;
    return unread(r) >= 18 && memcmp(p, "\x1F\x8B\x08", 3) == 0 && !(p[3] & 0xE0);
}

/* Stands at a member, or at the end. */
static att_status begin_member(att_stream *s)
{
    while (unread(&s->raw) < 18 && !s->file_ended)
        if (read_more(s, &s->raw) != ATT_OK)
            return s->broken;
    if (!at_member(&s->raw)) { /* the end, or padding behind the last member */
        s->ended = true;
        return s->begun ? ATT_OK : fail_packed(s, "broken gzip data");
    }
    int made = s->zlib_open ? inflateReset(&s->zlib) : inflateInit2(&s->zlib, 15 + 16);
    if (made != Z_OK)
        return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
    s->zlib_open = s->member_open = true;
    s->member_seen = false;
    s->eaten = s->held = 0;
    return ATT_OK;
}

/* The held bytes belong to the window. */
static void let_through(att_stream *s)
{
    s->out.n += s->held;
    s->held = 0;
    s->member_seen = true;
}

static bool make_room_behind_held(att_stream *s)
{
    s->out.n += s->held;
    bool made = make_room(&s->out, CHUNK);
    s->out.n -= s->held;
    return made;
}

static void end_member(att_stream *s)
{
    let_through(s);
    s->raw.at += s->eaten;
    s->eaten = 0;
    s->begun = true;
    s->member_open = false;
}

/* Some more of a member. */
static att_status unpack_gzip(att_stream *s)
{
    if (!s->member_open)
        return begin_member(s);
    window *r = &s->raw, *o = &s->out;
    if (s->eaten == unread(r) && !s->file_ended && read_more(s, r) != ATT_OK)
        return s->broken;
    if (s->eaten == unread(r) && s->file_ended)
        return fail_packed(s, "gzip data that ends too soon");
    if (!make_room_behind_held(s))
        return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
    size_t in = unread(r) - s->eaten, room = o->room - o->n - s->held;
    in = in < UINT32_MAX ? in : UINT32_MAX;
    room = room < UINT32_MAX ? room : UINT32_MAX;
    s->zlib.next_in = (unsigned char *)r->p + r->at + s->eaten;
    s->zlib.avail_in = (uint32_t)in;
    s->zlib.next_out = (unsigned char *)o->p + o->n + s->held;
    s->zlib.avail_out = (uint32_t)room;
    int result = inflate(&s->zlib, Z_NO_FLUSH);
    s->eaten += in - s->zlib.avail_in;
    s->held += room - s->zlib.avail_out;
    if (result == Z_STREAM_END)
        end_member(s);
    else if (result != Z_OK && result != Z_BUF_ERROR)
        return fail_packed(s, "broken gzip data");
    if (s->held > HELD_MOST || s->member_seen)
        let_through(s);
    if (s->eaten > KEPT_MOST) {
        r->at += s->eaten;
        s->eaten = 0;
    }
    return ATT_OK;
}

static att_status unpack_zstd(att_stream *s)
{
    if (!s->zstd && !(s->zstd = ZSTD_createDStream()))
        return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
    if (s->raw.at == s->raw.n && !s->file_ended && read_more(s, &s->raw) != ATT_OK)
        return s->broken;
    if (s->raw.at == s->raw.n && s->file_ended) {
        s->ended = true;
        return s->frame_open ? fail_packed(s, "zstd data that ends too soon") : ATT_OK;
    }
    if (!make_room(&s->out, CHUNK))
        return fail(s, ATT_NOMEM, att_status_words(ATT_NOMEM));
    ZSTD_inBuffer in = {s->raw.p + s->raw.at, s->raw.n - s->raw.at, 0};
    ZSTD_outBuffer out = {s->out.p + s->out.n, s->out.room - s->out.n, 0};
    size_t result = ZSTD_decompressStream(s->zstd, &out, &in);
    s->raw.at += in.pos;
    s->out.n += out.pos;
    if (ZSTD_isError(result))
        return fail_packed(s, "broken zstd data");
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
            unpack_gzip(s);
        else if (s->packing == ZSTD)
            unpack_zstd(s);
        else if (read_more(s, &s->out) == ATT_OK)
            s->ended = s->file_ended;
    }
    if (s->broken && s->held && s->unchecked) /* what can be had of a file that is cut */
        let_through(s);
    *seen = (att_str){s->out.p ? s->out.p + s->out.at : "", s->out.n - s->out.at};
    if (s->broken && seen->n < want) {
        if (e)
            *e = s->why;
        return s->broken;
    }
    return ATT_OK;
}

void att_stream_take_unchecked(att_stream *s) { s->unchecked = true; }

/* ---- behind damage ------------------------------------------------------------------------------------------------------------------ */

static bool at_frame(const window *r) { return unread(r) >= 4 && memcmp(r->p + r->at, "\x28\xB5\x2F\xFD", 4) == 0; }

/* Moves on to the next place that looks like the beginning of a member or frame. */
static bool find_beginning(att_stream *s)
{
    window *r = &s->raw;
    size_t least = s->packing == GZIP ? 18 : 4;
    for (r->at += unread(r) > 0;; r->at++) {
        while (unread(r) < least && !s->file_ended)
            if (read_more(s, r) != ATT_OK)
                return false;
        if (unread(r) < least)
            return false;
        if (s->packing == GZIP ? at_member(r) : at_frame(r))
            return true;
        const char *next = memchr(r->p + r->at + 1, s->packing == GZIP ? 0x1F : 0x28, unread(r) - 1);
        r->at = next ? (size_t)(next - r->p) - 1 : r->n - 1;
    }
}

/* As if the stream began here. */
static void begin_anew(att_stream *s)
{
    s->skipped += unread(&s->out);
    s->out.at = s->out.n;
    s->held = s->eaten = 0;
    s->broken = ATT_OK;
    s->ended = s->member_open = s->frame_open = false;
    if (s->zstd)
        ZSTD_initDStream(s->zstd);
}

bool att_stream_resume(att_stream *s, const char *opening)
{
    if (s->broken != ATT_BAD_INPUT || s->packing == PLAIN)
        return false;
    while (s->broken == ATT_BAD_INPUT) {
        begin_anew(s);
        if (!find_beginning(s)) {
            s->ended = true;
            return s->broken == ATT_OK;
        }
        att_str w;
        if (att_stream_need(s, strlen(opening), &w, NULL) == ATT_OK && !att_str_starts(w, opening))
            fail_packed(s, "no record");
    }
    return s->broken == ATT_OK;
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
