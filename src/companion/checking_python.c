/* The learner's Python, and what it has. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "companion/checking_impl.h"

extern char **environ;

/* --- modules --- */

static const PythonModule MODULES[] = {
    {"numpy", "numpy", "python3-numpy", "python3-numpy", "python-numpy", "numpy"},
    {"sklearn", "scikit-learn", "python3-sklearn", "python3-scikit-learn", "python-scikit-learn",
     "scikit-learn"},
    {"torch", "torch", "python3-torch", "python3-torch", "python-pytorch", "pytorch"},
    {"torchvision", "torchvision", "python3-torchvision", "", "python-torchvision", "torchvision"},
    {"pandas", "pandas", "python3-pandas", "python3-pandas", "python-pandas", ""},
    {"scipy", "scipy", "python3-scipy", "python3-scipy", "python-scipy", "scipy"},
    {"matplotlib", "matplotlib", "python3-matplotlib", "python3-matplotlib", "python-matplotlib",
     "python-matplotlib"},
    {"nltk", "nltk", "python3-nltk", "python3-nltk", "python-nltk", ""},
    {"spacy", "spacy", "", "", "", ""},
    {"transformers", "transformers", "", "", "", ""},
    {"datasets", "datasets", "", "", "", ""},
    {"tokenizers", "tokenizers", "", "", "", ""},
    {"tensorflow", "tensorflow", "", "", "", ""},
    {"gensim", "gensim", "python3-gensim", "", "", ""},
    {"flask", "flask", "python3-flask", "python3-flask", "python-flask", ""},
    {"requests", "requests", "python3-requests", "python3-requests", "python-requests", ""},
    {"yaml", "PyYAML", "python3-yaml", "python3-pyyaml", "python-yaml", "pyyaml"},
};

PythonModule python_module(const char *name)
{
    for (size_t i = 0; i < sizeof MODULES / sizeof *MODULES; i++)
        if (strcmp(MODULES[i].import, name) == 0 || strcmp(MODULES[i].pip, name) == 0)
            return MODULES[i];
    return (PythonModule){name, name, "", "", "", ""};
}

/* --- the program and its surroundings --- */

const char *python_of(const char *directory, Arena *arena)
{
    char *own = path_join(directory, ".venv/bin/python3");
    const char *python = access(own, X_OK) == 0 ? arena_dup(arena, own) : "python3";
    mem_free(own);
    return python;
}

static bool is_kept(const char *variable)
{
    static const char *const DROPPED[] = {
        "CAIRN_",   "PYTHON",       "TERM=", "NO_COLOR=", "FORCE_COLOR=", "CLICOLOR",
        "COLUMNS=", "VIRTUAL_ENV=", "PWD=",  "OLDPWD=",   "LS_COLORS=",
    };
    for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++)
        if (strncmp(variable, DROPPED[i], strlen(DROPPED[i])) == 0)
            return false;
    return true;
}

static const char *setting(Arena *arena, const char *name, const char *value)
{
    size_t size = strlen(name) + strlen(value) + 2;
    char *text = arena_alloc(arena, size, 1);
    (void)snprintf(text, size, "%s=%s", name, value);
    return text;
}

/* Before the standard library, as if the learner had started the program: but behind what the pack's checks
 * share, so that no file of the learner's stands in for it. */
static const char *python_path(const char *directory, const char *shared, Arena *arena)
{
    if (shared[0] == '\0')
        return setting(arena, "PYTHONPATH", directory);
    char *both = mem_format("%s:%s", shared, directory);
    const char *made = setting(arena, "PYTHONPATH", both);
    mem_free(both);
    return made;
}

const char *const *python_environment(const char *directory, const char *shared, Arena *arena)
{
    static const char *const SET[] = {
        "TERM=dumb",    "NO_COLOR=1",         "PYTHON_COLORS=0",          "PYTHONIOENCODING=utf-8",
        "PYTHONUTF8=1", "PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1"};
    size_t count = 0;
    while (environ[count] != NULL)
        count++;
    const size_t fixed = sizeof SET / sizeof *SET;
    const char **made = arena_alloc(arena, count + fixed + 5, sizeof *made);
    size_t at = 0;
    char *own = path_join(directory, ".venv");
    bool has_own = file_is_directory(own);
    for (size_t i = 0; i < count; i++)
        if (is_kept(environ[i]) && !(has_own && strncmp(environ[i], "PATH=", 5) == 0))
            made[at++] = arena_dup(arena, environ[i]);
    for (size_t i = 0; i < fixed; i++)
        made[at++] = SET[i];
    made[at++] = python_path(directory, shared, arena);
    made[at++] = setting(arena, "PWD", directory);
    if (has_own) {
        const char *path = getenv("PATH");
        char *longer =
            mem_format("%s/bin:%s", own, path != NULL ? path : "/usr/local/bin:/usr/bin:/bin");
        made[at++] = setting(arena, "PATH", longer);
        made[at++] = setting(arena, "VIRTUAL_ENV", own);
        mem_free(longer);
    }
    mem_free(own);
    return made;
}

const char *const *python_writable(const char *directory, Arena *arena)
{
    const char **list = arena_alloc(arena, 7, sizeof *list);
    const char *cache = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    size_t at = 0;
    list[at++] = directory;
    list[at++] = path_temporary();
    list[at++] = "/tmp";
    list[at++] = "/dev/shm";
    if (cache != NULL && cache[0] == '/') {
        list[at++] = cache;
    } else if (home != NULL && home[0] == '/') {
        char *path = path_join(home, ".cache");
        list[at++] = arena_dup(arena, path);
        mem_free(path);
    }
    return list;
}

/* Names that learners give to files and that unittest, and so each check, takes for its own. */
static const char *const STANDARD[] = {
    "abc",       "argparse", "array",     "ast",        "bisect",      "code",      "codecs",
    "copy",      "csv",      "datetime",  "difflib",    "dis",         "enum",      "fnmatch",
    "functools", "heapq",    "importlib", "inspect",    "io",          "json",      "keyword",
    "linecache", "locale",   "logging",   "math",       "numbers",     "opcode",    "operator",
    "os",        "pathlib",  "pprint",    "queue",      "random",      "re",        "select",
    "selectors", "shutil",   "signal",    "statistics", "string",      "struct",    "subprocess",
    "tempfile",  "textwrap", "threading", "token",      "tokenize",    "traceback", "types",
    "typing",    "unittest", "warnings",  "weakref",    "collections", "contextlib"};

const char *python_stand_in(const char *directory)
{
    const char *found = NULL;
    for (size_t i = 0; i < sizeof STANDARD / sizeof *STANDARD && found == NULL; i++) {
        char *path = mem_format("%s/%s.py", directory, STANDARD[i]);
        found = file_exists(path) ? STANDARD[i] : NULL;
        mem_free(path);
    }
    return found;
}

/* --- what it has --- */

Status python_missing(const char *python, const char *directory, const TextList *modules,
                      Arena *arena, TextList *missing, bool *found, Error *error)
{
    static const char SCRIPT[] = "import importlib.util, sys\n"
                                 "for name in sys.argv[1:]:\n"
                                 "    if importlib.util.find_spec(name) is None:\n"
                                 "        print(name)\n";
    const char **words = arena_alloc(arena, modules->count + 5, sizeof *words);
    size_t at = 0;
    *missing = (TextList){.items = arena_alloc(arena, modules->count + 1, sizeof(char *))};
    words[at++] = python;
    words[at++] = "-B";
    words[at++] = "-c";
    words[at++] = SCRIPT;
    for (size_t i = 0; i < modules->count; i++)
        words[at++] = python_module(modules->items[i]).import;
    const RunnerJob job = {.words = words,
                           .environment = python_environment(directory, "", arena),
                           .writable = python_writable(directory, arena),
                           .directory = directory,
                           .input = "",
                           .seconds = 30};
    RunnerResult result;
    Status status = runner_run(&job, NULL, NULL, &result, error);
    *found = status == STATUS_OK && result.end == RUN_ENDED && result.code == 0;
    for (size_t i = 0; *found && i < modules->count; i++) {
        const char *name = words[4 + i];
        for (const char *line = buffer_text(&result.out); *line != '\0';) {
            size_t length = strcspn(line, "\n");
            if (length == strlen(name) && strncmp(line, name, length) == 0 &&
                missing->count < modules->count) {
                missing->items[missing->count++] = name;
                break;
            }
            line += length + (line[length] == '\n');
        }
    }
    runner_result_done(&result);
    return status;
}
