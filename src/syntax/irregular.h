/* syntax/irregular.h: inflected forms that spelling does not explain: "fought" of fight, "crises" of crisis. */
#ifndef ATT_IRREGULAR_H
#define ATT_IRREGULAR_H

#include "base/base.h"

/* The lemma of a form in lower case; of its tag only the first letter counts (V, N, J, R). */
bool att_syntax_irregular(att_str form, att_str xpos, att_str *lemma);
bool att_syntax_irregular_sorted(void); /* what the look-up relies on; for the test */

#endif
