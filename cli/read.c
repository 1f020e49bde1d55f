/* cli/read.c: read, clean, parse: reports in, one form of each out. */
#include "cli/cli.h"
#include "write/write.h"

static att_str with_newline(att_doc *d, att_str s) { return att_format(&d->arena, "%.*s\n", (int)s.n, s.p); }

static att_status make_json(att_doc *d, void *user, att_str *out, att_error *error)
{
    (void)error;
    *out = with_newline(d, att_write_json(d, *(att_json_what *)user));
    return ATT_OK;
}

static att_status make_conllu(att_doc *d, void *user, att_str *out, att_error *error)
{
    (void)user, (void)error;
    *out = att_write_conllu(d);
    return ATT_OK;
}

/* Subheads and body, a blank line between; reports are parted by a blank line too. */
static att_status make_text(att_doc *d, void *user, att_str *out, att_error *error)
{
    (void)user, (void)error;
    att_buf b = {.arena = &d->arena};
    for (uint32_t i = 0; i < d->paragraphs.n; i++) {
        if (d->paragraphs.p[i].kind == ATT_CAPTION)
            continue;
        att_buf_add(&b, att_doc_words(d, d->paragraphs.p[i].at));
        att_buf_add(&b, ATT_STR("\n\n"));
    }
    *out = b.p ? att_buf_str(&b) : ATT_STR("");
    return ATT_OK;
}

int cli_read(cli *c)
{
    att_json_what what = c->no_text ? ATT_JSON_NO_TEXT : ATT_JSON_ALL;
    bool conllu = c->to && strcmp(c->to, "conllu") == 0;
    return cli_each(c, ATT_UNTIL_RECORD, conllu ? make_conllu : make_json, &what);
}

int cli_clean(cli *c)
{
    att_json_what what = ATT_JSON_ARTICLE;
    return cli_each(c, ATT_UNTIL_ARTICLE, c->to && strcmp(c->to, "text") == 0 ? make_text : make_json, &what);
}

int cli_parse(cli *c) { return cli_each(c, ATT_UNTIL_SYNTAX, make_conllu, NULL); }
