/* ingest/decode.h: bytes in any charset to UTF-8, with a map that goes back.  Labels are those of the web (encoding.spec.whatwg.org): latin1 is
 * windows-1252, gb2312 is GBK ...; conversion by iconv.  One bad byte costs one U+FFFD, never the rest. */
#ifndef ATT_DECODE_H
#define ATT_DECODE_H

#include "doc/doc.h"

typedef struct {
    att_str text;           /* UTF-8 */
    ATT_VEC(att_run) runs;  /* of `text` over the bytes received */
    att_str charset;        /* the one used, in lower case */
} att_decoded;

/* `charset`: what the transport said, or empty: found by byte order mark, then (in HTML) by meta, then by the bytes. */
void att_decode(att_arena *, att_str bytes, att_str charset, bool is_html, att_decoded *out);

#endif
