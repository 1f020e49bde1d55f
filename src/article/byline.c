/* article/byline.c: who wrote a report: the persons that a byline names, or a tag that machines read.
 * Offices, agencies, places and dates stand beside the names and are no authors; the words that tell them are rows of lex/article/bylines.
 */
#include "article/article.h"
#include "pipe/engine.h"

enum { MOST_TOKENS = 80, LONGEST_NAME = 6, MOST_NAMES = 12 };

typedef struct {
    att_str form, fold;
    bool comma, part; /* a comma behind it; a sign or "and" behind it that parts names */
    bool upper, caps;
} token;

typedef struct {
    att_arena *arena;
    const struct att_article_tables *t;
    token *w;
    uint32_t n, room;
} line;

/* ---- words of a line ----------------------------------------------------------------------------------------------------- */

static bool starts_upper(att_str s)
{
    size_t n;
    return s.n && att_utf8_is_upper(att_utf8_at(s, 0, &n));
}

static uint32_t letters_of(att_str s, uint32_t *upper)
{
    uint32_t letters = 0;
    *upper = 0;
    for (size_t at = 0, n; at < s.n; at += n) {
        uint32_t c = att_utf8_at(s, at, &n);
        letters += att_utf8_is_letter(c);
        *upper += att_utf8_is_upper(c);
    }
    return letters;
}

static bool is_sign(att_str s)
{
    static const char *const signs[] = {"|", "-",  "/", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7", "\xE2\x80\xA2", "\xC2\xBB", "~", ":",
                                        ">", "::", "--"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (att_str_is(s, signs[i]))
            return true;
    return false;
}

static bool is_and(att_str fold) { return att_str_is(fold, "and") || att_str_is(fold, "&") || att_str_is(fold, "with"); }

static bool has_use(const line *l, att_str phrase, att_byline_use use)
{
    uint32_t u = att_map_find(&l->t->bylines, phrase);
    return u != ATT_NONE && u & 1u << use;
}

static void add_token(line *l, att_str w)
{
    bool comma = false, part = false;
    while (w.n && strchr(",;:", w.p[w.n - 1])) {
        comma |= w.p[w.n - 1] == ',';
        part |= w.p[w.n - 1] == ';';
        w.n--;
    }
    while (w.n && strchr(",;:\"", w.p[0]))
        w = att_str_from(w, 1);
    while (w.n && w.p[w.n - 1] == '"')
        w.n--;
    att_str fold = att_str_fold(l->arena, w);
    if (!w.n || is_and(fold)) {
        if (l->n) {
            l->w[l->n - 1].part |= is_and(fold) || part;
            l->w[l->n - 1].comma |= comma;
        }
        return;
    }
    uint32_t upper, letters = letters_of(w, &upper);
    l->w[l->n++] =
        (token){.form = w, .fold = fold, .comma = comma, .part = part, .upper = starts_upper(w), .caps = letters >= 2 && upper == letters};
}

/* "Ann Lee (Reuters)" without the brackets; blanks that do not break are blanks, "Ann Lee,Bo Roe" has one behind the comma. */
static att_str plain_words(att_arena *a, att_str s)
{
    att_buf b = {.arena = a};
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        depth += c == '(' || c == '[';
        if (!depth && (unsigned char)c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xA0) {
            att_buf_char(&b, ' ');
            i++;
        } else if (!depth) {
            att_buf_char(&b, c);
            if (c == ',' || c == ';')
                att_buf_char(&b, ' ');
        }
        depth -= depth && (c == ')' || c == ']');
    }
    return b.n ? att_buf_str(&b) : ATT_STR("");
}

static line *cut_words(att_arena *arena, const struct att_article_tables *t, att_str s)
{
    att_str plain = plain_words(arena, s), rest = plain, w;
    line *l = ATT_NEW(arena, line);
    *l = (line){.arena = arena, .t = t, .room = 1};
    for (size_t i = 0; i < plain.n && l->room < MOST_TOKENS; i++)
        l->room += plain.p[i] == ' ';
    l->w = ATT_ARRAY(arena, token, l->room);
    while (l->n < l->room && att_str_split(&rest, ' ', &w))
        if (w.n)
            add_token(l, w);
    return l;
}

/* Tokens of the longest phrase at `at` that is used so. */
static uint32_t phrase_at(const line *l, uint32_t at, att_byline_use use)
{
    char joined[80];
    size_t size = 0;
    uint32_t best = 0;
    for (uint32_t n = 0; n < 3 && at + n < l->n; n++) {
        att_str f = l->w[at + n].fold;
        if (size + f.n + 1 >= sizeof joined)
            break;
        if (n)
            joined[size++] = ' ';
        memcpy(joined + size, f.p, f.n);
        size += f.n;
        if (has_use(l, (att_str){joined, size}, use))
            best = n + 1;
        if (l->w[at + n].comma)
            break;
    }
    return best;
}

static uint32_t skip_openers(const line *l)
{
    uint32_t at = 0;
    for (uint32_t n; at < l->n && (n = phrase_at(l, at, ATT_BYLINE_OPENER)) > 0; at += n)
        if (at && l->w[at].upper && at + n < l->n && !l->w[at - 1].comma && att_str_is(l->w[at - 1].fold, "by") &&
            !has_use(l, l->w[at].fold, ATT_BYLINE_ROLE))
            break; /* "By Byline Jones" */
    return at;
}

static bool is_number(att_str s) { return s.n && att_is_digit((unsigned char)s.p[0]); }

static bool is_listed(att_str fold, const char *words)
{
    att_str rest = att_str_of(words), piece;
    fold.n -= fold.n && fold.p[fold.n - 1] == '.';
    while (fold.n && att_str_split(&rest, ' ', &piece))
        if (att_str_eq(piece, fold))
            return true;
    return false;
}

static bool is_month(att_str fold)
{
    return is_listed(fold, "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october "
                           "nov november dec december");
}

static bool is_weekday(att_str fold)
{
    return is_listed(fold, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat");
}

/* The names end before a date, an address, a bar or dash, "in Paris", "for Example News", "Published". */
static bool ends_names(const line *l, uint32_t i)
{
    const token *w = &l->w[i];
    if (is_sign(w->form) || is_number(w->form) || memchr(w->form.p, '@', w->form.n) || att_str_starts(w->form, "http"))
        return true;
    if (is_weekday(w->fold) && i + 1 < l->n)
        return true;
    if (is_month(w->fold) && ((i + 1 < l->n && is_number(l->w[i + 1].form)) || w->comma))
        return true;
    return (has_use(l, w->fold, ATT_BYLINE_END) || has_use(l, w->fold, ATT_BYLINE_BESIDE)) &&
           (!w->upper || w->form.n > 4 || (w->caps && i && l->w[i - 1].caps));
}

/* ---- one name -------------------------------------------------------------------------------------------------------------- */

static bool is_particle(att_str f)
{
    static const char *const particles[] = {"de",  "da",  "di",  "do",  "del", "della", "dos",  "das", "du", "van", "von",
                                            "der", "den", "ter", "ten", "bin", "ibn",   "bint", "al",  "el", "la",  "le",
                                            "les", "y",   "e",   "zu",  "of",  "san",   "st",   "af",  "av", "abu"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (att_str_is(f, particles[i]))
            return true;
    return (f.n > 3 && (att_str_starts(f, "al-") || att_str_starts(f, "el-"))) ||
           (f.n > 2 && (att_str_starts(f, "d'") || att_str_starts(f, "o'")));
}

static bool is_known_body(const line *l, uint32_t from, uint32_t end)
{
    att_buf b = {.arena = l->arena};
    if (end > from + 1 && att_str_is(l->w[from].fold, "the"))
        from++;
    for (uint32_t i = from; i < end; i++) {
        if (i > from)
            att_buf_char(&b, ' ');
        att_buf_add(&b, l->w[i].fold);
    }
    att_str all = b.n ? att_buf_str(&b) : ATT_STR("");
    return att_map_find(&l->t->agency, all) != ATT_NONE || has_use(l, all, ATT_BYLINE_NOBODY) || has_use(l, all, ATT_BYLINE_BODY);
}

static bool has_suffix(att_str f) { return is_listed(f, "jr sr ii iii iv"); }
static bool is_degree(att_str f) { return is_listed(f, "phd ph.d md m.d esq mba msc rn jd"); }

/* "ANN LEE" is a name, "Ann Lee BBC" a name and an organisation. */
static bool all_caps(const line *l, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (l->w[i].upper && !l->w[i].caps && l->w[i].form.n > 2)
            return false;
    return true;
}

/* "BBC" in "Ann Lee BBC": an organisation, when the other words are not in capitals too; initials are short and come first. */
static bool is_acronym(const line *l, uint32_t i, uint32_t from)
{
    const token *w = &l->w[i];
    return w->caps && !memchr(w->form.p, '.', w->form.n) && !has_suffix(w->fold) && w->form.n >= (i == from ? 3u : i == from + 1 ? 3u : 2u);
}

static bool is_word_of_name(const token *w)
{
    if (is_particle(w->fold))
        return true;
    for (size_t i = 0; i < w->form.n; i++)
        if (att_is_digit((unsigned char)w->form.p[i]) || strchr("/@#_|!?%=<>{}*+", w->form.p[i]))
            return false;
    return w->upper || (unsigned char)w->form.p[0] >= 0xE0; /* scripts without capitals */
}

static att_str capitalised(att_arena *a, att_str s)
{
    att_str low = att_str_lower(a, s);
    att_buf b = {.arena = a};
    for (size_t at = 0, from = 0, n; at < low.n && from < s.n; at += n) { /* lower case may differ in length: letters are walked in step */
        size_t k;
        att_utf8_at(low, at, &n);
        att_utf8_at(s, from, &k);
        bool start = !at || low.p[at - 1] == '-' || low.p[at - 1] == '\'' || low.p[at - 1] == '.';
        att_buf_add(&b, start ? att_str_sub(s, from, k) : att_str_sub(low, at, n));
        from += k;
    }
    return b.n ? att_buf_str(&b) : s;
}

static void add_name(line *l, uint32_t from, uint32_t end, att_names *out)
{
    att_buf b = {.arena = l->arena};
    uint32_t upper, letters = 0;
    bool caps = end > from + 1 && all_caps(l, from, end);
    for (uint32_t i = from; i < end; i++) {
        att_str w = l->w[i].form;
        letters += letters_of(w, &upper);
        if (i > from)
            att_buf_char(&b, ' ');
        bool initials = w.n <= 2 || memchr(w.p, '.', w.n) || has_suffix(l->w[i].fold);
        att_buf_add(&b, caps && l->w[i].caps && !initials ? capitalised(l->arena, w) : w);
    }
    att_str name = b.n ? att_buf_str(&b) : ATT_STR("");
    while (name.n > 2 && name.p[name.n - 1] == '.' && !has_suffix(l->w[end - 1].fold) && l->w[end - 1].form.n > 2)
        name.n--;
    if (letters < 3 || name.n > 80)
        return;
    for (uint32_t i = 0; i < out->n; i++)
        if (att_str_eq(att_str_fold(l->arena, out->p[i]), att_str_fold(l->arena, name)))
            return;
    *ATT_PUSH(l->arena, out) = name;
}

/* The name in w[from .. end): without the office before or behind it; nothing when it is no person's. */
static void read_piece(line *l, uint32_t from, uint32_t end, bool one_word, att_names *out)
{
    if (from >= end || is_known_body(l, from, end) || (end == from + 1 && is_degree(l->w[from].fold)))
        return;
    while (from < end && has_use(l, l->w[from].fold, ATT_BYLINE_ROLE))
        from++;
    if (end == from + 1 && l->w[from].caps && l->w[from].form.n <= 5) /* "Ann Lee, RDN" */
        return;
    bool caps = all_caps(l, from, end);
    for (uint32_t i = from; i < end; i++) {
        bool office = has_use(l, l->w[i].fold, ATT_BYLINE_ROLE) || (i > from && is_degree(l->w[i].fold));
        bool acronym = !caps && is_acronym(l, i, from);
        if ((office || acronym) && i >= from + 2)
            end = i;
        else if (office || acronym || has_use(l, l->w[i].fold, ATT_BYLINE_BODY))
            return;
    }
    if (from >= end || end - from > LONGEST_NAME || att_str_is(l->w[from].fold, "the") || is_known_body(l, from, end))
        return;
    uint32_t words = 0;
    for (uint32_t i = from; i < end; i++) {
        if (!is_word_of_name(&l->w[i]))
            return;
        words += l->w[i].upper || !is_particle(l->w[i].fold);
    }
    if (words >= (one_word ? 1u : 2u))
        add_name(l, from, end, out);
}

/* "Lee, Ann": one word, a comma, given names; not "Reuters, AP". */
static bool turned_round(const line *l, uint32_t from, uint32_t end)
{
    if (!l->w[from].comma || l->w[from].part || is_known_body(l, from, from + 1) || has_use(l, l->w[from].fold, ATT_BYLINE_ROLE))
        return false;
    for (uint32_t i = from + 1; i < end; i++)
        if (!is_word_of_name(&l->w[i]) || l->w[i].part || (l->w[i].comma && i + 1 < end) || is_acronym(l, i, from + 1) ||
            has_suffix(l->w[i].fold) || has_use(l, l->w[i].fold, ATT_BYLINE_ROLE) || has_use(l, l->w[i].fold, ATT_BYLINE_BODY))
            return false;
    return true;
}

/* ---- a line of names -------------------------------------------------------------------------------------------------------- */

void att_authors_of(att_arena *arena, const struct att_article_tables *t, att_str words, bool list, att_names *out)
{
    line *l = cut_words(arena, t, words);
    uint32_t from = skip_openers(l);
    while (from < l->n && is_sign(l->w[from].form))
        from++;
    uint32_t end = from;
    bool parted = list;
    while (end < l->n && !(end > from && ends_names(l, end)))
        parted |= l->w[end++].part;
    if (list && end - from >= 2 && end - from <= 4 && turned_round(l, from, end)) {
        l->w[end - 1].comma = l->w[from].comma = false;
        token last = l->w[from];
        memmove(&l->w[from], &l->w[from + 1], (end - from - 1) * sizeof *l->w);
        l->w[end - 1] = last;
    }
    uint32_t had = out->n;
    for (uint32_t at = from, piece = from; at < end; at++) {
        bool suffix = at + 1 < end && has_suffix(l->w[at + 1].fold); /* "Bo Roe, Jr." */
        if (at + 1 < end && !l->w[at].part && (!l->w[at].comma || suffix))
            continue;
        if (piece == from || parted)
            read_piece(l, piece, at + 1, list, out);
        piece = at + 1;
    }
    if (out->n > had + MOST_NAMES)
        out->n = had + MOST_NAMES;
}

/* ---- visible lines ------------------------------------------------------------------------------------------------------------ */

/* Only names, offices, places and a date may stand in a byline. */
static bool is_byline(line *l, uint32_t from)
{
    uint32_t names = 0;
    for (uint32_t i = from; i < l->n; i++) {
        const token *w = &l->w[i];
        bool known = is_particle(w->fold) || is_sign(w->form) || is_number(w->form) || memchr(w->form.p, '@', w->form.n) ||
                     att_str_is(w->fold, "the") || has_use(l, w->fold, ATT_BYLINE_ROLE) || has_use(l, w->fold, ATT_BYLINE_BESIDE);
        if (!known && !w->upper)
            return false;
        names += w->upper && !is_month(w->fold);
    }
    return names > 0;
}

/* Most lines are none: told by their first word, before anything is made of them. */
static bool may_open(const struct att_article_tables *t, att_str s)
{
    char word[16];
    size_t n = 0;
    while (n < s.n && n < sizeof word && (att_is_alpha((unsigned char)s.p[n]))) {
        word[n] = (char)(s.p[n] | 32);
        n++;
    }
    if (!n || n == sizeof word || n == s.n)
        return false;
    uint32_t use = att_map_find(&t->bylines, (att_str){word, n});
    return use != ATT_NONE && use & 1u << ATT_BYLINE_FIRST;
}

/* "By" and "from" tell a byline alone; "author" and the like only with a colon. */
static bool opener_counts(const line *l, uint32_t from, att_str words)
{
    att_str last = l->w[from - 1].fold;
    if (att_str_is(last, "by") || att_str_is(last, "from") || att_str_starts(last, "reporter") || att_str_is(last, "correspondent"))
        return true;
    const char *colon = memchr(words.p, ':', words.n < 20 ? words.n : 20);
    return colon != NULL;
}

bool att_byline_read(att_doc *d, att_str words)
{
    if (words.n > 300 || words.n < 5 || !may_open(d->engine->article, words))
        return false;
    line *l = cut_words(&d->arena, d->engine->article, words);
    uint32_t from = skip_openers(l);
    if (!from || from >= l->n || !l->w[from].upper || !opener_counts(l, from, words) || !is_byline(l, from) ||
        (att_str_ends(words, ".") && !att_str_ends(words, "r.")))
        return false;
    if (!d->byline_told && d->byline.n < MOST_NAMES) {
        att_names found = {0};
        att_authors_of(&d->arena, d->engine->article, words, false, &found);
        for (uint32_t i = 0; i < found.n; i++)
            att_byline_add(d, found.p[i]);
    }
    att_day day;
    if (att_date_written(words, &day, NULL, NULL))
        att_published_take(d, day, "text");
    return true;
}

void att_byline_add(att_doc *d, att_str name)
{
    att_str fold = att_str_fold(&d->arena, name);
    for (uint32_t i = 0; i < d->byline.n; i++)
        if (att_str_eq(att_str_fold(&d->arena, d->byline.p[i]), fold))
            return;
    if (d->byline.n < MOST_NAMES)
        *ATT_PUSH(&d->arena, &d->byline) = att_str_copy(&d->arena, name);
}
