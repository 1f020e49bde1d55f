/* article/page.h: a page while it is read: its nodes, what their names say, its blocks; for page.c and weigh.c alone. */
#ifndef ATT_PAGE_H
#define ATT_PAGE_H

#include "article/html.h"
#include "article/meta.h"

typedef struct {
    uint32_t block; /* nearest element that breaks lines: itself or above */
    uint32_t drop;  /* outermost element above (or itself) whose name or tag says it is something else; ATT_NONE */
    uint8_t use;    /* 1 + number in tables->uses that its own names say; 0: nothing */
    bool hard;      /* within what never holds text of the report */
    bool other;     /* its own tag or names say that it is something else */
    bool link, strong, figure, header;
    uint8_t level; /* within a heading */
    uint8_t tag;   /* att_block_tag its text has */
} att_web_state;

typedef struct {
    uint32_t link, strong, all; /* bytes */
    uint32_t prose;             /* bytes of running text */
    bool header, figure, cell;
} att_web_facts; /* of a block; same numbers as att_blocks.list */

typedef struct {
    att_doc *d;
    att_arena *arena;
    const struct att_article_tables *t;
    att_blocks *b;
    att_html h;
    att_web_state *at; /* [nodes] */
    ATT_VEC(att_web_facts) facts;
    uint32_t *prose, *near, *text, *link; /* [nodes]: in the subtree; of its own paragraphs; bytes; bytes of links */
    att_page_meta meta;
    uint32_t *use_prose;   /* [uses]: running text within the root that such names hold */
    uint32_t root;         /* the element that holds the article, or ATT_NONE */
    uint32_t root_article; /* the article element around it, 0: none */
    att_str root_name;     /* its class, when its siblings of the same name belong to it */
    uint32_t headline;     /* block, or ATT_NONE */
} att_web_page;

/* The nodes of `inner` lie in `outer`. */
static inline bool att_web_holds(const att_web_page *p, uint32_t outer, uint32_t inner)
{
    return outer <= inner && inner < p->h.nodes.p[outer].end;
}

#define ATT_FEATURE_NAME(name, what) ATT_F_##name,
enum {
#include "article/features.def"
    ATT_FEATURES
};
#undef ATT_FEATURE_NAME

/* Sees each block (b->list.p[i].seen) and corrects what the rules of page.c left out or kept. */
void att_web_weigh(att_web_page *);

#endif
