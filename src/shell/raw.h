/* What curses has no calls for: bytes for the terminal, whole frames and what goes between them, and
 * whether the terminal is still there. */
#ifndef CAIRN_SHELL_RAW_H
#define CAIRN_SHELL_RAW_H

#include <stdbool.h>

/* A terminal that is gone is noticed where input is read, so nothing is returned here. */
void raw_send(const char *text);

/* From any thread: the last that is sent. Who would send more waits for the end of the process. */
void raw_send_last(const char *text);

#define RAW_PASTE_OFF "\033[?2004l"

/* Bracketed paste; only for terminals with private modes. */
void raw_set_paste(bool on);

/* A desktop notification, through tmux when inside it: OSC 9 and OSC 777, of which most terminals know one
 * or none; with `once`, for those that know both, only the latter. `text` is sanitised. */
void raw_notify(const char *text, bool once);

/* Whether a terminal hung up, or is at its end although it says that there is something to read. */
bool raw_is_gone(int descriptor);

#endif
