/* Checksums against damage, made for speed: a start waits for them. None is safe against malice. */
#ifndef CAIRN_BASE_CHECKSUM_H
#define CAIRN_BASE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* The sum of bytes in their order, in the byte order of this machine. `seed` says what else counts. */
uint64_t checksum_bytes(uint64_t seed, const void *bytes, size_t length);

/* A sum with one more word in it; the order of words counts. */
uint64_t checksum_mix(uint64_t sum, uint64_t word);

#endif
