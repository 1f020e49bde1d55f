/* statement/turn.c: transcripts: a paragraph that opens with who speaks and a colon, and the paragraphs after it until the next such one.
 */
#include "statement/reader.h"

#include "actor/actor.h"

enum { LABEL = 6 }; /* tokens before the colon */

typedef enum { NO_LABEL, QUESTION, ANSWER, NAMED } label_kind;

typedef struct {
    label_kind kind;
    uint32_t first, colon, end; /* tokens: of the label, of the colon, of the paragraph's end */
} turn;
typedef ATT_VEC(turn) turns;

static const att_token *tok(const att_reader *r, uint32_t t) { return att_reader_token(r, t); }

static bool is_one_of(const att_reader *r, uint32_t t, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (att_str_same(att_token_form(r->d, t), att_str_of(words[i])))
            return true;
    return false;
}

/* "Q", "Question", "Mr. Holt", "HOLT", "Spokesperson Li". */
static label_kind label_of(const att_reader *r, uint32_t first, uint32_t colon)
{
    static const char *const asks[] = {"q", "q.", "question", "reporter", "interviewer", "moderator", "host"};
    static const char *const answers[] = {"a", "a.", "answer"};
    uint32_t last = colon - 1;
    if (colon == first + 1 || (colon == first + 2 && att_reader_form(r, first + 1, "."))) {
        if (is_one_of(r, first, asks, sizeof asks / sizeof *asks))
            return QUESTION;
        if (is_one_of(r, first, answers, sizeof answers / sizeof *answers))
            return ANSWER;
    }
    for (uint32_t t = first; t < colon; t++)
        if (!att_is_upper(att_token_form(r->d, t).p[0]) && tok(r, t)->upos != ATT_PUNCT && tok(r, t)->upos != ATT_ADP)
            return NO_LABEL;
    att_str word = att_token_form(r->d, last);
    bool letters = last == first && word.n > 1 && word.n < 8; /* "EFE:", whoever that is */
    for (size_t i = 0; i < word.n; i++)
        letters = letters && att_is_upper(word.p[i]);
    bool person = tok(r, last)->mention != ATT_NONE || tok(r, last)->upos == ATT_PROPN || letters;
    for (uint32_t t = first; t < colon && !person; t++)
        person = tok(r, t)->mention != ATT_NONE;
    return person ? NAMED : NO_LABEL;
}

static void find_turns(att_reader *r, turns *out)
{
    const att_doc *d = r->d;
    for (uint32_t i = 0; i < d->sentences.n;) {
        uint32_t p = d->sentences.p[i].paragraph, first = d->sentences.p[i].first, end = first;
        for (; i < d->sentences.n && d->sentences.p[i].paragraph == p; i++)
            end = d->sentences.p[i].first + d->sentences.p[i].n;
        turn t = {NO_LABEL, first, first, end};
        for (uint32_t c = first + 1; c < end && c <= first + LABEL && t.kind == NO_LABEL; c++)
            if (att_reader_form(r, c, ":")) {
                t.colon = c;
                t.kind = label_of(r, first, c);
                break;
            }
        if (t.kind == NO_LABEL && first + 2 < end &&
            (att_reader_form(r, first, "Q.") || (att_reader_form(r, first, "Q") && att_reader_form(r, first + 1, ".")))) {
            t.kind = QUESTION;
            t.colon = att_reader_form(r, first, "Q.") ? first : first + 1;
        }
        *ATT_PUSH(&r->d->arena, out) = t;
    }
}

/* Who answers where no name stands before the answer: a spokesman, else the person whom the report names most. */
static uint32_t guest(const att_reader *r)
{
    const att_doc *d = r->d;
    uint32_t best = ATT_NONE, most = 0;
    for (uint32_t a = 0; a < d->actors.n; a++) {
        uint32_t n = 0;
        for (uint32_t m = 0; m < d->mentions.n; m++)
            n += d->mentions.p[m].actor == a && d->mentions.p[m].kind == ATT_MENTION_NAME;
        n += att_cue_spokesman(r, a) ? d->mentions.n * (n > 0) : 0;
        if (d->actors.p[a].kind == ATT_PERSON && n > most) {
            most = n;
            best = a;
        }
    }
    return best;
}

/* "Spokesperson:" is the person named elsewhere whose office the label gives; else whoever the label was taken for. */
static uint32_t who_is(const att_reader *r, uint32_t actor, uint32_t label)
{
    att_str word = att_token_form(r->d, label);
    for (uint32_t a = 0; a < r->d->actors.n; a++) {
        const att_actor *x = &r->d->actors.p[a];
        if (a == actor || x->kind != ATT_PERSON || x->office.n < word.n ||
            !att_str_same(att_str_from(x->office, x->office.n - word.n), word))
            continue;
        for (uint32_t m = 0; m < r->d->mentions.n; m++)
            if (r->d->mentions.p[m].actor == a && r->d->mentions.p[m].kind == ATT_MENTION_NAME)
                return a;
    }
    return actor;
}

static uint32_t speaker_of(att_reader *r, const turn *t, uint32_t *head)
{
    *head = ATT_NONE;
    if (t->kind == QUESTION)
        return ATT_NONE;
    if (t->kind == ANSWER)
        return guest(r);
    for (int persons = 1; persons >= 0; persons--)
        for (uint32_t k = t->first; k < t->colon; k++) {
            uint32_t m = tok(r, k)->mention, actor = m == ATT_NONE ? ATT_NONE : r->d->mentions.p[m].actor;
            if (actor == ATT_NONE || (persons && r->d->actors.p[actor].kind != ATT_PERSON))
                continue;
            *head = k;
            return r->d->mentions.p[m].kind == ATT_MENTION_NAME ? actor : who_is(r, actor, k);
        }
    *head = t->colon - 1;
    return att_actor_describe(r->d, t->colon - 1);
}

void att_turns_read(att_reader *r)
{
    turns all = {0};
    uint32_t labels = 0;
    find_turns(r, &all);
    for (uint32_t i = 0; i < all.n; i++)
        labels += all.p[i].kind != NO_LABEL;
    for (uint32_t i = 0; i < all.n && labels >= 2; i++) {
        turn *t = &all.p[i];
        uint32_t end = t->end, head;
        if (t->kind == NO_LABEL || t->colon + 1 >= t->end)
            continue;
        for (uint32_t k = i + 1; k < all.n && all.p[k].kind == NO_LABEL; k++)
            end = all.p[k].end;
        uint32_t last = i + 1;
        while (last < all.n && all.p[last].kind == NO_LABEL)
            last++;
        if (last == all.n && last > i + 2) /* what follows the last answer may be the report's own */
            end = t->end;
        uint32_t speaker = speaker_of(r, t, &head);
        att_cue_add(r, speaker, head, ATT_NONE, NULL, ATT_DIRECT, t->colon + 1, end);
        for (uint32_t k = t->colon + 1; k < end; k++)
            r->in_turn[k] = true;
    }
}
