/* event/tables.c: compiles the tables of lex/events and lex/status.tsv. */
#include "event/tables.h"

#include <stdio.h>

#include "pipe/rooms.h"

typedef struct {
    att_arena *arena;
    struct att_event_tables *t;
    att_map sets; /* set name -> index in words */
    ATT_VEC(att_map *) words;
    att_map cells, role_cells; /* text of a cell -> index in filters, in roles: many rows name the same */
    ATT_VEC(att_filter) filters;
    ATT_VEC(const att_str *) roles; /* [ATT_ROLES] each */
    att_error *error;
} compiler;

static att_status complain(compiler *c, const att_row *r, const char *what, att_str word)
{
    char where[200];
    snprintf(where, sizeof where, "lex/%s:%u", r->file, r->line);
    return att_fail(c->error, ATT_BAD_LEXICON, where, "%s: " ATT_STR_FMT, what, ATT_STR_ARG(word));
}

/* How many single-letter changes lie between two words, for "did you mean". */
static uint32_t distance(att_str a, att_str b)
{
    uint32_t row[32];
    if (a.n > 30 || b.n > 30)
        return 99;
    for (uint32_t j = 0; j <= b.n; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        uint32_t corner = row[0];
        row[0] = (uint32_t)i;
        for (size_t j = 1; j <= b.n; j++) {
            uint32_t cost = corner + (a.p[i - 1] != b.p[j - 1]);
            corner = row[j];
            uint32_t least = row[j] < row[j - 1] ? row[j] : row[j - 1];
            row[j] = least + 1 < cost ? least + 1 : cost;
        }
    }
    return row[b.n];
}

static att_status bad_type(compiler *c, const att_row *r, att_str word)
{
    int best = 1;
    for (int i = 1; i < att_event_type_COUNT; i++)
        if (distance(word, att_str_of(att_event_type_name((att_event_type)i))) <
            distance(word, att_str_of(att_event_type_name((att_event_type)best))))
            best = i;
    char where[200];
    snprintf(where, sizeof where, "lex/%s:%u", r->file, r->line);
    return att_fail(c->error, ATT_BAD_LEXICON, where, ATT_STR_FMT " is not an event type; did you mean %s?", ATT_STR_ARG(word),
                    att_event_type_name((att_event_type)best));
}

static void read_sets(compiler *c, const att_table *t)
{
    int set = att_table_column(t, "set"), word = att_table_column(t, "word");
    for (uint32_t i = 0; t && i < t->rows; i++) {
        uint32_t *at = att_map_add(&c->sets, att_row_cell(&t->row[i], set));
        if (*at == ATT_NONE) {
            *at = c->words.n;
            att_map *m = ATT_NEW(c->arena, att_map);
            m->arena = c->arena;
            *ATT_PUSH(c->arena, &c->words) = m;
        }
        att_str rest = att_row_cell(&t->row[i], word), piece;
        while (att_str_split(&rest, '|', &piece))
            *att_map_add(c->words.p[*at], att_str_trim(piece)) = 1;
    }
}

static const att_map *set_of(const compiler *c, const char *name)
{
    uint32_t at = att_map_find(&c->sets, att_str_of(name));
    return at == ATT_NONE ? NULL : c->words.p[at];
}

static bool class_word(att_filter *f, att_str w)
{
    struct {
        const char *name;
        bool *flag;
    } classes[] = {{"@country", &f->country}, {"@person", &f->person}, {"@group", &f->group},
                   {"@place", &f->place},     {"@actor", &f->actor},   {"@nothing", &f->nothing}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (att_str_is(w, classes[i].name)) {
            *classes[i].flag = true;
            return true;
        }
    return false;
}

static att_status compile_filter(compiler *c, const att_row *r, att_str cell, att_filter *f)
{
    *f = (att_filter){.any = !cell.n};
    att_map *own = NULL;
    att_str rest = cell, w;
    while (cell.n && att_str_split(&rest, '|', &w)) {
        w = att_str_trim(w);
        if (!w.n || class_word(f, w))
            continue;
        if (!own) {
            own = ATT_NEW(c->arena, att_map);
            own->arena = c->arena;
        }
        if (w.p[0] != '@') {
            *att_map_add(own, w) = ATT_NAMED;
            continue;
        }
        uint32_t set = att_map_find(&c->sets, att_str_from(w, 1));
        if (set == ATT_NONE)
            return complain(c, r, "no set of this name in events/sets", w);
        for (uint32_t i = 0; i < c->words.p[set]->room; i++)
            if (c->words.p[set]->slot[i].key.p) {
                uint32_t *how = att_map_add(own, c->words.p[set]->slot[i].key);
                *how = *how == ATT_NONE ? ATT_IN_SET : *how;
            }
    }
    f->lemmas = own;
    return ATT_OK;
}

static att_status filter(compiler *c, const att_row *r, att_str cell, att_filter *f)
{
    uint32_t *at = att_map_add(&c->cells, cell);
    if (*at == ATT_NONE) {
        att_status s = compile_filter(c, r, cell, f);
        if (s != ATT_OK)
            return s;
        *at = c->filters.n;
        *ATT_PUSH(c->arena, &c->filters) = *f;
    }
    *f = c->filters.p[*at];
    return ATT_OK;
}

/* "subj:force" asks what the subject is, "subj:@disaster" for a word of a set; the answer, and the cell without it. */
static att_status doer(compiler *c, const att_row *r, att_str *cell, att_frame *f)
{
    static const char *const names[] = {"", "state", "force", "people", "several"};
    f->doer = ATT_ANYBODY;
    f->who = (att_filter){.any = true};
    if (!att_str_starts(*cell, "subj:"))
        return ATT_OK;
    att_str further = att_str_from(*cell, strlen("subj:")), asked;
    att_str_split(&further, ' ', &asked);
    *cell = further.n ? att_format(c->arena, "subj " ATT_STR_FMT, ATT_STR_ARG(further)) : ATT_STR("subj");
    if (att_str_starts(asked, "@"))
        return filter(c, r, asked, &f->who);
    for (int i = ATT_STATE; i <= ATT_SEVERAL; i++)
        if (att_str_is(asked, names[i])) {
            f->doer = (att_doer)i;
            return ATT_OK;
        }
    return complain(c, r, "a subject is state, force, people, several or a set", asked);
}

static const att_str *roles(compiler *c, att_str cell)
{
    uint32_t *at = att_map_add(&c->role_cells, cell), n = 0;
    if (*at != ATT_NONE)
        return c->roles.p[*at];
    att_str *out = ATT_ARRAY(c->arena, att_str, ATT_ROLES), rest = cell, w;
    while (n < ATT_ROLES && rest.p && att_str_split(&rest, ' ', &w))
        if (w.n)
            out[n++] = w;
    *at = c->roles.n;
    return *ATT_PUSH(c->arena, &c->roles) = out;
}

static att_status status_cell(compiler *c, const att_row *r, att_str cell, int *out)
{
    *out = -1;
    if (!cell.n || att_str_is(cell, "keep"))
        return ATT_OK;
    *out = att_event_status_find(cell);
    return *out < 0 ? complain(c, r, "no status", cell) : ATT_OK;
}

static att_frames *frames_of(compiler *c, att_map *index, att_str lemma)
{
    uint32_t *at = att_map_add(index, lemma);
    if (*at == ATT_NONE) {
        *at = c->t->frames.n;
        (void)ATT_PUSH(c->arena, &c->t->frames);
    }
    return &c->t->frames.p[*at];
}

/* A lemma cell may list spellings ("recognise|recognize"), a `with` cell ways to say it ("on|upon", "off|" for "off" or nothing); further
 * words of a spelling count as `with`. */
static void add_spelling(compiler *c, att_map *index, att_str spelling, att_frame f)
{
    f.lemma = spelling;
    const char *blank = spelling.n ? memchr(spelling.p, ' ', spelling.n) : NULL;
    if (blank) {
        f.lemma = (att_str){spelling.p, (size_t)(blank - spelling.p)};
        att_str more = att_str_from(spelling, f.lemma.n + 1);
        f.with = f.with.n ? att_format(c->arena, ATT_STR_FMT " " ATT_STR_FMT, ATT_STR_ARG(more), ATT_STR_ARG(f.with)) : more;
    }
    *ATT_PUSH(c->arena, frames_of(c, index, f.lemma)) = f;
}

static void add_frame(compiler *c, att_map *index, att_str cell, att_frame f)
{
    att_str lemmas = cell, spelling, with, ways = f.with.p ? f.with : ATT_STR("");
    while (att_str_split(&lemmas, '|', &spelling))
        for (att_str rest = ways; att_str_split(&rest, '|', &with);) {
            f.with = att_str_trim(with);
            add_spelling(c, index, att_str_trim(spelling), f);
        }
}

static att_status read_frames(compiler *c, const att_table *t, att_map *index, bool verbs)
{
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
#define CELL(name) att_row_cell(r, att_table_column(t, name))
        att_frame f = {.row = r, .with = verbs ? CELL("with") : ATT_STR(""), .mode = CELL("mode"), .contexts = CELL("contexts")};
        int type = att_event_type_find(CELL("type"));
        if (type < 0)
            return bad_type(c, r, CELL("type"));
        f.type = (att_event_type)type;
        att_status s = status_cell(c, r, CELL("status"), &f.status);
        if (s == ATT_OK)
            s = filter(c, r, CELL(verbs ? "object" : "of"), &f.object);
        if (s == ATT_OK)
            s = filter(c, r, verbs ? ATT_STR("") : CELL("before"), &f.before);
        att_str actor = CELL("actor");
        if (s == ATT_OK)
            s = doer(c, r, &actor, &f);
        if (s != ATT_OK)
            return s;
        f.actor = roles(c, actor.n ? actor : verbs ? ATT_STR("subj") : ATT_STR(""));
        f.recipient = roles(c, CELL("recipient"));
        add_frame(c, index, CELL("lemma"), f);
    }
    return ATT_OK;
}

static att_status read_lights(compiler *c, const att_table *t)
{
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        att_light l = {.row = r, .with = CELL("with")};
        att_status s = filter(c, r, CELL("nouns"), &l.nouns);
        if (s == ATT_OK)
            s = status_cell(c, r, CELL("status"), &l.status);
        if (s != ATT_OK)
            return s;
        l.actor = roles(c, CELL("actor").n ? CELL("actor") : ATT_STR("subj"));
        l.recipient = roles(c, CELL("recipient"));
        att_str rest = CELL("lemma"), w;
        while (att_str_split(&rest, '|', &w)) {
            uint32_t *at = att_map_add(&c->t->light, att_str_trim(w));
            if (*at == ATT_NONE) {
                *at = c->t->lights.n;
                (void)ATT_PUSH(c->arena, &c->t->lights);
            }
            *ATT_PUSH(c->arena, &c->t->lights.p[*at]) = l;
        }
    }
    return ATT_OK;
}

static int own(att_str cell)
{
    return att_str_is(cell, "event") ? ATT_OWN_EVENT : att_str_is(cell, "deed") ? ATT_OWN_DEED : ATT_OWN_UNSAID;
}

static int complements(att_str cell)
{
    if (!cell.n || att_str_is(cell, "any"))
        return ATT_FRAME_TO | ATT_FRAME_THAT | ATT_FRAME_ING | ATT_FRAME_NOUN;
    int bits = 0;
    att_str w;
    while (cell.p && att_str_split(&cell, ' ', &w)) {
        att_str rest = w;
        while (att_str_split(&rest, '|', &w))
            bits |= att_str_is(w, "to")     ? ATT_FRAME_TO
                    : att_str_is(w, "that") ? ATT_FRAME_THAT
                    : att_str_is(w, "ing")  ? ATT_FRAME_ING
                    : att_str_is(w, "noun") ? ATT_FRAME_NOUN
                    : att_str_is(w, "any")  ? ATT_FRAME_TO | ATT_FRAME_THAT | ATT_FRAME_ING | ATT_FRAME_NOUN
                                            : 0;
    }
    return bits;
}

static att_status read_status(compiler *c, const att_table *t)
{
    for (uint32_t i = 0; t && i < t->rows; i++) {
        const att_row *r = &t->row[i];
        att_status_row row = {.row = r, .frames = complements(CELL("frame")), .own = own(CELL("own"))};
        att_status s = status_cell(c, r, CELL("status"), &row.status);
        if (s != ATT_OK)
            return s;
        att_str rest = CELL("lemma"), w;
        while (att_str_split(&rest, '|', &w)) {
            w = att_str_trim(w);
            if (att_str_is(CELL("pos"), "adv") && memchr(w.p, ' ', w.n))
                *ATT_PUSH(c->arena, &c->t->adverbials) = (att_adverbial){w, row.status};
            att_str key = att_format(c->arena, ATT_STR_FMT " " ATT_STR_FMT, ATT_STR_ARG(CELL("pos")), ATT_STR_ARG(w));
            uint32_t *at = att_map_add(&c->t->status, key);
            if (*at == ATT_NONE) {
                *at = c->t->status_rows.n;
                (void)ATT_PUSH(c->arena, &c->t->status_rows);
            }
            *ATT_PUSH(c->arena, &c->t->status_rows.p[*at]) = row;
        }
    }
    return ATT_OK;
#undef CELL
}

const att_status_row *att_status_row_find(const struct att_event_tables *t, const char *pos, att_str lemma, int frame)
{
    char key[100];
    int n = snprintf(key, sizeof key, "%s " ATT_STR_FMT, pos, ATT_STR_ARG(lemma));
    if (n < 0 || n >= (int)sizeof key)
        return NULL;
    uint32_t at = att_map_find(&t->status, (att_str){key, (size_t)n});
    for (uint32_t i = 0; at != ATT_NONE && i < t->status_rows.p[at].n; i++)
        if (t->status_rows.p[at].p[i].frames & frame)
            return &t->status_rows.p[at].p[i];
    return NULL;
}

att_status att_event_open(att_arena *arena, const att_lexicon *l, const struct att_event_tables **out, att_error *error)
{
    struct att_event_tables *t = ATT_NEW(arena, struct att_event_tables);
    t->verbs.arena = t->nouns.arena = t->light.arena = t->status.arena = arena;
    compiler c = {.arena = arena, .t = t, .sets.arena = arena, .cells.arena = arena, .role_cells.arena = arena, .error = error};
    read_sets(&c, att_lexicon_table(l, "events/sets"));
    t->pastime = set_of(&c, "pastime");
    t->game = set_of(&c, "game");
    att_status s = read_frames(&c, att_lexicon_table(l, "events/verbs"), &t->verbs, true);
    if (s == ATT_OK)
        s = read_frames(&c, att_lexicon_table(l, "events/nouns"), &t->nouns, false);
    if (s == ATT_OK)
        s = read_lights(&c, att_lexicon_table(l, "events/light"));
    if (s == ATT_OK)
        s = read_status(&c, att_lexicon_table(l, "status"));
    *out = t;
    return s;
}
