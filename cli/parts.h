/* cli/parts.h: the files of a restartable run, `attache read --out-dir DIR`.
 *
 *   manifest.tsv        the files in order with their units (cli/units.h)
 *   parts/UNIT.jsonl    the records of a unit; parts/UNIT.errors: those that failed, JSON Lines
 *   done/UNIT.json      the unit is complete: counts, versions, options
 *   parts/UNIT.part, .errors.part, .pos    a unit at work: .pos says how many inputs are in the first bytes of the others
 *
 * A unit at work is locked by the process that writes it.  Parts are synced before they are renamed, and the marker is written after
 * that: whatever ends a run, a rerun does what is missing, from the last place that .pos tells. */
#ifndef ATT_PARTS_H
#define ATT_PARTS_H

#include "cli/run.h"
#include "cli/units.h"

/* Whether this is the folder of a run. */
bool cli_parts_are(const char *folder);
/* Adds the parts of a run to `names` [*n], in the order of the manifest.  False after a complaint: parts are missing, or not of one make.
 */
bool cli_parts_find(const char *folder, char ***names, int *n, uint64_t *failed);

int cli_parts(cli *, const cli_form *); /* returns the exit status */

#endif
