#include "cli/cli.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/context.h"
#include "cli/help.h"
#include "cli/interface.h"
#include "companion/copying.h"
#include "text/escape.h"

#define WIDTH_DEFAULT 80
#define WIDTH_MIN     20

/* Cells a line of standard output may take. */
static int output_width(void)
{
    struct winsize size;
    if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
        size.ws_col >= WIDTH_MIN)
        return size.ws_col;
    return WIDTH_DEFAULT;
}

static Status read_colour(const char *when, CliColour *colour, Error *error)
{
    *colour = CLI_COLOUR_AUTO;
    if (when == NULL || strcmp(when, "auto") == 0)
        return STATUS_OK;
    if (strcmp(when, "always") != 0 && strcmp(when, "never") != 0)
        return error_set(error, STATUS_USAGE, "--color takes auto, always or never, not \"%s\"",
                         when);
    *colour = when[0] == 'a' ? CLI_COLOUR_ALWAYS : CLI_COLOUR_NEVER;
    return STATUS_OK;
}

/* The value of an environment variable, "" when it is not set. */
static const char *environment(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL ? value : "";
}

static bool wants_style(CliColour colour)
{
    if (colour != CLI_COLOUR_AUTO)
        return colour == CLI_COLOUR_ALWAYS;
    const char *term = environment("TERM");
    return isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR")[0] == '\0' && term[0] != '\0' &&
           strcmp(term, "dumb") != 0;
}

/* Takes the characters from the locale (numbers look the same everywhere), and says whether they are
 * less than UTF-8. What draws nothing does not need them, and reading the locale takes its time. */
static bool is_ascii_locale(const CommandInfo *command)
{
    if (command != NULL && (command->flags & COMMAND_QUICK) != 0)
        return false;
    (void)setlocale(LC_CTYPE, "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

static Status set_up(Cli *cli, Error *error)
{
    const Arguments *arguments = cli->arguments;
    cli->json = args_has(arguments, OPTION_JSON);
    cli->linear = args_has(arguments, OPTION_LINEAR);
    cli->yes = args_has(arguments, OPTION_YES);
    cli->ascii = args_has(arguments, OPTION_ASCII) || is_ascii_locale(arguments->command);
    cli->out.width = output_width();
    cli->out.ascii = cli->ascii;
    cli->out.one_row = cli->linear; /* what stands in several rows cannot be read out */
    cli->out.arena = cli->arena;
    theme_plain(&cli->theme);
    Status status = read_colour(arguments->options[OPTION_COLOR], &cli->colour, error);
    if (status == STATUS_OK && wants_style(cli->colour))
        cli->out.theme = &cli->theme;
    cli->out.links =
        cli->out.theme != NULL && isatty(STDOUT_FILENO) == 1 &&
        escape_links_work(getenv("TERM"), getenv("VTE_VERSION"), getenv("TERM_PROGRAM"));
    return status;
}

static Status run(Cli *cli, Error *error)
{
    const Arguments *arguments = cli->arguments;
    if (args_has(arguments, OPTION_VERSION))
        return help_version(cli);
    if (args_has(arguments, OPTION_HELP))
        return help_show(cli, arguments->group, arguments->command);
    if (interface_wanted(cli))
        return interface_open(cli, error);
    return arguments->command->run(cli, arguments, error);
}

/* A bare `cairn` away from a terminal is `cairn today`. */
static Status default_command(Arguments *arguments, Error *error)
{
    if (arguments->group != NULL)
        return STATUS_OK;
    Status status = tables_find_group("today", &arguments->group, error);
    if (status == STATUS_OK)
        arguments->command = tables_bare_command(arguments->group);
    return status;
}

/* --- the day's copy --- */

#define PATIENCE_MS 1000 /* that nobody needs an explanation for */

typedef struct Wait {
    int64_t begun_ms;
    bool told;
} Wait;

static bool explain_wait(void *context)
{
    Wait *wait = context;
    if (!wait->told && clock_monotonic_ms() - wait->begun_ms > PATIENCE_MS) {
        wait->told = true;
        if (isatty(STDERR_FILENO) == 1)
            cli_say("making today's copy of your data; Ctrl-C leaves it to the next time");
    }
    return true;
}

/* Last, when the answer is out. One that cannot be made is told, and is no failure of the command. */
static void close_and_copy(Cli *cli)
{
    CopyRequest copy = {0};
    Error error = {0};
    Wait wait = {.begun_ms = clock_monotonic_ms()};
    bool ended = cli->exit_code > 128; /* by a signal */
    bool due = cli->workspace != NULL && !ended && copying_request(cli->workspace, true, &copy);
    workspace_close(cli->workspace);
    if (due && copying_run(&copy, explain_wait, &wait, &error) != STATUS_OK)
        cli_say("%s", error.message);
    copying_request_done(&copy);
}

int cli_run(int argc, char **argv, const CliHost *host)
{
    Error error = {0};
    Arguments arguments;
    (void)signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error, and reported as one */
    if (copying_is_called(argc, argv))
        return copying_serve(argv);
    Cli cli = {.host = host, .arguments = &arguments, .arena = arena_new()};
    Status status = args_parse(argc, argv, &arguments, &error);
    if (status == STATUS_OK)
        status = set_up(&cli, &error);
    if (status == STATUS_OK && !args_has(&arguments, OPTION_HELP) && !interface_wanted(&cli))
        status = default_command(&arguments, &error);
    if (status == STATUS_OK)
        status = run(&cli, &error);
    if (status != STATUS_OK)
        cli_say("%s", error.message);
    Error flush_error = {0};
    Status flushed = output_flush(&cli.out, &flush_error);
    if (flushed != STATUS_OK && status == STATUS_OK) {
        cli_say("%s", flush_error.message);
        status = flushed;
    }
    close_and_copy(&cli);
    buffer_done(&cli.out.text);
    arena_free(cli.arena);
    args_done(&arguments);
    return status == STATUS_OK ? cli.exit_code : (int)status;
}
