/* actor/body.c: bodies and countries. */
#include "actor/finder.h"

static uint32_t known_named(finder *f, att_str name, att_actor_kind kind)
{
    for (uint32_t i = 0; i < f->d->actors.n; i++)
        if (f->d->actors.p[i].kind == kind &&
            (att_who_same_folded(f, f->d->actors.p[i].name, name) || (f->d->actors.p[i].organisation.n && kind == ATT_ORGANISATION &&
                                                                      att_who_same_folded(f, f->d->actors.p[i].organisation, name))))
            return i;
    return ATT_NONE;
}

/* "World Trade Organization (WTO)": the letters in brackets are another name, kept as the actor's `organisation` until the stage ends. */
void att_who_take_abbreviation(finder *f, uint32_t actor, uint32_t end)
{
    att_doc *d = f->d;
    if (end + 2 < d->tokens.n && att_str_is(att_token_form(d, end), "(") && att_str_is(att_token_form(d, end + 2), ")")) {
        att_str w = att_token_form(d, end + 1);
        if (w.n > 1 && att_is_upper(w.p[0]) && att_is_upper(w.p[w.n - 1]))
            d->actors.p[actor].organisation = w;
    }
}

/* "Front for the Defence of Water", "National Party": such words in a name make nobody a government. */
static bool of_the_state(att_sector s)
{
    return s == ATT_SECTOR_GOV || s == ATT_SECTOR_MIL || s == ATT_SECTOR_COP || s == ATT_SECTOR_SPY || s == ATT_SECTOR_JUD ||
           s == ATT_SECTOR_LEG;
}

/* The sector that a word of an unknown body's name gives: Ministry, Party, University. */
static const sense *role_in_name(finder *f, uint32_t first, uint32_t n)
{
    const sense *found = NULL;
    for (uint32_t t = first; t < first + n; t++)
        if (f->role_at[t] != ATT_NONE &&
            !(sense_of(f, f->role_at[t])->modifies != STANDS && of_the_state(sense_of(f, f->role_at[t])->sector)) &&
            sense_of(f, f->role_at[t])->sector != ATT_NO_SECTOR && sense_of(f, f->role_at[t])->actor != ATT_PERSON &&
            (!found || sense_of(f, f->role_at[t])->modifies == STANDS))
            found = sense_of(f, f->role_at[t]);
    return found;
}

/* The sector that the words around a name give ("the broadcaster RTP", "the opposition Civic Union"), before those within it. */
static const sense *role_around(finder *f, const phrase *p, uint32_t first, uint32_t n)
{
    const sense *found = NULL;
    for (uint32_t t = p->first; t < p->end; t++)
        if ((t < first || t >= first + n) && f->role_at[t] != ATT_NONE && sense_of(f, f->role_at[t])->sector != ATT_NO_SECTOR)
            found = sense_of(f, f->role_at[t]);
    return found ? found : role_in_name(f, first, n);
}

/* "the Northern Salvation Front", where rebels or a truce are told of. */
static bool bears_arms(const finder *f, att_str name)
{
    static const char *const words[] = {"Front",      "Army",      "Brigade", "Brigades", "Forces",     "Resistance", "Liberation",
                                        "Mujahideen", "Battalion", "Jihad",   "Fighters", "Guerrillas", "Defence"};
    for (size_t i = 0; f->armed && i < sizeof words / sizeof *words; i++)
        if (att_who_has_word(name, att_str_of(words[i])))
            return true;
    return false;
}

static uint32_t known_body(const finder *f, const att_row *row)
{
    for (uint32_t i = 0; row && i < f->body.n; i++)
        if (f->body.p[i] == row)
            return i;
    return ATT_NONE;
}

void att_who_named_body(finder *f, const phrase *p, const reading *r, uint32_t first, uint32_t n, const sense *s)
{
    att_doc *d = f->d;
    att_str name = att_doc_words(d, att_tokens_span(d, first, n));
    uint32_t actor = known_body(f, s ? s->row : NULL), above = att_who_described_by(f, p, false);
    if (actor == ATT_NONE)
        actor = known_named(f, name, ATT_ORGANISATION);
    if (actor == ATT_NONE && above != ATT_NONE) { /* "a monitoring group, NetBlocks" */
        actor = above;
        d->actors.p[actor].name = name;
        d->actors.p[actor].kind = ATT_ORGANISATION;
    } else if (actor == ATT_NONE)
        actor = att_who_new_actor(f, name, ATT_ORGANISATION, s ? s->country : r->country ? r->country : "");
    f->body.p[actor] = s ? s->row : f->body.p[actor];
    att_actor *a = &d->actors.p[actor];
    const sense *role = s ? s : role_around(f, p, first, n);
    if (s && r->country && strcmp(a->country, "NGO") == 0) /* "the Kenyan Red Cross" */
        memcpy(a->country, r->country, 4);
    if (role && a->n_sectors == 0) {
        att_who_set_sector(a, role->sector);
        if (role->sector == ATT_SECTOR_OPP && !s) /* a named body in opposition is a party */
            att_who_add_sector(a, ATT_SECTOR_PTY);
        att_who_set_because(f, actor, role->row);
    }
    if (!role && a->n_sectors == 0 && bears_arms(f, name))
        att_who_set_sector(a, ATT_SECTOR_REB);
    if (role)
        att_who_set_country(f, actor, role->country);
    if (a->n_sectors && !s)
        att_who_set_frame(f, actor, p->head);
    att_who_take_abbreviation(f, actor, p->end);
    att_who_add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NAME);
}

/* Where a country only tells where: "in Iran", "from Mali to Niger". */
bool att_who_only_a_place(const finder *f, uint32_t t)
{
    static const char *const words[] = {"in",     "at",         "near", "around", "across",  "outside",
                                        "inside", "throughout", "off",  "within", "through", "along"};
    uint32_t c = att_tree_case(f->d, t);
    for (size_t i = 0; c != ATT_NONE && i < sizeof words / sizeof *words; i++)
        if (att_str_same(att_token_form(f->d, c), att_str_of(words[i])))
            return true;
    return false;
}

/* Brussels acts: the European Union. */
static uint32_t union_actor(finder *f, const sense *seat)
{
    const uint32_t *values;
    uint32_t n, actor = ATT_NONE;
    att_phrases_get(f->t->names, &f->d->arena, ATT_STR("European Union"), &values, &n);
    const sense *s = n ? &f->t->senses.p[values[0]] : seat;
    actor = known_body(f, s->row);
    if (actor == ATT_NONE) {
        actor = att_who_new_actor(f, s->name, ATT_ORGANISATION, s->country);
        f->body.p[actor] = s->row;
        att_who_set_sector(&f->d->actors.p[actor], s->sector);
        att_who_set_because(f, actor, s->row);
    }
    return actor;
}

/* "the Senate", "Congress": each country's own, where the report is of another or the words say whose. */
static bool any_countrys(finder *f, const phrase *p, const reading *r, const hit *h, const sense *s)
{
    const uint32_t *values;
    uint32_t n;
    att_phrases_get(f->t->roles, &f->d->arena, att_doc_words(f->d, att_tokens_span(f->d, h->first, h->n)), &values, &n);
    const char *country = r->country ? r->country : att_who_frame_at(f, p->head, ATT_NO_SECTOR);
    return n > 0 && f->role_at[p->head] != ATT_NONE && s->country[0] && country[0] && strcmp(country, s->country) != 0;
}

static bool bare_the(const finder *f, const phrase *p)
{
    return p->end - p->first == 1u + f->hits.p[f->hit_at[p->head]].n && att_str_same(att_token_form(f->d, p->first), ATT_STR("the"));
}

/* "the Americans" who act are their government; "Americans", "five Americans", "the Uighurs" are people. */
static bool people_as_state(const finder *f, const phrase *p, const sense *s)
{
    return !s->minority && bare_the(f, p) && att_token_has(f->d, p->head, "Number=Plur") && !att_who_only_a_place(f, p->head);
}

/* "the Kenyan": the last one named of that country. */
static uint32_t compatriot(const finder *f, const phrase *p, const char *country)
{
    enum { NEAR = 4 };
    const att_doc *d = f->d;
    if (!bare_the(f, p) || att_token_has(d, p->head, "Number=Plur"))
        return ATT_NONE;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        if (tok(f, p->head)->sentence - tok(f, m->head)->sentence > NEAR)
            break;
        if (d->actors.p[m->actor].kind == ATT_PERSON && strcmp(d->actors.p[m->actor].country, country) == 0)
            return m->actor;
    }
    return ATT_NONE;
}

/* "Swedes", "the Kurds in Cologne"; a people of several states is of the one that the words or the report name. */
static uint32_t people_actor(finder *f, const phrase *p, const reading *r, const sense *s)
{
    const hit *h = &f->hits.p[r->named];
    bool whole = s->minority && (bare_the(f, p) || p->end - p->first == h->n);
    att_str name = att_doc_words(f->d, whole ? att_tokens_span(f->d, h->first, h->n) : att_tokens_span(f->d, p->first, p->end - p->first));
    uint32_t actor = whole ? known_named(f, name, ATT_GROUP) : ATT_NONE;
    if (actor != ATT_NONE)
        return actor;
    actor = att_who_new_actor(f, name, ATT_GROUP, s->country[0] ? s->country : r->country ? r->country : "");
    att_who_set_sector(&f->d->actors.p[actor], s->sector);
    if (s->minority)
        att_who_set_frame(f, actor, p->head);
    att_who_set_because(f, actor, s->row);
    return actor;
}

bool att_who_country_mention(finder *f, const phrase *p, const reading *r)
{
    if (r->named == ATT_NONE)
        return false;
    const sense *s = sense_of(f, r->named);
    const hit *h = &f->hits.p[r->named];
    uint32_t actor;
    switch (s->kind) {
    case SENSE_COUNTRY:
    case SENSE_SEAT:
        if (att_who_only_a_place(f, p->head))
            return true;
        actor = strcmp(s->country, "EUR") == 0 ? union_actor(f, s) : att_who_land(f, s);
        break;
    case SENSE_ADJECTIVE:
        actor = compatriot(f, p, s->country);
        if (actor != ATT_NONE)
            break;
        actor = att_who_land(f, s);
        att_who_add_mention(f, h->first, h->n, p->head, actor, ATT_MENTION_ADJECTIVE);
        return true;
    case SENSE_PEOPLE:
        if (people_as_state(f, p, s)) {
            actor = att_who_land(f, s);
            break;
        }
        actor = s->country[0] ? compatriot(f, p, s->country) : ATT_NONE;
        if (actor == ATT_NONE)
            actor = people_actor(f, p, r, s);
        break;
    case SENSE_BODY:
        if (any_countrys(f, p, r, h, s))
            return false;
        att_who_named_body(f, p, r, h->first, h->n, s);
        return true;
    default:
        return false;
    }
    att_who_add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NAME);
    return true;
}

/* Country words that stand inside a phrase: "Iranian officials", "Mali's army", "the Japan-U.S. alliance". */
void att_who_inner_countries(finder *f, const phrase *p)
{
    for (uint32_t t = p->first; t < p->end; t++) {
        uint32_t h = f->hit_at[t];
        if (t == p->head || h == ATT_NONE || f->hits.p[h].first != t || tok(f, t)->mention != ATT_NONE)
            continue;
        const sense *s = sense_of(f, h);
        uint32_t last = t + f->hits.p[h].n - 1;
        if (last >= p->end || last >= p->head)
            continue;
        if (att_who_only_based(f, h))
            continue;
        bool lands = s->kind == SENSE_COUNTRY || s->kind == SENSE_ADJECTIVE || s->kind == SENSE_SEAT || s->kind == SENSE_PEOPLE;
        if (lands && s->country[0]) {
            uint32_t head = t;
            for (uint32_t k = t; k <= last; k++)
                if (tok(f, k)->head == ATT_NONE || tok(f, k)->head < t || tok(f, k)->head > last)
                    head = k;
            att_who_add_mention(f, t, f->hits.p[h].n, head, att_who_land(f, s), ATT_MENTION_ADJECTIVE);
        } else if (s->kind == SENSE_BODY) {
            phrase q = {last, t, last + 1};
            reading none = att_who_nothing_read();
            att_who_named_body(f, &q, &none, t, f->hits.p[h].n, s);
        }
    }
}
