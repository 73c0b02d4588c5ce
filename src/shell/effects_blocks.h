/* Effects about the blocks that were practised. */
#ifndef CAIRN_SHELL_EFFECTS_BLOCKS_H
#define CAIRN_SHELL_EFFECTS_BLOCKS_H

#include "shell/session.h"

CHECKED Status blocks_load(Session *session, const Effect *effect, Error *error);
CHECKED Status blocks_edit(Session *session, const Effect *effect, Error *error);
CHECKED Status blocks_split(Session *session, const Effect *effect, Error *error);
CHECKED Status blocks_delete(Session *session, const Effect *effect, Error *error);
CHECKED Status blocks_add(Session *session, const Effect *effect, Error *error);

#endif
