/* One field of one record in a page's own layout: its label, an editor by its kind, and the reason
 * when it is wrong. What the role may not write in the record's state is shown as text. For whole
 * records there is AppRecordForm. */
#pragma once

#include "pages/context.h"

G_BEGIN_DECLS

#define APP_TYPE_FIELD (app_field_get_type ())
G_DECLARE_FINAL_TYPE (AppField, app_field, APP, FIELD, AdwBin)

/* Signals: ::edited (char *text) after each change by the user, the record already holds it unless
 * it cannot be read */
GtkWidget *app_field_new (const MeriloEntity *entity, guint field);

/* NULL: empty and read only; @role: who looks at it */
void app_field_set_record (AppField *self, gpointer record, MeriloRole role, gboolean writable);
guint app_field_get_field (AppField *self);
gboolean app_field_is_valid (AppField *self);

/* as a person would type it: also for tests and drafts */
void app_field_type (AppField *self, const char *text);

/* words to show instead of the entity's label */
void app_field_set_title (AppField *self, const char *title);

G_END_DECLS
