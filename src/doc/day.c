/* doc/day.c: days and the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms"). */
#include "doc/doc.h"

att_day att_day_of(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void att_day_parts(att_day z, int *year, int *month, int *day)
{
    z += 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int att_day_weekday(att_day d) { return (int)(((d % 7) + 10) % 7); } /* 1970-01-01 was a Thursday, 3 */

int att_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool att_day_parse(att_str s, att_day *out)
{
    int64_t y, m, d;
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !att_is_digit(s.p[0]) || !att_is_digit(s.p[5]) || !att_is_digit(s.p[8]) ||
        !att_str_number(att_str_sub(s, 0, 4), &y) || !att_str_number(att_str_sub(s, 5, 2), &m) || !att_str_number(att_str_sub(s, 8, 2), &d))
        return false;
    if (m < 1 || m > 12 || d < 1 || d > att_month_days((int)y, (int)m))
        return false;
    *out = att_day_of((int)y, (int)m, (int)d);
    return true;
}

att_str att_day_iso(att_arena *arena, att_day day)
{
    if (day == ATT_NO_DAY)
        return ATT_STR("");
    int y, m, d;
    att_day_parts(day, &y, &m, &d);
    return att_format(arena, "%04d-%02d-%02d", y, m, d);
}
