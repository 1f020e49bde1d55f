/* article/html.h: a page as a flat list of nodes in document order, each with its place in the text.
 * Knows as much of HTML's tree rules as text extraction needs: void elements, raw text, optional end tags, stray end tags.
 * Never fails: any bytes give a list. */
#ifndef ATT_HTML_H
#define ATT_HTML_H

#include "article/block.h"

/* X(name, flags): V void, R raw text, B breaks lines, I inline, D never holds text of the report */
#define ATT_HTML_TAGS(X)                                                                                                                   \
    X(a, I)                                                                                                                                \
    X(abbr, I)                                                                                                                             \
    X(address, B)                                                                                                                          \
    X(area, V) X(article, B) X(aside, B) X(audio, D) X(b, I) X(base, V) X(bdi, I) X(bdo, I) X(blockquote, B) X(body, B) X(br, V)           \
        X(button, D) X(canvas, D) X(caption, B) X(center, B) X(cite, I) X(code, I) X(col, V) X(data, I) X(dd, B) X(del, I) X(details, B)   \
            X(dfn, I) X(dialog, D) X(div, B) X(dl, B) X(dt, B) X(em, I) X(embed, V) X(fieldset, B) X(figcaption, B) X(figure, B)           \
                X(font, I) X(footer, B) X(form, B) X(frame, V) X(h1, B) X(h2, B) X(h3, B) X(h4, B) X(h5, B) X(h6, B) X(head, B)            \
                    X(header, B) X(hgroup, B) X(hr, V) X(html, B) X(i, I) X(iframe, R) X(img, V) X(input, V) X(ins, I) X(kbd, I)           \
                        X(label, I) X(legend, B) X(li, B) X(link, V) X(main, B) X(map, I) X(mark, I) X(math, D) X(menu, B) X(meta, V)      \
                            X(nav, B) X(noembed, R) X(noframes, R) X(noscript, D) X(object, D) X(ol, B) X(optgroup, D) X(option, D)        \
                                X(p, B) X(param, V) X(picture, I) X(pre, B) X(q, I) X(rp, I) X(rt, I) X(ruby, I) X(s, I) X(samp, I)        \
                                    X(script, R) X(section, B) X(select, D) X(small, I) X(source, V) X(span, I) X(strong, I) X(style, R)   \
                                        X(sub, I) X(summary, B) X(sup, I) X(svg, D) X(table, B) X(tbody, B) X(td, B) X(template, D)        \
                                            X(textarea, R) X(tfoot, B) X(th, B) X(thead, B) X(time, I) X(title, R) X(tr, B) X(track, V)    \
                                                X(tt, I) X(u, I) X(ul, B) X(var, I) X(video, D) X(wbr, V) X(xmp, R)
#define ATT_HTML_TAG_NAME(name, flag) ATT_TAG_##name,
typedef enum { ATT_NODE_TEXT, ATT_NODE_RAW, ATT_TAG_other, ATT_HTML_TAGS(ATT_HTML_TAG_NAME) ATT_HTML_TAG_COUNT } att_html_tag;

typedef struct {
    uint16_t tag, depth;
    uint32_t parent, end; /* end: the node after its subtree */
    uint32_t at, n;       /* text: its bytes; element: its start tag, "<" to ">" */
} att_node;

typedef struct {
    att_str text;
    ATT_VEC(att_node) nodes; /* node 0 is the page */
} att_html;

void att_html_read(att_arena *, att_str text, att_html *out);
bool att_html_inline(att_html_tag);
bool att_html_dropped(att_html_tag);
/* The raw value of an attribute, entities and all; p == NULL when the element has none of that name (lower case). */
att_str att_html_attribute(const att_html *, uint32_t node, const char *name);
/* Cuts the next attribute off a start tag's rest: for walks over all of them. */
bool att_html_next_attribute(att_str *rest, att_str *name, att_str *value);
att_str att_html_attributes(const att_html *, uint32_t node);
/* The character reference at text[at] == '&': its bytes in the text and its UTF-8 in out[8]; 0: just an ampersand. */
size_t att_html_entity(att_str text, size_t at, char out[8], size_t *n);
/* A value with its references resolved and its blanks squeezed. */
att_str att_html_decode(att_arena *, att_str raw);

#endif
