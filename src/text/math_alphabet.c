#include "text/math_alphabet.h"

#include <stddef.h>

#include "text/style.h"

/* Where each alphabet's runs of letters start, by emphasis; 0 where there is none. */
typedef struct Run {
    uint32_t first, last;
    uint32_t bold, italic, both;
} Run;

static const Run runs[] = {
    {'A', 'Z', 0x1D400, 0x1D434, 0x1D468},
    {'a', 'z', 0x1D41A, 0x1D44E, 0x1D482},
    {'0', '9', 0x1D7CE, 0, 0x1D7CE},
    {0x0391, 0x03A9, 0x1D6A8, 0x1D6E2, 0x1D71C},
    {0x03B1, 0x03C9, 0x1D6C2, 0x1D6FC, 0x1D736},
    {0x2207, 0x2207, 0x1D6C1, 0x1D6FB, 0x1D735},
    {0x2202, 0x2202, 0x1D6DB, 0x1D715, 0x1D74F},
};

#define ITALIC_H  0x1D455U /* a hole: the letter is Planck's constant */
#define PLANCK    0x210EU
#define NO_LETTER 0x03A2U /* a hole among the capital Greek letters */

uint32_t math_alphabet_letter(uint32_t code_point, uint8_t emphasis)
{
    unsigned wanted = emphasis & (EMPHASIS_BOLD | EMPHASIS_ITALIC);
    if (wanted == 0 || code_point == NO_LETTER)
        return code_point;
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        const Run *run = &runs[i];
        if (code_point < run->first || code_point > run->last)
            continue;
        uint32_t start = wanted == EMPHASIS_BOLD     ? run->bold
                         : wanted == EMPHASIS_ITALIC ? run->italic
                                                     : run->both;
        uint32_t letter = start == 0 ? code_point : start + (code_point - run->first);
        return letter == ITALIC_H ? PLANCK : letter;
    }
    return code_point;
}
