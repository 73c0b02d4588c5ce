/* A claim of a worked example: "expression = value", the value as it is printed in the text. */
#ifndef CAIRN_STUDY_CLAIM_H
#define CAIRN_STUDY_CLAIM_H

#include "base/error.h"
#include "base/expression.h"

/* Holds a claim against what its expression (base/expression.h) gives. It is right when the result,
 * rounded to the digits that the value is printed with, is the value: 2/3 = 0.67 and 2/3 = 1 are.
 * Vectors and matrices have the same shape, and each of their numbers is right by its own digits.
 *
 * STATUS_CONTENT with a sentence when it is wrong or cannot be read; `*column` gets the byte, from 1,
 * that the sentence is about. */
CHECKED Status claim_check(const char *claim, size_t *column, Error *error);

#endif
