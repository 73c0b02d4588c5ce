#include "companion/copying.h"

#include "base/memory.h"
#include "companion/workspace_impl.h"

bool copying_request(Workspace *workspace, bool written, CopyRequest *request)
{
    bool due = false;
    *request = (CopyRequest){0};
    if (workspace->read_only || workspace->store == NULL || (written && !workspace->written))
        return false;
    DayNumber today = workspace_today(workspace);
    /* what cannot be asked just now is asked by the next start */
    if (store_backup_is_due(workspace->store, today, &due, NULL) != STATUS_OK || !due)
        return false;
    *request = (CopyRequest){mem_dup(workspace->paths.data), today};
    return true;
}

void copying_request_done(CopyRequest *request)
{
    mem_free(request->directory);
    *request = (CopyRequest){0};
}

Status copying_run(const CopyRequest *request, StoreGoesOn *goes_on, void *context, Error *error)
{
    Store *store = NULL;
    Status status = STATUS_OK;
    /* an empty one in its place would pass for what was learned */
    if (!store_exists(request->directory))
        status = error_set(error, STATUS_FAILED, "there is no database in %s any more",
                           request->directory);
    if (status == STATUS_OK)
        status = store_open(request->directory, STORE_READ_WRITE, &store, error);
    if (status == STATUS_OK)
        status = store_backup_daily(store, request->today, goes_on, context, error);
    store_close(store);
    return status == STATUS_OK ? status : error_prefix(error, status, COPYING_FAILED);
}
