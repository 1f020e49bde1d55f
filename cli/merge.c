/* cli/merge.c: records to one data set.  Two walks over the same files: what many reports have in common is known only after the last. */
#include <stdlib.h>

#include "cli/parts.h"
#include "corpus/corpus.h"
#include "write/sqlite.h"

typedef struct {
    cli *c;
    att_engine *engine;
    att_corpus *corpus;
    const att_format_row *format;
    cli_out out;
    bool second; /* walk */
    bool broken; /* the output cannot be written */
    uint64_t kept, repeats, failed;
} merge;

/* Runs for each record that can be read. */
typedef void visit(merge *, att_doc *);

static void add(merge *m, att_doc *d)
{
    if (!att_corpus_add(m->corpus, d))
        m->repeats++;
}

static void write_guarded(att_doc *d, void *user)
{
    merge *m = user;
    if (!att_corpus_tell(m->corpus, d))
        return;
    att_str rows = m->format->rows(d, &m->c->choice);
    m->broken = m->broken || !cli_out_put(&m->out, rows);
    m->kept++;
}

static void write_record(merge *m, att_doc *d)
{
    att_error error;
    if (att_pipe_guard(d, write_guarded, m, &error) != ATT_OK)
        cli_print_error(&error);
}

static void fail(merge *m, const att_error *error)
{
    if (m->second)
        return; /* it was told on the first walk */
    m->failed++;
    cli_print_error(error);
}

static void visit_record(merge *m, att_str json, const char *source, visit *v)
{
    att_doc *d = NULL;
    att_error error;
    if (att_pipe_record(m->engine, json, source, false, &d, &error) == ATT_OK)
        v(m, d);
    else
        fail(m, &error);
    att_doc_free(d);
}

static void walk_files(merge *m, char *const *path, visit *v)
{
    att_source_options options = cli_limits(m->c);
    options.records = true;
    att_source *s = cli_source(path, 1, &options);
    att_source_item item;
    att_error error;
    for (att_status status; s && !m->broken && (status = att_source_next(s, &item, &error)) != ATT_NOT_FOUND;)
        if (status == ATT_OK)
            visit_record(m, item.line, item.source, v);
        else
            fail(m, &error);
    att_source_close(s);
}

static void walk_base(merge *m, const char *path, visit *v)
{
    att_base *b = NULL;
    att_str json;
    att_error error;
    att_status status = att_base_open(path, false, &b, &error);
    while (status == ATT_OK && !m->broken && (status = att_base_next(b, &json, &error)) == ATT_OK)
        visit_record(m, json, path, v);
    if (status != ATT_OK && status != ATT_NOT_FOUND)
        fail(m, &error);
    att_base_close(b, NULL);
}

static void walk(merge *m, visit *v)
{
    for (int i = 0; i < m->c->paths; i++)
        if (cli_is_base(m->c->path[i]))
            walk_base(m, m->c->path[i], v);
        else
            walk_files(m, &m->c->path[i], v);
}

static void write_head(merge *m)
{
    att_arena a;
    att_arena_open(&a, 0);
    att_str head = m->format->head ? m->format->head(&a, &m->c->choice) : ATT_STR("");
    m->broken = !cli_out_put(&m->out, head);
    att_arena_close(&a);
}

static int merge_all(merge *m)
{
    walk(m, add);
    m->second = true;
    att_corpus_tie(m->corpus);
    bool base = strcmp(m->format->name, "sqlite") == 0;
    if (!(base ? cli_out_open_base(&m->out, m->c->output) : cli_out_open(&m->out, m->c->output)))
        return base ? EXIT_NO_TOOLS : EXIT_SOME_FAILED;
    write_head(m);
    walk(m, write_record);
    if (!cli_out_close(&m->out, !m->broken) || m->broken)
        return EXIT_SOME_FAILED;
    if (m->repeats && !m->c->quiet)
        cli_complain("%llu repeats left out", (unsigned long long)m->repeats);
    if (!m->kept && !m->failed)
        cli_complain("%s: no record of attache read in it", m->c->path[0]);
    return !m->kept ? EXIT_NOTHING_READ : m->failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

/* The folder of a run stands for its parts. */
static bool find_parts(cli *c, uint64_t *failed)
{
    char **names = NULL; /* kept until the program ends, as the operands are */
    int n = 0;
    for (int i = 0; i < c->paths; i++) {
        if (cli_parts_are(c->path[i])) {
            if (!cli_parts_find(c->path[i], &names, &n, failed))
                return false;
            continue;
        }
        names = realloc(names, ((size_t)n + 1) * sizeof *names);
        ATT_ASSERT(names);
        names[n++] = c->path[i];
    }
    c->path = names;
    c->paths = n;
    return true;
}

int cli_merge(cli *c)
{
    uint64_t failed = 0;
    if (c->paths == 0)
        return cli_usage("merge wants at least one file, folder or database of records");
    for (int i = 0; i < c->paths; i++)
        if (strcmp(c->path[i], "-") == 0)
            return cli_usage("merge reads its files twice; standard input can be read once");
    if (!find_parts(c, &failed))
        return EXIT_SOME_FAILED;
    merge m = {.failed = failed, .c = c, .format = att_format_find(att_str_of(c->to ? c->to : "json")), .engine = cli_engine(c)};
    if (!m.engine)
        return EXIT_NO_TOOLS;
    m.corpus = att_corpus_open();
    int status = m.corpus ? merge_all(&m) : EXIT_SOME_FAILED;
    att_corpus_close(m.corpus);
    att_engine_close(m.engine);
    return status;
}
