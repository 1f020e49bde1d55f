/* cli/pool.h: workers as processes: forked once the engine is open, so they share it without copying it and a crash costs one parcel.
 * A worker has one parcel at a time; answers come as they are made.  Parent: one thread.  Knows nothing of reports. */
#ifndef ATT_POOL_H
#define ATT_POOL_H

#include <stdio.h>

#include "base/base.h"

typedef struct cli_pool cli_pool;

/* Runs in a worker: reads the parcel and writes the answer to `out`, a file in memory. */
typedef void cli_pool_work(void *user, att_str parcel, FILE *out);
/* Runs in the parent for each parcel sent, once.  `died`: 0, or the signal (or -status) that ended the worker without an answer. */
typedef void cli_pool_take(void *user, uint64_t number, att_str answer, int died);

cli_pool *cli_pool_open(int workers, cli_pool_work *, cli_pool_take *, void *user);
void cli_pool_close(cli_pool *);       /* ends the workers, whatever they do */
bool cli_pool_idle(const cli_pool *);  /* whether a parcel can be sent without waiting */
int cli_pool_busy(const cli_pool *);   /* parcels on their way */
/* False when no worker can be started. */
bool cli_pool_send(cli_pool *, uint64_t number, att_str parcel);
/* Takes the answers that are there; waits, at most `milliseconds` (-1: as long as it lasts), for one, for `fd` (-1: none) to become
 * readable, or for a signal.  True when fd is readable. */
bool cli_pool_wait(cli_pool *, int fd, int milliseconds);

#endif
