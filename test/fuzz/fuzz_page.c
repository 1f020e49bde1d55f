/* Any bytes as a report: the article layer comes to an end, its text is UTF-8, and every paragraph goes to the bytes and back. */
#include <stdlib.h>

#include "article/article.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct att_engine *open_engine(void)
{
    static struct att_engine e;
    if (!e.article) {
        att_error error;
        att_arena_open(&e.arena, 0);
        ATT_ASSERT(att_lexicon_open(&e.arena, &e.options, &e.lexicon, &error) == ATT_OK);
        ATT_ASSERT(att_article_open(&e.arena, e.lexicon, &e.article, &error) == ATT_OK);
    }
    return &e;
}

static void hold(att_doc *d)
{
    ATT_ASSERT(att_utf8_valid(d->text));
    uint32_t end = 0;
    for (uint32_t i = 0; i < d->runs.n; i++) { /* runs follow each other without gaps, within the text and the bytes */
        const att_run *r = &d->runs.p[i];
        ATT_ASSERT(r->at == end && (size_t)r->src.at + r->src.n <= d->bytes.n && (!r->same || r->n == r->src.n));
        end += r->n;
    }
    ATT_ASSERT(end == d->text.n);
    for (uint32_t i = 0; i < d->paragraphs.n; i++) {
        const att_paragraph *p = &d->paragraphs.p[i];
        att_src s = att_doc_source(d, p->at);
        ATT_ASSERT(p->at.n && (size_t)p->at.at + p->at.n <= d->text.n && s.at == p->src.at && s.n == p->src.n);
        if (i < 50)
            ATT_ASSERT(att_str_eq(att_doc_cleaned(d, s), att_doc_words(d, p->at)));
    }
    for (uint32_t i = 0; i < d->left_out.n; i++)
        ATT_ASSERT(d->left_out.p[i].src.n && (size_t)d->left_out.p[i].src.at + d->left_out.p[i].src.n <= d->bytes.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    att_doc *d = calloc(1, sizeof *d);
    jmp_buf full;
    if (!d)
        return 0;
    att_arena_open(&d->arena, (size_t)256 << 20);
    d->arena.full = &full;
    d->engine = open_engine();
    d->bytes = (att_str){(const char *)data, size};
    d->published = d->modified = d->dateline_date = d->fetched = ATT_NO_DAY;
    if (!setjmp(full)) {
        att_article_stage(d);
        hold(d);
    }
    att_arena_close(&d->arena);
    free(d);
    return 0;
}
