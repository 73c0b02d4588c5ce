/* Arguments to the command line; and the two doors through which it reaches the interface. */
#include <signal.h>
#include <stddef.h>

#include "app/actions.h"
#include "app/keymap.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "shell/shell.h"

/* What a start allocates, catalog excepted. */
#define START_HEAP ((size_t)384 * 1024)

static ShellOptions shell_options(const CliInterface *what)
{
    static const ShellColour colours[] = {[CLI_COLOUR_AUTO] = SHELL_COLOUR_AUTO,
                                          [CLI_COLOUR_ALWAYS] = SHELL_COLOUR_ALWAYS,
                                          [CLI_COLOUR_NEVER] = SHELL_COLOUR_NEVER};
    return (ShellOptions){.theme = what->theme,
                          .colour = colours[what->colour],
                          .ascii = what->ascii,
                          .place = what->place};
}

static Status open_interface(Workspace *workspace, const CliInterface *what, int *exit_code,
                             Error *error)
{
    ShellOptions options = shell_options(what);
    int signal_number = 0;
    Status status = shell_run(workspace, &options, &signal_number, error);
    *exit_code = signal_number > 0 ? 128 + signal_number : 0;
    return status;
}

static Status dump_screen(Workspace *workspace, const CliInterface *what, int rows, int columns,
                          const char *keys, Buffer *out, Error *error)
{
    ShellOptions options = shell_options(what);
    return shell_dump_screen(workspace, &options, rows, columns, keys, out, error);
}

/* The keys of one action, separated by blanks. */
static void collect_keys(const Keymap *keymap, Action action, Buffer *keys)
{
    for (size_t i = 0; i < keymap->count; i++) {
        char name[KEY_NAME_SIZE];
        if (keymap->items[i].action != action)
            continue;
        key_format(keymap->items[i].key, name);
        buffer_add_format(keys, "%s%s", keys->length > 0 ? " " : "", name);
    }
}

static Status bind(Keymap *keymap, const CliBinding *bindings, size_t count, Error *error)
{
    Status result = STATUS_OK;
    for (size_t i = 0; i < count; i++) { /* all first, so that two actions can swap their keys */
        Error unknown;
        Status freed = keymap_unbind(keymap, bindings[i].action, &unknown);
        (void)freed; /* an action that there is not is told below */
    }
    for (size_t i = 0; i < count; i++) {
        Error problem;
        if (keymap_bind(keymap, bindings[i].action, bindings[i].key, &problem) == STATUS_OK ||
            result != STATUS_OK)
            continue;
        result = error_set(error, STATUS_CONTENT, "%s: %s", bindings[i].place, problem.message);
    }
    return result;
}

static Status each_key(const CliBinding *bindings, size_t count, CliEachKey *each, void *context,
                       Error *error)
{
    Keymap keymap;
    Buffer keys = {0};
    Buffer where = {0};
    keymap_init(&keymap);
    Status status = bind(&keymap, bindings, count, error);
    bool more = true;
    for (int group = 0; group < GROUP_COUNT; group++) {
        for (Action action = 0; action < ACTION_COUNT && more; action++) {
            const ActionInfo *info = action_info(action);
            if (info->group != (ActionGroup)group)
                continue;
            buffer_clear(&keys);
            buffer_clear(&where);
            collect_keys(&keymap, action, &keys);
            action_contexts_text(action, &where);
            CliKey key = {action_group_title(info->group), info->name, buffer_text(&keys),
                          buffer_text(&where), info->help};
            more = each(context, &key);
        }
    }
    buffer_done(&keys);
    buffer_done(&where);
    keymap_done(&keymap);
    return status;
}

int main(int argc, char **argv)
{
    static const CliHost host = {.check_terminal = shell_check_terminal,
                                 .open_interface = open_interface,
                                 .dump_screen = dump_screen,
                                 .each_key = each_key};
    if (argc < 2 || argv[1][0] == '-') /* the interface, most likely: a command takes far less */
        mem_reserve(START_HEAP);
    (void)signal(SIGCHLD,
                 SIG_DFL); /* ignored by whoever started us, no child could say how it ended */
    (void)signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is a failed write, which is told */
    return cli_run(argc, argv, &host);
}
