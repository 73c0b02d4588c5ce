/* search: full text over everything. */
#include <string.h>

#include "cli/commands.h"
#include "cli/context.h"

#define LIMIT_DEFAULT 20
#define MARK_BEGIN    '\x02'
#define MARK_END      '\x03'

/* The snippet with its matched words in their own style. */
static void show_snippet(Cli *cli, const char *snippet)
{
    StyleRole role = ROLE_DIM;
    output_add(&cli->out, ROLE_TEXT, "    ");
    while (*snippet != '\0') {
        size_t length = strcspn(snippet, "\x02\x03");
        char *part = arena_dup_range(cli->arena, snippet, length);
        output_safe(&cli->out, role, part);
        snippet += length;
        if (*snippet == MARK_BEGIN)
            role = ROLE_MATCH;
        else if (*snippet == MARK_END)
            role = ROLE_DIM;
        snippet += *snippet != '\0';
    }
    output_wrap(&cli->out, 4);
}

/* The snippet without the marks. */
static const char *plain(Cli *cli, const char *snippet)
{
    char *copy = arena_dup(cli->arena, snippet);
    char *to = copy;
    for (const char *from = snippet; *from != '\0'; from++) {
        if (*from != MARK_BEGIN && *from != MARK_END)
            *to++ = *from;
    }
    *to = '\0';
    return copy;
}

static void json_hits(Cli *cli, const SearchHits *hits)
{
    JsonWriter json;
    cli_json_open(cli, &json);
    json_key(&json, "results");
    json_array_open(&json);
    for (size_t i = 0; i < hits->count; i++) {
        json_object_open(&json);
        json_put_text(&json, "kind", hits->items[i].kind);
        json_put_text(&json, "id", hits->items[i].id);
        json_put_text(&json, "title", hits->items[i].title);
        json_put_text(&json, "snippet", plain(cli, hits->items[i].snippet));
        json_object_close(&json);
    }
    json_array_close(&json);
    cli_json_close(cli, &json);
}

static void show_hits(Cli *cli, const SearchHits *hits)
{
    Output *out = &cli->out;
    for (size_t i = 0; i < hits->count; i++) {
        const SearchHit *hit = &hits->items[i];
        output_cell(out, ROLE_DIM, hit->kind, 10);
        output_safe(out, ROLE_ACCENT, hit->id);
        if (strcmp(hit->id, hit->title) != 0) { /* a term is its own title */
            output_add(out, ROLE_TEXT, "  ");
            output_safe(out, ROLE_TEXT, hit->title);
        }
        output_wrap(out, 10);
        if (hit->snippet[0] != '\0')
            show_snippet(cli, hit->snippet);
    }
}

Status command_search(Cli *cli, const Arguments *arguments, Error *error)
{
    int32_t limit = 0;
    SearchHits hits = {0};
    Status status = args_flag_integer(arguments, "limit", 1, 1000, LIMIT_DEFAULT, &limit, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    if (status != STATUS_OK)
        return status;
    char *query = args_join(arguments, 0);
    status = workspace_search(cli->workspace, query, (size_t)limit, cli->arena, &hits, error);
    if (status == STATUS_OK && cli->json)
        json_hits(cli, &hits);
    else if (status == STATUS_OK && hits.count > 0)
        show_hits(cli, &hits);
    else if (status == STATUS_OK)
        cli_say("nothing matches %s", query);
    mem_free(query);
    return status;
}
