/* model/layout.h: an open model, for the files of this room. */
#ifndef ATT_LAYOUT_H
#define ATT_LAYOUT_H

#include "model/kernels.h"
#include "model/model.h"

enum { WIDTH = ATT_MODEL_WIDTH, LAYERS = 6, PLACES = 512, SHAPES = 12, ARC = 256, REL = 96, NAMES_LIMIT = 32, OWN_LIMIT = 4, TYPES_LIMIT = 32, FEATURES_LIMIT = 1024, HIDDEN = 192 };
enum { KIND_S8 = 1, KIND_F32 = 2, KIND_S32 = 3, KIND_U8 = 4 };

typedef struct {
    const char *name;
    uint32_t kind, shape[4];
    const uint8_t *data;
    uint64_t length;
    const uint8_t *sum;
} section;

typedef struct {
    att_linear qkv, out, up, down;
    const float *norm1, *norm2; /* [2][WIDTH]: gain, bias */
} layer;

struct att_model {
    att_arena arena;
    const char *path;
    const uint8_t *bytes;
    size_t size;
    uint32_t sections;
    att_str hash;
    const att_kernels *kernels;

    att_str *pieces; /* [n_pieces] */
    uint32_t n_pieces, cls, sep, unknown;
    size_t longest; /* bytes of the longest piece */
    att_map vocabulary;

    att_str *labels[ATT_HEADS];
    uint32_t n_labels[ATT_HEADS], tag_at[ATT_HEAD_DEPREL], tags_n, name2_of[NAMES_LIMIT];

    const int8_t *word;      /* [n_pieces][WIDTH] */
    const float *word_scale; /* [n_pieces] */
    const int8_t *place;     /* [PLACES][WIDTH] */
    const float *place_scale;/* [WIDTH] */
    const float *shape;      /* [SHAPES][WIDTH] */
    const float *norm;       /* [2][WIDTH] */
    layer layer[LAYERS];
    att_linear tags, to_dep, to_head, arc, rel;
    const float *root;       /* [WIDTH] */

    /* the types of events; no types: the file has none of it */
    uint32_t types, branch, own_layers;  /* labels, NONE the last; the layers that come before the own ones */
    att_str *type;                       /* [types] */
    const float *mark;                   /* [ATT_MARKS][WIDTH] */
    layer own[OWN_LIMIT];
    att_linear pair, pair_out, word_types, word_types_out;
    const float *name_weights;

    /* the roles of an event; no features: the file has none of it */
    uint32_t features;
    att_str *feature;        /* [features] */
    att_linear roles;        /* of a word, as event and as nominal */
    const float *role_of;    /* [features][ATT_MODEL_ROLE] */
    const float *role_out;   /* [ATT_ROLE_KINDS][ATT_MODEL_ROLE + 1], the bias last */
};

#endif
