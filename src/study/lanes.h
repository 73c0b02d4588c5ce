/* Numbers side by side: LANES floats that are computed with at once, for code that does the same to
 * many cards. The compiler's vector types carry it, so that one text serves every processor: a file
 * that wants wider registers than the processor's family is sure to have sets LANES and its target
 * before it includes this header.
 *
 * exp and log are polynomials made for this file (minimax, by exchange); their errors stand below and
 * are tested. */
#ifndef CAIRN_STUDY_LANES_H
#define CAIRN_STUDY_LANES_H

#include <stdint.h>
#include <string.h>

#ifndef LANES
#define LANES 4
#endif

#define LANES_CODE static inline __attribute__((always_inline))

typedef float Lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t LaneMask __attribute__((vector_size(LANES * sizeof(int32_t)))); /* 0 or -1 each */

LANES_CODE Lanes lanes_all(float value)
{
    return value - (Lanes){0};
}

LANES_CODE Lanes lanes_load(const float *from)
{
    Lanes lanes;
    memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

LANES_CODE void lanes_store(float *to, Lanes lanes)
{
    memcpy(to, &lanes, sizeof lanes);
}

/* `yes` where the mask is set, else `no`. */
LANES_CODE Lanes lanes_pick(LaneMask mask, Lanes yes, Lanes no)
{
    return (Lanes)(((LaneMask)yes & mask) | ((LaneMask)no & ~mask));
}

/* `value` where the mask is set, else 0. */
LANES_CODE Lanes lanes_only(LaneMask mask, Lanes value)
{
    return (Lanes)((LaneMask)value & mask);
}

LANES_CODE Lanes lanes_least(Lanes left, Lanes right)
{
    return lanes_pick(left < right, left, right);
}

LANES_CODE Lanes lanes_most(Lanes left, Lanes right)
{
    return lanes_pick(left > right, left, right);
}

LANES_CODE Lanes lanes_clamp(Lanes value, float low, float high)
{
    return lanes_least(lanes_most(value, lanes_all(low)), lanes_all(high));
}

LANES_CODE float lanes_sum(Lanes lanes)
{
    float sum = 0;
    for (int i = 0; i < LANES; i++)
        sum += lanes[i];
    return sum;
}

/* e^x, to 2e-7 of its value; x beyond -87 and 88 counts as that. */
LANES_CODE Lanes lanes_exp(Lanes x)
{
    x = lanes_clamp(x, -87, 88);
    /* x = n ln 2 + r: adding 1.5 * 2^23 rounds to whole numbers and leaves n in the lowest bits. */
    const float shift = 12582912;
    Lanes rounded = x * 1.44269504F + shift;
    LaneMask n = (LaneMask)rounded - (LaneMask)lanes_all(shift);
    Lanes whole = rounded - shift;
    Lanes r = x - whole * 0.693359375F + whole * 2.12194440e-4F;
    Lanes tail =
        ((((1.39504946e-3F * r + 8.36888935e-3F) * r + 4.16662057e-2F) * r + 1.66665188e-1F) * r +
         5.00000010e-1F);
    Lanes mantissa = 1 + (r + r * r * tail);
    return (Lanes)((LaneMask)mantissa + n * (1 << 23));
}

/* gcc's analyser takes the number of lanes for the bits of one, and so each shift for too far. */
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wanalyzer-shift-count-overflow"
#endif

/* ln x, to 2e-7 of its value, or 2e-7 where it is less than 1; x a normal number above 0. */
LANES_CODE Lanes lanes_log(Lanes x)
{
    /* x = 2^n m with m from sqrt(1/2) to sqrt(2). */
    LaneMask bits = (LaneMask)x;
    LaneMask n = (bits - 0x3f3504f3) >> 23;
    Lanes f = (Lanes)(bits - n * (1 << 23)) - 1;
    Lanes whole = __builtin_convertvector(n, Lanes);
    Lanes tail =
        (((((8.70043922e-2F * f - 1.42674812e-1F) * f + 1.49147642e-1F) * f - 1.65775853e-1F) * f +
          1.99630642e-1F) *
             f -
         2.50013370e-1F) *
            f +
        3.33339107e-1F;
    Lanes low = f * f * (f * tail - 0.5F) - whole * 2.12194440e-4F;
    return (low + f) + whole * 0.693359375F;
}

#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif

#endif
