/* actor/words.c: closed lists of words that the rules ask for, and words of names. */
#include "actor/finder.h"

bool att_who_former_word(att_str w)
{
    static const char *const words[] = {"former", "ex",   "ousted",       "deposed",     "retired",  "late",
                                        "exiled", "then", "ex-president", "ex-minister", "one-time", "outgoing"};
    for (size_t i = 0; i < 7; i++)
        if (att_str_same(w, att_str_of(words[i])))
            return true;
    return w.n > 3 && (att_str_starts(w, "ex-") || att_str_starts(w, "Ex-"));
}

static bool among(att_str word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (att_str_same(word, att_str_of(list[i])))
            return true;
    return false;
}

/* Whoever stands opposite: of another side, often of another country. */
bool att_who_elsewhere(att_str word)
{
    static const char *const words[] = {"host",     "hosts",     "guest",    "guests",    "counterpart", "counterparts",
                                        "rival",    "rivals",    "opponent", "opponents", "neighbour",   "neighbours",
                                        "neighbor", "neighbors", "critic",   "critics",   "ally",        "allies"};
    return among(word, words, sizeof words / sizeof *words);
}

/* What somebody named is called by again: a wider word than his office. */
bool att_who_called_again(att_str word)
{
    static const char *const words[] = {
        "diplomat",   "envoy",      "emissary",   "official",     "politician", "lawmaker",  "legislator", "parliamentarian", "minister",
        "negotiator", "delegate",   "mediator",   "adviser",      "advisor",    "aide",      "spokesman",  "spokeswoman",     "spokesperson",
        "commander",  "general",    "officer",    "lawyer",       "activist",   "campaigner", "academic",  "professor",       "scientist",
        "researcher", "economist",  "analyst",    "expert",       "executive",  "cleric",    "unionist",   "representative",  "statesman"};
    return among(word, words, sizeof words / sizeof *words);
}

/* Whoever speaks or works for a person has that person's sector. */
bool att_who_speaks_for(att_str word)
{
    static const char *const words[] = {
        "spokesman",  "spokeswoman",   "spokesperson",    "office",          "staff",      "team",    "delegation", "chairman",
        "chairwoman", "vice-chairman", "vice-chairwoman", "deputy chairman", "men",        "boys",    "troops",     "crew",
        "aide",       "secretary",     "commissioner",    "colleague",       "colleagues", "adviser", "adjutant",   "negotiator"};
    return among(word, words, sizeof words / sizeof *words);
}

bool att_who_shares_word(att_str a, att_str b)
{
    att_str w;
    while (a.p && att_str_split(&a, ' ', &w)) {
        att_str rest = b, v;
        while (w.n > 1 && rest.p && att_str_split(&rest, ' ', &v))
            if (att_str_same(w, v) && !att_str_ends(w, "."))
                return true;
    }
    return false;
}

uint32_t att_who_count_words(att_str s)
{
    uint32_t n = 0;
    att_str w;
    while (s.p && att_str_split(&s, ' ', &w))
        n += w.n > 0;
    return n;
}

att_str att_who_last_word(att_str s)
{
    size_t n = s.n;
    while (n > 0 && s.p[n - 1] != ' ')
        n--;
    return att_str_from(s, n);
}

bool att_who_same_folded(finder *f, att_str a, att_str b)
{
    return att_str_eq(att_str_fold(&f->d->arena, a), att_str_fold(&f->d->arena, b));
}

bool att_who_ends_with_words(att_str a, att_str b)
{
    return a.n >= b.n && att_str_same(att_str_from(a, a.n - b.n), b) && (a.n == b.n || a.p[a.n - b.n - 1] == ' ');
}

bool att_who_has_word(att_str words, att_str word)
{
    att_str w;
    while (words.p && att_str_split(&words, ' ', &w))
        if (att_str_same(w, word))
            return true;
    return false;
}
