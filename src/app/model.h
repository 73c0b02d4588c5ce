/* The model: everything the interface shows beyond the study state. Only app/ changes it; ui/ reads
 * it. What a view would have to work out (numbers, rows, laid-out text) is kept ready here and is
 * brought up to date at the end of each update (model_refresh). */
#ifndef CAIRN_APP_MODEL_H
#define CAIRN_APP_MODEL_H

#include "app/app.h"
#include "app/keymap.h"
#include "app/layout.h"
#include "app/line_edit.h"
#include "app/list.h"
#include "app/sheet.h"
#include "app/stats_place.h"
#include "study/glossary.h"
#include "study/progress.h"
#include "study/queue.h"
#include "study/showing.h"
#include "study/today.h"

typedef enum Place {
    PLACE_TODAY,
    PLACE_ROADMAP,
    PLACE_REVIEW,
    PLACE_PROJECTS,
    PLACE_STATS,
    PLACE_COUNT
} Place;

typedef enum Tab { TAB_OVERVIEW, TAB_RESOURCES, TAB_PROJECT, TAB_CARDS, TAB_NOTES, TAB_COUNT } Tab;

typedef enum Overlay {
    OVERLAY_NONE,
    OVERLAY_HELP,
    OVERLAY_PALETTE,
    OVERLAY_SEARCH,
    OVERLAY_PROMPT,
    OVERLAY_WELCOME,
    OVERLAY_TIMER,
    OVERLAY_HISTORY,
    OVERLAY_SETTINGS,
    OVERLAY_TUNING,
    OVERLAY_SESSION,
    OVERLAY_TERMS,
    OVERLAY_CONSENT,
    OVERLAY_AWAY,
    OVERLAY_SCOPE,
    OVERLAY_BLOCKS
} Overlay;

/* What a prompt line asks for. */
typedef enum PromptKind {
    PROMPT_FILTER,
    PROMPT_LEARNED,
    PROMPT_ASK,
    PROMPT_ANSWER,
    PROMPT_DIRECTORY,
    PROMPT_BLOCK_EDIT,
    PROMPT_BLOCK_SPLIT,
    PROMPT_BLOCK_DELETE,
    PROMPT_BLOCK_ADD
} PromptKind;

typedef enum NoticeKind { NOTICE_NONE, NOTICE_GOOD, NOTICE_HINT, NOTICE_BAD } NoticeKind;

/* --- numbers, worked out when the state, the day or the minute changes --- */

typedef struct PartNumbers {
    double progress; /* 0..1 */
    CardCounts cards;
    Mark mark;
    bool rusty;
} PartNumbers;

typedef struct Numbers {
    bool known;
    uint64_t revision;
    DayNumber today;
    int64_t minute;
    uint64_t serial; /* grows each time these are worked out anew */
    TodaySummary summary;
    int32_t due_now;                          /* the title line's: learning and reviews */
    PartNumbers *phases, *topics, *subtopics; /* parallel to the catalog */
    CardTally *topic_tallies, *subtopic_tallies;
} Numbers;

/* --- places --- */

typedef struct TreeRow {
    ItemRef item;
    int8_t depth; /* 0 phase, 1 topic, 2 subtopic */
    bool foldable, open;
} TreeRow;

typedef struct Tree {
    TreeRow *rows;
    size_t row_count, row_capacity;
    List list;
    ItemRef selected;
    bool *phase_open, *topic_open;
    LineEdit filter;
    int found; /* items that match the filter */
} Tree;

/* What a page was laid out for; when it differs, it is laid out again. */
typedef struct SheetKey {
    ItemRef item;
    int kind; /* Place or Tab */
    int width, height;
    uint64_t numbers, notes; /* serials; in Review `notes` is that of picks and hint */
    bool awaited;            /* its text, a study page, is not there yet */
    SheetLook look;
} SheetKey;

/* The learner's note on one item, as last told by the shell. */
typedef struct NoteText {
    char *subject; /* NULL: none is known */
    char *text;
    uint64_t serial;   /* grows with every change of the text */
    uint64_t revision; /* of the state when it was asked for */
} NoteText;

/* A study page as last told by the shell. */
typedef struct PageText {
    char *text;    /* NULL: nothing is kept here */
    char *problem; /* why it cannot be read, or NULL */
    CatalogIndex subtopic;
    uint64_t used; /* the greater, the later it was looked at */
} PageText;

#define PAGES_KEPT 8

typedef struct Reading {
    PageText kept[PAGES_KEPT];
    uint64_t looks;
    int *tops; /* by subtopic: the line on top when its page was last left */
} Reading;

typedef struct ProjectRow {
    CatalogIndex phase; /* a heading row when project is CATALOG_NONE */
    CatalogIndex project;
} ProjectRow;

typedef struct ReviewStep {
    CatalogIndex card;
    Rating rating;
    int64_t ms;
    bool fresh, learned, lapsed;
    bool crammed; /* outside the schedule */
} ReviewStep;

typedef struct Review {
    Queue *queue;
    QueueFilter filter, entered;      /* `entered`: of the session that runs */
    int64_t wake_ms;                  /* without a card: when the next one may come; 0 not today */
    CatalogIndex card;                /* CATALOG_NONE: no card is up */
    CatalogIndex lapsed;              /* the card that was last forgotten, or CATALOG_NONE */
    Showing showing;                  /* of the card */
    LineEdit line;                    /* what is typed as its answer */
    char picks[QUIZ_OPTIONS_MAX + 1]; /* digits of what was picked, in that order */
    bool hinted;                      /* the hint shows */
    Checked checked;                  /* once the answer shows */
    Rating proposed;
    uint64_t serial; /* grows with every change of picks and hint */
    bool shown;      /* the answer */
    bool pending;    /* a grade is on its way to the disk */
    CardPhase phase_before;
    int64_t since_ms; /* when the question came up */
    Rating rating;    /* of the pending grade */
    int64_t duration_ms;
    char waits[4][16]; /* next intervals on the four grades */
    QueueCounts counts;
    bool *only; /* cards of a session of one's own choice, what `filter` points to; or NULL */
    ReviewStep *steps; /* this session */
    size_t step_count, step_capacity;
    Place from; /* where Esc goes */
} Review;

/* --- overlays --- */

typedef enum ChoiceKind {
    CHOICE_ACTION,
    CHOICE_THEME,
    CHOICE_HIT,
    CHOICE_OPTION,
    CHOICE_SESSION,
    CHOICE_TERM,
    CHOICE_SCOPE,
    CHOICE_BLOCK
} ChoiceKind;

/* A row of the help, the palette, the search, the settings, the sessions there can be or the glossary. */
typedef struct Choice {
    ChoiceKind kind;
    Action action;
    int number; /* theme, hit, option, session, entry of the glossary, scope or block */
    int score;
    const char *reason; /* why it is off, or NULL */
    bool heading;       /* the title of a group, not to be selected */
    ActionGroup group;  /* help */
    const char *title;  /* settings */
} Choice;

typedef struct Hit {
    char *kind, *id, *title, *snippet; /* matched words between \x02 and \x03 */
} Hit;

typedef struct Choices {
    Choice *items;
    size_t count, capacity;
    List list;
    int height;       /* rows that show */
    unsigned context; /* the context below the overlay */
} Choices;

typedef struct Prompt {
    PromptKind kind;
    char *label;
    char *subject;
    ItemRef item;
} Prompt;

typedef struct Welcome {
    int step; /* 0..2 */
    int chosen[3];
} Welcome;

/* What each wanted retention costs, worked out behind the scenes. */
typedef struct Outlook {
    Forecast forecast;
    bool known;
    bool asked;        /* one is on its way */
    bool answered;     /* one came, or why none can, */
    uint64_t revision; /* for this state */
} Outlook;

typedef struct Settings {
    int editing;   /* the option whose value is typed; -1: the filter is */
    char *filter;  /* as it was before */
    char *problem; /* what is wrong with what was typed, or NULL */
    Sheet page;    /* about the selected option */
} Settings;

typedef enum TuningPhase { TUNING_IDLE, TUNING_RUNS, TUNING_DONE, TUNING_FAILED } TuningPhase;

typedef struct Tuning {
    TuningPhase phase;
    int64_t thousandths; /* how far it is */
    TuningOutcome outcome;
    char *problem;
    Sheet page;
} Tuning;

#define CUSTOM_KINDS 5

/* A session of one's own choice while it is put together. */
typedef struct CustomSession {
    char *problem; /* what is wrong with the search, or NULL */
    bool *chosen;  /* what it finds, NULL as long as nobody knows */
    int32_t found;
    int32_t counts[CUSTOM_KINDS];
    Sheet page; /* about the search */
} CustomSession;

/* The glossary while it is looked at. */
typedef struct Terms {
    const Glossary *glossary; /* the shell's; NULL until it told */
    Arena *arena;             /* names */
    const char **names;       /* the terms, safe to draw */
    size_t *shown;            /* entries that occur in what is shown */
    size_t shown_count;
    bool reading; /* what a term means takes all the room, and the keys */
    Sheet page;   /* that */
} Terms;

/* The checks of projects: last results, and those that run. */
typedef struct Checking {
    CatalogIndex project;  /* whose results are known, or CATALOG_NONE */
    uint64_t revision;     /* of the state when they were asked for */
    char *directory;       /* the learner's, "" when it is not begun; NULL: not known */
    MessageCheck *results; /* for each check of the catalog; messages are the model's */
    size_t result_count;
    CatalogIndex running, watched; /* projects, or CATALOG_NONE */
    int64_t done, total;
    CatalogIndex problem; /* the first check of the run that did not pass, or CATALOG_NONE */
    ItemRef asked;        /* what the learner is to agree to */
    int64_t asked_value;
    char *commands, *place;
    Sheet page;
    uint64_t serial; /* grows with every change */
} Checking;

/* What to keep of a timer that ran on while the learner was away. */
typedef struct Away {
    int64_t seen_ms; /* the last sign of the learner */
    int64_t from_ms; /* 0: nothing to ask; else the sign after which there was none for long */
    int64_t stop_ms; /* when the block ends that the prompt is about; 0: now */
} Away;

/* Today's plan while it is worked through. */
typedef struct PlanRun {
    bool running;
    bool starting, handing; /* a block is about to begin; one ends to make room for it */
    DayNumber day;          /* whose plan it is */
    PlanItem items[PLAN_ITEMS_MAX];
    size_t count, at; /* so many; at this one, */
    int64_t begun_ms; /* with so much practised that day before it, */
    size_t steps;     /* and so many answers of the review session */
} PlanRun;

/* The blocks that were practised, newest first, while they are looked at. */
typedef struct Blocks {
    PracticeBlock *items;
    char **notes; /* safe to draw */
    size_t count;
    bool known, asked;
    uint64_t revision;    /* of the state when they were asked for */
    PracticeBlock edited; /* what the prompt is about */
    int cursor;           /* where the list was when it opened */
} Blocks;

typedef struct CardPast {
    CatalogIndex card;
    bool known; /* the reviews have come */
    MessageReview *reviews;
    size_t count;
    Sheet page;
    SheetKey key;
} CardPast;

struct Model {
    const StudyState *state;
    Keymap keymap;
    int rows, columns;
    bool ascii, raw_math;
    bool started; /* the time is known */
    bool dirty;
    int64_t now_ms;
    int offset_min;
    DayNumber today;
    Layout layout;

    Arena *arena; /* titles */
    const char *pack_title;
    const char **titles[ITEM_DECK + 1]; /* clean, by kind and index; NULL for kinds without */
    char **themes;
    size_t theme_count;

    Numbers numbers;
    Place place;
    Tab tab;
    bool in_detail; /* Roadmap: the tabs have the keys */
    bool in_brief;  /* Projects: the brief has the keys */
    bool hurried;   /* the message that is being taken is a hurried key */
    bool behind;    /* the page does not show what is selected yet */
    bool wide;      /* Roadmap: an open page has the whole width */
    Tree tree;
    ProjectRow *projects;
    size_t project_count;
    List project_list;
    Sheet pages[PLACE_COUNT]; /* text of each place; the Roadmap's is the open tab */
    SheetKey keys[PLACE_COUNT];
    char *entry_ids[PLACE_COUNT]; /* restored: what to select once the page is laid out, or NULL */
    NoteText note;
    Reading reading;
    Review review;
    Away away;
    PlanRun plan;
    int64_t break_told_ms; /* the latest instant of the rhythm that was told, or is past */
    DayNumber goal_rung;   /* study day on which the bell rang */

    Overlay overlay;
    LineEdit edit; /* what is typed in the overlay */
    Choices choices;
    Hit *hits;
    size_t hit_count;
    char *hits_query;
    Prompt prompt;
    Welcome welcome;
    CardPast past;
    Settings settings;
    Outlook outlook;
    Tuning tuning;
    CustomSession custom;
    Terms terms;
    Checking checking;
    StatsPlace stats;
    Blocks blocks;

    NoticeKind notice;
    char *notice_text;
    struct Remembered *remembered; /* while the catalog changes, else NULL */
};

/* Title of a phase, topic, subtopic, resource, project or milestone, safe to draw; "" otherwise. */
const char *model_title(const Model *model, ItemRef item);

/* The context whose keys are in force; with an overlay, model_place_context is the one below. */
unsigned model_context(const Model *model);
unsigned model_place_context(const Model *model);

/* What the learner points at: row of the tree, entry of a page, project, topic of the card. */
ItemRef model_selected(const Model *model);

/* The project at hand: the one listed, or that of the milestone or brief selected; CATALOG_NONE. */
CatalogIndex model_project(const Model *model);

/* Topic or subtopic that practice would start on; {ITEM_NONE} for nothing in particular. */
ItemRef model_practice_item(const Model *model);

/* The id of what practice would start on, and its title; and the title of what is practised. Reviewing is
 * practised as such. */
const char *model_practice_subject(const Model *model);
const char *model_practice_title(const Model *model);
const char *model_timer_title(const Model *model);

/* NULL when an action can be run in a context, else a sentence that says why not. */
const char *model_reason(const Model *model, unsigned context, Action action);

/* Name of the key that runs an action in a context; its name in keys.yaml when it has no key. */
void model_key_name(const Model *model, unsigned context, Action action, char out[KEY_NAME_SIZE]);

/* Minutes of today so far, to the second: ms practised, the running block included. */
int64_t model_practised_ms(const Model *model);
/* The running block: ms so far, and ms that were left of the goal when it began (0: none). */
int64_t model_block_ms(const Model *model);
int64_t model_block_goal_ms(const Model *model);
/* "plan 2 of 3" while the plan is worked through, else "". */
#define PLAN_TEXT_SIZE 40
void model_plan_text(const Model *model, char out[PLAN_TEXT_SIZE]);
/* The title of the entry behind the one it is at; "" without one. */
const char *model_plan_next(const Model *model);
/* Where it stands in the learner's rhythm of breaks. */
PracticeBreak model_break(const Model *model);

/* Numbers of a phase, topic or subtopic; NULL for other items. */
const PartNumbers *model_numbers(const Model *model, ItemRef item);

/* The effective mark of any markable item. */
Mark model_mark(const Model *model, ItemRef item);

/* The project under the cursor of Projects, or CATALOG_NONE. */
CatalogIndex projects_selected(const Model *model);

/* Rows that a place's list has, also while it does not show. */
int model_list_rows(const Model *model);

/* How pages are drawn: the options, --ascii and the key for TeX sources. */
SheetLook model_look(const Model *model);

/* The page of the open place. */
Sheet *model_sheet(Model *model);

/* Places in their row and tabs in theirs: words, and the columns [from, to) they take. */
const char *place_label(Place place);
Action place_action(Place place);
bool place_numbered(int columns); /* there is room for their keys */
void place_span(const Model *model, Place place, int *from, int *to);
const char *tab_label(Tab tab);
int tab_gap(int columns);
void tab_span(const Model *model, Tab tab, int *from, int *to);

/* Stats: the pages in their row, false where one does not show; the column at which they end; what is
 * counted, as "30 days: Calculus". */
bool stats_tab_span(const Model *model, GraphPage page, int *from, int *to);
int stats_tabs_end(const Model *model);
void stats_scope_text(const Model *model, char *out, size_t size);
/* A row of the scopes there are, by the number of its choice: "topic" or "deck", and its title. */
const char *stats_scope_kind(const Model *model, int number);
const char *stats_scope_title(const Model *model, int number);

/* A block of the list as a row: "Tue 24 Nov 18:00-18:40", "40 min", and what it was about. */
void blocks_when(const Model *model, const PracticeBlock *block, char *out, size_t size);
const char *blocks_title(const Model *model, const PracticeBlock *block);

/* Review: where its page is drawn, and the four grades with the interval that each would give, at their
 * columns in the row of the tabs. */
typedef struct GradeSpan {
    char text[48];
    int column;
} GradeSpan;
Rect review_area(const Model *model);
void grade_spans(const Model *model, GradeSpan spans[4]);

/* Rows below the list of the settings, the sessions and the terms, for what there is to say about the selected
 * one; with the rule above. */
int settings_foot_rows(const Model *model);
int custom_foot_rows(const Model *model);
int terms_foot_rows(const Model *model);
/* The sessions there can be, as a sentence. */
const char *custom_label(int kind);

/* Box of the open overlay; its frame, line and rule take OVERLAY_CHROME_ROWS of its rows. */
#define OVERLAY_CHROME_ROWS 4
Rect overlay_area(const Model *model);

/* What can be kept of a timer that ran on. */
#define AWAY_OPTIONS 3
void away_question(const Model *model, char *out, size_t size);
void away_option(const Model *model, int option, char *out, size_t size);

/* The first questions' wording. */
#define WELCOME_STEPS 3
const char *welcome_question(int step);
int welcome_option_count(int step);
void welcome_option(const Model *model, int step, int option, char *out, size_t size);

#endif
