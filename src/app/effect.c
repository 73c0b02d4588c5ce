#include "app/effect.h"

#include "base/array.h"
#include "base/memory.h"

Effect *effects_add(Effects *effects, EffectKind kind, const char *subject, const char *text)
{
    Effect *effect = array_push(effects);
    *effect = (Effect){
        .kind = kind,
        .card = CATALOG_NONE,
        .item = {ITEM_NONE, CATALOG_NONE},
        .subject = mem_dup(subject),
        .text = mem_dup(text),
    };
    return effect;
}

void effects_clear(Effects *effects)
{
    for (size_t i = 0; i < effects->count; i++) {
        mem_free(effects->items[i].subject);
        mem_free(effects->items[i].text);
    }
    effects->count = 0;
}

void effects_done(Effects *effects)
{
    effects_clear(effects);
    array_done(effects);
}
