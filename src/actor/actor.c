/* actor/actor.c: noun phrases to mentions, mentions to actors. */
#include "actor/actor.h"

#include "actor/office.h"
#include "actor/tables.h"
#include "pipe/engine.h"
#include "place/place.h"

enum { NO_SENSE = -1, PHRASES = 24 };

/* A phrase of the tables found in the text. */
typedef struct {
    uint32_t first, n, sense;
} hit;

typedef struct {
    att_doc *d;
    const struct att_actor_tables *t;
    ATT_VEC(hit) hits;        /* by first token, without overlaps, one kind of table each */
    uint32_t *hit_at;         /* [tokens] the name hit that covers a token, or ATT_NONE */
    uint32_t *role_at;        /* [tokens] the role hit that covers a token, or ATT_NONE */
    uint32_t *name_at;        /* [tokens] the name that covers a token, or ATT_NONE */
    ATT_VEC(att_name) names;  /* the model's names, where the gazetteer is surer set right */
    char (*local)[4];         /* [sentences] country of the place a sentence begins with ("In Cyprus, a court ..."), else "" */
    bool sure_frame;          /* told by the dateline */
    att_map countries;        /* code -> actor */
    ATT_VEC(uint8_t) gender;  /* by actor: 0 unknown, 'm', 'f' */
    ATT_VEC(const att_row *) body; /* by actor: its row among the bodies, or NULL */
    ATT_VEC(uint8_t) named;   /* by actor: 1 when a personal name is known */
    ATT_VEC(uint8_t) weak;    /* by actor: 1 when the country is only the report's own */
    char frame[4];            /* the report's own country */
    att_day day;              /* the report's, or one on which its office holders were in office together */
    bool *quoted;             /* [tokens] within quotation marks */
} finder;

static const att_token *tok(const finder *f, uint32_t t) { return &f->d->tokens.p[t]; }
static const sense *sense_of(const finder *f, uint32_t h) { return &f->t->senses.p[f->hits.p[h].sense]; }

static bool is_subject(const finder *f, uint32_t t)
{
    att_deprel r = tok(f, t)->deprel;
    return r == ATT_NSUBJ || r == ATT_NSUBJ_PASS || r == ATT_NSUBJ_OUTER;
}

/* ---- phrases ------------------------------------------------------------------------------------------------------------------------- */

static bool holds(const sense *s, att_day day) { return day == ATT_NO_DAY || att_office_held(s, day); }

/* Of several senses of one phrase: the country before its people, an office held on the day before one held once. */
static uint32_t best_sense(const finder *f, const uint32_t *values, uint32_t n, uint32_t t, uint32_t end)
{
    uint32_t best = values[0];
    int best_score = -1;
    for (uint32_t i = 0; i < n; i++) {
        const sense *s = &f->t->senses.p[values[i]];
        bool adjective = tok(f, end - 1)->upos == ATT_ADJ || (tok(f, end - 1)->deprel == ATT_AMOD);
        int score = s->kind == SENSE_LEADER ? (holds(s, f->day) ? 8 : 4) + (s->from != ATT_NO_DAY ? 1 : 0)
                    : s->kind == SENSE_BODY ? 7
                    : s->kind == SENSE_ADJECTIVE ? (adjective ? 9 : 3)
                    : s->kind == SENSE_PEOPLE ? (tok(f, t)->upos != ATT_ADJ ? 4 : 2)
                    : s->kind == SENSE_COUNTRY ? 6 : 5;
        if (score > best_score) {
            best = values[i];
            best_score = score;
        }
    }
    return best;
}

static void find_phrases(finder *f, const att_phrases *table, uint32_t *at, bool roles)
{
    att_doc *d = f->d;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        uint32_t end = d->sentences.p[i].first + d->sentences.p[i].n;
        for (uint32_t t = d->sentences.p[i].first; t < end;) {
            const uint32_t *values;
            uint32_t n, length = att_phrases_find(table, d, t, end, &values, &n);
            if (!length) {
                t++;
                continue;
            }
            uint32_t sense = roles ? values[0] : best_sense(f, values, n, t, t + length);
            for (uint32_t k = t; k < t + length; k++)
                at[k] = f->hits.n;
            *ATT_PUSH(&d->arena, &f->hits) = (hit){t, length, sense};
            t += length;
        }
    }
}

static uint32_t *no_marks(finder *f)
{
    uint32_t *at = ATT_ARRAY(&f->d->arena, uint32_t, f->d->tokens.n + 1);
    for (uint32_t t = 0; t <= f->d->tokens.n; t++)
        at[t] = ATT_NONE;
    return at;
}

/* The country of whoever is not said to be of any, at token t. */
static const char *frame_at(const finder *f, uint32_t t)
{
    const char *local = f->local[tok(f, t)->sentence];
    return local[0] ? local : f->frame;
}

/* ---- names --------------------------------------------------------------------------------------------------------------------------------- */

/* Whether a longer personal name of the report holds this word: then the word alone is that person, whatever the gazetteer says. */
static bool of_a_person(const finder *f, att_str word)
{
    for (uint32_t i = 0; i < f->d->names.n; i++) {
        const att_name *n = &f->d->names.p[i];
        for (uint32_t k = 0; n->kind == ATT_PER && n->n > 1 && k < n->n; k++)
            if (att_str_eq(att_token_form(f->d, n->first + k), word))
                return true;
    }
    return false;
}

static bool after_in(const finder *f, uint32_t t)
{
    return t > 0 && tok(f, t - 1)->upos == ATT_ADP && tok(f, t - 1)->sentence == tok(f, t)->sentence;
}

static bool is_place(const att_doc *d, uint32_t first, uint32_t n)
{
    for (uint32_t i = 0; i < d->places.n; i++)
        for (uint32_t k = 0; k < d->places.p[i].heads.n; k++)
            if (d->places.p[i].heads.p[k] >= first && d->places.p[i].heads.p[k] < first + n && d->places.p[i].mentions.p[k].n == att_tokens_span(d, first, n).n)
                return true;
    return false;
}

/* "DJIBOUTI" of a dateline. */
static bool country_in_capitals(const finder *f, att_str word)
{
    att_buf b = {.arena = &f->d->arena};
    for (size_t i = 0; i < word.n; i++) {
        if (word.n < 4 || !att_is_upper(word.p[i]))
            return false;
        att_buf_char(&b, i ? (char)(word.p[i] + 32) : word.p[i]);
    }
    const uint32_t *values;
    uint32_t n;
    att_phrases_get(f->t->names, &f->d->arena, att_buf_str(&b), &values, &n);
    for (uint32_t i = 0; i < n; i++)
        if (f->t->senses.p[values[i]].kind == SENSE_COUNTRY || f->t->senses.p[values[i]].kind == SENSE_SEAT)
            return true;
    return false;
}

/* What the gazetteer knows by exactly these words is surer than the model's guess at their kind. */
static void settle_names(finder *f)
{
    att_doc *d = f->d;
    for (uint32_t i = 0; i < d->names.n; i++) {
        att_name n = d->names.p[i];
        char code[4] = "";
        uint32_t h = f->hit_at[n.first];
        bool exact = h != ATT_NONE && f->hits.p[h].first == n.first && f->hits.p[h].n == n.n;
        sense_kind k = exact ? sense_of(f, h)->kind : SENSE_ROLE;
        if (exact && !(n.n == 1 && of_a_person(f, att_token_form(d, n.first))))
            n.kind = k == SENSE_LEADER ? ATT_PER : k == SENSE_BODY ? ATT_ORG : k == SENSE_ROLE ? n.kind : ATT_LOC;
        if (!exact && (n.kind == ATT_PER ? n.n > 1 && after_in(f, n.first) && att_place_country(d, att_doc_words(d, n.at), code)[0] : is_place(d, n.first, n.n)))
            n.kind = ATT_LOC;
        if (!exact && n.n == 1 && country_in_capitals(f, att_token_form(d, n.first)))
            n.kind = ATT_LOC;
        for (uint32_t t = n.first; t < n.first + n.n; t++)
            f->name_at[t] = f->names.n;
        *ATT_PUSH(&d->arena, &f->names) = n;
    }
    for (uint32_t h = 0; h < f->hits.n; h++) { /* leaders whom the model missed */
        const hit *x = &f->hits.p[h];
        if (sense_of(f, h)->kind != SENSE_LEADER || x->n < 2 || f->name_at[x->first] != ATT_NONE || f->name_at[x->first + x->n - 1] != ATT_NONE)
            continue;
        for (uint32_t t = x->first; t < x->first + x->n; t++)
            f->name_at[t] = f->names.n;
        *ATT_PUSH(&d->arena, &f->names) = (att_name){att_tokens_span(d, x->first, x->n), x->first, x->n, ATT_PER};
    }
}

/* ---- actors -------------------------------------------------------------------------------------------------------------------------------- */

static uint32_t new_actor(finder *f, att_str name, att_actor_kind kind, const char *country)
{
    att_actor *a = ATT_PUSH(&f->d->arena, &f->d->actors);
    a->name = name;
    a->kind = kind;
    memcpy(a->country, country, strnlen(country, 3));
    *ATT_PUSH(&f->d->arena, &f->gender) = 0;
    *ATT_PUSH(&f->d->arena, &f->weak) = 0;
    *ATT_PUSH(&f->d->arena, &f->named) = 0;
    *ATT_PUSH(&f->d->arena, &f->body) = NULL;
    return f->d->actors.n - 1;
}

/* A country that the words themselves name, which may correct one only taken from the report's own. */
static void set_country(finder *f, uint32_t actor, const char *country)
{
    att_actor *a = &f->d->actors.p[actor];
    if (!country || !country[0] || (a->country[0] && !f->weak.p[actor]))
        return;
    memcpy(a->country, country, strnlen(country, 3) + 1);
    f->weak.p[actor] = 0;
}

/* A country has one president: the second whom a report calls so is another country's. */
static bool office_taken(const finder *f, uint32_t actor, const char *country)
{
    static const char *const single[] = {"president", "prime minister", "premier", "foreign minister", "defence minister", "defense minister", "king", "queen", "emir", "sultan", "chancellor",
                                         "finance minister", "interior minister", "trade minister", "energy minister"};
    att_str office = f->d->actors.p[actor].office;
    bool one = false;
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        one = one || att_str_same(office, att_str_of(single[i]));
    for (uint32_t i = 0; one && i < f->d->actors.n; i++) {
        const att_actor *a = &f->d->actors.p[i];
        if (i != actor && a->kind == ATT_PERSON && strcmp(a->country, country) == 0 && att_str_same(a->office, office) && a->name.n && f->named.p[i])
            return true;
    }
    return false;
}

static void set_frame(finder *f, uint32_t actor, uint32_t t)
{
    att_actor *a = &f->d->actors.p[actor];
    const char *country = frame_at(f, t);
    if (a->country[0] || !country[0] || office_taken(f, actor, country))
        return;
    memcpy(a->country, country, strnlen(country, 3) + 1);
    f->weak.p[actor] = 1;
}

static void set_sector(att_actor *a, att_sector s)
{
    if (s != ATT_NO_SECTOR && a->n_sectors == 0)
        a->sector[a->n_sectors++] = s;
}

static void set_because(finder *f, uint32_t actor, const att_row *row)
{
    if (row && !f->d->actors.p[actor].because.n)
        f->d->actors.p[actor].because = att_row_where(&f->d->arena, row);
}

static att_str country_name(const finder *f, const char *code)
{
    for (uint32_t i = 0; i < f->t->senses.n; i++)
        if (f->t->senses.p[i].kind == SENSE_COUNTRY && strcmp(f->t->senses.p[i].country, code) == 0)
            return f->t->senses.p[i].name;
    return att_str_of(code);
}

static uint32_t country_actor(finder *f, const char *code, const att_row *row)
{
    uint32_t *at = att_map_add(&f->countries, att_str_copy(&f->d->arena, att_str_of(code)));
    if (*at == ATT_NONE)
        *at = new_actor(f, country_name(f, code), ATT_COUNTRY, code);
    set_because(f, *at, row);
    return *at;
}

static void add_mention(finder *f, uint32_t first, uint32_t n, uint32_t head, uint32_t actor, att_mention_kind kind)
{
    att_doc *d = f->d;
    if (d->tokens.p[head].mention != ATT_NONE)
        return;
    d->tokens.p[head].mention = d->mentions.n;
    *ATT_PUSH(&d->arena, &d->mentions) = (att_mention){att_tokens_span(d, first, n), first, n, head, actor, kind};
}

/* ---- noun phrases -------------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t head, first, end; /* tokens of the core: what stands before the head and names after it */
} phrase;

static bool inner(att_deprel r)
{
    switch (r) {
    case ATT_DET_REL: case ATT_AMOD: case ATT_COMPOUND: case ATT_NUMMOD: case ATT_FLAT: case ATT_NMOD_POSS: case ATT_NMOD_DESC: case ATT_FIXED: case ATT_GOESWITH:
    case ATT_DET_PREDET: case ATT_NMOD_UNMARKED: case ATT_DEP: case ATT_ADVMOD: case ATT_CASE: case ATT_LIST_REL:
        return true;
    default:
        return false;
    }
}

static bool is_nominal(const finder *f, uint32_t t)
{
    att_upos u = tok(f, t)->upos;
    return u == ATT_NOUN || u == ATT_PROPN || u == ATT_PRON || (u == ATT_ADJ && f->hit_at[t] != ATT_NONE) || (u == ATT_X && f->name_at[t] != ATT_NONE);
}

/* A word that stands within another noun phrase: not a phrase of its own. */
static bool within_another(const finder *f, uint32_t t)
{
    att_deprel r = tok(f, t)->deprel;
    return r == ATT_COMPOUND || r == ATT_FLAT || r == ATT_AMOD || r == ATT_FIXED || r == ATT_GOESWITH || r == ATT_NMOD_DESC || (r == ATT_NMOD_UNMARKED && tok(f, t)->head > t);
}

static phrase core_of(const finder *f, uint32_t head)
{
    const att_doc *d = f->d;
    phrase p = {head, head, head + 1};
    for (uint32_t t = head; t > 0; t--) { /* to the left: everything under inner dependents, without gaps */
        uint32_t c = t - 1;
        if (tok(f, c)->sentence != tok(f, head)->sentence)
            break;
        uint32_t top = c;
        for (int i = 0; i < 8 && tok(f, top)->head != head && tok(f, top)->head != ATT_NONE; i++)
            top = tok(f, top)->head;
        bool left_case = tok(f, c)->deprel == ATT_CASE && tok(f, c)->head == head;
        bool comma = att_str_is(att_token_form(d, c), ",");
        if (tok(f, top)->head != head || top > head || !(inner(tok(f, top)->deprel) || tok(f, top)->deprel == ATT_PUNCT_REL) || left_case || comma)
            break;
        p.first = c;
    }
    while (p.first < head && (tok(f, p.first)->upos == ATT_PUNCT || tok(f, p.first)->upos == ATT_ADP))
        p.first++;
    for (uint32_t t = head + 1; t < d->tokens.n && tok(f, t)->sentence == tok(f, head)->sentence; t++) { /* to the right: flat names and tight appositions */
        uint32_t top = t;
        for (int i = 0; i < 8 && tok(f, top)->head != head && tok(f, top)->head != ATT_NONE; i++)
            top = tok(f, top)->head;
        att_deprel r = tok(f, top)->deprel;
        bool name = r == ATT_FLAT || r == ATT_COMPOUND || r == ATT_GOESWITH || r == ATT_FIXED || r == ATT_NMOD_DESC || r == ATT_DEP ||
                    (r == ATT_APPOS && top == t && f->name_at[t] != ATT_NONE && f->names.p[f->name_at[t]].kind == ATT_PER) ||
                    (r == ATT_APPOS && top > t && f->name_at[t] != ATT_NONE && f->name_at[top] == f->name_at[t]);
        bool same_name = f->name_at[t] != ATT_NONE && f->name_at[t] == f->name_at[t - 1];
        if (tok(f, t)->upos == ATT_PUNCT && !same_name)
            break;
        if (!(tok(f, top)->head == head && name) && !same_name)
            break;
        p.end = t + 1;
    }
    /* "Secretary of Defense Ann Roe": a role of several words, then the name without a comma */
    uint32_t role = f->role_at[head];
    if (role != ATT_NONE && f->hits.p[role].first + f->hits.p[role].n > p.end)
        p.end = f->hits.p[role].first + f->hits.p[role].n;
    uint32_t next = role != ATT_NONE && p.end < d->tokens.n && tok(f, p.end)->sentence == tok(f, head)->sentence ? f->name_at[p.end] : ATT_NONE;
    if (next != ATT_NONE && f->names.p[next].kind == ATT_PER && f->names.p[next].first == p.end && f->hits.p[role].first + f->hits.p[role].n == p.end && p.end > head + 1)
        p.end += f->names.p[next].n;
    if (p.first < head && tok(f, p.first)->deprel == ATT_DET_REL && tok(f, p.first)->upos == ATT_PRON)
        p.first++;
    return p;
}

/* ---- what the words of a phrase say ---------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t person;            /* the model's name, or ATT_NONE */
    uint32_t name;              /* any name of the model that holds the head, or ATT_NONE */
    uint32_t named;             /* name hit that holds the head, or ATT_NONE */
    uint32_t beside;            /* the body or group named before a role in the same phrase: "a *ministry* spokesman" */
    uint32_t role;              /* role hit nearest to the name or at the head, or ATT_NONE */
    uint32_t owner;             /* the actor whose leader, office, members ... this is, or ATT_NONE */
    const char *country;        /* by an adjective, an owner, an of-phrase */
    const att_row *country_row;
    bool former;
} reading;

static bool former_word(att_str w)
{
    static const char *const words[] = {"former", "ex", "ousted", "deposed", "retired", "late", "exiled", "then", "ex-president", "ex-minister", "one-time", "outgoing"};
    for (size_t i = 0; i < 7; i++)
        if (att_str_same(w, att_str_of(words[i])))
            return true;
    return w.n > 3 && (att_str_starts(w, "ex-") || att_str_starts(w, "Ex-"));
}

static void country_from(const finder *f, uint32_t t, reading *r)
{
    uint32_t h = f->hit_at[t];
    if (h == ATT_NONE || r->country)
        return;
    const sense *s = sense_of(f, h);
    if ((s->kind != SENSE_LEADER || tok(f, t)->deprel == ATT_NMOD_POSS) && s->country[0]) {
        r->country = s->country;
        r->country_row = s->row;
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
        bool of = rel == ATT_APPOS || (word != ATT_NONE && (att_token_lemma_is(d, word, "of") || att_token_lemma_is(d, word, "in") || att_token_lemma_is(d, word, "from") || att_token_lemma_is(d, word, "at") || att_token_lemma_is(d, word, "for")));
        if (!of)
            continue;
        phrase q = core_of(f, c);
        for (uint32_t t = q.first; t < q.end && !r->country; t++)
            country_from(f, t, r);
        country_from_place(f, c, r);
    }
}

static bool among(att_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (att_str_same(word, att_str_of(list[i])))
            return true;
    return false;
}

/* Whoever stands opposite: of another side, often of another country. */
static bool elsewhere(att_str word)
{
    static const char *const words[] = {"host", "hosts", "guest", "guests", "counterpart", "counterparts", "rival", "rivals", "opponent", "opponents", "neighbour", "neighbours", "neighbor", "neighbors", "critic", "critics", "ally", "allies"};
    return among(word, words, sizeof words / sizeof *words);
}

/* Whoever speaks or works for a person has that person's sector. */
static bool speaks_for(att_str word)
{
    static const char *const words[] = {"spokesman", "spokeswoman", "spokesperson", "office", "staff", "team", "delegation", "chairman", "chairwoman", "vice-chairman", "vice-chairwoman", "deputy chairman"};
    return among(word, words, sizeof words / sizeof *words);
}

/* Whose: "Iran's", "its", or the body before the noun ("the IGAD envoy"); mentions inside a phrase are there before it. */
static uint32_t owner_of(const finder *f, const phrase *p)
{
    const att_doc *d = f->d;
    for (uint32_t t = p->end; t-- > p->first;) { /* the last: in "Iran's Foreign Ministry spokesman" the ministry */
        uint32_t m = tok(f, t)->mention;
        bool inside = t != p->head && m != ATT_NONE && tok(f, t)->head >= p->first && tok(f, t)->head < p->end;
        if (inside && (tok(f, t)->deprel == ATT_NMOD_POSS || d->actors.p[d->mentions.p[m].actor].kind == ATT_ORGANISATION))
            return d->mentions.p[m].actor;
    }
    return ATT_NONE;
}

static reading read_phrase(finder *f, const phrase *p)
{
    reading r = {ATT_NONE, ATT_NONE, ATT_NONE, ATT_NONE, ATT_NONE, ATT_NONE, NULL, NULL, false};
    const att_doc *d = f->d;
    for (uint32_t t = p->first; t < p->end; t++) {
        uint32_t name = f->name_at[t];
        bool modifier = name != ATT_NONE && f->names.p[name].first + f->names.p[name].n <= p->head && tok(f, p->head)->upos != ATT_PROPN; /* "Trump administration officials" */
        if (name != ATT_NONE && f->names.p[name].kind == ATT_PER && !modifier)
            r.person = name;
        r.former = r.former || former_word(att_token_form(d, t));
    }
    r.name = f->name_at[p->head];
    r.named = f->hit_at[p->head];
    for (uint32_t t = p->first; t < p->end; t++) {
        uint32_t h = f->role_at[t];
        bool in_person = r.person != ATT_NONE && f->name_at[t] == r.person;
        /* an owner's words are not the phrase's: "the minister's office" */
        bool owned = tok(f, t)->deprel == ATT_NMOD_POSS || (tok(f, t)->head != ATT_NONE && tok(f, t)->head < p->end && tok(f, t)->head >= p->first && tok(f, tok(f, t)->head)->deprel == ATT_NMOD_POSS);
        bool at_head = h != ATT_NONE && f->hits.p[h].first <= p->head && p->head < f->hits.p[h].first + f->hits.p[h].n;
        if (h != ATT_NONE && !in_person && !owned && (r.person != ATT_NONE || at_head || r.role == ATT_NONE))
            r.role = h;
    }
    for (uint32_t t = p->first; t < p->end && r.role != ATT_NONE; t++)
        if (f->role_at[t] != ATT_NONE && f->role_at[t] != r.role && sense_of(f, f->role_at[t])->actor != ATT_PERSON && sense_of(f, f->role_at[t])->sector != ATT_NO_SECTOR)
            r.beside = sense_of(f, f->role_at[t])->actor == ATT_ORGANISATION || sense_of(f, f->role_at[t])->sector == ATT_SECTOR_MIL || sense_of(f, f->role_at[t])->sector == ATT_SECTOR_COP ? f->role_at[t] : r.beside;
    if (r.role != ATT_NONE && r.person == ATT_NONE) { /* without a name the role must hold the head */
        const hit *h = &f->hits.p[r.role];
        if (!(h->first <= p->head && p->head < h->first + h->n))
            r.role = ATT_NONE;
    }
    for (uint32_t t = p->first; t < p->end && !r.country; t++)
        if (r.person == ATT_NONE || f->name_at[t] != r.person)
            if (f->hit_at[t] == ATT_NONE || f->hit_at[t] != f->hit_at[p->head] || r.role != ATT_NONE)
                country_from(f, t, &r);
    for (uint32_t t = p->first; t < p->end && !r.country; t++) /* "its commerce minister" */
        if (!(r.role != ATT_NONE && elsewhere(att_doc_words(d, att_tokens_span(d, f->hits.p[r.role].first, f->hits.p[r.role].n)))) && tok(f, t)->upos == ATT_PRON && tok(f, t)->deprel == ATT_NMOD_POSS && tok(f, t)->mention != ATT_NONE && f->d->actors.p[f->d->mentions.p[tok(f, t)->mention].actor].country[0])
            r.country = att_str_copy(&f->d->arena, att_str_of(f->d->actors.p[f->d->mentions.p[tok(f, t)->mention].actor].country)).p;
    if (!r.country)
        country_behind(f, p, &r);
    r.owner = owner_of(f, p);
    return r;
}

/* ---- persons ------------------------------------------------------------------------------------------------------------------------------------ */

static bool shares_word(att_str a, att_str b)
{
    att_str w;
    while (a.p && att_str_split(&a, ' ', &w)) {
        att_str rest = b, v;
        while (w.n > 1 && rest.p && att_str_split(&rest, ' ', &v))
            if (att_str_same(w, v) && !att_str_ends(w, "."))
                return true;
    }
    return false;
}

static uint32_t count_words(att_str s)
{
    uint32_t n = 0;
    att_str w;
    while (s.p && att_str_split(&s, ' ', &w))
        n += w.n > 0;
    return n;
}

static att_str last_word(att_str s)
{
    size_t n = s.n;
    while (n > 0 && s.p[n - 1] != ' ')
        n--;
    return att_str_from(s, n);
}

/* The person of the report that a name means: a family name alone means who bears it; two full names must agree in their last word or be turned around. */
static uint32_t known_person(const finder *f, att_str name)
{
    uint32_t words = count_words(name);
    for (uint32_t i = f->d->actors.n; i > 0; i--) {
        const att_actor *a = &f->d->actors.p[i - 1];
        if (a->kind != ATT_PERSON || !shares_word(name, a->name) || !f->gender.n)
            continue;
        uint32_t theirs = count_words(a->name);
        bool turned = words > 1 && theirs > 1 && shares_word(last_word(name), a->name) && shares_word(last_word(a->name), name);
        if (words == 1 || theirs == 1 || turned)
            return i - 1;
    }
    return ATT_NONE;
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
        uint32_t at = att_map_find(&f->t->family, last_word(name));
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
        if (count_words(name) == 1 && !now)
            continue;
        att_str given = name;
        given.n -= last_word(name).n; /* "Ann Karimov" is not the president Islam Karimov */
        if (given.n && !shares_word(att_str_trim(given), s->name) && !att_str_eq(name, s->name) && by_family)
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
    att_str family = last_word(name), first = name;
    first.n = first.n > family.n ? first.n - family.n - 1 : 0;
    for (uint32_t i = 0; i < f->t->senses.n && f->day != ATT_NO_DAY; i++) {
        const sense *s = &f->t->senses.p[i];
        if (s->kind != SENSE_LEADER || strcmp(s->country, country) != 0 || !holds(s, f->day) || !att_office_same(s->title, office))
            continue;
        bool like = s->family.n > 2 && family.n > 2 && (s->family.p[0] | 32) == (family.p[0] | 32) && first.n && shares_word(first, s->name);
        if (like && !att_str_same(s->family, family))
            only = s;
    }
    return only;
}

/* Words that say no sector of their own: a party's leader is of the party, an army's men are of the army. */
static bool belongs(att_str word)
{
    static const char *const words[] = {"leader", "leaders", "chief", "head", "spokesman", "spokeswoman", "spokesperson", "chairman", "chairwoman", "deputy leader", "member", "members", "official", "officials",
                                        "man", "men", "staff", "crew", "diplomat", "diplomats", "envoy", "mediator", "mediators", "observers", "secretary general", "secretary-general",
                                        "director", "director-general", "deputy director-general", "mission", "team", "delegation", "office", "supporters", "fighters", "trade ministers", "foreign ministers", "commissioner",
                                        "president", "ministers", "troops", "forces", "negotiator", "negotiators", "peacekeepers", "spokespeople", "commander", "commanders", "secretary", "experts", "candidate"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_str_same(word, att_str_of(words[i])))
            return true;
    return false;
}

/* What the owner lends: its country, and when it is a body and the words say no more, its sector. */
static void take_owner(finder *f, uint32_t actor, const reading *r)
{
    att_doc *d = f->d;
    if (r->owner == ATT_NONE || r->owner == actor)
        return;
    const att_actor *o = &d->actors.p[r->owner];
    const sense *role = r->role != ATT_NONE ? sense_of(f, r->role) : NULL;
    const hit *h = r->role != ATT_NONE ? &f->hits.p[r->role] : NULL;
    if (role && elsewhere(att_doc_words(d, att_tokens_span(d, h->first, h->n))))
        return;
    bool bodies = o->country[0] && (strcmp(o->country, "IGO") == 0 || strcmp(o->country, "EUR") == 0 || strcmp(o->country, "UNO") == 0);
    bool lends = role && (role->sector == ATT_NO_SECTOR || bodies || belongs(att_doc_words(d, att_tokens_span(d, h->first, h->n))));
    if (o->country[0] && d->actors.p[actor].n_sectors == 0)
        f->weak.p[actor] = f->weak.p[actor] || strcmp(d->actors.p[actor].country, o->country) == 0;
    set_country(f, actor, o->country);
    lends = lends && (o->kind != ATT_PERSON || speaks_for(att_doc_words(d, att_tokens_span(d, h->first, h->n))));
    if (lends && (o->kind == ATT_PERSON || o->kind == ATT_ORGANISATION || (o->kind == ATT_GROUP && o->n_sectors)) && o->n_sectors)
        set_sector(&d->actors.p[actor], o->sector[0]);
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
        set_because(f, actor, role->row);
    }
    set_country(f, actor, r->country);
    const sense *l = leader(f, a->name, r, &now);
    if (l && (!a->country[0] || f->weak.p[actor] || strcmp(a->country, l->country) == 0) && (now || !a->n_sectors)) {
        f->weak.p[actor] = 0;
        memcpy(a->country, l->country, 4);
        if (!a->office.n)
            a->office = l->title;
        set_sector(a, now || f->day == ATT_NO_DAY ? l->sector : l->from != ATT_NO_DAY && l->from > f->day ? ATT_NO_SECTOR : ATT_SECTOR_ELI);
        set_because(f, actor, l->row);
    }
    if (r->former && (role || l) && !a->n_sectors)
        set_sector(a, ATT_SECTOR_ELI);
    take_owner(f, actor, r);
    if (role)
        set_sector(a, role->sector);
    if (role && role->sector != ATT_NO_SECTOR)
        set_frame(f, actor, p->head);
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
        phrase p = core_of(f, c);
        reading r = read_phrase(f, &p);
        if (r.person != ATT_NONE || r.role == ATT_NONE)
            continue;
        describe_person(f, actor, &p, &r);
        for (uint32_t k = att_tree_child(d, c, ATT_NMOD, ATT_NONE); k != ATT_NONE; k = att_tree_child(d, c, ATT_NMOD, k)) {
            phrase q = core_of(f, k);
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
static uint32_t apposed_to(const finder *f, const phrase *p)
{
    const att_doc *d = f->d;
    uint32_t above = tok(f, p->head)->head;
    if (tok(f, p->head)->deprel == ATT_APPOS && above != ATT_NONE && tok(f, above)->mention != ATT_NONE)
        return tok(f, above)->mention;
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
static uint32_t described_by(const finder *f, const phrase *p, bool person)
{
    uint32_t i = apposed_to(f, p);
    if (i == ATT_NONE)
        return ATT_NONE;
    const att_mention *m = &f->d->mentions.p[i];
    uint32_t above = tok(f, m->head)->head;
    if (person && tok(f, m->head)->deprel == ATT_NMOD && tok(f, above)->mention != ATT_NONE) /* "the head of the committee, Ann Lee" */
        m = f->d->actors.p[f->d->mentions.p[tok(f, above)->mention].actor].kind == ATT_PERSON ? &f->d->mentions.p[tok(f, above)->mention] : m;
    att_actor_kind kind = f->d->actors.p[m->actor].kind;
    bool one = m->kind == ATT_MENTION_NOMINAL && !att_token_has(f->d, m->head, "Number=Plur");
    return one && (person ? kind == ATT_PERSON : kind == ATT_ORGANISATION || kind == ATT_GROUP) ? m->actor : ATT_NONE;
}

/* He or she, by the words of a role and by the given name. */
static void set_gender(finder *f, uint32_t actor, att_str words)
{
    static const char *const male[] = {"man", "king", "prince", "father", "brother", "son", "husband", "Mr.", "Mr", "Sir", "Lord", "emir", "sultan", "uncle", "boy", "sheikh", "Ayatollah", "imam", "pope"};
    static const char *const female[] = {"woman", "queen", "princess", "mother", "sister", "daughter", "wife", "Mrs.", "Mrs", "Ms.", "Ms", "lady", "aunt", "girl", "widow", "Dame", "nun", "actress"};
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
        many = many || (f->role_at[t] != ATT_NONE && (att_token_has(d, t, "Number=Plur") || att_str_ends(att_token_form(d, t), "s")) && f->name_at[t] == ATT_NONE);
    if (many && a->kind == ATT_PERSON && a->n_sectors)
        set_sector(&f->d->actors.p[actor], a->sector[0]);
}

static void person_mention(finder *f, const phrase *p, const reading *r)
{
    att_doc *d = f->d;
    att_str name = att_doc_words(d, f->names.p[r->person].at);
    uint32_t actor = known_person(f, name), above = described_by(f, p, true);
    if (actor == ATT_NONE && above != ATT_NONE) { /* "the trade minister, Ann Lee": the description gets its name */
        actor = above;
        d->actors.p[actor].name = name;
        d->actors.p[actor].kind = ATT_PERSON;
    } else if (actor == ATT_NONE)
        actor = new_actor(f, name, ATT_PERSON, "");
    else if (count_words(name) > count_words(d->actors.p[actor].name))
        d->actors.p[actor].name = name;
    f->named.p[actor] = 1;
    describe_person(f, actor, p, r);
    share_title(f, actor, p, r);
    set_gender(f, actor, att_doc_words(d, att_tokens_span(d, p->first, p->end - p->first)));
    read_apposition(f, actor, p->head);
    add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NAME);
}

/* ---- bodies, countries, groups --------------------------------------------------------------------------------------------------------------- */

static bool same_folded(finder *f, att_str a, att_str b) { return att_str_eq(att_str_fold(&f->d->arena, a), att_str_fold(&f->d->arena, b)); }

static uint32_t known_named(finder *f, att_str name, att_actor_kind kind)
{
    for (uint32_t i = 0; i < f->d->actors.n; i++)
        if (f->d->actors.p[i].kind == kind && (same_folded(f, f->d->actors.p[i].name, name) || (f->d->actors.p[i].organisation.n && kind == ATT_ORGANISATION && same_folded(f, f->d->actors.p[i].organisation, name))))
            return i;
    return ATT_NONE;
}

/* "World Trade Organization (WTO)": the letters in brackets are another name, kept as the actor's `organisation` until the stage ends. */
static void take_abbreviation(finder *f, uint32_t actor, uint32_t end)
{
    att_doc *d = f->d;
    if (end + 2 < d->tokens.n && att_str_is(att_token_form(d, end), "(") && att_str_is(att_token_form(d, end + 2), ")")) {
        att_str w = att_token_form(d, end + 1);
        if (w.n > 1 && att_is_upper(w.p[0]) && att_is_upper(w.p[w.n - 1]))
            d->actors.p[actor].organisation = w;
    }
}

/* The sector that a word of an unknown body's name gives: Ministry, Party, University. */
static const sense *role_in_name(finder *f, uint32_t first, uint32_t n)
{
    const sense *found = NULL;
    for (uint32_t t = first; t < first + n; t++)
        if (f->role_at[t] != ATT_NONE && sense_of(f, f->role_at[t])->sector != ATT_NO_SECTOR && sense_of(f, f->role_at[t])->actor != ATT_PERSON)
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

static uint32_t known_body(const finder *f, const att_row *row)
{
    for (uint32_t i = 0; row && i < f->body.n; i++)
        if (f->body.p[i] == row)
            return i;
    return ATT_NONE;
}

static void named_body(finder *f, const phrase *p, const reading *r, uint32_t first, uint32_t n, const sense *s)
{
    att_doc *d = f->d;
    att_str name = att_doc_words(d, att_tokens_span(d, first, n));
    uint32_t actor = known_body(f, s ? s->row : NULL), above = described_by(f, p, false);
    if (actor == ATT_NONE)
        actor = known_named(f, name, ATT_ORGANISATION);
    if (actor == ATT_NONE && above != ATT_NONE) { /* "a monitoring group, NetBlocks" */
        actor = above;
        d->actors.p[actor].name = name;
        d->actors.p[actor].kind = ATT_ORGANISATION;
    } else if (actor == ATT_NONE)
        actor = new_actor(f, name, ATT_ORGANISATION, s ? s->country : r->country ? r->country : "");
    f->body.p[actor] = s ? s->row : f->body.p[actor];
    att_actor *a = &d->actors.p[actor];
    const sense *role = s ? s : role_around(f, p, first, n);
    if (s && r->country && strcmp(a->country, "NGO") == 0) /* "the Kenyan Red Cross" */
        memcpy(a->country, r->country, 4);
    if (role && a->n_sectors == 0) {
        set_sector(a, role->sector);
        set_because(f, actor, role->row);
    }
    if (role)
        set_country(f, actor, role->country);
    if (role && !s)
        set_frame(f, actor, p->head);
    take_abbreviation(f, actor, p->end);
    add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NAME);
}

/* Where a country only tells where: "in Iran", "from Mali to Niger". */
static bool only_a_place(const finder *f, uint32_t t)
{
    static const char *const words[] = {"in", "at", "near", "around", "across", "outside", "inside", "throughout", "off", "within", "through", "along"};
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
        actor = new_actor(f, s->name, ATT_ORGANISATION, s->country);
        f->body.p[actor] = s->row;
        set_sector(&f->d->actors.p[actor], s->sector);
        set_because(f, actor, s->row);
    }
    return actor;
}

static bool country_mention(finder *f, const phrase *p, const reading *r)
{
    if (r->named == ATT_NONE)
        return false;
    const sense *s = sense_of(f, r->named);
    const hit *h = &f->hits.p[r->named];
    uint32_t actor;
    switch (s->kind) {
    case SENSE_COUNTRY:
    case SENSE_SEAT:
        if (only_a_place(f, p->head))
            return true;
        actor = strcmp(s->country, "EUR") == 0 ? union_actor(f, s) : country_actor(f, s->country, s->row);
        break;
    case SENSE_ADJECTIVE:
        actor = country_actor(f, s->country, s->row);
        add_mention(f, h->first, h->n, p->head, actor, ATT_MENTION_ADJECTIVE);
        return true;
    case SENSE_PEOPLE:
        actor = new_actor(f, att_doc_words(f->d, att_tokens_span(f->d, p->first, p->end - p->first)), ATT_GROUP, s->country);
        set_sector(&f->d->actors.p[actor], s->sector);
        set_because(f, actor, s->row);
        break;
    case SENSE_BODY:
        named_body(f, p, r, h->first, h->n, s);
        return true;
    default:
        return false;
    }
    add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NAME);
    return true;
}

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
    return att_str_same(w, ATT_STR("the")) || att_str_same(w, ATT_STR("that")) || att_str_same(w, ATT_STR("this")) || tok(f, p->first)->deprel == ATT_NMOD_POSS;
}

/* "the minister", "the president": the last one named with that office. */
static uint32_t holder_of(const finder *f, att_str role, const char *country)
{
    bool bare = count_words(role) == 1; /* "the minister" may be any minister, "the trade minister" only that one */
    for (uint32_t i = f->d->mentions.n; i > 0; i--) {
        const att_actor *a = &f->d->actors.p[f->d->mentions.p[i - 1].actor];
        if (a->kind == ATT_PERSON && a->office.n && (bare ? att_str_same(last_word(a->office), role) : att_str_same(a->office, role)) && (!country || !a->country[0] || strcmp(a->country, country) == 0))
            return f->d->mentions.p[i - 1].actor;
    }
    return ATT_NONE;
}

static bool ends_with_words(att_str a, att_str b)
{
    return a.n >= b.n && att_str_same(att_str_from(a, a.n - b.n), b) && (a.n == b.n || a.p[a.n - b.n - 1] == ' ');
}

static uint32_t known_nominal(finder *f, att_str words, const char *country, att_sector sector, att_actor_kind kind)
{
    for (uint32_t i = f->d->actors.n; i-- > 0;) {
        const att_actor *a = &f->d->actors.p[i];
        bool coded = strcmp(a->country, country) == 0 && (a->n_sectors ? a->sector[0] : ATT_NO_SECTOR) == sector;
        if (a->kind == kind && coded && (same_folded(f, a->name, words) || ends_with_words(a->name, words) || ends_with_words(words, a->name)))
            return i;
    }
    return ATT_NONE;
}

/* "both sides", "the two leaders": the two parties named last. */
static bool composite(finder *f, const phrase *p)
{
    static const char *const heads[] = {"side", "country", "leader", "government", "party", "nation", "neighbour", "neighbor", "president", "minister", "delegation", "ally", "capital", "state", "army", "navy", "rival"};
    att_doc *d = f->d;
    bool two = false, head = false;
    for (uint32_t t = p->first; t < p->head; t++)
        two = two || att_str_same(att_token_form(d, t), ATT_STR("two")) || att_str_same(att_token_form(d, t), ATT_STR("both"));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        head = head || att_str_is(tok(f, p->head)->lemma, heads[i]);
    bool all = att_str_same(att_token_form(d, p->first), ATT_STR("both")) || att_str_same(att_token_form(d, p->first), ATT_STR("the")) ||
               att_str_same(att_token_form(d, p->first), ATT_STR("these")) || tok(f, p->first)->deprel == ATT_NMOD_POSS;
    for (uint32_t t = p->first; t < p->end; t++)
        all = all && f->hit_at[t] == ATT_NONE;
    if (!two || !head || !all)
        return false;
    bool persons = att_str_is(tok(f, p->head)->lemma, "leader") || att_str_is(tok(f, p->head)->lemma, "president") || att_str_is(tok(f, p->head)->lemma, "minister");
    uint32_t part[2], n = 0;
    for (int pass = 0; pass < 2 && n < 2; pass++) {
        n = 0;
        for (uint32_t i = d->mentions.n; i > 0 && n < 2; i--) {
            uint32_t who = d->mentions.p[i - 1].actor;
            const att_actor *a = &d->actors.p[who];
            bool other = n == 0 || strcmp(a->country, d->actors.p[part[0]].country) != 0;
            bool state = a->country[0] && a->country[1] && strcmp(a->country, "IGO") != 0 && strcmp(a->country, "NGO") != 0;
            bool fits = state && !a->parts.n && (pass ? true : persons ? a->kind == ATT_PERSON && a->n_sectors && a->sector[0] == ATT_SECTOR_GOV : a->kind == ATT_COUNTRY || (a->n_sectors && a->sector[0] == ATT_SECTOR_GOV));
            if (fits && other)
                part[n++] = persons || pass ? who : country_actor(f, att_str_copy(&d->arena, att_str_of(a->country)).p, NULL);
        }
    }
    uint32_t actor = new_actor(f, att_doc_words(d, att_tokens_span(d, p->first, p->end - p->first)), ATT_GROUP, "");
    for (uint32_t i = n; n == 2 && i > 0; i--)
        *ATT_PUSH(&d->arena, &d->actors.p[actor].parts) = part[i - 1];
    add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NOMINAL);
    return true;
}

/* One person by the form of the word: "a soldier", "the docker"; not "the police", "a crowd". */
static bool one_person(const finder *f, uint32_t head, att_sector sector)
{
    static const char *const ends[] = {"er", "or", "ist", "man", "ant", "ian", "eer", "ee", "woman", "person"};
    static const char *const words[] = {"rebel", "student", "child", "boy", "girl", "guard", "nurse", "monk", "priest", "youth", "hostage", "civilian", "militant", "insurgent", "guerrilla", "bandit", "pirate",
                                        "wife", "daughter", "son", "uncle", "aunt", "cousin", "friend", "relative", "medic", "citizen", "resident", "activist", "widow", "suspect", "detainee", "dissident", "victim"};
    if (!att_token_has(f->d, head, "Number=Sing") || sector == ATT_SECTOR_BUS || sector == ATT_SECTOR_JRN || sector == ATT_SECTOR_GOV || sector == ATT_NO_SECTOR)
        return false;
    att_str w = tok(f, head)->lemma;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_str_is(w, words[i]))
            return true;
    bool thing = att_str_is(w, "power") || att_str_is(w, "destroyer") || att_str_is(w, "helicopter") || att_str_is(w, "cluster") || att_str_is(w, "clinic") || att_str_is(w, "carrier");
    for (size_t i = 0; !thing && i < sizeof ends / sizeof *ends; i++)
        if (att_str_ends(w, ends[i]))
            return true;
    return false;
}

/* "the", "that" or "this" before one: somebody told of before. */
static bool points_back(const finder *f, const phrase *p)
{
    att_str w = att_token_form(f->d, p->first);
    return att_token_has(f->d, p->head, "Number=Sing") && p->first < p->head && (att_str_same(w, ATT_STR("the")) || att_str_same(w, ATT_STR("that")) || att_str_same(w, ATT_STR("this")));
}

static bool has_word(att_str words, att_str word)
{
    att_str w;
    while (words.p && att_str_split(&words, ' ', &w))
        if (att_str_same(w, word))
            return true;
    return false;
}

/* Whom "the boat", "the ministry", "the officer", "the company" told of before may mean: who was called by that word, else a name of that kind. */
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
        bool called = att_str_same(att_token_form(d, m->head), word) || (m->kind == ATT_MENTION_NAME && has_word(a->name, word));
        /* several words ("the interior ministry") must all be the other's too */
        bool longer = p->head - p->first > 1 && !has_word(a->name, att_token_form(d, p->head - 1));
        if (called && !longer && a->kind != ATT_PERSON && back <= (s->sector == ATT_SECTOR_GOV || s->sector == ATT_SECTOR_MIL || s->sector == ATT_SECTOR_COP ? 4 : 12))
            return m->actor;
        if (called && !longer && kind == ATT_PERSON && a->kind == ATT_PERSON && m->kind == ATT_MENTION_NOMINAL)
            return m->actor;
        bool same_sort = a->n_sectors && a->sector[0] == s->sector && s->sector != ATT_NO_SECTOR && p->head - p->first == 1 && back <= 3;
        bool bloc = s->sector == ATT_NO_SECTOR && kind != ATT_PERSON && back <= (att_str_same(word, ATT_STR("bloc")) ? 12 : 4) && a->kind == ATT_ORGANISATION && m->kind == ATT_MENTION_NAME && p->head - p->first == 1 &&
                    (att_str_same(word, ATT_STR("bloc")) ? strcmp(a->country, "EUR") == 0 : att_str_same(word, ATT_STR("organisation")) || att_str_same(word, ATT_STR("organization")) || att_str_same(word, ATT_STR("agency")) || att_str_same(word, ATT_STR("group")));
        if (like == ATT_NONE && bloc)
            like = m->actor;
        bool body = kind != ATT_PERSON && a->kind == ATT_ORGANISATION && m->kind == ATT_MENTION_NAME && (s->sector == ATT_SECTOR_BUS || s->sector == ATT_SECTOR_PTY || s->sector == ATT_SECTOR_LAB || s->sector == ATT_SECTOR_NGO || s->sector == ATT_SECTOR_JRN || s->sector == ATT_SECTOR_REB);
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

/* The body that "a spokesman" speaks for when nobody is named: the subject last told of. */
static uint32_t body_told_of(const finder *f, uint32_t t)
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

/* The last word of a role: of "ministry spokesman" the spokesman. */
static att_str role_end(att_str role) { return last_word(role); }

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

static void role_mention(finder *f, const phrase *p, const reading *r)
{
    att_doc *d = f->d;
    const sense *s = sense_of(f, r->role);
    const hit *h = &f->hits.p[r->role];
    const char *country = r->country ? r->country : r->owner == ATT_NONE && s->country[0] ? s->country : NULL;
    att_str role = att_doc_words(d, att_tokens_span(d, h->first, h->n));
    bool plural = att_token_has(d, p->head, "Number=Plur");
    uint32_t actor = ATT_NONE;
    att_sector sector = r->former && s->office ? ATT_SECTOR_ELI : s->sector;
    bool nobodys = s->sector == ATT_NO_SECTOR && s->actor != ATT_PERSON && r->owner == ATT_NONE && r->beside == ATT_NONE && !r->country;
    if (att_token_lemma_is(d, p->head, "thousand") && att_tree_child(d, p->head, ATT_NMOD, ATT_NONE) != ATT_NONE)
        return; /* "thousands of tonnes" */
    if (nobodys && !plural && !points_back(f, p) && !is_subject(f, p->head))
        return;
    uint32_t above = plural ? ATT_NONE : apposed_to(f, p);
    att_actor_kind shown = above == ATT_NONE ? ATT_COUNTRY : d->actors.p[d->mentions.p[above].actor].kind;
    if (shown == ATT_PERSON ? s->actor == ATT_PERSON || s->actor == ATT_GROUP : shown == ATT_ORGANISATION && s->actor != ATT_PERSON) { /* "X, a senior fellow" */
        actor = d->mentions.p[above].actor;
        set_country(f, actor, r->country);
        take_owner(f, actor, r);
        if (d->actors.p[actor].n_sectors == 0 && sector != ATT_NO_SECTOR) {
            set_sector(&d->actors.p[actor], sector);
            set_because(f, actor, s->row);
            set_frame(f, actor, p->head);
        }
        if (s->office && !d->actors.p[actor].office.n)
            d->actors.p[actor].office = role;
        set_gender(f, actor, role);
    }
    if (actor == ATT_NONE && s->actor == ATT_PERSON && !plural && definite(f, p))
        actor = holder_of(f, role, country);
    reading lent = *r;
    if (r->owner == ATT_NONE && !r->country && s->actor == ATT_PERSON && speaks_for(role) && r->beside == ATT_NONE)
        lent.owner = body_told_of(f, p->head);
    r = &lent;
    bool owned = r->owner != ATT_NONE && !elsewhere(role);
    if (!country && owned && d->actors.p[r->owner].country[0])
        country = att_str_copy(&d->arena, att_str_of(d->actors.p[r->owner].country)).p;
    if (!country && (r->beside != ATT_NONE || count_words(role) > 1) && speaks_for(role_end(role)))
        country = country_told_of(f, p->head);
    bool weak = !country && s->sector != ATT_NO_SECTOR && frame_at(f, p->head)[0];
    att_actor_kind kind = s->actor == ATT_PERSON && plural ? ATT_GROUP : s->actor == ATT_GROUP && one_person(f, p->head, s->sector) ? ATT_PERSON : s->actor;
    if (actor == ATT_NONE && !owned && !r->country && points_back(f, p))
        actor = named_before(f, p, s, kind);
    if (weak)
        country = frame_at(f, p->head);
    bool new_group = !definite(f, p) && (kind != ATT_ORGANISATION || att_str_same(att_token_form(d, p->first), ATT_STR("a")) || att_str_same(att_token_form(d, p->first), ATT_STR("an")));
    if (actor == ATT_NONE && (!new_group || (p->first == p->head && plural)))
        actor = known_nominal(f, plain_words(f, p), country ? country : "", sector, kind);
    if (actor == ATT_NONE) {
        att_str name = tok(f, p->first)->upos == ATT_NUM || (p->first < p->head && tok(f, p->first + 1)->upos == ATT_NUM) ? att_doc_words(d, att_tokens_span(d, p->first, p->end - p->first)) : plain_words(f, p);
        actor = new_actor(f, name, kind, country ? country : "");
        f->weak.p[actor] = weak;
        take_owner(f, actor, r);
        set_sector(&d->actors.p[actor], sector == ATT_NO_SECTOR && r->beside != ATT_NONE ? sense_of(f, r->beside)->sector : sector);
        if (d->actors.p[actor].n_sectors)
            set_frame(f, actor, p->head);
        set_because(f, actor, s->row);
        set_gender(f, actor, role);
        if (s->office && !plural)
            d->actors.p[actor].office = role;
    }
    take_abbreviation(f, actor, p->end);
    add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NOMINAL);
}

/* Country words that stand inside a phrase: "Iranian officials", "Mali's army", "the Japan-U.S. alliance". */
static void inner_countries(finder *f, const phrase *p)
{
    for (uint32_t t = p->first; t < p->end; t++) {
        uint32_t h = f->hit_at[t];
        if (t == p->head || h == ATT_NONE || f->hits.p[h].first != t || tok(f, t)->mention != ATT_NONE)
            continue;
        const sense *s = sense_of(f, h);
        uint32_t last = t + f->hits.p[h].n - 1;
        if (last >= p->end || last >= p->head)
            continue;
        if (s->kind == SENSE_COUNTRY || s->kind == SENSE_ADJECTIVE || s->kind == SENSE_SEAT || s->kind == SENSE_PEOPLE) {
            uint32_t head = t;
            for (uint32_t k = t; k <= last; k++)
                if (tok(f, k)->head == ATT_NONE || tok(f, k)->head < t || tok(f, k)->head > last)
                    head = k;
            add_mention(f, t, f->hits.p[h].n, head, country_actor(f, s->country, s->row), ATT_MENTION_ADJECTIVE);
        } else if (s->kind == SENSE_BODY) {
            phrase q = {last, t, last + 1};
            reading none = {ATT_NONE, ATT_NONE, ATT_NONE, ATT_NONE, ATT_NONE, ATT_NONE, NULL, NULL, false};
            named_body(f, &q, &none, t, f->hits.p[h].n, s);
        }
    }
}

/* ---- pronouns -------------------------------------------------------------------------------------------------------------------------------------- */

typedef enum { NOBODY, MALE, FEMALE, THING, MANY } pronoun_kind;

static pronoun_kind pronoun(att_str w)
{
    static const struct {
        const char *word;
        pronoun_kind kind;
    } list[] = {{"he", MALE}, {"him", MALE}, {"his", MALE}, {"himself", MALE}, {"she", FEMALE}, {"her", FEMALE}, {"hers", FEMALE}, {"herself", FEMALE}, {"it", THING},
                {"its", THING}, {"itself", THING}, {"they", MANY}, {"them", MANY}, {"their", MANY}, {"theirs", MANY}, {"themselves", MANY}};
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
        if (!suits(f, m, kind) || m->actor == doer || (back == 0 && tok(f, m->head)->head == tok(f, t)->head && is_subject(f, m->head) && !is_subject(f, t) && tok(f, t)->deprel != ATT_NMOD_POSS))
            continue;
        bool apart = f->quoted[m->head] != f->quoted[t];
        /* in what is said, he is somebody else than who says it; outside, he is rather who was named outside */
        if (apart && f->quoted[t] && back == 0 && speaks_here(f, m->actor, t))
            continue;
        int score = (apart ? -9 : 0) - (int)back * 6 + (is_subject(f, m->head) ? 5 : 0) - (m->kind == ATT_MENTION_ADJECTIVE ? 8 : 0) + (m->kind == ATT_MENTION_NAME ? 1 : 0) -
                    (tok(f, m->head)->deprel == ATT_NMOD_POSS ? 2 : 0) + (back == 0 && tok(f, m->head)->deprel == ATT_NSUBJ ? 1 : 0) +
                    number_score(f, m, kind) - depth_of(f, m->head);
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
           (att_tree_child(f->d, v, ATT_CCOMP, ATT_NONE) != ATT_NONE || att_tree_child(f->d, v, ATT_CSUBJ, ATT_NONE) != ATT_NONE) && tok(f, v)->upos != ATT_VERB;
}

static void pronoun_mention(finder *f, uint32_t t)
{
    pronoun_kind kind = pronoun(att_token_form(f->d, t));
    if (kind == NOBODY || expletive(f, t))
        return;
    uint32_t m = antecedent(f, t, kind);
    if (m == ATT_NONE)
        return;
    uint32_t actor = f->d->mentions.p[m].actor;
    if ((kind == MALE || kind == FEMALE) && !f->quoted[t])
        f->gender.p[actor] = kind == MALE ? 'm' : 'f';
    add_mention(f, t, 1, t, actor, ATT_MENTION_PRONOUN);
}

static void mark_quoted(finder *f)
{
    const att_doc *d = f->d;
    f->quoted = ATT_ARRAY(&f->d->arena, bool, d->tokens.n + 1);
    bool in = false;
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        att_str w = att_token_form(d, t);
        bool new_paragraph = t == 0 || d->sentences.p[d->tokens.p[t].sentence].paragraph != d->sentences.p[d->tokens.p[t - 1].sentence].paragraph;
        if (new_paragraph)
            in = false;
        if (att_str_is(w, "\xE2\x80\x9C") || (att_str_is(w, "\"") && !in))
            in = true;
        else if (att_str_is(w, "\xE2\x80\x9D") || att_str_is(w, "\"") || att_str_is(w, "''"))
            in = false;
        f->quoted[t] = in;
    }
}

/* ---- the stage ---------------------------------------------------------------------------------------------------------------------------------------- */

/* "commerce" in "chamber of commerce", "Letters" in "Faculty of Letters": words of a longer name or role whose head is another. */
static bool part_of_words(const finder *f, uint32_t t)
{
    uint32_t above = tok(f, t)->head;
    if (above == ATT_NONE || above > t)
        return false;
    bool named = f->name_at[t] != ATT_NONE && f->name_at[t] == f->name_at[above];
    return named || (f->role_at[t] != ATT_NONE && f->role_at[t] == f->role_at[above]);
}

/* "the Palace of Justice": a role word within a name of something else. */
static bool in_a_place_name(const finder *f, const phrase *p)
{
    uint32_t above = tok(f, p->head)->head;
    return p->end - p->first == 1 && tok(f, p->head)->upos == ATT_PROPN && tok(f, p->head)->deprel == ATT_NMOD && above != ATT_NONE && tok(f, above)->upos == ATT_PROPN;
}

/* "the country", "the boat": no role, but a word for somebody told of before. */
static void said_before(finder *f, const phrase *p)
{
    const att_doc *d = f->d;
    bool country = att_token_lemma_is(d, p->head, "country") || att_token_lemma_is(d, p->head, "nation");
    bool bare = p->head - p->first == 1;
    if (!bare || (country && only_a_place(f, p->head)))
        return;
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        uint32_t back = tok(f, p->head)->sentence - tok(f, m->head)->sentence;
        bool same = country ? d->actors.p[m->actor].kind == ATT_COUNTRY && m->kind == ATT_MENTION_NAME
                            : m->kind == ATT_MENTION_NOMINAL && att_str_same(att_token_form(d, m->head), att_token_form(d, p->head));
        if (back <= 8 && same) {
            add_mention(f, p->first, p->end - p->first, p->head, m->actor, ATT_MENTION_NOMINAL);
            return;
        }
    }
}

/* "the Mlamba", "the survey vessel Mlamba": persons have no article before their names. */
static bool is_a_thing(const finder *f, const phrase *p, uint32_t name)
{
    const att_name *n = &f->names.p[name];
    return n->n == 1 && p->first < n->first && att_str_same(att_token_form(f->d, p->first), ATT_STR("the")) && tok(f, p->first)->upos == ATT_DET && f->hit_at[n->first] == ATT_NONE &&
           known_person(f, att_doc_words(f->d, n->at)) == ATT_NONE;
}

static void mention_at(finder *f, uint32_t t)
{
    if (!is_nominal(f, t) || tok(f, t)->mention != ATT_NONE)
        return;
    if (tok(f, t)->upos == ATT_PRON) {
        pronoun_mention(f, t);
        return;
    }
    if (within_another(f, t) || part_of_words(f, t))
        return;
    phrase p = core_of(f, t);
    inner_countries(f, &p);
    reading r = read_phrase(f, &p);
    if (r.person == ATT_NONE && r.name != ATT_NONE && f->names.p[r.name].n == 1 && known_person(f, att_doc_words(f->d, f->names.p[r.name].at)) != ATT_NONE)
        r.person = r.name; /* a family name that the model takes for a body */
    if (r.person != ATT_NONE && r.role == ATT_NONE && is_a_thing(f, &p, r.person))
        return;
    if (r.person != ATT_NONE)
        person_mention(f, &p, &r);
    else if (composite(f, &p))
        return;
    else if (r.named != ATT_NONE && country_mention(f, &p, &r))
        return;
    else if (r.name != ATT_NONE && f->names.p[r.name].kind == ATT_ORG)
        named_body(f, &p, &r, f->names.p[r.name].first, f->names.p[r.name].n, NULL);
    else if (r.role != ATT_NONE && !in_a_place_name(f, &p))
        role_mention(f, &p, &r);
    else if (points_back(f, &p))
        said_before(f, &p);
}

/* The report's own country: the dateline's, else the one its words name most, the first a little before the others. */
static void find_frame(finder *f)
{
    att_doc *d = f->d;
    struct {
        const char *code;
        int n;
    } seen[PHRASES];
    int n = 0, best = 0;
    if (d->dateline_place.n) {
        att_buf b = {.arena = &d->arena};
        bool start = true;
        for (size_t i = 0; i < d->dateline_place.n; i++) { /* KYIV is Kyiv */
            char c = d->dateline_place.p[i];
            att_buf_char(&b, !start && att_is_upper(c) ? (char)(c + 32) : c);
            start = c == ' ' || c == '-';
        }
        att_place_country(d, att_buf_str(&b), f->frame);
        f->sure_frame = f->frame[0] != 0;
    }
    if (f->frame[0])
        return;
    for (uint32_t i = 0; i < f->hits.n; i++) {
        const sense *s = sense_of(f, i);
        if (s->kind == SENSE_ROLE || s->kind == SENSE_BODY || !s->country[0])
            continue;
        int k = 0;
        while (k < n && strcmp(seen[k].code, s->country) != 0)
            k++;
        if (k == n && n < PHRASES) {
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
    if (n)
        memcpy(f->frame, seen[best].code, 4);
}

/* "In Cyprus, a district court ...": the place that a sentence begins with is where its nameless actors are. */
static void find_local(finder *f)
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

/* The names in brackets were kept in `organisation`; for bodies that is no organisation they belong to. */
static void tidy(finder *f)
{
    for (uint32_t i = 0; i < f->d->actors.n; i++)
        if (f->d->actors.p[i].kind == ATT_ORGANISATION)
            f->d->actors.p[i].organisation = ATT_STR("");
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
    set_country(f, m->actor, o->country);
    if (o->n_sectors)
        set_sector(&d->actors.p[m->actor], o->sector[0]);
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
static void place_the_rest(finder *f)
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
        set_country(f, m->actor, place_below(f, m->head));
        set_frame(f, m->actor, m->head);
    }
}

void att_actor_stage(att_doc *d)
{
    finder f = {.d = d, .t = d->engine->actor, .countries = {.arena = &d->arena}};
    att_day to;
    f.day = d->published;
    if (f.day == ATT_NO_DAY && att_actor_span(d, &f.day, &to))
        f.day += (to - f.day) / 2; /* any day of theirs; the first ones are those of changes of office */
    f.hit_at = no_marks(&f);
    f.role_at = no_marks(&f);
    f.name_at = no_marks(&f);
    mark_quoted(&f);
    find_phrases(&f, f.t->names, f.hit_at, false);
    settle_names(&f);
    find_frame(&f);
    find_local(&f);
    find_phrases(&f, f.t->roles, f.role_at, true);
    for (uint32_t t = 0; t < d->tokens.n; t++)
        mention_at(&f, t);
    place_the_rest(&f);
    tidy(&f);
}

uint32_t att_actor_describe(att_doc *d, uint32_t head)
{
    uint32_t first, end;
    att_tree_yield(d, head, &first, &end);
    if (end - first > 6) {
        first = head;
        end = head + 1;
    }
    while (first < head && (d->tokens.p[first].upos == ATT_ADP || d->tokens.p[first].upos == ATT_PUNCT))
        first++;
    att_actor *a = ATT_PUSH(&d->arena, &d->actors);
    a->name = att_doc_words(d, att_tokens_span(d, first, end - first));
    a->kind = ATT_GROUP;
    d->tokens.p[head].mention = d->mentions.n;
    *ATT_PUSH(&d->arena, &d->mentions) = (att_mention){att_tokens_span(d, first, end - first), first, end - first, head, d->actors.n - 1, ATT_MENTION_NOMINAL};
    return d->actors.n - 1;
}
