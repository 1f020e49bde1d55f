/* syntax/tree.c: from arc scores to one tree. */
#include <math.h>

#include "syntax/syntax.h"

static uint32_t best_head(const float *row, uint32_t n, uint32_t self, bool with_root)
{
    uint32_t best = ATT_NONE;
    for (uint32_t h = with_root ? 0 : 1; h <= n; h++)
        if (h != self + 1 && (best == ATT_NONE || row[h] > row[best]))
            best = h;
    return best == ATT_NONE ? 0 : best;
}

/* Whether every word reaches the root, and only one hangs on it. */
static bool is_tree(const uint32_t *head, uint32_t n, uint8_t *seen)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++)
        roots += head[i] == 0;
    memset(seen, 0, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t steps = 0, w = i;
        while (head[w] != 0 && !seen[w] && steps++ <= n)
            w = head[w] - 1;
        if (steps > n)
            return false;
        for (w = i; head[w] != 0 && !seen[w]; w = head[w] - 1)
            seen[w] = 1;
        seen[w] = 1;
    }
    return roots == 1;
}

/* ---- Chu-Liu-Edmonds over nodes 0..n, scores[d * (n + 1) + h], contracting one cycle at a time ------------------------------------- */

typedef struct {
    att_arena *arena;
    double *score; /* [nodes][nodes] of dependent, head */
    uint32_t nodes;
} graph;

static bool find_cycle(const uint32_t *head, uint32_t nodes, uint32_t *mark, uint32_t *on_cycle)
{
    memset(mark, 0, nodes * sizeof *mark);
    for (uint32_t i = 1; i < nodes; i++) {
        uint32_t w = i;
        while (w != 0 && mark[w] == 0) {
            mark[w] = i;
            w = head[w];
        }
        if (w != 0 && mark[w] == i) {
            *on_cycle = w;
            return true;
        }
    }
    return false;
}

static void solve(const graph *g, uint32_t *head, uint32_t depth)
{
    uint32_t m = g->nodes;
    for (uint32_t d = 1; d < m; d++) {
        head[d] = ATT_NONE;
        for (uint32_t h = 0; h < m; h++)
            if (h != d && (head[d] == ATT_NONE || g->score[d * m + h] > g->score[d * m + head[d]]))
                head[d] = h;
    }
    uint32_t *mark = ATT_ARRAY(g->arena, uint32_t, m), start;
    if (!find_cycle(head, m, mark, &start) || depth > m + 400)
        return;
    /* contract the cycle into one node, the last of a smaller graph */
    uint8_t *in = ATT_ARRAY(g->arena, uint8_t, m);
    double cycle_score = 0;
    uint32_t w = start;
    do {
        in[w] = 1;
        cycle_score += g->score[w * m + head[w]];
        w = head[w];
    } while (w != start);
    uint32_t *old = ATT_ARRAY(g->arena, uint32_t, m), k = 0;
    for (uint32_t i = 0; i < m; i++)
        if (!in[i])
            old[k++] = i;
    uint32_t c = k, small_nodes = k + 1;
    graph small = {g->arena, ATT_ARRAY(g->arena, double, (size_t)small_nodes * small_nodes), small_nodes};
    uint32_t *enter = ATT_ARRAY(g->arena, uint32_t, small_nodes), *leave = ATT_ARRAY(g->arena, uint32_t, small_nodes);
    for (uint32_t i = 0; i < k; i++) {
        for (uint32_t j = 0; j < k; j++)
            small.score[i * small_nodes + j] = g->score[old[i] * m + old[j]];
        double best_in = -INFINITY, best_out = -INFINITY;
        for (uint32_t v = 1; v < m; v++) {
            if (!in[v])
                continue;
            double through = cycle_score - g->score[v * m + head[v]] + g->score[v * m + old[i]];
            if (through > best_in) {
                best_in = through;
                enter[i] = v;
            }
            if (g->score[old[i] * m + v] > best_out) {
                best_out = g->score[old[i] * m + v];
                leave[i] = v;
            }
        }
        small.score[c * small_nodes + i] = best_in;
        small.score[i * small_nodes + c] = best_out;
    }
    uint32_t *small_head = ATT_ARRAY(g->arena, uint32_t, small_nodes);
    solve(&small, small_head, depth + 1);
    for (uint32_t i = 1; i < k; i++)
        head[old[i]] = small_head[i] == c ? leave[i] : old[small_head[i]];
    uint32_t from = small_head[c];
    head[enter[from]] = old[from];
}

static double total(const float *arc, uint32_t n, const uint32_t *head)
{
    double s = 0;
    for (uint32_t i = 0; i < n; i++)
        s += arc[(size_t)i * (n + 1) + head[i + 1]];
    return s;
}

/* Best tree in which only word `root` hangs on the root. */
static void with_root(att_arena *arena, const float *arc, uint32_t n, uint32_t root, uint32_t *head)
{
    graph g = {arena, ATT_ARRAY(arena, double, (size_t)(n + 1) * (n + 1)), n + 1};
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t h = 0; h <= n; h++)
            g.score[(size_t)(i + 1) * (n + 1) + h] = (h == 0) != (i == root) ? -1e9 : arc[(size_t)i * (n + 1) + h];
    solve(&g, head, 0);
}

void att_syntax_tree(att_arena *arena, const float *arc, uint32_t n, uint32_t *head)
{
    uint8_t *seen = ATT_ARRAY(arena, uint8_t, n + 1);
    for (uint32_t i = 0; i < n; i++)
        head[i] = best_head(arc + (size_t)i * (n + 1), n, i, true);
    if (is_tree(head, n, seen))
        return;
    /* the words that most want to be the root, each tried; the best tree wins */
    enum { TRIES = 3 };
    uint32_t *best = NULL, *now = ATT_ARRAY(arena, uint32_t, n + 1), tried[TRIES], tries = 0;
    double best_total = 0;
    while (tries < TRIES && tries < n) {
        uint32_t root = ATT_NONE;
        for (uint32_t i = 0; i < n; i++) {
            bool done = false;
            for (uint32_t k = 0; k < tries; k++)
                done = done || tried[k] == i;
            if (!done && (root == ATT_NONE || arc[(size_t)i * (n + 1)] > arc[(size_t)root * (n + 1)]))
                root = i;
        }
        tried[tries++] = root;
        with_root(arena, arc, n, root, now);
        if (!best || total(arc, n, now) > best_total) {
            best = best ? best : ATT_ARRAY(arena, uint32_t, n + 1);
            memcpy(best, now, (n + 1) * sizeof *best);
            best_total = total(arc, n, now);
        }
    }
    for (uint32_t i = 0; i < n; i++)
        head[i] = best[i + 1];
}
