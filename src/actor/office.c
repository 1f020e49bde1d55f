/* actor/office.c: what the days of office tell: who is meant by a name spelt wrong, and when a report without a date was written. */
#include "actor/office.h"

#include "actor/actor.h"
#include "pipe/engine.h"

enum { SPELLS = 16, TITLE_WORDS = 6 };

typedef struct {
    att_day from, to;
} spell;

/* The next word of an office that means something: without "of", "the", "for"; "defense" is "defence". */
static bool next_word(att_str *rest, att_str *word)
{
    while (rest->p && att_str_split(rest, ' ', word)) {
        if (att_str_same(*word, ATT_STR("defense")))
            *word = ATT_STR("defence");
        if (word->n && !att_str_same(*word, ATT_STR("of")) && !att_str_same(*word, ATT_STR("the")) && !att_str_same(*word, ATT_STR("for")))
            return true;
    }
    return false;
}

static bool has_all(att_str a, att_str b)
{
    att_str w, v;
    for (att_str rest = a; next_word(&rest, &w);) {
        bool found = false;
        for (att_str other = b; !found && next_word(&other, &v);)
            found = att_str_same(w, v);
        if (!found)
            return false;
    }
    return true;
}

bool att_office_same(att_str a, att_str b) { return a.n && b.n && has_all(a, b) && has_all(b, a); }

/* What the office is in one word: "Secretary" of "Assistant Secretary of State". */
static att_str head_of(att_str office)
{
    static const char *const ties[] = {"of", "for", "to", "at", "in", "on"};
    att_str w, last = office;
    for (att_str rest = office; rest.p && att_str_split(&rest, ' ', &w); last = w)
        for (size_t i = 0; i < sizeof ties / sizeof *ties; i++)
            if (att_str_same(w, att_str_of(ties[i])))
                return last;
    return last;
}

/* Whether the office has a rank that the words do not name. */
static bool ranks_apart(att_str words, att_str office)
{
    static const char *const ranks[] = {"deputy", "vice", "assistant", "associate", "junior", "former", "ex", "shadow"};
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (has_all(att_str_of(ranks[i]), office) && !has_all(att_str_of(ranks[i]), words))
            return true;
    return false;
}

bool att_office_short(att_str words, att_str office)
{
    if (att_str_same(words, ATT_STR("premier")))
        words = ATT_STR("prime minister");
    return office.n && has_all(words, office) && !ranks_apart(words, office) && att_str_same(head_of(words), head_of(office));
}

bool att_office_held(const sense *s, att_day day)
{
    return (s->from == ATT_NO_DAY || s->from <= day) && (s->to == ATT_NO_DAY || s->to >= day);
}

void att_office_named(att_doc *d, att_str name, const uint32_t **values, uint32_t *n)
{
    const struct att_actor_tables *t = d->engine->actor;
    att_phrases_get(t->names, &d->arena, name, values, n);
    size_t blank = att_str_find(name, ATT_STR(" "));
    if (*n || blank == SIZE_MAX || att_str_find(att_str_from(name, blank + 1), ATT_STR(" ")) != SIZE_MAX)
        return;
    /* "Nakatani Gen" is Gen Nakatani */
    att_str turned = att_format(&d->arena, ATT_STR_FMT " " ATT_STR_FMT, ATT_STR_ARG(att_str_from(name, blank + 1)),
                                ATT_STR_ARG(att_str_sub(name, 0, blank)));
    att_phrases_get(t->names, &d->arena, turned, values, n);
}

/* Whether the words right before token `first` end in this office and none of them says that it is over. */
static bool titled(const att_doc *d, uint32_t first, att_str office)
{
    uint32_t start = d->sentences.p[d->tokens.p[first].sentence].first;
    uint32_t from = first - start > TITLE_WORDS ? first - TITLE_WORDS : start;
    att_str words = att_doc_words(d, att_tokens_span(d, from, first - from)), w;
    for (att_str rest = words; rest.p && att_str_split(&rest, ' ', &w);)
        if (att_str_same(w, ATT_STR("former")) || att_str_same(w, ATT_STR("ex")) || att_str_same(w, ATT_STR("late")) ||
            att_str_same(w, ATT_STR("then")) || att_str_starts(w, "ex-"))
            return false;
    return office.n && first > from && has_all(office, words);
}

/* Adds days to a list; two sources that tell the same term are one spell. */
static void add_spell(spell *list, uint32_t *n, spell x)
{
    for (uint32_t i = 0; i < *n; i++)
        if (x.from <= list[i].to && list[i].from <= x.to) {
            list[i].from = x.from < list[i].from ? x.from : list[i].from;
            list[i].to = x.to > list[i].to ? x.to : list[i].to;
            return;
        }
    if (*n < SPELLS)
        list[(*n)++] = x;
}

/* Cuts the kept days down to those on which the named one held the office of the title; false when the name says nothing. */
static bool narrow(att_doc *d, const att_name *name, spell *kept, uint32_t *n)
{
    const uint32_t *values;
    uint32_t count, m = 0;
    spell next[SPELLS];
    bool any = false;
    att_office_named(d, att_doc_words(d, name->at), &values, &count);
    for (uint32_t i = 0; i < count; i++) {
        const sense *s = &d->engine->actor->senses.p[values[i]];
        if (s->kind != SENSE_LEADER || s->from == ATT_NO_DAY || !titled(d, name->first, s->title))
            continue;
        any = true;
        for (uint32_t k = 0; k < *n; k++) {
            att_day from = s->from > kept[k].from ? s->from : kept[k].from,
                    to = s->to == ATT_NO_DAY || s->to > kept[k].to ? kept[k].to : s->to;
            if (from <= to)
                add_spell(next, &m, (spell){from, to});
        }
    }
    if (!any || !m) /* one who fits nobody else's days is a quotation from another time */
        return false;
    memcpy(kept, next, sizeof next);
    *n = m;
    return true;
}

bool att_actor_span(att_doc *d, att_day *from, att_day *to)
{
    spell kept[SPELLS] = {{att_day_of(1900, 1, 1), att_day_of(2100, 1, 1)}};
    uint32_t n = 1, told = 0;
    for (uint32_t i = 0; d->engine->actor && i < d->names.n; i++)
        if (d->names.p[i].kind == ATT_PER && d->names.p[i].n > 1)
            told += narrow(d, &d->names.p[i], kept, &n);
    if (!told || n != 1 || kept[0].to == att_day_of(2100, 1, 1))
        return false;
    *from = kept[0].from;
    *to = kept[0].to;
    return true;
}
