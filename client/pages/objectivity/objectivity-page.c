#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/objectivity/objectivity-page.h"
#include "pages/objectivity/trend.h"
#include "widgets/chart-view.h"

typedef struct
{
  char *subject;
  gint64 grade;
} Pair;

struct _AppObjectivityPage
{
  AppPage parent_instance;

  GtkWidget *view, *school, *subject, *head, *words, *official, *charts, *table, *how, *how_text;
  GPtrArray *schools;
  GArray *pairs; /* of Pair: what there are procedures of */
  GPtrArray *points;
  GPtrArray *statuses;
  AppFigureModel *figures; /* in the table; NULL: there is none */
  GCancellable *reading;   /* of the curves of what is chosen */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppObjectivityPage, app_objectivity_page, APP_TYPE_PAGE)

static const char *const watched[] = { "import", "recheck", "recheck_result", "org_status", NULL };

static void
clear_pair (Pair *pair)
{
  g_free (pair->subject);
}

/* Helpers */

static MeriloRecord *
chosen_school (AppObjectivityPage *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->school));

  return i < self->schools->len ? self->schools->pdata[i] : NULL;
}

static const Pair *
chosen_pair (AppObjectivityPage *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->subject));

  return i < self->pairs->len ? &g_array_index (self->pairs, Pair, i) : NULL;
}

/* Charts */

static void
show_charts (AppObjectivityPage *self, GArray *years)
{
  const char *school = merilo_record_get_text (chosen_school (self), MERILO_ORG_SHORT_NAME);

  app_box_clear (self->charts);
  for (guint s = 0; s < APP_TREND_SHARES; s++)
    {
      g_autoptr (MeriloChart) chart = app_trend_make_chart (self->points, years, s, school);
      GtkWidget *view;

      if (chart == NULL)
        continue;
      view = app_chart_new (chart);
      app_chart_set_least_size (APP_CHART (view), 420, 300);
      gtk_widget_set_hexpand (view, TRUE);
      gtk_widget_add_css_class (view, "card");
      gtk_box_append (GTK_BOX (self->charts), view);
    }
}

/* The table */

static void
attach (AppObjectivityPage *self, const char *text, const char *css, guint column, guint row)
{
  GtkWidget *label = app_word_new (text, css);

  gtk_label_set_xalign (GTK_LABEL (label),
                        app_figure_model_is_number (self->figures, column) ? 1 : 0);
  gtk_grid_attach (GTK_GRID (self->table), label, (int) column, (int) row, 1, 1);
}

static void
show_table (AppObjectivityPage *self)
{
  guint n = app_figure_model_get_n_columns (self->figures);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->table)) != NULL)
    gtk_grid_remove (GTK_GRID (self->table), child);
  for (guint c = 0; c < n; c++)
    attach (self, app_figure_model_get_heading (self->figures, c), "caption-heading", c, 0);
  for (guint r = 0; r < app_figure_model_get_n_rows (self->figures); r++)
    for (guint c = 0; c < n; c++)
      attach (self, app_figure_model_get_text (self->figures, r, c),
              app_figure_model_get_tone (self->figures, r, c) == APP_TONE_WARNING ? "warning"
                                                                                  : "numeric",
              c, r + 1);
}

/* what the official list says stands apart from what is counted here */
static void
show_official (AppObjectivityPage *self)
{
  MeriloRecord *school = chosen_school (self);
  gint64 id = school != NULL ? merilo_record_get_whole (school, MERILO_ORG_ID) : 0;
  guint n = 0;

  app_box_clear (self->official);
  gtk_box_append (GTK_BOX (self->official),
                  app_label_new (_ ("Официальный список"), "caption-heading dim-label"));
  for (guint i = 0; self->statuses != NULL && i < self->statuses->len; i++)
    {
      MeriloRecord *status = self->statuses->pdata[i];
      g_autofree char *name = merilo_record_show (status, MERILO_ORG_STATUS_STATUS);
      g_autofree char *year = merilo_record_show (status, MERILO_ORG_STATUS_YEAR);
      g_autofree char *text = g_strdup_printf (_ ("%s год: %s"), year, name);

      if (merilo_record_get_whole (status, MERILO_ORG_STATUS_ORG_ID) != id)
        continue;
      gtk_box_append (GTK_BOX (self->official), app_label_new (text, NULL));
      n++;
    }
  if (n == 0)
    gtk_box_append (GTK_BOX (self->official),
                    app_label_new (_ ("Школа не отмечена ни в одном году."), NULL));
}

static void
show_trend (AppObjectivityPage *self)
{
  g_autoptr (GArray) years = app_trend_list_years (self->points);
  const Pair *pair = chosen_pair (self);
  g_autofree char *head = NULL, *words = NULL;

  head = g_strdup_printf (_ ("%s, %s, %" G_GINT64_FORMAT " класс"),
                          merilo_record_get_text (chosen_school (self), MERILO_ORG_SHORT_NAME),
                          pair->subject, pair->grade);
  gtk_label_set_text (GTK_LABEL (self->head), head);
  show_official (self);
  gtk_widget_set_visible (gtk_widget_get_parent (gtk_widget_get_parent (self->table)),
                          years->len > 0);
  g_clear_object (&self->figures);
  if (years->len == 0)
    {
      app_box_clear (self->charts);
      gtk_label_set_text (GTK_LABEL (self->words),
                          _ ("По этому предмету и классу нет участников с отметкой по журналу."));
    }
  else
    {
      words = app_trend_text (self->points, years);
      gtk_label_set_text (GTK_LABEL (self->words), words);
      show_charts (self, years);
      self->figures = app_trend_make_table (self->points, years);
      show_table (self);
    }
  app_page_show_content (APP_PAGE (self));
}

/* Loading */

static void
trend_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppObjectivityPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) points = app_api_list_finish (APP_API (object), result, &as_of, &error);

  if (!app_page_check (APP_PAGE (self), result, points, error) || chosen_school (self) == NULL
      || chosen_pair (self) == NULL)
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  g_clear_pointer (&self->points, g_ptr_array_unref);
  self->points = g_steal_pointer (&points);
  show_trend (self);
}

static void
ask_trend (AppObjectivityPage *self)
{
  MeriloRecord *school = chosen_school (self);
  const Pair *pair = chosen_pair (self);
  g_autofree char *org = NULL, *grade = NULL;
  const char *filters[7] = { NULL };

  if (self->filling || school == NULL || pair == NULL)
    return;
  org = app_record_dup_id (school);
  grade = g_strdup_printf ("%" G_GINT64_FORMAT, pair->grade);
  filters[0] = "org_id", filters[1] = org;
  filters[2] = "subject", filters[3] = pair->subject;
  filters[4] = "grade", filters[5] = grade;
  app_api_list_async (app_page_get_api (APP_PAGE (self)), app_type_of (&merilo_trend_point_entity),
                      filters, app_page_ask (APP_PAGE (self), &self->reading), trend_cb,
                      g_object_ref (self));
}

static void
fill_schools (AppObjectivityPage *self)
{
  GListModel *orgs = app_context_get_orgs (app_page_get_context (APP_PAGE (self)));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->school));

  g_ptr_array_set_size (self->schools, 0);
  for (guint i = 0; i < g_list_model_get_n_items (orgs); i++)
    {
      g_autoptr (MeriloRecord) org = g_list_model_get_item (orgs, i);

      if (merilo_record_get_whole (org, MERILO_ORG_KIND) != MERILO_ORG_KIND_SCHOOL)
        continue;
      g_ptr_array_add (self->schools, g_object_ref (org));
      gtk_string_list_append (names, merilo_record_get_text (org, MERILO_ORG_SHORT_NAME));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->school), G_LIST_MODEL (names));
  if (selected < self->schools->len)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->school), selected);
  self->filling = FALSE;
}

static void
fill_pairs (AppObjectivityPage *self, GPtrArray *procedures)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->subject));

  g_array_set_size (self->pairs, 0);
  for (guint i = 0; i < procedures->len; i++)
    {
      const char *subject = merilo_record_get_text (procedures->pdata[i], MERILO_PROCEDURE_SUBJECT);
      gint64 grade = merilo_record_get_whole (procedures->pdata[i], MERILO_PROCEDURE_GRADE);
      gboolean known = subject == NULL;
      Pair pair;
      g_autofree char *name = NULL;

      for (guint k = 0; k < self->pairs->len && !known; k++)
        known = g_array_index (self->pairs, Pair, k).grade == grade
                && g_str_equal (g_array_index (self->pairs, Pair, k).subject, subject);
      if (known)
        continue;
      pair = (Pair){ g_strdup (subject), grade };
      g_array_append_val (self->pairs, pair);
      name = g_strdup_printf (_ ("%s, %" G_GINT64_FORMAT " класс"), subject, grade);
      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->subject), G_LIST_MODEL (names));
  if (selected < self->pairs->len)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->subject), selected);
  self->filling = FALSE;
}

static void
statuses_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppObjectivityPage) self = data;
  g_autoptr (GPtrArray) statuses = app_api_list_finish (APP_API (object), result, NULL, NULL);

  if (statuses == NULL || app_asked_is_given_up (result))
    return;
  g_clear_pointer (&self->statuses, g_ptr_array_unref);
  self->statuses = g_steal_pointer (&statuses);
  show_official (self);
}

static void
procedures_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppObjectivityPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) procedures = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (!app_page_check (APP_PAGE (self), result, procedures, error))
    return;
  fill_schools (self);
  fill_pairs (self, procedures);
  if (self->schools->len > 0 && self->pairs->len > 0)
    ask_trend (self);
  else
    app_page_show_empty (APP_PAGE (self), "network-cellular-signal-good-symbolic",
                         _ ("Результатов пока нет"),
                         _ ("Здесь появятся кривые за три года, когда будут загружены результаты "
                            "ВПР с отметками по журналу."),
                         _ ("Загрузить результаты"), "win.page::results");
}

/* AppPage overrides */

static void
load (AppPage *page)
{
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_org_status_entity), NULL,
                      app_page_get_loading (page), statuses_cb, g_object_ref (page));
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_procedure_entity), NULL,
                      app_page_get_loading (page), procedures_cb, g_object_ref (page));
}

/* labels and charts as they stand there: the choice above may be another by now */
static void
add_official (AppObjectivityPage *self, AppPaper *paper)
{
  GtkWidget *line = gtk_widget_get_first_child (self->official);

  app_paper_add_heading (paper, gtk_label_get_text (GTK_LABEL (line)));
  while ((line = gtk_widget_get_next_sibling (line)) != NULL)
    app_paper_add_words (paper, gtk_label_get_text (GTK_LABEL (line)));
}

static gboolean
describe_paper (AppPage *page, AppPaper *paper)
{
  AppObjectivityPage *self = APP_OBJECTIVITY_PAGE (page);

  if (self->figures == NULL)
    return FALSE;
  paper->title
      = g_strdup_printf (_ ("Объективность: %s"), gtk_label_get_text (GTK_LABEL (self->head)));
  app_paper_add_words (paper, gtk_label_get_text (GTK_LABEL (self->words)));
  add_official (self, paper);
  for (GtkWidget *chart = gtk_widget_get_first_child (self->charts); chart != NULL;
       chart = gtk_widget_get_next_sibling (chart))
    app_paper_add_chart (paper, app_chart_get_chart (APP_CHART (chart)));
  app_paper_add_heading (paper, _ ("Числа"));
  app_paper_add_figures (paper, self->figures);
  if (gtk_expander_get_expanded (GTK_EXPANDER (self->how)))
    {
      app_paper_add_heading (paper, gtk_expander_get_label (GTK_EXPANDER (self->how)));
      app_paper_add_words (paper, gtk_label_get_text (GTK_LABEL (self->how_text)));
    }
  return TRUE;
}

static void
orgs_cb (AppObjectivityPage *self)
{
  if (self->pairs->len > 0)
    app_page_load (APP_PAGE (self));
}

/* GObject overrides */

static void
constructed (GObject *object)
{
  G_OBJECT_CLASS (app_objectivity_page_parent_class)->constructed (object);
  g_signal_connect_object (app_context_get_orgs (app_page_get_context (APP_PAGE (object))),
                           "items-changed", G_CALLBACK (orgs_cb), object, G_CONNECT_SWAPPED);
}

static void
dispose (GObject *object)
{
  AppObjectivityPage *self = APP_OBJECTIVITY_PAGE (object);

  g_clear_object (&self->figures);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_clear_pointer (&self->statuses, g_ptr_array_unref);
  g_clear_pointer (&self->schools, g_ptr_array_unref);
  g_clear_pointer (&self->pairs, g_array_unref);
  G_OBJECT_CLASS (app_objectivity_page_parent_class)->dispose (object);
}

static void
app_objectivity_page_class_init (AppObjectivityPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  APP_PAGE_CLASS (klass)->load = load;
  APP_PAGE_CLASS (klass)->describe_paper = describe_paper;
}

static void
app_objectivity_page_init (AppObjectivityPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ru/merilo/objectivity/objectivity-page.ui");

  self->schools = g_ptr_array_new_with_free_func (g_object_unref);
  self->points = g_ptr_array_new_with_free_func (g_object_unref);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_array_set_clear_func (self->pairs, (GDestroyNotify) clear_pair);
#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (view);
  CHILD (school);
  CHILD (subject);
  CHILD (head);
  CHILD (words);
  CHILD (official);
  CHILD (charts);
  CHILD (table);
  CHILD (how);
  CHILD (how_text);
#undef CHILD
  app_page_set_content (APP_PAGE (self), self->view);
  app_page_watch (APP_PAGE (self), watched);
  g_signal_connect_object (self->school, "notify::selected", G_CALLBACK (ask_trend), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->subject, "notify::selected", G_CALLBACK (ask_trend), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

gboolean
app_objectivity_page_choose (AppObjectivityPage *self,
                             const char *org_id,
                             const char *subject,
                             gint64 grade)
{
  gboolean school = FALSE, pair = FALSE;

  for (guint i = 0; i < self->schools->len && !school; i++)
    {
      g_autofree char *id = app_record_dup_id (self->schools->pdata[i]);

      school = g_str_equal (id, org_id);
      if (school)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->school), i);
    }
  for (guint i = 0; i < self->pairs->len && !pair; i++)
    {
      const Pair *p = &g_array_index (self->pairs, Pair, i);

      pair = p->grade == grade && g_str_equal (p->subject, subject);
      if (pair)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->subject), i);
    }
  return school && pair;
}

guint
app_objectivity_page_get_n_points (AppObjectivityPage *self)
{
  return self->points->len;
}
