/* What several panes draw with. */
#ifndef CAIRN_UI_WIDGETS_H
#define CAIRN_UI_WIDGETS_H

#include "app/glyphs.h"
#include "app/model.h"
#include "ui/canvas.h"

/* A glyph; returns the column after it. */
int draw_glyph(Canvas *canvas, Rect clip, int row, int column, Glyph glyph, StyleRole role);

/* A page with its scroll; `focused`: its cursor is the one that has the keys. A mark at the right edge
 * of `area` shows where in a longer text one is; it takes the column after `area`. */
void draw_page(Canvas *canvas, Rect area, const Sheet *page, bool focused);

/* The position mark of a list or text of `total` lines in the column `column`. */
void draw_position(Canvas *canvas, Rect area, int column, int scroll, int total);

/* Says why a list is empty. */
void draw_nothing(Canvas *canvas, Rect area, const char *sentence);

/* A key as hints show it: arrows as glyphs, other keys by name. */
#define KEY_HINT_SIZE 32
void key_hint(const Canvas *canvas, Key key, char out[KEY_HINT_SIZE]);

/* Key and label of an action, "p pause"; returns the column after it, `column` when it has no key in
 * the context or does not fit before `column_end`. */
int draw_hint(Canvas *canvas, Rect clip, int row, int column, int column_end, const Model *model,
              unsigned context, Action action, const char *label);

/* A typed line with its cursor, scrolled so that the cursor shows. */
void draw_edit(Canvas *canvas, Rect area, const LineEdit *edit);

/* Hours, minutes and seconds: "12:34", "1:02:03". */
#define CLOCK_TEXT_SIZE 24
void format_clock(int64_t ms, char out[CLOCK_TEXT_SIZE]);

/* The panes. Each draws its part of the frame and nothing else. */
void draw_title(const Model *model, Canvas *canvas);
void draw_places(const Model *model, Canvas *canvas);
void draw_practice(const Model *model, Canvas *canvas);
void draw_footer(const Model *model, Canvas *canvas);
void draw_today(const Model *model, Canvas *canvas);
void draw_roadmap(const Model *model, Canvas *canvas);
void draw_review(const Model *model, Canvas *canvas);
void draw_projects(const Model *model, Canvas *canvas);
void draw_stats(const Model *model, Canvas *canvas);
void draw_overlay(const Model *model, Canvas *canvas);
/* Of an overlay with a line to type: that line behind `lead` with the rule below, and the rows under
 * it. */
void draw_overlay_line(const Model *model, Canvas *canvas, Rect area, const char *lead);
Rect overlay_rows(Rect area);
void draw_settings(const Model *model, Canvas *canvas, Rect area);
void draw_custom(const Model *model, Canvas *canvas, Rect area);
void draw_blocks(const Model *model, Canvas *canvas, Rect area);
void draw_terms(const Model *model, Canvas *canvas, Rect area);
void draw_choices(const Model *model, Canvas *canvas, Rect area);
void draw_hits(const Model *model, Canvas *canvas, Rect area);
void draw_welcome(const Model *model, Canvas *canvas, Rect area);
void draw_big_timer(const Model *model, Canvas *canvas);
void draw_too_small(const Model *model, Canvas *canvas);

#endif
