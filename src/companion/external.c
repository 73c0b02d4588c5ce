#include "companion/external.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/process.h"
#include "base/utf8.h"

typedef ARRAY(char *) Words;

/* --- commands as words --- */

/* Adds the quoted part that begins behind `*place` to `word`; false when it never ends. */
static bool read_quoted(const char **place, char quote, Buffer *word)
{
    const char *next = *place;
    for (; *next != quote; next++) {
        if (quote == '"' && next[0] == '\\' && (next[1] == '"' || next[1] == '\\'))
            next++;
        if (*next == '\0')
            return false;
        buffer_add_char(word, *next);
    }
    *place = next + 1;
    return true;
}

/* One word, up to a blank outside quotes; false when a quote or an escape never ends. */
static bool read_word(const char **place, Buffer *word)
{
    while (**place != '\0' && strchr(" \t\n", **place) == NULL) {
        char byte = *(*place)++;
        if (byte == '\'' || byte == '"') {
            if (!read_quoted(place, byte, word))
                return false;
        } else if (byte == '\\') {
            if (**place == '\0')
                return false;
            buffer_add_char(word, *(*place)++);
        } else {
            buffer_add_char(word, byte);
        }
    }
    return true;
}

Status external_split(const char *command, char ***out, Error *error)
{
    Words words = {0};
    const char *place = command;
    bool whole = true;
    *out = NULL;
    for (place += strspn(place, " \t\n"); *place != '\0' && whole;
         place += strspn(place, " \t\n")) {
        Buffer word = {0};
        buffer_add(&word, "", 0);
        whole = read_word(&place, &word);
        *array_push(&words) = buffer_take(&word);
    }
    size_t count = words.count;
    *array_push(&words) = NULL;
    if (!whole || count == 0 || words.items[0][0] == '\0') {
        external_words_free(words.items);
        return error_set(error, STATUS_USAGE,
                         "cannot understand the command \"%s\": expected a program and its "
                         "arguments, quotes closed",
                         command);
    }
    *out = words.items;
    return STATUS_OK;
}

void external_words_free(char **words)
{
    if (words == NULL)
        return;
    for (char **word = words; *word != NULL; word++)
        mem_free(*word);
    mem_free(words);
}

static char **append_word(char **words, const char *word)
{
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    words = mem_resize(words, count + 2, sizeof *words);
    words[count] = mem_dup(word);
    words[count + 1] = NULL;
    return words;
}

/* --- running --- */

static bool is_program(const char *directory, size_t length, const char *name)
{
    char *path = mem_format("%.*s/%s", (int)length, length == 0 ? "." : directory, name);
    struct stat info;
    bool found = stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
    mem_free(path);
    return found;
}

bool external_can_run(const char *name)
{
    const char *path = getenv("PATH");
    if (strchr(name, '/') != NULL)
        return access(name, X_OK) == 0;
    if (path == NULL)
        path = "/usr/local/bin:/usr/bin:/bin";
    for (;;) {
        size_t length = strcspn(path, ":");
        if (is_program(path, length, name))
            return true;
        if (path[length] == '\0')
            return false;
        path += length + 1;
    }
}

/* In a child: becomes the program, or tells its parent why not through `report`. With `direct` it is that
 * very file; else PATH is searched, and what is no program is given to a shell, as execvp does. */
static _Noreturn void become(char **words, bool direct, int report)
{
    if (direct)
        execv(words[0], words);
    else
        execvp(words[0], words);
    int problem = errno;
    ssize_t written = write(report, &problem, sizeof problem);
    (void)written;
    _exit(127);
}

static void make_quiet(void)
{
    int nowhere = open("/dev/null", O_RDWR | O_NOCTTY);
    setsid();
    if (nowhere < 0)
        return;
    dup2(nowhere, STDIN_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    if (nowhere > STDERR_FILENO)
        close(nowhere);
}

/* What the child that could not become its program said: an errno, or 0. Closes the pipe. */
static int read_report(int ends[2])
{
    int problem = 0;
    ssize_t count;
    close(ends[1]);
    do {
        count = read(ends[0], &problem, sizeof problem);
    } while (count < 0 && errno == EINTR);
    close(ends[0]);
    return count == (ssize_t)sizeof problem ? problem : 0;
}

/* A grandchild without terminal that init reaps, so none is left over. */
Status external_start(char **words, char **environment, Error *error)
{
    int ends[2];
    int result = 0;
    if (!process_pipe(ends))
        return error_set_errno(error, errno, "cannot start %s", words[0]);
    pid_t child = fork();
    if (child == 0) {
        make_quiet();
        pid_t grandchild = fork();
        for (char **entry = environment; grandchild == 0 && entry != NULL && *entry != NULL;
             entry++)
            putenv(*entry);
        if (grandchild == 0)
            become(words, environment != NULL, ends[1]);
        _exit(grandchild < 0 ? 1 : 0);
    }
    int problem = child < 0 ? errno : 0;
    int told = read_report(ends);
    if (child > 0)
        process_wait(child, &result);
    if (problem == 0)
        problem = told;
    if (problem != 0)
        return error_set_errno(error, problem, "cannot start %s", words[0]);
    if (!WIFEXITED(result) || WEXITSTATUS(result) != 0)
        return error_set(error, STATUS_FAILED, "cannot start %s: no more processes", words[0]);
    return STATUS_OK;
}

/* The terminal's signals while somebody else has it: Ctrl-C and Ctrl-\ are theirs, Ctrl-Z stops
 * both, so that the shell gets its prompt. */
static const int YIELDED[] = {SIGINT, SIGQUIT, SIGTSTP};

static void yield_signals(struct sigaction kept[3])
{
    for (size_t i = 0; i < 3; i++) {
        struct sigaction action = {.sa_handler = YIELDED[i] == SIGTSTP ? SIG_DFL : SIG_IGN};
        sigemptyset(&action.sa_mask);
        sigaction(YIELDED[i], &action, &kept[i]);
    }
}

static void take_signals_back(const struct sigaction kept[3])
{
    for (size_t i = 0; i < 3; i++)
        sigaction(YIELDED[i], &kept[i], NULL);
}

static void plain_signals(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < 3; i++)
        sigaction(YIELDED[i], &action, NULL);
    sigaction(SIGXFSZ, &action, NULL); /* which main ignores */
}

static Status run_in_front(char **words, Error *error)
{
    int ends[2];
    int result = 0;
    struct sigaction kept[3];
    if (!process_pipe(ends))
        return error_set_errno(error, errno, "cannot start %s", words[0]);
    yield_signals(kept);
    pid_t child = fork();
    if (child == 0) {
        plain_signals();
        become(words, false, ends[1]);
    }
    int problem = child < 0 ? errno : 0;
    int told = read_report(ends);
    if (child > 0 && process_wait(child, &result) < 0)
        problem = errno;
    take_signals_back(kept);
    if (problem == 0)
        problem = told;
    if (problem != 0)
        return error_set_errno(error, problem, "cannot start %s", words[0]);
    if (WIFSIGNALED(result))
        return error_set(error, STATUS_FAILED, "%s was ended by signal %d; nothing was changed",
                         words[0], WTERMSIG(result));
    if (WEXITSTATUS(result) != 0)
        return error_set(error, STATUS_FAILED, "%s ended with exit code %d; nothing was changed",
                         words[0], WEXITSTATUS(result));
    return STATUS_OK;
}

/* --- the editor --- */

static Status find_editor(char ***words, Error *error)
{
    static const char *const VARIABLES[] = {"VISUAL", "EDITOR"};
    static const char *const USUAL[] = {"sensible-editor", "nano", "vi"};
    for (size_t i = 0; i < 2; i++) {
        const char *command = getenv(VARIABLES[i]);
        if (command != NULL && command[strspn(command, " \t\n")] != '\0')
            return error_prefix(error, external_split(command, words, error), "%s", VARIABLES[i]);
    }
    for (size_t i = 0; i < 3; i++)
        if (external_can_run(USUAL[i]))
            return external_split(USUAL[i], words, error);
    return error_set(error, STATUS_FAILED,
                     "there is no editor: set VISUAL or EDITOR to one, such as nano");
}

typedef enum LineStyle { LINE_PLUS, LINE_COLON, LINE_GOTO } LineStyle;

/* How an editor is told a line; the usual way unless it is known to have another. */
static LineStyle line_style(const char *editor)
{
    static const struct {
        const char *name;
        LineStyle style;
    } OTHERS[] = {{"hx", LINE_COLON},   {"helix", LINE_COLON}, {"subl", LINE_COLON},
                  {"zed", LINE_COLON},  {"code", LINE_GOTO},   {"code-insiders", LINE_GOTO},
                  {"codium", LINE_GOTO}};
    const char *slash = strrchr(editor, '/');
    const char *name = slash != NULL ? slash + 1 : editor;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (strcmp(name, OTHERS[i].name) == 0)
            return OTHERS[i].style;
    return LINE_PLUS;
}

/* The words of the editor with those that name the file and the line (0: none). */
static char **append_file(char **words, const char *path, size_t line)
{
    LineStyle style = line_style(words[0]);
    char *plus = mem_format("+%zu", line);
    char *colon = mem_format("%s:%zu", path, line);
    if (line > 0 && style == LINE_PLUS)
        words = append_word(words, plus);
    if (line > 0 && style == LINE_GOTO)
        words = append_word(words, "--goto");
    words = append_word(words, line > 0 && style != LINE_PLUS ? colon : path);
    mem_free(colon);
    mem_free(plus);
    return words;
}

static Status edit(const char *path, size_t line, Error *error)
{
    char **words = NULL;
    Status status = find_editor(&words, error);
    if (status != STATUS_OK || words == NULL)
        return status;
    words = append_file(words, path, line);
    status = run_in_front(words, error);
    external_words_free(words);
    return status;
}

Status external_edit(const char *path, Error *error)
{
    return edit(path, 0, error);
}

Status external_edit_at(const char *path, size_t line, Error *error)
{
    if (access(path, W_OK) != 0)
        return error_set_errno(error, errno, "%s cannot be changed", path);
    return edit(path, line, error);
}

static Status write_private(char *path, const char *text, Error *error)
{
    int descriptor = mkstemps(path, 3); /* 0600 by its contract */
    if (descriptor < 0)
        return error_set_errno(error, errno, "cannot create %s", path);
    size_t left = strlen(text);
    int problem = 0;
    while (left > 0 && problem == 0) {
        ssize_t count = write(descriptor, text, left);
        if (count < 0 && errno != EINTR)
            problem = errno;
        if (count > 0) {
            text += count;
            left -= (size_t)count;
        }
    }
    if (close(descriptor) != 0 && problem == 0)
        problem = errno;
    if (problem == 0)
        return STATUS_OK;
    unlink(path);
    return error_set_errno(error, problem, "cannot write %s", path);
}

/* What somebody wrote and cannot be taken is not thrown away: the file stays, and the error names it. */
static Status take_text(const char *path, char **edited, Error *error)
{
    size_t length = 0;
    Status status = file_read(path, EXTERNAL_TEXT_LIMIT, edited, &length, error);
    if (status == STATUS_OK && !utf8_valid(*edited, length)) {
        mem_free(*edited);
        *edited = NULL;
        status = error_set(error, STATUS_FAILED, "%s is not valid UTF-8", path);
    }
    if (status != STATUS_OK)
        return error_prefix(error, status, "not taken, but kept in its file");
    unlink(path);
    return STATUS_OK;
}

Status external_edit_text(const char *directory, const char *text, char **edited, Error *error)
{
    *edited = NULL;
    Status status = file_make_directory(directory, error);
    if (status != STATUS_OK)
        return status;
    char *path = path_join(directory, "note-XXXXXX.md");
    status = write_private(path, text, error);
    if (status == STATUS_OK) {
        status = external_edit(path, error);
        if (status == STATUS_OK)
            status = take_text(path, edited, error);
        else
            unlink(path);
    }
    if (*edited != NULL && (*edited)[strspn(*edited, " \t\r\n")] == '\0')
        (*edited)[0] = '\0';
    mem_free(path);
    return status;
}

/* --- the browser --- */

bool external_address_is_safe(const char *address)
{
    if (strncmp(address, "https://", 8) != 0 && strncmp(address, "http://", 7) != 0)
        return false;
    for (const char *byte = address; *byte != '\0'; byte++)
        if (*byte <= ' ' || *byte > '~' || strchr("\"'`\\<>", *byte) != NULL)
            return false;
    return true;
}

/* The command that opens an address, NULL when there is none. BROWSER may be a list with colons and
 * have %s for the address, as its convention goes. */
static Status find_browser(const char *address, char ***words, Error *error)
{
    static const char *const USUAL[] = {"xdg-open", "open"};
    const char *command = getenv("BROWSER");
    *words = NULL;
    if (command != NULL && command[0] != '\0') {
        char *first = mem_dup_range(command, strcspn(command, ":"));
        Status status = external_split(first, words, error);
        mem_free(first);
        if (status != STATUS_OK)
            return error_prefix(error, status, "BROWSER");
    }
    for (size_t i = 0; *words == NULL && i < 2; i++)
        if (external_can_run(USUAL[i]) && external_split(USUAL[i], words, error) != STATUS_OK)
            return STATUS_FAILED;
    if (*words == NULL)
        return STATUS_OK;
    bool placed = false;
    for (char **word = *words; *word != NULL; word++) {
        if (strcmp(*word, "%s") == 0) {
            mem_free(*word);
            *word = mem_dup(address);
            placed = true;
        }
    }
    if (!placed)
        *words = append_word(*words, address);
    return STATUS_OK;
}

Status external_open_address(const char *address, bool *opened, Error *error)
{
    char **words = NULL;
    *opened = false;
    if (!external_address_is_safe(address))
        return error_set(error, STATUS_USAGE,
                         "this is no web address that can be opened: expected http:// or https:// "
                         "and no blanks or quotes");
    Status status = find_browser(address, &words, error);
    if (status == STATUS_OK && words != NULL) {
        status = external_start(words, NULL, error);
        *opened = status == STATUS_OK;
    }
    external_words_free(words);
    return status;
}

Status external_keep_text(const char *directory, const char *text, Status status, Error *error)
{
    const char *const places[] = {directory, "/tmp"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        Error ignored;
        char *path = path_join(places[i], "note-XXXXXX.md");
        if (write_private(path, text, &ignored) == STATUS_OK) {
            Status told = error_prefix(error, status, "your text is kept in %s", path);
            mem_free(path);
            return told;
        }
        mem_free(path);
    }
    return status;
}
