/* CoNLL-U in: any bytes are read or refused; what is read keeps its promises and is read again the same after it is written. */
#include <stdint.h>

#include "syntax/syntax.h"
#include "write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promises(const att_doc *d)
{
    uint32_t token = 0, end = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *s = &d->sentences.p[i];
        ATT_ASSERT(s->n > 0 && s->first == token && s->paragraph < d->paragraphs.n);
        ATT_ASSERT(att_span_has(d->paragraphs.p[s->paragraph].at, s->at));
        for (; token < s->first + s->n; token++) {
            att_span at = d->tokens.p[token].at;
            ATT_ASSERT(at.n > 0 && at.at >= end && att_span_has(s->at, at));
            att_src src = att_doc_source(d, at);
            ATT_ASSERT(att_str_eq(att_str_sub(d->bytes, src.at, src.n), att_token_form(d, token)));
            end = at.at + at.n;
        }
    }
    ATT_ASSERT(token == d->tokens.n && att_utf8_valid(d->text));
}

static bool read_into(att_doc *d, att_str bytes)
{
    att_error error = {0};
    *d = (att_doc){.bytes = bytes, .source = ATT_STR("fuzz")};
    att_arena_open(&d->arena, 0);
    if (att_conllu_read(d, bytes, &error) == ATT_OK)
        return true;
    ATT_ASSERT(error.where[0] && error.what[0]);
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    att_doc d, again;
    bool good = read_into(&d, (att_str){(const char *)data, size});
    if (good) {
        promises(&d);
        for (uint32_t i = 0; i < d.sentences.n; i++) /* any tree will do to write it */
            for (uint32_t k = 1; k < d.sentences.p[i].n; k++)
                d.tokens.p[d.sentences.p[i].first + k].head = d.sentences.p[i].first;
        good = read_into(&again, att_write_conllu(&d));
        ATT_ASSERT(good && again.tokens.n == d.tokens.n && again.sentences.n == d.sentences.n);
        promises(&again);
        att_arena_close(&again.arena);
    }
    att_arena_close(&d.arena);
    return 0;
}
