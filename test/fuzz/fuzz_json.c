/* JSON out: whatever bytes a report has, the string written is JSON that reads back to them, bad bytes as U+FFFD. */
#include <json-c/json.h>
#include <stdint.h>

#include "write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    att_arena arena;
    att_str s = {(const char *)data, size};
    att_arena_open(&arena, 0);
    att_buf b = {.arena = &arena}, want = {.arena = &arena};
    att_write_json_string(&b, s);
    for (size_t at = 0, n; at < size; at += n) {
        uint32_t c = att_utf8_at(s, at, &n);
        char out[4];
        att_buf_add(&want, (att_str){out, att_utf8_put(out, c)});
    }
    ATT_ASSERT(att_utf8_valid(att_buf_str(&b)));
    json_object *o = json_tokener_parse(b.p);
    ATT_ASSERT(o && json_object_is_type(o, json_type_string));
    ATT_ASSERT((size_t)json_object_get_string_len(o) == want.n && memcmp(json_object_get_string(o), want.p ? want.p : "", want.n) == 0);
    json_object_put(o);
    att_arena_close(&arena);
    return 0;
}
