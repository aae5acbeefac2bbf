#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/results/year-view.h"

typedef struct
{
  AppPage *page; /* weak */
  GtkWidget *bar, *year, *words, *state;
  GCancellable *cancellable;
  GArray *years; /* of gint64 */
  gint64 asked;  /* the year that is shown, or on its way */
  gboolean filling, read;
} AppYearViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AppYearView, app_year_view, ADW_TYPE_BIN)

static guint row_chosen;

static AppYearViewPrivate *
get_private (AppYearView *self)
{
  return app_year_view_get_instance_private (self);
}

/* Callbacks */

static void
year_cb (AppYearView *self)
{
  if (!get_private (self)->filling)
    app_year_view_load (self);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppYearViewPrivate *priv = get_private (APP_YEAR_VIEW (object));

  app_asked_give_up (&priv->cancellable);
  g_clear_weak_pointer (&priv->page);
  G_OBJECT_CLASS (app_year_view_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  g_array_unref (get_private (APP_YEAR_VIEW (object))->years);
  G_OBJECT_CLASS (app_year_view_parent_class)->finalize (object);
}

static void
app_year_view_class_init (AppYearViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  row_chosen = g_signal_new ("row-chosen", APP_TYPE_YEAR_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static GtkWidget *
make_bar (AppYearView *self)
{
  AppYearViewPrivate *priv = get_private (self);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  priv->year = gtk_drop_down_new (NULL, NULL);
  priv->words = app_label_new (NULL, NULL);
  gtk_widget_set_hexpand (priv->words, TRUE);
  gtk_box_append (GTK_BOX (bar), priv->year);
  gtk_box_append (GTK_BOX (bar), priv->words);
  g_object_set (bar, "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 9,
                NULL);
  g_signal_connect_object (priv->year, "notify::selected", G_CALLBACK (year_cb), self,
                           G_CONNECT_SWAPPED);
  return bar;
}

static void
app_year_view_init (AppYearView *self)
{
  AppYearViewPrivate *priv = get_private (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  priv->years = g_array_new (FALSE, FALSE, sizeof (gint64));
  priv->bar = make_bar (self);
  priv->state = app_state_view_new (NULL);
  gtk_widget_set_vexpand (priv->state, TRUE);
  g_signal_connect_object (priv->state, "retry", G_CALLBACK (app_year_view_load), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), priv->bar);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), priv->state);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* For those who hold it */

void
app_year_view_set_years (AppYearView *self, const gint64 *years, guint n)
{
  AppYearViewPrivate *priv = get_private (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 chosen = app_year_view_get_year (self);
  guint at = 0;

  g_array_set_size (priv->years, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("%" G_GINT64_FORMAT " год"), years[i]);

      gtk_string_list_append (names, name);
      g_array_append_val (priv->years, years[i]);
      at = years[i] == chosen ? i : at;
    }
  priv->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (priv->year), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (priv->year), at);
  priv->filling = FALSE;
}

void
app_year_view_load (AppYearView *self)
{
  AppYearViewPrivate *priv = get_private (self);
  gint64 year = app_year_view_get_year (self);

  if (priv->page == NULL || year == 0)
    return;
  /* what is on the screen stays until there is better, and the focus with it; not another year's */
  if (app_year_view_get_state (self) != APP_STATE_CONTENT || !priv->read || priv->asked != year)
    {
      app_state_view_show_loading (APP_STATE_VIEW (priv->state));
      app_year_view_say (self, "");
    }
  priv->asked = year;
  APP_YEAR_VIEW_GET_CLASS (self)->ask (self, app_page_get_api (priv->page), priv->asked,
                                       app_asked_anew (&priv->cancellable));
}

AppState
app_year_view_get_state (AppYearView *self)
{
  return app_state_view_get_state (app_year_view_get_state_view (self));
}

AppTable *
app_year_view_copy (AppYearView *self)
{
  AppYearViewClass *klass = APP_YEAR_VIEW_GET_CLASS (self);
  char *words = NULL, *title;
  GPtrArray *cells = NULL;

  if (app_year_view_get_state (self) != APP_STATE_LOADING) /* of another year */
    cells = klass->copy_cells (self, &words);
  if (cells == NULL)
    return NULL;
  title = klass->make_title (app_year_view_get_year (self));
  return app_table_new (title, g_strdup (title), cells, words);
}

gboolean
app_year_view_describe_paper (AppYearView *self, AppPaper *paper)
{
  AppYearViewClass *klass = APP_YEAR_VIEW_GET_CLASS (self);

  if (app_year_view_get_state (self) != APP_STATE_CONTENT)
    return FALSE;
  paper->title = klass->make_title (app_year_view_get_year (self));
  app_paper_add_words (paper, gtk_label_get_text (GTK_LABEL (get_private (self)->words)));
  klass->add_to_paper (self, paper);
  return TRUE;
}

/* For those who are it */

void
app_year_view_fill (
    AppYearView *self, AppPage *page, const char *year_name, GtkWidget *control, GtkWidget *content)
{
  AppYearViewPrivate *priv = get_private (self);

  g_set_weak_pointer (&priv->page, page);
  app_name_it (priv->year, year_name);
  gtk_box_append (GTK_BOX (priv->bar), control);
  app_state_view_set_child (APP_STATE_VIEW (priv->state), content);
}

AppPage *
app_year_view_get_page (AppYearView *self)
{
  return get_private (self)->page;
}

gint64
app_year_view_get_year (AppYearView *self)
{
  AppYearViewPrivate *priv = get_private (self);
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (priv->year));

  return at < priv->years->len ? g_array_index (priv->years, gint64, at) : 0;
}

GCancellable *
app_year_view_get_cancellable (AppYearView *self)
{
  return get_private (self)->cancellable;
}

AppStateView *
app_year_view_get_state_view (AppYearView *self)
{
  return APP_STATE_VIEW (get_private (self)->state);
}

void
app_year_view_say (AppYearView *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (get_private (self)->words), words);
}

void
app_year_view_choose (AppYearView *self, gint64 procedure_id, gint64 org_id)
{
  g_signal_emit (self, row_chosen, 0, procedure_id, org_id);
}

gboolean
app_year_view_check (AppYearView *self, gconstpointer value, const GError *error)
{
  AppYearViewPrivate *priv = get_private (self);

  if (priv->page == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return FALSE;
  priv->read = value != NULL;
  if (value == NULL)
    app_state_view_show_error (APP_STATE_VIEW (priv->state), error);
  return value != NULL;
}
