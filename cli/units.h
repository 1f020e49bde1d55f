/* cli/units.h: the input of a restartable run cut into units, each written as a part of its own.
 *
 * A unit is one file, or a row of small files.  A row ends with the file whose name says so (a hash of it), so that a file that is added
 * or taken away changes the units next to it and no others.  A unit is known by the names, sizes and times of its files: one that changed
 * is another unit.  DIR/manifest.tsv lists the files in order with their units. */
#ifndef ATT_UNITS_H
#define ATT_UNITS_H

#include "cli/cli.h"

typedef struct {
    char name[33]; /* 32 hex digits */
    char **path;   /* into cli_units.path */
    int paths;
    uint64_t bytes; /* of its files */
} cli_unit;

typedef struct {
    char **path;
    uint32_t files, n;
    cli_unit *unit;
} cli_units;

/* Walks the paths.  False after a complaint: a name that is not there, a folder that cannot be read, standard input. */
bool cli_units_find(cli_units *, char *const *path, int paths);
/* Reads what cli_units_keep wrote; only the names of the units.  False after a complaint. */
bool cli_units_read(cli_units *, const char *folder);
/* Writes folder/manifest.tsv, unless it says the same already. */
bool cli_units_keep(const cli_units *, const char *folder);
void cli_units_free(cli_units *);

/* folder/name.suffix of a file of the run. */
typedef struct {
    char p[4200];
} cli_name;
cli_name cli_name_of(const char *folder, const char *name, const char *suffix);
/* Writes a small file whole: beside it first, to the disk, renamed.  False after a complaint. */
bool cli_keep_file(const char *path, att_str text);
/* All of a small file in the arena; false when it is not there or cannot be read. */
bool cli_read_file(att_arena *, const char *path, att_str *out);

#endif
