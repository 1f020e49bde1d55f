/* article/article.c: the stage: decode, cut into blocks, judge them, write the clean text. */
#include "article/article.h"
#include "pipe/engine.h"
#include "pipe/rooms.h"

static const size_t PAGE_LIMIT = (size_t)16 << 20;

att_status att_article_check(att_str bytes, size_t page_limit, const char *where, att_error *error)
{
    att_ingest_kind k = att_ingest_kind_of(bytes);
    if (k == ATT_IS_GZIP || k == ATT_IS_ZSTD || k == ATT_IS_WARC)
        return att_fail(error, ATT_BAD_INPUT, where, "%s that must be opened first: one report was expected", att_ingest_kind_name(k));
    size_t limit = page_limit ? page_limit : PAGE_LIMIT;
    if (k == ATT_IS_HTML && bytes.n > limit)
        return att_fail(error, ATT_TOO_LARGE, where, "an HTML page of %zu bytes, more than the limit of %zu", bytes.n, limit);
    return att_ingest_refuse(k, where, error);
}

static uint32_t body_bytes(const att_doc *d)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->paragraphs.n; i++) {
        att_paragraph_kind k = d->paragraphs.p[i].kind;
        n += k == ATT_BODY || k == ATT_LIST || k == ATT_QUOTE ? d->paragraphs.p[i].at.n : 0;
    }
    return n;
}

static bool has_left_out(const att_doc *d, const char *why)
{
    for (uint32_t i = 0; i < d->left_out.n; i++)
        if (att_str_is(d->left_out.p[i].why, why))
            return true;
    return false;
}

static bool has_captions_only(const att_doc *d)
{
    uint32_t captions = 0;
    for (uint32_t i = 0; i < d->paragraphs.n; i++)
        captions += d->paragraphs.p[i].kind == ATT_CAPTION;
    return captions >= 3;
}

enum { SHORT_BODY = 600, NO_BODY = 20 };

static void decide_kind(att_doc *d)
{
    uint32_t body = body_bytes(d);
    if (!d->paragraphs.n || (body < NO_BODY && d->is_html && !has_captions_only(d)))
        d->kind = ATT_PAGE_NONE;
    else if (d->kind != ATT_PAGE_ARTICLE)
        return;
    else if (has_captions_only(d) && body < SHORT_BODY / 2)
        d->kind = ATT_PAGE_GALLERY;
    else if (has_left_out(d, "paywall") && body < SHORT_BODY)
        d->kind = ATT_PAGE_STUB;
}

/* ---- the report's own days ------------------------------------------------------------------------------------------------ */

static bool is_credible(const att_doc *d, att_day day)
{
    int year, month, of_month;
    att_day_parts(day, &year, &month, &of_month);
    bool zero = day == 0 || day == -1 || ((year == 1900 || year == 1980) && month == 1 && of_month == 1);
    return year >= 1800 && year < 2100 && !zero && (d->fetched == ATT_NO_DAY || day <= d->fetched + 1); /* + 1: it may be tomorrow there */
}

enum { CHANGED_BEFORE = 31 }; /* drafts are saved before they are published, but not for long */

bool att_published_take(att_doc *d, att_day day, const char *from)
{
    if (d->published != ATT_NO_DAY || !is_credible(d, day) || (d->modified != ATT_NO_DAY && day > d->modified + CHANGED_BEFORE))
        return false;
    d->published = day;
    d->published_from = att_str_of(from);
    return true;
}

bool att_modified_take(att_doc *d, att_day day)
{
    if (d->modified != ATT_NO_DAY || !is_credible(d, day))
        return false;
    d->modified = day;
    return true;
}

void att_article_stage(att_doc *d)
{
    att_decoded *from = ATT_NEW(&d->arena, att_decoded);
    att_blocks *blocks = ATT_NEW(&d->arena, att_blocks);
    d->is_html = att_ingest_kind_of(d->bytes) == ATT_IS_HTML;
    att_decode(&d->arena, d->bytes, d->charset, d->is_html, from);
    att_blocks_open(blocks, &d->arena, from);
    if (d->is_html)
        att_page_blocks(blocks, d);
    else
        att_plain_blocks(blocks);
    att_blocks_judge(blocks, d);
    att_blocks_write(blocks, d);
    decide_kind(d);
    if (!d->language.n)
        d->language = att_language_of(d->engine->article, &d->arena, d->text);
    if (!d->language.n) /* too few words to tell: what the page says, which is often no more than its template's */
        d->language = blocks->language;
    if (from->bad)
        att_note(d, (att_span){0, 0}, "%u bytes mean nothing in %s", from->bad, from->charset);
    if (d->kind == ATT_PAGE_NONE)
        att_note(d, (att_span){0, 0}, "no article found");
    if (d->language.n && !att_str_is(d->language, "en"))
        att_note(d, (att_span){0, 0}, "in another language than English (%.*s): only the article layer is made", ATT_STR_ARG(d->language));
}
