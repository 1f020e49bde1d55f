/* cli/progress.h: how far a run is, on standard error: for people on a terminal, as JSON Lines for programs. */
#ifndef ATT_PROGRESS_H
#define ATT_PROGRESS_H

#include "cli/cli.h"

typedef struct {
    uint64_t done, failed, events, bytes;
} cli_counts;

typedef struct cli_progress cli_progress;

cli_progress *cli_progress_open(const cli *); /* NULL: nothing is to be shown; all calls take it */
/* `taken`: bytes of the input files read so far.  Draws at most a few times a second. */
void cli_progress_show(cli_progress *, const cli_counts *, uint64_t taken);
void cli_progress_clear(cli_progress *); /* before other words on standard error */
void cli_progress_close(cli_progress *, const cli_counts *);

#endif
