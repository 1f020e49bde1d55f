/* cli/run.h: reports through the stages by worker processes, forked once for a whole run; what each gives is written in input order.
 * A signal ends a stretch in order: what was sent is written, and no more is read. */
#ifndef ATT_RUN_H
#define ATT_RUN_H

#include "cli/progress.h"

typedef struct cli_run cli_run;

/* A stretch of a run: some paths to one output. */
typedef struct {
    char *const *path;
    int paths;
    uint64_t skip;      /* inputs that are written already */
    FILE *out, *errors; /* errors: JSON Lines; may be NULL */
    cli_out *base;      /* a database to write to, with no `out`; or NULL */
    cli_counts counts;  /* go on from what is here */
    uint64_t before;    /* bytes of input files of earlier stretches, for the progress */
    /* Between records: those of the first `inputs` inputs are in `out`.  May be NULL. */
    void (*pause)(void *user, uint64_t inputs);
    void *user;
    bool broken;     /* the output cannot be written */
    uint64_t inputs; /* made: how many inputs are written */
} cli_stretch;

cli_run *cli_run_open(cli *, const cli_form *); /* NULL after a complaint: exit with EXIT_NO_TOOLS */
const char *cli_run_made_by(const cli_run *);
bool cli_run_over(cli_run *,
                  cli_stretch *); /* false: a signal, an output that cannot be written, or no source; more than the counts tell */
int cli_run_stopped_by(void);     /* the signal, or 0 */
void cli_run_close(cli_run *, const cli_counts *all);
int cli_run_status(const cli_counts *all, bool good); /* the program's exit status */

#endif
