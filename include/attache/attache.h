/* attache/attache.h: the whole public interface of libattache.
 *
 * An engine (model and lexicons) is opened once and may be shared by threads; a document is read by one thread.
 *
 *     att_engine *engine;
 *     att_error error;
 *     if (att_engine_open(&(att_options){0}, &engine, &error) != ATT_OK) ...
 *     att_doc *doc;
 *     if (att_read(engine, &(att_input){.bytes = text, .size = n}, &doc, &error) == ATT_OK) {
 *         size_t size;
 *         const char *json = att_doc_json(doc, &size);     // owned by the document
 *         att_doc_free(doc);
 *     }
 *     att_engine_close(engine);
 */
#ifndef ATTACHE_H
#define ATTACHE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ATT_VERSION "0.1.0"
#define ATT_API __attribute__((visibility("default")))

/* Every status and what it means to a person.  X(name, words) */
#define ATT_STATUSES(X)                                                                                                                    \
    X(ATT_OK, "done")                                                                                                                      \
    X(ATT_NOMEM, "the report needs more memory than a worker may use")                                                                     \
    X(ATT_TOO_LARGE, "larger than the limit")                                                                                              \
    X(ATT_NO_REPORT, "no report")                                                                                                          \
    X(ATT_BAD_INPUT, "cannot be read as a report")                                                                                         \
    X(ATT_BAD_LEXICON, "the lexicon cannot be used")                                                                                       \
    X(ATT_BAD_MODEL, "the model cannot be used")                                                                                           \
    X(ATT_IO, "input or output failed")                                                                                                    \
    X(ATT_USAGE, "wrong usage")                                                                                                            \
    X(ATT_NOT_FOUND, "not found")
#define ATT_STATUS_NAME(name, words) name,
typedef enum { ATT_STATUSES(ATT_STATUS_NAME) ATT_STATUS_COUNT } att_status;
#undef ATT_STATUS_NAME

typedef struct {
    att_status status;
    char what[400];  /* a sentence without a full stop, NUL-terminated */
    char where[200]; /* file, file:line, or empty */
} att_error;

typedef struct att_engine att_engine;
typedef struct att_doc att_doc;

/* All may be zero or NULL. */
typedef struct {
    const char *model;      /* path of the model file; NULL: ATTACHE_MODEL, beside the program, share/attache */
    const char *lex;        /* a folder whose rows are added and overrule */
    int lex_only;           /* ... or replace the built-in ones */
    size_t report_limit;    /* bytes of one report; 0: 64 MiB */
    size_t page_limit;      /* bytes of one HTML page; 0: 16 MiB */
    size_t worker_limit;    /* bytes of memory for one document; 0: 512 MiB */
} att_options;

/* One report as received.  Only `bytes` and `size` are needed; all is borrowed until att_read returns, except
 * `bytes`, which the document keeps pointing to. */
typedef struct {
    const char *bytes;
    size_t size;
    const char *source;     /* how the report is named in messages and in the record */
    const char *id;         /* the input's own id */
    const char *url;
    const char *title, *publisher;
    const char *published;  /* YYYY-MM-DD, or NULL: found in the report */
    const char *charset;    /* of a transport header; NULL: found in the bytes */
    int published_is_option;/* `published` was told by the user, not by the input */
    const char *fetched;    /* YYYY-MM-DD on which the report was fetched, or NULL: none is published after that */
} att_input;

/* Opens model and lexicons. Errors: ATT_BAD_MODEL, ATT_BAD_LEXICON, ATT_IO, ATT_NOMEM; *error (may be NULL) says what and where. */
ATT_API att_status att_engine_open(const att_options *options, att_engine **out, att_error *error);
ATT_API void att_engine_close(att_engine *engine);
/* "attache 0.1.0 lex:1f2e... model:9a0b...", owned by the engine. */
ATT_API const char *att_engine_made_by(const att_engine *engine);

/* Reads one report through all stages. The document is owned by the caller; free it with att_doc_free. Any thread. */
ATT_API att_status att_read(const att_engine *engine, const att_input *input, att_doc **out, att_error *error);
ATT_API void att_doc_free(att_doc *doc);

/* The document record of records.md as one line of JSON without the newline; owned by the document. Any thread that owns the document. */
ATT_API const char *att_doc_json(att_doc *doc, size_t *size);
/* Sentences, tags, tree and names as CoNLL-U; owned by the document. */
ATT_API const char *att_doc_conllu(att_doc *doc, size_t *size);

ATT_API const char *att_status_words(att_status status);
ATT_API const char *att_version(void);

#ifdef __cplusplus
}
#endif
#endif
