/* The optimiser's pass for x86-64 with AVX512: 16 cards at once. */
#include "study/optimizer_kernel.h"

#include <string.h>

#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,fma"))), \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC optimize("fp-contract=fast")
#pragma GCC target("avx512f,avx512dq,avx512vl,fma")
#endif

#define LANES       16
#define KERNEL_NAME kernel_run_avx512
#include "study/optimizer_kernel_pass.h"

#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
