/* statement/source.c: sources that no verb credits: "according to X", "in the view of X", and nouns of saying with their clause ("the
 * ministry's claim that ..."). */
#include "statement/reader.h"

#include "event/frame.h"

static const att_token *tok(const att_reader *r, uint32_t t) { return att_reader_token(r, t); }
static bool is_punct(const att_reader *r, uint32_t t) { return tok(r, t)->upos == ATT_PUNCT; }

/* ---- phrases
 * ------------------------------------------------------------------------------------------------------------------------------ */

/* How many tokens from t on are the words of the phrase; 0: they are not. */
static uint32_t matches(const att_reader *r, uint32_t t, att_str phrase)
{
    uint32_t n = 0;
    att_str rest = phrase, word;
    while (att_str_split(&rest, ' ', &word)) {
        if (t + n >= r->d->tokens.n || !att_str_same(att_token_form(r->d, t + n), word))
            return 0;
        n++;
    }
    return n;
}

/* The nominal that the phrase at t credits: "according to" is case of its noun, or hangs above it. */
static uint32_t credited(const att_reader *r, uint32_t t, uint32_t n)
{
    const att_doc *d = r->d;
    uint32_t who = tok(r, t)->head, sentence = tok(r, t)->sentence;
    if (who != ATT_NONE && who >= t + n && tok(r, who)->sentence == sentence)
        return who;
    for (who = t + n; who < d->tokens.n && tok(r, who)->sentence == sentence; who++)
        if (tok(r, who)->head == t || tok(r, who)->mention != ATT_NONE)
            return who;
    return ATT_NONE;
}

/* The words that the phrase at t vouches for: the rest of its sentence, or only the clause it hangs on. */
static void vouched(const att_reader *r, uint32_t t, uint32_t who, uint32_t *first, uint32_t *end)
{
    uint32_t start, clause = tok(r, who)->head, clause_first, clause_end;
    att_cue_reach(r, t, first, end);
    start = *first;
    if (t <= start + 1) {
        for (*first = who + 1; *first < *end && !is_punct(r, *first);)
            ++*first;
        while (*first < *end && is_punct(r, *first))
            ++*first;
        return;
    }
    *end = t;
    if (clause == ATT_NONE || tok(r, clause)->deprel != ATT_CONJ)
        return;
    att_tree_yield(r->d, clause, &clause_first, &clause_end);
    if (clause_first >= t || clause_first <= start)
        return;
    *first = clause_first;
    while (*first < t && (is_punct(r, *first) || tok(r, *first)->upos == ATT_CCONJ))
        ++*first;
}

static void read_phrase(att_reader *r, uint32_t t, uint32_t n, const att_row *row)
{
    att_doc *d = r->d;
    uint32_t who = credited(r, t, n), first, end;
    if (who == ATT_NONE)
        return;
    vouched(r, t, who, &first, &end);
    end = att_cue_without_stop(r, first, end);
    uint32_t speaker = att_cue_speaker(r, who, NULL), quoted = 0;
    for (uint32_t i = first; i < end; i++)
        quoted += r->quote_of[i] > 0;
    if (speaker == ATT_NONE || end <= first + 1)
        return;
    uint32_t s = att_cue_add(r, speaker, who, ATT_NONE, NULL, quoted ? ATT_MIXED : ATT_INDIRECT, first, end);
    d->statements.p[s].cue = att_tokens_span(d, t, n);
    d->statements.p[s].because = att_row_where(&d->arena, row);
}

/* ---- nouns
 * -------------------------------------------------------------------------------------------------------------------------------- */

static uint32_t clause_of(const att_reader *r, uint32_t noun)
{
    static const att_deprel kinds[] = {ATT_ACL, ATT_CCOMP};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (uint32_t c = att_tree_child(r->d, noun, kinds[i], ATT_NONE); c != ATT_NONE; c = att_tree_child(r->d, noun, kinds[i], c)) {
            uint32_t mark = att_tree_child(r->d, c, ATT_MARK, ATT_NONE);
            if (mark != ATT_NONE && att_reader_form(r, mark, "that"))
                return c;
        }
    return ATT_NONE;
}

/* Whose claim it is: its owner, or who stands behind "by", "of" or "from", or an adjective. */
static uint32_t owner_of(const att_reader *r, uint32_t noun)
{
    static const char *const roles[] = {"poss", "by", "from", "of", "adj"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        uint32_t t = att_frame_noun_role(r->d, noun, att_str_of(roles[i]));
        if (t != ATT_NONE && (tok(r, t)->mention != ATT_NONE || i == 0))
            return t;
    }
    return ATT_NONE;
}

/* "the claim that soldiers crossed, saying it was invented": the saying is not claimed, wherever the tree hangs it. */
static uint32_t before_saying(const att_reader *r, uint32_t clause, uint32_t end)
{
    for (uint32_t c = att_tree_child(r->d, clause, ATT_ADVCL, ATT_NONE); c != ATT_NONE; c = att_tree_child(r->d, clause, ATT_ADVCL, c))
        if (c > clause && c < end && att_reader_form(r, c - 1, ",") && att_str_is(tok(r, c)->xpos, "VBG") && att_cue_at(r, c))
            return c - 1;
    return end;
}

static void read_noun(att_reader *r, uint32_t t, const att_cue *w)
{
    uint32_t clause = clause_of(r, t), owner = clause == ATT_NONE ? ATT_NONE : owner_of(r, t), first, end;
    if (owner == ATT_NONE)
        return;
    att_tree_yield(r->d, clause, &first, &end);
    end = att_cue_without_stop(r, first, before_saying(r, clause, end));
    uint32_t speaker = att_cue_speaker(r, owner, NULL), quoted = 0;
    for (uint32_t i = first; i < end; i++)
        quoted += r->quote_of[i] > 0;
    if (speaker != ATT_NONE && !att_cue_told(r, t, first, end))
        att_cue_add(r, speaker, owner, t, w, quoted ? ATT_MIXED : ATT_INDIRECT, first, end);
}

void att_sources_read(att_reader *r, uint32_t sentence)
{
    const att_sentence *s = &r->d->sentences.p[sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        uint32_t at = tok(r, t)->upos == ATT_NOUN ? att_map_find(&r->t->nouns, tok(r, t)->lemma) : ATT_NONE, n = 0;
        if (at != ATT_NONE)
            read_noun(r, t, &r->t->words.p[at]);
        for (uint32_t i = 0; i < r->t->phrases.n && !n && !r->quote_of[t]; i++)
            if ((n = matches(r, t, r->t->phrases.p[i])) > 0)
                read_phrase(r, t, n, r->t->phrase_rows.p[i]);
    }
}
