/* actor/group.c: several actors under one description: "both sides", "the two leaders". */
#include "actor/finder.h"

static bool among(att_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (att_str_is(word, list[i]))
            return true;
    return false;
}

/* "both sides", "the two leaders", "the delegations": words that mean two parties told of before. */
static bool means_two(const finder *f, const phrase *p)
{
    static const char *const heads[] = {"side",     "country",   "leader",   "government", "party",     "nation",  "neighbour",
                                        "neighbor", "president", "minister", "delegation", "ally",      "capital", "state",
                                        "army",     "navy",      "rival",    "camp",       "negotiator"};
    static const char *const opposed[] = {"side", "delegation", "camp"};
    const att_doc *d = f->d;
    att_str first = att_token_form(d, p->first), head = tok(f, p->head)->lemma;
    bool two = false, the = att_str_same(first, ATT_STR("the"));
    for (uint32_t t = p->first; t < p->head; t++)
        two = two || att_str_same(att_token_form(d, t), ATT_STR("two")) || att_str_same(att_token_form(d, t), ATT_STR("both"));
    two = two || (the && p->head == p->first + 1 && att_token_has(d, p->head, "Number=Plur") &&
                  among(head, opposed, sizeof opposed / sizeof *opposed));
    bool all =
        the || att_str_same(first, ATT_STR("both")) || att_str_same(first, ATT_STR("these")) || tok(f, p->first)->deprel == ATT_NMOD_POSS;
    for (uint32_t t = p->first; t < p->end; t++)
        all = all && f->hit_at[t] == ATT_NONE;
    return two && all && among(head, heads, sizeof heads / sizeof *heads);
}

static bool has_sector(const att_actor *a, att_sector s) { return a->n_sectors && a->sector[0] == s; }

/* The last one told of with this sector, of this country when one is given; or ATT_NONE. */
static uint32_t last_of(const finder *f, att_sector s, const char *country)
{
    const att_doc *d = f->d;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_actor *a = &d->actors.p[d->mentions.p[i - 1].actor];
        if (has_sector(a, s) && a->kind != ATT_PERSON && a->country[0] && !a->parts.n && (!country || strcmp(a->country, country) == 0))
            return d->mentions.p[i - 1].actor;
    }
    return ATT_NONE;
}

/* In a civil war the two sides are of one country. */
static uint32_t sides_of_war(finder *f, uint32_t part[2])
{
    uint32_t rebels = f->armed >= ATT_WHO_WAR ? last_of(f, ATT_SECTOR_REB, NULL) : ATT_NONE;
    if (rebels == ATT_NONE)
        return 0;
    const char *country = att_str_copy(&f->d->arena, att_str_of(f->d->actors.p[rebels].country)).p;
    part[1] = rebels;
    part[0] = last_of(f, ATT_SECTOR_GOV, country);
    if (part[0] == ATT_NONE)
        part[0] = att_who_country_actor(f, country, NULL);
    return 2;
}

/* The two parties named last: of two countries, persons when the word is for persons. */
static uint32_t sides_of_states(finder *f, bool persons, uint32_t part[2])
{
    att_doc *d = f->d;
    uint32_t n = 0;
    for (int pass = 0; pass < 2 && n < 2; pass++) {
        n = 0;
        for (uint32_t i = d->mentions.n; i > 0 && n < 2; i--) {
            uint32_t who = d->mentions.p[i - 1].actor;
            const att_actor *a = &d->actors.p[who];
            bool other = n == 0 || strcmp(a->country, d->actors.p[part[0]].country) != 0;
            bool state = a->country[0] && strcmp(a->country, "IGO") != 0 && strcmp(a->country, "NGO") != 0;
            bool fits = state && !a->parts.n &&
                        (pass      ? true
                         : persons ? a->kind == ATT_PERSON && has_sector(a, ATT_SECTOR_GOV)
                                   : a->kind == ATT_COUNTRY || has_sector(a, ATT_SECTOR_GOV));
            if (fits && other)
                part[n++] = persons || pass ? who : att_who_country_actor(f, att_str_copy(&d->arena, att_str_of(a->country)).p, NULL);
        }
    }
    uint32_t last = part[0];
    part[0] = part[1];
    part[1] = last;
    return n;
}

static uint32_t add_group(finder *f, const phrase *p, const uint32_t *part, uint32_t n)
{
    att_doc *d = f->d;
    uint32_t actor = att_who_new_actor(f, att_doc_words(d, att_tokens_span(d, p->first, p->end - p->first)), ATT_GROUP, "");
    bool one = n > 0;
    for (uint32_t i = 0; i < n; i++) {
        *ATT_PUSH(&d->arena, &d->actors.p[actor].parts) = part[i];
        one = one && strcmp(d->actors.p[part[i]].country, d->actors.p[part[0]].country) == 0;
    }
    if (one)
        memcpy(d->actors.p[actor].country, d->actors.p[part[0]].country, 4);
    att_who_add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NOMINAL);
    return actor;
}

bool att_who_composite(finder *f, const phrase *p)
{
    static const char *const persons[] = {"leader", "president", "minister"};
    uint32_t part[2] = {ATT_NONE, ATT_NONE};
    if (!means_two(f, p))
        return false;
    bool people = among(tok(f, p->head)->lemma, persons, sizeof persons / sizeof *persons);
    uint32_t n = people ? 0 : sides_of_war(f, part);
    n = n == 2 ? n : sides_of_states(f, people, part);
    add_group(f, p, part, n == 2 ? n : 0);
    return true;
}

static const sense *land_at(const finder *f, uint32_t t)
{
    const sense *s = f->hit_at[t] == ATT_NONE ? NULL : sense_of(f, f->hit_at[t]);
    return s && s->country[0] && (s->kind == SENSE_COUNTRY || s->kind == SENSE_SEAT) ? s : NULL;
}

/* The countries joined behind a noun: "of Mali and Niger". */
static uint32_t lands_behind(const finder *f, uint32_t head, const sense **land, uint32_t most)
{
    const att_doc *d = f->d;
    for (uint32_t c = att_tree_child(d, head, ATT_NMOD, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, head, ATT_NMOD, c)) {
        uint32_t word = att_tree_case(d, c), n = 0;
        if (word == ATT_NONE || !land_at(f, c) || !(att_token_lemma_is(d, word, "of") || att_token_lemma_is(d, word, "from")))
            continue;
        land[n++] = land_at(f, c);
        for (uint32_t k = att_tree_child(d, c, ATT_CONJ, ATT_NONE); k != ATT_NONE && n < most; k = att_tree_child(d, c, ATT_CONJ, k))
            if (land_at(f, k) && strcmp(land_at(f, k)->country, land[0]->country) != 0)
                land[n++] = land_at(f, k);
        if (n > 1)
            return n;
    }
    return 0;
}

/* "Serbian and Croatian historians", "Qatar's and Bahrain's coastguards": one group of each country. */
bool att_who_of_several(finder *f, const phrase *p, const reading *r)
{
    enum { MANY = 6 };
    att_doc *d = f->d;
    const sense *land[MANY];
    uint32_t part[MANY], n = 0, last = ATT_NONE;
    for (uint32_t t = p->first; t < p->head; t++) {
        uint32_t h = f->hit_at[t];
        const sense *s = h != ATT_NONE && f->hits.p[h].first == t ? sense_of(f, h) : NULL;
        bool of = s && s->country[0] && s->kind != SENSE_BODY && s->kind != SENSE_LEADER && tok(f, t)->deprel != ATT_FLAT;
        uint32_t end = of ? t + f->hits.p[h].n - 1 : t;
        bool beside = t > p->first && (tok(f, t - 1)->upos == ATT_CCONJ || att_str_is(att_token_form(d, t - 1), ","));
        bool joined = of && n > 0 && beside && (strcmp(land[n - 1]->country, s->country) != 0 || land[n - 1]->sector != s->sector);
        if (of && n < MANY && (n == 0 || joined)) {
            land[n++] = s;
            last = end;
        }
    }
    if (!att_token_has(d, p->head, "Number=Plur"))
        return false;
    uint32_t from = p->first;
    if (n < 2)
        n = lands_behind(f, p->head, land, MANY); /* "generals from Thailand and Cambodia" */
    else
        from = last + 1 < p->head && tok(f, last + 1)->upos == ATT_PART ? last + 2 : last + 1;
    if (n < 2)
        return false;
    att_str words = att_doc_words(d, att_tokens_span(d, from, p->end - from));
    for (uint32_t i = 0; i < n; i++) {
        reading own = *r;
        own.breakaway = land[i]->sector == ATT_SECTOR_PRE;
        part[i] = att_who_new_actor(f, att_format(&d->arena, ATT_STR_FMT " " ATT_STR_FMT, ATT_STR_ARG(land[i]->name), ATT_STR_ARG(words)),
                                    ATT_GROUP, land[i]->country);
        att_who_set_sector(&d->actors.p[part[i]], att_who_sector(f, &own));
        att_who_set_because(f, part[i], land[i]->row);
    }
    uint32_t whole = add_group(f, p, part, n);
    att_who_set_sector(&d->actors.p[whole], att_who_sector(f, r));
    return true;
}

static uint32_t group_of(finder *f, att_str name, const uint32_t *part, uint32_t n)
{
    att_doc *d = f->d;
    for (uint32_t i = 0; i < d->actors.n; i++) {
        bool same = d->actors.p[i].parts.n == n;
        for (uint32_t k = 0; same && k < n; k++)
            same = d->actors.p[i].parts.p[k] == part[k];
        if (same)
            return i;
    }
    uint32_t actor = att_who_new_actor(f, name, ATT_GROUP, "");
    for (uint32_t i = 0; i < n; i++)
        *ATT_PUSH(&d->arena, &d->actors.p[actor].parts) = part[i];
    return actor;
}

uint32_t att_who_joined(finder *f, uint32_t t, uint32_t after)
{
    enum { MANY = 6 };
    att_doc *d = f->d;
    uint32_t part[MANY], n = 0;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention m = d->mentions.p[i - 1];
        if (m.head >= t || !is_subject(f, m.head) || d->actors.p[m.actor].parts.n)
            continue;
        if (tok(f, m.head)->sentence + 1 < tok(f, t)->sentence || (after != ATT_NONE && m.head < after))
            break;
        part[0] = m.actor;
        n = 1;
        uint32_t last = m.head;
        for (uint32_t c = att_tree_child(d, m.head, ATT_CONJ, ATT_NONE); c != ATT_NONE && c < t && n < MANY;
             c = att_tree_child(d, m.head, ATT_CONJ, c))
            if (tok(f, c)->mention != ATT_NONE && d->mentions.p[tok(f, c)->mention].actor != m.actor) {
                part[n++] = d->mentions.p[tok(f, c)->mention].actor;
                last = c;
            }
        if (n > 1)
            return group_of(f, att_doc_words(d, att_tokens_span(d, m.first, last + 1 - m.first)), part, n);
    }
    return ATT_NONE;
}
