/* corpus/corpus.h: what many reports have in common: reports that are near-copies (story) and events that tell of one occurrence.
 *
 * Two walks over the same records in the same order: the first adds each, the second asks what each is part of.  Between them nothing is
 * kept but a sketch of every report and a few numbers for every event, so that a year of news fits into memory.  The order decides only
 * which report is named as the first of several that were published on one day; the words of a report need no tokens. */
#ifndef ATT_CORPUS_H
#define ATT_CORPUS_H

#include "doc/doc.h"

typedef struct att_corpus att_corpus;

att_corpus *att_corpus_open(void); /* owns its memory; NULL: none is left */
void att_corpus_close(att_corpus *);

/* The next record.  False, and nothing added, when one with its id was there before: a repeat, to be left out. */
bool att_corpus_add(att_corpus *, att_doc *);
/* After the last: ties them. */
void att_corpus_tie(att_corpus *);
/* Fills story and occurrence of a record.  False when it was not added, or was told before: a repeat, to be left out. */
bool att_corpus_tell(att_corpus *, att_doc *);

#endif
