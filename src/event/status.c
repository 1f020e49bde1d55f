/* event/status.c */
#include "event/status.h"

#include <stdio.h>

#include "event/frame.h"
#include "event/tables.h"
#include "pipe/engine.h"

enum { STEPS = 8, UNSAID = -1 };

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }
static bool is_rel(const att_doc *d, uint32_t t, att_deprel r) { return tok(d, t)->deprel == r; }
static bool form_is(const att_doc *d, uint32_t t, const char *z) { return att_str_same(att_token_form(d, t), att_str_of(z)); }

static bool form_in(const att_doc *d, uint32_t t, const char *const *list)
{
    for (; t != ATT_NONE && *list; list++)
        if (form_is(d, t, *list))
            return true;
    return false;
}

/* ---- one word and what hangs on it ------------------------------------------------------------------------------------------ */

/* "no hospital", "neither country", "not a single guard", "neither Chad nor Mali". */
static bool of_nothing(const att_doc *d, uint32_t n)
{
    static const char *const whole[] = {"nobody", "none", "nothing", "neither", NULL};
    static const char *const words[] = {"no", "neither", "not", "nary", NULL};
    if (form_in(d, n, whole))
        return true;
    for (uint32_t k = att_tree_next(d, n, ATT_NONE); k != ATT_NONE && k < n; k = att_tree_next(d, n, k))
        if ((is_rel(d, k, ATT_DET_REL) || is_rel(d, k, ATT_CC_PRECONJ) || is_rel(d, k, ATT_ADVMOD)) && form_in(d, k, words))
            return true;
    return false;
}

static bool negated_here(const att_doc *d, uint32_t t)
{
    static const char *const words[] = {"not", "n't", "never", "no", "neither", "nor", "hardly", "n’t", NULL};
    for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, t, c)) {
        bool kind = is_rel(d, c, ATT_ADVMOD) || is_rel(d, c, ATT_DET_REL) || is_rel(d, c, ATT_CC_PRECONJ);
        bool not_only = form_is(d, c, "not") && c + 1 < d->tokens.n && (form_is(d, c + 1, "only") || form_is(d, c + 1, "just"));
        bool yet_to = kind && form_is(d, c, "yet") && c + 1 < d->tokens.n && form_is(d, c + 1, "to"); /* "has yet to sign" */
        bool without = is_rel(d, c, ATT_MARK) && form_is(d, c, "without");
        if ((kind && form_in(d, c, words) && !not_only) || yet_to || without)
            return true;
        /* "no country attacked", "they bombed no hospital": who or what it would take denies the deed */
        if ((is_rel(d, c, ATT_NSUBJ) || is_rel(d, c, ATT_NSUBJ_PASS) || is_rel(d, c, ATT_OBJ)) && tok(d, t)->upos == ATT_VERB &&
            of_nothing(d, c))
            return true;
    }
    return false;
}

static const struct att_event_tables *tables(const att_doc *d) { return d->engine->event; }

/* The most telling of the auxiliaries and adverbs on a verb: a status, or UNSAID. */
static int modal(const att_doc *d, uint32_t v)
{
    int found = UNSAID;
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c)) {
        if (!is_rel(d, c, ATT_AUX_REL) && !is_rel(d, c, ATT_COP) && !is_rel(d, c, ATT_AUX_PASS))
            continue;
        const att_status_row *r = att_status_row_find(tables(d), "aux", tok(d, c)->lemma, ~0);
        if (r && r->status != UNSAID)
            found = r->status;
        if (form_is(d, c, "'d") || form_is(d, c, "'ll"))
            found = ATT_SCHEDULED;
    }
    return found;
}

/* Whether the words of an adverbial stand at token t: "at no point". */
static bool adverbial_at(const att_doc *d, uint32_t t, const att_adverbial *a, uint32_t *end)
{
    att_str rest = a->words, word;
    uint32_t sentence = tok(d, t)->sentence;
    for (; att_str_split(&rest, ' ', &word); t++)
        if (t >= d->tokens.n || tok(d, t)->sentence != sentence || !att_str_same(att_token_form(d, t), word))
            return false;
    *end = t;
    return true;
}

/* What the adverbials of several words that hang on t say; UNSAID: none does. */
static int adverbial(const att_doc *d, uint32_t t)
{
    for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, t, c))
        for (uint32_t i = 0; i < tables(d)->adverbials.n; i++) {
            const att_adverbial *a = &tables(d)->adverbials.p[i];
            uint32_t end;
            for (uint32_t from = c < 4 ? 0 : c - 4; from <= c; from++)
                if (adverbial_at(d, from, a, &end) && end > c)
                    return a->status;
        }
    return UNSAID;
}

/* What the adverbs on t say. */
static int adverb(const att_doc *d, uint32_t t)
{
    for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, t, c)) {
        if (!is_rel(d, c, ATT_ADVMOD))
            continue;
        const att_status_row *r = att_status_row_find(tables(d), "adv", tok(d, c)->lemma, ~0);
        if (r && r->status != UNSAID)
            return r->status;
    }
    return adverbial(d, t);
}

static bool has_aux(const att_doc *d, uint32_t v, const char *lemma)
{
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c))
        if ((is_rel(d, c, ATT_AUX_REL) || is_rel(d, c, ATT_AUX_PASS) || is_rel(d, c, ATT_COP)) && att_token_lemma_is(d, c, lemma))
            return true;
    return false;
}

/* "is to visit", "are to be tried": be and an infinitive with "to" on one verb. */
static bool be_to(const att_doc *d, uint32_t v)
{
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c))
        if ((is_rel(d, c, ATT_AUX_REL) || is_rel(d, c, ATT_AUX_PASS) || is_rel(d, c, ATT_COP)) && att_token_lemma_is(d, c, "be") &&
            !att_str_is(tok(d, c)->xpos, "VB"))
            for (uint32_t k = c + 1; k < v; k++)
                if (tok(d, k)->head == v && form_is(d, k, "to"))
                    return true;
    return false;
}

/* "Brunei to close border": a headline's way to tell what is to come. */
static bool headline_to(const att_doc *d, uint32_t v)
{
    uint32_t subject = att_tree_child(d, v, ATT_NSUBJ, ATT_NONE), mark = att_tree_child(d, v, ATT_MARK, ATT_NONE);
    uint32_t top = tok(d, v)->head;
    bool own = top == ATT_NONE && subject != ATT_NONE && mark != ATT_NONE && subject < mark;
    bool name = top != ATT_NONE && is_rel(d, v, ATT_ACL) && tok(d, top)->head == ATT_NONE && tok(d, top)->upos == ATT_PROPN;
    return att_str_is(tok(d, v)->xpos, "VB") && mark != ATT_NONE && form_is(d, mark, "to") && (own || name);
}

/* "Tonga accepts bid": a line without a full stop tells in the present what happened. */
static bool in_headline(const att_doc *d, uint32_t v)
{
    const att_sentence *s = &d->sentences.p[tok(d, v)->sentence];
    return s->n && tok(d, s->first + s->n - 1)->upos != ATT_PUNCT;
}

/* "Should the truce hold", "Were the quota imposed", "Had Mali asked": a condition by word order alone. */
static bool inverted_condition(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"should", "were", "had", NULL};
    uint32_t subject = att_tree_child(d, v, ATT_NSUBJ, ATT_NONE);
    if (subject == ATT_NONE)
        subject = att_tree_child(d, v, ATT_NSUBJ_PASS, ATT_NONE);
    const att_sentence *s = &d->sentences.p[tok(d, v)->sentence];
    bool asks = form_is(d, s->first + s->n - 1, "?");
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); subject != ATT_NONE && !asks && c != ATT_NONE && c < subject;
         c = att_tree_next(d, v, c))
        if ((is_rel(d, c, ATT_AUX_REL) || is_rel(d, c, ATT_AUX_PASS) || is_rel(d, c, ATT_COP)) && form_in(d, c, words))
            return true;
    return false;
}

/* "has blamed Chad for years", "have blocked it since May", "has long praised": a perfect that lasts. */
static bool lasts(const att_doc *d, uint32_t v)
{
    static const char *const spans[] = {"year", "decade", "month", "week", "day", "hour", "generation", "century", NULL};
    bool has = false;
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c))
        has = has || (is_rel(d, c, ATT_AUX_REL) && (form_is(d, c, "has") || form_is(d, c, "have") || form_is(d, c, "'ve")));
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); has && c != ATT_NONE; c = att_tree_next(d, v, c)) {
        uint32_t word = att_tree_case(d, c);
        bool since = word != ATT_NONE && form_is(d, word, "since"), over = word != ATT_NONE && form_is(d, word, "for");
        if (since || (is_rel(d, c, ATT_ADVMOD) && (form_is(d, c, "long") || form_is(d, c, "since"))))
            return true;
        for (const char *const *w = spans; over && *w; w++)
            if (att_token_lemma_is(d, c, *w))
                return true;
    }
    return false;
}

/* A modal with "have": "should have asked", "would have faced a trial" were not done. */
static bool counterfactual(const att_doc *d, uint32_t v)
{
    bool would = false, should = false, have = false, to = false, was = false;
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE && c < v; c = att_tree_next(d, v, c)) {
        would = would || form_is(d, c, "would");
        should = should || form_is(d, c, "should") || form_is(d, c, "ought");
        have = have || form_is(d, c, "have");
        to = to || form_is(d, c, "to");
        was = was || form_is(d, c, "was") || form_is(d, c, "were");
    }
    return att_str_is(tok(d, v)->xpos, "VBN") && have && (would || should || (was && to));
}

/* A time of the clause that lies after the report's day. */
static bool in_future(const att_doc *d, uint32_t v)
{
    if (d->published == ATT_NO_DAY)
        return false;
    for (uint32_t i = 0; i < d->times.n; i++) {
        const att_time *x = &d->times.p[i];
        if (x->from == ATT_NO_DAY || x->from <= d->published || tok(d, x->first)->sentence != tok(d, v)->sentence)
            continue;
        for (uint32_t t = x->first; t < x->first + x->n; t++)
            if (tok(d, t)->head == v)
                return true;
    }
    return false;
}

/* "Ecuador shut its embassy", "gunmen infiltrated", "Algeria forgave": what the tagger takes for a present is a past when its form or its
 * subject says so, and "strikers put up barricades" in a report is rather a past. */
static bool really_past(const att_doc *d, uint32_t v)
{
    static const char *const same[] = {"put", "set", "shut", "cut", "hit", "let", "spread", "quit", "cast", "split", "shed", NULL};
    att_str form = att_token_form(d, v);
    if (att_str_is(tok(d, v)->xpos, "VBZ"))
        return !att_str_ends(form, "s");
    if (!att_str_is(tok(d, v)->xpos, "VBP"))
        return false;
    if (form_in(d, v, same))
        return true;
    uint32_t s = att_tree_child(d, v, ATT_NSUBJ, ATT_NONE);
    bool one = s != ATT_NONE && att_tree_child(d, s, ATT_CONJ, ATT_NONE) == ATT_NONE &&
               (tok(d, s)->upos == ATT_NOUN || tok(d, s)->upos == ATT_PROPN) && !att_token_has(d, s, "Number=Plur");
    return one || (form.n > 4 && att_str_ends(form, "ed") && form.p[form.n - 3] != 'e');
}

/* What a verb says by its own form, negation aside. */
static int verb_form(const att_doc *d, uint32_t v)
{
    int by_adverb = adverb(d, v), by_modal = modal(d, v);
    if (by_adverb == ATT_NEGATED) /* that is seen to with the other negations */
        by_adverb = UNSAID;
    att_str x = tok(d, v)->xpos;
    if (counterfactual(d, v))
        return ATT_NEGATED;
    if (by_modal != UNSAID)
        return by_adverb != UNSAID && (by_modal == ATT_SCHEDULED || by_adverb == ATT_POSSIBLE) ? by_adverb : by_modal;
    if (be_to(d, v) || headline_to(d, v))
        return ATT_SCHEDULED;
    if (by_adverb != UNSAID)
        return by_adverb;
    if (att_str_is(x, "VBG") && has_aux(d, v, "be"))
        return in_future(d, v) ? ATT_SCHEDULED : ATT_ONGOING;
    if ((att_str_is(x, "VBZ") || att_str_is(x, "VBP")) && in_future(d, v))
        return ATT_SCHEDULED;
    if (really_past(d, v))
        return lasts(d, v) ? ATT_ONGOING : ATT_OCCURRED;
    if (att_str_is(x, "VBZ") || att_str_is(x, "VBP"))
        return in_headline(d, v) ? ATT_OCCURRED : ATT_ONGOING;
    return lasts(d, v) ? ATT_ONGOING : ATT_OCCURRED;
}

/* An adjective or participle before the noun, or a determiner: "planned visit", "possible deal", "no talks". */
static int noun_form(const att_doc *d, uint32_t n)
{
    int found = UNSAID;
    for (uint32_t c = att_tree_next(d, n, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, n, c)) {
        if (!is_rel(d, c, ATT_AMOD) && !is_rel(d, c, ATT_COMPOUND) && !is_rel(d, c, ATT_ADVMOD) && !is_rel(d, c, ATT_ACL))
            continue;
        const att_status_row *r = att_status_row_find(tables(d), "adj", tok(d, c)->lemma, ~0);
        if (!r)
            r = att_status_row_find(tables(d), "adj", att_token_form(d, c), ~0);
        if (r && r->status != UNSAID)
            found = r->status;
    }
    return found;
}

bool att_status_is_state(const att_doc *d, uint32_t n)
{
    static const char *const in[] = {"at", "in", "on", "under", NULL};
    return att_tree_child(d, n, ATT_COP, ATT_NONE) != ATT_NONE && form_in(d, att_tree_case(d, n), in);
}

/* What the copula of a state says: "is on strike" goes on, "will be on strike" is to come. */
static int state_form(const att_doc *d, uint32_t n)
{
    if (modal(d, n) != UNSAID)
        return modal(d, n);
    att_str x = tok(d, att_tree_child(d, n, ATT_COP, ATT_NONE))->xpos;
    return att_str_is(x, "VBZ") || att_str_is(x, "VBP") || att_str_is(x, "VBN") ? ATT_ONGOING : ATT_OCCURRED;
}

/* ---- conditions ----------------------------------------------------------------------------------------------------------------- */

static bool marked_condition(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"if", "unless", "provided", "providing", "lest", NULL};
    static const char *const supposing[] = {"provided", "providing", "assuming", "supposing", NULL};
    uint32_t m = att_tree_child(d, v, ATT_MARK, ATT_NONE);
    for (; m != ATT_NONE; m = att_tree_child(d, v, ATT_MARK, m))
        if (form_in(d, m, words))
            return true;
    return form_in(d, v, supposing) || inverted_condition(d, v);
}

bool att_status_on_condition(const att_doc *d, uint32_t t)
{
    for (uint32_t c = att_tree_child(d, t, ATT_ADVCL, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, t, ATT_ADVCL, c))
        if (marked_condition(d, c))
            return true;
    return false;
}

/* Inside an if-clause, or the main clause of one. */
static bool conditional(const att_doc *d, uint32_t v)
{
    uint32_t head = tok(d, v)->head;
    if (is_rel(d, v, ATT_CCOMP) && head != ATT_NONE && is_rel(d, head, ATT_ADVCL) && marked_condition(d, head)) /* "provided that ..." */
        return true;
    if (is_rel(d, v, ATT_CONJ) && head != ATT_NONE && tok(d, head)->upos == ATT_VERB && modal(d, v) != UNSAID &&
        att_status_on_condition(d, head))
        return true; /* "unless it pays, Mali will sue and Chad would follow" */
    return (is_rel(d, v, ATT_ADVCL) && marked_condition(d, v)) || (att_status_on_condition(d, v) && modal(d, v) != UNSAID);
}

/* A participle that goes along with its main clause: "will propose a fund, steering clear of pledges". */
static bool goes_along(const att_doc *d, uint32_t v)
{
    return is_rel(d, v, ATT_ADVCL) && tok(d, v)->upos == ATT_VERB && att_str_is(tok(d, v)->xpos, "VBG") && !has_aux(d, v, "be") &&
           att_tree_child(d, v, ATT_NSUBJ, ATT_NONE) == ATT_NONE;
}

/* ---- what governs it --------------------------------------------------------------------------------------------------------------- */

static bool is_nominal(const att_doc *d, uint32_t t)
{
    return tok(d, t)->upos == ATT_NOUN || tok(d, t)->upos == ATT_PROPN || tok(d, t)->upos == ATT_PRON;
}

static int clause_complement(const att_doc *d, uint32_t t)
{
    if (att_str_is(tok(d, t)->xpos, "VBG") && !has_aux(d, t, "be"))
        return ATT_FRAME_ING;
    for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE && c < t; c = att_tree_next(d, t, c))
        if (is_rel(d, c, ATT_MARK) && form_is(d, c, "to"))
            return ATT_FRAME_TO;
    return ATT_FRAME_THAT;
}

uint32_t att_status_governor(att_doc *d, uint32_t t, int *complement)
{
    static const char *const that[] = {"that", NULL};
    uint32_t head = tok(d, t)->head;
    if (head == ATT_NONE)
        return ATT_NONE;
    bool nominal = is_nominal(d, t);
    switch (tok(d, t)->deprel) {
    case ATT_XCOMP:
    case ATT_CCOMP:
    case ATT_CSUBJ:
    case ATT_CSUBJ_PASS:
        *complement = nominal ? ATT_FRAME_NOUN : clause_complement(d, t);
        return head;
    case ATT_ACL:
    case ATT_ADVCL:
        /* "plans to withdraw" hangs on the noun; "accused of attacking", "from attacking" on the verb; other clauses stand alone */
        *complement = clause_complement(d, t);
        if (*complement == ATT_FRAME_TO && (is_rel(d, t, ATT_ACL) || att_status_governing_row(d, head, ATT_FRAME_TO)))
            return head;
        if (*complement == ATT_FRAME_THAT && is_rel(d, t, ATT_ACL) && form_in(d, att_tree_child(d, t, ATT_MARK, ATT_NONE), that))
            return head; /* "the fear that" */
        return *complement == ATT_FRAME_ING && att_tree_child(d, t, ATT_MARK, ATT_NONE) != ATT_NONE ? head : ATT_NONE;
    case ATT_OBJ:
    case ATT_NSUBJ_PASS:
    case ATT_OBL:
    case ATT_NMOD:
    case ATT_NSUBJ:
        *complement = ATT_FRAME_NOUN;
        return nominal ? head : ATT_NONE;
    case ATT_CONJ: /* shares what governs its first conjunct, unless it is a finite clause of its own */
        if (att_tree_child(d, t, ATT_NSUBJ, ATT_NONE) != ATT_NONE || att_tree_child(d, t, ATT_NSUBJ_PASS, ATT_NONE) != ATT_NONE)
            return ATT_NONE;
        return att_status_governor(d, head, complement);
    default:
        return ATT_NONE;
    }
}

static const char *part_of_speech(const att_doc *d, uint32_t t)
{
    switch (tok(d, t)->upos) {
    case ATT_NOUN:
    case ATT_PROPN:
        return "noun";
    case ATT_ADJ:
        return "adj";
    default:
        return "verb";
    }
}

/* The row of a word with a second one that hangs on it: "ban ... from striking", "call on Mali to", "have yet to". */
static const att_status_row *row_of_two(const att_doc *d, const char *pos, uint32_t g, uint32_t second, int complement)
{
    char two[80];
    att_str lemma = tok(d, g)->lemma, word = att_token_form(d, second);
    int n = snprintf(two, sizeof two, ATT_STR_FMT " " ATT_STR_FMT, ATT_STR_ARG(lemma), ATT_STR_ARG(word));
    return n < 0 || n >= (int)sizeof two ? NULL : att_status_row_find(tables(d), pos, (att_str){two, (size_t)n}, complement);
}

static const att_status_row *row_of_several(const att_doc *d, const char *pos, uint32_t g, int complement)
{
    const att_status_row *r = NULL;
    for (uint32_t c = att_tree_next(d, g, ATT_NONE); c != ATT_NONE && !r; c = att_tree_next(d, g, c)) {
        if (is_rel(d, c, ATT_ADVMOD) || is_rel(d, c, ATT_COMPOUND_PRT) || is_rel(d, c, ATT_CASE))
            r = row_of_two(d, pos, g, c, complement);
        for (uint32_t k = att_tree_next(d, c, ATT_NONE); k != ATT_NONE && k < c && k > g && !r; k = att_tree_next(d, c, k))
            if (is_rel(d, k, ATT_CASE) || is_rel(d, k, ATT_MARK))
                r = row_of_two(d, pos, g, k, complement);
    }
    return r;
}

const att_status_row *att_status_governing_row(const att_doc *d, uint32_t g, int complement)
{
    const char *pos = part_of_speech(d, g);
    const att_status_row *r = row_of_several(d, pos, g, complement);
    if (!r)
        r = att_status_row_find(tables(d), pos, tok(d, g)->lemma, complement);
    if (!r &&
        strcmp(pos, "noun") != 0) /* "is scheduled to": a participle may be listed as an adjective, "underway" has the lemma "under" */
        r = att_status_row_find(tables(d), "adj", att_token_form(d, g), complement);
    if (!r && strcmp(pos, "verb") == 0)
        r = att_status_row_find(tables(d), "aux", tok(d, g)->lemma, complement);
    if (!r && strcmp(pos, "adj") == 0)
        r = att_status_row_find(tables(d), "verb", tok(d, g)->lemma, complement);
    return r;
}

static int status_at(att_doc *d, uint32_t t, int depth);

/* A noun with nothing of its own to say shares the status of the verb it is the subject or object of, when that lies in the future, is
 * doubtful or is denied: "the talks will be held". */
static int borrowed(att_doc *d, uint32_t t, uint32_t g, int depth)
{
    att_deprel r = tok(d, t)->deprel;
    bool close = r == ATT_OBJ || r == ATT_NSUBJ_PASS || r == ATT_NSUBJ;
    if (!close || tok(d, g)->upos != ATT_VERB)
        return ATT_OCCURRED;
    static const char *const happens[] = {"happen", "occur", "materialise", "materialize", "take", "go",
                                          "come",   "begin", "start",       "hold",        NULL};
    int s = status_at(d, g, depth + 1);
    bool takes_place = false;
    for (const char *const *w = happens; *w; w++)
        takes_place = takes_place || att_token_lemma_is(d, g, *w);
    bool acts = r == ATT_NSUBJ && att_tree_child(d, g, ATT_OBJ, ATT_NONE) != ATT_NONE; /* "the attack follows a year of calm" is over */
    bool over = s == ATT_ONGOING && acts && !has_aux(d, g, "be");
    return over || (s == ATT_NEGATED && r == ATT_NSUBJ && !takes_place) ? ATT_OCCURRED : s;
}

/* "asks that the court free them": a bare form, which the tagger may take for a plural. */
static bool subjunctive(const att_doc *d, uint32_t t)
{
    return (att_str_is(tok(d, t)->xpos, "VB") || att_str_is(tok(d, t)->xpos, "VBP")) && modal(d, t) == UNSAID && !has_aux(d, t, "have");
}

static int governed(att_doc *d, uint32_t t, int own, int depth)
{
    int complement = 0;
    uint32_t g = att_status_governor(d, t, &complement);
    if (g == ATT_NONE || depth > STEPS)
        return own;
    bool acts = is_rel(d, t, ATT_NSUBJ) && att_tree_child(d, g, ATT_OBJ, ATT_NONE) != ATT_NONE;
    const att_status_row *r = acts ? NULL : att_status_governing_row(d, g, complement); /* "the raid delayed the vote": of its object */
    if (!r)
        return is_nominal(d, t) && own == UNSAID ? borrowed(d, t, g, depth) : own;
    /* "said that it would", "expects that it may": the clause speaks for itself, but a mere "will" is no surer than who foresees it */
    bool unsure = own == ATT_POSSIBLE || own == ATT_ADVISED || own == ATT_CONDITIONAL || own == ATT_NEGATED || own == ATT_EXPECTED;
    bool factive = complement == ATT_FRAME_THAT && r->status == ATT_OCCURRED;
    if (factive) /* "did not know that it had": what is known holds, whoever does not know it */
        return own;
    if (complement == ATT_FRAME_THAT && r->status == ATT_ADVISED && !subjunctive(d, t) && own != ATT_ADVISED)
        return own; /* "insists that it paid": a fact, where "insists that it pay" asks for one */
    if (complement == ATT_FRAME_THAT && r->status == UNSAID && tok(d, g)->upos == ATT_VERB && negated_here(d, g) && own != ATT_NEGATED)
        return ATT_NEGATED; /* "does not think that it will" */
    bool foreseen = own == ATT_SCHEDULED && (r->status == UNSAID || r->status == ATT_OCCURRED || r->status == ATT_ONGOING);
    if (complement == ATT_FRAME_THAT && (unsure || foreseen) && r->status != ATT_NEGATED)
        return own;
    int outer = status_at(d, g, depth + 1);
    if (r->status == UNSAID)
        return outer == ATT_OCCURRED || outer == ATT_ONGOING ? (own == UNSAID ? outer : own) : outer;
    if (outer == ATT_NEGATED)
        return r->status == ATT_NEGATED ? ATT_OCCURRED : ATT_NEGATED;
    if (outer == ATT_POSSIBLE || outer == ATT_CONDITIONAL || outer == ATT_ADVISED)
        return r->status == ATT_NEGATED ? outer : outer;
    return r->status;
}

static bool infinitive(const att_doc *d, uint32_t t) { return clause_complement(d, t) == ATT_FRAME_TO && !is_nominal(d, t); }

static int status_at(att_doc *d, uint32_t t, int depth)
{
    bool nominal = is_nominal(d, t);
    int own = nominal ? noun_form(d, t) : verb_form(d, t);
    if (own == UNSAID && att_status_is_state(d, t))
        own = state_form(d, t);
    if (conditional(d, t))
        return ATT_CONDITIONAL;
    bool no = negated_here(d, t) || adverb(d, t) == ATT_NEGATED;
    /* a coordinated verb without auxiliaries of its own shares those of the first: "will meet and sign" */
    if (!nominal && is_rel(d, t, ATT_CONJ) && own == ATT_OCCURRED && modal(d, t) == UNSAID && !att_str_is(tok(d, t)->xpos, "VBD") &&
        depth < STEPS && tok(d, tok(d, t)->head)->upos == ATT_VERB)
        own = status_at(d, tok(d, t)->head, depth + 1);
    if (goes_along(d, t) && own == ATT_OCCURRED && depth < STEPS) {
        int main = status_at(d, tok(d, t)->head, depth + 1);
        own = main == ATT_SCHEDULED || main == ATT_EXPECTED || main == ATT_POSSIBLE || main == ATT_ADVISED || main == ATT_CONDITIONAL ? main
                                                                                                                                      : own;
    }
    int s = governed(d, t, nominal ? own : infinitive(d, t) ? UNSAID : own, depth);
    if (s == UNSAID)
        s = own == UNSAID ? ATT_OCCURRED : own;
    if (!no)
        return s;
    return s == ATT_NEGATED ? ATT_OCCURRED : s == ATT_ADVISED ? ATT_ADVISED : ATT_NEGATED;
}

att_event_status att_status_of(att_doc *d, uint32_t t) { return (att_event_status)status_at(d, t, 0); }
