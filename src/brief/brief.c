/* brief/brief.c: from records to the lists of a brief: positions, statements, programme, timeline. */
#include "brief/brief.h"

#include "brief/agenda.h"
#include "brief/copies.h"
#include "brief/maker.h"
#include "brief/matter.h"
#include "brief/programme.h"
#include "event/words.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "record/record.h"

enum { WORTH_SHOWING = 5 }; /* words of a statement in the brief */

/* ---- positions, statements, timeline ---------------------------------------------------------------------------------------------------
 */

static bool concerns(const att_meeting *x, const char *country)
{
    for (uint32_t i = 0; i < x->parties.n; i++)
        if (strcmp(x->parties.p[i].country, country) == 0)
            return true;
    return false;
}

static att_str speaker_of(const att_maker *m, uint32_t doc, uint32_t statement)
{
    uint32_t who = statement == ATT_NONE ? ATT_NONE : m->docs[doc]->statements.p[statement].speaker;
    return who == ATT_NONE ? ATT_STR("") : att_brief_name(m->who[doc][who]);
}

static void read_alike(att_maker *m)
{
    const att_table *t = m->n ? att_lexicon_table(m->docs[0]->engine->lexicon, "issues") : NULL;
    int word = att_table_column(t, "word"), kind = att_table_column(t, "kind"), means = att_table_column(t, "means");
    for (uint32_t i = 0; t && i < t->rows; i++) {
        att_matter one = att_matter_of(m->b->arena, att_row_cell(&t->row[i], word)),
                   two = att_matter_of(m->b->arena, att_row_cell(&t->row[i], means));
        if (att_str_is(att_row_cell(&t->row[i], kind), "same") && one.n == 1 && two.n == 1)
            *ATT_PUSH(m->b->arena, &m->alike) = (att_alike){one.word[0], two.word[0]};
    }
}

/* What an issue is about, words of one matter made one. */
static att_matter matter_of(const att_maker *m, att_str issue)
{
    att_matter x = att_matter_of(m->b->arena, issue);
    for (uint32_t i = 0; i < x.n; i++)
        for (uint32_t k = 0; k < m->alike.n; k++)
            if (x.word[i] == m->alike.p[k].word) {
                x.word[i] = m->alike.p[k].means;
                break;
            }
    return x;
}

static bool same_stand(att_maker *m, const att_stand *have, const att_position *p, const att_actor *a)
{
    if (have->stance != p->stance || !att_str_eq(have->code, att_brief_code(m->b->arena, a)))
        return false;
    att_matter one = matter_of(m, have->issue), two = matter_of(m, p->issue);
    return att_matter_same(&one, &two);
}

/* Whether the issue begins with a verb in its base form, where its sentence has it: "suspend drilling". */
static bool is_deed(const att_doc *d, const att_position *p)
{
    uint32_t t = att_token_at(d, p->evidence.at);
    if (t == ATT_NONE)
        return false;
    att_span sentence = d->sentences.p[d->tokens.p[t].sentence].at;
    size_t at = att_str_find(att_doc_words(d, sentence), p->issue);
    uint32_t opens = at == SIZE_MAX ? ATT_NONE : att_token_at(d, sentence.at + (uint32_t)at);
    return opens != ATT_NONE && att_str_is(d->tokens.p[opens].xpos, "VB");
}

/* One row for an actor's stance on a matter, with all its evidence. */
static void add_stand(att_maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_position *p = &d->positions.p[i];
    const att_actor *a = m->who[doc][p->actor];
    for (uint32_t k = 0; k < x->positions.n; k++) {
        att_stand *same = &x->positions.p[k];
        if (same_stand(m, same, p, a)) {
            *ATT_PUSH(m->b->arena, &same->evidence) = att_maker_evidence(m, doc, p->evidence, 'x', i);
            return;
        }
    }
    att_stand *new = ATT_PUSH(m->b->arena, &x->positions);
    new->code = att_brief_code(m->b->arena, a);
    bool government = a->country[0] && (att_str_ends(new->code, " GOV") || new->code.n == 3);
    new->actor = government ? att_brief_country(d, a->country) : att_brief_name(a);
    new->issue = p->issue;
    new->deed = is_deed(d, p);
    new->stance = p->stance;
    new->status = p->status;
    new->toward = att_maker_names(m, doc, &p->toward);
    new->said_by = speaker_of(m, doc, p->statement);
    *ATT_PUSH(m->b->arena, &new->evidence) = att_maker_evidence(m, doc, p->evidence, 'x', i);
}

/* "of redrawing maps" says little without "accused Malawi": what is no clause of its own begins at its word of saying. */
static att_str with_cue(const att_doc *d, const att_statement *s)
{
    enum { BETWEEN = 60 }; /* bytes */
    static const char *const words[] = {"of", "for", "to", "as", "not", "against", "from", "with"};
    att_str said = att_doc_words(d, s->content), first = said;
    bool part = false;
    att_str_split(&first, ' ', &first);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        part = part || att_str_is(first, words[i]);
    uint32_t cue_end = s->cue.at + s->cue.n;
    if (!part || s->kind == ATT_DIRECT || !s->cue.n || cue_end > s->content.at || s->content.at - cue_end > BETWEEN)
        return said;
    att_str between = att_doc_words(d, (att_span){cue_end, s->content.at - cue_end});
    bool apart = memchr(between.p, '.', between.n) || memchr(between.p, '"', between.n) || memchr(between.p, '\n', between.n);
    return apart ? said : att_doc_words(d, att_span_join(s->cue, s->content));
}

static void add_said(att_maker *m, att_meeting *x, uint32_t doc, uint32_t i)
{
    const att_doc *d = m->docs[doc];
    const att_statement *s = &d->statements.p[i];
    if (s->speaker == ATT_NONE || s->n < WORTH_SHOWING)
        return;
    att_said *new = ATT_PUSH(m->b->arena, &x->statements);
    new->speaker = att_brief_name(m->who[doc][s->speaker]);
    new->quote = with_cue(d, s);
    new->kind = s->kind;
    *ATT_PUSH(m->b->arena, &new->evidence) = att_maker_evidence(m, doc, s->content, 's', i);
}

/* The meeting that an event belongs to: its countries are among those of the parties. */
static att_meeting *meeting_for(att_maker *m, const att_countries *c)
{
    for (uint32_t i = 0; i < m->b->meetings.n; i++)
        for (int k = 0; k < c->n; k++)
            if (concerns(&m->b->meetings.p[i], c->code[k]))
                return &m->b->meetings.p[i];
    return &m->b->other;
}

static void sort_records(att_maker *m)
{
    for (uint32_t k = 0; k < m->n; k++) {
        const att_doc *d = m->docs[k];
        if (!att_maker_uses(m, k))
            continue;
        for (uint32_t i = 0; i < d->positions.n; i++) {
            att_countries c = {.n = 0};
            att_countries_add(&c, m->who[k][d->positions.p[i].actor]->country);
            att_meeting *x = meeting_for(m, &c);
            add_stand(m, x, k, i);
            att_programme_position(m, x, k, i);
        }
        att_meeting *first = m->b->meetings.n ? &m->b->meetings.p[0] : &m->b->other;
        for (uint32_t i = 0; i < d->statements.n; i++) {
            add_said(m, first, k, i);
            att_programme_statement(m, first, k, i);
        }
        for (uint32_t i = 0; i < d->events.n; i++) {
            const att_event *e = &d->events.p[i];
            att_countries c = {.n = 0};
            att_countries_add_actors(&c, m, k, &e->actor);
            att_countries_add_actors(&c, m, k, &e->recipient);
            att_meeting *x = meeting_for(m, &c);
            att_programme_event(m, x, k, i);
        }
        att_programme_days(m, first, k);
    }
}

/* ---- all ---------------------------------------------------------------------------------------------------------------- */

att_brief *att_brief_make(att_arena *arena, att_doc *const *docs, uint32_t n)
{
    att_brief *b = ATT_NEW(arena, att_brief);
    b->arena = arena;
    b->as_of = b->other.from = b->other.to = ATT_NO_DAY;
    b->made_by = n ? att_record_made_by(docs[0]) : ATT_STR("");
    att_maker m = {.b = b, .docs = docs, .n = n};
    read_alike(&m);
    uint32_t *copy_of = ATT_ARRAY(arena, uint32_t, n + 1);
    att_brief_copies(arena, docs, n, copy_of);
    for (uint32_t k = 0; k < n; k++) {
        att_brief_report *r = ATT_PUSH(arena, &b->reports);
        *r = (att_brief_report){docs[k], att_str_copy(arena, att_record_id(docs[k])), copy_of[k]};
        if (docs[k]->published > b->as_of)
            b->as_of = docs[k]->published;
    }
    att_maker_people(&m);
    att_maker_meetings(&m);
    sort_records(&m);
    for (uint32_t k = 0; k < n && b->meetings.n; k++)
        if (att_maker_uses(&m, k))
            att_brief_agenda(b, &b->meetings.p[0], k);
    if (b->meetings.n)
        att_brief_agenda_of_stands(b, &b->meetings.p[0]);
    att_maker_disagreements(&m, b->meetings.n ? &b->meetings.p[0] : &b->other);
    return b;
}

att_str att_brief_sentence(const att_brief *b, const att_evidence *e)
{
    const att_doc *d = b->reports.p[e->report].doc;
    return e->sentence < d->sentences.n ? att_doc_words(d, d->sentences.p[e->sentence].at) : ATT_STR("");
}
