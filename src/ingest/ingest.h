/* ingest/ingest.h: bytes in: what they are, where they come from, and their
 * text as UTF-8. The bytes decide what a file is, never its name.  What is no
 * report is refused by name.  Knows nothing of articles. */
#ifndef ATT_INGEST_H
#define ATT_INGEST_H

#include "base/base.h"
#include "doc/doc.h"

/* X(NAME, what a message calls it) */
#define ATT_INGEST_KINDS(X)                                                                                                                \
    X(ATT_IS_EMPTY, "an empty file")                                                                                                       \
    X(ATT_IS_TEXT, "plain text")                                                                                                           \
    X(ATT_IS_HTML, "HTML")                                                                                                                 \
    X(ATT_IS_JSONL, "JSON Lines")                                                                                                          \
    X(ATT_IS_CONLLU, "CoNLL-U")                                                                                                            \
    X(ATT_IS_WARC, "a WARC file")                                                                                                          \
    X(ATT_IS_GZIP, "gzip")                                                                                                                 \
    X(ATT_IS_ZSTD, "zstd")                                                                                                                 \
    X(ATT_IS_ZIP, "a ZIP archive")                                                                                                         \
    X(ATT_IS_DOCX, "a Word, Excel or OpenDocument file")                                                                                   \
    X(ATT_IS_DOC, "an old Word, Excel or PowerPoint file")                                                                                 \
    X(ATT_IS_RTF, "an RTF file")                                                                                                           \
    X(ATT_IS_PDF, "a PDF")                                                                                                                 \
    X(ATT_IS_IMAGE, "an image")                                                                                                            \
    X(ATT_IS_MEDIA, "sound or video")                                                                                                      \
    X(ATT_IS_PACKED, "a packed file")                                                                                                      \
    X(ATT_IS_SQLITE, "an SQLite database")                                                                                                 \
    X(ATT_IS_ARC, "an ARC file, which WARC has replaced")                                                                                  \
    X(ATT_IS_PROGRAM, "a program")                                                                                                         \
    X(ATT_IS_BINARY, "bytes that are no text")
ATT_ENUM(att_ingest_kind, ATT_INGEST_KINDS);
const char *att_ingest_kind_name(att_ingest_kind);

/* What the bytes are.  Looks at the first 64 KiB at most; allocates nothing. */
att_ingest_kind att_ingest_kind_of(att_str bytes);
/* ATT_OK when a report can be read from such bytes; else ATT_NO_REPORT (nothing
 * in it) or ATT_BAD_INPUT with a message that names what they are. */
att_status att_ingest_refuse(att_ingest_kind, const char *where, att_error *);

/* ---- charset
 * ------------------------------------------------------------------------------------------------------
 */

typedef struct {
    att_str text; /* UTF-8; the bytes themselves when they are UTF-8 already */
    ATT_VEC(att_run)
    runs;                /* text -> bytes; none: the text is bytes[skipped..] unchanged */
    uint32_t skipped;    /* bytes of a byte order mark before the text */
    const char *charset; /* the web's name: "utf-8", "windows-1252", "gbk" ... */
    const char *from;    /* bom transport meta content */
    uint32_t bad;        /* bytes that mean nothing in the charset: a U+FFFD each */
} att_decoded;

/* Any charset to UTF-8: a byte order mark, then the transport's word, then
 * (is_page) what the page says, then what the bytes look like. A label means
 * what it means on the web: latin1 is windows-1252, gb2312 is gbk.  UTF-8 that
 * is valid wins over any label but a mark. */
void att_decode(att_arena *, att_str bytes, att_str transport, bool is_page, att_decoded *out);
/* The bytes from which text[at .. at+n) was made. */
att_src att_decoded_source(const att_decoded *, uint32_t at, uint32_t n);
/* The web's charset name for a label ("Latin1", "GB2312"), or NULL. */
const char *att_charset_of_label(att_str label);

/* ---- sources
 * ------------------------------------------------------------------------------------------------------
 */

typedef struct {
    size_t report_limit; /* bytes of one report as read or unpacked; 0: 64 MiB */
    size_t page_limit;   /* bytes of one HTML page; 0: 16 MiB */
    bool records; /* lines that `attache read` wrote are given out even when they have no text */
    /* Asked before a read from a pipe or terminal, which may take its time; false: read no more.  May be NULL. */
    bool (*wait)(int fd, void *user);
    void *user;
} att_source_options;

/* One input.  Everything is valid until the next call of att_source_next. */
typedef struct {
    att_ingest_kind kind;                                      /* ATT_IS_TEXT, ATT_IS_HTML or ATT_IS_CONLLU */
    att_str bytes;                                             /* the payload: unpacked, the decoded string of a JSON line */
    const char *path;                                          /* the file it came from */
    const char *source;                                        /* the path; for JSON Lines the line's id, else path:line;
                                                                  for WARC the record id */
    const char *id;                                            /* the input's own id; NULL: the file's base name stands for it */
    const char *url, *title, *published, *publisher, *charset; /* NULL: not told */
    const char *fetched;                                       /* the day of a WARC record */
    att_str line;                                              /* of JSON: the whole object, for commands that read fields
                                                                  of their own */
} att_source_item;

typedef struct att_source att_source;

/* Walks `paths` (files, folders in name order, "-" for stdin; gzip and zstd are
 * unpacked).  The names are borrowed. */
att_status att_source_open(const char *const *paths, size_t n, const att_source_options *, att_source **out, att_error *);
/* ATT_OK: *item is the next input.  ATT_NOT_FOUND: no more.  Anything else:
 * this one cannot be read, error->where says which, and the next call goes on
 * behind it. */
att_status att_source_next(att_source *, att_source_item *item, att_error *);
/* The same walk, files unopened: ATT_OK: *path is the next file, valid until the next call.  ATT_NOT_FOUND: no more.  Not to be mixed with
 * att_source_next. */
att_status att_source_next_path(att_source *, const char **path, att_error *);
void att_source_close(att_source *);

/* Where what att_source_next last spoke of lies: for messages that people and programs follow up.  Valid until the next call. */
typedef struct {
    const char *path;
    const char *record; /* of JSON Lines and WARC: the name of the record; else NULL */
    int64_t at;         /* byte of the unpacked file at which the record begins; -1: not known */
} att_source_place;
att_source_place att_source_where(const att_source *);
uint64_t att_source_taken(const att_source *); /* bytes of files read so far, packed as they are */

#endif
