/* model/model.c: the model file (docs/model-format.md): header, table of sections, bounds, checksums, labels. */
#include "model/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 64, ENTRY = 80, SECTIONS_LIMIT = 1024, NAME = 24, SUM = 16 };

static uint32_t u32(const uint8_t *p) { return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24; }
static uint64_t u64(const uint8_t *p) { return u32(p) | (uint64_t)u32(p + 4) << 32; }

static section section_at(const att_model *m, uint32_t i)
{
    const uint8_t *e = m->bytes + HEAD + (size_t)ENTRY * i;
    section s = {.name = (const char *)e, .kind = u32(e + 24), .data = m->bytes + u64(e + 44), .length = u64(e + 52), .sum = e + 60};
    for (int k = 0; k < 4; k++)
        s.shape[k] = u32(e + 28 + 4 * k);
    return s;
}

static bool find_section(const att_model *m, const char *name, section *out)
{
    for (uint32_t i = 0; i < m->sections; i++) {
        *out = section_at(m, i);
        if (strcmp(out->name, name) == 0)
            return true;
    }
    return false;
}

static att_status bad(const att_model *m, att_error *error, const char *what, const char *section)
{
    return att_fail(error, ATT_BAD_MODEL, m->path, "%s%s%s", what, section ? " " : "", section ? section : "");
}

static att_status check_table(const att_model *m, att_error *error)
{
    if (m->size < HEAD || memcmp(m->bytes, "ATTM", 4) != 0)
        return bad(m, error, "no model file of attache", NULL);
    if (u32(m->bytes + 4) != 1)
        return bad(m, error, "a model of another version of the format; this program reads version 1", NULL);
    if (u64(m->bytes + 16) != m->size)
        return bad(m, error, "cut short or longer than its header says; fetch it again", NULL);
    uint32_t n = u32(m->bytes + 8);
    if (n > SECTIONS_LIMIT || HEAD + (size_t)ENTRY * n > m->size)
        return bad(m, error, "its table of sections is damaged", NULL);
    for (uint32_t i = 0; i < n; i++) {
        const uint8_t *e = m->bytes + HEAD + (size_t)ENTRY * i;
        uint64_t at = u64(e + 44), length = u64(e + 52);
        if (e[NAME - 1] != 0 || at % 64 != 0 || at > m->size || length > m->size - at)
            return bad(m, error, "its table of sections is damaged", NULL);
    }
    return ATT_OK;
}

/* ---- typed access: each checks kind and length, so that nothing reads beyond its section ------------------------------------- */

typedef struct {
    att_model *m;
    att_error *error;
    att_status status;
} opener;

static const void *get(opener *o, const char *name, uint32_t kind, uint64_t length, section *s)
{
    static const char empty[1];
    if (o->status != ATT_OK)
        return empty;
    if (!find_section(o->m, name, s) || s->kind != kind || (length && s->length != length)) {
        o->status = bad(o->m, o->error, "missing or damaged section", name);
        return empty;
    }
    return s->data;
}

static const float *floats(opener *o, const char *name, uint64_t n)
{
    section s;
    return get(o, name, KIND_F32, n * sizeof(float), &s);
}

static void get_linear(opener *o, const char *name, uint32_t n, uint32_t k, att_linear *l)
{
    char part[NAME];
    section s;
    uint32_t n32 = (n + 31) / 32 * 32, k64 = (k + 63) / 64 * 64;
    *l = (att_linear){.n = n, .k = k, .n32 = n32, .k64 = k64};
#define PART(suffix) (snprintf(part, sizeof part, "%s" suffix, name), part)
    l->w = get(o, PART(".w"), KIND_S8, (uint64_t)n32 * k64, &s);
    l->scale = get(o, PART(".s"), KIND_F32, n32 * sizeof(float), &s);
    l->sums = get(o, PART(".c"), KIND_S32, n32 * sizeof(int32_t), &s);
    l->bias = get(o, PART(".b"), KIND_F32, n32 * sizeof(float), &s);
#undef PART
}

/* Lines of a text section; the number of them is its first dimension. */
static att_str *get_lines(opener *o, const char *name, uint32_t *n)
{
    section s;
    const char *p = get(o, name, KIND_U8, 0, &s);
    if (o->status != ATT_OK)
        return NULL;
    att_str rest = {p, s.length}, line;
    *n = s.shape[0];
    if (*n > s.length) {
        o->status = bad(o->m, o->error, "damaged section", name);
        return NULL;
    }
    att_str *out = ATT_ARRAY(&o->m->arena, att_str, *n + 1);
    for (uint32_t i = 0; i < *n; i++) {
        if (!att_str_split(&rest, '\n', &line)) {
            o->status = bad(o->m, o->error, "damaged section", name);
            return NULL;
        }
        if (!att_utf8_valid(line)) {
            o->status = bad(o->m, o->error, "damaged section", name);
            return NULL;
        }
        out[i] = line;
    }
    return out;
}

static void get_labels(opener *o)
{
    static const char *const names[ATT_HEADS] = {"labels.upos", "labels.xpos", "labels.feats", "labels.lemma", "labels.name", "labels.name2", "labels.deprel"};
    for (int h = 0; h < ATT_HEADS; h++)
        o->m->labels[h] = get_lines(o, names[h], &o->m->n_labels[h]);
    uint32_t at = 0;
    for (int h = 0; h < ATT_HEAD_DEPREL; h++) {
        o->m->tag_at[h] = at;
        at += o->m->n_labels[h];
    }
    o->m->tags_n = at;
    if (o->status == ATT_OK && (at == 0 || at > 4096 || o->m->n_labels[ATT_HEAD_DEPREL] == 0 || o->m->n_labels[ATT_HEAD_DEPREL] > 200 ||
                                o->m->n_labels[ATT_HEAD_NAME] != o->m->n_labels[ATT_HEAD_NAME2] || o->m->n_labels[ATT_HEAD_NAME] == 0 || o->m->n_labels[ATT_HEAD_NAME] > 32))
        o->status = bad(o->m, o->error, "label tables that do not fit together", NULL);
}

/* The second names head numbers the same labels in another order. */
static void match_names(opener *o)
{
    att_model *m = o->m;
    for (uint32_t i = 0; o->status == ATT_OK && i < m->n_labels[ATT_HEAD_NAME]; i++) {
        m->name2_of[i] = ATT_NONE;
        for (uint32_t k = 0; k < m->n_labels[ATT_HEAD_NAME2]; k++)
            if (att_str_eq(m->labels[ATT_HEAD_NAME][i], m->labels[ATT_HEAD_NAME2][k]))
                m->name2_of[i] = k;
        if (m->name2_of[i] == ATT_NONE)
            o->status = bad(m, o->error, "label tables that do not fit together", NULL);
    }
}

static void get_vocabulary(opener *o)
{
    att_model *m = o->m;
    m->pieces = get_lines(o, "vocab", &m->n_pieces);
    m->vocabulary.arena = &m->arena;
    for (uint32_t i = 0; o->status == ATT_OK && i < m->n_pieces; i++) {
        *att_map_add(&m->vocabulary, m->pieces[i]) = i;
        m->longest = m->pieces[i].n > m->longest ? m->pieces[i].n : m->longest;
    }
    m->cls = att_map_find(&m->vocabulary, ATT_STR("[CLS]"));
    m->sep = att_map_find(&m->vocabulary, ATT_STR("[SEP]"));
    m->unknown = att_map_find(&m->vocabulary, ATT_STR("[UNK]"));
    if (o->status == ATT_OK && (m->cls == ATT_NONE || m->sep == ATT_NONE || m->unknown == ATT_NONE))
        o->status = bad(m, o->error, "damaged section", "vocab");
}

static void get_layers(opener *o, const char *before, uint32_t n, layer *out)
{
    for (uint32_t i = 0; i < n; i++) {
        layer *l = &out[i];
        char name[NAME];
#define NAMED(part) (snprintf(name, sizeof name, "%s%u.%s", before, i, part), name)
        get_linear(o, NAMED("qkv"), 3 * WIDTH, WIDTH, &l->qkv);
        get_linear(o, NAMED("o"), WIDTH, WIDTH, &l->out);
        get_linear(o, NAMED("up"), 4 * WIDTH, WIDTH, &l->up);
        get_linear(o, NAMED("down"), WIDTH, 4 * WIDTH, &l->down);
        l->norm1 = floats(o, NAMED("l1"), 2 * WIDTH);
        l->norm2 = floats(o, NAMED("l2"), 2 * WIDTH);
#undef NAMED
    }
}

/* The part that tells the types of events: all of it or nothing. */
static void get_types(opener *o)
{
    att_model *m = o->m;
    section s;
    if (!find_section(m, "labels.event", &s))
        return;
    m->type = get_lines(o, "labels.event", &m->types);
    const uint8_t *shape = get(o, "event.shape", KIND_S32, 2 * sizeof(int32_t), &s);
    if (o->status != ATT_OK)
        return;
    m->branch = u32(shape);
    m->own_layers = u32(shape + 4);
    if (m->types < 2 || m->types > TYPES_LIMIT || m->branch == 0 || m->branch >= LAYERS || m->own_layers > OWN_LIMIT) {
        o->status = bad(m, o->error, "damaged section", "event.shape");
        return;
    }
    m->mark = floats(o, "event.mark", ATT_MARKS * WIDTH);
    get_layers(o, "event.", m->own_layers, m->own);
    get_linear(o, "event.pair", HIDDEN, 3 * WIDTH, &m->pair);
    get_linear(o, "event.pair_out", m->types, HIDDEN, &m->pair_out);
    get_linear(o, "event.word", HIDDEN, 3 * WIDTH, &m->word_types);
    get_linear(o, "event.word_out", m->types, HIDDEN, &m->word_types_out);
}

/* The part that tells the roles of an event: all of it or nothing. */
static void get_roles(opener *o)
{
    att_model *m = o->m;
    section s;
    if (!m->types || !find_section(m, "labels.role", &s))
        return;
    m->feature = get_lines(o, "labels.role", &m->features);
    if (o->status == ATT_OK && (m->features == 0 || m->features > FEATURES_LIMIT)) {
        o->status = bad(m, o->error, "damaged section", "labels.role");
        return;
    }
    get_linear(o, "role", 2 * ATT_MODEL_ROLE, 3 * WIDTH, &m->roles);
    m->role_of = floats(o, "role.of", (uint64_t)m->features * ATT_MODEL_ROLE);
    m->role_out = floats(o, "role.out", ATT_ROLE_KINDS * (ATT_MODEL_ROLE + 1));
}

static att_status open_sections(att_model *m, att_error *error)
{
    opener o = {m, error, ATT_OK};
    section s;
    get_labels(&o);
    match_names(&o);
    get_vocabulary(&o);
    m->word = get(&o, "word.q", KIND_S8, (uint64_t)m->n_pieces * WIDTH, &s);
    m->word_scale = floats(&o, "word.s", m->n_pieces);
    m->place = get(&o, "place.q", KIND_S8, (uint64_t)PLACES * WIDTH, &s);
    m->place_scale = floats(&o, "place.s", WIDTH);
    m->shape = floats(&o, "shape", (uint64_t)SHAPES * WIDTH);
    m->norm = floats(&o, "norm", 2 * WIDTH);
    get_layers(&o, "", LAYERS, m->layer);
    uint32_t rel = m->n_labels[ATT_HEAD_DEPREL];
    get_linear(&o, "tags", m->tags_n, WIDTH, &m->tags);
    get_linear(&o, "to_dep", ARC + REL, WIDTH, &m->to_dep);
    get_linear(&o, "to_head", ARC + REL, WIDTH, &m->to_head);
    get_linear(&o, "arc", ARC, ARC, &m->arc);
    get_linear(&o, "rel", rel * (REL + 1), REL, &m->rel);
    m->root = floats(&o, "root", WIDTH);
    m->name_weights = floats(&o, "name_weights", 2);
    get_types(&o);
    get_roles(&o);
    return o.status;
}

static att_status map_file(att_model *m, const char *path, att_error *error)
{
    int f = open(path, O_RDONLY | O_CLOEXEC);
    if (f < 0)
        return att_fail(error, ATT_BAD_MODEL, path, "the model file cannot be opened: %s", strerror(errno));
    struct stat info;
    if (fstat(f, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < HEAD) {
        close(f);
        return att_fail(error, ATT_BAD_MODEL, path, "no model file of attache");
    }
    m->size = (size_t)info.st_size;
    void *p = mmap(NULL, m->size, PROT_READ, MAP_SHARED, f, 0);
    close(f);
    if (p == MAP_FAILED)
        return att_fail(error, ATT_BAD_MODEL, path, "the model file cannot be mapped: %s", strerror(errno));
    m->bytes = p;
    return ATT_OK;
}

static att_status open_all(att_model *m, const char *path, att_error *error)
{
    m->kernels = att_kernels_choose(error);
    if (!m->kernels)
        return ATT_USAGE;
    att_status s = map_file(m, path, error);
    if (s == ATT_OK)
        s = check_table(m, error);
    if (s != ATT_OK)
        return s;
    m->sections = u32(m->bytes + 8);
    m->hash = att_hex(&m->arena, m->bytes + 24, SUM);
    return open_sections(m, error);
}

att_status att_model_open(const char *path, att_model **out, att_error *error)
{
    att_model *m = calloc(1, sizeof *m);
    if (!m)
        return att_fail(error, ATT_NOMEM, path, "no memory for the model");
    att_arena_open(&m->arena, 0);
    m->path = att_str_copy(&m->arena, att_str_of(path)).p;
    att_status s = open_all(m, path, error);
    if (s == ATT_OK)
        *out = m;
    else
        att_model_close(m);
    return s;
}

void att_model_close(att_model *m)
{
    if (!m)
        return;
    if (m->bytes)
        munmap((void *)m->bytes, m->size);
    att_arena_close(&m->arena);
    free(m);
}

static bool sum_is(att_str bytes, const uint8_t *sum)
{
    uint8_t found[SUM];
    att_blake2b h;
    att_blake2b_open(&h, SUM);
    att_blake2b_add(&h, bytes);
    att_blake2b_close(&h, found);
    return memcmp(found, sum, SUM) == 0;
}

/* The same of the types of events. */
static bool same_types(const att_model *m, const att_model *reference, att_arena *a, const att_words *words)
{
    uint8_t *mark = ATT_ARRAY(a, uint8_t, words->n);
    mark[0] = ATT_MARK_SOURCE;
    mark[4] = ATT_MARK_TARGET;
    att_marked marked = {*words, mark};
    att_type_scores ours, theirs;
    att_model_run_types(m, a, &marked, 1, &ours);
    att_model_run_types(reference, a, &marked, 1, &theirs);
    return memcmp(ours.between, theirs.between, sizeof(float) * (m->types - 1)) == 0;
}

/* A sentence through this CPU's kernels and through the reference: the same bits, or the kernels are not to be trusted. */
static bool same_as_reference(const att_model *m)
{
    att_str words[] = {ATT_STR("Kenya"), ATT_STR("on"), ATT_STR("Monday"), ATT_STR("accused"), ATT_STR("Uganda"), ATT_STR("of"), ATT_STR("harbouring"), ATT_STR("rebels"), ATT_STR(".")};
    enum { N = sizeof words / sizeof *words };
    att_words sentence = {words, N};
    uint32_t heads[N] = {0}, *const head = heads, labels = m->n_labels[ATT_HEAD_DEPREL];
    att_scores ours, theirs;
    att_arena a;
    att_model reference = *m;
    reference.kernels = &att_kernels_scalar;
    att_arena_open(&a, (size_t)64 << 20);
    att_model_run(m, &a, &sentence, 1, &ours);
    att_model_run(&reference, &a, &sentence, 1, &theirs);
    float *a_rel = ATT_ARRAY(&a, float, N * labels), *b_rel = ATT_ARRAY(&a, float, N * labels);
    att_model_deprels(m, &a, &ours, 1, &head, &a_rel);
    att_model_deprels(&reference, &a, &theirs, 1, &head, &b_rel);
    bool same = memcmp(ours.vector, theirs.vector, sizeof(float) * N * WIDTH) == 0 && memcmp(ours.arc, theirs.arc, sizeof(float) * N * (N + 1)) == 0 &&
                memcmp(ours.names, theirs.names, sizeof(float) * N * m->n_labels[ATT_HEAD_NAME]) == 0 && memcmp(a_rel, b_rel, sizeof(float) * N * labels) == 0;
    for (int h = 0; h < ATT_HEAD_NAME; h++)
        same = same && memcmp(ours.best[h], theirs.best[h], sizeof(uint16_t) * N) == 0;
    same = same && (!m->types || (memcmp(ours.types, theirs.types, sizeof(float) * N * m->types) == 0 && same_types(m, &reference, &a, &sentence)));
    same = same && (!m->features || memcmp(ours.roles, theirs.roles, sizeof(float) * N * 2 * ATT_MODEL_ROLE) == 0);
    att_arena_close(&a);
    return same;
}

att_status att_model_check(const att_model *m, att_error *error)
{
    for (uint32_t i = 0; i < m->sections; i++) {
        section s = section_at(m, i);
        if (!sum_is((att_str){(const char *)s.data, s.length}, s.sum))
            return bad(m, error, "checksum differs in section", s.name);
    }
    if (!sum_is((att_str){(const char *)m->bytes + HEAD, m->size - HEAD}, m->bytes + 24))
        return bad(m, error, "checksum of the whole file differs", NULL);
    return same_as_reference(m) ? ATT_OK : bad(m, error, "a test sentence gives other scores than the reference with the kernels", m->kernels->name);
}

att_str att_model_hash(const att_model *m) { return m->hash; }
uint32_t att_model_labels(const att_model *m, att_head h) { return m->n_labels[h]; }
att_str att_model_label(const att_model *m, att_head h, uint32_t i) { return i < m->n_labels[h] ? m->labels[h][i] : ATT_STR(""); }
uint32_t att_model_types(const att_model *m) { return m->types; }
att_str att_model_type(const att_model *m, uint32_t i) { return i < m->types ? m->type[i] : ATT_STR(""); }
uint32_t att_model_features(const att_model *m) { return m->features; }
att_str att_model_feature(const att_model *m, uint32_t i) { return i < m->features ? m->feature[i] : ATT_STR(""); }
const char *att_model_cpu(const att_model *m) { return m->kernels->name; }
size_t att_model_size(const att_model *m) { return m->size; }

att_str att_model_text(const att_model *m, const char *name)
{
    section s;
    if (!find_section(m, name, &s) || s.kind != KIND_U8)
        return ATT_STR("");
    return att_str_trim((att_str){(const char *)s.data, s.length});
}
