/* Landlock: a program may read what its user may read, but write only below some directories, and send
 * signals only to what it started itself. It has no library, only numbers of system calls; what this
 * kernel does not know is left out, and without Landlock nothing is confined. */
#include "companion/runner_impl.h"

#ifdef __linux__
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#if defined(__linux__) && defined(SYS_landlock_create_ruleset)

#define ACCESS_WRITE_FILE (UINT64_C(1) << 1)
#define ACCESS_CHANGES    UINT64_C(0x1ff0) /* removing and making files of all kinds */
#define ACCESS_REFER      (UINT64_C(1) << 13)
#define ACCESS_TRUNCATE   (UINT64_C(1) << 14)
#define SCOPE_SIGNAL      (UINT64_C(1) << 1)
#define RULE_PATH_BENEATH 1

typedef struct Ruleset {
    uint64_t files, network, scoped;
} Ruleset;

typedef struct __attribute__((packed)) PathRule {
    uint64_t access;
    int32_t parent;
} PathRule;

static void allow(int ruleset, const char *path, uint64_t access)
{
    PathRule rule = {.access = access, .parent = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (rule.parent < 0)
        return;
    (void)syscall(SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &rule, 0);
    (void)close(rule.parent);
}

void runner_confine(const char *const *writable)
{
    static const char *const DEVICES[] = {"/dev/null", "/dev/zero", "/dev/full"};
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
    if (version < 1 || writable == NULL)
        return;
    Ruleset rules = {.files = ACCESS_WRITE_FILE | ACCESS_CHANGES};
    if (version >= 2)
        rules.files |= ACCESS_REFER;
    if (version >= 3)
        rules.files |= ACCESS_TRUNCATE;
    if (version >= 6)
        rules.scoped = SCOPE_SIGNAL;
    size_t size = version >= 6 ? sizeof rules : version >= 4 ? 16 : 8;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0)
        return;
    for (size_t i = 0; writable[i] != NULL; i++)
        allow(ruleset, writable[i], rules.files);
    for (size_t i = 0; i < sizeof DEVICES / sizeof *DEVICES; i++)
        allow(ruleset, DEVICES[i], rules.files & (ACCESS_WRITE_FILE | ACCESS_TRUNCATE));
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        (void)syscall(SYS_landlock_restrict_self, ruleset, 0);
    (void)close(ruleset);
}

#else

void runner_confine(const char *const *writable)
{
    (void)writable;
}

#endif
