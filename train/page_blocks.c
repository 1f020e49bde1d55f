/* train/page_blocks.c: the blocks of pages and what weigh.c sees of them, for blocks.py.
 * usage: page_blocks PAGE...    "# page", a line of names, then of each block: 1 when kept, its kind or why, features, words; tabs between */
#include <stdio.h>
#include <stdlib.h>

#include "article/article.h"
#include "article/page.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"

enum { LARGEST = 64 << 20 };

static const char *const NAMES[] = {
#define ATT_FEATURE_NAME(name, what) #name,
#include "article/features.def"
};

static void print_block(const att_blocks *b, const att_block *k)
{
    att_str s = att_block_words(b, k);
    printf("%d\t%.*s", !k->why.n, k->why.n ? (int)k->why.n : 20, k->why.n ? k->why.p : att_paragraph_kind_name(k->kind));
    for (int f = 0; f < ATT_FEATURES; f++)
        printf("\t%d", k->seen[f]);
    printf("\t%.*s\n", (int)s.n, s.p);
}

static void read_page(struct att_engine *e, const char *path, char *bytes)
{
    FILE *f = fopen(path, "rb");
    att_doc *d = calloc(1, sizeof *d);
    if (!f || !d)
        exit(2);
    att_arena_open(&d->arena, (size_t)2 << 30);
    d->engine = e;
    d->bytes = (att_str){bytes, fread(bytes, 1, LARGEST, f)};
    d->is_html = true;
    d->published = d->modified = d->dateline_date = ATT_NO_DAY;
    att_decoded *from = ATT_NEW(&d->arena, att_decoded);
    att_blocks *b = ATT_NEW(&d->arena, att_blocks);
    att_decode(&d->arena, d->bytes, d->charset, true, from);
    att_blocks_open(b, &d->arena, from);
    att_page_blocks(b, d);
    att_blocks_judge(b, d);
    printf("# %s\n", path);
    for (uint32_t i = 0; i < b->list.n; i++)
        print_block(b, &b->list.p[i]);
    att_arena_close(&d->arena);
    free(d);
    fclose(f);
}

int main(int argc, char **argv)
{
    static struct att_engine e;
    att_error error;
    char *bytes = malloc(LARGEST);
    att_arena_open(&e.arena, 0);
    if (!bytes || att_lexicon_open(&e.arena, &e.options, &e.lexicon, &error) != ATT_OK ||
        att_article_open(&e.arena, e.lexicon, &e.article, &error) != ATT_OK)
        return 2;
    for (int n = 0; n < ATT_FEATURES; n++)
        printf("%s%c", NAMES[n], n + 1 < ATT_FEATURES ? '\t' : '\n');
    for (int i = 1; i < argc; i++)
        read_page(&e, argv[i], bytes);
    free(bytes);
    return 0;
}
