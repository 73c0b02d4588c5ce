/* A card as it is asked and answered. */
#ifndef CAIRN_CLI_CARD_TEXT_H
#define CAIRN_CLI_CARD_TEXT_H

#include "cli/context.h"

void card_show_question(Cli *cli, CatalogIndex index);
void card_show_answer(Cli *cli, CatalogIndex index);

/* "1 again 1m   2 hard 6m   3 good 10m   4 easy 8d": where each grade leads now. */
void card_show_grades(Cli *cli, CatalogIndex card);

/* "again", "hard", "good", "easy". */
const char *card_rating_name(Rating rating);

#endif
