/* card preview: both sides of cards as they are asked, for those who write them. */
#include "cli/card_find.h"
#include "cli/card_text.h"
#include "cli/commands.h"

#define WIDTH_MIN 20
#define WIDTH_MAX 1000

static void show_card(Cli *cli, CatalogIndex index)
{
    Showing showing;
    showing_begin(&showing, cli_catalog(cli), index, showing_seed(cli_state(cli), index, 0));
    output_safe(&cli->out, ROLE_TITLE, cli_catalog(cli)->cards[index].id);
    output_end(&cli->out);
    card_show_question(cli, index, &showing);
    output_add(&cli->out, ROLE_SEPARATOR, cli->ascii ? "  ---\n" : "  ───\n");
    card_show_answer(cli, index, &showing);
    output_end(&cli->out);
    card_show_grades(cli, index, (Rating)0);
    showing_done(&showing);
}

Status command_card_preview(Cli *cli, const Arguments *arguments, Error *error)
{
    size_t shown = 0;
    Status status = args_flag_integer(arguments, "width", WIDTH_MIN, WIDTH_MAX, cli->out.width,
                                      &cli->out.width, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    cli->out.raw_math = cli->out.raw_math || args_flag(arguments, "raw") != NULL;
    for (size_t i = 0; i < arguments->positional.count && status == STATUS_OK; i++) {
        CardRange cards;
        status = card_find(cli, arguments->positional.items[i], &cards, error);
        for (int32_t card = 0; card < cards.count; card++) {
            if (shown++ > 0)
                output_end(&cli->out);
            show_card(cli, cards.first + card);
        }
    }
    return status;
}
