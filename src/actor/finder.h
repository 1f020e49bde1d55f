/* actor/finder.h: what the files of this room share while one report is read.  Each file tells one story: phrase.c finds where somebody may
 * be named, reading.c what the words say, person.c, body.c, role.c, group.c and pronoun.c whom they mean, code.c and frame.c of which
 * country and sector. */
#ifndef ATT_FINDER_H
#define ATT_FINDER_H

#include "actor/office.h"
#include "actor/tables.h"
#include "doc/doc.h"

/* A phrase of the tables found in the text. */
typedef struct {
    uint32_t first, n, sense;
} hit;

/* A noun phrase without what hangs behind it: what stands before the head, and names after it. */
typedef struct {
    uint32_t head, first, end; /* tokens */
} phrase;

/* What the words of a phrase say; ATT_NONE and NULL where they say nothing. */
typedef struct {
    uint32_t person;     /* a personal name in it */
    uint32_t name;       /* any name that holds the head */
    uint32_t named;      /* phrase of the name tables that holds the head */
    uint32_t beside;     /* the body or group named before a role in the same phrase: "a *ministry* spokesman" */
    uint32_t role;       /* role phrase nearest to the name or at the head */
    uint32_t over;       /* a word that overrules the role's sector: "*opposition* lawmakers" */
    uint32_t owner;      /* the actor whose leader, office, members ... this is */
    const char *country; /* by an adjective, an owner, an of-phrase */
    const att_row *country_row;
    bool former;
    bool region;    /* of many countries: "West African leaders", "Gulf states" */
    bool breakaway; /* the country's row is that of a part that broke away */
} reading;

typedef struct {
    att_doc *d;
    const struct att_actor_tables *t;
    ATT_VEC(hit) hits;             /* by first token, without overlaps, one kind of table each */
    uint32_t *hit_at;              /* [tokens] the name hit that covers a token, or ATT_NONE */
    uint32_t *role_at;             /* [tokens] the role hit that covers a token, or ATT_NONE */
    uint32_t *name_at;             /* [tokens] the name that covers a token, or ATT_NONE */
    bool *quoted;                  /* [tokens] within quotation marks */
    ATT_VEC(att_name) names;       /* the model's names, where the gazetteer is surer set right */
    char frame[4];                 /* the report's own country */
    bool sure_frame;               /* told by the dateline */
    uint32_t armed;                /* how often rebels or a truce are told of */
    char (*local)[4];              /* [sentences] country of the place a sentence begins with ("In Cyprus, a court ..."), else "" */
    att_day day;                   /* the report's, or one on which its office holders were in office together */
    att_map countries;             /* code -> actor */
    ATT_VEC(uint8_t) gender;       /* by actor: 0 unknown, 'm', 'f' */
    ATT_VEC(const att_row *) body; /* by actor: its row among the bodies, or NULL */
    ATT_VEC(uint8_t) named;        /* by actor: 1 when a personal name is known */
    ATT_VEC(uint8_t) weak;         /* by actor: 1 when the country is only the report's own */
} finder;

static inline const att_token *tok(const finder *f, uint32_t t) { return &f->d->tokens.p[t]; }
static inline const sense *sense_of(const finder *f, uint32_t h) { return &f->t->senses.p[f->hits.p[h].sense]; }
static inline bool holds(const sense *s, att_day day) { return day == ATT_NO_DAY || att_office_held(s, day); }
static inline bool is_subject(const finder *f, uint32_t t)
{
    att_deprel r = tok(f, t)->deprel;
    return r == ATT_NSUBJ || r == ATT_NSUBJ_PASS || r == ATT_NSUBJ_OUTER;
}

/* ---- phrase.c ---- */

void att_who_find_names(finder *f);
void att_who_find_roles(finder *f);
uint32_t *att_who_no_marks(finder *f);
/* What the gazetteer knows by exactly these words is surer than the model's guess at their kind. */
void att_who_settle_names(finder *f);
bool att_who_is_nominal(const finder *f, uint32_t t);
/* A word that stands within another noun phrase: not a phrase of its own. */
bool att_who_within_another(const finder *f, uint32_t t);
phrase att_who_core_of(const finder *f, uint32_t head);
void att_who_mark_quoted(finder *f);

/* ---- frame.c ---- */

enum { ATT_WHO_WAR = 4 }; /* words for rebels and truces in a report on a war */

/* The country of whoever is not said to be of any, at token t. */
const char *att_who_frame_at(const finder *f, uint32_t t, att_sector sector);
/* The report's own country: the dateline's, else the one its words name most, the first a little before the others. */
void att_who_find_frame(finder *f);
/* "In Cyprus, a district court ...": the place that a sentence begins with is where its nameless actors are. */
void att_who_find_local(finder *f);
/* How often rebels or a truce are told of: then a "front" of whom no more is said bears arms.  Needs the roles. */
void att_who_find_arms(finder *f);
/* Persons and bodies that nothing ties to a country belong to the place that hangs on them, else to the report's own country: a market
 * trader, a shipyard, a party of the capital.  People of whom nothing is said but a name only when a dateline tells where the report comes
 * from. */
void att_who_place_the_rest(finder *f);

/* ---- code.c ---- */

uint32_t att_who_new_actor(finder *f, att_str name, att_actor_kind kind, const char *country);
/* A country that the words themselves name, which may correct one only taken from the report's own. */
void att_who_set_country(finder *f, uint32_t actor, const char *country);
void att_who_set_frame(finder *f, uint32_t actor, uint32_t t);
void att_who_set_sector(att_actor *a, att_sector s);
/* One more: a party in opposition is OPP and PTY. */
void att_who_add_sector(att_actor *a, att_sector s);
void att_who_set_because(finder *f, uint32_t actor, const att_row *row);
uint32_t att_who_country_actor(finder *f, const char *code, const att_row *row);
/* The state, or the breakaway part of one, that a country's name, adjective or seat means. */
uint32_t att_who_land(finder *f, const sense *s);
void att_who_add_mention(finder *f, uint32_t first, uint32_t n, uint32_t head, uint32_t actor, att_mention_kind kind);

/* ---- words.c ---- */

bool att_who_former_word(att_str w);
/* Whoever stands opposite: of another side, often of another country. */
bool att_who_elsewhere(att_str word);
/* What somebody named is called by again: a wider word than his office ("the diplomat", "the politician"). */
bool att_who_called_again(att_str word);
/* Whoever speaks or works for a person has that person's sector. */
bool att_who_speaks_for(att_str word);
bool att_who_shares_word(att_str a, att_str b);
uint32_t att_who_count_words(att_str s);
att_str att_who_last_word(att_str s);
bool att_who_same_folded(finder *f, att_str a, att_str b);
bool att_who_ends_with_words(att_str a, att_str b);
bool att_who_has_word(att_str words, att_str word);

/* ---- reading.c ---- */

static inline reading att_who_nothing_read(void)
{
    return (reading){
        .person = ATT_NONE, .name = ATT_NONE, .named = ATT_NONE, .beside = ATT_NONE, .role = ATT_NONE, .over = ATT_NONE, .owner = ATT_NONE};
}
reading att_who_read_phrase(finder *f, const phrase *p);
/* "London-based": where somebody sits, not whose he is. */
bool att_who_only_based(const finder *f, uint32_t h);
/* The sector that the words give, in the order of their modifiers: former, rebel or opposition, of the ministry, the role's own. */
att_sector att_who_sector(const finder *f, const reading *r);
/* What the owner lends: its country, and when it is a body and the words say no more, its sector. */
void att_who_take_owner(finder *f, uint32_t actor, const reading *r);

/* ---- person.c ---- */

/* The person of the report that a name means: a family name alone means who bears it; two full names must agree in their last word or be
 * turned around. */
uint32_t att_who_known_person(const finder *f, att_str name);
/* The mention that a phrase is an apposition to, by the tree or, where the tree lost it, by the comma between them; or ATT_NONE. */
uint32_t att_who_apposed_to(const finder *f, const phrase *p);
/* The unnamed person (or body) that the phrase is an apposition to, or ATT_NONE. */
uint32_t att_who_described_by(const finder *f, const phrase *p, bool person);
/* He or she, by the words of a role and by the given name. */
void att_who_set_gender(finder *f, uint32_t actor, att_str words);
void att_who_person_mention(finder *f, const phrase *p, const reading *r);

/* ---- body.c ---- */

/* "World Trade Organization (WTO)": the letters in brackets are another name, kept as the actor's `organisation` until the stage ends. */
void att_who_take_abbreviation(finder *f, uint32_t actor, uint32_t end);
void att_who_named_body(finder *f, const phrase *p, const reading *r, uint32_t first, uint32_t n, const sense *s);
/* Where a country only tells where: "in Iran", "from Mali to Niger". */
bool att_who_only_a_place(const finder *f, uint32_t t);
bool att_who_country_mention(finder *f, const phrase *p, const reading *r);
/* Country words that stand inside a phrase: "Iranian officials", "Mali's army", "the Japan-U.S. alliance". */
void att_who_inner_countries(finder *f, const phrase *p);

/* ---- role.c ---- */

/* "the", "that" or "this" before one: somebody told of before. */
bool att_who_points_back(const finder *f, const phrase *p);
/* The body that "a spokesman" speaks for when nobody is named: the subject last told of. */
uint32_t att_who_body_told_of(const finder *f, uint32_t t);
void att_who_role_mention(finder *f, const phrase *p, const reading *r);
/* "the Palace of Justice": a role word within a name of something else. */
bool att_who_in_a_place_name(const finder *f, const phrase *p);
/* "the country", "the boat": no role, but a word for somebody told of before. */
void att_who_said_before(finder *f, const phrase *p);

/* ---- again.c ---- */

/* Somebody named, when "the diplomat" or "the ministry spokesman" can only be who acted or spoke last: of the country and sector that the
 * words tell; else ATT_NONE. */
uint32_t att_who_again(const finder *f, const phrase *p, const reading *r, att_sector sector, att_str role);

/* Whether token t stands in a clause that hangs on another: told by the way, or by somebody. */
bool att_who_in_side_clause(const finder *f, uint32_t t);

/* ---- group.c ---- */

/* "both sides", "the two leaders": the two parties named last. */
bool att_who_composite(finder *f, const phrase *p);
/* "Samoa and Tokelau ... they": the group of those joined as subject of this or the sentence before, behind token `after`; or ATT_NONE. */
uint32_t att_who_joined(finder *f, uint32_t t, uint32_t after);
/* "Serbian and Croatian historians", "Qatar's and Bahrain's coastguards": one group of each country. */
bool att_who_of_several(finder *f, const phrase *p, const reading *r);

/* ---- pronoun.c ---- */

void att_who_pronoun_mention(finder *f, uint32_t t);

#endif
