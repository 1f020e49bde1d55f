/* ingest/stream.h: the bytes of a file, unpacked as they come: plain, gzip,
 * zstd.  Holds a window that its reader moves along. */
#ifndef ATT_STREAM_H
#define ATT_STREAM_H

#include "base/base.h"

typedef struct att_stream att_stream;

/* Asked before each read of what may keep its reader waiting (a pipe, a terminal): false ends the stream there. */
typedef bool att_stream_wait(int fd, void *user);

/* "-" is stdin.  ATT_IO, with errno's words, when it cannot be opened or is a
 * folder.  `wait` may be NULL. */
att_status att_stream_open(const char *path, att_stream_wait *wait, void *user, att_stream **out, att_error *);
void att_stream_close(att_stream *);
/* Sees to it that at least `want` bytes lie in the window, or all that are
 * left.  ATT_OK also at the end; *window is what lies there. ATT_NOMEM, ATT_IO,
 * ATT_BAD_INPUT (broken packing): the bytes before the trouble are in the
 * window, and more will not come. */
att_status att_stream_need(att_stream *, size_t want, att_str *window, att_error *);
/* gzip: nothing of a member whose checksum is wrong comes into the window, unless it is large (32 MiB); after this call, what can be had of
 * one that is cut or broken does. */
void att_stream_take_unchecked(att_stream *);
/* After ATT_BAD_INPUT of packed data: drops what is left of the window and goes on behind the damage, at the next gzip member or zstd frame
 * that unpacks to something with this opening, or at the end.  False when the stream is not to be mended. */
bool att_stream_resume(att_stream *, const char *opening);
/* Drops the first n bytes of the window. */
void att_stream_skip(att_stream *, size_t n);
uint64_t att_stream_at(const att_stream *);    /* unpacked bytes before the window */
uint64_t att_stream_taken(const att_stream *); /* bytes of the file read so far */
bool att_stream_waits(const att_stream *);     /* a pipe or terminal: more may come late */

#endif
