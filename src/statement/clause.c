/* statement/clause.c: what is said in clauses without marks: behind the cue ("said that talks failed"), around it ("Talks, he said,
 * failed"), before it ("Talks failed, he said"). */
#include "statement/reader.h"

#include "actor/actor.h"
#include "event/frame.h"

static const att_token *tok(const att_reader *r, uint32_t t) { return att_reader_token(r, t); }
static bool is_punct(const att_reader *r, uint32_t t) { return tok(r, t)->upos == ATT_PUNCT; }

/* ---- around the cue -------------------------------------------------------------------------------------------------------------------
 */

/* The words of attribution: the cue with its subject and what hangs on both, from comma to comma. */
static void attribution(const att_reader *r, uint32_t cue, uint32_t subject, uint32_t first, uint32_t end, uint32_t *from, uint32_t *to)
{
    uint32_t a = cue, b = cue + 1, x, y, quoting = att_cue_quoting(r, cue);
    if (quoting != ATT_NONE) /* "the agency quoted him as saying": from the agency on */
        subject = att_frame_subject(r->d, quoting);
    if (subject != ATT_NONE && subject >= first && subject < end) {
        att_tree_yield(r->d, subject, &x, &y);
        while (x < subject && is_punct(r, x))
            x++;
        if (subject < cue)
            a = x < cue && x >= first ? x : subject;
        else
            b = y > cue ? y : subject + 1;
    }
    if (subject == ATT_NONE || subject > cue)
        while (a > first && (tok(r, a - 1)->upos == ATT_ADV || tok(r, a - 1)->upos == ATT_AUX))
            a--;
    while (b < end && !is_punct(r, b))
        b++;
    *from = a;
    *to = b;
}

static bool is_comma(const att_reader *r, uint32_t t)
{
    return att_reader_form(r, t, ",") || att_reader_form(r, t, "\xE2\x80\x94") || att_reader_form(r, t, "\xE2\x80\x93") ||
           att_reader_form(r, t, "-");
}

/* Whether the words behind the attribution go on with what is said, and not with the saying ("..., he said, adding that ..."). */
static bool goes_on(const att_reader *r, uint32_t cue, uint32_t subject, uint32_t to, uint32_t end)
{
    bool colon = to + 3 < end && att_reader_form(r, to, ":");
    if (to + 3 >= end || (!is_comma(r, to) && !colon) || (subject != ATT_NONE && subject > cue))
        return false;
    uint32_t t = to + 1, from, past;
    att_str x = tok(r, t)->xpos;
    for (uint32_t c = att_tree_next(r->d, cue, to); !colon && c != ATT_NONE; c = att_tree_next(r->d, cue, c)) {
        att_tree_yield(r->d, c, &from, &past);
        bool contrast =
            att_str_same(att_token_form(r->d, t), ATT_STR("while")) || att_str_same(att_token_form(r->d, t), ATT_STR("although"));
        bool about_saying = (tok(r, c)->deprel == ATT_ADVCL || tok(r, c)->deprel == ATT_OBL) && !contrast;
        if (about_saying && from <= t + 1) /* "..., she said, when reporters asked her" */
            return false;
    }
    return colon || (!att_str_is(x, "VBG") && !att_str_is(x, "VBN") && !att_str_is(x, "WDT") && !att_str_is(x, "WP"));
}

static bool has_finite_verb(const att_reader *r, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if ((tok(r, t)->upos == ATT_VERB || tok(r, t)->upos == ATT_AUX) && att_token_has(r->d, t, "VerbForm=Fin"))
            return true;
    return false;
}

bool att_cue_around(const att_reader *r, uint32_t cue, uint32_t subject, uint32_t *first, uint32_t *end)
{
    uint32_t from, to, clause = att_cue_clause(r, cue);
    att_cue_reach(r, cue, first, end);
    attribution(r, cue, subject, *first, *end, &from, &to);
    bool object = att_tree_child(r->d, cue, ATT_OBJ, ATT_NONE) != ATT_NONE && !att_cue_takes(att_cue_at(r, cue), "hearer");
    if (from < *first + 2 || !is_comma(r, from - 1) || r->quote_of[from - 1] || object)
        return false;
    bool inside = goes_on(r, cue, subject, to, *end);
    if (clause != ATT_NONE && clause > cue && (clause < to || !inside)) /* what is said stands right behind the cue */
        return false;
    if (!inside)
        *end = from;
    while (*first < *end && (is_punct(r, *first) || (tok(r, *first)->upos == ATT_CCONJ)))
        ++*first;
    return *end > *first + 2 && (has_finite_verb(r, *first, from) || has_finite_verb(r, to, *end));
}

/* "As the minister noted, exports fell": the clause that it hangs on. */
static bool noted(const att_reader *r, uint32_t cue, uint32_t *first, uint32_t *end)
{
    uint32_t mark = att_tree_child(r->d, cue, ATT_MARK, ATT_NONE), from, to;
    if (mark == ATT_NONE || !att_str_same(att_token_form(r->d, mark), ATT_STR("as")) || tok(r, cue)->deprel != ATT_ADVCL ||
        att_str_is(tok(r, cue)->xpos, "VBG"))
        return false;
    att_cue_reach(r, cue, first, end);
    att_tree_yield(r->d, cue, &from, &to);
    if (from <= *first + 1 && to + 2 < *end && is_comma(r, to))
        *first = to + 1;
    else if (from > *first + 2 && is_comma(r, from - 1))
        *end = from;
    else
        return false;
    return true;
}

/* ---- behind the cue ---------------------------------------------------------------------------------------------------------------------
 */

/* "called on Israel to open the crossings": an infinitive that the tree hangs on the verb as a clause of its own, or on who is asked. */
static uint32_t infinitive_asked(const att_reader *r, uint32_t cue, const att_cue *w)
{
    uint32_t hearer = att_tree_child(r->d, cue, ATT_OBJ, ATT_NONE);
    if (hearer == ATT_NONE && w->with.n)
        hearer = att_frame_oblique(r->d, cue, w->with);
    if (hearer == ATT_NONE || !att_cue_takes(w, "hearer"))
        return ATT_NONE;
    const uint32_t above[] = {cue, hearer};
    const att_deprel how[] = {ATT_ADVCL, ATT_ACL};
    for (int i = 0; i < 2; i++)
        for (uint32_t c = att_tree_child(r->d, above[i], how[i], ATT_NONE); c != ATT_NONE; c = att_tree_child(r->d, above[i], how[i], c)) {
            uint32_t mark = att_tree_child(r->d, c, ATT_MARK, ATT_NONE);
            if (c > hearer && mark != ATT_NONE && mark > hearer && att_reader_form(r, mark, "to") && att_str_is(tok(r, c)->xpos, "VB"))
                return c;
        }
    return ATT_NONE;
}

/* What a verb governs without a clause: an infinitive, an -ing, a prepositional phrase: by the frames of its row. */
static uint32_t complement_of(const att_reader *r, uint32_t cue, const att_cue *w)
{
    att_str rest = w->frames, f;
    const att_doc *d = r->d;
    while (rest.p && att_str_split(&rest, ' ', &f)) {
        uint32_t t = ATT_NONE;
        if (!f.n || att_str_is(f, "quote") || att_str_is(f, "that") || att_str_is(f, "name") || att_str_is(f, "as") ||
            att_str_is(f, "hearer") || att_str_is(f, "thing") || att_str_is(f, "whether"))
            continue;
        if (att_str_is(f, "to") || att_str_is(f, "ing")) {
            t = att_tree_child(d, cue, ATT_XCOMP, ATT_NONE);
            t = t == ATT_NONE && att_str_is(f, "to") ? infinitive_asked(r, cue, w) : t;
        } else if (att_str_is(f, "np"))
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

static bool has_mark(const att_reader *r, uint32_t v, const char *word)
{
    for (uint32_t c = att_tree_child(r->d, v, ATT_MARK, ATT_NONE); c != ATT_NONE; c = att_tree_child(r->d, v, ATT_MARK, c))
        if (att_reader_form(r, c, word))
            return true;
    return false;
}

/* "said that A, and that B": the second clause hangs on the cue in some trees. */
static uint32_t with_further_clauses(const att_reader *r, uint32_t cue, uint32_t end)
{
    for (uint32_t c = att_tree_child(r->d, cue, ATT_CONJ, ATT_NONE); c != ATT_NONE; c = att_tree_child(r->d, cue, ATT_CONJ, c)) {
        uint32_t from, to;
        att_tree_yield(r->d, c, &from, &to);
        if (from >= end && from <= end + 2 && has_mark(r, c, "that"))
            end = to;
    }
    return end;
}

/* "said Kenya would send troops and warned that": another word of saying in the past, after a clause of what will be, is the speaker's. */
static uint32_t before_next_saying(const att_reader *r, uint32_t clause, uint32_t end)
{
    for (uint32_t c = att_tree_child(r->d, clause, ATT_CONJ, ATT_NONE); c != ATT_NONE; c = att_tree_child(r->d, clause, ATT_CONJ, c)) {
        bool other_tense =
            att_tree_child(r->d, clause, ATT_AUX_REL, ATT_NONE) != ATT_NONE || att_tree_child(r->d, clause, ATT_COP, ATT_NONE) != ATT_NONE;
        bool bare = att_str_is(tok(r, c)->xpos, "VBD") && att_tree_child(r->d, c, ATT_NSUBJ, ATT_NONE) == ATT_NONE &&
                    att_tree_child(r->d, c, ATT_AUX_REL, ATT_NONE) == ATT_NONE;
        if (!bare || !other_tense || !att_cue_at(r, c))
            continue;
        uint32_t from, to;
        att_tree_yield(r->d, c, &from, &to);
        while (from > clause && (is_punct(r, from - 1) || tok(r, from - 1)->upos == ATT_CCONJ))
            from--;
        if (from > clause && from < end)
            return from;
    }
    return end;
}

static bool behind(const att_reader *r, uint32_t cue, const att_cue *w, uint32_t *first, uint32_t *end)
{
    uint32_t clause = att_cue_clause(r, cue);
    if (clause == ATT_NONE || clause < cue) {
        uint32_t held = complement_of(r, cue, w);
        if (held == ATT_NONE)
            return false;
        att_tree_yield(r->d, held, first, end);
        return *first > cue;
    }
    att_tree_yield(r->d, clause, first, end);
    if (*first < cue) /* "On Monday he said talks failed" */
        *first = cue + 1;
    uint32_t that = att_tree_child(r->d, clause, ATT_MARK, ATT_NONE);
    if (that != ATT_NONE && that > *first && att_reader_form(r, that, "that")) /* "said on Facebook that", which the tree takes to be said */
        *first = that;
    uint32_t s = att_tree_child(r->d, cue, ATT_NSUBJ, ATT_NONE), from, to;
    if (s != ATT_NONE && s > cue && s < clause) { /* "Nor, said the minister, would ..." */
        att_tree_yield(r->d, s, &from, &to);
        *first = to > *first && to < *end ? to : *first;
    }
    *end = before_next_saying(r, clause, with_further_clauses(r, cue, *end));
    return *end > *first;
}

/* The speaker of a cue that the tree made a part of what is said before: "said Kenya would send troops and warned that". */
static uint32_t cue_before(const att_reader *r, uint32_t cue)
{
    uint32_t clause = tok(r, cue)->deprel == ATT_CONJ ? tok(r, cue)->head : ATT_NONE;
    uint32_t above = clause == ATT_NONE || tok(r, clause)->deprel != ATT_CCOMP ? ATT_NONE : tok(r, clause)->head, first, end;
    if (above == ATT_NONE || !att_cue_at(r, above))
        return ATT_NONE;
    att_tree_yield(r->d, clause, &first, &end);
    return before_next_saying(r, clause, end) <= cue ? above : ATT_NONE;
}

/* "will ask", "could announce", "wants to tell", "did not say": nothing is said yet. */
static bool not_said(const att_reader *r, uint32_t cue)
{
    static const char *const words[] = {"will", "would", "could", "may", "might", "should", "can", "shall", "must"};
    for (uint32_t c = att_tree_next(r->d, cue, ATT_NONE); c != ATT_NONE; c = att_tree_next(r->d, cue, c)) {
        if (tok(r, c)->deprel == ATT_ADVMOD && (att_token_lemma_is(r->d, c, "not") || att_token_lemma_is(r->d, c, "never")))
            return true;
        for (size_t i = 0; tok(r, c)->deprel == ATT_AUX_REL && i < sizeof words / sizeof *words; i++)
            if (att_token_lemma_is(r->d, c, words[i]))
                return true;
    }
    if (att_str_is(tok(r, cue)->xpos, "VB") && tok(r, cue)->deprel != ATT_ROOT && tok(r, cue)->deprel != ATT_CONJ)
        return true;
    uint32_t above = tok(r, cue)->head, mark = att_tree_child(r->d, cue, ATT_MARK, ATT_NONE);
    if (att_str_is(tok(r, cue)->xpos, "VBG") && mark != ATT_NONE && (att_reader_form(r, mark, "from") || att_reader_form(r, mark, "without")))
        return true; /* "refrained from saying" */
    return att_str_is(tok(r, cue)->xpos, "VB") && tok(r, cue)->deprel == ATT_CONJ && above != ATT_NONE && tok(r, above)->upos == ATT_VERB &&
           not_said(r, above);
}

/* "Doctors counted 41; two students, they said, were hurt": the pronoun of an attribution is nobody within what is said, but the subject
 * before it. */
static uint32_t subject_before(const att_reader *r, uint32_t pronoun, uint32_t first)
{
    uint32_t m = tok(r, pronoun)->mention, actor = m == ATT_NONE ? ATT_NONE : r->d->mentions.p[m].actor,
             sentence = tok(r, pronoun)->sentence;
    bool within = false;
    for (uint32_t t = first; actor != ATT_NONE && t < pronoun; t++)
        within = within ||
                 (tok(r, t)->mention != ATT_NONE && tok(r, t)->upos != ATT_PRON && r->d->mentions.p[tok(r, t)->mention].actor == actor);
    uint32_t start = r->d->sentences.p[sentence].first;
    for (uint32_t t = first; within && t-- > start;)
        if (tok(r, t)->deprel == ATT_NSUBJ && !r->quote_of[t] &&
            att_token_has(r->d, t, "Number=Plur") == att_token_has(r->d, pronoun, "Number=Plur"))
            return t;
    return pronoun;
}

/* "Oslo said it would pay": a state or body that speaks of "it" means itself. */
static void speaks_of_itself(att_reader *r, uint32_t speaker, uint32_t clause)
{
    uint32_t s = att_tree_child(r->d, clause, ATT_NSUBJ, ATT_NONE);
    att_actor_kind k = r->d->actors.p[speaker].kind;
    bool it = s != ATT_NONE && tok(r, s)->upos == ATT_PRON && att_str_same(att_token_form(r->d, s), ATT_STR("it"));
    bool said = att_tree_child(r->d, clause, ATT_COP, ATT_NONE) == ATT_NONE && tok(r, clause)->upos == ATT_VERB;
    if (it && said && (k == ATT_COUNTRY || k == ATT_ORGANISATION))
        att_actor_means(r->d, s, speaker);
}

static void read_cue(att_reader *r, uint32_t cue, const att_cue *w)
{
    uint32_t first, end, above = cue_before(r, cue);
    bool unnamed;
    uint32_t subject = att_cue_subject(r, above != ATT_NONE ? above : cue, &unnamed);
    if ((subject == ATT_NONE && !unnamed) || not_said(r, cue) || tok(r, cue)->deprel == ATT_CSUBJ ||
        (r->quote_of[cue] && att_cue_takes(w, "thing")))
        return;
    uint32_t clause = att_cue_clause(r, cue);
    bool split = clause != ATT_NONE && clause > cue && !has_mark(r, clause, "that");
    bool said = noted(r, cue, &first, &end) || (split && att_cue_around(r, cue, subject, &first, &end) && end > cue) ||
                behind(r, cue, w, &first, &end) || att_cue_around(r, cue, subject, &first, &end);
    if (!said || (unnamed && clause == ATT_NONE))
        return;
    end = att_cue_without_stop(r, first, end);
    uint32_t quoted = 0;
    for (uint32_t t = first; t < end; t++)
        quoted += r->quote_of[t] > 0;
    if (end <= first || att_cue_told(r, cue, first, end))
        return;
    if (subject != ATT_NONE && tok(r, subject)->upos == ATT_PRON && subject > first)
        subject = subject_before(r, subject, first);
    uint32_t speaker = att_cue_speaker(r, subject, w);
    if (speaker != ATT_NONE && clause != ATT_NONE && clause > cue)
        speaks_of_itself(r, speaker, clause);
    if (speaker != ATT_NONE || unnamed)
        att_cue_add(r, speaker, subject, cue, w, quoted ? ATT_MIXED : ATT_INDIRECT, first, end);
}

void att_clauses_read(att_reader *r, uint32_t sentence)
{
    const att_sentence *s = &r->d->sentences.p[sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        const att_cue *w = att_cue_at(r, t);
        if (w)
            read_cue(r, t, w);
    }
}
