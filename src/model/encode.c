/* model/encode.c: the forward pass: pieces to vectors, six layers over ragged batches, and the heads over words.
 * Batches are small: what a layer writes is read again while it is still in the second cache, and 128 rows are enough to pay for a pass over
 * the weights. */
#include "model/encoder.h"

att_pieces att_encoder_cut(const att_model *m, att_arena *arena, const att_words *s)
{
    att_pieces p = {.id = ATT_ARRAY(arena, uint32_t, ATT_MODEL_PIECES + 2), .shape = ATT_ARRAY(arena, uint8_t, ATT_MODEL_PIECES + 2),
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

static void embed(const att_model *m, const att_pieces *p, float *x)
{
    for (uint32_t r = 0; r < p->n; r++) {
        const int8_t *w = m->word + (size_t)p->id[r] * WIDTH, *place = m->place + (size_t)r * WIDTH;
        const float scale = m->word_scale[p->id[r]], *shape = m->shape + (size_t)p->shape[r] * WIDTH;
        for (int i = 0; i < WIDTH; i++)
            x[(size_t)r * WIDTH + (size_t)i] = (float)w[i] * scale + (float)place[i] * m->place_scale[i] + shape[i];
    }
}

void att_encoder_linear(att_encoder *e, const float *x, uint32_t stride, uint32_t rows, const att_linear *l, att_after after, float *out)
{
    const att_kernels *k = e->m->kernels;
    k->quantise(x, stride, rows, l->k, l->k64, &e->bytes);
    k->product(&e->bytes, rows, l, after, out, l->n32);
}

/* The wide layer, BATCH rows at a time. */
static void widen(att_encoder *e, const layer *l, uint32_t rows, float *out)
{
    for (uint32_t r = 0, n; r < rows; r += n) {
        n = rows - r < BATCH ? rows - r : BATCH;
        att_encoder_linear(e, e->x + (size_t)r * WIDTH, WIDTH, n, &l->up, ATT_GELU, e->wide);
        att_encoder_linear(e, e->wide, 4 * WIDTH, n, &l->down, ATT_PLAIN, out + (size_t)r * WIDTH);
    }
}

void att_encoder_attend(att_encoder *e, const layer *l, const att_part *part, uint32_t parts, uint32_t rows)
{
    att_encoder_linear(e, e->x, WIDTH, rows, &l->qkv, ATT_PLAIN, e->wide);
    for (uint32_t i = 0; i < parts; i++)
        e->m->kernels->attend(e->wide + (size_t)part[i].row * 3 * WIDTH, 3 * WIDTH, part[i].rows, e->attended + (size_t)part[i].row * WIDTH, e->scratch);
}

void att_encoder_finish(att_encoder *e, const layer *l, uint32_t rows)
{
    const att_kernels *k = e->m->kernels;
    att_encoder_linear(e, e->attended, WIDTH, rows, &l->out, ATT_PLAIN, e->wide);
    k->add_norm(e->x, e->wide, WIDTH, rows, l->norm1, l->norm1 + WIDTH);
    widen(e, l, rows, e->attended);
    k->add_norm(e->x, e->attended, WIDTH, rows, l->norm2, l->norm2 + WIDTH);
}

/* After the last attention only the first pieces of words are of use: their rows close up. */
static uint32_t keep_first_pieces(att_encoder *e, const att_pieces *p, const att_part *part, uint32_t parts)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < parts; i++)
        for (uint32_t w = 0; w < p[part[i].sentence].words; w++, n++) {
            size_t row = part[i].row + p[part[i].sentence].first[w];
            memmove(e->x + (size_t)n * WIDTH, e->x + row * WIDTH, WIDTH * sizeof(float));
            memmove(e->attended + (size_t)n * WIDTH, e->attended + row * WIDTH, WIDTH * sizeof(float));
        }
    return n;
}

/* Keeps the vectors of the words' first pieces, as they are at this point of the way, in a third of their rows. */
static void keep_words(att_encoder *e, const att_pieces *p, const att_part *part, uint32_t parts, uint32_t third)
{
    float *to = e->kept + (size_t)third * WIDTH;
    for (uint32_t i = 0; e->m->types && i < parts; i++)
        for (uint32_t w = 0; w < p[part[i].sentence].words; w++, to += 3 * WIDTH)
            memcpy(to, e->x + (part[i].row + (size_t)p[part[i].sentence].first[w]) * WIDTH, WIDTH * sizeof(float));
}

/* ---- probabilities --------------------------------------------------------------------------------------------------------------------- */

double att_log_sum(const float *x, uint32_t n)
{
    double top = x[0], sum = 0;
    for (uint32_t i = 1; i < n; i++)
        top = x[i] > top ? x[i] : top;
    for (uint32_t i = 0; i < n; i++)
        sum += att_exp(x[i] - top);
    return top + (sum < 1e300 ? att_log(sum) : 0);
}

/* Log-probabilities of the name labels, both heads weighed as the file says, from a row of the tag heads' scores. */
static void weigh_names(const att_model *m, const float *row, float *out)
{
    const float *a = row + m->tag_at[ATT_HEAD_NAME], *b = row + m->tag_at[ATT_HEAD_NAME2];
    uint32_t n = m->n_labels[ATT_HEAD_NAME];
    double za = att_log_sum(a, n), zb = att_log_sum(b, n);
    for (uint32_t k = 0; k < n; k++)
        out[k] = (float)(m->name_weights[0] * (a[k] - za) + m->name_weights[1] * (b[m->name2_of[k]] - zb));
}

/* ---- heads ---------------------------------------------------------------------------------------------------------------------- */

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* What the tree's heads make of a batch: rows for all its words, in e->wide. */
typedef struct {
    const float *dep, *head, *turned; /* [n][to_dep.n32], [1 + n][to_head.n32] with the root before the words, [n][arc.n32] */
} spaces;

static spaces run_spaces(att_encoder *e, uint32_t n)
{
    const att_model *m = e->m;
    float *head = e->wide, *dep = head + (size_t)(1 + n) * m->to_head.n32, *turned = dep + (size_t)n * m->to_dep.n32;
    att_encoder_linear(e, e->x - WIDTH, WIDTH, 1 + n, &m->to_head, ATT_GELU, head);
    att_encoder_linear(e, e->x, WIDTH, n, &m->to_dep, ATT_GELU, dep);
    att_encoder_linear(e, dep, m->to_dep.n32, n, &m->arc, ATT_PLAIN, turned);
    return (spaces){dep, head, turned};
}

static float *label_space(att_arena *arena, const float *from, uint32_t stride, uint32_t n)
{
    float *to = ATT_ARRAY(arena, float, (size_t)n * REL);
    for (uint32_t i = 0; i < n; i++)
        memcpy(to + (size_t)i * REL, from + (size_t)i * stride + ARC, REL * sizeof(float));
    return to;
}

/* The sentence whose `n` words begin at `at` of the batch. */
static void score_tree(const att_encoder *e, att_arena *arena, const spaces *s, uint32_t at, uint32_t n, att_scores *out)
{
    const att_model *m = e->m;
    const float *head = s->head + (size_t)(1 + at) * m->to_head.n32, *dep = s->dep + (size_t)at * m->to_dep.n32, *turned = s->turned + (size_t)at * m->arc.n32;
    float *arc = ATT_ARRAY(arena, float, (size_t)n * (n + 1)), *vector = ATT_ARRAY(arena, float, (size_t)n * WIDTH);
    memcpy(vector, e->x + (size_t)at * WIDTH, (size_t)n * WIDTH * sizeof(float));
    *out = (att_scores){.n = n, .vector = vector, .arc = arc, .dep = label_space(arena, dep, m->to_dep.n32, n),
                        .head = label_space(arena, head, m->to_head.n32, n), .root = label_space(arena, s->head, m->to_head.n32, 1)};
    for (uint32_t i = 0; i < n; i++, arc += n + 1, turned += m->arc.n32) {
        m->kernels->dots(turned, s->head, m->to_head.n32, 1, ARC, arc);
        m->kernels->dots(turned, head, m->to_head.n32, n, ARC, arc + 1);
    }
}

/* The best labels of the tag heads, and the names' log-probabilities; `at` as above.  Words go by BATCH at most. */
static void score_tags(att_encoder *e, att_arena *arena, uint32_t at, uint32_t n, att_scores *out)
{
    const att_model *m = e->m;
    uint32_t names = m->n_labels[ATT_HEAD_NAME];
    float *name = ATT_ARRAY(arena, float, (size_t)n * names);
    uint16_t *best[ATT_HEAD_NAME];
    for (int h = 0; h < ATT_HEAD_NAME; h++)
        out->best[h] = best[h] = ATT_ARRAY(arena, uint16_t, n);
    out->names = name;
    for (uint32_t i = 0; i < n; i++, name += names) {
        const float *row = e->wide + (size_t)i % BATCH * m->tags.n32;
        if (i % BATCH == 0)
            att_encoder_linear(e, e->x + (size_t)(at + i) * WIDTH, WIDTH, least(n - i, BATCH), &m->tags, ATT_PLAIN, e->wide);
        for (int h = 0; h < ATT_HEAD_NAME; h++)
            best[h][i] = (uint16_t)m->kernels->best(row + m->tag_at[h], m->n_labels[h]);
        weigh_names(m, row, name);
    }
}

/* What each word of the sentence tells of; `at` as above. */
static void score_types(att_encoder *e, att_arena *arena, uint32_t at, uint32_t n, att_scores *out)
{
    const att_model *m = e->m;
    float *types = m->types ? ATT_ARRAY(arena, float, (size_t)n * m->types) : NULL;
    out->types = types;
    for (uint32_t i = 0; m->types && i < n; i++) {
        if (i % BATCH == 0) {
            uint32_t some = least(n - i, BATCH);
            att_encoder_linear(e, e->kept + (size_t)(at + i) * 3 * WIDTH, 3 * WIDTH, some, &m->word_types, ATT_GELU, e->attended);
            att_encoder_linear(e, e->attended, m->word_types.n32, some, &m->word_types_out, ATT_PLAIN, e->wide);
        }
        const float *row = e->wide + (size_t)i % BATCH * m->word_types_out.n32;
        double all = att_log_sum(row, m->types);
        for (uint32_t k = 0; k < m->types; k++)
            types[(size_t)i * m->types + k] = (float)(row[k] - all);
    }
}

/* What is kept of each word for the roles of events; `at` as above. */
static void keep_roles(att_encoder *e, att_arena *arena, uint32_t at, uint32_t n, att_scores *out)
{
    const att_model *m = e->m;
    float *roles = m->features ? ATT_ARRAY(arena, float, (size_t)n * 2 * ATT_MODEL_ROLE) : NULL;
    out->roles = roles;
    for (uint32_t i = 0, some; m->features && i < n; i += some) {
        some = least(n - i, BATCH);
        att_encoder_linear(e, e->kept + (size_t)(at + i) * 3 * WIDTH, 3 * WIDTH, some, &m->roles, ATT_PLAIN, roles + (size_t)i * 2 * ATT_MODEL_ROLE);
    }
}

void att_model_role(const att_model *m, const float *event, const float *nominal, const uint16_t *feature, uint32_t n, float out[ATT_ROLE_KINDS])
{
    float hidden[ATT_MODEL_ROLE], score[ATT_ROLE_KINDS];
    for (uint32_t k = 0; k < ATT_MODEL_ROLE; k++) {
        hidden[k] = event[k] + nominal[k];
        for (uint32_t i = 0; i < n; i++)
            hidden[k] += m->role_of[(size_t)feature[i] * ATT_MODEL_ROLE + k];
        hidden[k] = hidden[k] > 0 ? hidden[k] : 0;
    }
    for (uint32_t r = 0; r < ATT_ROLE_KINDS; r++) {
        const float *w = m->role_out + (size_t)r * (ATT_MODEL_ROLE + 1);
        score[r] = w[ATT_MODEL_ROLE];
        for (uint32_t k = 0; k < ATT_MODEL_ROLE; k++)
            score[r] += hidden[k] * w[k];
    }
    double all = att_log_sum(score, ATT_ROLE_KINDS);
    for (uint32_t r = 0; r < ATT_ROLE_KINDS; r++)
        out[r] = (float)att_exp(score[r] - all);
}

/* Labels whose columns make whole panels: 32 of them have 97. A few words at a time keep their scores in cache. */
enum { DEP_ROWS = 24, LABEL_GROUP = 32, LABEL_COLUMNS = REL + 1 };

/* The columns of a group of labels, from label `first` on. */
static att_linear labels_of(const att_linear *l, uint32_t first)
{
    att_linear part = *l;
    uint32_t column = first * LABEL_COLUMNS;
    part.n32 = least(LABEL_GROUP * LABEL_COLUMNS, l->n32 - column);
    part.w += (size_t)column * l->k64;
    part.scale += column;
    part.sums += column;
    part.bias += column;
    return part;
}

/* `some` words from word `at` on, whose bytes these are; `room` is for their products with the label tensor. */
static void score_labels(const att_model *m, const att_scores *s, const uint32_t *head, uint32_t at, uint32_t some, const att_bytes *bytes, float *room, float *out)
{
    const uint32_t labels = m->n_labels[ATT_HEAD_DEPREL];
    for (uint32_t first = 0; first < labels; first += LABEL_GROUP) {
        att_linear l = labels_of(&m->rel, first);
        uint32_t n = least(labels - first, LABEL_GROUP);
        m->kernels->product(bytes, some, &l, ATT_PLAIN, room, l.n32);
        for (uint32_t i = 0; i < some; i++) {
            const float *d = room + (size_t)i * l.n32, *h = head[at + i] ? s->head + (size_t)(head[at + i] - 1) * REL : s->root;
            float *to = out + (size_t)(at + i) * labels + first;
            m->kernels->dots(h, d, LABEL_COLUMNS, n, REL, to);
            for (uint32_t k = 0; k < n; k++)
                to[k] += d[(size_t)k * LABEL_COLUMNS + REL];
        }
    }
}

void att_model_deprels(const att_model *m, att_arena *arena, const att_scores *s, uint32_t n, uint32_t *const *head, float *const *out)
{
    const uint32_t k64 = m->rel.k64, rows = DEP_ROWS + EXTRA;
    att_bytes bytes = {ATT_ARRAY(arena, uint8_t, (size_t)rows * k64), ATT_ARRAY(arena, float, rows), ATT_ARRAY(arena, int32_t, rows)};
    float *room = ATT_ARRAY(arena, float, (size_t)DEP_ROWS * LABEL_GROUP * LABEL_COLUMNS);
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t at = 0, some; at < s[k].n; at += some) {
            some = least(s[k].n - at, DEP_ROWS);
            m->kernels->quantise(s[k].dep + (size_t)at * REL, REL, some, REL, k64, &bytes);
            score_labels(m, &s[k], head[k], at, some, &bytes, room, out[k]);
        }
}

/* ---- batches --------------------------------------------------------------------------------------------------------------------- */

static uint32_t most_of(uint32_t a, uint32_t b) { return a > b ? a : b; }

att_encoder att_encoder_new(const att_model *m, att_arena *arena, uint32_t most)
{
    size_t rows = (size_t)most + 1, few = least(most, BATCH), wide = most_of(4 * WIDTH, m->tags.n32);
    size_t floats = most_of((uint32_t)(rows * 3 * WIDTH), (uint32_t)(few * wide)), bytes = most_of((uint32_t)(rows + EXTRA) * WIDTH, (uint32_t)(few + EXTRA) * 4 * WIDTH);
    att_encoder e = {.m = m, .x = ATT_ARRAY(arena, float, rows * WIDTH) + WIDTH, .wide = ATT_ARRAY(arena, float, floats), .attended = ATT_ARRAY(arena, float, rows * WIDTH),
                 .scratch = ATT_ARRAY(arena, float, 68 * (rows + 16)), .kept = m->types ? ATT_ARRAY(arena, float, rows * 3 * WIDTH) : NULL,
                 .bytes = {ATT_ARRAY(arena, uint8_t, bytes), ATT_ARRAY(arena, float, rows + EXTRA), ATT_ARRAY(arena, int32_t, rows + EXTRA)}};
    _Static_assert(2 * (ARC + REL) + ARC <= 3 * WIDTH, "the spaces of a row fit into a row of queries, keys and values");
    memcpy(e.x - WIDTH, m->root, WIDTH * sizeof(float));
    return e;
}

void att_encoder_embed(att_encoder *e, const att_pieces *p, const att_part *part, uint32_t parts, uint32_t rows)
{
    for (uint32_t i = 0; i < parts; i++)
        embed(e->m, &p[part[i].sentence], e->x + (size_t)part[i].row * WIDTH);
    e->m->kernels->add_norm(e->x, NULL, 0, rows, e->m->norm, e->m->norm + WIDTH);
}

static void encode(att_encoder *e, att_arena *arena, const att_pieces *p, const att_part *part, uint32_t parts, uint32_t rows, att_scores *out)
{
    const att_model *m = e->m;
    att_encoder_embed(e, p, part, parts, rows);
    keep_words(e, p, part, parts, 0);
    for (uint32_t l = 0; l < LAYERS; l++) {
        if (l == m->branch)
            keep_words(e, p, part, parts, 1);
        att_encoder_attend(e, &m->layer[l], part, parts, rows);
        if (l == LAYERS - 1)
            rows = keep_first_pieces(e, p, part, parts);
        att_encoder_finish(e, &m->layer[l], rows);
    }
    for (uint32_t r = 0; m->types && r < rows; r++)
        memcpy(e->kept + (size_t)(3 * r + 2) * WIDTH, e->x + (size_t)r * WIDTH, WIDTH * sizeof(float));
    spaces s = run_spaces(e, rows);
    for (uint32_t i = 0, at = 0, n; i < parts; i++, at += n) {
        n = p[part[i].sentence].words;
        score_tree(e, arena, &s, at, n, &out[part[i].sentence]);
    }
    for (uint32_t i = 0, at = 0, n; i < parts; i++, at += n) {
        n = p[part[i].sentence].words;
        score_tags(e, arena, at, n, &out[part[i].sentence]);
        score_types(e, arena, at, n, &out[part[i].sentence]);
        keep_roles(e, arena, at, n, &out[part[i].sentence]);
    }
}

uint32_t att_encoder_most(const att_pieces *p, uint32_t n)
{
    uint32_t most = 0, all = 0; /* of one sentence; of all, as far as that matters */
    for (uint32_t i = 0; i < n; i++) {
        most = most_of(most, p[i].n);
        all = least(all + p[i].n, BATCH);
    }
    return most_of(most, all);
}

uint32_t att_encoder_batch(const att_pieces *p, uint32_t from, uint32_t n, att_part *part, uint32_t *rows)
{
    uint32_t parts = 0;
    *rows = 0;
    while (from < n && (parts == 0 || *rows + p[from].n <= BATCH)) {
        part[parts++] = (att_part){from, *rows, p[from].n};
        *rows += p[from++].n;
    }
    return parts;
}

void att_model_run(const att_model *m, att_arena *arena, const att_words *sentence, uint32_t n, att_scores *out)
{
    att_pieces *p = ATT_ARRAY(arena, att_pieces, n);
    att_part *part = ATT_ARRAY(arena, att_part, n);
    for (uint32_t i = 0; i < n; i++)
        p[i] = att_encoder_cut(m, arena, &sentence[i]);
    att_encoder e = att_encoder_new(m, arena, att_encoder_most(p, n));
    for (uint32_t i = 0, parts, rows; i < n; i += parts) {
        parts = att_encoder_batch(p, i, n, part, &rows);
        encode(&e, arena, p, part, parts, rows, out);
    }
}
