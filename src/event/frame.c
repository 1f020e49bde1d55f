/* event/frame.c */
#include "event/frame.h"

enum { STEPS = 12 }; /* clauses climbed in search of a shared subject */

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }
static bool is_rel(const att_doc *d, uint32_t t, att_deprel r) { return tok(d, t)->deprel == r; }

static bool is_participle(const att_doc *d, uint32_t v) { return att_str_is(tok(d, v)->xpos, "VBN") || att_str_is(tok(d, v)->xpos, "VBD"); }

/* "Two battalions dug in", "the office has relented": a past tense without "be" is active, whatever the tree calls its subject. */
static bool plainly_active(const att_doc *d, uint32_t v)
{
    uint32_t aux = att_tree_child(d, v, ATT_AUX_REL, ATT_NONE);
    if (att_tree_child(d, v, ATT_AUX_PASS, ATT_NONE) != ATT_NONE)
        return false;
    return aux == ATT_NONE ? att_str_is(tok(d, v)->xpos, "VBD") : att_token_lemma_is(d, aux, "have") || att_str_is(tok(d, aux)->xpos, "MD");
}

bool att_frame_misread(const att_doc *d, uint32_t v)
{
    if (!is_rel(d, v, ATT_AMOD) || v == 0 || tok(d, v - 1)->sentence != tok(d, v)->sentence || tok(d, v)->head <= v)
        return false;
    bool noun = tok(d, v - 1)->upos == ATT_NOUN || tok(d, v - 1)->upos == ATT_PROPN;
    bool verbless = true;
    for (uint32_t t = tok(d, v)->head, i = 0; t != ATT_NONE && i < STEPS; t = tok(d, t)->head, i++)
        verbless = verbless && tok(d, t)->upos != ATT_VERB && att_tree_child(d, t, ATT_COP, ATT_NONE) == ATT_NONE;
    return noun && verbless;
}

bool att_frame_passive(const att_doc *d, uint32_t v)
{
    if (att_frame_misread(d, v))
        return false;
    if (!plainly_active(d, v) &&
        (att_tree_child(d, v, ATT_NSUBJ_PASS, ATT_NONE) != ATT_NONE || att_tree_child(d, v, ATT_AUX_PASS, ATT_NONE) != ATT_NONE ||
         att_tree_child(d, v, ATT_CSUBJ_PASS, ATT_NONE) != ATT_NONE))
        return true;
    /* a bare past participle after a noun: "troops deployed by Mali" */
    if ((is_rel(d, v, ATT_ACL) || is_rel(d, v, ATT_AMOD)) && att_str_is(tok(d, v)->xpos, "VBN"))
        return true;
    /* "was arrested and charged": the second shares the auxiliary when it has no object and no subject of its own */
    uint32_t head = tok(d, v)->head;
    return is_rel(d, v, ATT_CONJ) && head != ATT_NONE && is_participle(d, v) && att_tree_child(d, v, ATT_NSUBJ, ATT_NONE) == ATT_NONE &&
           att_tree_child(d, v, ATT_OBJ, ATT_NONE) == ATT_NONE && att_str_is(tok(d, head)->xpos, "VBN") && att_frame_passive(d, head);
}

static bool is_relative_pronoun(const att_doc *d, uint32_t t)
{
    att_str x = tok(d, t)->xpos;
    return att_token_has(d, t, "PronType=Rel") || att_str_is(x, "WDT") || att_str_is(x, "WP");
}

uint32_t att_frame_antecedent(const att_doc *d, uint32_t t)
{
    if (t == ATT_NONE || !is_relative_pronoun(d, t))
        return t;
    for (uint32_t v = tok(d, t)->head, i = 0; v != ATT_NONE && i < STEPS; v = tok(d, v)->head, i++)
        if (is_rel(d, v, ATT_ACL_RELCL))
            return tok(d, v)->head;
    return t;
}

static uint32_t own_subject(const att_doc *d, uint32_t v)
{
    static const att_deprel kinds[] = {ATT_NSUBJ, ATT_NSUBJ_PASS, ATT_NSUBJ_OUTER};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        uint32_t s = att_tree_child(d, v, kinds[i], ATT_NONE);
        if (s != ATT_NONE)
            return att_frame_antecedent(d, s);
    }
    return ATT_NONE;
}

/* The first word of a finite verb with what stands between it and its subject: "will also lease", "is to charge". */
static uint32_t verb_group(const att_doc *d, uint32_t v)
{
    uint32_t t = v;
    while (t > 0 && tok(d, t - 1)->head == v &&
           (is_rel(d, t - 1, ATT_AUX_REL) || is_rel(d, t - 1, ATT_COP) || is_rel(d, t - 1, ATT_ADVMOD) ||
            (is_rel(d, t - 1, ATT_MARK) && t >= 2 && is_rel(d, t - 2, ATT_COP))))
        t--;
    return t;
}

static bool finite(const att_doc *d, uint32_t v)
{
    att_str x = tok(d, v)->xpos;
    return att_str_is(x, "VBD") || att_str_is(x, "VBZ") || att_str_is(x, "VBP") ||
           att_tree_child(d, v, ATT_AUX_REL, ATT_NONE) != ATT_NONE || att_tree_child(d, v, ATT_COP, ATT_NONE) != ATT_NONE;
}

/* Who stands right before a finite verb that the tree gave no subject: "from 1 July Lima will lease two ships". */
static uint32_t right_before(const att_doc *d, uint32_t v)
{
    att_deprel r = tok(d, v)->deprel;
    bool misread = att_frame_misread(d, v), clause = misread || r == ATT_ROOT || r == ATT_CCOMP || r == ATT_PARATAXIS || r == ATT_ADVCL;
    uint32_t group = verb_group(d, v), t = group == 0 ? ATT_NONE : group - 1;
    if (!clause || t == ATT_NONE || tok(d, t)->sentence != tok(d, v)->sentence || !(misread || finite(d, v)))
        return ATT_NONE;
    for (int i = 0; i < STEPS && tok(d, t)->head != ATT_NONE && tok(d, t)->head < t; i++) { /* the head of its name or list */
        att_deprel inner = tok(d, t)->deprel;
        if (inner != ATT_FLAT && inner != ATT_CONJ)
            break;
        t = tok(d, t)->head;
    }
    bool free = att_tree_child(d, t, ATT_CASE, ATT_NONE) == ATT_NONE && tok(d, t)->mention != ATT_NONE;
    return free && (tok(d, t)->upos == ATT_PROPN || tok(d, t)->upos == ATT_NOUN) ? t : ATT_NONE;
}

/* Verbs whose subject, not object, does what the infinitive says. */
static bool subject_controls(att_str lemma)
{
    static const char *const verbs[] = {"promise", "vow", "threaten", "offer", "pledge", "swear", "ask permission"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (att_str_is(lemma, verbs[i]))
            return true;
    return false;
}

/* "Accused Uganda of harbouring", "barred them from leaving": after these words the object is who does it. */
static bool object_controls(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"of", "for", "from", "with", "into"};
    uint32_t mark = att_tree_child(d, v, ATT_MARK, ATT_NONE);
    for (size_t i = 0; mark != ATT_NONE && i < sizeof words / sizeof *words; i++)
        if (att_str_is(tok(d, v)->xpos, "VBG") && att_str_same(att_token_form(d, mark), att_str_of(words[i])))
            return true;
    return false;
}

/* Who holds noun `n`: "Iran's plan to ...", "the plan by Iran", or the subject of the verb it is the object of. */
static uint32_t holder(const att_doc *d, uint32_t n, int depth);

static uint32_t shared_subject(const att_doc *d, uint32_t v, int depth)
{
    uint32_t head = tok(d, v)->head;
    if (head == ATT_NONE || depth > STEPS)
        return ATT_NONE;
    uint32_t up = ATT_NONE;
    switch (tok(d, v)->deprel) {
    case ATT_XCOMP: {
        uint32_t object = att_tree_child(d, head, ATT_OBJ, ATT_NONE);
        if (object == ATT_NONE)
            object = att_tree_child(d, head, ATT_IOBJ, ATT_NONE);
        if (object != ATT_NONE && !subject_controls(tok(d, head)->lemma))
            return att_frame_antecedent(d, object);
        up = own_subject(d, head);
        return up != ATT_NONE ? up : shared_subject(d, head, depth + 1);
    }
    case ATT_ADVCL: {
        uint32_t object = object_controls(d, v) ? att_tree_child(d, head, ATT_OBJ, ATT_NONE) : ATT_NONE;
        bool words = object != ATT_NONE && tok(d, object)->mention == ATT_NONE;
        uint32_t to = words ? att_frame_oblique(d, head, ATT_STR("to")) : ATT_NONE;
        if (to == ATT_NONE && words)
            to = att_frame_oblique(d, object, ATT_STR("to"));
        if (to != ATT_NONE && to < v) /* "expressed its thanks to Bamako for freeing them" */
            object = to;
        if (object != ATT_NONE)
            return att_frame_antecedent(d, object);
    } /* fall through */
    case ATT_CONJ:
    case ATT_PARATAXIS:
    case ATT_CCOMP:
        up = own_subject(d, head);
        return up != ATT_NONE ? up : shared_subject(d, head, depth + 1);
    case ATT_ACL_RELCL:
        return head;
    case ATT_ACL:
        return att_token_has(d, v, "VerbForm=Inf") || att_tree_child(d, v, ATT_MARK, ATT_NONE) != ATT_NONE ? holder(d, head, depth + 1)
                                                                                                           : head;
    default:
        return ATT_NONE;
    }
}

static uint32_t holder(const att_doc *d, uint32_t n, int depth)
{
    uint32_t owner = att_tree_child(d, n, ATT_NMOD_POSS, ATT_NONE);
    if (owner == ATT_NONE)
        owner = att_frame_oblique(d, n, ATT_STR("by"));
    if (owner != ATT_NONE)
        return owner;
    if (tok(d, n)->upos == ATT_PROPN && tok(d, n)->mention != ATT_NONE) /* "Togo to close its border", "were Togo to close it" */
        return n;
    uint32_t v = tok(d, n)->head;
    if (v == ATT_NONE || depth > STEPS)
        return ATT_NONE;
    uint32_t s = own_subject(d, v);
    if (s == n) /* "plans to withdraw were drawn up": nobody */
        return ATT_NONE;
    return s != ATT_NONE ? s : shared_subject(d, v, depth + 1);
}

uint32_t att_frame_subject(const att_doc *d, uint32_t v)
{
    uint32_t s = own_subject(d, v);
    if (s == ATT_NONE)
        s = right_before(d, v);
    if (s != ATT_NONE)
        return s;
    /* in "the deal that Mali signed" the relative clause has its subject; in "Mali, which signed", the pronoun was found above */
    return shared_subject(d, v, 0);
}

/* The nominal governed by a preposition is a dependent of `head` that has the preposition as case (or mark, before an -ing). */
static bool introduced_by(const att_doc *d, uint32_t t, att_str word)
{
    for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, t, c))
        if ((is_rel(d, c, ATT_CASE) || is_rel(d, c, ATT_MARK)) && att_str_same(att_token_form(d, c), word))
            return true;
    return false;
}

/* The verb that verb v shares what follows with: "imposed and then lifted sanctions", "arrived and spoke at the base". */
static uint32_t next_verb(const att_doc *d, uint32_t v)
{
    for (uint32_t c = att_tree_child(d, v, ATT_CONJ, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, v, ATT_CONJ, c))
        if (tok(d, v)->upos == ATT_VERB && tok(d, c)->upos == ATT_VERB && c > v && c <= v + 3 &&
            att_tree_child(d, c, ATT_NSUBJ, ATT_NONE) == ATT_NONE)
            return c;
    return ATT_NONE;
}

uint32_t att_frame_oblique(const att_doc *d, uint32_t head, att_str word)
{
    for (uint32_t c = att_tree_next(d, head, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, head, c)) {
        att_deprel r = tok(d, c)->deprel;
        bool nominal =
            r == ATT_OBL || r == ATT_OBL_AGENT || r == ATT_NMOD || r == ATT_ADVCL || r == ATT_ACL || r == ATT_XCOMP || r == ATT_NMOD_DESC;
        if (nominal && introduced_by(d, c, word))
            return att_frame_antecedent(d, c);
    }
    uint32_t next = next_verb(d, head);
    return next != ATT_NONE ? att_frame_oblique(d, next, word) : ATT_NONE;
}

/* The by-phrase of a passive that the tree hung on a word in between: "were driven over the border at gunpoint by the army", "was found
 * guilty of taking bribes by a court". */
static uint32_t agent_farther(const att_doc *d, uint32_t v)
{
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c)) {
        bool noun = is_rel(d, c, ATT_OBL) && tok(d, c)->mention == ATT_NONE;
        bool clause = (is_rel(d, c, ATT_ADVCL) || is_rel(d, c, ATT_XCOMP)) && att_str_is(tok(d, c)->xpos, "VBG");
        uint32_t by = c > v && (noun || clause) ? att_frame_oblique(d, c, ATT_STR("by")) : ATT_NONE;
        if (by != ATT_NONE && tok(d, by)->mention != ATT_NONE)
            return by;
    }
    return ATT_NONE;
}

uint32_t att_frame_agent(const att_doc *d, uint32_t v)
{
    if (!att_frame_passive(d, v))
        return att_frame_subject(d, v);
    uint32_t agent = att_tree_child(d, v, ATT_OBL_AGENT, ATT_NONE);
    if (agent == ATT_NONE)
        agent = att_frame_oblique(d, v, ATT_STR("by"));
    if (agent == ATT_NONE)
        agent = agent_farther(d, v);
    uint32_t first = is_rel(d, v, ATT_CONJ) ? tok(d, v)->head : ATT_NONE;
    if (agent == ATT_NONE && first != ATT_NONE && first < v && tok(d, first)->upos == ATT_VERB && att_frame_passive(d, first) &&
        own_subject(d, v) == ATT_NONE) /* "was flown out by the army and handed over" */
        agent = att_frame_agent(d, first);
    return att_frame_antecedent(d, agent);
}

/* "the deal that Mali signed": the noun is the object when the clause has another subject and no object of its own. */
static uint32_t relative_object(const att_doc *d, uint32_t v)
{
    if (!is_rel(d, v, ATT_ACL_RELCL))
        return ATT_NONE;
    uint32_t s = own_subject(d, v);
    return s != ATT_NONE && s != tok(d, v)->head ? tok(d, v)->head : ATT_NONE;
}

/* A noun without a preposition that the tree took for a complement though the verb has no object: "called the emir". */
static uint32_t bare_nominal(const att_doc *d, uint32_t v)
{
    for (uint32_t c = att_tree_child(d, v, ATT_XCOMP, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, v, ATT_XCOMP, c)) {
        bool noun = tok(d, c)->upos == ATT_NOUN || tok(d, c)->upos == ATT_PROPN;
        if (noun && c > v && att_tree_child(d, c, ATT_CASE, ATT_NONE) == ATT_NONE && att_tree_child(d, c, ATT_MARK, ATT_NONE) == ATT_NONE &&
            att_tree_child(d, c, ATT_COP, ATT_NONE) == ATT_NONE)
            return c;
    }
    return ATT_NONE;
}

/* "Found the director guilty": the subject of what is said of the object. */
static uint32_t judged(const att_doc *d, uint32_t v)
{
    uint32_t c = att_tree_child(d, v, ATT_XCOMP, ATT_NONE);
    uint32_t s = c == ATT_NONE || tok(d, c)->upos == ATT_VERB ? ATT_NONE : att_tree_child(d, c, ATT_NSUBJ, ATT_NONE);
    return s != ATT_NONE && s > v ? s : ATT_NONE;
}

uint32_t att_frame_object(const att_doc *d, uint32_t v)
{
    if (att_frame_misread(d, v))
        return tok(d, v)->head;
    if (att_frame_passive(d, v)) {
        uint32_t s = att_frame_subject(d, v);
        return s != ATT_NONE ? s : is_rel(d, v, ATT_ACL) || is_rel(d, v, ATT_AMOD) ? tok(d, v)->head : ATT_NONE;
    }
    uint32_t o = att_tree_child(d, v, ATT_OBJ, ATT_NONE);
    if (o == ATT_NONE) /* "urged Ottawa to wait": some trees call who is urged an indirect object */
        o = att_tree_child(d, v, ATT_IOBJ, ATT_NONE);
    if (o == ATT_NONE)
        o = bare_nominal(d, v);
    if (o == ATT_NONE)
        o = judged(d, v);
    if (o != ATT_NONE)
        return att_frame_antecedent(d, o);
    o = relative_object(d, v);
    if (o != ATT_NONE)
        return o;
    uint32_t next = next_verb(d, v);
    return next != ATT_NONE ? att_tree_child(d, next, ATT_OBJ, ATT_NONE) : ATT_NONE;
}

static bool with_word(const att_doc *d, uint32_t v, att_str word, uint32_t *nominal)
{
    uint32_t hit = att_frame_oblique(d, v, word);
    if (hit != ATT_NONE) {
        *nominal = hit;
        return true;
    }
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, v, c)) {
        att_deprel r = tok(d, c)->deprel;
        bool loose = r == ATT_COMPOUND_PRT || r == ATT_ADVMOD || r == ATT_CASE || r == ATT_OBL || r == ATT_MARK || r == ATT_XCOMP ||
                     r == ATT_FIXED || r == ATT_OBJ || r == ATT_IOBJ; /* "turned himself in", "had words with" */
        if (loose && att_str_same(att_token_form(d, c), word))
            return true;
    }
    /* attached to the object instead: "called the envoy in for talks" */
    uint32_t object = att_tree_child(d, v, ATT_OBJ, ATT_NONE);
    if (object != ATT_NONE && (hit = att_frame_oblique(d, object, word)) != ATT_NONE) {
        *nominal = hit;
        return true;
    }
    for (uint32_t c = object == ATT_NONE ? ATT_NONE : att_tree_next(d, object, ATT_NONE); c != ATT_NONE && c < object;
         c = att_tree_next(d, object, c))
        if (is_rel(d, c, ATT_AMOD) && att_str_same(att_token_form(d, c), word)) /* "a deaf ear" */
            return true;
    return false;
}

bool att_frame_with(const att_doc *d, uint32_t v, att_str with, uint32_t *nominal)
{
    att_str rest = with, word;
    *nominal = ATT_NONE;
    while (att_str_split(&rest, ' ', &word))
        if (word.n && !with_word(d, v, word, nominal)) {
            /* the second word of "out of" may be fixed to the first or stand right behind it */
            bool near =
                v + 2 < d->tokens.n && (att_str_same(att_token_form(d, v + 1), word) || att_str_same(att_token_form(d, v + 2), word));
            if (!near)
                return false;
        }
    return true;
}

static uint32_t first_adjective(const att_doc *d, uint32_t n)
{
    for (uint32_t c = att_tree_next(d, n, ATT_NONE); c != ATT_NONE && c < n; c = att_tree_next(d, n, c))
        if ((is_rel(d, c, ATT_AMOD) || is_rel(d, c, ATT_COMPOUND) || is_rel(d, c, ATT_NMOD)) && tok(d, c)->mention != ATT_NONE)
            return c;
    return ATT_NONE;
}

uint32_t att_frame_verb_role(const att_doc *d, uint32_t v, uint32_t object, att_str role)
{
    if (att_str_is(role, "subj"))
        return att_frame_agent(d, v);
    if (att_str_is(role, "obj")) { /* in "asked Japan for aid" the row's object is the aid, the one asked the verb's own */
        uint32_t own = att_frame_object(d, v);
        return own != ATT_NONE ? own : object;
    }
    if (att_str_is(role, "iobj")) {
        uint32_t t = att_tree_child(d, v, ATT_IOBJ, ATT_NONE);
        bool kept = t == ATT_NONE && att_frame_passive(d, v) && att_tree_child(d, v, ATT_OBJ, ATT_NONE) != ATT_NONE;
        return kept ? att_frame_subject(d, v) : att_frame_antecedent(d, t); /* "Kenya was given a loan" */
    }
    if (att_str_is(role, "poss"))
        return object == ATT_NONE ? ATT_NONE : att_tree_child(d, object, ATT_NMOD_POSS, ATT_NONE);
    if (att_str_is(role, "obj-of"))
        return object == ATT_NONE ? ATT_NONE : att_frame_oblique(d, object, ATT_STR("of"));
    if (att_str_is(role, "obj-adj"))
        return object == ATT_NONE ? ATT_NONE : first_adjective(d, object);
    uint32_t t = att_frame_oblique(d, v, role);
    if (t == ATT_NONE && object != ATT_NONE)
        t = att_frame_oblique(d, object, role);
    return t;
}

/* What preposition `word` right behind token t governs, wherever the tree hung it: "a sit-in by students went on". */
static uint32_t right_behind(const att_doc *d, uint32_t t, att_str word)
{
    uint32_t p = t + 1;
    if (p >= d->tokens.n || tok(d, p)->sentence != tok(d, t)->sentence || !att_str_same(att_token_form(d, p), word) ||
        !is_rel(d, p, ATT_CASE))
        return ATT_NONE;
    return tok(d, p)->head > p ? tok(d, p)->head : ATT_NONE;
}

uint32_t att_frame_noun_role(const att_doc *d, uint32_t n, att_str role)
{
    if (att_str_is(role, "poss"))
        return att_tree_child(d, n, ATT_NMOD_POSS, ATT_NONE);
    if (att_str_is(role, "adj"))
        return first_adjective(d, n);
    uint32_t t = att_frame_oblique(d, n, role);
    /* "the visit of the Angolan president to Portugal": the tree may hang the last phrase on the one before */
    static const char *const inner[] = {"of", "by", "from"};
    bool close =
        att_str_is(role, "by") || att_str_is(role, "from") || att_str_is(role, "in"); /* these are looked for in the of-phrase alone */
    size_t depths = att_str_is(role, "of") ? 0 : close ? 1 : sizeof inner / sizeof *inner;
    for (size_t i = 0; t == ATT_NONE && i < depths; i++) {
        uint32_t within = att_frame_oblique(d, n, att_str_of(inner[i]));
        t = within == ATT_NONE ? ATT_NONE : att_frame_oblique(d, within, role);
    }
    return t != ATT_NONE ? t : right_behind(d, n, role);
}
