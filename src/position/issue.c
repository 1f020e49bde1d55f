/* position/issue.c */
#include "position/issue.h"

#include "event/frame.h"
#include "event/words.h"

enum { LONG = 14, DEPTH = 3, BACK = 2 }; /* tokens of a name; pointing words within each other; sentences back */

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

void att_issue_open(att_arena *a, const att_lexicon *l, struct att_issue_words *w)
{
    w->table = att_lexicon_table(l, "issues");
    w->points.arena = a;
    int word = att_table_column(w->table, "word"), kind = att_table_column(w->table, "kind");
    for (uint32_t i = 0; w->table && i < w->table->rows; i++) {
        const att_row *r = &w->table->row[i];
        if (att_str_is(att_row_cell(r, kind), "points"))
            *att_map_add(&w->points, att_row_cell(r, word)) = i;
    }
}

static bool in_time(const att_doc *d, uint32_t t)
{
    for (uint32_t i = 0; i < d->times.n; i++)
        if (t >= d->times.p[i].first && t < d->times.p[i].first + d->times.p[i].n)
            return true;
    return false;
}

static bool is_verbal(const att_doc *d, uint32_t t) { return tok(d, t)->upos == ATT_VERB || tok(d, t)->upos == ATT_AUX; }

/* ---- stretches ---------------------------------------------------------------------------------------------------------------------- */

/* What ends the name of an issue: commas and other marks, what is only said about it, a second matter, time. */
static bool between(const att_doc *d, uint32_t c)
{
    uint32_t a = tok(d, c)->deprel == ATT_CC ? tok(d, c)->head : c;
    uint32_t b = a == ATT_NONE || tok(d, a)->deprel != ATT_CONJ ? ATT_NONE : tok(d, a)->head,
             word = b == ATT_NONE ? ATT_NONE : att_tree_case(d, b);
    return word != ATT_NONE && att_token_lemma_is(d, word, "between");
}

static bool ends_name(const att_doc *d, uint32_t c)
{
    if (between(d, c)) /* "the ferry between Kiel and Oslo" */
        return false;
    switch (tok(d, c)->deprel) {
    case ATT_CONJ:
    case ATT_CC:
    case ATT_ACL_RELCL:
    case ATT_APPOS:
    case ATT_PARATAXIS:
    case ATT_ADVCL:
    case ATT_PUNCT_REL:
        return true;
    case ATT_OBL:
    case ATT_OBL_UNMARKED:
    case ATT_NMOD:
    case ATT_NMOD_UNMARKED:
        return in_time(d, c);
    default:
        return false;
    }
}

/* The end of the name that begins at `first` under `top`: no gaps, no marks, not longer than a name is. */
static uint32_t end_of_name(const att_doc *d, uint32_t first, uint32_t top, uint32_t end)
{
    uint32_t last = end < first + LONG ? end : first + LONG;
    for (uint32_t t = first; t < last; t++) {
        bool hyphen =
            att_str_is(att_token_form(d, t), "-") || att_str_is(att_token_form(d, t), "'s") || att_str_is(att_token_form(d, t), "/");
        if (t > top && tok(d, t)->upos == ATT_PUNCT && !hyphen)
            return t;
        uint32_t from, to;
        if (t > top && ends_name(d, t)) {
            att_tree_yield(d, t, &from, &to);
            return from > first ? from : t;
        }
    }
    if (last < end) /* too long: without the last phrase that was cut */
        while (last > top + 1 &&
               (tok(d, last - 1)->upos == ATT_ADP || tok(d, last - 1)->upos == ATT_DET || tok(d, last - 1)->upos == ATT_ADJ ||
                tok(d, last - 1)->upos == ATT_PART || tok(d, last - 1)->upos == ATT_PRON || tok(d, last - 1)->upos == ATT_SCONJ))
            last--;
    return last;
}

/* Words that a name does not begin with: articles, quantities, owners that are pronouns. */
static bool opens_nothing(const att_doc *d, uint32_t t, uint32_t head)
{
    att_upos u = (att_upos)tok(d, t)->upos;
    return t < head && (u == ATT_DET || u == ATT_PRON || u == ATT_PUNCT || u == ATT_ADP || u == ATT_PART || u == ATT_SCONJ ||
                        u == ATT_CCONJ || u == ATT_ADV);
}

static att_str words(const att_doc *d, uint32_t first, uint32_t end)
{
    if (end > first + 2 && tok(d, end - 1)->upos == ATT_NUM &&
        tok(d, end - 2)->upos == ATT_ADP) /* "a fee of between 40 and 50 dollars", cut */
        end--;
    while (end > first && (tok(d, end - 1)->upos == ATT_PUNCT || tok(d, end - 1)->upos == ATT_ADP || tok(d, end - 1)->upos == ATT_CCONJ ||
                           tok(d, end - 1)->upos == ATT_SCONJ))
        end--;
    return end > first ? att_doc_words(d, att_tokens_span(d, first, end - first)) : ATT_STR("");
}

static att_str noun_name(const att_doc *d, uint32_t t)
{
    uint32_t first, end;
    att_tree_yield(d, t, &first, &end);
    for (uint32_t c = att_tree_next(d, t, ATT_NONE), from, to; c != ATT_NONE && c < t; c = att_tree_next(d, t, c)) {
        att_deprel r = (att_deprel)tok(d, c)->deprel;
        if (r != ATT_NSUBJ && r != ATT_COP && r != ATT_AUX_REL && r != ATT_MARK && r != ATT_ADVCL &&
            r != ATT_EXPL) /* "the thorniest issue is steel" */
            continue;
        att_tree_yield(d, c, &from, &to);
        first = to > first && to <= t ? to : first;
    }
    while (first < t && opens_nothing(d, first, t))
        first++;
    for (uint32_t k = t; k-- > first;) /* a mark before the head: what is before it belongs to something else */
        if (tok(d, k)->upos == ATT_PUNCT && !att_str_is(att_token_form(d, k), "-"))
            first = k + 1;
    return words(d, first, end_of_name(d, first, t, end));
}

/* "wants the ban lifted", "ordered two flats to be sold": the object of the word above with what is to be done to it. */
static att_str done_to(const att_doc *d, uint32_t v)
{
    uint32_t above = tok(d, v)->head, o = above == ATT_NONE ? ATT_NONE : att_tree_child(d, above, ATT_OBJ, ATT_NONE), first, end;
    if (o == ATT_NONE || o > v || tok(d, o)->upos == ATT_PRON)
        return ATT_STR("");
    att_tree_yield(d, o, &first, &end);
    while (first < o && opens_nothing(d, first, o))
        first++;
    return words(d, first, v + 1);
}

/* "not to come home without a date": the denial belongs to what is wanted. */
static uint32_t with_not(const att_doc *d, uint32_t v)
{
    for (uint32_t c = att_tree_child(d, v, ATT_ADVMOD, ATT_NONE); c != ATT_NONE && c < v; c = att_tree_child(d, v, ATT_ADVMOD, c))
        if (att_token_lemma_is(d, c, "not") && c + 3 > v)
            return c;
    return v;
}

/* "suspend gas drilling in Lake Malawi"; in the passive with what it is done to: "the crew be freed". */
static att_str verb_name(const att_doc *d, uint32_t v, uint32_t holder)
{
    uint32_t first, end, from, to, s = att_tree_child(d, v, ATT_NSUBJ_PASS, ATT_NONE);
    bool clause = s != ATT_NONE;
    if (!clause)
        s = att_tree_child(d, v, ATT_NSUBJ, ATT_NONE);
    uint32_t there = att_tree_child(d, v, ATT_EXPL, ATT_NONE);
    if (there != ATT_NONE && s != ATT_NONE) /* "that there is a letter" */
        return noun_name(d, s);
    if (!clause && s == ATT_NONE && (att_str_is(tok(d, v)->xpos, "VBN") || att_tree_child(d, v, ATT_AUX_PASS, ATT_NONE) != ATT_NONE))
        return done_to(d, v);
    att_tree_yield(d, v, &first, &end);
    uint32_t whose = s == ATT_NONE || tok(d, s)->mention == ATT_NONE ? ATT_NONE : d->mentions.p[tok(d, s)->mention].actor;
    bool itself = !clause && holder != ATT_NONE && whose == holder; /* "Malawi shall suspend drilling", held by Malawi */
    if (s != ATT_NONE && s < v && tok(d, s)->upos != ATT_PRON && !itself) {
        att_tree_yield(d, s, &from, &to);
        first = from;
        while (first < s && opens_nothing(d, first, s))
            first++;
    } else if (s != ATT_NONE && s < v && clause)
        return ATT_STR("");
    else
        first = with_not(d, v);
    return words(d, first, end_of_name(d, first, v, end));
}

/* ---- pointing words ------------------------------------------------------------------------------------------------------------------ */

static bool points(const att_doc *d, const struct att_issue_words *w, uint32_t t)
{
    return tok(d, t)->upos == ATT_NOUN && att_map_find(&w->points, tok(d, t)->lemma) != ATT_NONE;
}

/* What the pointing noun points at in its own phrase: "the demand that ...", "a plan to ...", "calls for ...". */
static uint32_t pointed_at(const att_doc *d, uint32_t t)
{
    static const char *const ways[] = {"for", "of", "on", "to", "about", "over"};
    uint32_t c = att_tree_child(d, t, ATT_ACL, ATT_NONE);
    if (c == ATT_NONE)
        c = att_tree_child(d, t, ATT_CCOMP, ATT_NONE);
    for (size_t i = 0; i < sizeof ways / sizeof *ways && c == ATT_NONE; i++)
        c = att_frame_oblique(d, t, att_str_of(ways[i]));
    return c;
}

static bool points_back(const att_doc *d, uint32_t t)
{
    att_str w = att_token_form(d, t);
    return tok(d, t)->upos == ATT_PRON &&
           (att_str_same(w, ATT_STR("it")) || att_str_same(w, ATT_STR("that")) || att_str_same(w, ATT_STR("this")));
}

static att_str said_before(const att_doc *d, uint32_t t, const att_issue_last *last)
{
    return last->words.n && tok(d, t)->sentence <= last->sentence + BACK ? last->words : ATT_STR("");
}

/* ---- names --------------------------------------------------------------------------------------------------------------------------- */

static bool is_somebody(const att_doc *d, uint32_t t)
{
    uint32_t m = tok(d, t)->mention;
    if (m == ATT_NONE)
        return false;
    const att_actor *a = &d->actors.p[d->mentions.p[m].actor];
    return a->kind == ATT_PERSON || d->mentions.p[m].kind == ATT_MENTION_NAME || d->mentions.p[m].kind == ATT_MENTION_PRONOUN;
}

/* "$25 million", "no pledge at all", "one in April": an amount or nothing. */
static bool is_no_matter(const att_doc *d, uint32_t t)
{
    att_upos u = (att_upos)tok(d, t)->upos;
    if (u != ATT_NOUN && u != ATT_PROPN && !is_verbal(d, t))
        return true;
    uint32_t det = att_tree_child(d, t, ATT_DET_REL, ATT_NONE);
    return det != ATT_NONE && att_token_lemma_is(d, det, "no");
}

/* "$46.5 million for shelter" is about shelter. */
static bool is_amount(const att_doc *d, uint32_t t) { return tok(d, t)->upos == ATT_NUM || tok(d, t)->upos == ATT_SYM; }

static att_str name_at(const att_doc *d, const struct att_issue_words *w, uint32_t t, const att_issue_last *last, uint32_t holder,
                       int depth)
{
    if (t == ATT_NONE || depth > DEPTH || in_time(d, t))
        return ATT_STR("");
    if (points_back(d, t))
        return said_before(d, t, last);
    if (points(d, w, t)) {
        uint32_t at = pointed_at(d, t);
        bool named = att_tree_child(d, t, ATT_COMPOUND, ATT_NONE) != ATT_NONE; /* "the port deal" is not the one told of before */
        att_str name = at != ATT_NONE && !is_somebody(d, at) ? name_at(d, w, at, last, holder, depth + 1)
                       : named                               ? ATT_STR("")
                                                             : said_before(d, t, last);
        return name.n ? name : noun_name(d, t);
    }
    if (is_amount(d, t))
        return name_at(d, w, att_frame_oblique(d, t, ATT_STR("for")), last, holder, depth + 1);
    if (is_verbal(d, t)) {
        uint32_t object = att_tree_child(d, t, ATT_OBJ, ATT_NONE);
        if (object != ATT_NONE && points_back(d, object))
            return said_before(d, object, last);
        return verb_name(d, t, holder);
    }
    return is_somebody(d, t) || is_no_matter(d, t) ? ATT_STR("") : noun_name(d, t);
}

att_str att_issue_name(const att_doc *d, const struct att_issue_words *w, uint32_t held, uint32_t holder, const att_issue_last *last)
{
    return name_at(d, w, held, last, holder, 0);
}
