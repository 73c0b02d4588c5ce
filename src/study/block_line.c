#include "study/block_line.h"

#include <stdio.h>
#include <string.h>

#define DATE_LENGTH 10
#define TIME_LENGTH 5

static int offset_at(const PracticeBlock *block, int64_t at_ms)
{
    bool before = block->shift_ms != 0 && at_ms < block->shift_ms;
    return before ? block->offset_before : block->offset_min;
}

/* "2026-11-24T18:00:00+00:00" */
static void format_at(const PracticeBlock *block, int64_t at_ms, char out[CIVIL_INSTANT_SIZE])
{
    civil_format_instant(at_ms, offset_at(block, at_ms), out);
}

void block_line_time(const PracticeBlock *block, int64_t at_ms, char out[BLOCK_TIME_SIZE])
{
    char instant[CIVIL_INSTANT_SIZE];
    format_at(block, at_ms, instant);
    (void)snprintf(out, BLOCK_TIME_SIZE, "%.5s", instant + DATE_LENGTH + 1);
}

void block_line_write(const PracticeBlock *block, const char *note, Buffer *out)
{
    char start[CIVIL_INSTANT_SIZE];
    char end[BLOCK_TIME_SIZE];
    format_at(block, block->start_ms, start);
    block_line_time(block, block->end_ms, end);
    buffer_add_format(out, "%.10s %.5s-%s %s", start, start + DATE_LENGTH + 1, end,
                      block->topic[0] == '\0' ? "-" : block->topic);
    if (note[0] != '\0')
        buffer_add_format(out, " %s", note);
}

/* --- reading --- */

static bool take_two(const char *text, int most, int *number)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return false;
    *number = 10 * (text[0] - '0') + text[1] - '0';
    return *number <= most;
}

/* "18:40" at the beginning of a text, in minutes. */
static bool take_time(const char *text, int *minutes)
{
    int hour, minute;
    if (!take_two(text, 23, &hour) || text[2] != ':' || !take_two(text + 3, 59, &minute))
        return false;
    *minutes = 60 * hour + minute;
    return true;
}

/* That time on a date by the block's clock. */
static int64_t instant_of(const PracticeBlock *block, DayNumber day, int minutes)
{
    int64_t local = day * MS_PER_DAY + minutes * MS_PER_MINUTE;
    int64_t at_ms = local - offset_at(block, block->start_ms) * MS_PER_MINUTE;
    return local - offset_at(block, at_ms) * MS_PER_MINUTE;
}

/* What was not touched stays what it was. */
static int64_t kept(int64_t read_ms, int64_t own_ms)
{
    return own_ms - own_ms % MS_PER_MINUTE == read_ms ? own_ms : read_ms;
}

static Status read_times(const char *text, const PracticeBlock *block, BlockLine *line,
                         Error *error)
{
    static const char EXPECTED[] =
        "a block begins like this: 2026-11-24 18:00-18:40, then a topic's id or -, then a note";
    char date[DATE_LENGTH + 1];
    DayNumber day;
    int start, end;
    const char *times = text + DATE_LENGTH + 1;
    if (strlen(text) < DATE_LENGTH + 2 + 2 * TIME_LENGTH || text[DATE_LENGTH] != ' ' ||
        !take_time(times, &start) || times[TIME_LENGTH] != '-' ||
        !take_time(times + TIME_LENGTH + 1, &end))
        return error_set(error, STATUS_USAGE, "%s", EXPECTED);
    (void)snprintf(date, sizeof date, "%.10s", text);
    Status status = civil_parse_date(date, &day, error);
    if (status != STATUS_OK)
        return status;
    line->start_ms = kept(instant_of(block, day, start), block->start_ms);
    line->end_ms = kept(instant_of(block, end < start ? day + 1 : day, end), block->end_ms);
    return STATUS_OK;
}

Status block_line_read(const char *text, const PracticeBlock *block, BlockLine *line, Error *error)
{
    *line = (BlockLine){.note = ""};
    text += strspn(text, " ");
    Status status = read_times(text, block, line, error);
    if (status != STATUS_OK)
        return status;
    text += DATE_LENGTH + 2 + 2 * TIME_LENGTH;
    text += strspn(text, " ");
    size_t length = strcspn(text, " ");
    if (length >= sizeof line->topic)
        return error_set(error, STATUS_USAGE, "no topic has an id as long as that");
    if (length != 1 || text[0] != '-')
        memcpy(line->topic, text, length);
    line->note = text + length + strspn(text + length, " ");
    return STATUS_OK;
}

Status block_line_instant(const char *text, const PracticeBlock *block, int64_t *at_ms,
                          Error *error)
{
    int minutes;
    char from[BLOCK_TIME_SIZE], to[BLOCK_TIME_SIZE];
    int64_t local = block->start_ms + offset_at(block, block->start_ms) * MS_PER_MINUTE;
    DayNumber day = (DayNumber)(local / MS_PER_DAY);
    *at_ms = 0;
    if (strlen(text) == TIME_LENGTH && take_time(text, &minutes)) {
        *at_ms = instant_of(block, day, minutes);
        if (*at_ms <= block->start_ms)
            *at_ms = instant_of(block, day + 1, minutes);
    }
    if (*at_ms > block->start_ms && *at_ms < block->end_ms)
        return STATUS_OK;
    block_line_time(block, block->start_ms, from);
    block_line_time(block, block->end_ms, to);
    return error_set(error, STATUS_USAGE, "give a time between %s and %s", from, to);
}
