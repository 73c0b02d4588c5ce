/* Numbers by chance that a seed decides: the same seed gives the same numbers on every machine. */
#ifndef CAIRN_STUDY_CHANCE_H
#define CAIRN_STUDY_CHANCE_H

#include <stdint.h>

typedef struct Chance {
    uint64_t state;
} Chance;

Chance chance_from(uint64_t seed);

/* A whole number below `limit` (> 0), all equally likely. */
uint64_t chance_below(Chance *chance, uint64_t limit);

#endif
