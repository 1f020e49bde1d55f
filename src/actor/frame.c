/* actor/frame.c: the report's own country, for whoever is not said to be of any. */
#include "actor/finder.h"
#include "pipe/engine.h"
#include "place/place.h"

enum { COUNTRIES = 24 };

/* The country of whoever is not said to be of any, at token t. */
const char *att_who_frame_at(const finder *f, uint32_t t)
{
    const char *local = f->local[tok(f, t)->sentence];
    return local[0] ? local : f->frame;
}

/* KYIV is Kyiv. */
static att_str without_capitals(finder *f, att_str name)
{
    att_buf b = {.arena = &f->d->arena};
    bool start = true;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        att_buf_char(&b, !start && att_is_upper(c) ? (char)(c + 32) : c);
        start = c == ' ' || c == '-';
    }
    return att_buf_str(&b);
}

/* The country that the report's words name most, the first a little before the others; "" when they name none. */
static const char *named_most(const finder *f)
{
    struct {
        const char *code;
        int n;
    } seen[COUNTRIES];
    int n = 0, best = 0;
    for (uint32_t i = 0; i < f->hits.n; i++) {
        const sense *s = sense_of(f, i);
        if (s->kind == SENSE_ROLE || s->kind == SENSE_BODY || !s->country[0])
            continue;
        int k = 0;
        while (k < n && strcmp(seen[k].code, s->country) != 0)
            k++;
        if (k == n && n < COUNTRIES) {
            seen[n].code = s->country;
            seen[n].n = n == 0 ? 2 : 0;
            n++;
        }
        if (k < n)
            seen[k].n++;
    }
    for (int k = 1; k < n; k++)
        if (seen[k].n > seen[best].n)
            best = k;
    return n ? seen[best].code : "";
}

/* The report's own country: the dateline's, else the one its words name most. */
void att_who_find_frame(finder *f)
{
    if (f->d->dateline_place.n) {
        att_place_country(f->d, without_capitals(f, f->d->dateline_place), f->frame);
        f->sure_frame = f->frame[0] != 0;
    }
    if (!f->frame[0])
        memcpy(f->frame, named_most(f), 4);
}

/* "In Cyprus, a district court ...": the place that a sentence begins with is where its nameless actors are. */
void att_who_find_local(finder *f)
{
    att_doc *d = f->d;
    f->local = att_alloc(&d->arena, sizeof *f->local * (d->sentences.n + 1));
    for (uint32_t i = 0; i < d->places.n; i++)
        for (uint32_t k = 0; k < d->places.p[i].heads.n; k++) {
            uint32_t t = d->places.p[i].heads.p[k], s = tok(f, t)->sentence;
            uint32_t word = att_tree_case(d, t);
            bool in = word != ATT_NONE && (att_token_lemma_is(d, word, "in") || att_token_lemma_is(d, word, "at") || att_token_lemma_is(d, word, "near"));
            if (in && word - d->sentences.p[s].first <= 1 && d->places.p[i].country[0])
                memcpy(f->local[s], d->places.p[i].country, 4);
        }
}

/* "X, who heads the ministry's desk": what X heads tells whose X is. */
static void read_clauses(finder *f, const att_mention *m)
{
    static const char *const verbs[] = {"head", "lead", "run", "chair", "direct", "command", "represent", "oversee"};
    const att_doc *d = f->d;
    uint32_t v = att_tree_child(d, m->head, ATT_ACL_RELCL, ATT_NONE);
    bool heads = false;
    for (size_t i = 0; v != ATT_NONE && i < sizeof verbs / sizeof *verbs; i++)
        heads = heads || att_token_lemma_is(d, v, verbs[i]);
    uint32_t object = heads ? att_tree_child(d, v, ATT_OBJ, ATT_NONE) : ATT_NONE;
    uint32_t poss = object == ATT_NONE ? ATT_NONE : att_tree_child(d, object, ATT_NMOD_POSS, ATT_NONE);
    uint32_t of = object != ATT_NONE && tok(f, object)->mention != ATT_NONE ? object : poss;
    for (uint32_t c = of == ATT_NONE ? att_tree_child(d, m->head, ATT_NMOD, ATT_NONE) : ATT_NONE; c != ATT_NONE && of == ATT_NONE; c = att_tree_child(d, m->head, ATT_NMOD, c))
        if (tok(f, c)->mention != ATT_NONE && d->actors.p[d->mentions.p[tok(f, c)->mention].actor].kind == ATT_ORGANISATION)
            of = c; /* "the head of the emergency committee" */
    if (of == ATT_NONE || tok(f, of)->mention == ATT_NONE)
        return;
    const att_actor *o = &d->actors.p[d->mentions.p[tok(f, of)->mention].actor];
    att_who_set_country(f, m->actor, o->country);
    if (o->n_sectors)
        att_who_set_sector(&d->actors.p[m->actor], o->sector[0]);
}

/* The country of a place that hangs on the mention: "a shipyard in Ulsan". */
static const char *place_below(const finder *f, uint32_t head)
{
    const att_doc *d = f->d;
    for (uint32_t k = 0; k < d->places.n; k++)
        for (uint32_t h = 0; h < d->places.p[k].heads.n && d->places.p[k].country[0]; h++)
            if (d->places.p[k].heads.p[h] != head && att_tree_under(d, d->places.p[k].heads.p[h], head))
                return d->places.p[k].country;
    return NULL;
}

/* Persons and bodies that nothing ties to a country belong to the place that hangs on them, else to the report's own country: a market trader, a shipyard,
 * a party of the capital.  People of whom nothing is said but a name only when a dateline tells where the report comes from. */
void att_who_place_the_rest(finder *f)
{
    att_doc *d = f->d;
    for (uint32_t i = 0; i < d->mentions.n; i++) {
        const att_mention *m = &d->mentions.p[i];
        att_actor *a = &d->actors.p[m->actor];
        if (a->kind == ATT_PERSON && a->n_sectors == 0)
            read_clauses(f, m);
        bool person = a->kind == ATT_PERSON && (a->office.n || f->sure_frame) && !a->organisation.n;
        bool local = person || (a->kind == ATT_ORGANISATION && m->kind == ATT_MENTION_NAME) || (a->kind == ATT_GROUP && a->n_sectors);
        if (a->country[0] || a->parts.n || !local)
            continue;
        att_who_set_country(f, m->actor, place_below(f, m->head));
        att_who_set_frame(f, m->actor, m->head);
    }
}
