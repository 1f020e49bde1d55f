/* Tab-separated files: any bytes are read to their end or refused with file and line. */
#include <stdint.h>

#include "lexicon/tsv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    att_arena arena;
    att_error error = {0};
    att_arena_open(&arena, 0);
    att_tsv t = att_tsv_open((att_str){(const char *)data, size}, "fuzz.tsv");
    att_status s = att_tsv_header(&t, &arena, &error);
    if (s == ATT_OK) {
        att_str *cell = ATT_ARRAY(&arena, att_str, t.columns);
        while ((s = att_tsv_next(&t, cell, &error)) == ATT_OK)
            for (uint32_t i = 0; i < t.columns; i++)
                ATT_ASSERT(att_utf8_valid(cell[i]) && (!cell[i].n || !att_is_blank((unsigned char)cell[i].p[0])));
    }
    ATT_ASSERT(s == ATT_NOT_FOUND || (s == ATT_BAD_LEXICON && error.where[0] && error.what[0]));
    att_arena_close(&arena);
    return 0;
}
