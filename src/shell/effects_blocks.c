#include "shell/effects_blocks.h"

#include <string.h>

Status blocks_load(Session *session, const Effect *effect, Error *error)
{
    (void)effect;
    BlockList blocks;
    Arena *arena = arena_new();
    Status status = workspace_blocks(session->workspace, 0, arena, &blocks, error);
    if (status == STATUS_OK)
        session_deliver(session, (Message){.kind = MESSAGE_BLOCKS,
                                           .blocks = blocks.items,
                                           .notes = blocks.notes,
                                           .count = blocks.count});
    arena_free(arena);
    return status;
}

static Status tell(Session *session, Status status, const char *notice)
{
    if (status != STATUS_OK)
        return status;
    session_deliver(session, (Message){.kind = MESSAGE_STATE});
    session_say(session, MESSAGE_NOTICE, notice);
    return STATUS_OK;
}

/* The id of what was typed: of a topic, subtopic or project, also by its beginning. */
static Status find_topic(const Session *session, const char *typed, const char **id, Error *error)
{
    ItemRef item;
    *id = typed;
    if (typed[0] == '\0' || strcmp(typed, PRACTICE_REVIEW) == 0)
        return STATUS_OK;
    Status status =
        workspace_find(session->workspace, typed,
                       1U << ITEM_TOPIC | 1U << ITEM_SUBTOPIC | 1U << ITEM_PROJECT, &item, error);
    if (status == STATUS_OK)
        *id = catalog_id(workspace_catalog(session->workspace), item);
    return status;
}

Status blocks_edit(Session *session, const Effect *effect, Error *error)
{
    BlockChange change = {
        .note = effect->text, .start_ms = effect->from_ms, .end_ms = effect->to_ms};
    Status status = find_topic(session, effect->topic, &change.topic, error);
    if (status == STATUS_OK)
        status = workspace_practice_edit(session->workspace, effect->subject, &change, error);
    return tell(session, status, "The block is changed.");
}

Status blocks_split(Session *session, const Effect *effect, Error *error)
{
    const BlockChange second = {.topic = NULL};
    Status status = workspace_practice_split(session->workspace, effect->subject, effect->value,
                                             &second, error);
    return tell(session, status, "The block is two now.");
}

Status blocks_delete(Session *session, const Effect *effect, Error *error)
{
    Status status = workspace_practice_delete(session->workspace, effect->subject, error);
    return tell(session, status, "The block is deleted.");
}

Status blocks_add(Session *session, const Effect *effect, Error *error)
{
    const char *topic = "";
    Status status = find_topic(session, effect->topic, &topic, error);
    if (status == STATUS_OK)
        status = workspace_practice_log(session->workspace, topic, effect->to_ms,
                                        effect->to_ms - effect->from_ms,
                                        effect->text == NULL ? "" : effect->text, error);
    return tell(session, status, "The block is written down.");
}
