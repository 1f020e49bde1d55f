/* model/encode.c: the forward pass: pieces to vectors, six layers over ragged batches, and the heads over words. */
#include "model/layout.h"

enum { BATCH = ATT_MODEL_BATCH, EXTRA = 32 }; /* rows of byte buffers are filled up to multiples of 32 */

typedef struct {
    uint32_t sentence, row, rows; /* where its positions lie in the batch */
} piece_of_batch;

typedef struct {
    const att_model *m;
    att_arena *arena;
    uint32_t most;      /* rows of the buffers */
    float *x;           /* [most][WIDTH] */
    float *wide;        /* [most][4 * WIDTH] */
    float *attended;    /* [most][WIDTH] */
    float *scratch;
    att_bytes bytes;    /* [most + EXTRA][4 * WIDTH] */
} encoder;

/* Pieces of one sentence with their shapes and the first piece of each word; false words are those that no longer fit. */
typedef struct {
    uint32_t *id, n;
    uint8_t *shape;
    uint32_t *first, words;
} pieces;

static pieces cut_sentence(const att_model *m, att_arena *arena, const att_words *s)
{
    pieces p = {.id = ATT_ARRAY(arena, uint32_t, ATT_MODEL_PIECES + 2), .shape = ATT_ARRAY(arena, uint8_t, ATT_MODEL_PIECES + 2),
                .first = ATT_ARRAY(arena, uint32_t, s->n)};
    p.id[p.n++] = m->cls;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t id[ATT_MODEL_WORD_PIECES], n = att_model_pieces(m, s->word[i], id);
        if (p.n + n > ATT_MODEL_PIECES + 1)
            break;
        p.first[p.words++] = p.n;
        uint8_t shape = (uint8_t)att_model_shape(s->word[i]);
        for (uint32_t k = 0; k < n; k++) {
            p.id[p.n] = id[k];
            p.shape[p.n++] = shape;
        }
    }
    p.id[p.n++] = m->sep;
    return p;
}

static void embed(const att_model *m, const pieces *p, float *x)
{
    for (uint32_t r = 0; r < p->n; r++) {
        const int8_t *w = m->word + (size_t)p->id[r] * WIDTH;
        const float scale = m->word_scale[p->id[r]], *place = m->place + (size_t)r * WIDTH, *shape = m->shape + (size_t)p->shape[r] * WIDTH;
        for (int i = 0; i < WIDTH; i++)
            x[(size_t)r * WIDTH + (size_t)i] = (float)w[i] * scale + place[i] + shape[i];
    }
}

static void linear(encoder *e, const float *x, uint32_t rows, const att_linear *l, att_after after, float *out, uint32_t stride)
{
    const att_kernels *k = e->m->kernels;
    k->quantise(x, l->k == 4 * WIDTH ? 4 * WIDTH : WIDTH, rows, l->k, l->k64, &e->bytes);
    k->product(&e->bytes, rows, l, after, out, stride);
}

static void run_layer(encoder *e, const layer *l, const piece_of_batch *part, uint32_t parts, uint32_t rows)
{
    const att_kernels *k = e->m->kernels;
    linear(e, e->x, rows, &l->qkv, ATT_PLAIN, e->wide, 3 * WIDTH);
    for (uint32_t i = 0; i < parts; i++)
        k->attend(e->wide + (size_t)part[i].row * 3 * WIDTH, 3 * WIDTH, part[i].rows, e->attended + (size_t)part[i].row * WIDTH, e->scratch);
    linear(e, e->attended, rows, &l->out, ATT_PLAIN, e->wide, WIDTH);
    k->add_norm(e->x, e->wide, WIDTH, rows, l->norm1, l->norm1 + WIDTH);
    linear(e, e->x, rows, &l->up, ATT_GELU, e->wide, 4 * WIDTH);
    linear(e, e->wide, rows, &l->down, ATT_PLAIN, e->attended, WIDTH);
    k->add_norm(e->x, e->attended, WIDTH, rows, l->norm2, l->norm2 + WIDTH);
}

/* ---- heads ---------------------------------------------------------------------------------------------------------------------- */

static uint32_t fill(const att_linear *l) { return l->n32; }

/* Bytes of `rows` rows that lie `stride` apart, for a linear of its own width. */
static att_bytes new_bytes(att_arena *arena, uint32_t rows, uint32_t k64)
{
    uint32_t r32 = (rows + EXTRA - 1) / EXTRA * EXTRA;
    return (att_bytes){ATT_ARRAY(arena, uint8_t, (size_t)r32 * k64), ATT_ARRAY(arena, float, r32), ATT_ARRAY(arena, int32_t, r32)};
}

static float *apply(const att_model *m, att_arena *arena, const float *x, uint32_t stride, uint32_t rows, const att_linear *l, att_after after)
{
    att_bytes b = new_bytes(arena, rows, l->k64);
    float *out = ATT_ARRAY(arena, float, (size_t)rows * fill(l));
    m->kernels->quantise(x, stride, rows, l->k, l->k64, &b);
    m->kernels->product(&b, rows, l, after, out, fill(l));
    return out;
}

static void run_heads(const att_model *m, att_arena *arena, const float *with_root, uint32_t words, att_scores *out)
{
    uint32_t n = words;
    const float *vector = with_root + WIDTH;
    *out = (att_scores){.n = n, .vector = vector, .tag_stride = m->tags.n32, .rel_stride = m->to_head.n32, .rel_dep_stride = m->rel.n32};
    if (!n)
        return;
    const float *tags = apply(m, arena, vector, WIDTH, n, &m->tags, ATT_PLAIN);
    for (int h = 0; h < ATT_HEAD_DEPREL; h++)
        out->tag[h] = tags + m->tag_at[h];
    const float *dep = apply(m, arena, vector, WIDTH, n, &m->to_dep, ATT_GELU), *head = apply(m, arena, with_root, WIDTH, n + 1, &m->to_head, ATT_GELU);
    const float *turned = apply(m, arena, dep, m->to_dep.n32, n, &m->arc, ATT_PLAIN);
    float *arc = ATT_ARRAY(arena, float, (size_t)n * (n + 1));
    for (uint32_t i = 0; i < n; i++)
        m->kernels->dots(turned + (size_t)i * m->arc.n32, head, m->to_head.n32, n + 1, ARC, arc + (size_t)i * (n + 1));
    out->arc = arc;
    out->rel_head = head + ARC;
    out->rel_dep = apply(m, arena, dep + ARC, m->to_dep.n32, n, &m->rel, ATT_PLAIN);
}

/* ---- batches --------------------------------------------------------------------------------------------------------------------- */

static encoder new_encoder(const att_model *m, att_arena *arena, uint32_t most)
{
    uint32_t r = most + EXTRA;
    return (encoder){.m = m, .arena = arena, .most = most, .x = ATT_ARRAY(arena, float, (size_t)r * WIDTH), .wide = ATT_ARRAY(arena, float, (size_t)r * 4 * WIDTH),
                     .attended = ATT_ARRAY(arena, float, (size_t)r * WIDTH), .scratch = ATT_ARRAY(arena, float, (size_t)68 * (r + 16)),
                     .bytes = {ATT_ARRAY(arena, uint8_t, (size_t)(r + EXTRA) * 4 * WIDTH), ATT_ARRAY(arena, float, r), ATT_ARRAY(arena, int32_t, r)}};
}

static void encode(encoder *e, const pieces *p, const piece_of_batch *part, uint32_t parts, uint32_t rows, att_scores *out)
{
    const att_model *m = e->m;
    for (uint32_t i = 0; i < parts; i++)
        embed(m, &p[part[i].sentence], e->x + (size_t)part[i].row * WIDTH);
    m->kernels->add_norm(e->x, NULL, 0, rows, m->norm, m->norm + WIDTH);
    for (int l = 0; l < LAYERS; l++)
        run_layer(e, &m->layer[l], part, parts, rows);
    for (uint32_t i = 0; i < parts; i++) {
        const pieces *q = &p[part[i].sentence];
        float *words = ATT_ARRAY(e->arena, float, (size_t)(q->words + 1) * WIDTH);
        memcpy(words, m->root, WIDTH * sizeof(float));
        for (uint32_t w = 0; w < q->words; w++)
            memcpy(words + (size_t)(w + 1) * WIDTH, e->x + (size_t)(part[i].row + q->first[w]) * WIDTH, WIDTH * sizeof(float));
        run_heads(m, e->arena, words, q->words, &out[part[i].sentence]);
    }
}

void att_model_run(const att_model *m, att_arena *arena, const att_words *sentence, uint32_t n, att_scores *out)
{
    pieces *p = ATT_ARRAY(arena, pieces, n);
    piece_of_batch *part = ATT_ARRAY(arena, piece_of_batch, n);
    size_t all = 0;
    for (uint32_t i = 0; i < n; i++) {
        p[i] = cut_sentence(m, arena, &sentence[i]);
        all += p[i].n;
    }
    encoder e = new_encoder(m, arena, all < BATCH ? (uint32_t)all : BATCH);
    for (uint32_t i = 0; i < n;) {
        uint32_t parts = 0, rows = 0;
        while (i < n && (parts == 0 || rows + p[i].n <= BATCH)) {
            part[parts++] = (piece_of_batch){i, rows, p[i].n};
            rows += p[i++].n;
        }
        encode(&e, p, part, parts, rows, out);
    }
}

void att_model_deprel(const att_model *m, const att_scores *s, uint32_t dep, uint32_t head, float *out)
{
    const float *h = s->rel_head + (size_t)head * s->rel_stride, *d = s->rel_dep + (size_t)dep * s->rel_dep_stride;
    for (uint32_t r = 0; r < m->n_labels[ATT_HEAD_DEPREL]; r++, d += REL + 1) {
        float x = d[REL];
        for (int i = 0; i < REL; i++)
            x += d[i] * h[i];
        out[r] = x;
    }
}

/* e^x for x <= 0 and log(x) for x >= 1, in double and by plain arithmetic: the C libraries differ in the last bits. */
static double power_of_e(double x)
{
    if (!(x > -700))
        return 0;
    int64_t n = (int64_t)(x * 1.4426950408889634 - 0.5);
    double r = (x - (double)n * 6.93147180369123816490e-01) - (double)n * 1.90821492927058770002e-10, p = 1, scale;
    for (int i = 14; i > 0; i--) /* |r| < 0.35: the rest of the series is below 1e-18 */
        p = 1 + p * r / i;
    uint64_t bits = (uint64_t)(n + 1023) << 52;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

static double log_of(double x)
{
    double n = 0, p = 0;
    for (; x > 1.5; x /= 2)
        n++;
    double t = (x - 1) / (x + 1), t2 = t * t; /* log x = 2 atanh t, |t| <= 0.2 */
    for (int i = 23; i > 0; i -= 2)
        p = p * t2 + 1.0 / i;
    return n * 0.69314718055994530942 + 2 * t * p;
}

static double log_sum(const float *x, uint32_t n)
{
    double top = x[0], sum = 0;
    for (uint32_t i = 1; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (uint32_t i = 0; i < n; i++)
        sum += power_of_e(x[i] - top);
    return top + (sum < 1e300 ? log_of(sum) : 0);
}

void att_model_names(const att_model *m, const att_scores *s, uint32_t i, float *out)
{
    const float *a = s->tag[ATT_HEAD_NAME] + (size_t)i * s->tag_stride, *b = s->tag[ATT_HEAD_NAME2] + (size_t)i * s->tag_stride;
    uint32_t n = m->n_labels[ATT_HEAD_NAME];
    double za = log_sum(a, n), zb = log_sum(b, n);
    for (uint32_t k = 0; k < n; k++)
        out[k] = (float)(m->name_weights[0] * (a[k] - za) + m->name_weights[1] * (b[m->name2_of[k]] - zb));
}
