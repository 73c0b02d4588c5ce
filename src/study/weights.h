/* Weights of the memory model as text: numbers separated by commas, as options, commands and other
 * programs have them. */
#ifndef CAIRN_STUDY_WEIGHTS_H
#define CAIRN_STUDY_WEIGHTS_H

#include <stdbool.h>
#include <stddef.h>

#define WEIGHTS_MAX       64  /* more than any version has */
#define WEIGHTS_TEXT_SIZE 800 /* holds WEIGHTS_MAX of them as weights_format writes them */

/* Reads weights; "" is none. False, with `*count` undefined, when the text is anything else, holds a
 * number that is not finite or more than WEIGHTS_MAX of them. */
bool weights_parse(const char *text, double weights[WEIGHTS_MAX], size_t *count);

/* Writes at most WEIGHTS_MAX weights to four decimals, which is more than they are known to. */
void weights_format(const double *weights, size_t count, char out[WEIGHTS_TEXT_SIZE]);

#endif
