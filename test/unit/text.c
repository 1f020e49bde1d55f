/* The cases of test/cases/text, and what must hold of any text. */
#include <stdio.h>
#include <stdlib.h>

#include "text/text.h"

static int failed;

static void check(bool good, const char *name, const char *why)
{
    if (good)
        printf("ok text: %s\n", name);
    else
        printf("not ok text: %s: %s\n", name, why);
    failed += !good;
}

/* ---- a document of plain paragraphs ---------------------------------------------------------------------------------------------------
 */

static att_doc *read_text(att_str text)
{
    att_doc *d = calloc(1, sizeof *d);
    if (!d)
        abort();
    att_arena_open(&d->arena, (size_t)512 << 20);
    d->text = att_str_copy(&d->arena, text);
    att_str rest = d->text, line;
    while (att_str_split(&rest, '\n', &line))
        if (line.n)
            *ATT_PUSH(&d->arena, &d->paragraphs) =
                (att_paragraph){.kind = ATT_BODY, .at = {(uint32_t)(line.p - d->text.p), (uint32_t)line.n}};
    att_text_stage(d);
    return d;
}

static void drop(att_doc *d)
{
    att_arena_close(&d->arena);
    free(d);
}

/* Sentences as the cases write them: one a line, `|` between words written together. */
static att_str shown(att_doc *d)
{
    att_buf b = {.arena = &d->arena};
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *s = &d->sentences.p[i];
        for (uint32_t t = s->first; t < s->first + s->n; t++) {
            att_buf_add(&b, att_token_form(d, t));
            if (!d->tokens.p[t].space_after)
                att_buf_char(&b, '|');
            else if (t + 1 < s->first + s->n)
                att_buf_char(&b, ' ');
        }
        att_buf_char(&b, '\n');
    }
    return att_buf_str(&b);
}

/* ---- what must hold -------------------------------------------------------------------------------------------------------------------
 */

/* Words in order and inside their sentence, sentences inside their paragraph, nothing but blanks between words. */
static const char *broken(const att_doc *d)
{
    uint32_t end = 0, token = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *s = &d->sentences.p[i];
        if (s->first != token || s->n == 0)
            return "sentences do not hold all words in order";
        if (s->paragraph >= d->paragraphs.n || !att_span_has(d->paragraphs.p[s->paragraph].at, s->at))
            return "a sentence leaves its paragraph";
        for (; token < s->first + s->n; token++) {
            att_span at = d->tokens.p[token].at;
            if (at.at < end || at.n == 0 || !att_span_has(s->at, at))
                return "words overlap or leave their sentence";
            if (!att_utf8_valid(att_token_form(d, token)))
                return "a word is cut inside a character";
            if (token > s->first && d->tokens.p[token - 1].space_after != (at.at > end))
                return "space_after is wrong";
            end = at.at + at.n;
        }
    }
    return token == d->tokens.n ? NULL : "words outside sentences";
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void any_text(void)
{
    static const char *const piece[] = {"a", "The",   "U.S.", ".",       "...",   "\"",       "'",  "’",   "s", "n't", "-",
                                        "5", "1,000", "bn",   " ",       " ",     " ",        "\n", "?",   "!", "(",   ")",
                                        "é", "—",     "@",    "http://", "x.com", "\xCC\x81", "中", "Mr.", "$", "/",   "\xE2\x80\x98"};
    uint32_t state = 7;
    const char *why = NULL;
    for (int round = 0; round < 3000 && !why; round++) {
        char text[600];
        size_t n = 0;
        for (uint32_t k = next_random(&state) % 60; k > 0; k--) {
            const char *p = piece[next_random(&state) % (sizeof piece / sizeof *piece)];
            memcpy(text + n, p, strlen(p));
            n += strlen(p);
        }
        att_doc *d = read_text((att_str){text, n});
        why = broken(d);
        drop(d);
    }
    check(!why, "any text keeps the promises of the layer", why ? why : "");
}

/* Inputs that would be slow if any rule looked far ahead at every word. */
static void long_text(void)
{
    static const char *const piece[] = {"a.", "a@", "(", "a-", "1/", "1-", "'", "w", "http://a@", "\"", ".)", "A&", "a'b", "?("};
    enum { SIZE = 300000 };
    char *text = malloc(SIZE + 16);
    if (!text)
        abort();
    for (size_t k = 0; k < sizeof piece / sizeof *piece; k++) {
        size_t n = 0;
        while (n < SIZE) {
            memcpy(text + n, piece[k], strlen(piece[k]));
            n += strlen(piece[k]);
        }
        att_doc *d = read_text((att_str){text, n});
        const char *why = broken(d);
        check(!why, att_format(&d->arena, "300 kB of %s", piece[k]).p, why ? why : "");
        drop(d);
    }
    free(text);
}

static void words_of_a_string(void)
{
    att_arena a;
    att_arena_open(&a, 1 << 20);
    att_span *w;
    check(att_text_words(&a, ATT_STR(""), &w) == 0, "no words in an empty string", "");
    check(att_text_words(&a, ATT_STR(" \t\xC2\xA0 "), &w) == 0, "no words in blanks", "");
    att_str s = ATT_STR("sat down  with");
    check(att_text_words(&a, s, &w) == 3 && w[2].at == 10 && w[2].n == 4, "three words of a phrase", "");
    check(att_text_words(&a, ATT_STR("Lt. Gen."), &w) == 2 && w[1].n == 4, "an abbreviation ends a phrase with its full stop", "");
    check(att_text_words(&a, ATT_STR("Acme Inc."), &w) == 2 && w[1].n == 4, "so does a company", "");
    check(att_text_words(&a, ATT_STR("the U.S."), &w) == 2 && w[1].n == 4, "and a country", "");
    check(att_text_words(&a, ATT_STR("sat down."), &w) == 3, "a word does not", "");
    att_arena_close(&a);
}

/* ---- cases ----------------------------------------------------------------------------------------------------------------------------
 */

static void one_case(att_str name, att_str text, att_str expected, bool known_wrong)
{
    att_doc *d = read_text(text);
    att_str found = shown(d);
    bool same = att_str_eq(att_str_trim(found), att_str_trim(expected));
    const char *title = att_str_copy(&d->arena, name).p;
    if (known_wrong && !same)
        printf("skip text: %s: known to be wrong\n", title);
    else
        check(same && !known_wrong, title,
              same ? "is right now; take known-wrong away" : att_format(&d->arena, "found\n%s", att_str_copy(&d->arena, found).p).p);
    drop(d);
}

static att_str read_file(att_arena *a, const char *path)
{
    att_buf b = {.arena = a};
    FILE *f = fopen(path, "rb");
    char block[4096];
    for (size_t n; f && (n = fread(block, 1, sizeof block, f)) > 0;)
        att_buf_add(&b, (att_str){block, n});
    if (f)
        fclose(f);
    return att_buf_str(&b);
}

static void cases(const char *path)
{
    att_arena a;
    att_arena_open(&a, (size_t)16 << 20);
    att_str rest = read_file(&a, path), line;
    int n = 0;
    bool more = att_str_split(&rest, '\n', &line);
    while (more) {
        if (!att_str_starts(line, "=== ")) {
            more = att_str_split(&rest, '\n', &line);
            continue;
        }
        att_str name = att_str_from(line, 4);
        att_buf part[2] = {{.arena = &a}, {.arena = &a}};
        bool wrong = false;
        for (int k = 0; (more = att_str_split(&rest, '\n', &line)) && !att_str_starts(line, "=== ");) {
            if (att_str_is(line, "---"))
                k = 1;
            else if (att_str_starts(line, "known-wrong:"))
                wrong = true;
            else if (line.n) {
                att_buf_add(&part[k], line);
                att_buf_char(&part[k], '\n');
            }
        }
        one_case(name, att_buf_str(&part[0]), att_buf_str(&part[1]), wrong);
        n++;
    }
    check(n > 0, path, "no case in this file");
    att_arena_close(&a);
}

int main(void)
{
    cases("test/cases/text/words.txt");
    cases("test/cases/text/sentences.txt");
    words_of_a_string();
    any_text();
    long_text();
    return failed != 0;
}
