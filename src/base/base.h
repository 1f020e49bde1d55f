/* base/base.h: what every room stands on: statuses, arena, borrowed strings, vectors, UTF-8, hashing.
 * Knows nothing of news.  No locale, no clock, no stdio. */
#ifndef ATT_BASE_H
#define ATT_BASE_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "attache/attache.h"

#define ATT_NONE UINT32_MAX /* an index that points nowhere */

/* A broken promise inside is a bug: the process stops, in release builds too. */
#define ATT_ASSERT(x) ((x) ? (void)0 : att_assert_failed(#x, __FILE__, __LINE__))
_Noreturn void att_assert_failed(const char *what, const char *file, int line);

/* ---- trouble ------------------------------------------------------------------------------------------------- */

/* Fills *e (which may be NULL) printf-like and returns `status`. */
att_status att_fail(att_error *e, att_status status, const char *where, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* ---- arena ---------------------------------------------------------------------------------------------------- */

/* Memory that is dropped whole.  When it may not grow any further it leaves through `full` (longjmp, value 1), so callers
 * never see NULL; an arena without `full` stops the process. Pieces are 16-byte aligned and zeroed. One thread each. */
typedef struct att_arena {
    struct att_block *last; /* newest block */
    size_t used, most;      /* bytes taken from the system, and the ceiling */
    jmp_buf *full;          /* where to leave when the ceiling is met; NULL: abort */
} att_arena;

void att_arena_open(att_arena *a, size_t most);
void att_arena_close(att_arena *a);
void att_arena_reserve(att_arena *a, size_t size); /* one block for the next `size` bytes, as far as the ceiling allows */
void att_arena_reset(att_arena *a); /* drops everything but keeps one block for reuse */
void *att_alloc(att_arena *a, size_t size);

#define ATT_NEW(arena, T) ((T *)att_alloc((arena), sizeof(T)))
#define ATT_ARRAY(arena, T, n) ((T *)att_alloc((arena), sizeof(T) * (size_t)(n)))

/* A growing table: ATT_VEC(int) v = {0}; *ATT_PUSH(arena, &v) = 7; v.p[0], v.n.  Elements move when it grows: keep indices. */
#define ATT_VEC(T)                                                                                                                         \
    struct {                                                                                                                               \
        T *p;                                                                                                                              \
        uint32_t n, room;                                                                                                                  \
    }
#define ATT_PUSH(arena, v)                                                                                                                 \
    ((v)->n == (v)->room ? ((v)->p = att_grow((arena), (v)->p, &(v)->room, sizeof *(v)->p), &(v)->p[(v)->n++]) : &(v)->p[(v)->n++])
void *att_grow(att_arena *a, void *p, uint32_t *room, size_t size); /* doubles; the new part is zeroed */

/* ---- strings ---------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *p;
    size_t n;
} att_str; /* borrowed bytes; never freed, may lack a NUL */

#define ATT_STR(literal) ((att_str){"" literal, sizeof(literal) - 1})
#define ATT_STR_FMT "%.*s" /* with ATT_STR_ARG, in messages */
#define ATT_STR_ARG(s) (int)((s).n > 400 ? 400 : (s).n), (s).p

static inline att_str att_str_of(const char *z) { return (att_str){z, z ? strlen(z) : 0}; }
static inline bool att_str_eq(att_str a, att_str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }
static inline bool att_str_is(att_str a, const char *z) { return att_str_eq(a, att_str_of(z)); }
static inline att_str att_str_sub(att_str a, size_t at, size_t n) { return (att_str){a.p + at, n}; }
static inline att_str att_str_from(att_str a, size_t at) { return (att_str){a.p + at, a.n - at}; }
bool att_str_starts(att_str a, const char *z);
bool att_str_ends(att_str a, const char *z);
int att_str_cmp(att_str a, att_str b);          /* byte order */
bool att_str_same(att_str a, att_str b);        /* equal but for ASCII case */
att_str att_str_trim(att_str a);                /* without ASCII blanks around it */
size_t att_str_find(att_str a, att_str b);      /* first place of b in a, or SIZE_MAX */
att_str att_str_copy(att_arena *, att_str);     /* NUL-terminated copy */
att_str att_str_lower(att_arena *, att_str);    /* Unicode simple lower case, by utf8proc */
att_str att_str_fold(att_arena *, att_str);     /* lower case, accents stripped, curly quotes and dashes made plain: for look-ups */
att_str att_str_plain(att_arena *, att_str);  /* without accents, its case kept: "Peña" becomes "Pena" */
att_str att_str_without_capitals(att_arena *, att_str); /* "KYIV", as datelines have it, is "Kyiv"; a name with small letters stays */
/* Cuts the next piece off *rest at `separator`; false when *rest is used up (rest->p == NULL). */
bool att_str_split(att_str *rest, char separator, att_str *piece);
bool att_str_number(att_str a, int64_t *out);   /* decimal digits with an optional sign, nothing else */

static inline bool att_is_digit(int c) { return c >= '0' && c <= '9'; }
static inline bool att_is_upper(int c) { return c >= 'A' && c <= 'Z'; }
static inline bool att_is_lower(int c) { return c >= 'a' && c <= 'z'; }
static inline bool att_is_alpha(int c) { return att_is_upper(c) || att_is_lower(c); }
static inline bool att_is_blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

/* A growing text in an arena. */
typedef struct {
    att_arena *arena;
    char *p;
    size_t n, room;
} att_buf;
void att_buf_add(att_buf *, att_str);
void att_buf_char(att_buf *, char);
void att_buf_format(att_buf *, const char *format, ...) __attribute__((format(printf, 2, 3))); /* integers and strings only: no %f */
void att_buf_decimal(att_buf *, double value, int places);                                     /* fixed point, no locale */
static inline att_str att_buf_str(const att_buf *b) { return (att_str){b->p, b->n}; }
att_str att_format(att_arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- UTF-8 -------------------------------------------------------------------------------------------------------- */

/* The code point at s.p[at]; *n is its length in bytes (1, and U+FFFD, for a byte that starts nothing valid). at < s.n. */
uint32_t att_utf8_at(att_str s, size_t at, size_t *n);
size_t att_utf8_put(char out[4], uint32_t c);  /* bytes written; c must be a scalar value */
size_t att_utf8_count(att_str s);              /* code points */
bool att_utf8_valid(att_str s);
bool att_utf8_is_letter(uint32_t c);           /* categories L*, by utf8proc */
bool att_utf8_is_upper(uint32_t c);            /* Lu, Lt */
bool att_utf8_is_lower(uint32_t c);            /* Ll */

/* ---- hashing ------------------------------------------------------------------------------------------------------- */

/* BLAKE2b (RFC 7693), no key.  `bytes` 1..64. */
typedef struct {
    uint64_t h[8], t[2];
    uint8_t block[128];
    size_t fill, bytes;
} att_blake2b;
void att_blake2b_open(att_blake2b *, size_t bytes);
void att_blake2b_add(att_blake2b *, att_str);
void att_blake2b_close(att_blake2b *, uint8_t *out /* [bytes] */);
att_str att_hex(att_arena *, const uint8_t *bytes, size_t n);
uint64_t att_hash(att_str s); /* for tables; the same on every machine */

/* String -> number table in an arena.  Keys are borrowed. */
typedef struct {
    att_arena *arena;
    struct att_map_slot {
        att_str key;
        uint64_t hash;
        uint32_t value;
    } *slot;
    uint32_t n, room; /* room is a power of two */
} att_map;
/* The place of the value of `key`, added with ATT_NONE when it is not there. */
uint32_t *att_map_add(att_map *, att_str key);
uint32_t att_map_find(const att_map *, att_str key); /* ATT_NONE when it is not there */

/* ---- numbers ------------------------------------------------------------------------------------------------------------ */

/* e^x for x <= 0 and log(x) for x >= 1, in double and by plain arithmetic: the C libraries differ in the last bits. */
double att_exp(double x);
double att_log(double x);

#endif
