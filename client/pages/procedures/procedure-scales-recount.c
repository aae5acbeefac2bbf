#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-scales-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/procedures/procedure-notice.h"
#include "pages/procedures/procedure-words.h"
#include "pages/results/import-journal.h"

/* What came of it */

static void
tell (AppProcedureScales *self, const char *words)
{
  app_procedure_notice_tell (APP_PROCEDURE_NOTICE (self->notice), "results-warning", words, NULL,
                             NULL, NULL, NULL);
}

static void
tell_recounted (AppProcedureScales *self, MeriloRecord *import)
{
  gint64 changed = MAX (0, merilo_record_get_whole (import, MERILO_IMPORT_CHANGED_ROWS));
  gint64 rows = MAX (0, merilo_record_get_whole (import, MERILO_IMPORT_ROWS));
  g_autofree char *words = g_strdup_printf (
      _ ("Отметка изменилась у %" G_GINT64_FORMAT " из %" G_GINT64_FORMAT
         " работ, отметки которых считали мы. Это можно отменить в журнале загрузок."),
      changed, rows);

  self->recount = merilo_record_get_whole (import, MERILO_IMPORT_ID);
  app_procedure_notice_tell (APP_PROCEDURE_NOTICE (self->notice), "results-remark", words,
                             _ ("Открыть журнал…"), "scales.result", NULL, NULL);
}

static void
tell_refused (AppProcedureScales *self, const AppProblem *problem, const GError *error)
{
  if (problem != NULL && g_str_equal (problem->code, "no-scale"))
    app_procedure_notice_tell (APP_PROCEDURE_NOTICE (self->notice), "results-warning",
                               _ ("Пересчитывать не по чему: у процедуры ещё нет шкалы."),
                               _ ("Новая шкала…"), "scales.add", NULL, NULL);
  else if (problem != NULL && g_str_equal (problem->code, "nothing-to-recount"))
    tell (self, _ ("Менять нечего: все отметки, которые считали мы, уже по этой шкале. Отметки "
                   "ФИС ОКО не пересчитываются."));
  else
    tell (self, error->message);
}

static void
recounted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureScales) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) import = app_api_act_finish (APP_API (object), result, &error);

  gboolean shown;

  if (app_page_is_closed (self->page))
    return;
  shown = merilo_record_compare (self->recounting, self->procedure, MERILO_PROCEDURE_ID) == 0;
  g_clear_object (&self->recounting);
  if (self->scales != NULL) /* else they are on their way */
    _app_procedure_scales_show (self);
  if (!shown) /* another one is looked at by now */
    {
      if (app_page_check_act (self->page, import != NULL, error))
        _app_procedure_scales_tell_stored (self);
    }
  else if (import != NULL)
    {
      tell_recounted (self, import);
      _app_procedure_scales_tell_stored (self);
    }
  else if (!g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    tell_refused (self, app_problem_of (result), error);
}

void
app_procedure_scales_recount (AppProcedureScales *self, const char *reason)
{
  g_autofree char *id = app_record_dup_id (self->procedure);
  g_autofree char *path = g_strdup_printf ("procedures/%s/recount", id);
  g_autofree char *body = app_json_body ("reason", reason, NULL);

  if (self->recounting != NULL)
    return;
  self->recounting = g_object_ref (self->procedure);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scales.recount", FALSE);
  app_procedure_notice_clear (APP_PROCEDURE_NOTICE (self->notice));
  app_api_act_async (app_page_get_api (self->page), app_type_of (&merilo_import_entity), NULL, path,
                     body, app_page_get_cancellable (self->page), recounted_cb,
                     g_object_ref (self));
}

static void
reason_cb (const char *reason, gpointer data)
{
  AppProcedureScales *self = data;

  if (!app_page_is_closed (self->page))
    app_procedure_scales_recount (self, reason);
}

/* Actions */

static void
recount_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (widget);
  MeriloRecord *current = _app_procedure_scales_find_current (self);
  g_autofree char *bounds = current != NULL ? app_scale_bounds_text (current) : NULL;
  g_autofree char *text
      = g_strdup_printf (_ ("Отметки, которые посчитали мы, будут посчитаны заново по действующей "
                            "шкале: %s. Отметки, которые выставил ФИС ОКО, останутся как есть. "
                            "Пересчёт запишется в журнал загрузок, там его можно отменить."),
                         bounds != NULL ? bounds : _ ("её ещё нет"));

  app_ask_reason (widget, _ ("Пересчитать отметки?"), text, _ ("Пересчитать"),
                  _ ("Почему отметки пересчитываются"), reason_cb, g_object_ref (self),
                  g_object_unref);
}

static void
result_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (widget);

  app_import_journal_open (GTK_WINDOW (gtk_widget_get_root (widget)),
                           _app_procedure_scales_get_context (self), self->recount);
}

void
_app_procedure_scales_install_recount (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "scales.recount", NULL, recount_action);
  gtk_widget_class_install_action (widget_class, "scales.result", NULL, result_action);
}
