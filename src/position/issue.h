/* position/issue.h: what is at issue: the words of the report that name it.  "demanded the release of the crew": release of the crew;
 * "asked Mali to suspend drilling": suspend drilling; "rejected the demand that they be freed": they be freed.  Words that only point
 * ("welcomed the idea", "will study it") mean what was at issue before. */
#ifndef ATT_ISSUE_H
#define ATT_ISSUE_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"

struct att_issue_words {
    const att_table *table; /* lex/issues.tsv */
    att_map points;         /* lemma -> row */
};

void att_issue_open(att_arena *, const att_lexicon *, struct att_issue_words *);

/* What was at issue last, for words that point back. */
typedef struct {
    att_str words;
    uint32_t sentence, token;
} att_issue_last;

/* The words that name the issue which token `held` heads; empty when it names none.  `holder`: the actor whose issue it is, who is not
 * named again, or ATT_NONE; `last` is read for words that point back. */
att_str att_issue_name(const att_doc *, const struct att_issue_words *, uint32_t held, uint32_t holder, const att_issue_last *last);

#endif
