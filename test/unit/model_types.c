/* The parts of the model that tell of events: the types between two parties and of each word, and who takes part: near the training script's own scores
 * (model-events.tsv), the same bits in any batch and at every kernel level, and odd sentences.  The model is ATTACHE_MODEL, else
 * models/en.attm. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/model.h"

enum { MOST = 16, FIELDS = 40 };

static int failed;

static void check(bool good, const char *name, const char *why)
{
    if (good)
        printf("ok types: %s\n", name);
    else
        printf("not ok types: %s: %s\n", name, why);
    failed += !good;
}

static att_str read_file(att_arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return (att_str){0};
    fseek(f, 0, SEEK_END);
    size_t n = (size_t)ftell(f);
    rewind(f);
    char *p = ATT_ARRAY(a, char, n + 1);
    n = fread(p, 1, n, f);
    fclose(f);
    return (att_str){p, n};
}

/* "Kenya/S accused Uganda/T .": words and their marks. */
static att_marked marked_of(att_arena *a, att_str line)
{
    uint32_t n = 0, room = (uint32_t)line.n + 1;
    att_str *word = ATT_ARRAY(a, att_str, room), w;
    uint8_t *mark = ATT_ARRAY(a, uint8_t, room);
    while (att_str_split(&line, ' ', &w)) {
        static const char signs[] = "ST";
        const char *sign = w.n > 2 && w.p[w.n - 2] == '/' ? memchr(signs, w.p[w.n - 1], 2) : NULL;
        mark[n] = sign ? (uint8_t)(ATT_MARK_SOURCE + (sign - signs)) : ATT_UNMARKED;
        word[n++] = sign ? att_str_sub(w, 0, w.n - 2) : w;
    }
    return (att_marked){{word, n}, mark};
}

typedef struct {
    att_marked sentence[MOST];
    uint32_t n;
    ATT_VEC(att_str) scores[MOST]; /* its lines of scores */
    att_str features;              /* of the roles, of the first sentence */
    ATT_VEC(att_str) roles;
} reference;

static reference *read_reference(att_arena *a, att_str text)
{
    reference *r = ATT_NEW(a, reference);
    att_str line, first;
    while (att_str_split(&text, '\n', &line)) {
        att_str rest = line;
        if (!att_str_split(&rest, '\t', &first))
            continue;
        if (att_str_is(first, "marked") && r->n < MOST)
            r->sentence[r->n++] = marked_of(a, rest);
        else if (r->n && (att_str_is(first, "between") || att_str_is(first, "at")))
            *ATT_PUSH(a, &r->scores[r->n - 1]) = line;
        else if (att_str_is(first, "features"))
            r->features = rest;
        else if (att_str_is(first, "role"))
            *ATT_PUSH(a, &r->roles) = line;
    }
    return r;
}

/* How far off the scores are: the mean distance where the reference has a real share (above e^-3), and whether the best type is the same.
 */
typedef struct {
    double off;
    uint32_t numbers, asked, differ;
} distance;

static void compare(const float *ours, att_str theirs, uint32_t n, distance *d)
{
    att_str one;
    uint32_t best = 0, best_theirs = 0;
    double most = -1e9;
    for (uint32_t i = 0; i < n && att_str_split(&theirs, '\t', &one); i++) {
        double want = strtod(one.p, NULL); /* a test may: it runs in the C locale */
        if (want > most) {
            most = want;
            best_theirs = i;
        }
        best = ours[i] > ours[best] ? i : best;
        if (want > -3) {
            d->off += fabs(want - (double)ours[i]);
            d->numbers++;
        }
    }
    d->asked++;
    d->differ += best != best_theirs;
}

static void against_reference(att_arena *a, const att_model *m, const reference *r)
{
    att_type_scores out[MOST];
    att_words words[MOST];
    att_scores word[MOST];
    distance d = {0};
    for (uint32_t k = 0; k < r->n; k++)
        words[k] = r->sentence[k].words;
    att_model_run_types(m, a, r->sentence, r->n, out);
    att_model_run(m, a, words, r->n, word);
    for (uint32_t k = 0; k < r->n; k++)
        for (uint32_t i = 0; i < r->scores[k].n; i++) {
            att_str rest = r->scores[k].p[i], first, number;
            att_str_split(&rest, '\t', &first);
            if (att_str_is(first, "between")) {
                compare(out[k].between, rest, att_model_types(m) - 1, &d);
            } else {
                att_str_split(&rest, '\t', &number);
                compare(word[k].types + (size_t)strtoul(number.p, NULL, 10) * att_model_types(m), rest, att_model_types(m), &d);
            }
        }
    char text[120];
    snprintf(text, sizeof text, "%u of %u best types differ, mean distance %.3f", d.differ, d.asked, d.off / (d.numbers ? d.numbers : 1));
    printf("# %s\n", text);
    check(d.asked >= 8 && d.differ * 8 <= d.asked, "best types are the unrounded network's", text);
    check(d.numbers >= 8 && d.off < 0.15 * d.numbers, "scores lie near the unrounded network's", text);
}

/* ---- who takes part ------------------------------------------------------------------------------------------------- */

static uint32_t feature_of(const att_model *m, att_str name)
{
    for (uint32_t i = 0; i < att_model_features(m); i++)
        if (att_str_eq(att_model_feature(m, i), name))
            return i;
    return ATT_NONE;
}

/* The features that the reference's roles are of; 0 when the model lacks one of them. */
static uint32_t read_features(const att_model *m, att_str names, uint16_t *out)
{
    uint32_t n = 0, i;
    for (att_str name; att_str_split(&names, '\t', &name) && n < FIELDS; n++) {
        i = feature_of(m, name);
        if (i == ATT_NONE)
            return 0;
        out[n] = (uint16_t)i;
    }
    return n;
}

static void roles_of_reference(att_arena *a, const att_model *m, const reference *r)
{
    uint16_t feature[FIELDS];
    uint32_t n = read_features(m, r->features, feature), asked = 0;
    double off = 0, sums = 0;
    att_scores s;
    att_model_run(m, a, &r->sentence[0].words, 1, &s);
    check(n == 12 && s.roles, "the model knows the features of roles", "it does not");
    for (uint32_t i = 0; n && s.roles && i < r->roles.n; i++) {
        att_str rest = r->roles.p[i], f[6];
        float p[ATT_ROLE_KINDS];
        for (int k = 0; k < 6; k++)
            att_str_split(&rest, '\t', &f[k]);
        size_t event = strtoul(f[1].p, NULL, 10), nominal = strtoul(f[2].p, NULL, 10);
        att_model_role(m, s.roles + event * 2 * ATT_MODEL_ROLE, s.roles + (nominal * 2 + 1) * ATT_MODEL_ROLE, feature, n, p);
        for (int k = 0; k < ATT_ROLE_KINDS; k++, asked++) {
            off += fabs(strtod(f[3 + k].p, NULL) - (double)p[k]);
            sums += (double)p[k];
        }
    }
    char text[80];
    snprintf(text, sizeof text, "mean distance %.3f of %u", off / (asked ? asked : 1), asked);
    check(asked >= 24 && off < 0.03 * asked, "roles lie near the unrounded network's", text);
    check(fabs(sums - asked / 3.0) < 0.01, "roles of a nominal share one", "they do not add up");
}

static bool same(const att_model *m, const att_type_scores *a, const att_type_scores *b)
{
    return memcmp(a->between, b->between, sizeof(float) * (att_model_types(m) - 1)) == 0;
}

static void any_batch(att_arena *a, const att_model *m, const reference *r)
{
    enum { MANY = 6 * MOST };
    att_marked sentence[MANY];
    att_type_scores together[MANY], alone;
    for (uint32_t i = 0; i < 6 * r->n; i++)
        sentence[i] = r->sentence[i * 7 % r->n];
    att_model_run_types(m, a, sentence, 6 * r->n, together);
    bool good = true;
    for (uint32_t i = 0; i < 6 * r->n; i++) {
        att_model_run_types(m, a, &sentence[i], 1, &alone);
        good = good && same(m, &together[i], &alone);
    }
    check(good, "the same bits in any batch", "scores of a sentence depend on its neighbours");
}

static void any_level(att_arena *a, const char *path, const reference *r)
{
    static const char *const levels[] = {"scalar", "avx2", "avxvnni", "avx512vnni", "amx"};
    att_type_scores first[MOST], out[MOST];
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        att_model *m;
        att_error e;
        setenv("ATTACHE_CPU", levels[i], 1);
        att_status s = att_model_open(path, &m, &e);
        if (s != ATT_OK) {
            if (s == ATT_USAGE)
                printf("skip types: %s: %s\n", levels[i], e.what);
            else
                check(false, levels[i], e.what);
            continue;
        }
        att_model_run_types(m, a, r->sentence, r->n, i ? out : first);
        bool good = true;
        for (uint32_t k = 0; i && k < r->n; k++)
            good = good && same(m, &out[k], &first[k]);
        check(good, levels[i], "not the bits of the reference");
        att_model_close(m);
    }
    unsetenv("ATTACHE_CPU");
}

static bool shares(const float *x, uint32_t n)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += exp((double)x[i]);
    return fabs(sum - 1) < 1e-3;
}

static void odd(att_arena *a, const att_model *m)
{
    enum { LONG = 700 };
    att_str *many = ATT_ARRAY(a, att_str, LONG), bytes = ATT_STR("\xff\xc3(\xed\xa0\x80");
    uint8_t *mark = ATT_ARRAY(a, uint8_t, LONG), one = ATT_MARK_TARGET;
    for (int i = 0; i < LONG; i++) {
        many[i] = i % 2 ? ATT_STR("harbouring") : ATT_STR("the");
        mark[i] = (uint8_t)(i % ATT_MARKS);
    }
    att_marked sentences[] = {{{many, LONG}, mark}, {{NULL, 0}, NULL}, {{&bytes, 1}, &one}};
    att_type_scores out[3];
    att_model_run_types(m, a, sentences, 3, out);
    uint32_t types = att_model_types(m);
    check(shares(out[0].between, types - 1) && shares(out[1].between, types - 1) && shares(out[2].between, types - 1), "types share one",
          "they do not add up");
    att_words words[] = {sentences[0].words, sentences[1].words, sentences[2].words};
    att_scores word[3];
    att_model_run(m, a, words, 3, word);
    check(shares(word[2].types, types) && shares(word[0].types + (size_t)(word[0].n - 1) * types, types),
          "types and NONE of a word share one", "they do not add up");
    check(att_str_is(att_model_type(m, types - 1), "NONE") && att_model_type(m, types).n == 0, "NONE is the last type", "it is not");
}

int main(void)
{
    const char *path = getenv("ATTACHE_MODEL") ? getenv("ATTACHE_MODEL") : ATT_SOURCE_DIR "/models/en.attm";
    att_arena a;
    att_model *m;
    att_error e = {0};
    att_arena_open(&a, (size_t)1 << 30);
    if (att_model_open(path, &m, &e) != ATT_OK) {
        check(false, "open", e.what);
        return 1;
    }
    check(att_model_types(m) == 17, "the file tells of 16 types and none", "other numbers");
    reference *r = read_reference(&a, read_file(&a, ATT_SOURCE_DIR "/test/unit/model-events.tsv"));
    if (att_model_types(m)) {
        against_reference(&a, m, r);
        roles_of_reference(&a, m, r);
        any_batch(&a, m, r);
        any_level(&a, path, r);
        odd(&a, m);
    }
    att_model_close(m);
    att_arena_close(&a);
    return failed != 0;
}
