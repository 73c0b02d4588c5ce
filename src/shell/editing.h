/* Cards in the learner's editor. */
#ifndef CAIRN_SHELL_EDITING_H
#define CAIRN_SHELL_EDITING_H

#include "shell/session.h"

/* Opens a card in the editor, where it stands or as a version of the learner's own, and reads the packs
 * anew when it was changed. With mistakes (STATUS_CONTENT, file:line:column) the card stays as it was and
 * the text is kept. The session has a terminal. */
CHECKED Status editing_card(Session *session, CatalogIndex card, Error *error);

#endif
