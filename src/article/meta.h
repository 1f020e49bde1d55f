/* article/meta.h: what a page says of itself: JSON-LD, OpenGraph, meta tags, marked elements, its address, and the lines about its headline.
 * Reading gathers what each source says; choosing takes the first source that says something credible. */
#ifndef ATT_META_H
#define ATT_META_H

#include "article/article.h"
#include "article/html.h"

/* X(name, in lex/article/meta) */
#define ATT_META_FIELDS(X)                                                                                                                 \
    X(APP, "app")                                                                                                                          \
    X(AUTHOR, "author")                                                                                                                    \
    X(COPYRIGHT, "copyright")                                                                                                              \
    X(LABEL, "label")                                                                                                                      \
    X(LABELLED, "labelled")                                                                                                                \
    X(LOCALE, "locale")                                                                                                                    \
    X(MODIFIED, "modified")                                                                                                                \
    X(MODIFIED_OG, "modified-og")                                                                                                          \
    X(OG_TITLE, "og-title")                                                                                                                \
    X(PUBLISHED, "published")                                                                                                              \
    X(PUBLISHED_OG, "published-og")                                                                                                        \
    X(SECTION, "section")                                                                                                                  \
    X(SITE, "site")                                                                                                                        \
    X(TITLE, "title")                                                                                                                      \
    X(URL, "url")
#define ATT_META_FIELD(name, word) ATT_META_##name,
typedef enum { ATT_META_FIELDS(ATT_META_FIELD) ATT_META_COUNT } att_meta_field;

/* An article of JSON-LD. */
typedef struct {
    att_str type, name, headline, published, modified, section, publisher, url;
    att_names authors, refs; /* names of persons; "@id" of persons */
    bool nested;             /* within another thing: a teaser, a part */
} att_ld_article;

typedef struct {
    att_str id, name;
} att_ld_person;

typedef struct {
    att_str field[ATT_META_COUNT]; /* the first value of each kind of meta tag */
    att_names authors;             /* all values of tags for authors */
    att_names marked;              /* lines that the body marks as author or byline, best first */
    att_str title_tag, canonical, lang, label;
    att_str ld_site, ld_published, ld_modified; /* of JSON-LD: a publisher; days of the page, not of the article */
    ATT_VEC(att_ld_article) articles;
    ATT_VEC(att_ld_person) people;
    att_str time_published, time_modified; /* marked elements near the headline */
    att_str text_published, text_modified; /* lines near the headline */
    bool not_free;                         /* isAccessibleForFree: false */
} att_page_meta;

/* The kind of a row of lex/article/meta, or ATT_NONE. */
uint32_t att_meta_field_of(att_str word);

/* What head and scripts say. */
void att_meta_read(att_arena *, const struct att_article_tables *, const att_html *, att_page_meta *out);
/* What the body says of author and days, around the headline's element (ATT_NONE: around `root`). */
void att_meta_body(att_arena *, const struct att_article_tables *, const att_html *, uint32_t headline, uint32_t root, att_page_meta *);
/* Fills what the document does not know yet.  `h1` is the headline on the page, or empty. */
void att_meta_apply(const att_page_meta *, att_doc *, att_str h1);
/* The title as meta tags have it, without the site's name. */
att_str att_meta_title(const att_page_meta *, att_arena *);
/* "en" of lang="en-GB", else of og:locale; empty when neither is a language. */
att_str att_meta_language(const att_page_meta *, att_arena *);
/* Reads one script of JSON-LD; forgiving: of what follows an error, most is kept. */
void att_meta_json(att_arena *, att_str json, att_page_meta *);
/* The article that the page is about, or NULL. */
const att_ld_article *att_ld_main(const att_page_meta *, att_arena *);
/* Its authors: names told, or persons named elsewhere. */
void att_ld_authors(const att_page_meta *, att_arena *, const att_ld_article *, att_names *out);

/* A day that may be a report's: "20240305", "2024-03-05T23:10:00+01:00" (the local day), "March 5, 2024", seconds since 1970. */
bool att_meta_day(att_str, att_day *out);

#endif
