/* article/block.h: blocks of text, the stuff paragraphs are made of, with the way back to the bytes.
 * A block's words are normalised: one space for any blanks, none at the ends, no control characters. */
#ifndef ATT_BLOCK_H
#define ATT_BLOCK_H

#include "doc/doc.h"
#include "ingest/ingest.h"

typedef enum { ATT_TAG_TEXT, ATT_TAG_HEADING, ATT_TAG_LIST, ATT_TAG_QUOTE, ATT_TAG_CAPTION } att_block_tag;

typedef struct {
    uint32_t at, n;     /* words, in att_blocks.words */
    uint32_t run, runs; /* att_blocks.runs: at counts from the block's start, src in the decoded text */
    att_src src;        /* the whole of it in the decoded text */
    att_block_tag tag;  /* what the markup says */
    uint8_t level;      /* of a heading, 1..6 */
    uint32_t node;      /* HTML: its element; else ATT_NONE */
    uint8_t links;      /* HTML: percent of its bytes within links */
    uint32_t count;     /* words */
    bool headish;       /* reads like a heading: short, no full stop */
    bool quoted;        /* opens with a quotation mark */
    att_str fold;       /* folded words; empty when the block is long */
    att_str why;        /* left out, and why; empty: kept */
    uint32_t keep;      /* bytes of words that are kept (n unless a credit is cut off) */
    uint32_t skip;      /* bytes of words dropped at the start */
    att_str cut_why;    /* why the rest is left out */
    att_paragraph_kind kind;
} att_block;

typedef struct {
    att_arena *arena;
    const att_decoded *from;
    att_buf words;
    ATT_VEC(att_run) runs;
    ATT_VEC(att_block) list;
    /* the block being written */
    att_block now;
    bool open;
    att_str language; /* as the page states it: "en" */
    uint32_t blank_at, blank_end; /* blanks seen and not yet written, in the decoded text */
    bool blank;
} att_blocks;

void att_blocks_open(att_blocks *, att_arena *, const att_decoded *);
void att_block_open(att_blocks *, att_block_tag, uint8_t level, uint32_t node);
/* Adds decoded text[at .. at+n), normalised. */
void att_block_add(att_blocks *, uint32_t at, uint32_t n);
/* Adds bytes that text[at .. at+n) stands for (an entity, a <br>). */
void att_block_put(att_blocks *, att_str bytes, uint32_t at, uint32_t n);
/* Ends the block; an empty one leaves no trace (ATT_NONE). */
uint32_t att_block_close(att_blocks *);
static inline att_str att_block_words(const att_blocks *b, const att_block *k) { return (att_str){b->words.p + k->at, k->n}; }
/* Fills count, headish, fold of every block. */
void att_blocks_measure(att_blocks *);
void att_blocks_measure_from(att_blocks *, uint32_t first);
/* Writes the kept blocks into the document as clean text, paragraphs and runs, the others into d->left_out. */
void att_blocks_write(att_blocks *, att_doc *);

#endif
