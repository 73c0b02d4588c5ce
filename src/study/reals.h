/* Double precision side by side: REALS numbers that are computed with at once, as lanes.h has it for
 * single precision. exp and log are polynomials made for this file (minimax, by exchange). */
#ifndef CAIRN_STUDY_REALS_H
#define CAIRN_STUDY_REALS_H

#include <stdint.h>
#include <string.h>

#ifndef REALS
#define REALS 2
#endif

#define REALS_CODE static inline __attribute__((always_inline))

typedef double Reals __attribute__((vector_size(REALS * sizeof(double))));
typedef int64_t RealMask __attribute__((vector_size(REALS * sizeof(int64_t)))); /* 0 or -1 each */
typedef uint64_t RealBits __attribute__((vector_size(REALS * sizeof(uint64_t))));

REALS_CODE Reals reals_all(double value)
{
    return value - (Reals){0};
}

REALS_CODE Reals reals_load(const double *from)
{
    Reals reals;
    memcpy(&reals, from, sizeof reals);
    return reals;
}

REALS_CODE void reals_store(double *to, Reals reals)
{
    memcpy(to, &reals, sizeof reals);
}

/* `yes` where the mask is set, else `no`. */
REALS_CODE Reals reals_pick(RealMask mask, Reals yes, Reals no)
{
    return (Reals)(((RealMask)yes & mask) | ((RealMask)no & ~mask));
}

REALS_CODE Reals reals_clamp(Reals value, double low, double high)
{
    value = reals_pick(value < low, reals_all(low), value);
    return reals_pick(value > high, reals_all(high), value);
}

/* gcc's analyser takes the number of lanes for the bits of one, and so each shift for too far. */
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wanalyzer-shift-count-overflow"
#endif

/* e^x, to 4e-16 of its value; x beyond -708 and 709 counts as that. */
REALS_CODE Reals reals_exp(Reals x)
{
    x = reals_clamp(x, -708, 709);
    /* x = n ln 2 + r: adding 1.5 * 2^52 rounds to whole numbers and leaves n in the lowest bits. */
    const double shift = 6755399441055744.0;
    Reals rounded = x * 1.4426950408889634 + shift;
    RealBits n = (RealBits)rounded - (RealBits)reals_all(shift);
    Reals whole = rounded - shift;
    Reals r = (x - whole * 0.693147180369123816) - whole * 1.90821492927058770e-10;
    Reals tail = 2.5117851268820338e-08 * r + 2.7631280257692432e-07;
    tail = tail * r + 2.7557216328732531e-06;
    tail = tail * r + 2.480148994239671e-05;
    tail = tail * r + 1.9841269917356493e-04;
    tail = tail * r + 1.3888888947015819e-03;
    tail = tail * r + 8.3333333333072152e-03;
    tail = tail * r + 4.1666666666515417e-02;
    tail = tail * r + 1.6666666666666699e-01;
    tail = tail * r + 0.5;
    Reals mantissa = 1 + (r + r * r * tail);
    return (Reals)((RealBits)mantissa + (n << 52));
}

/* ln x, to 4e-16 of its value, or 4e-16 where it is less than 1; x a normal number above 0. */
REALS_CODE Reals reals_log(Reals x)
{
    /* x = 2^n m with m from sqrt(1/2) to sqrt(2); ln m = 2 artanh((m-1) / (m+1)). */
    RealBits bits = (RealBits)x;
    RealBits biased = (bits - (UINT64_C(0x3fe6a09e667f3bcd) - (UINT64_C(1023) << 52))) >> 52;
    Reals f = (Reals)(bits - ((biased - 1023) << 52)) - 1;
    /* 2^52 + biased is the number whose lowest bits are `biased` */
    Reals whole = (Reals)(biased | UINT64_C(0x4330000000000000)) - (4503599627370496.0 + 1023);
    Reals s = f / (2 + f);
    Reals z = s * s;
    Reals tail = 0.073960545801975738 * z + 0.076572318147687697;
    tail = tail * z + 0.090917733725567329;
    tail = tail * z + 0.11111099473782501;
    tail = tail * z + 0.14285714369126723;
    tail = tail * z + 0.19999999999718271;
    tail = tail * z + 0.33333333333333653;
    Reals low = whole * 1.90821492927058770e-10 + 2 * s * z * tail;
    return whole * 0.693147180369123816 + (low + 2 * s);
}

#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif

#endif
