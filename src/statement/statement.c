/* statement/statement.c: the stage, sentence by sentence in the order of the report: quotations with the cue that stands by them, clauses
 * of saying, phrases of source; last, which statement stands within which. */
#include "statement/statement.h"

#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"
#include "statement/reader.h"

/* ---- lex/speech.tsv -------------------------------------------------------------------------------------------------------------------
 */

static void add_word(att_arena *a, struct att_statement_tables *s, const att_row *r, att_str pos, att_str word, att_str frames,
                     att_str medium)
{
    att_cue w = {.row = r, .lemma = word, .frames = frames, .medium = medium};
    const char *blank = memchr(word.p, ' ', word.n);
    if (blank && att_str_is(pos, "verb")) {
        w.lemma = (att_str){word.p, (size_t)(blank - word.p)};
        w.with = att_str_from(word, w.lemma.n + 1);
    }
    att_map *m = att_str_is(pos, "verb")     ? &s->verbs
                 : att_str_is(pos, "noun")   ? &s->nouns
                 : att_str_is(pos, "source") ? &s->sources
                                             : &s->media;
    uint32_t *at = att_map_add(m, w.lemma);
    w.next = *at;
    *at = s->words.n;
    *ATT_PUSH(a, &s->words) = w;
}

att_status att_statement_open(att_arena *a, const att_lexicon *l, const struct att_statement_tables **out, att_error *error)
{
    (void)error;
    struct att_statement_tables *s = ATT_NEW(a, struct att_statement_tables);
    const att_table *t = att_lexicon_table(l, "speech");
    int lemma = att_table_column(t, "lemma"), pos = att_table_column(t, "pos"), frame = att_table_column(t, "frame"),
        medium = att_table_column(t, "medium");
    s->verbs.arena = s->nouns.arena = s->media.arena = s->sources.arena = a;
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        att_str rest = att_row_cell(r, lemma), one, p = att_row_cell(r, pos);
        while (att_str_split(&rest, '|', &one)) {
            if (att_str_is(p, "phrase")) {
                *ATT_PUSH(a, &s->phrases) = one;
                *ATT_PUSH(a, &s->phrase_rows) = r;
            } else {
                add_word(a, s, r, p, one, att_row_cell(r, frame), att_row_cell(r, medium));
            }
        }
    }
    *out = s;
    return ATT_OK;
}

/* ---- the stage
 * ---------------------------------------------------------------------------------------------------------------------------- */

/* The smallest statement that holds both cue and content of another. */
static void nest(att_doc *d)
{
    for (uint32_t i = 0; i < d->statements.n; i++) {
        att_statement *s = &d->statements.p[i];
        for (uint32_t k = 0; k < d->statements.n; k++) {
            const att_statement *o = &d->statements.p[k];
            bool holds = k != i && s->cue.n && att_span_has(o->content, s->content) && att_span_has(o->content, s->cue) &&
                         o->content.n > s->content.n;
            if (holds && o->cue_token != s->cue_token && (s->within == ATT_NONE || o->content.n < d->statements.p[s->within].content.n))
                s->within = k;
        }
    }
}

static void order(att_doc *d)
{
    for (uint32_t i = 1; i < d->statements.n; i++)
        for (uint32_t k = i; k > 0 && d->statements.p[k].content.at < d->statements.p[k - 1].content.at; k--) {
            att_statement x = d->statements.p[k];
            d->statements.p[k] = d->statements.p[k - 1];
            d->statements.p[k - 1] = x;
        }
}

void att_statement_stage(att_doc *d)
{
    att_reader r = {.d = d, .t = d->engine->statement, .speaker = ATT_NONE, .subject = ATT_NONE, .spoke = 0};
    r.quote_of = ATT_ARRAY(&d->arena, uint32_t, d->tokens.n + 1);
    r.in_turn = ATT_ARRAY(&d->arena, bool, d->tokens.n + 1);
    att_quotations_find(&r);
    att_turns_read(&r);
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        att_paragraph_kind k = d->paragraphs.p[d->sentences.p[i].paragraph].kind;
        if (k == ATT_HEADLINE || k == ATT_SUBHEAD)
            continue;
        att_quotations_read(&r, i);
        att_clauses_read(&r, i);
        att_sources_read(&r, i);
    }
    order(d);
    nest(d);
}
