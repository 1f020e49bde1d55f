/* actor/pronoun.c: whom "he", "it" and "they" mean. */
#include "actor/finder.h"

typedef enum { NOBODY, MALE, FEMALE, THING, MANY } pronoun_kind;

static pronoun_kind pronoun(att_str w)
{
    static const struct {
        const char *word;
        pronoun_kind kind;
    } list[] = {{"he", MALE},     {"him", MALE},       {"his", MALE},    {"himself", MALE},   {"she", FEMALE},   {"her", FEMALE},
                {"hers", FEMALE}, {"herself", FEMALE}, {"it", THING},    {"its", THING},      {"itself", THING}, {"they", MANY},
                {"them", MANY},   {"their", MANY},     {"theirs", MANY}, {"themselves", MANY}};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (att_str_same(w, att_str_of(list[i].word)))
            return list[i].kind;
    return NOBODY;
}

static bool suits(const finder *f, const att_mention *m, pronoun_kind kind)
{
    const att_actor *a = &f->d->actors.p[m->actor];
    bool plural = att_token_has(f->d, m->head, "Number=Plur") && m->kind != ATT_MENTION_PRONOUN;
    uint8_t gender = f->gender.p[m->actor];
    switch (kind) {
    case MALE:
        return a->kind == ATT_PERSON && gender != 'f';
    case FEMALE:
        return a->kind == ATT_PERSON && gender != 'm';
    case THING:
        return (a->kind == ATT_COUNTRY || a->kind == ATT_ORGANISATION || a->kind == ATT_GROUP) && !plural && !a->parts.n;
    case MANY:
        return a->kind == ATT_GROUP || plural || a->parts.n || a->kind == ATT_ORGANISATION;
    default:
        return false;
    }
}

/* Whether the actor is subject, outside quotation marks, of the sentence of token t: the one who says what is quoted there. */
static bool speaks_here(const finder *f, uint32_t actor, uint32_t t)
{
    for (uint32_t i = f->d->mentions.n; i > 0; i--) {
        const att_mention *m = &f->d->mentions.p[i - 1];
        if (tok(f, m->head)->sentence == tok(f, t)->sentence && m->actor == actor && !f->quoted[m->head] && is_subject(f, m->head))
            return true;
    }
    return false;
}

static bool is_clause(att_deprel r)
{
    return r == ATT_CCOMP || r == ATT_ADVCL || r == ATT_ACL || r == ATT_ACL_RELCL || r == ATT_XCOMP || r == ATT_PARATAXIS || r == ATT_CSUBJ;
}

/* Clauses between token t and the top of its sentence: what is told first counts more. */
static int depth_of(const finder *f, uint32_t t)
{
    int depth = 0;
    for (int i = 0; i < 30 && tok(f, t)->head != ATT_NONE; i++, t = tok(f, t)->head)
        depth += is_clause(tok(f, t)->deprel);
    return depth;
}

/* The actor that is subject of the verb over token t: "X praised him", "X detained three of them" never mean X. */
static uint32_t doer_over(const finder *f, uint32_t t)
{
    const att_doc *d = f->d;
    uint32_t v = tok(f, t)->head;
    if (is_subject(f, t))
        return ATT_NONE;
    for (int i = 0; i < 4 && v != ATT_NONE && tok(f, v)->upos != ATT_VERB && !is_subject(f, v) && !is_clause(tok(f, v)->deprel); i++)
        v = tok(f, v)->head;
    if (v == ATT_NONE || tok(f, v)->upos != ATT_VERB)
        return ATT_NONE;
    for (int i = 0; i < 2; i++) {
        uint32_t subject = att_tree_child(d, v, ATT_NSUBJ, ATT_NONE);
        if (subject == ATT_NONE)
            subject = att_tree_child(d, v, ATT_NSUBJ_PASS, ATT_NONE);
        if (subject != ATT_NONE)
            return tok(f, subject)->mention == ATT_NONE ? ATT_NONE : d->mentions.p[tok(f, subject)->mention].actor;
        if (tok(f, v)->deprel != ATT_CONJ && tok(f, v)->deprel != ATT_XCOMP && tok(f, v)->deprel != ATT_ADVCL)
            return ATT_NONE;
        v = tok(f, v)->head;
    }
    return ATT_NONE;
}

/* How well the number of a mention goes with "they" or "it". */
static int number_score(const finder *f, const att_mention *m, pronoun_kind kind)
{
    const att_actor *a = &f->d->actors.p[m->actor];
    bool plural = att_token_has(f->d, m->head, "Number=Plur");
    if (kind == MANY)
        return plural || a->parts.n ? 3 : a->kind == ATT_ORGANISATION ? -3 : 0;
    return kind == THING && a->kind == ATT_GROUP ? -1 : 0;
}

/* Subjects before others, near before far; within one sentence what comes before and does not hang on the same verb. */
static uint32_t antecedent(const finder *f, uint32_t t, pronoun_kind kind)
{
    const att_doc *d = f->d;
    uint32_t best = ATT_NONE, sentence = tok(f, t)->sentence;
    uint32_t doer = tok(f, t)->deprel == ATT_NMOD_POSS ? ATT_NONE : doer_over(f, t);
    int best_score = -1000;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        uint32_t back = sentence - tok(f, m->head)->sentence;
        if (m->head >= t || back > 3)
            continue;
        if (!suits(f, m, kind) || m->actor == doer ||
            (back == 0 && tok(f, m->head)->head == tok(f, t)->head && is_subject(f, m->head) && !is_subject(f, t) &&
             tok(f, t)->deprel != ATT_NMOD_POSS))
            continue;
        bool apart = f->quoted[m->head] != f->quoted[t];
        /* in what is said, he is somebody else than who says it; outside, he is rather who was named outside */
        if (apart && f->quoted[t] && back == 0 && speaks_here(f, m->actor, t))
            continue;
        int score = (apart ? -9 : 0) - (int)back * 6 + (is_subject(f, m->head) ? 5 : 0) - (m->kind == ATT_MENTION_ADJECTIVE ? 8 : 0) +
                    (m->kind == ATT_MENTION_NAME ? 1 : 0) - (tok(f, m->head)->deprel == ATT_NMOD_POSS ? 2 : 0) +
                    (back == 0 && tok(f, m->head)->deprel == ATT_NSUBJ ? 1 : 0) + number_score(f, m, kind) - depth_of(f, m->head);
        if (score > best_score) {
            best_score = score;
            best = i - 1;
        }
    }
    return best;
}

/* "it is expected that": an it that means nobody. */
static bool expletive(const finder *f, uint32_t t)
{
    if (tok(f, t)->deprel == ATT_EXPL)
        return true;
    uint32_t v = tok(f, t)->head;
    return att_str_same(att_token_form(f->d, t), ATT_STR("it")) && v != ATT_NONE && is_subject(f, t) &&
           (att_tree_child(f->d, v, ATT_CCOMP, ATT_NONE) != ATT_NONE || att_tree_child(f->d, v, ATT_CSUBJ, ATT_NONE) != ATT_NONE) &&
           tok(f, v)->upos != ATT_VERB;
}

void att_who_pronoun_mention(finder *f, uint32_t t)
{
    pronoun_kind kind = pronoun(att_token_form(f->d, t));
    if (kind == NOBODY || expletive(f, t))
        return;
    uint32_t m = antecedent(f, t, kind);
    uint32_t joined = kind == MANY ? att_who_joined(f, t, m == ATT_NONE ? ATT_NONE : f->d->mentions.p[m].head) : ATT_NONE;
    if (m == ATT_NONE && joined == ATT_NONE)
        return;
    uint32_t actor = joined != ATT_NONE ? joined : f->d->mentions.p[m].actor;
    if ((kind == MALE || kind == FEMALE) && !f->quoted[t])
        f->gender.p[actor] = kind == MALE ? 'm' : 'f';
    att_who_add_mention(f, t, 1, t, actor, ATT_MENTION_PRONOUN);
}
