/* Bytes for the terminal that curses has no calls for; sent between its complete writes only. */
#ifndef CAIRN_SHELL_RAW_H
#define CAIRN_SHELL_RAW_H

#include <stdbool.h>

/* A terminal that is gone is noticed where input is read, so nothing is returned here. */
void raw_send(const char *text);

/* Bracketed paste; only for terminals with private modes. */
void raw_set_paste(bool on);

/* A desktop notification (OSC 777, through tmux when inside it); `text` is sanitised. */
void raw_notify(const char *text);

#endif
