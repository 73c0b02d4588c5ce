/* roadmap, mark: the tree and the states in it. */
#include "cli/roadmap.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/words.h"
#include "cli/commands.h"
#include "study/match.h"
#include "study/progress.h"
#include "text/page_source.h"

#define BAR_CELLS 8
#define MARK_KINDS                                                                       \
    (1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC | 1U << ITEM_RESOURCE | 1U << ITEM_PROJECT | \
     1U << ITEM_MILESTONE)
#define PART_KINDS (1U << ITEM_SUBTOPIC | 1U << ITEM_RESOURCE)
#define TREE_KINDS (1U << ITEM_PHASE | 1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC)

static CardCounts counts_of(const Cli *cli, ItemRef item)
{
    return progress_cards(cli_state(cli), item, workspace_now(cli->workspace),
                          workspace_today(cli->workspace));
}

/* --- the tree --- */

static void add_bar(Cli *cli, double share)
{
    int filled = (int)(share * BAR_CELLS + 0.5);
    for (int i = 0; i < BAR_CELLS; i++) {
        const char *cell = i < filled ? (cli->ascii ? "=" : "━") : (cli->ascii ? "." : "╌");
        output_add(&cli->out, i < filled ? ROLE_PROGRESS : ROLE_PROGRESS_REST, cell);
    }
    output_format(&cli->out, ROLE_TEXT, " %3d%%", (int)(share * 100 + 0.5));
}

/* One row: glyph, title, id, and what is due. */
static void add_item_row(Cli *cli, ItemRef item, int indent)
{
    const StudyState *state = cli_state(cli);
    Output *out = &cli->out;
    Mark mark = progress_mark(state, item);
    CardCounts cards = counts_of(cli, item);
    output_format(out, ROLE_TEXT, "%*s", indent, "");
    if (progress_is_rusty(state, item, workspace_today(cli->workspace)))
        output_add(out, ROLE_RUSTY, "!");
    else
        output_add(out, cli_mark_role(mark), cli_mark_glyph(cli, mark));
    output_add(out, ROLE_TEXT, " ");
    output_safe(out, ROLE_TEXT, catalog_title(state->catalog, item));
    output_add(out, ROLE_TEXT, "  ");
    output_safe(out, ROLE_DIM, catalog_id(state->catalog, item));
    if (cards.due > 0)
        output_format(out, ROLE_ACCENT, "  %d due", cards.due);
    output_wrap(out, indent + 4);
}

static void add_months(Output *out, const Phase *phase)
{
    if (phase->months_max == 0)
        output_add(out, ROLE_DIM, "  ongoing");
    else if (phase->months_min == phase->months_max)
        output_format(out, ROLE_DIM, "  %d %s", phase->months_min,
                      words_plural(phase->months_min, "month", "months"));
    else
        output_format(out, ROLE_DIM, "  %d to %d months", phase->months_min, phase->months_max);
}

static void show_topic_tree(Cli *cli, CatalogIndex index, bool all)
{
    const Topic *topic = &cli_catalog(cli)->topics[index];
    add_item_row(cli, (ItemRef){ITEM_TOPIC, index}, 2);
    for (int32_t i = 0; all && i < topic->subtopic_count; i++)
        add_item_row(cli, (ItemRef){ITEM_SUBTOPIC, topic->first_subtopic + i}, 4);
}

static void show_phase(Cli *cli, CatalogIndex index, bool all)
{
    const Phase *phase = &cli_catalog(cli)->phases[index];
    Output *out = &cli->out;
    output_format(out, ROLE_TITLE, "%d ", index + 1);
    output_safe(out, ROLE_TITLE, phase->title);
    output_add(out, ROLE_TEXT, "  ");
    add_bar(cli, progress_phase(cli_state(cli), index));
    add_months(out, phase);
    output_end(out);
    for (int32_t i = 0; i < phase->topic_count; i++)
        show_topic_tree(cli, phase->first_topic + i, all);
}

/* --- one item in full --- */

static void add_ids(Cli *cli, const char *label, const IndexList *list, ItemKind kind)
{
    Buffer text = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            buffer_add_text(&text, ", ");
        buffer_add_text(&text, catalog_id(cli_catalog(cli), (ItemRef){kind, list->items[i]}));
    }
    output_field(&cli->out, label, buffer_text(&text));
    buffer_done(&text);
}

Mastery roadmap_mastery(Cli *cli)
{
    const Catalog *catalog = cli_catalog(cli);
    Mastery mastery = {
        .topics = arena_alloc(cli->arena, catalog->topic_count + 1, sizeof *mastery.topics),
        .subtopics =
            arena_alloc(cli->arena, catalog->subtopic_count + 1, sizeof *mastery.subtopics)};
    progress_tally(cli_state(cli), workspace_now(cli->workspace), workspace_today(cli->workspace),
                   mastery.topics, mastery.subtopics);
    return mastery;
}

const CardTally *mastery_of(const Mastery *mastery, ItemRef item)
{
    return item.kind == ITEM_TOPIC ? &mastery->topics[item.index] : &mastery->subtopics[item.index];
}

/* How well it is remembered, and which of the things it builds on is remembered least. */
static void add_mastery(Cli *cli, ItemRef item)
{
    Mastery mastery = roadmap_mastery(cli);
    const CardTally *tally = mastery_of(&mastery, item);
    char text[48];
    if (tally->learned > 0) {
        (void)snprintf(text, sizeof text, "%.0f%% of %d %s%s", 100 * tally->recall, tally->learned,
                       words_plural(tally->learned, "card", "cards"),
                       tally->rusty ? ", rusty" : "");
        output_field(&cli->out, "remembered", text);
    }
    ItemRef weakest = progress_weakest(cli_catalog(cli), mastery.topics, mastery.subtopics, item);
    if (weakest.kind == ITEM_NONE)
        return;
    char *line = mem_format("%s, %.0f%%", catalog_id(cli_catalog(cli), weakest),
                            100 * mastery_of(&mastery, weakest)->recall);
    output_field(&cli->out, "weakest", line);
    mem_free(line);
}

static void add_state(Cli *cli, ItemRef item)
{
    Mark mark = progress_mark(cli_state(cli), item);
    CardCounts cards = counts_of(cli, item);
    output_field(&cli->out, "state", mark_name(mark));
    size_t outcomes = catalog_parts(cli_catalog(cli), item).count;
    if (outcomes > 0) {
        char text[48];
        (void)snprintf(text, sizeof text, "%d of %zu ticked",
                       study_state_ticks(cli_state(cli), item), outcomes);
        output_field(&cli->out, "you can", text);
    }
    if (cards.all > 0) {
        char text[80];
        (void)snprintf(text, sizeof text, "%d: %d due, %d new", cards.all, cards.due, cards.fresh);
        output_field(&cli->out, "cards", text);
    }
    add_mastery(cli, item);
}

static void add_heading(Cli *cli, const char *title, const char *id)
{
    output_safe(&cli->out, ROLE_TITLE, title);
    output_add(&cli->out, ROLE_TEXT, "  ");
    output_safe(&cli->out, ROLE_DIM, id);
    output_wrap(&cli->out, 2);
}

static void show_topic(Cli *cli, CatalogIndex index)
{
    const Topic *topic = &cli_catalog(cli)->topics[index];
    ItemRef item = {ITEM_TOPIC, index};
    add_heading(cli, topic->title, topic->id);
    output_paragraph(&cli->out, ROLE_TEXT, topic->why, 2);
    output_end(&cli->out);
    add_state(cli, item);
    if (topic->hours_max > 0) {
        char text[48];
        (void)snprintf(text, sizeof text, "%d to %d", topic->hours_min, topic->hours_max);
        output_field(&cli->out, "hours", text);
    }
    add_ids(cli, "after", &topic->requires, ITEM_TOPIC);
    add_ids(cli, "resources", &topic->resources, ITEM_RESOURCE);
    add_ids(cli, "projects", &topic->projects, ITEM_PROJECT);
    output_end(&cli->out);
    for (int32_t i = 0; i < topic->subtopic_count; i++)
        add_item_row(cli, (ItemRef){ITEM_SUBTOPIC, topic->first_subtopic + i}, 2);
}

/* What is there to study: the page, or the explanation of a pack without pages. */
static void show_page(Cli *cli, CatalogIndex index, char *page)
{
    Output *out = &cli->out;
    const Subtopic *subtopic = &cli_catalog(cli)->subtopics[index];
    ItemRef item = {ITEM_SUBTOPIC, index};
    if (page[0] != '\0') {
        page_source_tick(page, strlen(page), cli_state(cli)->subtopics[index].ticks);
        output_markdown(out, ROLE_TEXT, page, 2);
        return;
    }
    output_markdown(out, ROLE_TEXT, subtopic->explain, 2);
    if (subtopic->outcomes.count > 0)
        output_add(out, ROLE_HEADING, "\n  You can\n");
    for (size_t i = 0; i < subtopic->outcomes.count; i++) {
        char mark = study_state_ticked(cli_state(cli), item, (int)i + 1) ? 'x' : ' ';
        char *line = mem_format("- [%c] %s", mark, subtopic->outcomes.items[i]);
        output_markdown(out, ROLE_TEXT, line, 2);
        mem_free(line);
    }
}

static Status show_subtopic(Cli *cli, CatalogIndex index, Error *error)
{
    char *page = NULL;
    Status status = workspace_page(cli->workspace, index, &page, error);
    if (status != STATUS_OK)
        return status;
    const Subtopic *subtopic = &cli_catalog(cli)->subtopics[index];
    Output *out = &cli->out;
    add_heading(cli, subtopic->title, subtopic->id);
    add_state(cli, (ItemRef){ITEM_SUBTOPIC, index});
    cli_use_macros(cli, (ItemRef){ITEM_SUBTOPIC, index});
    add_ids(cli, "after", &subtopic->requires, ITEM_SUBTOPIC);
    output_end(out);
    show_page(cli, index, page);
    mem_free(page);
    return STATUS_OK;
}

static Status show_item(Cli *cli, ItemRef item, Error *error)
{
    if (item.kind == ITEM_SUBTOPIC)
        return show_subtopic(cli, item.index, error);
    if (item.kind == ITEM_TOPIC) {
        show_topic(cli, item.index);
    } else {
        show_phase(cli, item.index, true);
        output_end(&cli->out);
        output_paragraph(&cli->out, ROLE_TEXT, cli_catalog(cli)->phases[item.index].goal, 2);
    }
    return STATUS_OK;
}

Status command_roadmap(Cli *cli, const Arguments *arguments, Error *error)
{
    ItemRef item = {ITEM_NONE, CATALOG_NONE};
    Status status = cli_open(cli, error);
    if (status == STATUS_OK && arguments->positional.count > 0)
        status = cli_find(cli, arguments->positional.items[0], TREE_KINDS, &item, error);
    if (status != STATUS_OK)
        return status;
    if (cli->json) {
        roadmap_json(cli, item);
        return STATUS_OK;
    }
    if (item.kind != ITEM_NONE)
        return show_item(cli, item, error);
    if (cli_catalog(cli)->phase_count == 0)
        return STATUS_OK; /* opening said what is missing */
    output_safe(&cli->out, ROLE_TITLE, cli_catalog(cli)->title);
    output_add(&cli->out, ROLE_TEXT, "  ");
    add_bar(cli, progress_all(cli_state(cli)));
    output_end(&cli->out);
    for (size_t i = 0; i < cli_catalog(cli)->phase_count; i++) {
        output_end(&cli->out);
        show_phase(cli, (CatalogIndex)i, args_flag(arguments, "all") != NULL);
    }
    return STATUS_OK;
}

/* "math/calculus#2": an outcome or a chapter. */
static Status tick_part(Cli *cli, const char *id, const char *number, Mark mark, Error *error)
{
    char *end = NULL;
    long part = strtol(number + 1, &end, 10);
    char *whole = mem_dup_range(id, (size_t)(number - id));
    ItemRef item;
    Status status = cli_find(cli, whole, PART_KINDS, &item, error);
    mem_free(whole);
    if (status == STATUS_OK && mark != MARK_TODO && mark != MARK_DONE)
        status = error_set(error, STATUS_USAGE, "an outcome or a chapter is todo or done");
    if (status == STATUS_OK && (end == number + 1 || *end != '\0'))
        part = 0;
    if (status == STATUS_OK)
        status = workspace_tick(cli->workspace, item, part > INT_MAX ? 0 : (int)part,
                                mark == MARK_DONE, error);
    if (status == STATUS_OK)
        cli_say("%s#%ld is %s (%d of %zu)", catalog_id(cli_catalog(cli), item), part,
                mark_name(mark), study_state_ticks(cli_state(cli), item),
                catalog_parts(cli_catalog(cli), item).count);
    return status;
}

Status command_mark(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *id = arguments->positional.items[0], *name = arguments->positional.items[1];
    const char *number = strrchr(id, '#');
    Mark mark = mark_from_name(name);
    ItemRef item;
    if (mark == MARK_COUNT)
        return error_set(error, STATUS_USAGE,
                         "\"%s\" is no state: give todo, doing, done or skipped", name);
    Status status = cli_open(cli, error);
    if (status == STATUS_OK && number != NULL)
        return tick_part(cli, id, number, mark, error);
    if (status == STATUS_OK)
        status = cli_find(cli, id, MARK_KINDS, &item, error);
    if (status == STATUS_OK)
        status = workspace_mark(cli->workspace, item, mark, error);
    if (status == STATUS_OK)
        cli_say("%s is %s", catalog_id(cli_catalog(cli), item), mark_name(mark));
    return status;
}
