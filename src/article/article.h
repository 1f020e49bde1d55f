/* article/article.h: from a page or a text as received to the report's clean text: headline, subheads, byline, dateline, captions, body, and what
 * was left out and why.  Every byte of clean text can be walked back to the bytes received. */
#ifndef ATT_ARTICLE_H
#define ATT_ARTICLE_H

#include "doc/doc.h"
#include "ingest/decode.h"

void att_article_stage(att_doc *);

/* ---- for the files of this room -------------------------------------------------------------------------------------------------- */

/* A stretch of the decoded page that may become a paragraph. */
typedef struct {
    att_ids from, to;         /* pieces of decoded text, in order; joined by single blanks */
    att_str words;            /* the pieces joined, for judging */
    att_paragraph_kind kind;
    att_str why;              /* set: left out, and why */
    uint32_t first, end;      /* of decoded text, first to last byte */
    uint32_t links;           /* characters within links (HTML) */
    int score;                /* HTML: of the container */
} att_block;
typedef ATT_VEC(att_block) att_blocks;

/* Appends decoded text [from, to) to the clean text with its runs, blanks squeezed. */
void att_article_add(att_doc *, const att_decoded *, uint32_t from, uint32_t to);
/* Writes blocks to d->text, d->paragraphs, d->left_out. */
void att_article_write(att_doc *, const att_decoded *, att_blocks *);
/* Bytes received for decoded [from, to). */
att_src att_article_source(const att_decoded *, uint32_t from, uint32_t to);

void att_article_plain(att_doc *, const att_decoded *, att_blocks *);
void att_article_html(att_doc *, const att_decoded *, att_blocks *);
/* Judges lines by their words: residue, bylines, captions, headline, subheads, teasers; finds dateline and day. */
void att_article_judge(att_doc *, att_blocks *, bool is_html);
/* A day written as news pages write it anywhere in `s` ("18 February 2025", "Feb. 18, 2025", "2025-02-18T10:00:00Z"). */
bool att_article_day(att_str s, att_day *out);

#endif
