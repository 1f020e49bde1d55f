/* ingest/source.c: files, folders and stdin, one input after the other.  What
 * cannot be read is said, and the next comes. */
#include "ingest/ingest.h"

#include <dirent.h>
#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "ingest/stream.h"
#include "ingest/warc.h"

static const size_t REPORT_LIMIT = (size_t)64 << 20, PAGE_LIMIT = (size_t)16 << 20;
enum { FIRST_LOOK = 1 << 16, FOLDER_DEPTH = 64, JSON_DEPTH = 64 };

typedef struct {
    char *path;
    int depth; /* 0: named by the user */
} pending;

struct att_source {
    pending *todo; /* a stack: the next path is on top */
    size_t n, room;
    att_source_options options;
    att_stream *stream;
    char *path; /* of the stream; kept behind its end for messages */
    char record[300];
    int64_t at;
    uint64_t taken; /* bytes of the files before this one */
    att_ingest_kind kind;
    uint64_t line;
    enum { UNKNOWN, LINES, VALUES } layout; /* of JSON: an object a line, or objects over many lines and lists of objects */
    struct json_object *object; /* of the item last given out */
    att_arena item;             /* its strings */
    bool broken;                /* the file cannot be read on behind what was wrong */
    size_t drop;                /* bytes of the window to skip before the next item */
};

static bool push(att_source *s, char *path, int depth)
{
    if (path && s->n == s->room) {
        size_t room = s->room ? s->room * 2 : 64;
        pending *p = realloc(s->todo, room * sizeof *p);
        if (!p) {
            free(path);
            return false;
        }
        s->todo = p;
        s->room = room;
    }
    if (!path)
        return false;
    s->todo[s->n++] = (pending){path, depth};
    return true;
}

att_status att_source_open(const char *const *paths, size_t n, const att_source_options *options, att_source **out, att_error *e)
{
    att_source *s = calloc(1, sizeof *s);
    if (!s)
        return att_fail(e, ATT_NOMEM, NULL, "%s", att_status_words(ATT_NOMEM));
    s->options = options ? *options : (att_source_options){0};
    if (!s->options.report_limit)
        s->options.report_limit = REPORT_LIMIT;
    if (!s->options.page_limit)
        s->options.page_limit = PAGE_LIMIT;
    att_arena_open(&s->item, 0);
    for (size_t i = n; i-- > 0;)
        if (!push(s, strdup(paths[i]), 0)) {
            att_source_close(s);
            return att_fail(e, ATT_NOMEM, NULL, "%s", att_status_words(ATT_NOMEM));
        }
    *out = s;
    return ATT_OK;
}

static void end_item(att_source *s)
{
    if (s->object)
        json_object_put(s->object);
    s->object = NULL;
    if (s->drop && s->stream)
        att_stream_skip(s->stream, s->drop);
    s->drop = 0;
    att_arena_reset(&s->item);
}

static void end_file(att_source *s)
{
    end_item(s);
    s->taken += s->stream ? att_stream_taken(s->stream) : 0;
    att_stream_close(s->stream);
    s->stream = NULL;
}

void att_source_close(att_source *s)
{
    if (!s)
        return;
    end_file(s);
    free(s->path);
    while (s->n)
        free(s->todo[--s->n].path);
    free(s->todo);
    att_arena_close(&s->item);
    free(s);
}

/* ---- folders
 * ----------------------------------------------------------------------------------------------------------------
 */

static int by_name(const void *a, const void *b) { return -strcmp(*(char *const *)a, *(char *const *)b); } /* the stack turns it round */

static char *join(const char *folder, const char *name)
{
    size_t n = strlen(folder), k = strlen(name);
    bool slash = n && folder[n - 1] == '/';
    char *p = malloc(n + k + 2);
    if (p) {
        memcpy(p, folder, n);
        p[n] = '/';
        memcpy(p + n + !slash, name, k + 1);
    }
    return p;
}

/* Pushes the visible files and folders of a folder, sorted by name; links to
 * folders are not followed, so no walk runs in circles. */
static att_status push_folder(att_source *s, const pending *f, att_error *e)
{
    DIR *d = f->depth < FOLDER_DEPTH ? opendir(f->path) : NULL;
    if (!d)
        return att_fail(e, ATT_IO, f->path, "cannot be opened: %s", f->depth < FOLDER_DEPTH ? strerror(errno) : "folders within folders too deep");
    char **name = NULL;
    size_t n = 0, room = 0;
    bool full = false;
    for (struct dirent *x; !full && (x = readdir(d));) {
        if (x->d_name[0] == '.')
            continue;
        if (n == room) {
            room = room ? room * 2 : 64;
            char **more = realloc(name, room * sizeof *more);
            full = !more;
            name = more ? more : name;
        }
        if (!full)
            full = !(name[n++] = join(f->path, x->d_name));
    }
    closedir(d);
    n -= n && !name[n - 1];
    if (n)
        qsort(name, n, sizeof *name, by_name);
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        bool dir = lstat(name[i], &st) == 0 && S_ISDIR(st.st_mode), file = stat(name[i], &st) == 0 && S_ISREG(st.st_mode);
        if (dir || file)
            full |= !push(s, name[i], f->depth + 1);
        else
            free(name[i]);
    }
    free(name);
    return full ? att_fail(e, ATT_NOMEM, f->path, "%s", att_status_words(ATT_NOMEM)) : ATT_OK;
}

/* ---- JSON Lines
 * --------------------------------------------------------------------------------------------------------------
 */

static att_str field(struct json_object *o, const char *name)
{
    struct json_object *v;
    if (!json_object_object_get_ex(o, name, &v) || !v)
        return (att_str){0};
    if (json_object_is_type(v, json_type_string))
        return (att_str){json_object_get_string(v), (size_t)json_object_get_string_len(v)};
    if (json_object_is_type(v, json_type_int))
        return att_str_of(json_object_get_string(v));
    return (att_str){0};
}

static const char *text_field(struct json_object *o, const char *name)
{
    att_str s = field(o, name);
    return s.n ? s.p : NULL;
}

/* Only the day counts: "2025-02-07T10:00:00Z" is 2025-02-07. */
static const char *day_field(att_source *s, struct json_object *o)
{
    att_str v = field(o, "published");
    att_day day;
    att_str iso = {v.p, v.n < 10 ? v.n : 10};
    return v.n >= 10 && att_day_parse(iso, &day) ? att_str_copy(&s->item, iso).p : NULL;
}

static att_status read_object(att_source *s, att_str line, const char *where, att_error *e)
{
    struct json_tokener *t = json_tokener_new_ex(JSON_DEPTH);
    if (!t)
        return att_fail(e, ATT_NOMEM, where, "%s", att_status_words(ATT_NOMEM));
    s->object = json_tokener_parse_ex(t, line.p, (int)line.n);
    enum json_tokener_error err = json_tokener_get_error(t);
    size_t used = json_tokener_get_parse_end(t);
    json_tokener_free(t);
    if (!s->object || !json_object_is_type(s->object, json_type_object))
        return att_fail(e, ATT_BAD_INPUT, where, "no JSON object on this line: %s",
                        err == json_tokener_continue ? "it ends too soon"
                        : err                        ? json_tokener_error_desc(err)
                                                     : "another value");
    if (att_str_trim(att_str_from(line, used)).n)
        return att_fail(e, ATT_BAD_INPUT, where, "more than one JSON object on this line");
    return ATT_OK;
}

/* The report that s->object tells. */
static att_status give_object(att_source *s, att_str line, const char *where, att_source_item *item, att_error *e)
{
    struct json_object *o = s->object;
    att_str text = field(o, "text"), html = field(o, "html");
    *item = (att_source_item){.kind = html.n && !text.n ? ATT_IS_HTML : ATT_IS_TEXT,
                              .bytes = html.n && !text.n ? html : text,
                              .path = s->path,
                              .id = text_field(o, "id"),
                              .url = text_field(o, "url"),
                              .title = text_field(o, "title"),
                              .publisher = text_field(o, "publisher"),
                              .published = day_field(s, o),
                              .charset = "utf-8",
                              .line = line};
    item->source = item->id ? item->id : where;
    bool record = s->options.records && json_object_object_get_ex(o, "made_by", NULL);
    if (!item->bytes.n && !record)
        return att_fail(e, ATT_NO_REPORT, where, "neither \"text\" nor \"html\" has anything in it");
    if (item->bytes.n > s->options.report_limit)
        return att_fail(e, ATT_TOO_LARGE, item->source, "%zu bytes, more than the limit of %zu for a report", item->bytes.n,
                        s->options.report_limit);
    if (item->kind == ATT_IS_HTML && item->bytes.n > s->options.page_limit)
        return att_fail(e, ATT_TOO_LARGE, item->source, "%zu bytes, more than the limit of %zu for an HTML page", item->bytes.n,
                        s->options.page_limit);
    return ATT_OK;
}

/* Drops the rest of a line that is too long for memory. */
static void skip_line(att_source *s)
{
    for (att_str w;;) {
        if (att_stream_need(s->stream, 1, &w, NULL) != ATT_OK || !w.n)
            return;
        const char *end = memchr(w.p, '\n', w.n);
        att_stream_skip(s->stream, end ? (size_t)(end - w.p) + 1 : w.n);
        if (end)
            return;
    }
}

/* The next line that is not blank; *line may end without its newline at the end
 * of the file. */
static att_status next_line(att_source *s, att_str *line, att_error *e)
{
    size_t limit = s->options.report_limit * 2 + FIRST_LOOK; /* escapes and other fields */
    for (size_t want = 1;;) {
        att_str w;
        att_status status = att_stream_need(s->stream, want, &w, e);
        const char *end = w.n ? memchr(w.p, '\n', w.n) : NULL;
        if (!end && status != ATT_OK) {
            s->drop = w.n; /* the beginning of a line that does not come */
            return status;
        }
        if (!end && w.n >= limit) {
            s->line++;
            skip_line(s);
            return att_fail(e, ATT_TOO_LARGE, s->path, "line %llu is longer than %zu bytes", (unsigned long long)s->line, limit);
        }
        if (!end && w.n >= want) {
            want = w.n < FIRST_LOOK ? w.n + 1 : w.n * 2;
            continue;
        }
        if (!w.n)
            return ATT_NOT_FOUND;
        size_t n = end ? (size_t)(end - w.p) + 1 : w.n;
        *line = att_str_trim((att_str){w.p, n});
        s->line++;
        if (line->n) {
            s->drop = n;
            s->at = (int64_t)att_stream_at(s->stream);
            return ATT_OK;
        }
        att_stream_skip(s->stream, n);
        want = 1;
    }
}

/* The bytes that tell what a file is.  A line of JSON that comes through a pipe tells it alone: the next may come late. */
static att_status first_look(att_source *s, att_str *w, att_error *e)
{
    if (att_stream_waits(s->stream) && att_stream_need(s->stream, 1, w, e) == ATT_OK && w->n && att_ingest_kind_of(*w) == ATT_IS_JSONL &&
        memchr(w->p, '\n', w->n))
        return ATT_OK;
    att_status status = att_stream_need(s->stream, FIRST_LOOK, w, e);
    if (status == ATT_OK || w->n)
        return status;
    att_stream_take_unchecked(s->stream); /* broken from the beginning: what can be had of it */
    return att_stream_need(s->stream, FIRST_LOOK, w, e);
}

/* ---- JSON over many lines
 * ----------------------------------------------------------------------------------------------------
 */

/* Skips blanks and what parts the objects of a list; counts lines.  False at the end. */
static bool next_value(att_source *s, att_error *e, att_status *status)
{
    for (att_str w;;) {
        *status = att_stream_need(s->stream, 1, &w, e);
        if (*status != ATT_OK || !w.n)
            return false;
        size_t n = 0;
        while (n < w.n && (att_is_blank((unsigned char)w.p[n]) || strchr("[],", w.p[n])))
            s->line += w.p[n++] == '\n';
        att_stream_skip(s->stream, n);
        if (n < w.n)
            return true;
    }
}

/* Parses the value at the start of the window, which grows as far as a report may go.  *used: its bytes. */
static att_status parse_value(att_source *s, struct json_tokener *t, const char *where, size_t *used, att_error *e)
{
    size_t limit = s->options.report_limit * 2 + FIRST_LOOK;
    *used = 0;
    for (att_str w;;) {
        att_status status = att_stream_need(s->stream, *used + 1, &w, e);
        if (status != ATT_OK)
            return status;
        if (w.n == *used)
            return att_fail(e, ATT_BAD_INPUT, where, "no JSON object: it ends too soon");
        s->object = json_tokener_parse_ex(t, w.p + *used, (int)(w.n - *used));
        *used += json_tokener_get_parse_end(t);
        enum json_tokener_error err = json_tokener_get_error(t);
        if (err == json_tokener_success)
            return ATT_OK;
        if (err != json_tokener_continue)
            return att_fail(e, ATT_BAD_INPUT, where, "no JSON object: %s at byte %zu of it", json_tokener_error_desc(err), *used);
        if (*used > limit)
            return att_fail(e, ATT_TOO_LARGE, where, "a JSON object of more than %zu bytes", limit);
    }
}

/* The next object wherever its lines end.  After a damaged one no place to go on from is safe: the file ends. */
static att_status next_object(att_source *s, att_str *value, const char **where, att_error *e)
{
    att_status status;
    if (!next_value(s, e, &status))
        return status != ATT_OK ? status : ATT_NOT_FOUND;
    *where = att_format(&s->item, "%s:%llu", s->path, (unsigned long long)s->line + 1).p;
    struct json_tokener *t = json_tokener_new_ex(JSON_DEPTH);
    if (!t)
        return att_fail(e, ATT_NOMEM, *where, "%s", att_status_words(ATT_NOMEM));
    size_t used;
    status = parse_value(s, t, *where, &used, e);
    json_tokener_free(t);
    if (status == ATT_OK && !json_object_is_type(s->object, json_type_object))
        status = att_fail(e, ATT_BAD_INPUT, *where, "no JSON object: another value");
    if (status != ATT_OK) {
        s->broken = true;
        return status;
    }
    s->drop = used;
    att_str w;
    s->at = (int64_t)att_stream_at(s->stream);
    att_stream_need(s->stream, used, &w, NULL);
    *value = (att_str){w.p, used};
    for (size_t i = 0; i < used; i++)
        s->line += w.p[i] == '\n';
    return ATT_OK;
}

/* Whether the file is no JSON Lines: a list, or a first object that the first line begins but does not end.  A line cut short looks
 * like that too, so the object has to end somewhere; one that is spread out to its first brace is taken at its word. */
static void find_layout(att_source *s)
{
    att_str w;
    first_look(s, &w, NULL);
    att_str text = att_str_trim(w);
    const char *end = text.n ? memchr(text.p, '\n', text.n) : NULL;
    att_str first = att_str_trim((att_str){text.p, end ? (size_t)(end - text.p) : text.n});
    s->layout = LINES;
    if (first.n && (first.p[0] == '[' || att_str_is(first, "{"))) {
        s->layout = VALUES;
        return;
    }
    if (!end || !first.n || !strchr(",:{[", first.p[first.n - 1]))
        return;
    struct json_tokener *t = json_tokener_new_ex(JSON_DEPTH);
    size_t used;
    if (t && parse_value(s, t, s->path, &used, NULL) == ATT_OK)
        s->layout = VALUES;
    json_tokener_free(t);
    if (s->object)
        json_object_put(s->object);
    s->object = NULL;
}

/* ---- one input
 * ----------------------------------------------------------------------------------------------------------------
 */

static att_status give_file(att_source *s, att_source_item *item, att_error *e)
{
    att_str w;
    size_t limit = s->kind == ATT_IS_HTML ? s->options.page_limit : s->options.report_limit;
    att_status status = att_stream_need(s->stream, limit + 1, &w, e);
    if (status == ATT_OK && w.n > limit)
        return att_fail(e, ATT_TOO_LARGE, s->path, "more than the limit of %zu bytes for %s", limit,
                        s->kind == ATT_IS_HTML ? "an HTML page" : "a report");
    if (status != ATT_OK)
        return status;
    s->drop = w.n;
    *item = (att_source_item){.kind = s->kind, .bytes = w, .path = s->path, .source = s->path};
    return ATT_OK;
}

/* The path on top becomes s->path; what is in it, when it is a folder, comes on top of the stack. */
static att_status pop_path(att_source *s, bool *folder, att_error *e)
{
    pending f = s->todo[--s->n];
    struct stat st;
    free(s->path);
    s->path = f.path;
    s->at = -1;
    s->kind = ATT_IS_EMPTY;
    *folder = strcmp(f.path, "-") != 0 && stat(f.path, &st) == 0 && S_ISDIR(st.st_mode);
    return *folder ? push_folder(s, &f, e) : ATT_OK;
}

att_status att_source_next_path(att_source *s, const char **path, att_error *e)
{
    for (bool folder = true; s->n;) {
        att_status status = pop_path(s, &folder, e);
        *path = s->path;
        if (status != ATT_OK || !folder)
            return status;
    }
    return ATT_NOT_FOUND;
}

static att_status open_next(att_source *s, att_error *e)
{
    bool folder;
    att_status walked = pop_path(s, &folder, e);
    if (folder)
        return walked;
    s->line = 0;
    s->layout = UNKNOWN;
    s->broken = false;
    att_status status = att_stream_open(s->path, s->options.wait, s->options.user, &s->stream, e);
    att_str w;
    if (status == ATT_OK) {
        status = first_look(s, &w, e);
        if (status == ATT_OK || w.n) {
            s->kind = att_ingest_kind_of(w);
            status = status != ATT_OK && s->kind != ATT_IS_JSONL && s->kind != ATT_IS_WARC ? status : ATT_OK;
            if (s->kind != ATT_IS_WARC)
                att_stream_take_unchecked(s->stream);
        }
        if (status == ATT_OK && (s->kind == ATT_IS_GZIP || s->kind == ATT_IS_ZSTD))
            status = att_fail(e, ATT_BAD_INPUT, s->path, "packed twice");
        if (status == ATT_OK)
            status = att_ingest_refuse(s->kind, s->path, e);
    }
    if (status != ATT_OK) {
        if (e && !e->where[0])
            att_fail(e, status, s->path, "%s", att_str_copy(&s->item, att_str_of(e->what)).p);
        end_file(s);
    }
    return status;
}

static att_status give_json(att_source *s, att_source_item *item, att_error *e)
{
    const char *where = NULL;
    att_str line = {0};
    if (s->layout == UNKNOWN)
        find_layout(s);
    if (s->layout == VALUES) {
        att_status status = next_object(s, &line, &where, e);
        return status == ATT_OK ? give_object(s, line, where, item, e) : status;
    }
    att_status status = next_line(s, &line, e);
    if (status != ATT_OK)
        return status;
    where = att_format(&s->item, "%s:%llu", s->path, (unsigned long long)s->line).p;
    status = read_object(s, line, where, e);
    return status == ATT_OK ? give_object(s, line, where, item, e) : status;
}

static att_status give(att_source *s, att_source_item *item, att_error *e)
{
    att_status status;
    switch (s->kind) {
    case ATT_IS_JSONL:
        return give_json(s, item, e);
    case ATT_IS_WARC:
        status = att_warc_next(s->stream, &s->item, s->options.report_limit, s->path, item, &s->at, e);
        if (status == ATT_OK && item->kind == ATT_IS_HTML && item->bytes.n > s->options.page_limit)
            return att_fail(e, ATT_TOO_LARGE, item->source, "%zu bytes, more than the limit of %zu for an HTML page", item->bytes.n,
                            s->options.page_limit);
        return status;
    default:
        if (s->line++)
            return ATT_NOT_FOUND;
        return give_file(s, item, e);
    }
}

/* Trouble with the stream itself ends the file; trouble with one report does
 * not. */
static bool ends_file(const att_source *s, att_status status)
{
    if (status == ATT_OK || status == ATT_NO_REPORT)
        return false;
    return s->broken || status == ATT_NOT_FOUND || status == ATT_IO || status == ATT_NOMEM || (s->kind != ATT_IS_JSONL && s->kind != ATT_IS_WARC);
}

static att_status next(att_source *s, att_source_item *item, att_error *e)
{
    jmp_buf full;
    if (setjmp(full)) {
        end_file(s);
        return att_fail(e, ATT_NOMEM, NULL, "%s", att_status_words(ATT_NOMEM));
    }
    s->item.full = &full;
    end_item(s);
    for (;;) {
        att_status status;
        if (!s->stream) {
            if (!s->n)
                return ATT_NOT_FOUND;
            status = open_next(s, e);
            if (status != ATT_OK)
                return status;
            continue;
        }
        status = give(s, item, e);
        if (status == ATT_OK)
            return status;
        att_str w; /* a broken stream would say the same again and again */
        if (ends_file(s, status) || att_stream_need(s->stream, s->drop + 1, &w, NULL) != ATT_OK)
            end_file(s);
        if (status != ATT_NOT_FOUND)
            return status;
    }
}

static void keep_record(att_source *s, const char *name)
{
    size_t n = strlen(name), most = sizeof s->record - 1;
    memcpy(s->record, name, n < most ? n + 1 : most);
}

att_status att_source_next(att_source *s, att_source_item *item, att_error *e)
{
    att_error own, *error = e ? e : &own;
    memset(s->record, 0, sizeof s->record);
    *error = (att_error){0};
    att_status status = next(s, item, error);
    bool many = s->kind == ATT_IS_JSONL || s->kind == ATT_IS_WARC;
    if (many && status != ATT_NOT_FOUND)
        keep_record(s, status == ATT_OK ? item->source : error->where);
    return status;
}

att_source_place att_source_where(const att_source *s) { return (att_source_place){s->path, s->record[0] ? s->record : NULL, s->at}; }
uint64_t att_source_taken(const att_source *s) { return s->taken + (s->stream ? att_stream_taken(s->stream) : 0); }
