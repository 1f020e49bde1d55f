/* statement/statement.c: quotations first, each with the cue that stands by it; then clauses of saying without marks; then phrases of source
 * ("according to"); last, which statement stands within which. */
#include "statement/statement.h"

#include "actor/actor.h"
#include "event/frame.h"
#include "lexicon/lexicon.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"

typedef struct {
    const att_row *row;
    att_str lemma, with, medium, frames;
    bool that, quote;
    uint32_t next; /* another row of the same lemma, or ATT_NONE */
} cue_word;

struct att_statement_tables {
    att_map verbs, nouns, media; /* lemma -> index */
    ATT_VEC(cue_word) words;
    ATT_VEC(att_str) phrases;    /* "according to" */
    ATT_VEC(const att_row *) phrase_rows;
};

enum { SCARE_WORDS = 5, FAR = 60 };

att_status att_statement_open(att_arena *a, const att_lexicon *l, const struct att_statement_tables **out, att_error *error)
{
    (void)error;
    struct att_statement_tables *s = ATT_NEW(a, struct att_statement_tables);
    const att_table *t = att_lexicon_table(l, "speech");
    int lemma = att_table_column(t, "lemma"), pos = att_table_column(t, "pos"), frame = att_table_column(t, "frame"), medium = att_table_column(t, "medium");
    s->verbs.arena = s->nouns.arena = s->media.arena = a;
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        att_str rest = att_row_cell(r, lemma), one, p = att_row_cell(r, pos), f = att_row_cell(r, frame);
        while (att_str_split(&rest, '|', &one)) {
            if (att_str_is(p, "phrase")) {
                *ATT_PUSH(a, &s->phrases) = one;
                *ATT_PUSH(a, &s->phrase_rows) = r;
                continue;
            }
            cue_word w = {.row = r, .lemma = one, .frames = f, .medium = att_row_cell(r, medium), .that = att_str_find(f, ATT_STR("that")) != SIZE_MAX,
                          .quote = att_str_find(f, ATT_STR("quote")) != SIZE_MAX};
            const char *blank = memchr(one.p, ' ', one.n);
            if (blank && att_str_is(p, "verb")) {
                w.lemma = (att_str){one.p, (size_t)(blank - one.p)};
                w.with = att_str_from(one, w.lemma.n + 1);
            }
            att_map *m = att_str_is(p, "verb") ? &s->verbs : att_str_is(p, "noun") ? &s->nouns : &s->media;
            uint32_t *at = att_map_add(m, w.lemma);
            w.next = *at;
            *at = s->words.n;
            *ATT_PUSH(a, &s->words) = w;
        }
    }
    *out = s;
    return ATT_OK;
}

/* ---- tokens ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    att_doc *d;
    const struct att_statement_tables *t;
    uint32_t *quote_of; /* [tokens] number of the quotation that holds a token + 1, or 0 */
} reader;

typedef struct {
    uint32_t first, end;  /* tokens between the marks */
    uint32_t open, close; /* tokens of the marks; close == end of text when the paragraph ends open */
    bool used;
} quotation;
typedef ATT_VEC(quotation) quotations;

static const att_token *tok(const reader *r, uint32_t t) { return &r->d->tokens.p[t]; }
static bool form_is(const reader *r, uint32_t t, const char *z) { return att_str_is(att_token_form(r->d, t), z); }

/* The row for a verb of saying at t: one whose particle is there before one without. */
static const cue_word *cue_at(const reader *r, uint32_t t)
{
    if (tok(r, t)->upos != ATT_VERB)
        return NULL;
    const cue_word *found = NULL;
    for (uint32_t at = att_map_find(&r->t->verbs, tok(r, t)->lemma); at != ATT_NONE; at = r->t->words.p[at].next) {
        const cue_word *w = &r->t->words.p[at];
        uint32_t nominal;
        bool with = w->with.n && att_frame_with(r->d, t, w->with, &nominal);
        if (with)
            return w;
        if (!w->with.n)
            found = w;
    }
    return found;
}

/* ---- quotations ---------------------------------------------------------------------------------------------------------------------------- */

static bool is_open(const reader *r, uint32_t t, uint32_t start)
{
    if (form_is(r, t, "\xE2\x80\x9C") || form_is(r, t, "``"))
        return true;
    if (!form_is(r, t, "\"") && !form_is(r, t, "''"))
        return false;
    bool blank_after = tok(r, t)->space_after, blank_before = t == start || tok(r, t - 1)->space_after;
    return blank_before && !blank_after;
}

static bool is_close(const reader *r, uint32_t t)
{
    return form_is(r, t, "\xE2\x80\x9D") || form_is(r, t, "''") || form_is(r, t, "\"");
}

static void find_in_paragraph(reader *r, uint32_t first, uint32_t end, quotations *out)
{
    for (uint32_t t = first; t < end; t++) {
        if (!is_open(r, t, first) && !(form_is(r, t, "\"") && t == first))
            continue;
        uint32_t close = t + 1;
        while (close < end && !is_close(r, close))
            close++;
        quotation q = {.first = t + 1, .end = close, .open = t, .close = close};
        if (q.end > q.first)
            *ATT_PUSH(&r->d->arena, out) = q;
        t = close;
    }
}

static void find_quotations(reader *r, quotations *out)
{
    att_doc *d = r->d;
    for (uint32_t i = 0; i < d->sentences.n;) {
        uint32_t p = d->sentences.p[i].paragraph, first = d->sentences.p[i].first, end = first;
        for (; i < d->sentences.n && d->sentences.p[i].paragraph == p; i++)
            end = d->sentences.p[i].first + d->sentences.p[i].n;
        att_paragraph_kind k = d->paragraphs.p[p].kind;
        if (k != ATT_HEADLINE && k != ATT_SUBHEAD)
            find_in_paragraph(r, first, end, out);
    }
    for (uint32_t i = 0; i < out->n; i++)
        for (uint32_t t = out->p[i].first; t < out->p[i].end; t++)
            r->quote_of[t] = i + 1;
}

/* ---- speakers -------------------------------------------------------------------------------------------------------------------------------- */

static uint32_t actor_at(const reader *r, uint32_t t)
{
    return t == ATT_NONE || tok(r, t)->mention == ATT_NONE ? ATT_NONE : r->d->mentions.p[tok(r, t)->mention].actor;
}

/* What says "it" and "that" is nobody; other nouns are described sources. */
static uint32_t speaker_at(reader *r, uint32_t t)
{
    uint32_t who = actor_at(r, t);
    bool thing = t != ATT_NONE && !att_token_has(r->d, t, "Number=Plur") && tok(r, t)->upos == ATT_NOUN; /* a described source is people */
    if (who != ATT_NONE || t == ATT_NONE || (tok(r, t)->upos != ATT_NOUN && tok(r, t)->upos != ATT_PROPN))
        return who;
    uint32_t owner = att_tree_child(r->d, t, ATT_NMOD_POSS, ATT_NONE);
    if (actor_at(r, owner) != ATT_NONE)
        return actor_at(r, owner);
    uint32_t of = att_frame_oblique(r->d, t, ATT_STR("of"));
    if (actor_at(r, of) != ATT_NONE && tok(r, t)->upos == ATT_NOUN)
        return actor_at(r, of);
    return thing ? ATT_NONE : att_actor_describe(r->d, t);
}

static uint32_t medium_of(const reader *r, uint32_t cue)
{
    static const char *const ways[] = {"in", "on", "at", "during", "through", "via", "by"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        uint32_t n = att_frame_oblique(r->d, cue, att_str_of(ways[i]));
        uint32_t at = n == ATT_NONE ? ATT_NONE : att_map_find(&r->t->media, tok(r, n)->lemma);
        if (at != ATT_NONE)
            return at;
    }
    return ATT_NONE;
}

static uint32_t time_on(const reader *r, uint32_t cue)
{
    for (uint32_t i = 0; i < r->d->times.n; i++)
        for (uint32_t t = r->d->times.p[i].first; t < r->d->times.p[i].first + r->d->times.p[i].n; t++) {
            uint32_t h = tok(r, t)->head;
            bool via_noun = h != ATT_NONE && tok(r, h)->head == cue && tok(r, h)->upos == ATT_NOUN && h != cue;
            if ((h == cue || via_noun) && r->d->times.p[i].from != ATT_NO_DAY)
                return i;
        }
    return ATT_NONE;
}

static uint32_t addressee_of(const reader *r, uint32_t cue)
{
    bool telling = att_token_lemma_is(r->d, cue, "tell") || att_token_lemma_is(r->d, cue, "inform") || att_token_lemma_is(r->d, cue, "assure") || att_token_lemma_is(r->d, cue, "remind");
    uint32_t t = att_tree_child(r->d, cue, ATT_IOBJ, ATT_NONE);
    if (t == ATT_NONE && telling)
        t = att_tree_child(r->d, cue, ATT_OBJ, ATT_NONE);
    return actor_at(r, t);
}

static att_span trigger_of(const reader *r, uint32_t cue)
{
    uint32_t p = att_tree_child(r->d, cue, ATT_COMPOUND_PRT, ATT_NONE);
    return p == cue + 1 ? att_span_join(tok(r, cue)->at, tok(r, p)->at) : tok(r, cue)->at;
}

static void add_statement(reader *r, uint32_t speaker, uint32_t speaker_head, uint32_t cue, const cue_word *w, att_statement_kind kind, uint32_t first, uint32_t end)
{
    att_doc *d = r->d;
    if (end <= first)
        return;
    att_statement s = {.speaker = speaker, .speaker_head = speaker_head, .cue_token = cue, .kind = kind, .content = att_tokens_span(d, first, end - first), .first = first,
                       .n = end - first, .addressee = ATT_NONE, .time = ATT_NONE, .within = ATT_NONE};
    if (cue != ATT_NONE) {
        s.cue = trigger_of(r, cue);
        s.time = time_on(r, cue);
        s.addressee = addressee_of(r, cue);
        uint32_t m = medium_of(r, cue);
        s.medium = m != ATT_NONE ? r->t->words.p[m].medium : w ? w->medium : ATT_STR("");
        if (w)
            s.because = att_row_where(&d->arena, w->row);
    }
    *ATT_PUSH(&d->arena, &d->statements) = s;
}

/* ---- a quotation's cue --------------------------------------------------------------------------------------------------------------------------- */

/* The verb of saying that a quotation belongs to: in its own sentence, outside all marks, the nearest; with the tree's word counting more. */
static uint32_t cue_of(const reader *r, const quotation *q)
{
    const att_doc *d = r->d;
    uint32_t last = tok(r, q->end - 1)->sentence, from = tok(r, q->open)->sentence, best = ATT_NONE, best_far = FAR;
    const att_sentence *a = &d->sentences.p[from], *b = &d->sentences.p[last];
    for (uint32_t t = a->first; t < b->first + b->n; t++) {
        if (r->quote_of[t] || !cue_at(r, t))
            continue;
        uint32_t far = t < q->open ? q->open - t : t - q->end;
        bool governs = false;
        for (uint32_t k = q->first; k < q->end && !governs; k++)
            governs = tok(r, k)->head == t;
        bool governed = tok(r, t)->head != ATT_NONE && tok(r, t)->head >= q->first && tok(r, t)->head < q->end;
        if (governs || governed)
            far = far > 12 ? far - 12 : 0;
        if (far < best_far) {
            best_far = far;
            best = t;
        }
    }
    return best;
}

/* Short words in marks that are part of the report's own sentence are scare quotes or titles, unless a verb of saying governs them. */
static bool scare(const reader *r, const quotation *q, uint32_t cue)
{
    uint32_t words = 0;
    bool verb = false;
    for (uint32_t t = q->first; t < q->end; t++) {
        words += tok(r, t)->upos != ATT_PUNCT;
        verb = verb || ((tok(r, t)->upos == ATT_VERB || tok(r, t)->upos == ATT_AUX) && att_token_has(r->d, t, "VerbForm=Fin"));
    }
    bool ends = q->end > q->first && (form_is(r, q->end - 1, ".") || form_is(r, q->end - 1, ",") || form_is(r, q->end - 1, "?") || form_is(r, q->end - 1, "!"));
    if (cue == ATT_NONE) /* a sentence of its own in marks goes on saying; words in marks within a sentence do not */
        return !ends || (q->open != r->d->sentences.p[tok(r, q->open)->sentence].first && words <= 12);
    return words <= SCARE_WORDS && !verb && !ends;
}

/* Whether the quotation is only a part of the clause of what is said: 'said it was "ready for anything"'. */
static bool inside_clause(const reader *r, const quotation *q, uint32_t cue, uint32_t *first, uint32_t *end)
{
    uint32_t clause = att_tree_child(r->d, cue, ATT_CCOMP, ATT_NONE);
    if (clause == ATT_NONE || (clause >= q->first && clause < q->end && q->open == cue + 1))
        return false;
    att_tree_yield(r->d, clause, first, end);
    while (*first < q->open && tok(r, *first)->upos == ATT_PUNCT)
        ++*first;
    if (r->quote_of[*first]) /* the clause begins in another quotation: that one says it */
        return false;
    if (*first > cue && *first < q->open && *end >= q->end - 1 && *end > q->open) {
        if (*end < q->end)
            *end = q->end;
        return true;
    }
    return false;
}

static void direct_statements(reader *r, quotations *quotes)
{
    uint32_t last_speaker = ATT_NONE, last_head = ATT_NONE, last_sentence = 0;
    for (uint32_t i = 0; i < quotes->n; i++) {
        quotation *q = &quotes->p[i];
        uint32_t cue = cue_of(r, q), first, end;
        if (scare(r, q, cue))
            continue;
        const cue_word *w = cue == ATT_NONE ? NULL : cue_at(r, cue);
        uint32_t subject = cue == ATT_NONE ? ATT_NONE : att_frame_agent(r->d, cue), speaker = speaker_at(r, subject);
        if (cue == ATT_NONE) { /* goes on from the quotation before, in the same or the next sentences */
            bool near = last_speaker != ATT_NONE && tok(r, q->open)->sentence <= last_sentence + 2;
            if (!near)
                continue;
            speaker = last_speaker;
            subject = last_head;
        }
        q->used = true;
        att_statement_kind kind = ATT_DIRECT;
        uint32_t from = q->first, to = q->end;
        if (cue != ATT_NONE && inside_clause(r, q, cue, &first, &end)) {
            kind = ATT_MIXED;
            from = first;
            to = end;
        } else if (cue != ATT_NONE && q->open > 0 && form_is(r, q->open - 1, "that") && tok(r, q->open - 1)->deprel == ATT_MARK)
            kind = ATT_MIXED;
        add_statement(r, speaker, subject, cue, w, kind, from, to);
        if (speaker != ATT_NONE) {
            last_speaker = speaker;
            last_head = subject;
        }
        last_sentence = tok(r, q->end - 1)->sentence;
    }
}

/* ---- clauses without marks ---------------------------------------------------------------------------------------------------------------------------- */

static bool told_already(const reader *r, uint32_t cue, uint32_t first, uint32_t end)
{
    for (uint32_t i = 0; i < r->d->statements.n; i++) {
        const att_statement *s = &r->d->statements.p[i];
        bool overlap = s->first < end && first < s->first + s->n;
        if (overlap && s->cue_token == cue)
            return true;
    }
    return false;
}

static uint32_t without_stop(const reader *r, uint32_t first, uint32_t end)
{
    while (end > first && tok(r, end - 1)->upos == ATT_PUNCT && !form_is(r, end - 1, ")") && !form_is(r, end - 1, "%"))
        end--;
    return end;
}

/* What is said around a cue that stands inside or behind it: "Talks failed, officials said." */
static bool around_cue(const reader *r, uint32_t cue, uint32_t *first, uint32_t *end)
{
    const att_sentence *s = &r->d->sentences.p[tok(r, cue)->sentence];
    uint32_t head = tok(r, cue)->head;
    uint32_t from, to;
    att_tree_yield(r->d, cue, &from, &to);
    bool parenthetic = tok(r, cue)->deprel == ATT_PARATAXIS && head != ATT_NONE && tok(r, head)->upos != ATT_PUNCT;
    if (!parenthetic)
        return false;
    *first = s->first;
    *end = s->first + s->n;
    if (to + 1 >= *end) /* the cue ends the sentence */
        *end = from;
    else if (from <= *first + 1) /* ... or opens it */
        *first = to;
    while (*end > *first && tok(r, *end - 1)->upos == ATT_PUNCT)
        --*end;
    while (*first < *end && tok(r, *first)->upos == ATT_PUNCT)
        ++*first;
    return *end > *first + 1;
}

/* What a verb governs without a clause: an infinitive, an -ing, a prepositional phrase, an object: by the frames of its row. */
static uint32_t complement_of(const reader *r, uint32_t cue, const cue_word *w)
{
    att_str rest = w->frames, f;
    const att_doc *d = r->d;
    while (rest.p && att_str_split(&rest, ' ', &f)) {
        uint32_t t = ATT_NONE;
        if (!f.n || att_str_is(f, "quote") || att_str_is(f, "that"))
            continue;
        if (att_str_is(f, "to") || att_str_is(f, "ing"))
            t = att_tree_child(d, cue, ATT_XCOMP, ATT_NONE);
        else if (att_str_is(f, "np"))
            t = att_frame_passive(d, cue) ? ATT_NONE : att_tree_child(d, cue, ATT_OBJ, ATT_NONE);
        else {
            t = att_frame_oblique(d, cue, f);
            uint32_t o = t == ATT_NONE ? att_tree_child(d, cue, ATT_OBJ, ATT_NONE) : ATT_NONE;
            if (o != ATT_NONE)
                t = att_frame_oblique(d, o, f);
        }
        if (t != ATT_NONE)
            return t;
    }
    return ATT_NONE;
}

static void indirect_statement(reader *r, uint32_t cue, const cue_word *w)
{
    att_doc *d = r->d;
    uint32_t clause = att_tree_child(d, cue, ATT_CCOMP, ATT_NONE), first, end;
    if (clause != ATT_NONE) {
        att_tree_yield(d, clause, &first, &end);
        if (first < cue && cue < end && clause > cue)
            first = cue + 1; /* "Talks, he said, failed" keeps the whole; a clause behind its cue begins there */
    } else if (!around_cue(r, cue, &first, &end)) {
        uint32_t held = complement_of(r, cue, w);
        if (held == ATT_NONE)
            return;
        att_tree_yield(d, held, &first, &end);
        if (first <= cue)
            return;
    }
    uint32_t subject = att_frame_agent(d, cue);
    bool passive = att_frame_passive(d, cue);
    if ((subject == ATT_NONE && !passive) || (passive && subject == ATT_NONE))
        return; /* nobody is credited */
    end = without_stop(r, first, end);
    uint32_t quoted = 0;
    for (uint32_t t = first; t < end; t++)
        quoted += r->quote_of[t] > 0;
    if (end <= first || told_already(r, cue, first, end) || quoted * 2 > end - first)
        return;
    uint32_t speaker = speaker_at(r, subject);
    if (speaker == ATT_NONE)
        return;
    add_statement(r, speaker, subject, cue, w, quoted ? ATT_MIXED : ATT_INDIRECT, first, end);
}

/* "according to X": the rest of the sentence is what X says. */
static void source_phrases(reader *r)
{
    att_doc *d = r->d;
    for (uint32_t t = 0; t + 1 < d->tokens.n; t++)
        for (uint32_t i = 0; i < r->t->phrases.n; i++) {
            att_str p = r->t->phrases.p[i], rest = p, word;
            uint32_t n = 0;
            bool same = true;
            while (same && att_str_split(&rest, ' ', &word)) {
                same = t + n < d->tokens.n && att_str_same(att_token_form(d, t + n), word);
                n++;
            }
            if (!same || r->quote_of[t])
                continue;
            uint32_t who = tok(r, t)->head; /* "according to" is case of its noun, or hangs above it */
            if (who == ATT_NONE || who < t + n || tok(r, who)->sentence != tok(r, t)->sentence)
                for (who = t + n; who < d->tokens.n && tok(r, who)->sentence == tok(r, t)->sentence && tok(r, who)->head != t && tok(r, who)->mention == ATT_NONE; who++)
                    ;
            if (who >= d->tokens.n || tok(r, who)->sentence != tok(r, t)->sentence)
                continue;
            const att_sentence *s = &d->sentences.p[tok(r, t)->sentence];
            uint32_t from, to, first = s->first, end = t, clause = tok(r, who)->head;
            att_tree_yield(d, who, &from, &to);
            if (clause != ATT_NONE && t > s->first + 1 && tok(r, clause)->deprel == ATT_CONJ) { /* only the clause it hangs on */
                uint32_t clause_first, clause_end;
                att_tree_yield(d, clause, &clause_first, &clause_end);
                if (clause_first < t && clause_first > s->first) {
                    first = clause_first;
                    while (first < t && (tok(r, first)->upos == ATT_PUNCT || tok(r, first)->upos == ATT_CCONJ))
                        first++;
                }
            }
            if (t <= s->first + 1) {
                first = to;
                end = s->first + s->n;
                while (first < end && tok(r, first)->upos == ATT_PUNCT)
                    first++;
            }
            end = without_stop(r, first, end);
            uint32_t speaker = speaker_at(r, who), number = d->statements.n;
            if (speaker == ATT_NONE || end <= first + 1)
                continue;
            add_statement(r, speaker, who, ATT_NONE, NULL, ATT_INDIRECT, first, end);
            d->statements.p[number].cue = att_tokens_span(d, t, n);
            d->statements.p[number].because = att_row_where(&d->arena, r->t->phrase_rows.p[i]);
        }
}

static bool can_say(const reader *r, uint32_t t)
{
    att_paragraph_kind k = r->d->paragraphs.p[r->d->sentences.p[tok(r, t)->sentence].paragraph].kind;
    return k != ATT_HEADLINE && k != ATT_SUBHEAD;
}

/* The smallest statement that holds both cue and content of another. */
static void nest(reader *r)
{
    for (uint32_t i = 0; i < r->d->statements.n; i++) {
        att_statement *s = &r->d->statements.p[i];
        for (uint32_t k = 0; k < r->d->statements.n; k++) {
            const att_statement *o = &r->d->statements.p[k];
            bool holds = k != i && s->cue.n && att_span_has(o->content, s->content) && att_span_has(o->content, s->cue) && o->content.n > s->content.n;
            if (holds && (s->within == ATT_NONE || o->content.n < r->d->statements.p[s->within].content.n))
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
    reader r = {.d = d, .t = d->engine->statement, .quote_of = ATT_ARRAY(&d->arena, uint32_t, d->tokens.n + 1)};
    quotations quotes = {0};
    find_quotations(&r, &quotes);
    direct_statements(&r, &quotes);
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        const cue_word *w = cue_at(&r, t);
        if (w && can_say(&r, t))
            indirect_statement(&r, t, w);
    }
    source_phrases(&r);
    order(d);
    nest(&r);
}
