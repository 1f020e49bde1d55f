/* pipe/engine.c: opens the lexicon, every room's compiled tables, and the model. */
#include "pipe/engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "event/who.h"
#include "lexicon/lexicon.h"
#include "model/model.h"
#include "pipe/rooms.h"

/* The model: as told, else ATTACHE_MODEL, else beside the program (build tree), else where it is installed. */
static att_str model_path(att_engine *e)
{
    if (e->options.model)
        return att_str_of(e->options.model);
    const char *env = getenv("ATTACHE_MODEL");
    if (env && *env)
        return att_str_of(env);
    char self[1024];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    for (; n > 0 && self[n - 1] != '/'; n--)
        ;
    static const char *const beside[] = {"../models/en.attm", "en.attm", "../share/attache/en.attm"};
    for (size_t i = 0; n > 0 && i < sizeof beside / sizeof *beside; i++) {
        att_str path = att_format(&e->arena, "%.*s%s", (int)n, self, beside[i]);
        if (access(path.p, R_OK) == 0)
            return path;
    }
    return att_str_of(ATT_SHARE "/en.attm");
}

static att_status open_rooms(att_engine *e, att_error *error)
{
    att_status s = ATT_OK;
#define ROOM(room)                                                                                                                         \
    if (s == ATT_OK)                                                                                                                       \
        s = att_##room##_open(&e->arena, e->lexicon, &e->room, error);
    ATT_ROOMS(ROOM)
#undef ROOM
    return s;
}

att_status att_engine_open(const att_options *options, att_engine **out, att_error *error)
{
    att_engine *e = calloc(1, sizeof *e);
    if (!e)
        return att_fail(error, ATT_NOMEM, NULL, "no memory for the engine");
    att_arena_open(&e->arena, 0);
    jmp_buf full;
    e->arena.full = &full;
    e->options = *options;
    if (setjmp(full)) {
        att_engine_close(e);
        return att_fail(error, ATT_NOMEM, NULL, "no memory for the lexicon");
    }
    att_status s = att_lexicon_open(&e->arena, &e->options, &e->lexicon, error);
    if (s == ATT_OK)
        s = open_rooms(e, error);
    if (s == ATT_OK)
        s = att_model_open(model_path(e).p, &e->model, error);
    if (s != ATT_OK) {
        att_engine_close(e);
        return s;
    }
    e->who = att_who_open(&e->arena, e->model);
    att_str lex = att_lexicon_hash(e->lexicon), model = att_model_hash(e->model);
    e->made_by = att_format(&e->arena, "attache %s lex:%.8s model:%.8s", ATT_VERSION, lex.p, model.p);
    e->arena.full = NULL;
    *out = e;
    return ATT_OK;
}

void att_engine_close(att_engine *e)
{
    if (!e)
        return;
    if (e->model)
        att_model_close(e->model);
    att_arena_close(&e->arena);
    free(e);
}

const char *att_engine_made_by(const att_engine *e) { return e->made_by.p; }
