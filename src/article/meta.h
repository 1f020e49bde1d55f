/* article/meta.h: what a page says of itself for machines: JSON-LD, OpenGraph, meta tags, time elements, its address. */
#ifndef ATT_META_H
#define ATT_META_H

#include "article/article.h"
#include "article/html.h"

void att_meta_read(att_arena *, const att_html *, att_page_meta *out);
/* Fills what the document does not know yet.  `h1` is the headline on the page, or empty. */
void att_meta_apply(const att_page_meta *, att_doc *, att_str h1);
/* The title as meta tags have it, without the site's name. */
att_str att_meta_title(const att_page_meta *, att_arena *);
/* Reads one script of JSON-LD; forgiving: what follows an error is lost, what stood before it is kept. */
void att_meta_json(att_arena *, att_str json, att_page_meta *out);

#endif
