/* record/recall.c: record in, document out. */
#include "record/recall.h"

#include <json-c/json.h>
#include <math.h>

#include "record/record.h"

enum { DEPTH = 16 };

/* ---- the object -------------------------------------------------------------------------------------------------------------- */

static struct json_object *member(struct json_object *o, const char *key)
{
    struct json_object *v = NULL;
    return o && json_object_is_type(o, json_type_object) && json_object_object_get_ex(o, key, &v) ? v : NULL;
}

static bool is_list(struct json_object *v) { return v && json_object_is_type(v, json_type_array); }

struct json_object *att_recall_open(att_str json)
{
    struct json_tokener *t = json_tokener_new_ex(DEPTH);
    if (!t || json.n > INT32_MAX || !att_utf8_valid(json)) {
        if (t)
            json_tokener_free(t);
        return NULL;
    }
    struct json_object *o = json_tokener_parse_ex(t, json.p, (int)json.n);
    json_tokener_free(t);
    if (member(o, "made_by") && is_list(member(o, "sentences")) && is_list(member(o, "events")) && is_list(member(o, "paragraphs")))
        return o;
    json_object_put(o);
    return NULL;
}

void att_recall_close(struct json_object *o) { json_object_put(o); }

/* ---- values: the first that cannot be meant is kept for the message -------------------------------------------------------------- */

typedef struct {
    att_doc *d;
    uint32_t *byte; /* [points + 1] of each code point of the text */
    uint32_t points;
    const char *table, *wrong; /* wrong: the field; NULL: none */
    uint32_t actors, places, statements, events;
} recall;

static void wrong(recall *r, const char *key)
{
    if (!r->wrong)
        r->wrong = att_format(&r->d->arena, "%s%s%s", r->table, *r->table ? "." : "", key).p;
}

static att_str text_of(recall *r, struct json_object *v, const char *key)
{
    if (!v)
        return (att_str){0};
    if (!json_object_is_type(v, json_type_string)) {
        wrong(r, key);
        return (att_str){0};
    }
    return att_str_copy(&r->d->arena, (att_str){json_object_get_string(v), (size_t)json_object_get_string_len(v)});
}

static att_str get_text(recall *r, struct json_object *o, const char *key) { return text_of(r, member(o, key), key); }

static struct json_object *get_list(recall *r, struct json_object *o, const char *key, uint32_t *n)
{
    struct json_object *v = member(o, key);
    *n = is_list(v) ? (uint32_t)json_object_array_length(v) : 0;
    if (v && !is_list(v))
        wrong(r, key);
    return v;
}

static att_day get_day(recall *r, struct json_object *o, const char *key)
{
    att_str s = get_text(r, o, key);
    att_day day = ATT_NO_DAY;
    if (s.n && !att_day_parse(s, &day))
        wrong(r, key);
    return day;
}

static double get_number(recall *r, struct json_object *o, const char *key)
{
    struct json_object *v = member(o, key);
    if (!v)
        return NAN;
    if (!json_object_is_type(v, json_type_double) && !json_object_is_type(v, json_type_int)) {
        wrong(r, key);
        return NAN;
    }
    return json_object_get_double(v);
}

/* A whole number from 0 to `most`; `none` where there is none. */
static uint32_t whole(recall *r, struct json_object *v, const char *key, uint32_t most, uint32_t none)
{
    if (!v)
        return none;
    int64_t n = json_object_is_type(v, json_type_int) ? json_object_get_int64(v) : -1;
    if (n < 0 || n > most) {
        wrong(r, key);
        return none;
    }
    return (uint32_t)n;
}

/* "a3" is 2. */
static uint32_t id_of(recall *r, struct json_object *v, const char *key, char letter, uint32_t n)
{
    int64_t number;
    if (!v)
        return ATT_NONE;
    att_str s = text_of(r, v, key);
    if (s.n < 2 || s.p[0] != letter || !att_str_number(att_str_from(s, 1), &number) || number < 1 || number > n) {
        wrong(r, key);
        return ATT_NONE;
    }
    return (uint32_t)number - 1;
}

static uint32_t get_id(recall *r, struct json_object *o, const char *key, char letter, uint32_t n)
{
    return id_of(r, member(o, key), key, letter, n);
}

static att_ids get_actors(recall *r, struct json_object *o, const char *key)
{
    att_ids ids = {0};
    uint32_t n;
    struct json_object *list = get_list(r, o, key, &n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t id = id_of(r, json_object_array_get_idx(list, i), key, 'a', r->actors);
        if (id != ATT_NONE)
            *ATT_PUSH(&r->d->arena, &ids) = id;
    }
    return ids;
}

static att_span span_between(recall *r, struct json_object *from, struct json_object *to, const char *key)
{
    uint32_t a = whole(r, from, key, r->points, 0), b = whole(r, to, key, r->points, 0);
    if (a > b) {
        wrong(r, key);
        return (att_span){0};
    }
    return (att_span){r->byte[a], r->byte[b] - r->byte[a]};
}

/* [start, end). */
static att_span span_of(recall *r, struct json_object *v, const char *key)
{
    if (!v)
        return (att_span){0};
    if (!is_list(v) || json_object_array_length(v) != 2) {
        wrong(r, key);
        return (att_span){0};
    }
    return span_between(r, json_object_array_get_idx(v, 0), json_object_array_get_idx(v, 1), key);
}

static att_span get_span(recall *r, struct json_object *o, const char *key) { return span_of(r, member(o, key), key); }

static att_src get_source(recall *r, struct json_object *o)
{
    struct json_object *v = member(o, "source_span");
    if (!is_list(v) || json_object_array_length(v) != 2) {
        wrong(r, "source_span");
        return (att_src){0};
    }
    uint32_t a = whole(r, json_object_array_get_idx(v, 0), "source_span", UINT32_MAX, 0),
             b = whole(r, json_object_array_get_idx(v, 1), "source_span", UINT32_MAX, 0);
    return (att_src){a, b >= a ? b - a : 0};
}

static void get_range(recall *r, struct json_object *o, const char *key, int32_t out[2])
{
    struct json_object *v = member(o, key);
    out[0] = out[1] = -1;
    for (size_t i = 0; is_list(v) && i < 2; i++) {
        struct json_object *x = json_object_array_get_idx(v, i);
        if (x && json_object_is_type(x, json_type_int) && json_object_get_int64(x) >= -1 && json_object_get_int64(x) <= INT32_MAX)
            out[i] = (int32_t)json_object_get_int64(x);
        else if (x || i == 0) /* null for the most: no end is told */
            wrong(r, key);
    }
}

/* A word of a closed list. */
#define GET_WORD(r, o, key, type) ((type)word_of(r, key, type##_find(get_text(r, o, key))))
static int word_of(recall *r, const char *key, int found)
{
    if (found < 0)
        wrong(r, key);
    return found < 0 ? 0 : found;
}

/* Tokens that lie in a span; first = ATT_NONE where there are none. */
static void tokens_of(const att_doc *d, att_span s, uint32_t *first, uint32_t *n)
{
    *first = s.n ? att_token_at(d, s.at) : ATT_NONE;
    *n = 0;
    for (uint32_t t = *first; t != ATT_NONE && t < d->tokens.n && d->tokens.p[t].at.at < s.at + s.n; t++)
        ++*n;
}

/* The token of a span whose head lies outside. */
static uint32_t head_of(const att_doc *d, att_span s)
{
    uint32_t first, n;
    tokens_of(d, s, &first, &n);
    for (uint32_t t = first; t != ATT_NONE && t < first + n; t++)
        if (d->tokens.p[t].head == ATT_NONE || d->tokens.p[t].head < first || d->tokens.p[t].head >= first + n)
            return t;
    return first;
}

/* ---- article ------------------------------------------------------------------------------------------------------------------- */

static uint32_t last_point(struct json_object *paragraphs)
{
    uint32_t most = 0;
    for (size_t i = 0; i < json_object_array_length(paragraphs); i++) {
        struct json_object *v = member(json_object_array_get_idx(paragraphs, i), "end");
        int64_t end = v && json_object_is_type(v, json_type_int) ? json_object_get_int64(v) : 0;
        if (end > most && end < (1 << 26))
            most = (uint32_t)end;
    }
    return most;
}

/* The text; blanks in its place where the record was written without it. */
static att_str words_of(recall *r, struct json_object *o)
{
    if (member(o, "text"))
        return get_text(r, o, "text");
    uint32_t n = last_point(member(o, "paragraphs"));
    char *blank = att_alloc(&r->d->arena, n + 1);
    memset(blank, ' ', n);
    return (att_str){blank, n};
}

static void measure(recall *r)
{
    att_str text = r->d->text;
    r->points = (uint32_t)att_utf8_count(text);
    r->byte = ATT_ARRAY(&r->d->arena, uint32_t, r->points + 1);
    uint32_t i = 0;
    for (size_t at = 0, n; at < text.n && i < r->points; at += n) {
        (void)att_utf8_at(text, at, &n);
        r->byte[i++] = (uint32_t)at;
    }
    r->byte[r->points] = (uint32_t)text.n;
}

static void recall_head(recall *r, struct json_object *o)
{
    att_doc *d = r->d;
    d->id = get_text(r, o, "id");
    d->text_id = get_text(r, o, "text_id");
    d->story = get_text(r, o, "story");
    d->made_by = get_text(r, o, "made_by");
    d->source = get_text(r, o, "source");
    d->kind = GET_WORD(r, o, "kind", att_page);
    d->url = get_text(r, o, "url");
    d->title = get_text(r, o, "title");
    d->publisher = get_text(r, o, "publisher");
    d->section = get_text(r, o, "section");
    d->language = get_text(r, o, "language");
    d->published = get_day(r, o, "published");
    d->published_from = get_text(r, o, "published_from");
    d->modified = get_day(r, o, "modified");
    d->dateline_place = get_text(r, member(o, "dateline"), "place");
    d->dateline_date = get_day(r, member(o, "dateline"), "date");
    uint32_t n;
    struct json_object *byline = get_list(r, o, "byline", &n);
    for (uint32_t i = 0; i < n; i++)
        *ATT_PUSH(&d->arena, &d->byline) = text_of(r, json_object_array_get_idx(byline, i), "byline");
}

#define EACH(r, o, key, x)                                                                                                                 \
    r->table = key;                                                                                                                        \
    struct json_object *list = get_list(r, o, key, &(uint32_t){0});                                                                        \
    uint32_t rows = list && is_list(list) ? (uint32_t)json_object_array_length(list) : 0;                                                  \
    struct json_object *x = NULL;                                                                                                          \
    for (uint32_t i = 0; i < rows && (x = json_object_array_get_idx(list, i), true); i++)

static void recall_paragraphs(recall *r, struct json_object *o)
{
    EACH(r, o, "paragraphs", x)
    {
        att_paragraph *p = ATT_PUSH(&r->d->arena, &r->d->paragraphs);
        p->kind = GET_WORD(r, x, "kind", att_paragraph_kind);
        p->at = span_between(r, member(x, "start"), member(x, "end"), "start");
        p->src = get_source(r, x);
    }
}

static void recall_left_out(recall *r, struct json_object *o)
{
    EACH(r, o, "left_out", x)
    {
        att_left_out *l = ATT_PUSH(&r->d->arena, &r->d->left_out);
        l->src = get_source(r, x);
        l->why = get_text(r, x, "why");
    }
}

static att_status verdict(const recall *r, att_error *e)
{
    return r->wrong ? att_fail(e, ATT_BAD_INPUT, r->d->source.p, "a record whose %s cannot be meant", r->wrong) : ATT_OK;
}

att_status att_recall_article(att_doc *d, struct json_object *o, att_error *e)
{
    recall r = {.d = d, .table = ""};
    recall_head(&r, o);
    d->text = words_of(&r, o);
    measure(&r);
    recall_paragraphs(&r, o);
    recall_left_out(&r, o);
    return verdict(&r, e);
}

/* ---- news ------------------------------------------------------------------------------------------------------------------------ */

static void recall_sentences(recall *r, struct json_object *o)
{
    att_doc *d = r->d;
    uint32_t paragraph = 0;
    EACH(r, o, "sentences", x)
    {
        att_span at = span_of(r, x, "sentences");
        while (paragraph + 1 < d->paragraphs.n && at.at >= d->paragraphs.p[paragraph].at.at + d->paragraphs.p[paragraph].at.n)
            paragraph++;
        *ATT_PUSH(&d->arena, &d->sentences) = (att_sentence){.at = at, .paragraph = paragraph};
    }
}

static uint32_t sentence_at(const att_doc *d, uint32_t byte)
{
    uint32_t low = 0, high = d->sentences.n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (d->sentences.p[mid].at.at + d->sentences.p[mid].at.n <= byte)
            low = mid + 1;
        else
            high = mid;
    }
    return low < d->sentences.n ? low : d->sentences.n ? d->sentences.n - 1 : 0;
}

/* It names somebody: "Trade Minister Ha Ji-won", but not "the minister". */
static bool names_it(const att_doc *d, const att_mention *m)
{
    for (uint32_t i = 0; i < d->names.n; i++) {
        const att_name *name = &d->names.p[i];
        bool head = m->head >= name->first && m->head < name->first + name->n;
        bool inside = name->kind == ATT_PER && name->first >= m->first && name->first + name->n <= m->first + m->n;
        if (head || inside)
            return true;
    }
    return false;
}

/* A record does not tell the kind of a mention; its words do. */
static att_mention_kind mention_kind(const att_doc *d, const att_mention *m)
{
    att_upos u = m->head == ATT_NONE ? ATT_PROPN : d->tokens.p[m->head].upos;
    if (m->head == ATT_NONE || names_it(d, m))
        return ATT_MENTION_NAME;
    return u == ATT_PRON || u == ATT_DET ? ATT_MENTION_PRONOUN : u == ATT_ADJ ? ATT_MENTION_ADJECTIVE : ATT_MENTION_NOMINAL;
}

static void add_mention(recall *r, att_span at, uint32_t actor)
{
    att_doc *d = r->d;
    att_mention m = {.at = at, .actor = actor, .head = head_of(d, at)};
    tokens_of(d, at, &m.first, &m.n);
    m.kind = mention_kind(d, &m);
    if (m.head != ATT_NONE) {
        uint32_t *there = &d->tokens.p[m.head].mention; /* the innermost */
        if (*there == ATT_NONE || d->mentions.p[*there].n >= m.n)
            *there = d->mentions.n;
    }
    *ATT_PUSH(&d->arena, &d->mentions) = m;
}

static void recall_country(recall *r, struct json_object *x, char out[4])
{
    att_str s = get_text(r, x, "country");
    if (s.n > 3)
        wrong(r, "country");
    else if (s.n)
        memcpy(out, s.p, s.n);
}

static void recall_sectors(recall *r, struct json_object *x, att_actor *a)
{
    uint32_t n;
    struct json_object *list = get_list(r, x, "sectors", &n);
    for (uint32_t i = 0; i < n && a->n_sectors < 3; i++) {
        int found = att_sector_find(text_of(r, json_object_array_get_idx(list, i), "sectors"));
        if (found < 0)
            wrong(r, "sectors");
        else
            a->sector[a->n_sectors++] = (att_sector)found;
    }
}

static void recall_actors(recall *r, struct json_object *o)
{
    EACH(r, o, "actors", x)
    {
        att_actor *a = ATT_PUSH(&r->d->arena, &r->d->actors);
        a->name = get_text(r, x, "name");
        a->kind = GET_WORD(r, x, "kind", att_actor_kind);
        a->office = get_text(r, x, "office");
        a->organisation = get_text(r, x, "organisation");
        a->known_as = get_text(r, x, "known_as");
        recall_country(r, x, a->country);
        recall_sectors(r, x, a);
        uint32_t n;
        struct json_object *mentions = get_list(r, x, "mentions", &n);
        for (uint32_t k = 0; k < n; k++)
            add_mention(r, span_of(r, json_object_array_get_idx(mentions, k), "mentions"), i);
    }
    r->actors = rows;
}

/* TIMEX3 values tell it by their form: 2025-02-06, 2025-W10, 2025-W10-WE, 2025-02, 2025-FA, 2025-Q1, 2025-H1, 2025, 199, 19. */
static att_grain grain_of(const att_time *t)
{
    att_str v = t->value;
    if (t->from == ATT_NO_DAY)
        return att_str_starts(v, "P") ? ATT_DURATION : ATT_VAGUE;
    size_t end = att_str_find(v, ATT_STR("T"));
    size_t n = end == SIZE_MAX ? v.n : end;
    char mark = n > 5 ? v.p[5] : 0;
    if (mark == 'W' && n > 6 && att_is_digit(v.p[6]))
        return n > 8 ? ATT_WEEKEND : ATT_WEEK;
    if (mark && !att_is_digit(mark))
        return mark == 'Q' ? ATT_QUARTER : mark == 'H' ? ATT_HALF : ATT_SEASON;
    return n >= 10 ? ATT_DAY : n == 7 ? ATT_MONTH : n == 4 ? ATT_YEAR : n == 3 ? ATT_DECADE : n == 2 ? ATT_CENTURY : ATT_VAGUE;
}

static att_str clock_of(att_str value)
{
    size_t at = att_str_find(value, ATT_STR("T"));
    size_t rest = at != SIZE_MAX && at + 1 < value.n && att_is_digit(value.p[at + 1]) ? value.n - at - 1 : 0, hour = sizeof "16:00" - 1;
    return rest ? att_str_sub(value, at + 1, rest < hour ? rest : hour) : (att_str){0};
}

static void recall_times(recall *r, struct json_object *o)
{
    EACH(r, o, "times", x)
    {
        att_time *t = ATT_PUSH(&r->d->arena, &r->d->times);
        t->at = span_between(r, member(x, "start"), member(x, "end"), "start");
        tokens_of(r->d, t->at, &t->first, &t->n);
        t->value = get_text(r, x, "value");
        t->from = get_day(r, x, "from");
        t->to = get_day(r, x, "to");
        t->grain = grain_of(t);
        t->clock = clock_of(t->value);
    }
}

static void recall_places(recall *r, struct json_object *o)
{
    att_doc *d = r->d;
    EACH(r, o, "places", x)
    {
        att_place *p = ATT_PUSH(&d->arena, &d->places);
        p->name = get_text(r, x, "name");
        recall_country(r, x, p->country);
        p->admin1 = get_text(r, x, "admin1");
        p->lat = get_number(r, x, "lat");
        p->lon = get_number(r, x, "lon");
        p->geonames = whole(r, member(x, "geonames"), "geonames", UINT32_MAX, 0);
        uint32_t n;
        struct json_object *mentions = get_list(r, x, "mentions", &n);
        for (uint32_t k = 0; k < n; k++) {
            att_span at = span_of(r, json_object_array_get_idx(mentions, k), "mentions");
            uint32_t head = head_of(d, at);
            *ATT_PUSH(&d->arena, &p->mentions) = at;
            if (head != ATT_NONE)
                *ATT_PUSH(&d->arena, &p->heads) = head;
        }
    }
    r->places = rows;
}

/* The first time with that value. */
static uint32_t time_of(recall *r, att_str value)
{
    att_doc *d = r->d;
    for (uint32_t i = 0; value.n && i < d->times.n; i++)
        if (att_str_eq(d->times.p[i].value, value))
            return i;
    if (value.n)
        wrong(r, "date");
    return ATT_NONE;
}

static uint32_t distance(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

/* The speaker's mention that stands next to the cue, in its sentence. */
static uint32_t speaker_near(const att_doc *d, const att_statement *s)
{
    uint32_t cue = s->cue_token != ATT_NONE ? s->cue_token : s->n ? s->first : ATT_NONE, best = ATT_NONE;
    for (uint32_t i = 0; i < d->mentions.n && cue != ATT_NONE && s->speaker != ATT_NONE; i++) {
        uint32_t head = d->mentions.p[i].actor == s->speaker ? d->mentions.p[i].head : ATT_NONE;
        if (head != ATT_NONE && d->tokens.p[head].sentence == d->tokens.p[cue].sentence &&
            (best == ATT_NONE || distance(head, cue) < distance(best, cue)))
            best = head;
    }
    return best;
}

static void recall_statements(recall *r, struct json_object *o)
{
    att_doc *d = r->d;
    get_list(r, o, "statements", &r->statements);
    EACH(r, o, "statements", x)
    {
        att_statement *s = ATT_PUSH(&d->arena, &d->statements);
        s->speaker = get_id(r, x, "speaker", 'a', r->actors);
        s->cue = get_span(r, x, "cue");
        s->cue_token = head_of(d, s->cue);
        s->kind = GET_WORD(r, x, "kind", att_statement_kind);
        s->content = get_span(r, x, "content");
        tokens_of(d, s->content, &s->first, &s->n);
        s->addressee = get_id(r, x, "addressee", 'a', r->actors);
        s->time = time_of(r, get_text(r, x, "date"));
        s->medium = get_text(r, x, "medium");
        s->within = get_id(r, x, "within", 's', r->statements);
        s->speaker_head = speaker_near(d, s);
    }
}

static const att_scale *recall_scale(recall *r, struct json_object *x)
{
    att_scale *s = ATT_NEW(&r->d->arena, att_scale);
    s->cameo = get_text(r, x, "cameo");
    s->quad = (int)whole(r, member(x, "quad"), "quad", 4, 0);
    s->quad_cameo = (int)whole(r, member(x, "quad_cameo"), "quad_cameo", 4, 0);
    s->score = get_number(r, x, "score");
    s->goldstein = get_number(r, x, "goldstein");
    return s;
}

static void recall_events(recall *r, struct json_object *o)
{
    att_doc *d = r->d;
    get_list(r, o, "events", &r->events);
    EACH(r, o, "events", x)
    {
        att_event *e = ATT_PUSH(&d->arena, &d->events);
        e->type = GET_WORD(r, x, "type", att_event_type);
        e->mode = get_text(r, x, "mode");
        uint32_t n;
        struct json_object *contexts = get_list(r, x, "contexts", &n);
        for (uint32_t k = 0; k < n; k++)
            *ATT_PUSH(&d->arena, &e->contexts) = text_of(r, json_object_array_get_idx(contexts, k), "contexts");
        e->scale = recall_scale(r, x);
        e->actor = get_actors(r, x, "actor");
        e->recipient = get_actors(r, x, "recipient");
        e->status = GET_WORD(r, x, "status", att_event_status);
        e->date = get_text(r, x, "date");
        e->from = get_day(r, x, "from");
        e->to = get_day(r, x, "to");
        e->clock = get_text(r, x, "time");
        e->place = get_id(r, x, "place", 'p', r->places);
        e->trigger = get_span(r, x, "trigger");
        e->token = head_of(d, e->trigger);
        e->sentence = sentence_at(d, e->trigger.at);
        e->statement = get_id(r, x, "statement", 's', r->statements);
        e->same_as = get_id(r, x, "same_as", 'e', r->events);
        e->occurrence = get_text(r, x, "occurrence");
        get_range(r, x, "dead", e->dead);
        get_range(r, x, "injured", e->injured);
        get_range(r, x, "arrested", e->arrested);
        e->confidence = get_number(r, x, "confidence");
        e->because = get_text(r, x, "because");
        if (id_of(r, member(x, "id"), "id", 'e', UINT32_MAX) != i) /* --since left some out */
            wrong(r, "id");
    }
}

static void recall_positions(recall *r, struct json_object *o)
{
    EACH(r, o, "positions", x)
    {
        att_position *p = ATT_PUSH(&r->d->arena, &r->d->positions);
        p->actor = get_id(r, x, "actor", 'a', r->actors);
        p->issue = get_text(r, x, "issue");
        p->stance = GET_WORD(r, x, "stance", att_stance);
        p->toward = get_actors(r, x, "toward");
        p->status = GET_WORD(r, x, "status", att_event_status);
        p->evidence = get_span(r, x, "evidence");
        p->trigger = head_of(r->d, p->evidence);
        p->statement = get_id(r, x, "statement", 's', r->statements);
        if (p->actor == ATT_NONE)
            wrong(r, "actor");
    }
}

static void recall_notes(recall *r, struct json_object *o)
{
    EACH(r, o, "notes", x)
    {
        att_noted *n = ATT_PUSH(&r->d->arena, &r->d->notes);
        n->at = get_span(r, x, "at");
        n->note = get_text(r, x, "note");
    }
}

att_status att_recall_news(att_doc *d, struct json_object *o, att_error *e)
{
    recall r = {.d = d, .table = ""};
    measure(&r);
    if (!d->tokens.n)
        recall_sentences(&r, o);
    recall_actors(&r, o);
    recall_times(&r, o);
    recall_places(&r, o);
    recall_statements(&r, o);
    recall_events(&r, o);
    recall_positions(&r, o);
    recall_notes(&r, o);
    return verdict(&r, e);
}
