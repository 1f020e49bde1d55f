/* model/types.c: the type of the event between two parties: own layers that branch from the encoder's lower ones, and their head. */
#include "model/encoder.h"

static void add_marks(att_encoder *e, const att_pieces *p, const uint8_t *mark, uint32_t row)
{
    for (uint32_t w = 0; w < p->words; w++) {
        uint32_t end = w + 1 < p->words ? p->first[w + 1] : p->n - 1; /* the mark [SEP] is nobody's */
        const float *add = e->m->mark + (size_t)mark[w] * WIDTH;
        for (uint32_t r = p->first[w]; mark[w] && r < end; r++)
            for (int i = 0; i < WIDTH; i++)
                e->x[(size_t)(row + r) * WIDTH + (size_t)i] += add[i];
    }
}

/* The mean vector of the pieces of words with `mark`, of the whole sentence for ATT_UNMARKED; of [CLS] alone when no word has it. */
static void mean(const att_encoder *e, const att_pieces *p, const uint8_t *mark, att_mark which, uint32_t row, float *out)
{
    uint32_t n = 0;
    memset(out, 0, WIDTH * sizeof(float));
    for (uint32_t r = 0, w = 0; r < p->n; r++) {
        while (w < p->words && r >= (w + 1 < p->words ? p->first[w + 1] : p->n - 1))
            w++;
        bool word = w < p->words && r >= p->first[0];
        if (which != ATT_UNMARKED && (!word || mark[w] != which))
            continue;
        for (int i = 0; i < WIDTH; i++)
            out[i] += e->x[(size_t)(row + r) * WIDTH + (size_t)i];
        n++;
    }
    if (n == 0)
        memcpy(out, e->x + (size_t)row * WIDTH, WIDTH * sizeof(float));
    for (int i = 0; n && i < WIDTH; i++)
        out[i] /= (float)n;
}

/* Scores to log-probabilities. */
static float *log_probabilities(att_arena *arena, const float *score, uint32_t n)
{
    float *out = ATT_ARRAY(arena, float, n);
    double all = att_log_sum(score, n);
    for (uint32_t i = 0; i < n; i++)
        out[i] = (float)(score[i] - all);
    return out;
}

static void score_pairs(att_encoder *e, att_arena *arena, const att_pieces *p, const att_marked *s, const att_part *part, uint32_t parts,
                        att_type_scores *out)
{
    const att_model *m = e->m;
    for (uint32_t i = 0; i < parts; i++) {
        const att_pieces *here = &p[part[i].sentence];
        const uint8_t *mark = s[part[i].sentence].mark;
        float *v = e->wide + (size_t)i * 3 * WIDTH;
        mean(e, here, mark, ATT_MARK_SOURCE, part[i].row, v);
        mean(e, here, mark, ATT_MARK_TARGET, part[i].row, v + WIDTH);
        mean(e, here, mark, ATT_UNMARKED, part[i].row, v + 2 * WIDTH);
    }
    att_encoder_linear(e, e->wide, 3 * WIDTH, parts, &m->pair, ATT_GELU, e->attended);
    att_encoder_linear(e, e->attended, m->pair.n32, parts, &m->pair_out, ATT_PLAIN, e->wide);
    for (uint32_t i = 0; i < parts; i++)
        out[part[i].sentence].between = log_probabilities(arena, e->wide + (size_t)i * m->pair_out.n32, m->types - 1);
}

static void score_batch(att_encoder *e, att_arena *arena, const att_pieces *p, const att_marked *s, const att_part *part, uint32_t parts,
                        uint32_t rows, att_type_scores *out)
{
    const att_model *m = e->m;
    att_encoder_embed(e, p, part, parts, rows);
    for (uint32_t l = 0; l < m->branch; l++) {
        att_encoder_attend(e, &m->layer[l], part, parts, rows);
        att_encoder_finish(e, &m->layer[l], rows);
    }
    for (uint32_t i = 0; i < parts; i++)
        add_marks(e, &p[part[i].sentence], s[part[i].sentence].mark, part[i].row);
    for (uint32_t l = 0; l < m->own_layers; l++) {
        att_encoder_attend(e, &m->own[l], part, parts, rows);
        att_encoder_finish(e, &m->own[l], rows);
    }
    score_pairs(e, arena, p, s, part, parts, out);
}

void att_model_run_types(const att_model *m, att_arena *arena, const att_marked *s, uint32_t n, att_type_scores *out)
{
    att_pieces *p = ATT_ARRAY(arena, att_pieces, n);
    att_part *part = ATT_ARRAY(arena, att_part, n);
    ATT_ASSERT(m->types);
    for (uint32_t i = 0; i < n; i++)
        p[i] = att_encoder_cut(m, arena, &s[i].words);
    att_encoder e = att_encoder_new(m, arena, att_encoder_most(p, n));
    for (uint32_t i = 0, parts, rows; i < n; i += parts) {
        parts = att_encoder_batch(p, i, n, part, &rows);
        score_batch(&e, arena, p, s, part, parts, rows, out);
    }
}
