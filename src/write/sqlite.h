/* write/sqlite.h: records in an SQLite database: a table for each part, lists in tables of their own, ids of the form REPORT#e1.
 * Columns, keys, the codebook table and the view `record`, which gives each record back as JSON, are made from record/fields.def. */
#ifndef ATT_SQLITE_H
#define ATT_SQLITE_H

#include "base/base.h"

typedef struct att_base att_base;

/* Opens the database at `path`; to_write: makes it and its tables where they are not there.  A file that is no such database, or has other
 * tables, is an error (ATT_IO), nothing is changed then. */
att_status att_base_open(const char *path, bool to_write, att_base **out, att_error *);

/* A line of JSON as att_write_json made it; takes the place of the record with its id.  Some hundred share a transaction: after a crash
 * whole batches are there or not there. */
att_status att_base_add(att_base *, att_str record, att_error *);

/* The next record, in the order in which they came, as JSON; ATT_NOT_FOUND: no more.  Valid until the next call. */
att_status att_base_next(att_base *, att_str *record, att_error *);

/* Commits what was added. */
att_status att_base_close(att_base *, att_error *);

#endif
