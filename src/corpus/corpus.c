/* corpus/corpus.c: keeps what many reports tell, and ties it: each report, in order of publication, joins the first that it is a copy of,
 * each event the earlier one that most speaks for; what joins nothing is the first of its own. */
#include "corpus/corpus.h"

#include <stdlib.h>

#include "corpus/sketch.h"
#include "corpus/told.h"
#include "record/record.h"

enum { SAMPLE = 128, KEYS = 24, LINKS = 256 }; /* hashes of a sketch; those that find copies; how far a list of candidates is followed */

typedef struct {
    att_str id;
    att_day published;
    uint32_t publisher; /* hash; 0: unknown */
    uint32_t length, story, told, n_told;
    att_sketch sketch;
    bool given; /* on the second walk */
} report;

typedef struct {
    uint32_t value, next;
} knot;

/* Key -> list of numbers, the last added first. */
typedef struct {
    uint64_t *key;
    uint32_t *head, n, room;
    ATT_VEC(knot) knots;
} lists;

typedef struct {
    uint32_t mentions, reports, sources;
} tally;

struct att_corpus {
    att_arena arena;
    att_map by_id;
    ATT_VEC(report) reports;
    ATT_VEC(att_told) told;
    uint32_t *first; /* [told] that leads the occurrence */
    tally *counts;   /* [told] of the occurrence that it leads */
    lists copies, occurrences;
    uint32_t *seen; /* [reports or told] by whom a candidate was looked at */
};

/* Tables grow by realloc: what an arena leaves behind would be as much again. */
static void *grow(void *p, uint32_t *room, size_t size)
{
    *room = *room ? *room + *room / 2 : 256;
    p = realloc(p, *room * size);
    ATT_ASSERT(p); /* as an arena without an exit */
    return p;
}
#define PUSH(v) ((v)->n == (v)->room ? ((v)->p = grow((v)->p, &(v)->room, sizeof *(v)->p), &(v)->p[(v)->n++]) : &(v)->p[(v)->n++])

/* ---- lists by key ------------------------------------------------------------------------------------------------------------------ */

static uint32_t slot_of(const lists *x, uint64_t key)
{
    uint64_t h = key * 0x9E3779B97F4A7C15u;
    uint32_t i = (uint32_t)(h >> 32) & (x->room - 1);
    while (x->head[i] != ATT_NONE && x->key[i] != key)
        i = (i + 1) & (x->room - 1);
    return i;
}

static void widen(att_arena *a, lists *x)
{
    lists old = *x;
    x->room = old.room ? old.room * 2 : 1024;
    x->key = ATT_ARRAY(a, uint64_t, x->room);
    x->head = ATT_ARRAY(a, uint32_t, x->room);
    memset(x->head, 0xFF, sizeof *x->head * x->room);
    for (uint32_t i = 0; i < old.room; i++)
        if (old.head[i] != ATT_NONE) {
            uint32_t to = slot_of(x, old.key[i]);
            x->key[to] = old.key[i];
            x->head[to] = old.head[i];
        }
}

static void lists_add(att_arena *a, lists *x, uint64_t key, uint32_t value)
{
    if (x->n * 2 >= x->room)
        widen(a, x);
    uint32_t i = slot_of(x, key);
    x->n += x->head[i] == ATT_NONE;
    x->key[i] = key;
    *PUSH(&x->knots) = (knot){value, x->head[i]};
    x->head[i] = x->knots.n - 1;
}

static uint32_t lists_find(const lists *x, uint64_t key) { return x->room ? x->head[slot_of(x, key)] : ATT_NONE; }

/* ---- first walk ---------------------------------------------------------------------------------------------------------------------- */

att_corpus *att_corpus_open(void)
{
    att_corpus *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    att_arena_open(&c->arena, 0);
    c->by_id.arena = &c->arena;
    return c;
}

void att_corpus_close(att_corpus *c)
{
    if (!c)
        return;
    att_arena_close(&c->arena);
    free(c->reports.p);
    free(c->told.p);
    free(c->copies.knots.p);
    free(c->occurrences.knots.p);
    free(c);
}

bool att_corpus_add(att_corpus *c, att_doc *d)
{
    att_str id = att_record_id(d);
    if (att_map_find(&c->by_id, id) != ATT_NONE)
        return false;
    uint32_t number = c->reports.n;
    report *r = PUSH(&c->reports);
    *r = (report){.id = att_str_copy(&c->arena, id),
                  .published = d->published,
                  .length = (uint32_t)d->text.n,
                  .told = c->told.n,
                  .publisher = (uint32_t)(d->publisher.n ? att_hash(d->publisher) | 1 : 0)};
    *att_map_add(&c->by_id, r->id) = number;
    r->sketch = att_sketch_of(&c->arena, d, SAMPLE);
    for (uint32_t i = 0; i < d->events.n; i++) {
        if (d->events.p[i].same_as != ATT_NONE)
            continue;
        att_told t = att_told_of(d, i);
        t.report = number;
        *PUSH(&c->told) = t;
    }
    r->n_told = c->told.n - r->told;
    return true;
}

/* ---- tying -----------------------------------------------------------------------------------------------------------------------------
 */

/* The report itself before its copies: the one published first, else the longer, else the first. */
static int by_publication(const void *a, const void *b, void *user)
{
    const att_corpus *c = user;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    const report *x = &c->reports.p[i], *y = &c->reports.p[k];
    if (x->published != y->published)
        return (x->published == ATT_NO_DAY) != (y->published == ATT_NO_DAY) ? (x->published == ATT_NO_DAY ? 1 : -1)
               : x->published < y->published                                ? -1
                                                                            : 1;
    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    return i < k ? -1 : i > k;
}

static bool empty_sketch(const att_sketch *s) { return s->n == 0; }

static void tie_report(att_corpus *c, uint32_t number)
{
    report *r = &c->reports.p[number];
    uint32_t keys = r->sketch.n < KEYS ? r->sketch.n : KEYS;
    r->story = number;
    for (uint32_t k = 0; k < keys && r->story == number; k++) {
        uint32_t steps = 0;
        for (uint32_t l = lists_find(&c->copies, r->sketch.hash[k]); l != ATT_NONE && steps < LINKS;
             l = c->copies.knots.p[l].next, steps++) {
            uint32_t other = c->copies.knots.p[l].value;
            if (c->seen[other] == number)
                continue;
            c->seen[other] = number;
            if (att_sketch_same(&c->reports.p[other].sketch, &r->sketch)) {
                r->story = other;
                break;
            }
        }
    }
    for (uint32_t k = 0; k < keys && r->story == number && !empty_sketch(&r->sketch); k++)
        lists_add(&c->arena, &c->copies, r->sketch.hash[k], number);
}

/* The countries by which an event is looked up; 0 where none is named. */
static att_few countries_of(const att_told *t)
{
    att_few all = t->actor.countries;
    for (uint8_t i = 0; i < t->recipient.countries.n && all.n < ATT_TOLD_FEW; i++)
        all.p[all.n++] = t->recipient.countries.p[i];
    if (!all.n)
        all.p[all.n++] = 0;
    return all;
}

static uint64_t key_of(const att_told *t, att_day day, uint32_t country)
{
    return ((uint64_t)country << 32) ^ ((uint64_t)(uint32_t)day << 5) ^ (uint64_t)t->type;
}

typedef struct {
    att_corpus *c;
    uint32_t told, best;
    int score;
} search;

static void look(search *s, uint64_t key)
{
    att_corpus *c = s->c;
    for (uint32_t l = lists_find(&c->occurrences, key); l != ATT_NONE; l = c->occurrences.knots.p[l].next) {
        uint32_t other = c->occurrences.knots.p[l].value;
        if (c->seen[other] == s->told || c->told.p[other].report == c->told.p[s->told].report)
            continue;
        c->seen[other] = s->told;
        int score = att_told_same(&c->told.p[other], &c->told.p[s->told]);
        if (score > s->score || (score == s->score && s->best != ATT_NONE && other < s->best)) {
            s->score = score;
            s->best = other;
        }
    }
}

static void tie_event(att_corpus *c, uint32_t i)
{
    att_told *t = &c->told.p[i];
    c->first[i] = i;
    if (t->from == ATT_NO_DAY)
        return;
    att_few countries = countries_of(t);
    search s = {c, i, ATT_NONE, ATT_TOLD_ENOUGH - 1};
    for (uint8_t k = 0; k < countries.n; k++)
        for (att_day day = t->from - 1; day <= t->to + 1; day++)
            look(&s, key_of(t, day, countries.p[k]));
    if (s.best != ATT_NONE) {
        c->first[i] = s.best;
        att_told_learn(&c->told.p[s.best], t);
        return;
    }
    for (uint8_t k = 0; k < countries.n; k++)
        for (att_day day = t->from; day <= t->to; day++)
            lists_add(&c->arena, &c->occurrences, key_of(t, day, countries.p[k]), i);
}

typedef struct {
    uint32_t leader, publisher, report;
} telling;

static int by_leader(const void *a, const void *b) { return memcmp(a, b, sizeof(telling)); }

/* How often, in how many reports, by how many publishers each occurrence is told; a report without a publisher is one of its own. */
static void count(att_corpus *c)
{
    telling *all = ATT_ARRAY(&c->arena, telling, c->told.n + 1);
    c->counts = ATT_ARRAY(&c->arena, tally, c->told.n + 1);
    for (uint32_t i = 0; i < c->told.n; i++) {
        all[i] = (telling){c->first[i], c->reports.p[c->told.p[i].report].publisher, c->told.p[i].report};
        c->counts[c->first[i]].mentions += c->told.p[i].mentions;
    }
    qsort(all, c->told.n, sizeof *all, by_leader);
    for (uint32_t i = 0; i < c->told.n; i++) {
        bool same = i && all[i].leader == all[i - 1].leader, same_paper = same && all[i].publisher == all[i - 1].publisher;
        bool new_report = !same_paper || all[i].report != all[i - 1].report;
        c->counts[all[i].leader].reports += new_report;
        c->counts[all[i].leader].sources += !same_paper || (!all[i].publisher && new_report);
    }
}

static uint32_t *unseen(att_corpus *c, uint32_t n)
{
    uint32_t *seen = ATT_ARRAY(&c->arena, uint32_t, n + 1);
    memset(seen, 0xFF, sizeof *seen * (n + 1));
    return seen;
}

void att_corpus_tie(att_corpus *c)
{
    uint32_t n = c->reports.n, *order = ATT_ARRAY(&c->arena, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    qsort_r(order, n, sizeof *order, by_publication, c);
    c->seen = unseen(c, n);
    for (uint32_t i = 0; i < n; i++)
        tie_report(c, order[i]);
    c->seen = unseen(c, c->told.n);
    c->first = ATT_ARRAY(&c->arena, uint32_t, c->told.n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const report *r = &c->reports.p[order[i]];
        for (uint32_t k = 0; k < r->n_told; k++)
            tie_event(c, r->told + k);
    }
    count(c);
}

/* ---- second walk -------------------------------------------------------------------------------------------------------------------- */

/* The event that leads what event `e` of report `r` tells. */
static const att_told *leader(const att_corpus *c, const report *r, uint32_t e)
{
    uint32_t low = r->told, high = r->told + r->n_told;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (c->told.p[mid].event < e)
            low = mid + 1;
        else
            high = mid;
    }
    return low < r->told + r->n_told && c->told.p[low].event == e ? &c->told.p[c->first[low]] : NULL;
}

/* The first mention of what event `e` tells, by same_as. */
static uint32_t root_of(const att_doc *d, uint32_t e)
{
    for (uint32_t steps = 0; d->events.p[e].same_as != ATT_NONE && steps < d->events.n; steps++)
        e = d->events.p[e].same_as;
    return e;
}

static void tell(const att_corpus *c, const att_told *t, att_doc *d, att_event *e)
{
    const tally *n = &c->counts[t - c->told.p];
    e->occurrence = att_format(&d->arena, ATT_STR_FMT "#e%u", ATT_STR_ARG(c->reports.p[t->report].id), t->event + 1);
    e->tellings.mentions = n->mentions;
    e->tellings.reports = n->reports;
    e->tellings.sources = n->sources;
}

bool att_corpus_tell(att_corpus *c, att_doc *d)
{
    uint32_t number = att_map_find(&c->by_id, att_record_id(d));
    if (number == ATT_NONE || c->reports.p[number].given)
        return false;
    report *r = &c->reports.p[number];
    r->given = true;
    d->story = c->reports.p[r->story].id;
    for (uint32_t i = 0; i < d->events.n; i++) {
        const att_told *t = leader(c, r, root_of(d, i));
        if (t)
            tell(c, t, d, &d->events.p[i]);
    }
    return true;
}
