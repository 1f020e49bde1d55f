/* text/lists.c */
#include "text/lists.h"

static bool among(att_str w, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (att_str_is(w, list[i]))
            return true;
    return false;
}
#define AMONG(w, list) among(w, list, sizeof list / sizeof *list)

static const char *const titles[] = {"Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sgt", "Capt", "Maj", "Cmdr", "Cdr", "Adm", "Brig", "Cpl", "Pvt",
                                     "Rep", "Reps", "Sen", "Sens", "Gov", "Rev", "Hon", "Pres", "St", "Mt", "Ft", "Amb", "Supt", "Insp", "Det", "Msgr", "Fr", "Messrs", "Mme", "Mlle"};
static const char *const others[] = {"Jr",  "Sr",  "Co",  "Corp", "Inc", "Ltd", "Bros", "vs",  "etc", "approx", "dept", "Dept", "est",  "Jan", "Feb", "Mar", "Apr",
                                     "Jun", "Jul", "Aug", "Sep",  "Sept", "Oct", "Nov",  "Dec", "Ave", "Blvd",   "Rd",   "al",   "Univ", "Assn", "Ph", "cf", "ca", "v", "Vol", "pp", "Tel"};
static const char *const prefixes[] = {"anti", "non", "pre", "post", "co", "pro", "re", "semi", "multi", "mid", "ex", "sub", "mini", "pan", "e", "counter",
                                       "ultra", "trans", "cross", "pseudo", "quasi", "neo", "inter", "intra", "un", "bi", "tri", "micro", "macro", "super", "de", "vice",
                                       "Anti", "Non", "Pre", "Post", "Co", "Pro", "Re", "Mid", "Ex", "Sub", "Pan", "E", "Multi", "Counter", "Vice", "Semi"};
static const char *const starters[] = {"The", "He", "She", "It", "They", "We", "In", "On", "At", "But", "And", "A", "An", "This", "That", "These", "Those", "However", "Earlier",
                                       "Meanwhile", "There", "After", "Before", "If", "When", "While", "As", "His", "Her", "Their", "Its", "For", "By", "I", "You", "No", "Also"};
static const char *const says[] = {"said", "says", "asked", "told", "added", "wrote", "replied", "shouted", "asks", "wondered"};

bool att_text_title(att_str w) { return AMONG(w, titles); }
bool att_text_abbreviation(att_str w) { return AMONG(w, titles) || AMONG(w, others); }
bool att_text_prefix(att_str w) { return AMONG(w, prefixes); }
bool att_text_starter(att_str w) { return AMONG(w, starters); }
bool att_text_says(att_str w) { return AMONG(w, says); }
