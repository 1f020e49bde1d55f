/* article/judge.c: what each block is, by its words and its place: headline, subhead, body, caption, or residue and of which kind.
 * Words of residue are rows of lex/article; here is what only place and shape can tell. */
#include "article/article.h"
#include "pipe/engine.h"

typedef struct {
    att_blocks *b;
    att_doc *d;
    const struct att_article_tables *t;
    att_arena *arena;
    uint32_t first;  /* the first block that reads like body, or list.n */
    uint32_t clocks; /* lines that are a time of day: a live page has many */
} judge;

static att_block *at(const judge *j, uint32_t i) { return &j->b->list.p[i]; }
static uint32_t count(const judge *j) { return j->b->list.n; }
static att_str words_of(const judge *j, uint32_t i) { return att_block_words(j->b, at(j, i)); }
static bool kept(const judge *j, uint32_t i) { return !at(j, i)->why.n; }

static void leave(att_block *k, att_str why)
{
    if (!k->why.n)
        k->why = why;
}

/* ---- shapes ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t bars, digits, letters, hashes, ats, upper;
} signs;

static signs count_signs(att_str s)
{
    signs n = {0};
    for (size_t i = 0; i < s.n && i < 4000; i++) {
        unsigned char c = (unsigned char)s.p[i];
        n.bars += c == '|' || (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xB7 && i && s.p[i - 1] == ' ');
        n.digits += att_is_digit(c) || c == '%' || c == '$';
        n.letters += att_is_alpha(c) || c >= 0x80;
        n.upper += att_is_upper(c);
        n.hashes += c == '#' && (!i || s.p[i - 1] == ' ');
        n.ats += c == '@';
    }
    return n;
}

static bool is_address(att_str s)
{
    return memchr(s.p, ' ', s.n) == NULL && (att_str_starts(s, "http://") || att_str_starts(s, "https://") || att_str_starts(s, "www."));
}

/* A Markdown picture, alone or within a link, or nothing but a link. */
static att_str markdown_residue(att_str s)
{
    if (att_str_starts(s, "![") || att_str_starts(s, "[!["))
        return ATT_STR("image");
    if (s.p[0] == '[' && s.p[s.n - 1] == ')' && att_str_find(s, ATT_STR("](")) != SIZE_MAX)
        return ATT_STR("related");
    return ATT_STR("");
}

static bool has_any(att_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (att_str_find(s, att_str_of(words[i])) != SIZE_MAX)
            return true;
    return false;
}
#define HAS_ANY(s, words) has_any(s, words, sizeof words / sizeof *words)

/* "Follow the desk on Twitter and Facebook." */
static bool asks_to_follow(const att_block *k)
{
    static const char *const networks[] = {"twitter",  "facebook", "instagram", "youtube", "telegram",
                                           "whatsapp", "linkedin", "tiktok",    "@"};
    static const char *const calls[] = {"follow ", "like us", "join us", "find us", "subscribe ", "connect with"};
    for (size_t i = 0; k->count <= 30 && i < sizeof calls / sizeof *calls; i++)
        if (att_str_starts(k->fold, calls[i]))
            return HAS_ANY(k->fold, networks);
    return false;
}

static bool is_picture_name(const att_block *k)
{
    static const char *const ends[] = {".jpg", ".jpeg", ".png", ".gif", ".webp"};
    for (size_t i = 0; k->count <= 12 && i < sizeof ends / sizeof *ends; i++)
        if (att_str_ends(k->fold, ends[i]))
            return true;
    return false;
}

static att_str residue_by_shape(const att_block *k, att_str s)
{
    if (is_address(s))
        return ATT_STR("navigation");
    if (asks_to_follow(k))
        return ATT_STR("share");
    if (is_picture_name(k))
        return ATT_STR("image");
    signs n = count_signs(s);
    if (!n.letters)
        return n.digits ? ATT_STR("") : ATT_STR("navigation");
    if (n.bars >= 2 && n.digits * 3 > n.letters)
        return ATT_STR("market-data");
    if (n.bars >= 2 && k->headish)
        return ATT_STR("navigation");
    if (n.hashes && n.hashes == k->count)
        return ATT_STR("navigation");
    if (n.ats && k->count <= 6 && k->headish)
        return ATT_STR("author");
    return ATT_STR("");
}

/* ---- lines that are a date ---------------------------------------------------------------------------------------------- */

static bool is_date_word(att_str w)
{
    static const char *const words[] = {
        "published", "updated", "posted",    "created",   "last",    "modified", "first",    "on",        "at",    "am",    "pm",
        "a",         "p",       "m",         "gmt",       "utc",     "ist",      "est",      "edt",       "pst",   "pdt",   "et",
        "bst",       "cet",     "cest",      "kst",       "jst",     "sgt",      "hkt",      "aest",      "wib",   "eat",   "hrs",
        "ago",       "hour",    "hours",     "min",       "mins",    "minute",   "minutes",  "day",       "days",  "date",  "time",
        "monday",    "tuesday", "wednesday", "thursday",  "friday",  "saturday", "sunday",   "mon",       "tue",   "tues",  "wed",
        "thu",       "thur",    "thurs",     "fri",       "sat",     "sun",      "january",  "february",  "march", "april", "may",
        "june",      "july",    "august",    "september", "october", "november", "december", "jan",       "feb",   "mar",   "apr",
        "jun",       "jul",     "aug",       "sep",       "sept",    "oct",      "nov",      "dec",       "local", "st",    "nd",
        "rd",        "th",      "t",         "z",         "h",       "just",     "now",      "yesterday", "today", "the",   "of"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_str_is(w, words[i]))
            return true;
    return false;
}

/* Nothing but a date, a time, or how long ago; *clock: a time of day. */
static bool is_date_line(const att_block *k, bool *clock)
{
    att_str s = k->fold;
    uint32_t digits = 0, words = 0;
    *clock = false;
    if (k->count > 14 || !s.n)
        return false;
    for (size_t i = 0; i < s.n;) {
        size_t start = i;
        while (i < s.n && att_is_lower((unsigned char)s.p[i]))
            i++;
        if (i > start && !is_date_word(att_str_sub(s, start, i - start)))
            return false;
        words += i > start;
        if (i == start) {
            if ((unsigned char)s.p[i] >= 0x80)
                return false;
            digits += att_is_digit((unsigned char)s.p[i]);
            *clock |=
                s.p[i] == ':' && i && i + 2 < s.n && att_is_digit((unsigned char)s.p[i - 1]) && att_is_digit((unsigned char)s.p[i + 1]);
            i++;
        }
    }
    att_day day;
    return digits > 0 && (words || *clock || att_date_written(s, &day, NULL, NULL));
}

static void take_date(judge *j, uint32_t i)
{
    att_block *k = at(j, i);
    att_day day;
    bool changed = att_str_starts(k->fold, "updated") || att_str_starts(k->fold, "last") || att_str_starts(k->fold, "modified");
    if (!att_date_written(words_of(j, i), &day, NULL, NULL))
        return;
    if (changed)
        att_modified_take(j->d, day);
    else
        att_published_take(j->d, day, "text");
}

/* ---- captions ------------------------------------------------------------------------------------------------------------- */

static uint32_t words_in(att_str s)
{
    uint32_t n = s.n > 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == ' ';
    return n;
}

/* Where the words behind the last full stop begin. */
static size_t tail_at(att_str s)
{
    for (size_t i = s.n; i > 1; i--) {
        bool gap = s.p[i - 1] == ' ' || s.p[i - 1] == '/' || s.p[i - 1] == '[' || s.p[i - 1] == '(';
        if (!gap)
            continue;
        size_t e = i - 1;
        while (e > 0 && (strchr("\"')] ", s.p[e - 1]) || (e >= 3 && att_str_ends((att_str){s.p, e}, "\xE2\x80\x9D"))))
            e -= (unsigned char)s.p[e - 1] >= 0x80 ? 3 : 1;
        if (e > 1 && strchr(".!?", s.p[e - 1]) && att_is_lower((unsigned char)s.p[e - 2]))
            return s.p[i - 1] == ' ' ? i : i - 1;
        if (s.n - i > 160)
            break;
    }
    return s.n;
}

static bool has_agency(const judge *j, att_str s)
{
    att_str f = att_str_fold(j->arena, s);
    for (size_t i = 0; i < f.n; i++) {
        if (i && (att_is_lower((unsigned char)f.p[i - 1]) || (unsigned char)f.p[i - 1] >= 0x80))
            continue;
        for (size_t n = 2; n <= 30 && i + n <= f.n; n++) {
            bool ends = i + n == f.n || (!att_is_lower((unsigned char)f.p[i + n]) && (unsigned char)f.p[i + n] < 0x80);
            if (ends && att_map_find(&j->t->agency, att_str_sub(f, i, n)) != ATT_NONE)
                return true;
        }
    }
    return false;
}

/* The words that open a credit ("Photo:", "Image credit |", "Photo by Ann"); bytes of the label, or 0. */
static size_t label_at(const judge *j, att_str s)
{
    att_str f = att_str_lower(j->arena, (att_str){s.p, s.n < 40 ? s.n : 40});
    size_t best = 0;
    for (size_t n = 3; n <= f.n; n++) {
        bool ends = n == f.n || !att_is_lower((unsigned char)f.p[n]);
        if (!ends || att_map_find(&j->t->label, (att_str){f.p, n}) == ATT_NONE)
            continue;
        size_t next = n;
        while (next < s.n && s.p[next] == ' ')
            next++;
        bool by = att_str_ends((att_str){f.p, n}, " by") || att_str_ends((att_str){f.p, n}, " of");
        if (next < s.n && (strchr(":/|", s.p[next]) || (by && att_is_upper((unsigned char)s.p[next]))))
            best = n;
    }
    return best;
}

typedef enum { NO_CREDIT, WEAK, STRONG } strength;

static strength bracket_credit(const judge *j, att_str tail)
{
    char last = tail.n ? tail.p[tail.n - 1] : 0;
    if (tail.n < 4 || !((tail.p[0] == '(' && last == ')') || (tail.p[0] == '[' && last == ']')))
        return NO_CREDIT;
    att_str in = att_str_trim(att_str_sub(tail, 1, tail.n - 2));
    if (words_in(in) > 14)
        return NO_CREDIT;
    att_str f = att_str_fold(j->arena, in);
    if (label_at(j, in) || att_str_find(f, ATT_STR("photo")) != SIZE_MAX || att_str_find(f, ATT_STR("getty")) != SIZE_MAX)
        return STRONG;
    return words_in(in) <= 6 && has_agency(j, in) ? WEAK : NO_CREDIT;
}

static strength tail_credit(const judge *j, att_str tail)
{
    if (!tail.n || tail.n > 160)
        return NO_CREDIT;
    strength s = bracket_credit(j, tail);
    if (s)
        return s;
    bool stop = tail.p[tail.n - 1] == '.';
    if (label_at(j, tail) && words_in(tail) <= 14 && (!stop || words_in(tail) <= 8))
        return STRONG;
    if (tail.p[0] == '/' && tail.n > 2 && !stop && words_in(tail) <= 6 &&
        (att_is_upper((unsigned char)tail.p[1]) || (unsigned char)tail.p[1] >= 0x80))
        return STRONG;
    if (!stop && words_in(tail) <= 7 && has_agency(j, tail))
        return memchr(tail.p, '/', tail.n) || att_str_find(tail, ATT_STR("hoto")) != SIZE_MAX ? STRONG : WEAK;
    return NO_CREDIT;
}

/* Where the picture credit at the end of `s` begins; s.n when there is none. */
static size_t credit_at(const judge *j, att_str s, strength *how)
{
    size_t tail = tail_at(s);
    if (tail < s.n && (*how = tail_credit(j, att_str_from(s, tail))) != NO_CREDIT)
        return tail;
    /* no full stop before it: "Workers at the port (Photo: AP)", "Workers at the port. | Photo: AP", "Workers /AP" */
    for (size_t i = s.n; i-- > 0 && s.n - i < 120;) {
        bool opens = s.p[i] == '(' || s.p[i] == '[' || s.p[i] == '|' || (s.p[i] == '/' && i && s.p[i - 1] == ' ');
        bool word = i && s.p[i - 1] == ' ' && att_is_alpha((unsigned char)s.p[i]);
        if (!opens && !word && i)
            continue;
        att_str rest = att_str_from(s, s.p[i] == '|' ? i + 1 : i);
        rest = att_str_trim(rest);
        strength found = opens || !i ? tail_credit(j, rest) : label_at(j, rest) && words_in(rest) <= 12 ? STRONG : NO_CREDIT;
        if (s.p[i] == '|' && found == NO_CREDIT)
            continue;
        if (found == STRONG) {
            *how = found;
            return i;
        }
    }
    *how = NO_CREDIT;
    return s.n;
}

static bool opens_caption(const judge *j, const att_block *k)
{
    if (k->count > 80)
        return false;
    for (size_t n = 4; n < k->fold.n && n <= 24; n++)
        if (!att_is_lower((unsigned char)k->fold.p[n]) && att_map_find(&j->t->opener, (att_str){k->fold.p, n}) != ATT_NONE)
            return true;
    return false;
}

static bool is_last_text(const judge *j, uint32_t i)
{
    for (uint32_t k = i + 1; k < count(j); k++)
        if (kept(j, k) && !at(j, k)->headish)
            return false;
    return true;
}

static void judge_caption(judge *j, uint32_t i)
{
    att_block *k = at(j, i);
    att_str s = words_of(j, i);
    bool caption = k->tag == ATT_TAG_CAPTION || opens_caption(j, k);
    strength how = NO_CREDIT;
    size_t cut = k->count <= 120 ? credit_at(j, s, &how) : s.n;
    if (how == WEAK && !caption && (k->count > 50 || is_last_text(j, i)))
        how = k->count > 8 ? how : NO_CREDIT; /* an agency's name at the end of the report signs it */
    else if (how != NO_CREDIT)
        caption = true;
    if (how != NO_CREDIT) {
        while (cut && strchr(" |-", s.p[cut - 1]))
            cut--;
        k->keep = (uint32_t)cut;
        k->cut_why = ATT_STR("caption-credit");
        if (!cut) {
            k->keep = k->n;
            leave(k, ATT_STR("caption-credit"));
        }
    }
    if (caption)
        k->kind = ATT_CAPTION;
}

/* ---- each line for itself -------------------------------------------------------------------------------------------------- */

static void judge_line(judge *j, uint32_t i)
{
    att_block *k = at(j, i);
    att_str s = words_of(j, i);
    bool clock;
    if (k->level == 1 || k->kind == ATT_STANDFIRST)
        return;
    k->kind = ATT_BODY;
    if (att_copyright_is(s)) {
        leave(k, ATT_STR("copyright"));
        if (!j->d->publisher.n)
            j->d->publisher = att_copyright_holder(&j->d->arena, s);
        return;
    }
    leave(k, markdown_residue(s));
    if (!k->why.n && is_date_line(k, &clock)) {
        take_date(j, i);
        j->clocks += clock;
        leave(k, ATT_STR("date"));
    }
    if (!k->why.n && k->tag != ATT_TAG_CAPTION && k->count <= 40 && att_byline_read(j->d, s))
        leave(k, ATT_STR("byline"));
    if (!k->why.n)
        leave(k, att_residue_of(j->t, j->arena, k, i == 0));
    if (!k->why.n)
        leave(k, residue_by_shape(k, s));
    if (!k->why.n)
        judge_caption(j, i);
}

/* ---- lines by their place ---------------------------------------------------------------------------------------------------- */

static bool heading_like(const judge *j, uint32_t i)
{
    const att_block *k = at(j, i);
    return kept(j, i) && k->kind != ATT_CAPTION && k->kind != ATT_STANDFIRST &&
           (k->tag == ATT_TAG_HEADING || (k->tag == ATT_TAG_TEXT && k->headish));
}

static bool body_like(const judge *j, uint32_t i)
{
    const att_block *k = at(j, i);
    return kept(j, i) && k->kind != ATT_CAPTION && k->kind != ATT_STANDFIRST && k->tag != ATT_TAG_HEADING &&
           !(k->headish && k->count < 9) && !heading_like(j, i);
}

static uint32_t next_kept(const judge *j, uint32_t i)
{
    for (i++; i < count(j) && !kept(j, i); i++)
        ;
    return i;
}

/* A heading does its work when text follows it. */
static bool heads_section(const judge *j, uint32_t i)
{
    uint32_t next = next_kept(j, i);
    while (next < count(j) && at(j, next)->kind == ATT_CAPTION)
        next = next_kept(j, next);
    return next < count(j) && (body_like(j, next) || at(j, next)->tag == ATT_TAG_LIST);
}

/* A line that leads elsewhere: one without a sentence, on a page a link. */
static bool leads_away(const judge *j, uint32_t i)
{
    bool list = at(j, i)->tag == ATT_TAG_LIST, line = at(j, i)->headish || list;
    return line && (!j->d->is_html || at(j, i)->links >= (list ? 1 : 50));
}

/* "Most read" and the lines below it; "Comments" and all that follows. */
static void judge_sections(judge *j)
{
    bool related = false, comments = false, body = false;
    for (uint32_t i = 0; i < count(j); i++) {
        att_block *k = at(j, i);
        if (kept(j, i)) {
            if (comments)
                leave(k, ATT_STR("comment"));
            else if (related && leads_away(j, i))
                leave(k, ATT_STR("related"));
            else
                related = false;
            body |= body_like(j, i);
        } else if (body && k->count <= 6) {
            related |= att_str_is(k->why, "related") && k->count <= 4;
            comments |= att_str_is(k->why, "comment") && k->headish && k->count <= 3;
        }
    }
}

/* The first of two equal headings announces the second where the second heads a section; else the second repeats the first. */
static void judge_repeats(judge *j)
{
    att_map seen = {.arena = j->arena};
    for (uint32_t i = 0; i < count(j); i++) {
        att_block *k = at(j, i);
        if (!kept(j, i) || !k->fold.n || (k->kind == ATT_CAPTION && k->count < 6))
            continue;
        uint32_t *before = att_map_add(&seen, k->fold);
        if (*before == ATT_NONE) {
            *before = i;
            continue;
        }
        bool summed_up = at(j, *before)->kind == ATT_STANDFIRST && body_like(j, i);
        if (summed_up || (heading_like(j, i) && heads_section(j, i) && at(j, *before)->level != 1)) {
            leave(at(j, *before), ATT_STR("teaser"));
            *before = i;
        } else if (heading_like(j, i) || k->count >= 8) {
            leave(k, ATT_STR("teaser"));
        }
    }
}

static bool same_title(const judge *j, att_str title, const att_block *k)
{
    att_str t = att_str_fold(j->arena, att_str_trim(title));
    if (!t.n || !k->fold.n)
        return false;
    return att_str_eq(t, k->fold) || (k->fold.n >= 20 && att_str_find(t, k->fold) != SIZE_MAX) ||
           (t.n >= 20 && att_str_find(k->fold, t) != SIZE_MAX);
}

/* A sentence or two between headline and byline sum the report up. */
static bool is_standfirst(const judge *j, uint32_t i, uint32_t headline)
{
    if (headline == ATT_NONE || i != next_kept(j, headline) || at(j, i)->count > 45 || at(j, i)->tag == ATT_TAG_LIST)
        return false;
    for (uint32_t k = i + 1; k < count(j) && k <= i + 2; k++) {
        if (att_str_is(at(j, k)->why, "byline") || (att_str_is(at(j, k)->why, "date") && k == i + 1))
            return true;
        if (kept(j, k) && at(j, k)->kind != ATT_CAPTION)
            return false;
    }
    return false;
}

/* A line about the report's author: the name near its start, and a word of the trade. */
static bool is_author_line(const judge *j, uint32_t i)
{
    static const char *const trades[] = {"report",     "correspondent", "editor",      "writer",    "covers", "covered",
                                         "journalist", "columnist",     "contributor", "author of", "expert", "freelance",
                                         "follow ",    "twitter",       "@",           "book"};
    for (uint32_t n = 0; n < j->d->byline.n && at(j, i)->count <= 80; n++) {
        att_str name = att_str_fold(j->arena, j->d->byline.p[n]), s = at(j, i)->fold;
        size_t found = att_str_find(s, name);
        if (found == SIZE_MAX || found > 24)
            continue;
        att_str rest = att_str_from(s, found + name.n);
        bool about = att_str_starts(rest, " is ") || att_str_starts(rest, " covers") || att_str_starts(rest, " reports") ||
                     att_str_starts(rest, " writes") || att_str_starts(rest, " has ") || att_str_starts(rest, ", ") ||
                     att_str_starts(rest, "'s ") || !rest.n;
        if (about && (!rest.n || HAS_ANY(rest, trades)))
            return true;
    }
    return false;
}

/* "OSLO -" in an element of its own before the lead. */
static bool is_bare_dateline(const judge *j, uint32_t i)
{
    att_str s = at(j, i)->fold;
    return at(j, i)->count <= 8 && s.n > 2 && s.p[s.n - 1] == '-' && next_kept(j, i) == j->first;
}

static void judge_top(judge *j)
{
    uint32_t headline = ATT_NONE;
    att_doc *d = j->d;
    for (uint32_t i = 0; i < count(j) && i <= j->first; i++) {
        att_block *k = at(j, i);
        if (!kept(j, i))
            continue;
        if (i < j->first && k->level != 1 && j->d->is_html && (is_author_line(j, i) || is_bare_dateline(j, i))) {
            leave(k, is_author_line(j, i) ? ATT_STR("byline") : ATT_STR("dateline"));
            continue;
        }
        if (headline == ATT_NONE && (heading_like(j, i) || k->level == 1) && (!d->title.n || k->level == 1 || same_title(j, d->title, k))) {
            k->kind = ATT_HEADLINE;
            headline = i;
            if (!d->title.n)
                d->title = att_str_copy(&d->arena, words_of(j, i));
        } else if (heading_like(j, i)) {
            k->kind = ATT_SUBHEAD;
        } else if (is_standfirst(j, i, headline)) {
            k->kind = ATT_STANDFIRST;
            j->first = j->first == i ? next_kept(j, i) : j->first;
        }
    }
}

static void judge_middle(judge *j, uint32_t last)
{
    for (uint32_t i = j->first; i < last && i < count(j); i++) {
        att_block *k = at(j, i);
        if (!kept(j, i))
            continue;
        if (k->tag == ATT_TAG_LIST && k->kind == ATT_BODY)
            k->kind = ATT_LIST;
        if (k->tag == ATT_TAG_QUOTE && k->kind == ATT_BODY)
            k->kind = ATT_QUOTE;
        if (!heading_like(j, i) || k->kind != ATT_BODY)
            continue;
        uint32_t end = i, lines = 0;
        while (end < count(j) && (!kept(j, end) || heading_like(j, end)))
            lines += kept(j, end), end++;
        bool links = lines >= 3 && j->d->is_html == false; /* several in a row with no text between are links to elsewhere */
        for (; i < end; i++)
            if (kept(j, i) && links && i + 1 < end)
                leave(at(j, i), ATT_STR("related"));
            else if (kept(j, i))
                at(j, i)->kind = ATT_SUBHEAD;
        i--;
    }
}

/* What stands behind the last text and has no text of its own leads elsewhere. */
static void judge_tail(judge *j, uint32_t last)
{
    for (uint32_t i = last + 1; i < count(j); i++)
        if (kept(j, i) && at(j, i)->kind != ATT_CAPTION && at(j, i)->kind != ATT_STANDFIRST) {
            if (!j->d->is_html || at(j, i)->tag == ATT_TAG_HEADING || leads_away(j, i))
                leave(at(j, i), ATT_STR("related"));
            else if (at(j, i)->tag == ATT_TAG_LIST)
                at(j, i)->kind = ATT_LIST;
        }
    for (uint32_t i = count(j); i-- > j->first + 1;)
        if (kept(j, i)) {
            if (!is_author_line(j, i))
                break;
            leave(at(j, i), ATT_STR("author"));
        }
}

static uint32_t last_body(const judge *j)
{
    for (uint32_t i = count(j); i-- > 0;)
        if (body_like(j, i))
            return i;
    return 0;
}

static uint32_t first_body(const judge *j)
{
    uint32_t i = 0;
    while (i < count(j) && !body_like(j, i))
        i++;
    return i;
}

static void read_dateline(judge *j)
{
    for (uint32_t i = j->first; i < count(j); i++) {
        if (!kept(j, i) || at(j, i)->kind != ATT_BODY)
            continue;
        att_str agency;
        att_dateline_read(j->d, words_of(j, i), &agency);
        if (agency.n && !j->d->publisher.n)
            j->d->publisher = att_str_copy(&j->d->arena, agency);
        return;
    }
}

/* Nothing reads like body: one line is a sentence without its full stop; many are a list of headlines. */
static void judge_bare(judge *j)
{
    uint32_t lines = 0;
    for (uint32_t i = 0; i < count(j); i++)
        lines += kept(j, i) && at(j, i)->kind != ATT_CAPTION;
    for (uint32_t i = 0; i < count(j); i++)
        if (kept(j, i) && at(j, i)->tag == ATT_TAG_LIST)
            at(j, i)->kind = ATT_LIST;
    j->d->kind = lines >= 6 ? ATT_PAGE_LIST : lines >= 2 ? ATT_PAGE_STUB : ATT_PAGE_ARTICLE;
}

void att_blocks_judge(att_blocks *b, att_doc *d)
{
    judge j = {.b = b, .d = d, .t = d->engine->article, .arena = &d->arena};
    for (uint32_t i = 0; i < count(&j); i++)
        if (kept(&j, i))
            judge_line(&j, i);
    judge_sections(&j);
    judge_repeats(&j);
    j.first = first_body(&j);
    if (j.first == count(&j)) {
        judge_bare(&j);
        return;
    }
    judge_top(&j);
    uint32_t last = last_body(&j);
    judge_middle(&j, last);
    judge_tail(&j, last);
    read_dateline(&j);
    if (j.clocks >= 4)
        d->kind = ATT_PAGE_LIVE;
}
