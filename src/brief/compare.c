/* brief/compare.c: what reports, or those whom they quote, tell differently.  Two sentences of different voices are about the same when
 * they share enough words that matter; they disagree when one denies it, or when they give different lengths of time or numbers for it. */
#include "brief/maker.h"
#include "brief/matter.h"
#include "event/frame.h"
#include "event/words.h"

/* SHARED words at least, and SHARE per cent of the shorter claim's; less where lengths of time tell that the matter is the same. */
enum { DISAGREEMENTS = 12, FULL = 4, SHARED = 3, SHARE = 50, SHARE_OF_LENGTHS = 30, SHORTEST = 3, RARE = 3, VALUES = 6, VERSIONS = 4 };

typedef struct {
    uint32_t doc, sentence;
    att_matter matter;
    uint32_t speaker; /* actor of the statement that holds most of it, or ATT_NONE */
    bool denies;
    uint32_t n; /* lengths of time: */
    att_str value[VALUES];
} claim;
typedef struct {
    claim *p;
    uint32_t n, room;
    ATT_VEC(uint64_t) names; /* words of the names and offices of persons */
} claims;

/* ---- reading ------------------------------------------------------------------------------------------------------------ */

/* "There is no letter", "it is not on the agenda": the main clause of tokens [first, end) is negated. */
static bool negated(const att_doc *d, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++) {
        uint32_t head = d->tokens.p[t].head;
        bool no = att_token_lemma_is(d, t, "no") || att_token_lemma_is(d, t, "not") || att_token_lemma_is(d, t, "never");
        if (!no || head == ATT_NONE || head < first || head >= end)
            continue;
        uint32_t top = d->tokens.p[head].deprel == ATT_NSUBJ ? d->tokens.p[head].head : head;
        while (top != ATT_NONE && d->tokens.p[top].deprel == ATT_CONJ && d->tokens.p[top].head >= first && d->tokens.p[top].head < end)
            top = d->tokens.p[top].head; /* "it was settled and is not on the agenda" */
        uint32_t over = top == ATT_NONE ? ATT_NONE : d->tokens.p[top].head;
        if (over == ATT_NONE || over < first || over >= end)
            return true;
    }
    return false;
}

/* How long it lasts, by number and unit: "for six months", also where a date follows ("for six months from 1 May"). */
static void add_lengths(const att_maker *m, const att_doc *d, claim *c, uint32_t first, uint32_t end)
{
    static const char *const units[] = {"minute", "hour", "day", "week", "month", "year", "decade"};
    for (uint32_t t = first + 1; t + 1 < end && c->n < VALUES; t++)
        for (size_t i = 0; i < sizeof units / sizeof *units; i++)
            if (att_token_lemma_is(d, t + 1, units[i]) && (d->tokens.p[t].upos == ATT_NUM || d->tokens.p[t].upos == ATT_DET) &&
                att_token_lemma_is(d, t - 1, "for"))
                c->value[c->n++] =
                    att_format(m->b->arena, "%.*s %s", ATT_STR_ARG(att_str_lower(m->b->arena, att_token_form(d, t))), units[i]);
}

static void add_claim(const att_maker *m, claims *out, claim c, uint32_t first, uint32_t end)
{
    const att_doc *d = m->docs[c.doc];
    c.sentence = d->tokens.p[first].sentence;
    c.matter = att_matter_of(m->b->arena, att_doc_words(d, att_tokens_span(d, first, end - first)));
    c.denies = c.denies != (c.speaker != ATT_NONE && negated(d, first, end)); /* a report's own "not yet" denies nobody's claim */
    add_lengths(m, d, &c, first, end);
    if (c.matter.n >= SHORTEST)
        *ATT_PUSH(m->b->arena, out) = c;
}

static bool cue_denies(const att_doc *d, att_span cue)
{
    static const char *const words[] = {"deny", "refute", "dispute", "contradict"};
    uint32_t t = att_token_at(d, cue.at);
    for (size_t i = 0; t != ATT_NONE && i < sizeof words / sizeof *words; i++)
        if (att_token_lemma_is(d, t, words[i]))
            return true;
    return false;
}

static bool body(const att_doc *d, uint32_t sentence)
{
    att_paragraph_kind k = d->paragraphs.p[d->sentences.p[sentence].paragraph].kind;
    return k != ATT_HEADLINE && k != ATT_SUBHEAD;
}

/* "denied the newspaper's claim that ...": who denies says the contrary of what the newspaper claims. */
static void read_denied(const att_maker *m, uint32_t k, const att_statement *s, claims *out)
{
    const att_doc *d = m->docs[k];
    uint32_t v = s->cue_token == ATT_NONE || d->tokens.p[s->cue_token].upos != ATT_NOUN ? ATT_NONE : d->tokens.p[s->cue_token].head;
    uint32_t who = v == ATT_NONE || !cue_denies(d, d->tokens.p[v].at) ? ATT_NONE : att_frame_agent(d, v);
    if (who != ATT_NONE && d->tokens.p[who].mention != ATT_NONE)
        add_claim(m, out, (claim){.doc = k, .speaker = d->mentions.p[d->tokens.p[who].mention].actor, .denies = true}, s->first,
                  s->first + s->n);
}

/* What somebody is said to claim is his claim; what no statement holds is the report's. */
static void read_report(const att_maker *m, uint32_t k, claims *out)
{
    const att_doc *d = m->docs[k];
    bool *said = ATT_ARRAY(m->b->arena, bool, d->sentences.n + 1);
    for (uint32_t i = 0; i < d->statements.n; i++) {
        const att_statement *s = &d->statements.p[i];
        said[d->tokens.p[s->first].sentence] = true;
        add_claim(m, out, (claim){.doc = k, .speaker = s->speaker, .denies = cue_denies(d, s->cue)}, s->first, s->first + s->n);
        read_denied(m, k, s, out);
    }
    for (uint32_t i = 0; i < d->sentences.n; i++)
        if (!said[i] && body(d, i))
            add_claim(m, out, (claim){.doc = k, .speaker = ATT_NONE}, d->sentences.p[i].first,
                      d->sentences.p[i].first + d->sentences.p[i].n);
}

/* ---- comparing ---------------------------------------------------------------------------------------------------------- */

static bool other_voice(const att_maker *m, const claim *a, const claim *b)
{
    att_str one = a->speaker == ATT_NONE ? ATT_STR("") : att_brief_name(m->who[a->doc][a->speaker]);
    att_str two = b->speaker == ATT_NONE ? ATT_STR("") : att_brief_name(m->who[b->doc][b->speaker]);
    if (a->doc != b->doc)
        return !one.n || !att_str_eq(one, two);
    if (a->speaker == ATT_NONE || b->speaker == ATT_NONE || a->speaker == b->speaker)
        return false;
    return strcmp(m->who[a->doc][a->speaker]->country, m->who[b->doc][b->speaker]->country) != 0;
}

static bool has_value(const claim *c, att_str value)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (att_str_eq(c->value[i], value))
            return true;
    return false;
}

/* Each names a length of time, and one names a length that the other does not. */
static bool lengths_differ(const claim *a, const claim *b)
{
    bool differ = false;
    for (uint32_t i = 0; i < a->n; i++)
        differ = differ || !has_value(b, a->value[i]);
    for (uint32_t i = 0; i < b->n; i++)
        differ = differ || !has_value(a, b->value[i]);
    return a->n && b->n && differ;
}

static bool of_government(const att_maker *m, const claim *c)
{
    const att_actor *a = c->speaker == ATT_NONE ? NULL : m->who[c->doc][c->speaker];
    return a && a->country[0] && (a->kind == ATT_COUNTRY || (a->n_sectors && a->sector[0] == ATT_SECTOR_GOV));
}

/* A word that both have and that few claims have: what two governments give the lie to each other about. */
static bool share_rare(const claims *all, const claim *a, const claim *b)
{
    for (uint32_t i = 0; i < a->matter.n; i++) {
        att_matter one = {.n = 1, .word = {a->matter.word[i]}};
        uint32_t having = 0;
        if (!att_matter_shared(&one, &b->matter))
            continue;
        for (uint32_t k = 0; k < all->n; k++)
            having += att_matter_shared(&one, &all->p[k].matter) > 0;
        if (having <= RARE)
            return true;
    }
    return false;
}

/* Governments of two countries of whom one denies: one rare word is enough to tell that it is the same matter. */
static bool give_the_lie(const att_maker *m, const claims *all, const claim *a, const claim *b)
{
    return other_voice(m, a, b) && of_government(m, a) && of_government(m, b) && a->denies != b->denies &&
           strcmp(m->who[a->doc][a->speaker]->country, m->who[b->doc][b->speaker]->country) != 0 && share_rare(all, a, b);
}

/* Whether they share but the names of persons and their offices: two things told of one man. */
static bool only_names(const claims *all, const claim *a, const claim *b)
{
    for (uint32_t i = 0; i < a->matter.n; i++) {
        att_matter one = {.n = 1, .word = {a->matter.word[i]}};
        bool name = false;
        for (uint32_t k = 0; k < all->names.n && !name; k++)
            name = all->names.p[k] == a->matter.word[i];
        if (!name && att_matter_shared(&one, &b->matter))
            return false;
    }
    return true;
}

/* How much two claims are at odds; 0: not. */
static uint32_t odds(const att_maker *m, const claims *all, const claim *a, const claim *b)
{
    if (a->doc == b->doc && a->sentence == b->sentence)
        return 0;
    uint32_t shared = att_matter_shared(&a->matter, &b->matter), less = a->matter.n < b->matter.n ? a->matter.n : b->matter.n;
    bool length = lengths_differ(a, b);
    if (give_the_lie(m, all, a, b))
        return 60;
    if (a->matter.n < FULL || b->matter.n < FULL)
        return 0;
    if (!other_voice(m, a, b) || shared < SHARED || only_names(all, a, b) || (a->denies == b->denies && !length))
        return 0;
    return shared * 100 >= less * (length ? SHARE_OF_LENGTHS : SHARE) ? shared * 100 / less + (length ? 50 : 0) : 0;
}

static void add_version(const att_maker *m, att_disagreement *x, const claim *c)
{
    const att_doc *d = m->docs[c->doc];
    att_told *v = ATT_PUSH(m->b->arena, &x->versions);
    v->value = att_doc_words(d, d->sentences.p[c->sentence].at);
    *ATT_PUSH(m->b->arena, &v->evidence) = att_maker_evidence(m, c->doc, d->sentences.p[c->sentence].at, 0, 0);
}

static bool has_version(const att_disagreement *x, const claim *c)
{
    for (uint32_t i = 0; i < x->versions.n; i++)
        if (x->versions.p[i].evidence.p[0].report == c->doc && x->versions.p[i].evidence.p[0].sentence == c->sentence)
            return true;
    return false;
}

/* The words that both claims have, in the words of the first. */
static att_str common_words(const att_maker *m, const claim *a, const claim *b)
{
    const att_doc *d = m->docs[a->doc];
    const att_sentence *s = &d->sentences.p[a->sentence];
    att_buf out = {.arena = m->b->arena};
    att_matter told = {.n = 0};
    for (uint32_t t = s->first; t < s->first + s->n && told.n < ATT_MATTER_WORDS; t++) {
        att_matter one = att_matter_of(m->b->arena, att_token_form(d, t));
        if (!one.n || !att_matter_shared(&one, &b->matter) || att_matter_shared(&one, &told))
            continue;
        told.word[told.n++] = one.word[0];
        if (out.n)
            att_buf_add(&out, ATT_STR(" "));
        att_buf_add(&out, att_token_form(d, t));
    }
    return att_buf_str(&out);
}

/* A pair joins the disagreement that has one of its claims, else opens one. */
static void add_pair(const att_maker *m, att_meeting *x, const claim *a, const claim *b)
{
    for (uint32_t i = 0; i < x->disagreements.n; i++) {
        att_disagreement *old = &x->disagreements.p[i];
        bool one = has_version(old, a), two = has_version(old, b);
        if (one == two && one)
            return;
        if ((one || two) && old->versions.n < VERSIONS) {
            add_version(m, old, one ? b : a);
            return;
        }
    }
    if (x->disagreements.n == DISAGREEMENTS)
        return;
    att_disagreement *new = ATT_PUSH(m->b->arena, &x->disagreements);
    new->about = common_words(m, a, b);
    add_version(m, new, a);
    add_version(m, new, b);
}

static void take_names(const att_maker *m, claims *out)
{
    for (uint32_t k = 0; k < m->n; k++)
        for (uint32_t i = 0; i < m->docs[k]->actors.n; i++) {
            const att_actor *a = m->who[k][i];
            att_str words[] = {a->name, a->office};
            for (size_t w = 0; a->kind == ATT_PERSON && w < sizeof words / sizeof *words; w++) {
                att_matter x = att_matter_of(m->b->arena, words[w]);
                for (uint32_t j = 0; j < x.n; j++)
                    *ATT_PUSH(m->b->arena, &out->names) = x.word[j];
            }
        }
}

/* ---- in one sentence ---------------------------------------------------------------------------------------------------- */

static bool claims_something(const att_doc *d, uint32_t v)
{
    static const char *const words[] = {"claim", "say", "hold", "insist", "maintain", "argue", "assert", "believe", "contend", "deny"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_token_lemma_is(d, v, words[i]))
            return true;
    return false;
}

static const char *country_of_subject(const att_maker *m, uint32_t doc, uint32_t v)
{
    const att_doc *d = m->docs[doc];
    uint32_t s = att_tree_child(d, v, ATT_NSUBJ, ATT_NONE);
    return s == ATT_NONE || d->tokens.p[s].mention == ATT_NONE ? "" : m->who[doc][d->mentions.p[d->tokens.p[s].mention].actor]->country;
}

/* "Malawi claims the north, while Tanzania says that the border runs through the middle". */
static void read_contrast(const att_maker *m, att_meeting *x, uint32_t doc, uint32_t v)
{
    const att_doc *d = m->docs[doc];
    for (uint32_t c = att_tree_next(d, v, v); c != ATT_NONE; c = att_tree_next(d, v, c)) {
        uint32_t mark = att_tree_child(d, c, ATT_MARK, ATT_NONE);
        bool against = mark != ATT_NONE && (att_token_lemma_is(d, mark, "while") || att_token_lemma_is(d, mark, "whereas"));
        const char *one = country_of_subject(m, doc, v), *two = country_of_subject(m, doc, c);
        if (!against || !claims_something(d, c) || !one[0] || !two[0] || !strcmp(one, two) || x->disagreements.n == DISAGREEMENTS)
            continue;
        att_disagreement *new = ATT_PUSH(m->b->arena, &x->disagreements);
        uint32_t first, end, from, to;
        att_tree_yield(d, v, &first, &end);
        att_tree_yield(d, c, &from, &to);
        att_span spans[] = {att_tokens_span(d, first, from > first ? from - first : 1), att_tokens_span(d, mark + 1, to - mark - 1)};
        uint32_t object = att_tree_child(d, v, ATT_OBJ, ATT_NONE);
        new->about = object == ATT_NONE ? att_doc_words(d, spans[0]) : att_doc_words(d, att_brief_phrase(d, object));
        for (int i = 0; i < 2; i++) {
            att_told *told = ATT_PUSH(m->b->arena, &new->versions);
            told->value = att_doc_words(d, spans[i]);
            *ATT_PUSH(m->b->arena, &told->evidence) = att_maker_evidence(m, doc, spans[i], 0, 0);
        }
    }
}

void att_maker_disagreements(att_maker *m, att_meeting *x)
{
    for (uint32_t k = 0; k < m->n; k++)
        for (uint32_t t = 0; t < m->docs[k]->tokens.n && att_maker_uses(m, k); t++)
            if (m->docs[k]->tokens.p[t].upos == ATT_VERB && body(m->docs[k], m->docs[k]->tokens.p[t].sentence) &&
                claims_something(m->docs[k], t))
                read_contrast(m, x, k, t);
    claims c = {0};
    take_names(m, &c);
    for (uint32_t k = 0; k < m->n; k++)
        if (att_maker_uses(m, k))
            read_report(m, k, &c);
    for (uint32_t floor = 200; floor > 0; floor = floor > 25 ? floor - 25 : 0) /* the plainest first */
        for (uint32_t i = 0; i < c.n; i++)
            for (uint32_t k = i + 1; k < c.n; k++) {
                uint32_t o = odds(m, &c, &c.p[i], &c.p[k]);
                if (o >= floor && (floor == 200 || o < floor + 25))
                    add_pair(m, x, &c.p[i], &c.p[k]);
            }
}
