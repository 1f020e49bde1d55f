/* date/grammar.c */
#include "date/pattern.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"

const struct date_words *date_words_of(const struct att_date_tables *t) { return &t->words; }

/* ---- the rows -------------------------------------------------------------------------------------------------------------- */

static uint32_t number_of_word(att_arena *a, struct att_date_tables *t, att_str word)
{
    for (uint32_t e = att_map_find(&t->words.index, word); e != ATT_NONE; e = t->words.next.p[e])
        if (t->words.word.p[e].kind == DATE_PATTERN_WORD)
            return t->words.word.p[e].number;
    *ATT_PUSH(a, &t->by_word) = (att_ids){0};
    date_words_add(a, &t->words, word, (date_word){.kind = DATE_PATTERN_WORD, .number = t->by_word.n - 1});
    return t->by_word.n - 1;
}

static bool is_slot(att_str w) { return w.n && att_is_upper(w.p[0]); }

/* "of|in?" */
static att_status read_element(att_arena *a, struct att_date_tables *t, att_str text, date_element *out, const char *where,
                               att_error *error)
{
    att_str rest = text, one;
    if (att_str_ends(rest, "?") && rest.n > 1) {
        out->optional = true;
        rest.n--;
    }
    while (att_str_split(&rest, '|', &one)) {
        date_choice c = {.mask = DATE_BIT(DATE_PATTERN_WORD)};
        if (is_slot(one) && !(c.read = date_slot_find(one, &c.mask)))
            return att_fail(error, ATT_BAD_LEXICON, where, "%.*s stands for nothing; lex/README.md lists what may stand in a pattern",
                            ATT_STR_ARG(one));
        if (!c.read)
            c.word = number_of_word(a, t, one);
        *ATT_PUSH(a, &out->choice) = c;
        out->mask |= c.mask;
    }
    return ATT_OK;
}

/* Notes the row where reading will look for it: under the words and kinds of words that may stand first. */
static void index_row(att_arena *a, struct att_date_tables *t, uint32_t row)
{
    date_pattern *p = &t->pattern.p[row];
    p->goes_on = p->element.p[0].mask == DATE_WITHIN;
    if (p->goes_on)
        *ATT_PUSH(a, &t->go_on) = row;
    for (uint32_t i = 0; i < p->element.n && !p->goes_on; i++) {
        const date_element *e = &p->element.p[i];
        for (uint32_t c = 0; c < e->choice.n; c++)
            if (!e->choice.p[c].read)
                *ATT_PUSH(a, &t->by_word.p[e->choice.p[c].word]) = row;
        for (uint32_t kind = 0; kind <= DATE_KINDS; kind++)
            if (e->mask >> kind & 1 && kind != DATE_PATTERN_WORD)
                *ATT_PUSH(a, &t->by_kind[kind]) = row;
        if (!e->optional)
            return;
    }
}

static att_status read_pattern(att_arena *a, struct att_date_tables *t, att_str text, date_pattern *p, const char *where, att_error *error)
{
    att_str rest = text, one;
    while (att_str_split(&rest, ' ', &one)) {
        date_element e = {0};
        att_status s = one.n ? read_element(a, t, one, &e, where, error) : ATT_OK;
        if (s != ATT_OK)
            return s;
        if (one.n)
            *ATT_PUSH(a, &p->element) = e;
    }
    return p->element.n ? ATT_OK : att_fail(error, ATT_BAD_LEXICON, where, "a row without a pattern");
}

static att_status read_tests(att_arena *a, att_str text, date_pattern *p, const char *where, att_error *error)
{
    att_str rest = text, one;
    while (att_str_split(&rest, ' ', &one) && one.n) {
        att_str list = one, name;
        att_str_split(&list, '=', &name);
        date_condition *test = date_condition_find(name);
        if (!test)
            return att_fail(error, ATT_BAD_LEXICON, where, "%.*s is no condition that a pattern can have", ATT_STR_ARG(one));
        *ATT_PUSH(a, &p->test) = (date_test){test, list.p ? list : ATT_STR("")};
    }
    return ATT_OK;
}

static bool says_of(att_str name, date_says *out)
{
    static const char *const names[] = {"date", "length", "set", "reference"};
    for (int i = 0; i <= SAYS_REFERENCE; i++)
        if (att_str_is(name, names[i])) {
            *out = (date_says)i;
            return true;
        }
    return false;
}

static att_status open_words(att_arena *a, const att_lexicon *l, struct att_date_tables *t, att_error *error)
{
    const att_table *table = att_lexicon_table(l, "dates");
    int word = att_table_column(table, "word"), kind = att_table_column(table, "kind");
    int value = att_table_column(table, "value"), written = att_table_column(table, "written");
    for (uint32_t i = 0; table && i < table->rows; i++) {
        const att_row *row = &table->row[i];
        date_word w = {.kind = date_kind_of(att_row_cell(row, kind)), .value = att_row_cell(row, value)};
        if (w.kind == DATE_NO_KIND || w.kind == DATE_PATTERN_WORD)
            return att_fail(error, ATT_BAD_LEXICON, att_row_where(a, row).p,
                            "%.*s is no kind of date word; the head of the file lists them", ATT_STR_ARG(att_row_cell(row, kind)));
        w.capital = att_str_is(att_row_cell(row, written), "capital");
        att_str rest = att_row_cell(row, word), one;
        while (att_str_split(&rest, '|', &one))
            date_words_add(a, &t->words, one, w);
    }
    return ATT_OK;
}

att_status att_date_open(att_arena *a, const att_lexicon *l, const struct att_date_tables **out, att_error *error)
{
    struct att_date_tables *t = ATT_NEW(a, struct att_date_tables);
    t->words.index.arena = a;
    att_status opened = open_words(a, l, t, error);
    if (opened != ATT_OK)
        return opened;
    const att_table *table = att_lexicon_table(l, "date_patterns");
    int text = att_table_column(table, "pattern"), means = att_table_column(table, "means"), when = att_table_column(table, "when");
    for (uint32_t i = 0; table && i < table->rows; i++) {
        const att_row *row = &table->row[i];
        const char *where = att_row_where(a, row).p;
        date_pattern *p = ATT_PUSH(a, &t->pattern);
        att_status s = read_pattern(a, t, att_row_cell(row, text), p, where, error);
        if (s == ATT_OK && !says_of(att_row_cell(row, means), &p->says))
            s = att_fail(error, ATT_BAD_LEXICON, where, "%.*s: a pattern means a date, a length, a set or a reference",
                         ATT_STR_ARG(att_row_cell(row, means)));
        if (s == ATT_OK)
            s = read_tests(a, att_row_cell(row, when), p, where, error);
        if (s != ATT_OK)
            return s;
        index_row(a, t, i);
    }
    t->the = number_of_word(a, t, ATT_STR("the"));
    t->half = number_of_word(a, t, ATT_STR("half"));
    *out = t;
    return ATT_OK;
}

/* ---- matching -------------------------------------------------------------------------------------------------------------- */

static uint32_t read_choice(const date_matcher *k, const date_choice *c, uint32_t at, date_meaning *m)
{
    const date_text *x = k->r->x;
    if (c->read)
        return c->mask >= DATE_WITHIN || x->piece.p[at].mask & c->mask ? c->read(k, at, m) : ATT_NONE;
    m->the = m->the || c->word == x->tables->the;
    m->number.tenths = c->word == x->tables->half ? 5 : m->number.tenths;
    return 1;
}

static uint32_t match(const date_matcher *k, const date_pattern *p, uint32_t i, uint32_t at, date_meaning *m);

/* The end of the longest reading of element i and those behind it that takes element i, or ATT_NONE; *m is filled. */
static uint32_t match_element(const date_matcher *k, const date_pattern *p, uint32_t i, uint32_t at, date_meaning *m)
{
    const date_element *e = &p->element.p[i];
    uint32_t best = ATT_NONE;
    date_meaning before = *m;
    for (uint32_t c = 0; c < e->choice.n; c++) {
        if (!e->choice.p[c].read && k->r->x->piece.p[at].word != e->choice.p[c].word)
            continue;
        date_meaning mine = before;
        uint32_t used = read_choice(k, &e->choice.p[c], at, &mine),
                 end = used == ATT_NONE ? ATT_NONE : match(k, p, i + 1, at + used, &mine);
        if (end != ATT_NONE && (best == ATT_NONE || end > best)) {
            best = end;
            *m = mine;
        }
    }
    return best;
}

/* The end of the longest reading of elements i.. from piece `at`, or ATT_NONE; *m is filled. */
static uint32_t match(const date_matcher *k, const date_pattern *p, uint32_t i, uint32_t at, date_meaning *m)
{
    const date_text *x = k->r->x;
    for (; i < p->element.n; i++) {
        const date_element *e = &p->element.p[i];
        bool may = at < x->piece.n && (e->mask >= DATE_WITHIN || x->piece.p[at].mask & e->mask);
        uint32_t end = may ? match_element(k, p, i, at, m) : ATT_NONE;
        if (end != ATT_NONE || !e->optional)
            return end;
    }
    return at;
}

static bool holds(const date_matcher *k, const date_pattern *p, uint32_t end, const date_meaning *m)
{
    for (uint32_t i = 0; i < p->test.n; i++)
        if (!p->test.p[i].test(k, end, m, p->test.p[i].list))
            return false;
    return true;
}

/* Tries rows at the piece: *best becomes a longer reading of less than `limit` pieces, or one as long by an earlier row. */
static void try_rows(const date_matcher *k, const att_ids *rows, uint32_t limit, date_expression *best)
{
    const struct att_date_tables *t = k->r->x->tables;
    for (uint32_t i = 0; i < rows->n; i++) {
        if (!k->r->may[rows->p[i]])
            continue;
        const date_pattern *p = &t->pattern.p[rows->p[i]];
        date_meaning m = DATE_MEANING;
        uint32_t end = match(k, p, 0, k->start, &m), n = end == ATT_NONE ? 0 : end - k->start;
        bool better = n > best->n || (n && n == best->n && rows->p[i] < best->row);
        if (!better || n >= limit || !holds(k, p, end, &m))
            continue;
        m.says = p->says;
        *best = (date_expression){.means = m, .first = k->start, .n = n, .row = rows->p[i]};
    }
}

/* The best reading that starts with words at the piece; n is 0 for none. */
static date_expression start_at(date_reading *r, uint32_t at, uint32_t limit)
{
    const struct att_date_tables *t = r->x->tables;
    const date_piece *piece = &r->x->piece.p[at];
    date_matcher k = {r, at, ATT_NONE};
    date_expression best = {0};
    for (uint32_t kind = 0; kind <= DATE_KINDS; kind++)
        if (piece->mask >> kind & 1)
            try_rows(&k, &t->by_kind[kind], limit, &best);
    if (piece->word != ATT_NONE)
        try_rows(&k, &t->by_word.p[piece->word], limit, &best);
    return best;
}

static uint32_t add(date_reading *r, const date_expression *e)
{
    *ATT_PUSH(r->arena, &r->expression) = *e;
    return r->expression.n - 1;
}

static void read_piece(date_reading *r, uint32_t at)
{
    if (!r->x->piece.p[at].mask)
        return;
    date_expression e = start_at(r, at, UINT32_MAX);
    for (uint32_t n = 0; e.n > n;) {
        n = e.n;
        r->at[at] = add(r, &e);
        e.row = 0; /* who goes on must be longer */
        try_rows(&(date_matcher){r, at, r->at[at]}, &r->x->tables->go_on, UINT32_MAX, &e);
    }
}

uint32_t date_read_shorter(date_reading *r, uint32_t at, uint32_t n)
{
    date_expression e = n > 1 ? start_at(r, at, n) : (date_expression){0};
    return e.n ? add(r, &e) : ATT_NONE;
}

/* Leaves out the rows that need a sort of word that the sentence does not have: most of them, in most sentences. */
static void choose_rows(date_reading *r)
{
    const struct att_date_tables *t = r->x->tables;
    uint32_t there = 0;
    for (uint32_t i = 0; i < r->x->piece.n; i++)
        there |= r->x->piece.p[i].mask;
    r->may = ATT_ARRAY(r->arena, bool, t->pattern.n);
    for (uint32_t i = 0; i < t->pattern.n; i++) {
        const date_pattern *p = &t->pattern.p[i];
        r->may[i] = true;
        for (uint32_t k = 0; k < p->element.n && r->may[i]; k++)
            r->may[i] = p->element.p[k].optional || p->element.p[k].mask >= DATE_WITHIN || p->element.p[k].mask & there;
    }
}

void date_read(date_reading *r)
{
    uint32_t n = r->x->piece.n;
    choose_rows(r);
    r->expression.n = 0;
    r->at = ATT_ARRAY(r->arena, uint32_t, n + 1);
    for (uint32_t i = 0; i <= n; i++)
        r->at[i] = ATT_NONE;
    for (uint32_t i = n; i-- > 0;)
        read_piece(r, i);
}
