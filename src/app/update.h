/* The pieces of app_update; private to app/. Each place and overlay has a run function: true when
 * the action was its own. */
#ifndef CAIRN_APP_UPDATE_H
#define CAIRN_APP_UPDATE_H

#include "app/model.h"

/* Says something in the last row until the next key. */
void notice_set(Model *model, NoticeKind kind, const char *format, ...) PRINTF_LIKE(3, 4);
void notice_clear(Model *model);

/* Brings numbers, rows, layout and pages up to date with state, time, size and cursors. `effects`
 * gets what has to be asked of the shell for them (a note to load). */
void model_refresh(Model *model, Effects *effects);
void numbers_refresh(Model *model);
void numbers_done(Numbers *numbers);
LayoutShape model_shape(const Model *model);

/* Rows of tree and projects, from folds and filter. */
void tree_rebuild(Model *model);
void tree_filter(Model *model, const char *text); /* and goes to the first match */
void tree_scroll_to(Model *model, ItemRef top);   /* as far as the cursor allows */
void tree_select(Model *model, ItemRef item);     /* unfolds what hides it */
bool tree_run(Model *model, Action action);
void projects_rebuild(Model *model);
void projects_select(Model *model, CatalogIndex project);
void projects_skip_heading(Model *model, int direction);

/* Lay a page out for the key it is given. */
void build_today(const Model *model, Sheet *page);
void build_detail(const Model *model, Sheet *page, ItemRef item, Tab tab);
void build_overview(const Model *model, Sheet *page, ItemRef item);
void build_resources(const Model *model, Sheet *page, ItemRef item);
void build_cards(const Model *model, Sheet *page, ItemRef item);
void build_notes(const Model *model, Sheet *page, ItemRef item);
void build_briefs(const Model *model, Sheet *page, ItemRef item);
void build_heat_map(const Model *model, Sheet *page);
void build_project(const Model *model, Sheet *page, CatalogIndex index);
void build_review(const Model *model, Sheet *page);
void build_card(const Model *model, Sheet *page); /* the one under review */
void build_stats(Model *model, Sheet *page);
void build_history_page(Model *model);

/* Shared by builders: a mark, the TeX definitions that hold, and a card's side as a line or a page. */
void sheet_mark(Sheet *page, const Model *model, ItemRef item);
void sheet_use_macros(Sheet *page, const Model *model, ItemRef item); /* those of the item */
void sheet_card_line(Sheet *page, const Model *model, CatalogIndex card, int keep);
void sheet_card_side(Sheet *page, const Model *model, CatalogIndex card, bool answer);

/* What depends on the catalog: titles, folds, the queue, laid-out pages. */
void model_attach(Model *model);
void model_detach(Model *model);
void content_take(Model *model);   /* the catalog is another one */
void content_forget(Model *model); /* frees what was remembered */

/* Selects what app_restore_view asked for on the page just laid out. */
void restore_entry(Model *model);

/* Study pages: one is asked for when it is to be shown and is not among those kept. */
void reading_attach(Model *model);
void reading_detach(Model *model);
void reading_want(Model *model, Effects *effects);
void reading_take(Model *model, const Message *message);
bool reading_is_awaited(const Model *model); /* what shows is a page that is not there yet */
const PageText *reading_find(const Model *model, CatalogIndex subtopic); /* NULL: not kept */
/* The line on top of each page: when it is left for another, and when it is laid out again. */
void reading_leave(Model *model, const SheetKey *key);
void reading_return(Model *model, const SheetKey *key);
void build_study_page(const Model *model, Sheet *page, CatalogIndex subtopic, const char *text);

/* Going about. */
void model_go(Model *model, Place place);
/* Shows an item where it belongs; false when there is no place for it. */
bool model_open_item(Model *model, ItemRef item);
/* A notice names what went wrong when an action is off. */
void model_run(Model *model, Action action, Effects *effects);

bool today_run(Model *model, Action action, Effects *effects);
bool roadmap_run(Model *model, Action action, Effects *effects);
bool review_run(Model *model, Action action, Effects *effects);
bool projects_run(Model *model, Action action, Effects *effects);
bool entry_run(Model *model, Action action, Effects *effects); /* on the page's selected entry */
bool sheet_run(Model *model, Action action);                   /* moves in the page */
bool practice_run(Model *model, Action action, Effects *effects);
bool global_run(Model *model, Action action, Effects *effects);
bool overlay_run(Model *model, Action action, Effects *effects);

/* Working through the plan: from its n-th entry on; on to the next when that is over (after each
 * message); and no longer. plan_hands: the block that just ended made room for the next. */
bool plan_start(Model *model, size_t number, Effects *effects);
void plan_settle(Model *model, Effects *effects);
void plan_leave(Model *model);
bool plan_hands(Model *model);

/* Review. */
void review_start(Model *model, QueueFilter filter); /* goes there */
void review_enter(Model *model, QueueFilter filter); /* is there: goes on, or begins a session */
void review_message(Model *model, const Message *message);
void review_advance(Model *model);
void review_show(Model *model, CatalogIndex card); /* its question, or none */

/* The answer to the card under review. */
void answer_begin(Model *model);              /* nothing is answered yet */
bool answer_run(Model *model, Action action); /* typing, picking, the hint */
bool answer_is_final(const Model *model);     /* there is nothing more to pick */
bool answer_check(Model *model);              /* false, with a notice, when it cannot be read */
const char *answer_text(const Model *model);  /* what was typed or picked */

/* Overlays. */
void overlay_open(Model *model, Overlay overlay);
void overlay_close(Model *model);
void overlay_typed(Model *model, Effects *effects); /* the line changed */
void prompt_open(Model *model, PromptKind kind, const char *label, const char *subject,
                 const char *text);
void prompt_run(Model *model, Action action, Effects *effects);
void choices_rebuild(Model *model);
Choice *choices_add(Choices *choices, ChoiceKind kind);
void choices_sort(Choices *choices); /* by score */
void choices_fit(Model *model);      /* to the height they have */
void welcome_run(Model *model, Action action, Effects *effects);
void search_open(Model *model, size_t number, Effects *effects); /* goes to a hit */
void search_take(Model *model, const Message *message);
void history_take(Model *model, const Message *message);
void hits_clear(Model *model);

/* Stats. */
void stats_attach(Model *model);
void stats_detach(Model *model);
bool stats_run(Model *model, Action action);
void stats_want(Model *model, Effects *effects); /* the log, where it is to be shown */
void stats_take(Model *model, const Message *message);
void scope_open(Model *model); /* the scopes there are, to choose from */
void scope_fill(Model *model);
void scope_choose(Model *model, int number);
/* A graph of what shows, kept until that changes; the item of it that is pointed at; the graph that has
 * the keys. */
const Graph *stats_graph(Model *model, GraphId id, size_t room);
size_t stats_cursor(const Model *model, const Graph *graph, GraphId id);
GraphId stats_selected(const Model *model);
/* Of the graphs in the row of an entry, the entry of that at a column of the screen. */
int stats_entry_beside(const Model *model, int entry, int column);
ItemRef stats_item(const Model *model); /* the phase or topic that is pointed at */

/* The history of practice. */
void blocks_open(Model *model);
void blocks_reopen(Model *model); /* behind a prompt */
void blocks_want(Model *model, Effects *effects);
void blocks_take(Model *model, const Message *message);
void blocks_fill(Model *model);
bool blocks_run(Model *model, Action action);
/* What the prompt asked for; false, with a notice, when it cannot be read. */
bool blocks_finish(Model *model, const char *text, Effects *effects);
void blocks_done(Model *model);

/* Settings: every option, and what each wanted retention costs. */
void settings_open(Model *model);
void settings_run(Model *model, Action action, Effects *effects); /* accept or close */
void settings_typed(Model *model);
void settings_fill(Model *model);                      /* the rows that match */
void settings_refresh(Model *model, Effects *effects); /* the page on the selected option */
void settings_done(Model *model);
void build_setting(const Model *model, Sheet *page, int option);
void build_tuning_advice(const Model *model, Sheet *page);
void outlook_take(Model *model, const Message *message);

/* Fitting the scheduler to the learner. */
void tuning_open(Model *model, Effects *effects); /* and begins */
void tuning_close(Model *model, Effects *effects);
void tuning_take(Model *model, const Message *message);
void tuning_refresh(Model *model);
void tuning_done(Model *model);
void build_tuning(const Model *model, Sheet *page);

/* A session of one's own choice. */
void custom_open(Model *model, Effects *effects);
void custom_typed(Model *model, Effects *effects);
void custom_fill(Model *model);
void custom_refresh(Model *model); /* what is said about the search */
void build_custom(const Model *model, Sheet *page);
void custom_accept(Model *model);
void custom_take(Model *model, const Message *message);
void custom_forget(Model *model); /* what was found */
void custom_done(Model *model);

/* The glossary. */
void terms_open(Model *model, const char *term, Effects *effects); /* with this typed */
void terms_take(Model *model, const Message *message);
void terms_fill(Model *model);
void terms_typed(Model *model);
void terms_run(Model *model, Action action); /* accept or close */
bool terms_move(Model *model, Move move);    /* false: it is the list that moves */
void terms_refresh(Model *model);
void terms_forget(Model *model); /* the content changes */
void terms_done(Model *model);

/* Checks of projects. */
bool checking_run(Model *model, Action action, Effects *effects);
void checking_want(Model *model, Effects *effects); /* results that are to be shown */
void checking_take(Model *model, const Message *message);
void checking_answer(Model *model, Action action, Effects *effects); /* to the question */
void checking_refresh(Model *model);                                 /* that question */
const char *checking_reason(const Model *model, Action action);
void checking_forget(Model *model); /* the content changes */
void checking_done(Model *model);
void build_checks_head(const Model *model, Sheet *page, CatalogIndex project);
void build_checks(const Model *model, Sheet *page, CatalogIndex milestone);

/* Mouse and the bell at the goal. */
void mouse_run(Model *model, const Message *message, Effects *effects);
/* Tells, once a day, that the goal is reached. */
void practice_goal(Model *model, Effects *effects);
void practice_tick(Model *model, Effects *effects);

/* A timer that ran on while the learner was away (update_away.c). */
void away_start(Model *model, int64_t sign_ms); /* the last sign, before the first message */
bool away_look(Model *model);   /* the learner is there: true when there is to ask */
void away_settle(Model *model); /* opens the question once nothing lies on top */
void away_slept(Model *model, int64_t edge_ms);               /* the machine did */
void away_run(Model *model, Action action, Effects *effects); /* accept or close */

/* Marks go round: to do, doing, done, skipped. */
void model_cycle_mark(Model *model, ItemRef item, Effects *effects);

#endif
