/* brief/matter.c */
#include "brief/matter.h"

static bool idle(att_str w)
{
    static const char *const words[] = {
        "itself", "themselves", "the",  "a",    "an",    "of",      "to",      "in",   "on",       "for",  "and",   "or",    "by",
        "at",     "from",       "with", "its",  "their", "his",     "her",     "our",  "that",     "this", "these", "those", "is",
        "are",    "be",         "been", "was",  "were",  "as",      "not",     "no",   "any",      "some", "two",   "both",  "it",
        "they",   "he",         "she",  "will", "would", "s",       "between", "into", "over",     "than", "more",  "all",   "other",
        "which",  "who",        "new",  "own",  "about", "against", "there",   "else", "anywhere", "also", "had",   "has",   "have",
        "said",   "say",        "says", "told", "when",  "what",    "do",      "does", "did"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_str_is(w, words[i]))
            return true;
    return false;
}

/* Plural and verbal endings off: bans, banned and ban are one word. */
static att_str stem(att_str w)
{
    static const char *const endings[] = {"ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (w.n >= strlen(endings[i]) + 3 && att_str_ends(w, endings[i]))
            return att_str_sub(w, 0, w.n - strlen(endings[i]));
    return w;
}

static void add(att_matter *m, att_str w)
{
    if (idle(w) || m->n == ATT_MATTER_WORDS)
        return;
    uint64_t h = att_hash(stem(w));
    for (uint32_t i = 0; i < m->n; i++)
        if (m->word[i] == h)
            return;
    m->word[m->n++] = h;
}

att_matter att_matter_of(att_arena *arena, att_str phrase)
{
    att_matter m = {.n = 0};
    att_str low = att_str_fold(arena, phrase);
    for (size_t i = 0; i < low.n;) {
        size_t end = i;
        while (end < low.n && ((uint8_t)low.p[end] >= 0x80 || att_is_digit(low.p[end]) || (low.p[end] >= 'a' && low.p[end] <= 'z')))
            end++;
        if (end > i)
            add(&m, att_str_sub(low, i, end - i));
        i = end + (end == i);
    }
    return m;
}

uint32_t att_matter_shared(const att_matter *a, const att_matter *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            n += a->word[i] == b->word[k];
    return n;
}

bool att_matter_same(const att_matter *a, const att_matter *b)
{
    uint32_t less = a->n < b->n ? a->n : b->n;
    uint32_t shared = att_matter_shared(a, b);
    return less && (less <= 2 ? shared == less : shared * 2 >= less);
}
