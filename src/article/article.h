/* article/article.h: page to clean text: headline, byline, dateline, date, body; what was left out, and why.
 * Reads d->bytes; adds d->text, runs, paragraphs, left_out and the metadata.  Decides nothing about events.
 * A page without an article is no error: kind none and a note. */
#ifndef ATT_ARTICLE_H
#define ATT_ARTICLE_H

#include "article/block.h"
#include "lexicon/lexicon.h"

typedef struct {
    att_str why, where; /* where: whole start label end any */
    uint32_t most, n;   /* words of a line at most; words of the phrase */
    const att_str *word;
    uint32_t next; /* row with the same first word, or ATT_NONE */
} att_residue;

/* What a word or phrase is in a byline: bits of a row of lex/article/bylines; FIRST: the first word of an opener. */
typedef enum {
    ATT_BYLINE_OPENER,
    ATT_BYLINE_BESIDE,
    ATT_BYLINE_END,
    ATT_BYLINE_ROLE,
    ATT_BYLINE_BODY,
    ATT_BYLINE_NOBODY,
    ATT_BYLINE_FIRST
} att_byline_use;

typedef ATT_VEC(att_str) att_names;

struct att_article_tables {
    att_map first; /* first word of a phrase -> residue */
    ATT_VEC(att_residue) residue;
    att_map agency, label, opener; /* credits: folded phrase -> 0 */
    att_map language;              /* short word -> a bit for each of languages */
    ATT_VEC(att_str) languages;
    att_map names; /* class, id and itemprop words -> number in uses */
    ATT_VEC(att_str) uses;
    att_map bylines; /* folded phrase -> bits of att_byline_use */
    att_map fields;  /* name of a meta tag -> att_meta_field */
};

/* ATT_OK when bytes like these can be read as a report within the limits; else the status and message to refuse them with.
 * For att_read, before the stages. */
att_status att_article_check(att_str bytes, size_t page_limit, const char *where, att_error *);

/* Why a line of text is residue by its words alone, or an empty string.  `first`: the line opens the text. */
att_str att_residue_of(const struct att_article_tables *, att_arena *, const att_block *, bool first);

/* What each block is: kind, why, skip, keep; and the metadata that text tells.  Blocks must be measured. */
void att_blocks_judge(att_blocks *, att_doc *);

/* Plain text to blocks: a paragraph a line, between blank lines, or wrapped at a column. */
void att_plain_blocks(att_blocks *);
/* A page to blocks; metadata that the markup tells goes into the document.  page.c */
void att_page_blocks(att_blocks *, att_doc *);

/* The language of a text by script and short words: "en"; empty when too little tells. */
att_str att_language_of(const struct att_article_tables *, att_arena *, att_str text);

/* Takes the day as the report's own where none is known and it can be one: not before there were newspapers, no clock's zero, not after the
 * report was fetched or, by more than a month, last changed.  `from`: what told it.  False: not taken. */
bool att_published_take(att_doc *, att_day, const char *from);
bool att_modified_take(att_doc *, att_day);

/* The first full calendar date written in `s`; *at and *n (may be NULL) say where. */
bool att_date_written(att_str s, att_day *out, size_t *at, size_t *n);

/* A byline's names ("By Ann Lee and Bo Roe in Paris" -> two), added to d->byline unless the page told its authors.  False: no byline. */
bool att_byline_read(att_doc *, att_str words);
/* Adds the persons that `words` name to *out: no offices, agencies, places, dates.  `list`: commas part persons, and a single word may be
 * a name, as in what machines are told; else offices and places may follow a comma. */
void att_authors_of(att_arena *, const struct att_article_tables *, att_str words, bool list, att_names *out);
void att_byline_add(att_doc *, att_str name);
/* A dateline at the start of the lead: place, date, agency into the document. */
void att_dateline_read(att_doc *, att_str words, att_str *agency);
/* "© 2024 Example Post. All rights reserved." -> "Example Post"; empty when no holder is named. */
att_str att_copyright_holder(att_arena *, att_str words);
bool att_copyright_is(att_str words);

#endif
