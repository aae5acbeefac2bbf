/* A plan under edit: its sections and items as one list of lines in their order, each item below
 * its section; and every act of the user as operations that are undone and done again. No server,
 * no display.
 *
 *   load ─▶ lines ── acts ──▶ lines ── batch (what differs from the server) ──▶ outbox
 *              ▲                ▲ │
 *              └── merge        └─┴─ settle (the server's answer)
 *
 * The differences are found by comparing, not by writing down: what is done and undone again costs
 * nothing, and no act can be forgotten. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "widgets/plan-line.h"

G_BEGIN_DECLS

#define APP_PLAN_ACTS_MAX   500
#define APP_PLAN_LINES_MAX  5000

#define APP_TYPE_PLAN_MODEL (app_plan_model_get_type ())
G_DECLARE_FINAL_TYPE (AppPlanModel, app_plan_model, APP, PLAN_MODEL, GObject)

/* Signals: ::acted (char *label) after each act, undo and redo: the moment to write it to disk.
 * Items are AppPlanLine. */
AppPlanModel *app_plan_model_new (void);

/* forgets all, acts too; records are copied */
void app_plan_model_load (AppPlanModel *self, GPtrArray *sections, GPtrArray *items);

/**
 * app_plan_model_merge:
 *
 * The server's lines as they stand now. A line that the user has changed stays as it is (its
 * version no longer fits and the server will say so); the order is taken only when nothing of
 * ours waits. Acts are kept as long as no line came, went or moved. What was asked for before a
 * write of ours was answered must not come here: see app_plan_model_get_answered ().
 */
void app_plan_model_merge (AppPlanModel *self, GPtrArray *sections, GPtrArray *items);

/* how many writes were answered: when it is another number than when the lines were asked for, the
 * lines are older than what is here and have to be asked for again */
guint app_plan_model_get_answered (AppPlanModel *self);

/* a text is being typed into the line: till it is taken or given up the line keeps the version that
 * the user began from, so that the server says when another wrote it */
void app_plan_model_type (AppPlanModel *self, AppPlanLine *line, gboolean typed);

/* transfer none */
AppPlanLine *app_plan_model_get (AppPlanModel *self, guint at);
guint app_plan_model_find (AppPlanModel *self, AppPlanLine *line); /* G_MAXUINT: not listed */
AppPlanLine *app_plan_model_by_id (AppPlanModel *self, gboolean section, gint64 id);
AppPlanLine *app_plan_model_by_name (AppPlanModel *self, const char *name);
AppPlanLine *app_plan_model_section_of (AppPlanModel *self, guint at); /* NULL: none above */
guint app_plan_model_count_items (AppPlanModel *self);

/* Acts: what is done between begin and end is undone at once. They nest; the outer label counts.
 * An act without an operation leaves no trace. */
void app_plan_model_begin (AppPlanModel *self, const char *label);
gboolean app_plan_model_end (AppPlanModel *self);
gboolean app_plan_model_undo (AppPlanModel *self);
gboolean app_plan_model_redo (AppPlanModel *self);
const char *app_plan_model_get_undo_label (AppPlanModel *self); /* NULL: nothing */
const char *app_plan_model_get_redo_label (AppPlanModel *self);

/* Operations, inside of an act. An item needs a section above it: what would break that is not
 * done and gives NULL or %FALSE. */
AppPlanLine *app_plan_model_insert (AppPlanModel *self, guint at, gboolean section);
gboolean app_plan_model_remove (AppPlanModel *self, guint at);

/* the same lines in another order */
gboolean app_plan_model_arrange (AppPlanModel *self, GPtrArray *order);

/* A text as typed. One that cannot be kept stays with the line as refused. %FALSE: no change */
gboolean app_plan_model_set (AppPlanModel *self, AppPlanLine *line, guint field, const char *text);

/* where the last act, undo or redo was: for the cursor to go there; G_MAXUINT: nowhere */
guint app_plan_model_get_place (AppPlanModel *self);

G_END_DECLS
