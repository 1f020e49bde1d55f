/* statement/cue.c: the verb of saying, who says it, to whom, when and in what. */
#include "statement/reader.h"

#include "actor/actor.h"
#include "event/frame.h"

static const att_token *tok(const att_reader *r, uint32_t t) { return att_reader_token(r, t); }

static bool is_nominal(const att_reader *r, uint32_t t)
{
    att_upos u = (att_upos)tok(r, t)->upos;
    return u == ATT_NOUN || u == ATT_PROPN || u == ATT_PRON || u == ATT_NUM;
}

const att_cue *att_cue_at(const att_reader *r, uint32_t t)
{
    if (tok(r, t)->upos != ATT_VERB)
        return NULL;
    const att_cue *found = NULL;
    for (uint32_t at = att_map_find(&r->t->verbs, tok(r, t)->lemma); at != ATT_NONE; at = r->t->words.p[at].next) {
        const att_cue *w = &r->t->words.p[at];
        uint32_t nominal;
        if (w->with.n && att_frame_with(r->d, t, w->with, &nominal))
            return w;
        if (!w->with.n)
            found = w;
    }
    return found;
}

bool att_cue_takes(const att_cue *w, const char *frame)
{
    att_str rest = w->frames, f;
    while (rest.p && att_str_split(&rest, ' ', &f))
        if (att_str_is(f, frame))
            return true;
    return false;
}

void att_cue_reach(const att_reader *r, uint32_t cue, uint32_t *first, uint32_t *end)
{
    const att_sentence *s = &r->d->sentences.p[tok(r, cue)->sentence];
    *first = s->first;
    *end = s->first + s->n;
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        if (!att_reader_form(r, t, ";") || r->quote_of[t])
            continue;
        if (t < cue)
            *first = t + 1;
        else if (t < *end)
            *end = t;
    }
}

uint32_t att_cue_without_stop(const att_reader *r, uint32_t first, uint32_t end)
{
    while (end > first && tok(r, end - 1)->upos == ATT_PUNCT && !r->quote_of[end - 1] && !att_reader_form(r, end - 1, ")") &&
           !att_reader_form(r, end - 1, "%") && !att_reader_form(r, end - 1, "\"") && !att_reader_form(r, end - 1, "\xE2\x80\x9D"))
        end--;
    return end;
}

/* ---- who says it ------------------------------------------------------------------------------------------------------------------- */

static bool behind_comma(const att_reader *r, uint32_t t)
{
    uint32_t first, end;
    att_tree_yield(r->d, t, &first, &end);
    while (first < t && tok(r, first)->upos == ATT_PUNCT)
        first++;
    return first > 0 && att_reader_form(r, first - 1, ",");
}

static uint32_t own_subject(const att_reader *r, uint32_t cue)
{
    uint32_t s = att_tree_child(r->d, cue, ATT_NSUBJ, ATT_NONE);
    for (uint32_t c = s; c != ATT_NONE && c < cue; c = att_tree_child(r->d, cue, ATT_NSUBJ, c))
        s = behind_comma(r, c) ? c : s; /* 'Portugal, she said, "has ..."': of two subjects the nearer one */
    if (s == ATT_NONE)
        s = att_tree_child(r->d, cue, ATT_NSUBJ_OUTER, ATT_NONE);
    return s != ATT_NONE && r->quote_of[s] && r->quote_of[s] != r->quote_of[cue]
               ? ATT_NONE
               : s; /* who is named in the marks says nothing outside them */
}

/* The clause of "in a speech that ...", which hangs on the speech in the tree. */
static uint32_t clause_of_medium(const att_reader *r, uint32_t cue)
{
    for (uint32_t n = att_tree_child(r->d, cue, ATT_OBL, ATT_NONE); n != ATT_NONE; n = att_tree_child(r->d, cue, ATT_OBL, n)) {
        uint32_t c = att_map_find(&r->t->media, tok(r, n)->lemma) == ATT_NONE ? ATT_NONE : att_tree_child(r->d, n, ATT_ACL, ATT_NONE);
        uint32_t mark = c == ATT_NONE ? ATT_NONE : att_tree_child(r->d, c, ATT_MARK, ATT_NONE);
        if (mark != ATT_NONE && att_reader_form(r, mark, "that"))
            return c;
    }
    return ATT_NONE;
}

uint32_t att_cue_clause(const att_reader *r, uint32_t cue)
{
    uint32_t found = ATT_NONE;
    for (uint32_t c = att_tree_child(r->d, cue, ATT_CCOMP, ATT_NONE); c != ATT_NONE; c = att_tree_child(r->d, cue, ATT_CCOMP, c))
        if (found == ATT_NONE || (found < cue && att_tree_child(r->d, c, ATT_MARK, ATT_NONE) != ATT_NONE))
            found = c;
    return found == ATT_NONE ? clause_of_medium(r, cue) : found;
}

/* The head of the noun phrase that ends right before the cue and has a comma or the reach's start before it: "..., the minister, Ann Li,
 * said". */
static uint32_t phrase_before(const att_reader *r, uint32_t cue)
{
    uint32_t first, end, from, to;
    att_cue_reach(r, cue, &first, &end);
    uint32_t t = cue;
    while (t > first && (tok(r, t - 1)->upos == ATT_ADV || tok(r, t - 1)->upos == ATT_AUX))
        t--;
    bool comma = t > first && att_reader_form(r, t - 1, ",");
    t -= comma;
    if (t <= first || r->quote_of[t - 1] || !is_nominal(r, t - 1))
        return ATT_NONE;
    uint32_t found = ATT_NONE;
    bool apposed = false;
    for (uint32_t head = t - 1; head != ATT_NONE && head >= first && head < cue && is_nominal(r, head); head = tok(r, head)->head) {
        att_tree_yield(r->d, head, &from, &to);
        while (from < head && tok(r, from)->upos == ATT_PUNCT)
            from++;
        bool opens = from == first || tok(r, from - 1)->upos == ATT_PUNCT;
        if (opens && from >= first && (!comma || apposed))
            found = head;
        apposed = apposed || tok(r, head)->deprel == ATT_APPOS;
    }
    return found;
}

/* "asked about the talks, he said": who is asked says nothing by that. */
static bool is_asked(const att_reader *r, uint32_t cue)
{
    bool bare = (att_str_is(tok(r, cue)->xpos, "VBN") || att_str_is(tok(r, cue)->xpos, "VBD")) &&
                att_tree_child(r->d, cue, ATT_AUX_REL, ATT_NONE) == ATT_NONE && own_subject(r, cue) == ATT_NONE;
    att_deprel rel = (att_deprel)tok(r, cue)->deprel;
    return bare && (rel == ATT_ADVCL || rel == ATT_ACL || rel == ATT_DEP || rel == ATT_PARATAXIS);
}

uint32_t att_cue_quoting(const att_reader *r, uint32_t cue)
{
    uint32_t above = tok(r, cue)->head, mark = att_tree_child(r->d, cue, ATT_MARK, ATT_NONE);
    bool saying = mark != ATT_NONE && att_reader_form(r, mark, "as") && att_str_is(tok(r, cue)->xpos, "VBG");
    return saying ? above : ATT_NONE;
}

static bool follows_mark(const att_reader *r, uint32_t cue)
{
    return cue >= 2 && tok(r, cue - 1)->upos == ATT_PUNCT && r->quote_of[cue - 2] && !r->quote_of[cue - 1];
}

/* "rejected the claim that soldiers crossed, saying it was invented": the subject of rejecting, though the tree hangs it on the crossing. */
static uint32_t behind_noun_clause(const att_reader *r, uint32_t cue)
{
    const att_doc *d = r->d;
    uint32_t clause = tok(r, cue)->deprel == ATT_ADVCL ? tok(r, cue)->head : ATT_NONE;
    bool participle = att_str_is(tok(r, cue)->xpos, "VBG") && cue > 0 && att_reader_form(r, cue - 1, ",") && !r->quote_of[cue];
    uint32_t mark = participle && clause != ATT_NONE && tok(r, clause)->deprel == ATT_ACL ? att_tree_child(d, clause, ATT_MARK, ATT_NONE)
                                                                                          : ATT_NONE;
    uint32_t verb = mark != ATT_NONE && att_reader_form(r, mark, "that") ? tok(r, tok(r, clause)->head)->head : ATT_NONE;
    uint32_t subject = verb == ATT_NONE ? ATT_NONE : att_frame_agent(d, verb);
    return subject != ATT_NONE ? subject : att_frame_agent(d, cue);
}

uint32_t att_cue_subject(const att_reader *r, uint32_t cue, bool *unnamed)
{
    const att_doc *d = r->d;
    uint32_t own = own_subject(r, cue), quoting = att_cue_quoting(r, cue);
    *unnamed = false;
    if (quoting != ATT_NONE) /* the words are those of the one who is quoted */
        return att_frame_object(d, quoting);
    if (att_frame_passive(d, cue) || is_asked(r, cue)) {
        uint32_t agent = att_tree_child(d, cue, ATT_OBL_AGENT, ATT_NONE), it = att_tree_child(d, cue, ATT_EXPL, ATT_NONE);
        if (agent == ATT_NONE)
            agent = att_frame_oblique(d, cue, ATT_STR("by"));
        bool impersonal = it == ATT_NONE ? (it = att_tree_child(d, cue, ATT_NSUBJ_PASS, ATT_NONE)) != ATT_NONE &&
                                               att_str_same(att_token_form(d, it), ATT_STR("it"))
                                         : true;
        bool foreseen =
            att_token_lemma_is(d, cue, "expect") || att_token_lemma_is(d, cue, "hope"); /* that is how sure it is, not a source */
        *unnamed = agent == ATT_NONE && impersonal && !foreseen;
        return agent;
    }
    bool inverted = own != ATT_NONE && own > cue;
    if (own == ATT_NONE || (inverted && att_token_lemma_is(d, cue, "tell"))) {
        uint32_t before = phrase_before(r, cue);
        if (before != ATT_NONE)
            return before;
    }
    if (own == ATT_NONE && follows_mark(r, cue)) { /* '"...," says a joint communique' */
        uint32_t object = att_tree_child(d, cue, ATT_OBJ, ATT_NONE);
        if (object != ATT_NONE && object > cue && !att_cue_takes(att_cue_at(r, cue), "hearer"))
            return object;
    }
    return own != ATT_NONE ? att_frame_antecedent(d, own) : behind_noun_clause(r, cue);
}

static uint32_t actor_at(const att_reader *r, uint32_t t)
{
    return t == ATT_NONE || tok(r, t)->mention == ATT_NONE ? ATT_NONE : r->d->mentions.p[tok(r, t)->mention].actor;
}

/* Pronouns that go on with who spoke last: "It added", "they said". */
static uint32_t last_statement(const att_reader *r, uint32_t t)
{
    const att_doc *d = r->d;
    uint32_t near = ATT_NONE, sentence = tok(r, t)->sentence;
    for (uint32_t i = 0; i < d->statements.n; i++) {
        const att_statement *s = &d->statements.p[i];
        uint32_t of = s->n ? tok(r, s->first + s->n - 1)->sentence : 0;
        bool inner = s->cue_token != ATT_NONE && r->quote_of[s->cue_token];
        for (uint32_t k = 0; k < d->statements.n && !inner && s->cue_token != ATT_NONE; k++) /* told within another */
            inner = k != i && d->statements.p[k].first <= s->cue_token && s->cue_token < d->statements.p[k].first + d->statements.p[k].n;
        if (inner || s->speaker == ATT_NONE || s->first >= t || of + 3 < sentence)
            continue;
        if (near == ATT_NONE || s->first >= d->statements.p[near].first)
            near = i;
    }
    return near;
}

/* Whether the actor is subject of a clause of the report's own after the statement: "Li left. He said" is Li, whoever spoke before. */
static bool of_main_clause(const att_reader *r, uint32_t t)
{
    uint32_t v = tok(r, t)->head;
    for (int i = 0; i < 4 && v != ATT_NONE && tok(r, v)->deprel == ATT_CONJ; i++)
        v = tok(r, v)->head;
    bool subject = tok(r, t)->deprel == ATT_NSUBJ || tok(r, t)->deprel == ATT_NSUBJ_PASS;
    return subject && v != ATT_NONE && tok(r, v)->head == ATT_NONE;
}

static bool subject_since(const att_reader *r, uint32_t actor, uint32_t statement, uint32_t before)
{
    const att_statement *s = &r->d->statements.p[statement];
    uint32_t after = s->first + s->n;
    if (s->speaker_head != ATT_NONE && s->speaker_head > after)
        after = s->speaker_head + 1;
    for (uint32_t t = after; t < before && tok(r, t)->sentence < tok(r, before)->sentence; t++) {
        uint32_t m = tok(r, t)->mention;
        if (m != ATT_NONE && !r->quote_of[t] && tok(r, t)->upos != ATT_PRON && r->d->mentions.p[m].actor == actor && of_main_clause(r, t))
            return true;
    }
    return false;
}

static bool suits(const att_reader *r, uint32_t t, uint32_t actor)
{
    const att_actor *a = &r->d->actors.p[actor];
    att_str w = att_token_form(r->d, t);
    bool he = att_str_same(w, ATT_STR("he")), she = att_str_same(w, ATT_STR("she")), thing = att_str_same(w, ATT_STR("it"));
    if (he || she)
        return (a->kind == ATT_PERSON || a->kind == ATT_GROUP) && a->gender != (he ? 'f' : 'm');
    return thing ? a->kind != ATT_PERSON : att_str_same(w, ATT_STR("they")) && a->kind != ATT_PERSON && a->kind != ATT_COUNTRY;
}

/* "The premier said he had told ...": a pronoun within what is said is rather who says it, when nobody else was named there. */
static uint32_t says_of_himself(const att_reader *r, uint32_t t)
{
    const att_doc *d = r->d;
    for (uint32_t i = d->statements.n; i-- > 0;) {
        const att_statement *s = &d->statements.p[i];
        if (s->kind == ATT_DIRECT || s->first > t || t >= s->first + s->n || s->speaker == ATT_NONE || r->quote_of[t] ||
            !suits(r, t, s->speaker))
            continue;
        for (uint32_t k = s->first; k < t; k++)
            if (actor_at(r, k) != ATT_NONE && tok(r, k)->upos != ATT_PRON && suits(r, t, actor_at(r, k)))
                return ATT_NONE;
        return s->speaker;
    }
    return ATT_NONE;
}

/* "Asked about Chile, he said", at a paragraph's beginning: a question to whoever gives the briefing. */
static bool answers_a_question(const att_reader *r, uint32_t t)
{
    static const char *const words[] = {"ask", "comment", "react", "respond", "reply", "turn", "press", "question", "remind", "query"};
    const att_sentence *s = &r->d->sentences.p[tok(r, t)->sentence];
    bool opens = tok(r, t)->sentence == 0 || s[-1].paragraph != s->paragraph, participle = tok(r, s->first)->upos == ATT_VERB;
    for (size_t i = 0; opens && participle && t > s->first && i < sizeof words / sizeof *words; i++)
        if (att_token_lemma_is(r->d, s->first, words[i]))
            return true;
    return false;
}

/* Who made most of the statements so far, when these are at least as many as all others'; or ATT_NONE. */
static uint32_t main_speaker(const att_reader *r)
{
    const att_doc *d = r->d;
    uint32_t best = ATT_NONE, most = 0;
    for (uint32_t a = 0; a < d->actors.n; a++) {
        uint32_t n = 0;
        for (uint32_t i = 0; i < d->statements.n; i++)
            n += d->statements.p[i].speaker == a;
        if (n > most) {
            most = n;
            best = a;
        }
    }
    return most > 2 && most * 2 >= d->statements.n ? best : ATT_NONE;
}

/* Whoever is a spokesman by office tells of what others do: "The minister will go to Oslo. He said" is the spokesman who goes on. */
bool att_cue_spokesman(const att_reader *r, uint32_t actor)
{
    static const char *const ends[] = {"spokesman", "spokeswoman", "spokesperson", "press secretary"};
    att_str office = r->d->actors.p[actor].office;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (office.n >= strlen(ends[i]) && att_str_same(att_str_from(office, office.n - strlen(ends[i])), att_str_of(ends[i])))
            return true;
    return false;
}

static uint32_t by_pronoun(att_reader *r, uint32_t t)
{
    uint32_t statement = last_statement(r, t), known = actor_at(r, t), himself = says_of_himself(r, t);
    uint32_t briefs = answers_a_question(r, t) ? main_speaker(r) : ATT_NONE;
    uint32_t surely = himself != ATT_NONE ? himself : briefs != ATT_NONE && suits(r, t, briefs) ? briefs : ATT_NONE;
    if (surely != ATT_NONE) {
        att_actor_means(r->d, t, surely);
        return surely;
    }
    uint32_t last = statement == ATT_NONE ? ATT_NONE : r->d->statements.p[statement].speaker;
    bool goes_on = last != ATT_NONE && suits(r, t, last);
    bool briefs_on = goes_on && att_cue_spokesman(r, last) && main_speaker(r) == last;
    if (!goes_on || last == known || (known != ATT_NONE && !briefs_on && subject_since(r, known, statement, t)))
        return known;
    att_actor_means(r->d, t, last);
    return last;
}

static bool is_source(const att_reader *r, uint32_t t) { return att_map_find(&r->t->sources, tok(r, t)->lemma) != ATT_NONE; }

uint32_t att_cue_speaker(att_reader *r, uint32_t t, const att_cue *w)
{
    if (t == ATT_NONE)
        return ATT_NONE;
    if (tok(r, t)->upos == ATT_PRON)
        return by_pronoun(r, t);
    uint32_t who = actor_at(r, t);
    if (who != ATT_NONE || !is_nominal(r, t))
        return who;
    if (tok(r, t)->upos == ATT_NUM || is_source(r, t))
        return att_actor_describe(r->d, t);
    uint32_t owner = att_tree_child(r->d, t, ATT_NMOD_POSS, ATT_NONE), of = att_frame_oblique(r->d, t, ATT_STR("of"));
    if (actor_at(r, owner) != ATT_NONE)
        return actor_at(r, owner);
    if (actor_at(r, of) != ATT_NONE && tok(r, t)->upos == ATT_NOUN)
        return actor_at(r, of);
    return tok(r, t)->upos == ATT_PROPN || !w || !att_cue_takes(w, "thing") ? att_actor_describe(r->d, t) : ATT_NONE;
}

/* ---- the statement ------------------------------------------------------------------------------------------------------------------ */

static uint32_t medium_of(const att_reader *r, uint32_t cue)
{
    static const char *const ways[] = {"in", "on", "at", "during", "through", "via", "by", "to"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        uint32_t n = att_frame_oblique(r->d, cue, att_str_of(ways[i]));
        uint32_t at = n == ATT_NONE ? ATT_NONE : att_map_find(&r->t->media, tok(r, n)->lemma);
        if (at != ATT_NONE)
            return at;
    }
    return ATT_NONE;
}

static uint32_t time_on(const att_reader *r, uint32_t cue)
{
    for (uint32_t i = 0; i < r->d->times.n; i++)
        for (uint32_t t = r->d->times.p[i].first; t < r->d->times.p[i].first + r->d->times.p[i].n; t++) {
            uint32_t h = tok(r, t)->head;
            bool via_noun = h != ATT_NONE && tok(r, h)->head == cue && tok(r, h)->upos == ATT_NOUN && h != cue;
            if ((h == cue || via_noun) && r->d->times.p[i].from != ATT_NO_DAY)
                return i;
        }
    return ATT_NONE;
}

/* Whom it is said to: an indirect object, the object of telling, or who stands after "to". */
static uint32_t addressee_of(const att_reader *r, uint32_t cue, const att_cue *w)
{
    uint32_t t = att_tree_child(r->d, cue, ATT_IOBJ, ATT_NONE);
    if (t == ATT_NONE && w && att_cue_takes(w, "hearer"))
        t = att_tree_child(r->d, cue, ATT_OBJ, ATT_NONE);
    if (actor_at(r, t) == ATT_NONE)
        t = att_frame_oblique(r->d, cue, ATT_STR("to"));
    return actor_at(r, t);
}

static att_span trigger_of(const att_reader *r, uint32_t cue)
{
    uint32_t p = att_tree_child(r->d, cue, ATT_COMPOUND_PRT, ATT_NONE);
    return p == cue + 1 ? att_span_join(tok(r, cue)->at, tok(r, p)->at) : tok(r, cue)->at;
}

uint32_t att_cue_add(att_reader *r, uint32_t speaker, uint32_t subject, uint32_t cue, const att_cue *w, att_statement_kind kind,
                     uint32_t first, uint32_t end)
{
    att_doc *d = r->d;
    if (end <= first)
        return ATT_NONE;
    att_statement s = {.speaker = speaker,
                       .speaker_head = subject,
                       .cue_token = cue,
                       .kind = kind,
                       .content = att_tokens_span(d, first, end - first),
                       .first = first,
                       .n = end - first,
                       .addressee = ATT_NONE,
                       .time = ATT_NONE,
                       .within = ATT_NONE};
    if (cue != ATT_NONE) {
        s.cue = trigger_of(r, cue);
        s.time = time_on(r, cue);
        s.addressee = addressee_of(r, cue, w);
        uint32_t m = medium_of(r, cue);
        s.medium = m != ATT_NONE ? r->t->words.p[m].medium : w ? w->medium : ATT_STR("");
        if (s.addressee == speaker)
            s.addressee = ATT_NONE;
    }
    if (w)
        s.because = att_row_where(&d->arena, w->row);
    *ATT_PUSH(&d->arena, &d->statements) = s;
    return d->statements.n - 1;
}

bool att_cue_told(const att_reader *r, uint32_t cue, uint32_t first, uint32_t end)
{
    for (uint32_t i = 0; i < r->d->statements.n; i++) {
        const att_statement *s = &r->d->statements.p[i];
        if (s->first < end && first < s->first + s->n && s->cue_token == cue)
            return true;
    }
    return false;
}
