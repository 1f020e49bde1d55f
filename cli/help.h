/* cli/help.h: what the program says about itself. */
#ifndef ATT_HELP_H
#define ATT_HELP_H

#include <stdio.h>

typedef struct {
    const char *name;
    char letter; /* by which options.def names it */
    const char *arguments, *formats, *what;
} cli_command_row;
extern const cli_command_row cli_commands[]; /* ends with a NULL name */

int cli_find_command(const char *name); /* -1: there is none */
void cli_help(FILE *);                  /* all commands */
void cli_help_command(FILE *, int command);

#endif
