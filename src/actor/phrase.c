/* actor/phrase.c: where a report may name somebody: phrases of the tables, names of the model, noun phrases of the tree. */
#include "actor/finder.h"
#include "pipe/engine.h"
#include "place/place.h"

/* Of several senses of one phrase: the country before its people, an office held on the day before one held once. */
static uint32_t best_sense(const finder *f, const uint32_t *values, uint32_t n, uint32_t t, uint32_t end)
{
    uint32_t best = values[0];
    int best_score = -1;
    for (uint32_t i = 0; i < n; i++) {
        const sense *s = &f->t->senses.p[values[i]];
        bool adjective = tok(f, end - 1)->upos == ATT_ADJ || tok(f, end - 1)->deprel == ATT_AMOD;
        int score = s->kind == SENSE_LEADER      ? (holds(s, f->day) ? 8 : 4) + (s->from != ATT_NO_DAY ? 1 : 0)
                    : s->kind == SENSE_BODY      ? (!holds(s, f->day)                              ? 2
                                                    : s->from != ATT_NO_DAY || s->to != ATT_NO_DAY ? 8
                                                                                                   : 7)
                    : s->kind == SENSE_ADJECTIVE ? (adjective ? 9 : 3)
                    : s->kind == SENSE_PEOPLE    ? (tok(f, t)->upos != ATT_ADJ ? 4 : 2)
                    : s->kind == SENSE_COUNTRY   ? 6
                                                 : 5;
        if (score > best_score) {
            best = values[i];
            best_score = score;
        }
    }
    return best;
}

static void mark(finder *f, uint32_t *at, uint32_t first, uint32_t n, uint32_t sense)
{
    for (uint32_t k = first; k < first + n; k++)
        at[k] = f->hits.n;
    *ATT_PUSH(&f->d->arena, &f->hits) = (hit){first, n, sense};
}

/* "Lebanon" in a report from Indiana: the place stage knows a town of that name there. */
static bool is_elsewhere(const finder *f, uint32_t t, uint32_t n, const sense *s)
{
    const att_doc *d = f->d;
    for (uint32_t i = 0; i < d->places.n && s->kind == SENSE_COUNTRY; i++)
        for (uint32_t k = 0; k < d->places.p[i].heads.n; k++)
            if (d->places.p[i].heads.p[k] >= t && d->places.p[i].heads.p[k] < t + n && d->places.p[i].country[0] &&
                d->places.p[i].mentions.p[k].n == att_tokens_span(d, t, n).n && strcmp(d->places.p[i].country, s->country) != 0)
                return true;
    return false;
}

void att_who_find_names(finder *f)
{
    att_doc *d = f->d;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        uint32_t end = d->sentences.p[i].first + d->sentences.p[i].n, length;
        for (uint32_t t = d->sentences.p[i].first; t < end; t += length) {
            const uint32_t *values;
            uint32_t n;
            length = att_phrases_find(f->t->names, d, t, end, &values, &n);
            uint32_t best = length ? best_sense(f, values, n, t, t + length) : ATT_NONE;
            if (best != ATT_NONE && !is_elsewhere(f, t, length, &f->t->senses.p[best]))
                mark(f, f->hit_at, t, length, best);
            length += !length;
        }
    }
}

/* "rebel" is a rebel where it stands by itself and tells of a commander's sector before "commander". */
static uint32_t role_sense(const finder *f, const uint32_t *values, uint32_t n, uint32_t last)
{
    att_upos u = tok(f, last)->upos;
    bool before = att_who_within_another(f, last), noun = u == ATT_NOUN || u == ATT_PROPN || u == ATT_ADJ || u == ATT_X;
    uint32_t stands = ATT_NONE, modifies = ATT_NONE;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t *which = f->t->senses.p[values[i]].modifies == STANDS ? &stands : &modifies;
        *which = *which == ATT_NONE ? values[i] : *which;
    }
    bool in_name = stands == ATT_NONE && f->name_at[last] != ATT_NONE; /* "the League for Human Rights" */
    return modifies != ATT_NONE && (before || in_name) ? modifies : noun ? stands : ATT_NONE;
}

/* The role that begins at token t, by the words as they stand, else by their lemmas; "ex-minister" by what was, "Gen." without its
 * full stop.  Its sense, or ATT_NONE. */
static uint32_t role_at(finder *f, uint32_t t, uint32_t end, uint32_t *length)
{
    const uint32_t *values[2];
    uint32_t n[2], by[2] = {att_phrases_find(f->t->roles, f->d, t, end, &values[0], &n[0]),
                            att_phrases_find_lemma(f->t->roles, f->d, t, end, &values[1], &n[1])};
    if (!by[0] && !by[1]) {
        att_str form = att_token_form(f->d, t), was = tok(f, t)->lemma;
        if (att_str_starts(was, "ex-"))
            att_phrases_get(f->t->roles, &f->d->arena, att_str_from(was, 3), &values[0], &n[0]);
        else if (form.n > 2 && att_str_ends(form, ".")) /* "Brig." */
            att_phrases_get(f->t->roles, &f->d->arena, att_str_sub(form, 0, form.n - 1), &values[0], &n[0]);
        else
            n[0] = 0;
        by[0] = n[0] > 0;
    }
    uint32_t sense = ATT_NONE;
    for (int i = 0, k = by[0] >= by[1] ? 0 : 1; i < 2 && sense == ATT_NONE; i++, k = !k) {
        sense = by[k] ? role_sense(f, values[k], n[k], t + by[k] - 1) : ATT_NONE;
        *length = sense == ATT_NONE ? 1 : by[k];
    }
    return sense;
}

void att_who_find_roles(finder *f)
{
    const att_doc *d = f->d;
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        uint32_t end = d->sentences.p[i].first + d->sentences.p[i].n, length;
        for (uint32_t t = d->sentences.p[i].first; t < end; t += length) {
            uint32_t sense = role_at(f, t, end, &length);
            if (sense != ATT_NONE)
                mark(f, f->role_at, t, length, sense);
        }
    }
}

uint32_t *att_who_no_marks(finder *f)
{
    uint32_t *at = ATT_ARRAY(&f->d->arena, uint32_t, f->d->tokens.n + 1);
    for (uint32_t t = 0; t <= f->d->tokens.n; t++)
        at[t] = ATT_NONE;
    return at;
}

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
            if (d->places.p[i].heads.p[k] >= first && d->places.p[i].heads.p[k] < first + n &&
                d->places.p[i].mentions.p[k].n == att_tokens_span(d, first, n).n)
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

/* "Gen. Ann Bo" is Ann Bo. */
static att_name without_rank(const att_doc *d, att_name n)
{
    att_str first = att_token_form(d, n.first);
    if (n.kind != ATT_PER || n.n < 2 || first.n < 3 || !att_str_ends(first, "."))
        return n;
    return (att_name){att_tokens_span(d, n.first + 1, n.n - 1), n.first + 1, n.n - 1, n.kind};
}

/* What the gazetteer knows by exactly these words is surer than the model's guess at their kind. */
void att_who_settle_names(finder *f)
{
    att_doc *d = f->d;
    for (uint32_t i = 0; i < d->names.n; i++) {
        att_name n = without_rank(d, d->names.p[i]);
        char code[4] = "";
        uint32_t h = f->hit_at[n.first];
        bool exact = h != ATT_NONE && f->hits.p[h].first == n.first && f->hits.p[h].n == n.n;
        sense_kind k = exact ? sense_of(f, h)->kind : SENSE_ROLE;
        if (exact && !(n.n == 1 && of_a_person(f, att_token_form(d, n.first))))
            n.kind = k == SENSE_LEADER ? ATT_PER : k == SENSE_BODY ? ATT_ORG : k == SENSE_ROLE ? n.kind : ATT_LOC;
        if (!exact && (n.kind == ATT_PER && n.n > 1 ? after_in(f, n.first) && att_place_country(d, att_doc_words(d, n.at), code)[0]
                                                    : is_place(d, n.first, n.n)))
            n.kind = ATT_LOC;
        if (!exact && n.n == 1 && country_in_capitals(f, att_token_form(d, n.first)))
            n.kind = ATT_LOC;
        for (uint32_t t = n.first; t < n.first + n.n; t++)
            f->name_at[t] = f->names.n;
        *ATT_PUSH(&d->arena, &f->names) = n;
    }
    for (uint32_t i = 0; i < f->names.n; i++) /* "the Ethiopian Human Rights Council" is not the Human Rights Council */
        for (uint32_t t = f->names.p[i].first; t < f->names.p[i].first + f->names.p[i].n; t++) {
            uint32_t h = f->hit_at[t], before = t > f->names.p[i].first ? f->hit_at[t - 1] : ATT_NONE;
            if (h != ATT_NONE && f->hits.p[h].first == t && before != ATT_NONE && before != h && sense_of(f, h)->kind == SENSE_BODY &&
                sense_of(f, before)->kind == SENSE_ADJECTIVE && f->names.p[i].kind == ATT_ORG)
                for (uint32_t k = t; k < t + f->hits.p[h].n; k++)
                    f->hit_at[k] = ATT_NONE;
        }
    for (uint32_t h = 0; h < f->hits.n; h++) { /* leaders whom the model missed, or whose names it cut */
        const hit *x = &f->hits.p[h];
        uint32_t first = f->name_at[x->first], last = f->name_at[x->first + x->n - 1];
        if (sense_of(f, h)->kind != SENSE_LEADER || x->n < 2 || (first == last && first != ATT_NONE))
            continue;
        for (uint32_t t = x->first; t < x->first + x->n; t++)
            f->name_at[t] = f->names.n;
        *ATT_PUSH(&d->arena, &f->names) = (att_name){att_tokens_span(d, x->first, x->n), x->first, x->n, ATT_PER};
    }
}

static bool inner(att_deprel r)
{
    switch (r) {
    case ATT_DET_REL:
    case ATT_AMOD:
    case ATT_COMPOUND:
    case ATT_NUMMOD:
    case ATT_FLAT:
    case ATT_NMOD_POSS:
    case ATT_NMOD_DESC:
    case ATT_FIXED:
    case ATT_GOESWITH:
    case ATT_DET_PREDET:
    case ATT_NMOD_UNMARKED:
    case ATT_DEP:
    case ATT_ADVMOD:
    case ATT_CASE:
    case ATT_LIST_REL:
        return true;
    default:
        return false;
    }
}

bool att_who_is_nominal(const finder *f, uint32_t t)
{
    att_upos u = tok(f, t)->upos;
    return u == ATT_NOUN || u == ATT_PROPN || u == ATT_PRON || (u == ATT_ADJ && f->hit_at[t] != ATT_NONE) ||
           (u == ATT_X && f->name_at[t] != ATT_NONE);
}

/* A word that stands within another noun phrase: not a phrase of its own. */
bool att_who_within_another(const finder *f, uint32_t t)
{
    att_deprel r = tok(f, t)->deprel;
    return r == ATT_COMPOUND || r == ATT_FLAT || r == ATT_AMOD || r == ATT_FIXED || r == ATT_GOESWITH || r == ATT_NMOD_DESC ||
           (r == ATT_NMOD_UNMARKED && tok(f, t)->head > t);
}

/* The word under `head` that token t hangs on, or t itself where it lies deeper than words of one phrase do. */
static uint32_t below(const finder *f, uint32_t t, uint32_t head)
{
    for (int i = 0; i < 8 && tok(f, t)->head != head && tok(f, t)->head != ATT_NONE; i++)
        t = tok(f, t)->head;
    return t;
}

/* To the left: everything under inner dependents, without gaps. */
static uint32_t core_first(const finder *f, uint32_t head)
{
    const att_doc *d = f->d;
    uint32_t first = head;
    for (uint32_t c = head; c-- > 0 && tok(f, c)->sentence == tok(f, head)->sentence;) {
        uint32_t top = below(f, c, head);
        bool left_case = tok(f, c)->deprel == ATT_CASE && tok(f, c)->head == head;
        bool comma = att_str_is(att_token_form(d, c), ",") && !(c > 0 && f->hit_at[c - 1] != ATT_NONE && f->hit_at[c + 1] != ATT_NONE);
        bool same_name = f->name_at[c] != ATT_NONE && f->name_at[c] == f->name_at[c + 1];
        if (same_name) {
            first = c;
            continue;
        }
        if (tok(f, top)->head != head || top > head || !(inner(tok(f, top)->deprel) || tok(f, top)->deprel == ATT_PUNCT_REL) || left_case ||
            comma)
            break;
        first = c;
    }
    while (first < head && f->name_at[first] == ATT_NONE && (tok(f, first)->upos == ATT_PUNCT || tok(f, first)->upos == ATT_ADP))
        first++;
    return first;
}

/* To the right: flat names and tight appositions. */
static uint32_t core_end(const finder *f, uint32_t head)
{
    uint32_t end = head + 1;
    for (uint32_t t = head + 1; t < f->d->tokens.n && tok(f, t)->sentence == tok(f, head)->sentence; t++) {
        uint32_t top = below(f, t, head), n = f->name_at[t];
        att_deprel r = tok(f, top)->deprel;
        bool person = r == ATT_APPOS && top == t && n != ATT_NONE && f->names.p[n].kind == ATT_PER;
        bool into_name = r == ATT_APPOS && top > t && n != ATT_NONE && f->name_at[top] == n;
        bool name = r == ATT_FLAT || r == ATT_COMPOUND || r == ATT_GOESWITH || r == ATT_FIXED || r == ATT_NMOD_DESC || r == ATT_DEP ||
                    person || into_name;
        bool same_name = n != ATT_NONE && n == f->name_at[t - 1];
        if (!same_name && (tok(f, t)->upos == ATT_PUNCT || tok(f, t)->upos == ATT_CCONJ || !(tok(f, top)->head == head && name)))
            break;
        end = t + 1;
    }
    return end;
}

/* "Secretary of Defense Ann Roe": a role of several words, then the name without a comma. */
static uint32_t end_with_role(const finder *f, uint32_t head, uint32_t end)
{
    uint32_t role = f->role_at[head];
    if (role == ATT_NONE || sense_of(f, role)->actor != ATT_PERSON) /* "of the Ministry of Defence Ann Roe": she is not the ministry */
        return end;
    uint32_t role_end = f->hits.p[role].first + f->hits.p[role].n;
    end = role_end > end ? role_end : end;
    uint32_t next = end < f->d->tokens.n && tok(f, end)->sentence == tok(f, head)->sentence ? f->name_at[end] : ATT_NONE;
    bool person = next != ATT_NONE && f->names.p[next].kind == ATT_PER && f->names.p[next].first == end;
    return person && role_end == end && end > head + 1 ? end + f->names.p[next].n : end;
}

phrase att_who_core_of(const finder *f, uint32_t head)
{
    phrase p = {head, core_first(f, head), end_with_role(f, head, core_end(f, head))};
    if (p.first < head && tok(f, p.first)->deprel == ATT_DET_REL && tok(f, p.first)->upos == ATT_PRON)
        p.first++;
    return p;
}

void att_who_mark_quoted(finder *f)
{
    const att_doc *d = f->d;
    f->quoted = ATT_ARRAY(&f->d->arena, bool, d->tokens.n + 1);
    bool in = false;
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        att_str w = att_token_form(d, t);
        bool new_paragraph =
            t == 0 || d->sentences.p[d->tokens.p[t].sentence].paragraph != d->sentences.p[d->tokens.p[t - 1].sentence].paragraph;
        if (new_paragraph)
            in = false;
        if (att_str_is(w, "\xE2\x80\x9C") || (att_str_is(w, "\"") && !in))
            in = true;
        else if (att_str_is(w, "\xE2\x80\x9D") || att_str_is(w, "\"") || att_str_is(w, "''"))
            in = false;
        f->quoted[t] = in;
    }
}
