/* Reading the description of the terminal that curses has opened. */
#ifndef CAIRN_SHELL_TERMINFO_H
#define CAIRN_SHELL_TERMINFO_H

#include "base/arena.h"
#include "shell/capabilities.h"

/* The strings live as long as the arena. */
void terminfo_read(Arena *arena, Capabilities *out);

/* Whether the terminal understands private modes and operating system commands: curses switches the
 * alternate screen on with one. After curses was started. */
bool terminfo_has_private_modes(void);

#endif
