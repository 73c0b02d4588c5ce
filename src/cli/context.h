/* What every command works with: the options of the call, the output, and the workspace. */
#ifndef CAIRN_CLI_CONTEXT_H
#define CAIRN_CLI_CONTEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/args.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "companion/workspace.h"

struct Cli {
    const CliHost *host;
    const Arguments *arguments;
    Workspace *workspace; /* NULL until cli_open */
    Output out;
    Arena *arena; /* lives as long as the call */
    Theme theme;  /* what out.theme points to */
    bool json, ascii, linear, yes;
    CliColour colour;
    int exit_code; /* what a command that went well ends with: 0 but for the interface */
};

/* Opens the workspace for reading and writing, reports content that was skipped on standard error,
 * and takes what the output needs from the learner's options. */
CHECKED Status cli_open(Cli *cli, Error *error);

/* The same for the interface, which draws before it looks whether the content changed. */
CHECKED Status cli_open_interface(Cli *cli, Error *error);

/* Opens it without writing anything, and without a word about content, which is taken as it was last
 * read. */
CHECKED Status cli_open_quiet(Cli *cli, Error *error);

/* The first for those who ask for no cards, only for the roadmap and the day's figures; the second for those
 * who want nothing but the options, the timer and cli_counts. */
CHECKED Status cli_open_figures(Cli *cli, Error *error);
CHECKED Status cli_open_glance(Cli *cli, Error *error);

const StudyState *cli_state(const Cli *cli);
const Catalog *cli_catalog(const Cli *cli);
TodaySummary cli_today(const Cli *cli);
TodaySummary cli_counts(const Cli *cli); /* without the plan */

/* Formulas that are printed from here on know the TeX definitions that hold for the item. */
void cli_use_macros(Cli *cli, ItemRef item);

/* The same with the definitions themselves, "" for none. */
void cli_use_definitions(Cli *cli, const char *definitions);

/* An item by id, of the kinds in the mask (1 << ItemKind). */
CHECKED Status cli_find(const Cli *cli, const char *id, unsigned kinds, ItemRef *item,
                        Error *error);

/* A document {"schema": "cairn/NAME/1", ...} on the output: open, then end. */
void cli_json_open(Cli *cli, JsonWriter *json);
void cli_json_open_as(Cli *cli, JsonWriter *json, const char *name);
void cli_json_close(Cli *cli, JsonWriter *json);

/* The member "streak" of a document. */
void cli_json_streak(JsonWriter *json, const Streak *streak);

/* A line that says in the evening what would be lost if nothing more were done today. */
void cli_add_warning(Cli *cli, const TodaySummary *today);

/* One line on standard error: "cairn: message". */
void cli_say(const char *format, ...) PRINTF_LIKE(1, 2);

/* Lines for people on standard error, made safe to print; nothing for "". */
void cli_report(const Cli *cli, const char *lines);

/* Asks on the terminal. True for yes, or when --yes was given. Without a terminal it is an error:
 * STATUS_USAGE that names --yes. */
CHECKED Status cli_confirm(Cli *cli, const char *question, bool *agreed, Error *error);

/* The next line of standard input without its end, in `line`; false at the end of input. */
bool cli_read_line(Buffer *line);

/* The instant of --at (18:40 today or, were that in the future, yesterday; or an RFC 3339 instant)
 * or of --ago; 0 when neither is given. */
CHECKED Status cli_flag_instant(const Cli *cli, const Arguments *arguments, int64_t *at_ms,
                                Error *error);

/* An instant in RFC 3339, or a time of day such as 18:40: that of the local date of `base_ms`, or, with
 * `after`, the first one from `base_ms` on. */
CHECKED Status cli_read_instant(const char *text, int64_t base_ms, bool after, int64_t *at_ms,
                                Error *error);

/* The minutes of "18:40" since midnight; -1 when the text is no time of day. */
int cli_time_of_day(const char *text);

/* "Tue 2026-11-24 18:40", in the local zone. */
#define CLI_MOMENT_SIZE 48
void cli_format_moment(int64_t at_ms, char out[CLI_MOMENT_SIZE]);

/* Whether standard input and output are a terminal. */
bool cli_on_terminal(void);

/* "○ ◐ ● ◌" or "o ~ x -". */
const char *cli_mark_glyph(const Cli *cli, Mark mark);
StyleRole cli_mark_role(Mark mark);

/* "1:02:03", "12:34". */
void cli_format_clock(int64_t ms, char out[24]);

#endif
