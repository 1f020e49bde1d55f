/* cli/reports.c */
#include "cli/reports.h"

#include <dirent.h>
#include <errno.h>
#include <json-c/json.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zstd.h>

enum { DEPTH = 32 };
static const size_t REPORT_LIMIT = (size_t)64 << 20, PAGE_LIMIT = (size_t)16 << 20, FILE_LIMIT = (size_t)2 << 30;

typedef struct {
    char *path;
    int depth;
} pending;

struct cli_reports {
    size_t report_limit, page_limit;
    pending *stack; /* the next path lies on top */
    size_t n, room;
    /* a JSON Lines file being read */
    att_arena lines_arena;
    att_str lines;
    char *lines_path;
    uint32_t line;
};

static void push(cli_reports *s, const char *path, int depth)
{
    if (s->n == s->room) {
        s->room = s->room ? s->room * 2 : 16;
        s->stack = realloc(s->stack, s->room * sizeof *s->stack);
        ATT_ASSERT(s->stack);
    }
    char *copy = strdup(path);
    ATT_ASSERT(copy);
    s->stack[s->n++] = (pending){copy, depth};
}

cli_reports *cli_reports_open(char *const *paths, int n, size_t report_limit, size_t page_limit)
{
    cli_reports *s = calloc(1, sizeof *s);
    ATT_ASSERT(s);
    s->report_limit = report_limit ? report_limit : REPORT_LIMIT;
    s->page_limit = page_limit ? page_limit : PAGE_LIMIT;
    for (int i = n; i > 0; i--)
        push(s, paths[i - 1], 0);
    return s;
}

static void close_lines(cli_reports *s)
{
    if (s->lines_path) {
        att_arena_close(&s->lines_arena);
        free(s->lines_path);
        s->lines_path = NULL;
        s->lines = (att_str){0};
    }
}

void cli_reports_close(cli_reports *s)
{
    close_lines(s);
    while (s->n)
        free(s->stack[--s->n].path);
    free(s->stack);
    free(s);
}

void cli_report_free(cli_report *r)
{
    if (r) {
        att_arena_close(&r->arena);
        free(r);
    }
}

/* ---- bytes -------------------------------------------------------------------------------------------------------------------------- */

static att_status read_stream(FILE *f, att_arena *arena, size_t limit, const char *path, att_str *out, att_error *error)
{
    size_t room = 1 << 16, n = 0;
    char *p = malloc(room);
    for (size_t got; p && (got = fread(p + n, 1, room - n, f)) > 0;) {
        n += got;
        if (n > limit)
            break;
        if (n == room) {
            char *more = realloc(p, room *= 2);
            if (!more)
                free(p);
            p = more;
        }
    }
    if (!p)
        return att_fail(error, ATT_NOMEM, path, "no memory for it");
    att_status status = ATT_OK;
    if (n > limit)
        status = att_fail(error, ATT_TOO_LARGE, path, "more than the limit of %zu MiB", limit >> 20);
    else if (ferror(f))
        status = att_fail(error, ATT_IO, path, "cannot be read: %s", strerror(errno));
    else
        *out = att_str_copy(arena, (att_str){p, n});
    free(p);
    return status;
}

static att_status gunzip(att_arena *arena, att_str in, size_t limit, const char *path, att_str *out, att_error *error)
{
    struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
    att_buf b = {.arena = arena};
    att_status status = z ? ATT_OK : att_fail(error, ATT_NOMEM, path, "no memory for it");
    while (status == ATT_OK && in.n) { /* members follow one another */
        size_t room = in.n * 4 + 4096, used = 0, made = 0;
        enum libdeflate_result r = LIBDEFLATE_INSUFFICIENT_SPACE;
        char *p = NULL;
        while (r == LIBDEFLATE_INSUFFICIENT_SPACE && room <= 2 * limit + 8192) {
            free(p);
            p = malloc(room);
            if (!p)
                break;
            r = libdeflate_gzip_decompress_ex(z, in.p, in.n, p, room, &used, &made);
            room *= 4;
        }
        if (r == LIBDEFLATE_SUCCESS && b.n + made <= limit)
            att_buf_add(&b, (att_str){p, made});
        else if (r == LIBDEFLATE_BAD_DATA || r == LIBDEFLATE_SHORT_OUTPUT)
            status = att_fail(error, ATT_BAD_INPUT, path, "damaged gzip data");
        else
            status = att_fail(error, ATT_TOO_LARGE, path, "unpacks to more than the limit of %zu MiB", limit >> 20);
        free(p);
        if (used == 0)
            break;
        in = att_str_from(in, used);
    }
    if (z)
        libdeflate_free_decompressor(z);
    *out = b.p ? att_buf_str(&b) : ATT_STR("");
    return status;
}

static att_status unzstd(att_arena *arena, att_str in, size_t limit, const char *path, att_str *out, att_error *error)
{
    ZSTD_DStream *z = ZSTD_createDStream();
    att_buf b = {.arena = arena};
    char chunk[1 << 15];
    ZSTD_inBuffer from = {in.p, in.n, 0};
    att_status status = z ? ATT_OK : att_fail(error, ATT_NOMEM, path, "no memory for it");
    size_t r = 1;
    while (status == ATT_OK && (from.pos < from.size || r > 0)) {
        ZSTD_outBuffer to = {chunk, sizeof chunk, 0};
        size_t before = from.pos;
        r = ZSTD_decompressStream(z, &to, &from);
        if (ZSTD_isError(r) || (to.pos == 0 && from.pos == before && r > 0))
            status = att_fail(error, ATT_BAD_INPUT, path, "damaged zstd data");
        else if (b.n + to.pos > limit)
            status = att_fail(error, ATT_TOO_LARGE, path, "unpacks to more than the limit of %zu MiB", limit >> 20);
        else
            att_buf_add(&b, (att_str){chunk, to.pos});
        if (from.pos == from.size && to.pos == 0)
            break;
    }
    ZSTD_freeDStream(z);
    *out = b.p ? att_buf_str(&b) : ATT_STR("");
    return status;
}

static att_status unpack(att_arena *arena, size_t limit, const char *path, att_str *bytes, att_error *error)
{
    for (int layers = 0; layers < 3; layers++) {
        att_ingest_kind k = att_ingest_kind_of(*bytes);
        att_status s = ATT_OK;
        if (k == ATT_IS_GZIP)
            s = gunzip(arena, *bytes, limit, path, bytes, error);
        else if (k == ATT_IS_ZSTD)
            s = unzstd(arena, *bytes, limit, path, bytes, error);
        else
            return ATT_OK;
        if (s != ATT_OK)
            return s;
    }
    return att_fail(error, ATT_BAD_INPUT, path, "packed more than three times");
}

/* ---- folders and files ---------------------------------------------------------------------------------------------------------------- */

static int not_hidden(const struct dirent *e) { return e->d_name[0] != '.'; }

static att_status push_folder(cli_reports *s, const char *path, int depth, att_error *error)
{
    struct dirent **entry;
    if (depth >= DEPTH)
        return att_fail(error, ATT_BAD_INPUT, path, "folders nested more than %d deep", DEPTH);
    int n = scandir(path, &entry, not_hidden, alphasort);
    if (n < 0)
        return att_fail(error, ATT_IO, path, "cannot be opened: %s", strerror(errno));
    for (int i = n; i > 0; i--) {
        char below[4096];
        size_t end = strlen(path);
        int m = snprintf(below, sizeof below, "%s%s%s", path, end && path[end - 1] == '/' ? "" : "/", entry[i - 1]->d_name);
        if (m > 0 && m < (int)sizeof below)
            push(s, below, depth + 1);
        free(entry[i - 1]);
    }
    free(entry);
    return ATT_OK;
}

static cli_report *new_report(void)
{
    cli_report *r = calloc(1, sizeof *r);
    ATT_ASSERT(r);
    att_arena_open(&r->arena, 0);
    return r;
}

static att_status check_size(const cli_reports *s, att_ingest_kind kind, size_t n, const char *where, att_error *error)
{
    size_t limit = kind == ATT_IS_HTML ? s->page_limit : s->report_limit;
    if (n > limit)
        return att_fail(error, ATT_TOO_LARGE, where, "%s of %zu bytes, more than the limit of %zu MiB", att_ingest_kind_name(kind), n, limit >> 20);
    return ATT_OK;
}

/* ---- JSON Lines ------------------------------------------------------------------------------------------------------------------------ */

static const char *member(cli_report *r, json_object *o, const char *key, size_t *n)
{
    json_object *v;
    if (!json_object_object_get_ex(o, key, &v) || !json_object_is_type(v, json_type_string))
        return NULL;
    att_str copy = att_str_copy(&r->arena, (att_str){json_object_get_string(v), (size_t)json_object_get_string_len(v)});
    if (n)
        *n = copy.n;
    return copy.p;
}

static att_status report_of_line(cli_reports *s, att_str line, const char *where, cli_report *r, att_error *error)
{
    enum json_tokener_error why = json_tokener_success;
    json_tokener *t = json_tokener_new();
    json_object *o = t ? json_tokener_parse_ex(t, line.p, (int)line.n) : NULL;
    if (t) {
        why = json_tokener_get_error(t);
        if (why == json_tokener_continue && !o)
            why = json_tokener_error_parse_eof;
        json_tokener_free(t);
    }
    if (!o || !json_object_is_type(o, json_type_object)) {
        json_object_put(o);
        return att_fail(error, ATT_BAD_INPUT, where, "no JSON object: %s", o ? "another value" : json_tokener_error_desc(why));
    }
    size_t n = 0;
    const char *text = member(r, o, "text", &n), *html = text ? NULL : member(r, o, "html", &n);
    r->input = (att_input){.bytes = text ? text : html, .size = n, .id = member(r, o, "id", NULL), .url = member(r, o, "url", NULL), .title = member(r, o, "title", NULL),
                           .published = member(r, o, "published", NULL), .publisher = member(r, o, "publisher", NULL), .charset = "utf-8"};
    r->input.source = r->input.id ? r->input.id : att_str_copy(&r->arena, att_str_of(where)).p;
    json_object_put(o);
    if (!text && !html)
        return att_fail(error, ATT_BAD_INPUT, where, "neither \"text\" nor \"html\"");
    r->kind = html ? ATT_IS_HTML : ATT_IS_TEXT;
    if (!att_str_trim((att_str){r->input.bytes, n}).n)
        return att_fail(error, ATT_BAD_INPUT, where, "empty; there is nothing to read");
    return check_size(s, r->kind, n, where, error);
}

static att_status next_line(cli_reports *s, cli_report **out, att_error *error)
{
    att_str line;
    while (s->lines.p && att_str_split(&s->lines, '\n', &line)) {
        s->line++;
        if (!att_str_trim(line).n)
            continue;
        char where[4200];
        snprintf(where, sizeof where, "%s:%u", s->lines_path, s->line);
        cli_report *r = new_report();
        att_status status = line.n > (size_t)INT32_MAX / 2 ? att_fail(error, ATT_TOO_LARGE, where, "a line of more than 1 GiB") : report_of_line(s, line, where, r, error);
        if (status == ATT_OK)
            *out = r;
        else
            cli_report_free(r);
        return status;
    }
    close_lines(s);
    return ATT_NOT_FOUND;
}

/* ---- one file ---------------------------------------------------------------------------------------------------------------------------- */

static att_status read_file(const char *path, att_arena *arena, att_str *out, att_error *error)
{
    if (strcmp(path, "-") == 0)
        return read_stream(stdin, arena, FILE_LIMIT, "standard input", out, error);
    FILE *f = fopen(path, "rb");
    if (!f)
        return att_fail(error, ATT_IO, path, "cannot be opened: %s", strerror(errno));
    att_status s = read_stream(f, arena, FILE_LIMIT, path, out, error);
    fclose(f);
    return s;
}

static att_status open_file(cli_reports *s, const char *path, cli_report **out, att_error *error)
{
    cli_report *r = new_report();
    att_str bytes = {0};
    att_status status = read_file(path, &r->arena, &bytes, error);
    if (status == ATT_OK)
        status = unpack(&r->arena, FILE_LIMIT, path, &bytes, error);
    r->kind = status == ATT_OK ? att_ingest_kind_of(bytes) : ATT_IS_EMPTY;
    if (status == ATT_OK)
        status = att_ingest_refuse(r->kind, path, error);
    if (status == ATT_OK && r->kind == ATT_IS_JSONL) {
        s->lines_arena = r->arena;
        free(r);
        s->lines = bytes;
        s->lines_path = strdup(path);
        s->line = 0;
        ATT_ASSERT(s->lines_path);
        return next_line(s, out, error);
    }
    if (status == ATT_OK)
        status = check_size(s, r->kind, bytes.n, path, error);
    if (status != ATT_OK) {
        cli_report_free(r);
        return status;
    }
    r->input = (att_input){.bytes = bytes.p, .size = bytes.n, .source = att_str_copy(&r->arena, att_str_of(path)).p};
    *out = r;
    return ATT_OK;
}

att_status cli_reports_next(cli_reports *s, cli_report **out, att_error *error)
{
    if (s->lines_path) {
        att_status status = next_line(s, out, error);
        if (status != ATT_NOT_FOUND)
            return status;
    }
    while (s->n) {
        pending p = s->stack[--s->n];
        struct stat info;
        att_status status;
        if (strcmp(p.path, "-") != 0 && stat(p.path, &info) == 0 && S_ISDIR(info.st_mode)) {
            status = push_folder(s, p.path, p.depth, error);
            free(p.path);
            if (status != ATT_OK)
                return status;
            continue;
        }
        status = open_file(s, p.path, out, error);
        free(p.path);
        if (status != ATT_NOT_FOUND)
            return status;
    }
    return ATT_NOT_FOUND;
}
