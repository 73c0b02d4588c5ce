#include "shell/palette.h"

#include <limits.h>
#include <stddef.h>

#define CUBE_FIRST 16
#define GREY_FIRST 232
#define GREY_COUNT 24

typedef struct Rgb {
    int red, green, blue;
} Rgb;

/* The ANSI colours as xterm has them: an approximation, as every terminal sets its own. */
static const Rgb ANSI[16] = {
    {0, 0, 0},     {205, 0, 0},     {0, 205, 0},     {205, 205, 0},   {0, 0, 238}, {205, 0, 205},
    {0, 205, 205}, {229, 229, 229}, {127, 127, 127}, {255, 0, 0},     {0, 255, 0}, {255, 255, 0},
    {92, 92, 255}, {255, 0, 255},   {0, 255, 255},   {255, 255, 255},
};

static int cube_level(int step)
{
    return step == 0 ? 0 : 55 + 40 * step;
}

static Rgb rgb_of_index(int index)
{
    if (index < CUBE_FIRST)
        return ANSI[index];
    if (index >= GREY_FIRST) {
        int level = 8 + 10 * (index - GREY_FIRST);
        return (Rgb){level, level, level};
    }
    index -= CUBE_FIRST;
    return (Rgb){cube_level(index / 36), cube_level(index / 6 % 6), cube_level(index % 6)};
}

static Rgb rgb_of(Colour colour)
{
    if (colour.kind == COLOUR_INDEX)
        return rgb_of_index(colour.index);
    return (Rgb){colour.red, colour.green, colour.blue};
}

/* Squared distance, weighted by how much the eye sees of each component. */
static int distance(Rgb left, Rgb right)
{
    int red = left.red - right.red;
    int green = left.green - right.green;
    int blue = left.blue - right.blue;
    return 3 * red * red + 6 * green * green + blue * blue;
}

static int nearest(Rgb wanted, int first, int end)
{
    int best = first;
    int best_distance = INT_MAX;
    for (int i = first; i < end; i++) {
        int found = distance(wanted, rgb_of_index(i));
        if (found < best_distance) {
            best_distance = found;
            best = i;
        }
    }
    return best;
}

/* The first eight are too few for nearness alone: a muted green would become white. The hue decides
 * where there is one, the lightness where there is none. */
static int nearest_of_8(Rgb wanted, bool *bright)
{
    int high = wanted.red > wanted.green ? wanted.red : wanted.green;
    int low = wanted.red < wanted.green ? wanted.red : wanted.green;
    high = wanted.blue > high ? wanted.blue : high;
    low = wanted.blue < low ? wanted.blue : low;
    if (high - low < 48)
        return high < 88 ? 0 : 7;
    int middle = (high + low) / 2;
    *bright = high > 240;
    return (wanted.red > middle ? 1 : 0) | (wanted.green > middle ? 2 : 0) |
           (wanted.blue > middle ? 4 : 0);
}

static int number_of_8(Colour colour, bool *bright)
{
    if (colour.kind == COLOUR_INDEX && colour.index < 16) {
        /* bold black is invisible on many terminals */
        if (colour.index == 8)
            return 7;
        *bright = colour.index > 8;
        return colour.index % 8;
    }
    return nearest_of_8(rgb_of(colour), bright);
}

static int number_direct(Colour colour)
{
    if (colour.kind == COLOUR_INDEX && colour.index < 8)
        return colour.index;
    Rgb rgb = rgb_of(colour);
    int number = rgb.red << 16 | rgb.green << 8 | rgb.blue;
    return number < 8 ? 8 : number; /* below 8 they would be the ANSI colours */
}

int palette_number(Colour colour, PaletteDepth depth, bool *bright)
{
    bool ignored = false;
    bright = bright == NULL ? &ignored : bright;
    *bright = false;
    if (colour.kind == COLOUR_DEFAULT)
        return PALETTE_DEFAULT;
    switch (depth) {
    case PALETTE_8:
        return number_of_8(colour, bright);
    case PALETTE_16:
        if (colour.kind == COLOUR_INDEX && colour.index < 16)
            return colour.index;
        return nearest(rgb_of(colour), 0, 16);
    case PALETTE_256:
        if (colour.kind == COLOUR_INDEX)
            return colour.index;
        return nearest(rgb_of(colour), CUBE_FIRST, GREY_FIRST + GREY_COUNT);
    case PALETTE_DIRECT:
        return number_direct(colour);
    case PALETTE_NONE:
    default:
        return PALETTE_DEFAULT;
    }
}
