#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-scales.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/ask.h"
#include "pages/bits.h"
#include "pages/procedures/procedure-notice.h"
#include "pages/procedures/procedure-words.h"
#include "pages/procedures/scale-dialog.h"
#include "pages/procedures/scale-row.h"
#include "pages/results/import-journal.h"

struct _AppProcedureScales
{
  AdwBin parent_instance;

  AppPage *page; /* weak */
  GCancellable *cancellable;
  MeriloRecord *procedure;
  GPtrArray *scales; /* of MeriloScale, the newest first; NULL: not read */
  GtkWidget *notice, *state, *list, *hint, *tools;
  gint64 recount; /* the import that the notice tells of */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AppProcedureScales, app_procedure_scales, ADW_TYPE_BIN)

static guint stored;

static AppContext *
get_context (AppProcedureScales *self)
{
  return app_page_get_context (self->page);
}

static gboolean
may_write (AppProcedureScales *self)
{
  return app_session_has_role (app_context_get_session (get_context (self)),
                               merilo_scale_entity.writers);
}

static MeriloRecord *
find_current (AppProcedureScales *self)
{
  for (guint i = 0; self->scales != NULL && i < self->scales->len; i++)
    if (merilo_record_get_whole (self->scales->pdata[i], MERILO_SCALE_CURRENT))
      return self->scales->pdata[i];
  return NULL;
}

static char *
say_bounds (MeriloRecord *scale)
{
  return app_bounds_text (merilo_record_get_whole (scale, MERILO_SCALE_FROM3),
                          merilo_record_get_whole (scale, MERILO_SCALE_FROM4),
                          merilo_record_get_whole (scale, MERILO_SCALE_FROM5));
}

static void
tell (AppProcedureScales *self, const char *words)
{
  app_procedure_notice_tell (APP_PROCEDURE_NOTICE (self->notice), "results-warning", words, NULL,
                             NULL, NULL, NULL);
}

/* The list */

static void
show_list (AppProcedureScales *self)
{
  app_list_clear (self->list);
  for (guint i = 0; i < self->scales->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), app_scale_row_new (self->scales->pdata[i]));
}

static const char *
get_hint (AppProcedureScales *self)
{
  MeriloRecord *current = find_current (self);
  const char *code
      = current != NULL
            ? merilo_scale_confidences[merilo_record_get_whole (current, MERILO_SCALE_CONFIDENCE)]
                  .code
            : "";

  if (g_str_equal (code, "unchecked"))
    return _ ("Действующая шкала не проверена: отметки новых файлов по ней сами не считаются. "
              "Сверьте её с приказом и добавьте как проверенную.");
  return _ ("Новая шкала встаёт над прежней, прежние остаются. Уже посчитанные отметки сами не "
            "изменятся: для этого есть «Пересчитать отметки…». Отметки, которые выставил ФИС ОКО, "
            "не меняются никогда.");
}

static void
show_empty (AppProcedureScales *self)
{
  AppStateView *state = APP_STATE_VIEW (self->state);

  if (!app_procedure_has_marks (self->procedure))
    app_state_view_show_empty (state, _ ("У этой процедуры нет отметок"),
                               _ ("Её результаты — баллы, места или награды. Минимальный балл "
                                  "задают в «Описании»."),
                               NULL, NULL);
  else
    app_state_view_show_empty (
        state, _ ("Шкалы ещё нет"),
        may_write (self) ? _ ("Задайте, с какого балла начинается каждая отметка: без этого "
                              "отметки файлов, где их нет, не посчитать.")
                         : _ ("Границы отметок задаёт методист муниципалитета."),
        may_write (self) ? _ ("Новая шкала…") : NULL, "scales.add");
}

static void
show (AppProcedureScales *self)
{
  gboolean marks = app_procedure_has_marks (self->procedure);
  gboolean used = app_procedure_is_used (self->procedure);

  gtk_widget_set_visible (self->tools, may_write (self) && marks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scales.add", may_write (self) && marks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scales.recount",
                                 may_write (self) && marks && used && !self->busy);
  if (self->scales->len == 0)
    {
      show_empty (self);
      return;
    }
  show_list (self);
  gtk_label_set_text (GTK_LABEL (self->hint), get_hint (self));
  gtk_widget_set_visible (self->hint, may_write (self));
  app_state_view_show_content (APP_STATE_VIEW (self->state));
}

/* Loading */

static int
compare (gconstpointer a, gconstpointer b)
{
  return -merilo_record_compare (*(gpointer *) a, *(gpointer *) b, MERILO_SCALE_ID);
}

static void
scales_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppProcedureScales) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scales = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (app_page_is_closed (self->page)
      || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  if (scales == NULL)
    {
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  g_ptr_array_sort (scales, compare);
  g_clear_pointer (&self->scales, g_ptr_array_unref);
  self->scales = g_steal_pointer (&scales);
  show (self);
}

static void
ask (AppProcedureScales *self)
{
  g_autofree char *id = app_record_dup_id (self->procedure);
  const char *filters[] = { "procedure_id", id, NULL };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_scale_entity), filters,
                      self->cancellable, scales_cb, g_object_ref (self));
}

/* of another procedure nothing is said until its own have come */
static void
show_loading (AppProcedureScales *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scales.add", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scales.recount", FALSE);
  app_procedure_notice_clear (APP_PROCEDURE_NOTICE (self->notice));
  app_state_view_show_loading (APP_STATE_VIEW (self->state));
}

static void
retry_cb (AppProcedureScales *self)
{
  show_loading (self);
  ask (self);
}

static void
stored_cb (AppProcedureScales *self)
{
  if (app_page_is_closed (self->page))
    return;
  app_context_toast (get_context (self), _ ("Шкала записана"));
  app_procedure_notice_clear (APP_PROCEDURE_NOTICE (self->notice));
  ask (self);
  g_signal_emit (self, stored, 0);
}

/* Marks counted anew */

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

  if (app_page_is_closed (self->page))
    return;
  self->busy = FALSE;
  show (self);
  if (import != NULL)
    {
      tell_recounted (self, import);
      g_signal_emit (self, stored, 0);
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

  if (self->busy)
    return;
  self->busy = TRUE;
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

static GtkWindow *
get_window (AppProcedureScales *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (widget);
  GtkWidget *dialog = app_scale_dialog_new (get_window (self), get_context (self), self->procedure);

  g_signal_connect_object (dialog, "stored", G_CALLBACK (stored_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
recount_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (widget);
  MeriloRecord *current = find_current (self);
  g_autofree char *bounds = current != NULL ? say_bounds (current) : NULL;
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
journal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (widget);

  gtk_window_present (GTK_WINDOW (app_import_journal_new (get_window (self), get_context (self))));
}

static void
result_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (widget);

  app_import_journal_open (get_window (self), get_context (self), self->recount);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->procedure);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_procedure_scales_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_clear_pointer (&APP_PROCEDURE_SCALES (object)->scales, g_ptr_array_unref);
  G_OBJECT_CLASS (app_procedure_scales_parent_class)->finalize (object);
}

static void
app_procedure_scales_class_init (AppProcedureScalesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  stored = g_signal_new ("stored", APP_TYPE_PROCEDURE_SCALES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "scales.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "scales.recount", NULL, recount_action);
  gtk_widget_class_install_action (widget_class, "scales.journal", NULL, journal_action);
  gtk_widget_class_install_action (widget_class, "scales.result", NULL, result_action);
}

static GtkWidget *
make_tools (AppProcedureScales *self)
{
  static const struct
  {
    const char *label, *action;
  } tools[] = {
    { N_ ("Новая шкала…"), "scales.add" },
    { N_ ("Пересчитать отметки…"), "scales.recount" },
    { N_ ("Журнал загрузок…"), "scales.journal" },
  };

  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (tools[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), tools[i].action);
      gtk_box_append (GTK_BOX (self->tools), button);
    }
  g_object_set (self->tools, "margin-start", 18, "margin-end", 18, "margin-top", 9, NULL);
  return self->tools;
}

static GtkWidget *
make_content (AppProcedureScales *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  app_name_it (self->list, _ ("Шкалы отметок"));
  self->hint = app_label_new (NULL, "dim-label");
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->hint);
  g_object_set (box, "margin-start", 18, "margin-end", 18, "margin-top", 12, "margin-bottom", 18,
                NULL);
  return box;
}

static void
app_procedure_scales_init (AppProcedureScales *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->notice = app_procedure_notice_new ();
  g_object_set (self->notice, "margin-start", 18, "margin-end", 18, "margin-top", 12, NULL);
  g_object_set (scrolled, "child", make_content (self), "hscrollbar-policy", GTK_POLICY_NEVER,
                NULL);
  self->state = app_state_view_new (scrolled);
  gtk_widget_set_vexpand (self->state, TRUE);
  gtk_box_append (GTK_BOX (box), make_tools (self));
  gtk_box_append (GTK_BOX (box), self->notice);
  gtk_box_append (GTK_BOX (box), self->state);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_procedure_scales_new (AppPage *page)
{
  AppProcedureScales *self = g_object_new (APP_TYPE_PROCEDURE_SCALES, NULL);

  g_set_weak_pointer (&self->page, page);
  return GTK_WIDGET (self);
}

void
app_procedure_scales_set_procedure (AppProcedureScales *self, MeriloRecord *procedure)
{
  gboolean same = self->procedure != NULL
                  && merilo_record_compare (self->procedure, procedure, MERILO_PROCEDURE_ID) == 0;

  g_set_object (&self->procedure, procedure);
  if (!same)
    {
      g_clear_pointer (&self->scales, g_ptr_array_unref);
      show_loading (self);
    }
  ask (self);
}

AppState
app_procedure_scales_get_state (AppProcedureScales *self)
{
  return app_state_view_get_state (APP_STATE_VIEW (self->state));
}

guint
app_procedure_scales_get_n (AppProcedureScales *self)
{
  return self->scales != NULL ? self->scales->len : 0;
}

GPtrArray *
app_procedure_scales_copy_cells (AppProcedureScales *self)
{
  static const guint fields[]
      = { MERILO_SCALE_CURRENT, MERILO_SCALE_FROM3,      MERILO_SCALE_FROM4, MERILO_SCALE_FROM5,
          MERILO_SCALE_SINCE,   MERILO_SCALE_CONFIDENCE, MERILO_SCALE_SOURCE };

  return self->scales != NULL && self->scales->len > 0
             ? app_records_to_cells (self->scales, &merilo_scale_entity, fields,
                                     G_N_ELEMENTS (fields))
             : NULL;
}
