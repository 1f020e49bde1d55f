/* cli/main.c: commands and options. */
#include "cli/cli.h"
#include "cli/help.h"

#include <getopt.h>
#include <sched.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

static cli_command *const run[] = {
#define COMMAND(name, letter, arguments, formats, what) cli_##name,
#include "cli/commands.def"
#undef COMMAND
};

enum {
    OPT_FIRST = 256,
#define OPTION(name, letter, argument, commands, help) OPT_##name,
#include "cli/options.def"
#undef OPTION
    OPT_LAST
};

void cli_complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("attache: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

int cli_usage(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("attache: ", stderr);
    vfprintf(stderr, format, args);
    fputs("\nTry 'attache help'.\n", stderr);
    va_end(args);
    return EXIT_WRONG_USAGE;
}

void cli_print_error(const att_error *e)
{
    if (e->where[0])
        cli_complain("%s: %s", e->where, e->what);
    else
        cli_complain("%s", e->what);
}

att_engine *cli_engine(cli *c)
{
    att_engine *e = NULL;
    att_error error = {0};
    if (att_engine_open(&c->engine, &e, &error) == ATT_OK)
        return e;
    cli_print_error(&error);
    return NULL;
}

static int help(const char *about)
{
    int i = about ? cli_find_command(about) : -1;
    if (about && i < 0)
        return cli_usage("no command \"%s\"", about);
    if (about)
        cli_help_command(stdout, i);
    else
        cli_help(stdout);
    return EXIT_DONE;
}

static int version(cli *c)
{
    att_engine *e = cli_engine(c);
    if (!e) {
        printf("attache %s\n", ATT_VERSION);
        return EXIT_NO_TOOLS;
    }
    puts(att_engine_made_by(e));
    att_engine_close(e);
    return EXIT_DONE;
}

/* ---- options --------------------------------------------------------------------------------------------------------------------- */

static bool size_of(const char *text, size_t *out)
{
    if (!text)
        return true;
    char *end;
    unsigned long long v = strtoull(text, &end, 10);
    int shift = *end == 'K' || *end == 'k' ? 10 : *end == 'M' || *end == 'm' ? 20 : *end == 'G' || *end == 'g' ? 30 : 0;
    if (end == text || *text == '-' || v == 0 || (shift && end[1]) || (!shift && *end) || v > (SIZE_MAX >> shift))
        return false;
    *out = (size_t)v << shift;
    return true;
}

static int cpus(void)
{
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0 ? CPU_COUNT(&set) : 1;
}

static bool among(const char *word, const char *list)
{
    size_t n = strlen(word);
    for (const char *p = list; (p = strstr(p, word)); p += n)
        if ((p == list || p[-1] == ',') && (p[n] == 0 || p[n] == ','))
            return true;
    return false;
}

/* --since, --until, --fields, --no-text. */
static int choose(cli *c)
{
    att_choice *x = &c->choice;
    *x = ATT_EVERYTHING;
    x->no_text = c->no_text != NULL;
    if (c->since && !att_day_parse(att_str_of(c->since), &x->since))
        return cli_usage("--since wants a day as YYYY-MM-DD, not \"%s\"", c->since);
    if (c->until && !att_day_parse(att_str_of(c->until), &x->until))
        return cli_usage("--until wants a day as YYYY-MM-DD, not \"%s\"", c->until);
    if (c->since && c->until && x->since > x->until)
        return cli_usage("--since %s is later than --until %s", c->since, c->until);
    if (!c->fields)
        return EXIT_DONE;
    if (!c->to || !among(c->to, "csv,tsv"))
        return cli_usage("--fields is for --to csv and --to tsv");
    uint32_t *column = calloc(strlen(c->fields) + 1, sizeof *column);
    ATT_ASSERT(column);
    x->column = column; /* kept until the program ends */
    att_str rest = att_str_of(c->fields), name;
    while (att_str_split(&rest, ',', &name)) {
        uint32_t i = att_csv_find(att_str_trim(name));
        if (i == ATT_NONE)
            return cli_usage("no field \"%.*s\"; the header of --to csv names them all", ATT_STR_ARG(name));
        column[x->columns++] = i;
    }
    return EXIT_DONE;
}

/* An option that the command does not know would be passed over in silence. */
static int check_known(const cli *c, int command)
{
    const char *unknown = NULL;
#define OPTION(name, short_, argument, which, help)                                                                                        \
    if (c->name && which[0] != '*' && !strchr(which, cli_commands[command].letter))                                                            \
        unknown = #name;
#include "cli/options.def"
#undef OPTION
    if (!unknown)
        return EXIT_DONE;
    char shown[64];
    snprintf(shown, sizeof shown, "%s", unknown);
    for (char *p = shown; *p; p++)
        if (*p == '_')
            *p = '-';
    return cli_usage("%s has no option --%s", c->command, shown);
}

static int check(cli *c, int command)
{
    size_t workers = 0;
    att_day day;
    int status = check_known(c, command);
    if (status == EXIT_DONE)
        status = choose(c);
    if (status != EXIT_DONE)
        return status;
    if (c->jobs && (!size_of(c->jobs, &workers) || workers > 1024))
        return cli_usage("-j wants a number from 1 to 1024, not \"%s\"", c->jobs);
    c->workers = workers ? (int)workers : cpus();
    if (c->to && !among(c->to, cli_commands[command].formats))
        return cli_usage("%s has no format \"%s\"; it has: %s", c->command, c->to, cli_commands[command].formats);
    if (c->to && strcmp(c->to, "sqlite") == 0 && (!c->output || strcmp(c->output, "-") == 0))
        return cli_usage("--to sqlite wants -o FILE, the database");
    if (c->published && !att_day_parse(att_str_of(c->published), &day))
        return cli_usage("--published wants a day as YYYY-MM-DD, not \"%s\"", c->published);
    if (c->on && !att_day_parse(att_str_of(c->on), &day))
        return cli_usage("--on wants a day as YYYY-MM-DD, not \"%s\"", c->on);
    if (c->progress && !among(c->progress, "auto,always,never,json"))
        return cli_usage("--progress is auto, always, never or json, not \"%s\"", c->progress);
    if (!size_of(c->report_limit, &c->engine.report_limit) || !size_of(c->page_limit, &c->engine.page_limit) ||
        !size_of(c->worker_limit, &c->engine.worker_limit))
        return cli_usage("a limit is a number of bytes, as 64M");
    if (c->lex && c->lex_only)
        return cli_usage("--lex and --lex-only exclude each other");
    c->engine.lex = c->lex_only ? c->lex_only : c->lex;
    c->engine.lex_only = c->lex_only != NULL;
    c->engine.model = c->model;
    return EXIT_DONE;
}

/* Long names are spelt with dashes; those of options.def with underscores. */
static char *dashed(const char *name)
{
    char *z = strdup(name);
    for (char *p = z; p && *p; p++)
        if (*p == '_')
            *p = '-';
    return z;
}

static int parse_options(cli *c, int argc, char **argv)
{
    static struct option longs[OPT_LAST - OPT_FIRST];
    int n = 0;
#define OPTION(name, letter, argument, which, help) longs[n++] = (struct option){dashed(#name), (const char *)argument != NULL ? required_argument : no_argument, NULL, OPT_##name};
#include "cli/options.def"
#undef OPTION
    opterr = 0;
    int o;
    while ((o = getopt_long(argc, argv, ":o:j:t:qhV", longs, NULL)) != -1) {
        switch (o) {
#define OPTION(name, letter, argument, which, help)                                                                                        \
    case OPT_##name:                                                                                                                       \
        c->name = optarg ? optarg : "yes";                                                                                                 \
        break;
#include "cli/options.def"
#undef OPTION
        case 'o': c->output = optarg; break;
        case 'j': c->jobs = optarg; break;
        case 't': c->to = optarg; break;
        case 'q': c->quiet = "yes"; break;
        case 'h': c->help = "yes"; break;
        case 'V': c->version = "yes"; break;
        case ':': return cli_usage("option \"%s\" wants a value", argv[optind - 1]);
        default: return cli_usage("no option \"%s\"", argv[optind - 1]);
        }
    }
    c->path = argv + optind;
    c->paths = argc - optind;
    return EXIT_DONE;
}

static const char *told(const char *option, const char *variable)
{
    const char *v = option ? option : getenv(variable);
    return v && *v ? v : NULL;
}

/* Options beat variables; ATTACHE_MODEL is the engine's. */
static void environment(cli *c)
{
    if (!c->lex_only)
        c->lex = told(c->lex, "ATTACHE_LEX");
    c->jobs = told(c->jobs, "ATTACHE_JOBS");
    c->progress = told(c->progress, "ATTACHE_PROGRESS");
    c->report_limit = told(c->report_limit, "ATTACHE_REPORT_LIMIT");
    c->page_limit = told(c->page_limit, "ATTACHE_PAGE_LIMIT");
    c->worker_limit = told(c->worker_limit, "ATTACHE_WORKER_LIMIT");
}

int main(int argc, char **argv)
{
    cli c = {0};
    if (argc < 2) {
        cli_help(stderr);
        return EXIT_WRONG_USAGE;
    }
    if (argv[1][0] == '-' && argv[1][1]) { /* options alone: --help, --version */
        int s = parse_options(&c, argc, argv);
        if (s != EXIT_DONE)
            return s;
        environment(&c);
        c.engine.lex = c.lex;
        c.engine.model = c.model;
        return c.help ? help(NULL) : c.version ? version(&c) : cli_usage("no command");
    }
    c.command = argv[1];
    if (strcmp(c.command, "help") == 0)
        return help(argc > 2 ? argv[2] : NULL);
    int command = cli_find_command(c.command);
    if (command < 0)
        return cli_usage("no command \"%s\"", c.command);
    int s = parse_options(&c, argc - 1, argv + 1);
    if (s != EXIT_DONE)
        return s;
    if (c.help)
        return help(c.command);
    environment(&c);
    s = check(&c, command);
    if (s != EXIT_DONE)
        return s;
    return c.version ? version(&c) : run[command](&c);
}
