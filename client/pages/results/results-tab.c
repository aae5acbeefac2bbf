#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-tab.h"
#include "widgets/chart-view.h"

#define FIRST_ROW_ID 1 /* of a row of the figures; a level has none */

typedef struct
{
  const AppFigures *figures;
  GtkWidget *controls, *box, *table; /* NULL: no table */
  AppFigureModel *model;
  AppPaper paper; /* what was filled in, as parts */
  gboolean stale;
} AppResultsTabPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AppResultsTab, app_results_tab, ADW_TYPE_BIN)

static guint row_chosen;

static AppResultsTabPrivate *
priv_of (AppResultsTab *self)
{
  return app_results_tab_get_instance_private (self);
}

static void
clear (AppResultsTab *self)
{
  AppResultsTabPrivate *priv = priv_of (self);

  priv->table = NULL;
  g_clear_object (&priv->model);
  app_paper_clear (&priv->paper);
  app_box_clear (priv->box);
}

/* The focus, over what is made anew */

typedef struct
{
  guint at;          /* which of the children of the box had it, from its end; 0: none */
  guint row, column; /* of the table's cursor */
} Place;

static void
keep_place (AppResultsTab *self, Place *place)
{
  AppResultsTabPrivate *priv = priv_of (self);
  GtkWidget *child = gtk_widget_get_focus_child (priv->box);

  *place = (Place){ 0 };
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    place->at++;
  if (priv->table != NULL && gtk_widget_is_focus (priv->table))
    app_figure_table_get_cursor (APP_FIGURE_TABLE (priv->table), &place->row, &place->column);
}

/* from the end: above it stand remarks, of which there may be more now */
static void
return_to_place (AppResultsTab *self, const Place *place)
{
  AppResultsTabPrivate *priv = priv_of (self);
  GtkWidget *child = gtk_widget_get_last_child (priv->box);

  if (place->at == 0)
    return;
  for (guint i = 1; i < place->at && child != NULL; i++)
    child = gtk_widget_get_prev_sibling (child);
  if (priv->table != NULL)
    app_figure_table_set_cursor (APP_FIGURE_TABLE (priv->table), place->row, place->column);
  if (child == NULL || !gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
fill_now (AppResultsTab *self)
{
  AppResultsTabPrivate *priv = priv_of (self);
  Place place;

  if (!priv->stale || priv->figures == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->stale = FALSE;
  keep_place (self, &place);
  clear (self);
  APP_RESULTS_TAB_GET_CLASS (self)->fill (self, priv->figures);
  return_to_place (self, &place);
}

/* GObject overrides */

static void
app_results_tab_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_results_tab_parent_class)->map (widget);
  fill_now (APP_RESULTS_TAB (widget));
}

static void
app_results_tab_dispose (GObject *object)
{
  g_clear_object (&priv_of (APP_RESULTS_TAB (object))->model);
  app_paper_clear (&priv_of (APP_RESULTS_TAB (object))->paper);
  G_OBJECT_CLASS (app_results_tab_parent_class)->dispose (object);
}

static void
app_results_tab_class_init (AppResultsTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_results_tab_dispose;
  GTK_WIDGET_CLASS (klass)->map = app_results_tab_map;
  row_chosen = g_signal_new ("row-chosen", APP_TYPE_RESULTS_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
app_results_tab_init (AppResultsTab *self)
{
  AppResultsTabPrivate *priv = priv_of (self);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *outer;

  outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  priv->controls = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  priv->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_visible (priv->controls, FALSE);
  gtk_box_append (GTK_BOX (outer), priv->controls);
  gtk_box_append (GTK_BOX (outer), priv->box);
  g_object_set (outer, "margin-top", 12, "margin-bottom", 18, "margin-start", 18, "margin-end", 18,
                NULL);
  g_object_set (scrolled, "child", outer, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                NULL);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/* Public API */

void
app_results_tab_set_figures (AppResultsTab *self, const AppFigures *figures)
{
  priv_of (self)->figures = figures;
  if (figures == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    clear (self);
  app_results_tab_refill (self);
}

const AppFigures *
app_results_tab_get_figures (AppResultsTab *self)
{
  return priv_of (self)->figures;
}

void
app_results_tab_refill (AppResultsTab *self)
{
  priv_of (self)->stale = TRUE;
  fill_now (self);
}

AppFigureModel *
app_results_tab_get_model (AppResultsTab *self)
{
  return priv_of (self)->model;
}

void
app_results_tab_add_to_paper (AppResultsTab *self, AppPaper *paper)
{
  app_paper_add_parts (paper, &priv_of (self)->paper);
}

/* Filling */

void
app_results_tab_say_nothing (AppResultsTab *self, const char *text)
{
  GtkWidget *label = app_label_new (text, "dim-label");
  GtkWidget *said = adw_bin_new ();

  clear (self);
  g_object_set (label, "xalign", 0.5, "justify", GTK_JUSTIFY_CENTER, NULL);
  adw_bin_set_child (ADW_BIN (said), label);
  /* all there is for the focus to come to */
  g_object_set (said, "margin-top", 54, "focusable", TRUE, NULL);
  app_name_it (said, text);
  gtk_widget_add_css_class (said, "said");
  gtk_box_append (GTK_BOX (priv_of (self)->box), said);
}

void
app_results_tab_add_remark (AppResultsTab *self, const char *text, const char *tone)
{
  GtkWidget *label = app_label_new (text, NULL);

  gtk_widget_add_css_class (label,
                            g_str_equal (tone, "warning") ? "results-warning" : "results-remark");
  app_paper_add_words (&priv_of (self)->paper, text);
  gtk_box_append (GTK_BOX (priv_of (self)->box), label);
}

void
app_results_tab_add_control (AppResultsTab *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (priv_of (self)->controls), widget);
  gtk_widget_set_visible (priv_of (self)->controls, TRUE);
}

void
app_results_tab_add_choice (AppResultsTab *self, const char *name, GtkDropDown *control)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (control);
  g_autofree char *text
      = chosen != NULL ? g_strdup_printf ("%s: %s", name, gtk_string_object_get_string (chosen))
                       : NULL;

  app_paper_add_words (&priv_of (self)->paper, text);
}

void
app_results_tab_add_chart (AppResultsTab *self, MeriloChart *chart, int height)
{
  g_autoptr (MeriloChart) own = chart;
  GtkWidget *view;

  if (own == NULL)
    return;
  view = app_chart_new (own);
  app_paper_add_chart (&priv_of (self)->paper, own);
  app_chart_set_least_size (APP_CHART (view), 0, height);
  gtk_widget_add_css_class (view, "card");
  gtk_box_append (GTK_BOX (priv_of (self)->box), view);
}

void
app_results_tab_add_widget (AppResultsTab *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (priv_of (self)->box), widget);
}

static void
activated_cb (AppFigureTable *table, guint row, AppResultsTab *self)
{
  gint64 id = app_figure_model_get_id (app_figure_table_get_model (table), row);

  if (id >= FIRST_ROW_ID)
    g_signal_emit (self, row_chosen, 0, id - FIRST_ROW_ID);
}

void
app_results_tab_set_model (AppResultsTab *self, AppFigureModel *model, gboolean shown)
{
  AppResultsTabPrivate *priv = priv_of (self);
  g_autoptr (GMenuModel) menu = app_table_menu_new ("results");
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_clear_object (&priv->model);
  priv->model = model;
  app_paper_add_figures (&priv->paper, model);
  if (!shown)
    {
      g_object_unref (g_object_ref_sink (scrolled));
      return;
    }
  priv->table = app_figure_table_new (model);
  app_figure_table_set_menu (APP_FIGURE_TABLE (priv->table), menu);
  g_signal_connect_object (priv->table, "activated", G_CALLBACK (activated_cb), self, 0);
  g_object_set (scrolled, "child", priv->table, "vscrollbar-policy", GTK_POLICY_NEVER,
                "propagate-natural-height", TRUE, NULL);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (priv->box), scrolled);
}

void
app_results_tab_add_note (AppResultsTab *self, const char *text)
{
  app_paper_add_words (&priv_of (self)->paper, text);
  gtk_box_append (GTK_BOX (priv_of (self)->box), app_label_new (text, "caption dim-label"));
}

/* Rows */

static void
add_level (AppFigureModel *model,
           const AppFigures *figures,
           const AppFigureLevel *level,
           AppFigureRowKind kind,
           gint64 id,
           AppResultsRowFunc fill)
{
  guint row = app_figure_model_add_row (model, kind);
  g_autofree char *n = level->n >= 0 ? app_count_text (level->n) : NULL;

  app_figure_model_set (model, row, 0, app_level_text (level), NULL, APP_TONE_PLAIN);
  if (level->kind >= APP_LEVEL_MUNICIPALITY && *level->name != 0)
    app_figure_model_set_tip (model, row, 0, level->name);
  app_figure_model_set_id (model, row, id);
  if (level->suppressed)
    {
      app_figure_model_set (model, row, 1, app_hidden_text (), NULL, APP_TONE_DIM);
      app_figure_model_set_tip (model, row, 1, app_hidden_tip ());
      return;
    }
  app_figure_model_set (model, row, 1, n != NULL ? n : "–", NULL, APP_TONE_PLAIN);
  fill (model, row, level, figures);
}

void
app_results_add_levels (AppFigureModel *model, const AppFigures *figures, AppResultsRowFunc fill)
{
  for (guint i = 0; i < figures->levels->len; i++)
    add_level (model, figures, figures->levels->pdata[i],
               i == 0 ? APP_FIGURE_STRONG : APP_FIGURE_ROW, 0, fill);
  for (guint i = 0; i < figures->rows->len; i++)
    {
      const AppFigureLevel *level = figures->rows->pdata[i];

      if (i == 0)
        app_figure_model_set (model, app_figure_model_add_row (model, APP_FIGURE_SECTION), 0,
                              level->kind == APP_LEVEL_CLASS || *level->class_name != 0
                                  ? _ ("Классы")
                                  : _ ("Школы"),
                              NULL, APP_TONE_PLAIN);
      add_level (model, figures, level, APP_FIGURE_ROW, i + FIRST_ROW_ID, fill);
    }
}

void
app_results_set_share_tone (
    AppFigureModel *model, guint row, guint column, int percent, gint64 count, AppTone tone)
{
  g_autofree char *text = app_hundredths_text (percent);
  g_autofree char *note
      = count >= 0 && percent != MERILO_NO_PERCENT ? app_count_text (count) : NULL;

  app_figure_model_set (model, row, column, text, note,
                        percent == MERILO_NO_PERCENT ? APP_TONE_DIM : tone);
}

void
app_results_set_share (AppFigureModel *model, guint row, guint column, int percent, gint64 count)
{
  app_results_set_share_tone (model, row, column, percent, count, APP_TONE_PLAIN);
}

/* Charts */

MeriloChartPoint
app_results_point (int percent, gint64 count, gint64 n)
{
  gboolean known = percent != MERILO_NO_PERCENT;

  return (MeriloChartPoint){ known ? percent / 10000.0 : NAN, NAN, NAN, known ? count : -1, n };
}

char *
app_results_series_text (const AppFigureLevel *level)
{
  g_autofree char *n = level->n >= 0 ? app_count_text (level->n) : NULL;

  return n != NULL ? g_strdup_printf (_ ("%s (n = %s)"), app_level_text (level), n)
                   : g_strdup (app_level_text (level));
}
