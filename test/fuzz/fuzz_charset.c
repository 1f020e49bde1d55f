/* Any bytes in any charset: the text is UTF-8 and its map leads back to every byte in order.  The first byte picks the charset. */
#include <stdlib.h>

#include "ingest/ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const LABELS[] = {"",        "utf-8",        "latin1",    "windows-1251",   "koi8-u",    "gb2312",
                                     "gb18030", "big5",         "euc-jp",    "euc-kr",         "shift_jis", "iso-2022-jp",
                                     "utf-16",  "iso-8859-8-i", "macintosh", "no-such-charset"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    att_arena arena;
    jmp_buf full;
    att_arena_open(&arena, (size_t)256 << 20);
    arena.full = &full;
    if (!setjmp(full)) {
        att_decoded d;
        att_str bytes = {(const char *)data + 1, size - 1};
        att_decode(&arena, bytes, att_str_of(LABELS[data[0] % 16]), data[0] & 16, &d);
        ATT_ASSERT(att_utf8_valid(d.text));
        uint32_t end = 0, at = d.skipped;
        for (uint32_t i = 0; i < d.runs.n; i++) {
            const att_run *r = &d.runs.p[i];
            ATT_ASSERT(r->at == end && r->src.at >= at && (size_t)r->src.at + r->src.n <= bytes.n && (!r->same || r->n == r->src.n));
            end += r->n;
            at = r->src.at + r->src.n;
        }
        ATT_ASSERT(!d.runs.n || end == d.text.n);
        att_ingest_kind_of(bytes);
    }
    att_arena_close(&arena);
    return 0;
}
