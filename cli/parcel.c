/* cli/parcel.c: strings with their lengths, one after the other, each with a NUL behind it.  Both ends are the same program. */
#include "cli/parcel.h"

static const uint64_t NO_STRING = UINT64_MAX;

static void put(att_buf *b, att_str s)
{
    uint64_t n = s.p ? s.n : NO_STRING;
    att_buf_add(b, (att_str){(const char *)&n, sizeof n});
    if (s.p) {
        att_buf_add(b, s);
        att_buf_char(b, 0);
    }
}

/* False, and *out empty, when there is none. */
static bool get(att_str *rest, att_str *out)
{
    uint64_t n;
    *out = (att_str){0};
    if (rest->n < sizeof n)
        return false;
    memcpy(&n, rest->p, sizeof n);
    *rest = att_str_from(*rest, sizeof n);
    if (n == NO_STRING)
        return true;
    if (n >= rest->n)
        return false;
    *out = att_str_sub(*rest, 0, (size_t)n);
    *rest = att_str_from(*rest, (size_t)n + 1);
    return true;
}

#define TEXTS(x) &(x)->source, &(x)->id, &(x)->url, &(x)->title, &(x)->publisher, &(x)->published, &(x)->charset, &(x)->fetched
enum { FIELDS = 8 };

att_str cli_parcel_make(att_arena *a, att_ingest_kind kind, const att_input *in)
{
    att_buf b = {.arena = a};
    const char *const *field[FIELDS] = {TEXTS(in)};
    char head[2] = {(char)kind, (char)in->published_is_option};
    put(&b, (att_str){head, sizeof head});
    for (int i = 0; i < FIELDS; i++)
        put(&b, att_str_of(*field[i]));
    put(&b, (att_str){in->bytes, in->size});
    return att_buf_str(&b);
}

att_ingest_kind cli_parcel_open(att_str parcel, att_input *in)
{
    att_str head, s;
    const char **field[FIELDS] = {TEXTS(in)};
    ATT_ASSERT(get(&parcel, &head) && head.n == 2);
    *in = (att_input){.published_is_option = head.p[1]};
    for (int i = 0; i < FIELDS; i++) {
        ATT_ASSERT(get(&parcel, &s));
        *field[i] = s.p;
    }
    ATT_ASSERT(get(&parcel, &s));
    in->bytes = s.p;
    in->size = s.n;
    return (att_ingest_kind)head.p[0];
}

static void write_field(FILE *f, att_str s)
{
    uint64_t n = s.n;
    fwrite(&n, sizeof n, 1, f);
    fwrite(s.p, 1, s.n, f);
    fputc(0, f);
}

void cli_answer_write(FILE *f, const cli_answer *a)
{
    uint32_t head[2] = {(uint32_t)a->error.status, a->events};
    write_field(f, (att_str){(const char *)head, sizeof head});
    write_field(f, att_str_of(a->error.where));
    write_field(f, att_str_of(a->error.what));
    write_field(f, a->text.p ? a->text : ATT_STR(""));
}

bool cli_answer_open(att_str answer, cli_answer *a)
{
    att_str head, where, what;
    uint32_t number[2];
    if (!get(&answer, &head) || head.n != sizeof number || !get(&answer, &where) || !get(&answer, &what) || !get(&answer, &a->text))
        return false;
    memcpy(number, head.p, sizeof number);
    a->events = number[1];
    a->error = (att_error){0};
    if (number[0] != ATT_OK)
        att_fail(&a->error, (att_status)number[0], where.p, "%s", what.p);
    return true;
}
