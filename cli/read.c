/* cli/read.c: read, clean, parse: reports in, one form of each out. */
#include "cli/parts.h"
#include "write/write.h"

static att_str with_newline(att_doc *d, att_str s) { return att_format(&d->arena, "%.*s\n", (int)s.n, s.p); }

static att_status make_rows(att_doc *d, const cli *c, cli_made *out, att_error *error)
{
    (void)error;
    out->text = att_format_find(att_str_of(c->to ? c->to : "json"))->rows(d, &c->choice);
    return ATT_OK;
}

static att_status make_article(att_doc *d, const cli *c, cli_made *out, att_error *error)
{
    (void)c, (void)error;
    out->text = with_newline(d, att_write_json(d, ATT_JSON_ARTICLE, &ATT_EVERYTHING));
    return ATT_OK;
}

static att_status make_conllu(att_doc *d, const cli *c, cli_made *out, att_error *error)
{
    (void)c, (void)error;
    out->text = att_write_conllu(d);
    return ATT_OK;
}

/* Subheads and body, a blank line between; reports are parted by a blank line too. */
static att_status make_text(att_doc *d, const cli *c, cli_made *out, att_error *error)
{
    (void)c, (void)error;
    att_buf b = {.arena = &d->arena};
    for (uint32_t i = 0; i < d->paragraphs.n; i++) {
        if (d->paragraphs.p[i].kind == ATT_CAPTION)
            continue;
        att_buf_add(&b, att_doc_words(d, d->paragraphs.p[i].at));
        att_buf_add(&b, ATT_STR("\n\n"));
    }
    out->text = b.p ? att_buf_str(&b) : ATT_STR("");
    return ATT_OK;
}

/* The form that --to names, else the first. */
static const cli_form *form_of(const cli *c, const cli_form *all, size_t n)
{
    for (size_t i = 0; c->to && i < n; i++)
        if (strcmp(c->to, all[i].name) == 0)
            return &all[i];
    return all;
}

#define FORM_OF(c, all) form_of(c, all, sizeof all / sizeof *all)

int cli_read(cli *c)
{
    const att_format_row *f = att_format_find(att_str_of(c->to ? c->to : "json"));
    const cli_form form = {f->name, ATT_UNTIL_RECORD, f->head, strcmp(f->name, "sqlite") == 0, make_rows};
    if (c->task && !c->out_dir)
        return cli_usage("--task goes with --out-dir");
    if (form.base && c->out_dir)
        return cli_usage("--out-dir writes files; merge makes a database of them");
    return c->out_dir ? cli_parts(c, &form) : cli_each(c, &form);
}

int cli_clean(cli *c)
{
    static const cli_form forms[] = {{"json", ATT_UNTIL_ARTICLE, NULL, false, make_article}, {"text", ATT_UNTIL_ARTICLE, NULL, false, make_text}};
    return cli_each(c, FORM_OF(c, forms));
}

int cli_parse(cli *c)
{
    static const cli_form forms[] = {{"conllu", ATT_UNTIL_SYNTAX, NULL, false, make_conllu}};
    return cli_each(c, forms);
}
