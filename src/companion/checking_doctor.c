/* What a system has for the projects, and how to get what it has not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "companion/checking_impl.h"
#include "companion/workspace_impl.h"
#include "text/sanitize.h"

/* --- package managers --- */

typedef enum System { SYSTEM_DEBIAN, SYSTEM_FEDORA, SYSTEM_ARCH, SYSTEM_BREW, SYSTEM_OTHER } System;

static const struct {
    const char *program, *install;
} MANAGERS[] = {
    [SYSTEM_DEBIAN] = {"apt-get", "sudo apt install"},
    [SYSTEM_FEDORA] = {"dnf", "sudo dnf install"},
    [SYSTEM_ARCH] = {"pacman", "sudo pacman -S"},
    [SYSTEM_BREW] = {"brew", "brew install"},
};

/* The packages of python3, venv and pip. */
static const char *const PYTHON_PACKAGES[][3] = {
    [SYSTEM_DEBIAN] = {"python3", "python3-venv", "python3-pip"},
    [SYSTEM_FEDORA] = {"python3", "python3", "python3-pip"},
    [SYSTEM_ARCH] = {"python", "python", "python-pip"},
    [SYSTEM_BREW] = {"python", "python", "python"},
};

static bool path_has(const char *program)
{
    const char *path = getenv("PATH");
    for (const char *at = path != NULL ? path : ""; *at != '\0';) {
        size_t length = strcspn(at, ":");
        char *file = mem_format("%.*s/%s", (int)length, at, program);
        bool there = access(file, X_OK) == 0;
        mem_free(file);
        if (there)
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}

static System system_of(void)
{
    for (System i = SYSTEM_DEBIAN; i < SYSTEM_OTHER; i++)
        if (path_has(MANAGERS[i].program))
            return i;
    return SYSTEM_OTHER;
}

/* --- the report --- */

typedef struct Doctor {
    const char *directory; /* where Python is asked */
    const char *python;
    Arena *arena;
    System system;
    Buffer *report;
    int missing;
} Doctor;

static void fine(Doctor *doctor, const char *what, const char *detail)
{
    buffer_add_format(doctor->report, "ok       %s%s%s\n", what, detail[0] != '\0' ? "  " : "",
                      detail);
}

static void lacks(Doctor *doctor, const char *what, const char *help)
{
    doctor->missing++;
    buffer_add_format(doctor->report, "missing  %s\n", what);
    if (help[0] != '\0')
        buffer_add_format(doctor->report, "         %s\n", help);
}

static void lacks_package(Doctor *doctor, const char *what, int which)
{
    if (doctor->system == SYSTEM_OTHER) {
        lacks(doctor, what, "install Python 3.10 or newer from https://www.python.org/downloads/");
        return;
    }
    char *help = mem_format("%s %s", MANAGERS[doctor->system].install,
                            PYTHON_PACKAGES[doctor->system][which]);
    lacks(doctor, what, help);
    mem_free(help);
}

/* Runs Python with a script; true when it ended well, with its first line in `line`. */
static Status ask_python(const Doctor *doctor, const char *script, bool *good, const char **line,
                         Error *error)
{
    const char *words[] = {doctor->python, "-B", "-c", script, NULL};
    const RunnerJob job = {.words = words,
                           .environment = python_environment(doctor->directory, "", doctor->arena),
                           .writable = python_writable(doctor->directory, doctor->arena),
                           .directory = doctor->directory,
                           .input = "",
                           .seconds = 20};
    RunnerResult result;
    Status status = runner_run(&job, NULL, NULL, &result, error);
    const char *out = buffer_text(&result.out);
    *good = status == STATUS_OK && result.end == RUN_ENDED && result.code == 0;
    *line = sanitize_text(doctor->arena, out, strcspn(out, "\n"), 0);
    runner_result_done(&result);
    return status;
}

static Status look_at_python(Doctor *doctor, bool *there, Error *error)
{
    static const char VERSION[] = "import sys; print('%d.%d.%d %s' % (sys.version_info[:3] + "
                                  "(sys.executable,))); sys.exit(sys.version_info < (3, 10))";
    static const char VENV[] = "import venv, ensurepip";
    static const char PIP[] = "import pip; print(pip.__version__)";
    const char *line;
    bool good;
    Status status = ask_python(doctor, VERSION, &good, &line, error);
    *there = good || line[0] != '\0';
    if (status != STATUS_OK)
        return status;
    if (!*there) {
        lacks_package(doctor, "python3", 0);
        return STATUS_OK;
    }
    if (good)
        fine(doctor, "python3", line);
    else
        lacks_package(doctor, "python3 of version 3.10 or newer", 0);
    status = ask_python(doctor, VENV, &good, &line, error);
    if (status == STATUS_OK && good)
        fine(doctor, "venv", "");
    else if (status == STATUS_OK)
        lacks_package(doctor, "venv (environments of their own for projects)", 1);
    if (status == STATUS_OK)
        status = ask_python(doctor, PIP, &good, &line, error);
    if (status == STATUS_OK && good)
        fine(doctor, "pip", line);
    else if (status == STATUS_OK)
        lacks_package(doctor, "pip (installs Python modules)", 2);
    return status;
}

static const char *package_of(const PythonModule *module, System system)
{
    const char *const names[] = {module->debian, module->fedora, module->arch, module->brew, ""};
    return names[system];
}

/* How to get a module, in one line. An environment does not see what is installed for the system. */
static char *module_help(const Doctor *doctor, const PythonModule *module)
{
    const char *package = package_of(module, doctor->system);
    Buffer help = {0};
    buffer_add_format(&help, "%s -m pip install %s", doctor->python, module->pip);
    bool system = strcmp(doctor->python, "python3") == 0;
    if (system)
        buffer_add_text(&help, "   (in an environment: python3 -m venv .venv)");
    if (system && package[0] != '\0')
        buffer_add_format(&help, ", or for the whole system: %s %s",
                          MANAGERS[doctor->system].install, package);
    return buffer_take(&help);
}

static void lacks_module(Doctor *doctor, const char *name, bool optional)
{
    PythonModule module = python_module(name);
    char *help = module_help(doctor, &module);
    if (optional)
        buffer_add_format(doctor->report, "optional %s  can be used, but need not\n         %s\n",
                          module.import, help);
    else
        lacks(doctor, module.import, help);
    mem_free(help);
}

static bool is_known(const TextList *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(python_module(list->items[i]).import, python_module(name).import) == 0)
            return true;
    return false;
}

static void add_modules(const TextList *from, TextList *to)
{
    for (size_t i = 0; i < from->count; i++)
        if (!is_known(to, from->items[i]))
            to->items[to->count++] = from->items[i];
}

/* The modules of a project, or of all: first those that are needed, `*needed` of them. */
static TextList modules_of(const Catalog *catalog, CatalogIndex project, Arena *arena,
                           size_t *needed)
{
    size_t most = 0;
    for (size_t i = 0; i < catalog->project_count; i++)
        most += catalog->projects[i].needs.count + catalog->projects[i].optional.count;
    for (size_t i = 0; i < catalog->check_count; i++)
        most += catalog->checks[i].needs.count;
    TextList list = {.items = arena_alloc(arena, most + 1, sizeof *list.items)};
    for (size_t i = 0; i < catalog->project_count; i++)
        if (project == CATALOG_NONE || project == (CatalogIndex)i)
            add_modules(&catalog->projects[i].needs, &list);
    for (size_t i = 0; i < catalog->check_count; i++) {
        const Check *check = &catalog->checks[i];
        if (project == CATALOG_NONE || catalog->milestones[check->milestone].project == project)
            add_modules(&check->needs, &list);
    }
    *needed = list.count;
    for (size_t i = 0; i < catalog->project_count; i++)
        if (project == CATALOG_NONE || project == (CatalogIndex)i)
            add_modules(&catalog->projects[i].optional, &list);
    return list;
}

static Status look_at_modules(Doctor *doctor, const TextList *modules, size_t needed, Error *error)
{
    TextList missing;
    bool found;
    if (modules->count == 0)
        return STATUS_OK;
    Status status = python_missing(doctor->python, doctor->directory, modules, doctor->arena,
                                   &missing, &found, error);
    for (size_t i = 0; status == STATUS_OK && found && i < modules->count; i++) {
        if (is_known(&missing, modules->items[i]))
            lacks_module(doctor, modules->items[i], i >= needed);
        else
            fine(doctor, python_module(modules->items[i]).import, "");
    }
    return status;
}

Status workspace_project_doctor(Workspace *workspace, CatalogIndex project, Buffer *report,
                                int *missing, Error *error)
{
    const Catalog *catalog = workspace->catalog;
    Doctor doctor = {.directory = "/",
                     .python = "python3",
                     .arena = arena_new(),
                     .system = system_of(),
                     .report = report};
    Status status = STATUS_OK;
    bool there = false;
    if (project != CATALOG_NONE) {
        ProjectPlace place;
        status =
            checking_place(workspace, catalog->projects[project].id, doctor.arena, &place, error);
        if (status == STATUS_OK && file_is_directory(place.directory)) {
            doctor.directory = place.directory;
            doctor.python = python_of(place.directory, doctor.arena);
        }
    }
    if (status == STATUS_OK)
        status = look_at_python(&doctor, &there, error);
    if (status == STATUS_OK && there) {
        size_t needed;
        TextList modules = modules_of(catalog, project, doctor.arena, &needed);
        status = look_at_modules(&doctor, &modules, needed, error);
    }
    *missing = doctor.missing;
    arena_free(doctor.arena);
    return status;
}
