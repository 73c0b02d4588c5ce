#include "text/highlight_language.h"

#include <string.h>
#include <strings.h>

static const CodeString python_strings[] = {{"\"\"\"", "\"\"\"", STRING_ESCAPES | STRING_LINES},
                                            {"'''", "'''", STRING_ESCAPES | STRING_LINES},
                                            {"\"", "\"", STRING_ESCAPES},
                                            {"'", "'", STRING_ESCAPES},
                                            {NULL, NULL, 0}};

static const CodeString c_strings[] = {
    {"\"", "\"", STRING_ESCAPES}, {"'", "'", STRING_ESCAPES}, {NULL, NULL, 0}};

static const CodeString shell_strings[] = {
    {"$'", "'", STRING_ESCAPES | STRING_LINES},
    {"\"", "\"", STRING_ESCAPES | STRING_LINES | STRING_VARIABLES},
    {"'", "'", STRING_LINES},
    {NULL, NULL, 0}};

/* A doubled quote within a string reads as two strings in a row, which looks the same. */
static const CodeString sql_strings[] = {
    {"'", "'", STRING_LINES}, {"\"", "\"", 0}, {"`", "`", 0}, {NULL, NULL, 0}};

static const CodeString json_strings[] = {{"\"", "\"", STRING_ESCAPES}, {NULL, NULL, 0}};

static const CodeLanguage languages[] = {
    {.names = "python py python3 pycon",
     .flags = CODE_CALLS | CODE_DECORATORS | CODE_HOLE_PREFIX,
     .keywords = "and as assert async await break class continue def del elif else except finally "
                 "for from global if import in is lambda nonlocal not or pass raise return try "
                 "while with yield",
     .builtins =
         "None True False Ellipsis NotImplemented self cls abs all any bool bytes callable chr "
         "dict "
         "dir divmod enumerate eval exec filter float format frozenset getattr hasattr hash help "
         "id "
         "input int isinstance issubclass iter len list map max min next object open ord pow print "
         "property range repr reversed round set setattr slice sorted staticmethod classmethod str "
         "sum super tuple type vars zip Exception ValueError TypeError KeyError IndexError "
         "RuntimeError StopIteration AttributeError ZeroDivisionError AssertionError OSError",
     .definers = "def class",
     .prefixes = "f r b u rb br fr rf F R B U Rb rB RB bR Br BR fR Fr FR rF Rf RF",
     .line_comment = "#",
     .strings = python_strings},
    {.names = "c h",
     .flags = CODE_CALLS | CODE_DIRECTIVES,
     .keywords =
         "auto break case const continue default do else enum extern for goto if inline "
         "register restrict return sizeof static struct switch typedef typeof union volatile "
         "while _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local "
         "static_assert",
     .builtins = "void char short int long float double signed unsigned bool _Bool _Complex size_t "
                 "ssize_t ptrdiff_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t "
                 "uint64_t intptr_t uintptr_t FILE NULL true false EOF stdin stdout stderr",
     .definers = "",
     .prefixes = "L u U u8",
     .line_comment = "//",
     .comment_opener = "/*",
     .comment_closer = "*/",
     .strings = c_strings},
    {.names = "sh bash shell zsh",
     .flags = CODE_SHELL,
     .keywords = "if then else elif fi for while until do done case esac in function select time "
                 "return break continue exit ! { } [[",
     .builtins =
         "alias cd echo eval exec export false hash kill let local printf pwd read readonly "
         "set shift source test trap true type ulimit umask unalias unset wait . : [ sudo",
     .definers = "function",
     .prefixes = "",
     .line_comment = "#",
     .strings = shell_strings},
    {.names = "sql sqlite postgresql mysql",
     .flags = CODE_CASELESS | CODE_CALLS,
     .keywords =
         "add all alter and any as asc begin between by cascade case check collate column commit "
         "conflict constraint create cross database default delete desc distinct do drop else end "
         "escape except exists explain filter first for foreign from full glob group having if "
         "ignore in index inner insert intersect into is isnull join key last lateral left like "
         "limit natural not notnull nothing nulls of offset on or order outer over partition "
         "pragma primary recursive references rename replace returning right rollback row rows "
         "select set table temporary then to transaction trigger union unique update using values "
         "view virtual when where window with without",
     .builtins = "null true false integer int bigint smallint real double precision float numeric "
                 "decimal text varchar char blob boolean date time timestamp interval json abs avg "
                 "cast coalesce count current_date current_time current_timestamp dense_rank "
                 "first_value group_concat ifnull iif lag last_value lead length lower max min "
                 "ntile nullif rank round row_number substr sum total trim upper",
     .definers = "",
     .prefixes = "E N B X e n b x",
     .line_comment = "--",
     .comment_opener = "/*",
     .comment_closer = "*/",
     .strings = sql_strings},
    {.names = "json jsonc json5",
     .flags = CODE_KEYS,
     .keywords = "",
     .builtins = "true false null",
     .definers = "",
     .prefixes = "",
     .line_comment = "//",
     .comment_opener = "/*",
     .comment_closer = "*/",
     .strings = json_strings},
};

bool highlight_has_word(const char *list, const char *word, size_t length, bool caseless)
{
    while (length > 0 && *list != '\0') {
        size_t size = strcspn(list, " ");
        if (size == length &&
            (caseless ? strncasecmp(list, word, length) : memcmp(list, word, length)) == 0)
            return true;
        list += size + (list[size] == ' ' ? 1 : 0);
    }
    return false;
}

const CodeLanguage *highlight_language(const char *info, size_t length)
{
    size_t word = 0;
    while (word < length && strchr(" \t,{", info[word]) == NULL)
        word++;
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
        if (highlight_has_word(languages[i].names, info, word, true))
            return &languages[i];
    }
    return NULL;
}
