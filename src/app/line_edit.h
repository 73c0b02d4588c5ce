/* A line that is being typed. */
#ifndef CAIRN_APP_LINE_EDIT_H
#define CAIRN_APP_LINE_EDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "app/actions.h"
#include "base/buffer.h"

#define LINE_EDIT_MAX 2000 /* bytes; more is not taken */

/* Zero-initialised is empty. */
typedef struct LineEdit {
    Buffer text;
    size_t cursor; /* byte offset, between clusters */
} LineEdit;

void line_edit_done(LineEdit *edit);
void line_edit_set(LineEdit *edit, const char *text); /* cursor behind it */
const char *line_edit_text(const LineEdit *edit);

/* Inserts at the cursor; control and format characters are left out, newlines and tabs become
 * blanks. False when nothing was inserted. */
bool line_edit_insert(LineEdit *edit, const char *text);
bool line_edit_insert_code(LineEdit *edit, uint32_t code_point);

/* Runs an action of the typing group; false when it is none of them. */
bool line_edit_run(LineEdit *edit, Action action);

#endif
