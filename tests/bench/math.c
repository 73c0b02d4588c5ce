/* Measures typesetting: how many formulas a second are parsed, laid out and turned into rows, over the
 * display formulas of a file such as tests/golden/math/machine-learning.math; and what a formula costs
 * that is 2, 4, 8 times as long. Processor time, the best of several runs. Figures, not a test: it
 * ends with 0 when it could measure. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "bench/common/measure.h"
#include "text/math_box.h"

#define FILE_LIMIT 1048576 /* bytes */
#define RUNS       7
#define RUN_MS     150
#define BAR        70000 /* formulas a second */

typedef struct Formula {
    const char *tex;
    size_t length;
} Formula;

typedef ARRAY(Formula) Formulas;

static Formulas find_formulas(const char *text)
{
    static const char mark[] = "display: ";
    Formulas formulas = {0};
    for (const char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        if (strncmp(line, mark, strlen(mark)) == 0)
            *array_push(&formulas) = (Formula){line + strlen(mark), length - strlen(mark)};
        line += length + (line[length] == '\n' ? 1 : 0);
    }
    return formulas;
}

/* Formulas a second in the best of the runs. */
static double measure(const Formula *formulas, size_t count)
{
    static const MathOptions options = {.form = MATH_FORM_DISPLAY, .role = ROLE_MATH};
    Arena *arena = arena_new();
    double best = 0;
    for (int run = 0; run < RUNS; run++) {
        const double begun = bench_processor_ms();
        double spent;
        size_t done = 0;
        do {
            for (size_t i = 0; i < count; i++) {
                math_typeset(arena, formulas[i].tex, formulas[i].length, &options);
                arena_reset(arena);
            }
            done += count;
            spent = bench_processor_ms() - begun;
        } while (spent < RUN_MS);
        double rate = (double)done / spent * 1e3;
        best = rate > best ? rate : best;
    }
    arena_free(arena);
    return best;
}

/* Lines of a formula one below the other, so that the box grows with them and meets no limit. */
static void measure_growth(void)
{
    static const char line[] = "\\frac{x_1 + x_2}{y_3} = \\left(\\sum_{i=1}^n a_i\\right)^2 \\\\ ";
    double first = 0;
    for (int times = 1; times <= 8; times *= 2) {
        Buffer tex = {0};
        for (int i = 0; i < 4 * times; i++)
            buffer_add_text(&tex, line);
        double cost = 1e6 / measure(&(Formula){buffer_text(&tex), tex.length}, 1);
        first = times == 1 ? cost : first;
        printf("  %dx the length  %8.1f us  %5.2fx the cost\n", times, cost, cost / first);
        buffer_done(&tex);
    }
}

int main(int count, char **arguments)
{
    char *text = NULL;
    size_t length;
    Error error;
    if (count != 2) {
        fprintf(stderr, "usage: math FILE\n");
        return 1;
    }
    if (file_read(arguments[1], FILE_LIMIT, &text, &length, &error) != STATUS_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    Formulas formulas = find_formulas(text);
    if (formulas.count > 0) {
        double rate = measure(formulas.items, formulas.count);
        printf("formulas  %.0f a second (%zu different ones; bar %d: %s)\n", rate, formulas.count,
               BAR, rate >= BAR ? "met" : "MISSED");
        measure_growth();
    }
    array_done(&formulas);
    mem_free(text);
    return 0;
}
