/* syntax/conllu.c: CoNLL-U in.  Only forms, sentence bounds, paragraphs and spaces are read: columns 3 to 8 are ours to fill. */
#include <stdio.h>

#include "syntax/syntax.h"

enum { FORM = 1, MISC = 9, COLUMNS = 10, SENTENCE_LIMIT = 5000 };

typedef struct {
    att_doc *d;
    att_buf text;
    uint32_t line, first, paragraph_at, range_end;
    bool open, new_paragraph, range_no_space;
} conllu;

static att_status fail(const conllu *c, att_error *error, const char *what)
{
    char where[200];
    snprintf(where, sizeof where, ATT_STR_FMT ":%u", ATT_STR_ARG(c->d->source), c->line);
    return att_fail(error, ATT_BAD_INPUT, where, "%s", what);
}

static void close_paragraph(conllu *c)
{
    uint32_t n = (uint32_t)c->text.n;
    while (n > c->paragraph_at && c->text.p[n - 1] == ' ')
        n--;
    if (n == c->paragraph_at)
        return;
    c->text.n = n;
    att_span at = {c->paragraph_at, n - c->paragraph_at};
    *ATT_PUSH(&c->d->arena, &c->d->paragraphs) = (att_paragraph){ATT_BODY, at, {0, 0}};
    att_buf_char(&c->text, '\n');
    c->paragraph_at = (uint32_t)c->text.n;
}

static void close_sentence(conllu *c)
{
    att_doc *d = c->d;
    if (d->tokens.n == c->first)
        return;
    uint32_t number = d->sentences.n, n = d->tokens.n - c->first;
    *ATT_PUSH(&d->arena, &d->sentences) = (att_sentence){{0, 0}, c->first, n, d->paragraphs.n};
    for (uint32_t t = c->first; t < d->tokens.n; t++)
        d->tokens.p[t].sentence = number;
    att_span a = d->tokens.p[c->first].at, b = d->tokens.p[d->tokens.n - 1].at;
    d->sentences.p[number].at = att_span_join(a, b);
    c->first = d->tokens.n;
    c->range_end = 0;
}

static bool no_space(att_str misc)
{
    att_str piece;
    while (misc.p && att_str_split(&misc, '|', &piece))
        if (att_str_is(piece, "SpaceAfter=No"))
            return true;
    return false;
}

static att_status read_word(conllu *c, const att_str *cell, att_error *error)
{
    att_str id = cell[0], form = cell[FORM];
    int64_t from, to;
    const char *dash = memchr(id.p, '-', id.n);
    if (dash) { /* a range: its own SpaceAfter counts at its end */
        size_t k = (size_t)(dash - id.p);
        if (!att_str_number(att_str_sub(id, 0, k), &from) || !att_str_number(att_str_from(id, k + 1), &to) || to <= from ||
            to > SENTENCE_LIMIT)
            return fail(c, error, "a range of words that is none");
        c->range_end = (uint32_t)to;
        c->range_no_space = no_space(cell[MISC]);
        return ATT_OK;
    }
    if (memchr(id.p, '.', id.n)) /* an empty node */
        return ATT_OK;
    if (!att_str_number(id, &from) || from != (int64_t)(c->d->tokens.n - c->first) + 1 || from > SENTENCE_LIMIT)
        return fail(c, error, "the word's number does not follow the one before");
    if (!form.n || !att_utf8_valid(form))
        return fail(c, error, "a word without a form");
    att_token *t = ATT_PUSH(&c->d->arena, &c->d->tokens);
    *t = (att_token){.at = {(uint32_t)c->text.n, (uint32_t)form.n}, .head = ATT_NONE, .mention = ATT_NONE};
    bool inside = (uint32_t)from < c->range_end, last = (uint32_t)from == c->range_end;
    t->space_after = !inside && !(last ? c->range_no_space : no_space(cell[MISC]));
    att_buf_add(&c->text, form);
    if (t->space_after)
        att_buf_char(&c->text, ' ');
    return ATT_OK;
}

static att_status read_line(conllu *c, att_str line, att_error *error)
{
    att_str cell[COLUMNS] = {{0}}, rest = line;
    if (line.p[0] == '#') {
        att_str words = att_str_trim(att_str_from(line, 1));
        if (att_str_starts(words, "newpar") || att_str_starts(words, "newdoc"))
            close_paragraph(c);
        return ATT_OK;
    }
    int n = 0;
    for (att_str piece; att_str_split(&rest, '\t', &piece); n++) {
        if (n == COLUMNS)
            return fail(c, error, "more than ten columns");
        cell[n] = piece;
    }
    return n == COLUMNS ? read_word(c, cell, error) : fail(c, error, "not ten columns separated by tabs");
}

att_status att_conllu_read(att_doc *d, att_str bytes, att_error *error)
{
    conllu c = {.d = d, .text = {.arena = &d->arena}};
    att_str rest = bytes, line;
    while (att_str_split(&rest, '\n', &line)) {
        c.line++;
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        if (!line.n) {
            close_sentence(&c);
            continue;
        }
        att_status s = read_line(&c, line, error);
        if (s != ATT_OK)
            return s;
    }
    close_sentence(&c);
    close_paragraph(&c);
    if (!d->sentences.n)
        return fail(&c, error, "no sentence");
    d->text = att_buf_str(&c.text);
    while (d->text.n && d->text.p[d->text.n - 1] == '\n')
        d->text.n--;
    d->language = ATT_STR("en");
    return ATT_OK;
}
