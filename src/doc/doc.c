/* doc/doc.c: closed lists, the map between the two rulers, notes, questions to the tree. */
#include "doc/doc.h"

#include <stdarg.h>
#include <stdio.h>

#define TEXT_ITEM(name, text) [name] = text,
#define DEFINE_NAMES(type, LIST)                                                                                                           \
    static const char *const type##_texts[] = {LIST(TEXT_ITEM)};                                                                           \
    const char *type##_name(type v) { return (unsigned)v < (unsigned)type##_COUNT ? type##_texts[v] : ""; }                                \
    int type##_find(att_str s)                                                                                                             \
    {                                                                                                                                      \
        for (int i = 0; i < (int)type##_COUNT; i++)                                                                                        \
            if (att_str_is(s, type##_texts[i]))                                                                                            \
                return i;                                                                                                                  \
        return -1;                                                                                                                         \
    }
DEFINE_NAMES(att_page, ATT_PAGES)
DEFINE_NAMES(att_paragraph_kind, ATT_PARAGRAPHS)
DEFINE_NAMES(att_upos, ATT_UPOSES)
DEFINE_NAMES(att_deprel, ATT_DEPRELS)
DEFINE_NAMES(att_name_kind, ATT_NAME_KINDS)
DEFINE_NAMES(att_actor_kind, ATT_ACTOR_KINDS)
DEFINE_NAMES(att_sector, ATT_SECTORS)
DEFINE_NAMES(att_event_status, ATT_STATUS_KINDS)
DEFINE_NAMES(att_event_type, ATT_EVENT_TYPES)
DEFINE_NAMES(att_statement_kind, ATT_STATEMENT_KINDS)
DEFINE_NAMES(att_stance, ATT_STANCES)
DEFINE_NAMES(att_grain, ATT_GRAINS)

/* The run of the clean text that holds byte `at`, or the last one. */
static const att_run *run_at(const att_doc *d, uint32_t at)
{
    uint32_t low = 0, high = d->runs.n;
    while (high - low > 1) {
        uint32_t mid = low + (high - low) / 2;
        if (d->runs.p[mid].at <= at)
            low = mid;
        else
            high = mid;
    }
    return &d->runs.p[low];
}

static uint32_t source_start(const att_run *r, uint32_t at) { return r->same ? r->src.at + (at - r->at) : r->src.at; }
static uint32_t source_end(const att_run *r, uint32_t end) { return r->same ? r->src.at + (end - r->at) : r->src.at + r->src.n; }

att_src att_doc_source(const att_doc *d, att_span s)
{
    if (!d->runs.n)
        return (att_src){0, 0};
    const att_run *first = run_at(d, s.at), *last = run_at(d, s.n ? s.at + s.n - 1 : s.at);
    if (!s.n)
        return (att_src){source_start(first, s.at), 0};
    while (first < last && first->src.n == 0) /* inserted bytes stand nowhere in the source */
        first++;
    while (last > first && last->src.n == 0)
        last--;
    uint32_t at = source_start(first, s.at > first->at ? s.at : first->at), run_end = last->at + last->n;
    uint32_t end = source_end(last, s.at + s.n < run_end ? s.at + s.n : run_end);
    return (att_src){at, end > at ? end - at : 0};
}

att_str att_doc_cleaned(att_doc *d, att_src src)
{
    att_buf out = {.arena = &d->arena};
    uint32_t end = src.at + src.n;
    bool begun = false;
    for (uint32_t i = 0; i < d->runs.n; i++) {
        const att_run *r = &d->runs.p[i];
        if (r->src.n == 0) { /* inserted: belongs to the words when words stand on both sides */
            const att_run *next = i + 1 < d->runs.n ? r + 1 : NULL;
            bool more = next && next->src.n && next->src.at < end && next->src.at + next->src.n > src.at;
            if (begun && more)
                att_buf_add(&out, att_str_sub(d->text, r->at, r->n));
            continue;
        }
        if (r->src.at + r->src.n <= src.at || r->src.at >= end)
            continue;
        begun = true;
        if (!r->same) {
            att_buf_add(&out, att_str_sub(d->text, r->at, r->n));
            continue;
        }
        uint32_t from = src.at > r->src.at ? src.at - r->src.at : 0, to = end < r->src.at + r->src.n ? end - r->src.at : r->n;
        att_buf_add(&out, att_str_sub(d->text, r->at + from, to - from));
    }
    return out.p ? att_buf_str(&out) : ATT_STR("");
}

uint32_t att_doc_statement_around(const att_doc *d, att_span words)
{
    uint32_t found = ATT_NONE;
    for (uint32_t i = 0; i < d->statements.n; i++)
        if (att_span_has(d->statements.p[i].content, words) &&
            (found == ATT_NONE || d->statements.p[i].content.n < d->statements.p[found].content.n))
            found = i;
    return found;
}

enum { STRIDE = 256 };

uint32_t att_doc_codepoints(att_doc *d, uint32_t byte)
{
    if (!d->codepoints) {
        uint32_t n = (uint32_t)(d->text.n / STRIDE) + 1;
        d->codepoints = ATT_ARRAY(&d->arena, uint32_t, n);
        for (uint32_t i = 1; i < n; i++)
            d->codepoints[i] = d->codepoints[i - 1] + (uint32_t)att_utf8_count(att_str_sub(d->text, (i - 1) * STRIDE, STRIDE));
    }
    uint32_t i = byte / STRIDE;
    return d->codepoints[i] + (uint32_t)att_utf8_count(att_str_sub(d->text, i * STRIDE, byte - i * STRIDE));
}

void att_note(att_doc *d, att_span at, const char *format, ...)
{
    char words[300];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    *ATT_PUSH(&d->arena, &d->notes) = (att_noted){at, att_str_copy(&d->arena, att_str_of(words))};
}

bool att_token_has(const att_doc *d, uint32_t t, const char *feature)
{
    att_str rest = d->tokens.p[t].feats, piece;
    while (rest.n && att_str_split(&rest, '|', &piece))
        if (att_str_is(piece, feature))
            return true;
    return false;
}

static uint32_t sentence_end(const att_doc *d, uint32_t t)
{
    const att_sentence *s = &d->sentences.p[d->tokens.p[t].sentence];
    return s->first + s->n;
}

uint32_t att_tree_next(const att_doc *d, uint32_t head, uint32_t after)
{
    uint32_t end = sentence_end(d, head);
    for (uint32_t t = after == ATT_NONE ? d->sentences.p[d->tokens.p[head].sentence].first : after + 1; t < end; t++)
        if (d->tokens.p[t].head == head)
            return t;
    return ATT_NONE;
}

uint32_t att_tree_child(const att_doc *d, uint32_t head, att_deprel rel, uint32_t after)
{
    for (uint32_t t = att_tree_next(d, head, after); t != ATT_NONE; t = att_tree_next(d, head, t))
        if (d->tokens.p[t].deprel == rel)
            return t;
    return ATT_NONE;
}

bool att_tree_under(const att_doc *d, uint32_t t, uint32_t top)
{
    for (uint32_t steps = 0; t != ATT_NONE && steps <= d->tokens.n; steps++, t = d->tokens.p[t].head)
        if (t == top)
            return true;
    return false;
}

void att_tree_yield(const att_doc *d, uint32_t t, uint32_t *first, uint32_t *end)
{
    const att_sentence *s = &d->sentences.p[d->tokens.p[t].sentence];
    *first = t;
    *end = t + 1;
    for (uint32_t i = s->first; i < s->first + s->n; i++)
        if (att_tree_under(d, i, t)) {
            *first = i < *first ? i : *first;
            *end = i + 1 > *end ? i + 1 : *end;
        }
}

uint32_t att_tree_case(const att_doc *d, uint32_t t) { return att_tree_child(d, t, ATT_CASE, ATT_NONE); }

att_span att_tokens_span(const att_doc *d, uint32_t first, uint32_t n)
{
    if (!n)
        return (att_span){first < d->tokens.n ? d->tokens.p[first].at.at : (uint32_t)d->text.n, 0};
    return att_span_join(d->tokens.p[first].at, d->tokens.p[first + n - 1].at);
}

uint32_t att_token_at(const att_doc *d, uint32_t at)
{
    uint32_t low = 0, high = d->tokens.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (d->tokens.p[mid].at.at + d->tokens.p[mid].at.n <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low < d->tokens.n ? low : ATT_NONE;
}
