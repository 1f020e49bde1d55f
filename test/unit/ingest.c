/* What bytes are, charsets and the way back from their text, and the walk over files. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>
#include <zstd.h>

#include "ingest/ingest.h"

static int failed;
static att_arena arena;

static void check(bool good, const char *name, const char *why)
{
    if (good)
        printf("ok ingest: %s\n", name);
    else
        printf("not ok ingest: %s: %s\n", name, why);
    failed += !good;
}

/* ---- what bytes are ------------------------------------------------------------------------------------------------------- */

#define BYTES(s)                                                                                                                           \
    {                                                                                                                                      \
        "" s, sizeof(s) - 1                                                                                                                \
    }
static void run_kinds(void)
{
    static const struct {
        const char *name;
        att_str bytes;
        att_ingest_kind kind;
        att_status status;
    } all[] = {
        {"nothing", BYTES(""), ATT_IS_EMPTY, ATT_NO_REPORT},
        {"blanks", BYTES(" \r\n\t"), ATT_IS_EMPTY, ATT_NO_REPORT},
        {"a sentence", BYTES("Kenya accused Uganda."), ATT_IS_TEXT, ATT_OK},
        {"a sentence with < and >", BYTES("Prices rose (1 < 2 > 1) & fell."), ATT_IS_TEXT, ATT_OK},
        {"a doctype", BYTES("\xEF\xBB\xBF\n<!DOCTYPE html><p>x"), ATT_IS_HTML, ATT_OK},
        {"a piece of a page", BYTES("<p>One.</p><p>Two.</p>"), ATT_IS_HTML, ATT_OK},
        {"a page in UTF-16", BYTES("\xFF\xFE<\0h\0t\0m\0l\0>\0<\0p\0>\0x\0"), ATT_IS_HTML, ATT_OK},
        {"UTF-16 without a mark", BYTES("T\0h\0e\0 \0a\0r\0m\0y\0 \0l\0e\0f\0t\0.\0"), ATT_IS_TEXT, ATT_OK},
        {"JSON Lines", BYTES("{\"text\": \"x\"}\n{\"text\": \"y\"}"), ATT_IS_JSONL, ATT_OK},
        {"CoNLL-U", BYTES("# text = x\n1\tx\tx\tX\t_\t_\t0\troot\t_\t_\n"), ATT_IS_CONLLU, ATT_OK},
        {"WARC", BYTES("WARC/1.0\r\nWARC-Type: response\r\n"), ATT_IS_WARC, ATT_OK},
        {"gzip", BYTES("\x1F\x8B\x08\0\0"), ATT_IS_GZIP, ATT_OK},
        {"zstd", BYTES("\x28\xB5\x2F\xFDxx"), ATT_IS_ZSTD, ATT_OK},
        {"PDF", BYTES("%PDF-1.7\n"), ATT_IS_PDF, ATT_BAD_INPUT},
        {"DOCX", BYTES("PK\x03\x04zzzzzzzz[Content_Types].xml"), ATT_IS_DOCX, ATT_BAD_INPUT},
        {"ZIP", BYTES("PK\x03\x04zzzzzzzzreport.txt"), ATT_IS_ZIP, ATT_BAD_INPUT},
        {"PNG", BYTES("\x89PNG\r\n\x1A\n...."), ATT_IS_IMAGE, ATT_BAD_INPUT},
        {"WebP", BYTES("RIFF\x10\0\0\0WEBPVP8 "), ATT_IS_IMAGE, ATT_BAD_INPUT},
        {"SQLite", BYTES("SQLite format 3\0...."), ATT_IS_SQLITE, ATT_BAD_INPUT},
        {"a program",
         BYTES("\x7F"
               "ELF\x02\x01\x01"),
         ATT_IS_PROGRAM, ATT_BAD_INPUT},
        {"noise", BYTES("\x01\x02\x03\x04\0\0\0\x05\x06\x07\x0E\x0F\x10\x11"), ATT_IS_BINARY, ATT_BAD_INPUT},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        att_ingest_kind got = att_ingest_kind_of(all[i].bytes);
        att_error e = {0};
        att_status status = att_ingest_refuse(got, "x", &e);
        bool told = status == ATT_OK || e.what[0];
        check(got == all[i].kind && status == all[i].status && told, all[i].name, att_ingest_kind_name(got));
    }
}

/* ---- charsets --------------------------------------------------------------------------------------------------------------- */

/* Each character's source is where the next one's begins, and all bytes are spoken for. */
static bool map_is_whole(const att_decoded *d, att_str bytes)
{
    uint32_t end = d->skipped;
    for (size_t at = 0, n; at < d->text.n; at += n) {
        att_utf8_at(d->text, at, &n);
        att_src s = att_decoded_source(d, (uint32_t)at, (uint32_t)n);
        if (s.at != end || !s.n)
            return false;
        end = s.at + s.n;
    }
    return end == bytes.n;
}

static void run_charsets(void)
{
    static const struct {
        const char *name;
        att_str bytes;
        const char *transport, *text, *charset;
        uint32_t bad;
    } all[] = {
        {"UTF-8", BYTES("M\xC3\xA9rida \xE2\x80\x94 ok"), NULL, "Mérida — ok", "utf-8", 0},
        {"UTF-8 with a mark", BYTES("\xEF\xBB\xBFM\xC3\xA9rida"), NULL, "Mérida", "utf-8", 0},
        {"UTF-8 said to be Latin-1", BYTES("M\xC3\xA9rida"), "iso-8859-1", "Mérida", "utf-8", 0},
        {"one stray byte in UTF-8", BYTES("M\xC3\xA9rida \xE9 M\xC3\xA9rida"), "utf-8", "Mérida \xEF\xBF\xBD Mérida", "utf-8", 1},
        {"latin1 is windows-1252",
         BYTES("\x93"
               "Caf\xE9\x94 \x96 \x80"),
         "latin1", "“Café” – €", "windows-1252", 0},
        {"undeclared windows-1252", BYTES("it\x92s"), NULL, "it’s", "windows-1252", 0},
        {"a byte that windows-1252 lacks", BYTES("a\x81z\xE9"), "windows-1252", "a\xEF\xBF\xBDzé", "windows-1252", 1},
        {"charset of a meta tag", BYTES("<meta charset=windows-1251>\xCC\xE8\xF0"), NULL, "<meta charset=windows-1251>Мир", "windows-1251",
         0},
        {"charset of an old meta tag", BYTES("<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">\xED"), NULL,
         "<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">М", "koi8-r", 0},
        {"gb2312 is gbk", BYTES("\x96\x46\xD6\xD0"), "gb2312", "朏中", "gbk", 0},
        {"shift_jis is cp932", BYTES("\x87\x40\x93\xFA"), "shift_jis", "①日", "shift_jis", 0},
        {"euc-kr is cp949", BYTES("\x8C\x63\xB0\xA1"), "euc-kr", "똠가", "euc-kr", 0},
        {"a broken pair in euc-kr", BYTES("\xB0\xA1\xFF\xB0\xA1"), "euc-kr", "가\xEF\xBF\xBD가", "euc-kr", 1},
        {"iso-2022-jp", BYTES("\x1B$B\x46|\x4B\x5C\x1B(B."), "iso-2022-jp", "日本.", "iso-2022-jp", 0},
        {"UTF-16 with a mark", BYTES("\xFF\xFEh\0\xE9\0=\xD8\0\xDE"), NULL, "hé😀", "utf-16le", 0},
        {"UTF-16, big end first", BYTES("\xFE\xFF\0h\0\xE9"), NULL, "hé", "utf-16be", 0},
        {"half a pair in UTF-16", BYTES("\xFF\xFE\0\xD8h\0z"), NULL, "\xEF\xBF\xBDh\xEF\xBF\xBD", "utf-16le", 2},
        {"the euro sign in gbk", BYTES("\x80\xD6\xD0"), "gb2312", "€中", "gbk", 0},
        {"a broken pair in gbk", BYTES("\xD6\xD0\xFF\xD6\xD0\xD6"), "gb2312", "中\xEF\xBF\xBD中\xEF\xBF\xBD", "gbk", 2},
        {"a broken pair in shift_jis", BYTES("\x93\xFA\x93\x20\x93\xFA"), "sjis", "日\xEF\xBF\xBD 日", "shift_jis", 1},
        {"a vendor's sign in euc-jp", BYTES("\xAD\xA1\xC6\xFC"), "euc-jp", "①日", "euc-jp", 0},
        {"big5 with the signs of Hong Kong", BYTES("\xA4\xA4\xFA\x40"), "big5", "中𠕇", "big5", 0},
        {"koi8-u", BYTES("\xED\xA6"), "koi8-u", "Мі", "koi8-u", 0},
        {"windows-1252 that says it is UTF-8", BYTES("<meta charset=utf-8>it\x92s a caf\xE9"), NULL, "<meta charset=utf-8>it’s a café",
         "windows-1252", 0},
        {"windows-1251 that says it is UTF-8, with a chance pair",
         BYTES("<meta charset=utf-8>\xD0\xB8\xEF\xEF\xEF\xEF\xEF\xEF\xEF\xEF\xEF"), NULL, "<meta charset=utf-8>Ð¸ïïïïïïïïï", "windows-1252",
         0},
        {"the transport before the page", BYTES("<meta charset=koi8-r>\xCC\xE8\xF0"), "windows-1251", "<meta charset=koi8-r>Мир",
         "windows-1251", 0},
        {"the first declaration of a page", BYTES("<meta charset=windows-1251><meta charset=koi8-r>\xCC\xE8\xF0"), NULL,
         "<meta charset=windows-1251><meta charset=koi8-r>Мир", "windows-1251", 0},
        {"one that is commented out", BYTES("<!-- <meta charset=koi8-r> --><meta charset=windows-1251>\xCC\xE8\xF0"), NULL,
         "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>Мир", "windows-1251", 0},
        {"an XML declaration", BYTES("<?xml version='1.0' encoding='windows-1251'?><p>\xCC"), NULL,
         "<?xml version='1.0' encoding='windows-1251'?><p>М", "windows-1251", 0},
        {"a page that can say UTF-16 is none", BYTES("<meta charset=utf-16>M\xC3\xA9rida"), NULL, "<meta charset=utf-16>Mérida", "utf-8",
         0},
        {"UTF-16 without a mark", BYTES("<\0p\0>\0h\0\xE9\0 \0h\0i\0"), NULL, "<p>hé hi", "utf-16le", 0},
        {"UTF-16 without a mark, big end first", BYTES("\0<\0p\0>\0h\0\xE9\0 \0h\0i"), NULL, "<p>hé hi", "utf-16be", 0},
        {"UTF-8 cut within a character", BYTES("M\xC3\xA9rida \xE2\x80"), "utf-8", "Mérida \xEF\xBF\xBD\xEF\xBF\xBD", "utf-8", 2},
        {"overlong and beyond the last", BYTES("\xC3\xA9\xC0\xAF\xF4\x90\x80\x80"), "utf-8",
         "é\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "utf-8", 6},
        {"an unknown label", BYTES("M\xE9rida"), "x-nonsense", "Mérida", "windows-1252", 0},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        att_decoded d;
        att_decode(&arena, all[i].bytes, all[i].transport ? att_str_of(all[i].transport) : ATT_STR(""), true, &d);
        bool good = att_str_is(d.text, all[i].text) && !strcmp(d.charset, all[i].charset) && d.bad == all[i].bad && att_utf8_valid(d.text);
        bool stateful = !strcmp(d.charset, "iso-2022-jp"); /* escapes belong to no character of their own */
        good = good && (stateful || map_is_whole(&d, all[i].bytes));
        check(good, all[i].name, att_format(&arena, "%s: %.*s, %u bad", d.charset, ATT_STR_ARG(d.text), d.bad).p);
    }
}

/* The labels of the web (encoding.spec.whatwg.org) that are easily missed, and what each means. */
static void run_labels(void)
{
    static const char *const all[][2] = {{"Latin1", "windows-1252"},
                                         {" ASCII ", "windows-1252"},
                                         {"iso-8859-1", "windows-1252"},
                                         {"ISO_8859-1:1987", "windows-1252"},
                                         {"cp819", "windows-1252"},
                                         {"x-user-defined", "windows-1252"},
                                         {"iso-8859-9", "windows-1254"},
                                         {"iso_8859-9:1989", "windows-1254"},
                                         {"iso-8859-11", "windows-874"},
                                         {"tis-620", "windows-874"},
                                         {"GB2312", "gbk"},
                                         {"chinese", "gbk"},
                                         {"gb_2312-80", "gbk"},
                                         {"gb18030", "gb18030"},
                                         {"big5-hkscs", "big5"},
                                         {"x-x-big5", "big5"},
                                         {"x-sjis", "shift_jis"},
                                         {"ms_kanji", "shift_jis"},
                                         {"windows-31j", "shift_jis"},
                                         {"ks_c_5601-1987", "euc-kr"},
                                         {"windows-949", "euc-kr"},
                                         {"x-euc-jp", "euc-jp"},
                                         {"csiso2022jp", "iso-2022-jp"},
                                         {"koi", "koi8-r"},
                                         {"koi8-ru", "koi8-u"},
                                         {"mac", "macintosh"},
                                         {"x-mac-ukrainian", "x-mac-cyrillic"},
                                         {"cp866", "ibm866"},
                                         {"x-cp1251", "windows-1251"},
                                         {"logical", "iso-8859-8"},
                                         {"visual", "iso-8859-8"},
                                         {"csiso88596e", "iso-8859-6"},
                                         {"iso_8859-7:1987", "iso-8859-7"},
                                         {"l9", "iso-8859-15"},
                                         {"unicode-1-1-utf-8", "utf-8"},
                                         {"UTF8", "utf-8"},
                                         {"unicode", "utf-16le"},
                                         {"ucs-2", "utf-16le"},
                                         {"utf-16", "utf-16le"},
                                         {"unicodefffe", "utf-16be"},
                                         {"utf-7", NULL},
                                         {"", NULL}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *got = att_charset_of_label(att_str_of(all[i][0]));
        check(got ? all[i][1] && !strcmp(got, all[i][1]) : !all[i][1], all[i][0], got ? got : "unknown");
    }
}

/* ---- files -------------------------------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/attache-ingest-XXXXXX";

static const char *put(const char *name, att_str bytes)
{
    const char *path = att_format(&arena, "%s/%s", folder, name).p;
    FILE *f = fopen(path, "wb");
    if (f) {
        fwrite(bytes.p, 1, bytes.n, f);
        fclose(f);
    }
    return path;
}

static att_str gzip(att_str s)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t room = libdeflate_gzip_compress_bound(c, s.n);
    char *p = att_alloc(&arena, room);
    size_t n = libdeflate_gzip_compress(c, s.p, s.n, p, room);
    libdeflate_free_compressor(c);
    return (att_str){p, n};
}

static att_str zstd(att_str s)
{
    size_t room = ZSTD_compressBound(s.n);
    char *p = att_alloc(&arena, room);
    return (att_str){p, ZSTD_compress(p, room, s.p, s.n, 3)};
}

/* All that comes out, a line an input: "source|id|bytes" or "! where". */
static att_str walk(const char *const *paths, size_t n, const att_source_options *options)
{
    att_source *s;
    att_source_item item;
    att_error e;
    att_buf out = {.arena = &arena};
    att_source_open(paths, n, options, &s, &e);
    for (int i = 0; i < 1000; i++) {
        att_status status = att_source_next(s, &item, &e);
        if (status == ATT_NOT_FOUND)
            break;
        const char *name = status == ATT_OK ? item.source : e.where;
        const char *tail = strrchr(name, '/');
        att_buf_format(&out, "%s%s", status == ATT_OK ? "" : "! ", tail ? tail + 1 : name);
        if (status == ATT_OK)
            att_buf_format(&out, "|%s|%.*s", item.id ? item.id : "", ATT_STR_ARG(item.bytes));
        else if (!e.what[0])
            att_buf_add(&out, ATT_STR(" without a word"));
        att_buf_char(&out, '\n');
    }
    att_source_close(s);
    return out.p ? att_buf_str(&out) : ATT_STR("");
}

static void run_walk(const char *name, const char *path, const att_source_options *options, const char *wanted)
{
    att_str got = walk(&path, 1, options);
    check(att_str_is(got, wanted), name, att_format(&arena, "got\n%.*s", ATT_STR_ARG(got)).p);
}

static const char LINES[] =
    "{\"id\":\"a\",\"text\":\"One \\u00e9.\",\"published\":\"2025-02-03T10:00Z\"}\n\n"
    "{\"text\":\"Two.\"}\n{\"text\":\n{\"id\":7,\"text\":\"Three.\"}\n[1]\n{\"id\":\"e\"}\n{\"html\":\"<p>Four.</p>\"}";
#define LINES_OUT(file) "a|a|One é.\n" file ":3||Two.\n! " file ":4\n7|7|Three.\n! " file ":6\n! " file ":7\n" file ":8||<p>Four.</p>\n"

static const char WARC[] =
    "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nx\r\n\r\n\r\n"
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://example.org/\r\nContent-Length: 96\r\n\r\n"
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>x.\r\n"
    "\r\n\r\n"
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:2>\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nTwo.\r\n\r\n"
    "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 400\r\n\r\ncut";

static void run_warc_day(void)
{
    const char *path =
        put("d.warc", ATT_STR("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Date: 2024-05-06T23:08:09Z\r\nContent-Type: text/plain\r\n"
                              "Content-Length: 4\r\n\r\nOne.\r\n\r\n"));
    att_source *s;
    att_source_item item = {0};
    att_error error = {0};
    bool good = att_source_open(&path, 1, NULL, &s, &error) == ATT_OK && att_source_next(s, &item, &error) == ATT_OK;
    check(good && item.fetched && !strcmp(item.fetched, "2024-05-06"), "the day of a WARC record", good ? "none" : error.what);
    if (good)
        att_source_close(s);
}

static void run_files(void)
{
    if (!mkdtemp(folder)) {
        printf("skip ingest: files: no folder to write in\n");
        return;
    }
    att_str lines = att_str_of(LINES), text = ATT_STR("A report.");
    run_walk("a file", put("t.txt", text), NULL, "t.txt||A report.\n");
    run_walk("gzip", put("t.gz", gzip(text)), NULL, "t.gz||A report.\n");
    run_walk("zstd", put("t.zst", zstd(text)), NULL, "t.zst||A report.\n");
    run_walk("JSON Lines", put("l.jsonl", lines), NULL, LINES_OUT("l.jsonl"));
    run_walk("JSON Lines in gzip", put("l.gz", gzip(lines)), NULL, LINES_OUT("l.gz"));
    run_walk("JSON Lines in zstd", put("l.zst", zstd(lines)), NULL, LINES_OUT("l.zst"));
    const char *spread = "{\n  \"id\": \"a\",\n  \"text\": \"One.\"\n}\n{\n  \"text\": \"Two.\"\n}\n";
    run_walk("JSON objects over many lines", put("s.json", att_str_of(spread)), NULL, "a|a|One.\ns.json:5||Two.\n");
    run_walk("a list of JSON objects", put("s.json", ATT_STR("[{\"text\": \"One.\"},\n {\"text\": \"Two.\"}]\n")), NULL,
             "s.json:1||One.\ns.json:2||Two.\n");
    run_walk("a JSON object spread from its second member on", put("s.json", ATT_STR("{\"id\": \"a\",\n \"text\": \"One.\"}")), NULL,
             "a|a|One.\n");
    run_walk("a broken JSON object over many lines is refused once", put("s.json", ATT_STR("{\n  \"text\": \"One.\"\n  \"id\" 2\n}\n")),
             NULL, "! s.json:1\n");
    run_walk("a JSON object over many lines that ends too soon", put("s.json", ATT_STR("{\n  \"text\": \"One.\",\n")), NULL,
             "! s.json:1\n");
    run_walk("a first line that is cut short", put("s.jsonl", ATT_STR("{\"text\": \"One.\",\n{\"text\": \"Two.\"}\n")), NULL,
             "! s.jsonl:1\ns.jsonl:2||Two.\n");
    run_walk("a PDF is refused", put("p.txt", ATT_STR("%PDF-1.4")), NULL, "! p.txt\n");
    run_walk("an empty file is refused", put("e.txt", ATT_STR("")), NULL, "! e.txt\n");
    run_walk("a file that is not there", "/nonexistent/x.txt", NULL, "! x.txt\n");
    run_walk("broken gzip", put("b.gz", ATT_STR("\x1F\x8B\x08\0brokenbrokenbroken")), NULL, "! b.gz\n");
    att_str half = zstd(lines);
    half.n /= 2;
    run_walk("zstd that ends too soon", put("h.zst", half), NULL, "! h.zst\n");
    run_walk("packed twice", put("g.gz", gzip(gzip(text))), NULL, "! g.gz\n");
    run_walk("larger than the limit", put("t.txt", text), &(att_source_options){.report_limit = 4}, "! t.txt\n");
    run_walk("a page larger than its limit", put("p.html", ATT_STR("<html><p>x")), &(att_source_options){.page_limit = 4}, "! p.html\n");
    run_walk("WARC", put("w.warc", att_str_of(WARC)), NULL, "urn:uuid:1|urn:uuid:1|<p>x.\nurn:uuid:2|urn:uuid:2|Two.\n! w.warc\n");
    run_warc_day();
    mkdir(att_format(&arena, "%s/d", folder).p, 0755);
    mkdir(att_format(&arena, "%s/d/m", folder).p, 0755);
    put("d/z.txt", ATT_STR("Z."));
    put("d/a.txt", ATT_STR("A."));
    put("d/m/b.txt", ATT_STR("B."));
    put("d/.hidden", ATT_STR("H."));
    put("d/p.pdf", ATT_STR("%PDF-1.4"));
    if (symlink(".", att_format(&arena, "%s/d/loop", folder).p) != 0)
        printf("skip ingest: a link to its own folder: cannot be made\n");
    run_walk("a folder in name order", att_format(&arena, "%s/d", folder).p, NULL, "a.txt||A.\nb.txt||B.\n! p.pdf\nz.txt||Z.\n");
    const char *rm = att_format(&arena, "rm -rf %s", folder).p;
    check(system(rm) == 0, "the folder is gone", folder);
}

/* A line of text as long as a report may be does not stop the ones behind it. */
static void run_long_line(void)
{
    char path[] = "/tmp/attache-long-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!f)
        return;
    fputs("{\"text\":\"One.\"}\n{\"text\":\"", f);
    for (int i = 0; i < 200000; i++)
        fputs("long ", f);
    fputs("\"}\n{\"text\":\"Two.\"}\n", f);
    fclose(f);
    const char *p = path;
    att_str got = walk(&p, 1, &(att_source_options){.report_limit = 1000});
    size_t errors = 0, lines = 0;
    for (size_t i = 0; i < got.n; i++) {
        errors += got.p[i] == '!';
        lines += got.p[i] == '\n';
    }
    check(errors == 1 && lines == 3, "a line that is too long", got.p);
    unlink(path);
}

int main(void)
{
    att_arena_open(&arena, 0);
    run_kinds();
    run_charsets();
    run_labels();
    run_files();
    run_long_line();
    att_arena_close(&arena);
    return failed != 0;
}
