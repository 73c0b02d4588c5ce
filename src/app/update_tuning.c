/* Fitting the scheduler to the learner's own reviews: it runs behind the scenes while its overlay says
 * how far it is; closing that stops it. */
#include "app/update.h"
#include "base/memory.h"

void tuning_open(Model *model, Effects *effects)
{
    Tuning *tuning = &model->tuning;
    tuning->phase = TUNING_RUNS;
    tuning->thousandths = 0;
    tuning->page.scroll = 0;
    effects_add(effects, EFFECT_TUNE, NULL, NULL);
    overlay_open(model, OVERLAY_TUNING);
}

void tuning_close(Model *model, Effects *effects)
{
    if (model->tuning.phase == TUNING_RUNS) {
        effects_add(effects, EFFECT_TUNE_STOP, NULL, NULL);
        notice_set(model, NOTICE_HINT, "Stopped: the scheduler stays as it was.");
    }
    model->tuning.phase = TUNING_IDLE;
    overlay_close(model);
}

void tuning_take(Model *model, const Message *message)
{
    Tuning *tuning = &model->tuning;
    if (tuning->phase != TUNING_RUNS) {
        return; /* news of what was stopped */
    }
    model->dirty = true;
    if (message->kind == MESSAGE_TUNING) {
        tuning->thousandths = message->value;
    } else if (message->kind == MESSAGE_TUNED) {
        tuning->phase = TUNING_DONE;
        tuning->outcome = *message->tuning;
    } else {
        tuning->phase = TUNING_FAILED;
        mem_free(tuning->problem);
        tuning->problem = mem_dup(message->text);
    }
}

void tuning_refresh(Model *model)
{
    Sheet *page = &model->tuning.page;
    sheet_begin(page, overlay_area(model).columns - 4, model_look(model));
    build_tuning(model, page);
    int rows = overlay_area(model).rows; /* it is as high as what it says */
    model->choices.height = rows > 2 ? rows - 2 : 1;
    sheet_fit(page, model->choices.height);
}

void tuning_done(Model *model)
{
    mem_free(model->tuning.problem);
    sheet_done(&model->tuning.page);
}
