/* date/words.c */
#include "date/words.h"

#include <stdio.h>

#include "date/grammar.h"

date_kind date_kind_of(att_str name)
{
    static const char *const names[] = {
#define X(name, text) text,
        ATT_DATE_KINDS(X)
#undef X
    };
    for (int k = 1; k < DATE_KINDS; k++)
        if (att_str_is(name, names[k]))
            return (date_kind)k;
    return DATE_NO_KIND;
}

void date_words_add(att_arena *a, struct date_words *t, att_str form, date_word w)
{
    att_str rest = form, first, one;
    att_str_split(&rest, ' ', &first);
    w.form = form;
    w.words = 1;
    while (att_str_split(&rest, ' ', &one))
        w.words++;
    uint32_t *at = att_map_add(&t->index, first);
    *ATT_PUSH(a, &t->next) = *at;
    *at = t->word.n;
    *ATT_PUSH(a, &t->word) = w;
}

/* ---- pieces ---------------------------------------------------------------------------------------------------------------- */

static att_str lower(att_arena *a, att_str w)
{
    bool any = false;
    for (size_t i = 0; i < w.n && !any; i++)
        any = att_is_upper(w.p[i]);
    if (!any || w.n > 24)
        return w;
    w = att_str_copy(a, w);
    for (size_t i = 0; i < w.n; i++)
        if (att_is_upper(w.p[i]))
            ((char *)w.p)[i] = (char)(w.p[i] + 32);
    return w;
}

static void add_piece(date_text *x, att_arena *a, uint32_t token, att_str form)
{
    const struct date_words *t = date_words_of(x->tables);
    att_str low = lower(a, form);
    date_piece p = {.low = low, .token = token, .entry = att_map_find(&t->index, low), .capital = form.n && att_is_upper(form.p[0])};
    p.word = ATT_NONE;
    if (form.n && (att_is_digit(form.p[0]) || (form.p[0] == '\'' && form.n > 2 && att_is_digit(form.p[1]))))
        p.mask |= UINT32_C(1) << DATE_DIGIT;
    *ATT_PUSH(a, &x->piece) = p;
}

/* "mid-May", "pre-1990": the part of the word that stands before its hyphen, with the hyphen; 0 for none. */
static size_t prefix(att_str w)
{
    static const char *const prefixes[] = {"mid-", "late-", "early-", "pre-", "post-"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i]);
        if (w.n > n && att_str_same(att_str_sub(w, 0, n), att_str_of(prefixes[i])))
            return n;
    }
    return 0;
}

/* "Dec31": the length of the month's name before figures; 0 for none. */
static size_t month_before_figures(const date_text *x, att_arena *a, att_str w)
{
    size_t n = 0;
    while (n < w.n && !att_is_digit(w.p[n]))
        n++;
    if (n < 3 || n > 9 || n == w.n || w.n - n > 2 || !att_is_digit(w.p[w.n - 1]))
        return 0;
    const struct date_words *t = date_words_of(x->tables);
    uint32_t e = att_map_find(&t->index, lower(a, att_str_sub(w, 0, n)));
    return e != ATT_NONE && t->word.p[e].kind == DATE_MONTH ? n : 0;
}

const att_token *date_token(const date_text *x, uint32_t at) { return at < x->piece.n ? &x->d->tokens.p[x->piece.p[at].token] : NULL; }

bool date_is(const date_text *x, uint32_t at, const char *word) { return at < x->piece.n && att_str_is(x->piece.p[at].low, word); }

bool date_in(const date_text *x, uint32_t at, att_str list)
{
    att_str rest = list, one;
    while (at < x->piece.n && att_str_split(&rest, '|', &one))
        if (att_str_eq(x->piece.p[at].low, one))
            return true;
    return false;
}

static bool stands(const date_text *x, uint32_t at, const date_word *w)
{
    att_str rest = w->form, one;
    for (uint32_t i = at; att_str_split(&rest, ' ', &one); i++)
        if (i >= x->piece.n || !att_str_eq(x->piece.p[i].low, one))
            return false;
    return true;
}

/* Notes the longest word of each kind that stands at the piece. */
static void find_words(date_text *x, att_arena *a, uint32_t at)
{
    const struct date_words *t = date_words_of(x->tables);
    date_piece *p = &x->piece.p[at];
    p->found_at = x->found.n;
    for (uint32_t e = p->entry; e != ATT_NONE; e = t->next.p[e]) {
        const date_word *w = &t->word.p[e];
        if ((w->capital && !p->capital) || (w->words > 1 && !stands(x, at, w)))
            continue;
        if (w->kind == DATE_PATTERN_WORD)
            p->word = w->number;
        uint32_t i = p->found_at;
        while (i < x->found.n && x->found.p[i]->kind != w->kind)
            i++;
        if (i == x->found.n)
            *ATT_PUSH(a, &x->found) = w;
        else if (w->words > x->found.p[i]->words)
            x->found.p[i] = w;
        p->mask |= UINT32_C(1) << w->kind;
    }
}

void date_text_read(date_text *x, att_arena *a, uint32_t first, uint32_t end)
{
    x->piece.n = 0;
    for (uint32_t t = first; t < end; t++) {
        att_str w = att_token_form(x->d, t);
        size_t cut = prefix(w), month = month_before_figures(x, a, w);
        if (cut || month)
            add_piece(x, a, t, att_str_sub(w, 0, cut ? cut - 1 : month));
        cut = cut ? cut : month;
        add_piece(x, a, t, att_str_from(w, cut));
    }
    for (uint32_t i = 0; i < x->piece.n; i++)
        find_words(x, a, i);
}

const date_word *date_find(const date_text *x, uint32_t at, date_kind kind)
{
    if (at >= x->piece.n || !(x->piece.p[at].mask >> kind & 1))
        return NULL;
    for (uint32_t i = x->piece.p[at].found_at;; i++)
        if (x->found.p[i]->kind == kind)
            return x->found.p[i];
}

int date_value(const date_word *w)
{
    int64_t v = 0;
    att_str_number(w->value, &v);
    return (int)v;
}

/* ---- numbers --------------------------------------------------------------------------------------------------------------- */

static att_str low_at(const date_text *x, uint32_t at) { return at < x->piece.n ? x->piece.p[at].low : ATT_STR(""); }

static size_t digits(att_str w)
{
    size_t n = 0;
    while (n < w.n && att_is_digit(w.p[n]))
        n++;
    return n;
}

static bool is_article(const date_text *x, uint32_t at) { return date_is(x, at, "a") || date_is(x, at, "an"); }

/* "1,200", "2.5" */
static bool in_figures(att_str w, date_number *out)
{
    *out = (date_number){0};
    size_t i = 0;
    for (; i < w.n && (att_is_digit(w.p[i]) || (w.p[i] == ',' && i > 0)); i++)
        if (att_is_digit(w.p[i]) && out->whole < 100000000)
            out->whole = out->whole * 10 + (w.p[i] - '0');
    if (i && i + 2 == w.n && w.p[i] == '.' && att_is_digit(w.p[i + 1])) {
        out->tenths = w.p[i + 1] - '0';
        i += 2;
    }
    return i && i == w.n;
}

/* Below a hundred in words: "seven", "twenty-five", "twenty five". */
static uint32_t small_number(const date_text *x, uint32_t at, int *out)
{
    const date_word *w = date_find(x, at, DATE_NUMBER);
    if (!w || w->words > 1 || !w->value.n || !att_is_digit(w->value.p[0]))
        return 0;
    *out = date_value(w);
    uint32_t dash = date_is(x, at + 1, "-");
    const date_word *unit = *out >= 20 && *out < 100 && *out % 10 == 0 ? date_find(x, at + 1 + dash, DATE_NUMBER) : NULL;
    if (unit && unit->value.n == 1 && att_is_digit(unit->value.p[0]) && !is_article(x, at + 1 + dash) && date_value(unit) > 0) {
        *out += date_value(unit);
        return 2 + dash;
    }
    return 1;
}

/* "and a half", "1/2" behind a number */
static uint32_t half_behind(const date_text *x, uint32_t at, date_number *out)
{
    uint32_t used = date_is(x, at, "1/2") || date_is(x, at, "½") ? 1 : 0;
    if (date_is(x, at, "and") && (date_is(x, at + 1, "half") || (date_is(x, at + 1, "a") && date_is(x, at + 2, "half"))))
        used = date_is(x, at + 1, "half") ? 2 : 3;
    if (used)
        out->tenths = 5;
    return used;
}

/* "three hundred and twelve", "a thousand" behind the first number. */
static uint32_t number_in_words(const date_text *x, uint32_t at, date_number *out)
{
    int n;
    uint32_t used = small_number(x, at, &n);
    out->article = used && is_article(x, at);
    out->whole = used ? n : 0;
    for (; used && out->whole < 1000000 && (date_is(x, at + used, "hundred") || date_is(x, at + used, "thousand")); used++) {
        out->whole *= date_is(x, at + used, "hundred") ? 100 : 1000;
        out->article = false;
    }
    uint32_t more = out->whole >= 100 ? date_is(x, at + used, "and") : 0;
    uint32_t rest = out->whole >= 100 && !is_article(x, at + used + more) ? small_number(x, at + used + more, &n) : 0;
    if (rest && n < 100) {
        out->whole += n;
        used += more + rest;
    }
    return used;
}

uint32_t date_read_number(const date_text *x, uint32_t at, date_number *out)
{
    *out = (date_number){0};
    if (at >= x->piece.n)
        return 0;
    uint32_t used = 0;
    const date_word *w = date_find(x, at, DATE_NUMBER);
    if (date_is(x, at, "half") && is_article(x, at + 1)) {
        out->tenths = 5;
        return 2;
    }
    if (in_figures(x->piece.p[at].low, out)) {
        used = 1 + date_is(x, at + 1, "hundred");
        out->whole *= used == 2 ? 100 : 1;
    } else if (w && att_str_is(w->value, "X")) { /* several, a few */
        out->vague = true;
        return w->words;
    } else if (w && w->words > 1) { /* a couple of, half a dozen */
        out->whole = date_value(w);
        return w->words;
    } else if (w)
        used = number_in_words(x, at, out);
    return used ? used + half_behind(x, at + used, out) : 0;
}

static bool ordinal_in_figures(att_str w, int *out)
{
    size_t n = digits(w);
    int64_t v;
    if (!n || n > 2 || n + 2 != w.n || !att_str_number(att_str_sub(w, 0, n), &v))
        return false;
    att_str tail = att_str_from(w, n);
    *out = (int)v;
    return att_str_is(tail, "st") || att_str_is(tail, "nd") || att_str_is(tail, "rd") || att_str_is(tail, "th");
}

uint32_t date_read_ordinal(const date_text *x, uint32_t at, int *out)
{
    if (at >= x->piece.n)
        return 0;
    if (ordinal_in_figures(x->piece.p[at].low, out))
        return 1;
    const date_word *o = date_find(x, at, DATE_ORDINAL);
    if (o) {
        *out = date_value(o);
        return 1;
    }
    int tens;
    uint32_t used = small_number(x, at, &tens);
    if (used != 1 || tens < 20 || tens > 90)
        return 0;
    used += date_is(x, at + 1, "-");
    o = date_find(x, at + used, DATE_ORDINAL);
    if (!o || date_value(o) > 9)
        return 0;
    *out = tens + date_value(o);
    return used + 1;
}

uint32_t date_read_day(const date_text *x, uint32_t at, bool ordinal_only, int *out)
{
    uint32_t used = date_read_ordinal(x, at, out);
    if (!used && !ordinal_only) {
        att_str w = low_at(x, at);
        if (digits(w) == w.n ? w.n > 2 : digits(w) > 0)
            return 0;
        date_number n = {0};
        used = w.n && att_is_digit(w.p[0]) ? in_figures(w, &n) : is_article(x, at) ? 0 : small_number(x, at, out);
        if (n.whole)
            *out = (int)n.whole;
        else if (w.n && att_is_digit(w.p[0]))
            return 0;
    }
    return used && *out >= 1 && *out <= 31 ? used : 0;
}

/* ---- years ----------------------------------------------------------------------------------------------------------------- */

/* "241 BC", "AD 79"; the first of "58-50 BC" too. */
static uint32_t year_of_era(const date_text *x, uint32_t at, int *out)
{
    int64_t v;
    const date_word *era = date_find(x, at, DATE_ERA);
    if (era && date_value(era) > 0 && att_str_number(low_at(x, at + 1), &v) && v > 0 && v < 2200)
        return *out = (int)v, 2;
    if (low_at(x, at).n > 4 || !att_str_number(low_at(x, at), &v) || v < 1)
        return 0;
    era = date_find(x, at + 1, DATE_ERA);
    const date_word *after_range = date_is(x, at + 1, "-") || date_is(x, at + 1, "–") ? date_find(x, at + 3, DATE_ERA) : NULL;
    if (!era && !(after_range && date_value(after_range) < 0))
        return 0;
    *out = date_value(era ? era : after_range) < 0 ? 1 - (int)v : (int)v;
    return era ? 2 : 1;
}

/* "nineteen ninety-four", "two thousand and ten", "seventeen hundred thirty three" */
static uint32_t year_in_words(const date_text *x, uint32_t at, int *out)
{
    int century, rest = 0;
    if (small_number(x, at, &century) != 1 || att_is_digit(low_at(x, at).p[0]) || is_article(x, at))
        return 0;
    bool thousand = century == 2 && date_is(x, at + 1, "thousand"), hundred = date_is(x, at + 1, "hundred");
    if (!thousand && (century < 11 || century > 20))
        return 0;
    uint32_t k = at + 1 + (thousand || hundred);
    uint32_t and = thousand || hundred ? date_is(x, k, "and") : 0, more = is_article(x, k + and) ? 0 : small_number(x, k + and, &rest);
    if (!thousand && !hundred && (!more || rest < 10))
        return 0;
    *out = (thousand ? 2000 : century * 100) + (more ? rest : 0);
    return k - at + (more ? and+more : 0);
}

uint32_t date_read_year(const date_text *x, uint32_t at, int *out)
{
    att_str w = low_at(x, at);
    int64_t v;
    uint32_t used = year_of_era(x, at, out);
    if (used)
        return used;
    if (digits(w) == 4 && w.n == 4 && att_str_number(w, &v) && v >= 1000 && v <= 2200)
        return *out = (int)v, 1;
    if (w.n == 3 && w.p[0] == '\'' && att_str_number(att_str_from(w, 1), &v))
        return *out = (int)v + (v < 30 ? 2000 : 1900), 1;
    return year_in_words(x, at, out);
}

/* ---- hours ----------------------------------------------------------------------------------------------------------------- */

static bool half_of_day(att_str tail, int *hour)
{
    bool pm = att_str_is(tail, "pm") || att_str_is(tail, "p.m.") || att_str_is(tail, "p.m");
    bool am = att_str_is(tail, "am") || att_str_is(tail, "a.m.") || att_str_is(tail, "a.m");
    if (!(pm || am) || *hour > 12)
        return false;
    *hour = *hour % 12 + (pm ? 12 : 0);
    return true;
}

/* The hour and minutes at the front of a word: their length, 0 for none. */
static size_t hour_of(att_str w, int *hour, int *minutes)
{
    size_t n = digits(w);
    int64_t h, m = 0;
    if (!n || n > 2 || !att_str_number(att_str_sub(w, 0, n), &h) || h > 24)
        return 0;
    bool more = w.n >= n + 3 && (w.p[n] == ':' || w.p[n] == '.') && att_str_number(att_str_sub(w, n + 1, 2), &m) && m < 60;
    *hour = (int)h;
    *minutes = more ? (int)m : -1;
    return more ? n + 3 : n;
}

uint32_t date_read_clock(const date_text *x, uint32_t at, char out[8])
{
    att_str w = low_at(x, at);
    const date_word *named = date_find(x, at, DATE_HOUR);
    if (named)
        return snprintf(out, 8, "%.*s", (int)named->value.n, named->value.p), named->words;
    int64_t four;
    if (digits(w) == 4 && w.n == 4 && att_str_number(w, &four) && four < 2400 && four % 100 < 60 &&
        (date_find(x, at + 1, DATE_ZONE) || date_is(x, at + 1, "hours")))
        return snprintf(out, 8, "%02u:%02u", (unsigned)four / 100 % 24, (unsigned)four % 100),
               1 + date_is(x, at + 1, "hours"); /* "0400 GMT" */
    int h, m = -1;
    size_t n = hour_of(w, &h, &m);
    if (!n && (small_number(x, at, &h) != 1 || is_article(x, at) || h < 1 || h > 12))
        return 0;
    att_str tail = n ? att_str_from(w, n) : ATT_STR("");
    uint32_t used = 1;
    if (!tail.n) {
        tail = low_at(x, at + 1);
        used = 2;
        if (date_is(x, at + 1, "o'clock"))
            return snprintf(out, 8, "%02d:00", h), 2;
    }
    bool full = att_str_is(tail, "hrs") || att_str_is(tail, "hours") || att_str_is(tail, "h");
    if (!half_of_day(tail, &h)) {
        if (m < 0 || w.p[n - 3] != ':' || !(full || used == 2))
            return 0;
        used = full ? used : 1;
    }
    snprintf(out, 8, "%02u:%02u", (unsigned)h % 24, m < 0 ? 0 : (unsigned)m % 60);
    return used;
}

/* ---- dates in figures ------------------------------------------------------------------------------------------------------ */

/* Up to three numbers of one word, parted by one of "/.-". */
static int numbers_of(att_str w, int64_t out[3])
{
    int n = 0;
    char mark = 0;
    for (size_t i = 0; i < w.n; n++) {
        size_t k = i;
        while (k < w.n && att_is_digit(w.p[k]))
            k++;
        if (k == i || k - i > 4 || n == 3 || !att_str_number(att_str_sub(w, i, k - i), &out[n]))
            return 0;
        if (k < w.n && ((mark && w.p[k] != mark) || (w.p[k] != '/' && w.p[k] != '.' && w.p[k] != '-') || k + 1 == w.n))
            return 0;
        mark = k < w.n ? w.p[k] : mark;
        i = k + 1;
    }
    return n;
}

/* Which of two numbers is the month: the first, as Americans write, unless only the second can be. */
static bool month_and_day(int64_t a, int64_t b, int *m, int *d)
{
    bool swap = a > 12 && b <= 12;
    *m = (int)(swap ? b : a);
    *d = (int)(swap ? a : b);
    return *m >= 1 && *m <= 12 && *d >= 1 && *d <= 31;
}

static bool put_date(int64_t year, bool two_digits, int64_t a, int64_t b, int *y, int *m, int *d)
{
    *y = (int)(two_digits ? year + (year < 40 ? 2000 : 1900) : year);
    return month_and_day(a, b, m, d) && *d <= att_month_days(*y, *m);
}

/* The three parts of a date that the tokenizer cut at its hyphens or slashes, a month's name among them. */
static uint32_t figures_with_name(const date_text *x, uint32_t at, int *y, int *m, int *d)
{
    int64_t v[2];
    int n = 0, month = 0;
    for (uint32_t k = at; k < at + 5; k += 2) {
        const date_word *w = date_find(x, k, DATE_MONTH);
        if (w && !month)
            month = date_value(w);
        else if (n < 2 && low_at(x, k).n <= 4 && att_str_number(low_at(x, k), &v[n]))
            n++;
        else
            return 0;
        if (k < at + 4 && !date_is(x, k + 1, "-") && !date_is(x, k + 1, "/"))
            return 0;
    }
    if (!month || n != 2)
        return 0;
    bool year_first = v[0] > 31;
    *y = (int)v[year_first ? 0 : 1];
    *d = (int)v[year_first ? 1 : 0];
    *m = month;
    return *y > 99 && *d >= 1 && *d <= att_month_days(*y, *m) ? 5 : 0;
}

/* "2025-02-07" as three numbers and two hyphens */
static uint32_t figures_apart(const date_text *x, uint32_t at, int *y, int *m, int *d)
{
    int64_t v[3];
    for (uint32_t i = 0; i < 3; i++)
        if (low_at(x, at + 2 * i).n > 4 || !att_str_number(low_at(x, at + 2 * i), &v[i]) || (i && !date_is(x, at + 2 * i - 1, "-")))
            return 0;
    bool right = v[0] > 999 ? put_date(v[0], false, v[1], v[2], y, m, d) : v[2] > 999 && put_date(v[2], false, v[0], v[1], y, m, d);
    return right ? 5 : 0;
}

uint32_t date_read_figures(const date_text *x, uint32_t at, int *y, int *m, int *d)
{
    att_str w = low_at(x, at);
    int64_t v[3];
    if (digits(w) == 8 && w.n == 8 && att_str_number(att_str_sub(w, 0, 4), &v[0]) && att_str_number(att_str_sub(w, 4, 2), &v[1]) &&
        att_str_number(att_str_sub(w, 6, 2), &v[2]))
        return v[0] >= 1900 && v[0] < 2100 && put_date(v[0], false, v[1], v[2], y, m, d) && *m == v[1] ? 1 : 0;
    if (numbers_of(w, v) == 3)
        return (v[0] > 999 ? put_date(v[0], false, v[1], v[2], y, m, d) : put_date(v[2], v[2] < 100, v[0], v[1], y, m, d)) ? 1 : 0;
    if (digits(w) == 4 && w.n == 4 && low_at(x, at + 1).n == 2 && low_at(x, at + 2).n == 2 && att_str_number(w, &v[0]) &&
        att_str_number(low_at(x, at + 1), &v[1]) && att_str_number(low_at(x, at + 2), &v[2]))
        return v[1] <= 12 && put_date(v[0], false, v[1], v[2], y, m, d) ? 3 : 0;
    uint32_t used = figures_with_name(x, at, y, m, d);
    return used ? used : figures_apart(x, at, y, m, d);
}

uint32_t date_read_short_figures(const date_text *x, uint32_t at, int *m, int *d)
{
    int64_t v[3];
    if (numbers_of(low_at(x, at), v) == 2)
        return month_and_day(v[0], v[1], m, d) ? 1 : 0;
    bool mark = date_is(x, at + 1, "-") || date_is(x, at + 1, "/");
    const date_word *name = mark ? date_find(x, at, DATE_MONTH) : NULL; /* "Oct/2" */
    if (name && low_at(x, at + 2).n <= 2 && att_str_number(low_at(x, at + 2), &v[1]))
        return month_and_day(date_value(name), v[1], m, d) ? 3 : 0;
    if (!mark || low_at(x, at).n > 2 || low_at(x, at + 2).n > 2 || !att_str_number(low_at(x, at), &v[0]) ||
        !att_str_number(low_at(x, at + 2), &v[1]))
        return 0;
    return month_and_day(v[0], v[1], m, d) ? 3 : 0;
}
