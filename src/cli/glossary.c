/* glossary: technical terms and what they mean. */
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"

#define INDENT     2
#define TERM_CELLS 28

static void json_entry(JsonWriter *json, const GlossaryEntry *entry)
{
    json_object_open(json);
    json_put_text(json, "term", entry->term);
    json_key(json, "also");
    json_array_open(json);
    for (size_t i = 0; i < entry->also.count; i++)
        json_text(json, entry->also.items[i]);
    json_array_close(json);
    json_put_text(json, "topic", entry->topic[0] != '\0' ? entry->topic : NULL);
    json_put_text(json, "text", entry->text);
    json_object_close(json);
}

static void json_entries(Cli *cli, const GlossaryEntry *entries, size_t count)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "terms");
    json_array_open(&json);
    for (size_t i = 0; i < count; i++)
        json_entry(&json, &entries[i]);
    json_array_close(&json);
    cli_json_close(cli, &json);
}

static void show_entry(Cli *cli, const GlossaryEntry *entry)
{
    Output *out = &cli->out;
    Buffer also = {0};
    for (size_t i = 0; i < entry->also.count; i++)
        buffer_add_format(&also, "%s%s", i > 0 ? ", " : "", entry->also.items[i]);
    output_safe(out, ROLE_TITLE, entry->term);
    output_end(out);
    cli_use_definitions(cli, entry->macros);
    output_markdown(out, ROLE_TEXT, entry->text, INDENT);
    output_field(out, "also", buffer_text(&also));
    output_field(out, "topic", entry->topic);
    buffer_done(&also);
}

static void list_entries(Cli *cli, const Glossary *glossary)
{
    Output *out = &cli->out;
    for (size_t i = 0; i < glossary->count; i++) {
        output_cell(out, ROLE_ACCENT, glossary->entries[i].term, TERM_CELLS);
        output_add(out, ROLE_TEXT, " ");
        output_cell(out, ROLE_DIM, glossary->entries[i].text, out->width - TERM_CELLS - 1);
        output_end(out);
    }
    if (glossary->count == 0)
        cli_say("no pack has a glossary");
}

static Status find_entry(const Glossary *glossary, const char *name, size_t *entry, Error *error)
{
    *entry = glossary_find(glossary, name);
    if (*entry != GLOSSARY_NONE)
        return STATUS_OK;
    const char *nearest = glossary_nearest(glossary, name);
    if (nearest != NULL)
        return error_set(error, STATUS_USAGE, "the glossary has no '%s'; did you mean '%s'?", name,
                         nearest);
    return error_set(error, STATUS_USAGE,
                     "the glossary has no '%s': `cairn search` looks through its texts, too", name);
}

Status command_glossary(Cli *cli, const Arguments *arguments, Error *error)
{
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    const Glossary *glossary = workspace_glossary(cli->workspace);
    if (arguments->positional.count == 0) {
        if (cli->json)
            json_entries(cli, glossary->entries, glossary->count);
        else
            list_entries(cli, glossary);
        return STATUS_OK;
    }
    size_t entry;
    char *name = args_join(arguments, 0);
    status = find_entry(glossary, name, &entry, error);
    mem_free(name);
    if (status == STATUS_OK && cli->json)
        json_entries(cli, &glossary->entries[entry], 1);
    else if (status == STATUS_OK)
        show_entry(cli, &glossary->entries[entry]);
    return status;
}
