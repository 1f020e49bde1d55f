/* cli/help.c: help on the terminal, from the same lists as the manual pages (tools/manual.c). */
#include "cli/help.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { WIDTH = 80 };

const cli_command_row cli_commands[] = {
#define COMMAND(name, letter, arguments, formats, what) {#name, letter, arguments, formats, what},
#include "cli/commands.def"
#undef COMMAND
    {0}};

int cli_find_command(const char *name)
{
    for (int i = 0; cli_commands[i].name; i++)
        if (strcmp(cli_commands[i].name, name) == 0)
            return i;
    return -1;
}

/* Text in lines of WIDTH columns, those after the first indented. */
static void wrap(FILE *f, const char *text, int column, int indent)
{
    for (const char *word = text; *word;) {
        size_t n = strcspn(word, " ");
        if (column + (int)n > WIDTH && column > indent) {
            fprintf(f, "\n%*s", indent, "");
            column = indent;
        }
        fwrite(word, 1, n, f);
        column += (int)n + 1;
        word += n;
        if (*word == ' ') {
            word++;
            if (column + (int)strcspn(word, " ") <= WIDTH)
                fputc(' ', f);
        }
    }
    fputc('\n', f);
}

static void print_option(FILE *f, const char *name, char letter, const char *argument, const char *what)
{
    char shown[64];
    snprintf(shown, sizeof shown, "%c%c%c --%s%s%s", letter ? '-' : ' ', letter ? letter : ' ', letter ? ',' : ' ', name,
             argument ? " " : "", argument ? argument : "");
    for (char *p = shown + 4; *p && *p != ' '; p++)
        if (*p == '_')
            *p = '-';
    fprintf(f, "  %-26s ", shown);
    wrap(f, what, 29, 29);
}

/* own: those that only some commands have. */
static void print_options(FILE *f, char letter, bool own)
{
#define OPTION(name, short_, argument, which, help)                                                                                        \
    if (own ? which[0] != '*' && strchr(which, letter) != NULL : which[0] == '*')                                                          \
        print_option(f, #name, short_, argument, help);
#include "cli/options.def"
#undef OPTION
}

void cli_help(FILE *f)
{
    fputs("attache reads news reports and writes down, with the words that justify it, who\n"
          "did what to whom, who said so, when and where, and whether it happened.\n\nusage: attache COMMAND [options] PATH...\n\n",
          f);
    for (int i = 0; cli_commands[i].name; i++) {
        fprintf(f, "  %-8s %-17s ", cli_commands[i].name, cli_commands[i].arguments);
        wrap(f, cli_commands[i].what, 29, 29);
    }
    fputs("  help     [COMMAND]         this help, or that of a command\n\n"
          "PATH is a file, a folder (in name order) or - for standard input: text, HTML,\n"
          "JSON Lines, WARC, CoNLL-U; gzip and zstd are unpacked. Records go to standard\n"
          "output, talk to standard error.\n\noptions of every command:\n",
          f);
    print_options(f, 0, false);
    fputs("\nexit status: 0 done; 1 done, but some reports failed; 2 wrong usage; 3 a lexicon,\n"
          "model or database cannot be used; 4 no report could be read; 130, 143 on a signal\n\nexamples:\n"
          "  attache brief report.txt\n  attache read --to csv -o events.csv pages/\n  attache help read\n",
          f);
}

static void print_forms(FILE *f, const char *command, const char *formats)
{
    struct {
        const char *command, *name, *what;
    } all[] = {
#define FORMAT(name, head, rows, what) {NULL, #name, what},
#include "src/write/formats.def"
#define FORM(command, name, what) {#command, name, what},
#include "cli/manual.def"
    };
    bool own = false;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        own = own || (all[i].command && strcmp(all[i].command, command) == 0);
    fputs("\nforms of output (--to; the first is the default):\n", f);
    for (const char *p = formats; *p;) {
        size_t n = strcspn(p, ",");
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)
            if (strlen(all[i].name) == n && strncmp(all[i].name, p, n) == 0 &&
                (own ? all[i].command && strcmp(all[i].command, command) == 0 : !all[i].command)) {
                fprintf(f, "  %-10s ", all[i].name);
                wrap(f, all[i].what, 13, 13);
            }
        p += n + (p[n] == ',');
    }
}

static void print_about(FILE *f, const char *command)
{
#define ABOUT(of, text)                                                                                                                    \
    if (strcmp(#of, command) == 0) {                                                                                                       \
        fputc('\n', f);                                                                                                                    \
        wrap(f, text, 0, 0);                                                                                                               \
    }
#include "cli/manual.def"
}

static void print_examples(FILE *f, const char *command)
{
    fputs("\nexamples:\n", f);
#define EXAMPLE(of, line, what)                                                                                                            \
    if (strcmp(#of, command) == 0)                                                                                                         \
        fprintf(f, "  %s\n      %s\n", line, what);
#include "cli/manual.def"
}

void cli_help_command(FILE *f, int command)
{
    const cli_command_row *c = &cli_commands[command];
    fprintf(f, "usage: attache %s [options] %s\n\n", c->name, c->arguments);
    wrap(f, c->what, 0, 0);
    print_about(f, c->name);
    print_forms(f, c->name, c->formats);
    fputs("\noptions:\n", f);
    print_options(f, c->letter, true);
    print_options(f, c->letter, false);
    print_examples(f, c->name);
}
