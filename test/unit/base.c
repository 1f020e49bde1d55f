/* base and doc: what their headers promise. */
#include <math.h>
#include <stdio.h>

#include "doc/doc.h"

static int failed;

static void check(const char *name, bool right)
{
    printf("%s %s\n", right ? "ok" : "not ok", name);
    failed |= !right;
}

static void arena_leaves_when_full(void)
{
    att_arena a;
    jmp_buf full;
    volatile int pieces = 0;
    att_arena_open(&a, 1 << 20);
    a.full = &full;
    if (setjmp(full) == 0)
        for (;;) {
            char *p = att_alloc(&a, 1000);
            check("a piece is aligned", pieces > 3 || ((uintptr_t)p % 16 == 0 && p[0] == 0 && p[999] == 0));
            memset(p, 1, 1000);
            pieces++;
            if (pieces > 4)
                break;
        }
    if (setjmp(full) == 0)
        for (;;) {
            (void)att_alloc(&a, 1000);
            pieces++;
        }
    check("an arena leaves at its ceiling, having used most of it", pieces > 700 && pieces < 1050 && a.used <= 1 << 20);
    att_arena_close(&a);
}

static void strings(att_arena *a)
{
    check("fold: case, accents, quotes", att_str_is(att_str_fold(a, ATT_STR("Élysée’s “ŠKODA” —")), "elysee's \"skoda\" -"));
    check("lower keeps accents", att_str_is(att_str_lower(a, ATT_STR("ÉLYSÉE")), "élysée"));
    att_str rest = ATT_STR("a\t\tb"), piece;
    int n = 0;
    while (att_str_split(&rest, '\t', &piece))
        n++;
    check("split gives empty pieces too", n == 3 && att_str_is(piece, "b"));
    int64_t v;
    check("number refuses what is none", att_str_number(ATT_STR("-12"), &v) && v == -12 && !att_str_number(ATT_STR("12a"), &v) && !att_str_number(ATT_STR(""), &v) &&
                                             !att_str_number(ATT_STR("9999999999999999999"), &v));
    att_buf b = {.arena = a};
    att_buf_decimal(&b, -1.005, 2);
    att_buf_char(&b, ' ');
    att_buf_decimal(&b, 48.8, 5);
    check("decimals without a locale", att_str_is(att_buf_str(&b), "-1.00 48.80000") || att_str_is(att_buf_str(&b), "-1.01 48.80000"));
}

static void utf8(void)
{
    size_t n;
    att_str bad = ATT_STR("\xC0\xAF\xED\xA0\x80\xF5x");
    check("overlong forms and surrogates are bad", !att_utf8_valid(bad) && att_utf8_at(bad, 0, &n) == 0xFFFD && n == 1);
    check("a cut sequence is one bad byte", att_utf8_at(ATT_STR("\xE2\x82"), 0, &n) == 0xFFFD && n == 1);
    check("code points are counted", att_utf8_count(ATT_STR("aé漢😀")) == 4);
    bool round = true;
    for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
        char out[4];
        if (c >= 0xD800 && c < 0xE000)
            continue;
        size_t k = att_utf8_put(out, c);
        round = round && att_utf8_at((att_str){out, k}, 0, &n) == c && n == k;
    }
    check("every code point comes back", round);
}

static void hashes(att_arena *a)
{
    uint8_t out[64];
    att_blake2b h;
    att_blake2b_open(&h, 64);
    att_blake2b_add(&h, ATT_STR("abc"));
    att_blake2b_close(&h, out);
    check("BLAKE2b of abc (RFC 7693, appendix A)",
          att_str_is(att_hex(a, out, 64), "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"));
    char text[1000];
    uint8_t whole[16], parts[16];
    memset(text, 'x', sizeof text);
    att_blake2b_open(&h, 16);
    att_blake2b_add(&h, (att_str){text, sizeof text});
    att_blake2b_close(&h, whole);
    att_blake2b_open(&h, 16);
    for (size_t i = 0, step = 1; i < sizeof text; i += step, step = step % 130 + 1)
        att_blake2b_add(&h, (att_str){text + i, i + step < sizeof text ? step : sizeof text - i});
    att_blake2b_close(&h, parts);
    check("in pieces as at once", memcmp(whole, parts, 16) == 0);
    att_map m = {.arena = a};
    for (uint32_t i = 0; i < 1000; i++)
        *att_map_add(&m, att_format(a, "key %u", i)) = i;
    check("a map finds what was added and nothing else", att_map_find(&m, ATT_STR("key 617")) == 617 && att_map_find(&m, ATT_STR("key")) == ATT_NONE && m.n == 1000);
}

static void days(att_arena *a)
{
    bool round = true;
    for (att_day d = -200000; d < 200000; d += 37) {
        int y, m, k;
        att_day_parts(d, &y, &m, &k);
        round = round && att_day_of(y, m, k) == d;
    }
    check("days to dates and back", round);
    check("weekdays", att_day_weekday(att_day_of(2025, 2, 7)) == 4 && att_day_weekday(att_day_of(1969, 7, 20)) == 6);
    att_day d;
    check("only real days parse", att_day_parse(ATT_STR("2024-02-29"), &d) && !att_day_parse(ATT_STR("2025-02-29"), &d) && !att_day_parse(ATT_STR("2025-2-9"), &d));
    check("ISO form", att_str_is(att_day_iso(a, att_day_of(2025, 2, 7)), "2025-02-07") && att_day_iso(a, ATT_NO_DAY).n == 0);
}

/* text "ab\ncd" from source "<p>ab</p><p>c&amp;d</p>": copied, inserted, decoded */
static void map_goes_both_ways(att_arena *a)
{
    att_doc d = {.text = ATT_STR("ab\nc&d")};
    att_run runs[] = {{0, 2, {3, 2}, true}, {2, 1, {9, 0}, false}, {3, 1, {12, 1}, true}, {4, 1, {13, 5}, false}, {5, 1, {18, 1}, true}};
    d.runs.p = runs;
    d.runs.n = 5;
    att_arena_open(&d.arena, 0);
    att_src s = att_doc_source(&d, (att_span){3, 3});
    check("decoded words lead to their bytes", s.at == 12 && s.n == 7);
    check("... and back", att_str_is(att_doc_cleaned(&d, s), "c&d"));
    s = att_doc_source(&d, (att_span){1, 3});
    check("across an inserted newline", s.at == 4 && att_str_is(att_doc_cleaned(&d, s), "b\nc"));
    att_arena_close(&d.arena);
    (void)a;
}

int main(void)
{
    att_arena a;
    att_arena_open(&a, 0);
    arena_leaves_when_full();
    strings(&a);
    utf8();
    hashes(&a);
    days(&a);
    map_goes_both_ways(&a);
    att_arena_close(&a);
    return failed;
}
