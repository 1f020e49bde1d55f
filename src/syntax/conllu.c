/* syntax/conllu.c: CoNLL-U in.  Only forms, sentence bounds, paragraphs and spaces are read: columns 3 to 8 are ours to fill.
 * The text is rebuilt from the words.  Where the words of a range do not spell it (French "du": "de", "le") blanks stand between them. */
#include <stdio.h>

#include "syntax/syntax.h"

enum { FORM = 1, MISC = 9, COLUMNS = 10, SENTENCE_LIMIT = 100000 };

typedef struct {
    att_doc *d;
    att_str bytes;
    att_buf text;
    uint32_t line, first;          /* of the file; first token of the open sentence */
    uint32_t paragraph_at;         /* where the open paragraph begins in the text */
    char gap;                      /* what stands before the next word: blank, newline, or 0 for nothing */
    uint32_t range_end;            /* last word of the open range, 0 for none */
    att_str range_rest;            /* what its words have not spelled yet */
    bool range_space, range_apart; /* a blank follows it; its words do not spell it */
} conllu;

static att_status fail(const conllu *c, att_error *error, const char *what)
{
    char where[200];
    snprintf(where, sizeof where, ATT_STR_FMT ":%u", (int)(c->d->source.n > 150 ? 150 : c->d->source.n), c->d->source.p, c->line);
    return att_fail(error, ATT_BAD_INPUT, where, "%s", what);
}

static uint32_t text_end(const conllu *c) { return (uint32_t)c->text.n; }
static uint32_t place(const conllu *c, att_str piece) { return (uint32_t)(piece.p - c->bytes.p); }

/* The text grows by a piece of the file, or by a sign that stands nowhere in it. */
static void add_run(conllu *c, att_str words, att_src src, bool same)
{
    *ATT_PUSH(&c->d->arena, &c->d->runs) = (att_run){text_end(c), (uint32_t)words.n, src, same};
    att_buf_add(&c->text, words);
}

static void close_paragraph(conllu *c)
{
    if (text_end(c) == c->paragraph_at)
        return;
    att_span at = {c->paragraph_at, text_end(c) - c->paragraph_at};
    *ATT_PUSH(&c->d->arena, &c->d->paragraphs) = (att_paragraph){.kind = ATT_BODY, .at = at, .src = att_doc_source(c->d, at)};
    c->gap = '\n';
    c->paragraph_at = text_end(c) + 1;
}

static void close_sentence(conllu *c)
{
    att_doc *d = c->d;
    c->range_end = 0;
    if (d->tokens.n == c->first)
        return;
    uint32_t number = d->sentences.n, n = d->tokens.n - c->first;
    for (uint32_t t = c->first; t < d->tokens.n; t++)
        d->tokens.p[t].sentence = number;
    att_span at = att_span_join(d->tokens.p[c->first].at, d->tokens.p[d->tokens.n - 1].at);
    *ATT_PUSH(&d->arena, &d->sentences) = (att_sentence){at, c->first, n, d->paragraphs.n};
    c->first = d->tokens.n;
}

static bool space_after(att_str misc)
{
    att_str piece;
    while (misc.p && att_str_split(&misc, '|', &piece))
        if (att_str_is(piece, "SpaceAfter=No"))
            return false;
    return true;
}

static att_status read_range(conllu *c, const att_str *cell, size_t dash, att_error *error)
{
    int64_t from, to, next = (int64_t)(c->d->tokens.n - c->first) + 1;
    att_str id = cell[0];
    if (!att_str_number(att_str_sub(id, 0, dash), &from) || !att_str_number(att_str_from(id, dash + 1), &to) || from != next ||
        to <= from || to > SENTENCE_LIMIT)
        return fail(c, error, "a range of words that does not follow the words before");
    c->range_end = (uint32_t)to;
    c->range_rest = cell[FORM];
    c->range_space = space_after(cell[MISC]);
    c->range_apart = false;
    return ATT_OK;
}

/* Whether a blank follows word number `id` with this form. */
static bool gap_after(conllu *c, uint32_t id, att_str form, att_str misc)
{
    if (id > c->range_end)
        return space_after(misc);
    if (id == c->range_end)
        return c->range_space;
    bool spells = c->range_rest.n > form.n && memcmp(c->range_rest.p, form.p, form.n) == 0;
    c->range_apart = c->range_apart || !spells;
    if (spells)
        c->range_rest = att_str_from(c->range_rest, form.n);
    return c->range_apart;
}

static att_status read_word(conllu *c, const att_str *cell, att_error *error)
{
    att_str id = cell[0], form = cell[FORM];
    const char *dash = memchr(id.p, '-', id.n);
    if (dash)
        return read_range(c, cell, (size_t)(dash - id.p), error);
    if (memchr(id.p, '.', id.n)) /* an empty node */
        return ATT_OK;
    int64_t number;
    if (!att_str_number(id, &number) || number != (int64_t)(c->d->tokens.n - c->first) + 1 || number > SENTENCE_LIMIT)
        return fail(c, error, "the word's number does not follow the one before");
    if (!att_str_trim(form).n || !att_utf8_valid(form) || memchr(form.p, 0, form.n))
        return fail(c, error, "a word without a form in UTF-8");
    if (c->gap)
        add_run(c, (att_str){&c->gap, 1}, (att_src){place(c, form), 0}, false);
    att_token *t = ATT_PUSH(&c->d->arena, &c->d->tokens);
    *t = (att_token){.at = {text_end(c), (uint32_t)form.n}, .head = ATT_NONE, .mention = ATT_NONE};
    add_run(c, form, (att_src){place(c, form), (uint32_t)form.n}, true);
    t->space_after = gap_after(c, (uint32_t)number, form, cell[MISC]);
    c->gap = t->space_after ? ' ' : 0;
    return ATT_OK;
}

static void read_comment(conllu *c, att_str words)
{
    bool parts = att_str_starts(words, "newpar") || att_str_starts(words, "newdoc");
    if (parts && !att_str_starts(words, "newpar_") && c->d->tokens.n == c->first) /* within a sentence it would tear it apart */
        close_paragraph(c);
}

static att_status read_line(conllu *c, att_str line, att_error *error)
{
    att_str cell[COLUMNS] = {{0}}, rest = line, piece;
    int n = 0;
    if (line.p[0] == '#') {
        read_comment(c, att_str_trim(att_str_from(line, 1)));
        return ATT_OK;
    }
    while (att_str_split(&rest, '\t', &piece)) {
        if (n == COLUMNS)
            return fail(c, error, "more than ten columns");
        cell[n++] = piece;
    }
    return n == COLUMNS ? read_word(c, cell, error) : fail(c, error, "not ten columns separated by tabs");
}

att_status att_conllu_read(att_doc *d, att_str bytes, att_error *error)
{
    conllu c = {.d = d, .bytes = bytes, .text = {.arena = &d->arena}};
    att_str rest = bytes, line;
    if (att_str_starts(rest, "\xEF\xBB\xBF"))
        rest = att_str_from(rest, 3);
    while (att_str_split(&rest, '\n', &line)) {
        c.line++;
        line.n -= line.n && line.p[line.n - 1] == '\r';
        att_status s = ATT_OK;
        if (att_str_trim(line).n)
            s = read_line(&c, line, error);
        else
            close_sentence(&c);
        if (s != ATT_OK)
            return s;
    }
    close_sentence(&c);
    close_paragraph(&c);
    if (!d->sentences.n)
        return fail(&c, error, "no sentence");
    d->text = att_buf_str(&c.text);
    d->language = ATT_STR("en");
    return ATT_OK;
}
