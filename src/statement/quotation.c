/* statement/quotation.c: words in marks, the cue that stands by them, and whether they are said at all. */
#include "statement/reader.h"

#include "event/frame.h"

enum { SCARE_WORDS = 5, FAR = 60, STEPS = 12 };

static const att_token *tok(const att_reader *r, uint32_t t) { return att_reader_token(r, t); }
static bool form_is(const att_reader *r, uint32_t t, const char *z) { return att_reader_form(r, t, z); }
static bool is_punct(const att_reader *r, uint32_t t) { return tok(r, t)->upos == ATT_PUNCT; }

/* ---- marks ----------------------------------------------------------------------------------------------------------------------------
 */

typedef enum { NO_MARK, DOUBLE, SINGLE, GUILLEMET } mark_kind;

static mark_kind opens(const att_reader *r, uint32_t t, uint32_t start)
{
    bool blank_after = tok(r, t)->space_after,
         blank_before = t == start || tok(r, t - 1)->space_after || (tok(r, t - 1)->upos == ATT_PUNCT && !form_is(r, t - 1, "."));
    if (form_is(r, t, "\xE2\x80\x9C") || form_is(r, t, "``") || form_is(r, t, "\xE2\x80\x9E"))
        return DOUBLE;
    if (form_is(r, t, "\xC2\xAB"))
        return GUILLEMET;
    if (form_is(r, t, "\"") || form_is(r, t, "''"))
        return t == start || (blank_before && !blank_after) ? DOUBLE : NO_MARK;
    if (form_is(r, t, "\xE2\x80\x98") || form_is(r, t, "'"))
        return blank_before && !blank_after ? SINGLE : NO_MARK;
    return NO_MARK;
}

static bool closes(const att_reader *r, uint32_t t, mark_kind k)
{
    if (k == GUILLEMET)
        return form_is(r, t, "\xC2\xBB");
    if (k == DOUBLE)
        return form_is(r, t, "\xE2\x80\x9D") || form_is(r, t, "''") || form_is(r, t, "\"");
    /* an apostrophe is no mark; behind a stop or before one it is */
    return (form_is(r, t, "\xE2\x80\x99") || form_is(r, t, "'")) &&
           (tok(r, t - 1)->upos == ATT_PUNCT || tok(r, t)->space_after || t + 1 == r->d->tokens.n || is_punct(r, t + 1));
}

static void find_in_paragraph(att_reader *r, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++) {
        mark_kind k = opens(r, t, first);
        if (k == NO_MARK)
            continue;
        uint32_t close = t + 1;
        while (close < end && !closes(r, close, k))
            close++;
        if (k == SINGLE && close == end) /* an apostrophe */
            continue;
        if (close > t + 1)
            *ATT_PUSH(&r->d->arena, &r->quotes) =
                (att_quotation){.first = t + 1, .end = close, .open = t, .close = close, .single = k == SINGLE};
        t = close;
    }
}

void att_quotations_find(att_reader *r)
{
    att_doc *d = r->d;
    for (uint32_t i = 0; i < d->sentences.n;) {
        uint32_t p = d->sentences.p[i].paragraph, first = d->sentences.p[i].first, end = first;
        for (; i < d->sentences.n && d->sentences.p[i].paragraph == p; i++)
            end = d->sentences.p[i].first + d->sentences.p[i].n;
        att_paragraph_kind k = d->paragraphs.p[p].kind;
        if (k != ATT_HEADLINE && k != ATT_SUBHEAD)
            find_in_paragraph(r, first, end);
    }
    for (uint32_t i = 0; i < r->quotes.n; i++)
        for (uint32_t t = r->quotes.p[i].first; t < r->quotes.p[i].end; t++)
            r->quote_of[t] = i + 1;
}

/* ---- the cue ----------------------------------------------------------------------------------------------------------------------------
 */

static bool governs(const att_reader *r, const att_quotation *q, uint32_t t)
{
    uint32_t above = tok(r, t)->head;
    if (above != ATT_NONE && above >= q->first && above < q->end)
        return true;
    for (uint32_t k = q->first; k < q->end; k++)
        if (tok(r, k)->head == t)
            return true;
    return false;
}

static bool takes_marks(const att_cue *w)
{
    return att_cue_takes(w, "quote") || att_cue_takes(w, "as") || att_cue_takes(w, "name") || att_cue_takes(w, "of");
}

/* The nearest word of saying from token `first` to `end`, outside of marks; the one that the tree ties to the words counts as nearer. */
static uint32_t nearest_cue(const att_reader *r, const att_quotation *q, uint32_t first, uint32_t end)
{
    uint32_t best = ATT_NONE, best_far = FAR;
    for (uint32_t t = first; t < end; t++) {
        const att_cue *w = r->quote_of[t] ? NULL : att_cue_at(r, t);
        if (!w || (!takes_marks(w) && !governs(r, q, t)))
            continue;
        uint32_t far = t < q->open ? q->open - t : t - q->end;
        if (governs(r, q, t))
            far = far > 12 ? far - 12 : 0;
        if (far < best_far) {
            best_far = far;
            best = t;
        }
    }
    return best;
}

/* In the quotation's own sentences; when a colon stands before the mark, also in the sentence that it ends. */
static uint32_t cue_of(const att_reader *r, const att_quotation *q)
{
    const att_doc *d = r->d;
    const att_sentence *a = &d->sentences.p[tok(r, q->open)->sentence], *b = &d->sentences.p[tok(r, q->end - 1)->sentence];
    if (q->close < d->tokens.n && q->close == b->first + b->n - 1 && b + 1 < d->sentences.p + d->sentences.n &&
        b[1].paragraph == b->paragraph && q->close + 1 < d->tokens.n && tok(r, q->close + 1)->upos == ATT_VERB &&
        att_cue_at(r, q->close + 1)) /* '"Why?" asked Li.', cut in two */
        b++;
    uint32_t best = nearest_cue(r, q, a->first, b->first + b->n);
    if (best == ATT_NONE && q->open > 0 && form_is(r, q->open - 1, ":") && tok(r, q->open - 1)->sentence != tok(r, q->open)->sentence) {
        const att_sentence *before = &d->sentences.p[tok(r, q->open - 1)->sentence];
        best = nearest_cue(r, q, before->first, before->first + before->n);
    }
    return best;
}

/* ---- scare quotes, titles
 * ----------------------------------------------------------------------------------------------------------------- */

static uint32_t count_words(const att_reader *r, const att_quotation *q, bool *verb)
{
    uint32_t words = 0;
    *verb = false;
    for (uint32_t t = q->first; t < q->end; t++) {
        words += !is_punct(r, t);
        *verb = *verb || ((tok(r, t)->upos == ATT_VERB || tok(r, t)->upos == ATT_AUX) && att_token_has(r->d, t, "VerbForm=Fin"));
    }
    return words;
}

/* Short words in marks that are part of the report's own sentence are scare quotes or titles, unless a word of saying governs them. */
static bool scare(const att_reader *r, const att_quotation *q, uint32_t cue)
{
    bool verb;
    uint32_t words = count_words(r, q, &verb);
    bool ends = form_is(r, q->end - 1, ".") || form_is(r, q->end - 1, ",") || form_is(r, q->end - 1, "?") || form_is(r, q->end - 1, "!") ||
                form_is(r, q->end - 1, "\xE2\x80\xA6") || form_is(r, q->end - 1, "...");
    if (cue == ATT_NONE) /* a sentence of its own in marks goes on saying; words in marks within a sentence do not */
        return !ends || (q->open != r->d->sentences.p[tok(r, q->open)->sentence].first && words <= 12);
    return words <= SCARE_WORDS && !verb && (!ends || (q->single && words < 4));
}

/* ---- mixed with the report's own words
 * --------------------------------------------------------------------------------------------------------- */

static bool is_name_frame(const att_reader *r, uint32_t cue)
{
    const att_cue *w = att_cue_at(r, cue);
    return w && (att_cue_takes(w, "as") || att_cue_takes(w, "name"));
}

/* The dependent of the cue under which the quotation's words stand, or ATT_NONE. */
static uint32_t held_by(const att_reader *r, const att_quotation *q, uint32_t cue)
{
    for (uint32_t k = q->first; k < q->end; k++) {
        uint32_t t = k;
        for (int i = 0; i < STEPS && t != ATT_NONE && tok(r, t)->head != cue; i++)
            t = tok(r, t)->head;
        if (t != ATT_NONE && tok(r, t)->head == cue)
            return t;
    }
    return ATT_NONE;
}

static bool is_complement(att_deprel x)
{
    return x == ATT_CCOMP || x == ATT_XCOMP || x == ATT_OBJ || x == ATT_OBL || x == ATT_ADVCL || x == ATT_CONJ || x == ATT_ACL;
}

/* The words between the cue and the quotation but adverbs, particles and a colon or comma: none when the quotation stands right behind it.
 */
static uint32_t first_between(const att_reader *r, uint32_t cue, const att_quotation *q)
{
    for (uint32_t t = cue + 1; t < q->open; t++)
        if (!is_punct(r, t) && tok(r, t)->upos != ATT_ADV && tok(r, t)->upos != ATT_CCONJ && tok(r, t)->deprel != ATT_COMPOUND_PRT &&
            !r->quote_of[t])
            return t;
    return ATT_NONE;
}

/* Whether the quotation is only a part of what is said: 'said it was "ready for anything"', 'called the step "a gift"'. */
static bool within_complement(const att_reader *r, const att_quotation *q, uint32_t cue, uint32_t *from, uint32_t *to)
{
    uint32_t between = cue < q->open ? first_between(r, cue, q) : ATT_NONE, top = held_by(r, q, cue), first, end;
    if (between == ATT_NONE || top == ATT_NONE || !is_complement((att_deprel)tok(r, top)->deprel))
        return false;
    att_tree_yield(r->d, top, &first, &end);
    bool subject_between = tok(r, between)->deprel == ATT_NSUBJ && tok(r, between)->head == cue;
    if (is_name_frame(r, cue) && tok(r, top)->deprel != ATT_CCOMP && !subject_between)
        first = between;
    if (first <= cue || first > q->open)
        first = tok(r, top)->deprel == ATT_CCOMP && between < q->open ? between : q->open;
    while (first < q->open && is_punct(r, first))
        first++;
    if (first >= q->open || r->quote_of[first]) /* nothing of the report's own before the mark */
        return false;
    if (end <= q->close)
        end = q->close < r->d->tokens.n && tok(r, q->close)->sentence == tok(r, q->open)->sentence ? q->close + 1 : q->end;
    *from = first;
    *to = end;
    return true;
}

static bool is_verb_between(const att_reader *r, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (tok(r, t)->upos == ATT_VERB || tok(r, t)->upos == ATT_AUX)
            return true;
    return false;
}

/* 'Tehran "understands our position", she added': the quotation is only a part of the clause before the cue. */
static bool within_clause_before(const att_reader *r, const att_quotation *q, uint32_t cue, uint32_t *from, uint32_t *to)
{
    uint32_t first, end, start = r->d->sentences.p[tok(r, q->open)->sentence].first;
    bool unnamed, own = cue > q->end && q->open > start && !is_punct(r, q->open - 1);
    for (uint32_t t = start; cue < q->open && q->open - cue < 4 && t + 2 < cue && !own; t++) /* 'Oslo, she said, "has never ..."' */
        own = tok(r, t)->deprel == ATT_NSUBJ && form_is(r, t + 1, ",") && !is_verb_between(r, t, cue);
    if (!own || tok(r, cue)->sentence != tok(r, q->open)->sentence ||
        !att_cue_around(r, cue, att_cue_subject(r, cue, &unnamed), &first, &end) || first >= q->open || end < q->end)
        return false;
    *from = first;
    *to = att_cue_without_stop(r, first, end);
    return true;
}

/* ---- who speaks without a cue
 * ---------------------------------------------------------------------------------------------------------------- */

static uint32_t person_subject(const att_reader *r, uint32_t sentence)
{
    const att_sentence *s = &r->d->sentences.p[sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        bool subject = tok(r, t)->deprel == ATT_NSUBJ && !r->quote_of[t];
        if (subject && tok(r, t)->mention != ATT_NONE && r->d->actors.p[r->d->mentions.p[tok(r, t)->mention].actor].kind == ATT_PERSON)
            return t;
    }
    return ATT_NONE;
}

/* "Li was blunt: "Tariffs hurt us."", 'Li shook his head. "Tariffs hurt us."'; else who spoke before goes on. */
static bool speaker_nearby(att_reader *r, const att_quotation *q, uint32_t *speaker, uint32_t *subject)
{
    uint32_t here = tok(r, q->open)->sentence, start = r->d->sentences.p[here].first;
    bool colon = q->open > start && form_is(r, q->open - 1, ":");
    uint32_t s = colon ? person_subject(r, here) : ATT_NONE;
    bool goes_on = r->speaker != ATT_NONE && here <= r->spoke + 2;
    if (s == ATT_NONE && q->open == start && here > 0 && r->spoke + 1 != here && r->spoke != here &&
        r->d->sentences.p[here - 1].paragraph == r->d->sentences.p[here].paragraph)
        s = person_subject(r, here - 1);
    *subject = s != ATT_NONE ? s : r->subject;
    *speaker = s != ATT_NONE ? att_cue_speaker(r, s, NULL) : r->speaker;
    return *speaker != ATT_NONE && (s != ATT_NONE || goes_on);
}

static void read_one(att_reader *r, att_quotation *q)
{
    uint32_t cue = cue_of(r, q), first = q->first, end = q->end, speaker, subject;
    bool unnamed, mixed = cue != ATT_NONE && (within_complement(r, q, cue, &first, &end) || within_clause_before(r, q, cue, &first, &end));
    if (q->used || (r->in_turn[q->open] && cue == ATT_NONE) || (!mixed && scare(r, q, cue)))
        return;
    bool bare = mixed && scare(r, q, cue) && !is_name_frame(r, cue) && !att_cue_takes(att_cue_at(r, cue), "of") &&
                !att_cue_takes(att_cue_at(r, cue), "for");
    if (bare) /* the clause around it will be read as such */
        return;
    if (cue == ATT_NONE) {
        if (!speaker_nearby(r, q, &speaker, &subject))
            return;
    } else {
        subject = att_cue_subject(r, cue, &unnamed);
        speaker = att_cue_speaker(r, subject, NULL);
    }
    att_statement_kind kind = mixed ? ATT_MIXED : ATT_DIRECT;
    bool that = q->open > 0 && form_is(r, q->open - 1, "that") && tok(r, q->open - 1)->deprel == ATT_MARK;
    if (mixed && att_cue_told(r, cue, first, end))
        return;
    att_cue_add(r, speaker, subject, cue, cue == ATT_NONE ? NULL : att_cue_at(r, cue), that ? ATT_MIXED : kind, first, end);
    for (uint32_t t = first; t < end; t++) /* other marks within the same words */
        if (r->quote_of[t])
            r->quotes.p[r->quote_of[t] - 1].used = true;
    if (speaker != ATT_NONE) {
        r->speaker = speaker;
        r->subject = subject;
    }
    r->spoke = tok(r, q->end - 1)->sentence;
}

void att_quotations_read(att_reader *r, uint32_t sentence)
{
    for (uint32_t i = 0; i < r->quotes.n; i++)
        if (tok(r, r->quotes.p[i].open)->sentence == sentence)
            read_one(r, &r->quotes.p[i]);
}
