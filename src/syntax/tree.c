/* syntax/tree.c: from arc scores to one tree.
 * Mostly the best head of each word makes a tree already; else, or when arcs cross, the best tree without crossing arcs, after Eisner
 * (1996) in the span form of his later papers.  English crosses its arcs in about one in two hundred, a parser's mistakes cross them far
 * oftener: on EWT dev the tree that may not cross has 0.2 points more LAS than the maximum spanning tree. */
#include <math.h>

#include "syntax/syntax.h"

/* Whether an arc leaves from under another. */
static bool crosses(const uint32_t *head, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t low = i + 1 < head[i] ? i + 1 : head[i], high = i + 1 < head[i] ? head[i] : i + 1;
        for (uint32_t w = low + 1; w < high; w++)
            if (head[w - 1] < low || head[w - 1] > high)
                return true;
    }
    return false;
}

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

/* ---- the best tree without crossing arcs ---------------------------------------------------------------------------------------------
 * Spans grow from words outwards.  A span [i, j] is open (an arc between its ends was just drawn) or shut (one end governs all of it).
 * O(n^3) time, O(n^2) memory. */

enum { LEFT, RIGHT }; /* the end that governs the span */

typedef struct {
    float *score;   /* [m][m] best score of the span */
    uint16_t *from; /* [m][m] where it was cut */
} table;

typedef struct {
    uint32_t m;       /* words and the root, which is node 0 */
    const float *arc; /* [m - 1][m] of dependent, head */
    table open[2], shut[2];
} chart;

static table new_table(att_arena *arena, uint32_t m)
{
    return (table){ATT_ARRAY(arena, float, (size_t)m *m), ATT_ARRAY(arena, uint16_t, (size_t)m * m)};
}

static void keep(table *t, size_t at, float score, uint32_t cut, bool first)
{
    if (first || score > t->score[at]) {
        t->score[at] = score;
        t->from[at] = (uint16_t)cut;
    }
}

/* An arc between i and j over two closed spans that meet at k and k + 1. */
static void draw_arcs(chart *c, uint32_t i, uint32_t j)
{
    uint32_t m = c->m;
    size_t at = (size_t)i * m + j;
    for (uint32_t k = i; k < j; k++) {
        float both = c->shut[LEFT].score[(size_t)i * m + k] + c->shut[RIGHT].score[(size_t)(k + 1) * m + j];
        bool whole = i > 0 || k == 0; /* the root has one child: nothing lies between it and its arc */
        keep(&c->open[LEFT], at, (whole ? both : -INFINITY) + c->arc[(size_t)(j - 1) * m + i], k, k == i);
        if (i > 0)
            keep(&c->open[RIGHT], at, both + c->arc[(size_t)(i - 1) * m + j], k, k == i);
    }
}

static void close_spans(chart *c, uint32_t i, uint32_t j)
{
    uint32_t m = c->m;
    size_t at = (size_t)i * m + j;
    for (uint32_t k = i + 1; k <= j; k++)
        keep(&c->shut[LEFT], at, c->open[LEFT].score[(size_t)i * m + k] + c->shut[LEFT].score[(size_t)k * m + j], k, k == i + 1);
    for (uint32_t k = i; k < j && i > 0; k++)
        keep(&c->shut[RIGHT], at, c->shut[RIGHT].score[(size_t)i * m + k] + c->open[RIGHT].score[(size_t)k * m + j], k, k == i);
}

static void read_shut(const chart *c, uint32_t i, uint32_t j, int end, uint32_t *head);

static void read_open(const chart *c, uint32_t i, uint32_t j, int end, uint32_t *head)
{
    uint32_t k = c->open[end].from[(size_t)i * c->m + j];
    if (end == LEFT)
        head[j - 1] = i;
    else
        head[i - 1] = j;
    read_shut(c, i, k, LEFT, head);
    read_shut(c, k + 1, j, RIGHT, head);
}

static void read_shut(const chart *c, uint32_t i, uint32_t j, int end, uint32_t *head)
{
    if (i == j)
        return;
    uint32_t k = c->shut[end].from[(size_t)i * c->m + j];
    if (end == LEFT) {
        read_open(c, i, k, LEFT, head);
        read_shut(c, k, j, LEFT, head);
    } else {
        read_shut(c, i, k, RIGHT, head);
        read_open(c, k, j, RIGHT, head);
    }
}

static void best_tree(att_arena *arena, const float *score, uint32_t n, uint32_t *head)
{
    chart c = {.m = n + 1, .arc = score};
    for (int end = LEFT; end <= RIGHT; end++) {
        c.open[end] = new_table(arena, c.m);
        c.shut[end] = new_table(arena, c.m);
    }
    for (uint32_t width = 1; width <= n; width++)
        for (uint32_t i = 0; i + width <= n; i++) {
            draw_arcs(&c, i, i + width);
            close_spans(&c, i, i + width);
        }
    read_shut(&c, 0, n, LEFT, head);
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
    if (n && (crosses(head, n) || !is_tree(head, n, ATT_ARRAY(arena, uint8_t, n))))
        best_tree(arena, score, n, head);
}
