/* Model files: any bytes are refused with a message, or open into a model whose every table lies within the file. */
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int f = memfd_create("model", 0);
    if (f < 0 || (size && write(f, data, size) != (ssize_t)size))
        return 0;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", f);
    att_model *m = NULL;
    att_error error = {0};
    att_status s = att_model_open(path, &m, &error);
    if (s == ATT_OK) {
        (void)att_model_check(m, &error);
        for (int h = 0; h < ATT_HEADS; h++)
            for (uint32_t i = 0; i < att_model_labels(m, (att_head)h); i++)
                ATT_ASSERT(att_model_label(m, (att_head)h, i).p);
        att_model_close(m);
    } else
        ATT_ASSERT(s == ATT_BAD_MODEL && error.what[0]);
    close(f);
    return 0;
}
