/* cli/explain_sheet.c: how a record's explanation is laid out. */
#include "cli/explain_sheet.h"

#include "event/words.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "write/html.h"
#include "write/plain.h"

enum { STEPS = 20, FEW = 8 }; /* up a tree; words of a list */

/* ---- words ----------------------------------------------------------------------------------------------------------------------- */

static void raw(sheet *s, const char *words) { att_buf_add(&s->o, att_str_of(words)); }

/* Words of a report: they reach neither the terminal nor the page as anything but text. */
static void text(sheet *s, att_str words)
{
    if (s->html)
        att_html_text(&s->o, words);
    else
        att_plain_text(&s->o, words);
}

static void between(sheet *s, const char *plain, const char *html) { raw(s, s->html ? html : plain); }

/* ---- parts --------------------------------------------------------------------------------------------------------------------------- */

static void close_part(sheet *s)
{
    if (s->parts && s->html)
        raw(s, "</div>\n");
    s->parts = 0;
}

void sheet_title(sheet *s, att_str what, att_str says)
{
    close_part(s);
    between(s, "", "<h2>");
    text(s, what);
    raw(s, ": ");
    text(s, says);
    between(s, "\n", "</h2>\n");
}

void sheet_part(sheet *s, const char *name)
{
    close_part(s);
    between(s, "", "<h3>");
    raw(s, name);
    between(s, "\n", "</h3>\n<div class=\"part\">");
    s->parts++;
}

void sheet_line(sheet *s, const char *name, att_str value)
{
    between(s, "  ", "<p>");
    if (name) {
        between(s, "", "<span class=\"quiet\">");
        raw(s, name);
        between(s, ": ", ":</span> ");
    }
    text(s, value);
    between(s, "\n", "</p>\n");
}

void sheet_beneath(sheet *s, const char *why)
{
    close_part(s);
    between(s, "", "<h3>");
    raw(s, why);
    between(s, "\n", "</h3>\n");
}

void sheet_end(sheet *s) { close_part(s); }

/* ---- words in place --------------------------------------------------------------------------------------------------------------------
 */

static att_span sentence_of(const att_doc *d, att_span at)
{
    uint32_t t = att_token_at(d, at.at);
    return t == ATT_NONE ? at : d->sentences.p[d->tokens.p[t].sentence].at;
}

/* The sentence before (-1) or after (1) the sentences that `all` covers, in the same paragraph. */
static void put_neighbour(sheet *s, att_span all, int step)
{
    const att_doc *d = s->d;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *here = &d->sentences.p[i];
        bool edge = step < 0 ? here->at.at == all.at : here->at.at + here->at.n == all.at + all.n;
        uint32_t other = step < 0 ? i - 1 : i + 1;
        if (!edge || (step < 0 && i == 0) || other >= d->sentences.n || d->sentences.p[other].paragraph != here->paragraph)
            continue;
        raw(s, step > 0 ? " <span class=\"context\">" : "<span class=\"context\">");
        text(s, att_doc_words(d, d->sentences.p[other].at));
        raw(s, step > 0 ? "</span>" : "</span> ");
    }
}

static void put_marked(sheet *s, att_span all, att_span at)
{
    uint32_t end = at.at + at.n, stop = all.at + all.n;
    text(s, att_str_sub(s->d->text, all.at, at.at - all.at));
    between(s, ">>", "<mark>");
    text(s, att_doc_words(s->d, at));
    between(s, "<<", "</mark>");
    text(s, att_str_sub(s->d->text, end, stop - end));
}

void sheet_words(sheet *s, att_span at)
{
    att_src src = att_doc_source(s->d, at);
    att_span all = att_span_join(sentence_of(s->d, at), at);
    if (!s->html) {
        raw(s, "  \"");
        text(s, att_doc_words(s->d, at));
        raw(s, "\"\n  in: ");
    } else {
        raw(s, "<blockquote>");
        put_neighbour(s, all, -1);
    }
    put_marked(s, all, at);
    if (s->html)
        put_neighbour(s, all, 1);
    between(s, "\n", "</blockquote>\n");
    att_buf_format(&s->o, "%sbytes %u to %u of ", s->html ? "<p class=\"quiet small\">" : "  ", src.at, src.at + src.n);
    text(s, s->d->source);
    between(s, "\n", "</p>\n");
}

void sheet_path(sheet *s, uint32_t t)
{
    sheet_part(s, "tree");
    between(s, "  ", "<p>");
    for (int steps = 0; t != ATT_NONE && steps < STEPS; steps++, t = s->d->tokens.p[t].head) {
        raw(s, !steps ? "" : s->html ? " <span aria-hidden=\"true\">\xE2\x86\x90</span><span class=\"hidden\">under</span> " : " < ");
        text(s, att_token_form(s->d, t));
        between(s, " (", " <span class=\"quiet\">");
        raw(s, att_deprel_name(s->d->tokens.p[t].deprel));
        between(s, ")", "</span>");
    }
    between(s, "\n", "</p>\n");
}

/* ---- rows
 * --------------------------------------------------------------------------------------------------------------------------------- */

/* `because` is "verbs.tsv:312 ...". */
static bool names(att_str because, att_str where)
{
    return because.n >= where.n && memcmp(because.p, where.p, where.n) == 0 && (because.n == where.n || because.p[where.n] == ' ');
}

/* Some words of a long list "a|b|c": those that stand in `about`, else the first ones; and how many there are. */
static att_str shortened(sheet *s, att_str list, att_str about)
{
    att_buf found = {.arena = &s->d->arena}, first = {.arena = &s->d->arena};
    uint32_t n = 0;
    att_str rest = list, word, low = att_str_lower(&s->d->arena, about);
    while (att_str_split(&rest, '|', &word)) {
        if (n++ < FEW)
            att_buf_format(&first, "%s" ATT_STR_FMT, n > 1 ? "|" : "", ATT_STR_ARG(word));
        if (word.n && att_str_find(low, att_str_lower(&s->d->arena, word)) != SIZE_MAX)
            att_buf_format(&found, "%s" ATT_STR_FMT, found.n ? "|" : "", ATT_STR_ARG(word));
    }
    att_str shown = found.n ? att_buf_str(&found) : att_buf_str(&first);
    return n <= FEW ? list : att_format(&s->d->arena, ATT_STR_FMT " (of a list of %u)", ATT_STR_ARG(shown), n);
}

static void put_cells(sheet *s, const att_table *t, uint32_t row, att_str about)
{
    between(s, "", "<table class=\"facts\"><tbody>\n");
    for (uint32_t k = 0; k < t->columns; k++) {
        att_str value = shortened(s, t->row[row].cell[k], about);
        if (!value.n)
            continue;
        between(s, "    ", "<tr><th scope=\"row\">");
        text(s, t->column[k]);
        for (size_t n = t->column[k].n; n < 11 && !s->html; n++)
            raw(s, " ");
        between(s, "", "</th><td>");
        text(s, value);
        between(s, "\n", "</td></tr>\n");
    }
    between(s, "", "</tbody></table>\n");
}

void sheet_row(sheet *s, att_str because, att_str about)
{
    const att_table *t;
    for (uint32_t i = 0; (t = att_lexicon_at(s->d->engine->lexicon, i)); i++)
        for (uint32_t r = 0; r < t->rows; r++)
            if (names(because, att_format(&s->d->arena, "%s:%u", t->row[r].file, t->row[r].line))) {
                put_cells(s, t, r, about);
                return;
            }
}
