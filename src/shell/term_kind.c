/* What kind of terminal it is, as far as the environment says. */
#include "shell/term.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text/escape.h"

Status term_check(Error *error)
{
    const char *name = getenv("TERM");
    if (name == NULL || name[0] == '\0')
        return error_set(error, STATUS_USAGE,
                         "TERM is not set, so the terminal's kind is not known: set it "
                         "(TERM=xterm-256color), or use the commands (cairn help)");
    if (strcmp(name, "dumb") == 0)
        return error_set(error, STATUS_USAGE,
                         "this terminal cannot hold a screen (TERM=dumb): use the commands "
                         "(cairn help), such as cairn today and cairn review --linear");
    return STATUS_OK;
}

bool term_locale_is_plain(void)
{
    const char *codeset = nl_langinfo(CODESET);
    return strcasecmp(codeset, "UTF-8") != 0 && strcasecmp(codeset, "UTF8") != 0;
}

bool term_may_link(void)
{
    return escape_links_work(getenv("TERM"), getenv("VTE_VERSION"), getenv("TERM_PROGRAM"));
}

bool term_shows_notifications(void)
{
    static const char *const TERMS[] = {"xterm-kitty", "xterm-ghostty", "foot", "foot-extra"};
    static const char *const PROGRAMS[] = {"WezTerm", "ghostty"};
    const char *name = getenv("TERM");
    const char *program = getenv("TERM_PROGRAM");
    for (size_t i = 0; name != NULL && i < sizeof TERMS / sizeof *TERMS; i++)
        if (strcmp(TERMS[i], name) == 0)
            return true;
    for (size_t i = 0; program != NULL && i < sizeof PROGRAMS / sizeof *PROGRAMS; i++)
        if (strcmp(PROGRAMS[i], program) == 0)
            return true;
    return false;
}
