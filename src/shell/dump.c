/* The screen as text, for the manual, for scripts and for tests. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "shell/background.h"
#include "shell/checks.h"
#include "shell/session.h"
#include "shell/shell.h"
#include "ui/canvas.h"

#define SIZE_MAX_CELLS 1000

static Status press(Session *session, const char *word, Error *error)
{
    Key key;
    if (!key_parse(word, &key))
        return error_set(error, STATUS_USAGE,
                         "\"%s\" is no key: expected key names separated by blanks, such as "
                         "2 Down Space C-l",
                         word);
    session_deliver(session, (Message){.kind = MESSAGE_KEY, .key = key});
    background_wait(session);
    checks_wait(session);
    return STATUS_OK;
}

static Status press_all(Session *session, const char *keys, Error *error)
{
    Status status = STATUS_OK;
    const char *place = keys == NULL ? "" : keys;
    while (status == STATUS_OK && !session->quit) {
        place += strspn(place, " \t\n");
        size_t length = strcspn(place, " \t\n");
        if (length == 0)
            break;
        char *word = mem_dup_range(place, length);
        status = press(session, word, error);
        mem_free(word);
        place += length;
    }
    return status;
}

/* canvas_dump ends rows with '|', so that blanks show; people do without both. */
static void add_trimmed(Buffer *out, const char *dump)
{
    while (*dump != '\0') {
        size_t length = strcspn(dump, "\n");
        size_t kept = length > 0 ? length - 1 : 0;
        while (kept > 0 && dump[kept - 1] == ' ')
            kept--;
        buffer_add(out, dump, kept);
        buffer_add_char(out, '\n');
        dump += length + (dump[length] == '\n' ? 1 : 0);
    }
}

Status shell_dump_screen(Workspace *workspace, const ShellOptions *options, int rows, int columns,
                         const char *keys, Buffer *out, Error *error)
{
    Session session = {0};
    if (rows < 1 || rows > SIZE_MAX_CELLS || columns < 1 || columns > SIZE_MAX_CELLS)
        return error_set(error, STATUS_USAGE,
                         "a screen of %d rows and %d columns cannot be drawn: expected 1 to %d of "
                         "each",
                         rows, columns, SIZE_MAX_CELLS);
    Status status = session_open(&session, workspace, NULL, options, rows, columns, error);
    if (status == STATUS_OK) {
        session_settle(&session);
        status = press_all(&session, keys, error);
    }
    if (status == STATUS_OK) {
        Buffer dump = {0};
        session_draw(&session);
        canvas_dump(&session.canvas, false, &dump);
        add_trimmed(out, buffer_text(&dump));
        buffer_done(&dump);
    }
    session_close(&session);
    return status;
}
