/* tools/manual.c: what is made of the lists of cli, src/record/fields.def and src/write/formats.def: manual pages, completion for shells,
 * the codebook and the JSON schema.  Runs while attache is built, on the machine that builds; stands alone. usage: manual man DIR |
 * codebook | schema | bash | zsh */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/help.h"
#include "src/doc/doc.h"
#include "src/record/fields.h"

#define DAY_OF_MANUAL "2026" /* the year of the release; no clock */

/* ---- the lists ------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    const char *name;
    char letter;
    const char *argument, *commands, *help;
} option;
static const option options[] = {
#define OPTION(name, letter, argument, commands, help) {#name, letter, argument, commands, help},
#include "cli/options.def"
#undef OPTION
};

typedef struct {
    const char *command, *name, *what; /* of a form: command NULL for those of formats.def */
} part;
static const part abouts[] = {
#define ABOUT(command, text) {#command, NULL, text},
#include "cli/manual.def"
};
static const part forms[] = {
#define FORM(command, name, what) {#command, name, what},
#include "cli/manual.def"
#define FORMAT(name, head, rows, what) {NULL, #name, what},
#include "src/write/formats.def"
};
static const part examples[] = {
#define EXAMPLE(command, line, what) {#command, line, what},
#include "cli/manual.def"
};

#define EACH(type, x, list) for (const type *x = list; x < list + sizeof list / sizeof *list; x++)
#define EACH_COMMAND(c) for (const cli_command_row *c = cli_commands; c->name; c++)

static bool has(const option *o, char letter) { return o->commands[0] == '*' || strchr(o->commands, letter); }
static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static void dashed(FILE *f, const char *name)
{
    for (; *name; name++)
        fputc(*name == '_' ? '-' : *name, f);
}

/* ---- manual pages ------------------------------------------------------------------------------------------------------------------- */

/* Text as roff takes it literally. */
static void roff(FILE *f, const char *text)
{
    for (const char *p = text; *p; p++)
        if (*p == '\\')
            fputs("\\e", f);
        else if (*p == '-')
            fputs("\\-", f);
        else if (*p == '\'')
            fputs("\\(aq", f);
        else if (*p == '.' && (p == text || p[-1] == '\n'))
            fputs("\\&.", f);
        else
            fputc(*p, f);
}

static void heading(FILE *f, const char *name, int section, const char *what)
{
    fprintf(f, ".\\\" made by tools/manual.c\n.TH ");
    for (const char *p = name; *p; p++)
        fputc(*p >= 'a' && *p <= 'z' ? *p - 32 : *p, f);
    fprintf(f, " %d \"%s\" \"attache %s\"\n.SH NAME\n", section, DAY_OF_MANUAL, ATT_VERSION);
    roff(f, name);
    fputs(" \\- ", f);
    roff(f, what);
    fputc('\n', f);
}

static void tagged(FILE *f, const char *tag, const char *text)
{
    fputs(".TP\n.B ", f);
    roff(f, tag);
    fputc('\n', f);
    roff(f, text);
    fputc('\n', f);
}

static void put_option(FILE *f, const option *o)
{
    fputs(".TP\n", f);
    if (o->letter)
        fprintf(f, "\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", f);
    for (const char *p = o->name; *p; p++)
        fputs(*p == '_' ? "\\-" : (char[]){*p, 0}, f);
    fputs("\\fR", f);
    if (o->argument)
        fprintf(f, " \\fI%s\\fR", o->argument);
    fputc('\n', f);
    roff(f, o->help);
    fputc('\n', f);
}

static void put_environment(FILE *f)
{
    fputs(".SH ENVIRONMENT\nOptions beat variables.\n", f);
    tagged(f, "ATTACHE_MODEL", "the model file, as --model; else it is looked for beside the program and in share/attache");
    tagged(f, "ATTACHE_LEX", "as --lex");
    tagged(f, "ATTACHE_JOBS, ATTACHE_PROGRESS, ATTACHE_REPORT_LIMIT, ATTACHE_PAGE_LIMIT, ATTACHE_WORKER_LIMIT",
           "as the options of these names");
    tagged(f, "ATTACHE_CPU",
           "scalar, avx2, avxvnni, avx512vnni or amx: forces a level of the CPU, for tests; records stay the same to the byte");
    tagged(f, "NO_COLOR", "no colour on a terminal");
    tagged(f, "COLUMNS", "columns of a terminal that does not tell them");
}

static void put_exit(FILE *f)
{
    static const part status[] = {{"0", NULL, "done"},
                                  {"1", NULL, "done, but some reports failed; each is named on standard error"},
                                  {"2", NULL, "wrong usage"},
                                  {"3", NULL, "a lexicon, model or database cannot be used"},
                                  {"4", NULL, "no report could be read"},
                                  {"130, 143", NULL, "ended by SIGINT or SIGTERM, after whole records were written"}};
    fputs(".SH EXIT STATUS\n", f);
    EACH(part, s, status)
    tagged(f, s->command, s->what);
}

static void put_see_also(FILE *f, const char *own)
{
    fputs(".SH SEE ALSO\n", f);
    if (own)
        fputs(".BR attache (1),\n", f);
    EACH_COMMAND(c)
    if (!own || !is(c->name, own))
        fprintf(f, ".BR attache\\-%s (1),\n", c->name);
    fputs(".BR attache\\-record (5)\n", f);
}

static void page_of_all(FILE *f)
{
    heading(f, "attache", 1, "who did what to whom, who said so, when and where, from news reports");
    fputs(".SH SYNOPSIS\n.B attache\n.I COMMAND\n[options] \\fIPATH\\fR...\n.SH DESCRIPTION\n", f);
    roff(f, "attache reads news reports and writes down, with the words that justify it, who did what to whom, who said so, when and "
            "where, and whether it occurred, is going on, is "
            "scheduled, expected, possible, advised, conditional or denied; and of many reports a brief. It needs no network; the same "
            "bytes in give the same bytes out.");
    fputs("\n.SH COMMANDS\n", f);
    EACH_COMMAND(c)
    {
        fprintf(f, ".TP\n\\fBattache %s\\fR ", c->name);
        roff(f, c->arguments);
        fputc('\n', f);
        roff(f, c->what);
        fputc('\n', f);
    }
    fputs(".SH OPTIONS\nOf every command; those of one are in its own page.\n", f);
    EACH(option, o, options)
    if (o->commands[0] == '*')
        put_option(f, o);
    put_environment(f);
    put_exit(f);
    put_see_also(f, NULL);
}

static bool of_command(const part *p, const cli_command_row *c, bool own)
{
    return own ? p->command && is(p->command, c->name) : !p->command;
}

static void put_forms(FILE *f, const cli_command_row *c)
{
    bool own = false;
    char list[128];
    EACH(part, p, forms)
    own = own || (p->command && is(p->command, c->name));
    fputs(".SH FORMS OF OUTPUT\nThe first is the default of \\fB\\-\\-to\\fR.\n", f);
    snprintf(list, sizeof list, "%s", c->formats);
    for (char *name = strtok(list, ","); name; name = strtok(NULL, ","))
        EACH(part, p, forms)
    if (of_command(p, c, own) && is(p->name, name))
        tagged(f, p->name, p->what);
}

static void page_of_command(FILE *f, const cli_command_row *c)
{
    char name[64];
    snprintf(name, sizeof name, "attache-%s", c->name);
    heading(f, name, 1, c->what);
    fprintf(f, ".SH SYNOPSIS\n.B attache %s\n[options] ", c->name);
    roff(f, c->arguments);
    fputs("\n.SH DESCRIPTION\n", f);
    EACH(part, a, abouts)
    if (is(a->command, c->name)) {
        fputs(".PP\n", f);
        roff(f, a->what);
        fputc('\n', f);
    }
    put_forms(f, c);
    fputs(".SH OPTIONS\n", f);
    for (int own = 1; own >= 0; own--)
        EACH(option, o, options)
    if (has(o, c->letter) && (o->commands[0] != '*') == own)
        put_option(f, o);
    fputs(".SH EXAMPLES\n", f);
    EACH(part, e, examples)
    if (is(e->command, c->name))
        tagged(f, e->name, e->what);
    put_environment(f);
    put_exit(f);
    put_see_also(f, c->name);
}

/* ---- fields ----------------------------------------------------------------------------------------------------------------------------
 */

static const char *form_words(const char *form)
{
    static const struct {
        const char *form, *words;
    } all[] = {{"STR", "text"},
               {"TEXT", "text"},
               {"NUM", "number"},
               {"COUNT", "number"},
               {"DECIMAL", "number"},
               {"SCALE", "number"},
               {"COORD", "number"},
               {"DAY", "YYYY-MM-DD"},
               {"SPAN", "[start, end)"},
               {"SRC", "[start, end) bytes"},
               {"SPANS", "list of [start, end)"},
               {"STRS", "list of texts"},
               {"SECTORS", "list of codes"},
               {"MENTIONS", "list of [start, end)"},
               {"RANGE", "[least, most]"},
               {"DATELINE", "{place, date}"},
               {"IDS_a", "list of ids"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (is(all[i].form, form))
            return all[i].words;
    return "id";
}

static const char *list_of(const char *table)
{
    for (const att_field_table *t = att_field_tables; t->table; t++)
        if (is(t->table, table))
            return t->list;
    return "The report";
}

static const char about_fields[] = "Offsets count Unicode code points of the text; absent is null or []. The ontology is PLOVER's; status "
                                   "says how the text vouches for an event, statement who vouches.";

static void page_of_record(FILE *f)
{
    const char *table = "";
    heading(f, "attache-record", 5, "the fields of a record of attache");
    fprintf(f, ".SH DESCRIPTION\n");
    roff(f, about_fields);
    fputc('\n', f);
    for (const att_field *x = att_fields; x->table; x++) {
        if (!is(x->table, table))
            fprintf(f, ".SS %s\n", list_of(x->table));
        table = x->table;
        fprintf(f, ".TP\n\\fB%s\\fR (", x->key);
        roff(f, form_words(x->form));
        fputs(")\n", f);
        roff(f, x->meaning);
        fputc('\n', f);
    }
    put_see_also(f, NULL);
}

static void codebook(FILE *f)
{
    const char *table = "";
    fprintf(f,
            "# Codebook\n\nMade by tools/manual.c from src/record/fields.def (`make docs`); [record.schema.json](record.schema.json) is "
            "the JSON schema.\n%s\n",
            about_fields);
    for (const att_field *x = att_fields; x->table; x++) {
        if (!is(x->table, table))
            fprintf(f, "\n## %s\n\n| field | form | meaning |\n|---|---|---|\n", list_of(x->table));
        table = x->table;
        fprintf(f, "| %s | %s | %s |\n", x->key, form_words(x->form), x->meaning);
    }
}

/* ---- JSON schema
 * ------------------------------------------------------------------------------------------------------------------------- */

#define WORD(name, text) text,
static const char *const pages[] = {ATT_PAGES(WORD) NULL}, *const paragraphs[] = {ATT_PARAGRAPHS(WORD) NULL},
                         *const actors[] = {ATT_ACTOR_KINDS(WORD) NULL}, *const sectors[] = {ATT_SECTORS(WORD) NULL},
                         *const statuses[] = {ATT_STATUS_KINDS(WORD) NULL}, *const types[] = {ATT_EVENT_TYPES(WORD) NULL},
                         *const statements[] = {ATT_STATEMENT_KINDS(WORD) NULL}, *const stances[] = {ATT_STANCES(WORD) NULL};
#undef WORD

/* The closed list that a field's words are of, or NULL. */
static const char *const *words_of(const att_field *f)
{
    static const struct {
        const char *table, *key;
        const char *const *words;
    } all[] = {{"report", "kind", pages},     {"paragraph", "kind", paragraphs}, {"actor", "kind", actors},
               {"actor", "sectors", sectors}, {"statement", "kind", statements}, {"event", "status", statuses},
               {"event", "type", types},      {"position", "status", statuses},  {"position", "stance", stances}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (is(all[i].table, f->table) && is(all[i].key, f->key))
            return all[i].words;
    return NULL;
}

static void put_words(FILE *f, const char *const *words)
{
    bool first = true;
    fputs("\"enum\": [", f);
    for (; *words; words++)
        if (**words && !is(*words, "NONE")) {
            fprintf(f, "%s\"%s\"", first ? "" : ", ", *words);
            first = false;
        }
    fputc(']', f);
}

static void put_form(FILE *f, const att_field *x)
{
    static const struct {
        const char *form, *schema;
    } all[] = {
        {"STR", "\"type\": [\"string\", \"null\"]"},
        {"TEXT", "\"type\": \"string\""},
        {"NUM", "\"type\": \"integer\", \"minimum\": 0"},
        {"COUNT", "\"type\": [\"integer\", \"null\"]"},
        {"DECIMAL", "\"type\": [\"number\", \"null\"]"},
        {"SCALE", "\"type\": [\"number\", \"null\"]"},
        {"COORD", "\"type\": [\"number\", \"null\"]"},
        {"DAY", "\"type\": [\"string\", \"null\"], \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\""},
        {"SPAN", "\"oneOf\": [{\"$ref\": \"#/$defs/span\"}, {\"type\": \"null\"}]"},
        {"SRC", "\"$ref\": \"#/$defs/span\""},
        {"SPANS", "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/span\"}"},
        {"MENTIONS", "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/span\"}"},
        {"STRS", "\"type\": \"array\", \"items\": {\"type\": \"string\"}"},
        {"IDS_a", "\"type\": \"array\", \"items\": {\"type\": \"string\", \"pattern\": \"^a[1-9][0-9]*$\"}"},
        {"RANGE",
         "\"oneOf\": [{\"type\": \"array\", \"items\": {\"type\": [\"integer\", \"null\"]}, \"minItems\": 2, \"maxItems\": 2}, {\"type\": \"null\"}]"},
        {"DATELINE", "\"type\": [\"object\", \"null\"], \"properties\": {\"place\": {\"type\": [\"string\", \"null\"]}, \"date\": "
                     "{\"type\": [\"string\", \"null\"]}}, "
                     "\"required\": [\"place\", \"date\"], \"additionalProperties\": false"},
    };
    const char *const *words = words_of(x);
    if (is(x->form, "SECTORS")) {
        fputs("\"type\": \"array\", \"items\": {", f);
        put_words(f, words);
        fputc('}', f);
    } else if (words)
        put_words(f, words);
    else if (is(x->key, "id") && is(x->form, "STR"))
        fputs("\"type\": \"string\", \"pattern\": \"^[0-9a-f]{32}$\"", f);
    else if (strncmp(x->form, "ID_", 3) == 0)
        fprintf(f, "\"type\": %s, \"pattern\": \"^%c[1-9][0-9]*$\"", is(x->key, "id") ? "\"string\"" : "[\"string\", \"null\"]",
                x->form[3]);
    else
        for (size_t i = 0; i < sizeof all / sizeof *all; i++)
            if (is(all[i].form, x->form))
                fputs(all[i].schema, f);
}

static void put_string(FILE *f, const char *s)
{
    fputc('"', f);
    for (; *s; s++)
        fprintf(f, *s == '"' || *s == '\\' ? "\\%c" : "%c", *s);
    fputc('"', f);
}

static void put_fields(FILE *f, const char *table, const char *margin)
{
    const char *comma = "";
    for (const att_field *x = att_fields; x->table; x++) {
        if (!is(x->table, table))
            continue;
        fprintf(f, "%s\n%s\"%s\": {", comma, margin, x->key);
        put_form(f, x);
        fputs(", \"description\": ", f);
        put_string(f, x->meaning);
        fputc('}', f);
        comma = ",";
    }
}

static void put_required(FILE *f, const char *table)
{
    const char *comma = "";
    fputs("\"required\": [", f);
    for (const att_field *x = att_fields; x->table; x++)
        if (is(x->table, table) && !is(x->form, "TEXT")) { /* --no-text */
            fprintf(f, "%s\"%s\"", comma, x->key);
            comma = ", ";
        }
}

static void schema(FILE *f)
{
    fputs("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"A record of attache read: one report\",\n  "
          "\"description\": ",
          f);
    put_string(f, about_fields);
    fputs(",\n  \"type\": \"object\",\n  \"properties\": {", f);
    put_fields(f, "report", "    ");
    for (const att_field_table *t = att_field_tables; t->table; t++)
        fprintf(f, ",\n    \"%s\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/%s\"}}", t->list,
                is(t->table, "sentence") ? "span" : t->table);
    fputs("\n  },\n  ", f);
    put_required(f, "report");
    for (const att_field_table *t = att_field_tables; t->table; t++)
        fprintf(f, ", \"%s\"", t->list);
    fputs("],\n  \"additionalProperties\": false,\n  \"$defs\": {\n    \"span\": {\"type\": \"array\", \"items\": {\"type\": \"integer\", "
          "\"minimum\": 0}, \"minItems\": 2, \"maxItems\": 2}",
          f);
    for (const att_field_table *t = att_field_tables; t->table; t++) {
        if (is(t->table, "sentence"))
            continue;
        fprintf(f, ",\n    \"%s\": {\"type\": \"object\", \"properties\": {", t->table);
        put_fields(f, t->table, "      ");
        fputs("\n    }, ", f);
        put_required(f, t->table);
        fputs("], \"additionalProperties\": false}", f);
    }
    fputs("\n  }\n}\n", f);
}

/* ---- completion
 * ----------------------------------------------------------------------------------------------------------------------------- */

static void bash_words(FILE *f, const cli_command_row *c)
{
    EACH(option, o, options)
    if (has(o, c->letter)) {
        if (o->letter)
            fprintf(f, "-%c ", o->letter);
        fputs("--", f);
        dashed(f, o->name);
        fputc(' ', f);
    }
}

static void bash(FILE *f)
{
    fputs("# bash completion for attache; made by tools/manual.c\n_attache()\n{\n    local cur=${COMP_WORDS[COMP_CWORD]} "
          "prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words formats\n"
          "    if [ \"$COMP_CWORD\" = 1 ]; then\n        COMPREPLY=($(compgen -W \"",
          f);
    EACH_COMMAND(c)
    fprintf(f, "%s ", c->name);
    fputs("help --help --version\" -- \"$cur\"))\n        return\n    fi\n    case $command in\n", f);
    EACH_COMMAND(c)
    {
        fprintf(f, "    %s) words=\"", c->name);
        bash_words(f, c);
        fprintf(f, "\" formats=\"");
        for (const char *p = c->formats; *p; p++)
            fputc(*p == ',' ? ' ' : *p, f);
        fputs("\" ;;\n", f);
    }
    fputs("    help) words=\"", f);
    EACH_COMMAND(c)
    fprintf(f, "%s ", c->name);
    fputs("\"; COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")); return ;;\n    *) return ;;\n    esac\n    case $prev in\n"
          "    -t|--to) COMPREPLY=($(compgen -W \"$formats\" -- \"$cur\")); return ;;\n"
          "    --progress) COMPREPLY=($(compgen -W \"auto always never json\" -- \"$cur\")); return ;;\n"
          "    --lex|--lex-only|--out-dir) COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n    esac\n"
          "    case $cur in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;;\n    *) COMPREPLY=($(compgen -f -- \"$cur\")) "
          ";;\n    esac\n}\n"
          "complete -o filenames -F _attache attache\n",
          f);
}

/* In single quotes of zsh, within the brackets of a description. */
static void zsh_text(FILE *f, const char *text)
{
    for (; *text; text++)
        fprintf(f, *text == '\'' ? "'\\''" : *text == '[' || *text == ']' || *text == ':' ? "\\%c" : "%c", *text);
}

static void zsh_option(FILE *f, const option *o, const cli_command_row *c)
{
    fputs(" \\\n            '--", f);
    dashed(f, o->name);
    fputc('[', f);
    zsh_text(f, o->help);
    fputc(']', f);
    if (o->argument) {
        fprintf(f, ":%s:", o->argument);
        if (is(o->name, "to")) {
            fputc('(', f);
            for (const char *p = c->formats; *p; p++)
                fputc(*p == ',' ? ' ' : *p, f);
            fputc(')', f);
        } else if (is(o->name, "progress"))
            fputs("(auto always never json)", f);
        else if (is(o->argument, "DIR"))
            fputs("_files -/", f);
        else if (is(o->argument, "FILE"))
            fputs("_files", f);
    }
    fputc('\'', f);
}

static void zsh(FILE *f)
{
    fputs("#compdef attache\n# made by tools/manual.c\n_attache()\n{\n    local -a commands=(\n", f);
    EACH_COMMAND(c)
    {
        fprintf(f, "        '%s:", c->name);
        zsh_text(f, c->what);
        fputs("'\n", f);
    }
    fputs("        'help:help of a command'\n    )\n    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n  "
          "  fi\n    local command=$words[2]\n    shift words\n"
          "    (( CURRENT-- ))\n    case $command in\n",
          f);
    EACH_COMMAND(c)
    {
        fprintf(f, "    %s)\n        _arguments", c->name);
        EACH(option, o, options)
        if (has(o, c->letter))
            zsh_option(f, o, c);
        fputs(" \\\n            '*:path:_files' ;;\n", f);
    }
    fputs("    help) _describe command commands ;;\n    esac\n}\n_attache \"$@\"\n", f);
}

/* ---- all
 * ---------------------------------------------------------------------------------------------------------------------------------- */

static FILE *open_in(const char *folder, const char *name, int section)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.%d", folder, name, section);
    FILE *f = fopen(path, "w");
    if (!f) {
        perror(path);
        exit(1);
    }
    return f;
}

static void close_page(FILE *f)
{
    if (fclose(f) != 0) {
        perror("manual");
        exit(1);
    }
}

static void man(const char *folder)
{
    FILE *f = open_in(folder, "attache", 1);
    page_of_all(f);
    close_page(f);
    EACH_COMMAND(c)
    {
        char name[64];
        snprintf(name, sizeof name, "attache-%s", c->name);
        f = open_in(folder, name, 1);
        page_of_command(f, c);
        close_page(f);
    }
    f = open_in(folder, "attache-record", 5);
    page_of_record(f);
    close_page(f);
}

int main(int argc, char **argv)
{
    if (argc == 3 && is(argv[1], "man"))
        man(argv[2]);
    else if (argc == 2 && is(argv[1], "codebook"))
        codebook(stdout);
    else if (argc == 2 && is(argv[1], "schema"))
        schema(stdout);
    else if (argc == 2 && is(argv[1], "bash"))
        bash(stdout);
    else if (argc == 2 && is(argv[1], "zsh"))
        zsh(stdout);
    else {
        fputs("usage: manual man DIR | codebook | schema | bash | zsh\n", stderr);
        return 2;
    }
    return ferror(stdout) || fflush(stdout) != 0;
}
