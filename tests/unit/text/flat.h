/* Formulas of one row against what they should be, in Unicode and in ASCII. */
#ifndef CAIRN_TESTS_FLAT_H
#define CAIRN_TESTS_FLAT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "text/math.h"

typedef struct Case {
    const char *tex, *unicode, *ascii; /* ascii NULL: the same as unicode */
} Case;

static inline void check(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *ascii = cases[i].ascii == NULL ? cases[i].unicode : cases[i].ascii;
        Buffer out = {0};
        (void)math_flatten(&out, cases[i].tex, strlen(cases[i].tex), false, NULL);
        assert_string_equal(buffer_text(&out), cases[i].unicode);
        buffer_clear(&out);
        (void)math_flatten(&out, cases[i].tex, strlen(cases[i].tex), true, NULL);
        assert_string_equal(buffer_text(&out), ascii);
        buffer_done(&out);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof(cases)[0])

#endif
