#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "chart/chart.h"
#include "pages/bits.h"
#include "pages/results/results-import.h"
#include "pages/results/results-node.h"
#include "pages/results/results-page.h"
#include "widgets/chart-view.h"

struct _AppResultsPage
{
  AppPage parent_instance;

  GtkWidget *view, *import, *head, *facts, *table, *charts;
  GtkListView *tree;
  GtkSingleSelection *selection;
  GPtrArray *procedures, *cells;
};

G_DEFINE_FINAL_TYPE (AppResultsPage, app_results_page, APP_TYPE_PAGE)

static const char *const watched[] = { "import", NULL };

#define N_MARKS 4

/* counts of one line of the table: a school, or the sum of all */
typedef struct
{
  gint64 n, marks[N_MARKS], journal, lowered, confirmed, raised, score_sum;
} Counts;

/* Counting */

static void
add_cell (Counts *counts, MeriloRecord *cell)
{
  counts->n += MAX (0, merilo_record_get_whole (cell, MERILO_CELL_N));
  for (guint i = 0; i < N_MARKS; i++)
    counts->marks[i] += MAX (0, merilo_record_get_whole (cell, MERILO_CELL_MARK2 + i));
  counts->journal += MAX (0, merilo_record_get_whole (cell, MERILO_CELL_JOURNAL_N));
  counts->lowered += MAX (0, merilo_record_get_whole (cell, MERILO_CELL_LOWERED));
  counts->confirmed += MAX (0, merilo_record_get_whole (cell, MERILO_CELL_CONFIRMED));
  counts->raised += MAX (0, merilo_record_get_whole (cell, MERILO_CELL_RAISED));
  counts->score_sum += MAX (0, merilo_record_get_whole (cell, MERILO_CELL_SCORE_SUM));
}

static GPtrArray *
cells_of (AppResultsPage *self, MeriloRecord *procedure)
{
  return app_records_where (self->cells, MERILO_CELL_PROCEDURE_ID,
                            merilo_record_get_whole (procedure, MERILO_PROCEDURE_ID));
}

/* The table */

static void
attach (AppResultsPage *self, const char *text, const char *css, int column, int row)
{
  GtkWidget *label = app_word_new (text, css);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_grid_attach (GTK_GRID (self->table), label, column, row, 1, 1);
}

/* a share over the counts it is made of: beside each other seven of them are wider than a screen */
static void
attach_share (AppResultsPage *self, gint64 part, gint64 n, int column, int row)
{
  g_autofree char *text = app_share_text (part, n);
  char *counts = strchr (text, '(');
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label;

  if (counts != NULL)
    counts[-1] = counts[strlen (counts) - 1] = 0;
  label = app_word_new (text, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_box_append (GTK_BOX (box), label);
  if (counts != NULL)
    {
      label = app_word_new (counts + 1, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_grid_attach (GTK_GRID (self->table), box, column, row, 1, 1);
}

static void
add_head (AppResultsPage *self)
{
  static const char *const heads[]
      = { N_ ("Кто"),     "n", "«2»", "«3»", "«4»", "«5»", N_ ("Понизили"), N_ ("Подтвердили"),
          N_ ("Повысили") };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    attach (self, _ (heads[i]), "caption-heading", (int) i, 0);
}

static void
add_line (AppResultsPage *self, const char *name, const Counts *c, int row, const char *css)
{
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, c->n);
  gint64 shares[] = { c->lowered, c->confirmed, c->raised };

  attach (self, name, css, 0, row);
  attach (self, n, "numeric", 1, row);
  for (guint i = 0; i < N_MARKS; i++)
    attach_share (self, c->marks[i], c->n, (int) i + 2, row);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    attach_share (self, shares[i], c->journal, (int) i + 6, row);
}

static void
show_table (AppResultsPage *self, AppResultsNode *node)
{
  g_autoptr (GPtrArray) cells = cells_of (self, node->procedure);
  Counts all = { 0 };
  GtkWidget *child;
  int row = 1;

  while ((child = gtk_widget_get_first_child (self->table)) != NULL)
    gtk_grid_remove (GTK_GRID (self->table), child);
  add_head (self);
  for (guint i = 0; i < cells->len; i++)
    {
      Counts one = { 0 };
      g_autofree char *name = merilo_record_show (cells->pdata[i], MERILO_CELL_ORG_NAME);

      add_cell (&all, cells->pdata[i]);
      add_cell (&one, cells->pdata[i]);
      /* one school, or all of them */
      if (node->cell == NULL || node->cell == cells->pdata[i])
        add_line (self, name, &one, row++, node->cell != NULL ? "heading" : NULL);
    }
  add_line (self, _ ("Муниципалитет"), &all, row, "heading");
}

/* The distribution of scores, with the bounds of marks */

static void
add_histogram (GArray *sums, MeriloRecord *cell)
{
  const MeriloScores *h = merilo_record_get_scores (cell, MERILO_CELL_HISTOGRAM);

  for (guint i = 0; h != NULL && i < h->n; i++)
    {
      gint64 zero = 0;

      while (sums->len <= i)
        g_array_append_val (sums, zero);
      g_array_index (sums, gint64, i) += MAX (0, h->at[i]);
    }
}

static MeriloChart *
make_chart (AppResultsPage *self, AppResultsNode *node)
{
  g_autoptr (GPtrArray) cells = cells_of (self, node->procedure);
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;
  g_autofree MeriloChartPoint *points = NULL;
  MeriloChart *chart;
  static const struct
  {
    guint field;
    const char *name;
  } bounds[] = { { MERILO_PROCEDURE_FROM3, "«3»" },
                 { MERILO_PROCEDURE_FROM4, "«4»" },
                 { MERILO_PROCEDURE_FROM5, "«5»" } };

  for (guint i = 0; i < cells->len; i++)
    if (node->cell == NULL || node->cell == cells->pdata[i])
      add_histogram (sums, cells->pdata[i]);
  if (sums->len == 0)
    return NULL;
  points = g_new (MeriloChartPoint, sums->len);
  for (guint i = 0; i < sums->len; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i);

      g_strv_builder_add (builder, label);
      points[i] = (MeriloChartPoint){ (double) g_array_index (sums, gint64, i), NAN, NAN,
                                      g_array_index (sums, gint64, i), -1 };
    }
  labels = g_strv_builder_end (builder);
  chart = merilo_chart_new (MERILO_CHART_HISTOGRAM, _ ("Сколько работ с каждым первичным баллом"),
                            (const char *const *) labels);
  merilo_chart_set_x_title (chart, _ ("первичный балл"));
  merilo_chart_add_series (chart, node->label, points);
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      gint64 at = merilo_record_get_whole (node->procedure, bounds[i].field);

      if (at > 0 && at < sums->len)
        merilo_chart_add_bound (chart, (guint) at, bounds[i].name);
    }
  return chart;
}

static void
show_chart (AppResultsPage *self, AppResultsNode *node)
{
  g_autoptr (MeriloChart) chart = make_chart (self, node);
  GtkWidget *view;

  app_box_clear (self->charts);
  if (chart == NULL)
    return;
  view = app_chart_new (chart);
  gtk_widget_set_size_request (view, 480, 320);
  gtk_widget_add_css_class (view, "card");
  gtk_box_append (GTK_BOX (self->charts), view);
}

static void
show_node (AppResultsPage *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (AppResultsNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  g_autofree char *title = NULL, *facts = NULL, *max = NULL, *source = NULL;

  if (node == NULL || node->procedure == NULL)
    {
      if (row != NULL)
        gtk_tree_list_row_set_expanded (row, TRUE);
      return;
    }
  title = node->cell != NULL
              ? g_strdup_printf ("%s: %s", node->label,
                                 merilo_record_get_text (node->procedure, MERILO_PROCEDURE_TITLE))
              : merilo_record_show (node->procedure, MERILO_PROCEDURE_TITLE);
  max = merilo_record_show (node->procedure, MERILO_PROCEDURE_MAX);
  source = merilo_record_show (node->procedure, MERILO_PROCEDURE_SCALE_SOURCE);
  facts
      = g_strdup_printf (_ ("максимум %s, «3» с %" G_GINT64_FORMAT ", «4» с %" G_GINT64_FORMAT
                            ", «5» с %" G_GINT64_FORMAT "; шкала: %s"),
                         max,
                         MAX (0, merilo_record_get_whole (node->procedure, MERILO_PROCEDURE_FROM3)),
                         MAX (0, merilo_record_get_whole (node->procedure, MERILO_PROCEDURE_FROM4)),
                         MAX (0, merilo_record_get_whole (node->procedure, MERILO_PROCEDURE_FROM5)),
                         *source != 0 ? source : _ ("источник не указан"));
  gtk_label_set_text (GTK_LABEL (self->head), title);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  show_table (self, node);
  show_chart (self, node);
}

/* The tree */

static GListModel *
get_children (gpointer item, gpointer data)
{
  AppResultsNode *node = APP_RESULTS_NODE (item);

  return node->children != NULL ? G_LIST_MODEL (g_object_ref (node->children)) : NULL;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new (), *label = app_label_new (NULL, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), label);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  GtkWidget *expander = gtk_list_item_get_child (item);
  g_autoptr (AppResultsNode) node = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  gtk_label_set_text (GTK_LABEL (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander))),
                      node->label);
  gtk_widget_set_tooltip_text (expander, node->label);
}

static void
make_tree (AppResultsPage *self)
{
  GtkTreeListModel *tree;
  GListStore *years = app_results_tree_new (self->procedures, self->cells);
  GtkTreeListRow *first;

  tree = gtk_tree_list_model_new (G_LIST_MODEL (years), FALSE, FALSE, get_children, NULL, NULL);
  first = gtk_tree_list_model_get_row (tree, 0);
  if (first != NULL)
    gtk_tree_list_row_set_expanded (first, TRUE);
  g_clear_object (&first);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (tree));
  g_object_unref (tree);
  /* a year has nothing of its own to show */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 1)
    gtk_single_selection_set_selected (self->selection, 1);
  show_node (self);
}

/* Loading */

static void
cells_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppResultsPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) cells = app_api_list_finish (APP_API (object), result, &as_of, &error);
  gboolean writes
      = app_session_has_role (app_context_get_session (app_page_get_context (APP_PAGE (self))),
                              merilo_job_entity.writers);

  if (!app_page_check (APP_PAGE (self), result, cells, error))
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  self->cells = g_steal_pointer (&cells);
  gtk_widget_set_visible (self->import, writes);
  if (self->cells->len == 0)
    {
      app_page_show_empty (APP_PAGE (self), "view-grid-symbolic", _ ("Здесь появятся результаты"),
                           _ ("Загрузите файлы ФИС ОКО: индивидуальные результаты участников "
                              "(форма 1) за каждый год."),
                           writes ? _ ("Загрузить файлы ФИС ОКО…") : NULL, "results.import");
      return;
    }
  make_tree (self);
  app_page_show_content (APP_PAGE (self));
}

static void
procedures_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppResultsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) procedures = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (!app_page_check (APP_PAGE (self), result, procedures, error))
    return;
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  self->procedures = g_steal_pointer (&procedures);
  app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_cell_entity), NULL,
                      app_page_get_cancellable (APP_PAGE (self)), cells_cb, g_object_ref (self));
}

static void
load (AppPage *page)
{
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_procedure_entity), NULL,
                      app_page_get_cancellable (page), procedures_cb, g_object_ref (page));
}

/* Actions */

static GtkWidget *
open_import (GtkWidget *widget)
{
  GtkWidget *dialog = app_results_import_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              app_page_get_context (APP_PAGE (widget)));

  g_signal_connect_object (dialog, "stored", G_CALLBACK (app_page_load), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_import (widget);
}

static void
import_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *path = g_variant_get_string (parameter, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GtkWidget *dialog = open_import (widget);
  const char *file_name;

  while (dir != NULL && (file_name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file_name, ".xlsx"))
      {
        g_autofree char *full = g_build_filename (path, file_name, NULL);
        g_autoptr (GFile) file = g_file_new_for_path (full);

        app_results_import_take (APP_RESULTS_IMPORT (dialog), file);
      }
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppResultsPage *self = APP_RESULTS_PAGE (object);

  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (app_results_page_parent_class)->dispose (object);
}

static void
app_results_page_class_init (AppResultsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  APP_PAGE_CLASS (klass)->load = load;
  gtk_widget_class_install_action (widget_class, "results.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "results.import-folder", "s",
                                   import_folder_action);
}

static void
app_results_page_init (AppResultsPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ru/merilo/results/results-page.ui");
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (view);
  CHILD (import);
  CHILD (tree);
  CHILD (head);
  CHILD (facts);
  CHILD (table);
  CHILD (charts);
#undef CHILD
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->tree, factory);
  g_object_unref (factory);
  self->selection = gtk_single_selection_new (NULL);
  gtk_list_view_set_model (self->tree, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_node), self,
                           G_CONNECT_SWAPPED);
  app_page_set_content (APP_PAGE (self), self->view);
  app_page_watch (APP_PAGE (self), watched);
}
