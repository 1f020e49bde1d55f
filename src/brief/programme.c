/* brief/programme.c */
#include "brief/programme.h"

#include "brief/clause.h"
#include "brief/matter.h"
#include "event/frame.h"
#include "event/status.h"
#include "event/words.h"

enum { MONTH = 31 }; /* days */

typedef ATT_VEC(att_entry) entries;

static const att_token *tok(const att_doc *d, uint32_t t) { return &d->tokens.p[t]; }

/* ---- voices
 * ------------------------------------------------------------------------------------------------------------------------------ */

static uint32_t speaker_of(const att_doc *d, uint32_t statement)
{
    return statement == ATT_NONE ? ATT_NONE : d->statements.p[statement].speaker;
}

static att_str name_of(const att_maker *m, uint32_t doc, uint32_t actor)
{
    return actor == ATT_NONE ? ATT_STR("") : att_brief_name(m->who[doc][actor]);
}

/* Whether who speaks is in the government of a party. */
static bool of_party(const att_maker *m, const att_meeting *x, uint32_t doc, uint32_t actor)
{
    if (actor == ATT_NONE)
        return false;
    const att_actor *a = m->who[doc][actor];
    for (uint32_t i = 0; i < x->parties.n; i++)
        if (strcmp(x->parties.p[i].country, a->country) == 0)
            return a->kind == ATT_COUNTRY || (a->n_sectors && a->sector[0] == ATT_SECTOR_GOV);
    return false;
}

bool att_maker_is_pact(const att_doc *d, uint32_t statement)
{
    static const char *const papers[] = {"communique", "communiqu\xC3\xA9", "agreement", "accord", "treaty", "declaration", "deal",
                                         "pact",       "protocol",          "memorandum"};
    uint32_t speaker = speaker_of(d, statement);
    att_str rest = speaker == ATT_NONE ? ATT_STR("") : d->actors.p[speaker].name, word;
    if (speaker == ATT_NONE || d->actors.p[speaker].kind != ATT_GROUP)
        return false;
    while (att_str_split(&rest, ' ', &word))
        for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
            if (att_str_same(word, att_str_of(papers[i])))
                return true;
    return false;
}

/* ---- entries
 * ------------------------------------------------------------------------------------------------------------------------------ */

static bool same_words(att_maker *m, att_str a, att_str b)
{
    att_matter one = att_matter_of(m->b->arena, a), two = att_matter_of(m->b->arena, b);
    uint32_t less = one.n < two.n ? one.n : two.n;
    return less && att_matter_shared(&one, &two) * 3 >= less * 2;
}

static bool has_evidence(const att_entry *e, const att_evidence *v)
{
    for (uint32_t i = 0; i < e->evidence.n; i++)
        if (e->evidence.p[i].report == v->report && e->evidence.p[i].sentence == v->sentence)
            return true;
    return false;
}

/* Two reports of one occurrence: of one type by the same on one day, or in nearly the same words. */
static bool same_entry(att_maker *m, const att_entry *a, const att_entry *b)
{
    if ((a->date.n && b->date.n && !att_str_eq(a->date, b->date)) || (a->status == ATT_NEGATED) != (b->status == ATT_NEGATED))
        return false;
    bool deed = a->type == b->type && a->type != ATT_NO_EVENT && a->actors.n && att_str_same(a->actors, b->actors);
    return deed || same_words(m, a->what, b->what) || (has_evidence(a, &b->evidence.p[0]) && att_str_eq(a->what, b->what));
}

static void add_entry(att_maker *m, void *to, const att_entry *entry, bool by_day)
{
    entries *list = to;
    if (att_str_starts(entry->what, "who ") || att_str_starts(entry->what, "whether ")) /* a question is no fact */
        return;
    for (uint32_t i = 0; i < list->n; i++)
        if (same_entry(m, &list->p[i], entry)) {
            if (!has_evidence(&list->p[i], &entry->evidence.p[0]))
                *ATT_PUSH(m->b->arena, &list->p[i].evidence) = entry->evidence.p[0];
            return;
        }
    uint32_t at = list->n;
    (void)ATT_PUSH(m->b->arena, list);
    for (; by_day && at > 0 && list->p[at - 1].from > entry->from; at--)
        list->p[at] = list->p[at - 1];
    list->p[at] = *entry;
}

static att_entry entry_of_event(att_maker *m, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_event *e = &d->events.p[i];
    att_str actors = att_maker_names(m, doc, &e->actor), to = att_maker_names(m, doc, &e->recipient);
    att_entry x = {.date = e->date,
                   .from = e->from,
                   .to = e->to,
                   .clock = e->clock,
                   .zone = att_maker_zone(d, e->from, e->clock),
                   .type = e->type,
                   .status = e->status,
                   .by = name_of(m, doc, speaker_of(d, e->statement)),
                   .what = att_clause_words(m->b->arena, d, e->token)};
    x.actors = to.n
                   ? att_format(m->b->arena, ATT_STR_FMT " -> " ATT_STR_FMT, ATT_STR_ARG(actors.n ? actors : ATT_STR("?")), ATT_STR_ARG(to))
                   : actors;
    *ATT_PUSH(m->b->arena, &x.evidence) = att_maker_evidence(m, doc, e->trigger, 'e', i);
    return x;
}

static att_entry entry_of_words(att_maker *m, uint32_t doc, att_str what, att_event_status status, uint32_t speaker, att_span at,
                                char record, uint32_t number)
{
    att_entry x = {.from = ATT_NO_DAY, .to = ATT_NO_DAY, .status = status, .by = name_of(m, doc, speaker), .what = what};
    *ATT_PUSH(m->b->arena, &x.evidence) = att_maker_evidence(m, doc, at, record, number);
    return x;
}

/* ---- which list
 * ------------------------------------------------------------------------------------------------------------------------------ */

/* Said as fact, or agreed: fixed; to come by the word of a party: announced; by the word of anybody else: expected. */
static bool is_meeting(const att_meeting *x, const att_entry *e)
{
    const att_evidence *v = &e->evidence.p[0];
    for (uint32_t k = 0; v->record == 'e' && k < x->evidence.n; k++)
        if (x->evidence.p[k].report == v->report && x->evidence.p[k].record == 'e' && x->evidence.p[k].number == v->number)
            return true;
    return false;
}

static void add_by_voice(att_maker *m, att_meeting *x, uint32_t doc, uint32_t statement, const att_entry *entry)
{
    bool party = of_party(m, x, doc, speaker_of(m->docs[doc], statement)), pact = att_maker_is_pact(m->docs[doc], statement);
    bool done = entry->status == ATT_OCCURRED || entry->status == ATT_ONGOING, sure = done || entry->status == ATT_SCHEDULED;
    if (is_meeting(x, entry) && !done) /* that it is planned stands at the top */
        return;
    if (pact ? sure : done && statement == ATT_NONE)
        add_entry(m, &x->fixed, entry, false);
    else if (party)
        add_entry(m, &x->announced, entry, false);
    else if (!done)
        add_entry(m, &x->expected, entry, false);
}

static bool since(const att_meeting *x, const att_event *e)
{
    return x->from != ATT_NO_DAY && (e->from == ATT_NO_DAY ? false : e->from >= x->from);
}

void att_programme_event(att_maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_event *e = &d->events.p[i];
    att_entry entry = entry_of_event(m, doc, i);
    if (e->from != ATT_NO_DAY && e->same_as == ATT_NONE)
        add_entry(m, &x->timeline, &entry, true);
    bool meets = e->type == ATT_CONSULT && att_meeting_on_day(x, d, e), done = e->status == ATT_OCCURRED || e->status == ATT_ONGOING;
    if (e->status == ATT_NEGATED || x == &m->b->other || (!meets && !since(x, e) && done) ||
        (!meets && !since(x, e) && e->from != ATT_NO_DAY))
        return;
    if (done && !meets && e->statement != ATT_NONE && !att_maker_is_pact(d, e->statement)) /* a claim stands under who said what */
        return;
    add_by_voice(m, x, doc, e->statement, &entry);
}

void att_programme_position(att_maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_position *p = &d->positions.p[i];
    static const char *const denials[] = {"deny", "dispute", "refute", "rebut"};
    for (size_t k = 0; k < sizeof denials / sizeof *denials; k++)
        if (att_token_lemma_is(d, p->trigger, denials[k]) && p->stance == ATT_OPPOSES && x != &m->b->other) {
            att_entry entry = entry_of_words(m, doc, p->issue, ATT_NEGATED, p->actor, p->evidence, 'x', i);
            add_entry(m, &x->denied, &entry, false);
            return;
        }
    if (p->status == ATT_ONGOING || p->status == ATT_OCCURRED || p->status == ATT_NEGATED)
        return;
    att_entry entry =
        entry_of_words(m, doc, att_clause_words(m->b->arena, d, p->trigger), p->status, speaker_of(d, p->statement), p->evidence, 'x', i);
    add_by_voice(m, x, doc, p->statement, &entry);
}

/* ---- statements
 * ---------------------------------------------------------------------------------------------------------------------------- */

static bool cue_denies(const att_doc *d, const att_statement *s)
{
    static const char *const words[] = {"deny", "refute", "dispute", "contradict", "rebut"};
    for (size_t i = 0; s->cue_token != ATT_NONE && i < sizeof words / sizeof *words; i++)
        if (att_token_lemma_is(d, s->cue_token, words[i]))
            return att_status_of((att_doc *)d, s->cue_token) != ATT_NEGATED &&
                   !att_token_lemma_is(d, s->cue_token ? s->cue_token - 1 : 0, "nor");
    return false;
}

/* "There is no letter", "had no plans": what is said is that there is none. */
static bool says_none(const att_doc *d, const att_statement *s)
{
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        uint32_t noun = tok(d, t)->head, v = noun == ATT_NONE ? ATT_NONE : tok(d, noun)->head;
        if (!att_token_lemma_is(d, t, "no") || tok(d, t)->deprel != ATT_DET_REL || v == ATT_NONE)
            continue;
        bool be = tok(d, noun)->deprel == ATT_NSUBJ && att_tree_child(d, v, ATT_EXPL, ATT_NONE) != ATT_NONE,
             have = tok(d, noun)->deprel == ATT_OBJ && att_token_lemma_is(d, v, "have");
        if (be || have)
            return true;
    }
    return false;
}

static bool opens_with_that(const att_doc *d, uint32_t t)
{
    return att_str_is(att_token_form(d, t), "that") && tok(d, t)->deprel == ATT_MARK;
}

/* The word that carries what is said. */
static uint32_t head_of(const att_doc *d, const att_statement *s)
{
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        uint32_t h = tok(d, t)->head;
        if (tok(d, t)->upos != ATT_PUNCT && (h == ATT_NONE || h < s->first || h >= s->first + s->n))
            return t;
    }
    return s->first;
}

/* The day that what is laid down names last: "held since March 9, are to be handed over by April 24". */
static void set_last_day(const att_doc *d, const att_statement *s, att_entry *entry)
{
    for (uint32_t i = 0; i < d->times.n; i++) {
        const att_time *t = &d->times.p[i];
        if (t->from == ATT_NO_DAY || t->to - t->from > MONTH || t->first < s->first || t->first >= s->first + s->n)
            continue;
        entry->date = t->value;
        entry->from = t->from;
        entry->to = t->to;
    }
}

void att_programme_statement(att_maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_statement *s = &d->statements.p[i];
    if (s->speaker == ATT_NONE || x == &m->b->other)
        return;
    bool party = of_party(m, x, doc, s->speaker);
    uint32_t head = head_of(d, s);
    att_event_status status = tok(d, head)->upos == ATT_VERB || tok(d, head)->upos == ATT_ADJ || tok(d, head)->upos == ATT_NOUN
                                  ? att_status_of((att_doc *)d, head)
                                  : ATT_OCCURRED;
    uint32_t first = s->first + (opens_with_that(d, s->first) ? 1 : 0);
    att_entry entry = entry_of_words(m, doc, att_doc_words(d, att_tokens_span(d, first, s->first + s->n - first)), status, s->speaker,
                                     s->content, 's', i);
    if (cue_denies(d, s) || (party && says_none(d, s))) {
        entry.status = ATT_NEGATED;
        add_entry(m, &x->denied, &entry, false);
    } else if (att_maker_is_pact(d, i)) {
        set_last_day(d, s, &entry);
        entry.status = status == ATT_OCCURRED ? ATT_OCCURRED : ATT_SCHEDULED;
        add_entry(m, &x->fixed, &entry, false);
    } else if (!party && s->kind != ATT_DIRECT &&
               (status == ATT_SCHEDULED || status == ATT_EXPECTED || status == ATT_POSSIBLE || status == ATT_CONDITIONAL))
        add_entry(m, &x->expected, &entry, false);
}

/* ---- days
 * ------------------------------------------------------------------------------------------------------------------------------------ */

static bool told_by_event(const att_doc *d, uint32_t verb, att_day from)
{
    for (uint32_t i = 0; i < d->events.n; i++)
        if (d->events.p[i].from == from && (d->events.p[i].token == verb || att_clause_verb(d, d->events.p[i].token) == verb))
            return true;
    return false;
}

/* Within what a deed or a statement of the sentence tells: not a day of publication, of birth, of a quotation. */
void att_programme_days(att_maker *m, att_meeting *x, uint32_t doc)
{
    const att_doc *d = m->docs[doc];
    for (uint32_t i = 0; i < d->times.n; i++) {
        const att_time *t = &d->times.p[i];
        bool day = t->from != ATT_NO_DAY && t->to - t->from <= MONTH;
        if (!day)
            continue;
        uint32_t verb = att_clause_nearest(d, t->first);
        bool shares = tok(d, verb)->deprel == ATT_CONJ || tok(d, verb)->deprel == ATT_XCOMP;
        if (att_clause_verb(d, verb) != verb && !shares) /* "thanked Seoul for rescuing sailors in April": no clause of its own */
            continue;
        att_paragraph_kind k = d->paragraphs.p[d->sentences.p[tok(d, t->first)->sentence].paragraph].kind;
        bool says = false;
        for (uint32_t s = 0; s < d->statements.n; s++)
            says = says || d->statements.p[s].cue_token == verb;
        if (says || k == ATT_HEADLINE || k == ATT_SUBHEAD ||
            (tok(d, verb)->upos != ATT_VERB && tok(d, verb)->upos != ATT_AUX && tok(d, verb)->upos != ATT_ADJ) ||
            told_by_event(d, verb, t->from))
            continue;
        uint32_t said = att_doc_statement_around(d, t->at);
        att_entry entry = entry_of_words(m, doc, att_clause_deed(m->b->arena, d, verb), att_status_of((att_doc *)d, verb),
                                         speaker_of(d, said), att_tokens_span(d, verb, 1), 0, 0);
        entry.date = t->value;
        entry.from = t->from;
        entry.to = t->to;
        entry.clock = t->clock;
        entry.zone = att_maker_zone(d, t->from, t->clock);
        add_entry(m, &x->timeline, &entry, true);
        if (x != &m->b->other && x->from != ATT_NO_DAY && t->from >= x->from && entry.status != ATT_NEGATED &&
            (said == ATT_NONE || att_maker_is_pact(d, said)))
            add_by_voice(m, x, doc, said, &entry);
    }
}
