/* text/text.c: sentences: where a paragraph's words end one and begin the next. */
#include "text/text.h"

#include "text/lists.h"

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

static bool closes(const att_doc *d, uint32_t t) { return any_of(form(d, t), "\" ' ” ’ ) ] » }"); }
static bool opens(const att_doc *d, uint32_t t) { return any_of(form(d, t), "\" ' “ ‘ ( [ « - – — •"); }
static bool close_to_next(const att_doc *d, uint32_t t) { return !d->tokens.p[t].space_after; }

static bool capital(const att_doc *d, uint32_t t)
{
    size_t n;
    uint32_t c = att_utf8_at(form(d, t), 0, &n);
    return att_utf8_is_upper(c) || (c < 0x80 && att_is_digit((int)c)) || (att_utf8_is_letter(c) && !att_utf8_is_lower(c));
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

/* What stands at the end of token t: 0 nothing, 1 a sure end, 2 an abbreviation whose full stop may be an end too, 3 a question or call. */
static int end_kind(const range *r, uint32_t t)
{
    att_str w = form(r->d, t);
    if (att_str_is(w, ".") || att_str_is(w, "。") || att_str_is(w, "...") || att_str_is(w, "…") || att_str_is(w, "...."))
        return 1;
    if (w.n && (w.p[0] == '!' || w.p[0] == '?'))
        return 3;
    if (w.n > 1 && w.p[w.n - 1] == '.') {
        att_str bare = att_str_sub(w, 0, w.n - 1);
        bool initial = bare.n == 1;
        return att_text_title(bare) || initial ? 0 : 2;
    }
    return 0;
}

/* Whether a sentence ends after token t; *last is the last token that still belongs to it. */
static bool ends_after(const range *r, uint32_t t, uint32_t *last)
{
    int kind = end_kind(r, t);
    if (!kind)
        return false;
    *last = t;
    while (*last + 1 < r->end && close_to_next(r->d, *last) && closes(r->d, *last + 1))
        ++*last;
    if (*last + 1 >= r->end)
        return true;
    if (close_to_next(r->d, *last)) /* "example.com"; a full stop with no blank after it ends nothing, unless a capital follows a quotation mark */
        return false;
    uint32_t next = opening_word(r, *last + 1);
    if (!capital(r->d, next))
        return false;
    if (kind == 2)
        return att_text_starter(form(r->d, next)) || *last > t || next > *last + 1;
    if (kind == 3 && *last > t)
        return !goes_on(r, *last + 1);
    return true;
}

static void add_sentence(att_doc *d, uint32_t first, uint32_t end, uint32_t paragraph)
{
    uint32_t number = d->sentences.n;
    *ATT_PUSH(&d->arena, &d->sentences) = (att_sentence){att_tokens_span(d, first, end - first), first, end - first, paragraph};
    for (uint32_t t = first; t < end; t++)
        d->tokens.p[t].sentence = number;
}

static void cut_sentences(const range *r, uint32_t paragraph)
{
    uint32_t first = r->first, last;
    for (uint32_t t = r->first; t < r->end; t++)
        if (ends_after(r, t, &last)) {
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
    uint32_t n = att_text_words(&d->arena, att_doc_words(d, at), &word);
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
