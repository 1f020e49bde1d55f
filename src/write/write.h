/* write/write.h: a document's records in each form.  Text is made in the document's arena and ends without a newline. */
#ifndef ATT_WRITE_H
#define ATT_WRITE_H

#include "doc/doc.h"

typedef enum { ATT_JSON_ALL = 0, ATT_JSON_ARTICLE = 1, ATT_JSON_NO_TEXT = 2 } att_json_what; /* ARTICLE and NO_TEXT are flags */

/* records.md's object on one line. */
att_str att_write_json(att_doc *, att_json_what);
/* CoNLL-U with offsets and names in MISC; ends with a blank line. */
att_str att_write_conllu(att_doc *);
/* A JSON string with its quotation marks; what is no UTF-8 becomes U+FFFD. */
void att_write_json_string(att_buf *, att_str);

#endif
