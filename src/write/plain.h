/* write/plain.h: words of reports on a terminal. */
#ifndef ATT_PLAIN_H
#define ATT_PLAIN_H

#include "base/base.h"

/* Words of a report with a blank for whatever could command a terminal or turn the direction of its text, and for broken UTF-8. */
void att_plain_text(att_buf *, att_str);
/* Columns that they take: two for a wide character, none for a combining one. */
uint32_t att_plain_columns(att_str);
/* The longest start of `s`, in bytes, that takes at most `columns`, with the combining characters that follow; one character at least. */
size_t att_plain_fit(att_str s, uint32_t columns);

#endif
