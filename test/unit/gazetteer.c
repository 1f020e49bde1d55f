/* The compiled towns: each is found by its name, the largest of a name first; what is no town is not found. */
#include <stdio.h>

#include "place/gazetteer.h"

static int failed;

static void check(bool good, const char *what)
{
    printf("%s gazetteer: %s\n", good ? "ok" : "not ok", what);
    failed += !good;
}

static bool has(const uint32_t *rows, uint32_t n, uint32_t row)
{
    for (uint32_t i = 0; i < n; i++)
        if (rows[i] == row)
            return true;
    return false;
}

int main(void)
{
    uint32_t n, last = 0, geonames_of_first[] = {2988507 /* Paris */, 2643743 /* London */};
    bool found = true, sorted = true, on_earth = true;
    for (uint32_t row = 0; row < 120000; row++) {
        const att_town *t = att_gazetteer_town(row);
        const uint32_t *rows = att_gazetteer_find(att_gazetteer_string(t->name), &n);
        found = found && has(rows, n, row);
        for (uint32_t i = 1; i < n; i++)
            sorted = sorted && att_gazetteer_town(rows[i - 1])->population >= att_gazetteer_town(rows[i])->population;
        on_earth =
            on_earth && t->lat >= -9000000 && t->lat <= 9000000 && t->lon >= -18000000 && t->lon <= 18000000 && t->country[0] && t->country[2];
        last = row;
    }
    check(found && last == 119999, "every town is found by its name");
    check(sorted, "the largest first");
    check(on_earth, "each lies on earth and in a country");
    check(att_gazetteer_town(att_gazetteer_find(ATT_STR("Paris"), &n)[0])->geonames == geonames_of_first[0] && n > 5,
          "Paris is the French one first, and there are others");
    check(att_gazetteer_town(att_gazetteer_find(ATT_STR("London"), &n)[0])->geonames == geonames_of_first[1], "London");
    check(!att_gazetteer_find(ATT_STR("Nowhere-on-the-Wold"), &n) && n == 0, "no such town");
    check(!att_gazetteer_find(ATT_STR(""), &n) && n == 0, "no name");
    return failed != 0;
}
