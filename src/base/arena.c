/* base/arena.c: the arena and the vectors in it, and the one way to stop. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define FENCED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FENCED 1
#endif
#endif
#ifdef FENCED
#include <sanitizer/asan_interface.h>
enum { FENCE = 16 }; /* poisoned bytes after each piece */
#else
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
enum { FENCE = 0 };
#endif

struct att_block {
    struct att_block *before;
    size_t size, used; /* of the bytes after this head */
};
enum { HEAD = (sizeof(struct att_block) + 15) / 16 * 16, FIRST_BLOCK = 64 << 10, LARGEST_STEP = 4 << 20 };

void att_assert_failed(const char *what, const char *file, int line)
{
    fprintf(stderr, "attache: broken promise: %s (%s:%d)\n", what, file, line);
    abort();
}

void att_arena_open(att_arena *a, size_t most) { *a = (att_arena){.most = most ? most : SIZE_MAX}; }

static void release(struct att_block *b)
{
    ASAN_UNPOISON_MEMORY_REGION((char *)b + HEAD, b->size);
    free(b);
}

void att_arena_close(att_arena *a)
{
    for (struct att_block *b = a->last, *before; b; b = before) {
        before = b->before;
        release(b);
    }
    a->last = NULL;
    a->used = 0;
}

void att_arena_reset(att_arena *a)
{
    struct att_block *keep = a->last;
    if (!keep)
        return;
    for (struct att_block *b = keep->before, *before; b; b = before) {
        before = b->before;
        release(b);
    }
    keep->before = NULL;
    keep->used = 0;
    a->used = keep->size;
    ASAN_POISON_MEMORY_REGION((char *)keep + HEAD, keep->size);
}

static _Noreturn void leave(att_arena *a)
{
    if (!a->full)
        att_assert_failed("memory for an arena", __FILE__, __LINE__);
    longjmp(*a->full, 1);
}

static void add_block(att_arena *a, size_t size)
{
    size_t want = a->last ? a->last->size * 2 : FIRST_BLOCK;
    if (want > LARGEST_STEP)
        want = LARGEST_STEP;
    if (want < size)
        want = size;
    if (want > a->most - a->used && size <= a->most - a->used)
        want = a->most - a->used;
    struct att_block *b = want <= a->most - a->used ? malloc(HEAD + want) : NULL;
    if (!b)
        leave(a);
    *b = (struct att_block){.before = a->last, .size = want};
    ASAN_POISON_MEMORY_REGION((char *)b + HEAD, want);
    a->last = b;
    a->used += want;
}

void att_arena_reserve(att_arena *a, size_t size)
{
    size_t left = a->most - a->used;
    if (left && (!a->last || a->last->size - a->last->used < size))
        add_block(a, size < left ? size : left);
}

void *att_alloc(att_arena *a, size_t size)
{
    if (size > SIZE_MAX / 4)
        leave(a);
    size_t need = (size + FENCE + 15) / 16 * 16;
    if (!a->last || a->last->size - a->last->used < need)
        add_block(a, need);
    char *p = (char *)a->last + HEAD + a->last->used;
    a->last->used += need;
    ASAN_UNPOISON_MEMORY_REGION(p, size);
    return memset(p, 0, size);
}

void *att_grow(att_arena *a, void *p, uint32_t *room, size_t size)
{
    uint32_t more = *room ? *room * 2 : 8;
    if (more < *room)
        leave(a);
    void *q = att_alloc(a, size * more);
    if (*room)
        memcpy(q, p, size * *room);
    *room = more;
    return q;
}
