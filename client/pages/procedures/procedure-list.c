#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-list.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/procedures/procedure-words.h"
#include "widgets/filter-bar.h"
#include "widgets/record-list.h"
#include "widgets/tab-stop.h"

#define SETTING "procedures-filter"

struct _AppProcedureList
{
  AdwBin parent_instance;

  AppContext *context;
  GtkWidget *bar, *list, *nothing;
  GPtrArray *procedures;
  GListStore *store;
  AppRecordList *rows;
  GtkSingleSelection *selection;
  gint64 chosen; /* 0: none */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppProcedureList, app_procedure_list, ADW_TYPE_BIN)

static guint chosen_signal;

static const int searched[] = {
  MERILO_PROCEDURE_SUBJECT,
  MERILO_PROCEDURE_KIND,
  MERILO_PROCEDURE_YEAR,
  MERILO_PROCEDURE_GRADE,
  MERILO_PROCEDURE_LEVEL,
  MERILO_PROCEDURE_TITLE,
  -1,
};

static const MeriloChoice states[]
    = { { "used", N_ ("есть") }, { "free", N_ ("нет") }, { NULL, NULL } };
static const MeriloChoice scopes[]
    = { { "all", N_ ("общая") }, { "own", N_ ("города") }, { NULL, NULL } };

/* chips made of what the procedures have */
static const struct
{
  const char *id, *label;
  guint field;
} chips[] = {
  { "year", N_ ("Год"), MERILO_PROCEDURE_YEAR },
  { "kind", N_ ("Вид"), MERILO_PROCEDURE_KIND },
  { "subject", N_ ("Предмет"), MERILO_PROCEDURE_SUBJECT },
  { "grade", N_ ("Класс"), MERILO_PROCEDURE_GRADE },
};

/* Filters */

static gboolean
is_value (MeriloRecord *procedure, guint field, const char *code)
{
  g_autofree char *text = code != NULL ? merilo_record_show (procedure, field) : NULL;

  return code == NULL || g_str_equal (text, code);
}

static gboolean
match (MeriloRecord *procedure, gpointer data)
{
  AppFilterBar *bar = APP_FILTER_BAR (((AppProcedureList *) data)->bar);
  const char *state = app_filter_bar_get_value (bar, "state");
  const char *scope = app_filter_bar_get_value (bar, "scope");

  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    if (!is_value (procedure, chips[i].field, app_filter_bar_get_value (bar, chips[i].id)))
      return FALSE;
  return (state == NULL || g_str_equal (state, "used") == app_procedure_is_used (procedure))
         && (scope == NULL || g_str_equal (scope, "own") == app_procedure_is_own (procedure));
}

static int
compare_texts (gconstpointer a, gconstpointer b, gpointer newest_first)
{
  const MeriloChoice *x = a, *y = b;
  gint64 m = g_ascii_strtoll (x->code, NULL, 10), n = g_ascii_strtoll (y->code, NULL, 10);

  if (m != n)
    return (m < n ? -1 : 1) * (newest_first != NULL ? -1 : 1);
  return g_utf8_collate (x->code, y->code);
}

static void
fill_chip (AppProcedureList *self, guint chip)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) choices = g_array_new (TRUE, TRUE, sizeof (MeriloChoice));
  gboolean years = chips[chip].field == MERILO_PROCEDURE_YEAR;

  for (guint i = 0; i < self->procedures->len; i++)
    {
      char *text = merilo_record_show (self->procedures->pdata[i], chips[chip].field);
      MeriloChoice choice = { text, text };

      if (g_hash_table_contains (known, text))
        g_free (text);
      else
        {
          g_hash_table_add (known, text);
          g_array_append_val (choices, choice);
        }
    }
  g_array_sort_with_data (choices, compare_texts, GINT_TO_POINTER (years));
  app_filter_bar_set_filter (APP_FILTER_BAR (self->bar), chips[chip].id, _ (chips[chip].label),
                             (const MeriloChoice *) choices->data);
}

static void
fill_chips (AppProcedureList *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    fill_chip (self, i);
}

/* The choice */

static gint64
get_id (MeriloRecord *procedure)
{
  return merilo_record_get_whole (procedure, MERILO_PROCEDURE_ID);
}

static MeriloRecord *
find (AppProcedureList *self, gint64 id)
{
  for (guint i = 0; self->procedures != NULL && i < self->procedures->len; i++)
    if (get_id (self->procedures->pdata[i]) == id)
      return self->procedures->pdata[i];
  return NULL;
}

static void
show_choice (AppProcedureList *self)
{
  MeriloRecord *procedure = find (self, self->chosen);
  guint at = GTK_INVALID_LIST_POSITION;

  if (procedure != NULL && !app_record_list_find (self->rows, procedure, &at))
    at = GTK_INVALID_LIST_POSITION;
  self->filling = TRUE;
  gtk_single_selection_set_selected (self->selection, at);
  self->filling = FALSE;
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);
}

/* filters anew; the choice stays whatever is filtered away */
static void
look (AppProcedureList *self)
{
  AppFilterBar *bar = APP_FILTER_BAR (self->bar);
  guint n;

  self->filling = TRUE;
  app_record_list_set_text (self->rows, app_filter_bar_get_text (bar), searched);
  self->filling = FALSE;
  n = app_procedure_list_get_n_shown (self);
  gtk_widget_set_visible (self->nothing, n == 0);
  app_filter_bar_set_count (bar, n, g_list_model_get_n_items (G_LIST_MODEL (self->store)));
  show_choice (self);
}

/* Callbacks */

static void
filtered_cb (AppProcedureList *self)
{
  AppStore *store = app_context_get_store (self->context);
  g_autoptr (GVariant) now = g_variant_ref_sink (app_filter_bar_save (APP_FILTER_BAR (self->bar)));
  g_autofree char *text = g_variant_print (now, TRUE);

  if (store != NULL)
    app_store_set_setting (store, SETTING, text);
  look (self);
}

static void
selected_cb (AppProcedureList *self)
{
  MeriloRecord *procedure = gtk_single_selection_get_selected_item (self->selection);

  if (self->filling || procedure == NULL || get_id (procedure) == self->chosen)
    return;
  self->chosen = get_id (procedure);
  g_signal_emit (self, chosen_signal, 0);
}

/* Rows */

static GtkWidget *
make_line (const char *css, const char *end_css)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = app_word_new (NULL, css), *end = app_word_new (NULL, end_css);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (line), text);
  gtk_box_append (GTK_BOX (line), end);
  return line;
}

static void
set_line (GtkWidget *line, const char *text, const char *end)
{
  GtkWidget *label = gtk_widget_get_first_child (line);

  gtk_label_set_text (GTK_LABEL (label), text);
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_text (GTK_LABEL (label), end != NULL ? end : "");
  gtk_widget_set_visible (label, end != NULL);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), make_line (NULL, "dim-label numeric"));
  gtk_box_append (GTK_BOX (box), make_line ("caption dim-label numeric", "caption doubt"));
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, NULL);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  MeriloRecord *procedure = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  const char *doubt = app_procedure_doubt (procedure);
  g_autofree char *name = app_procedure_name (procedure);
  g_autofree char *year = merilo_record_show (procedure, MERILO_PROCEDURE_YEAR);
  g_autofree char *facts = app_procedure_facts (procedure);
  g_autofree char *whole
      = g_strjoin (", ", name, year, facts, doubt, NULL); /* doubt may end it: NULL */

  set_line (gtk_widget_get_first_child (box), name, year);
  set_line (gtk_widget_get_last_child (box), facts, doubt);
  app_name_it (box, whole);
  gtk_widget_set_tooltip_text (box, name);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppProcedureList *self = APP_PROCEDURE_LIST (object);

  self->filling = TRUE;
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->bar);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_procedure_list_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppProcedureList *self = APP_PROCEDURE_LIST (object);

  g_object_unref (self->store);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  G_OBJECT_CLASS (app_procedure_list_parent_class)->finalize (object);
}

static void
app_procedure_list_class_init (AppProcedureListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  chosen_signal = g_signal_new ("chosen", APP_TYPE_PROCEDURE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_list (AppProcedureList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  app_name_it (self->list, _ ("Процедуры"));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  return self->list;
}

static void
make_bar (AppProcedureList *self)
{
  self->bar = g_object_ref_sink (app_filter_bar_new ());
  app_filter_bar_set_search (APP_FILTER_BAR (self->bar), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (chips); i++)
    app_filter_bar_set_filter (APP_FILTER_BAR (self->bar), chips[i].id, _ (chips[i].label),
                               (const MeriloChoice[]){ { NULL, NULL } });
  app_filter_bar_set_filter (APP_FILTER_BAR (self->bar), "state", _ ("Работы"), states);
  app_filter_bar_set_filter (APP_FILTER_BAR (self->bar), "scope", _ ("Чья"), scopes);
}

static void
app_procedure_list_init (AppProcedureList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->store = g_list_store_new (MERILO_TYPE_RECORD);
  self->rows = app_record_list_new ();
  make_bar (self);
  app_record_list_set_source (self->rows, G_LIST_MODEL (self->store));
  app_record_list_set_match (self->rows, match, self, NULL);
  self->nothing = app_label_new (_ ("Таких процедур нет. Сбросьте фильтр или измените слова."),
                                 "dim-label inset");
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_box_append (GTK_BOX (box), self->nothing);
  g_object_set (scrolled, "child", make_list (self), "vexpand", TRUE, "hscrollbar-policy",
                GTK_POLICY_NEVER, NULL);
  gtk_box_append (GTK_BOX (box), app_tab_stop_new (scrolled));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->bar, "changed", G_CALLBACK (filtered_cb), self, G_CONNECT_SWAPPED);
}

/* Public API */

GtkWidget *
app_procedure_list_new (AppContext *context)
{
  AppProcedureList *self = g_object_new (APP_TYPE_PROCEDURE_LIST, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
app_procedure_list_begin_search (AppProcedureList *self)
{
  app_filter_bar_focus_search (APP_FILTER_BAR (self->bar));
}

GtkWidget *
app_procedure_list_get_bar (AppProcedureList *self)
{
  return self->bar;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  static const guint order[]
      = { MERILO_PROCEDURE_SUBJECT, MERILO_PROCEDURE_GRADE, MERILO_PROCEDURE_KIND,
          MERILO_PROCEDURE_LEVEL, MERILO_PROCEDURE_ID };
  gpointer x = *(gpointer *) a, y = *(gpointer *) b;
  int differ = -merilo_record_compare (x, y, MERILO_PROCEDURE_YEAR);

  for (guint i = 0; i < G_N_ELEMENTS (order) && differ == 0; i++)
    differ = merilo_record_compare (x, y, order[i]);
  return differ;
}

/* what was set when the program ended; once, when there is something to filter */
static void
restore_filter (AppProcedureList *self)
{
  AppStore *store = app_context_get_store (self->context);
  g_autofree char *text = store != NULL ? app_store_dup_setting (store, SETTING) : NULL;
  g_autoptr (GVariant) saved
      = text != NULL ? g_variant_parse (G_VARIANT_TYPE ("a{ss}"), text, NULL, NULL, NULL) : NULL;

  if (saved != NULL)
    app_filter_bar_restore (APP_FILTER_BAR (self->bar), saved);
}

void
app_procedure_list_set_procedures (AppProcedureList *self, GPtrArray *procedures)
{
  gboolean first = self->procedures == NULL;

  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  self->procedures = g_ptr_array_ref (procedures);
  g_ptr_array_sort (procedures, compare);
  self->filling = TRUE;
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       procedures->pdata, procedures->len);
  self->filling = FALSE;
  fill_chips (self);
  if (first)
    restore_filter (self);
  if (find (self, self->chosen) == NULL)
    self->chosen = 0;
  look (self);
  if (self->chosen == 0 && app_procedure_list_get_n_shown (self) > 0)
    {
      g_autoptr (MeriloRecord) top = g_list_model_get_item (G_LIST_MODEL (self->rows), 0);

      self->chosen = get_id (top);
      show_choice (self);
    }
}

GPtrArray *
app_procedure_list_get_procedures (AppProcedureList *self)
{
  return self->procedures;
}

MeriloRecord *
app_procedure_list_get_chosen (AppProcedureList *self)
{
  return find (self, self->chosen);
}

gboolean
app_procedure_list_choose (AppProcedureList *self, gint64 id)
{
  MeriloRecord *procedure = find (self, id);
  guint at;

  if (procedure == NULL)
    return FALSE;
  if (!app_record_list_find (self->rows, procedure, &at))
    app_filter_bar_reset (APP_FILTER_BAR (self->bar));
  self->chosen = id;
  show_choice (self);
  g_signal_emit (self, chosen_signal, 0);
  return TRUE;
}

guint
app_procedure_list_get_n_shown (AppProcedureList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

gboolean
app_procedure_list_filter (AppProcedureList *self, const char *id, const char *code)
{
  gboolean done = app_filter_bar_set_value (APP_FILTER_BAR (self->bar), id, code);

  filtered_cb (self);
  return done;
}

GPtrArray *
app_procedure_list_copy_cells (AppProcedureList *self)
{
  static const guint fields[] = {
    MERILO_PROCEDURE_YEAR,    MERILO_PROCEDURE_KIND,
    MERILO_PROCEDURE_SUBJECT, MERILO_PROCEDURE_GRADE,
    MERILO_PROCEDURE_LEVEL,   MERILO_PROCEDURE_MAX,
    MERILO_PROCEDURE_MINIMUM, MERILO_PROCEDURE_WORKS,
    MERILO_PROCEDURE_FROM3,   MERILO_PROCEDURE_FROM4,
    MERILO_PROCEDURE_FROM5,   MERILO_PROCEDURE_SCALE_SOURCE,
    MERILO_PROCEDURE_STATE,   MERILO_PROCEDURE_SCALE_CONFIDENCE,
  };
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < app_procedure_list_get_n_shown (self); i++)
    g_ptr_array_add (shown, g_list_model_get_item (G_LIST_MODEL (self->rows), i));
  return app_records_to_cells (shown, &merilo_procedure_entity, fields, G_N_ELEMENTS (fields));
}
