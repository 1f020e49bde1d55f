/* cli/input.c: from what ingest/ hands out to what the pipe reads. */
#include "cli/cli.h"

att_source_options cli_limits(const cli *c)
{
    return (att_source_options){.report_limit = c->engine.report_limit, .page_limit = c->engine.page_limit};
}

att_source *cli_source(char *const *path, int paths, const att_source_options *options)
{
    att_source *s = NULL;
    att_error error;
    if (att_source_open((const char *const *)path, (size_t)paths, options, &s, &error) != ATT_OK)
        cli_print_error(&error);
    return s;
}

att_input cli_input(const cli *c, const att_source_item *item)
{
    att_input in = {.bytes = item->bytes.p,
                    .size = item->bytes.n,
                    .source = item->source,
                    .id = item->id,
                    .url = item->url,
                    .title = item->title,
                    .publisher = item->publisher,
                    .published = item->published,
                    .charset = item->charset,
                    .fetched = item->fetched};
    if (c->published && !in.published) {
        in.published = c->published;
        in.published_is_option = 1;
    }
    if (c->url && !in.url)
        in.url = c->url;
    return in;
}

bool cli_is_base(const char *path)
{
    static const char mark[] = "SQLite format 3"; /* and a NUL */
    char head[sizeof mark] = {0};
    FILE *f = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    bool is = f && fread(head, 1, sizeof head, f) == sizeof head && memcmp(head, mark, sizeof mark) == 0;
    if (f)
        fclose(f);
    return is;
}

bool cli_is_record(const att_source_item *item)
{
    enum { HEAD = 2048 };
    att_str head = att_str_sub(item->line, 0, item->line.n < HEAD ? item->line.n : HEAD);
    return item->line.n && att_str_find(head, ATT_STR("\"made_by\"")) != SIZE_MAX;
}

att_status cli_read_input(const att_engine *e, att_ingest_kind kind, const att_input *in, att_until until, att_doc **d, att_error *error)
{
    return kind == ATT_IS_CONLLU ? att_pipe_conllu(e, in, until, d, error) : att_pipe_read(e, in, until, d, error);
}
