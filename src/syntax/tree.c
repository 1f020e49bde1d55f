/* syntax/tree.c: from arc scores to one tree.
 * Mostly the best head of each word makes a tree already; else the maximum spanning tree (Chu & Liu 1965, Edmonds 1967).  Arcs from the
 * root are then made so costly that the best tree has just one. */
#include <math.h>

#include "syntax/syntax.h"

/* Whether every word reaches the root, and only one hangs on it. */
static bool is_tree(const uint32_t *head, uint32_t n, uint8_t *seen)
{
    uint32_t roots = 0;
    for (uint32_t i = 0; i < n; i++)
        roots += head[i] == 0;
    memset(seen, 0, n);
    for (uint32_t i = 0; i < n && roots == 1; i++) {
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

/* ---- the maximum spanning tree --------------------------------------------------------------------------------------------------------
 */

typedef struct {
    uint32_t dep, head;
} arc;

/* A cycle contracted into its first node. */
typedef struct {
    uint32_t n, *member; /* [n] the nodes on the cycle; member[0] stands for all afterwards */
    arc *inside;         /* [n] the arc of the cycle that enters each */
    uint32_t *cluster;   /* [nodes] before: the node that stands for each word */
} cycle;

typedef struct {
    att_arena *arena;
    uint32_t nodes;    /* 0 is the root */
    double *score;     /* [nodes][nodes] of dependent, head */
    arc *real;         /* [nodes][nodes] the arc of the sentence that an arc between contracted nodes stands for */
    uint32_t *cluster; /* [nodes] the node that stands for each word */
    bool *gone;        /* [nodes] contracted into another */
    uint32_t *head;    /* [nodes] best head now */
    ATT_VEC(cycle) cycles;
} graph;

static void best_heads(graph *g)
{
    for (uint32_t d = 1; d < g->nodes; d++) {
        g->head[d] = ATT_NONE;
        for (uint32_t h = 0; h < g->nodes && !g->gone[d]; h++)
            if (h != d && !g->gone[h] && (g->head[d] == ATT_NONE || g->score[d * g->nodes + h] > g->score[d * g->nodes + g->head[d]]))
                g->head[d] = h;
    }
}

/* A node on a cycle of best heads, or 0. */
static uint32_t find_cycle(const graph *g)
{
    uint32_t *mark = ATT_ARRAY(g->arena, uint32_t, g->nodes);
    for (uint32_t i = 1; i < g->nodes; i++) {
        uint32_t w = i;
        for (; w != 0 && !g->gone[w] && mark[w] == 0; w = g->head[w])
            mark[w] = i;
        if (w != 0 && !g->gone[w] && mark[w] == i)
            return w;
    }
    return 0;
}

/* The arcs between outside node x and the cycle become arcs between x and the node that stands for it. */
static void contract_arcs(graph *g, const cycle *c, uint32_t x)
{
    uint32_t m = g->nodes, one = c->member[0], to = one, from = one;
    double in = -INFINITY, out = -INFINITY;
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t v = c->member[i];
        double gain = g->score[v * m + x] - g->score[v * m + g->head[v]]; /* x instead of the cycle's own arc */
        if (gain > in) {
            in = gain;
            to = v;
        }
        if (x && g->score[x * m + v] > out) {
            out = g->score[x * m + v];
            from = v;
        }
    }
    arc entering = g->real[to * m + x], leaving = g->real[x * m + from];
    g->score[one * m + x] = in;
    g->real[one * m + x] = entering;
    g->score[x * m + one] = out;
    g->real[x * m + one] = leaving;
}

static void contract(graph *g, uint32_t start)
{
    uint32_t m = g->nodes;
    bool *on = ATT_ARRAY(g->arena, bool, m);
    cycle c = {
        .member = ATT_ARRAY(g->arena, uint32_t, m), .inside = ATT_ARRAY(g->arena, arc, m), .cluster = ATT_ARRAY(g->arena, uint32_t, m)};
    memcpy(c.cluster, g->cluster, m * sizeof *c.cluster);
    for (uint32_t w = start; !on[w]; w = g->head[w]) {
        on[w] = true;
        c.inside[c.n] = g->real[w * m + g->head[w]];
        c.member[c.n++] = w;
    }
    for (uint32_t x = 0; x < m; x++)
        if (!on[x] && !g->gone[x])
            contract_arcs(g, &c, x);
    for (uint32_t i = 1; i < c.n; i++)
        g->gone[c.member[i]] = true;
    for (uint32_t x = 0; x < m; x++)
        g->cluster[x] = on[g->cluster[x]] ? start : g->cluster[x];
    *ATT_PUSH(g->arena, &g->cycles) = c;
}

/* Opens the last cycle again: the member that an arc from outside enters loses its arc of the cycle, the others keep theirs. */
static void expand(const cycle *c, uint32_t nodes, uint32_t *head)
{
    uint32_t entered = 0;
    for (uint32_t w = 1; w < nodes; w++)
        for (uint32_t i = 0; i < c->n && head[w] != ATT_NONE; i++)
            entered = c->cluster[w] == c->member[i] ? c->member[i] : entered;
    for (uint32_t i = 0; i < c->n; i++)
        if (c->member[i] != entered)
            head[c->inside[i].dep] = c->inside[i].head;
}

static void spanning_tree(att_arena *arena, const float *score, uint32_t n, uint32_t *out)
{
    enum { ROOT_COST = 1000000 }; /* far above what all arcs of a sentence can gain */
    uint32_t m = n + 1;
    size_t square = (size_t)m * m;
    graph g = {.arena = arena, .nodes = m, .score = ATT_ARRAY(arena, double, square), .real = ATT_ARRAY(arena, arc, square)};
    g.cluster = ATT_ARRAY(arena, uint32_t, m);
    g.gone = ATT_ARRAY(arena, bool, m);
    g.head = ATT_ARRAY(arena, uint32_t, m);
    for (uint32_t d = 0; d < m; d++) {
        g.cluster[d] = d;
        for (uint32_t h = 0; h < m; h++) {
            g.score[d * m + h] = d ? (double)score[(size_t)(d - 1) * m + h] - (h ? 0 : ROOT_COST) : 0;
            g.real[d * m + h] = (arc){d, h};
        }
    }
    best_heads(&g);
    for (uint32_t start; (start = find_cycle(&g)) != 0; best_heads(&g))
        contract(&g, start);
    uint32_t *head = ATT_ARRAY(arena, uint32_t, m);
    for (uint32_t w = 0; w < m; w++)
        head[w] = ATT_NONE;
    for (uint32_t w = 1; w < m; w++)
        if (!g.gone[w])
            head[g.real[w * m + g.head[w]].dep] = g.real[w * m + g.head[w]].head;
    for (uint32_t k = g.cycles.n; k > 0; k--)
        expand(&g.cycles.p[k - 1], m, head);
    memcpy(out, head + 1, n * sizeof *out);
}

void att_syntax_tree(att_arena *arena, const float *score, uint32_t n, uint32_t *head)
{
    for (uint32_t i = 0; i < n; i++) {
        const float *row = score + (size_t)i * (n + 1);
        uint32_t best = 0;
        for (uint32_t h = 1; h <= n; h++)
            if (h != i + 1 && row[h] > row[best])
                best = h;
        head[i] = best;
    }
    if (n && !is_tree(head, n, ATT_ARRAY(arena, uint8_t, n)))
        spanning_tree(arena, score, n, head);
}
