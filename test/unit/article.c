/* The article layer: the cases of test/cases/article, the examples of lex/article, the way back to the bytes, and whole articles. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "article/article.h"
#include "article/html.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"

static int failed;
static struct att_engine engine;

static void check(bool good, const char *name, const char *why)
{
    if (good)
        printf("ok article: %s\n", name);
    else
        printf("not ok article: %s: %s\n", name, why);
    failed += !good;
}

static att_str slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return (att_str){0};
    att_buf b = {.arena = &engine.arena};
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        att_buf_add(&b, (att_str){chunk, n});
    fclose(f);
    return b.p ? att_buf_str(&b) : ATT_STR("");
}

static att_doc *clean_fetched(att_str bytes, att_day fetched)
{
    att_doc *d = calloc(1, sizeof *d);
    att_arena_open(&d->arena, (size_t)512 << 20);
    d->engine = &engine;
    d->bytes = bytes;
    d->published = d->modified = d->dateline_date = ATT_NO_DAY;
    d->fetched = fetched;
    att_article_stage(d);
    return d;
}

static att_doc *clean(att_str bytes) { return clean_fetched(bytes, ATT_NO_DAY); }

static void drop(att_doc *d)
{
    att_arena_close(&d->arena);
    free(d);
}

/* ---- cases -------------------------------------------------------------------------------------------------------------- */

typedef struct {
    att_src src;
    att_str kind, words;
    bool out;
} piece;

static int by_place(const void *a, const void *b)
{
    const piece *x = a, *y = b;
    return x->src.at < y->src.at ? -1 : x->src.at > y->src.at;
}

/* Paragraphs and what was left out, in the order of the report. */
static uint32_t pieces_of(att_doc *d, piece *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->paragraphs.n; i++) {
        const att_paragraph *p = &d->paragraphs.p[i];
        out[n++] = (piece){p->src, att_str_of(att_paragraph_kind_name(p->kind)), att_doc_words(d, p->at), false};
    }
    for (uint32_t i = 0; i < d->left_out.n; i++) {
        att_str words = att_str_sub(d->bytes, d->left_out.p[i].src.at, d->left_out.p[i].src.n);
        out[n++] = (piece){d->left_out.p[i].src, d->left_out.p[i].why, att_str_trim(words), true};
    }
    qsort(out, n, sizeof *out, by_place);
    return n;
}

static bool starts_with(att_str s, att_str head) { return s.n >= head.n && memcmp(s.p, head.p, head.n) == 0; }

static att_str field(att_doc *d, att_str name)
{
    att_arena *a = &d->arena;
    if (att_str_is(name, "title"))
        return d->title;
    if (att_str_is(name, "url"))
        return d->url;
    if (att_str_is(name, "publisher"))
        return d->publisher;
    if (att_str_is(name, "section"))
        return d->section;
    if (att_str_is(name, "language"))
        return d->language;
    if (att_str_is(name, "dateline"))
        return d->dateline_place;
    if (att_str_is(name, "kind"))
        return att_str_of(att_page_name(d->kind));
    if (att_str_is(name, "modified"))
        return att_day_iso(a, d->modified);
    if (att_str_is(name, "published")) {
        att_str day = att_day_iso(a, d->published);
        return att_format(a, ATT_STR_FMT " " ATT_STR_FMT, ATT_STR_ARG(day), ATT_STR_ARG(d->published_from));
    }
    if (att_str_is(name, "note"))
        return d->notes.n ? d->notes.p[0].note : ATT_STR("");
    att_buf b = {.arena = a};
    for (uint32_t i = 0; i < d->byline.n; i++) {
        if (i)
            att_buf_add(&b, ATT_STR("; "));
        att_buf_add(&b, d->byline.p[i]);
    }
    return b.p ? att_buf_str(&b) : ATT_STR("");
}

static bool meets(att_doc *d, att_str wanted, char why[400])
{
    piece *got = calloc(d->paragraphs.n + d->left_out.n + 1, sizeof *got);
    uint32_t n = pieces_of(d, got), at = 0;
    bool good = true;
    att_str line;
    while (good && att_str_split(&wanted, '\n', &line)) {
        line = att_str_trim(line);
        if (!line.n)
            continue;
        if (line.p[0] == '@') {
            att_str rest = att_str_from(line, 1), name;
            att_str_split(&rest, ' ', &name);
            att_str value = att_str_trim(field(d, name));
            good = att_str_eq(value, rest);
            snprintf(why, 400, "%.*s is \"%.*s\"", (int)name.n, name.p, ATT_STR_ARG(value));
            continue;
        }
        bool out = att_str_starts(line, "- ");
        att_str rest = out ? att_str_from(line, 2) : line, kind;
        att_str_split(&rest, ' ', &kind);
        while (at < n && d->is_html && got[at].out && !out) /* of a page, only the residue that a case names is looked at */
            at++;
        good = at < n && got[at].out == out && att_str_eq(got[at].kind, kind) && starts_with(got[at].words, rest);
        snprintf(why, 400, "wanted \"%.*s\", got \"%.*s %.*s\"", (int)line.n, line.p, at < n ? (int)got[at].kind.n : 4,
                 at < n ? got[at].kind.p : "none", at < n ? (int)(got[at].words.n > 60 ? 60 : got[at].words.n) : 0,
                 at < n ? got[at].words.p : "");
        at++;
    }
    while (good && at < n && d->is_html && got[at].out)
        at++;
    if (good && at < n) {
        good = false;
        snprintf(why, 400, "and \"%.*s %.*s\"", ATT_STR_ARG(got[at].kind), (int)(got[at].words.n > 60 ? 60 : got[at].words.n),
                 got[at].words.p);
    }
    free(got);
    return good;
}

/* Every paragraph, and spans at random: to the bytes and back. */
static bool goes_both_ways(att_doc *d, char why[400])
{
    uint32_t state = 1;
    for (uint32_t i = 0; i < d->paragraphs.n * 4u; i++) {
        const att_paragraph *p = &d->paragraphs.p[i / 4];
        att_span s = p->at;
        if (i % 4) { /* from a word's start to a word's end: between them a run may be cut */
            state = state * 1664525u + 1013904223u;
            uint32_t from = s.at + (state >> 8) % s.n, to = s.at + s.n;
            while (from > s.at && d->text.p[from - 1] != ' ')
                from--;
            state = state * 1664525u + 1013904223u;
            uint32_t n = 1 + (state >> 8) % (to - from), end = from + n;
            while (end < to && d->text.p[end] != ' ')
                end++;
            s = (att_span){from, end - from};
        }
        att_src src = att_doc_source(d, s);
        att_str back = att_doc_cleaned(d, src), words = att_doc_words(d, s);
        bool inside = (size_t)src.at + src.n <= d->bytes.n;
        if (!inside || !att_str_eq(back, words) || (i % 4 == 0 && (src.at != p->src.at || src.n != p->src.n))) {
            snprintf(why, 400, "\"%.*s\" comes back as \"%.*s\"", (int)(words.n > 150 ? 150 : words.n), words.p,
                     (int)(back.n > 150 ? 150 : back.n), back.p);
            return false;
        }
    }
    return true;
}

static void run_case(att_str name, att_str settings, att_str report, att_str wanted)
{
    char why[400] = "", label[200];
    snprintf(label, sizeof label, "%.*s", ATT_STR_ARG(name));
    att_day fetched = ATT_NO_DAY;
    size_t at = att_str_find(settings, ATT_STR("fetched: "));
    if (at != SIZE_MAX && at + 19 <= settings.n)
        att_day_parse(att_str_sub(settings, at + 9, 10), &fetched);
    att_doc *d = clean_fetched(report, fetched);
    bool good = meets(d, wanted, why) && goes_both_ways(d, why);
    check(good, label, why);
    drop(d);
}

/* "=== name", settings, "---", the report, "---", what is wanted. */
static void run_cases(const char *path)
{
    att_str rest = slurp(path), mark = ATT_STR("\n---\n");
    size_t at = att_str_find(rest, ATT_STR("\n=== "));
    check(at != SIZE_MAX, path, "no cases");
    while (at != SIZE_MAX && rest.n) {
        rest = att_str_from(rest, at + 5);
        size_t end = att_str_find(rest, ATT_STR("\n=== "));
        att_str one = {rest.p, end == SIZE_MAX ? rest.n : end + 1},
                name = {one.p, (size_t)((const char *)memchr(one.p, '\n', one.n) - one.p)};
        size_t first = att_str_find(one, mark);
        att_str body = att_str_from(one, first + mark.n);
        size_t second = att_str_find(body, mark);
        run_case(name, (att_str){one.p, first}, (att_str){body.p, second}, att_str_from(body, second + mark.n));
        at = end;
    }
}

static void run_folder(const char *folder)
{
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort);
    check(n > 2, folder, "no case files");
    for (int i = 0; i < n; i++) {
        if (att_str_ends(att_str_of(names[i]->d_name), ".txt"))
            run_cases(att_format(&engine.arena, "%s/%s", folder, names[i]->d_name).p);
        free(names[i]);
    }
    free(names);
}

/* ---- lex/article --------------------------------------------------------------------------------------------------------- */

/* Each example, between paragraphs of a report, is left out for the row's reason and the paragraphs are kept. */
static void run_examples(void)
{
    const att_table *t = att_lexicon_table(engine.lexicon, "article/residue");
    uint32_t wrong = 0;
    char why[400] = "";
    for (uint32_t i = 0; i < t->rows; i++) {
        att_str example = att_row_cell(&t->row[i], att_table_column(t, "example")),
                reason = att_row_cell(&t->row[i], att_table_column(t, "why"));
        att_str text = att_format(&engine.arena,
                                  "The envoys met on Monday to speak about the dam.\n%.*s\nThey will meet again in May, officials said.\n",
                                  ATT_STR_ARG(example));
        att_doc *d = clean(text);
        bool good = d->paragraphs.n == 2 && d->left_out.n == 1 && att_str_eq(d->left_out.p[0].why, reason);
        if (!good && reason.n && att_str_is(reason, "comment")) /* "Comments" takes along what follows it */
            good = d->paragraphs.n == 1 && d->left_out.n == 2 && att_str_eq(d->left_out.p[0].why, reason);
        if (!good) {
            wrong++;
            snprintf(why, sizeof why, "%s:%u \"%.*s\" is %.*s", t->row[i].file, t->row[i].line, ATT_STR_ARG(example),
                     d->left_out.n ? (int)d->left_out.p[0].why.n : 4, d->left_out.n ? d->left_out.p[0].why.p : "kept");
            printf("# %s\n", why);
        }
        drop(d);
    }
    check(!wrong && t->rows > 100, "every example of lex/article/residue.tsv", why);
}

/* ---- pages cut anywhere ------------------------------------------------------------------------------------------------------ */

/* Whatever the bytes: the text is UTF-8, its runs lead to the bytes without gaps, what was left out lies within them. */
static bool is_sound(const att_doc *d)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < d->runs.n; i++) {
        const att_run *r = &d->runs.p[i];
        if (r->at != end || (size_t)r->src.at + r->src.n > d->bytes.n || (r->same && r->n != r->src.n))
            return false;
        end += r->n;
    }
    for (uint32_t i = 0; i < d->left_out.n; i++)
        if ((size_t)d->left_out.p[i].src.at + d->left_out.p[i].src.n > d->bytes.n)
            return false;
    return end == d->text.n && att_utf8_valid(d->text) && att_utf8_valid(d->title);
}

/* A connection may end at any byte: each beginning of the page is a page. */
static void run_beginnings(const char *path, const char *name)
{
    att_str page = slurp(path);
    att_arena kept = {0};
    att_arena_open(&kept, (size_t)64 << 20);
    size_t n = 0;
    for (bool sound = page.n > 0; sound && n <= page.n; n++) {
        att_doc *d = calloc(1, sizeof *d);
        char *bytes = malloc(n + 1); /* of its own, so that a sanitizer sees the first byte too far */
        memcpy(bytes, page.p, n);
        d->arena = kept;
        d->engine = &engine;
        d->bytes = (att_str){bytes, n};
        d->published = d->modified = d->dateline_date = d->fetched = ATT_NO_DAY;
        att_article_stage(d);
        sound = is_sound(d);
        kept = d->arena;
        att_arena_reset(&kept);
        free(bytes);
        free(d);
    }
    att_arena_close(&kept);
    char why[80];
    snprintf(why, sizeof why, "cut at byte %zu", n);
    check(n == page.n + 1, att_format(&engine.arena, "every beginning of %s", name).p, why);
}

static void run_cut_pages(void)
{
    const char *folder = ATT_SOURCE_DIR "/test/fuzz/corpus/page";
    struct dirent **names;
    int n = scandir(folder, &names, NULL, alphasort), pages = 0;
    for (int i = 0; i < n; i++) {
        if (att_str_starts(att_str_of(names[i]->d_name), "shape-")) {
            run_beginnings(att_format(&engine.arena, "%s/%s", folder, names[i]->d_name).p, names[i]->d_name);
            pages++;
        }
        free(names[i]);
    }
    free(names);
    check(pages >= 10, "pages cut at every byte", "fewer than ten");
}

/* ---- whole articles --------------------------------------------------------------------------------------------------------- */

/* One letter a line: H headline, S subhead, C caption, B body, - left out. */
static void run_lines(const char *name, const char *wanted)
{
    const char *where = getenv("ATTACHE_TESTDATA");
    att_str path = att_format(&engine.arena, "%s/articles/%s", where ? where : ATT_SOURCE_DIR "/../shared", name), bytes = slurp(path.p);
    if (!bytes.p) {
        printf("skip article: %s: not here\n", name);
        return;
    }
    static const char letters[] = "HTSBLQC";
    att_doc *d = clean(bytes);
    att_str rest = bytes, line;
    char why[400] = "";
    bool good = true;
    for (size_t i = 0; att_str_split(&rest, '\n', &line) && (rest.p || line.n); i++) {
        char got = '-';
        for (uint32_t k = 0; k < d->paragraphs.n; k++)
            if (d->paragraphs.p[k].src.at == (uint32_t)(line.p - bytes.p))
                got = letters[d->paragraphs.p[k].kind];
        if (i >= strlen(wanted) || got != wanted[i]) {
            good = false;
            snprintf(why, sizeof why, "line %zu is %c", i + 1, got);
        }
    }
    good = good && goes_both_ways(d, why);
    check(good, name, why);
    drop(d);
}

/* ---- odd input ---------------------------------------------------------------------------------------------------------------- */

static void run_odd(void)
{
    static const struct {
        const char *name, *bytes;
        size_t n;
    } odd[] = {{"no bytes", "", 0},
               {"only blanks", " \n\t\r\n ", 6},
               {"NUL bytes", "The army\0left the town.\0\0", 25},
               {"broken UTF-8", "The army \xC3 left \xFF\xFE the town of M\xC3\xA9rida.", 38},
               {"a page cut in a tag", "<html><body><p>The army left the town on Monday.<a href=\"x", 58},
               {"a page of brackets", "<html><<<<<<>>>><p<p<p></p></p><//><!><!--><?><![CDATA[", 54},
               {"half of a UTF-16 letter", "\xFF\xFEh\0i\0!", 7}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        char why[400] = "";
        att_doc *d = clean((att_str){odd[i].bytes, odd[i].n});
        bool good = goes_both_ways(d, why) && att_utf8_valid(d->text);
        check(good, odd[i].name, why);
        drop(d);
    }
    att_doc *d = clean(ATT_STR("The army \xFF left M\xC3\xA9rida."));
    check(d->notes.n == 1 && att_str_find(d->text, ATT_STR("army \xEF\xBF\xBD left")) != SIZE_MAX,
          "one bad byte costs one sign and leaves a note", "");
    drop(d);
}

static void run_dates(void)
{
    static const struct {
        const char *words, *day;
    } all[] = {{"24 October 2024", "2024-10-24"},
               {"Oct. 24, 2024", "2024-10-24"},
               {"October 24th, 2024", "2024-10-24"},
               {"2024-10-24T10:00:00Z", "2024-10-24"},
               {"24.10.2024", "2024-10-24"},
               {"24/10/2024", "2024-10-24"},
               {"10/24/2024", "2024-10-24"},
               {"03/04/2024", ""},
               {"31 February 2024", ""},
               {"in October 2024", ""},
               {"Updated Thursday 7 Sept 2023 at 10:42", "2023-09-07"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        att_day day = ATT_NO_DAY;
        bool found = att_date_written(att_str_of(all[i].words), &day, NULL, NULL);
        att_str got = found ? att_day_iso(&engine.arena, day) : ATT_STR("");
        check(att_str_is(got, all[i].day), all[i].words, got.n ? got.p : "no day");
    }
}

int main(void)
{
    att_error error = {0};
    att_arena_open(&engine.arena, 0);
    if (att_lexicon_open(&engine.arena, &engine.options, &engine.lexicon, &error) != ATT_OK ||
        att_article_open(&engine.arena, engine.lexicon, &engine.article, &error) != ATT_OK) {
        printf("not ok article: lexicon: %s\n", error.what);
        return 1;
    }
    run_folder(ATT_SOURCE_DIR "/test/cases/article");
    run_cut_pages();
    run_examples();
    run_lines("summit.txt", "----CBSBBBBBBSBBBSBBBBBSBBB--");
    run_lines("dev/02-tribunal.txt", "HS--BCBB-BBBB-B-");
    run_lines("dev/04-summit-preview.txt", "H---CBSBBBBSBBBBBBSBBBBB---");
    run_lines("dev/08-trade-war.txt", "HS-BBBBB-BBBBB---");
    run_odd();
    run_dates();
    att_arena_close(&engine.arena);
    return failed != 0;
}
