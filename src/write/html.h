/* write/html.h: pages that stand alone: escaped text, one style sheet, no script, nothing fetched.
 * Whatever a report says is put by att_html_text or att_html_url and stays text. */
#ifndef ATT_HTML_H
#define ATT_HTML_H

#include "base/base.h"

/* Text, in an element or in a quoted attribute.  What HTML forbids (controls, broken UTF-8) and what would turn the direction of the text
 * around it becomes U+FFFD. */
void att_html_text(att_buf *, att_str);
/* Whether `url` is a web address that a page may link to: http or https, no blanks or controls. */
bool att_html_is_link(att_str url);
/* Everything before the content of <body>; `title` is escaped here.  The policy lets in nothing but the style sheet, by its hash. */
void att_html_open(att_buf *, att_str title);
void att_html_close(att_buf *);

/* SHA-256 (FIPS 180-4), as the policy wants it. */
void att_html_sha256(att_str, uint8_t out[32]);

#endif
