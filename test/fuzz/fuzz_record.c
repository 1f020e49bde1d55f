/* A record in: any bytes are recalled or refused; what was recalled is written, recalled and written again the same, and goes into every
 * table and into a corpus without a promise broken. */
#include <stdint.h>

#include "corpus/corpus.h"
#include "record/recall.h"
#include "write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void promises(const att_doc *d)
{
    for (uint32_t i = 0; i < d->mentions.n; i++)
        ATT_ASSERT(d->mentions.p[i].actor < d->actors.n && d->mentions.p[i].at.at + d->mentions.p[i].at.n <= d->text.n);
    for (uint32_t i = 0; i < d->events.n; i++) {
        const att_event *e = &d->events.p[i];
        for (uint32_t k = 0; k < e->actor.n; k++)
            ATT_ASSERT(e->actor.p[k] < d->actors.n);
        ATT_ASSERT(e->trigger.at + e->trigger.n <= d->text.n && (e->place == ATT_NONE || e->place < d->places.n));
        ATT_ASSERT(e->statement == ATT_NONE || e->statement < d->statements.n);
    }
}

static bool recall(att_doc *d, att_str json)
{
    struct json_object *o = att_recall_open(json);
    att_error error = {0};
    *d = (att_doc){.source = ATT_STR("fuzz")};
    att_arena_open(&d->arena, 0);
    bool good = o && att_recall_article(d, o, &error) == ATT_OK && att_recall_news(d, o, &error) == ATT_OK;
    ATT_ASSERT(!o || good || error.what[0]);
    att_recall_close(o);
    return good && d->made_by.n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    att_doc d, again;
    bool good = recall(&d, (att_str){(const char *)data, size});
    if (good) {
        promises(&d);
        att_str json = att_write_json_rows(&d, &ATT_EVERYTHING);
        if (recall(&again, json))
            ATT_ASSERT(att_str_eq(att_write_json_rows(&again, &ATT_EVERYTHING), json));
        att_arena_close(&again.arena);
        (void)att_write_csv_rows(&d, &ATT_EVERYTHING);
        att_corpus *c = att_corpus_open();
        ATT_ASSERT(c && att_corpus_add(c, &d) && !att_corpus_add(c, &d));
        att_corpus_tie(c);
        ATT_ASSERT(att_corpus_tell(c, &d) && !att_corpus_tell(c, &d));
        att_corpus_close(c);
    }
    att_arena_close(&d.arena);
    return 0;
}
