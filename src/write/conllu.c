/* write/conllu.c: CoNLL-U (universaldependencies.org/format.html) with offsets in code points and names in MISC. */
#include "record/record.h"
#include "write/write.h"

static void cell(att_buf *b, att_str s)
{
    att_buf_add(b, s.n ? s : ATT_STR("_"));
    att_buf_char(b, '\t');
}

/* Tabs and newlines have no place in a cell or a comment. */
static att_str plain(att_doc *d, att_str s)
{
    att_str c = att_str_copy(&d->arena, s);
    for (size_t i = 0; i < c.n; i++)
        if (att_is_blank((unsigned char)c.p[i]))
            ((char *)c.p)[i] = ' ';
    return c;
}

/* One B- or I- label a token. */
static const char **name_labels(att_doc *d)
{
    static const char *const begin[] = {"", "B-PER", "B-LOC", "B-ORG"}, *const inside[] = {"", "I-PER", "I-LOC", "I-ORG"};
    const char **label = ATT_ARRAY(&d->arena, const char *, d->tokens.n + 1);
    for (uint32_t i = 0; i < d->names.n; i++)
        for (uint32_t k = 0; k < d->names.p[i].n; k++)
            label[d->names.p[i].first + k] = k ? inside[d->names.p[i].kind] : begin[d->names.p[i].kind];
    return label;
}

static void put_token(att_buf *b, att_doc *d, const att_sentence *s, uint32_t t, bool in_range, const char *name)
{
    const att_token *k = &d->tokens.p[t];
    att_buf_format(b, "%u\t", t - s->first + 1);
    cell(b, plain(d, att_token_form(d, t)));
    cell(b, plain(d, k->lemma));
    cell(b, att_str_of(att_upos_name(k->upos)));
    cell(b, k->xpos);
    cell(b, k->feats);
    att_buf_format(b, "%u\t", k->head == ATT_NONE ? 0 : k->head - s->first + 1);
    cell(b, att_str_of(att_deprel_name(k->deprel)));
    att_buf_add(b, ATT_STR("_\t"));
    if (name)
        att_buf_format(b, "NE=%s|", name);
    if (!k->space_after && !in_range) /* a range says it itself */
        att_buf_add(b, ATT_STR("SpaceAfter=No|"));
    att_buf_format(b, "TokenRange=%u:%u\n", att_doc_codepoints(d, k->at.at), att_doc_codepoints(d, k->at.at + k->at.n));
}

static bool is_word(const att_doc *d, uint32_t t)
{
    size_t n;
    return att_utf8_is_letter(att_utf8_at(att_token_form(d, t), 0, &n));
}

/* How many tokens from t on make one word as the treebanks see it: "do" and "n't", "Kenya" and "'s", "gon" and "na". */
static uint32_t joined(const att_doc *d, const att_sentence *s, uint32_t t)
{
    static const char *const clitics[] = {"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll",
                                          "’ll", "'d",  "’d", "'m", "’m",  "not", "nt",  "na",  "ta"};
    if (t + 1 >= s->first + s->n || d->tokens.p[t].space_after || !is_word(d, t))
        return 1;
    att_str next = att_token_form(d, t + 1);
    if ((att_str_is(next, "'") || att_str_is(next, "’")) && att_str_is(d->tokens.p[t + 1].xpos, "POS"))
        return 2;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
        if (att_str_same(next, att_str_of(clitics[i])))
            return 2;
    return 1;
}

static void put_range(att_buf *b, att_doc *d, const att_sentence *s, uint32_t t, uint32_t n)
{
    att_buf_format(b, "%u-%u\t", t - s->first + 1, t - s->first + n);
    att_buf_add(b, plain(d, att_doc_words(d, att_tokens_span(d, t, n))));
    att_buf_format(b, "\t_\t_\t_\t_\t_\t_\t_\t%s\n", d->tokens.p[t + n - 1].space_after ? "_" : "SpaceAfter=No");
}

static void put_sentence(att_buf *b, att_doc *d, const att_sentence *s, const char *const *name)
{
    for (uint32_t t = s->first, whole = t; t < s->first + s->n; t++) {
        uint32_t n = t < whole ? 1 : joined(d, s, t);
        if (n > 1) {
            put_range(b, d, s, t, n);
            whole = t + n;
        }
        put_token(b, d, s, t, t < whole, name[t]);
    }
}

att_str att_write_conllu(att_doc *d)
{
    att_buf out = {.arena = &d->arena}, *b = &out;
    const char **name = name_labels(d);
    uint32_t paragraph = ATT_NONE;
    att_buf_format(b, "# newdoc id = " ATT_STR_FMT "\n", ATT_STR_ARG(plain(d, d->source.n ? d->source : ATT_STR("-"))));
    for (uint32_t i = 0; i < d->sentences.n; i++) {
        const att_sentence *s = &d->sentences.p[i];
        if (s->paragraph != paragraph)
            att_buf_add(b, ATT_STR("# newpar\n"));
        paragraph = s->paragraph;
        att_buf_format(b, "# sent_id = %u\n# text = ", i + 1);
        att_buf_add(b, plain(d, att_doc_words(d, s->at)));
        att_buf_char(b, '\n');
        put_sentence(b, d, s, name);
        att_buf_char(b, '\n');
    }
    return att_buf_str(b);
}

att_str att_write_conllu_rows(att_doc *d, const att_choice *c)
{
    (void)c;
    return att_write_conllu(d);
}
