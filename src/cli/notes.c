/* note, resource note, ask: what the learner writes down. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "companion/external.h"

#define NOTE_KINDS                                                                     \
    (1U << ITEM_PHASE | 1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC | 1U << ITEM_RESOURCE | \
     1U << ITEM_PROJECT | 1U << ITEM_MILESTONE | 1U << ITEM_CARD)

static Status show_note(Cli *cli, const char *id, Error *error)
{
    char *text = NULL;
    Status status = workspace_note_get(cli->workspace, id, &text, error);
    if (status != STATUS_OK)
        return status;
    if (cli->json) {
        JsonWriter json;
        cli_json_open(cli, &json);
        json_put_text(&json, "id", id);
        json_put_text(&json, "text", text);
        cli_json_close(cli, &json);
    } else if (text[0] != '\0') {
        output_paragraph(&cli->out, ROLE_TEXT, text, 0);
    } else {
        cli_say("there is no note on %s", id);
    }
    mem_free(text);
    return STATUS_OK;
}

static Status edit_note(Cli *cli, const char *id, Error *error)
{
    char *text = NULL;
    char *edited = NULL;
    Status status = workspace_note_get(cli->workspace, id, &text, error);
    if (status == STATUS_OK)
        status = external_edit_text(path_temporary(), text, &edited, error);
    if (status == STATUS_OK && strcmp(text, edited) != 0) {
        status = workspace_note_set(cli->workspace, id, edited, error);
        if (status != STATUS_OK)
            status =
                external_keep_text(workspace_paths(cli->workspace)->data, edited, status, error);
    }
    mem_free(text);
    mem_free(edited);
    return status;
}

/* All of standard input. */
static char *read_input(void)
{
    Buffer text = {0};
    Buffer line = {0};
    while (cli_read_line(&line))
        buffer_add_format(&text, "%s\n", buffer_text(&line));
    buffer_done(&line);
    buffer_add_text(&text, "");
    return buffer_take(&text);
}

static Status write_note(Cli *cli, const char *id, const Arguments *arguments, Error *error)
{
    bool from_input =
        arguments->positional.count == 2 && strcmp(arguments->positional.items[1], "-") == 0;
    char *text = from_input ? read_input() : args_join(arguments, 1);
    Status status = workspace_note_set(cli->workspace, id, text, error);
    if (status == STATUS_OK)
        cli_say(text[0] != '\0' ? "noted on %s" : "note on %s removed", id);
    mem_free(text);
    return status;
}

/* With a text writes it; without one opens the editor on a terminal, else (and with --json) prints
 * what is there. */
static Status run_note(Cli *cli, const Arguments *arguments, unsigned kinds, Error *error)
{
    ItemRef item;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = cli_find(cli, arguments->positional.items[0], kinds, &item, error);
    if (status != STATUS_OK)
        return status;
    const char *id = catalog_id(cli_catalog(cli), item);
    if (arguments->positional.count > 1)
        return write_note(cli, id, arguments, error);
    if (cli->json || !cli_on_terminal())
        return show_note(cli, id, error);
    return edit_note(cli, id, error);
}

Status command_note(Cli *cli, const Arguments *arguments, Error *error)
{
    return run_note(cli, arguments, NOTE_KINDS, error);
}

Status command_resource_note(Cli *cli, const Arguments *arguments, Error *error)
{
    return run_note(cli, arguments, 1U << ITEM_RESOURCE, error);
}

/* --- questions --- */

Status command_ask_add(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *on = args_flag(arguments, "on");
    const char *subject = "";
    ItemRef item;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK && on != NULL) {
        status = cli_find(cli, on, NOTE_KINDS, &item, error);
        subject = status == STATUS_OK ? catalog_id(cli_catalog(cli), item) : "";
    }
    if (status != STATUS_OK)
        return status;
    char *text = args_join(arguments, 0);
    status = text[0] != '\0' ? workspace_ask(cli->workspace, subject, text, error)
                             : error_set(error, STATUS_USAGE, "the question is empty");
    if (status == STATUS_OK)
        cli_say("question %zu: `cairn ask answer %zu TEXT` when you know",
                cli_state(cli)->question_count, cli_state(cli)->question_count);
    mem_free(text);
    return status;
}

static void json_question(JsonWriter *json, const Cli *cli, size_t index)
{
    const Question *question = &cli_state(cli)->questions[index];
    char asked[CIVIL_INSTANT_SIZE];
    civil_format_instant(question->asked_ms, workspace_offset(cli->workspace), asked);
    json_object_open(json);
    json_put_integer(json, "number", (int64_t)index + 1);
    json_put_text(json, "id", question->id);
    json_put_text(json, "on", question->subject[0] != '\0' ? question->subject : NULL);
    json_put_text(json, "text", question->text);
    json_put_text(json, "answer", question->answer[0] != '\0' ? question->answer : NULL);
    json_put_text(json, "asked", asked);
    json_object_close(json);
}

static void show_question(Cli *cli, size_t index)
{
    const Question *question = &cli_state(cli)->questions[index];
    Output *out = &cli->out;
    output_format(out, ROLE_ACCENT, "%zu", index + 1);
    output_add(out, ROLE_TEXT, "  ");
    output_safe(out, ROLE_QUESTION, question->text);
    if (question->subject[0] != '\0') {
        output_add(out, ROLE_TEXT, "  ");
        output_safe(out, ROLE_DIM, question->subject);
    }
    output_wrap(out, 4);
    if (question->answer[0] != '\0')
        output_paragraph(out, ROLE_ANSWER, question->answer, 4);
}

Status command_ask_list(Cli *cli, const Arguments *arguments, Error *error)
{
    bool all = args_flag(arguments, "all") != NULL;
    size_t shown = 0;
    JsonWriter json;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    if (cli->json) {
        cli_json_open(cli, &json);
        json_key(&json, "questions");
        json_array_open(&json);
    }
    for (size_t i = 0; i < cli_state(cli)->question_count; i++) {
        if (!all && cli_state(cli)->questions[i].answer[0] != '\0')
            continue;
        shown++;
        if (cli->json)
            json_question(&json, cli, i);
        else
            show_question(cli, i);
    }
    if (cli->json) {
        json_array_close(&json);
        cli_json_close(cli, &json);
    } else if (shown == 0) {
        cli_say("no open questions; `cairn ask add TEXT` writes one down");
    }
    return STATUS_OK;
}

Status command_ask_answer(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *word = arguments->positional.items[0];
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    char *end = NULL;
    unsigned long number = strtoul(word, &end, 10);
    if (*end != '\0' || number < 1 || number > cli_state(cli)->question_count)
        return error_set(error, STATUS_USAGE,
                         "there is no question %s: `cairn ask list` numbers them", word);
    char *text = args_join(arguments, 1);
    status =
        workspace_answer(cli->workspace, cli_state(cli)->questions[number - 1].id, text, error);
    mem_free(text);
    return status;
}
