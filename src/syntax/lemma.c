/* syntax/lemma.c: lemmas.  The model proposes an edit rule; where a word is inflected, English spelling and a vocabulary know better, for a
 * model that learns rules from a few thousand verbs writes "deni" and "vot" for those it has not seen. */
#include "syntax/irregular.h"
#include "syntax/syntax.h"

/* ---- the model's rules ----------------------------------------------------------------------------------------------------------------
 */

static size_t without_last(att_str s, int64_t characters)
{
    size_t n = s.n;
    for (; characters > 0 && n > 0; characters--) {
        n--;
        while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
            n--;
    }
    return n;
}

static att_str joined(att_arena *arena, att_str stem, const char *end) { return att_format(arena, "%.*s%s", (int)stem.n, stem.p, end); }

att_str att_syntax_lemma(att_arena *arena, att_str form, att_str rule)
{
    att_str add = rule, low, cut;
    if (!att_str_split(&add, '|', &low) || !att_str_split(&add, '|', &cut) || !add.p)
        return form;
    if (att_str_is(cut, "*"))
        return add.n && !att_str_is(add, "_") ? add : form;
    att_str base = att_str_is(low, "1") ? att_str_lower(arena, form) : form;
    int64_t n;
    if (!att_str_number(cut, &n) || n < 0 || (size_t)n > att_utf8_count(base) || (n == 0 && add.n == 0))
        return base;
    size_t keep = without_last(base, n);
    return keep + add.n ? att_format(arena, "%.*s%.*s", (int)keep, base.p, (int)add.n, add.p) : base;
}

/* ---- spelling -------------------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    att_arena *arena;
    const att_vocabulary *vocabulary;
} speller;

static char last(att_str s, size_t k) { return s.n > k ? s.p[s.n - 1 - k] : 0; }
static bool vowel(char c) { return c && strchr("aeiou", c); }
static bool doubled(att_str s) { return s.n > 2 && last(s, 0) == last(s, 1) && !vowel(last(s, 0)); }

static bool one_syllable(att_str s)
{
    int groups = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool now = vowel(s.p[i]) || (s.p[i] == 'y' && i > 0), before = i > 0 && (vowel(s.p[i - 1]) || s.p[i - 1] == 'y');
        groups += now && !before && !(s.p[i] == 'u' && i > 0 && s.p[i - 1] == 'q');
    }
    return groups <= 1;
}

/* "hop" of "hoping": had the verb no e, the consonant would be doubled. */
static bool lost_e(att_str s)
{
    char a = last(s, 0), b = last(s, 1), c = last(s, 2);
    return !vowel(a) && !strchr("wxy", a) && (vowel(b) || b == 'y') && (!vowel(c) || (c == 'u' && last(s, 3) == 'q')) && one_syllable(s);
}

/* A stem that, if it is no word one knows, has most likely lost an e: "extradit" has not this look, "expropriat" and "dissuad" have. */
static bool needs_e(att_str s)
{
    static const char *const end[] = {"v",  "c",  "u",  "z",  "dl", "tl", "bl", "pl", "gl", "kl",   "fl",   "cl", "rg",
                                      "dg", "lg", "ed", "ur", "id", "ad", "od", "ud", "ib", "ok",   "ak",   "ik", "uk",
                                      "um", "ag", "ir", "ut", "ul", "il", "ol", "in", "at", "plor", "suad", "ven"};
    if (s.n < 3)
        return true;
    for (size_t i = 0; i < sizeof end / sizeof *end; i++)
        if (att_str_ends(s, end[i]))
            return strlen(end[i]) == 1 || !vowel(end[i][0]) || !vowel(last(s, 2)) ||
                   (last(s, 0) == 't' && last(s, 2) != 'o' && !att_str_ends(s, "treat")); /* but "assail", "unload" */
    return (last(s, 0) == 's' && last(s, 1) != 's') || (last(s, 0) == 'g' && vowel(last(s, 1)));
}

static bool known(const speller *w, att_str s)
{
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == '-') {
            s = att_str_from(s, i);
            break;
        }
    return s.n > 1 && w->vocabulary->known(w->vocabulary->words, s);
}

/* The first of some spellings that is a word; `fallback` when none is. */
static att_str first_known(const speller *w, const att_str *spelling, size_t n, att_str fallback)
{
    for (size_t i = 0; i < n; i++)
        if (spelling[i].n && known(w, spelling[i]))
            return spelling[i];
    return fallback;
}

/* The word whose ending "ed", "ing", "er", "est" was taken off, leaving `s`. */
static att_str of_stem(const speller *w, att_str s)
{
    att_str with_e = joined(w->arena, s, "e"), single = doubled(s) ? att_str_sub(s, 0, s.n - 1) : (att_str){0};
    att_str fallback = doubled(s) && !strchr("lsfz", last(s, 0)) ? single : needs_e(s) || lost_e(s) ? with_e : s;
    if (last(s, 0) == 'e' || s.n < 3 || lost_e(s))
        return first_known(w, (att_str[]){with_e, s}, 2, fallback);
    if (single.n && !strchr("lsfz", last(s, 0)))
        return first_known(w, (att_str[]){single, s, with_e}, 3, fallback);
    return first_known(w, (att_str[]){s, with_e, single}, 3, fallback);
}

/* "denied", "easier": i stands for y. */
static att_str of_i(const speller *w, att_str s) /* without "ied" */
{
    att_str y = joined(w->arena, s, "y"), ie = joined(w->arena, s, "ie");
    return s.n < 2 ? ie : first_known(w, (att_str[]){y, ie}, 2, y);
}

/* Nouns in the plural and verbs with -s. */
static att_str of_s(const speller *w, att_str f)
{
    att_str one = att_str_sub(f, 0, f.n - 1), two = att_str_sub(f, 0, f.n - 2);
    if (f.n < 3 || att_str_ends(f, "ss"))
        return f;
    if (att_str_ends(f, "ies") && f.n > 3)
        return of_i(w, att_str_sub(f, 0, f.n - 3));
    bool hissing =
        att_str_ends(f, "sses") || att_str_ends(f, "shes") || att_str_ends(f, "xes") || att_str_ends(f, "ches") || att_str_ends(f, "zzes");
    if (hissing)
        return first_known(w, (att_str[]){two, one}, 2, two);
    if (att_str_ends(f, "oes") || att_str_ends(f, "ses") || att_str_ends(f, "zes"))
        return first_known(w, (att_str[]){one, two}, 2, att_str_ends(f, "oes") || att_str_ends(f, "uses") ? two : one);
    return one;
}

static bool any_of(att_str w, const char *list) /* blank-separated */
{
    att_str rest = att_str_of(list), piece;
    while (att_str_split(&rest, ' ', &piece))
        if (att_str_eq(w, piece))
            return true;
    return false;
}

/* Whether the spelling rules know what to do with the word; *out is then its lemma. */
static bool by_spelling(const speller *w, att_str f, att_str xpos, att_str *out)
{
    bool past = any_of(xpos, "VBD VBN"), s = any_of(xpos, "VBZ NNS"), more = any_of(xpos, "JJR RBR"), most = any_of(xpos, "JJS RBS");
    if (s && f.n > 2 && last(f, 0) == 's')
        *out = of_s(w, f);
    else if (att_str_is(xpos, "NNS"))
        *out = att_str_ends(f, "men") && f.n > 4 ? joined(w->arena, att_str_sub(f, 0, f.n - 2), "an") : f;
    else if (past && f.n > 3 && att_str_ends(f, "ied"))
        *out = of_i(w, att_str_sub(f, 0, f.n - 3));
    else if (past && f.n > 3 && att_str_ends(f, "ed"))
        *out = of_stem(w, att_str_sub(f, 0, f.n - 2));
    else if (att_str_is(xpos, "VBG") && f.n > 4 && att_str_ends(f, "ing"))
        *out = of_stem(w, att_str_sub(f, 0, f.n - 3));
    else if ((more && f.n > 4 && att_str_ends(f, "ier")) || (most && f.n > 5 && att_str_ends(f, "iest")))
        *out = of_i(w, att_str_sub(f, 0, f.n - (more ? 3 : 4)));
    else if ((more && f.n > 4 && att_str_ends(f, "er")) || (most && f.n > 5 && att_str_ends(f, "est")))
        *out = of_stem(w, att_str_sub(f, 0, f.n - (more ? 2 : 3)));
    else
        return false;
    return !(more || most) || known(w, *out) || last(*out, 0) == 'y';
}

/* ---- both together --------------------------------------------------------------------------------------------------------------------
 */

static bool ascii_letters(att_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!att_is_alpha((unsigned char)s.p[i]) && s.p[i] != '-')
            return false;
    return s.n > 0 && s.n < 40;
}

/* Tags of words that are written small but for the place where they stand. */
static bool small(att_str form, att_str xpos)
{
    if (any_of(xpos, "VB VBD VBG VBN VBP VBZ MD IN DT PDT CC RB RBR RBS RP TO WDT WP WP$ WRB EX PRP$"))
        return true;
    return any_of(xpos, "NN NNS JJR JJS") && form.n > 1 && att_is_upper((unsigned char)form.p[0]) && att_is_lower((unsigned char)form.p[1]);
}

static bool acronyms(att_str s) /* "MPs" */
{
    for (size_t i = 0; i + 1 < s.n; i++)
        if (!att_is_upper((unsigned char)s.p[i]))
            return false;
    return s.n > 2 && last(s, 0) == 's';
}

/* Whether a rule takes off what looks like an ending ("0|1|", "0|3|y"), which has no place in a word that is not inflected. */
static bool takes_ending(att_str rule)
{
    att_str low, cut;
    if (!att_str_split(&rule, '|', &low) || !att_str_split(&rule, '|', &cut) || att_str_is(cut, "0") || att_str_is(cut, "*"))
        return false;
    return !rule.n || any_of(rule, "e y");
}

att_str att_syntax_lemma_of(att_arena *arena, const att_vocabulary *v, const att_token *t, att_str form, att_str rule)
{
    att_str found, guess = att_syntax_lemma(arena, form, rule);
    if (!ascii_letters(form) || att_str_is(t->xpos, "PRP"))
        return guess;
    if (att_str_is(t->xpos, "NNP"))
        return form;
    if (small(form, t->xpos))
        guess = att_str_lower(arena, guess);
    att_str low = att_str_lower(arena, form);
    if (any_of(t->xpos, "NN JJ VB RB") && takes_ending(rule))
        return att_syntax_irregular(low, t->xpos, &found) ? found : low;
    if (t->xpos.n == 2 && !any_of(t->xpos, "JJ NN"))
        return guess;
    if (att_str_find(t->feats, ATT_STR("Number=Ptan")) != SIZE_MAX) /* "troops", "thanks": plural only */
        return low;
    if (att_syntax_irregular(low, t->xpos, &found))
        return found;
    if (att_str_is(t->xpos, "NNS") && acronyms(form))
        return att_str_sub(form, 0, form.n - 1);
    speller w = {arena, v};
    return by_spelling(&w, low, t->xpos, &found) ? found : guess;
}
