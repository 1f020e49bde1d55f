/* article/tables.c: the phrases of lex/article, and which of them a line holds. */
#include "article/meta.h"
#include "pipe/rooms.h"

typedef struct {
    att_str form;
    char after; /* the first sign behind the word that is no blank, 0 for none */
} word;

enum { MOST_WORDS = 64 };

static bool is_word(unsigned char c) { return c >= 0x80 || att_is_alpha(c) || att_is_digit(c) || c == '\'' || c == '&'; }

/* Cuts folded text into words; at most `room`. */
static uint32_t cut(att_str s, word *out, uint32_t room)
{
    uint32_t n = 0;
    for (size_t at = 0; at < s.n && n < room;) {
        if (!is_word((unsigned char)s.p[at])) {
            at++;
            continue;
        }
        size_t start = at;
        while (at < s.n && is_word((unsigned char)s.p[at]))
            at++;
        size_t sign = at;
        while (sign < s.n && s.p[sign] == ' ')
            sign++;
        bool sign_follows = sign < s.n && !is_word((unsigned char)s.p[sign]);
        out[n++] = (word){att_str_sub(s, start, at - start), sign_follows ? s.p[sign] : 0};
        /* an arrow or a guillemet folds to several bytes above 0x7F: seen as a word of its own, which ends a label too */
    }
    return n;
}

static void add_residue(att_arena *arena, struct att_article_tables *t, const att_row *r, const int column[4])
{
    word w[MOST_WORDS];
    uint32_t n = cut(att_str_fold(arena, att_row_cell(r, column[3])), w, MOST_WORDS);
    int64_t most = 0;
    if (!n || !att_str_number(att_row_cell(r, column[2]), &most) || most <= 0 || most > MOST_WORDS)
        most = n ? 12 : 0;
    if (!n)
        return;
    att_str *words = ATT_ARRAY(arena, att_str, n);
    for (uint32_t i = 0; i < n; i++)
        words[i] = w[i].form;
    uint32_t *first = att_map_add(&t->first, words[0]);
    att_residue *row = ATT_PUSH(arena, &t->residue);
    *row = (att_residue){att_row_cell(r, column[0]), att_row_cell(r, column[1]), (uint32_t)most, n, words, *first};
    *first = t->residue.n - 1;
}

static void read_residue(att_arena *arena, struct att_article_tables *t, const att_table *from)
{
    int column[4] = {-1, -1, -1, -1};
    static const char *const names[] = {"why", "where", "most", "phrase"};
    for (int i = 0; from && i < 4; i++)
        column[i] = att_table_column(from, names[i]);
    for (uint32_t i = 0; from && i < from->rows; i++)
        add_residue(arena, t, &from->row[i], column);
}

static void read_credits(att_arena *arena, struct att_article_tables *t, const att_table *from)
{
    int use = from ? att_table_column(from, "use") : -1, phrase = from ? att_table_column(from, "phrase") : -1;
    for (uint32_t i = 0; from && i < from->rows; i++) {
        att_str u = att_row_cell(&from->row[i], use), key = att_str_fold(arena, att_row_cell(&from->row[i], phrase));
        att_map *m = att_str_is(u, "agency") ? &t->agency : att_str_is(u, "label") ? &t->label : &t->opener;
        *att_map_add(m, key) = 0;
    }
}

static void read_languages(att_arena *arena, struct att_article_tables *t, const att_table *from)
{
    int language = from ? att_table_column(from, "language") : -1, words = from ? att_table_column(from, "words") : -1;
    for (uint32_t i = 0; from && i < from->rows && t->languages.n < 32; i++) {
        att_str rest = att_row_cell(&from->row[i], words), piece;
        uint32_t bit = (uint32_t)1 << t->languages.n;
        *ATT_PUSH(arena, &t->languages) = att_row_cell(&from->row[i], language);
        while (rest.p && att_str_split(&rest, ' ', &piece)) {
            uint32_t *in = piece.n ? att_map_add(&t->language, piece) : NULL;
            if (in)
                *in = *in == ATT_NONE ? bit : *in | bit;
        }
    }
}

static void read_names(att_arena *arena, struct att_article_tables *t, const att_table *from)
{
    int use = from ? att_table_column(from, "use") : -1, name = from ? att_table_column(from, "name") : -1;
    for (uint32_t i = 0; from && i < from->rows; i++) {
        att_str u = att_row_cell(&from->row[i], use);
        uint32_t k = 0;
        while (k < t->uses.n && !att_str_eq(t->uses.p[k], u))
            k++;
        if (k == t->uses.n)
            *ATT_PUSH(arena, &t->uses) = att_str_copy(arena, u); /* NUL-terminated */
        *att_map_add(&t->names, att_row_cell(&from->row[i], name)) = k;
    }
}

static void add_bit(att_map *m, att_str key, uint32_t bit)
{
    uint32_t *bits = att_map_add(m, key);
    *bits = (*bits == ATT_NONE ? 0 : *bits) | 1u << bit;
}

static void read_bylines(att_arena *arena, struct att_article_tables *t, const att_table *from)
{
    static const char *const uses[] = {"opener", "beside", "end", "role", "body", "nobody"};
    int use = from ? att_table_column(from, "use") : -1, phrase = from ? att_table_column(from, "phrase") : -1;
    for (uint32_t i = 0; from && i < from->rows; i++) {
        att_str u = att_row_cell(&from->row[i], use), words = att_str_fold(arena, att_row_cell(&from->row[i], phrase)), rest = words, first;
        for (uint32_t k = 0; k < sizeof uses / sizeof *uses; k++)
            if (att_str_is(u, uses[k]))
                add_bit(&t->bylines, words, k);
        if (att_str_is(u, uses[ATT_BYLINE_OPENER]) && att_str_split(&rest, ' ', &first))
            add_bit(&t->bylines, first, ATT_BYLINE_FIRST);
    }
}

static void read_fields(att_arena *arena, struct att_article_tables *t, const att_table *from)
{
    int field = from ? att_table_column(from, "field") : -1, name = from ? att_table_column(from, "name") : -1;
    for (uint32_t i = 0; from && i < from->rows; i++)
        *att_map_add(&t->fields, att_str_fold(arena, att_row_cell(&from->row[i], name))) =
            att_meta_field_of(att_row_cell(&from->row[i], field));
}

att_status att_article_open(att_arena *arena, const att_lexicon *lex, const struct att_article_tables **out, att_error *error)
{
    (void)error;
    struct att_article_tables *t = ATT_NEW(arena, struct att_article_tables);
    t->first.arena = t->agency.arena = t->label.arena = t->opener.arena = t->language.arena = arena;
    t->names.arena = t->bylines.arena = t->fields.arena = arena;
    read_residue(arena, t, att_lexicon_table(lex, "article/residue"));
    read_credits(arena, t, att_lexicon_table(lex, "article/credits"));
    read_languages(arena, t, att_lexicon_table(lex, "article/languages"));
    read_names(arena, t, att_lexicon_table(lex, "article/names"));
    read_bylines(arena, t, att_lexicon_table(lex, "article/bylines"));
    read_fields(arena, t, att_lexicon_table(lex, "article/meta"));
    *out = t;
    return ATT_OK;
}

/* ---- which phrase a line holds -------------------------------------------------------------------------------------- */

static bool holds(const att_residue *r, const word *w, uint32_t n, uint32_t at)
{
    if (at + r->n > n)
        return false;
    for (uint32_t i = 0; i < r->n; i++)
        if (!att_str_eq(r->word[i], w[at + i].form))
            return false;
    return true;
}

/* Links and buttons have no full stop; "Page resigned on Monday." is news. */
static bool must_be_headish(att_str why)
{
    return att_str_is(why, "navigation") || att_str_is(why, "share") || att_str_is(why, "live") || att_str_is(why, "donation");
}

static bool fits(const att_residue *r, const att_block *k, const word *w, uint32_t n, uint32_t at, bool first)
{
    if (k->count > r->most || !holds(r, w, n, at))
        return false;
    bool all = at == 0 && r->n == n, at_end = at + r->n == n;
    if (att_str_is(r->where, "whole"))
        return all && !k->quoted;
    if (att_str_is(r->where, "label")) {
        char sign = w[at + r->n - 1].after;
        return at == 0 && !all && !k->quoted && sign && strchr(":|>-", sign) && (sign != '-' || k->headish) && !(first && k->headish);
    }
    if (att_str_is(r->where, "start"))
        return at == 0 && !k->quoted && (k->headish || !must_be_headish(r->why));
    if (att_str_is(r->where, "end"))
        return at_end && k->headish;
    return !k->quoted || k->headish;
}

att_str att_residue_of(const struct att_article_tables *t, att_arena *arena, const att_block *k, bool first)
{
    if (!k->fold.n || k->count > MOST_WORDS)
        return ATT_STR("");
    word *w = ATT_ARRAY(arena, word, MOST_WORDS + 1);
    uint32_t n = cut(k->fold, w, MOST_WORDS + 1);
    for (uint32_t at = 0; at < n; at++)
        for (uint32_t i = att_map_find(&t->first, w[at].form); i != ATT_NONE; i = t->residue.p[i].next)
            if (fits(&t->residue.p[i], k, w, n, at, first))
                return t->residue.p[i].why;
    return ATT_STR("");
}
