/* Trees against all trees, lemmas, CoNLL-U in and out; with a model at hand, that batches and long sentences change nothing. */
#include <stdio.h>
#include <stdlib.h>

#include "model/model.h"
#include "pipe/engine.h"
#include "syntax/irregular.h"
#include "syntax/names.h"
#include "syntax/syntax.h"
#include "write/write.h"

static int failed;

static void check(bool good, const char *name, const char *why)
{
    if (good)
        printf("ok syntax: %s\n", name);
    else
        printf("not ok syntax: %s: %s\n", name, why);
    failed += !good;
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* ---- trees ----------------------------------------------------------------------------------------------------------------------------
 */

enum { MOST = 6 };

static bool one_tree(const uint32_t *head, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t w = i, steps = 0;
        roots += head[i] == 0;
        while (head[w] != 0 && steps++ <= n)
            w = head[w] - 1;
        if (steps > n)
            return false;
    }
    return roots == 1;
}

static double total(const float *score, const uint32_t *head, uint32_t n)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += score[i * (n + 1) + head[i]];
    return sum;
}

/* Whether two arcs cross, the root standing before the first word. */
static bool crossing(const uint32_t *head, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < n; k++) {
            uint32_t a = i + 1 < head[i] ? i + 1 : head[i], b = i + 1 + head[i] - a;
            uint32_t c = k + 1 < head[k] ? k + 1 : head[k], d = k + 1 + head[k] - c;
            if (a < c && c < b && b < d)
                return true;
        }
    return false;
}

/* The total of the best of all trees without crossing arcs, by trying them. */
static double best_total(const float *score, uint32_t n)
{
    uint32_t head[MOST] = {0};
    double best = -1e300;
    for (;;) {
        if (one_tree(head, n) && !crossing(head, n) && total(score, head, n) > best)
            best = total(score, head, n);
        uint32_t i = 0;
        while (i < n && ++head[i] > n)
            head[i++] = 0;
        if (i == n)
            return best;
    }
}

static void small_trees(void)
{
    att_arena a;
    att_arena_open(&a, (size_t)64 << 20);
    uint32_t state = 11;
    bool trees = true, best = true;
    for (int round = 0; round < 600; round++) {
        uint32_t n = 1 + (uint32_t)round % 5, head[MOST];
        float score[MOST * (MOST + 1)];
        for (uint32_t i = 0; i < n * (n + 1); i++)
            score[i] = (float)(next_random(&state) % 9) - (round % 3 ? 0.0f : 4.5f); /* ties abound */
        att_syntax_tree(&a, score, n, head);
        trees = trees && one_tree(head, n) && !crossing(head, n);
        best = best && total(score, head, n) == best_total(score, n);
        att_arena_reset(&a);
    }
    check(trees, "small trees have one root, no cycle and no crossing arcs", "");
    check(best, "small trees are the best of all", "");
    att_arena_close(&a);
}

static void large_trees(void)
{
    att_arena a;
    att_arena_open(&a, (size_t)256 << 20);
    uint32_t state = 5, n = 180, *head = ATT_ARRAY(&a, uint32_t, n), *again = ATT_ARRAY(&a, uint32_t, n);
    float *score = ATT_ARRAY(&a, float, n *(n + 1));
    for (uint32_t i = 0; i < n * (n + 1); i++)
        score[i] = (float)(next_random(&state) % 1000) / 10.0f;
    for (uint32_t i = 0; i + 1 < n; i += 2) /* pairs that want each other, and pairs of pairs */
        score[i * (n + 1) + i + 2] = score[(i + 1) * (n + 1) + i + 1] = 500;
    att_syntax_tree(&a, score, n, head);
    att_syntax_tree(&a, score, n, again);
    check(one_tree(head, n) && !crossing(head, n), "a large tree of many cycles is a tree", "");
    check(memcmp(head, again, n * sizeof *head) == 0, "the same scores make the same tree", "");
    att_arena_close(&a);
}

/* ---- lemmas ---------------------------------------------------------------------------------------------------------------------------
 */

static void rules(void)
{
    static const struct {
        const char *form, *rule, *lemma;
    } list[] = {{"Cities", "1|3|y", "city"}, {"was", "0|*|be", "be"}, {"NATO", "0|0|", "NATO"},
                {"Cafés", "1|1|", "café"},   {"é", "0|1|", "é"},      {"a", "0|9|x", "a"},
                {"a", "nonsense", "a"},      {"a", "0|x|y", "a"},     {"", "0|0|", ""},
                {"naïve", "0|2|f", "naïf"},  {"a", "0|*|", "a"},      {"a", "0|-1|b", "a"}};
    att_arena a;
    att_arena_open(&a, 1 << 20);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        att_str found = att_syntax_lemma(&a, att_str_of(list[i].form), att_str_of(list[i].rule));
        check(att_str_is(found, list[i].lemma), att_format(&a, "rule %s on \"%s\"", list[i].rule, list[i].form).p,
              att_str_copy(&a, found).p);
    }
    att_arena_close(&a);
}

static bool in_list(const void *words, att_str word)
{
    att_str rest = att_str_of(words), piece;
    while (att_str_split(&rest, ' ', &piece))
        if (att_str_eq(piece, word))
            return true;
    return false;
}

static void spelling(void)
{
    static const char words[] = "deny announce kill vote not note hop hope stop visit call cal plan large easy big tall party movie class "
                                "case house box watch goal accuse";
    static const struct {
        const char *form, *xpos, *feats, *rule, *lemma;
    } list[] = {{"denied", "VBD", "", "0|2|", "deny"},
                {"announced", "VBN", "", "0|2|", "announce"},
                {"killed", "VBN", "", "0|1|", "kill"},
                {"Voted", "VBD", "", "0|2|", "vote"},
                {"noted", "VBD", "", "0|2|", "note"},
                {"hoping", "VBG", "", "0|3|", "hope"},
                {"stopped", "VBD", "", "0|2|", "stop"},
                {"visiting", "VBG", "", "0|3|e", "visit"},
                {"called", "VBD", "", "0|2|", "call"},
                {"planned", "VBD", "", "0|2|", "plan"},
                {"accuses", "VBZ", "", "0|2|", "accuse"},
                {"larger", "JJR", "", "0|2|", "large"},
                {"easiest", "JJS", "", "0|3|", "easy"},
                {"bigger", "JJR", "", "0|2|", "big"},
                {"parties", "NNS", "", "0|1|", "party"},
                {"movies", "NNS", "", "0|3|y", "movie"},
                {"classes", "NNS", "", "0|1|", "class"},
                {"houses", "NNS", "", "0|2|", "house"},
                {"boxes", "NNS", "", "0|1|", "box"},
                {"troops", "NNS", "Number=Ptan", "0|1|", "troops"},
                {"fought", "VBD", "", "0|1|", "fight"},
                {"stood", "VBD", "", "0|2|", "stand"},
                {"crises", "NNS", "", "0|1|", "crisis"},
                {"gunmen", "NNS", "", "0|1|", "gunman"},
                {"reiterated", "VBD", "", "0|2|", "reiterate"},
                {"abducted", "VBN", "", "0|1|", "abduct"},
                {"Macron", "NNP", "", "0|1|", "Macron"},
                {"n't", "RB", "", "0|*|not", "not"},
                {"Coach", "NN", "Number=Sing", "0|0|", "coach"},
                {"EU", "NN", "", "0|0|", "EU"}};
    att_arena a;
    att_arena_open(&a, 1 << 20);
    att_vocabulary v = {words, in_list};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        att_token t = {.xpos = att_str_of(list[i].xpos), .feats = att_str_of(list[i].feats)};
        att_str found = att_syntax_lemma_of(&a, &v, &t, att_str_of(list[i].form), att_str_of(list[i].rule));
        check(att_str_is(found, list[i].lemma), att_format(&a, "lemma of %s", list[i].form).p, att_str_copy(&a, found).p);
    }
    check(att_syntax_irregular_sorted(), "the list of irregular forms is sorted", "");
    att_arena_close(&a);
}

/* ---- CoNLL-U --------------------------------------------------------------------------------------------------------------------------
 */

static att_doc *fresh(const att_engine *e)
{
    att_doc *d = calloc(1, sizeof *d);
    if (!d)
        abort();
    att_arena_open(&d->arena, (size_t)256 << 20);
    d->engine = e;
    d->source = ATT_STR("t.conllu");
    return d;
}

static void drop(att_doc *d)
{
    att_arena_close(&d->arena);
    free(d);
}

#define CELLS "\t_\t_\t_\t_\t_\t_\t_\t"

static void read_conllu(void)
{
    static const char file[] = "\xEF\xBB\xBF# newdoc id = a\n# newpar\n# text = I don't.\n1\tI" CELLS "_\n2-3\tdon't" CELLS
                               "SpaceAfter=No\n2\tdo" CELLS "_\n3\tn't" CELLS "_\n"
                               "4\t." CELLS "_\n\n1\tYes" CELLS "SpaceAfter=No\n1.1\tempty" CELLS "_\n2\t!" CELLS
                               "_\r\n\n# newpar\n1-2\tdu" CELLS "_\n1\tde" CELLS "_\n2\tle" CELLS "_\n";
    att_doc *d = fresh(NULL);
    att_error error = {0};
    d->bytes = att_str_of(file);
    att_status s = att_conllu_read(d, d->bytes, &error);
    check(s == ATT_OK, "a file with ranges, empty nodes and paragraphs is read", error.what);
    check(att_str_is(d->text, "I don't. Yes!\nde le"), "its text is rebuilt", att_str_copy(&d->arena, d->text).p);
    check(d->sentences.n == 3 && d->tokens.n == 8 && d->paragraphs.n == 2, "its sentences, words and paragraphs are kept", "");
    bool same = true;
    for (uint32_t t = 0; t < d->tokens.n; t++) {
        att_src src = att_doc_source(d, d->tokens.p[t].at);
        same = same && att_str_eq(att_str_sub(d->bytes, src.at, src.n), att_token_form(d, t));
    }
    check(same, "every word knows its place in the file", "");
    att_str out = att_write_conllu(d);
    att_doc *again = fresh(NULL);
    s = att_conllu_read(again, out, &error);
    check(s == ATT_OK && att_str_eq(again->text, d->text) && again->tokens.n == d->tokens.n, "what is written is read again the same",
          att_str_copy(&d->arena, out).p);
    drop(again);
    drop(d);
}

static void broken_conllu(void)
{
    static const struct {
        const char *name, *file, *where;
    } list[] = {{"an empty file", "", "t.conllu:1"},
                {"comments alone", "# a\n\n# b\n", "t.conllu:4"},
                {"too few columns", "# a\n1\tI\t_\n", "t.conllu:2"},
                {"too many columns", "1\tI" CELLS "_\t_\n", "t.conllu:1"},
                {"a number left out", "1\tI" CELLS "_\n3\tgo" CELLS "_\n", "t.conllu:2"},
                {"a range before its time", "2-3\tdon't" CELLS "_\n", "t.conllu:1"},
                {"a range that is none", "1-x\tdon't" CELLS "_\n", "t.conllu:1"},
                {"a word without a form", "1\t" CELLS "_\n", "t.conllu:1"},
                {"a form that is no UTF-8", "1\t\xFF" CELLS "_\n", "t.conllu:1"},
                {"a number beyond all", "99999999999999999999\tI" CELLS "_\n", "t.conllu:1"}};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        att_doc *d = fresh(NULL);
        att_error error = {0};
        att_status s = att_conllu_read(d, att_str_of(list[i].file), &error);
        check(s == ATT_BAD_INPUT && att_str_starts(att_str_of(error.where), list[i].where), list[i].name, error.where);
        drop(d);
    }
}

/* ---- names ----------------------------------------------------------------------------------------------------------------------------
 */

enum { NAME_LABELS = 5 };
static const att_str name_label[NAME_LABELS] = {{"O", 1}, {"B-PER", 5}, {"I-PER", 5}, {"B-LOC", 5}, {"I-LOC", 5}};

/* A document of one sentence a line; *score wants the labels written as digits, one a word, of which '0' is sure of O. */
static att_doc *named(const char *file, const char *wanted, float sure)
{
    att_doc *d = fresh(NULL);
    att_error error;
    if (att_conllu_read(d, att_str_of(file), &error) != ATT_OK)
        abort();
    float *score = ATT_ARRAY(&d->arena, float, d->tokens.n *NAME_LABELS);
    for (uint32_t t = 0; t < d->tokens.n; t++)
        for (uint32_t y = 0; y < NAME_LABELS; y++) {
            bool doubt = wanted[t] == '?'; /* a little more for O than for a person */
            score[t * NAME_LABELS + y] = doubt                              ? (y == 0   ? -0.6f
                                                                               : y == 1 ? -0.9f
                                                                                        : -4.0f)
                                         : y == (uint32_t)(wanted[t] - '0') ? -0.01f
                                                                            : -sure;
        }
    att_syntax_names(d, &d->arena, name_label, NAME_LABELS, score);
    return d;
}

static void names(void)
{
    static const char four[] = "1\tJane" CELLS "_\n2\tDoe" CELLS "_\n3\tleft" CELLS "_\n4\tParis" CELLS "_\n\n";
    att_doc *d = named(four, "1203", 6);
    check(d->names.n == 2 && d->names.p[0].n == 2 && d->names.p[0].kind == ATT_PER && d->names.p[1].kind == ATT_LOC, "labels become names",
          "");
    drop(d);
    d = named(four, "2403", 6);
    bool good = d->names.n >= 1;
    for (uint32_t i = 0; i < d->names.n; i++)
        good =
            good && d->names.p[i].kind != ATT_NO_NAME && (i == 0 || d->names.p[i - 1].first + d->names.p[i - 1].n <= d->names.p[i].first);
    check(good, "labels that cannot follow each other still make names", "");
    drop(d);
    static const char thrice[] =
        "1\tDuque" CELLS "_\n2\tleft" CELLS "_\n\n1\tDuque" CELLS "_\n2\tspoke" CELLS "_\n\n1\tDuque" CELLS "_\n2\tslept" CELLS "_\n";
    d = named(thrice, "1010?0", 6);
    check(d->names.n == 3, "a word is read as elsewhere in the report", "");
    drop(d);
    d = named("1\tDuque" CELLS "_\n2\tleft" CELLS "_\n", "?0", 6);
    check(d->names.n == 0, "a word that stands once is read by itself", "");
    drop(d);
}

/* ---- with a model ---------------------------------------------------------------------------------------------------------------------
 */

static const char *sentence[] = {
    "Kenya accused Uganda of harbouring rebels .", "The U.N. envoy said on Monday that talks in Geneva had failed .", "Yes .",
    "He did n't go .", "Officials in Nairobi , who asked not to be named , confirmed that the two ministers will meet in March ."};

static att_doc *words_of(const att_engine *e, const char *const *lines, size_t n)
{
    att_doc *d = fresh(e);
    att_buf b = {.arena = &d->arena};
    for (size_t i = 0; i < n; i++) {
        att_str rest = att_str_of(lines[i]), w;
        for (uint32_t k = 1; att_str_split(&rest, ' ', &w); k++)
            att_buf_format(&b, "%u\t" ATT_STR_FMT CELLS "_\n", k, ATT_STR_ARG(w));
        att_buf_char(&b, '\n');
    }
    att_error error;
    jmp_buf full;
    d->arena.full = &full;
    if (setjmp(full) || att_conllu_read(d, att_buf_str(&b), &error) != ATT_OK)
        abort();
    att_syntax_stage(d);
    return d;
}

static bool same_token(const att_doc *a, uint32_t i, uint32_t first, const att_doc *b, uint32_t k)
{
    const att_token *x = &a->tokens.p[i], *y = &b->tokens.p[k];
    bool head = x->head == ATT_NONE ? y->head == ATT_NONE : y->head != ATT_NONE && x->head - first == y->head;
    return head && x->upos == y->upos && x->deprel == y->deprel && att_str_eq(x->lemma, y->lemma) && att_str_eq(x->feats, y->feats) &&
           att_str_eq(x->xpos, y->xpos);
}

static void batches(const att_engine *e)
{
    size_t n = sizeof sentence / sizeof *sentence;
    att_doc *all = words_of(e, sentence, n);
    bool same = true;
    for (size_t i = 0; i < n; i++) {
        att_doc *one = words_of(e, &sentence[i], 1);
        const att_sentence *s = &all->sentences.p[i];
        for (uint32_t k = 0; k < s->n; k++)
            same = same && same_token(all, s->first + k, s->first, one, k);
        drop(one);
    }
    check(same, "a sentence is read the same alone and among others", "");
    drop(all);
}

/* A sentence of many words, and one of words with many pieces: still one tree over all of them. */
static void long_sentences(const att_engine *e)
{
    enum { WORDS = 700 };
    static const char *const word[] = {"the minister said , ", "Ouagadougou-Bobo-Dioulasso-Koudougou-Banfora-Ouahigouya "};
    for (size_t k = 0; k < 2; k++) {
        char *line = malloc(WORDS * 64);
        if (!line)
            abort();
        line[0] = 0;
        size_t n = 0;
        for (int i = 0; i < WORDS; i++) {
            memcpy(line + n, word[k], strlen(word[k]));
            n += strlen(word[k]);
        }
        line[n - 1] = 0;
        att_doc *d = words_of(e, (const char *const[]){line}, 1);
        uint32_t roots = 0, lost = 0;
        for (uint32_t t = 0; t < d->tokens.n; t++) {
            uint32_t steps = 0, w = t;
            roots += d->tokens.p[t].head == ATT_NONE;
            lost += d->tokens.p[t].lemma.n == 0 || d->tokens.p[t].xpos.n == 0;
            while (d->tokens.p[w].head != ATT_NONE && steps++ <= d->tokens.n)
                w = d->tokens.p[w].head;
            lost += steps > d->tokens.n;
        }
        bool names = true;
        for (uint32_t i = 1; i < d->names.n; i++)
            names = names && d->names.p[i - 1].first + d->names.p[i - 1].n <= d->names.p[i].first;
        check(roots == 1 && lost == 0 && names,
              k ? "a sentence of too many pieces is one tree" : "a sentence of too many words is one tree", "");
        drop(d);
        free(line);
    }
}

/* The plainest sentence of all: whatever model is shipped must get it. */
static void plain_sentence(const att_engine *e)
{
    att_doc *d = words_of(e, sentence, 1);
    const att_token *t = d->tokens.p;
    check(t[1].head == ATT_NONE && att_str_is(t[1].lemma, "accuse") && t[1].upos == ATT_VERB, "Kenya accused Uganda: the verb is the root",
          "");
    check(t[0].head == 1 && t[0].deprel == ATT_NSUBJ && t[2].head == 1 && t[2].deprel == ATT_OBJ,
          "Kenya accused Uganda: subject and object", "");
    check(d->names.n == 2 && d->names.p[0].kind == ATT_LOC && d->names.p[1].first == 2, "Kenya accused Uganda: two names", "");
    drop(d);
}

/* With ever more memory: the stage leaves through the document's door, and leaks nothing (which the sanitizers check). */
static void little_memory(const att_engine *e)
{
    static const char file[] = "1\tKenya" CELLS "_\n2\taccused" CELLS "_\n3\tUganda" CELLS "_\n";
    volatile int left = 0, done = 0;
    for (volatile size_t room = 100000; room < 40000000 && !done; room += room / 4) {
        att_doc *d = fresh(e);
        jmp_buf full;
        att_error error;
        d->arena.most = room;
        d->arena.full = &full;
        if (setjmp(full))
            left++;
        else if (att_conllu_read(d, att_str_of(file), &error) == ATT_OK) {
            att_syntax_stage(d);
            done = d->tokens.p[1].lemma.n > 0;
        }
        drop(d);
    }
    check(left > 0 && done, "too little memory is left in good order", "");
}

int main(void)
{
    small_trees();
    large_trees();
    rules();
    spelling();
    read_conllu();
    broken_conllu();
    names();
    const char *path = getenv("ATTACHE_MODEL");
    att_error error = {0};
    struct att_engine e = {0};
    if (att_model_open(path ? path : "models/en.attm", &e.model, &error) != ATT_OK) {
        printf("skip syntax: with the model: %s\n", error.what);
        return failed != 0;
    }
    batches(&e);
    long_sentences(&e);
    plain_sentence(&e);
    little_memory(&e);
    att_model_close(e.model);
    return failed != 0;
}
