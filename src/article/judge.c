/* article/judge.c: what each line is, by its words and its place.  Phrases of residue are rows of lex/article/residue.tsv. */
#include "article/article.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"

enum { TITLE_WORDS = 22, TITLE_BYTES = 170, CREDIT_BYTES = 60 };

static uint32_t count_words(att_str s)
{
    uint32_t n = 0;
    bool in = false;
    for (size_t i = 0; i < s.n; i++) {
        bool blank = att_is_blank((unsigned char)s.p[i]);
        n += !blank && !in;
        in = !blank;
    }
    return n;
}

/* ---- residue -------------------------------------------------------------------------------------------------------------------------- */

static bool phrase_fits(att_str line, att_str phrase, att_str at)
{
    if (att_str_is(at, "start"))
        return line.n >= phrase.n && att_str_eq(att_str_sub(line, 0, phrase.n), phrase);
    if (att_str_is(at, "end")) {
        while (line.n && strchr(".!)", line.p[line.n - 1]))
            line.n--;
        return line.n >= phrase.n && att_str_eq(att_str_from(line, line.n - phrase.n), phrase);
    }
    if (att_str_is(at, "whole"))
        return att_str_eq(line, phrase);
    return att_str_find(line, phrase) != SIZE_MAX;
}

static att_str residue(att_doc *d, const att_table *t, att_str words)
{
    att_str low = att_str_lower(&d->arena, words);
    uint32_t n = count_words(words);
    int phrase = att_table_column(t, "phrase"), at = att_table_column(t, "at"), most = att_table_column(t, "most"), why = att_table_column(t, "why");
    for (uint32_t i = 0; t && i < t->rows; i++) {
        int64_t limit = 1000;
        att_str_number(att_row_cell(&t->row[i], most), &limit);
        if (n <= limit && phrase_fits(low, att_row_cell(&t->row[i], phrase), att_row_cell(&t->row[i], at)))
            return att_row_cell(&t->row[i], why);
    }
    return ATT_STR("");
}

/* Links and pictures in markdown, bare addresses, bars of links ("A | B | C"), lines of market figures, lines without a letter. */
static att_str shape_of_residue(att_str s)
{
    if (att_str_starts(s, "![") || (att_str_starts(s, "[") && att_str_ends(s, ")") && att_str_find(s, ATT_STR("](")) != SIZE_MAX))
        return ATT_STR("related");
    if ((att_str_starts(s, "http://") || att_str_starts(s, "https://") || att_str_starts(s, "www.")) && count_words(s) == 1)
        return ATT_STR("navigation");
    uint32_t bars = 0, digits = 0, letters = 0;
    for (size_t i = 0; i < s.n; i++) {
        bars += s.p[i] == '|';
        digits += att_is_digit(s.p[i]) || s.p[i] == '%' || s.p[i] == '+';
        letters += att_is_alpha(s.p[i]) || (unsigned char)s.p[i] > 0x7F;
    }
    if (bars >= 2 && digits * 2 > letters)
        return ATT_STR("market-data");
    if (bars >= 2 && !att_str_ends(s, "."))
        return ATT_STR("navigation");
    return letters ? ATT_STR("") : ATT_STR("navigation");
}

/* ---- titles ----------------------------------------------------------------------------------------------------------------------------- */

static bool ends_a_sentence(att_str s)
{
    while (s.n && (strchr("\"')]", s.p[s.n - 1]) || att_str_ends(s, "\xE2\x80\x9D") || att_str_ends(s, "\xE2\x80\x99")))
        s.n -= (unsigned char)s.p[s.n - 1] > 0x7F ? 3 : 1;
    return s.n && strchr(".!?:;,", s.p[s.n - 1]) && !att_str_ends(s, "...");
}

static bool like_a_title(att_str s) { return s.n <= TITLE_BYTES && count_words(s) <= TITLE_WORDS && count_words(s) > 0 && !ends_a_sentence(s); }

static bool same_line(att_doc *d, att_str a, att_str b)
{
    return a.n && b.n && att_str_eq(att_str_fold(&d->arena, a), att_str_fold(&d->arena, b));
}

/* ---- bylines, captions, datelines ------------------------------------------------------------------------------------------------------- */

static bool is_byline(att_str s)
{
    if (count_words(s) > 18 || ends_a_sentence(s))
        return false;
    bool by = (att_str_starts(s, "By ") || att_str_starts(s, "BY ") || att_str_starts(s, "by ")) && s.n > 3 && (att_is_upper(s.p[3]) || (unsigned char)s.p[3] > 0x7F);
    bool reporter = att_str_starts(s, "Reporter ") || att_str_starts(s, "Correspondent ") || (att_str_find(s, ATT_STR(" Correspondent")) != SIZE_MAX && count_words(s) <= 8);
    return by || reporter;
}

static void take_byline(att_doc *d, att_str s)
{
    static const char *const lead[] = {"By ", "BY ", "by ", "Reporter ", "Correspondent "};
    for (size_t i = 0; i < sizeof lead / sizeof *lead; i++)
        if (att_str_starts(s, lead[i]))
            s = att_str_from(s, strlen(lead[i]));
    for (size_t i = 0; i < s.n; i++) /* what comes after a bar or comma is office, place or day */
        if (s.p[i] == '|' || s.p[i] == ',')
            s.n = i;
    size_t in = att_str_find(s, ATT_STR(" in "));
    if (in != SIZE_MAX)
        s.n = in;
    while (s.n) {
        size_t and_ = att_str_find(s, ATT_STR(" and "));
        att_str one = att_str_trim(att_str_sub(s, 0, and_ == SIZE_MAX ? s.n : and_));
        if (one.n && one.n < 80)
            *ATT_PUSH(&d->arena, &d->byline) = one;
        s = and_ == SIZE_MAX ? (att_str){0} : att_str_from(s, and_ + 5);
    }
}

/* Where the credit of a caption begins ("... /AP Photo", "... Photo: J. Doe/Reuters", "... (Reuters)"), or SIZE_MAX. */
static size_t credit_at(att_str s)
{
    static const char *const words[] = {" Photo: ", " Photo by ", " Photograph: ", " Picture: ", " Image: ", " Credit: ", " (Photo: ", " (Photo by ", " Photo/", " [Photo", " (Image: ", " /Photo"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = att_str_find(s, att_str_of(words[i]));
        if (at != SIZE_MAX && s.n - at <= 2 * CREDIT_BYTES)
            return at;
    }
    size_t slash = s.n;
    while (slash > 0 && s.p[slash - 1] != '/' && s.n - slash < CREDIT_BYTES)
        slash--;
    if (slash < 3 || slash == s.n || s.p[slash - 1] != '/' || s.p[slash - 2] != ' ')
        return SIZE_MAX;
    att_str credit = att_str_from(s, slash);
    bool named = att_is_upper(credit.p[0]) || (unsigned char)credit.p[0] > 0x7F;
    return named && count_words(credit) <= 6 && !ends_a_sentence(credit) ? slash - 2 : SIZE_MAX;
}

/* "LISBON, Feb 20 (Atlantic Wire) - ": the length of what opens the report, or 0. */
static size_t dateline_end(att_str s)
{
    static const char *const dashes[] = {" - ", " \xE2\x80\x94 ", " \xE2\x80\x93 ", " -- ", " (", "\xE2\x80\x94 ", ": "};
    size_t caps = 0;
    while (caps < s.n && (att_is_upper(s.p[caps]) || s.p[caps] == ' ' || s.p[caps] == '-' || s.p[caps] == '.' || s.p[caps] == '\'' || (unsigned char)s.p[caps] > 0x7F)) {
        if (att_str_starts(att_str_from(s, caps), " - ") || att_str_starts(att_str_from(s, caps), " \xE2\x80\x94"))
            break;
        caps++;
    }
    size_t upper = 0;
    for (size_t i = 0; i < caps; i++)
        upper += att_is_upper(s.p[i]);
    if (upper < 3 || caps < 3)
        return 0;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (i == 4)
            continue;
        size_t at = att_str_find(att_str_sub(s, 0, s.n < 140 ? s.n : 140), att_str_of(dashes[i]));
        if (at != SIZE_MAX && at >= caps - 1 && i < 6)
            return at + strlen(dashes[i]);
    }
    return 0;
}

static void take_dateline(att_doc *d, att_str s)
{
    size_t end = dateline_end(s);
    if (!end || d->dateline_place.n)
        return;
    size_t n = 0;
    while (n < end && s.p[n] != ',' && s.p[n] != '(' && !att_str_starts(att_str_from(s, n), " - ") && !att_str_starts(att_str_from(s, n), " \xE2\x80\x94") &&
           !att_str_starts(att_str_from(s, n), " \xE2\x80\x93"))
        n++;
    d->dateline_place = att_str_copy(&d->arena, att_str_trim(att_str_sub(s, 0, n)));
    att_day day;
    if (att_article_day(att_str_sub(s, 0, end), &day)) {
        d->dateline_date = day;
        if (d->published == ATT_NO_DAY) {
            d->published = day;
            d->published_from = ATT_STR("dateline");
        }
    }
    const char *open = memchr(s.p, '(', end);
    const char *close = open ? memchr(open, ')', (size_t)(s.p + end - open)) : NULL;
    if (open && close && !d->publisher.n)
        d->publisher = att_str_copy(&d->arena, (att_str){open + 1, (size_t)(close - open - 1)});
}

/* ---- all lines -------------------------------------------------------------------------------------------------------------------------- */

static void leave_out(att_block *b, att_str why)
{
    if (!b->why.n)
        b->why = why;
}

/* The publisher of a copyright line: "© 2024 Struma Courier. All rights reserved." */
static void take_publisher(att_doc *d, att_str s)
{
    static const char *const skip[] = {"Copyright", "copyright", "©", "ⓒ", "(c)", "(C)", "The", "the"};
    if (d->publisher.n)
        return;
    for (bool more = true; more;) {
        more = false;
        while (s.n && (att_is_blank((unsigned char)s.p[0]) || att_is_digit(s.p[0]) || strchr(",-", s.p[0])))
            s = att_str_from(s, 1);
        for (size_t i = 0; i < 6; i++)
            if (att_str_starts(s, skip[i])) {
                s = att_str_from(s, strlen(skip[i]));
                more = true;
            }
    }
    size_t n = 0;
    while (n < s.n && s.p[n] != '.' && s.p[n] != '(' && s.p[n] != '|' && !(att_is_digit(s.p[n]) && n && s.p[n - 1] == ' '))
        n++;
    att_str name = att_str_trim(att_str_sub(s, 0, n));
    if (name.n > 2 && name.n < 60 && count_words(name) <= 6)
        d->publisher = att_str_copy(&d->arena, name);
}

static void split_credit(att_doc *d, att_blocks *blocks, uint32_t i)
{
    att_block *b = &blocks->p[i];
    size_t at = b->from.n == 1 ? credit_at(b->words) : SIZE_MAX;
    if (at == SIZE_MAX)
        return;
    b->kind = ATT_CAPTION;
    uint32_t cut = b->from.p[0] + (uint32_t)at;
    att_block credit = {.kind = ATT_BODY, .why = ATT_STR("caption-credit"), .first = cut, .end = b->end, .words = att_str_from(b->words, at)};
    b->to.p[0] = cut;
    b->end = cut;
    b->words = att_str_trim(att_str_sub(b->words, 0, at));
    (void)ATT_PUSH(&d->arena, blocks);
    for (uint32_t k = blocks->n - 1; k > i + 1; k--)
        blocks->p[k] = blocks->p[k - 1];
    blocks->p[i + 1] = credit;
}

static void judge_words(att_doc *d, att_blocks *blocks)
{
    const att_table *t = att_lexicon_table(d->engine->lexicon, "article/residue");
    for (uint32_t i = 0; i < blocks->n; i++) {
        att_block *b = &blocks->p[i];
        if (b->why.n || b->kind == ATT_HEADLINE)
            continue;
        att_str why = residue(d, t, b->words);
        if (!why.n)
            why = shape_of_residue(b->words);
        if (is_byline(b->words)) {
            att_day day;
            take_byline(d, b->words);
            if (att_article_day(b->words, &day) && d->published == ATT_NO_DAY) {
                d->published = day;
                d->published_from = ATT_STR("text");
            }
            why = ATT_STR("byline");
        }
        if (att_str_is(why, "copyright"))
            take_publisher(d, b->words);
        if (why.n)
            leave_out(b, why);
        else
            split_credit(d, blocks, i);
    }
}

/* A line alone that is a day: "Published 18 February 2025", "Feb. 18, 2025, 10:42". */
static void judge_days(att_doc *d, att_blocks *blocks, uint32_t body)
{
    for (uint32_t i = 0; i < blocks->n && i < body + 1; i++) {
        att_block *b = &blocks->p[i];
        att_day day;
        if (b->why.n || count_words(b->words) > 9 || !att_article_day(b->words, &day) || !like_a_title(b->words))
            continue;
        uint32_t digits = 0;
        for (size_t k = 0; k < b->words.n; k++)
            digits += att_is_digit(b->words.p[k]);
        if (digits < 5)
            continue;
        leave_out(b, ATT_STR("date"));
        if (d->published == ATT_NO_DAY) {
            d->published = day;
            d->published_from = ATT_STR("text");
        }
    }
}

static uint32_t first_body(const att_blocks *blocks)
{
    for (uint32_t i = 0; i < blocks->n; i++)
        if (!blocks->p[i].why.n && (blocks->p[i].kind == ATT_CAPTION || (blocks->p[i].kind == ATT_BODY && !like_a_title(blocks->p[i].words))))
            return i;
    return blocks->n;
}

static void judge_titles(att_doc *d, att_blocks *blocks, uint32_t body)
{
    for (uint32_t i = 0; i < blocks->n; i++) {
        att_block *b = &blocks->p[i];
        if (b->why.n || b->kind != ATT_BODY || !like_a_title(b->words))
            continue;
        /* a line told again: at the top it announces a subhead, further down it repeats the headline */
        for (uint32_t k = 0; k < blocks->n; k++) {
            if (k == i || !same_line(d, blocks->p[k].words, b->words) || blocks->p[k].why.n)
                continue;
            if ((i < body && k > i) || (i > body && k < body && k < i))
                leave_out(b, ATT_STR("teaser"));
        }
    }
    bool headline = false;
    for (uint32_t i = 0; i < blocks->n; i++) {
        att_block *b = &blocks->p[i];
        headline = headline || b->kind == ATT_HEADLINE;
        if (b->why.n || b->kind != ATT_BODY || !like_a_title(b->words))
            continue;
        b->kind = i < body && !headline ? ATT_HEADLINE : ATT_SUBHEAD;
        headline = true;
        if (b->kind == ATT_HEADLINE && !d->title.n)
            d->title = att_str_copy(&d->arena, b->words);
    }
}

/* Title-like lines after the last body paragraph are links to elsewhere. */
static void judge_tail(att_blocks *blocks)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < blocks->n; i++)
        if (!blocks->p[i].why.n && (blocks->p[i].kind == ATT_BODY || blocks->p[i].kind == ATT_CAPTION || blocks->p[i].kind == ATT_LIST || blocks->p[i].kind == ATT_QUOTE))
            last = i;
    for (uint32_t i = last + 1; i < blocks->n; i++)
        if (blocks->p[i].kind == ATT_SUBHEAD)
            leave_out(&blocks->p[i], ATT_STR("related"));
}

void att_article_judge(att_doc *d, att_blocks *blocks, bool is_html)
{
    judge_words(d, blocks);
    uint32_t body = first_body(blocks);
    judge_days(d, blocks, body);
    if (body == blocks->n && !is_html && blocks->n == 1) /* a single line is a sentence to read */
        return;
    judge_titles(d, blocks, body);
    judge_tail(blocks);
    for (uint32_t i = body; i < blocks->n && i < body + 3; i++)
        if (!blocks->p[i].why.n && blocks->p[i].kind == ATT_BODY)
            take_dateline(d, blocks->p[i].words);
}
