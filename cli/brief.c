/* cli/brief.c: all reports to one brief. */
#include "cli/cli.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "brief/brief.h"
#include "cli/reports.h"

typedef struct {
    att_doc **doc;
    cli_report **report; /* documents point into the bytes of their reports */
    uint32_t n, room;
    int failed;
} shelf;

static void keep(shelf *s, att_doc *d, cli_report *r)
{
    if (s->n == s->room) {
        s->room = s->room ? s->room * 2 : 16;
        s->doc = realloc(s->doc, s->room * sizeof *s->doc);
        s->report = realloc(s->report, s->room * sizeof *s->report);
        ATT_ASSERT(s->doc && s->report);
    }
    s->doc[s->n] = d;
    s->report[s->n++] = r;
}

static void read_all(cli *c, const att_engine *e, shelf *s)
{
    cli_reports *source = cli_reports_open(c->path, c->paths, c->engine.report_limit, c->engine.page_limit);
    cli_report *r;
    att_error error;
    for (att_status status; (status = cli_reports_next(source, &r, &error)) != ATT_NOT_FOUND;) {
        att_doc *d;
        if (status == ATT_OK) {
            if (c->published && !r->input.published) {
                r->input.published = c->published;
                r->input.published_is_option = 1;
            }
            status = att_pipe_read(e, &r->input, ATT_UNTIL_RECORD, &d, &error);
            if (status == ATT_OK) {
                keep(s, d, r);
                continue;
            }
            cli_report_free(r);
        }
        cli_print_error(&error);
        s->failed++;
    }
    cli_reports_close(source);
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

int cli_brief(cli *c)
{
    if (c->paths == 0)
        return cli_usage("brief wants at least one file or folder, or - for standard input");
    att_engine *e = cli_engine(c);
    if (!e)
        return EXIT_NO_TOOLS;
    shelf s = {0};
    read_all(c, e, &s);
    int status = s.n == 0 ? EXIT_NOTHING_READ : s.failed ? EXIT_SOME_FAILED : EXIT_DONE;
    cli_out out;
    if (s.n && !cli_out_open(&out, c->output))
        status = EXIT_SOME_FAILED;
    else if (s.n) {
        att_arena a;
        att_arena_open(&a, 0);
        att_brief *b = att_brief_make(&a, s.doc, s.n);
        bool json = c->to && strcmp(c->to, "json") == 0, colour = !c->output && isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
        att_str text = json ? att_write_brief_json(&a, b) : att_write_brief_text(&a, b, terminal_width(c), colour);
        fwrite(text.p, 1, text.n, out.f);
        if (json)
            fputc('\n', out.f);
        att_arena_close(&a);
        if (!cli_out_close(&out, true))
            status = EXIT_SOME_FAILED;
    }
    for (uint32_t i = 0; i < s.n; i++) {
        att_doc_free(s.doc[i]);
        cli_report_free(s.report[i]);
    }
    free(s.doc);
    free(s.report);
    att_engine_close(e);
    return status;
}
