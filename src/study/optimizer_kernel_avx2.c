/* The optimiser's pass for x86-64 with AVX2: 8 cards at once. */
#include "study/optimizer_kernel.h"

#include <string.h>

#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC optimize("fp-contract=fast")
#pragma GCC target("avx2,fma")
#endif

#define LANES       8
#define KERNEL_NAME kernel_run_avx2
#include "study/optimizer_kernel_pass.h"

#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
