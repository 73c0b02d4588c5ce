/* project: briefs, starter files, hints. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/project_check.h"
#include "study/progress.h"

static size_t hint_count(const Catalog *catalog, const Project *project)
{
    size_t count = 0;
    for (int32_t i = 0; i < project->milestone_count; i++)
        count += catalog->milestones[project->first_milestone + i].hints.count;
    return count;
}

static size_t check_count(const Catalog *catalog, const Project *project)
{
    size_t count = 0;
    for (int32_t i = 0; i < project->milestone_count; i++)
        count += (size_t)catalog->milestones[project->first_milestone + i].check_count;
    return count;
}

static void json_project(JsonWriter *json, const StudyState *state, CatalogIndex index)
{
    const Project *project = &state->catalog->projects[index];
    json_object_open(json);
    json_put_text(json, "id", project->id);
    json_put_text(json, "title", project->title);
    json_put_text(json, "topic",
                  project->topic != CATALOG_NONE ? state->catalog->topics[project->topic].id
                                                 : NULL);
    json_put_text(json, "level", level_name(project->level));
    json_key(json, "hours");
    json_array_open(json);
    json_integer(json, project->hours_min);
    json_integer(json, project->hours_max);
    json_array_close(json);
    json_key(json, "milestones");
    json_array_open(json);
    for (int32_t i = 0; i < project->milestone_count; i++) {
        ItemRef item = {ITEM_MILESTONE, project->first_milestone + i};
        json_object_open(json);
        json_put_text(json, "id", catalog_id(state->catalog, item));
        json_put_text(json, "title", catalog_title(state->catalog, item));
        json_put_text(json, "state", mark_name(progress_mark(state, item)));
        json_object_close(json);
    }
    json_array_close(json);
    json_put_integer(json, "checks", (int64_t)check_count(state->catalog, project));
    json_put_integer(json, "hints", (int64_t)hint_count(state->catalog, project));
    json_object_close(json);
}

static void show_row(Cli *cli, CatalogIndex index)
{
    const StudyState *state = cli_state(cli);
    const Project *project = &state->catalog->projects[index];
    Mark mark = progress_mark(state, (ItemRef){ITEM_PROJECT, index});
    int32_t done = 0;
    for (int32_t i = 0; i < project->milestone_count; i++)
        done += progress_mark(state, (ItemRef){ITEM_MILESTONE, project->first_milestone + i}) ==
                MARK_DONE;
    Output *out = &cli->out;
    output_add(out, cli_mark_role(mark), cli_mark_glyph(cli, mark));
    output_add(out, ROLE_TEXT, " ");
    output_safe(out, ROLE_TEXT, project->title);
    output_format(out, ROLE_DIM, "  %s  %d/%d  ", level_name(project->level), done,
                  project->milestone_count);
    output_safe(out, ROLE_DIM, project->id);
    output_wrap(out, 4);
}

Status command_project_list(Cli *cli, const Arguments *arguments, Error *error)
{
    (void)arguments;
    Status status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    size_t count = cli_catalog(cli)->project_count;
    if (!cli->json) {
        for (size_t i = 0; i < count; i++)
            show_row(cli, (CatalogIndex)i);
        return STATUS_OK;
    }
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "projects");
    json_array_open(&json);
    for (size_t i = 0; i < count; i++)
        json_project(&json, cli_state(cli), (CatalogIndex)i);
    json_array_close(&json);
    cli_json_close(cli, &json);
    return STATUS_OK;
}

static void show_texts(Cli *cli, const char *heading, const TextList *texts, int indent)
{
    if (texts->count > 0 && heading[0] != '\0')
        output_format(&cli->out, ROLE_HEADING, "%*s%s\n", indent, "", heading);
    for (size_t i = 0; i < texts->count; i++) {
        char *item = mem_format("- %s", texts->items[i]);
        output_markdown(&cli->out, ROLE_TEXT, item, indent);
        mem_free(item);
    }
}

static void show_commands(Cli *cli, const TextList *commands)
{
    for (size_t i = 0; i < commands->count; i++) {
        output_add(&cli->out, ROLE_TEXT, "      ");
        output_safe(&cli->out, ROLE_CODE, commands->items[i]);
        output_end(&cli->out);
    }
}

/* What comes before a project, what it makes use of, and the Python modules it needs. */
static void show_needs(Cli *cli, const Project *project)
{
    const Catalog *catalog = cli_catalog(cli);
    TextList exercises = {
        .items = arena_alloc(cli->arena, project->exercises.count + 1, sizeof *exercises.items)};
    for (size_t i = 0; i < project->exercises.count; i++)
        exercises.items[exercises.count++] = catalog->subtopics[project->exercises.items[i]].id;
    const struct {
        const char *label;
        const TextList *list;
    } fields[] = {{"after", &project->requires},
                  {"exercises", &exercises},
                  {"modules", &project->needs},
                  {"optional", &project->optional}};
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        Buffer text = {0};
        for (size_t i = 0; i < fields[f].list->count; i++)
            buffer_add_format(&text, "%s%s", i > 0 ? ", " : "", fields[f].list->items[i]);
        output_field(&cli->out, fields[f].label, buffer_text(&text));
        buffer_done(&text);
    }
}

static void show_milestone(Cli *cli, CatalogIndex index, const KnownMilestone *known)
{
    const StudyState *state = cli_state(cli);
    const Milestone *milestone = &state->catalog->milestones[index];
    Mark mark = progress_mark(state, (ItemRef){ITEM_MILESTONE, index});
    Output *out = &cli->out;
    output_end(out);
    output_add(out, ROLE_TEXT, "  ");
    output_add(out, cli_mark_role(mark), cli_mark_glyph(cli, mark));
    output_add(out, ROLE_TEXT, " ");
    output_safe(out, ROLE_STRONG, milestone->title);
    output_add(out, ROLE_TEXT, "  ");
    output_safe(out, ROLE_DIM, milestone->id);
    output_wrap(out, 6);
    show_texts(cli, "", &milestone->accept, 4);
    show_commands(cli, &milestone->commands);
    for (size_t i = 0; i < known->count; i++)
        project_show_check(cli, &known->checks[i]);
    for (size_t i = 0; i < state->milestones[index].hints && i < milestone->hints.count; i++) {
        output_format(out, ROLE_HEADING, "    Hint %zu\n", i + 1);
        output_markdown(out, ROLE_TEXT, milestone->hints.items[i], 4);
    }
}

Status command_project_show(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex index;
    Status status = project_find(cli, arguments->positional.items[0], &index, error);
    if (status != STATUS_OK)
        return status;
    KnownProject known;
    status = workspace_project_known(cli->workspace, index, cli->arena, &known, error);
    if (status != STATUS_OK)
        return status;
    const Project *project = &cli_catalog(cli)->projects[index];
    Output *out = &cli->out;
    char hours[48];
    cli_use_macros(cli, (ItemRef){ITEM_PROJECT, index});
    output_safe(out, ROLE_TITLE, project->title);
    output_add(out, ROLE_TEXT, "  ");
    output_safe(out, ROLE_DIM, project->id);
    output_wrap(out, 2);
    output_field(out, "level", level_name(project->level));
    if (project->hours_max > 0) {
        (void)snprintf(hours, sizeof hours, "%d to %d", project->hours_min, project->hours_max);
        output_field(out, "hours", hours);
    }
    show_needs(cli, project);
    output_field(out, "folder", known.directory);
    output_end(out);
    output_markdown(out, ROLE_TEXT, project->summary, 2);
    output_end(out);
    output_markdown(out, ROLE_TEXT, project->why, 2);
    for (int32_t i = 0; i < project->milestone_count; i++)
        show_milestone(cli, project->first_milestone + i, &known.milestones[i]);
    output_end(out);
    show_texts(cli, "Further", &project->stretch, 2);
    output_add(out, ROLE_HEADING, "\n  To show\n");
    output_markdown(out, ROLE_TEXT, project->show, 2);
    return STATUS_OK;
}

Status command_project_start(Cli *cli, const Arguments *arguments, Error *error)
{
    CatalogIndex index;
    const char *directory = arguments->positional.items[1];
    Status status = project_find(cli, arguments->positional.items[0], &index, error);
    if (status == STATUS_OK)
        status = workspace_project_start(cli->workspace, index, directory, error);
    if (status == STATUS_OK)
        cli_say("the starter files of %s are in %s; 'cairn project watch %s' checks what you save",
                cli_catalog(cli)->projects[index].id, directory,
                cli_catalog(cli)->projects[index].id);
    return status;
}

Status command_project_hint(Cli *cli, const Arguments *arguments, Error *error)
{
    ItemRef item;
    int tier = 0;
    Status status = cli_open(cli, error);
    if (status == STATUS_OK)
        status = cli_find(cli, arguments->positional.items[0], 1U << ITEM_MILESTONE, &item, error);
    if (status != STATUS_OK)
        return status;
    const Milestone *milestone = &cli_catalog(cli)->milestones[item.index];
    status = workspace_hint(cli->workspace, item.index, &tier, error);
    if (status != STATUS_OK)
        return status;
    if (tier < 1 || (size_t)tier > milestone->hints.count)
        return error_set(error, STATUS_FAILED, "%s has no hints", milestone->id);
    cli_use_macros(cli, item);
    output_format(&cli->out, ROLE_HEADING, "Hint %d of %zu\n", tier, milestone->hints.count);
    output_markdown(&cli->out, ROLE_TEXT, milestone->hints.items[tier - 1], 2);
    return STATUS_OK;
}
