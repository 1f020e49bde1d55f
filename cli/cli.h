/* cli/cli.h: the program: options, exit statuses, and what the commands share. */
#ifndef ATT_CLI_H
#define ATT_CLI_H

#include <stdio.h>

#include "doc/doc.h"
#include "ingest/ingest.h"
#include "pipe/pipe.h"
#include "write/write.h"

/* Exit statuses of program.md. */
enum { EXIT_DONE = 0, EXIT_SOME_FAILED = 1, EXIT_WRONG_USAGE = 2, EXIT_NO_TOOLS = 3, EXIT_NOTHING_READ = 4 };

typedef struct {
    const char *command;
#define OPTION(name, letter, argument, commands, help) const char *name;
#include "cli/options.def"
#undef OPTION
    char **path; /* operands */
    int paths;
    int workers;
    att_options engine;
    att_choice choice; /* --since, --until, --no-text, --fields */
} cli;

typedef int cli_command(cli *);
#define COMMAND(name, letter, arguments, formats, what) cli_command cli_##name;
#include "cli/commands.def"
#undef COMMAND

/* ---- talk ---------------------------------------------------------------------------------------------------------------- */

/* "attache: ..." on stderr, with "Try 'attache help'." after a usage error. */
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
int cli_usage(const char *format, ...) __attribute__((format(printf, 1, 2))); /* complains and returns EXIT_WRONG_USAGE */
void cli_print_error(const att_error *); /* where: what */

/* Opens the engine; on failure complains and returns NULL (exit with EXIT_NO_TOOLS). */
att_engine *cli_engine(cli *);

/* ---- output: to stdout, or to a file beside `-o FILE` that is renamed when complete --------------------------------------- */

typedef struct {
    FILE *f;
    struct att_base *base; /* where a database is written, which is not renamed: its transactions are whole or absent */
    char path[4096], beside[4096], device[256]; /* path: empty unless a file is renamed to it */
} cli_out;
bool cli_out_open(cli_out *, const char *path);
bool cli_out_open_base(cli_out *, const char *path);
/* Text of one report; false after a complaint, or when stdout is closed. */
bool cli_out_put(cli_out *, att_str);
/* Writes the rest and renames; false after a complaint when anything failed (a full disk, say); nothing half-written stays at FILE. */
bool cli_out_close(cli_out *, bool keep);

/* ---- reports ---------------------------------------------------------------------------------------------------------------- */

/* The walk over `path`; NULL after a complaint. */
att_source *cli_source(char *const *path, int paths, const att_source_options *);
/* The limits that the options set. */
att_source_options cli_limits(const cli *);
/* What the pipe reads: the item with --published and --url where it tells none.  Borrows from both. */
att_input cli_input(const cli *, const att_source_item *);
/* Whether a file is a database. */
bool cli_is_base(const char *path);
/* Whether a line of JSON looks like what `attache read` wrote. */
bool cli_is_record(const att_source_item *);
/* A report or a tree bank (kind ATT_IS_CONLLU) through the stages. */
att_status cli_read_input(const att_engine *, att_ingest_kind kind, const att_input *, att_until until, att_doc **, att_error *);

/* What one report gives: text in the document's arena. */
typedef struct {
    att_str text;
} cli_made;

/* A form of output. */
typedef struct {
    const char *name;
    att_until until; /* how far a report is read for it */
    att_write_head *head; /* above all reports; may be NULL */
    bool base;            /* into a database */
    /* Runs in a worker.  ATT_OK, or why the report failed. */
    att_status (*make)(att_doc *, const cli *, cli_made *, att_error *);
} cli_form;

/* Reads every report of cli->path with cli->workers worker processes, and writes what the form makes of each, in input order.  Returns
 * the exit status. */
int cli_each(cli *, const cli_form *);

#endif
