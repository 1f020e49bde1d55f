/* ingest/kind.c: what bytes are.  Signatures first, then what the text looks
 * like. */
#include "ingest/ingest.h"

const char *att_ingest_kind_name(att_ingest_kind k)
{
#define NAME(name, text) [name] = text,
    static const char *const names[] = {ATT_INGEST_KINDS(NAME)};
#undef NAME
    return k < att_ingest_kind_COUNT ? names[k] : "";
}

typedef struct {
    uint8_t at;
    const char *bytes;
    uint8_t n;
    att_ingest_kind kind;
} signature;

#define SIGN(at, bytes, kind)                                                                                                              \
    {                                                                                                                                      \
        at, bytes, sizeof(bytes) - 1, kind                                                                                                 \
    }
static const signature SIGNATURES[] = {
    SIGN(0, "\x1F\x8B\x08", ATT_IS_GZIP),
    SIGN(0, "\x28\xB5\x2F\xFD", ATT_IS_ZSTD),
    SIGN(0, "PK\x03\x04", ATT_IS_ZIP),
    SIGN(0, "PK\x05\x06", ATT_IS_ZIP),
    SIGN(0, "%PDF-", ATT_IS_PDF),
    SIGN(0, "{\\rtf", ATT_IS_RTF),
    SIGN(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ATT_IS_DOC),
    SIGN(0, "\x89PNG\r\n\x1A\n", ATT_IS_IMAGE),
    SIGN(0, "\xFF\xD8\xFF", ATT_IS_IMAGE),
    SIGN(0, "GIF87a", ATT_IS_IMAGE),
    SIGN(0, "GIF89a", ATT_IS_IMAGE),
    SIGN(0, "II*\0", ATT_IS_IMAGE),
    SIGN(0, "MM\0*", ATT_IS_IMAGE),
    SIGN(8, "WEBP", ATT_IS_IMAGE),
    SIGN(4, "ftypavif", ATT_IS_IMAGE),
    SIGN(4, "ftypheic", ATT_IS_IMAGE),
    SIGN(0, "\0\0\1\0", ATT_IS_IMAGE),
    SIGN(8, "WAVE", ATT_IS_MEDIA),
    SIGN(4, "ftyp", ATT_IS_MEDIA),
    SIGN(0, "ID3", ATT_IS_MEDIA),
    SIGN(0, "OggS", ATT_IS_MEDIA),
    SIGN(0, "fLaC", ATT_IS_MEDIA),
    SIGN(0, "\x1A\x45\xDF\xA3", ATT_IS_MEDIA),
    SIGN(0, "BZh", ATT_IS_PACKED),
    SIGN(0,
         "\xFD"
         "7zXZ",
         ATT_IS_PACKED),
    SIGN(0, "7z\xBC\xAF\x27\x1C", ATT_IS_PACKED),
    SIGN(0, "Rar!\x1A\x07", ATT_IS_PACKED),
    SIGN(0, "SQLite format 3\0", ATT_IS_SQLITE),
    SIGN(0,
         "\x7F"
         "ELF",
         ATT_IS_PROGRAM),
    SIGN(0, "WARC/", ATT_IS_WARC),
    SIGN(0, "filedesc://", ATT_IS_ARC),
};

static att_ingest_kind signed_as(att_str s)
{
    for (size_t i = 0; i < sizeof SIGNATURES / sizeof *SIGNATURES; i++) {
        const signature *g = &SIGNATURES[i];
        if (s.n >= (size_t)g->at + g->n && !memcmp(s.p + g->at, g->bytes, g->n))
            return g->kind;
    }
    return ATT_IS_TEXT;
}

/* Office files are ZIP archives whose first entries have telling names. */
static bool is_office(att_str s)
{
    static const char *const inside[] = {"[Content_Types].xml", "word/", "xl/", "ppt/", "mimetypeapplication/", "_rels/"};
    att_str head = {s.p, s.n < 4096 ? s.n : 4096};
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        if (att_str_find(head, att_str_of(inside[i])) != SIZE_MAX)
            return true;
    return false;
}

/* Whether s starts with `word`, ASCII case aside. */
static bool opens(att_str s, const char *word)
{
    size_t n = strlen(word);
    return s.n >= n && att_str_same((att_str){s.p, n}, att_str_of(word));
}

/* An end tag or an opening one that only a page has. */
static bool is_page_tag(att_str s)
{
    static const char *const names[] = {"p",    "div",  "a",      "span",  "body",    "html",    "head",  "title", "li",
                                        "ul",   "td",   "tr",     "table", "h1",      "h2",      "h3",    "br",    "img",
                                        "meta", "link", "script", "style", "article", "section", "header"};
    if (s.n < 3 || s.p[0] != '<')
        return false;
    s = att_str_from(s, s.p[1] == '/' ? 2 : 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (s.n > n && opens(s, names[i]) && strchr("> /\t\r\n", s.p[n]))
            return true;
    }
    return false;
}

static bool is_html(att_str s)
{
    att_str t = att_str_trim(s);
    if (opens(t, "<!doctype html") || opens(t, "<html") || opens(t, "<head") || opens(t, "<body"))
        return true;
    size_t tags = 0;
    for (size_t i = 0; i < t.n; i++)
        tags += t.p[i] == '<' && is_page_tag(att_str_from(t, i));
    bool opens_tag = t.n && t.p[0] == '<';
    return tags >= (opens_tag ? 2u : 8u);
}

/* Each line an object: the first line opens one that names something.  A list of such objects is read the same way. */
static bool is_jsonl(att_str s)
{
    att_str t = att_str_trim(s);
    if (t.n > 2 && t.p[0] == '[')
        t = att_str_trim(att_str_from(t, 1));
    if (t.n < 2 || t.p[0] != '{')
        return false;
    att_str rest = att_str_trim(att_str_from(t, 1));
    return rest.n && (rest.p[0] == '"' || rest.p[0] == '}');
}

/* A line of ten columns whose first is a number, before any other text than
 * comments. */
static bool is_conllu(att_str s)
{
    att_str line;
    for (int i = 0; i < 200 && att_str_split(&s, '\n', &line); i++) {
        if (!line.n || line.p[0] == '#' || (line.n == 1 && line.p[0] == '\r'))
            continue;
        int tabs = 0;
        for (size_t k = 0; k < line.n; k++)
            tabs += line.p[k] == '\t';
        return tabs == 9 && att_is_digit((unsigned char)line.p[0]);
    }
    return false;
}

enum { LOOK_AT = 1 << 16, BINARY_AT = 1 << 13 };

/* Text has few control characters; UTF-16 has zeros, all on one side. */
static bool is_binary(att_str s)
{
    size_t control = 0, zero[2] = {0, 0};
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        zero[i & 1] += c == 0;
        control += (c < 0x20 && !att_is_blank(c) && c != 0x1B && c != 0) || c == 0x7F;
    }
    bool marked = att_str_starts(s, "\xFF\xFE") || att_str_starts(s, "\xFE\xFF");
    bool sided = (zero[0] > s.n / 5 && zero[1] * 16 <= zero[0]) || (zero[1] > s.n / 5 && zero[0] * 16 <= zero[1]);
    if (marked || (sided && s.n >= 8))
        return control > s.n / 20;
    return (zero[0] + zero[1]) * 10 + control * 10 > s.n + 10;
}

/* UTF-16 as far as looks go: the low bytes. */
static att_str narrowed(att_str s, char *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < room; i++)
        if (s.p[i])
            out[n++] = s.p[i];
    return (att_str){out, n};
}

att_ingest_kind att_ingest_kind_of(att_str bytes)
{
    att_str s = {bytes.p, bytes.n < LOOK_AT ? bytes.n : LOOK_AT};
    if (!s.n)
        return ATT_IS_EMPTY;
    att_ingest_kind k = signed_as(s);
    if (k == ATT_IS_ZIP && is_office(s))
        k = ATT_IS_DOCX;
    if (k != ATT_IS_TEXT)
        return k;
    if (is_binary(att_str_sub(s, 0, s.n < BINARY_AT ? s.n : BINARY_AT)))
        return ATT_IS_BINARY;
    char narrow[4096];
    if (memchr(s.p, 0, s.n < 256 ? s.n : 256))
        s = narrowed(s, narrow, sizeof narrow);
    while (s.n && ((unsigned char)s.p[0] >= 0xEF || att_is_blank((unsigned char)s.p[0]) || (unsigned char)s.p[0] == 0xBB ||
                   (unsigned char)s.p[0] == 0xBF))
        s = att_str_from(s, 1);
    if (!s.n)
        return ATT_IS_EMPTY;
    if (is_jsonl(s))
        return ATT_IS_JSONL;
    if (is_conllu(s))
        return ATT_IS_CONLLU;
    return is_html(s) ? ATT_IS_HTML : ATT_IS_TEXT;
}

att_status att_ingest_refuse(att_ingest_kind k, const char *where, att_error *e)
{
    switch (k) {
    case ATT_IS_TEXT:
    case ATT_IS_HTML:
    case ATT_IS_JSONL:
    case ATT_IS_CONLLU:
    case ATT_IS_WARC:
    case ATT_IS_GZIP:
    case ATT_IS_ZSTD:
        return ATT_OK;
    case ATT_IS_EMPTY:
        return att_fail(e, ATT_NO_REPORT, where, "empty; there is nothing to read");
    default:
        return att_fail(e, ATT_BAD_INPUT, where, "%s; attache reads HTML, plain text, JSON Lines, CoNLL-U and WARC",
                        att_ingest_kind_name(k));
    }
}
