/* Checksums against damage, made for speed: a start waits for them. None is safe against malice. */
#ifndef CAIRN_BASE_CHECKSUM_H
#define CAIRN_BASE_CHECKSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The sum of bytes in their order, in the byte order of this machine. `seed` says what else counts. */
uint64_t checksum_bytes(uint64_t seed, const void *bytes, size_t length);

/* A sum with one more word in it; the order of words counts. */
uint64_t checksum_mix(uint64_t sum, uint64_t word);

/* Where many bytes come from that are added part by part. `read` gives some of them, from an offset on, valid
 * until the next call; NULL when it cannot. */
typedef struct ChecksumSource {
    const char *(*read)(void *context, size_t offset, size_t length);
    void *context;
} ChecksumSource;

typedef struct ChecksumParts {
    size_t at; /* how many bytes were added */
    uint64_t sum;
    bool unread; /* some could not be read: the sum says nothing */
} ChecksumParts;

/* Adds the next part of the `length` bytes from `from` on; `parts` is zero at first. False when it was the
 * last. */
bool checksum_add_part(ChecksumParts *parts, uint64_t seed, const ChecksumSource *source,
                       size_t from, size_t length);

/* The sum of all parts at once. */
uint64_t checksum_parts(uint64_t seed, const char *bytes, size_t length);

#endif
