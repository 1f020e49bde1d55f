/* actor/frame.c: the report's own country, for whoever is not said to be of any. */
#include <stdio.h>

#include "actor/finder.h"
#include "pipe/engine.h"
#include "place/place.h"

enum { COUNTRIES = 24 };

/* The country that a word of place names or lies in: a town, a country, the adjective of "the Angolan capital". */
static const char *place_country(const finder *f, uint32_t t)
{
    const att_doc *d = f->d;
    for (uint32_t k = 0; k < d->places.n; k++)
        for (uint32_t h = 0; h < d->places.p[k].heads.n && d->places.p[k].country[0]; h++)
            if (d->places.p[k].heads.p[h] == t)
                return d->places.p[k].country;
    uint32_t h = f->hit_at[t];
    return h != ATT_NONE && (sense_of(f, h)->kind == SENSE_COUNTRY || sense_of(f, h)->kind == SENSE_SEAT) ? sense_of(f, h)->country : NULL;
}

static const char *place_phrase(const finder *f, uint32_t head)
{
    static const char *const grounds[] = {"capital", "city",  "town",  "village", "province", "region", "district", "island",    "port",
                                          "border",  "coast", "north", "south",   "east",     "west",   "soil",     "territory", "waters"};
    const char *country = place_country(f, head);
    bool ground = false;
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++)
        ground = ground || att_token_lemma_is(f->d, head, grounds[i]);
    for (uint32_t c = att_tree_next(f->d, head, ATT_NONE); c != ATT_NONE && !country; c = att_tree_next(f->d, head, c)) {
        uint32_t h = f->hit_at[c];
        country = ground && h != ATT_NONE && sense_of(f, h)->kind == SENSE_ADJECTIVE ? sense_of(f, h)->country
                  : ground || tok(f, c)->deprel == ATT_NMOD_POSS                     ? place_country(f, c)
                                                                                     : NULL;
    }
    return country;
}

/* Whether c hangs on g without a clause of its own between them. */
static bool in_clause(const att_doc *d, uint32_t c, uint32_t g)
{
    for (int i = 0; i < 8 && c != ATT_NONE && c != g; i++) {
        c = d->tokens.p[c].head;
        if (c != ATT_NONE && c != g && d->tokens.p[c].upos == ATT_VERB)
            return false;
    }
    return c == g;
}

/* Whoever meets, speaks or signs somewhere may come from elsewhere. */
static bool brings_together(const att_doc *d, uint32_t t)
{
    static const char *const verbs[] = {"say",   "tell",   "meet",    "talk",      "sign",     "agree", "arrive", "travel",
                                        "fly",   "attend", "discuss", "negotiate", "announce", "speak", "sit",    "gather",
                                        "visit", "talks",  "summit",  "meeting",   "train",    "study", "live",   "play"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (att_token_lemma_is(d, t, verbs[i]))
            return true;
    return false;
}

/* People, police and gunmen are of the place where the clause says that it happened: "thousands marched in Luanda". */
static const char *scene_at(const finder *f, uint32_t t)
{
    static const char *const words[] = {"in", "at", "near", "outside", "around", "across", "off", "inside", "through"};
    enum { CLIMB = 3 };
    const att_doc *d = f->d;
    const att_sentence *s = &d->sentences.p[tok(f, t)->sentence];
    const uint32_t whose = t;
    for (int i = 0; i < CLIMB && t != ATT_NONE && !brings_together(d, t); i++, t = tok(f, t)->head) {
        for (uint32_t c = s->first; c < s->first + s->n; c++) {
            uint32_t word =
                (tok(f, c)->deprel == ATT_OBL || tok(f, c)->deprel == ATT_NMOD) && in_clause(d, c, t) ? att_tree_case(d, c) : ATT_NONE;
            bool where = false;
            for (size_t k = 0; word != ATT_NONE && k < sizeof words / sizeof *words; k++)
                where = where || att_token_lemma_is(d, word, words[k]);
            where = where || (word == whose + 1 && att_token_lemma_is(d, word, "from")); /* "smugglers from Lagos" */
            const char *country = where ? place_phrase(f, c) : NULL;
            if (country)
                return country;
        }
        if (tok(f, t)->upos == ATT_VERB && i > 0)
            break;
    }
    return NULL;
}

static bool of_the_scene(att_sector s)
{
    switch (s) {
    case ATT_SECTOR_CVL:
    case ATT_SECTOR_COP:
    case ATT_SECTOR_UAF:
    case ATT_SECTOR_REB:
    case ATT_SECTOR_PRM:
    case ATT_SECTOR_CRM:
    case ATT_SECTOR_LAB:
    case ATT_SECTOR_EDU:
    case ATT_SECTOR_MED:
    case ATT_SECTOR_REF:
    case ATT_SECTOR_REL:
    case ATT_SECTOR_AGR:
    case ATT_SECTOR_BUS:
    case ATT_SECTOR_SOC:
    case ATT_SECTOR_OPP:
        return true;
    default:
        return false;
    }
}

/* The country of whoever is not said to be of any, at token t. */
const char *att_who_frame_at(const finder *f, uint32_t t, att_sector sector)
{
    const char *scene = of_the_scene(sector) ? scene_at(f, t) : NULL;
    if (scene)
        return scene;
    const char *local = f->local[tok(f, t)->sentence], *frame = local[0] ? local : f->frame;
    return strcmp(frame, "EUR") == 0 && of_the_scene(sector) ? "" : frame; /* a union has officials; people are of its countries */
}

/* How often the report names each country, by its names, people, seats, leaders and places. */
typedef struct {
    const char *code[COUNTRIES];
    int times[COUNTRIES], n;
} tally;

static void count(tally *c, const char *code, int times)
{
    int k = 0;
    while (k < c->n && strcmp(c->code[k], code) != 0)
        k++;
    if (k == COUNTRIES)
        return;
    if (k == c->n) {
        c->code[k] = code;
        c->times[k] = 0;
        c->n++;
    }
    c->times[k] += times;
}

static int times_of(const tally *c, const char *code)
{
    for (int k = 0; k < c->n; k++)
        if (strcmp(c->code[k], code) == 0)
            return c->times[k];
    return 0;
}

static const char *most(const tally *c)
{
    int best = 0;
    for (int k = 1; k < c->n; k++)
        if (c->times[k] > c->times[best])
            best = k;
    return c->n ? c->code[best] : "";
}

static tally count_countries(const finder *f, bool places)
{
    tally c = {.n = 0};
    for (uint32_t i = 0; i < f->hits.n; i++) {
        const sense *s = sense_of(f, i);
        if (s->kind != SENSE_ROLE && s->kind != SENSE_BODY && s->country[0])
            count(&c, s->country, 1);
    }
    for (uint32_t i = 0; places && i < f->d->places.n; i++)
        for (uint32_t k = 0; k < f->d->places.p[i].heads.n; k++)
            if (f->d->places.p[i].country[0] && f->hit_at[f->d->places.p[i].heads.p[k]] == ATT_NONE)
                count(&c, f->d->places.p[i].country, 1);
    return c;
}

/* The country that the words name most, the first a little before the others; "" when they name none. */
static const char *named_most(const tally *told)
{
    tally c = *told;
    if (c.n)
        c.times[0] += 2;
    return most(&c);
}

/* Whether the report tells of parties that sit together, as guests of the place it is dated from. */
static bool tells_of_talks(const finder *f)
{
    static const char *const words[] = {"talks", "negotiation", "mediator", "mediate",  "mediation", "ceasefire",
                                        "truce", "host",        "summit",   "tribunal", "peace"};
    int told = 0;
    for (uint32_t t = 0; t < f->d->tokens.n; t++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            told += att_token_lemma_is(f->d, t, words[i]) || (i == 0 && att_token_lemma_is(f->d, t, "talk") && tok(f, t)->upos == ATT_NOUN);
    return told >= 2;
}

/* The dateline's country is where the reporter sits.  It is only a host, when others are told of and it is hardly named, or when a
 * government and its rebels sit there and another country is named more. */
static bool only_hosts(const finder *f, const tally *c, const char *host)
{
    int own = times_of(c, host), other = times_of(c, most(c));
    return strcmp(most(c), host) != 0 &&
           ((own == 0 && other >= 3) || (other > own + 1 && (f->armed >= ATT_WHO_WAR || other > 2 * own) && tells_of_talks(f)));
}

/* ---- sections: "LIMA - Prosecutors raided ..." ------------------------------------------------------------------------------------- */

static bool in_capitals(att_str w)
{
    for (size_t i = 0; i < w.n; i++)
        if (w.p[i] >= 'a' && w.p[i] <= 'z')
            return false;
    return w.n > 1 && att_is_upper(w.p[0]);
}

static bool is_dash(att_str w)
{
    static const char *const dashes[] = {"-", "--", "\xE2\x80\x93", "\xE2\x80\x94", ":"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (att_str_is(w, dashes[i]))
            return true;
    return false;
}

/* The country that a name stands in or is, by the gazetteers; false when they know neither. */
static bool country_of_name(finder *f, att_str name, char out[4])
{
    const uint32_t *values;
    uint32_t n;
    att_phrases_get(f->t->names, &f->d->arena, name, &values, &n);
    for (uint32_t i = 0; i < n; i++) {
        const sense *s = &f->t->senses.p[values[i]];
        if (s->kind == SENSE_COUNTRY || s->kind == SENSE_SEAT) {
            memcpy(out, s->country, 4);
            return true;
        }
    }
    return att_place_country(f->d, name, out)[0] != 0;
}

/* A paragraph's own dateline, or a subhead that is only the name of a country or capital. */
static bool section_at(finder *f, const att_sentence *s, char out[4])
{
    enum { NAME_WORDS = 4, DATELINE_WORDS = 12 };
    const att_doc *d = f->d;
    uint32_t n = 0, end = s->first + s->n;
    while (n < NAME_WORDS && s->first + n < end && in_capitals(att_token_form(d, s->first + n)))
        n++;
    bool dashed = false, subhead = d->paragraphs.p[s->paragraph].kind == ATT_SUBHEAD && s->n <= 3;
    for (uint32_t t = s->first + n; n && !dashed && t < end && t < s->first + DATELINE_WORDS; t++)
        dashed = is_dash(att_token_form(d, t));
    if (subhead)
        n = s->n;
    return (dashed || subhead) &&
           country_of_name(f, att_str_without_capitals(&f->d->arena, att_doc_words(d, att_tokens_span(d, s->first, n))), out);
}

/* The report's own country: the dateline's, else the one its words name most. */
void att_who_find_frame(finder *f)
{
    const att_doc *d = f->d;
    tally c = count_countries(f, true), names = count_countries(f, false);
    if (d->dateline_place.n)
        att_place_country(f->d, att_str_without_capitals(&f->d->arena, d->dateline_place), f->frame);
    else if (d->sentences.n)
        section_at(f, &d->sentences.p[0], f->frame);
    bool hosts = f->frame[0] && only_hosts(f, &c, f->frame);
    f->sure_frame = f->frame[0] != 0;
    if (!f->sure_frame || hosts)
        snprintf(f->frame, sizeof f->frame, "%s", hosts ? most(&c) : named_most(names.n ? &names : &c)); /* may be "": fewer than 4 bytes */
}

/* In a round-up each section is told from its own place. */
static void find_sections(finder *f)
{
    const att_doc *d = f->d;
    char now[4] = "", before[4] = "";
    uint32_t sections = 0;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *s = &d->sentences.p[i];
        bool first = i == 0 || d->sentences.p[i - 1].paragraph != s->paragraph;
        if (first && section_at(f, s, now))
            sections += strcmp(now, before) != 0;
        memcpy(before, now, 4);
        memcpy(f->local[i], now, 4);
    }
    if (sections < 2)
        memset(f->local, 0, sizeof *f->local * d->sentences.n);
}

/* "In Cyprus, a district court ...": the place that a sentence begins with is where its nameless actors are. */
void att_who_find_local(finder *f)
{
    att_doc *d = f->d;
    f->local = att_alloc(&d->arena, sizeof *f->local * (d->sentences.n + 1));
    memset(f->local, 0, sizeof *f->local * (d->sentences.n + 1));
    find_sections(f);
    for (uint32_t i = 0; i < d->places.n; i++)
        for (uint32_t k = 0; k < d->places.p[i].heads.n; k++) {
            uint32_t t = d->places.p[i].heads.p[k], s = tok(f, t)->sentence;
            uint32_t word = att_tree_case(d, t);
            bool in = word != ATT_NONE &&
                      (att_token_lemma_is(d, word, "in") || att_token_lemma_is(d, word, "at") || att_token_lemma_is(d, word, "near"));
            if (in && word - d->sentences.p[s].first <= 1 && d->places.p[i].country[0])
                memcpy(f->local[s], d->places.p[i].country, 4);
        }
    for (uint32_t i = 1; i < d->sentences.n; i++) /* and until the paragraph ends */
        if (!f->local[i][0] && d->sentences.p[i].paragraph == d->sentences.p[i - 1].paragraph)
            memcpy(f->local[i], f->local[i - 1], 4);
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
    for (uint32_t c = of == ATT_NONE ? att_tree_child(d, m->head, ATT_NMOD, ATT_NONE) : ATT_NONE; c != ATT_NONE && of == ATT_NONE;
         c = att_tree_child(d, m->head, ATT_NMOD, c))
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

/* Persons and bodies that nothing ties to a country belong to the place that hangs on them, else to the report's own country: a market
 * trader, a shipyard, a party of the capital.  People of whom nothing is said but a name only when a dateline tells where the report comes
 * from. */
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
    for (uint32_t i = 0; i < d->actors.n; i++) { /* whoever governs in a body of states is of that body */
        att_actor *a = &d->actors.p[i];
        bool body = strcmp(a->country, "EUR") == 0 || strcmp(a->country, "UNO") == 0 || strcmp(a->country, "IGO") == 0;
        if (body && a->n_sectors && a->sector[0] == ATT_SECTOR_GOV)
            a->sector[0] = ATT_SECTOR_IGO;
    }
}

void att_who_find_arms(finder *f)
{
    for (uint32_t i = 0; i < f->hits.n; i++)
        f->armed +=
            (sense_of(f, i)->kind == SENSE_ROLE && (sense_of(f, i)->sector == ATT_SECTOR_REB || sense_of(f, i)->sector == ATT_SECTOR_PRM));
    for (uint32_t t = 0; t < f->d->tokens.n; t++)
        f->armed += att_token_lemma_is(f->d, t, "ceasefire") || att_token_lemma_is(f->d, t, "truce");
}
