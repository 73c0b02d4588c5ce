#include "cli/card_find.h"

Status card_find(Cli *cli, const char *id, CardRange *cards, Error *error)
{
    ItemRef item = {ITEM_NONE, CATALOG_NONE};
    Status status = cli_find(cli, id, 1U << ITEM_CARD | 1U << ITEM_NOTE, &item, error);
    *cards = (CardRange){CATALOG_NONE, 0};
    if (status == STATUS_OK && item.kind == ITEM_CARD)
        *cards = (CardRange){item.index, 1};
    if (status == STATUS_OK && item.kind == ITEM_NOTE) {
        const Note *note = &cli_catalog(cli)->notes[item.index];
        *cards = (CardRange){note->first_card, note->card_count};
    }
    return status;
}
