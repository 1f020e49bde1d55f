/* corpus/told.c: two reports tell of one occurrence when nothing that both tell contradicts, and enough agrees.
 * A contradiction is worth more than any agreement: to count one kidnapping twice is a smaller harm than to lose one of two. */
#include "corpus/told.h"

#include <math.h>
#include <stdlib.h>

enum { UNDATED = 2, LONG = 7 }; /* days before an undated report; longer spells are no date */

/* ---- words ----------------------------------------------------------------------------------------------------------------------- */

static bool in_word(unsigned char c) { return att_is_alpha(c) || att_is_digit(c) || c >= 0x80; }

/* The next run of letters and digits; false when there is none. */
static bool next_word(att_str *rest, att_str *word)
{
    size_t from = 0, end;
    while (from < rest->n && !in_word((unsigned char)rest->p[from]))
        from++;
    for (end = from; end < rest->n && in_word((unsigned char)rest->p[end]); end++)
        ;
    *word = att_str_sub(*rest, from, end - from);
    *rest = att_str_from(*rest, end);
    return word->n > 0;
}

static uint16_t hash_of(att_doc *d, att_str word)
{
    uint64_t h = att_hash(att_str_fold(&d->arena, word));
    uint16_t x = (uint16_t)(h ^ h >> 16 ^ h >> 32 ^ h >> 48);
    return x ? x : 1; /* 0 means none */
}

/* Five bits a letter. */
static uint16_t country_of(const char *code)
{
    uint32_t x = 0;
    for (; *code; code++)
        x = x << 5 | (uint32_t)(*code & 31);
    return (uint16_t)x;
}

/* "kidnapped", "kidnapping", "kidnaps": kidnap. */
static att_str without_ending(att_str w)
{
    static const char *const endings[] = {"ing", "ed", "es", "s", "e"};
    size_t n = w.n;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && n == w.n; i++)
        if (att_str_ends(w, endings[i]) && w.n > strlen(endings[i]) + 2)
            n -= strlen(endings[i]);
    return att_str_sub(w, 0, n > 3 && w.p[n - 1] == w.p[n - 2] ? n - 1 : n);
}

static bool has(const att_few *f, uint16_t x)
{
    for (uint8_t i = 0; i < f->n; i++)
        if (f->p[i] == x)
            return true;
    return false;
}

static void add(att_few *f, uint16_t x)
{
    if (x && f->n < ATT_TOLD_FEW && !has(f, x))
        f->p[f->n++] = x;
}

static bool share(const att_few *a, const att_few *b)
{
    for (uint8_t i = 0; i < a->n; i++)
        if (has(b, a->p[i]))
            return true;
    return false;
}

static int shared(const att_few *a, const att_few *b)
{
    int n = 0;
    for (uint8_t i = 0; i < a->n; i++)
        n += has(b, a->p[i]);
    return n;
}

static int by_value(const void *a, const void *b) { return *(const uint16_t *)a - *(const uint16_t *)b; }

static bool tells(att_str w)
{
    static const char *const idle[] = {"that",  "this", "with",  "from", "have",  "been",   "were",  "said",  "says",
                                       "their", "they", "which", "when", "after", "before", "will",  "would", "about",
                                       "more",  "than", "into",  "over", "also",  "there",  "where", "people"};
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (att_str_same(w, att_str_of(idle[i])))
            return false;
    return w.n > 3 || att_is_digit(w.p[0]);
}

static void add_word(uint16_t *list, uint8_t *n, uint8_t room, uint16_t h)
{
    for (uint8_t i = 0; i < *n; i++)
        if (list[i] == h)
            return;
    if (*n < room)
        list[(*n)++] = h;
}

static bool is_calendar(att_str w)
{
    static const char *const words[] = {"Monday",  "Tuesday",   "Wednesday", "Thursday", "Friday",  "Saturday", "Sunday",
                                        "January", "February",  "March",     "April",    "May",     "June",     "July",
                                        "August",  "September", "October",   "November", "December"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (att_str_is(w, words[i]))
            return true;
    return false;
}

/* A word with a capital that is not the sentence's first. */
static bool names_something(att_str w, bool first)
{
    size_t n;
    return !first && w.n > 2 && att_utf8_is_upper(att_utf8_at(w, 0, &n)) && !is_calendar(w);
}

static void context(att_doc *d, att_told *t, att_span sentence)
{
    att_str rest = att_doc_words(d, sentence), word;
    for (bool first = true; next_word(&rest, &word); first = false) {
        if (!tells(word))
            continue;
        uint16_t h = hash_of(d, without_ending(word));
        add_word(t->context, &t->n_context, ATT_TOLD_WORDS, h);
        if (names_something(word, first))
            add_word(t->names, &t->n_names, ATT_TOLD_NAMES, h);
    }
    qsort(t->context, t->n_context, sizeof *t->context, by_value);
}

/* ---- what is told ------------------------------------------------------------------------------------------------------------------ */

static att_str last_word(att_str s)
{
    att_str rest = s, word, last = {0};
    while (next_word(&rest, &word))
        last = word;
    return last;
}

static void add_actor(att_doc *d, att_told_side *s, const att_actor *a)
{
    att_str name = a->known_as.n ? a->known_as : a->name;
    bool named = a->kind == ATT_PERSON || a->kind == ATT_ORGANISATION;
    if (a->country[0])
        add(&s->countries, country_of(a->country));
    for (uint32_t i = 0; i < a->n_sectors; i++)
        s->sectors |= 1u << (uint32_t)a->sector[i];
    att_str last = last_word(name);
    size_t n;
    if (!last.n || a->kind == ATT_COUNTRY || a->kind == ATT_ACTOR_PLACE)
        return;
    if (!tells(last))
        return;
    if (named && att_utf8_is_upper(att_utf8_at(last, 0, &n)))
        add(&s->names, hash_of(d, last));
    else
        add(&s->nouns, hash_of(d, without_ending(last)));
}

static att_told_side side_of(att_doc *d, const att_ids *ids)
{
    att_told_side s = {0};
    for (uint32_t i = 0; i < ids->n; i++)
        add_actor(d, &s, &d->actors.p[ids->p[i]]);
    return s;
}

static void add_place(att_doc *d, att_told *t, const att_place *p)
{
    if (t->n_places == ATT_TOLD_FEW)
        return;
    att_told_place *out = &t->place[t->n_places++];
    *out = (att_told_place){.lat = (float)p->lat, .lon = (float)p->lon, .country = country_of(p->country)};
    out->name = p->name.n ? hash_of(d, p->name) : 0;
    out->admin1 = p->admin1.n ? hash_of(d, p->admin1) : 0;
}

static bool is_in(const att_place *p, att_span sentence)
{
    for (uint32_t i = 0; i < p->mentions.n; i++)
        if (att_span_has(sentence, p->mentions.p[i]))
            return true;
    return false;
}

/* Towns and provinces; that it was in a country tells two events apart only when both are placed. */
static void places(att_doc *d, att_told *t, const att_event *e)
{
    if (e->place != ATT_NONE)
        add_place(d, t, &d->places.p[e->place]);
    for (uint32_t i = 0; i < d->places.n && e->place == ATT_NONE && e->sentence < d->sentences.n; i++) {
        const att_place *p = &d->places.p[i];
        if ((p->admin1.n || p->geonames) && is_in(p, d->sentences.p[e->sentence].at))
            add_place(d, t, p);
    }
}

static uint8_t vouched(att_event_status s)
{
    return s == ATT_NEGATED ? 1 : s == ATT_POSSIBLE || s == ATT_ADVISED || s == ATT_CONDITIONAL ? 2 : 0;
}

static void days(const att_doc *d, const att_event *e, att_told *t)
{
    t->from = e->from;
    t->to = e->to;
    t->dated = e->from != ATT_NO_DAY && e->to >= e->from && (int64_t)e->to - e->from <= LONG;
    t->one_day = t->dated && e->from == e->to;
    if (t->dated)
        return;
    t->from = t->to = ATT_NO_DAY;
    if (e->from != ATT_NO_DAY || d->published == ATT_NO_DAY || t->vouched)
        return;
    t->to = d->published;
    t->from = e->status == ATT_OCCURRED ? d->published - UNDATED : d->published;
}

static att_told told_of_mention(att_doc *d, uint32_t i)
{
    const att_event *e = &d->events.p[i];
    att_told t = {.event = i, .type = e->type, .vouched = vouched(e->status), .mode = e->mode.n ? hash_of(d, e->mode) : 0};
    att_str words = last_word(att_doc_words(d, e->trigger));
    t.words = words.n ? hash_of(d, without_ending(words)) : 0;
    days(d, e, &t);
    t.actor = side_of(d, &e->actor);
    t.recipient = side_of(d, &e->recipient);
    places(d, &t, e);
    if (e->sentence < d->sentences.n)
        context(d, &t, d->sentences.p[e->sentence].at);
    return t;
}

att_told att_told_of(att_doc *d, uint32_t e)
{
    att_told t = told_of_mention(d, e);
    t.mentions = 1;
    for (uint32_t i = e + 1; i < d->events.n; i++)
        if (d->events.p[i].same_as == e) {
            att_told more = told_of_mention(d, i);
            att_told_learn(&t, &more);
            t.mentions++;
        }
    return t;
}

/* ---- what two tell --------------------------------------------------------------------------------------------------------------- */

enum { AGAINST = -100 };

/* Two of one, none of each other's. */
static bool apart(const att_few *a, const att_few *b) { return a->n && b->n && !share(a, b); }

static att_told_side both(const att_told *t)
{
    att_told_side s = t->actor;
    for (uint8_t i = 0; i < t->recipient.countries.n; i++)
        add(&s.countries, t->recipient.countries.p[i]);
    for (uint8_t i = 0; i < t->recipient.names.n; i++)
        add(&s.names, t->recipient.names.p[i]);
    for (uint8_t i = 0; i < t->recipient.nouns.n; i++)
        add(&s.nouns, t->recipient.nouns.p[i]);
    s.sectors |= t->recipient.sectors;
    return s;
}

static int side_same(const att_told_side *a, const att_told_side *b)
{
    bool country = share(&a->countries, &b->countries), name = share(&a->names, &b->names);
    if (apart(&a->countries, &b->countries) || apart(&a->names, &b->names))
        return AGAINST;
    if (!a->countries.n && !b->countries.n && a->sectors && b->sectors && !(a->sectors & b->sectors))
        return AGAINST;
    return (country ? 1 : 0) + (name ? 2 : 0) + (!name && share(&a->nouns, &b->nouns) ? 1 : 0);
}

/* What the parties say; `specific`: two countries or a name, not one country and "the army". */
typedef struct {
    int score;
    bool specific;
} likeness;

/* Who does it to whom; a country that stands on both sides counts once. */
static likeness sides_same(const att_told *a, const att_told *b)
{
    int actor = side_same(&a->actor, &b->actor), recipient = side_same(&a->recipient, &b->recipient);
    bool does = share(&a->actor.countries, &b->actor.countries), suffers = share(&a->recipient.countries, &b->recipient.countries);
    bool twice =
        does && suffers && share(&a->actor.countries, &a->recipient.countries) && share(&b->actor.countries, &b->recipient.countries);
    bool named = share(&a->actor.names, &b->actor.names) || share(&a->recipient.names, &b->recipient.names);
    return (likeness){actor + recipient - twice, named || (does && suffers && !twice)};
}

/* In meetings any side may be named first, and so in fights that are told with both as actors. */
static likeness parties_same(const att_told *a, const att_told *b)
{
    bool fight =
        a->type == ATT_ASSAULT && !a->recipient.sectors && !a->recipient.countries.n && !b->recipient.sectors && !b->recipient.countries.n;
    likeness straight = sides_same(a, b);
    if ((a->type != ATT_CONSULT && a->type != ATT_COOPERATE && !fight) || straight.specific)
        return straight;
    att_told_side all_a = both(a), all_b = both(b);
    bool two = shared(&all_a.countries, &all_b.countries) > 1;
    return (likeness){side_same(&all_a, &all_b) + two, two || share(&all_a.names, &all_b.names)};
}

static bool near(const att_told_place *a, const att_told_place *b, float degrees)
{
    return fabsf(a->lat - b->lat) <= degrees && fabsf(a->lon - b->lon) <= degrees;
}

static bool located(const att_told_place *p) { return !isnan(p->lat) && p->name; }

static int place_same(const att_told_place *a, const att_told_place *b)
{
    if (a->country && b->country && a->country != b->country)
        return AGAINST;
    if (!a->name || !b->name)
        return 0;
    if (a->name == b->name || a->name == b->admin1 || b->name == a->admin1)
        return 2;
    if (located(a) && located(b))
        return near(a, b, 0.4f) ? 2 : near(a, b, 1.0f) ? 0 : AGAINST;
    return a->admin1 && b->admin1 && a->admin1 != b->admin1 ? AGAINST : 0;
}

/* One of one is one of the other; all of one are apart from all of the other. */
static int places_same(const att_told *a, const att_told *b)
{
    int best = AGAINST;
    if (!a->n_places || !b->n_places)
        return 0;
    for (uint8_t i = 0; i < a->n_places; i++)
        for (uint8_t k = 0; k < b->n_places; k++) {
            int same = place_same(&a->place[i], &b->place[k]);
            best = same > best ? same : best;
        }
    return best;
}

/* Names in the sentences: one is shared, or all differ. */
static int names_same(const att_told *a, const att_told *b)
{
    for (uint8_t i = 0; i < a->n_names; i++)
        for (uint8_t k = 0; k < b->n_names; k++)
            if (a->names[i] == b->names[k])
                return 1;
    return a->n_names && b->n_names ? -3 : 0;
}

static int days_same(const att_told *a, const att_told *b)
{
    if (a->from == ATT_NO_DAY || b->from == ATT_NO_DAY || a->from > b->to + 1 || b->from > a->to + 1)
        return AGAINST;
    if (a->one_day && b->one_day)
        return a->from == b->from ? 1 : 0; /* "Monday night" is Tuesday elsewhere */
    return a->dated && b->dated ? 0 : -1;
}

static int context_same(const att_told *a, const att_told *b)
{
    uint32_t one = 0, all = 0;
    for (uint8_t i = 0, k = 0; i < a->n_context || k < b->n_context; all++) {
        uint32_t x = i < a->n_context ? a->context[i] : UINT32_MAX, y = k < b->n_context ? b->context[k] : UINT32_MAX;
        one += x == y;
        i = (uint8_t)(i + (x <= y));
        k = (uint8_t)(k + (y <= x));
    }
    return one * 2 >= all ? 2 : one * 5 >= all ? 1 : 0;
}

int att_told_same(const att_told *a, const att_told *b)
{
    if (a->type != b->type || a->vouched != b->vouched || (a->mode && b->mode && a->mode != b->mode))
        return AGAINST;
    int days = days_same(a, b), place = places_same(a, b), names = names_same(a, b);
    likeness parties = parties_same(a, b);
    if (days <= AGAINST || parties.score < 1 || place < 0)
        return AGAINST;
    if (!parties.specific && place < 2) /* then a name in the sentence has to make up for it */
        names = names > 0 ? 0 : AGAINST;
    return days + parties.score + place + (a->mode && a->mode == b->mode) + (a->words && a->words == b->words) + context_same(a, b) + names;
}

static void learn_few(att_few *to, const att_few *from)
{
    for (uint8_t i = 0; !to->n && i < from->n; i++)
        *to = *from;
}

static void learn_side(att_told_side *to, const att_told_side *from)
{
    learn_few(&to->countries, &from->countries);
    learn_few(&to->names, &from->names);
    learn_few(&to->nouns, &from->nouns);
    to->sectors |= from->sectors;
}

void att_told_learn(att_told *to, const att_told *from)
{
    learn_side(&to->actor, &from->actor);
    learn_side(&to->recipient, &from->recipient);
    if (!to->n_places) {
        memcpy(to->place, from->place, sizeof to->place);
        to->n_places = from->n_places;
    }
    if (!to->mode)
        to->mode = from->mode;
    if (!to->dated && from->dated) {
        to->from = from->from;
        to->to = from->to;
        to->dated = true;
        to->one_day = from->one_day;
    }
}
