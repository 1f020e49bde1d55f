/* lexicon/phrases.c: phrases -> values.  One map of every phrase (its words joined by one blank) and of every proper start of one, so that
 * a look-up stops as soon as no longer phrase can match. */
#include "lexicon/lexicon.h"

#include "text/lists.h"
#include "text/text.h"

typedef ATT_VEC(uint32_t) values;

enum { NO_LIST = 0x3fffffff, GOES_ON = 0x40000000, FILTER_WORDS = 4096 };

struct att_phrases {
    att_arena *arena;
    bool exact_case;
    att_map known; /* phrase or start of one -> index in lists or NO_LIST, and GOES_ON where a longer phrase begins so */
    ATT_VEC(values) lists;
    uint64_t begins[FILTER_WORDS]; /* a bit for each word that begins a phrase, by its hash: most words of a text begin none */
};

static bool may_begin(const att_phrases *p, att_str word)
{
    uint64_t h = att_hash(word);
    return p->begins[h / 64 % FILTER_WORDS] >> h % 64 & 1;
}

static void note_beginning(att_phrases *p, att_str key)
{
    const char *blank = memchr(key.p, ' ', key.n);
    uint64_t h = att_hash(att_str_sub(key, 0, blank ? (size_t)(blank - key.p) : key.n));
    p->begins[h / 64 % FILTER_WORDS] |= (uint64_t)1 << h % 64;
}

att_phrases *att_phrases_new(att_arena *arena, bool exact_case)
{
    att_phrases *p = ATT_NEW(arena, att_phrases);
    *p = (att_phrases){.arena = arena, .exact_case = exact_case, .known = {.arena = arena}};
    return p;
}

/* Letters and single blanks alone, which every word's end shows; unless a word is one of the few that text/ cuts ("cannot"). */
static bool is_simple(att_str phrase)
{
    size_t word = 0;
    for (size_t i = 0; i <= phrase.n; i++) {
        if (i < phrase.n && att_is_alpha(phrase.p[i]))
            continue;
        if ((i < phrase.n && phrase.p[i] != ' ') || i == word)
            return false;
        char last = phrase.p[i - 1];
        if ((last == 't' || last == 'a' || last == 'e') && att_text_contraction(att_str_sub(phrase, word, i - word)))
            return false;
        word = i + 1;
    }
    return true;
}

/* Words of a phrase joined by blanks, folded unless case matters. */
static att_str canonical(att_arena *arena, att_str phrase, bool exact_case)
{
    if (is_simple(phrase))
        return exact_case ? phrase : att_str_lower(arena, phrase);
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
    uint32_t *at = att_map_add(&p->known, key), list = *at == ATT_NONE ? NO_LIST : *at & NO_LIST;
    if (list == NO_LIST) {
        note_beginning(p, key);
        list = p->lists.n;
        *at = list | (*at == ATT_NONE ? 0 : *at & GOES_ON);
        (void)ATT_PUSH(p->arena, &p->lists);
        for (size_t i = 1; i < key.n; i++)
            if (key.p[i] == ' ') {
                uint32_t *start = att_map_add(&p->known, att_str_sub(key, 0, i));
                *start = (*start == ATT_NONE ? NO_LIST : *start) | GOES_ON;
            }
    }
    *ATT_PUSH(p->arena, &p->lists.p[list]) = value;
}

/* Most words are folded as they stand. */
static att_str folded(att_arena *arena, att_str w)
{
    for (size_t i = 0; i < w.n; i++)
        if (!((w.p[i] >= 'a' && w.p[i] <= 'z') || w.p[i] == '.'))
            return att_str_fold(arena, w);
    return w;
}

static att_str word_at(const att_phrases *p, att_doc *d, uint32_t t, bool by_lemma)
{
    att_str word = by_lemma ? d->tokens.p[t].lemma : att_token_form(d, t);
    return p->exact_case ? att_str_plain(&d->arena, word) : folded(&d->arena, word);
}

static uint32_t find(const att_phrases *p, att_doc *d, uint32_t t, uint32_t end, bool by_lemma, const uint32_t **v, uint32_t *n)
{
    att_buf key = {.arena = &d->arena};
    uint32_t longest = 0;
    *v = NULL;
    *n = 0;
    for (uint32_t i = t; i < end; i++) {
        att_str plain = word_at(p, d, i, by_lemma);
        if (i == t && !may_begin(p, plain))
            return 0;
        if (i == t + 1)
            att_buf_add(&key, word_at(p, d, t, by_lemma));
        if (i > t) {
            att_buf_char(&key, ' ');
            att_buf_add(&key, plain);
        }
        uint32_t hit = att_map_find(&p->known, i == t ? plain : att_buf_str(&key));
        if (hit != ATT_NONE && (hit & NO_LIST) != NO_LIST) {
            longest = i + 1 - t;
            *v = p->lists.p[hit & NO_LIST].p;
            *n = p->lists.p[hit & NO_LIST].n;
        }
        if (hit == ATT_NONE || !(hit & GOES_ON))
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
    uint32_t hit = att_map_find(&p->known, canonical(scratch, phrase, p->exact_case));
    hit = hit == ATT_NONE || (hit & NO_LIST) == NO_LIST ? ATT_NONE : hit & NO_LIST;
    *v = hit == ATT_NONE ? NULL : p->lists.p[hit].p;
    *n = hit == ATT_NONE ? 0 : p->lists.p[hit].n;
}
