/* A card as it is asked and answered. */
#ifndef CAIRN_CLI_CARD_TEXT_H
#define CAIRN_CLI_CARD_TEXT_H

#include "cli/context.h"
#include "study/showing.h"

/* Appends a side of a card as Markdown. */
void card_add_side(const Cli *cli, CatalogIndex index, const Showing *showing, bool answer,
                   Buffer *side);

/* Question and answer of a card's showing, with what there is to pick. */
void card_show_question(Cli *cli, CatalogIndex index, const Showing *showing);
void card_show_answer(Cli *cli, CatalogIndex index, const Showing *showing);
void card_show_hint(Cli *cli, const Showing *showing);

/* What a card is made of, as fields: question and answer, or what it asks for, as its deck has it. */
void card_show_fields(Cli *cli, const Note *note);

/* "right", "wrong: off by 2"; "not answered" when nothing was `given`. */
void card_show_verdict(Cli *cli, const Checked *checked, bool given);

/* "1 again 1m   2 hard 6m   [3 good 10m]   4 easy 8d": where each grade leads now, the proposed one
 * between brackets; 0 when none is proposed. */
void card_show_grades(Cli *cli, CatalogIndex card, Rating proposed);

/* "again", "hard", "good", "easy". */
const char *card_rating_name(Rating rating);

#endif
