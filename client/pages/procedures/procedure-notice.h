/* Something to know or to decide, above what it is about: words and up to two buttons. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_PROCEDURE_NOTICE (app_procedure_notice_get_type ())
G_DECLARE_FINAL_TYPE (AppProcedureNotice, app_procedure_notice, APP, PROCEDURE_NOTICE, AdwBin)

GtkWidget *app_procedure_notice_new (void);

/* @css: "results-remark", "results-warning"; @label, @action, @more, @more_action: (nullable) */
void app_procedure_notice_tell (AppProcedureNotice *self,
                                const char *css,
                                const char *words,
                                const char *label,
                                const char *action,
                                const char *more,
                                const char *more_action);
void app_procedure_notice_clear (AppProcedureNotice *self);

G_END_DECLS
