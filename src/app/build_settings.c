/* What is said about an option, and about fitting the scheduler to the learner. */
#include <math.h>
#include <stdio.h>

#include "app/setting.h"
#include "app/update.h"
#include "base/memory.h"
#include "base/words.h"
#include "study/limits.h"

/* --- what each wanted retention costs --- */

#define RETENTION_CELLS 34 /* of one of them in the table */

/* The value that is typed, or the one that holds. */
static double wanted_retention(const Model *model)
{
    Config tried = model->state->config;
    if (model->settings.editing >= 0) {
        Status status =
            config_set(&tried, (size_t)model->settings.editing, line_edit_text(&model->edit), NULL);
        (void)status; /* what is no value yet changes nothing */
    }
    return tried.desired_retention;
}

static void retention_line(const Forecast *forecast, Sheet *page, double wanted)
{
    char text[128];
    const SimulatorOutcome *outcome = forecast_at(forecast, wanted);
    snprintf(text, sizeof text, "%.2f: %.1f min a day, %.0f of %d cards known in a year",
             outcome->retention, outcome->minutes_per_day, outcome->remembered, forecast->cards);
    sheet_wrapped(page, ROLE_STRONG, 0, text);
}

static void retention_cell(const Forecast *forecast, Sheet *page, int percent, double wanted)
{
    char text[64];
    const SimulatorOutcome *outcome = forecast_at(forecast, percent / 100.0);
    snprintf(text, sizeof text, "  %.2f %7.1f min %7.0f known", outcome->retention,
             outcome->minutes_per_day, outcome->remembered);
    sheet_span(page, fabs(outcome->retention - wanted) < 0.005 ? ROLE_ACCENT : ROLE_DIM, text);
    for (int width = (int)sizeof "  0.00 0000000 min 0000000 known" - 1; width < RETENTION_CELLS;
         width++) {
        sheet_span(page, ROLE_DIM, " ");
    }
}

static void build_retention(const Model *model, Sheet *page, int rows)
{
    const Outlook *outlook = &model->outlook;
    double wanted = wanted_retention(model);
    int columns = page->width >= 2 * RETENTION_CELLS ? 2 : 1;
    int lines = (FORECAST_SHOWN_COUNT + columns - 1) / columns;
    if (!outlook->known) {
        sheet_text(page, ROLE_DIM,
                   outlook->asked ? "Working out the minutes a day ..."
                                  : "The minutes a day could not be worked out.");
        return;
    }
    retention_line(&outlook->forecast, page, wanted);
    if (lines > rows - 1) {
        return;
    }
    for (int i = 0; i < lines; i++) {
        sheet_line(page);
        for (int column = 0; column < columns && i + column * lines < FORECAST_SHOWN_COUNT;
             column++) {
            retention_cell(&outlook->forecast, page, FORECAST_SHOWN[i + column * lines], wanted);
        }
    }
}

/* --- an option --- */

static void range_line(Sheet *page, size_t option)
{
    const OptionInfo *info = config_option(option);
    Config defaults;
    char value[CONFIG_TEXT_SIZE];
    char text[CONFIG_TEXT_SIZE + 96] = "";
    config_defaults(&defaults);
    config_get(&defaults, option, value);
    const char *first = value[0] == '\0' ? "nothing" : value;
    switch (info->type) {
    case OPTION_TYPE_INT:
        snprintf(text, sizeof text, "A whole number from %.10g to %.10g; %s by default.",
                 info->minimum, info->maximum, first);
        break;
    case OPTION_TYPE_REAL:
        snprintf(text, sizeof text, "A number from %.10g to %.10g; %s by default.", info->minimum,
                 info->maximum, first);
        break;
    case OPTION_TYPE_BOOL:
    case OPTION_TYPE_TEXT:
        snprintf(text, sizeof text, "By default: %s.", first);
        break;
    }
    sheet_wrapped(page, ROLE_DIM, 0, text);
}

/* "words such as these." from "words such as these". */
static void help_line(Sheet *page, const char *help)
{
    char *sentence = mem_format(
        "%c%s.", help[0] >= 'a' && help[0] <= 'z' ? help[0] - 'a' + 'A' : help[0], help + 1);
    sheet_wrapped(page, ROLE_TEXT, 0, sentence);
    mem_free(sentence);
}

void build_setting(const Model *model, Sheet *page, int option)
{
    const Settings *settings = &model->settings;
    int rows = settings_foot_rows(model) - 1;
    bool retention = (size_t)option == config_find("desired-retention");
    if (settings->problem != NULL) {
        sheet_wrapped(page, ROLE_ERROR, 0, settings->problem);
    } else if (!retention || rows > 2) {
        help_line(page, setting_info(option).help);
    }
    if (retention) {
        build_retention(model, page, rows - (int)page->lines.count);
    } else if (setting_info(option).is_limit) {
        char text[96];
        snprintf(text, sizeof text, "A whole number from 0 to %d. Tomorrow it is forgotten.",
                 LIMITS_MOST);
        sheet_wrapped(page, ROLE_DIM, 0, text);
    } else {
        range_line(page, (size_t)option);
    }
}

/* --- a session of one's own choice --- */

void build_custom(const Model *model, Sheet *page)
{
    const CustomSession *custom = &model->custom;
    char text[64];
    if (custom->problem != NULL) {
        sheet_wrapped(page, ROLE_ERROR, 0, custom->problem);
        return;
    }
    if (custom->chosen != NULL) {
        snprintf(text, sizeof text, "%d %s found.", custom->found,
                 words_plural(custom->found, "card", "cards"));
        sheet_text(page, ROLE_TEXT, text);
    }
    sheet_wrapped(
        page, ROLE_DIM, 0,
        "Words, or is:due topic:x tag:x prop:s<5 prop:r<0.8 rated:7:1 added:7, with or, - and ( ). "
        "Cramming leaves the schedule as it is.");
}

/* --- fitting the scheduler --- */

void build_tuning_advice(const Model *model, Sheet *page)
{
    char text[160];
    long long reviews = (long long)tuning_reviews(model->state);
    help_line(page, action_info(ACTION_OPTIMIZE)->help);
    if (tuning_is_suggested(model->state)) {
        snprintf(text, sizeof text, "You have %lld reviews: it is worth while.", reviews);
    } else if (model->state->config.optimized_reviews > 0) {
        snprintf(text, sizeof text, "Last done at %d reviews; now there are %lld.",
                 model->state->config.optimized_reviews, reviews);
    } else {
        snprintf(text, sizeof text,
                 "You have %lld reviews; from about %d on there is something to "
                 "learn from.",
                 reviews, TUNING_REVIEWS_LEAST);
    }
    sheet_wrapped(page, ROLE_DIM, 0, text);
}

static void tuning_runs(const Model *model, Sheet *page)
{
    char text[128];
    char key[KEY_NAME_SIZE];
    double share = (double)model->tuning.thousandths / 1000;
    int cells = page->width - 5 < 40 ? page->width - 5 : 40;
    sheet_wrapped(page, ROLE_TEXT, 0,
                  share > 0 ? "Fitting the scheduler to your reviews ..."
                            : "Reading your reviews ...");
    sheet_blank(page);
    sheet_line(page);
    sheet_bar(page, cells, share);
    sheet_percent(page, share);
    sheet_blank(page);
    model_key_name(model, IN_TUNING, ACTION_CLOSE, key);
    snprintf(text, sizeof text, "%s stops; the scheduler stays as it is then.", key);
    sheet_wrapped(page, ROLE_DIM, 0, text);
}

static void tuning_figures(const TuningOutcome *outcome, Sheet *page)
{
    char text[96];
    snprintf(text, sizeof text, "%-14s%10s%10s", "", "before", "now");
    sheet_text(page, ROLE_DIM, text);
    for (size_t i = 0; i < TUNING_FIGURES; i++) {
        const TuningFigure *figure = tuning_figure(i);
        snprintf(text, sizeof text, "%-14s%10.4f%10.4f", figure->label,
                 tuning_figure_of(figure, &outcome->proposal.before),
                 tuning_figure_of(figure, &outcome->proposal.after));
        sheet_text(page, ROLE_TEXT, text);
    }
    sheet_blank(page);
}

static void tuning_result(const TuningOutcome *outcome, Sheet *page)
{
    char text[192];
    char verdict[TUNING_VERDICT_SIZE];
    const OptimizerProposal *proposal = &outcome->proposal;
    tuning_verdict(outcome, verdict);
    sheet_wrapped(page, proposal->worth ? ROLE_SUCCESS : ROLE_STRONG, 0, verdict);
    sheet_blank(page);
    if (proposal->after.predictions > 0) {
        tuning_figures(outcome, page);
        snprintf(
            text, sizeof text,
            "Learned from the older of %d reviews and held against the %zu newest, which it had "
            "not seen. Less is better, but for AUC.",
            outcome->reviews, proposal->after.predictions);
        sheet_wrapped(page, ROLE_DIM, 0, text);
    }
}

void build_tuning(const Model *model, Sheet *page)
{
    const Tuning *tuning = &model->tuning;
    switch (tuning->phase) {
    case TUNING_RUNS:
        tuning_runs(model, page);
        break;
    case TUNING_DONE:
        tuning_result(&tuning->outcome, page);
        break;
    case TUNING_FAILED:
        sheet_wrapped(page, ROLE_ERROR, 0, tuning->problem);
        sheet_wrapped(page, ROLE_TEXT, 0, "The scheduler stays as it was.");
        break;
    case TUNING_IDLE:
        break;
    }
}
