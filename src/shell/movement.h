/* The shortest way of the cursor from one cell to another. */
#ifndef CAIRN_SHELL_MOVEMENT_H
#define CAIRN_SHELL_MOVEMENT_H

#include "base/buffer.h"
#include "shell/capabilities.h"

#define MOVEMENT_UNKNOWN (-1) /* a row or a column that is not known */

/* Appends what takes the cursor from (`from_row`, `from_column`) to (`row`, `column`), counted from 0. */
void movement_add(Buffer *out, const Capabilities *terminal, int from_row, int from_column, int row,
                  int column);

/* Appends "\033[NUMBER" `last`. */
void movement_add_number(Buffer *out, int number, char last);

#endif
