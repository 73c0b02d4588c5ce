/* completions: scripts for bash, zsh and fish, made from the tables. */
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"

/* Blank-separated words. */
static void add_word(Buffer *words, const char *prefix, const char *word)
{
    buffer_add_format(words, "%s%s%s", words->length > 0 ? " " : "", prefix, word);
}

static void group_words(Buffer *words)
{
    for (size_t i = 0; i < tables_group_count(); i++)
        add_word(words, "", tables_group(i)->name);
}

static void option_words(Buffer *words)
{
    for (Option option = 0; option < OPTION_COUNT; option++)
        add_word(words, "--", tables_option(option)->name);
}

/* Verbs and options of a group, and the words its argument is one of ("todo|doing|..."). */
static void inner_words(const GroupInfo *group, Buffer *words)
{
    for (size_t i = 0; i < tables_command_count(); i++) {
        const CommandInfo *command = tables_command(i);
        if (strcmp(command->name, group->name) != 0)
            continue;
        if (command->verb[0] != '\0')
            add_word(words, "", command->verb);
        const char *choice = strrchr(command->arguments, ' ');
        choice = choice != NULL ? choice + 1 : command->arguments;
        while (strchr(choice, '|') != NULL && strchr(choice, '-') == NULL) {
            size_t length = strcspn(choice, "|");
            buffer_add_format(words, " %.*s", (int)length, choice);
            choice += length + 1;
            if (strchr(choice, '|') == NULL)
                buffer_add_format(words, " %s", choice);
        }
    }
    for (size_t i = 0; i < tables_flag_count(); i++) {
        const FlagInfo *flag = tables_flag(i);
        bool repeated = false;
        for (size_t j = 0; j < i && !repeated; j++)
            repeated = strcmp(tables_flag(j)->name, flag->name) == 0 &&
                       strcmp(tables_flag(j)->option, flag->option) == 0;
        if (!repeated && strcmp(flag->name, group->name) == 0)
            add_word(words, "--", flag->option);
    }
}

/* A shell function's case branches: "    practice) choices="status start ..." ;;". */
static void add_branches(Output *out)
{
    for (size_t i = 0; i < tables_group_count(); i++) {
        Buffer words = {0};
        inner_words(tables_group(i), &words);
        if (strcmp(tables_group(i)->name, "help") == 0)
            group_words(&words);
        buffer_add_format(&out->text, "    %s) choices=\"%s\" ;;\n", tables_group(i)->name,
                          buffer_text(&words));
        buffer_done(&words);
    }
}

static void add_bash(Output *out)
{
    Buffer groups = {0};
    Buffer options = {0};
    group_words(&groups);
    option_words(&options);
    buffer_add_text(&out->text,
                    "# bash completion for cairn\n"
                    "_cairn() {\n"
                    "    local current=${COMP_WORDS[COMP_CWORD]} command= word choices=\n"
                    "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
                    "        case $word in -*) ;; *) command=$word; break ;; esac\n"
                    "    done\n"
                    "    case $command in\n");
    buffer_add_format(&out->text, "    '') choices=\"%s\" ;;\n", buffer_text(&groups));
    add_branches(out);
    buffer_add_format(&out->text,
                      "    esac\n"
                      "    COMPREPLY=($(compgen -W \"$choices %s\" -- \"$current\"))\n"
                      "}\ncomplete -o default -F _cairn cairn\n",
                      buffer_text(&options));
    buffer_done(&groups);
    buffer_done(&options);
}

static void add_zsh(Output *out)
{
    buffer_add_text(&out->text, "#compdef cairn\n"
                                "_cairn() {\n"
                                "    local command= word choices=\n"
                                "    local -a groups options inner\n"
                                "    groups=(\n");
    for (size_t i = 0; i < tables_group_count(); i++)
        buffer_add_format(&out->text, "        \"%s:%s\"\n", tables_group(i)->name,
                          tables_group(i)->summary);
    buffer_add_text(&out->text, "    )\n    options=(\n");
    for (Option option = 0; option < OPTION_COUNT; option++)
        buffer_add_format(&out->text, "        \"--%s:%s\"\n", tables_option(option)->name,
                          tables_option(option)->help);
    buffer_add_text(&out->text, "    )\n"
                                "    for word in ${words[2,CURRENT-1]}; do\n"
                                "        case $word in -*) ;; *) command=$word; break ;; esac\n"
                                "    done\n"
                                "    case $command in\n"
                                "    '') _describe command groups; _describe option options; "
                                "return ;;\n");
    add_branches(out);
    buffer_add_text(&out->text, "    esac\n"
                                "    inner=(${=choices})\n"
                                "    compadd -a inner\n"
                                "    _describe option options\n"
                                "    _files\n"
                                "}\n_cairn \"$@\"\n");
}

/* In fish, texts stand in single quotes; the tables' texts have an apostrophe here and there. */
static void add_fish_text(Buffer *out, const char *text)
{
    buffer_add_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'' || *text == '\\')
            buffer_add_char(out, '\\');
        buffer_add_char(out, *text);
    }
    buffer_add_text(out, "'\n");
}

static void add_fish(Output *out)
{
    buffer_add_text(&out->text, "# fish completion for cairn\n");
    for (Option option = 0; option < OPTION_COUNT; option++) {
        const OptionRow *row = tables_option(option);
        buffer_add_format(&out->text, "complete -c cairn -l %s%s -d ", row->name,
                          row->argument[0] != '\0' ? " -r" : "");
        add_fish_text(&out->text, row->help);
    }
    for (size_t i = 0; i < tables_group_count(); i++) {
        const GroupInfo *group = tables_group(i);
        Buffer words = {0};
        inner_words(group, &words);
        buffer_add_format(&out->text, "complete -c cairn -n __fish_use_subcommand -a %s -d ",
                          group->name);
        add_fish_text(&out->text, group->summary);
        if (words.length > 0) {
            buffer_add_format(&out->text,
                              "complete -c cairn -n '__fish_seen_subcommand_from %s' -a ",
                              group->name);
            add_fish_text(&out->text, buffer_text(&words));
        }
        buffer_done(&words);
    }
}

Status command_completions(Cli *cli, const Arguments *arguments, Error *error)
{
    const char *shell = arguments->positional.items[0];
    if (strcmp(shell, "bash") == 0)
        add_bash(&cli->out);
    else if (strcmp(shell, "zsh") == 0)
        add_zsh(&cli->out);
    else if (strcmp(shell, "fish") == 0)
        add_fish(&cli->out);
    else
        return error_set(error, STATUS_USAGE, "completions are for bash, zsh and fish, not \"%s\"",
                         shell);
    return STATUS_OK;
}
