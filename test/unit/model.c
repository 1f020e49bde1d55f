/* The model file and what it says: damaged files refused, wordpieces and scores against the training script's (model-reference.tsv), and
 * the same bits for any batch and kernel level.  The model is ATTACHE_MODEL, else models/en.attm. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "model/model.h"

enum { MOST_WORDS = 64, MOST_SENTENCES = 16 };

static int failed;

static void check(bool good, const char *name, const char *why)
{
    if (good)
        printf("ok model: %s\n", name);
    else
        printf("not ok model: %s: %s\n", name, why);
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

/* ---- damaged files --------------------------------------------------------------------------------------------------------------- */

static void write_file(const char *path, att_str bytes)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes.p, 1, bytes.n, f) != bytes.n)
        abort();
    fclose(f);
}

/* What opening (and checking) a copy says whose byte `at` is changed, cut to `n` bytes. */
static bool refuses(const char *copy, att_str bytes, size_t n, size_t at, const char *says, att_error *error)
{
    att_model *m = NULL;
    char keep = bytes.p[at];
    ((char *)bytes.p)[at] ^= 0x41;
    write_file(copy, (att_str){bytes.p, n});
    ((char *)bytes.p)[at] = keep;
    att_status s = att_model_open(copy, &m, error);
    if (s == ATT_OK)
        s = att_model_check(m, error);
    att_model_close(m);
    return s == ATT_BAD_MODEL && strstr(error->what, says) && strcmp(error->where, copy) == 0;
}

static void damaged(att_arena *a, const char *path)
{
    char copy[] = "/tmp/attache-model-XXXXXX";
    int f = mkstemp(copy);
    att_error e = {0};
    att_str bytes = read_file(a, path);
    size_t n = bytes.n;
    if (f < 0 || n < 4096)
        abort();
    close(f);
    check(refuses(copy, bytes, n, 0, "no model file", &e), "another kind of file is refused", e.what);
    check(refuses(copy, bytes, n, 4, "version", &e), "another version is refused", e.what);
    check(refuses(copy, bytes, n - 1, 30, "cut short", &e), "a file cut by a byte is refused", e.what);
    check(refuses(copy, bytes, 100, 70, "cut short", &e), "a file cut to its head is refused", e.what);
    check(refuses(copy, bytes, 10, 5, "no model file", &e), "a file of ten bytes is refused", e.what);
    check(refuses(copy, bytes, n, 9, "table", &e), "a table that ends beyond the file is refused", e.what);
    check(refuses(copy, bytes, n, 64 + 50, "table", &e), "a section beyond the file is refused", e.what);
    check(refuses(copy, bytes, n, 64 + 52, "section", &e), "a section of another length is refused", e.what);
    check(refuses(copy, bytes, n, 64 + 3 * 80, "section", &e), "a section of another name is missed", e.what);
    check(refuses(copy, bytes, n, n - 5000, "checksum", &e), "a changed weight is found by the check", e.what);
    check(refuses(copy, bytes, n, 24, "whole file", &e), "a changed checksum is found by the check", e.what);
    unlink(copy);
    att_model *m = NULL;
    check(att_model_open(copy, &m, &e) == ATT_BAD_MODEL && strstr(e.what, "opened"), "a file that is not there is refused", e.what);
    check(att_model_open("/tmp", &m, &e) == ATT_BAD_MODEL, "a folder is refused", e.what);
}

/* ---- the reference ------------------------------------------------------------------------------------------------------------------ */

typedef struct {
    att_words sentence[MOST_SENTENCES];
    att_str *row[MOST_SENTENCES][MOST_WORDS]; /* the fields of each word */
    uint32_t n;
    uint32_t pieces, pieces_wrong;
    att_str wrong;
} reference;

static att_str *fields_of(att_arena *a, att_str line)
{
    enum { FIELDS = 20 };
    att_str *f = ATT_ARRAY(a, att_str, FIELDS), rest = line;
    for (int i = 0; i < FIELDS && att_str_split(&rest, '\t', &f[i]); i++)
        ;
    return f;
}

static bool pieces_are(const att_model *m, const att_str *f)
{
    uint32_t out[ATT_MODEL_WORD_PIECES], n = att_model_pieces(m, f[1], out), i = 0;
    int64_t number;
    att_str rest = f[3], one;
    if (!att_str_number(f[2], &number) || number != att_model_shape(f[1]))
        return false;
    while (att_str_split(&rest, ' ', &one))
        if (i >= n || !att_str_number(one, &number) || number != out[i++])
            return false;
    return i == n;
}

static reference *read_reference(att_arena *a, const att_model *m, att_str text)
{
    reference *r = ATT_NEW(a, reference);
    att_str rest = text, line;
    while (att_str_split(&rest, '\n', &line)) {
        att_str *f = fields_of(a, line);
        if (att_str_is(f[0], "piece")) {
            r->pieces++;
            if (!pieces_are(m, f)) {
                r->pieces_wrong++;
                r->wrong = f[1];
            }
        } else if (att_str_is(f[0], "sentence") && r->n < MOST_SENTENCES) {
            r->sentence[r->n++].word = ATT_ARRAY(a, att_str, MOST_WORDS);
        } else if (att_str_is(f[0], "word") && r->n && r->sentence[r->n - 1].n < MOST_WORDS) {
            att_words *s = &r->sentence[r->n - 1];
            r->row[r->n - 1][s->n] = f;
            ((att_str *)s->word)[s->n++] = f[1];
        }
    }
    return r;
}

static uint32_t best_of(const float *x, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        best = x[i] > x[best] ? i : best;
    return best;
}

/* How far the scores of one word are from the reference's: decisions that differ, and the distances. */
typedef struct {
    uint32_t decisions, differ, numbers;
    double score, vector;
} distance;

static double number_of(att_str s) { return strtod(s.p, NULL); } /* a test may: it runs in the C locale */

static void compare_sentence(const att_model *m, att_arena *a, const att_scores *s, att_str *const *row, distance *d)
{
    uint32_t heads[MOST_WORDS], *head = heads, labels = att_model_labels(m, ATT_HEAD_DEPREL), names = att_model_labels(m, ATT_HEAD_NAME);
    float *rel = ATT_ARRAY(a, float, s->n * labels);
    for (uint32_t i = 0; i < s->n; i++) {
        float arc[MOST_WORDS + 1];
        memcpy(arc, s->arc + (size_t)i * (s->n + 1), (s->n + 1) * sizeof *arc);
        arc[i + 1] = -1e9f; /* no word is its own head */
        head[i] = best_of(arc, s->n + 1);
        d->score += fabs((double)arc[head[i]] - number_of(row[i][10]));
        d->differ += head[i] != (uint32_t)number_of(row[i][6]);
    }
    att_model_deprels(m, a, s, 1, &head, &rel);
    for (uint32_t i = 0; i < s->n; i++) {
        const att_str *f = row[i];
        for (int h = 0; h < ATT_HEAD_NAME; h++)
            d->differ += !att_str_eq(att_model_label(m, (att_head)h, s->best[h][i]), f[2 + h]);
        d->differ += !att_str_eq(att_model_label(m, ATT_HEAD_DEPREL, best_of(rel + (size_t)i * labels, labels)), f[7]);
        d->differ += !att_str_eq(att_model_label(m, ATT_HEAD_NAME, best_of(s->names + (size_t)i * names, names)), f[8]);
        for (int k = 0; k < 4; k++)
            d->vector += fabs((double)s->vector[(size_t)i * ATT_MODEL_WIDTH + (size_t)k] - number_of(f[11 + k]));
        d->decisions += 7;
        d->numbers++;
    }
}

static void against_reference(att_arena *a, const att_model *m, const reference *r)
{
    char text[200];
    snprintf(text, sizeof text, "%u of %u words, such as " ATT_STR_FMT, r->pieces_wrong, r->pieces, ATT_STR_ARG(r->wrong));
    check(r->pieces > 50 && r->pieces_wrong == 0, "wordpieces and shapes are the training script's", text);
    att_scores out[MOST_SENTENCES];
    att_model_run(m, a, r->sentence, r->n, out);
    distance d = {0};
    for (uint32_t k = 0; k < r->n; k++)
        if (out[k].n == r->sentence[k].n)
            compare_sentence(m, a, &out[k], r->row[k], &d);
    snprintf(text, sizeof text, "%u of %u decisions differ", d.differ, d.decisions);
    check(d.decisions > 400 && d.differ * 50 <= d.decisions, "decisions are the unrounded network's, 98 % at least", text);
    printf("# %s; mean distance of scores %.3f, of vectors %.4f\n", text, d.score / d.numbers, d.vector / (4 * d.numbers));
    check(d.score < 0.3 * d.numbers, "scores lie near the unrounded network's", "mean distance above 0.3");
    check(d.vector < 0.05 * 4 * d.numbers, "vectors lie near the unrounded network's", "mean distance above 0.05");
}

/* ---- the same bits -------------------------------------------------------------------------------------------------------------------- */

static bool same_floats(const float *a, const float *b, size_t n) { return memcmp(a, b, n * sizeof *a) == 0; }

static bool same_scores(const att_model *m, att_arena *arena, const att_scores *a, const att_scores *b)
{
    uint32_t n = a->n, labels = att_model_labels(m, ATT_HEAD_DEPREL), heads[MOST_WORDS], *head = heads;
    float *ra = ATT_ARRAY(arena, float, n * labels), *rb = ATT_ARRAY(arena, float, n * labels);
    bool same = a->n == b->n && same_floats(a->vector, b->vector, (size_t)n * ATT_MODEL_WIDTH) && same_floats(a->arc, b->arc, (size_t)n * (n + 1)) &&
                (!a->types || same_floats(a->types, b->types, (size_t)n * att_model_types(m))) && same_floats(a->names, b->names, (size_t)n * att_model_labels(m, ATT_HEAD_NAME));
    for (int h = 0; same && h < ATT_HEAD_NAME; h++)
        same = memcmp(a->best[h], b->best[h], n * sizeof *a->best[h]) == 0;
    for (uint32_t on = 0; same && on <= n; on += 3) {
        for (uint32_t i = 0; i < n; i++)
            head[i] = (on + i) % (n + 1);
        att_model_deprels(m, arena, a, 1, &head, &ra);
        att_model_deprels(m, arena, b, 1, &head, &rb);
        same = same_floats(ra, rb, (size_t)n * labels);
    }
    return same;
}

/* The sentences three times over, together and one by one. */
static void any_batch(att_arena *a, const att_model *m, const reference *r)
{
    enum { MANY = 6 * MOST_SENTENCES };
    att_words sentence[MANY];
    att_scores together[MANY], alone;
    for (uint32_t i = 0; i < 6 * r->n; i++)
        sentence[i] = r->sentence[i * 5 % r->n];
    att_model_run(m, a, sentence, 6 * r->n, together);
    bool same = true;
    for (uint32_t i = 0; i < 6 * r->n; i++) {
        att_model_run(m, a, &sentence[i], 1, &alone);
        same = same && same_scores(m, a, &together[i], &alone);
    }
    check(same, "the same bits in any batch", "scores of a sentence depend on its neighbours");
}

static void any_level(att_arena *a, const char *path, const reference *r)
{
    static const char *const levels[] = {"scalar", "avx2", "avxvnni", "avx512vnni", "amx"};
    att_scores first[MOST_SENTENCES], out[MOST_SENTENCES];
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        att_model *m;
        att_error e;
        setenv("ATTACHE_CPU", levels[i], 1);
        att_status s = att_model_open(path, &m, &e);
        if (s != ATT_OK) {
            if (s == ATT_USAGE)
                printf("skip model: %s: %s\n", levels[i], e.what);
            else
                check(false, levels[i], e.what);
            continue;
        }
        att_model_run(m, a, r->sentence, r->n, i ? out : first);
        bool same = strcmp(att_model_cpu(m), levels[i]) == 0;
        for (uint32_t k = 0; i && k < r->n; k++)
            same = same && same_scores(m, a, &out[k], &first[k]);
        check(same, levels[i], "not the bits of the reference");
        att_model_close(m);
    }
    unsetenv("ATTACHE_CPU");
}

/* ---- odd sentences ---------------------------------------------------------------------------------------------------------------------- */

static void odd(att_arena *a, const att_model *m)
{
    att_scores out[3];
    att_str *many = ATT_ARRAY(a, att_str, 700), bytes = ATT_STR("\xff\xc3(\xed\xa0\x80");
    for (int i = 0; i < 700; i++)
        many[i] = i % 2 ? ATT_STR("harbouring") : ATT_STR("the");
    att_words sentences[] = {{many, 700}, {NULL, 0}, {&bytes, 1}};
    att_model_run(m, a, sentences, 3, out);
    check(out[0].n == 340, "a sentence too long is scored up to the limit", "not 510 pieces");
    check(out[1].n == 0, "a sentence of no words has no scores", "it has");
    check(out[2].n == 1 && out[2].arc[0] < 1e30f, "bytes that are no text have scores", "none");
    uint32_t piece[ATT_MODEL_WORD_PIECES];
    check(att_model_pieces(m, ATT_STR(""), piece) == 1, "a word of no letters is one piece", "it is not");
    check(out[2].names[0] <= 0 && out[2].names[0] > -100, "names have log-probabilities", "out of range");
    check(att_model_text(m, "licence").n > 20 && att_model_text(m, "scores").n > 20 && att_model_text(m, "nothing").n == 0,
          "the file states its licence and what it reached", "missing");
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
    check(att_model_check(m, &e) == ATT_OK, "the checksums and the test sentence are right", e.what);
    damaged(&a, path);
    reference *r = read_reference(&a, m, read_file(&a, ATT_SOURCE_DIR "/test/unit/model-reference.tsv"));
    against_reference(&a, m, r);
    any_batch(&a, m, r);
    any_level(&a, path, r);
    odd(&a, m);
    att_model_close(m);
    att_arena_close(&a);
    return failed != 0;
}
