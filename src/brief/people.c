/* brief/people.c: who is who across reports.  One person has one name, country and office in a brief, whatever each report alone gave: the
 * country that a report ties to the name in so many words ("Kenya's envoy, Ann Li", "Ann Li of Kenya") before those that were only
 * inferred, and two holders of one office are not of one country. */
#include "brief/maker.h"

#include "event/words.h"

enum { TIED = 20, MOST = 10, OFFICE = 24 }; /* votes of words that tie; of one report's inference at most; letters of an office compared */

typedef struct {
    char code[4];
    int votes;
} vote;

typedef struct {
    att_actor who; /* as settled */
    ATT_VEC(vote) votes;
    bool tied;
} person;
typedef ATT_VEC(person) people;

/* ---- one person ------------------------------------------------------------------------------------------------------------------------
 */

static att_str family(att_str name)
{
    size_t i = name.n;
    while (i > 0 && name.p[i - 1] != ' ')
        i--;
    return att_str_from(name, i);
}

static bool same_name(att_str a, att_str b)
{
    if (att_str_same(a, b))
        return true;
    bool one = family(a).n == a.n, two = family(b).n == b.n;
    return (one || two) && att_str_same(family(a), family(b));
}

static uint32_t person_of(att_maker *m, people *all, const att_actor *a)
{
    att_str name = att_brief_name(a);
    for (uint32_t i = 0; i < all->n; i++)
        if (same_name(all->p[i].who.name, name))
            return i;
    person *new = ATT_PUSH(m->b->arena, all);
    new->who = *a;
    new->who.name = name;
    new->who.office = ATT_STR("");
    return all->n - 1;
}

static void add_vote(att_maker *m, person *p, const char *code, int votes)
{
    for (uint32_t i = 0; i < p->votes.n; i++)
        if (strcmp(p->votes.p[i].code, code) == 0) {
            p->votes.p[i].votes += votes;
            return;
        }
    vote *v = ATT_PUSH(m->b->arena, &p->votes);
    memcpy(v->code, code, 4);
    v->votes = votes;
}

/* ---- words that tie a country to a name
 * --------------------------------------------------------------------------------------------------- */

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

/* The country that token t names, as an adjective, an owner or after "of"; NULL: none. */
static const char *country_at(const att_doc *d, uint32_t t)
{
    uint32_t k = tok(d, t)->mention;
    if (k == ATT_NONE || d->actors.p[d->mentions.p[k].actor].kind != ATT_COUNTRY)
        return NULL;
    att_deprel r = (att_deprel)tok(d, t)->deprel;
    bool ties = r == ATT_AMOD || r == ATT_NMOD_POSS || r == ATT_COMPOUND;
    uint32_t of = att_tree_case(d, t);
    ties = ties || (r == ATT_NMOD && (of == ATT_NONE || att_token_lemma_is(d, of, "of")));
    return ties && d->mentions.p[k].kind != ATT_MENTION_PRONOUN ? d->actors.p[d->mentions.p[k].actor].country : NULL;
}

static const char *tied_to(const att_doc *d, uint32_t head)
{
    for (uint32_t c = att_tree_next(d, head, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, head, c)) {
        const char *found = country_at(d, c);
        if (!found && tok(d, c)->deprel == ATT_APPOS)
            for (uint32_t k = att_tree_next(d, c, ATT_NONE); k != ATT_NONE && !found; k = att_tree_next(d, c, k))
                found = country_at(d, k);
        if (found)
            return found;
    }
    return NULL;
}

/* "Ann Li, his Kenyan colleague,": what stands right behind the name, whatever the tree hangs it on. */
static const char *tied_behind(const att_doc *d, const att_mention *m)
{
    uint32_t t = m->first + m->n;
    if (t >= d->tokens.n || !att_str_is(att_token_form(d, t), ","))
        return NULL;
    for (uint32_t k = t + 1; k < d->tokens.n && k < t + 5 && tok(d, k)->upos != ATT_PUNCT; k++) {
        const char *found = country_at(d, k);
        if (found && tok(d, k)->head != ATT_NONE && tok(d, tok(d, k)->head)->deprel == ATT_APPOS)
            return found;
    }
    return NULL;
}

static void hear(att_maker *m, person *p, uint32_t doc, uint32_t actor)
{
    const att_doc *d = m->docs[doc];
    const att_actor *a = &d->actors.p[actor];
    int named = 0;
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const att_mention *k = &d->mentions.p[i];
        if (k->actor != actor)
            continue;
        named += named < MOST;
        uint32_t above = tok(d, k->head)->deprel == ATT_APPOS ? tok(d, k->head)->head : ATT_NONE;
        const char *code = k->kind == ATT_MENTION_NAME ? tied_to(d, k->head) : NULL;
        if (!code && k->kind == ATT_MENTION_NAME)
            code = tied_behind(d, k);
        if (!code && above != ATT_NONE && k->kind == ATT_MENTION_NAME)
            code = tied_to(d, above);
        if (code && code[0])
            add_vote(m, p, code, TIED);
        p->tied = p->tied || (code && code[0]);
    }
    if (a->country[0])
        add_vote(m, p, a->country, named);
}

/* ---- settled
 * ------------------------------------------------------------------------------------------------------------------------------- */

static void choose_country(person *p)
{
    const vote *best = NULL;
    for (uint32_t i = 0; i < p->votes.n; i++)
        if (!best || p->votes.p[i].votes > best->votes)
            best = &p->votes.p[i];
    memcpy(p->who.country, best && best->votes > 0 ? best->code : "\0\0\0", 4);
}

static int votes_of(const person *p)
{
    for (uint32_t i = 0; i < p->votes.n; i++)
        if (strcmp(p->votes.p[i].code, p->who.country) == 0)
            return p->votes.p[i].votes;
    return 0;
}

/* "Minister for Foreign Affairs" and "Foreign Minister" are one office. */
static bool same_office(att_arena *arena, att_str a, att_str b)
{
    att_str x = att_str_lower(arena, a), y = att_str_lower(arena, b);
    bool foreign = att_str_find(x, ATT_STR("foreign")) != SIZE_MAX && att_str_find(y, ATT_STR("foreign")) != SIZE_MAX &&
                   att_str_find(x, ATT_STR("minister")) != SIZE_MAX && att_str_find(y, ATT_STR("minister")) != SIZE_MAX;
    return foreign || (x.n && x.n < OFFICE && att_str_eq(x, y) && (att_str_starts(x, "president") || att_str_ends(x, " minister")));
}

/* Of two who hold one office in one country the one with fewer votes is of the next country that speaks for it. */
static void part(att_maker *m, people *all)
{
    for (uint32_t i = 0; i < all->n; i++)
        for (uint32_t k = i + 1; k < all->n; k++) {
            person *a = &all->p[i], *b = &all->p[k];
            bool same =
                a->who.country[0] && strcmp(a->who.country, b->who.country) == 0 && same_office(m->b->arena, a->who.office, b->who.office);
            person *less = votes_of(a) < votes_of(b) ? a : b;
            if (!same || less->tied)
                continue;
            add_vote(m, less, less->who.country, -1000);
            choose_country(less);
        }
}

/* "Presidents", "PRESIDENT", "energy ministers" before several names: the office of one, as a heading writes it. */
static att_str one_office(att_arena *arena, att_str office)
{
    att_str s = att_str_copy(arena, office);
    bool shouted = s.n > 2 && att_is_upper(s.p[1]) && att_is_upper(s.p[2]);
    char *p = (char *)s.p;
    if (att_str_ends(s, "presidents") || att_str_ends(s, "Presidents") || att_str_ends(s, "inisters"))
        s.n--;
    for (size_t i = 0; i < s.n; i++) {
        bool starts = i == 0 || p[i - 1] == ' ',
             small = att_str_starts(att_str_from(s, i), "of ") || att_str_starts(att_str_from(s, i), "for ");
        if (starts && att_is_lower(p[i]) && !small)
            p[i] = (char)(p[i] - 32);
        else if (shouted && !starts && att_is_upper(p[i]))
            p[i] = (char)(p[i] + 32);
    }
    return s;
}

/* Of two names of an office the fuller one, and not in capitals. */
static bool tells_more(att_str office, att_str than)
{
    static const char *const less[] = {"counterpart", "colleague", "minister", "host", "guest", "spokesman", "official", "leader"};
    for (size_t i = 0; i < sizeof less / sizeof *less; i++) {
        if (att_str_same(than, att_str_of(less[i])))
            return true;
        if (att_str_same(office, att_str_of(less[i])))
            return false;
    }
    bool shouts = office.n > 1 && att_is_upper(office.p[1]), shouted = than.n > 1 && att_is_upper(than.p[1]);
    return shouts != shouted ? shouted : office.n > than.n;
}

static uint32_t settle(att_maker *m, people *all, uint32_t doc, uint32_t actor)
{
    const att_actor *a = &m->docs[doc]->actors.p[actor];
    uint32_t number = person_of(m, all, a);
    person *p = &all->p[number];
    if (att_brief_name(a).n > p->who.name.n)
        p->who.name = att_brief_name(a);
    att_str office = one_office(m->b->arena, a->office);
    if (office.n && (!p->who.office.n || tells_more(office, p->who.office)))
        p->who.office = office;
    if (a->n_sectors && !p->who.n_sectors) {
        memcpy(p->who.sector, a->sector, sizeof a->sector);
        p->who.n_sectors = a->n_sectors;
    }
    hear(m, p, doc, actor);
    return number;
}

static bool is_named_person(const att_doc *d, uint32_t actor)
{
    for (uint32_t i = 0; d->actors.p[actor].kind == ATT_PERSON && i < d->mentions.n; i++)
        if (d->mentions.p[i].actor == actor && d->mentions.p[i].kind == ATT_MENTION_NAME)
            return true;
    return false;
}

void att_maker_people(att_maker *m)
{
    people all = {0};
    uint32_t **number = ATT_ARRAY(m->b->arena, uint32_t *, m->n + 1);
    for (uint32_t k = 0; k < m->n; k++) {
        number[k] = ATT_ARRAY(m->b->arena, uint32_t, m->docs[k]->actors.n + 1);
        for (uint32_t i = 0; i < m->docs[k]->actors.n; i++)
            number[k][i] = is_named_person(m->docs[k], i) ? settle(m, &all, k, i) : ATT_NONE;
    }
    for (uint32_t i = 0; i < all.n; i++)
        choose_country(&all.p[i]);
    part(m, &all);
    m->who = ATT_ARRAY(m->b->arena, const att_actor **, m->n + 1);
    for (uint32_t k = 0; k < m->n; k++) {
        m->who[k] = ATT_ARRAY(m->b->arena, const att_actor *, m->docs[k]->actors.n + 1);
        for (uint32_t i = 0; i < m->docs[k]->actors.n; i++)
            m->who[k][i] = number[k][i] == ATT_NONE ? &m->docs[k]->actors.p[i] : &all.p[number[k][i]].who;
    }
}

att_str att_maker_names(const att_maker *m, uint32_t doc, const att_ids *ids)
{
    att_buf b = {.arena = m->b->arena};
    for (uint32_t i = 0; i < ids->n; i++) {
        if (i)
            att_buf_add(&b, ATT_STR(", "));
        att_buf_add(&b, att_brief_name(m->who[doc][ids->p[i]]));
    }
    return b.p ? att_buf_str(&b) : ATT_STR("");
}
