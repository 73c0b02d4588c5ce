#include "text/plot_scale.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define DECIMALS_MOST 12

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

void plot_sort(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
}

/* --- ranges --- */

bool plot_is_drawable(double value, bool logarithmic)
{
    return fabs(value) <= PLOT_VALUE_LIMIT && (!logarithmic || value > 1 / PLOT_VALUE_LIMIT);
}

void plot_extent_add(PlotExtent *extent, double value, bool logarithmic)
{
    if (!plot_is_drawable(value, logarithmic))
        return;
    bool is_first = extent->low > extent->high;
    extent->low = is_first ? value : fmin(extent->low, value);
    extent->high = is_first ? value : fmax(extent->high, value);
}

/* Some room around what has none; around 0, one to each side, but on a logarithmic axis nothing is near 0. */
static void open_range(PlotScale *scale)
{
    double middle = scale->low / 2 + scale->high / 2;
    double least = scale->logarithmic ? 0 : 1e-290;
    if (scale->high - scale->low > fmax(fabs(middle) * 1e-9, least))
        return;
    double room = scale->logarithmic || fabs(middle) > 1e-250 ? fabs(middle) / 2 : 1;
    scale->low = middle - room;
    scale->high = middle + room;
}

static void choose_range(PlotScale *scale, const PlotAxis *axis, PlotExtent data)
{
    bool given = axis->low < axis->high && plot_is_drawable(axis->low, false) &&
                 plot_is_drawable(axis->high, axis->logarithmic);
    scale->low = given ? axis->low : data.low;
    scale->high = given ? axis->high : data.high;
    if (!given && data.low > data.high) {
        scale->low = axis->logarithmic ? 1 : 0;
        scale->high = axis->logarithmic ? 10 : 1;
    }
    scale->logarithmic = axis->logarithmic;
    if (axis->logarithmic && !plot_is_drawable(scale->low, true))
        scale->low = fmax(scale->high / 1000, 1 / PLOT_VALUE_LIMIT * 10);
    open_range(scale);
}

double plot_scale_place(const PlotScale *scale, double value)
{
    if (scale->logarithmic)
        return (log(value) - log(scale->low)) / (log(scale->high) - log(scale->low));
    return (value - scale->low) / (scale->high - scale->low);
}

/* --- labels --- */

static const struct {
    double size;
    const char *suffix;
} sizes[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};

/* The minus of a written number as it should look; "-0" is 0. */
static const char *finish(Arena *arena, char *text, bool ascii)
{
    if (strspn(text, "-0.") == strlen(text) && text[0] == '-')
        text++;
    if (text[0] != '-' || ascii)
        return arena_dup(arena, text);
    size_t length = strlen(text);
    char *signed_text = arena_alloc(arena, length + 3, 1);
    (void)snprintf(signed_text, length + 3, "−%s", text + 1);
    return signed_text;
}

/* "1.500" is "1.5", "1.50e-07" is "1.5e-7". */
static void trim(char *text)
{
    char *exponent = strchr(text, 'e');
    char tail[16] = "";
    if (exponent != NULL) {
        (void)snprintf(tail, sizeof tail, "e%ld", strtol(exponent + 1, NULL, 10));
        *exponent = '\0';
    }
    size_t length = strlen(text);
    if (strchr(text, '.') != NULL) {
        while (text[length - 1] == '0')
            length--;
        length -= text[length - 1] == '.' ? 1 : 0;
    }
    memcpy(text + length, tail, strlen(tail) + 1);
}

const char *plot_number(Arena *arena, double value, int digits, bool ascii)
{
    char text[64];
    double size = fabs(value);
    if (!isfinite(value)) {
        (void)snprintf(text, sizeof text, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
        return finish(arena, text, ascii);
    }
    if (size != 0 && (size < 1e-3 || size >= 1e15)) {
        (void)snprintf(text, sizeof text, "%.*e", digits - 1, value);
        trim(text);
        return finish(arena, text, ascii);
    }
    size_t at = 0;
    size_t count = sizeof sizes / sizeof sizes[0];
    while (at < count && size < sizes[at].size * (sizes[at].size < 1e4 ? 10 : 1))
        at++;
    double scaled = at < count ? value / sizes[at].size : value;
    int whole_digits = scaled == 0 ? 1 : (int)floor(log10(fabs(scaled))) + 1;
    (void)snprintf(text, sizeof text, "%.*f", whole_digits >= digits ? 0 : digits - whole_digits,
                   scaled);
    trim(text);
    if (at < count)
        memcpy(text + strlen(text), sizes[at].suffix, 2);
    return finish(arena, text, ascii);
}

const char *plot_decimal(Arena *arena, double value, int decimals, bool ascii)
{
    char text[64];
    if (fabs(value) >= 1e15)
        return plot_number(arena, value, 3, ascii);
    (void)snprintf(text, sizeof text, "%.*f", decimals, value);
    return finish(arena, text, ascii);
}

/* All labels of a linear scale in one unit, with as many decimals as the step needs. */
static void label_linear(PlotScale *scale, Arena *arena, double step, bool ascii)
{
    double largest = fmax(fabs(scale->ticks[0]), fabs(scale->ticks[scale->count - 1]));
    size_t at = 0;
    size_t count = sizeof sizes / sizeof sizes[0];
    while (at < count && largest < sizes[at].size * (sizes[at].size < 1e4 ? 10 : 1))
        at++;
    double unit = at < count ? sizes[at].size : 1;
    int decimals = (int)ceil(-log10(step / unit) - 1e-9);
    decimals = decimals < 0 ? 0 : decimals;
    bool scientific = largest >= 1e15 || decimals > 4;
    for (int i = 0; i < scale->count; i++) {
        char text[64];
        double tick = scale->ticks[i] / unit;
        if (scientific && (largest >= 1e15 || largest < 1e-2 || decimals > DECIMALS_MOST)) {
            (void)snprintf(text, sizeof text, "%.4e", scale->ticks[i]);
            trim(text);
            if (tick == 0)
                memcpy(text, "0", 2);
        } else {
            (void)snprintf(text, sizeof text, "%.*f", decimals, tick);
            if (at < count && tick != 0)
                memcpy(text + strlen(text), sizes[at].suffix, 2);
        }
        scale->labels[i] = finish(arena, text, ascii);
    }
}

/* --- ticks --- */

double plot_nice_step(double rough)
{
    double power = pow(10, floor(log10(rough)));
    double part = rough / power;
    return (part <= 1.0000001 ? 1 : part <= 2.0000001 ? 2 : part <= 5.0000001 ? 5 : 10) * power;
}

/* Grows the range to whole steps, of which there are at most `most`; unless that would leave much of
 * it empty. */
static double widen(PlotScale *scale, double step, int most)
{
    double start = step;
    double first = floor(scale->low / step + 1e-6);
    double last = ceil(scale->high / step - 1e-6);
    while (last - first >= most && most >= 3) {
        step = plot_nice_step(step * 1.5);
        first = floor(scale->low / step + 1e-6);
        last = ceil(scale->high / step - 1e-6);
    }
    if ((last - first) * step > 1.7 * (scale->high - scale->low))
        return start;
    scale->low = fmin(scale->low, first * step);
    scale->high = fmax(scale->high, last * step);
    return step;
}

static void fit_linear(PlotScale *scale, Arena *arena, bool widened, int most, bool ascii)
{
    double step = plot_nice_step((scale->high - scale->low) / (most > 1 ? most - 1 : 1));
    step = widened ? widen(scale, step, most) : step;
    double first = ceil(scale->low / step - 1e-6);
    double last = floor(scale->high / step + 1e-6);
    scale->count = 0;
    for (int i = 0; first + i <= last && scale->count < PLOT_TICK_LIMIT; i++)
        scale->ticks[scale->count++] = first + i == 0 ? 0 : (first + i) * step; /* not -0 */
    if (scale->count > 0)
        label_linear(scale, arena, step, ascii);
}

static void add_tick(PlotScale *scale, Arena *arena, double tick, bool ascii)
{
    if (tick < scale->low * 0.999999 || tick > scale->high * 1.000001 ||
        scale->count >= PLOT_TICK_LIMIT)
        return;
    scale->labels[scale->count] = plot_number(arena, tick, 4, ascii);
    scale->ticks[scale->count++] = tick;
}

/* Powers of ten, every second or so where there are many; with 2 and 5 between them where few. */
static void fit_logarithmic(PlotScale *scale, Arena *arena, bool widened, int most, bool ascii)
{
    if (widened) {
        scale->low = fmin(scale->low, 1 / plot_nice_step(1 / scale->low));
        scale->high = fmax(scale->high, plot_nice_step(scale->high));
    }
    double first = floor(log10(scale->low) + 1e-6);
    double last = ceil(log10(scale->high) - 1e-6);
    double between = fmax(1, ceil((last - first) / (most > 1 ? most - 1 : 1)));
    bool has_room = between < 2 && (last - first) * 3 + 1 <= most;
    scale->count = 0;
    for (int i = 0; first + i * between <= last; i++) {
        double power = pow(10, first + i * between);
        add_tick(scale, arena, power, ascii);
        if (has_room) {
            add_tick(scale, arena, 2 * power, ascii);
            add_tick(scale, arena, 5 * power, ascii);
        }
    }
}

void plot_scale_fit(PlotScale *scale, Arena *arena, const PlotAxis *axis, PlotExtent data,
                    bool widened, int most, bool ascii)
{
    choose_range(scale, axis, data);
    most = most > PLOT_TICK_LIMIT ? PLOT_TICK_LIMIT : most < 2 ? 2 : most;
    widened = widened && !(axis->low < axis->high);
    if (scale->logarithmic)
        fit_logarithmic(scale, arena, widened, most, ascii);
    else
        fit_linear(scale, arena, widened, most, ascii);
}

int plot_scale_label_width(const PlotScale *scale)
{
    int widest = 0;
    for (int i = 0; i < scale->count; i++) {
        int width = utf8_width(scale->labels[i]);
        widest = width > widest ? width : widest;
    }
    return widest;
}
