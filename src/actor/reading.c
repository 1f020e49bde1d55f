/* actor/reading.c: what the words of a noun phrase say: the name, the role, the country, whose. */
#include "actor/finder.h"

/* "London-based": where somebody sits, not whose he is. */
bool att_who_only_based(const finder *f, uint32_t h)
{
    uint32_t next = f->hits.p[h].first + f->hits.p[h].n;
    return next + 1 < f->d->tokens.n && att_str_is(att_token_form(f->d, next), "-") &&
           att_str_same(att_token_form(f->d, next + 1), ATT_STR("based"));
}

static void country_from(const finder *f, uint32_t t, reading *r)
{
    uint32_t h = f->hit_at[t];
    if (h == ATT_NONE || r->country || att_who_only_based(f, h))
        return;
    const sense *s = sense_of(f, h);
    if (s->kind == SENSE_REGION) {
        r->region = true;
        return;
    }
    if ((s->kind != SENSE_LEADER || tok(f, t)->deprel == ATT_NMOD_POSS) && s->country[0]) {
        r->country = s->country;
        r->country_row = s->row;
        r->breakaway = s->sector == ATT_SECTOR_PRE;
    }
}

/* A place behind the head: "police in Nairobi", "the mayor of Lyon". */
static void country_from_place(finder *f, uint32_t t, reading *r)
{
    for (uint32_t i = 0; i < f->d->places.n && !r->country; i++)
        for (uint32_t k = 0; k < f->d->places.p[i].heads.n; k++)
            if (f->d->places.p[i].heads.p[k] == t && f->d->places.p[i].country[0])
                r->country = f->d->places.p[i].country;
}

static void country_behind(finder *f, const phrase *p, reading *r)
{
    const att_doc *d = f->d;
    for (uint32_t c = att_tree_next(d, p->head, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, p->head, c)) {
        att_deprel rel = tok(f, c)->deprel;
        if (c < p->end || (rel != ATT_NMOD && rel != ATT_APPOS && rel != ATT_NMOD_POSS))
            continue;
        uint32_t word = att_tree_case(d, c);
        bool of = rel == ATT_APPOS || (word != ATT_NONE && (att_token_lemma_is(d, word, "of") || att_token_lemma_is(d, word, "in") ||
                                                            att_token_lemma_is(d, word, "from") || att_token_lemma_is(d, word, "at") ||
                                                            att_token_lemma_is(d, word, "for")));
        if (!of)
            continue;
        phrase q = att_who_core_of(f, c);
        for (uint32_t t = q.first; t < q.end && !r->country; t++)
            country_from(f, t, r);
        country_from_place(f, c, r);
    }
}

static bool official(att_sector s)
{
    return s == ATT_SECTOR_GOV || s == ATT_SECTOR_MIL || s == ATT_SECTOR_COP || s == ATT_SECTOR_JUD || s == ATT_SECTOR_LEG ||
           s == ATT_SECTOR_SPY;
}

/* "Commission spokeswoman": a word of a body's name that the report has told in full. */
static uint32_t body_by_word(const finder *f, const phrase *p, const reading *r)
{
    const att_doc *d = f->d;
    for (uint32_t t = p->first; t < p->head; t++) {
        if (!att_is_upper(att_token_form(d, t).p[0]) || f->hit_at[t] != ATT_NONE || (r->person != ATT_NONE && f->name_at[t] == r->person))
            continue;
        for (uint32_t i = d->mentions.n; i > 0; i--) {
            const att_mention *m = &d->mentions.p[i - 1];
            const att_actor *a = &d->actors.p[m->actor];
            if (m->kind == ATT_MENTION_NAME && a->kind == ATT_ORGANISATION && att_who_count_words(a->name) > 1 &&
                att_who_ends_with_words(a->name, att_token_form(d, t)))
                return m->actor;
        }
    }
    return ATT_NONE;
}

/* "a commander of the front", "an aide to the president", "an official with the ministry": whose, told behind. */
static uint32_t owner_behind(const finder *f, const phrase *p, const reading *r)
{
    static const char *const words[] = {"of", "for", "to", "with", "at", "from"};
    const att_doc *d = f->d;
    const sense *role = r->role != ATT_NONE ? sense_of(f, r->role) : NULL;
    uint32_t top =
        tok(f, p->head)->deprel == ATT_CONJ && att_tree_child(d, p->head, ATT_NMOD, ATT_NONE) == ATT_NONE ? tok(f, p->head)->head : p->head;
    if (!role || !(role->takes || official(role->sector)))
        return ATT_NONE;
    for (uint32_t c = att_tree_child(d, top, ATT_NMOD, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, top, ATT_NMOD, c)) {
        uint32_t word = att_tree_case(d, c), other = att_tree_child(d, p->head, ATT_CONJ, ATT_NONE);
        bool whose = false;
        if (c < p->head ||
            (other != ATT_NONE && other < c)) /* "government negotiators and commanders of the front": of the front are the commanders */
            continue;
        for (size_t i = 0; word != ATT_NONE && i < sizeof words / sizeof *words; i++)
            whose = whose || (att_token_lemma_is(d, word, words[i]) && (i != 2 || role->takes));
        const att_actor *a = whose && tok(f, c)->mention != ATT_NONE ? &d->actors.p[d->mentions.p[tok(f, c)->mention].actor] : NULL;
        if (a && a->kind != ATT_COUNTRY && a->kind != ATT_ACTOR_PLACE && !a->parts.n && (a->country[0] || a->n_sectors))
            return d->mentions.p[tok(f, c)->mention].actor;
    }
    return ATT_NONE;
}

/* Whose: "Iran's", "its", or the body before the noun ("the IGAD envoy"); mentions inside a phrase are there before it. */
static uint32_t owner_of(const finder *f, const phrase *p, const reading *r)
{
    const att_doc *d = f->d;
    for (uint32_t t = p->end; t-- > p->first;) { /* the last: in "Iran's Foreign Ministry spokesman" the ministry */
        uint32_t m = tok(f, t)->mention;
        bool inside = t != p->head && m != ATT_NONE && tok(f, t)->head >= p->first && tok(f, t)->head < p->end;
        if (inside && (tok(f, t)->deprel == ATT_NMOD_POSS || d->actors.p[d->mentions.p[m].actor].kind == ATT_ORGANISATION))
            return d->mentions.p[m].actor;
    }
    uint32_t behind = owner_behind(f, p, r);
    return behind != ATT_NONE ? behind : body_by_word(f, p, r);
}

static bool role_holds(const finder *f, uint32_t h, uint32_t t)
{
    return f->hits.p[h].first <= t && t < f->hits.p[h].first + f->hits.p[h].n;
}

/* An owner's words are not the phrase's: "the minister's office". */
static bool owners(const finder *f, const phrase *p, uint32_t t)
{
    uint32_t above = tok(f, t)->head;
    return t != p->head && (tok(f, t)->deprel == ATT_NMOD_POSS || (above != ATT_NONE && above != p->head && above < p->end &&
                                                                   above >= p->first && tok(f, above)->deprel == ATT_NMOD_POSS));
}

/* The role, and the words before it that lend or overrule its sector ("a ministry spokesman", "a rebel commander"); without a name the role
 * must hold the head. */
static void read_roles(const finder *f, const phrase *p, reading *r)
{
    for (uint32_t t = p->first; t < p->end; t++) {
        uint32_t h = f->role_at[t];
        bool in_person = r->person != ATT_NONE && f->name_at[t] == r->person;
        if (h == ATT_NONE || in_person || owners(f, p, t))
            continue;
        const sense *s = sense_of(f, h);
        if (s->modifies == OVERRULES)
            r->over = h;
        else if (s->modifies == LENDS)
            r->beside = h;
        else if (r->person != ATT_NONE || role_holds(f, h, p->head) || r->role == ATT_NONE)
            r->role = h;
    }
    for (uint32_t t = p->first; t < p->end && r->role != ATT_NONE; t++) {
        uint32_t h = f->role_at[t];
        const sense *s =
            h != ATT_NONE && h != r->role && f->hits.p[h].first < f->hits.p[r->role].first && !owners(f, p, t) ? sense_of(f, h) : NULL;
        if (s && s->modifies == STANDS && s->sector != ATT_NO_SECTOR)
            r->beside = h;
    }
    if (r->role != ATT_NONE && r->person == ATT_NONE && !role_holds(f, r->role, p->head))
        r->role = ATT_NONE;
}

/* "French officers" are soldiers; "officers", where nothing says of what, police. */
static bool officer_abroad(const finder *f, const reading *r)
{
    const hit *h = &f->hits.p[r->role];
    return h->n == 1 && att_token_lemma_is(f->d, h->first, "officer") && r->country_row && h->first > 0 &&
           f->hit_at[h->first - 1] != ATT_NONE;
}

static att_sector sector_of_words(const finder *f, const reading *r)
{
    const sense *s = r->role != ATT_NONE ? sense_of(f, r->role) : NULL;
    if (r->former && s && s->actor == ATT_PERSON)
        return official(s->sector) || s->office ? ATT_SECTOR_ELI : ATT_NO_SECTOR;
    if (r->over != ATT_NONE && (!s || s->sector != ATT_SECTOR_CVL))
        return sense_of(f, r->over)->sector;
    if (s && s->takes && r->beside != ATT_NONE)
        return sense_of(f, r->beside)->sector;
    if (s && officer_abroad(f, r))
        return ATT_SECTOR_MIL;
    return s ? s->sector : ATT_NO_SECTOR;
}

att_sector att_who_sector(const finder *f, const reading *r)
{
    att_sector s = sector_of_words(f, r);
    return r->region && (official(s) || s == ATT_SECTOR_NGO) ? ATT_SECTOR_IGO : r->breakaway && official(s) ? ATT_SECTOR_PRE : s;
}

/* "the Maduro government": of the country that the one of this name leads on the day; NULL when two do. */
static const char *country_of_leader(const finder *f, const phrase *p)
{
    const char *country = NULL;
    for (uint32_t t = p->first; t < p->head; t++) {
        uint32_t at =
            tok(f, t)->upos == ATT_PROPN ? att_map_find(&f->t->family, att_str_plain(&f->d->arena, att_token_form(f->d, t))) : ATT_NONE;
        for (uint32_t i = 0; at != ATT_NONE && i < f->t->by_family.p[at].n; i++) {
            const sense *s = &f->t->senses.p[f->t->by_family.p[at].p[i]];
            if (s->sector != ATT_SECTOR_GOV || !holds(s, f->day))
                continue;
            if (country && strcmp(country, s->country) != 0)
                return NULL;
            country = s->country;
        }
    }
    return country;
}

/* "its commerce minister" is of the country that "its" means; "its counterpart" is not. */
static const char *country_of_pronoun(finder *f, const phrase *p, const reading *r)
{
    att_doc *d = f->d;
    const hit *h = r->role != ATT_NONE ? &f->hits.p[r->role] : NULL;
    if (h && att_who_elsewhere(att_doc_words(d, att_tokens_span(d, h->first, h->n))))
        return NULL;
    for (uint32_t t = p->first; t < p->end; t++) {
        bool whose = tok(f, t)->upos == ATT_PRON && tok(f, t)->deprel == ATT_NMOD_POSS && tok(f, t)->mention != ATT_NONE;
        const char *country = whose ? d->actors.p[d->mentions.p[tok(f, t)->mention].actor].country : "";
        if (country[0])
            return att_str_copy(&d->arena, att_str_of(country)).p;
    }
    return NULL;
}

reading att_who_read_phrase(finder *f, const phrase *p)
{
    reading r = att_who_nothing_read();
    for (uint32_t t = p->first; t < p->end; t++) {
        uint32_t n = f->name_at[t];
        bool modifier = n != ATT_NONE && f->names.p[n].first + f->names.p[n].n <= p->head &&
                        tok(f, p->head)->upos != ATT_PROPN; /* "Trump administration officials" */
        if (n != ATT_NONE && f->names.p[n].kind == ATT_PER && !modifier)
            r.person = n;
        r.former = r.former || att_who_former_word(att_token_form(f->d, t));
    }
    r.name = f->name_at[p->head];
    r.named = f->hit_at[p->head];
    read_roles(f, p, &r);
    for (uint32_t t = p->first; t < p->end && !r.country; t++) {
        bool in_person = r.person != ATT_NONE && f->name_at[t] == r.person;
        bool is_head = f->hit_at[t] != ATT_NONE && f->hit_at[t] == f->hit_at[p->head] &&
                       (r.role == ATT_NONE || sense_of(f, f->hit_at[t])->kind == SENSE_BODY);
        if (!in_person && !is_head)
            country_from(f, t, &r);
    }
    if (r.region && !r.country && r.role != ATT_NONE && att_who_sector(f, &r) == ATT_SECTOR_IGO)
        r.country = "IGO";
    if (!r.country)
        r.country = country_of_pronoun(f, p, &r);
    bool rules = r.role != ATT_NONE && r.person == ATT_NONE && sense_of(f, r.role)->sector == ATT_SECTOR_GOV &&
                 sense_of(f, r.role)->actor == ATT_ORGANISATION;
    if (!r.country && rules)
        r.country = country_of_leader(f, p);
    if (!r.country)
        country_behind(f, p, &r);
    r.owner = owner_of(f, p, &r);
    return r;
}

/* Armed movements and breakaway authorities make soldiers, judges and ministers of their own. */
static bool beside_the_state(const att_actor *o)
{
    return o->n_sectors && (o->sector[0] == ATT_SECTOR_REB || o->sector[0] == ATT_SECTOR_PRE || o->sector[0] == ATT_SECTOR_PRM ||
                            o->sector[0] == ATT_SECTOR_CRM);
}

/* What the owner lends: its country, and when it is a body and the words say no more, its sector. */
void att_who_take_owner(finder *f, uint32_t actor, const reading *r)
{
    att_doc *d = f->d;
    if (r->owner == ATT_NONE || r->owner == actor)
        return;
    const att_actor *o = &d->actors.p[r->owner];
    const sense *role = r->role != ATT_NONE ? sense_of(f, r->role) : NULL;
    att_str words = role ? att_doc_words(d, att_tokens_span(d, f->hits.p[r->role].first, f->hits.p[r->role].n)) : ATT_STR("");
    bool bodies = o->country[0] && (strcmp(o->country, "IGO") == 0 || strcmp(o->country, "EUR") == 0 || strcmp(o->country, "UNO") == 0);
    bool told = r->over != ATT_NONE || (role && role->takes && r->beside != ATT_NONE);
    bool lends = role && !r->former &&
                 (bodies || (beside_the_state(o) && official(role->sector)) || (!told && (role->takes || role->sector == ATT_NO_SECTOR)));
    if (role && att_who_elsewhere(words)) { /* "her Danish counterpart": of another country, in the same office */
        if (d->actors.p[actor].country[0] && o->n_sectors)
            att_who_set_sector(&d->actors.p[actor], o->sector[0]);
        else if (f->armed >= ATT_WHO_WAR && o->n_sectors && o->country[0]) { /* across the table sits the other side of a civil war */
            att_who_set_country(f, actor, o->country);
            att_who_set_sector(&d->actors.p[actor], o->sector[0] == ATT_SECTOR_REB ? ATT_SECTOR_GOV : ATT_SECTOR_REB);
        }
        return;
    }
    if (o->country[0] && d->actors.p[actor].n_sectors == 0)
        f->weak.p[actor] = f->weak.p[actor] || strcmp(d->actors.p[actor].country, o->country) == 0;
    att_who_set_country(f, actor, o->country);
    if (role && role->takes && role->sector == ATT_SECTOR_CVL && o->kind == ATT_COUNTRY) /* "two of its men" */
        att_who_set_sector(&d->actors.p[actor], ATT_SECTOR_MIL);
    lends = lends && (o->kind != ATT_PERSON || att_who_speaks_for(words));
    if (lends && (o->kind == ATT_PERSON || o->kind == ATT_ORGANISATION || (o->kind == ATT_GROUP && o->n_sectors) || beside_the_state(o)) &&
        o->n_sectors)
        att_who_set_sector(&d->actors.p[actor], o->sector[0]);
}
