/* Bold and italic letters as characters of their own, for terminals without these attributes. */
#ifndef CAIRN_TEXT_MATH_ALPHABET_H
#define CAIRN_TEXT_MATH_ALPHABET_H

#include <stdint.h>

/* The letter or digit in the emphasis (EMPHASIS_BOLD, EMPHASIS_ITALIC, or both), from Unicode's
 * Mathematical Alphanumeric Symbols; `code_point` itself when that has none. */
uint32_t math_alphabet_letter(uint32_t code_point, uint8_t emphasis);

#endif
