#include "base/checksum.h"

#include <string.h>

#define PART_LENGTH ((size_t)16 * 1024)

uint64_t checksum_mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return sum ^ sum >> 29;
}

/* Four words side by side, added up by the processor at once. */
typedef uint64_t Words __attribute__((vector_size(32)));

/* In each lane the sum of the words, and the sum of these sums, which tells their order. */
uint64_t checksum_bytes(uint64_t seed, const void *bytes, size_t length)
{
    const char *from = bytes;
    Words words = {0};
    Words sums = {0};
    Words orders = {0};
    size_t at = 0;
    for (; length - at >= sizeof words; at += sizeof words) {
        memcpy(&words, from + at, sizeof words);
        sums += words;
        orders += sums;
    }
    words = (Words){0};
    if (length > at)
        memcpy(&words, from + at, length - at);
    sums += words;
    orders += sums;
    uint64_t all = checksum_mix(seed, length);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        all = checksum_mix(checksum_mix(all, sums[i]), orders[i]);
    return all;
}

bool checksum_add_part(ChecksumParts *parts, uint64_t seed, const ChecksumSource *source,
                       size_t from, size_t length)
{
    size_t left = length - parts->at;
    size_t part_length = left < PART_LENGTH ? left : PART_LENGTH;
    const char *part = source->read(source->context, from + parts->at, part_length);
    parts->unread = parts->unread || part == NULL;
    if (part != NULL)
        parts->sum = checksum_mix(parts->sum, checksum_bytes(seed, part, part_length));
    parts->at += part_length;
    return left > part_length;
}

static const char *read_memory(void *context, size_t offset, size_t length)
{
    const char *const *bytes = context;
    (void)length;
    return *bytes + offset;
}

uint64_t checksum_parts(uint64_t seed, const char *bytes, size_t length)
{
    const ChecksumSource source = {read_memory, &bytes};
    ChecksumParts parts = {0};
    while (checksum_add_part(&parts, seed, &source, 0, length))
        continue;
    return parts.sum;
}
