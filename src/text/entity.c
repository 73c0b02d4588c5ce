#include "text/entity.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const struct {
    const char *name, *text;
} names[] = {
    {"amp", "&"},       {"lt", "<"},     {"gt", ">"},     {"quot", "\""}, {"apos", "'"},
    {"nbsp", "\u00A0"}, {"copy", "©"},   {"reg", "®"},    {"deg", "°"},   {"plusmn", "±"},
    {"middot", "·"},    {"para", "¶"},   {"sect", "§"},   {"laquo", "«"}, {"raquo", "»"},
    {"frac12", "½"},    {"times", "×"},  {"divide", "÷"}, {"szlig", "ß"}, {"ndash", "–"},
    {"mdash", "—"},     {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"}, {"rdquo", "”"},
    {"bull", "•"},      {"hellip", "…"}, {"euro", "€"},   {"trade", "™"}, {"larr", "←"},
    {"uarr", "↑"},      {"rarr", "→"},   {"darr", "↓"},   {"harr", "↔"},  {"forall", "∀"},
    {"part", "∂"},      {"exist", "∃"},  {"nabla", "∇"},  {"isin", "∈"},  {"prod", "∏"},
    {"sum", "∑"},       {"minus", "−"},  {"radic", "√"},  {"infin", "∞"}, {"cap", "∩"},
    {"cup", "∪"},       {"int", "∫"},    {"asymp", "≈"},  {"ne", "≠"},    {"le", "≤"},
    {"ge", "≥"},        {"alpha", "α"},  {"beta", "β"},   {"gamma", "γ"}, {"delta", "δ"},
    {"epsilon", "ε"},   {"theta", "θ"},  {"lambda", "λ"}, {"mu", "μ"},    {"pi", "π"},
    {"sigma", "σ"},     {"tau", "τ"},    {"phi", "φ"},    {"omega", "ω"},
};

static void add_number(Buffer *out, const char *text, size_t length)
{
    int base = length > 3 && (text[2] == 'x' || text[2] == 'X') ? 16 : 10;
    unsigned long code_point = strtoul(text + (base == 16 ? 3 : 2), NULL, base);
    char bytes[4];
    if (code_point == 0 || code_point > 0x10FFFF)
        code_point = 0xFFFD;
    buffer_add(out, bytes, utf8_encode((uint32_t)code_point, bytes));
}

void entity_decode(Buffer *out, const char *text, size_t length)
{
    if (length > 3 && text[1] == '#') {
        add_number(out, text, length);
        return;
    }
    for (size_t i = 0; length > 2 && i < sizeof names / sizeof names[0]; i++) {
        if (strlen(names[i].name) == length - 2 &&
            memcmp(names[i].name, text + 1, length - 2) == 0) {
            buffer_add_text(out, names[i].text);
            return;
        }
    }
    buffer_add(out, text, length);
}
