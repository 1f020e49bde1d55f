/* actor/actor.c: the stage: every noun phrase of the report, and what becomes of it. */
#include "actor/actor.h"

#include "actor/finder.h"
#include "pipe/engine.h"

/* "commerce" in "chamber of commerce", "Letters" in "Faculty of Letters": words of a longer name or role whose head is another. */
static bool part_of_words(const finder *f, uint32_t t)
{
    uint32_t above = tok(f, t)->head;
    if (above == ATT_NONE || above > t)
        return false;
    bool named = f->name_at[t] != ATT_NONE && f->name_at[t] == f->name_at[above];
    return named || (f->role_at[t] != ATT_NONE && f->role_at[t] == f->role_at[above]);
}

/* "the Mlamba", "the survey vessel Mlamba": persons have no article before their names. */
static bool is_a_thing(const finder *f, const phrase *p, uint32_t name)
{
    const att_name *n = &f->names.p[name];
    return n->n == 1 && p->first < n->first && att_str_same(att_token_form(f->d, p->first), ATT_STR("the")) &&
           tok(f, p->first)->upos == ATT_DET && f->hit_at[n->first] == ATT_NONE &&
           att_who_known_person(f, att_doc_words(f->d, n->at)) == ATT_NONE;
}

enum { DEPTH_LIMIT = 8 };

static void mention_at(finder *f, uint32_t t, int depth);

/* "a commander of the front", "an aide to the president": whoever hangs behind is read first, because he tells whose the one before is. */
static void read_behind(finder *f, uint32_t head, int depth)
{
    for (uint32_t c = att_tree_child(f->d, head, ATT_NMOD, ATT_NONE); c != ATT_NONE; c = att_tree_child(f->d, head, ATT_NMOD, c))
        if (c > head && tok(f, c)->upos != ATT_PRON && depth < DEPTH_LIMIT)
            mention_at(f, c, depth + 1);
}

static void mention_at(finder *f, uint32_t t, int depth)
{
    if (!att_who_is_nominal(f, t) || tok(f, t)->mention != ATT_NONE)
        return;
    if (tok(f, t)->upos == ATT_PRON) {
        att_who_pronoun_mention(f, t);
        return;
    }
    if (att_who_within_another(f, t) || part_of_words(f, t))
        return;
    phrase p = att_who_core_of(f, t);
    att_who_inner_countries(f, &p);
    read_behind(f, t, depth);
    reading r = att_who_read_phrase(f, &p);
    if (r.person == ATT_NONE && r.name != ATT_NONE && f->names.p[r.name].n == 1 &&
        att_who_known_person(f, att_doc_words(f->d, f->names.p[r.name].at)) != ATT_NONE)
        r.person = r.name; /* a family name that the model takes for a body */
    if (r.person != ATT_NONE && r.role == ATT_NONE && is_a_thing(f, &p, r.person))
        return;
    if (r.person != ATT_NONE)
        att_who_person_mention(f, &p, &r);
    else if (att_who_composite(f, &p))
        return;
    else if (r.named != ATT_NONE && att_who_country_mention(f, &p, &r))
        return;
    else if (r.name != ATT_NONE && f->names.p[r.name].kind == ATT_ORG)
        att_who_named_body(f, &p, &r, f->names.p[r.name].first, f->names.p[r.name].n, NULL);
    else if (r.role != ATT_NONE && att_who_of_several(f, &p, &r))
        return;
    else if (r.role != ATT_NONE && !att_who_in_a_place_name(f, &p))
        att_who_role_mention(f, &p, &r);
    else if (att_who_points_back(f, &p))
        att_who_said_before(f, &p);
}

/* The names in brackets were kept in `organisation`; for bodies that is no organisation they belong to. */
static void tidy(finder *f)
{
    for (uint32_t i = 0; i < f->d->actors.n; i++)
        if (f->d->actors.p[i].kind == ATT_ORGANISATION)
            f->d->actors.p[i].organisation = ATT_STR("");
}

void att_actor_stage(att_doc *d)
{
    finder f = {.d = d, .t = d->engine->actor, .countries = {.arena = &d->arena}};
    att_day to;
    f.day = d->published;
    if (f.day == ATT_NO_DAY && att_actor_span(d, &f.day, &to))
        f.day += (to - f.day) / 2; /* any day of theirs; the first ones are those of changes of office */
    f.hit_at = att_who_no_marks(&f);
    f.role_at = att_who_no_marks(&f);
    f.name_at = att_who_no_marks(&f);
    att_who_mark_quoted(&f);
    att_who_find_names(&f);
    att_who_settle_names(&f);
    att_who_find_roles(&f);
    att_who_find_arms(&f);
    att_who_find_frame(&f);
    att_who_find_local(&f);
    for (uint32_t t = 0; t < d->tokens.n; t++)
        mention_at(&f, t, 0);
    att_who_place_the_rest(&f);
    tidy(&f);
}

uint32_t att_actor_describe(att_doc *d, uint32_t head)
{
    uint32_t first, end;
    att_tree_yield(d, head, &first, &end);
    if (end - first > 6) {
        first = head;
        end = head + 1;
    }
    while (first < head && (d->tokens.p[first].upos == ATT_ADP || d->tokens.p[first].upos == ATT_PUNCT))
        first++;
    while (end > head + 1 && (d->tokens.p[end - 1].upos == ATT_PART || d->tokens.p[end - 1].upos == ATT_PUNCT)) /* "the union's" */
        end--;
    att_actor *a = ATT_PUSH(&d->arena, &d->actors);
    a->name = att_doc_words(d, att_tokens_span(d, first, end - first));
    a->kind = ATT_GROUP;
    d->tokens.p[head].mention = d->mentions.n;
    *ATT_PUSH(&d->arena, &d->mentions) =
        (att_mention){att_tokens_span(d, first, end - first), first, end - first, head, d->actors.n - 1, ATT_MENTION_NOMINAL};
    return d->actors.n - 1;
}

void att_actor_means(att_doc *d, uint32_t t, uint32_t actor)
{
    uint32_t m = d->tokens.p[t].mention;
    if (m != ATT_NONE) {
        d->mentions.p[m].actor = actor;
        return;
    }
    d->tokens.p[t].mention = d->mentions.n;
    *ATT_PUSH(&d->arena, &d->mentions) = (att_mention){d->tokens.p[t].at, t, 1, t, actor, ATT_MENTION_PRONOUN};
}
