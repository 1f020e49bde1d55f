/* article/written.c: what lines about the report say: dates, datelines, copyright. */
#include "article/article.h"

/* ---- dates ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    att_str form;
    size_t at;
    int number, digits; /* -1: no number */
    int month;          /* 0: none */
} piece;

static int month_of(att_str s)
{
    static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    for (int i = 0; i < 12; i++) {
        att_str full = att_str_of(names[i]);
        if (att_str_same(s, full) || (s.n == 3 && att_str_same(s, (att_str){full.p, 3})) || (i == 8 && att_str_same(s, ATT_STR("sept"))))
            return i + 1;
    }
    return 0;
}

/* The next word or number from *at. */
static bool next_piece(att_str s, size_t *at, piece *out)
{
    while (*at < s.n && !att_is_alpha((unsigned char)s.p[*at]) && !att_is_digit((unsigned char)s.p[*at]) && (unsigned char)s.p[*at] < 0x80)
        (*at)++;
    if (*at >= s.n)
        return false;
    *out = (piece){.at = *at, .number = -1};
    bool digit = att_is_digit((unsigned char)s.p[*at]);
    size_t i = *at;
    for (; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (digit ? !att_is_digit(c) : !(att_is_alpha(c) || c >= 0x80))
            break;
    }
    out->form = att_str_sub(s, *at, i - *at);
    *at = i;
    if (digit && out->form.n <= 4) {
        out->number = 0;
        for (size_t k = 0; k < out->form.n; k++)
            out->number = out->number * 10 + (out->form.p[k] - '0');
        out->digits = (int)out->form.n;
    } else if (!digit) {
        out->month = month_of(out->form);
    }
    return true;
}

static bool is_ordinal(const piece *p)
{
    return att_str_same(p->form, ATT_STR("st")) || att_str_same(p->form, ATT_STR("nd")) || att_str_same(p->form, ATT_STR("rd")) ||
           att_str_same(p->form, ATT_STR("th")) || att_str_same(p->form, ATT_STR("of"));
}

static bool make_day(int year, int month, int day, att_day *out)
{
    if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > att_month_days(year, month))
        return false;
    *out = att_day_of(year, month, day);
    return true;
}

static char sign_between(att_str s, const piece *a, const piece *b) { return b->at == a->at + a->form.n + 1 ? s.p[b->at - 1] : 0; }

/* Three pieces in a row as a date. */
static bool day_of_three(att_str s, const piece p[3], att_day *out)
{
    char one = sign_between(s, &p[0], &p[1]), two = sign_between(s, &p[1], &p[2]);
    if (p[0].number >= 0 && p[0].digits <= 2 && p[1].month && p[2].digits == 4)
        return make_day(p[2].number, p[1].month, p[0].number, out);
    if (p[0].month && p[1].number >= 0 && p[1].digits <= 2 && p[2].digits == 4)
        return make_day(p[2].number, p[0].month, p[1].number, out);
    if (p[0].digits == 4 && p[1].number >= 0 && p[2].number >= 0 && p[2].digits <= 2 && one == two && one && strchr("-/.", one))
        return make_day(p[0].number, p[1].number, p[2].number, out);
    if (p[2].digits == 4 && p[0].digits && p[0].digits <= 2 && p[1].digits && p[1].digits <= 2 && one == two && one && strchr("-/.", one)) {
        if (one == '.' || p[0].number > 12 || p[0].number == p[1].number)
            return make_day(p[2].number, p[1].number, p[0].number, out);
        if (p[1].number > 12)
            return make_day(p[2].number, p[0].number, p[1].number, out);
    }
    return false; /* 03/04/2024 may be two days: neither is taken */
}

bool att_date_written(att_str s, att_day *out, size_t *at, size_t *n)
{
    piece p[3] = {0};
    size_t here = 0, have = 0;
    for (piece next; next_piece(s, &here, &next);) {
        if (have && p[2].number >= 0 && is_ordinal(&next))
            continue;
        p[0] = p[1];
        p[1] = p[2];
        p[2] = next;
        have++;
        if (have < 3 || !day_of_three(s, p, out))
            continue;
        if (at)
            *at = p[0].at;
        if (n)
            *n = p[2].at + p[2].form.n - p[0].at;
        return true;
    }
    return false;
}

static bool starts_upper(att_str s)
{
    size_t n;
    return s.n && att_utf8_is_upper(att_utf8_at(s, 0, &n));
}

/* ---- datelines -------------------------------------------------------------------------------------------------------------- */

/* The dash that ends a dateline: " - ", " -- ", an en or em dash; its place, and *n the bytes with the blanks around it. */
static size_t dash_at(att_str s, size_t *n)
{
    for (size_t i = 0; i + 1 < s.n && i < 100; i++) {
        size_t k = i;
        while (k < s.n && s.p[k] == ' ')
            k++;
        size_t blanks = k - i;
        if (att_str_starts(att_str_from(s, k), "\xE2\x80\x94") || att_str_starts(att_str_from(s, k), "\xE2\x80\x93"))
            k += 3;
        else if (blanks && att_str_starts(att_str_from(s, k), "-- "))
            k += 2;
        else if (blanks && att_str_starts(att_str_from(s, k), "- "))
            k += 1;
        else
            continue;
        while (k < s.n && s.p[k] == ' ')
            k++;
        *n = k - i;
        return i;
    }
    return SIZE_MAX;
}

static bool all_caps(att_str s)
{
    int upper = 0;
    for (size_t at = 0, n; at < s.n; at += n) {
        uint32_t c = att_utf8_at(s, at, &n);
        if (att_utf8_is_lower(c))
            return false;
        upper += att_utf8_is_upper(c);
    }
    return upper >= 2;
}

static bool has_digit(att_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (att_is_digit((unsigned char)s.p[i]))
            return true;
    return false;
}

/* Without a year: the year that brings the day next to the day of publication. */
static att_day day_near(const att_doc *d, att_str s)
{
    att_day out;
    if (att_date_written(s, &out, NULL, NULL))
        return out;
    piece p[2] = {0};
    size_t at = 0;
    if (d->published == ATT_NO_DAY || !next_piece(s, &at, &p[0]) || !next_piece(s, &at, &p[1]))
        return ATT_NO_DAY;
    int month = p[0].month ? p[0].month : p[1].month, day = p[0].month ? p[1].number : p[0].number, year, m, k;
    att_day best = ATT_NO_DAY;
    att_day_parts(d->published, &year, &m, &k);
    for (int y = year - 1; y <= year + 1; y++) {
        att_day here;
        if (!month || !make_day(y, month, day, &here))
            continue;
        int32_t far = here > d->published ? here - d->published : d->published - here;
        int32_t best_far = best == ATT_NO_DAY ? INT32_MAX : best > d->published ? best - d->published : d->published - best;
        best = far < best_far ? here : best;
    }
    return best;
}

/* A full stop behind anything but a month ("Nov. 13"). */
static bool has_sentence_end(att_str s)
{
    for (size_t i = 3; i + 1 < s.n; i++) {
        size_t start = i;
        while (start > 0 && att_is_alpha((unsigned char)s.p[start - 1]))
            start--;
        if (s.p[i] == '.' && s.p[i + 1] == ' ' && !month_of(att_str_sub(s, start, i - start)))
            return true;
    }
    return false;
}

static bool mostly_months(att_str part)
{
    piece p;
    size_t at = 0;
    return next_piece(part, &at, &p) && (p.month || p.number >= 0);
}

static void read_parts(att_doc *d, att_str head)
{
    att_str rest = head, part;
    att_buf place = {.arena = &d->arena};
    size_t date_at = SIZE_MAX;
    while (att_str_split(&rest, ',', &part)) {
        att_str t = att_str_trim(part);
        if (!t.n)
            continue;
        if (date_at == SIZE_MAX && (mostly_months(t) || has_digit(t)))
            date_at = (size_t)(t.p - head.p);
        if (date_at != SIZE_MAX)
            continue;
        if (place.n)
            att_buf_add(&place, ATT_STR(", "));
        att_buf_add(&place, t);
    }
    d->dateline_place = place.n ? att_buf_str(&place) : ATT_STR("");
    if (date_at == SIZE_MAX)
        return;
    att_str date = att_str_from(head, date_at);
    att_day full;
    if (att_date_written(date, &full, NULL, NULL))
        att_published_take(d, full, "dateline");
    d->dateline_date = day_near(d, date);
}

void att_dateline_read(att_doc *d, att_str words, att_str *agency)
{
    *agency = (att_str){0};
    size_t dash_n, dash = dash_at(words, &dash_n);
    if (dash == SIZE_MAX || !dash)
        return;
    att_str head = att_str_trim((att_str){words.p, dash});
    const char *open = memchr(head.p, '(', head.n);
    if (open && head.p[head.n - 1] == ')') {
        *agency = att_str_trim((att_str){open + 1, (size_t)(head.p + head.n - 1 - (open + 1))});
        head = att_str_trim((att_str){head.p, (size_t)(open - head.p)});
    }
    att_str rest = head, first;
    att_str_split(&rest, ',', &first);
    bool caps = all_caps(first), dated = rest.p && has_digit(rest);
    /* "Seoul - " alone may be the start of a sentence; "SEOUL - ", "Seoul (Reuters) - " and "Seoul, March 3 - " are datelines */
    if (!head.n || head.n > 70 || !starts_upper(head) || !(caps || agency->n || dated) || has_sentence_end(head)) {
        *agency = (att_str){0};
        return;
    }
    read_parts(d, head);
}

/* ---- copyright ----------------------------------------------------------------------------------------------------------------- */

static size_t sign_of(att_str s)
{
    static const char *const signs[] = {"\xC2\xA9", "\xE2\x93\x92", "\xE2\x93\x92", "\xE2\x92\xB8", "(c)", "(C)", "&copy;"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (att_str_starts(s, signs[i]))
            return strlen(signs[i]);
    return 0;
}

static att_str skip_signs(att_str s, bool *seen)
{
    for (;;) {
        s = att_str_trim(s);
        size_t n = sign_of(s);
        if (!n && s.n > 9 && att_str_same((att_str){s.p, 9}, ATT_STR("copyright")) && !att_is_alpha((unsigned char)s.p[9]))
            n = 9;
        if (!n && s.n > 4 && att_is_digit((unsigned char)s.p[0]) && att_is_digit((unsigned char)s.p[3]))
            n = 4;
        if (!n && s.n && strchr(",;:-", s.p[0]))
            n = 1;
        if (!n && s.n > 3 && att_str_same((att_str){s.p, 3}, ATT_STR("by ")))
            n = 3;
        if (!n)
            return s;
        *seen |= n != 1;
        s = att_str_from(s, n);
    }
}

bool att_copyright_is(att_str s)
{
    if (s.n > 500)
        return false;
    if (sign_of(s))
        return true;
    att_str word = {s.p, s.n < 9 ? s.n : 9};
    if (!att_str_same(word, ATT_STR("copyright")) || s.n < 11)
        return false;
    att_str rest = att_str_trim(att_str_from(s, 9));
    return rest.n && (sign_of(rest) || att_is_digit((unsigned char)rest.p[0]) || rest.p[0] == ':');
}

att_str att_copyright_holder(att_arena *arena, att_str s)
{
    bool seen = false;
    s = skip_signs(s, &seen);
    size_t end = 0;
    while (seen && end < s.n && s.p[end] != '(' && s.p[end] != '|' && s.p[end] != ',') {
        if (s.p[end] == '.' && (end + 1 == s.n || s.p[end + 1] == ' '))
            break;
        end++;
    }
    att_str name = att_str_trim((att_str){s.p, end});
    size_t all = att_str_find(name, ATT_STR(" All rights")), n = name.n;
    if (all != SIZE_MAX)
        n = all;
    while (n && (att_is_digit((unsigned char)name.p[n - 1]) || strchr(" -", name.p[n - 1]))) /* "Example Post 2024" */
        n--;
    name.n = n;
    return n >= 2 && n <= 60 && starts_upper(name) ? att_str_copy(arena, name) : ATT_STR("");
}
