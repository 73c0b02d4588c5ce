#include "study/chance.h"

Chance chance_from(uint64_t seed)
{
    return (Chance){.state = seed};
}

/* splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
static uint64_t next(Chance *chance)
{
    uint64_t mixed = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

uint64_t chance_below(Chance *chance, uint64_t limit)
{
    uint64_t threshold = (UINT64_MAX - limit + 1) % limit; /* what would favour the small numbers */
    uint64_t number = next(chance);
    while (number < threshold)
        number = next(chance);
    return number % limit;
}
