#include "base/words.h"

const char *words_plural(int64_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

const char *words_plural_rounded(double count, const char *one, const char *many)
{
    return count > 0.5 && count < 1.5 ? one : many;
}
