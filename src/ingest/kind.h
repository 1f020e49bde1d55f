/* ingest/kind.h: what a file is.  Its bytes decide, never its name. */
#ifndef ATT_KIND_H
#define ATT_KIND_H

#include "base/base.h"

#define ATT_INPUT_KINDS(X)                                                                                                                 \
    X(ATT_IS_EMPTY, "empty") X(ATT_IS_TEXT, "plain text") X(ATT_IS_HTML, "HTML") X(ATT_IS_JSONL, "JSON Lines") X(ATT_IS_CONLLU, "CoNLL-U") \
    X(ATT_IS_GZIP, "gzip") X(ATT_IS_ZSTD, "zstd") X(ATT_IS_WARC, "WARC") X(ATT_IS_PDF, "a PDF") X(ATT_IS_ZIP, "a DOCX, ODT or other ZIP file") \
    X(ATT_IS_IMAGE, "an image") X(ATT_IS_BINARY, "bytes that are no text")
#define ATT_INPUT_NAME(name, text) name,
typedef enum { ATT_INPUT_KINDS(ATT_INPUT_NAME) ATT_IS_COUNT } att_input_kind;
#undef ATT_INPUT_NAME

att_input_kind att_input_kind_of(att_str bytes);
const char *att_input_kind_words(att_input_kind);
/* ATT_BAD_INPUT with a message that names what it is, for kinds that are no report; ATT_OK else. */
att_status att_input_refuse(att_input_kind, const char *where, att_error *);

#endif
