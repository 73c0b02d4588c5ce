/* Other programs: the learner's editor and browser. No shell is ever involved. */
#ifndef CAIRN_COMPANION_EXTERNAL_H
#define CAIRN_COMPANION_EXTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Bytes of a text that comes back from the editor. */
#define EXTERNAL_TEXT_LIMIT ((size_t)256 * 1024)

/* Splits a command such as VISUAL's into words at blanks; '..' and ".." keep blanks, a backslash
 * takes the next byte as it is (within ".." only before " and \). `*words` is NULL-terminated and
 * freed, with its strings, by external_words_free. STATUS_USAGE for an open quote or no word. */
CHECKED Status external_split(const char *command, char ***words, Error *error);
void external_words_free(char **words);

/* Runs the learner's editor ($VISUAL, $EDITOR, else sensible-editor, nano or vi, whichever there
 * is first) on `path`, with the program's own standard streams, and waits for it. Ctrl-C and
 * Ctrl-\ reach the editor alone. STATUS_FAILED when there is none or it did not end with 0. */
CHECKED Status external_edit(const char *path, Error *error);

/* The same with the cursor in a line, from 1, where the editor is known to take one: "+12 file", or as
 * its own kind wants it ("file:12", "--goto file:12"). STATUS_FAILED, before it starts, when the file
 * cannot be written. */
CHECKED Status external_edit_at(const char *path, size_t line, Error *error);

/* Lets the learner edit `text`: it goes into a private file (0600) in `directory`, which is removed
 * in the end; one that cannot be taken (too long, not UTF-8) is kept, and the error names it. `*edited`
 * is the caller's to free; text without content comes back as "". */
CHECKED Status external_edit_text(const char *directory, const char *text, char **edited,
                                  Error *error);

/* After a text that somebody wrote could not be stored (`status`, with its `error`): keeps it in a file
 * in `directory`, or else in /tmp, and puts the file's name before the error. Returns `status`. */
CHECKED Status external_keep_text(const char *directory, const char *text, Status status,
                                  Error *error);

/* Whether PATH has a program of this name (a name with a slash is looked at itself). */
bool external_can_run(const char *name);

/* Starts a program (NULL-terminated words) in the background: without a terminal or any output, and nobody
 * waits for it. The first word is a name in PATH or, with an `environment` (NULL-terminated "NAME=VALUE" that
 * it gets besides the program's own), the path of the file that is run itself. STATUS_FAILED when it could
 * not start. */
CHECKED Status external_start(char **words, char **environment, Error *error);

/* Whether an address may be handed to a browser: http or https, printable ASCII without blanks,
 * quotes or backslashes. */
bool external_address_is_safe(const char *address);

/* Opens an address with $BROWSER, xdg-open or open, in the background with no terminal and its
 * output thrown away. `*opened` false when there is no such program (show the address instead).
 * STATUS_USAGE for an address that is not safe, STATUS_FAILED when the program could not start. */
CHECKED Status external_open_address(const char *address, bool *opened, Error *error);

#endif
