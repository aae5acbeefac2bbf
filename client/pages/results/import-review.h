/* The rows of a file that have something wrong with them: a grid with the cells marked, the reasons
 * in words, what to do with each, and ways to take them out for the school.
 *
 * Beside the codes of a school's own pupils stand their names, if its coordinator has loaded them:
 * they are shown here and go nowhere. */
#pragma once

#include "pages/results/import-file.h"

G_BEGIN_DECLS

#define APP_TYPE_IMPORT_REVIEW (app_import_review_get_type ())
G_DECLARE_FINAL_TYPE (AppImportReview, app_import_review, APP, IMPORT_REVIEW, GtkWidget)

GtkWidget *app_import_review_new (AppContext *context);

/* @place: of the file, as the action import.describe calls it
 * @decide: the user says of each row whether it is taken */
void
app_import_review_show (AppImportReview *self, AppImportFile *file, guint place, gboolean decide);

/* rows with this reason alone; NULL: all */
void app_import_review_filter (AppImportReview *self, const char *code);

guint app_import_review_get_n_shown (AppImportReview *self);

/* where the refused rows are written, without asking */
gboolean app_import_review_export (AppImportReview *self, GFile *file, GError **error);

/* Actions: review.take, review.leave, review.take-alike, review.leave-alike, review.copy,
 * review.export */

G_END_DECLS
