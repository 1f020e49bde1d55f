/* write/sqlite.c: SQL made from the list of fields.  A form of a field is a column or two, or a table of its own; each is defined, filled
 * from JSON by SQLite's own functions, and turned back into JSON. */
#include "write/sqlite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "record/fields.h"

enum { BATCH = 200, APPLICATION = 0x61747461, LISTS = 16 };

struct att_base {
    char *path;
    sqlite3 *db;
    sqlite3_stmt *cut;             /* a record into its lists */
    sqlite3_stmt *fill[2 * LISTS]; /* what fills the tables */
    int list[2 * LISTS], fills;    /* the list each reads; -1: the record */
    sqlite3_stmt *drop, *next;
    int waiting; /* records since the last commit */
};

/* ---- forms ---------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *form, *type; /* type: of a single column */
    const char *parts[2];    /* of two columns: what is added to the key */
    const char *list;        /* of a table of its own: value, span, actor */
} shape;

static const shape shapes[] = {
    {"STR", "TEXT", {0}, NULL},
    {"TEXT", "TEXT", {0}, NULL},
    {"DAY", "TEXT", {0}, NULL},
    {"NUM", "INTEGER", {0}, NULL},
    {"COUNT", "INTEGER", {0}, NULL},
    {"DECIMAL", "REAL", {0}, NULL},
    {"SCALE", "REAL", {0}, NULL},
    {"COORD", "REAL", {0}, NULL},
    {"SPAN", "INTEGER", {"_start", "_end"}, NULL},
    {"SRC", "INTEGER", {"_start", "_end"}, NULL},
    {"RANGE", "INTEGER", {"_least", "_most"}, NULL},
    {"DATELINE", "TEXT", {"_place", "_date"}, NULL},
    {"STRS", NULL, {0}, "value"},
    {"SECTORS", NULL, {0}, "value"},
    {"SPANS", NULL, {0}, "span"},
    {"MENTIONS", NULL, {0}, "span"},
    {"IDS_a", NULL, {0}, "actor"},
};

static const shape *shape_of(const att_field *f)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strcmp(shapes[i].form, f->form) == 0)
            return &shapes[i];
    return NULL; /* an id */
}

/* The table that an id of form ID_x points into. */
static const char *target_of(const att_field *f)
{
    static const struct {
        char letter;
        const char *table;
    } all[] = {{'a', "actor"}, {'p', "place"}, {'s', "statement"}, {'e', "event"}, {'x', "position"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (f->form[3] == all[i].letter)
            return all[i].table;
    return NULL;
}

static bool is_id(const att_field *f) { return strcmp(f->key, "id") == 0; }
static bool is_of(const att_field *f, const char *table) { return strcmp(f->table, table) == 0; }

#define EACH_FIELD(f, of)                                                                                                                  \
    for (const att_field *f = att_fields; f->table; f++)                                                                                   \
        if (is_of(f, of))

/* ---- tables --------------------------------------------------------------------------------------------------------------------- */

static const char owner[] = "TEXT NOT NULL REFERENCES \"%s\" (id) ON DELETE CASCADE";

static void define_field(att_buf *b, const att_field *f)
{
    const shape *s = shape_of(f);
    if (is_id(f))
        att_buf_format(b, ", id TEXT NOT NULL UNIQUE");
    else if (!s)
        att_buf_format(b, ", \"%s\" TEXT REFERENCES \"%s\" (id) DEFERRABLE INITIALLY DEFERRED", f->key, target_of(f));
    else
        for (int i = 0; !s->list && i < 2 && (i == 0 || s->parts[i]); i++)
            att_buf_format(b, ", \"%s%s\" %s", f->key, s->parts[i] ? s->parts[i] : "", s->type);
}

static void define_list(att_buf *b, const att_field *f)
{
    static const struct {
        const char *list, *columns;
    } all[] = {{"value", "value TEXT NOT NULL"},
               {"span", "start INTEGER NOT NULL, \"end\" INTEGER NOT NULL"},
               {"actor", "actor TEXT NOT NULL REFERENCES actor (id) DEFERRABLE INITIALLY DEFERRED"}};
    const shape *s = shape_of(f);
    for (size_t i = 0; s && s->list && i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].list, s->list) == 0) {
            /* the list of an actor's event is called event, that of an event's actors actor: the owner is `of` */
            att_buf_format(b, "CREATE TABLE \"%s_%s\" (of ", f->table, f->key);
            att_buf_format(b, owner, f->table);
            att_buf_format(b, ", number INTEGER NOT NULL, %s, PRIMARY KEY (of, number)) STRICT, WITHOUT ROWID;\n", all[i].columns);
            if (strcmp(s->list, "actor") == 0)
                att_buf_format(b, "CREATE INDEX \"%s_%s_actor\" ON \"%s_%s\" (actor);\n", f->table, f->key, f->table, f->key);
        }
}

static void define_indexes(att_buf *b, const char *table)
{
    EACH_FIELD(f, table)
    if (!shape_of(f) && !is_id(f))
        att_buf_format(b, "CREATE INDEX \"%s_%s\" ON \"%s\" (\"%s\");\n", table, f->key, table, f->key);
}

static void define_table(att_buf *b, const char *table)
{
    bool report = strcmp(table, "report") == 0;
    att_buf_format(b, "CREATE TABLE \"%s\" (number INTEGER %s", table, report ? "PRIMARY KEY" : "NOT NULL, report ");
    if (!report)
        att_buf_format(b, owner, "report");
    EACH_FIELD(f, table)
    define_field(b, f);
    att_buf_format(b, "%s) STRICT;\n", report ? "" : ", PRIMARY KEY (report, number)");
    define_indexes(b, table);
    EACH_FIELD(f, table)
    define_list(b, f);
}

static const char extras[] =
    "CREATE INDEX report_story ON report (story);\n"
    "CREATE INDEX report_published ON report (published);\n"
    "CREATE INDEX event_occurrence ON event (occurrence);\n"
    "CREATE INDEX event_days ON event (\"from\", \"to\");\n"
    "CREATE VIRTUAL TABLE report_search USING fts5 (title, text, content = report, content_rowid = number, tokenize = 'unicode61 "
    "remove_diacritics 2');\n"
    "CREATE TRIGGER report_search_add AFTER INSERT ON report BEGIN\n"
    "  INSERT INTO report_search (rowid, title, text) VALUES (new.number, new.title, new.text); END;\n"
    "CREATE TRIGGER report_search_drop AFTER DELETE ON report BEGIN\n"
    "  INSERT INTO report_search (report_search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text); END;\n"
    "CREATE TRIGGER report_search_change AFTER UPDATE ON report BEGIN\n"
    "  INSERT INTO report_search (report_search, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);\n"
    "  INSERT INTO report_search (rowid, title, text) VALUES (new.number, new.title, new.text); END;\n"
    "CREATE TABLE codebook (\"table\" TEXT NOT NULL, field TEXT NOT NULL, form TEXT NOT NULL, meaning TEXT NOT NULL, PRIMARY KEY "
    "(\"table\", field)) STRICT;\n";

/* ---- the view that gives records back ---------------------------------------------------------------------------------------------- */

static void give_list(att_buf *b, const att_field *f, const shape *s, const char *row)
{
    bool span = strcmp(s->list, "span") == 0, actor = strcmp(s->list, "actor") == 0;
    att_buf_format(b, "json((SELECT json_group_array(%s) FROM (SELECT * FROM \"%s_%s\" WHERE of = %s.id ORDER BY number)))",
                   span    ? "json_array(start, \"end\")"
                   : actor ? "substr(actor, instr(actor, '#') + 1)"
                           : "value",
                   f->table, f->key, row);
}

static void give_pair(att_buf *b, const att_field *f, const shape *s, const char *row)
{
    if (strcmp(f->form, "DATELINE") == 0)
        att_buf_format(b,
                       "json(CASE WHEN coalesce(%s.dateline_place, %s.dateline_date) IS NOT NULL THEN json_object('place', "
                       "%s.dateline_place, 'date', %s.dateline_date) END)",
                       row, row, row, row);
    else
        att_buf_format(b, "json(CASE WHEN %s.\"%s%s\" IS NOT NULL THEN json_array(%s.\"%s%s\", %s.\"%s%s\") END)", row, f->key, s->parts[0],
                       row, f->key, s->parts[0], row, f->key, s->parts[1]);
}

static void give_field(att_buf *b, const att_field *f, const char *row, bool first)
{
    const shape *s = shape_of(f);
    att_buf_format(b, "%s'%s', ", first ? "" : ", ", f->key);
    if (!s)
        att_buf_format(b, "substr(%s.\"%s\", instr(%s.\"%s\", '#') + 1)", row, f->key, row, f->key);
    else if (s->list)
        give_list(b, f, s, row);
    else if (s->parts[0])
        give_pair(b, f, s, row);
    else
        att_buf_format(b, "%s.\"%s\"", row, f->key);
}

static void give_table(att_buf *b, const att_field_table *t)
{
    att_buf_format(b, ",\n  '%s', json((SELECT json_group_array(", t->list);
    if (strcmp(t->table, "sentence") == 0)
        att_buf_format(b, "json_array(t.start, t.\"end\"");
    else {
        bool first = true;
        att_buf_format(b, "json_object(");
        EACH_FIELD(f, t->table)
        {
            give_field(b, f, "t", first);
            first = false;
        }
    }
    att_buf_format(b, ")) FROM (SELECT * FROM \"%s\" WHERE report = r.id ORDER BY number) AS t))", t->table);
}

static void define_view(att_buf *b)
{
    bool first = true;
    att_buf_format(b, "CREATE VIEW record AS SELECT r.number, r.id, json_object(\n  ");
    EACH_FIELD(f, "report")
    {
        give_field(b, f, "r", first);
        first = false;
    }
    for (const att_field_table *t = att_field_tables; t->table; t++)
        give_table(b, t);
    att_buf_format(b, ") AS json FROM report AS r;\n");
}

static att_str schema_of(att_arena *a)
{
    att_buf b = {.arena = a};
    define_table(&b, "report");
    for (const att_field_table *t = att_field_tables; t->table; t++)
        define_table(&b, t->table);
    att_buf_add(&b, att_str_of(extras));
    define_view(&b);
    att_buf_char(&b, 0);
    return att_buf_str(&b);
}

/* ---- what fills the tables: ?1 the report's id, ?2 JSON of the list (of the record, for the report itself) ----------------------------
 */

static void take_field(att_buf *b, const att_field *f, const char *from)
{
    const shape *s = shape_of(f);
    if (!s && f->form[0] == 'I')
        att_buf_format(b, ", ?1 || '#' || (%s ->> '$.%s')", from, f->key);
    else if (strcmp(f->form, "DATELINE") == 0)
        att_buf_format(b, ", %s ->> '$.dateline.place', %s ->> '$.dateline.date'", from, from);
    else if (s->parts[0])
        att_buf_format(b, ", %s ->> '$.%s[0]', %s ->> '$.%s[1]'", from, f->key, from, f->key);
    else if (!s->list)
        att_buf_format(b, ", %s ->> '$.%s'", from, f->key);
}

static void fill_table(att_buf *b, const char *table)
{
    if (strcmp(table, "sentence") == 0) {
        att_buf_format(b, "INSERT INTO sentence SELECT key, ?1, value ->> 0, value ->> 1 FROM json_each(?2)");
        return;
    }
    bool report = strcmp(table, "report") == 0;
    att_buf_format(b, "INSERT INTO \"%s\" SELECT %s", table, report ? "NULL" : "key, ?1");
    EACH_FIELD(f, table)
    take_field(b, f, report ? "?2" : "value");
    if (!report)
        att_buf_format(b, " FROM json_each(?2)");
}

/* False when the field is no list. */
static bool fill_list(att_buf *b, const att_field *f)
{
    const shape *s = shape_of(f);
    if (!s || !s->list)
        return false;
    bool report = is_of(f, "report");
    const char *value = strcmp(s->list, "span") == 0    ? "i.value ->> 0, i.value ->> 1"
                        : strcmp(s->list, "actor") == 0 ? "?1 || '#' || i.value"
                                                        : "i.value";
    att_buf_format(b, "INSERT INTO \"%s_%s\" SELECT %s, i.key, %s FROM ", f->table, f->key,
                   report ? "?1" : "?1 || '#' || (t.value ->> '$.id')", value);
    if (report)
        att_buf_format(b, "json_each(?2, '$.%s') AS i", f->key);
    else
        att_buf_format(b, "json_each(?2) AS t, json_each(t.value, '$.%s') AS i", f->key);
    return true;
}

/* ---- the database ----------------------------------------------------------------------------------------------------------------------
 */

static att_status failed(att_base *b, att_error *e)
{
    return att_fail(e, ATT_IO, b->path, "the database cannot be used: %s", b->db ? sqlite3_errmsg(b->db) : "no memory");
}

static bool run(att_base *b, const char *sql) { return sqlite3_exec(b->db, sql, NULL, NULL, NULL) == SQLITE_OK; }

static bool prepare(att_base *b, att_str sql, sqlite3_stmt **out)
{
    return sqlite3_prepare_v3(b->db, sql.p, (int)sql.n, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK;
}

static int number_of(att_base *b, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int n = -1;
    if (sqlite3_prepare_v2(b->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        n = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return n;
}

static bool fill_codebook(att_base *b)
{
    sqlite3_stmt *s = NULL;
    bool good = prepare(b, ATT_STR("INSERT INTO codebook VALUES (?1, ?2, ?3, ?4)"), &s);
    for (const att_field *f = att_fields; f->table && good; f++) {
        const char *cell[] = {f->table, f->key, f->form, f->meaning};
        for (int i = 0; i < 4; i++)
            sqlite3_bind_text(s, i + 1, cell[i], -1, SQLITE_STATIC);
        good = sqlite3_step(s) == SQLITE_DONE;
        sqlite3_reset(s);
    }
    sqlite3_finalize(s);
    return good;
}

/* The schema's own number: a database made from another list of fields has another. */
static int version_of(att_str schema) { return (int)(att_hash(schema) & 0x7FFFFFFF); }

static bool make_tables(att_base *b, att_str schema)
{
    char marks[128];
    snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d;", APPLICATION, version_of(schema));
    return run(b, "BEGIN IMMEDIATE") && run(b, schema.p) && fill_codebook(b) && run(b, marks) && run(b, "COMMIT");
}

static att_status open_tables(att_base *b, bool to_write, att_arena *a, att_error *e)
{
    att_str schema = schema_of(a);
    int there = number_of(b, "SELECT count(*) FROM sqlite_schema");
    if (there < 0)
        return failed(b, e);
    if (there == 0 && to_write)
        return make_tables(b, schema) ? ATT_OK : failed(b, e);
    if (number_of(b, "PRAGMA application_id") != APPLICATION)
        return att_fail(e, ATT_IO, b->path, "a database, but none of attache");
    if (number_of(b, "PRAGMA user_version") != version_of(schema))
        return att_fail(e, ATT_IO, b->path, "made by an attache with other fields; write a new database");
    return ATT_OK;
}

static bool prepare_fill(att_base *b, att_str sql, int list)
{
    ATT_ASSERT(b->fills < 2 * LISTS);
    b->list[b->fills] = list;
    return prepare(b, sql, &b->fill[b->fills++]);
}

static bool prepare_table(att_base *b, att_arena *a, const char *table, int list)
{
    att_buf sql = {.arena = a};
    fill_table(&sql, table);
    if (!prepare_fill(b, att_buf_str(&sql), list))
        return false;
    EACH_FIELD(f, table)
    {
        att_buf more = {.arena = a};
        if (fill_list(&more, f) && !prepare_fill(b, att_buf_str(&more), list))
            return false;
    }
    return true;
}

static bool prepare_all(att_base *b, att_arena *a)
{
    att_buf cut = {.arena = a};
    att_buf_format(&cut, "SELECT ?1 ->> '$.id'");
    bool good = prepare_table(b, a, "report", -1);
    for (int i = 0; att_field_tables[i].table && good; i++) {
        att_buf_format(&cut, ", ?1 -> '$.%s'", att_field_tables[i].list);
        good = prepare_table(b, a, att_field_tables[i].table, i);
    }
    return good && prepare(b, att_buf_str(&cut), &b->cut) && prepare(b, ATT_STR("DELETE FROM report WHERE id = ?1"), &b->drop);
}

att_status att_base_open(const char *path, bool to_write, att_base **out, att_error *e)
{
    att_base *b = calloc(1, sizeof *b);
    att_arena a;
    ATT_ASSERT(b);
    b->path = strdup(path);
    att_arena_open(&a, 0);
    int flags = to_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    att_status s = sqlite3_open_v2(path, &b->db, flags, NULL) == SQLITE_OK && run(b, "PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000")
                       ? ATT_OK
                       : failed(b, e);
    if (s == ATT_OK)
        s = open_tables(b, to_write, &a, e);
    if (s == ATT_OK && !(to_write ? prepare_all(b, &a) : prepare(b, ATT_STR("SELECT json FROM record ORDER BY number"), &b->next)))
        s = failed(b, e);
    att_arena_close(&a);
    if (s != ATT_OK)
        att_base_close(b, NULL);
    else
        *out = b;
    return s;
}

/* ---- adding ---------------------------------------------------------------------------------------------------------------------------
 */

static bool fill_all(att_base *b, att_str record)
{
    for (int i = 0; i < b->fills; i++) {
        sqlite3_stmt *s = b->fill[i];
        sqlite3_bind_value(s, 1, sqlite3_column_value(b->cut, 0));
        if (b->list[i] < 0)
            sqlite3_bind_text(s, 2, record.p, (int)record.n, SQLITE_STATIC);
        else
            sqlite3_bind_value(s, 2, sqlite3_column_value(b->cut, b->list[i] + 1));
        bool good = sqlite3_step(s) == SQLITE_DONE;
        sqlite3_reset(s);
        sqlite3_clear_bindings(s);
        if (!good)
            return false;
    }
    return true;
}

static bool drop_old(att_base *b)
{
    sqlite3_bind_value(b->drop, 1, sqlite3_column_value(b->cut, 0));
    bool good = sqlite3_step(b->drop) == SQLITE_DONE;
    sqlite3_reset(b->drop);
    return good;
}

static bool commit(att_base *b)
{
    bool good = !b->waiting || run(b, "COMMIT");
    b->waiting = 0;
    return good;
}

att_status att_base_add(att_base *b, att_str record, att_error *e)
{
    if (!b->waiting && !run(b, "BEGIN IMMEDIATE"))
        return failed(b, e);
    b->waiting++;
    sqlite3_bind_text(b->cut, 1, record.p, (int)record.n, SQLITE_STATIC);
    bool good = sqlite3_step(b->cut) == SQLITE_ROW && drop_old(b) && fill_all(b, record);
    att_status s = good ? ATT_OK : failed(b, e);
    sqlite3_reset(b->cut);
    if (s == ATT_OK && b->waiting >= BATCH && !commit(b))
        s = failed(b, e);
    if (s != ATT_OK && !sqlite3_get_autocommit(b->db))
        run(b, "ROLLBACK");
    if (s != ATT_OK)
        b->waiting = 0;
    return s;
}

att_status att_base_next(att_base *b, att_str *record, att_error *e)
{
    int step = sqlite3_step(b->next);
    if (step == SQLITE_DONE)
        return ATT_NOT_FOUND;
    if (step != SQLITE_ROW)
        return failed(b, e);
    *record = (att_str){(const char *)sqlite3_column_text(b->next, 0), (size_t)sqlite3_column_bytes(b->next, 0)};
    return ATT_OK;
}

att_status att_base_close(att_base *b, att_error *e)
{
    if (!b)
        return ATT_OK;
    att_status s = commit(b) ? ATT_OK : failed(b, e);
    sqlite3_finalize(b->cut);
    sqlite3_finalize(b->drop);
    sqlite3_finalize(b->next);
    for (int i = 0; i < b->fills; i++)
        sqlite3_finalize(b->fill[i]);
    sqlite3_close(b->db);
    free(b->path);
    free(b);
    return s;
}
