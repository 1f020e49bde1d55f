/* cli/brief.c: all reports to one brief. */
#include "cli/cli.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "brief/brief.h"
#include "write/sqlite.h"

typedef struct {
    att_doc **doc;
    char **bytes; /* documents point into the bytes of their reports */
    uint32_t n, room;
    int failed;
} shelf;

static void keep(shelf *s, att_doc *d, char *bytes)
{
    if (s->n == s->room) {
        s->room = s->room ? s->room * 2 : 16;
        s->doc = realloc(s->doc, s->room * sizeof *s->doc);
        s->bytes = realloc(s->bytes, s->room * sizeof *s->bytes);
        ATT_ASSERT(s->doc && s->bytes);
    }
    s->doc[s->n] = d;
    s->bytes[s->n++] = bytes;
}

static att_status read_one(const cli *c, const att_engine *e, const att_source_item *item, shelf *s, att_error *error)
{
    att_input in = cli_input(c, item);
    if (cli_is_record(item)) {
        att_doc *record;
        att_status status = att_pipe_record(e, item->line, in.source, true, &record, error);
        if (status == ATT_OK)
            keep(s, record, NULL);
        if (status != ATT_NOT_FOUND)
            return status;
    }
    char *bytes = malloc(in.size + 1);
    att_doc *d;
    if (!bytes)
        return att_fail(error, ATT_NOMEM, in.source, "no memory to keep it for the brief");
    in.bytes = memcpy(bytes, item->bytes.p, in.size);
    att_status status = cli_read_input(e, item->kind, &in, ATT_UNTIL_RECORD, &d, error);
    if (status == ATT_OK)
        keep(s, d, bytes);
    else
        free(bytes);
    return status;
}

static void read_files(cli *c, const att_engine *e, char *const *path, shelf *s)
{
    const att_source_options limits = cli_limits(c);
    att_source *source = cli_source(path, 1, &limits);
    att_source_item item;
    att_error error;
    for (att_status status; source && (status = att_source_next(source, &item, &error)) != ATT_NOT_FOUND;) {
        if (status == ATT_OK)
            status = read_one(c, e, &item, s, &error);
        if (status != ATT_OK) {
            cli_print_error(&error);
            s->failed++;
        }
    }
    att_source_close(source);
}

static void read_base(const att_engine *e, const char *path, shelf *s)
{
    att_base *b;
    att_str record;
    att_error error;
    att_status status = att_base_open(path, false, &b, &error);
    if (status != ATT_OK) {
        cli_print_error(&error);
        s->failed++;
        return;
    }
    while ((status = att_base_next(b, &record, &error)) != ATT_NOT_FOUND) {
        att_doc *d;
        bool read = status == ATT_OK;
        status = read ? att_pipe_record(e, record, path, true, &d, &error) : status;
        if (status == ATT_OK)
            keep(s, d, NULL);
        else {
            cli_print_error(&error);
            s->failed++;
        }
        if (!read)
            break;
    }
    att_base_close(b, NULL);
}

static void read_all(cli *c, const att_engine *e, shelf *s)
{
    for (int i = 0; i < c->paths; i++)
        if (cli_is_base(c->path[i]))
            read_base(e, c->path[i], s);
        else
            read_files(c, e, &c->path[i], s);
}

static uint32_t terminal_width(const cli *c)
{
    struct winsize w;
    int64_t n;
    const char *columns = getenv("COLUMNS");
    if (c->width && att_str_number(att_str_of(c->width), &n) && n >= 40 && n <= 1000)
        return (uint32_t)n;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 80)
        return w.ws_col;
    if (columns && att_str_number(att_str_of(columns), &n) && n > 80 && n <= 1000)
        return (uint32_t)n;
    return 80;
}

static att_str write_brief(cli *c, att_arena *a, const att_brief *b)
{
    const char *to = c->to ? c->to : "text";
    bool colour = !c->output && isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    if (strcmp(to, "json") == 0) {
        att_buf line = {.arena = a};
        att_buf_add(&line, att_write_brief_json(a, b));
        att_buf_char(&line, '\n');
        return att_buf_str(&line);
    }
    if (strcmp(to, "html") == 0)
        return att_write_brief_html(a, b);
    if (strcmp(to, "ics") == 0)
        return att_write_brief_ics(a, b);
    return att_write_brief_text(a, b, terminal_width(c), colour);
}

int cli_brief(cli *c)
{
    if (c->paths == 0)
        return cli_usage("brief wants at least one file or folder, or - for standard input");
    att_engine *e = cli_engine(c);
    if (!e)
        return EXIT_NO_TOOLS;
    shelf s = {0};
    read_all(c, e, &s);
    if (s.n == 0 && !s.failed)
        cli_complain("%s: no report in it, so there is nothing to brief", c->path[0]);
    int status = s.n == 0 ? EXIT_NOTHING_READ : s.failed ? EXIT_SOME_FAILED : EXIT_DONE;
    cli_out out;
    if (s.n && !cli_out_open(&out, c->output))
        status = EXIT_SOME_FAILED;
    else if (s.n) {
        att_arena a;
        att_arena_open(&a, 0);
        att_brief *b = att_brief_make(&a, s.doc, s.n);
        att_str text = write_brief(c, &a, b);
        fwrite(text.p, 1, text.n, out.f);
        att_arena_close(&a);
        if (!cli_out_close(&out, true))
            status = EXIT_SOME_FAILED;
    }
    for (uint32_t i = 0; i < s.n; i++) {
        att_doc_free(s.doc[i]);
        free(s.bytes[i]);
    }
    free(s.doc);
    free(s.bytes);
    att_engine_close(e);
    return status;
}
