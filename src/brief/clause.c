/* brief/clause.c */
#include "brief/clause.h"

#include "event/frame.h"
#include "event/words.h"

enum { STEPS = 8, LONG = 200 }; /* bytes of a clause */

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }
static bool is_punct(const att_doc *d, uint32_t t) { return tok(d, t)->upos == ATT_PUNCT; }

static bool has_subject(const att_doc *d, uint32_t v)
{
    return att_tree_child(d, v, ATT_NSUBJ, ATT_NONE) != ATT_NONE || att_tree_child(d, v, ATT_NSUBJ_PASS, ATT_NONE) != ATT_NONE;
}

uint32_t att_clause_verb(const att_doc *d, uint32_t t)
{
    for (int i = 0; i < STEPS && tok(d, t)->head != ATT_NONE && !has_subject(d, t); i++)
        t = tok(d, t)->head;
    return t;
}

static bool closes(const att_doc *d, uint32_t t)
{
    att_str w = att_token_form(d, t);
    return att_str_is(w, ")") || att_str_is(w, "\"") || att_str_is(w, "\xE2\x80\x9D") || att_str_is(w, "%");
}

/* Where the clause of v ends: before a coordinated clause with a subject of its own, or an attribution. */
static uint32_t end_of_clause(const att_doc *d, uint32_t v, uint32_t end)
{
    for (uint32_t c = att_tree_next(d, v, v); c != ATT_NONE; c = att_tree_next(d, v, c)) {
        bool other = (tok(d, c)->deprel == ATT_CONJ && has_subject(d, c)) || tok(d, c)->deprel == ATT_PARATAXIS;
        uint32_t from, to;
        att_tree_yield(d, c, &from, &to);
        if (other && from > v && from < end)
            end = from;
    }
    while (end > v + 1 && (is_punct(d, end - 1) || tok(d, end - 1)->upos == ATT_CCONJ) && !closes(d, end - 1))
        end--;
    return end;
}

/* Not longer than a line or two: cut where a comma, or else a word, ends. */
static att_str shortened(att_arena *a, att_str s)
{
    if (s.n <= LONG)
        return s;
    size_t at = LONG;
    while (at > LONG / 2 && s.p[at] != ',')
        at--;
    if (at <= LONG / 2)
        for (at = LONG; at > 0 && s.p[at] != ' ';)
            at--;
    return att_format(a, "%.*s \xE2\x80\xA6", (int)at, s.p);
}

/* A deed that shares its subject with another: "President Li: return to Oslo on the 14th". */
static att_str deed_words(att_arena *a, const att_doc *d, uint32_t v, uint32_t subject)
{
    uint32_t first, end, m = tok(d, subject)->mention;
    att_tree_yield(d, v, &first, &end);
    first = first < v ? v : first;
    att_str name = m != ATT_NONE && d->mentions.p[m].kind != ATT_MENTION_PRONOUN ? att_doc_words(d, d->mentions.p[m].at)
                   : m != ATT_NONE                                               ? att_brief_name(&d->actors.p[d->mentions.p[m].actor])
                                                                                 : att_doc_words(d, att_brief_phrase(d, subject));
    end = end_of_clause(d, v, end);
    return shortened(a,
                     att_format(a, "%.*s: %.*s", ATT_STR_ARG(name), ATT_STR_ARG(att_doc_words(d, att_tokens_span(d, first, end - first)))));
}

att_str att_clause_deed(att_arena *a, const att_doc *d, uint32_t v)
{
    uint32_t subject = has_subject(d, v) ? ATT_NONE : att_frame_subject(d, v);
    bool apart = subject != ATT_NONE && subject < v && (tok(d, v)->deprel == ATT_CONJ || tok(d, v)->deprel == ATT_XCOMP);
    return apart ? deed_words(a, d, v, subject) : att_clause_words(a, d, v);
}

uint32_t att_clause_nearest(const att_doc *d, uint32_t t)
{
    for (int i = 0; i < STEPS && tok(d, t)->head != ATT_NONE && tok(d, t)->upos != ATT_VERB; i++)
        t = tok(d, t)->head;
    return t;
}

/* "only that", "and", marks: what joins the clause to others. */
static bool joins(const att_doc *d, uint32_t t, uint32_t v)
{
    bool word = (tok(d, t)->upos == ATT_CCONJ || tok(d, t)->upos == ATT_SCONJ) && tok(d, t)->head == v;
    bool when = tok(d, t)->head == v && att_str_same(att_token_form(d, t), ATT_STR("when"));
    return is_punct(d, t) || word || when || (tok(d, t)->upos == ATT_ADV && t + 1 < v && tok(d, t + 1)->deprel == ATT_MARK);
}

/* The smallest statement that holds token t, or NULL: nothing around it belongs to the clause. */
static const att_statement *said_in(const att_doc *d, uint32_t t)
{
    const att_statement *found = NULL;
    for (uint32_t i = 0; i < d->statements.n; i++) {
        const att_statement *s = &d->statements.p[i];
        if (s->first <= t && t < s->first + s->n && (!found || s->n < found->n))
            found = s;
    }
    return found;
}

/* Whom "he", "it", "they" at the clause's beginning mean, told by name; NULL where that is not known or the words are somebody's own. */
static const att_actor *meant_by(const att_doc *d, uint32_t t)
{
    static const char *const words[] = {"he", "she", "it", "they"};
    uint32_t m = tok(d, t)->mention;
    bool word = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        word = word || att_str_same(att_token_form(d, t), att_str_of(words[i]));
    if (!word || m == ATT_NONE || tok(d, t)->deprel != ATT_NSUBJ)
        return NULL;
    const att_statement *s = said_in(d, t);
    const att_actor *x = &d->actors.p[d->mentions.p[m].actor];
    return (s && s->kind == ATT_DIRECT) || x->parts.n || x->kind == ATT_GROUP ? NULL : x;
}

att_str att_clause_words(att_arena *a, const att_doc *d, uint32_t t)
{
    uint32_t v = att_clause_verb(d, t), first, end;
    const att_statement *s = said_in(d, t);
    att_tree_yield(d, v, &first, &end);
    if (s && s->first > first && s->first <= v)
        first = s->first;
    if (s && s->first + s->n < end && s->first + s->n > v)
        end = s->first + s->n;
    end = end_of_clause(d, v, end);
    while (first < v && joins(d, first, v))
        first++;
    att_str words = att_doc_words(d, att_tokens_span(d, first, end - first));
    const att_actor *who = meant_by(d, first);
    if (who) /* "[Malawi] will study it": the brackets say that the name is not the report's word here */
        return shortened(a, att_format(a, "[%.*s]%.*s", ATT_STR_ARG(att_brief_name(who)),
                                       ATT_STR_ARG(att_str_from(words, tok(d, first)->at.n))));
    uint32_t meant = att_frame_antecedent(d, first);
    if (meant == first && tok(d, v)->deprel == ATT_ACL_RELCL && att_str_same(att_token_form(d, first), ATT_STR("that")))
        meant = tok(d, v)->head;
    if (meant == first || meant == ATT_NONE)
        return shortened(a, words);
    att_str rest = att_str_from(words, tok(d, first)->at.n), noun = att_doc_words(d, att_brief_phrase(d, meant));
    bool subject = tok(d, first)->deprel == ATT_NSUBJ || tok(d, first)->deprel == ATT_NSUBJ_PASS;
    uint32_t m = tok(d, meant)->mention;
    if (m != ATT_NONE && d->actors.p[d->mentions.p[m].actor].kind == ATT_PERSON)
        noun = att_brief_name(&d->actors.p[d->mentions.p[m].actor]);
    if (!subject) /* "the licence that the ministry granted": the ministry granted (licence) */
        return shortened(a, att_format(a, "%.*s (%.*s)", ATT_STR_ARG(att_str_trim(rest)), ATT_STR_ARG(noun)));
    return shortened(a, att_format(a, "%.*s%.*s", ATT_STR_ARG(noun), ATT_STR_ARG(rest)));
}
