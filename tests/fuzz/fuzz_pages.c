/* A database that was damaged, read from its pages: an input is changes of four bytes each, three that say
 * where and one to what, after a first byte that says how much of it is left; or, with a first byte of
 * 255, it is all of the file itself. */
#include <string.h>

#include "base/utf8.h"
#include "fuzz/scratch.h"
#include "store/pages.h"
#include "store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add_event(Store *store, const char *subject, size_t body_length)
{
    char *text = mem_alloc(body_length + 1, 1);
    memset(text, 't', body_length);
    char *body = mem_format("{\"t\":\"%s\"}", text);
    mem_free(text);
    Event event = {.at_ms = INT64_C(1795521600000),
                   .study_day = 20781,
                   .kind = EVENT_NOTE,
                   .subject = subject,
                   .body = body};
    require(store_append(store, &event, NULL) == STATUS_OK);
    mem_free(body);
}

/* A sound one with short and long events, kept for every later input. */
static const char *make_database(size_t *length)
{
    static char *bytes;
    static size_t count;
    if (bytes == NULL) {
        Store *store = NULL;
        char *path = path_join(scratch_directory(), "cairn.db");
        require(store_open(scratch_directory(), STORE_READ_WRITE, &store, NULL) == STATUS_OK);
        require(store_begin(store, NULL) == STATUS_OK);
        for (size_t i = 1; i < 20; i++)
            add_event(store, "item", i * i * 30);
        require(store_put_added(store, "card", 20781, NULL) == STATUS_OK);
        require(store_commit(store, NULL) == STATUS_OK);
        store_close(store);
        require(file_read(path, (size_t)1 << 24, &bytes, &count, NULL) == STATUS_OK);
        mem_free(path);
    }
    *length = count;
    return bytes;
}

static bool check_row(void *context, const LogRow *row)
{
    const char *const texts[] = {row->id, row->device, row->kind, row->subject, row->body};
    (void)context;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        require(utf8_valid(texts[i], strlen(texts[i])));
    if (row->what != ROW_ADDED)
        require(strlen(row->id) == EVENT_ID_SIZE - 1 &&
                strspn(row->id, "0123456789abcdef") == EVENT_ID_SIZE - 1);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length;
    const char *sound = make_database(&length);
    if (size > 0 && data[0] == UINT8_MAX) {
        require(pages_each_row(scratch_file(data + 1, size - 1), check_row, NULL, NULL) ==
                STATUS_OK);
        return 0;
    }
    char *changed = mem_dup_range(sound, length);
    size_t kept = size > 0 && data[0] >= 128 ? length * (data[0] - 128U) / 128 : length;
    for (size_t i = 1; i + 3 < size; i += 4)
        changed[(data[i] * 65536U + data[i + 1] * 256U + data[i + 2]) % length] = (char)data[i + 3];
    require(pages_each_row(scratch_file((const uint8_t *)changed, kept), check_row, NULL, NULL) ==
            STATUS_OK);
    mem_free(changed);
    return 0;
}
