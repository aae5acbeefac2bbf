#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/plans/plan-conflict.h"
#include "pages/plans/plan-panel.h"
#include "pages/plans/plan-saver.h"
#include "pages/plans/plan-view.h"
#include "pages/plans/plan-widths.h"
#include "pages/plans/rule-editor.h"
#include "widgets/clipboard.h"
#include "widgets/plan-find.h"

struct _AppPlanView
{
  AdwBin parent_instance;

  AppContext *context;
  AppPlanModel *model;
  AppPlanSaver *saver;
  MeriloRecord *plan;
  gboolean writable;
  guint pending; /* field that is typed in the panel, G_MAXUINT: none */
  char *pending_text;

  AdwFlap *flap;
  AppPlanPanel *panel;
  AppPlanEditor *editor;
  GtkWidget *find;
  GtkWidget *slot, *find_slot, *title, *state, *facts, *approve, *section, *needle, *shown, *tools;
  GtkWidget *notice, *notice_text, *notice_button;
};

enum
{
  SIGNAL_RELOAD,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppPlanView, app_plan_view, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

/* Helpers */

const char *
app_plan_state_tone (gint64 state)
{
  return state == MERILO_PLAN_STATE_APPROVED ? "success"
         : state == MERILO_PLAN_STATE_DRAFT  ? "accent"
                                             : "dim";
}

char *
app_plan_describe (MeriloRecord *plan)
{
  gint64 sections = MAX (0, merilo_record_get_whole (plan, MERILO_PLAN_SECTIONS));
  gint64 items = MAX (0, merilo_record_get_whole (plan, MERILO_PLAN_ITEMS));
  gint64 revision = merilo_record_get_whole (plan, MERILO_PLAN_REVISION);
  g_autofree char *from = merilo_record_show (plan, MERILO_PLAN_PERIOD_FROM);
  g_autofree char *until = merilo_record_show (plan, MERILO_PLAN_PERIOD_UNTIL);
  g_autofree char *number = merilo_record_show (plan, MERILO_PLAN_ACT_NUMBER);
  g_autofree char *date = merilo_record_show (plan, MERILO_PLAN_ACT_DATE);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%d раздел", "%d раздела", (gulong) sections),
                          (int) sections);
  g_string_append (text, ", ");
  g_string_append_printf (text, ngettext ("%d пункт", "%d пункта", (gulong) items), (int) items);
  g_string_append_printf (text, ", %s – %s", from, until);
  if (*number != 0)
    g_string_append_printf (text, _ (", акт № %s от %s"), number, date);
  if (revision > 1)
    g_string_append_printf (text, _ (", редакция %d"), (int) revision);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* a plan is written by its own organisation, while it is a draft */
static gboolean
may_write (AppPlanView *self)
{
  const AppUser *user = app_context_get_user (self->context);

  return user != NULL
         && merilo_record_get_whole (self->plan, MERILO_PLAN_STATE) == MERILO_PLAN_STATE_DRAFT
         && merilo_entity_may_write (&merilo_plan_item_entity, MERILO_PLAN_ITEM_TITLE, user->role,
                                     "draft")
         && (user->role != MERILO_ROLE_SCHOOL
             || merilo_record_get_whole (self->plan, MERILO_PLAN_ORG_ID) == user->org_id);
}

static AppPlanLine *
line_at_cursor (AppPlanView *self)
{
  AppPlanLine *line = app_plan_editor_get_line (self->editor);

  return line != NULL && !app_plan_line_is_section (line) ? line : NULL;
}

static void
show_notice (AppPlanView *self, const char *text, const char *button, const char *action)
{
  gtk_widget_set_visible (self->notice, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->notice_text), text != NULL ? text : "");
  gtk_widget_set_visible (self->notice_button, button != NULL);
  if (button == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->notice_button), button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button), action);
}

/* why it cannot be written, or whose version it is */
static void
show_state (AppPlanView *self)
{
  gint64 state = merilo_record_get_whole (self->plan, MERILO_PLAN_STATE);
  const char *reason = merilo_record_get_text (self->plan, MERILO_PLAN_REASON);
  AppOutboxEntry *stuck = app_plan_saver_get_stuck (self->saver);
  const AppUser *user = app_context_get_user (self->context);
  gboolean writer
      = user != NULL
        && (user->role == MERILO_ROLE_METHODOLOGIST
            || (user->role == MERILO_ROLE_SCHOOL
                && merilo_record_get_whole (self->plan, MERILO_PLAN_ORG_ID) == user->org_id));
  g_autofree char *text = NULL;

  if (stuck != NULL && stuck->state == APP_WRITE_CONFLICT)
    show_notice (self,
                 _ ("Строку плана тем временем изменил кто-то ещё. Ваш текст не потерян: "
                    "выберите, что оставить."),
                 _ ("Сравнить…"), "view.resolve");
  else if (stuck != NULL)
    {
      text = g_strdup_printf (_ ("Правка не принята: %s. Исправьте её, запись повторится сама."),
                              stuck->reason != NULL ? stuck->reason : "");
      show_notice (self, text, _ ("Повторить"), "view.retry");
    }
  else if (state == MERILO_PLAN_STATE_APPROVED && !writer)
    show_notice (self, NULL, NULL, NULL); /* nothing here was ever theirs to change */
  else if (state == MERILO_PLAN_STATE_APPROVED)
    show_notice (self,
                 _ ("План утверждён, пункты не меняются. Чтобы изменить их, начните новую "
                    "редакцию: сданные отчёты и прошедшие даты останутся."),
                 _ ("Новая редакция…"), "plans.revise");
  else if (state == MERILO_PLAN_STATE_ARCHIVED)
    show_notice (self, _ ("План в архиве: отчётов по нему больше не ждут."),
                 writer ? _ ("Вернуть…") : NULL, "plans.reopen");
  else if (merilo_record_has (self->plan, MERILO_PLAN_BASE_ID))
    {
      text = g_strdup_printf (_ ("Новая редакция утверждённого плана. %s"),
                              reason != NULL ? reason : "");
      show_notice (self, text, _ ("Что изменено…"), "plans.versions");
    }
  else
    show_notice (self, NULL, NULL, NULL);
}

static void
show_shown (AppPlanView *self)
{
  guint shown = app_plan_editor_get_shown (self->editor);
  guint all = app_plan_model_count_items (self->model);
  g_autofree char *text = shown == all
                              ? g_strdup_printf (ngettext ("%u пункт", "%u пункта", all), all)
                              : g_strdup_printf (_ ("%u из %u"), shown, all);

  gtk_label_set_text (GTK_LABEL (self->shown), text);
}

static AppPlanLine *
nth_section (AppPlanView *self, guint n)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    if (app_plan_line_is_section (app_plan_model_get (self->model, i)) && n-- == 0)
      return app_plan_model_get (self->model, i);
  return NULL;
}

static void
fill_sections (AppPlanView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->section));
  AppPlanLine *line;

  gtk_string_list_append (names, _ ("Все разделы"));
  for (guint n = 0; (line = nth_section (self, n)) != NULL; n++)
    {
      g_autofree char *title = app_plan_line_show (line, MERILO_PLAN_SECTION_TITLE);
      g_autofree char *cut
          = g_utf8_strlen (title, -1) > 40 ? g_utf8_substring (title, 0, 40) : g_strdup (title);

      gtk_string_list_append (names, cut);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->section), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->section),
                              selected < g_list_model_get_n_items (G_LIST_MODEL (names)) ? selected
                                                                                         : 0);
}

/* The panel */

/* what was typed in the panel becomes an act when its field is left */
static void
take_pending (AppPlanView *self)
{
  guint field = self->pending;
  g_autofree char *text = g_steal_pointer (&self->pending_text);

  self->pending = G_MAXUINT;
  if (field == G_MAXUINT || text == NULL)
    return;
  app_plan_view_set_field (self, field, text, _ (merilo_plan_item_entity.fields[field].label));
}

static void
show_item (AppPlanView *self)
{
  AppPlanLine *line = line_at_cursor (self);

  if (line == NULL)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  if (adw_flap_get_reveal_flap (self->flap))
    app_plan_panel_set_item (self->panel, line != NULL ? line->record : NULL,
                             merilo_record_get_whole (self->plan, MERILO_PLAN_KIND),
                             self->writable);
}

static void
typed_cb (AppPlanView *self, guint field, const char *text)
{
  AppPlanLine *line = line_at_cursor (self);
  g_autofree char *held = g_strdup (text);

  if (line == NULL)
    return;
  if (self->pending != field)
    take_pending (self);
  self->pending = field;
  g_free (self->pending_text);
  self->pending_text = g_steal_pointer (&held);
  app_plan_saver_type (self->saver, line, field, self->pending_text);
}

/* Callbacks */

static void
moved_cb (AppPlanView *self)
{
  AppPlanLine *line = line_at_cursor (self);
  MeriloRecord *shown = app_plan_panel_get_item (self->panel);

  if (self->plan == NULL)
    return;
  if (line != NULL && shown != NULL && adw_flap_get_reveal_flap (self->flap)
      && merilo_record_get_whole (line->record, MERILO_PLAN_ITEM_ID)
             == merilo_record_get_whole (shown, MERILO_PLAN_ITEM_ID)
      && line->id != 0)
    return;
  self->pending = G_MAXUINT;
  show_item (self);
}

static void
typing_cb (AppPlanView *self, AppPlanLine *line, guint field, const char *text)
{
  app_plan_saver_type (self->saver, line, field, text);
}

static void
told_cb (AppPlanView *self, const char *text)
{
  app_context_toast (self->context, text);
}

static void
look_cb (AppPlanView *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->section));

  app_plan_editor_look (self->editor, gtk_editable_get_text (GTK_EDITABLE (self->needle)),
                        i > 0 && i != GTK_INVALID_LIST_POSITION ? nth_section (self, i - 1) : NULL);
}

static void
acted_cb (AppPlanView *self)
{
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (self->section));
  guint n = names != NULL ? g_list_model_get_n_items (names) : 0;

  if (n == 0 || nth_section (self, n - 1) != NULL || (n > 1 && nth_section (self, n - 2) == NULL))
    fill_sections (self);
  show_shown (self);
}

/* the server's reading of the words has come */
static void
saved_cb (AppPlanView *self)
{
  show_state (self);
  if (self->pending == G_MAXUINT && !gtk_widget_get_focus_child (GTK_WIDGET (self->panel)))
    show_item (self);
}

static void
stuck_cb (AppPlanView *self, AppOutboxEntry *entry)
{
  show_state (self);
}

static void
lost_cb (AppPlanView *self)
{
  g_clear_object (&self->plan); /* nothing of it is merged */
  g_signal_emit (self, signals[SIGNAL_RELOAD], 0);
}

static void
rule_given_cb (AppPlanView *self, const char *canon)
{
  app_plan_view_set_field (self, MERILO_PLAN_ITEM_RULE, canon, _ ("Правило срока"));
  show_item (self);
}

static void
rule_cb (AppPlanView *self)
{
  GtkWidget *dialog;

  take_pending (self);
  if (line_at_cursor (self) == NULL)
    return;
  dialog = app_rule_editor_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                                line_at_cursor (self)->record);
  g_signal_connect_object (dialog, "given", G_CALLBACK (rule_given_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
panel_left_cb (AppPlanView *self)
{
  take_pending (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        AppPlanView *self)
{
  guint latin = app_key_latin (key);

  if ((state & GDK_CONTROL_MASK) == 0 || (state & (GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0
      || (latin != GDK_KEY_f && latin != GDK_KEY_h))
    return GDK_EVENT_PROPAGATE;
  app_plan_find_open (APP_PLAN_FIND (self->find), latin == GDK_KEY_h && self->writable);
  return GDK_EVENT_STOP;
}

/* Actions */

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanView *self = APP_PLAN_VIEW (widget);

  gtk_widget_activate_action (GTK_WIDGET (self->editor), g_variant_get_string (parameter, NULL),
                              NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanView *self = APP_PLAN_VIEW (widget);

  app_plan_find_open (APP_PLAN_FIND (self->find), self->writable);
}

static void
panel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanView *self = APP_PLAN_VIEW (widget);

  if (line_at_cursor (self) == NULL)
    return;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  show_item (self);
}

static void
resolved_cb (AppPlanView *self)
{
  app_plan_saver_retry (self->saver);
  show_state (self);
  show_item (self);
}

static void
resolve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPlanView *self = APP_PLAN_VIEW (widget);
  AppOutboxEntry *entry = app_plan_saver_get_stuck (self->saver);
  GtkWidget *dialog;

  if (entry == NULL)
    return;
  dialog = app_plan_conflict_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->model, entry);
  g_signal_connect_object (dialog, "resolved", G_CALLBACK (resolved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_plan_saver_retry (APP_PLAN_VIEW (widget)->saver);
}

/* GObject overrides */

static void
app_plan_view_dispose (GObject *object)
{
  AppPlanView *self = APP_PLAN_VIEW (object);

  if (self->saver != NULL)
    app_plan_saver_detach (self->saver);
  g_clear_object (&self->saver);
  g_clear_object (&self->model);
  g_clear_object (&self->plan);
  g_clear_object (&self->context);
  g_clear_pointer (&self->pending_text, g_free);
  G_OBJECT_CLASS (app_plan_view_parent_class)->dispose (object);
}

static void
app_plan_view_class_init (AppPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (APP_TYPE_PLAN_PANEL);
  G_OBJECT_CLASS (klass)->dispose = app_plan_view_dispose;
  signals[SIGNAL_RELOAD] = g_signal_new ("reload", APP_TYPE_PLAN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/plans/plan-view.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, AppPlanView, name)
  CHILD (flap);
  CHILD (panel);
  CHILD (slot);
  CHILD (find_slot);
  CHILD (title);
  CHILD (state);
  CHILD (facts);
  CHILD (approve);
  CHILD (section);
  CHILD (needle);
  CHILD (shown);
  CHILD (tools);
  CHILD (notice);
  CHILD (notice_text);
  CHILD (notice_button);
#undef CHILD
  gtk_widget_class_install_action (widget_class, "view.edit", "s", edit_action);
  gtk_widget_class_install_action (widget_class, "view.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "view.panel", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "view.resolve", NULL, resolve_action);
  gtk_widget_class_install_action (widget_class, "view.retry", NULL, retry_action);
}

static void
connect_children (AppPlanView *self)
{
  GtkEventController *left = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

#define LISTEN(object, signal, cb)                                                                 \
  g_signal_connect_object (object, signal, G_CALLBACK (cb), self, G_CONNECT_SWAPPED)
  LISTEN (self->editor, "cursor-moved", moved_cb);
  LISTEN (self->editor, "typing", typing_cb);
  LISTEN (self->editor, "told", told_cb);
  LISTEN (self->editor, "filtered", show_shown);
  LISTEN (self->panel, "typed", typed_cb);
  LISTEN (self->panel, "rule", rule_cb);
  LISTEN (self->needle, "search-changed", look_cb);
  LISTEN (self->section, "notify::selected", look_cb);
  LISTEN (self->model, "acted", acted_cb);
  LISTEN (left, "leave", panel_left_cb);
#undef LISTEN
  gtk_widget_add_controller (GTK_WIDGET (self->panel), left);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
app_plan_view_init (AppPlanView *self)
{
  GtkWidget *scroller;

  self->pending = G_MAXUINT;
  self->model = app_plan_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  scroller = gtk_scrolled_window_new ();
  self->editor = APP_PLAN_EDITOR (app_plan_editor_new (self->model));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->editor));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->slot), scroller);
  self->find = app_plan_find_new (self->editor);
  gtk_box_append (GTK_BOX (self->find_slot), self->find);
  connect_children (self);
}

/* Public API */

void
app_plan_view_set_context (AppPlanView *self, AppContext *context)
{
  g_set_object (&self->context, context);
  self->saver = app_plan_saver_new (context);
  app_plan_panel_set_context (self->panel, context);
  app_plan_widths_follow (context, self->editor);
  g_signal_connect_object (self->saver, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "stuck", G_CALLBACK (stuck_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "lost", G_CALLBACK (lost_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "restored", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
is_same_plan (AppPlanView *self, MeriloRecord *plan)
{
  return self->plan != NULL
         && merilo_record_get_whole (self->plan, MERILO_PLAN_ID)
                == merilo_record_get_whole (plan, MERILO_PLAN_ID)
         && merilo_record_get_whole (self->plan, MERILO_PLAN_STATE)
                == merilo_record_get_whole (plan, MERILO_PLAN_STATE);
}

static void
show_head (AppPlanView *self)
{
  g_autofree char *facts = app_plan_describe (self->plan);
  g_autofree char *state = merilo_record_show (self->plan, MERILO_PLAN_STATE);

  gtk_label_set_text (GTK_LABEL (self->title),
                      merilo_record_get_text (self->plan, MERILO_PLAN_TITLE));
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  app_badge_set (self->state, state,
                 app_plan_state_tone (merilo_record_get_whole (self->plan, MERILO_PLAN_STATE)));
  gtk_widget_set_visible (self->approve, self->writable);
  gtk_widget_set_visible (self->tools, self->writable);
  app_plan_editor_set_read_only (self->editor, !self->writable);
  app_plan_editor_set_kind (self->editor, merilo_record_get_whole (self->plan, MERILO_PLAN_KIND));
  app_plan_widths_restore (self->context, self->editor,
                           merilo_record_get_whole (self->plan, MERILO_PLAN_KIND));
}

void
app_plan_view_show (AppPlanView *self, MeriloRecord *plan, GPtrArray *sections, GPtrArray *items)
{
  gboolean same = is_same_plan (self, plan);
  g_autofree char *id = app_record_dup_id (plan);

  g_set_object (&self->plan, plan);
  self->writable = may_write (self);
  if (same)
    app_plan_model_merge (self->model, sections, items);
  else
    {
      app_plan_editor_commit (self->editor);
      app_plan_saver_detach (self->saver);
      adw_flap_set_reveal_flap (self->flap, FALSE);
      app_plan_model_load (self->model, sections, items);
      app_plan_saver_attach (self->saver, self->model, id, self->writable);
    }
  show_head (self);
  show_state (self);
  fill_sections (self);
  show_shown (self);
  if (self->pending == G_MAXUINT && !gtk_widget_get_focus_child (GTK_WIDGET (self->panel)))
    show_item (self);
}

void
app_plan_view_close (AppPlanView *self)
{
  app_plan_editor_commit (self->editor);
  take_pending (self);
  app_plan_saver_detach (self->saver);
  g_clear_object (&self->plan);
}

AppPlanEditor *
app_plan_view_get_editor (AppPlanView *self)
{
  return self->editor;
}

AppPlanModel *
app_plan_view_get_model (AppPlanView *self)
{
  return self->model;
}

MeriloRecord *
app_plan_view_get_plan (AppPlanView *self)
{
  return self->plan;
}

MeriloRecord *
app_plan_view_get_item (AppPlanView *self)
{
  AppPlanLine *line = line_at_cursor (self);

  return line != NULL ? line->record : NULL;
}

gboolean
app_plan_view_is_writable (AppPlanView *self)
{
  return self->writable;
}

gboolean
app_plan_view_select (AppPlanView *self, const char *item_id)
{
  AppPlanLine *line
      = app_plan_model_by_id (self->model, FALSE, g_ascii_strtoll (item_id, NULL, 10));

  if (line == NULL || !app_plan_editor_go (self->editor, line, 1))
    return FALSE;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  show_item (self);
  return TRUE;
}

void
app_plan_view_save (AppPlanView *self)
{
  app_plan_editor_commit (self->editor);
  if (!adw_flap_get_reveal_flap (self->flap) || !app_plan_panel_is_valid (self->panel))
    return;
  take_pending (self);
  if (!gtk_widget_get_focus_child (GTK_WIDGET (self->panel)))
    return;
  for (guint at = app_plan_model_find (self->model, line_at_cursor (self)) + 1;; at++)
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
  take_pending (self);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  return open;
}

void
app_plan_view_set_field (AppPlanView *self, guint field, const char *text, const char *label)
{
  AppPlanLine *line = line_at_cursor (self);

  if (line == NULL || !self->writable)
    return;
  app_plan_model_begin (self->model, label);
  app_plan_model_set (self->model, line, field, text);
  app_plan_model_end (self->model);
  app_plan_saver_type (self->saver, line, field, NULL);
}
