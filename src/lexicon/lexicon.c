/* lexicon/lexicon.c: tables from the embedded files and from the user's folder. */
#include "lexicon/lexicon.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "lexicon/embedded.h"
#include "lexicon/tsv.h"

typedef ATT_VEC(att_row) rows;

struct table {
    att_table t;
    rows rows;
};

struct att_lexicon {
    att_arena *arena;
    ATT_VEC(struct table *) tables;
    att_blake2b hash;
    att_str hex;
    bool built_in;
};

enum { FILE_LIMIT = 64 << 20, DEPTH_LIMIT = 4, GAZETTEER_HEAD = 24 /* magic and hash */ };

/* "events/verbs-a.tsv" -> "events/verbs" */
static att_str table_name(att_str file)
{
    file.n -= 4;
    size_t slash = file.n;
    while (slash && file.p[slash - 1] != '/')
        slash--;
    for (size_t i = slash; i < file.n; i++)
        if (file.p[i] == '-')
            return att_str_sub(file, 0, i);
    return file;
}

static struct table *find_table(const att_lexicon *l, att_str name)
{
    for (uint32_t i = 0; i < l->tables.n; i++)
        if (att_str_eq(l->tables.p[i]->t.name, name))
            return l->tables.p[i];
    return NULL;
}

static struct table *get_table(att_lexicon *l, att_str name)
{
    struct table *t = find_table(l, name);
    if (!t) {
        t = ATT_NEW(l->arena, struct table);
        t->t.name = name;
        *ATT_PUSH(l->arena, &l->tables) = t;
    }
    return t;
}

static att_status add_file(att_lexicon *l, att_str bytes, const char *shown, att_str file, bool built_in, att_error *error)
{
    struct table *t = get_table(l, table_name(file));
    att_tsv tsv = att_tsv_open(bytes, shown);
    att_status s = att_tsv_header(&tsv, l->arena, error);
    if (s != ATT_OK)
        return s;
    if (!t->t.columns) {
        t->t.columns = tsv.columns;
        t->t.column = tsv.column;
    }
    /* files of one table may order their columns differently, or lack some */
    uint32_t *to = ATT_ARRAY(l->arena, uint32_t, tsv.columns);
    for (uint32_t i = 0; i < tsv.columns; i++) {
        int k = att_table_column(&t->t, tsv.column[i].p);
        if (k < 0)
            return att_fail(error, ATT_BAD_LEXICON, shown, "column \"%s\" is unknown in this table", tsv.column[i].p);
        to[i] = (uint32_t)k;
    }
    att_str *cells = ATT_ARRAY(l->arena, att_str, tsv.columns);
    while ((s = att_tsv_next(&tsv, cells, error)) == ATT_OK) {
        att_str *row = ATT_ARRAY(l->arena, att_str, t->t.columns);
        for (uint32_t i = 0; i < tsv.columns; i++)
            row[to[i]] = cells[i];
        *ATT_PUSH(l->arena, &t->rows) = (att_row){.file = shown, .line = tsv.line, .cell = row};
    }
    if (!built_in) { /* whose hash the build has made */
        att_blake2b_add(&l->hash, file);
        att_blake2b_add(&l->hash, bytes);
    }
    return s == ATT_NOT_FOUND ? ATT_OK : s;
}

static att_status read_whole(att_arena *arena, const char *path, att_str *out, att_error *error)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return att_fail(error, ATT_BAD_LEXICON, path, "cannot be opened");
    struct stat info;
    if (fstat(fileno(f), &info) != 0 || info.st_size > FILE_LIMIT) {
        fclose(f);
        return att_fail(error, ATT_BAD_LEXICON, path, "larger than the limit of 64 MiB");
    }
    char *p = att_alloc(arena, (size_t)info.st_size + 1);
    size_t n = fread(p, 1, (size_t)info.st_size, f);
    fclose(f);
    *out = (att_str){p, n};
    return ATT_OK;
}

static int not_hidden(const struct dirent *e) { return e->d_name[0] != '.'; }

/* The user's folder, in name order, so that a run is the same everywhere. */
static att_status add_folder(att_lexicon *l, const char *root, att_str below, int depth, att_error *error)
{
    att_str path = att_format(l->arena, "%s/" ATT_STR_FMT, root, ATT_STR_ARG(below));
    struct dirent **entry;
    int n = scandir(path.p, &entry, not_hidden, alphasort);
    if (n < 0)
        return att_fail(error, ATT_BAD_LEXICON, path.p, "no folder of lexicon files");
    att_status s = ATT_OK;
    for (int i = 0; i < n; i++) {
        att_str name = att_format(l->arena, ATT_STR_FMT "%s%s", ATT_STR_ARG(below), below.n ? "/" : "", entry[i]->d_name);
        att_str full = att_format(l->arena, "%s/%s", root, name.p);
        free(entry[i]);
        struct stat info;
        if (s != ATT_OK || stat(full.p, &info) != 0)
            continue;
        att_str bytes;
        if (S_ISDIR(info.st_mode) && depth < DEPTH_LIMIT)
            s = add_folder(l, root, name, depth + 1, error);
        else if (att_str_ends(name, ".tsv") && (s = read_whole(l->arena, full.p, &bytes, error)) == ATT_OK)
            s = add_file(l, bytes, full.p, name, false, error);
    }
    free(entry);
    return s;
}

static void finish(att_lexicon *l)
{
    for (uint32_t i = 0; i < l->tables.n; i++) {
        struct table *t = l->tables.p[i];
        t->t.row = t->rows.p;
        t->t.rows = t->rows.n;
    }
    uint8_t digest[16];
    att_blake2b_close(&l->hash, digest);
    l->hex = att_hex(l->arena, digest, sizeof digest);
}

att_status att_lexicon_open(att_arena *arena, const att_options *options, const att_lexicon **out, att_error *error)
{
    att_lexicon *l = ATT_NEW(arena, att_lexicon);
    l->arena = arena;
    att_blake2b_open(&l->hash, 16);
    att_status s = ATT_OK;
    if (options->lex) /* first, because the first row of a key wins */
        s = add_folder(l, options->lex, ATT_STR(""), 0, error);
    for (const att_embedded *f = att_lex_files; f->name && s == ATT_OK && !(options->lex && options->lex_only); f++)
        s = add_file(l, (att_str){f->start, (size_t)(f->end - f->start)}, f->name, att_str_of(f->name), true, error);
    l->built_in = !(options->lex && options->lex_only);
    if (l->built_in) {
        att_blake2b_add(&l->hash, att_str_of(att_lex_hash));
        att_blake2b_add(&l->hash, (att_str){att_gazetteer_file, GAZETTEER_HEAD});
    }
    finish(l);
    *out = l;
    return s;
}

const att_table *att_lexicon_table(const att_lexicon *l, const char *name)
{
    struct table *t = find_table(l, att_str_of(name));
    return t ? &t->t : NULL;
}

const att_table *att_lexicon_at(const att_lexicon *l, uint32_t i) { return i < l->tables.n ? &l->tables.p[i]->t : NULL; }

bool att_lexicon_built_in(const att_lexicon *l) { return l->built_in; }

att_str att_lexicon_hash(const att_lexicon *l) { return l->hex; }

int att_table_column(const att_table *t, const char *name)
{
    for (uint32_t i = 0; t && i < t->columns; i++)
        if (att_str_is(t->column[i], name))
            return (int)i;
    return -1;
}

att_str att_row_cell(const att_row *r, int column) { return column < 0 ? ATT_STR("") : r->cell[column]; }

att_str att_row_where(att_arena *arena, const att_row *r) { return att_format(arena, "%s:%u", r->file, r->line); }
