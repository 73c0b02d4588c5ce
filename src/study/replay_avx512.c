/* The replay for x86-64 with AVX512: 8 reviews at once. */
#include "study/replay_work.h"

#ifdef __x86_64__
#include <math.h>
#include <string.h>

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,fma"))), \
                             apply_to = function)
#else
#pragma GCC push_options
#pragma GCC optimize("fp-contract=fast")
#pragma GCC target("avx512f,avx512dq,avx512vl,fma")
#endif

#define REALS       8
#define REPLAY_NAME replay_pass_avx512
#include "study/replay_pass.h"

#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
