/* text/lists.c: blank-separated, sorted by what they are about; a word is looked up between blanks. */
#include "text/lists.h"

static bool among(att_str w, const char *list)
{
    for (const char *at = list; *at;) {
        size_t n = strcspn(at, " ");
        if (n == w.n && memcmp(at, w.p, n) == 0)
            return true;
        at += n;
        at += *at == ' ';
    }
    return false;
}

/* The same with the word in lower case, for ASCII words of at most 15 bytes. */
static bool among_lower(att_str w, const char *list)
{
    char low[16];
    if (w.n >= sizeof low)
        return false;
    for (size_t i = 0; i < w.n; i++)
        low[i] = (char)(att_is_upper((unsigned char)w.p[i]) ? w.p[i] | 32 : w.p[i]);
    return among((att_str){low, w.n}, list);
}

bool att_text_title(att_str w)
{
    return among(w, "Mr Mrs Ms Mx Dr Prof Gen Lt Col Sgt Capt Maj Cmdr Cdr Comdr Adm Brig Cpl Pvt Rep Reps Sen Sens Gov Govs Lieut Rev Hon "
                    "Pres St Ste Mt Ft "
                    "Amb Supt Insp Msgr Fr Messrs Mme Mmes Mlle Sr Sra Hr Asst Atty Vice-Adm Rear-Adm Maj-Gen Lt-Gen Lt-Col");
}

bool att_text_abbreviation(att_str w)
{
    return att_text_title(w) ||
           among(w, "Jr Co Cos Corp Inc Ltd Bros Plc Pty vs etc approx dept Dept est Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon "
                    "Tue Tues Wed Thu Thur "
                    "Thurs Fri Ave Blvd Rd al et Univ Assn Assoc Intl Natl Ph cf ca v Vol Vols vol pp Tel tel ext esp incl Gov't Bldg Sec "
                    "sec eg ie "
                    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mich Minn Mo Mont Neb Nev Okla Pa Penn Tenn Tex Va Vt "
                    "Wis Wyo Que Ont") ||
           among_lower(w, "jan feb sept oct nov dec");
}

/* The prefixes of the guidelines of the English Web Treebank, less those whose hyphen EWT and GUM mostly cut (vice, eco). */
bool att_text_prefix(att_str w)
{
    if (w.n > 1 && att_is_upper((unsigned char)w.p[1])) /* "UN-backed" is no "un-backed" */
        return false;
    if (att_str_is(w, "Un") || att_str_is(w, "De"))
        return false;
    return among_lower(w, "anti non pre post co pro re semi multi mid ex sub mini e counter cross ultra pseudo quasi neo inter intra un bi "
                          "tri uni micro macro "
                          "mega meta super over extra cyber socio psycho para peri pan de bio arch agro ante");
}

bool att_text_suffix(att_str w) { return among(w, "wise esque fold less most gate fest itis ette rama"); }
bool att_text_clitic(att_str w) { return among_lower(w, "s re ve ll d m t"); }
bool att_text_unit(att_str w)
{
    return among(w, "m k b t bn mn tn trn M K am pm AM PM mm cm km kg kph mph ft lb lbs mg ml Hz kHz MHz GHz kW MW GW kWh MWh GWh hp");
}

/* Without the countries whose code is an English word (in, no, it, us ...): a blank forgotten after a full stop is more common than their
 * sites. */
bool att_text_domain(att_str w)
{
    return among(
        w,
        "com org net gov edu mil int info biz tv io eu uk ca de fr ru cn jp au nz za il kr br es nl ch se fi dk pl ua ir tr COM ORG NET");
}

bool att_text_starter(att_str w)
{
    return among(w, "The He She It They We In On At But And A An This That These Those However Earlier Meanwhile There After Before If "
                    "When While As His Her Their "
                    "Its For By I You No Also Our My Not Some Many Most Both Since Under With From To Last Although Though Asked");
}

bool att_text_says(att_str w)
{
    return among(w, "said says asked asks told tells added adds wrote writes replied replies shouted wondered wonders demanded exclaimed "
                    "cried continued joked "
                    "tweeted quipped responded insisted inquired recalled according");
}

size_t att_text_contraction(att_str w)
{
    static const struct {
        const char *word;
        size_t first;
    } list[] = {{"cannot", 3}, {"gonna", 3}, {"gotta", 3}, {"wanna", 3},   {"gimme", 3},   {"lemme", 3},    {"dont", 2},   {"doesnt", 4},
                {"didnt", 3},  {"isnt", 2},  {"wasnt", 3}, {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6}, {"havent", 4}, {"hasnt", 3}};
    if (w.n < 4 || w.n > 8)
        return 0;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (att_str_same(w, att_str_of(list[i].word)))
            return list[i].first;
    return 0;
}
