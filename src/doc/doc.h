/* doc/doc.h: the document: one report and all its layers.
 * Each stage reads the layers before its own, adds its own, and changes none.  Tables point at each other by index.
 * Two rulers, two types: att_span measures the clean text (bytes of UTF-8), att_src the report as received. */
#ifndef ATT_DOC_H
#define ATT_DOC_H

#include "base/base.h"

typedef struct {
    uint32_t at, n;
} att_span; /* a stretch of the clean text */
typedef struct {
    uint32_t at, n;
} att_src; /* a stretch of the report as received */

typedef ATT_VEC(uint32_t) att_ids;

/* ---- days -------------------------------------------------------------------------------------------------------- */

typedef int32_t att_day; /* days since 1970-01-01, proleptic Gregorian */
#define ATT_NO_DAY INT32_MIN
att_day att_day_of(int year, int month, int day); /* month and day in range */
void att_day_parts(att_day, int *year, int *month, int *day);
int att_day_weekday(att_day);                     /* 0 Monday .. 6 Sunday */
int att_month_days(int year, int month);
bool att_day_parse(att_str iso, att_day *out);    /* YYYY-MM-DD, valid dates only */
att_str att_day_iso(att_arena *, att_day);        /* empty for ATT_NO_DAY */

/* ---- closed lists: X(NAME, "as written") ----------------------------------------------------------------------------- */

#define ATT_ENUM_ITEM(name, text) name,
#define ATT_ENUM(type, LIST) typedef enum { LIST(ATT_ENUM_ITEM) type##_COUNT } type

#define ATT_PAGES(X)                                                                                                                       \
    X(ATT_PAGE_ARTICLE, "article") X(ATT_PAGE_LIVE, "live") X(ATT_PAGE_GALLERY, "gallery") X(ATT_PAGE_STUB, "stub")                        \
    X(ATT_PAGE_LIST, "list") X(ATT_PAGE_NONE, "none")
ATT_ENUM(att_page, ATT_PAGES);

#define ATT_PARAGRAPHS(X)                                                                                                                  \
    X(ATT_HEADLINE, "headline") X(ATT_STANDFIRST, "standfirst") X(ATT_SUBHEAD, "subhead") X(ATT_BODY, "body") X(ATT_LIST, "list")          \
    X(ATT_QUOTE, "quote") X(ATT_CAPTION, "caption")
ATT_ENUM(att_paragraph_kind, ATT_PARAGRAPHS);

#define ATT_UPOSES(X)                                                                                                                      \
    X(ATT_X, "X") X(ATT_ADJ, "ADJ") X(ATT_ADP, "ADP") X(ATT_ADV, "ADV") X(ATT_AUX, "AUX") X(ATT_CCONJ, "CCONJ") X(ATT_DET, "DET")          \
    X(ATT_INTJ, "INTJ") X(ATT_NOUN, "NOUN") X(ATT_NUM, "NUM") X(ATT_PART, "PART") X(ATT_PRON, "PRON") X(ATT_PROPN, "PROPN")                \
    X(ATT_PUNCT, "PUNCT") X(ATT_SCONJ, "SCONJ") X(ATT_SYM, "SYM") X(ATT_VERB, "VERB")
ATT_ENUM(att_upos, ATT_UPOSES);

#define ATT_DEPRELS(X)                                                                                                                     \
    X(ATT_DEP, "dep") X(ATT_ROOT, "root") X(ATT_ACL, "acl") X(ATT_ACL_RELCL, "acl:relcl") X(ATT_ADVCL, "advcl")                            \
    X(ATT_ADVCL_RELCL, "advcl:relcl") X(ATT_ADVMOD, "advmod") X(ATT_AMOD, "amod") X(ATT_APPOS, "appos") X(ATT_AUX_REL, "aux")              \
    X(ATT_AUX_PASS, "aux:pass") X(ATT_CASE, "case") X(ATT_CC, "cc") X(ATT_CC_PRECONJ, "cc:preconj") X(ATT_CCOMP, "ccomp")                  \
    X(ATT_COMPOUND, "compound") X(ATT_COMPOUND_PRT, "compound:prt") X(ATT_CONJ, "conj") X(ATT_COP, "cop") X(ATT_CSUBJ, "csubj")            \
    X(ATT_CSUBJ_PASS, "csubj:pass") X(ATT_CSUBJ_OUTER, "csubj:outer") X(ATT_DET_REL, "det") X(ATT_DET_PREDET, "det:predet")                \
    X(ATT_DISCOURSE, "discourse") X(ATT_DISLOCATED, "dislocated") X(ATT_EXPL, "expl") X(ATT_FIXED, "fixed") X(ATT_FLAT, "flat")            \
    X(ATT_GOESWITH, "goeswith") X(ATT_IOBJ, "iobj") X(ATT_LIST_REL, "list") X(ATT_MARK, "mark") X(ATT_NMOD, "nmod")                        \
    X(ATT_NMOD_POSS, "nmod:poss") X(ATT_NMOD_DESC, "nmod:desc") X(ATT_NMOD_UNMARKED, "nmod:unmarked") X(ATT_NSUBJ, "nsubj")                \
    X(ATT_NSUBJ_PASS, "nsubj:pass") X(ATT_NSUBJ_OUTER, "nsubj:outer") X(ATT_NUMMOD, "nummod") X(ATT_OBJ, "obj") X(ATT_OBL, "obl")          \
    X(ATT_OBL_AGENT, "obl:agent") X(ATT_OBL_UNMARKED, "obl:unmarked") X(ATT_ORPHAN, "orphan") X(ATT_PARATAXIS, "parataxis")                \
    X(ATT_PUNCT_REL, "punct") X(ATT_REPARANDUM, "reparandum") X(ATT_VOCATIVE, "vocative") X(ATT_XCOMP, "xcomp")
ATT_ENUM(att_deprel, ATT_DEPRELS);

#define ATT_NAME_KINDS(X) X(ATT_NO_NAME, "") X(ATT_PER, "PER") X(ATT_LOC, "LOC") X(ATT_ORG, "ORG")
ATT_ENUM(att_name_kind, ATT_NAME_KINDS);

#define ATT_ACTOR_KINDS(X)                                                                                                                 \
    X(ATT_PERSON, "person") X(ATT_ORGANISATION, "organisation") X(ATT_COUNTRY, "country") X(ATT_ACTOR_PLACE, "place") X(ATT_GROUP, "group")
ATT_ENUM(att_actor_kind, ATT_ACTOR_KINDS);

#define ATT_SECTORS(X)                                                                                                                     \
    X(ATT_NO_SECTOR, "") X(ATT_SECTOR_GOV, "GOV") X(ATT_SECTOR_MIL, "MIL") X(ATT_SECTOR_COP, "COP") X(ATT_SECTOR_JUD, "JUD")               \
    X(ATT_SECTOR_LEG, "LEG") X(ATT_SECTOR_SPY, "SPY") X(ATT_SECTOR_PTY, "PTY") X(ATT_SECTOR_OPP, "OPP") X(ATT_SECTOR_REB, "REB")           \
    X(ATT_SECTOR_PRM, "PRM") X(ATT_SECTOR_UAF, "UAF") X(ATT_SECTOR_CVL, "CVL") X(ATT_SECTOR_BUS, "BUS") X(ATT_SECTOR_LAB, "LAB")           \
    X(ATT_SECTOR_AGR, "AGR") X(ATT_SECTOR_EDU, "EDU") X(ATT_SECTOR_JRN, "JRN") X(ATT_SECTOR_MED, "MED") X(ATT_SECTOR_REF, "REF")           \
    X(ATT_SECTOR_REL, "REL") X(ATT_SECTOR_SOC, "SOC") X(ATT_SECTOR_ELI, "ELI") X(ATT_SECTOR_CRM, "CRM") X(ATT_SECTOR_PRE, "PRE")           \
    X(ATT_SECTOR_UNK, "UNK") X(ATT_SECTOR_IGO, "IGO") X(ATT_SECTOR_NGO, "NGO")
ATT_ENUM(att_sector, ATT_SECTORS);

#define ATT_STATUS_KINDS(X)                                                                                                                \
    X(ATT_OCCURRED, "occurred") X(ATT_ONGOING, "ongoing") X(ATT_SCHEDULED, "scheduled") X(ATT_EXPECTED, "expected")                        \
    X(ATT_POSSIBLE, "possible") X(ATT_ADVISED, "advised") X(ATT_NEGATED, "negated") X(ATT_CONDITIONAL, "conditional")
ATT_ENUM(att_event_status, ATT_STATUS_KINDS);

#define ATT_EVENT_TYPES(X)                                                                                                                 \
    X(ATT_NO_EVENT, "NONE") X(ATT_AGREE, "AGREE") X(ATT_CONSULT, "CONSULT") X(ATT_SUPPORT, "SUPPORT") X(ATT_CONCEDE, "CONCEDE")            \
    X(ATT_COOPERATE, "COOPERATE") X(ATT_AID, "AID") X(ATT_RETREAT, "RETREAT") X(ATT_REQUEST, "REQUEST") X(ATT_ACCUSE, "ACCUSE")            \
    X(ATT_REJECT, "REJECT") X(ATT_THREATEN, "THREATEN") X(ATT_PROTEST, "PROTEST") X(ATT_SANCTION, "SANCTION")                              \
    X(ATT_MOBILIZE, "MOBILIZE") X(ATT_COERCE, "COERCE") X(ATT_ASSAULT, "ASSAULT")
ATT_ENUM(att_event_type, ATT_EVENT_TYPES);

#define ATT_STATEMENT_KINDS(X) X(ATT_DIRECT, "direct") X(ATT_INDIRECT, "indirect") X(ATT_MIXED, "mixed")
ATT_ENUM(att_statement_kind, ATT_STATEMENT_KINDS);

#define ATT_STANCES(X)                                                                                                                     \
    X(ATT_SUPPORTS, "supports") X(ATT_OPPOSES, "opposes") X(ATT_DEMANDS, "demands") X(ATT_OFFERS, "offers") X(ATT_SEEKS, "seeks")          \
    X(ATT_AVOIDS, "avoids") X(ATT_CONSIDERS, "considers")
ATT_ENUM(att_stance, ATT_STANCES);

#define ATT_GRAINS(X)                                                                                                                      \
    X(ATT_DAY, "day") X(ATT_WEEK, "week") X(ATT_WEEKEND, "weekend") X(ATT_MONTH, "month") X(ATT_SEASON, "season") X(ATT_QUARTER, "quarter")\
    X(ATT_HALF, "half") X(ATT_YEAR, "year") X(ATT_DECADE, "decade") X(ATT_CENTURY, "century") X(ATT_DURATION, "duration") X(ATT_SET, "set")\
    X(ATT_VAGUE, "vague")
ATT_ENUM(att_grain, ATT_GRAINS);

/* The text of a list's value, and back (-1 when it is none of them): att_sector_name(ATT_SECTOR_GOV) is "GOV". */
#define ATT_NAMES_OF(type, LIST)                                                                                                           \
    const char *type##_name(type);                                                                                                         \
    int type##_find(att_str);
ATT_NAMES_OF(att_page, ATT_PAGES)
ATT_NAMES_OF(att_paragraph_kind, ATT_PARAGRAPHS)
ATT_NAMES_OF(att_upos, ATT_UPOSES)
ATT_NAMES_OF(att_deprel, ATT_DEPRELS)
ATT_NAMES_OF(att_name_kind, ATT_NAME_KINDS)
ATT_NAMES_OF(att_actor_kind, ATT_ACTOR_KINDS)
ATT_NAMES_OF(att_sector, ATT_SECTORS)
ATT_NAMES_OF(att_event_status, ATT_STATUS_KINDS)
ATT_NAMES_OF(att_event_type, ATT_EVENT_TYPES)
ATT_NAMES_OF(att_statement_kind, ATT_STATEMENT_KINDS)
ATT_NAMES_OF(att_stance, ATT_STANCES)
ATT_NAMES_OF(att_grain, ATT_GRAINS)

/* ---- the layers ------------------------------------------------------------------------------------------------------ */

/* How clean text came from the bytes received: runs in order of the clean text, without gaps there. */
typedef struct {
    uint32_t at, n; /* in the clean text */
    att_src src;    /* where it comes from; src.n == n and `same` when copied byte for byte */
    bool same;      /* false: decoded (an entity, another charset) or inserted (src.n == 0, e.g. the newline between paragraphs) */
} att_run;

typedef struct {
    att_paragraph_kind kind;
    att_span at;
    att_src src;
} att_paragraph;

typedef struct {
    att_src src;
    att_str why; /* teaser related caption-credit copyright navigation newsletter comment byline dateline ... */
} att_left_out;

typedef struct {
    att_span at;
    uint32_t first, n;  /* tokens */
    uint32_t paragraph; /* index */
} att_sentence;

typedef struct {
    att_span at;       /* the word as written (multiword tokens such as "don't" are cut: "do", "n't") */
    att_str lemma;     /* as the treebanks write it: lower case but for names */
    att_str xpos;      /* Penn tag, from the model's label table */
    att_str feats;     /* "Number=Sing|Person=3", sorted as in CoNLL-U; empty for none */
    uint32_t head;     /* token index in the document; ATT_NONE for a root */
    uint32_t sentence; /* index */
    uint32_t mention;  /* the innermost mention whose head is this token, or ATT_NONE; filled by actor/ */
    att_upos upos : 8;
    att_deprel deprel : 8;
    bool space_after : 1;
} att_token;

typedef struct {
    float none;             /* probability that the word tells of no event */
    float likely;           /* ... that it tells of one of the likeliest type */
    att_event_type type : 8;
} att_sight;

typedef struct {
    att_span at;
    uint32_t first, n; /* tokens */
    att_name_kind kind;
} att_name; /* a name the model found, in order, without overlaps */

typedef struct {
    att_str name;          /* the fullest name or description in the report */
    att_actor_kind kind;
    char country[4];       /* ISO 3166-1 alpha-3, or IGO UNO EUR NGO ISM IMG MNC KOS; "" unknown */
    att_sector sector[3];  /* the first n_sectors count */
    uint8_t n_sectors;
    char gender;           /* 'm' or 'f', where a title or the given name tells; else 0 */
    att_str office, organisation, known_as; /* empty: none */
    att_ids parts;         /* members, when the mention means several actors together ("the two leaders", "Seoul and Washington") */
    att_str because;       /* the lexicon row, model or rule behind country and sector: "actors/leaders.tsv:512" */
} att_actor;

typedef enum { ATT_MENTION_NAME, ATT_MENTION_NOMINAL, ATT_MENTION_PRONOUN, ATT_MENTION_ADJECTIVE } att_mention_kind;

typedef struct {
    att_span at;       /* with title and modifiers: "Japanese Prime Minister Shigeru Ishiba" */
    uint32_t first, n; /* tokens */
    uint32_t head;     /* token: the syntactic head of the words, which is where the tree attaches them */
    uint32_t actor;    /* index; a composite actor ("both sides") has parts */
    att_mention_kind kind; /* ADJECTIVE: a demonym or a country name before a noun ("Iranian officials", "the Mali mission") */
} att_mention;

typedef struct {
    att_span at;
    uint32_t first, n;     /* tokens */
    att_str value;         /* TIMEX3 value: 2025-02-06, 2025-W10, 2025-02-07TAF, 2024-FA, P3D ...; empty when vague */
    att_day from, to;      /* inclusive; ATT_NO_DAY for durations and sets */
    att_grain grain;
    att_str clock;         /* "16:00" when an hour is told, else empty */
} att_time;

typedef struct {
    att_str name;
    char country[4];
    att_str admin1;        /* empty: none */
    double lat, lon;       /* NaN: none */
    uint32_t geonames;     /* 0: none */
    ATT_VEC(att_span) mentions;
    att_ids heads;         /* the head token of each mention */
} att_place;

typedef struct {
    uint32_t speaker;      /* actor, or ATT_NONE when nobody is named */
    uint32_t speaker_head; /* token that names the speaker, or ATT_NONE */
    att_span cue;          /* "said", "according to"; n == 0 when there is none */
    uint32_t cue_token;    /* its head token, or ATT_NONE */
    att_statement_kind kind;
    att_span content;
    uint32_t first, n;     /* tokens of the content */
    uint32_t addressee;    /* actor or ATT_NONE */
    uint32_t time;         /* index in times of the day it was said, or ATT_NONE */
    att_str medium;        /* post, letter, statement, interview ...; empty: none */
    uint32_t within;       /* the statement that quotes this one, or ATT_NONE */
    att_str because;       /* speech.tsv row */
} att_statement;

typedef struct {
    att_event_type type;
    att_str mode;              /* empty: none */
    ATT_VEC(att_str) contexts;
    att_ids actor, recipient;  /* actors */
    att_event_status status;
    att_str date;              /* "2025-02-06", "2025-W10", "2025-02", "2025"; empty unknown */
    att_day from, to;
    att_str clock;             /* "16:00" or empty */
    uint32_t place;            /* index or ATT_NONE */
    att_span trigger;
    uint32_t token;            /* head token of the trigger */
    uint32_t sentence;
    uint32_t statement;        /* innermost statement that vouches, or ATT_NONE */
    uint32_t same_as;          /* first event of this report that tells of the same occurrence, or ATT_NONE */
    att_str occurrence;        /* REPORT#e1 of the first event over many reports; empty until they are read together */
    int32_t dead[2], injured[2], arrested[2]; /* least, most; -1 unknown */
    double confidence;
    att_str because;
    struct {
        uint32_t mentions, reports, sources;
    } tellings; /* of the occurrence, over many reports; 0 until they are read together */
    const struct att_scale *scale; /* as a record that was read again has it; NULL: looked up (record/record.h) */
} att_event;

typedef struct {
    uint32_t actor;
    att_str issue;
    att_stance stance;
    att_ids toward;
    att_event_status status;
    att_span evidence;
    uint32_t trigger;   /* token: the word of wanting, or of the event */
    uint32_t statement; /* or ATT_NONE */
    att_str because;
} att_position;

typedef struct {
    att_span at;
    att_str note;
} att_noted;

struct att_doc {
    att_arena arena;
    const att_engine *engine;

    /* as received */
    att_str bytes, source, input_id, charset; /* charset: what the transport said */
    bool is_html;

    /* article */
    att_page kind;
    att_str id, text_id, made_by; /* as a record that was read again has them; empty: of this document */
    att_str story; /* id of the first report of which this is a near-copy; empty until many are read together */
    att_str url, title, publisher, section, language;
    ATT_VEC(att_str) byline;
    bool byline_told;            /* the page's markup names its authors: lines of text add none */
    att_day published, modified; /* ATT_NO_DAY: unknown */
    att_day fetched;             /* no report is published after it was fetched */
    att_str published_from;      /* option input json-ld opengraph meta url time text dateline office-holders; empty when unknown */
    att_str dateline_place;
    att_day dateline_date;
    att_str text;                /* clean text: paragraphs joined by "\n" */
    ATT_VEC(att_run) runs;
    ATT_VEC(att_paragraph) paragraphs;
    ATT_VEC(att_left_out) left_out;

    /* language */
    ATT_VEC(att_sentence) sentences;
    ATT_VEC(att_token) tokens;
    ATT_VEC(att_name) names;
    float *roles;                /* [tokens][2][ATT_MODEL_ROLE] what the model keeps of each word for the roles of events, or NULL */
    att_sight *sights;           /* [tokens] what the model makes of each word; NULL when it does not know types of events */

    /* news */
    ATT_VEC(att_actor) actors;
    ATT_VEC(att_mention) mentions;
    ATT_VEC(att_time) times;
    ATT_VEC(att_place) places;
    ATT_VEC(att_statement) statements;
    ATT_VEC(att_event) events;
    ATT_VEC(att_position) positions;
    ATT_VEC(att_noted) notes;

    uint32_t *codepoints;        /* code points before each 256th byte of text; made on demand */
    att_str json, conllu;        /* made once, on demand */
};

/* Words of the clean text. */
static inline att_str att_doc_words(const att_doc *d, att_span s) { return att_str_sub(d->text, s.at, s.n); }
static inline att_str att_token_form(const att_doc *d, uint32_t t) { return att_doc_words(d, d->tokens.p[t].at); }
static inline att_span att_span_join(att_span a, att_span b)
{
    uint32_t at = a.at < b.at ? a.at : b.at, end = a.at + a.n > b.at + b.n ? a.at + a.n : b.at + b.n;
    return (att_span){at, end - at};
}
static inline bool att_span_has(att_span a, att_span b) { return a.at <= b.at && b.at + b.n <= a.at + a.n; }

/* The stretch of the report as received from which the words of `s` were made. */
att_src att_doc_source(const att_doc *d, att_span s);
/* What the bytes at `src`, cleaned again through the runs, say: for the property that att_doc_source goes both ways. */
att_str att_doc_cleaned(att_doc *d, att_src src);
/* The innermost statement whose content holds the words, or ATT_NONE. */
uint32_t att_doc_statement_around(const att_doc *, att_span words);
/* Byte offset of the clean text -> code points.  Builds a small index at the first call, once d->text is final. */
uint32_t att_doc_codepoints(att_doc *d, uint32_t byte);

/* Odd news is not an error: a note with the words it is about, and on we go. */
void att_note(att_doc *d, att_span at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* ---- asking the tree (no allocation) ------------------------------------------------------------------------------------ */

static inline bool att_token_lemma_is(const att_doc *d, uint32_t t, const char *lemma) { return att_str_is(d->tokens.p[t].lemma, lemma); }
bool att_token_has(const att_doc *d, uint32_t t, const char *feature); /* "Tense=Past" among its feats */
/* The next dependent of `head` with `rel` after token `after` (ATT_NONE: from the start of the sentence), or ATT_NONE. */
uint32_t att_tree_child(const att_doc *d, uint32_t head, att_deprel rel, uint32_t after);
/* The next dependent of any kind. */
uint32_t att_tree_next(const att_doc *d, uint32_t head, uint32_t after);
bool att_tree_under(const att_doc *d, uint32_t t, uint32_t top); /* t is top or below it */
/* First and last+1 token of the words under `t` (its smallest contiguous stretch; gaps are covered). */
void att_tree_yield(const att_doc *d, uint32_t t, uint32_t *first, uint32_t *end);
/* The preposition (or possessive marker) that introduces nominal `t`: its first case dependent, or ATT_NONE. */
uint32_t att_tree_case(const att_doc *d, uint32_t t);
att_span att_tokens_span(const att_doc *d, uint32_t first, uint32_t n);
/* The token that holds byte `at` of the text, or the first after it, or ATT_NONE. */
uint32_t att_token_at(const att_doc *d, uint32_t at);

#endif
