/* restore: a backup in place of the database. */
#include "companion/restore.h"
#include "base/file.h"
#include "base/memory.h"
#include "cli/commands.h"
#include "cli/context.h"

Status command_restore(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *backup = arguments->positional.items[0];
    char *kept = NULL;
    bool agreed = false;
    Status status = file_exists(backup)
                        ? cli_confirm(cli,
                                      "Put this backup in place of your database? Close other "
                                      "running cairns first.",
                                      &agreed, error)
                        : error_set(error, STATUS_USAGE, "there is no file %s", backup);
    if (status == STATUS_OK && !agreed)
        status = error_set(error, STATUS_FAILED, "nothing was changed");
    if (status == STATUS_OK)
        status = restore_backup(cli->arguments->options[OPTION_DATA], backup, &kept, error);
    if (status == STATUS_OK && kept != NULL)
        cli_say("restored from %s; what was there before is %s", backup, kept);
    else if (status == STATUS_OK)
        cli_say("restored from %s", backup);
    mem_free(kept);
    return status;
}
