/* card preview: both sides of cards as they are asked, for those who write them. */
#include "cli/card_find.h"
#include "cli/card_text.h"
#include "cli/commands.h"
#include "study/scheduler.h"

#define WIDTH_MIN 20
#define WIDTH_MAX 1000

/* The seed that was asked for; without one, negative, that of the next review. */
static uint64_t seed_of(const Cli *cli, CatalogIndex index, int32_t asked)
{
    return asked >= 0 ? scheduler_seed(cli_catalog(cli)->cards[index].id, asked)
                      : showing_seed(cli_state(cli), index, 0);
}

static void show_card(Cli *cli, CatalogIndex index, int32_t seed)
{
    Showing showing;
    showing_begin(&showing, cli_catalog(cli), index, seed_of(cli, index, seed));
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
    int32_t seed = -1;
    Status status = args_flag_integer(arguments, "width", WIDTH_MIN, WIDTH_MAX, cli->out.width,
                                      &cli->out.width, error);
    if (status == STATUS_OK)
        status = args_flag_integer(arguments, "seed", 0, INT32_MAX, -1, &seed, error);
    if (status == STATUS_OK)
        status = cli_open(cli, error);
    cli->out.raw_math = cli->out.raw_math || args_flag(arguments, "raw") != NULL;
    for (size_t i = 0; i < arguments->positional.count && status == STATUS_OK; i++) {
        CardRange cards;
        status = card_find(cli, arguments->positional.items[i], &cards, error);
        for (int32_t card = 0; card < cards.count; card++) {
            if (shown++ > 0)
                output_end(&cli->out);
            show_card(cli, cards.first + card, seed);
        }
    }
    return status;
}
