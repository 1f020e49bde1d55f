/* record/fields.c */
#include "record/fields.h"

#include <stddef.h>

const att_field att_fields[] = {
#define REPORT(key, form, value, meaning) {"report", #key, #form, meaning},
#define PARAGRAPH(key, form, value, meaning) {"paragraph", #key, #form, meaning},
#define LEFT_OUT(key, form, value, meaning) {"left_out", #key, #form, meaning},
#define SENTENCE(key, form, value, meaning) {"sentence", #key, #form, meaning},
#define ACTOR(key, form, value, meaning) {"actor", #key, #form, meaning},
#define TIME(key, form, value, meaning) {"time", #key, #form, meaning},
#define PLACE(key, form, value, meaning) {"place", #key, #form, meaning},
#define STATEMENT(key, form, value, meaning) {"statement", #key, #form, meaning},
#define EVENT(key, form, value, meaning) {"event", #key, #form, meaning},
#define POSITION(key, form, value, meaning) {"position", #key, #form, meaning},
#define NOTE(key, form, value, meaning) {"note", #key, #form, meaning},
#include "record/fields.def"
    {0}};

const att_field_table att_field_tables[] = {{"paragraph", "paragraphs"},
                                            {"left_out", "left_out"},
                                            {"sentence", "sentences"},
                                            {"actor", "actors"},
                                            {"time", "times"},
                                            {"place", "places"},
                                            {"statement", "statements"},
                                            {"event", "events"},
                                            {"position", "positions"},
                                            {"note", "notes"},
                                            {0}};
