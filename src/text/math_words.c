/* \text and its kin: words as they stand, with formulas between dollars, accents and emphasis. */
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/math_parser.h"

/* Words while they are read: what was read goes into a node when something else comes. */
typedef struct Words {
    MathParser *parser;
    Buffer text;
    MathNode *first, **link;
} Words;

static void flush(Words *words)
{
    if (words->text.length == 0)
        return;
    MathNode *node =
        math_new_literal(words->parser, MATH_NODE_WORDS, words->text.data, words->text.length);
    *words->link = node;
    words->link = &node->next;
    buffer_clear(&words->text);
}

/* What is no word stands between them; nothing when it takes no room. */
static void append(Words *words, MathNode *node)
{
    flush(words);
    if (node->kind == MATH_NODE_SPACE && node->cells <= 0)
        return;
    *words->link = node;
    words->link = &node->next;
}

/* A letter, or a group of letters, as part of the words; false when it is something else. */
static bool add_letters(Words *words, const MathNode *node)
{
    const MathNode *first = node->kind == MATH_NODE_ROW ? node->child : node;
    const MathNode *behind = node->kind == MATH_NODE_ROW ? NULL : node->next;
    for (const MathNode *letter = first; letter != behind; letter = letter->next) {
        if (letter->kind != MATH_NODE_ATOM)
            return false;
    }
    for (const MathNode *letter = first; letter != behind; letter = letter->next)
        buffer_add_text(&words->text, letter->text);
    return true;
}

/* Adds blanks; those of the source run into one. */
static void add_blank(Words *words)
{
    bool blank = words->text.length > 0 && words->text.data[words->text.length - 1] == ' ';
    if (!blank)
        buffer_add_char(&words->text, ' ');
}

/* $x$ and \(x\) */
static void read_formula(Words *words)
{
    MathParser *parser = words->parser;
    MathFont font = parser->font;
    flush(words);
    parser->font = MATH_FONT_ITALIC;
    parser->words = false;
    if (math_enter(parser)) {
        append(words, math_parse_row(parser, MATH_STOP_DOLLAR | MATH_STOP_BRACE));
        math_leave(parser);
    }
    parser->words = true;
    parser->font = font;
    if (!math_take(parser, "$"))
        (void)math_take(parser, "\\)");
}

/* A command within words: a symbol or room belongs to them, all else stands between them. */
static void read_command(Words *words)
{
    MathParser *parser = words->parser;
    const char *name = parser->at + 1;
    size_t length = math_name_length(parser);
    parser->at = name + length;
    bool word = length > 0 && ((name[0] | 0x20) >= 'a' && (name[0] | 0x20) <= 'z');
    while (word && parser->at < parser->end && *parser->at == ' ')
        parser->at++; /* TeX takes blanks behind a command's name for its end */
    const MathSymbol *symbol = math_symbol_find(name, length);
    const MathStructure *structure = math_find_structure(name, length);
    if (symbol != NULL) {
        buffer_add_text(&words->text, symbol->text);
    } else if (length == 1 && name[0] == '(') {
        read_formula(words);
    } else if (structure != NULL && structure->handler == MATH_HANDLER_break) {
        add_blank(words);
    } else if (structure != NULL && structure->handler == MATH_HANDLER_space) {
        for (int i = 0; i < structure->number; i++)
            buffer_add_char(&words->text, ' ');
    } else if (math_enter(parser)) {
        bool accent = structure != NULL && structure->handler == MATH_HANDLER_text_accent;
        if (!accent)
            flush(words);
        MathNode *node = math_parse_command(parser, name, length);
        if (!accent || !add_letters(words, node))
            append(words, node);
        math_leave(parser);
    }
}

/* Quotes and dashes that TeX writes with several characters; false when there are none. */
static bool read_ligature(Words *words)
{
    static const char *const ligatures[][2] = {{"---", "\xE2\x80\x94"},
                                               {"--", "\xE2\x80\x93"},
                                               {"``", "\xE2\x80\x9C"},
                                               {"''", "\xE2\x80\x9D"},
                                               {"`", "\xE2\x80\x98"}};
    for (size_t i = 0; i < sizeof ligatures / sizeof ligatures[0]; i++) {
        if (math_take(words->parser, ligatures[i][0])) {
            buffer_add_text(&words->text, ligatures[i][1]);
            return true;
        }
    }
    return false;
}

static void read_words(Words *words);

static void read_group(Words *words)
{
    MathParser *parser = words->parser;
    uint8_t emphasis = parser->emphasis;
    parser->at++;
    if (!math_enter(parser))
        return;
    read_words(words);
    math_leave(parser);
    (void)math_take(parser, "}");
    if (parser->emphasis != emphasis)
        flush(words);
    parser->emphasis = emphasis;
}

/* Reads up to the closing brace, which is not consumed. */
static void read_words(Words *words)
{
    MathParser *parser = words->parser;
    while (parser->at < parser->end && *parser->at != '}') {
        char c = *parser->at;
        if (c == '{') {
            read_group(words);
        } else if (c == '\\') {
            read_command(words);
        } else if (c == '$') {
            parser->at++;
            read_formula(words);
        } else if (strchr(" \t\r\n~", c) != NULL && c != '\0') {
            add_blank(words);
            parser->at++;
        } else if ((c != '-' && c != '`' && c != '\'') || !read_ligature(words)) {
            buffer_add_char(&words->text, c);
            parser->at++;
        }
    }
}

/* What stands between \hbox or \parbox and its words: to 3em, [t], and an argument. */
static void skip_measures(MathParser *parser, const MathStructure *structure)
{
    const char *text;
    size_t length;
    math_skip_blanks(parser);
    if (math_take(parser, "to") || math_take(parser, "spread"))
        (void)math_take_length(parser);
    while (math_take_raw_optional(parser, &text, &length))
        continue;
    if (strcmp(structure->text, "measure") == 0)
        math_take_raw(parser, &text, &length);
    while (math_take_raw_optional(parser, &text, &length))
        continue;
    math_skip_blanks(parser);
}

/* \text{words}: with the emphasis `number` besides that around them, or instead of it (text
 * "plain"); text "measure": behind an argument that says how wide. */
MathNode *math_on_text(MathParser *parser, const MathStructure *structure)
{
    bool outer = parser->words;
    MathFont font = parser->font;
    uint8_t emphasis = parser->emphasis;
    bool plain = strcmp(structure->text, "plain") == 0;
    skip_measures(parser, structure);
    parser->words = true;
    parser->emphasis = (uint8_t)((plain ? 0 : emphasis) | structure->number);
    MathNode *node;
    if (math_take(parser, "{")) {
        Words words = {.parser = parser};
        words.link = &words.first;
        read_words(&words);
        flush(&words);
        buffer_done(&words.text);
        (void)math_take(parser, "}");
        bool single = words.first != NULL && words.first->next == NULL;
        node = single ? words.first : math_new_row(parser, words.first);
    } else {
        node = math_parse_argument(parser);
    }
    parser->words = outer;
    parser->font = font;
    parser->emphasis = emphasis;
    return node;
}

MathNode *math_parse_words(MathParser *parser, const char *end)
{
    const char *outer_end = parser->end;
    bool outer = parser->words;
    Words words = {.parser = parser};
    words.link = &words.first;
    math_skip_blanks(parser);
    while (end > parser->at + 1 && end[-1] == ' ' && end[-2] != '\\')
        end--;
    parser->end = end;
    parser->words = true;
    read_words(&words);
    flush(&words);
    buffer_done(&words.text);
    parser->words = outer;
    parser->end = outer_end;
    math_skip_blanks(parser);
    return math_new_row(parser, words.first);
}

/* \textsuperscript{th} (number 1), \textsubscript{i}: words as a script of nothing. */
MathNode *math_on_raised(MathParser *parser, const MathStructure *structure)
{
    static const MathStructure words = {.text = "", .ascii = ""};
    MathNode *node = math_new_node(parser, MATH_NODE_SCRIPTS, MATH_ORD);
    node->child = math_new_row(parser, NULL);
    MathNode *script = math_on_text(parser, &words);
    node->above = structure->number != 0 ? script : NULL;
    node->below = structure->number != 0 ? NULL : script;
    return node;
}

/* Puts the combining mark on a letter. */
static void mark_letter(MathParser *parser, MathNode *node, const char *mark)
{
    Buffer text = {0};
    uint32_t code_point;
    size_t letter = utf8_decode(node->text, strlen(node->text), &code_point);
    bool dotless = code_point == 0x131; /* \'\i */
    buffer_add_text(&text, dotless ? "i" : "");
    buffer_add(&text, node->text, dotless ? 0 : letter);
    buffer_add_text(&text, mark);
    buffer_add_text(&text, node->text + letter);
    node->text = arena_dup(parser->arena, buffer_text(&text));
    buffer_done(&text);
}

/* \'e: the letter, or the first of a group, with the combining mark `text`. Number 1: elsewhere than in
 * words many call something of their own so, and it is an accent before braces alone; 2: elsewhere it is
 * room; 3: over two letters, or none. */
MathNode *math_on_text_accent(MathParser *parser, const MathStructure *structure)
{
    if (structure->number == 2 && !parser->words)
        return math_new_space(parser, 1);
    size_t length = strlen(structure->name);
    const char *name = parser->at - length;
    math_skip_blanks(parser);
    bool group = parser->at < parser->end && *parser->at == '{';
    bool own = structure->number == 1 || structure->number == 3;
    if (own && !parser->words && !group)
        return math_new_unknown(parser, name, length);
    MathNode *node = math_unwrap(math_parse_argument(parser));
    MathNode *letter = node->kind == MATH_NODE_ROW ? node->child : node;
    bool pair = node->kind == MATH_NODE_ROW;
    if (letter != NULL && letter->kind == MATH_NODE_ATOM && letter->text[0] != '\0' &&
        (pair || structure->number != 3))
        mark_letter(parser, letter, structure->text);
    return node;
}

/* \ref{x}, \cite{x}, \url{x}: the argument as it stands between text and ascii. */
MathNode *math_on_source(MathParser *parser, const MathStructure *structure)
{
    const char *source;
    size_t length;
    (void)math_take(parser, "*");
    while (math_take_raw_optional(parser, &source, &length))
        continue;
    math_take_raw(parser, &source, &length);
    MathNode *node = math_new_literal(parser, MATH_NODE_WORDS, source, length);
    if (structure->text[0] == '\0')
        return node;
    return math_new_fence(parser, structure->text, structure->ascii, node);
}

/* \verb|x| */
MathNode *math_on_verbatim(MathParser *parser, const MathStructure *structure)
{
    (void)structure;
    if (parser->at >= parser->end)
        return math_new_space(parser, 0);
    const char *start = parser->at + 1;
    const char *close = memchr(start, *parser->at, (size_t)(parser->end - start));
    const char *end = close == NULL ? parser->end : close;
    parser->at = close == NULL ? parser->end : close + 1;
    return math_new_literal(parser, MATH_NODE_WORDS, start, (size_t)(end - start));
}
