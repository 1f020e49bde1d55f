/* actor/again.c: "the diplomat", "the Kremlin official", "the rebel spokesman": a named person told of again by a wider word. */
#include "actor/finder.h"

enum { NEAR = 3 }; /* sentences */

static bool speaks(att_str office) { return office.n && att_who_speaks_for(att_who_last_word(office)); }

/* "the spokesman", "the Kremlin official"; not "the finance minister", who is only himself. */
static bool wider_word(const finder *f, const phrase *p, att_str role)
{
    att_str word = att_who_last_word(role);
    bool alone = att_who_count_words(role) == 1 && (p->head == p->first + 1 || tok(f, p->head - 1)->upos == ATT_ADJ);
    return att_who_called_again(word) &&
           (alone || att_who_speaks_for(word) || att_str_same(word, ATT_STR("official")) || att_str_same(word, ATT_STR("diplomat")));
}

/* "Foreign Office Spokesperson Ambassador Ann Li": the word stood with the name. */
static bool called_so(const finder *f, const att_mention *m, att_str word)
{
    for (uint32_t t = m->first; t < m->first + m->n; t++)
        if (att_str_same(att_token_form(f->d, t), word))
            return true;
    return false;
}

static bool may_be(const finder *f, const att_mention *m, const char *country, att_sector sector, att_str role)
{
    const att_actor *a = &f->d->actors.p[m->actor];
    att_str word = att_who_last_word(role);
    bool of_country = !country || !a->country[0] || f->weak.p[m->actor] || strcmp(a->country, country) == 0;
    bool same_sector = a->n_sectors ? a->sector[0] == sector || (a->n_sectors > 1 && a->sector[1] == sector) : a->office.n > 0;
    bool spokesman = att_who_speaks_for(word) && speaks(a->office); /* whosever spokesman it was */
    return a->kind == ATT_PERSON && f->named.p[m->actor] && of_country &&
           ((same_sector && sector != ATT_NO_SECTOR) || spokesman || called_so(f, m, word));
}

bool att_who_in_side_clause(const finder *f, uint32_t t)
{
    for (int i = 0; i < 8 && t != ATT_NONE; i++, t = tok(f, t)->head)
        if (tok(f, t)->deprel == ATT_CCOMP || tok(f, t)->deprel == ATT_ACL || tok(f, t)->deprel == ATT_ACL_RELCL ||
            tok(f, t)->deprel == ATT_ADVCL)
            return true;
    return false;
}

uint32_t att_who_again(const finder *f, const phrase *p, const reading *r, att_sector sector, att_str role)
{
    const att_doc *d = f->d;
    const char *owners = r->owner != ATT_NONE && d->actors.p[r->owner].country[0] ? d->actors.p[r->owner].country : NULL;
    const char *country = r->country ? r->country : owners;
    if (!att_who_points_back(f, p) || !is_subject(f, p->head) || !wider_word(f, p, role))
        return ATT_NONE;
    uint32_t beside = ATT_NONE; /* subject of a side clause only */
    for (uint32_t i = d->mentions.n; i > 0; i--) {
        const att_mention *m = &d->mentions.p[i - 1];
        if (tok(f, p->head)->sentence - tok(f, m->head)->sentence > NEAR)
            break;
        bool acted = is_subject(f, m->head) && !f->quoted[m->head] && tok(f, m->head)->sentence < tok(f, p->head)->sentence;
        if (!acted || !may_be(f, m, country, sector, role))
            continue;
        if (!att_who_in_side_clause(f, m->head))
            return m->actor;
        beside = beside == ATT_NONE ? m->actor : beside;
    }
    return beside;
}
