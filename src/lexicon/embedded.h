/* lexicon/embedded.h: the files of lex/ as the build put them into the program, byte for byte. */
#ifndef ATT_EMBEDDED_H
#define ATT_EMBEDDED_H

typedef struct {
    const char *name; /* below lex/ */
    const char *start, *end;
} att_embedded;

extern const att_embedded att_lex_files[] __attribute__((visibility("hidden"))); /* ends with a NULL name */

/* SHA-256 of all of them and their names, in hexadecimal. */
extern const char att_lex_hash[] __attribute__((visibility("hidden")));

/* The towns, compiled: place/gazetteer.h.  Its head names its source by hash. */
extern const char att_gazetteer_file[] __attribute__((visibility("hidden")));

#endif
