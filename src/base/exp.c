/* base/exp.c */
#include "base/base.h"

double att_exp(double x)
{
    if (!(x > -700))
        return 0;
    int64_t n = (int64_t)(x * 1.4426950408889634 - 0.5);
    double r = (x - (double)n * 6.93147180369123816490e-01) - (double)n * 1.90821492927058770002e-10, p = 1, scale;
    for (int i = 14; i > 0; i--) /* |r| < 0.35: the rest of the series is below 1e-18 */
        p = 1 + p * r / i;
    uint64_t bits = (uint64_t)(n + 1023) << 52;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

double att_log(double x)
{
    double n = 0, p = 0;
    for (; x > 1.5; x /= 2)
        n++;
    double t = (x - 1) / (x + 1), t2 = t * t; /* log x = 2 atanh t, |t| <= 0.2 */
    for (int i = 23; i > 0; i -= 2)
        p = p * t2 + 1.0 / i;
    return n * 0.69314718055994530942 + 2 * t * p;
}
