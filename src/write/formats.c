/* write/formats.c: the forms by name, and what of a record is wanted. */
#include "write/write.h"

static const att_format_row formats[] = {
#define FORMAT(name, head, rows, what) {#name, head, rows, what},
#include "write/formats.def"
};

const att_format_row *att_format_find(att_str name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (att_str_is(name, formats[i].name))
            return &formats[i];
    return NULL;
}

bool att_choice_has(const att_choice *c, const att_event *e)
{
    if (c->since == ATT_NO_DAY && c->until == ATT_NO_DAY)
        return true;
    return e->from != ATT_NO_DAY && (c->since == ATT_NO_DAY || e->to >= c->since) && (c->until == ATT_NO_DAY || e->from <= c->until);
}
