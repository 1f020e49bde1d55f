/* cli/units.c */
#include "cli/units.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const uint64_t ROW_BYTES = (uint64_t)64 << 20; /* of small files in one unit */
enum { ROW_FILES = 1024, ROW_CUT = 256 };             /* at most; one name in ROW_CUT ends a row */

/* ---- small files ------------------------------------------------------------------------------------------------------------------ */

cli_name cli_name_of(const char *folder, const char *name, const char *suffix)
{
    cli_name n;
    snprintf(n.p, sizeof n.p, "%s/%s%s", folder, name, suffix);
    return n;
}

static bool write_whole(const char *path, att_str text)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        return false;
    bool good = fwrite(text.p, 1, text.n, f) == text.n && fflush(f) == 0 && fsync(fileno(f)) == 0;
    int why = errno;
    good = fclose(f) == 0 && good;
    errno = why;
    return good;
}

bool cli_keep_file(const char *path, att_str text)
{
    char beside[4300];
    snprintf(beside, sizeof beside, "%s.%ld.part", path, (long)getpid());
    if (write_whole(beside, text) && rename(beside, path) == 0)
        return true;
    cli_complain("%s: cannot be written: %s", path, strerror(errno));
    unlink(beside);
    return false;
}

bool cli_read_file(att_arena *a, const char *path, att_str *out)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    att_buf b = {.arena = a};
    char piece[1 << 14];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        att_buf_add(&b, (att_str){piece, n});
    bool good = !ferror(f);
    fclose(f);
    *out = b.n ? att_buf_str(&b) : (att_str){"", 0};
    return good;
}

/* ---- the walk --------------------------------------------------------------------------------------------------------------------- */

static void *grown(void *p, uint32_t n, size_t size)
{
    if (n & (n - 1)) /* room doubles at each power of two */
        return p;
    p = realloc(p, (n ? (size_t)n * 2 : 1) * size);
    ATT_ASSERT(p);
    return p;
}

static cli_unit *add_unit(cli_units *u)
{
    u->unit = grown(u->unit, u->n, sizeof *u->unit);
    u->unit[u->n] = (cli_unit){.paths = 0};
    return &u->unit[u->n++];
}

static bool add_file(cli_units *u, const char *path)
{
    u->path = grown(u->path, u->files, sizeof *u->path);
    u->path[u->files] = strdup(path);
    ATT_ASSERT(u->path[u->files]);
    u->files++;
    return true;
}

static bool walk(cli_units *u, char *const *path, int paths)
{
    att_source *s = cli_source(path, paths, &(att_source_options){0});
    att_error error;
    const char *file;
    bool good = s != NULL;
    for (att_status status; s && (status = att_source_next_path(s, &file, &error)) != ATT_NOT_FOUND;) {
        if (status != ATT_OK)
            cli_print_error(&error);
        good = good && status == ATT_OK && add_file(u, file);
    }
    att_source_close(s);
    return good;
}

static bool ends_row(const cli_unit *unit, const char *path)
{
    const char *slash = strrchr(path, '/');
    return unit->bytes >= ROW_BYTES || unit->paths >= ROW_FILES || att_hash(att_str_of(slash ? slash + 1 : path)) % ROW_CUT == 0;
}

static void name_unit(cli_unit *unit, att_blake2b *hash)
{
    uint8_t out[16];
    att_blake2b_close(hash, out);
    for (int i = 0; i < 16; i++)
        snprintf(unit->name + 2 * i, 3, "%02x", out[i]);
}

static void add_to_name(att_blake2b *hash, const char *path, const struct stat *info)
{
    char text[64];
    snprintf(text, sizeof text, "%lld %lld.%09ld\n", (long long)info->st_size, (long long)info->st_mtim.tv_sec, info->st_mtim.tv_nsec);
    att_blake2b_add(hash, (att_str){path, strlen(path) + 1});
    att_blake2b_add(hash, att_str_of(text));
}

static bool cut(cli_units *u)
{
    att_blake2b hash;
    cli_unit *unit = NULL;
    for (uint32_t i = 0; i < u->files; i++) {
        struct stat info;
        if (stat(u->path[i], &info) != 0) {
            cli_complain("%s: cannot be opened: %s", u->path[i], strerror(errno));
            return false;
        }
        if (unit && unit->bytes + (uint64_t)info.st_size > ROW_BYTES) { /* a large file stands alone */
            name_unit(unit, &hash);
            unit = NULL;
        }
        if (!unit) {
            unit = add_unit(u);
            unit->path = &u->path[i];
            att_blake2b_open(&hash, 16);
        }
        unit->paths++;
        unit->bytes += (uint64_t)info.st_size;
        add_to_name(&hash, u->path[i], &info);
        if (ends_row(unit, u->path[i]) || i + 1 == u->files) {
            name_unit(unit, &hash);
            unit = NULL;
        }
    }
    return true;
}

bool cli_units_find(cli_units *u, char *const *path, int paths)
{
    *u = (cli_units){0};
    for (int i = 0; i < paths; i++)
        if (strcmp(path[i], "-") == 0) {
            cli_complain("--out-dir reads files and folders: what comes through standard input cannot be read again");
            return false;
        }
    return walk(u, path, paths) && cut(u);
}

void cli_units_free(cli_units *u)
{
    for (uint32_t i = 0; i < u->files; i++)
        free(u->path[i]);
    free(u->path);
    free(u->unit);
    *u = (cli_units){0};
}

/* ---- the manifest ------------------------------------------------------------------------------------------------------------------ */

static const char HEAD[] = "unit\tpath\n";

bool cli_units_keep(const cli_units *u, const char *folder)
{
    cli_name name = cli_name_of(folder, "manifest", ".tsv");
    att_arena a;
    att_arena_open(&a, 0);
    att_buf b = {.arena = &a};
    att_buf_add(&b, att_str_of(HEAD));
    for (uint32_t i = 0; i < u->n; i++)
        for (int k = 0; k < u->unit[i].paths; k++)
            att_buf_format(&b, "%s\t%s\n", u->unit[i].name, u->unit[i].path[k]);
    att_str now = att_buf_str(&b), before;
    bool same = cli_read_file(&a, name.p, &before) && att_str_eq(now, before);
    bool good = same || cli_keep_file(name.p, now);
    att_arena_close(&a);
    return good;
}

bool cli_units_read(cli_units *u, const char *folder)
{
    *u = (cli_units){0};
    cli_name name = cli_name_of(folder, "manifest", ".tsv");
    att_arena a;
    att_arena_open(&a, 0);
    att_str rest, line;
    bool good = cli_read_file(&a, name.p, &rest) && att_str_starts(rest, HEAD);
    if (!good)
        cli_complain("%s: no manifest of a run: is this the folder of read --out-dir?", name.p);
    for (bool head = true; good && att_str_split(&rest, '\n', &line); head = false) {
        att_str unit;
        if (head || !line.n || !att_str_split(&line, '\t', &unit) || unit.n != 32)
            continue;
        if (u->n && memcmp(u->unit[u->n - 1].name, unit.p, 32) == 0)
            continue;
        memcpy(add_unit(u)->name, unit.p, 32);
    }
    att_arena_close(&a);
    return good;
}
