#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/reports/report-parts.h"
#include "pages/reports/view-complete.h"

typedef enum
{
  ANSWERED,
  DONE,
} Measure;

struct _AppViewComplete
{
  AppReportView parent_instance;

  GtkWidget *figures, *measure, *matrix;
  GtkWidget *handed, *on_time, *answered; /* labels of shares */
  GPtrArray *rows;                        /* of MeriloPlanCompleteness */
  AppMatrixModel *model;
};

G_DEFINE_FINAL_TYPE (AppViewComplete, app_view_complete, APP_TYPE_REPORT_VIEW)

static gint64
get (MeriloRecord *row, guint field)
{
  return MAX (0, merilo_record_get_whole (row, field));
}

static gboolean
is_handed (MeriloRecord *row)
{
  gint64 state = merilo_record_get_whole (row, MERILO_PLAN_COMPLETENESS_REPORT_STATE);

  return state == MERILO_QUARTER_REPORT_STATE_SUBMITTED
         || state == MERILO_QUARTER_REPORT_STATE_ACCEPTED;
}

/* Sections are columns, in the order they come */

static GPtrArray *
collect_sections (AppViewComplete *self)
{
  GPtrArray *sections = g_ptr_array_new ();
  const char *only
      = app_report_filter_get_section (app_report_view_get_filter (APP_REPORT_VIEW (self)));

  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *title
          = merilo_record_get_text (self->rows->pdata[i], MERILO_PLAN_COMPLETENESS_SECTION);
      const char *known = g_intern_string (title != NULL ? title : "");

      if ((only == NULL || g_str_equal (known, only)) && !g_ptr_array_find (sections, known, NULL))
        g_ptr_array_add (sections, (gpointer) known);
    }
  return sections;
}

/* Schools are rows */

typedef struct
{
  gint64 id;
  char *name;
  const char *word; /* when the report was handed in */
  AppMatrixBar *bars;
} School;

static void
free_school (gpointer data)
{
  School *school = data;

  g_free (school->name);
  g_free (school->bars);
  g_free (school);
}

static const char *
describe_report (MeriloRecord *row)
{
  if (!merilo_record_has (row, MERILO_PLAN_COMPLETENESS_REPORT_STATE))
    return _ ("не начат");
  switch (merilo_record_get_whole (row, MERILO_PLAN_COMPLETENESS_REPORT_STATE))
    {
    case MERILO_QUARTER_REPORT_STATE_DRAFT:
      return _ ("не сдан");
    case MERILO_QUARTER_REPORT_STATE_RETURNED:
      return _ ("возвращён");
    default:
      return merilo_record_get_whole (row, MERILO_PLAN_COMPLETENESS_ON_TIME) == 1 ? _ ("в срок")
                                                                                  : _ ("позже");
    }
}

static School *
get_school (GPtrArray *schools, MeriloRecord *row, guint sections)
{
  gint64 id = merilo_record_get_whole (row, MERILO_PLAN_COMPLETENESS_ORG_ID);
  School *school;

  for (guint i = 0; i < schools->len; i++)
    if (((School *) schools->pdata[i])->id == id)
      return schools->pdata[i];
  school = g_new0 (School, 1);
  school->id = id;
  school->name = merilo_record_show (row, MERILO_PLAN_COMPLETENESS_ORG_NAME);
  school->word = describe_report (row);
  school->bars = g_new0 (AppMatrixBar, MAX (1, sections));
  g_ptr_array_add (schools, school);
  return school;
}

static void
add_row (AppViewComplete *self, GPtrArray *schools, GPtrArray *sections, MeriloRecord *row)
{
  const char *title = merilo_record_get_text (row, MERILO_PLAN_COMPLETENESS_SECTION);
  gboolean answered = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measure)) == ANSWERED;
  AppMatrixBar *bar;
  guint at;

  if (!g_ptr_array_find (sections, g_intern_string (title != NULL ? title : ""), &at))
    return;
  bar = &get_school (schools, row, sections->len)->bars[at];
  bar->total += (guint) get (row, MERILO_PLAN_COMPLETENESS_TOTAL);
  bar->done += (guint) (answered ? get (row, MERILO_PLAN_COMPLETENESS_ANSWERED)
                                 : get (row, MERILO_PLAN_COMPLETENESS_DONE)
                                       + get (row, MERILO_PLAN_COMPLETENESS_DONE_LATE));
  bar->overdue += (guint) get (row, MERILO_PLAN_COMPLETENESS_OVERDUE);
}

static void
make_model (AppViewComplete *self)
{
  gboolean answered = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measure)) == ANSWERED;
  gint64 only = app_report_filter_get_school (app_report_view_get_filter (APP_REPORT_VIEW (self)));
  const AppMatrixHeads heads = {
    .no = _ ("Отчёт"),
    .title = _ ("Организация"),
    .total = _ ("Всего"),
    .foot = _ ("По разделам"),
    .done = answered ? _ ("отвечено") : _ ("исполнено"),
  };
  g_autoptr (GPtrArray) sections = collect_sections (self);
  g_autoptr (GPtrArray) schools = g_ptr_array_new_with_free_func (free_school);

  g_clear_object (&self->model);
  self->model = app_matrix_model_new ();
  app_matrix_model_set_heads (self->model, &heads);
  for (guint i = 0; i < sections->len; i++)
    app_matrix_model_add_reporter (self->model, i + 1, sections->pdata[i]);
  for (guint i = 0; i < self->rows->len; i++)
    if (only == 0
        || merilo_record_get_whole (self->rows->pdata[i], MERILO_PLAN_COMPLETENESS_ORG_ID) == only)
      add_row (self, schools, sections, self->rows->pdata[i]);
  for (guint i = 0; i < schools->len; i++)
    {
      School *school = schools->pdata[i];

      app_matrix_model_add_bars (self->model, school->id, school->word, school->name, "",
                                 school->bars);
    }
}

/* Figures: a report is counted once, though it has a row a section */

static void
set_share (GtkWidget *label, gint64 part, gint64 n)
{
  g_autofree char *text = app_share_text (part, n);

  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
show_figures (AppViewComplete *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint orgs = 0, handed = 0, on_time = 0;
  gint64 answered = 0, total = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      MeriloRecord *row = self->rows->pdata[i];
      gpointer org
          = GINT_TO_POINTER (merilo_record_get_whole (row, MERILO_PLAN_COMPLETENESS_ORG_ID));

      answered += get (row, MERILO_PLAN_COMPLETENESS_ANSWERED);
      total += get (row, MERILO_PLAN_COMPLETENESS_TOTAL);
      if (!g_hash_table_add (seen, org))
        continue;
      orgs++;
      handed += is_handed (row);
      on_time += is_handed (row)
                 && merilo_record_get_whole (row, MERILO_PLAN_COMPLETENESS_ON_TIME) == 1;
    }
  set_share (self->handed, handed, orgs);
  set_share (self->on_time, on_time, handed);
  set_share (self->answered, answered, total);
}

static void
apply (AppReportView *view)
{
  AppViewComplete *self = APP_VIEW_COMPLETE (view);
  AppReportFilter *filter = app_report_view_get_filter (view);

  if (self->rows == NULL)
    return;
  make_model (self);
  app_matrix_model_filter (self->model, NULL, 0, APP_MATRIX_N_STATES,
                           app_report_filter_get_text (filter));
  show_figures (self);
  app_report_view_set_notice (view, app_report_filter_get_quarter (filter) == NULL
                                        ? _ ("Показан весь срок плана до сегодняшнего дня: "
                                             "выберите квартал, чтобы сузить.")
                                        : NULL);
  app_report_show_matrix (view, self->matrix, self->model, _ ("Отчитываться здесь не о чем"),
                          _ ("Выберите другой квартал или снимите отбор."));
}

/* Loading */

static void
rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppViewComplete) self = data;

  if (app_report_take_rows (APP_REPORT_VIEW (self), object, result, &self->rows))
    apply (APP_REPORT_VIEW (self));
}

static void
load (AppReportView *view)
{
  AppReportFilter *filter = app_report_view_get_filter (view);
  g_autofree char *plan = app_report_filter_dup_plan_id (filter);
  const char *quarter = app_report_filter_get_quarter (filter);
  const char *filters[] = { "plan_id", plan, quarter != NULL ? "quarter" : NULL, quarter, NULL };

  if (*plan != 0)
    app_api_list_async (app_report_view_get_api (view),
                        app_type_of (&merilo_plan_completeness_entity), filters,
                        app_report_view_get_cancellable (view), rows_cb, g_object_ref (view));
}

static GPtrArray *
copy_all (AppReportView *view)
{
  return app_report_copy_matrix (APP_VIEW_COMPLETE (view)->model);
}

/* Making */

/* a school's report, when the row is activated */
static void
activated_cb (GtkWidget *matrix, guint row, guint col, AppViewComplete *self)
{
  gint64 org = app_matrix_model_get_lineage (self->model, row);

  for (guint i = 0; i < self->rows->len; i++)
    if (merilo_record_get_whole (self->rows->pdata[i], MERILO_PLAN_COMPLETENESS_ORG_ID) == org
        && merilo_record_has (self->rows->pdata[i], MERILO_PLAN_COMPLETENESS_REPORT_ID))
      {
        g_autofree char *id
            = merilo_record_show (self->rows->pdata[i], MERILO_PLAN_COMPLETENESS_REPORT_ID);

        gtk_widget_activate_action (GTK_WIDGET (self), "reports.open", "s", id);
        return;
      }
  app_context_toast (app_report_view_get_context (APP_REPORT_VIEW (self)),
                     _ ("Эта организация отчёт ещё не открывала."));
}

static GtkWidget *
add_figure (AppViewComplete *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = app_word_new ("…", "title-4 numeric");

  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), app_word_new (title, "caption dim-label"));
  gtk_box_append (GTK_BOX (self->figures), box);
  return number;
}

static void
built (AppReportView *view)
{
  AppViewComplete *self = APP_VIEW_COMPLETE (view);
  const char *measures[] = { _ ("Отвечено"), _ ("Исполнено"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->figures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);
  g_object_set (self->figures, "margin-start", 18, "margin-end", 12, "margin-top", 9,
                "margin-bottom", 9, NULL);
  self->handed = add_figure (self, _ ("сдано отчётов"));
  self->on_time = add_figure (self, _ ("из сданных — в срок"));
  self->answered = add_figure (self, _ ("отвечено пунктов"));
  self->measure = gtk_drop_down_new_from_strings (measures);
  g_object_set (self->measure, "hexpand", TRUE, "halign", GTK_ALIGN_END, "valign", GTK_ALIGN_CENTER,
                NULL);
  app_name_it (self->measure, _ ("Что считать"));
  g_signal_connect_object (self->measure, "notify::selected", G_CALLBACK (apply), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->figures), self->measure);
  self->matrix = app_matrix_view_new (NULL);
  g_object_set (scrolled, "child", self->matrix, "vexpand", TRUE, NULL);
  g_signal_connect_object (self->matrix, "activated", G_CALLBACK (activated_cb), self, 0);
  gtk_box_append (GTK_BOX (box), self->figures);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), scrolled);
  app_report_view_set_content (view, box);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppViewComplete *self = APP_VIEW_COMPLETE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (app_view_complete_parent_class)->dispose (object);
}

static void
app_view_complete_class_init (AppViewCompleteClass *klass)
{
  AppReportViewClass *view_class = APP_REPORT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  view_class->built = built;
  view_class->load = load;
  view_class->apply = apply;
  view_class->copy_all = copy_all;
}

static void
app_view_complete_init (AppViewComplete *self)
{
}
