/* event/fit.c: which row of lex/events fits a word in its sentence best. */
#include "event/event.h"
#include "event/frame.h"
#include "pipe/engine.h"

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

static bool class_fits(const att_doc *d, const att_filter *f, uint32_t t)
{
    if (!f->country && !f->person && !f->group && !f->place && !f->actor)
        return false;
    uint32_t m = tok(d, t)->mention;
    if (m == ATT_NONE) {
        bool name = tok(d, t)->upos == ATT_PROPN;
        for (uint32_t i = 0; f->place && name && i < d->places.n; i++)
            for (uint32_t k = 0; k < d->places.p[i].heads.n; k++)
                if (d->places.p[i].heads.p[k] == t)
                    return true;
        bool who = tok(d, t)->upos == ATT_PRON && (att_str_is(tok(d, t)->lemma, "they") || att_str_is(tok(d, t)->lemma, "he") ||
                                                   att_str_is(tok(d, t)->lemma, "she") || att_str_is(tok(d, t)->lemma, "who"));
        return (f->person || f->actor) && who;
    }
    switch (d->actors.p[d->mentions.p[m].actor].kind) {
    case ATT_PERSON:
        return f->person || f->actor;
    case ATT_COUNTRY:
        return f->country || f->actor || f->place;
    case ATT_ACTOR_PLACE:
        return f->place || f->actor || f->country;
    default:
        return f->group || f->actor || (f->person && d->actors.p[d->mentions.p[m].actor].kind == ATT_GROUP);
    }
}

static att_arena *arena_of(const att_doc *d) { return (att_arena *)&((att_doc *)d)->arena; }

/* Tokens t-2 and t-1, or t+1 and t+2, belong to one word with t when a hyphen without blanks ties them: "sit-in", "call-up". */
static bool hyphen_at(const att_doc *d, uint32_t t)
{
    return t > 0 && t + 1 < d->tokens.n && att_str_is(att_token_form(d, t), "-") && !tok(d, t - 1)->space_after && !tok(d, t)->space_after;
}

/* The first and one past the last token of the hyphenated word that t is in. */
static void hyphenated(const att_doc *d, uint32_t t, uint32_t *first, uint32_t *end)
{
    for (*first = t; *first >= 2 && hyphen_at(d, *first - 1);)
        *first -= 2;
    for (*end = t + 1; hyphen_at(d, *end);)
        *end += 2;
}

/* The row index of a noun as it is written: its lemma, its form, either number, with or without its hyphens. */
static uint32_t find_noun(const att_doc *d, const att_map *index, uint32_t t)
{
    att_str lemma = tok(d, t)->lemma;
    uint32_t first, end, at;
    hyphenated(d, t, &first, &end);
    if (end - first > 1) {
        att_buf joined = {.arena = arena_of(d)}, closed = {.arena = arena_of(d)};
        for (uint32_t k = first; k < end; k++) {
            att_str w = att_str_lower(arena_of(d), att_token_form(d, k));
            att_buf_add(&joined, w);
            if (!att_str_is(w, "-"))
                att_buf_add(&closed, w);
        }
        att_str ways[] = {att_buf_str(&joined), att_buf_str(&closed)};
        for (size_t i = 0; i < 2; i++) {
            if ((at = att_map_find(index, ways[i])) != ATT_NONE)
                return at;
            if (att_str_ends(ways[i], "s") && (at = att_map_find(index, att_str_sub(ways[i], 0, ways[i].n - 1))) != ATT_NONE)
                return at;
        }
    }
    if ((at = att_map_find(index, lemma)) != ATT_NONE)
        return at;
    att_str form = att_token_form(d, t);
    if (!att_str_eq(form, lemma) && (at = att_map_find(index, att_str_lower(arena_of(d), form))) != ATT_NONE)
        return at;
    return att_str_ends(lemma, "s") ? att_map_find(index, att_str_sub(lemma, 0, lemma.n - 1)) : ATT_NONE;
}

/* Whether the nominal at t (or a coordinated one, or what a quantity noun counts) is what the filter asks for. */
static bool nominal_fits(const att_doc *d, const att_filter *f, uint32_t t)
{
    if (t == ATT_NONE)
        return false;
    if (f->lemmas && find_noun(d, f->lemmas, t) != ATT_NONE)
        return true;
    if (class_fits(d, f, t))
        return true;
    for (uint32_t c = att_tree_child(d, t, ATT_CONJ, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, t, ATT_CONJ, c))
        if (nominal_fits(d, f, c))
            return true;
    static const char *const counts[] = {"number", "series",   "round",   "package",  "set",     "range", "string", "lot",       "kind",
                                         "form",   "dozen",    "hundred", "thousand", "million", "group", "batch",  "piece",     "shipment",
                                         "wave",   "ton",      "tonne",   "half",     "third",   "rest",  "last",   "part",      "most",
                                         "some",   "majority", "all",     "many",     "several", "each",  "any",    "remainder", NULL};
    bool counted = tok(d, t)->upos == ATT_NUM;
    for (const char *const *w = counts; *w && !counted; w++)
        counted = att_str_is(tok(d, t)->lemma, *w);
    return counted && nominal_fits(d, f, att_frame_oblique(d, t, ATT_STR("of")));
}

/* How specific a filter is that the nominal at t fits: a word that the row names says more than one of a set, that more than a class. */
static int weight(const att_doc *d, const att_filter *f, uint32_t t)
{
    if (f->any || !f->lemmas)
        return f->any ? 0 : 2;
    uint32_t how = t == ATT_NONE ? ATT_NONE : find_noun(d, f->lemmas, t);
    return how == ATT_NAMED ? 4 : 3;
}

static bool has_sector(const att_actor *a, uint32_t sectors)
{
    for (uint32_t i = 0; i < a->n_sectors; i++)
        if (sectors >> a->sector[i] & 1)
            return true;
    return false;
}

/* Whether an actor is what a row asks of its subject. */
static bool is_doer(const att_actor *a, att_doer asked)
{
    enum {
        FORCE = 1 << ATT_SECTOR_MIL | 1 << ATT_SECTOR_COP | 1 << ATT_SECTOR_REB | 1 << ATT_SECTOR_UAF | 1 << ATT_SECTOR_PRM,
        STATE = 1 << ATT_SECTOR_GOV | 1 << ATT_SECTOR_JUD | 1 << ATT_SECTOR_LEG | 1 << ATT_SECTOR_SPY | FORCE
    };
    if (asked == ATT_FORCE)
        return has_sector(a, FORCE);
    bool state = has_sector(a, STATE) || (a->kind == ATT_COUNTRY && !a->n_sectors);
    return asked == ATT_STATE ? state : !state && (a->n_sectors || a->kind == ATT_GROUP);
}

static bool doer_fits(const att_doc *d, att_doer asked, uint32_t v)
{
    uint32_t agent = att_frame_agent(d, v), m = agent == ATT_NONE ? ATT_NONE : tok(d, agent)->mention;
    if (asked == ATT_SEVERAL)
        return agent != ATT_NONE && (att_tree_child(d, agent, ATT_CONJ, ATT_NONE) != ATT_NONE ||
                                     (m != ATT_NONE && d->actors.p[d->mentions.p[m].actor].parts.n > 1));
    return m != ATT_NONE && is_doer(&d->actors.p[d->mentions.p[m].actor], asked);
}

/* What the object of v is said to be, and the object: "called *the vote* a farce", "ruled that *the ban* was unlawful"; or ATT_NONE. */
static uint32_t predicate_of(const att_doc *d, uint32_t v, uint32_t *object)
{
    uint32_t p = ATT_NONE;
    for (uint32_t c = att_tree_next(d, v, ATT_NONE); c != ATT_NONE && p == ATT_NONE; c = att_tree_next(d, v, c)) {
        att_deprel r = tok(d, c)->deprel;
        bool beside = (r == ATT_XCOMP && att_tree_child(d, c, ATT_MARK, ATT_NONE) == ATT_NONE) || (r == ATT_OBJ && c > *object);
        bool named = beside && c > v && *object != ATT_NONE && *object != c;
        bool said = r == ATT_CCOMP && c > v && att_tree_child(d, c, ATT_COP, ATT_NONE) != ATT_NONE;
        if (named || said)
            p = c;
        if (said)
            *object = att_tree_child(d, c, ATT_NSUBJ, ATT_NONE);
    }
    return p;
}

/* Whether predicate p is what the filter asks for, by itself, by its adjectives or by what it is one of: "null and void", "a shameful act",
 * "an act of cowardice". */
static bool predicate_fits(const att_doc *d, const att_filter *f, uint32_t p)
{
    if (f->any || nominal_fits(d, f, p) || nominal_fits(d, f, att_frame_oblique(d, p, ATT_STR("of"))))
        return true;
    for (uint32_t c = att_tree_child(d, p, ATT_AMOD, ATT_NONE); c != ATT_NONE; c = att_tree_child(d, p, ATT_AMOD, c))
        if (nominal_fits(d, f, c))
            return true;
    return false;
}

/* A row that asks what the object is called: "described it as a farce", or without a preposition. */
static bool naming_fits(const att_doc *d, const att_frame *f, uint32_t v, att_fit *out)
{
    uint32_t object = att_frame_object(d, v), predicate = ATT_NONE;
    if (att_str_is(f->with, "predicate"))
        predicate = predicate_of(d, v, &object);
    else if (!att_frame_with(d, v, f->with, &predicate))
        return false;
    if (predicate == ATT_NONE || !predicate_fits(d, &f->object, predicate))
        return false;
    *out = (att_fit){f, object, predicate, 6 + weight(d, &f->object, predicate)};
    return true;
}

/* A noun that a row knows as no event by what stands with it: "held a campaign rally", "ended a trade war". */
static bool is_everyday(const att_doc *d, uint32_t n)
{
    att_fit f = n == ATT_NONE || tok(d, n)->upos != ATT_NOUN ? (att_fit){0} : att_event_fit_noun(d, n);
    return f.frame && f.frame->type == ATT_NO_EVENT && f.fit > 1;
}

static bool verb_fits(const att_doc *d, const att_frame *f, uint32_t v, att_fit *out)
{
    uint32_t nominal = ATT_NONE, object = att_frame_object(d, v);
    int fit = 1;
    if (!f->who.any) {
        if (!nominal_fits(d, &f->who, att_frame_agent(d, v)))
            return false;
        fit += 6; /* what cannot act does nothing, whatever it does it to */
    }
    if (att_str_is(f->with, "predicate") || (att_str_is(f->with, "as") && !f->object.any))
        return naming_fits(d, f, v, out);
    if (f->with.n) {
        if (!att_frame_with(d, v, f->with, &nominal))
            return false;
        fit += 2;
        for (size_t i = 0; i < f->with.n; i++) /* "on to" says more than "on" */
            fit += f->with.p[i] == ' ';
    }
    if (f->object.nothing && object == ATT_NONE) {
        fit += 1;
    } else if (f->object.nothing && !f->object.lemmas) {
        return false;
    } else if (!f->object.any) {
        bool direct = nominal_fits(d, &f->object, object);
        uint32_t kept = direct || !att_frame_passive(d, v) ? ATT_NONE : att_tree_child(d, v, ATT_OBJ, ATT_NONE);
        if (kept != ATT_NONE && nominal_fits(d, &f->object, kept)) { /* "Kenya was given a loan" */
            direct = true;
            object = kept;
        }
        if (!direct && !nominal_fits(d, &f->object, nominal))
            return false;
        if (!direct)
            object = nominal;
        if (f->type != ATT_NO_EVENT && f->object.lemmas && is_everyday(d, object))
            return false;
        fit += weight(d, &f->object, object);
    }
    if (f->doer != ATT_ANYBODY) {
        if (!doer_fits(d, f->doer, v))
            return false;
        fit += 1;
    }
    *out = (att_fit){f, object != ATT_NONE ? object : nominal, ATT_NONE, fit};
    return true;
}

static bool word_before(const att_doc *d, const att_filter *f, uint32_t n)
{
    for (uint32_t c = att_tree_next(d, n, ATT_NONE); c != ATT_NONE && c < n; c = att_tree_next(d, n, c)) {
        att_deprel r = tok(d, c)->deprel;
        if ((r == ATT_AMOD || r == ATT_COMPOUND || r == ATT_NMOD || r == ATT_NMOD_POSS || r == ATT_NUMMOD || r == ATT_DEP) &&
            nominal_fits(d, f, c))
            return true;
    }
    return false;
}

static bool noun_fits(const att_doc *d, const att_frame *f, uint32_t n, att_fit *out)
{
    int fit = 1;
    uint32_t of = ATT_NONE;
    if (!f->before.any) {
        if (!word_before(d, &f->before, n))
            return false;
        fit += 2;
    }
    if (!f->object.any) {
        of = att_frame_oblique(d, n, ATT_STR("of"));
        if (!nominal_fits(d, &f->object, of))
            of = att_frame_oblique(d, n, ATT_STR("on"));
        if (!nominal_fits(d, &f->object, of))
            return false;
        fit += weight(d, &f->object, of);
    }
    *out = (att_fit){f, of, ATT_NONE, fit};
    return true;
}

/* Of two rows that fit alike the one that lists fewer words says more, and any says more than one that calls it no event. */
static bool says_more(const att_fit *now, const att_fit *found)
{
    if (now->fit != found->fit)
        return now->fit > found->fit;
    const att_filter *a = &now->frame->object, *b = &found->frame->object;
    if ((now->frame->type == ATT_NO_EVENT) != (found->frame->type == ATT_NO_EVENT))
        return found->frame->type == ATT_NO_EVENT;
    return a->lemmas && b->lemmas && a->lemmas->n < b->lemmas->n;
}

static att_fit best(const att_doc *d, uint32_t at, uint32_t t, bool (*fits)(const att_doc *, const att_frame *, uint32_t, att_fit *))
{
    att_fit found = {.object = ATT_NONE, .predicate = ATT_NONE}, now;
    if (at == ATT_NONE)
        return found;
    const att_frames *rows = &d->engine->event->frames.p[at];
    for (uint32_t i = 0; i < rows->n; i++)
        if (fits(d, &rows->p[i], t, &now) && (!found.frame || says_more(&now, &found)))
            found = now;
    return found;
}

/* The lemma of an inflected verb that the tables know.  Lemmas of rare verbs are guessed by ending and may come out one letter short or
 * long ("mediat", "laude"), so the ways of writing -ed, -ing and -s are tried too. */
static att_str known_verb(const att_doc *d, const att_map *index, uint32_t t)
{
    static const struct {
        const char *ending, *instead;
    } ways[] = {{"ed", "e"}, {"ed", ""}, {"ing", "e"}, {"ing", ""}, {"ies", "y"}, {"ied", "y"}, {"es", ""}, {"s", ""}};
    att_str lemma = tok(d, t)->lemma;
    if (att_map_find(index, lemma) != ATT_NONE)
        return lemma;
    att_arena *arena = arena_of(d);
    att_str form = att_str_lower(arena, att_token_form(d, t));
    uint32_t first, end;
    hyphenated(d, t, &first, &end);
    if (first == t - 2 && t >= 2) { /* "tear-gassed" */
        att_str whole =
            att_format(arena, ATT_STR_FMT "-" ATT_STR_FMT, ATT_STR_ARG(att_str_lower(arena, att_token_form(d, first))), ATT_STR_ARG(lemma));
        if (att_map_find(index, whole) != ATT_NONE)
            return whole;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        size_t cut = strlen(ways[i].ending);
        if (form.n < cut + 3 || !att_str_ends(form, ways[i].ending))
            continue;
        att_str stem = att_str_sub(form, 0, form.n - cut), tried = att_format(arena, ATT_STR_FMT "%s", ATT_STR_ARG(stem), ways[i].instead);
        if (att_map_find(index, tried) != ATT_NONE)
            return tried;
        bool doubled = !*ways[i].instead && stem.p[stem.n - 1] == stem.p[stem.n - 2];
        if (doubled && att_map_find(index, att_str_sub(stem, 0, stem.n - 1)) != ATT_NONE)
            return att_str_sub(stem, 0, stem.n - 1);
    }
    return lemma;
}

att_fit att_event_fit_verb(const att_doc *d, uint32_t t)
{
    const att_map *verbs = &d->engine->event->verbs;
    return best(d, att_map_find(verbs, known_verb(d, verbs, t)), t, verb_fits);
}

att_fit att_event_fit_noun(const att_doc *d, uint32_t t) { return best(d, find_noun(d, &d->engine->event->nouns, t), t, noun_fits); }

bool att_event_is_noun(const att_doc *d, uint32_t t)
{
    uint32_t first, end;
    hyphenated(d, t, &first, &end);
    if (end - first == 1)
        return tok(d, t)->upos == ATT_NOUN;
    uint32_t head = tok(d, t)->head;
    return (head == ATT_NONE || head < first || head >= end) && find_noun(d, &d->engine->event->nouns, t) != ATT_NONE;
}

att_span att_event_noun_words(const att_doc *d, uint32_t t)
{
    uint32_t first, end;
    hyphenated(d, t, &first, &end);
    return att_span_join(tok(d, first)->at, tok(d, end - 1)->at);
}
