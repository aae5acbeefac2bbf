/* A procedure made after another: itself, then its items, then its scale. These are three writes,
 * and what was written stays: when one fails, app_copy_steps_run() goes on from it.
 *
 *   run ─► (look again) ─► procedure ─► items ─► scale ─► "ended"
 *              ▲                │          │        │
 *              └── run again ◄──┴──────────┴────────┘ "ended" with words
 *
 * Signal: "ended" (const char *words): NULL: all is written; else why it stopped. */
#pragma once

#include "net/api.h"

G_BEGIN_DECLS

typedef enum
{
  APP_COPY_PROCEDURE,
  APP_COPY_ITEMS,
  APP_COPY_SCALE,
  APP_COPY_DONE,
} AppCopyStep;

#define APP_TYPE_COPY_STEPS (app_copy_steps_get_type ())
G_DECLARE_FINAL_TYPE (AppCopySteps, app_copy_steps, APP, COPY_STEPS, GObject)

/* @source: of that year the new one is made for @year, with its @items (of MeriloProcedureItem) */
AppCopySteps *app_copy_steps_new (AppApi *api, MeriloRecord *source, gint64 year, GPtrArray *items);

/* the scale is taken too, unchecked; NULL: it is not */
void app_copy_steps_set_scale (AppCopySteps *self, MeriloRecord *scale);

/* one at a time */
void app_copy_steps_run (AppCopySteps *self, GCancellable *cancellable);

AppCopyStep app_copy_steps_get_step (AppCopySteps *self); /* what is written next */
gboolean app_copy_steps_has_begun (AppCopySteps *self);   /* something is written, or may be */
/* as the server has it; NULL: it is not made yet */
MeriloRecord *app_copy_steps_get_made (AppCopySteps *self);
/* a scale was to be taken, but one is in force for the new procedure already */
gboolean app_copy_steps_has_kept_scale (AppCopySteps *self);

/* the record that @source would be next; transfer full */
MeriloRecord *app_copy_procedure (MeriloRecord *source, gint64 year);
/* the scale as it would be taken: its source says where it is from; transfer full */
MeriloRecord *app_copy_scale (MeriloRecord *scale, gint64 year);

G_END_DECLS
