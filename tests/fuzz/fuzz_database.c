/* A database that was damaged: three bytes each say which of its pages, where in it (from its beginning, or
 * with the highest bit of the page's number from its end, where the rows are), and to what. It is refused
 * with a sentence, or what is read of it can be lived with; and what it still holds can be saved. */
#include "base/memory.h"
#include "companion/ledger.h"
#include "fuzz/scratch.h"
#include "store/store.h"
#include "support/desk.h"
#include "ui/view.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PAGE_SIZE = 4096, ROWS = 24, COLUMNS = 80 };

static const Event EVENTS[] = {
    {.kind = EVENT_REVIEW, .subject = "vec", .body = "{\"rating\":3,\"ms\":4000}"},
    {.kind = EVENT_MARK, .subject = "python", .body = "{\"mark\":\"done\"}"},
    {.kind = EVENT_NOTE, .subject = "python", .body = "{\"text\":\"a note\"}"},
    {.kind = EVENT_QUESTION, .subject = "python", .body = "{\"text\":\"why?\"}"},
    {.kind = EVENT_CONFIG, .subject = "retention", .body = "{\"value\":\"0.8\"}"},
    {.kind = EVENT_PRACTICE_EDIT,
     .subject = "python",
     .body = "{\"what\":\"log\",\"ms\":1500000,\"note\":\"paper\"}"},
    {.kind = EVENT_PRACTICE_START, .subject = "python", .body = "{}"},
};

/* The database as the program writes it. */
static void write_whole(const char *directory)
{
    Store *store;
    Ledger ledger;
    require(store_open(directory, STORE_READ_WRITE, &store, NULL) == STATUS_OK);
    require(store_begin(store, NULL) == STATUS_OK);
    for (size_t i = 0; i < sizeof EVENTS / sizeof EVENTS[0]; i++) {
        Event event = EVENTS[i];
        event.at_ms = DESK_NOW_MS - MS_PER_HOUR + (int64_t)i * MS_PER_MINUTE;
        event.study_day = DESK_DAY;
        require(ledger_init(&ledger, store, true, NULL) == STATUS_OK);
        require(store_append(store, &event, NULL) == STATUS_OK);
        require(ledger_apply(&ledger, &event, NULL) == STATUS_OK);
        ledger_done(&ledger);
    }
    require(store_put_added(store, "vec", DESK_DAY, NULL) == STATUS_OK);
    require(store_commit(store, NULL) == STATUS_OK);
    store_close(store);
}

/* Kept for every later input. */
static const char *whole(const char *directory, const char *path, size_t *length)
{
    static char *bytes;
    static size_t count;
    if (bytes == NULL) {
        write_whole(directory);
        require(file_read(path, (size_t)1 << 20, &bytes, &count, NULL) == STATUS_OK);
        require(count > 0 && count % PAGE_SIZE == 0);
    }
    *length = count;
    return bytes;
}

static void write_damaged(const char *directory, const char *path, const uint8_t *data, size_t size)
{
    static const char *const BESIDES[] = {"cairn.db-wal", "cairn.db-shm", "cairn.db-journal"};
    size_t length;
    const char *sound = whole(directory, path, &length);
    uint8_t *damaged = mem_alloc(length, 1);
    memcpy(damaged, sound, length);
    for (size_t i = 0; i + 2 < size; i += 3) {
        size_t page = data[i] % 128U % (length / PAGE_SIZE), at = data[i + 1];
        at = data[i] < 128 ? at : PAGE_SIZE - 1 - at;
        damaged[page * PAGE_SIZE + at] = data[i + 2];
    }
    for (size_t i = 0; i < sizeof BESIDES / sizeof BESIDES[0]; i++) {
        char *beside = path_join(directory, BESIDES[i]);
        (void)remove(beside);
        mem_free(beside);
    }
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    require(descriptor >= 0);
    scratch_write(descriptor, damaged, length);
    require(close(descriptor) == 0);
    mem_free(damaged);
}

static void check_refused(Status status, const Error *error)
{
    require(status == STATUS_OK || error->message[0] != '\0');
}

/* Every place is drawn with what was read. */
static void live_with(const StudyState *state)
{
    static Canvas canvas;
    if (canvas.cells == NULL)
        canvas_init(&canvas, ROWS, COLUMNS);
    Model *model = app_new(state, ROWS, COLUMNS);
    Message message = {.kind = MESSAGE_START, .now_ms = DESK_NOW_MS};
    for (uint32_t place = '0'; place <= '5'; place++) {
        Effects effects = {0};
        app_update(model, &message, &effects);
        effects_done(&effects);
        ui_view(model, &canvas);
        message = (Message){.kind = MESSAGE_KEY, .now_ms = DESK_NOW_MS, .key.code = place + 1};
    }
    app_free(model);
}

static void use(Store *store, const Catalog *catalog)
{
    StudyState state;
    Error error = {""};
    study_state_init(&state, catalog);
    Status status = store_load_state(store, &state, &error);
    check_refused(status, &error);
    if (status == STATUS_OK)
        live_with(&state);
    study_state_done(&state);
    if (status == STATUS_OK)
        status = store_begin(store, &error);
    if (status == STATUS_OK)
        status = ledger_rebuild(store, &error);
    check_refused(status, &error);
    store_rollback(store);
}

static void salvage(const char *path)
{
    static Store *into;
    Buffer report = {0};
    Salvaged salvaged;
    Error error = {""};
    if (into == NULL) {
        char *directory = path_join(scratch_directory(), "cache");
        require(store_open(directory, STORE_READ_WRITE, &into, NULL) == STATUS_OK);
        mem_free(directory);
    }
    require(store_begin(into, NULL) == STATUS_OK);
    check_refused(store_salvage(into, path, NULL, 0, &report, &salvaged, &error), &error);
    require(ledger_rebuild(into, NULL) == STATUS_OK);
    store_rollback(into);
    buffer_done(&report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Desk desk;
    if (desk.catalog == NULL)
        desk_open(&desk, false);
    const char *directory = scratch_directory();
    char *path = path_join(directory, "cairn.db");
    Store *store = NULL;
    Error error = {""};
    write_damaged(directory, path, data, size);
    Status status = store_open(directory, STORE_READ_WRITE, &store, &error);
    check_refused(status, &error);
    if (status == STATUS_OK)
        use(store, desk.catalog);
    store_close(store);
    bool damaged = false;
    check_refused(store_is_damaged(path, &damaged, &error), &error);
    if (damaged)
        salvage(path);
    mem_free(path);
    return 0;
}
