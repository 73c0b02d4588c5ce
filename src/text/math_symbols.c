/* Characters of mathematics: commands and their symbols, alphabets, scripts. */
#include <string.h>

#include "text/math_parser.h"

/* How the tables name a class: as MathClass does, and operators by what they do with limits. */
#define CLASS_ORD   .class = MATH_ORD
#define CLASS_OP    .class = MATH_OP
#define CLASS_LIM   .class = MATH_OP, .movable = true
#define CLASS_BIG   .class = MATH_BIG, .movable = true
#define CLASS_INT   .class = MATH_BIG
#define CLASS_BIN   .class = MATH_BIN
#define CLASS_REL   .class = MATH_REL
#define CLASS_OPEN  .class = MATH_OPEN
#define CLASS_CLOSE .class = MATH_CLOSE
#define CLASS_PUNCT .class = MATH_PUNCT

static const MathSymbol symbols[] = {
#define SYMBOL(symbol_name, unicode, plain, symbol_class) \
    {symbol_name, unicode, plain, CLASS_##symbol_class},
#include "text/math_symbols_A_to_Z.def"
#include "text/math_symbols_a_to_l.def"
#include "text/math_symbols_m_to_z.def"
#undef SYMBOL
};
#define SYMBOL_COUNT (sizeof symbols / sizeof symbols[0])

const void *math_find_named(const void *table, size_t count, size_t size, const char *name,
                            size_t length)
{
    const char *base = table;
    while (count > 0) {
        const char *middle = base + count / 2 * size;
        int order = strncmp(name, middle, length);
        if (order == 0 && middle[length] == '\0')
            return middle;
        if (order <= 0) {
            count /= 2;
        } else {
            base = middle + size;
            count -= count / 2 + 1;
        }
    }
    return NULL;
}

const MathSymbol *math_symbol_find(const char *name, size_t length)
{
    return math_find_named(symbols, SYMBOL_COUNT, sizeof symbols[0], name, length);
}

/* The symbols' texts alone, each as two numbers: thousands of them are compared with each character
 * beyond ASCII. */
typedef union SymbolText {
    char bytes[16];
    uint64_t words[2];
} SymbolText;

static const SymbolText texts[] = {
#define SYMBOL(symbol_name, unicode, plain, symbol_class) {unicode},
#include "text/math_symbols_A_to_Z.def"
#include "text/math_symbols_a_to_l.def"
#include "text/math_symbols_m_to_z.def"
#undef SYMBOL
};

const MathSymbol *math_symbol_find_text(const char *text, size_t length)
{
    SymbolText wanted = {.words = {0}};
    if (length == 0 || length > sizeof wanted.bytes)
        return NULL;
    memcpy(wanted.bytes, text, length);
    for (size_t i = 0; i < SYMBOL_COUNT; i++) {
        if (texts[i].words[0] == wanted.words[0] && texts[i].words[1] == wanted.words[1])
            return &symbols[i];
    }
    return NULL;
}

typedef struct Pair {
    uint32_t from, to;
} Pair;

/* `pairs` ends with a pair from 0. */
static uint32_t look_up(const Pair *pairs, uint32_t from)
{
    while (pairs->from != 0 && pairs->from != from)
        pairs++;
    return pairs->to;
}

/* The letters that Unicode had before the astral alphabets came; those have gaps there. */
static const Pair early_letters[][16] = {
    [MATH_FONT_BLACKBOARD] = {{'C', 0x2102},
                              {'H', 0x210D},
                              {'N', 0x2115},
                              {'P', 0x2119},
                              {'Q', 0x211A},
                              {'R', 0x211D},
                              {'Z', 0x2124}},
    [MATH_FONT_SCRIPT] = {{'B', 0x212C},
                          {'E', 0x2130},
                          {'F', 0x2131},
                          {'H', 0x210B},
                          {'I', 0x2110},
                          {'L', 0x2112},
                          {'M', 0x2133},
                          {'R', 0x211B},
                          {'e', 0x212F},
                          {'g', 0x210A},
                          {'o', 0x2134}},
    [MATH_FONT_FRAKTUR] =
        {{'C', 0x212D}, {'H', 0x210C}, {'I', 0x2111}, {'R', 0x211C}, {'Z', 0x2128}},
};

uint32_t math_font_letter(MathFont font, uint32_t letter)
{
    static const struct {
        uint32_t upper, lower, digit;
    } astral[] = {
        [MATH_FONT_BLACKBOARD] = {0x1D538, 0x1D552, 0x1D7D8},
        [MATH_FONT_SCRIPT] = {0x1D49C, 0x1D4B6, 0},
        [MATH_FONT_FRAKTUR] = {0x1D504, 0x1D51E, 0},
    };
    if (font == MATH_FONT_ITALIC || font == MATH_FONT_ROMAN)
        return letter;
    uint32_t early = look_up(early_letters[font], letter);
    if (early != 0)
        return early;
    if (letter >= 'A' && letter <= 'Z')
        return astral[font].upper + (letter - 'A');
    if (letter >= 'a' && letter <= 'z')
        return astral[font].lower + (letter - 'a');
    if (letter >= '0' && letter <= '9' && astral[font].digit != 0)
        return astral[font].digit + (letter - '0');
    return letter;
}

uint32_t math_superscript(uint32_t code_point)
{
    static const Pair pairs[] = {{'0', 0x2070},    {'1', 0x00B9},
                                 {'2', 0x00B2},    {'3', 0x00B3},
                                 {'4', 0x2074},    {'5', 0x2075},
                                 {'6', 0x2076},    {'7', 0x2077},
                                 {'8', 0x2078},    {'9', 0x2079},
                                 {'+', 0x207A},    {'-', 0x207B},
                                 {0x2212, 0x207B}, {'=', 0x207C},
                                 {'(', 0x207D},    {')', 0x207E},
                                 {'a', 0x1D43},    {'b', 0x1D47},
                                 {'c', 0x1D9C},    {'d', 0x1D48},
                                 {'e', 0x1D49},    {'f', 0x1DA0},
                                 {'g', 0x1D4D},    {'h', 0x02B0},
                                 {'i', 0x2071},    {'j', 0x02B2},
                                 {'k', 0x1D4F},    {'l', 0x02E1},
                                 {'m', 0x1D50},    {'n', 0x207F},
                                 {'o', 0x1D52},    {'p', 0x1D56},
                                 {'r', 0x02B3},    {'s', 0x02E2},
                                 {'t', 0x1D57},    {'u', 0x1D58},
                                 {'v', 0x1D5B},    {'w', 0x02B7},
                                 {'x', 0x02E3},    {'y', 0x02B8},
                                 {'z', 0x1DBB},    {'A', 0x1D2C},
                                 {'B', 0x1D2E},    {'D', 0x1D30},
                                 {'E', 0x1D31},    {'G', 0x1D33},
                                 {'H', 0x1D34},    {'I', 0x1D35},
                                 {'J', 0x1D36},    {'K', 0x1D37},
                                 {'L', 0x1D38},    {'M', 0x1D39},
                                 {'N', 0x1D3A},    {'O', 0x1D3C},
                                 {'P', 0x1D3E},    {'R', 0x1D3F},
                                 {'T', 0x1D40},    {'U', 0x1D41},
                                 {'V', 0x2C7D},    {'W', 0x1D42},
                                 {0x03B2, 0x1D5D}, {0x03B3, 0x1D5E},
                                 {0x03B4, 0x1D5F}, {0x03B8, 0x1DBF},
                                 {0x03C6, 0x1D60}, {0x03C7, 0x1D61},
                                 {0x22A4, 0x1D40}, {0x2032, 0x2032},
                                 {0x2218, 0x00B0}, {0x00B0, 0x00B0},
                                 {'*', '*'},       {0x2217, '*'},
                                 {0x2020, 0x2020}, {0, 0}};
    return look_up(pairs, code_point);
}

uint32_t math_subscript(uint32_t code_point)
{
    static const Pair pairs[] = {{'0', 0x2080},    {'1', 0x2081},    {'2', 0x2082},
                                 {'3', 0x2083},    {'4', 0x2084},    {'5', 0x2085},
                                 {'6', 0x2086},    {'7', 0x2087},    {'8', 0x2088},
                                 {'9', 0x2089},    {'+', 0x208A},    {'-', 0x208B},
                                 {0x2212, 0x208B}, {'=', 0x208C},    {'(', 0x208D},
                                 {')', 0x208E},    {'a', 0x2090},    {'e', 0x2091},
                                 {'h', 0x2095},    {'i', 0x1D62},    {'j', 0x2C7C},
                                 {'k', 0x2096},    {'l', 0x2097},    {'m', 0x2098},
                                 {'n', 0x2099},    {'o', 0x2092},    {'p', 0x209A},
                                 {'r', 0x1D63},    {'s', 0x209B},    {'t', 0x209C},
                                 {'u', 0x1D64},    {'v', 0x1D65},    {'x', 0x2093},
                                 {0x03B2, 0x1D66}, {0x03B3, 0x1D67}, {0x03C1, 0x1D68},
                                 {0x03C6, 0x1D69}, {0x03C7, 0x1D6A}, {0, 0}};
    return look_up(pairs, code_point);
}
