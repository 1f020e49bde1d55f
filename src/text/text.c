/* text/text.c: sentences: where a paragraph's words end one and begin the next. */
#include "text/text.h"

#include "text/lists.h"
#include "text/words.h"

typedef struct {
    att_doc *d;
    uint32_t first, end; /* tokens of the paragraph */
} range;

static att_str form(const att_doc *d, uint32_t t) { return att_token_form(d, t); }

static bool any_of(att_str w, const char *list) /* blank-separated */
{
    att_str rest = att_str_of(list), piece;
    while (att_str_split(&rest, ' ', &piece))
        if (att_str_eq(w, piece))
            return true;
    return false;
}

static bool closes(const att_doc *d, uint32_t t) { return any_of(form(d, t), "\" ' ” ’ \'\' ’’ ) ] » }"); }
static bool opens(const att_doc *d, uint32_t t) { return any_of(form(d, t), "\" ' “ ‘ `` \'\' ‘’ ( [ { « < - – — -- • * ... … $ £ € US$"); }
static bool quotes(const att_doc *d, uint32_t t) { return any_of(form(d, t), "\" ' “ ‘ `` \'\' ‘’ «"); }
static bool joined_to_next(const att_doc *d, uint32_t t) { return !d->tokens.p[t].space_after; }

static bool number(att_str w)
{
    for (size_t i = 0; i < w.n; i++)
        if (!att_is_digit((unsigned char)w.p[i]))
            return false;
    return w.n > 0;
}

/* A sentence may begin so: a capital, a figure, a letter of a script without capitals, an address. */
static bool begins(att_str w)
{
    size_t n;
    uint32_t c = att_utf8_at(w, 0, &n);
    if (c < 0x80)
        return att_is_upper((int)c) || att_is_digit((int)c) || c == '#' || c == '@' || att_str_starts(w, "http");
    return att_utf8_is_upper(c) || (att_utf8_is_letter(c) && !att_utf8_is_lower(c));
}

static bool capitalised(att_str w) /* "The", not "T" or "THE" */
{
    return w.n > 1 && att_is_upper((unsigned char)w.p[0]) && att_is_lower((unsigned char)w.p[1]);
}

/* The first word after quotation marks and brackets that open. */
static uint32_t opening_word(const range *r, uint32_t t)
{
    while (t + 1 < r->end && opens(r->d, t))
        t++;
    return t;
}

/* "?" he said: within the next few words a verb of saying. */
static bool goes_on(const range *r, uint32_t t)
{
    for (uint32_t k = t; k < r->end && k < t + 5; k++) {
        att_str w = form(r->d, k);
        if (att_text_says(w))
            return true;
        if (any_of(w, ". , ; : ! ? \" ”"))
            return false;
    }
    return false;
}

typedef enum { NO_END, FULL_STOP, ABBREVIATION, HOUR, QUESTION } ending;

/* What stands at the end of token t. */
static ending end_kind(const range *r, uint32_t t)
{
    att_str w = form(r->d, t);
    char last = w.n ? w.p[w.n - 1] : 0;
    if (last == '!' || last == '?')
        return w.p[0] == last || w.p[0] == '!' || w.p[0] == '?' ? QUESTION : NO_END;
    if (last != '.')
        return (unsigned char)last >= 0x80 && any_of(w, "… 。 ！ ？ । ۔") ? FULL_STOP : NO_END;
    if (w.p[0] == '.')
        return FULL_STOP;
    if (att_str_same(w, ATT_STR("a.m.")) || att_str_same(w, ATT_STR("p.m.")))
        return HOUR;
    att_str bare = att_str_sub(w, 0, w.n - 1);
    bool initial = att_utf8_count(bare) == 1;
    return att_text_title(bare) || initial ? NO_END : ABBREVIATION;
}

/* "1. Who": a number before its full stop at the head of a sentence counts, it says nothing. */
static bool counts(const range *r, uint32_t first, uint32_t t)
{
    att_str w = form(r->d, t ? t - 1 : t);
    return t == opening_word(r, first) + 1 && att_str_is(form(r->d, t), ".") &&
           (number(w) || (w.n == 1 && att_is_alpha((unsigned char)w.p[0])));
}

/* "year.The": the blank was forgotten. */
static bool blank_forgotten(const range *r, uint32_t t, uint32_t last)
{
    if (!capitalised(form(r->d, last + 1)) || !att_str_is(form(r->d, t), ".") || t == r->first)
        return false;
    att_str before = form(r->d, t - 1);
    return last > t || (before.n > 2 && att_is_lower((unsigned char)before.p[before.n - 1]));
}

/* "5 p.m. Monday", "5 p.m. EST" go on; "5 p.m. Police" does not. */
static bool after_hour(att_str next)
{
    return capitalised(next) &&
           !any_of(next,
                   "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
                   "October November December Eastern Central Pacific Mountain Greenwich Universal Beijing Moscow London Tokyo Local");
}

/* Whether the sentence that began at `first` ends after token t; *last is the last token that still belongs to it. */
static bool ends_after(const range *r, uint32_t first, uint32_t t, uint32_t *last)
{
    ending kind = end_kind(r, t);
    if (kind == NO_END || t == first) /* "... and then" */
        return false;
    *last = t;
    while (*last + 1 < r->end && joined_to_next(r->d, *last) && closes(r->d, *last + 1))
        ++*last;
    if (*last + 1 >= r->end)
        return true;
    if (joined_to_next(r->d, *last))
        return blank_forgotten(r, t, *last);
    uint32_t next = opening_word(r, *last + 1);
    att_str word = form(r->d, next);
    bool marked = *last > t || quotes(r->d, *last + 1);
    if (!begins(word) || counts(r, first, t))
        return false;
    if (kind == HOUR)
        return marked || after_hour(word);
    if (kind == ABBREVIATION)
        return marked || att_text_starter(word);
    return !(kind == QUESTION && *last > t && goes_on(r, *last + 1));
}

static void add_sentence(att_doc *d, uint32_t first, uint32_t end, uint32_t paragraph)
{
    uint32_t number = d->sentences.n;
    *ATT_PUSH(&d->arena, &d->sentences) = (att_sentence){att_tokens_span(d, first, end - first), first, end - first, paragraph};
    for (uint32_t t = first; t < end; t++)
        d->tokens.p[t].sentence = number;
}

static bool all_capitals(att_str w)
{
    size_t upper = 0;
    for (size_t i = 0; i < w.n; i++)
        upper += att_is_upper((unsigned char)w.p[i]);
    return upper > 2 && upper + 2 >= w.n;
}

/* "LISBON, Feb 20 (Atlantic Wire) - ": a dateline is a sentence of its own, else the tree takes the place for a subject.  Nothing in it but
 * brackets begins with a small letter.  The token after it, or the first when there is none. */
static uint32_t dateline_end(const range *r)
{
    enum { LONGEST = 18 };
    const att_doc *d = r->d;
    bool bracket = false;
    if (r->first == r->end || !all_capitals(form(d, r->first)))
        return r->first;
    for (uint32_t t = r->first + 1; t + 1 < r->end && t < r->first + LONGEST; t++) {
        att_str w = form(d, t);
        bool apart = d->tokens.p[t - 1].space_after || any_of(form(d, t - 1), ")"), dash = any_of(w, "- -- – —");
        if (dash && apart && (d->tokens.p[t].space_after || att_str_is(w, "—")))
            return begins(form(d, opening_word(r, t + 1))) ? t + 1 : r->first;
        bracket = (bracket || att_str_is(w, "(")) && !att_str_is(w, ")");
        if (!bracket && (att_is_lower((unsigned char)w.p[0]) || end_kind(r, t) == FULL_STOP))
            return r->first;
    }
    return r->first;
}

static void cut_sentences(const range *r, uint32_t paragraph)
{
    uint32_t first = dateline_end(r), last;
    if (first > r->first)
        add_sentence(r->d, r->first, first, paragraph);
    for (uint32_t t = first; t < r->end; t++)
        if (ends_after(r, first, t, &last)) {
            add_sentence(r->d, first, last + 1, paragraph);
            t = last;
            first = last + 1;
        }
    if (first < r->end)
        add_sentence(r->d, first, r->end, paragraph);
}

static void add_tokens(att_doc *d, att_span at)
{
    att_span *word;
    uint32_t n = att_text_cut(&d->arena, att_doc_words(d, at), false, &word);
    for (uint32_t i = 0; i < n; i++) {
        att_token *t = ATT_PUSH(&d->arena, &d->tokens);
        *t = (att_token){.at = {at.at + word[i].at, word[i].n}, .head = ATT_NONE, .mention = ATT_NONE};
        t->space_after = i + 1 == n || word[i].at + word[i].n < word[i + 1].at;
    }
}

void att_text_stage(att_doc *d)
{
    for (uint32_t p = 0; p < d->paragraphs.n; p++) {
        uint32_t first = d->tokens.n;
        add_tokens(d, d->paragraphs.p[p].at);
        cut_sentences(&(range){d, first, d->tokens.n}, p);
    }
}
