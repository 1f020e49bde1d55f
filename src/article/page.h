/* article/page.h: a page while it is read: its nodes, what their names say, its blocks, where the article is.
 * For names.c, root.c, ld_body.c and page.c alone. */
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
    att_map known;     /* value of a class or id -> 1 + its use, 0: none */
    ATT_VEC(att_web_facts) facts;
    uint32_t *prose, *near, *text, *link; /* [nodes]: in the subtree; of its own paragraphs; bytes; bytes of links */
    att_page_meta meta;
    uint32_t *use_prose;   /* [uses]: running text within the root that such names hold */
    uint32_t root;         /* the element that holds the article, or ATT_NONE */
    uint32_t root_article; /* the article element around it, 0: none */
    att_str root_name;     /* its class, when its siblings of the same name belong to it */
    uint32_t headline;     /* block, or ATT_NONE */
} att_web_page;

/* Reads the names of all elements into p->at.  names.c */
void att_web_read_names(att_web_page *);
/* Measures the blocks, finds the headline and the element that holds the article.  root.c */
void att_web_find_root(att_web_page *);
/* The element belongs to the article: it lies within the root or within a piece beside it. */
bool att_web_is_inside(const att_web_page *, uint32_t node);
/* The element holds `percent` of the running text `all`, alone or with others of its use: its name is not to be trusted. */
bool att_web_is_bulk(const att_web_page *, uint32_t node, uint32_t all, uint32_t percent);
bool att_web_is_sentence(const att_block *);
/* Adds the blocks of JSON-LD's articleBody when that is longer than so many bytes.  ld_body.c */
bool att_ld_body_add(att_blocks *, const att_html *, uint32_t more_than);

/* The nodes of `inner` lie in `outer`. */
static inline bool att_web_holds(const att_web_page *p, uint32_t outer, uint32_t inner)
{
    return outer <= inner && inner < p->h.nodes.p[outer].end;
}

/* The use that the element's own names say, "" for none. */
static inline const char *att_web_use(const att_web_page *p, uint32_t node)
{
    return p->at[node].use ? p->t->uses.p[p->at[node].use - 1].p : "";
}

static inline bool att_web_has_use(const att_web_page *p, uint32_t node, const char *use)
{
    return p->at[node].use && att_str_is(p->t->uses.p[p->at[node].use - 1], use);
}

/* The outermost element around the block that is named as something else and holds no bulk of text, or ATT_NONE. */
static inline uint32_t att_web_drop(const att_web_page *p, uint32_t block) { return p->at[p->b->list.p[block].node].drop; }

enum { ATT_LITTLE_PROSE = 300 }; /* bytes */

#endif
