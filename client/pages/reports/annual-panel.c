#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/field.h"
#include "pages/reports/annual-panel.h"

struct _AppAnnualPanel
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *row, *conclusion;
  GtkWidget *title, *facts, *conclusion_field, *proposal_field, *state;
  gboolean typed; /* and not yet sent */
  char *draft_id; /* the plan, the item and the year: a conclusion not yet made has no id */
};

enum
{
  KEPT,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppAnnualPanel, app_annual_panel, ADW_TYPE_BIN)

#define DRAFTS "item_conclusion_of_year"

/* Facts */

static void
add_fact (AppAnnualPanel *self, const char *head, const char *text)
{
  if (text == NULL || *text == 0)
    return;
  gtk_box_append (GTK_BOX (self->facts), app_label_new (head, "caption-heading dim-label"));
  gtk_box_append (GTK_BOX (self->facts), app_label_new (text, "fact"));
}

static gint64
get (MeriloRecord *row, guint field)
{
  return MAX (0, merilo_record_get_whole (row, field));
}

/* «исполнено 76 % (38 из 50): в срок 30, позже 8; в работе 4; …» */
static char *
describe_counts (MeriloRecord *row)
{
  gint64 done = get (row, MERILO_PLAN_ANNUAL_DONE), late = get (row, MERILO_PLAN_ANNUAL_DONE_LATE);
  static const struct
  {
    guint field;
    const char *label;
  } others[] = {
    { MERILO_PLAN_ANNUAL_IN_WORK, N_ ("в работе") },
    { MERILO_PLAN_ANNUAL_NOT_DONE, N_ ("не исполнено") },
    { MERILO_PLAN_ANNUAL_NOT_APPLICABLE, N_ ("не касается") },
    { MERILO_PLAN_ANNUAL_UNANSWERED, N_ ("нет ответа") },
  };
  gint64 all = done + late;
  g_autofree char *share = NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].field != MERILO_PLAN_ANNUAL_NOT_APPLICABLE)
      all += get (row, others[i].field);
  share = app_share_text (done + late, all);
  g_string_append_printf (text, _ ("исполнено %s"), share);
  if (late > 0)
    g_string_append_printf (text, _ (", из них позже срока %" G_GINT64_FORMAT), late);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (get (row, others[i].field) > 0)
      g_string_append_printf (text, "; %s %" G_GINT64_FORMAT, _ (others[i].label),
                              get (row, others[i].field));
  return g_string_free (text, FALSE);
}

static void
show_facts (AppAnnualPanel *self)
{
  g_autofree char *no = merilo_record_show (self->row, MERILO_PLAN_ANNUAL_NO);
  g_autofree char *name = merilo_record_show (self->row, MERILO_PLAN_ANNUAL_TITLE);
  g_autofree char *title = g_strdup_printf ("%s  %s", no, name);
  g_autofree char *deadline = merilo_record_show (self->row, MERILO_PLAN_ANNUAL_DEADLINE);
  g_autofree char *dates = merilo_record_show (self->row, MERILO_PLAN_ANNUAL_DATES);
  g_autofree char *who = merilo_record_show (self->row, MERILO_PLAN_ANNUAL_WHO);
  g_autofree char *counts = describe_counts (self->row);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  app_box_clear (self->facts);
  add_fact (self, _ ("Срок"), deadline);
  add_fact (self, _ ("Контрольные даты года"), dates);
  add_fact (self, _ ("Что сделано"), counts);
  add_fact (self, _ ("Кто не исполнил"), who);
}

/* The conclusion */

static void
say (AppAnnualPanel *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->state), text);
}

static void
show_fields (AppAnnualPanel *self)
{
  const AppUser *user = app_context_get_user (self->context);
  gboolean writable = app_session_has_role (app_context_get_session (self->context),
                                            merilo_item_conclusion_entity.writers);

  app_field_set_record (APP_FIELD (self->conclusion_field), self->conclusion, user->role, writable);
  app_field_set_record (APP_FIELD (self->proposal_field), self->conclusion, user->role, writable);
}

static void
apply_draft_cb (const char *field, const char *text, gpointer data)
{
  AppAnnualPanel *self = data;
  int i = merilo_entity_find (&merilo_item_conclusion_entity, field);

  if (i >= 0 && merilo_record_parse (self->conclusion, (guint) i, text, NULL))
    {
      self->typed = TRUE;
      say (self, _ ("Показан ваш черновик: он ещё не записан."));
    }
}

static void
make_conclusion (AppAnnualPanel *self, gint64 plan, int year)
{
  MeriloRecord *c = g_object_new (app_type_of (&merilo_item_conclusion_entity), NULL);
  gboolean known = merilo_record_has (self->row, MERILO_PLAN_ANNUAL_CONCLUSION_ID);
  gint64 lineage = merilo_record_get_whole (self->row, MERILO_PLAN_ANNUAL_LINEAGE);

  g_clear_object (&self->conclusion);
  self->conclusion = c;
  self->typed = FALSE;
  g_free (self->draft_id);
  self->draft_id
      = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%d", plan, lineage, year);
  merilo_record_set_whole (c, MERILO_ITEM_CONCLUSION_PLAN_ID, plan);
  merilo_record_set_whole (c, MERILO_ITEM_CONCLUSION_LINEAGE, lineage);
  merilo_record_set_whole (c, MERILO_ITEM_CONCLUSION_YEAR, year);
  merilo_record_load_text (c, MERILO_ITEM_CONCLUSION_CONCLUSION,
                           merilo_record_show (self->row, MERILO_PLAN_ANNUAL_CONCLUSION));
  merilo_record_load_text (c, MERILO_ITEM_CONCLUSION_PROPOSAL,
                           merilo_record_show (self->row, MERILO_PLAN_ANNUAL_PROPOSAL));
  if (known)
    {
      merilo_record_load_whole (c, MERILO_ITEM_CONCLUSION_ID,
                                merilo_record_get_whole (self->row,
                                                         MERILO_PLAN_ANNUAL_CONCLUSION_ID));
      merilo_record_load_whole (c, MERILO_ITEM_CONCLUSION_VERSION,
                                merilo_record_get_whole (self->row,
                                                         MERILO_PLAN_ANNUAL_CONCLUSION_VERSION));
      merilo_record_set_clean (c);
    }
  app_store_each_draft (app_context_get_store (self->context), DRAFTS, self->draft_id,
                        apply_draft_cb, self);
}

static void
edited_cb (AppField *field, const char *text, AppAnnualPanel *self)
{
  const MeriloField *description
      = &merilo_item_conclusion_entity.fields[app_field_get_field (field)];

  app_store_set_draft (app_context_get_store (self->context), DRAFTS, self->draft_id,
                       description->name, text);
  self->typed = TRUE;
  say (self, _ ("Черновик сохранён на этом компьютере. Ctrl+Enter — записать и к следующему."));
}

/* Writing */

typedef struct
{
  AppAnnualPanel *self;
  MeriloRecord *row;
  char *draft_id;
} Writing;

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Writing *writing = data;
  g_autoptr (AppAnnualPanel) self = writing->self;
  g_autoptr (MeriloRecord) row = writing->row;
  g_autofree char *draft_id = writing->draft_id;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) written = app_api_write_finish (APP_API (object), result, &error);

  if (self->context == NULL)
    return;
  if (!app_context_check_act (self->context, written != NULL, error))
    return; /* the draft stays */
  app_store_drop_draft (app_context_get_store (self->context), DRAFTS, draft_id, NULL);
  merilo_record_load_text (row, MERILO_PLAN_ANNUAL_CONCLUSION,
                           merilo_record_show (written, MERILO_ITEM_CONCLUSION_CONCLUSION));
  merilo_record_load_text (row, MERILO_PLAN_ANNUAL_PROPOSAL,
                           merilo_record_show (written, MERILO_ITEM_CONCLUSION_PROPOSAL));
  merilo_record_load_whole (row, MERILO_PLAN_ANNUAL_CONCLUSION_ID,
                            merilo_record_get_whole (written, MERILO_ITEM_CONCLUSION_ID));
  merilo_record_load_whole (row, MERILO_PLAN_ANNUAL_CONCLUSION_VERSION,
                            app_record_get_version (written));
  if (row == self->row)
    {
      g_set_object (&self->conclusion, written);
      show_fields (self);
      say (self, _ ("Записано."));
    }
  g_signal_emit (self, signals[KEPT], 0, written);
}

static gboolean
is_typed (AppAnnualPanel *self)
{
  return self->conclusion != NULL && self->typed
         && app_field_is_valid (APP_FIELD (self->conclusion_field))
         && app_field_is_valid (APP_FIELD (self->proposal_field));
}

void
app_annual_panel_save (AppAnnualPanel *self)
{
  AppApi *api = app_context_get_api (self->context);
  Writing *writing;

  if (!is_typed (self))
    return;
  self->typed = FALSE;
  writing = g_new0 (Writing, 1);
  *writing = (Writing){ g_object_ref (self), g_object_ref (self->row), g_strdup (self->draft_id) };
  if (merilo_record_has (self->conclusion, MERILO_ITEM_CONCLUSION_ID))
    app_api_patch_async (api, self->conclusion, self->cancellable, written_cb, writing);
  else
    app_api_create_async (api, self->conclusion, self->cancellable, written_cb, writing);
}

void
app_annual_panel_show (AppAnnualPanel *self, MeriloRecord *row, gint64 plan, int year)
{
  if (self->row == row)
    return;
  if (self->row != NULL)
    app_annual_panel_save (self);
  g_set_object (&self->row, row);
  say (self, "");
  show_facts (self);
  make_conclusion (self, plan, year);
  show_fields (self);
}

/* GObject overrides */

static void
act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_annual_panel_save (APP_ANNUAL_PANEL (widget));
  if (g_str_equal (name, "annual.close"))
    g_signal_emit (widget, signals[CLOSED], 0);
}

static void
dispose (GObject *object)
{
  AppAnnualPanel *self = APP_ANNUAL_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->row);
  g_clear_object (&self->conclusion);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_annual_panel_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_object_unref (APP_ANNUAL_PANEL (object)->cancellable);
  g_free (APP_ANNUAL_PANEL (object)->draft_id);
  G_OBJECT_CLASS (app_annual_panel_parent_class)->finalize (object);
}

static void
app_annual_panel_class_init (AppAnnualPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  signals[KEPT] = g_signal_new ("kept", APP_TYPE_ANNUAL_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, MERILO_TYPE_RECORD);
  signals[CLOSED] = g_signal_new ("closed", APP_TYPE_ANNUAL_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "annual.save", NULL, act);
  gtk_widget_class_install_action (widget_class, "annual.close", NULL, act);
}

static GtkWidget *
make_top (AppAnnualPanel *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->title = app_label_new (NULL, "heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (close, _ ("Закрыть (Esc)"));
  app_name_it (close, _ ("Закрыть боковую панель"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "annual.close");
  gtk_box_append (GTK_BOX (top), self->title);
  gtk_box_append (GTK_BOX (top), close);
  return top;
}

static GtkWidget *
add_field (AppAnnualPanel *self, GtkWidget *box, guint field, const char *title)
{
  GtkWidget *widget = app_field_new (&merilo_item_conclusion_entity, field);

  app_field_set_title (APP_FIELD (widget), title);
  g_signal_connect (widget, "edited", G_CALLBACK (edited_cb), self);
  gtk_box_append (GTK_BOX (box), widget);
  return widget;
}

static void
app_annual_panel_init (AppAnnualPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *save = gtk_button_new_with_label (_ ("Записать"));

  self->cancellable = g_cancellable_new ();
  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->state = app_label_new (NULL, "caption dim-label");
  gtk_box_append (GTK_BOX (box), make_top (self));
  gtk_box_append (GTK_BOX (box), self->facts);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->conclusion_field
      = add_field (self, box, MERILO_ITEM_CONCLUSION_CONCLUSION, _ ("Вывод методиста"));
  self->proposal_field = add_field (self, box, MERILO_ITEM_CONCLUSION_PROPOSAL,
                                    _ ("Предложение в следующую дорожную карту"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "annual.save");
  gtk_widget_set_halign (save, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), save);
  gtk_box_append (GTK_BOX (box), self->state);
  g_object_set (box, "margin-top", 12, "margin-bottom", 18, "margin-start", 15, "margin-end", 12,
                NULL);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "child", box, "width-request", 380,
                NULL);
  gtk_widget_set_hexpand (scrolled, FALSE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
app_annual_panel_new (AppContext *context)
{
  AppAnnualPanel *self = g_object_new (APP_TYPE_ANNUAL_PANEL, NULL);

  self->context = g_object_ref (context);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "annual.save",
                                 app_session_has_role (app_context_get_session (context),
                                                       merilo_item_conclusion_entity.writers));
  return GTK_WIDGET (self);
}
