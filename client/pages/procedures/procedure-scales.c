#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-scales-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/procedures/procedure-notice.h"
#include "pages/procedures/procedure-words.h"
#include "pages/procedures/scale-dialog.h"
#include "pages/procedures/scale-list.h"
#include "pages/results/import-journal.h"

G_DEFINE_FINAL_TYPE (AppProcedureScales, app_procedure_scales, ADW_TYPE_BIN)

static guint stored;

AppContext *
_app_procedure_scales_get_context (AppProcedureScales *self)
{
  return app_page_get_context (self->page);
}

static gboolean
may_write (AppProcedureScales *self)
{
  return app_session_has_role (app_context_get_session (_app_procedure_scales_get_context (self)),
                               merilo_scale_entity.writers);
}

MeriloRecord *
_app_procedure_scales_find_current (AppProcedureScales *self)
{
  for (guint i = 0; self->scales != NULL && i < self->scales->len; i++)
    if (merilo_record_get_whole (self->scales->pdata[i], MERILO_SCALE_CURRENT))
      return self->scales->pdata[i];
  return NULL;
}

static const char *
get_hint (AppProcedureScales *self)
{
  MeriloRecord *current = _app_procedure_scales_find_current (self);
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

void
_app_procedure_scales_show (AppProcedureScales *self)
{
  gboolean marks = app_procedure_has_marks (self->procedure);
  gboolean used = app_procedure_is_used (self->procedure);

  gtk_widget_set_visible (self->tools, may_write (self) && marks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scales.add", may_write (self) && marks);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scales.recount",
                                 may_write (self) && marks && used && self->recounting == NULL);
  if (self->scales->len == 0)
    {
      show_empty (self);
      return;
    }
  app_scale_list_set_scales (APP_SCALE_LIST (self->list), self->scales);
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
  _app_procedure_scales_show (self);
}

static void
ask (AppProcedureScales *self)
{
  g_autofree char *id = app_record_dup_id (self->procedure);
  const char *filters[] = { "procedure_id", id, NULL };

  app_api_list_async (app_page_get_api (self->page), app_type_of (&merilo_scale_entity), filters,
                      app_asked_anew (&self->cancellable), scales_cb, g_object_ref (self));
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
  app_context_toast (_app_procedure_scales_get_context (self), _ ("Шкала записана"));
  app_procedure_notice_clear (APP_PROCEDURE_NOTICE (self->notice));
  ask (self);
  g_signal_emit (self, stored, 0);
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
  GtkWidget *dialog
      = app_scale_dialog_new (get_window (self), _app_procedure_scales_get_context (self),
                              self->procedure);

  g_signal_connect_object (dialog, "stored", G_CALLBACK (stored_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
journal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (widget);

  gtk_window_present (GTK_WINDOW (
      app_import_journal_new (get_window (self), _app_procedure_scales_get_context (self))));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppProcedureScales *self = APP_PROCEDURE_SCALES (object);

  app_asked_give_up (&self->cancellable);
  g_clear_object (&self->recounting);
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
  gtk_widget_class_install_action (widget_class, "scales.journal", NULL, journal_action);
  _app_procedure_scales_install_recount (widget_class);
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

  self->list = app_scale_list_new ();
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

/* For the files beside */

void
_app_procedure_scales_tell_stored (AppProcedureScales *self)
{
  g_signal_emit (self, stored, 0);
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
  return self->scales != NULL ? app_scale_list_copy_cells (APP_SCALE_LIST (self->list), TRUE)
                              : NULL;
}
