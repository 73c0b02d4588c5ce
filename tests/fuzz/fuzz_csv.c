/* Tables as comma-separated values, and review logs: any bytes are read or refused with a place, and
 * what was read can be replayed. */
#include "base/memory.h"
#include "cli/fsrs_log.h"
#include "fuzz/scratch.h"
#include "study/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run_table(const uint8_t *data, size_t size)
{
    CsvTable table;
    Error error = {""};
    if (csv_read((const char *)data, size, take_arena(), &table, &error) != STATUS_OK) {
        require(error.message[0] != '\0');
        return;
    }
    require(table.column_count > 0);
    for (size_t i = 0; i < table.column_count; i++)
        require(csv_column(&table, table.header[i]) <= i);
    size_t line = 1;
    for (size_t i = 0; i < table.row_count; i++) {
        require(table.rows[i].line > line);
        line = table.rows[i].line;
        for (size_t j = 0; j < table.column_count; j++)
            require(strlen(table.rows[i].fields[j]) <= size);
    }
}

static void run_log(const uint8_t *data, size_t size)
{
    ReviewLog log;
    Buffer report = {0};
    Error error = {""};
    Status status = review_log_read(scratch_file(data, size), 4, &log, &report, &error);
    if (status == STATUS_OK) {
        require(log.card_count <= log.count);
        for (size_t i = 0; i < log.count; i++) {
            require(log.places[i] < log.count && log.reviews[i].card < log.card_count);
            require(log.reviews[i].rating >= RATING_AGAIN && log.reviews[i].rating <= RATING_EASY);
            require(log.durations_ms[i] >= 0);
        }
    } else {
        require(report.length > 0 || error.message[0] != '\0');
    }
    review_log_done(&log);
    buffer_done(&report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    run_table(data, size);
    run_log(data, size);
    return 0;
}
