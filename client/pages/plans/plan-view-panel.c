#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/plans/plan-view-private.h"

#include <glib/gi18n.h>

#include "pages/plans/rule-editor.h"
#include "widgets/plan-find.h"

void
_app_plan_view_take_pending (AppPlanView *self)
{
  guint field = self->pending;
  g_autofree char *text = g_steal_pointer (&self->pending_text);

  self->pending = G_MAXUINT;
  if (field == G_MAXUINT || text == NULL)
    return;
  app_plan_view_set_field (self, field, text, _ (merilo_plan_item_entity.fields[field].label));
}

void
_app_plan_view_show_item (AppPlanView *self)
{
  AppPlanLine *line = _app_plan_view_get_line (self);

  if (line == NULL)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  if (adw_flap_get_reveal_flap (self->flap))
    app_plan_panel_set_item (self->panel, line != NULL ? line->record : NULL,
                             merilo_record_get_whole (self->plan, MERILO_PLAN_KIND),
                             self->writable);
}

void
_app_plan_view_renew_item (AppPlanView *self)
{
  if (self->pending == G_MAXUINT && !gtk_widget_get_focus_child (GTK_WIDGET (self->panel)))
    _app_plan_view_show_item (self);
}

/* Callbacks */

static void
moved_cb (AppPlanView *self)
{
  AppPlanLine *line = _app_plan_view_get_line (self);
  MeriloRecord *shown = app_plan_panel_get_item (self->panel);

  if (self->plan == NULL)
    return;
  if (line != NULL && shown != NULL && adw_flap_get_reveal_flap (self->flap)
      && merilo_record_get_whole (line->record, MERILO_PLAN_ITEM_ID)
             == merilo_record_get_whole (shown, MERILO_PLAN_ITEM_ID)
      && line->id != 0)
    return;
  self->pending = G_MAXUINT;
  _app_plan_view_show_item (self);
}

static void
typed_cb (AppPlanView *self, guint field, const char *text)
{
  AppPlanLine *line = _app_plan_view_get_line (self);
  g_autofree char *held = g_strdup (text);

  if (line == NULL)
    return;
  if (self->pending != field)
    _app_plan_view_take_pending (self);
  self->pending = field;
  g_free (self->pending_text);
  self->pending_text = g_steal_pointer (&held);
  app_plan_saver_type (self->saver, line, field, self->pending_text);
}

static void
rule_given_cb (AppPlanView *self, const char *canon)
{
  app_plan_view_set_field (self, MERILO_PLAN_ITEM_RULE, canon, _ ("Правило срока"));
  _app_plan_view_show_item (self);
}

static void
rule_cb (AppPlanView *self)
{
  GtkWidget *dialog;

  _app_plan_view_take_pending (self);
  if (_app_plan_view_get_line (self) == NULL)
    return;
  dialog = app_rule_editor_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                                _app_plan_view_get_line (self)->record);
  g_signal_connect_object (dialog, "given", G_CALLBACK (rule_given_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
panel_left_cb (AppPlanView *self)
{
  _app_plan_view_take_pending (self);
}

void
_app_plan_view_connect_panel (AppPlanView *self)
{
  GtkEventController *left = gtk_event_controller_focus_new ();

#define LISTEN(object, signal, cb)                                                                 \
  g_signal_connect_object (object, signal, G_CALLBACK (cb), self, G_CONNECT_SWAPPED)
  LISTEN (self->editor, "cursor-moved", moved_cb);
  LISTEN (self->panel, "typed", typed_cb);
  LISTEN (self->panel, "rule", rule_cb);
  LISTEN (left, "leave", panel_left_cb);
#undef LISTEN
  gtk_widget_add_controller (GTK_WIDGET (self->panel), left);
}

/* Public API */

void
app_plan_view_save (AppPlanView *self)
{
  app_plan_editor_commit (self->editor);
  if (!adw_flap_get_reveal_flap (self->flap) || !app_plan_panel_is_valid (self->panel))
    return;
  _app_plan_view_take_pending (self);
  if (!gtk_widget_get_focus_child (GTK_WIDGET (self->panel)))
    return;
  for (guint at = app_plan_model_find (self->model, _app_plan_view_get_line (self)) + 1;; at++)
    {
      AppPlanLine *line = app_plan_model_get (self->model, at);

      if (line == NULL)
        return;
      if (!app_plan_line_is_section (line) && app_plan_editor_go (self->editor, line, 1))
        return;
    }
}

gboolean
app_plan_view_close_panel (AppPlanView *self)
{
  gboolean open = adw_flap_get_reveal_flap (self->flap);

  if (app_plan_find_close (APP_PLAN_FIND (self->find)))
    return TRUE;
  _app_plan_view_take_pending (self);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  return open;
}
