/* Reads one report through libattache and prints its record: cc read.c $(pkg-config --cflags --libs attache) */
#include <attache/attache.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    static char text[1 << 20];
    if (argc < 3) {
        fprintf(stderr, "usage: %s MODEL REPORT\n", argv[0]);
        return 2;
    }
    FILE *f = fopen(argv[2], "rb");
    size_t n = f ? fread(text, 1, sizeof text, f) : 0;
    if (f)
        fclose(f);

    att_engine *engine;
    att_error error = {0};
    if (att_engine_open(&(att_options){.model = argv[1]}, &engine, &error) != ATT_OK) {
        fprintf(stderr, "%s: %s\n", error.where, error.what);
        return 1;
    }
    att_doc *doc;
    if (att_read(engine, &(att_input){.bytes = text, .size = n, .source = argv[2]}, &doc, &error) != ATT_OK) {
        fprintf(stderr, "%s: %s\n", error.where, error.what);
        att_engine_close(engine);
        return 1;
    }
    size_t size;
    const char *json = att_doc_json(doc, &size);
    fwrite(json, 1, size, stdout);
    putchar('\n');
    att_doc_free(doc);
    att_engine_close(engine);
    return 0;
}
