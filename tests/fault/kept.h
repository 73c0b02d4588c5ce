/* Answers that were acknowledged, by the ids of their events, and where these are found again: in a database, and
 * in what was kept of files that it was before. */
#ifndef CAIRN_TESTS_FAULT_KEPT_H
#define CAIRN_TESTS_FAULT_KEPT_H

#include "fault/home.h"

typedef struct Ids {
    ARRAY(char *) list;
    bool *found;
} Ids;

static inline void read_ids(int from, Ids *ids)
{
    char id[EVENT_ID_SIZE];
    while (read(from, id, sizeof id) == (ssize_t)sizeof id)
        *array_push(&ids->list) = mem_dup(id);
    ids->found = mem_alloc(ids->list.count + 1, sizeof *ids->found);
}

static inline bool mark_found(void *context, const Event *event)
{
    Ids *ids = context;
    for (size_t i = 0; i < ids->list.count; i++)
        ids->found[i] = ids->found[i] || strcmp(ids->list.items[i], event->id) == 0;
    return true;
}

static inline void mark_found_in(const Home *home, const char *path, Ids *ids)
{
    if (strcmp(path, home->database) != 0)
        home_copy_file(path, home->database);
    Workspace *workspace = fixture_open();
    Buffer report = {0};
    Error problem = {{0}};
    if (workspace_doctor(workspace, false, &report, &problem) != STATUS_OK)
        fail_msg("%s: %s\n%s", path, problem.message, buffer_text(&report));
    assert_ok(store_each_event(workspace->store, NULL, EVENT_NOTE, mark_found, ids, error));
    buffer_done(&report);
    workspace_close(workspace);
}

static inline void mark_found_below(const Home *home, const char *directory, const char *prefix,
                                    Ids *ids)
{
    char **names;
    size_t count;
    assert_ok(file_list(directory, &names, &count, error));
    for (size_t i = 0; i < count; i++) {
        char *path = path_join(directory, names[i]);
        size_t length = strlen(path);
        if (strncmp(names[i], prefix, strlen(prefix)) == 0 && strcmp(path + length - 3, ".db") == 0)
            mark_found_in(home, path, ids);
        mem_free(path);
    }
    file_list_free(names, count);
}

#endif
