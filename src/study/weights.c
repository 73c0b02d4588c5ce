#include "study/weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool weights_parse(const char *text, double weights[WEIGHTS_MAX], size_t *count)
{
    *count = 0;
    for (const char *at = text[0] == '\0' ? NULL : text; at != NULL;) {
        char *end = NULL;
        double value = strtod(at, &end);
        bool ends = *end == ',' || *end == '\0';
        if (end == at || !ends || !isfinite(value) || *count == WEIGHTS_MAX)
            return false;
        weights[(*count)++] = value;
        at = *end == ',' ? end + 1 : NULL;
    }
    return true;
}

void weights_format(const double *weights, size_t count, char out[WEIGHTS_TEXT_SIZE])
{
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count && i < WEIGHTS_MAX && length < WEIGHTS_TEXT_SIZE - 1; i++) {
        int wrote = snprintf(out + length, WEIGHTS_TEXT_SIZE - length, "%s%.4f", i > 0 ? "," : "",
                             weights[i]);
        length += wrote > 0 ? (size_t)wrote : 0;
    }
}
