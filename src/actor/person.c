/* actor/person.c: persons: who bears the name, with which office on the day. */
#include "actor/finder.h"

#include "actor/office.h"

/* The person of the report that a name means: a family name alone means who bears it; two full names must agree in their last word or be
 * turned around. */
uint32_t att_who_known_person(const finder *f, att_str name)
{
    uint32_t words = att_who_count_words(name);
    for (uint32_t i = f->d->actors.n; i > 0; i--) {
        const att_actor *a = &f->d->actors.p[i - 1];
        if (a->kind != ATT_PERSON || !f->named.p[i - 1] || !att_who_shares_word(name, a->name))
            continue;
        uint32_t theirs = att_who_count_words(a->name);
        bool turned = words > 1 && theirs > 1 && att_who_shares_word(att_who_last_word(name), a->name) &&
                      att_who_shares_word(att_who_last_word(a->name), name);
        if (words == 1 || theirs == 1 || turned)
            return i - 1;
    }
    return ATT_NONE;
}

static att_str role_words(const finder *f, const reading *r)
{
    const hit *h = r->role != ATT_NONE ? &f->hits.p[r->role] : NULL;
    return h ? att_doc_words(f->d, att_tokens_span(f->d, h->first, h->n)) : ATT_STR("");
}

/* Who the gazetteer knows by this name: in office on the day, else once in office. */
static const sense *leader(const finder *f, att_str name, const reading *r, bool *in_office)
{
    const uint32_t *values;
    uint32_t n;
    const sense *found = NULL;
    att_office_named(f->d, name, &values, &n);
    bool by_family = !n;
    if (!n && r->role != ATT_NONE && sense_of(f, r->role)->office) { /* "President Macron" */
        uint32_t at = att_map_find(&f->t->family, att_str_plain(&f->d->arena, att_who_last_word(name)));
        if (at != ATT_NONE) {
            values = f->t->by_family.p[at].p;
            n = f->t->by_family.p[at].n;
        }
    }
    *in_office = false;
    for (uint32_t i = 0; i < n; i++) {
        const sense *s = &f->t->senses.p[values[i]];
        if (s->kind != SENSE_LEADER || (r->country && strcmp(r->country, s->country) != 0))
            continue;
        bool now = f->day != ATT_NO_DAY && holds(s, f->day);
        if (att_who_count_words(name) == 1 && !now)
            continue;
        if (by_family && s->title.n &&
            !att_who_shares_word(role_words(f, r), s->title)) /* "Senior Fellow Kallas" is not the minister of that name */
            continue;
        att_str given = name;
        given.n -= att_who_last_word(name).n; /* "Ann Karimov" is not the president Islam Karimov */
        if (given.n && !att_who_shares_word(att_str_trim(given), s->name) && !att_str_eq(name, s->name) && by_family)
            continue;
        if (!found || (now && !*in_office)) {
            found = s;
            *in_office = now;
        }
    }
    return found;
}

/* The one who held this office that day under a name spelt nearly so. */
static const sense *misspelt(const finder *f, att_str name, att_str office, const char *country)
{
    const sense *only = NULL;
    att_str family = att_who_last_word(name), first = name;
    first.n = first.n > family.n ? first.n - family.n - 1 : 0;
    uint32_t land = att_map_find(&f->t->land, att_str_of(country));
    for (uint32_t i = 0; land != ATT_NONE && i < f->t->lands.p[land].leaders.n && f->day != ATT_NO_DAY; i++) {
        const sense *s = &f->t->senses.p[f->t->lands.p[land].leaders.p[i]];
        if (!holds(s, f->day) || !att_office_same(s->title, office))
            continue;
        bool like = s->family.n > 2 && family.n > 2 && (s->family.p[0] | 32) == (family.p[0] | 32) && first.n &&
                    att_who_shares_word(first, s->name);
        if (like && !att_str_same(s->family, family))
            only = s;
    }
    return only;
}

/* "said Colonel Ann Lee", after the Rwandan contingent: an officer is of the force last told of with its country. */
static const char *force_told_of(const finder *f, uint32_t t)
{
    att_doc *d = f->d;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        const att_actor *a = &d->actors.p[m->actor];
        if (d->sentences.p[tok(f, m->head)->sentence].paragraph != d->sentences.p[tok(f, t)->sentence].paragraph)
            return NULL;
        if (a->n_sectors && a->sector[0] == ATT_SECTOR_MIL && a->country[0])
            return f->weak.p[m->actor] ? NULL : att_str_copy(&d->arena, att_str_of(a->country)).p;
    }
    return NULL;
}

static void describe_person(finder *f, uint32_t actor, const phrase *p, const reading *r)
{
    att_doc *d = f->d;
    att_actor *a = &d->actors.p[actor];
    bool now = false;
    const sense *role = r->role != ATT_NONE ? sense_of(f, r->role) : NULL;
    if (role && role->actor == ATT_PERSON && (!a->office.n || (a->n_sectors == 0 && role->sector != ATT_NO_SECTOR))) {
        const hit *h = &f->hits.p[r->role];
        a->office = att_doc_words(d, att_tokens_span(d, h->first, h->n));
        att_who_set_because(f, actor, role->row);
    }
    att_who_set_country(f, actor, r->country);
    const sense *l = leader(f, a->name, r, &now);
    if (l && (!a->country[0] || f->weak.p[actor] || strcmp(a->country, l->country) == 0) && (now || !a->n_sectors)) {
        f->weak.p[actor] = 0;
        memcpy(a->country, l->country, 4);
        bool rank = role && (role->sector == ATT_SECTOR_REL ||
                             role->sector == ATT_SECTOR_MIL); /* "Ayatollah", "Gen.": a form of address beside the office */
        if (!a->office.n || (now && rank && l->title.n))
            a->office = l->title;
        att_who_set_sector(a, now || f->day == ATT_NO_DAY                 ? l->sector
                              : l->from != ATT_NO_DAY && l->from > f->day ? ATT_NO_SECTOR
                                                                          : ATT_SECTOR_ELI);
        att_who_set_because(f, actor, l->row);
    }
    if (r->former && (l || att_who_sector(f, r) == ATT_SECTOR_ELI) && !a->n_sectors)
        att_who_set_sector(a, ATT_SECTOR_ELI);
    reading lent = *r;
    if (role && role->takes && r->owner == ATT_NONE && r->beside == ATT_NONE && !r->country && !a->n_sectors &&
        att_who_speaks_for(a->office))
        lent.owner = att_who_body_told_of(f, p->head); /* "spokesman Bo Chen said" */
    att_who_take_owner(f, actor, &lent);
    att_who_set_sector(a, att_who_sector(f, r));
    if (role && a->n_sectors && a->sector[0] == ATT_SECTOR_MIL && !a->country[0])
        att_who_set_country(f, actor, force_told_of(f, p->head));
    if (role && a->n_sectors)
        att_who_set_frame(f, actor, p->head);
    if (a->office.n && a->country[0] && !l && !a->known_as.n) {
        const sense *m = misspelt(f, a->name, a->office, a->country);
        if (m)
            a->known_as = m->name;
    }
}

/* "Meredith Kallas, a senior fellow at the Stimson Center": an apposition says office and organisation. */
static void read_apposition(finder *f, uint32_t actor, uint32_t head)
{
    const att_doc *d = f->d;
    for (uint32_t c = att_tree_child(d, head, ATT_APPOS, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, head, ATT_APPOS, c)) {
        phrase p = att_who_core_of(f, c);
        reading r = att_who_read_phrase(f, &p);
        if (r.person != ATT_NONE || r.role == ATT_NONE)
            continue;
        describe_person(f, actor, &p, &r);
        for (uint32_t k = att_tree_child(d, c, ATT_NMOD, ATT_NONE); k != ATT_NONE; k = att_tree_child(d, c, ATT_NMOD, k)) {
            phrase q = att_who_core_of(f, k);
            uint32_t name = f->name_at[k];
            if (name != ATT_NONE && f->names.p[name].kind == ATT_ORG)
                f->d->actors.p[actor].organisation = att_doc_words(d, f->names.p[name].at);
            for (uint32_t t = q.first; t < q.end; t++)
                if (!f->d->actors.p[actor].country[0] && f->hit_at[t] != ATT_NONE)
                    memcpy(f->d->actors.p[actor].country, sense_of(f, f->hit_at[t])->country, 4);
        }
    }
}

/* The mention that a phrase is an apposition to, by the tree or, where the tree lost it, by the comma between them; or ATT_NONE. */
uint32_t att_who_apposed_to(const finder *f, const phrase *p)
{
    const att_doc *d = f->d;
    uint32_t above = tok(f, p->head)->head;
    if (tok(f, p->head)->deprel == ATT_APPOS && above != ATT_NONE && tok(f, above)->mention != ATT_NONE)
        return tok(f, above)->mention;
    if (p->first > 0 && d->sentences.p[tok(f, p->head)->sentence].first < p->first && f->name_at[p->head] != ATT_NONE)
        for (uint32_t i = d->mentions.n; i > 0 && i + 6 > d->mentions.n;
             i--) { /* "the broadcaster RTP", where the tree takes them for two objects */
            const att_mention *m = &d->mentions.p[i - 1];
            if (m->first + m->n == p->first && m->kind == ATT_MENTION_NOMINAL && tok(f, m->head)->head == above &&
                tok(f, m->head)->deprel == tok(f, p->head)->deprel)
                return i - 1;
        }
    if (p->first < 2 || !att_str_is(att_token_form(d, p->first - 1), ",") || tok(f, p->first)->sentence != tok(f, p->first - 2)->sentence)
        return ATT_NONE;
    att_deprel r = tok(f, p->head)->deprel;
    bool loose = r == ATT_NSUBJ || r == ATT_DEP || r == ATT_PARATAXIS || r == ATT_LIST_REL;
    for (uint32_t i = d->mentions.n; loose && i > 0 && i + 6 > d->mentions.n; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        bool rival = r != ATT_NSUBJ || tok(f, m->head)->deprel == ATT_NSUBJ; /* two subjects of one verb are one */
        if (m->first + m->n == p->first - 1 && rival && (r != ATT_NSUBJ || tok(f, m->head)->head == tok(f, p->head)->head))
            return i - 1;
    }
    return ATT_NONE;
}

/* The unnamed person (or body) that the phrase is an apposition to, or ATT_NONE. */
uint32_t att_who_described_by(const finder *f, const phrase *p, bool person)
{
    uint32_t i = att_who_apposed_to(f, p);
    if (i == ATT_NONE)
        return ATT_NONE;
    const att_mention *m = &f->d->mentions.p[i];
    uint32_t above = tok(f, m->head)->head;
    if (person && f->d->actors.p[m->actor].kind != ATT_PERSON && tok(f, m->head)->deprel == ATT_NMOD &&
        tok(f, above)->mention != ATT_NONE) /* "the head of the committee, Ann Lee" */
        m = f->d->actors.p[f->d->mentions.p[tok(f, above)->mention].actor].kind == ATT_PERSON ? &f->d->mentions.p[tok(f, above)->mention]
                                                                                              : m;
    att_actor_kind kind = f->d->actors.p[m->actor].kind;
    bool one = m->kind == ATT_MENTION_NOMINAL && !att_token_has(f->d, m->head, "Number=Plur");
    return one && (person ? kind == ATT_PERSON : kind == ATT_ORGANISATION || kind == ATT_GROUP) ? m->actor : ATT_NONE;
}

/* He or she, by the words of a role and by the given name. */
void att_who_set_gender(finder *f, uint32_t actor, att_str words)
{
    static const char *const male[] = {"man",  "king", "prince", "father", "brother", "son",    "husband",   "Mr.",  "Mr",  "Sir",
                                       "Lord", "emir", "sultan", "uncle",  "boy",     "sheikh", "Ayatollah", "imam", "pope"};
    static const char *const female[] = {"woman", "queen", "princess", "mother", "sister", "daughter", "wife", "Mrs.", "Mrs",
                                         "Ms.",   "Ms",    "lady",     "aunt",   "girl",   "widow",    "Dame", "nun",  "actress"};
    uint8_t *g = &f->gender.p[actor];
    att_str w;
    for (att_str rest = words; rest.p && att_str_split(&rest, ' ', &w) && !*g;) {
        for (size_t i = 0; i < sizeof female / sizeof *female && !*g; i++)
            if (att_str_same(w, att_str_of(female[i])) || (i == 0 && att_str_ends(w, "woman")))
                *g = 'f';
        for (size_t i = 0; i < sizeof male / sizeof *male && !*g; i++)
            if (att_str_same(w, att_str_of(male[i])) || (i == 0 && att_str_ends(w, "man")))
                *g = 'm';
        uint32_t known = att_map_find(&f->t->given, w);
        if (!*g && known != ATT_NONE && w.n < words.n)
            *g = (uint8_t)known;
    }
    if (*g && !f->d->actors.p[actor].gender)
        f->d->actors.p[actor].gender = (char)*g;
}

/* "Ann Lee, 42, ...": whoever is told with the age and nothing else is a private person. */
static bool told_with_age(const finder *f, const phrase *p)
{
    const att_doc *d = f->d;
    return p->end + 1 < d->tokens.n && att_str_is(att_token_form(d, p->end), ",") && tok(f, p->end + 1)->upos == ATT_NUM &&
           att_token_form(d, p->end + 1).n <= 3;
}

/* "Foreign ministers Ann Lee and Bo Chen": the second has the title of the first. */
static void share_title(finder *f, uint32_t actor, const phrase *p, const reading *r)
{
    const att_doc *d = f->d;
    uint32_t first = tok(f, p->head)->head;
    if (r->role != ATT_NONE || tok(f, p->head)->deprel != ATT_CONJ || first == ATT_NONE || tok(f, first)->mention == ATT_NONE)
        return;
    const att_mention *m = &d->mentions.p[tok(f, first)->mention];
    const att_actor *a = &d->actors.p[m->actor];
    bool many = false;
    for (uint32_t t = m->first; t < m->first + m->n; t++)
        many = many || (f->role_at[t] != ATT_NONE && (att_token_has(d, t, "Number=Plur") || att_str_ends(att_token_form(d, t), "s")) &&
                        f->name_at[t] == ATT_NONE);
    if (many && a->kind == ATT_PERSON && a->n_sectors)
        att_who_set_sector(&f->d->actors.p[actor], a->sector[0]);
}

/* The description before a name ("the negotiator, Bo Chen") is that of its bearer, whoever was called so before. */
static void take_description(finder *f, uint32_t actor, uint32_t mention)
{
    att_doc *d = f->d;
    d->mentions.p[mention].actor = actor;
    phrase q = att_who_core_of(f, d->mentions.p[mention].head);
    reading r = att_who_read_phrase(f, &q);
    if (r.person == ATT_NONE && r.role != ATT_NONE)
        describe_person(f, actor, &q, &r);
}

void att_who_person_mention(finder *f, const phrase *p, const reading *r)
{
    att_doc *d = f->d;
    att_str name = att_doc_words(d, f->names.p[r->person].at);
    uint32_t actor = att_who_known_person(f, name), above = att_who_described_by(f, p, true), apposed = att_who_apposed_to(f, p);
    bool another = above != ATT_NONE && f->named.p[above]; /* "the negotiator, Bo Chen": not the negotiator who was named before */
    above = another ? ATT_NONE : above;
    if (actor == ATT_NONE && above != ATT_NONE) { /* "the trade minister, Ann Lee": the description gets its name */
        actor = above;
        d->actors.p[actor].name = name;
        d->actors.p[actor].kind = ATT_PERSON;
    } else if (actor == ATT_NONE)
        actor = att_who_new_actor(f, name, ATT_PERSON, "");
    else if (att_who_count_words(name) > att_who_count_words(d->actors.p[actor].name))
        d->actors.p[actor].name = name;
    f->named.p[actor] = 1;
    if (another && apposed != ATT_NONE && d->mentions.p[apposed].kind == ATT_MENTION_NOMINAL)
        take_description(f, actor, apposed);
    describe_person(f, actor, p, r);
    share_title(f, actor, p, r);
    att_who_set_gender(f, actor, att_doc_words(d, att_tokens_span(d, p->first, p->end - p->first)));
    read_apposition(f, actor, p->head);
    if (d->actors.p[actor].n_sectors == 0 && !d->actors.p[actor].office.n && told_with_age(f, p))
        att_who_set_sector(&d->actors.p[actor], ATT_SECTOR_CVL);
    att_who_add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NAME);
}
