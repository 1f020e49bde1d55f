/* actor/role.c: actors that are described and not named: "the minister", "police", "a ministry spokesman", "the boat". */
#include "actor/finder.h"
#include "actor/office.h"

/* Without determiner and number: "the Indian government" and "Indian government" are one. */
static att_str plain_words(const finder *f, const phrase *p)
{
    uint32_t first = p->first;
    while (first < p->head && (tok(f, first)->upos == ATT_DET || tok(f, first)->upos == ATT_NUM || tok(f, first)->upos == ATT_ADV))
        first++;
    return att_doc_words(f->d, att_tokens_span(f->d, first, p->end - first));
}

static bool definite(const finder *f, const phrase *p)
{
    att_str w = att_token_form(f->d, p->first);
    return att_str_same(w, ATT_STR("the")) || att_str_same(w, ATT_STR("that")) || att_str_same(w, ATT_STR("this")) ||
           tok(f, p->first)->deprel == ATT_NMOD_POSS;
}

/* "the minister", "the president": the last one told of with that office; who acts or speaks is rather who last did so. */
static uint32_t holder_of(const finder *f, const phrase *p, att_str role, const char *country)
{
    enum { NEAR = 4 }; /* sentences */
    bool bare = att_who_count_words(role) == 1; /* "the minister" may be any minister, "the trade minister" only that one */
    uint32_t last = ATT_NONE;
    for (uint32_t i = f->d->mentions.n; i > 0; i--) {
        const att_mention *m = &f->d->mentions.p[i - 1];
        const att_actor *a = &f->d->actors.p[m->actor];
        bool far = tok(f, p->head)->sentence - tok(f, m->head)->sentence > NEAR;
        if (last != ATT_NONE && (far || !is_subject(f, p->head)))
            return last;
        bool holds_it = a->kind == ATT_PERSON && a->office.n &&
                        ((bare && att_str_same(att_who_last_word(a->office), role)) || att_office_short(role, a->office)) &&
                        (!country || !a->country[0] || f->weak.p[m->actor] || strcmp(a->country, country) == 0);
        if (!holds_it)
            continue;
        if (is_subject(f, m->head) && !f->quoted[m->head] && !att_who_in_side_clause(f, m->head))
            return m->actor;
        last = last == ATT_NONE ? m->actor : last;
    }
    return last;
}

static uint32_t known_nominal(finder *f, att_str words, const char *country, att_sector sector, att_actor_kind kind)
{
    for (uint32_t i = f->d->actors.n; i-- > 0;) {
        const att_actor *a = &f->d->actors.p[i];
        bool coded = strcmp(a->country, country) == 0 && (a->n_sectors ? a->sector[0] : ATT_NO_SECTOR) == sector;
        if (a->kind == kind && coded &&
            (att_who_same_folded(f, a->name, words) || att_who_ends_with_words(a->name, words) || att_who_ends_with_words(words, a->name)))
            return i;
    }
    return ATT_NONE;
}

/* "the", "that" or "this" before one: somebody told of before. */
bool att_who_points_back(const finder *f, const phrase *p)
{
    att_str w = att_token_form(f->d, p->first);
    return att_token_has(f->d, p->head, "Number=Sing") && p->first < p->head &&
           (att_str_same(w, ATT_STR("the")) || att_str_same(w, ATT_STR("that")) || att_str_same(w, ATT_STR("this")));
}

/* What any body may be called by again. */
static bool told_by_sort(att_str word)
{
    static const char *const words[] = {"agency", "group",      "movement", "organisation", "organization",
                                        "body",   "federation", "alliance", "network"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_str_same(word, att_str_of(words[i])))
            return true;
    return false;
}

/* Whom "the boat", "the ministry", "the officer", "the company" told of before may mean: who was called by that word, else a name of that
 * kind. */
static uint32_t named_before(const finder *f, const phrase *p, const sense *s, att_actor_kind kind)
{
    const att_doc *d = f->d;
    att_str word = att_token_form(d, p->head);
    uint32_t like = ATT_NONE;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        const att_actor *a = &d->actors.p[m->actor];
        uint32_t back = tok(f, p->head)->sentence - tok(f, m->head)->sentence;
        if (m->kind == ATT_MENTION_ADJECTIVE || a->kind == ATT_COUNTRY || a->parts.n || back > 12)
            continue;
        bool called = att_str_same(att_token_form(d, m->head), word) || (m->kind == ATT_MENTION_NAME && att_who_has_word(a->name, word));
        /* several words ("the interior ministry") must all be the other's too */
        bool longer = p->head - p->first > 1 && !att_who_has_word(a->name, att_token_form(d, p->head - 1));
        if (called && !longer && a->kind != ATT_PERSON &&
            back <= (s->sector == ATT_SECTOR_GOV || s->sector == ATT_SECTOR_MIL || s->sector == ATT_SECTOR_COP ? 4 : 12))
            return m->actor;
        if (called && !longer && kind == ATT_PERSON && a->kind == ATT_PERSON && m->kind == ATT_MENTION_NOMINAL)
            return m->actor;
        bool same_sort =
            !s->office && a->n_sectors && a->sector[0] == s->sector && s->sector != ATT_NO_SECTOR && p->head - p->first == 1 && back <= 3;
        bool of_a_kind = att_str_same(word, ATT_STR("bloc")) ? strcmp(a->country, "EUR") == 0 : told_by_sort(word);
        bool bloc = of_a_kind && s->sector == ATT_NO_SECTOR && kind != ATT_PERSON && a->kind == ATT_ORGANISATION &&
                    m->kind == ATT_MENTION_NAME && p->head - p->first == 1;
        if (like == ATT_NONE && bloc)
            like = m->actor;
        bool body = kind != ATT_PERSON && a->kind == ATT_ORGANISATION && m->kind == ATT_MENTION_NAME &&
                    (s->sector == ATT_SECTOR_BUS || s->sector == ATT_SECTOR_PTY || s->sector == ATT_SECTOR_LAB ||
                     s->sector == ATT_SECTOR_NGO || s->sector == ATT_SECTOR_JRN || s->sector == ATT_SECTOR_REB);
        if (like == ATT_NONE && same_sort && (body || (kind == ATT_PERSON && a->kind == ATT_PERSON && m->kind == ATT_MENTION_NOMINAL)))
            like = m->actor;
    }
    return like;
}

static bool definite_at(const finder *f, uint32_t t)
{
    uint32_t det = att_tree_child(f->d, t, ATT_DET_REL, ATT_NONE);
    return det != ATT_NONE && att_str_same(att_token_form(f->d, det), ATT_STR("the"));
}

uint32_t att_who_body_told_of(const finder *f, uint32_t t)
{
    const att_doc *d = f->d;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        if (tok(f, t)->sentence - tok(f, m->head)->sentence > 2)
            break;
        bool the = definite_at(f, t); /* "the chairman" is that of any body told of, "a spokesman" that of the subject */
        if (d->actors.p[m->actor].kind == ATT_ORGANISATION && (the || is_subject(f, m->head)))
            return m->actor;
    }
    return ATT_NONE;
}

/* The country whose people were last subject in this paragraph: a ministry's spokesman there is of that ministry. */
static const char *country_told_of(const finder *f, uint32_t t)
{
    att_doc *d = f->d;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        if (d->sentences.p[tok(f, t)->sentence].paragraph != d->sentences.p[tok(f, m->head)->sentence].paragraph)
            break;
        const att_actor *a = &d->actors.p[m->actor];
        bool state = a->kind == ATT_COUNTRY || (a->n_sectors && a->sector[0] == ATT_SECTOR_GOV);
        if (state && a->country[0] && !f->weak.p[m->actor] && is_subject(f, m->head))
            return att_str_copy(&d->arena, att_str_of(a->country)).p;
    }
    return NULL;
}

/* A role while it is read. */
typedef struct {
    const sense *s;
    att_str words; /* of the role */
    bool plural, owned;
    att_sector sector;
    att_actor_kind kind;
    const char *country;
    bool weak; /* the country is only the report's own */
} described;

/* "X, a senior fellow": the description of somebody named before it; his actor, or ATT_NONE. */
static uint32_t describes(finder *f, const phrase *p, const reading *r, const described *x)
{
    att_doc *d = f->d;
    uint32_t above = x->plural ? ATT_NONE : att_who_apposed_to(f, p);
    att_actor_kind shown = above == ATT_NONE ? ATT_COUNTRY : d->actors.p[d->mentions.p[above].actor].kind;
    if (!(shown == ATT_PERSON ? x->s->actor == ATT_PERSON || x->s->actor == ATT_GROUP
                              : shown == ATT_ORGANISATION && x->s->actor != ATT_PERSON))
        return ATT_NONE;
    uint32_t actor = d->mentions.p[above].actor;
    att_who_set_country(f, actor, r->country);
    att_who_take_owner(f, actor, r);
    if (d->actors.p[actor].n_sectors == 0 && x->sector != ATT_NO_SECTOR) {
        att_who_set_sector(&d->actors.p[actor], x->sector);
        att_who_set_because(f, actor, x->s->row);
        att_who_set_frame(f, actor, p->head);
    }
    if (x->s->office && !d->actors.p[actor].office.n)
        d->actors.p[actor].office = x->words;
    att_who_set_gender(f, actor, x->words);
    return actor;
}

/* Of which country the words, the owner, the paragraph or the report let it be. */
static void find_country(finder *f, const phrase *p, const reading *r, described *x)
{
    att_doc *d = f->d;
    if (!x->country && x->owned && d->actors.p[r->owner].country[0])
        x->country = att_str_copy(&d->arena, att_str_of(d->actors.p[r->owner].country)).p;
    if (!x->country && (r->beside != ATT_NONE || att_who_count_words(x->words) > 1) && att_who_speaks_for(att_who_last_word(x->words)))
        x->country = country_told_of(f, p->head);
    x->weak = !x->country && !r->region && x->s->sector != ATT_NO_SECTOR && att_who_frame_at(f, p->head, x->sector)[0];
}

static bool names_party(const finder *f, const phrase *p)
{
    return att_token_lemma_is(f->d, p->head, "party") || att_token_lemma_is(f->d, p->head, "alliance") ||
           att_token_lemma_is(f->d, p->head, "coalition") || att_token_lemma_is(f->d, p->head, "bloc");
}

/* Nobody of whom the report has told: a new actor. */
static uint32_t introduce(finder *f, const phrase *p, const reading *r, const described *x)
{
    att_doc *d = f->d;
    bool counted = tok(f, p->first)->upos == ATT_NUM || (p->first < p->head && tok(f, p->first + 1)->upos == ATT_NUM);
    att_str name = counted ? att_doc_words(d, att_tokens_span(d, p->first, p->end - p->first)) : plain_words(f, p);
    uint32_t actor = att_who_new_actor(f, name, x->kind, x->country ? x->country : "");
    f->weak.p[actor] = x->weak;
    att_who_take_owner(f, actor, r);
    att_who_set_sector(&d->actors.p[actor], x->sector);
    if (d->actors.p[actor].n_sectors && !r->region)
        att_who_set_frame(f, actor, p->head);
    if (x->sector == ATT_SECTOR_OPP && names_party(f, p))
        att_who_add_sector(&d->actors.p[actor], ATT_SECTOR_PTY);
    att_who_set_because(f, actor, x->s->row);
    att_who_set_gender(f, actor, x->words);
    if (x->s->office && !x->plural)
        d->actors.p[actor].office = x->words;
    return actor;
}

/* Somebody of whom the report has told under this role, or ATT_NONE; without a country of its own x takes the report's. */
static uint32_t told_of(finder *f, const phrase *p, const reading *r, described *x)
{
    uint32_t actor = ATT_NONE;
    att_str first = att_token_form(f->d, p->first);
    if (!x->owned && !r->country && att_who_points_back(f, p))
        actor = named_before(f, p, x->s, x->kind);
    if (x->weak)
        x->country = att_who_frame_at(f, p->head, x->sector);
    bool a = att_str_same(first, ATT_STR("a")) || att_str_same(first, ATT_STR("an"));
    bool new_group = !definite(f, p) && (x->kind != ATT_ORGANISATION || a);
    if (actor == ATT_NONE && (!new_group || (p->first == p->head && x->plural)))
        actor = known_nominal(f, plain_words(f, p), x->country ? x->country : "", x->sector, x->kind);
    return actor;
}

/* Words such as "side" or "group" that mean somebody only where they point back, act, or stand for many; "thousands of tonnes" are nobody.
 */
static bool means_nobody(const finder *f, const phrase *p, const reading *r, const described *x)
{
    const att_doc *d = f->d;
    bool nobodys =
        x->s->sector == ATT_NO_SECTOR && x->s->actor != ATT_PERSON && r->owner == ATT_NONE && r->beside == ATT_NONE && !r->country;
    return (att_token_lemma_is(d, p->head, "thousand") && att_tree_child(d, p->head, ATT_NMOD, ATT_NONE) != ATT_NONE) ||
           (nobodys && !x->plural && !att_who_points_back(f, p) && !is_subject(f, p->head));
}

/* "thousands of workers", "a group of students": whoever they consist of, or ATT_NONE. */
static uint32_t made_of(const finder *f, const phrase *p)
{
    static const char *const words[] = {"thousand", "hundred", "ten",      "dozen", "score",  "million",  "group",
                                        "crowd",    "number",  "handful",  "pair",  "couple", "majority", "team",
                                        "member",   "column",  "majority", "half",  "rest"};
    const att_doc *d = f->d;
    bool many = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        many = many || att_token_lemma_is(d, p->head, words[i]);
    if (att_token_lemma_is(d, p->head, "member") && !att_token_has(d, p->head, "Number=Plur")) /* "a member of the opposition" is one */
        return ATT_NONE;
    for (uint32_t c = many ? att_tree_child(d, p->head, ATT_NMOD, ATT_NONE) : ATT_NONE; c != ATT_NONE;
         c = att_tree_child(d, p->head, ATT_NMOD, c)) {
        uint32_t of = att_tree_case(d, c);
        bool group = of != ATT_NONE && att_token_lemma_is(d, of, "of") && tok(f, c)->mention != ATT_NONE;
        if (group && d->actors.p[d->mentions.p[tok(f, c)->mention].actor].kind == ATT_GROUP)
            return d->mentions.p[tok(f, c)->mention].actor;
    }
    return ATT_NONE;
}

/* The end of a description with what hangs behind it: "the head *of the emergency committee*", "a doctor *at the hospital in Obock*". */
static uint32_t end_with_complement(const finder *f, const phrase *p)
{
    enum { COMPLEMENT_WORDS = 8 };
    const att_doc *d = f->d;
    uint32_t end = p->end;
    for (uint32_t c = att_tree_child(d, p->head, ATT_NMOD, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, p->head, ATT_NMOD, c)) {
        uint32_t first, last, word = att_tree_case(d, c);
        att_tree_yield(d, c, &first, &last);
        bool always = word != ATT_NONE &&
                      (att_token_lemma_is(d, word, "of") || att_token_lemma_is(d, word, "for") || att_token_lemma_is(d, word, "from"));
        bool place = word != ATT_NONE &&
                     (att_token_lemma_is(d, word, "in") || att_token_lemma_is(d, word, "at") || att_token_lemma_is(d, word, "near") ||
                      att_token_lemma_is(d, word, "to") || att_token_lemma_is(d, word, "with"));
        bool inside = always || (place && (tok(f, c)->mention != ATT_NONE || tok(f, c)->upos == ATT_PROPN));
        for (uint32_t t = first; t < last; t++)
            if (att_str_is(att_token_form(d, t), ",") || tok(f, t)->upos == ATT_CCONJ)
                last = t;
        bool plain = inside && first == end && last > first + 1 && last - first <= COMPLEMENT_WORDS;
        for (uint32_t t = first; plain && t < last; t++)
            plain = tok(f, t)->upos != ATT_VERB && tok(f, t)->upos != ATT_AUX;
        end = plain ? last : end;
    }
    return end;
}

void att_who_role_mention(finder *f, const phrase *p, const reading *r)
{
    att_doc *d = f->d;
    uint32_t whole = end_with_complement(f, p), parts = made_of(f, p);
    if (parts != ATT_NONE) {
        att_who_add_mention(f, p->first, whole - p->first, p->head, parts, ATT_MENTION_NOMINAL);
        return;
    }
    const hit *h = &f->hits.p[r->role];
    described x = {.s = sense_of(f, r->role),
                   .words = att_doc_words(d, att_tokens_span(d, h->first, h->n)),
                   .plural = att_token_has(d, p->head, "Number=Plur")};
    x.sector = att_who_sector(f, r);
    if (r->owner != ATT_NONE && d->actors.p[r->owner].kind == ATT_COUNTRY && att_who_elsewhere(x.words)) /* "its neighbour" is a country */
        x.sector = ATT_NO_SECTOR;
    x.country = r->country ? r->country : r->owner == ATT_NONE && x.s->country[0] ? x.s->country : NULL;
    if (means_nobody(f, p, r, &x))
        return;
    uint32_t actor = describes(f, p, r, &x);
    if (actor == ATT_NONE && x.s->actor == ATT_PERSON && !x.plural && definite(f, p))
        actor = holder_of(f, p, x.words,
                          x.country                                ? x.country
                          : f->local[tok(f, p->head)->sentence][0] ? f->local[tok(f, p->head)->sentence]
                                                                   : NULL);
    reading lent = *r;
    if (r->owner == ATT_NONE && !r->country && x.s->actor == ATT_PERSON && att_who_speaks_for(x.words) && r->beside == ATT_NONE)
        lent.owner = att_who_body_told_of(f, p->head);
    x.owned = lent.owner != ATT_NONE && !att_who_elsewhere(x.words);
    find_country(f, p, &lent, &x);
    x.kind = x.s->actor == ATT_PERSON && x.plural ? ATT_GROUP : x.s->actor;
    if (actor == ATT_NONE)
        actor = told_of(f, p, &lent, &x);
    if (actor == ATT_NONE && x.kind == ATT_PERSON)
        actor = att_who_again(f, p, r, x.sector, x.words);
    if (actor == ATT_NONE)
        actor = introduce(f, p, &lent, &x);
    att_who_take_abbreviation(f, actor, p->end);
    att_who_add_mention(f, p->first, whole - p->first, p->head, actor, ATT_MENTION_NOMINAL);
}

/* "the Palace of Justice": a role word within a name of something else. */
bool att_who_in_a_place_name(const finder *f, const phrase *p)
{
    uint32_t above = tok(f, p->head)->head;
    return p->end - p->first == 1 && tok(f, p->head)->upos == ATT_PROPN && tok(f, p->head)->deprel == ATT_NMOD && above != ATT_NONE &&
           tok(f, above)->upos == ATT_PROPN;
}

/* "the country", "the boat": no role, but a word for somebody told of before. */
void att_who_said_before(finder *f, const phrase *p)
{
    const att_doc *d = f->d;
    bool country = att_token_lemma_is(d, p->head, "country") || att_token_lemma_is(d, p->head, "nation");
    bool bare = p->head - p->first == 1;
    if (!bare || (country && att_who_only_a_place(f, p->head)))
        return;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        uint32_t back = tok(f, p->head)->sentence - tok(f, m->head)->sentence;
        bool same = country                          ? d->actors.p[m->actor].kind == ATT_COUNTRY && m->kind == ATT_MENTION_NAME
                    : m->kind == ATT_MENTION_NOMINAL ? att_str_same(att_token_form(d, m->head), att_token_form(d, p->head))
                                                     : d->actors.p[m->actor].kind == ATT_ORGANISATION &&
                                                           att_who_ends_with_words(d->actors.p[m->actor].name, att_token_form(d, p->head));
        if (back <= 8 && same) {
            att_who_add_mention(f, p->first, p->end - p->first, p->head, m->actor, ATT_MENTION_NOMINAL);
            return;
        }
    }
}
