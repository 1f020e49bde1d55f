/* ingest/kind.c */
#include "ingest/kind.h"

enum { LOOK = 4096 };

static bool magic(att_str b, const char *m, size_t n) { return b.n >= n && memcmp(b.p, m, n) == 0; }

static bool is_image(att_str b)
{
    return magic(b, "\x89PNG", 4) || magic(b, "\xFF\xD8\xFF", 3) || magic(b, "GIF8", 4) || (magic(b, "RIFF", 4) && b.n > 12 && memcmp(b.p + 8, "WEBP", 4) == 0) ||
           magic(b, "II*\0", 4) || magic(b, "MM\0*", 4);
}

static bool looks_like_html(att_str head)
{
    static const char *const signs[] = {"<!doctype html", "<html", "<head", "<body", "<meta ", "<title", "<article", "<div", "<p>", "<p ", "<script", "<h1"};
    size_t i = 0;
    while (i < head.n && att_is_blank((unsigned char)head.p[i]))
        i++;
    if (i == head.n || (head.p[i] != '<' && att_str_find(att_str_from(head, i), ATT_STR("<html")) == SIZE_MAX &&
                        att_str_find(att_str_from(head, i), ATT_STR("<HTML")) == SIZE_MAX))
        return false;
    char low[LOOK];
    size_t n = 0;
    for (; i < head.n && n < sizeof low; i++)
        low[n++] = att_is_upper(head.p[i]) ? (char)(head.p[i] + 32) : head.p[i];
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (att_str_find((att_str){low, n}, att_str_of(signs[k])) != SIZE_MAX)
            return true;
    return false;
}

static bool looks_like_conllu(att_str head)
{
    att_str rest = head, line;
    for (int i = 0; i < 40 && att_str_split(&rest, '\n', &line); i++) {
        if (line.n && line.p[0] == '#')
            continue;
        size_t tabs = 0;
        for (size_t k = 0; k < line.n; k++)
            tabs += line.p[k] == '\t';
        return tabs == 9 && att_is_digit(line.p[0]);
    }
    return false;
}

static bool looks_like_jsonl(att_str head)
{
    att_str t = att_str_trim(head);
    if (!t.n || t.p[0] != '{')
        return false;
    t = att_str_trim(att_str_from(t, 1));
    return t.n && (t.p[0] == '"' || t.p[0] == '}');
}

/* Text has few control characters, unless it is UTF-16, which alternates with NULs. */
static bool is_binary(att_str head)
{
    if (magic(head, "\xFF\xFE", 2) || magic(head, "\xFE\xFF", 2))
        return false;
    size_t control = 0, even = 0, odd = 0;
    for (size_t i = 0; i < head.n; i++) {
        unsigned char c = (unsigned char)head.p[i];
        if (!c)
            *(i % 2 ? &odd : &even) += 1;
        else
            control += c < 0x20 && !att_is_blank(c) && c != 0x1B;
    }
    size_t nuls = even + odd;
    bool wide = (odd > head.n / 4 && even < head.n / 16) || (even > head.n / 4 && odd < head.n / 16);
    return (nuls && !wide && nuls * 100 > head.n) || control * 20 > head.n;
}

att_input_kind att_input_kind_of(att_str b)
{
    att_str head = att_str_sub(b, 0, b.n < LOOK ? b.n : LOOK);
    if (att_str_starts(head, "\xEF\xBB\xBF"))
        head = att_str_from(head, 3);
    if (magic(b, "\x1F\x8B", 2))
        return ATT_IS_GZIP;
    if (magic(b, "\x28\xB5\x2F\xFD", 4))
        return ATT_IS_ZSTD;
    if (magic(b, "%PDF", 4))
        return ATT_IS_PDF;
    if (magic(b, "PK\x03\x04", 4) || magic(b, "\xD0\xCF\x11\xE0", 4))
        return ATT_IS_ZIP;
    if (is_image(b))
        return ATT_IS_IMAGE;
    if (magic(b, "WARC/", 5))
        return ATT_IS_WARC;
    if (!att_str_trim(head).n && b.n <= LOOK)
        return ATT_IS_EMPTY;
    if (is_binary(head))
        return ATT_IS_BINARY;
    if (looks_like_html(head))
        return ATT_IS_HTML;
    if (looks_like_conllu(head))
        return ATT_IS_CONLLU;
    return looks_like_jsonl(head) ? ATT_IS_JSONL : ATT_IS_TEXT;
}

const char *att_input_kind_words(att_input_kind k)
{
    static const char *const words[] = {
#define WORDS(name, text) [name] = text,
        ATT_INPUT_KINDS(WORDS)
#undef WORDS
    };
    return (unsigned)k < ATT_IS_COUNT ? words[k] : "";
}

att_status att_input_refuse(att_input_kind k, const char *where, att_error *error)
{
    switch (k) {
    case ATT_IS_EMPTY:
        return att_fail(error, ATT_BAD_INPUT, where, "empty; there is nothing to read");
    case ATT_IS_WARC:
        return att_fail(error, ATT_BAD_INPUT, where, "a WARC archive; this version reads HTML, plain text, JSON Lines and CoNLL-U");
    case ATT_IS_PDF:
    case ATT_IS_ZIP:
    case ATT_IS_IMAGE:
    case ATT_IS_BINARY:
        return att_fail(error, ATT_BAD_INPUT, where, "%s; attache reads HTML, plain text, JSON Lines and CoNLL-U", att_input_kind_words(k));
    default:
        return ATT_OK;
    }
}
