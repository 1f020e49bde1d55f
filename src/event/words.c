/* event/words.c */
#include "event/words.h"

#include "lexicon/lexicon.h"
#include "pipe/engine.h"

att_str att_brief_country(const att_doc *d, const char *code)
{
    const att_table *t = att_lexicon_table(d->engine->lexicon, "actors/countries");
    int c = att_table_column(t, "code"), name = att_table_column(t, "name"), kind = att_table_column(t, "kind");
    for (uint32_t i = 0; t && i < t->rows; i++)
        if (att_str_is(att_row_cell(&t->row[i], c), code) && (kind < 0 || att_str_is(att_row_cell(&t->row[i], kind), "country"))) {
            att_str names = att_row_cell(&t->row[i], name), first = {0};
            att_str_split(&names, '|', &first);
            return first;
        }
    return att_str_of(code);
}

att_str att_brief_code(att_arena *arena, const att_actor *a)
{
    const char *sector = a->n_sectors ? att_sector_name(a->sector[0]) : a->kind == ATT_COUNTRY ? "GOV" : "";
    if (!a->country[0])
        return att_str_of(sector);
    return att_format(arena, "%s%s%s", a->country, *sector ? " " : "", sector);
}

att_str att_brief_name(const att_actor *a) { return a->known_as.n ? a->known_as : a->name; }

att_str att_brief_names(att_arena *arena, const att_doc *d, const att_ids *ids)
{
    att_buf b = {.arena = arena};
    for (uint32_t i = 0; i < ids->n; i++) {
        if (i)
            att_buf_add(&b, ATT_STR(", "));
        att_buf_add(&b, att_brief_name(&d->actors.p[ids->p[i]]));
    }
    return b.p ? att_buf_str(&b) : ATT_STR("");
}

static bool left_out(const att_doc *d, uint32_t t)
{
    switch (d->tokens.p[t].deprel) {
    case ATT_ACL_RELCL:
    case ATT_APPOS:
    case ATT_CONJ:
    case ATT_CC:
    case ATT_PARATAXIS:
    case ATT_ADVCL:
    case ATT_PUNCT_REL:
    case ATT_CASE:
    case ATT_MARK:
    case ATT_COP:
    case ATT_NSUBJ:
    case ATT_AUX_REL:
        return true;
    case ATT_DET_REL:
        return att_token_lemma_is(d, t, "the") || att_token_lemma_is(d, t, "a");
    default:
        return false;
    }
}

att_span att_brief_phrase(const att_doc *d, uint32_t t)
{
    uint32_t first = t, last = t;
    for (uint32_t c = att_tree_next(d, t, ATT_NONE); c != ATT_NONE; c = att_tree_next(d, t, c)) {
        if (left_out(d, c))
            continue;
        uint32_t from, end;
        att_tree_yield(d, c, &from, &end);
        if (from < first && c < t)
            first = from;
        if (end - 1 > last && c > t && from == last + 1) /* without gaps, so that nothing left out comes back in */
            last = end - 1;
    }
    while (last > first && d->tokens.p[last].upos == ATT_PUNCT)
        last--;
    return att_tokens_span(d, first, last + 1 - first);
}
