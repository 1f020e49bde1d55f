/* actor/group.c: several actors under one description: "both sides", "the two leaders". */
#include "actor/finder.h"

/* "both sides", "the two leaders": the two parties named last. */
bool att_who_composite(finder *f, const phrase *p)
{
    static const char *const heads[] = {"side",      "country",  "leader",    "government", "party",      "nation",
                                        "neighbour", "neighbor", "president", "minister",   "delegation", "ally",
                                        "capital",   "state",    "army",      "navy",       "rival"};
    att_doc *d = f->d;
    bool two = false, head = false;
    for (uint32_t t = p->first; t < p->head; t++)
        two = two || att_str_same(att_token_form(d, t), ATT_STR("two")) || att_str_same(att_token_form(d, t), ATT_STR("both"));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        head = head || att_str_is(tok(f, p->head)->lemma, heads[i]);
    bool all = att_str_same(att_token_form(d, p->first), ATT_STR("both")) || att_str_same(att_token_form(d, p->first), ATT_STR("the")) ||
               att_str_same(att_token_form(d, p->first), ATT_STR("these")) || tok(f, p->first)->deprel == ATT_NMOD_POSS;
    for (uint32_t t = p->first; t < p->end; t++)
        all = all && f->hit_at[t] == ATT_NONE;
    if (!two || !head || !all)
        return false;
    bool persons = att_str_is(tok(f, p->head)->lemma, "leader") || att_str_is(tok(f, p->head)->lemma, "president") ||
                   att_str_is(tok(f, p->head)->lemma, "minister");
    uint32_t part[2], n = 0;
    for (int pass = 0; pass < 2 && n < 2; pass++) {
        n = 0;
        for (uint32_t i = d->mentions.n; i > 0 && n < 2; i--) {
            uint32_t who = d->mentions.p[i - 1].actor;
            const att_actor *a = &d->actors.p[who];
            bool other = n == 0 || strcmp(a->country, d->actors.p[part[0]].country) != 0;
            bool state = a->country[0] && a->country[1] && strcmp(a->country, "IGO") != 0 && strcmp(a->country, "NGO") != 0;
            bool fits = state && !a->parts.n &&
                        (pass      ? true
                         : persons ? a->kind == ATT_PERSON && a->n_sectors && a->sector[0] == ATT_SECTOR_GOV
                                   : a->kind == ATT_COUNTRY || (a->n_sectors && a->sector[0] == ATT_SECTOR_GOV));
            if (fits && other)
                part[n++] = persons || pass ? who : att_who_country_actor(f, att_str_copy(&d->arena, att_str_of(a->country)).p, NULL);
        }
    }
    uint32_t actor = att_who_new_actor(f, att_doc_words(d, att_tokens_span(d, p->first, p->end - p->first)), ATT_GROUP, "");
    for (uint32_t i = n; n == 2 && i > 0; i--)
        *ATT_PUSH(&d->arena, &d->actors.p[actor].parts) = part[i - 1];
    att_who_add_mention(f, p->first, p->end - p->first, p->head, actor, ATT_MENTION_NOMINAL);
    return true;
}
