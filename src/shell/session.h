/* A model and its workspace: messages in, effects run. With a terminal it is the interface, without
 * one it draws the screen for a dump. */
#ifndef CAIRN_SHELL_SESSION_H
#define CAIRN_SHELL_SESSION_H

#include <stdbool.h>

#include "app/app.h"
#include "companion/workspace.h"
#include "shell/shell.h"
#include "shell/term.h"
#include "ui/canvas.h"

typedef struct Session {
    Workspace *workspace;
    Model *model;
    Term *term; /* NULL: there is none */
    Effects effects;
    struct Background *background; /* NULL until something is done behind the scenes */
    struct Checks *checks;         /* NULL until a project is checked or watched */
    bool running;                  /* effects are being run further up */
    Canvas canvas;
    Theme theme;
    char theme_name[CONFIG_TEXT_SIZE]; /* of the option when it was last followed */
    bool ascii; /* because of the locale or --ascii, whatever the option says */
    bool quit, suspend, redraw;
    char *farewell;    /* a sentence for after the screen is gone, or NULL; the caller's to free */
    bool dirty;        /* a message since the last frame changed what shows */
    int64_t input_ms;  /* monotonic: when something was last typed */
    int64_t looked_ms; /* when it was last looked at */
    int64_t content_looked_ms;  /* the same of the packs' files */
    int64_t awake_ms, slept_ms; /* now, and how long the machine had slept, before it was waited */
    int looks_left;             /* at what others wrote: a write is seen before it can be read */
    bool fresh;                 /* nobody else changed the state since it was last looked at */
    int64_t offset_minute;      /* the minute for which the zone's offset is known */
    int offset_min;
} Session;

/* The theme is read and the model made, the START message delivered. A theme of `options` that does
 * not exist fails; one of the learner's options becomes a notice. Without `term` no file of cursor
 * positions is read. */
CHECKED Status session_open(Session *session, Workspace *workspace, Term *term,
                            const ShellOptions *options, int rows, int columns, Error *error);
void session_close(Session *session);

/* What can wait until the first frame shows: the names of the themes, what writing needs, whether the
 * content changed. */
void session_settle(Session *session);

/* Hands the message (the time is filled in) to the model, then runs the effects, whose results are
 * delivered in turn. */
void session_deliver(Session *session, Message message);

/* MESSAGE_FAILED or MESSAGE_NOTICE with this text. */
void session_say(Session *session, MessageKind kind, const char *text);

/* Reads the state again when another instance changed it, and tells the model. */
void session_refresh(Session *session);

/* Reads the packs again after `edited` ("" for any file) was changed, and tells the model. */
CHECKED Status session_reload(Session *session, const char *edited, Error *error);

/* The same when a file of the packs changed. */
void session_follow_content(Session *session);

/* Follows the options theme, ascii, mouse and links after they changed. */
void session_follow_options(Session *session);

/* The frame as it is now, on the session's canvas. */
void session_draw(Session *session);

/* Saves place, cursors and folds for the next start. */
CHECKED Status session_save_view(Session *session, Error *error);

#endif
