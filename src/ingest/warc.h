/* ingest/warc.h: the pages of a WARC file: its response and resource records.
 * Other records, other media and failed requests are passed over in silence. */
#ifndef ATT_WARC_H
#define ATT_WARC_H

#include "ingest/ingest.h"
#include "ingest/stream.h"

/* The next page.  Strings and unpacked payloads are in `arena`, valid until the
 * next call. ATT_NOT_FOUND: no more.  *at: the byte of the unpacked file at which the record begins. */
att_status att_warc_next(att_stream *, att_arena *arena, size_t limit, const char *path, att_source_item *item, int64_t *at, att_error *);

#endif
