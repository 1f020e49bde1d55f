/* lexicon/phrases.c: phrases -> values.  Two maps: of every phrase (its words joined by one blank), and of every proper start of
 * one, so that a look-up stops as soon as no longer phrase can match. */
#include "lexicon/lexicon.h"

#include "text/text.h"

typedef ATT_VEC(uint32_t) values;

struct att_phrases {
    att_arena *arena;
    bool exact_case;
    att_map whole;  /* phrase -> index in lists */
    att_map starts; /* proper start -> 1 */
    ATT_VEC(values) lists;
};

att_phrases *att_phrases_new(att_arena *arena, bool exact_case)
{
    att_phrases *p = ATT_NEW(arena, att_phrases);
    *p = (att_phrases){.arena = arena, .exact_case = exact_case, .whole = {.arena = arena}, .starts = {.arena = arena}};
    return p;
}

/* Words of a phrase joined by blanks, folded unless case matters. */
static att_str canonical(att_arena *arena, att_str phrase, bool exact_case)
{
    att_span *word;
    uint32_t n = att_text_words(arena, phrase, &word);
    att_buf b = {.arena = arena};
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            att_buf_char(&b, ' ');
        att_buf_add(&b, att_str_sub(phrase, word[i].at, word[i].n));
    }
    att_str joined = b.p ? att_buf_str(&b) : ATT_STR("");
    return exact_case ? att_str_plain(arena, joined) : att_str_fold(arena, joined);
}

void att_phrases_add(att_phrases *p, att_str phrase, uint32_t value)
{
    att_str key = canonical(p->arena, phrase, p->exact_case);
    if (!key.n)
        return;
    uint32_t *at = att_map_add(&p->whole, key);
    if (*at == ATT_NONE) {
        *at = p->lists.n;
        (void)ATT_PUSH(p->arena, &p->lists);
        for (size_t i = 1; i < key.n; i++)
            if (key.p[i] == ' ')
                *att_map_add(&p->starts, att_str_sub(key, 0, i)) = 1;
    }
    *ATT_PUSH(p->arena, &p->lists.p[*at]) = value;
}

static uint32_t find(const att_phrases *p, att_doc *d, uint32_t t, uint32_t end, bool by_lemma, const uint32_t **v, uint32_t *n)
{
    att_buf key = {.arena = &d->arena};
    uint32_t longest = 0;
    *v = NULL;
    *n = 0;
    for (uint32_t i = t; i < end; i++) {
        att_str word = by_lemma ? d->tokens.p[i].lemma : att_token_form(d, i);
        if (i > t)
            att_buf_char(&key, ' ');
        att_buf_add(&key, p->exact_case ? att_str_plain(&d->arena, word) : att_str_fold(&d->arena, word));
        uint32_t hit = att_map_find(&p->whole, att_buf_str(&key));
        if (hit != ATT_NONE) {
            longest = i + 1 - t;
            *v = p->lists.p[hit].p;
            *n = p->lists.p[hit].n;
        }
        if (att_map_find(&p->starts, att_buf_str(&key)) == ATT_NONE)
            break;
    }
    return longest;
}

uint32_t att_phrases_find(const att_phrases *p, att_doc *d, uint32_t t, uint32_t end, const uint32_t **v, uint32_t *n)
{
    return find(p, d, t, end, false, v, n);
}

uint32_t att_phrases_find_lemma(const att_phrases *p, att_doc *d, uint32_t t, uint32_t end, const uint32_t **v, uint32_t *n)
{
    return find(p, d, t, end, true, v, n);
}

void att_phrases_get(const att_phrases *p, att_arena *scratch, att_str phrase, const uint32_t **v, uint32_t *n)
{
    uint32_t hit = att_map_find(&p->whole, canonical(scratch, phrase, p->exact_case));
    *v = hit == ATT_NONE ? NULL : p->lists.p[hit].p;
    *n = hit == ATT_NONE ? 0 : p->lists.p[hit].n;
}
