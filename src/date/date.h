/* date/date.h: finds date expressions and says which days they mean.
 * Reads tokens, the tree and the report's own day; adds d->times.  Has no clock: "yesterday" counts from the report.  Durations and sets
 * get their value (P3D) and no day; what no day can be given for ("recently") is left out.  Values are TIMEX3's (TimeML 1.2.1). */
#ifndef ATT_DATE_H
#define ATT_DATE_H

#include "doc/doc.h"

void att_date_stage(att_doc *);

#endif
