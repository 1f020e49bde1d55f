/* cli/each.c: every report to one output. */
#include "cli/run.h"

static bool write_head(const cli *c, const cli_form *form, FILE *out)
{
    if (!form->head)
        return true;
    att_arena a;
    att_arena_open(&a, 0);
    att_str head = form->head(&a, &c->choice);
    bool good = fwrite(head.p, 1, head.n, out) == head.n;
    att_arena_close(&a);
    return good;
}

static bool open_errors(const cli *c, FILE **errors)
{
    *errors = c->errors ? fopen(c->errors, "wb") : NULL;
    if (c->errors && !*errors)
        cli_complain("%s: cannot be written", c->errors);
    return !c->errors || *errors;
}

static bool close_errors(const cli *c, FILE *errors)
{
    if (!errors || fclose(errors) == 0)
        return true;
    cli_complain("%s: cannot be written", c->errors);
    return false;
}

int cli_each(cli *c, const cli_form *form)
{
    cli_stretch s = {.path = c->path, .paths = c->paths};
    cli_out out;
    if (c->paths == 0)
        return cli_usage("%s wants at least one file or folder, or - for standard input", c->command);
    cli_run *r = cli_run_open(c, form);
    if (!r)
        return EXIT_NO_TOOLS;
    bool good = form->base ? cli_out_open_base(&out, c->output) : cli_out_open(&out, c->output);
    if (!good && form->base) {
        cli_run_close(r, &s.counts);
        return EXIT_NO_TOOLS;
    }
    if (good && !open_errors(c, &s.errors)) {
        cli_out_close(&out, false);
        good = false;
    }
    if (good) {
        s.out = out.f;
        s.base = form->base ? &out : NULL;
        s.broken = !write_head(c, form, out.f);
        bool whole = cli_run_over(r, &s);
        if (cli_run_stopped_by() && out.path[0])
            cli_complain("stopped; %s is not written", out.path);
        good = cli_out_close(&out, whole) && (whole || (s.broken && !form->base) || cli_run_stopped_by());
        good = close_errors(c, s.errors) && good;
    }
    cli_run_close(r, &s.counts);
    return cli_run_status(&s.counts, good);
}
