/* article/day.c: the full day that a line of a page states. */
#include "article/article.h"

static int month_of(att_str w)
{
    static const char *const names[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};
    if (w.n && w.p[w.n - 1] == '.')
        w.n--;
    if (w.n < 3)
        return 0;
    for (int m = 0; m < 12; m++) {
        size_t k = 0, full = strlen(names[m]);
        while (k < w.n && k < full && ((w.p[k] | 32) == names[m][k]))
            k++;
        if (k == w.n && (k == full || k == 3 || (m == 8 && k == 4)))
            return m + 1;
    }
    return 0;
}

static int64_t number_of(att_str w)
{
    size_t n = 0;
    while (n < w.n && att_is_digit(w.p[n]))
        n++;
    int64_t v;
    return n && n <= 4 && att_str_number(att_str_sub(w, 0, n), &v) ? v : -1;
}

static bool valid(int64_t y, int64_t m, int64_t d, att_day *out)
{
    if (y < 1800 || y > 2200 || m < 1 || m > 12 || d < 1 || d > att_month_days((int)y, (int)m))
        return false;
    *out = att_day_of((int)y, (int)m, (int)d);
    return true;
}

/* 2025-02-18 or 2025/02/18 anywhere. */
static bool iso_day(att_str s, att_day *out)
{
    for (size_t i = 0; i + 10 <= s.n; i++) {
        bool shape = (i == 0 || !att_is_digit(s.p[i - 1])) && (s.p[i + 4] == '-' || s.p[i + 4] == '/') && s.p[i + 7] == s.p[i + 4];
        int64_t y, m, d;
        if (shape && att_str_number(att_str_sub(s, i, 4), &y) && att_str_number(att_str_sub(s, i + 5, 2), &m) && att_str_number(att_str_sub(s, i + 8, 2), &d) &&
            valid(y, m, d, out))
            return true;
    }
    return false;
}

bool att_article_day(att_str s, att_day *out)
{
    if (iso_day(s, out))
        return true;
    att_str word[3] = {{0}}, w;
    int64_t n[3];
    while (s.p && att_str_split(&s, ' ', &w)) {
        while (w.n && strchr("(,|", w.p[0]))
            w = att_str_from(w, 1);
        if (!w.n)
            continue;
        word[0] = word[1];
        word[1] = word[2];
        word[2] = w;
        for (int i = 0; i < 3; i++)
            n[i] = number_of(word[i]);
        int m0 = month_of(word[0]), m1 = month_of(word[1]);
        if (m1 && n[0] > 0 && n[0] < 32 && valid(n[2], m1, n[0], out)) /* 18 February 2025 */
            return true;
        if (m0 && n[1] > 0 && n[1] < 32 && valid(n[2], m0, n[1], out)) /* February 18, 2025 */
            return true;
    }
    return false;
}
