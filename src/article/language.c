/* article/language.c: which language a text is in: by script, then by short words.  Only "English or not" matters further on. */
#include "article/article.h"

typedef struct {
    uint32_t latin, kana, hangul, han, cyrillic, ukrainian, arabic, persian, hebrew, greek, thai, devanagari, other;
} scripts;

enum { LOOK_AT = 30000 };

static void count_letter(scripts *n, uint32_t c)
{
    if (c < 0x41)
        return;
    if (c < 0x250)
        n->latin += att_utf8_is_letter(c);
    else if (c >= 0x370 && c < 0x400)
        n->greek++;
    else if (c >= 0x400 && c < 0x530) {
        n->cyrillic++;
        n->ukrainian += c == 0x454 || c == 0x456 || c == 0x457 || c == 0x491;
    } else if (c >= 0x590 && c < 0x600)
        n->hebrew++;
    else if (c >= 0x600 && c < 0x780) {
        n->arabic++;
        n->persian += c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6AF || c == 0x6CC;
    } else if (c >= 0x900 && c < 0x980)
        n->devanagari++;
    else if (c >= 0xE00 && c < 0xE80)
        n->thai++;
    else if (c >= 0x3040 && c < 0x3100)
        n->kana++;
    else if ((c >= 0x3400 && c < 0xA000) || (c >= 0x20000 && c < 0x30000))
        n->han++;
    else if (c >= 0xAC00 && c < 0xD7B0)
        n->hangul++;
    else
        n->other += att_utf8_is_letter(c);
}

static att_str by_script(const scripts *n)
{
    if (n->kana * 10 > n->han)
        if (n->kana + n->han > n->hangul && n->kana)
            return ATT_STR("ja");
    struct {
        uint32_t n;
        const char *name;
    } most[] = {{n->han, "zh"},
                {n->hangul, "ko"},
                {n->cyrillic, n->ukrainian * 50 > n->cyrillic ? "uk" : "ru"},
                {n->arabic, n->persian * 50 > n->arabic ? "fa" : "ar"},
                {n->hebrew, "he"},
                {n->greek, "el"},
                {n->thai, "th"},
                {n->devanagari, "hi"},
                {n->other, "und"}};
    size_t best = 0;
    for (size_t i = 1; i < sizeof most / sizeof *most; i++)
        best = most[i].n > most[best].n ? i : best;
    return att_str_of(most[best].name);
}

/* Of two languages that share short words the one with more hits; English must be beaten clearly. */
static att_str by_words(const struct att_article_tables *t, att_arena *arena, att_str text)
{
    uint32_t n = t->languages.n, words = 0, *hits = ATT_ARRAY(arena, uint32_t, n + 1);
    att_str low = att_str_lower(arena, text);
    for (size_t at = 0; at < low.n;) {
        size_t start = at;
        while (at < low.n && (att_is_lower((unsigned char)low.p[at]) || (unsigned char)low.p[at] >= 0x80))
            at++;
        if (at == start) {
            at++;
            continue;
        }
        words++;
        uint32_t in = at - start <= 10 ? att_map_find(&t->language, att_str_sub(low, start, at - start)) : ATT_NONE;
        for (uint32_t i = 0; in != ATT_NONE && i < n; i++)
            hits[i] += in >> i & 1;
    }
    uint32_t best = 0, english = 0;
    for (uint32_t i = 0; i < n; i++) {
        best = hits[i] > hits[best] ? i : best;
        if (att_str_is(t->languages.p[i], "en"))
            english = hits[i];
    }
    if (!n || !hits[best] || hits[best] * 20 < words) /* a headline, a table: too little to tell */
        return english ? ATT_STR("en") : ATT_STR("");
    return hits[best] > english + english / 2 && hits[best] >= 3 ? t->languages.p[best] : english ? ATT_STR("en") : ATT_STR("");
}

att_str att_language_of(const struct att_article_tables *t, att_arena *arena, att_str text)
{
    size_t end = text.n < LOOK_AT ? text.n : LOOK_AT;
    while (end < text.n && ((unsigned char)text.p[end] & 0xC0) == 0x80)
        end++;
    text.n = end;
    scripts n = {0};
    for (size_t at = 0, size; at < text.n; at += size)
        count_letter(&n, att_utf8_at(text, at, &size));
    uint32_t wide = n.kana + n.han + n.hangul, rest = n.cyrillic + n.arabic + n.hebrew + n.greek + n.thai + n.devanagari + n.other;
    if (wide * 2 + rest > n.latin)
        return by_script(&n);
    return n.latin ? by_words(t, arena, text) : ATT_STR("");
}
