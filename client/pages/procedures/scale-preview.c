#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/scale-preview.h"

#include <glib/gi18n.h>
#include <math.h>

#include "pages/bits.h"
#include "pages/procedures/procedure-words.h"
#include "pages/results/figure-words.h"
#include "widgets/chart-view.h"

#define HEIGHT 240
#define MARKS  APP_FIGURES_MARKS

struct _AppScalePreview
{
  AdwBin parent_instance;

  GCancellable *cancellable;
  AppFigures *figures; /* NULL: not read, or none */
  GtkWidget *words, *chart;
  gint64 bounds[3];
};

G_DEFINE_FINAL_TYPE (AppScalePreview, app_scale_preview, ADW_TYPE_BIN)

static const AppFigureLevel *
get_level (AppScalePreview *self)
{
  const AppFigureLevel *level = self->figures != NULL
                                    ? app_figures_get_level (self->figures, APP_LEVEL_MUNICIPALITY)
                                    : NULL;

  return level != NULL && level->histogram != NULL ? level : NULL;
}

static gboolean
grow (const gint64 bounds[3])
{
  return bounds[0] > 0 && bounds[1] > bounds[0] && bounds[2] > bounds[1];
}

static guint
find_mark (const gint64 bounds[3], gint64 score)
{
  return (score >= bounds[0]) + (score >= bounds[1]) + (score >= bounds[2]);
}

static gint64
get_count (const AppFigureLevel *level, guint score)
{
  return MAX (0, g_array_index (level->histogram, gint64, score));
}

/* «2» 5,62 % (5), «3» … */
static char *
say_marks (const AppFigureLevel *level, const gint64 bounds[3])
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 counts[MARKS] = { 0 }, n = 0;

  for (guint i = 0; i < level->histogram->len; i++)
    {
      counts[find_mark (bounds, i)] += get_count (level, i);
      n += get_count (level, i);
    }
  for (guint i = 0; i < MARKS; i++)
    {
      g_autofree char *percent = app_percent_text (merilo_percent (counts[i], n));

      g_string_append_printf (text, "%s«%u» %s (%" G_GINT64_FORMAT ")", i > 0 ? ", " : "", i + 2,
                              percent, counts[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gint64
count_changed (const AppFigureLevel *level, const gint64 now[3], const gint64 then[3])
{
  gint64 n = 0;

  for (guint i = 0; i < level->histogram->len; i++)
    if (find_mark (now, i) != find_mark (then, i))
      n += get_count (level, i);
  return n;
}

static MeriloChart *
make_chart (const AppFigureLevel *level, const gint64 bounds[3])
{
  static const char *const names[] = { "«3»", "«4»", "«5»" };
  guint n = MIN (level->histogram->len, MERILO_CHART_MAX_POINTS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree MeriloChartPoint *points = g_new (MeriloChartPoint, n);
  g_auto (GStrv) labels = NULL;
  MeriloChart *chart;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i);
      gint64 count = get_count (level, i);

      g_strv_builder_add (builder, label);
      points[i] = (MeriloChartPoint){ (double) count, NAN, NAN, -1, level->n };
    }
  labels = g_strv_builder_end (builder);
  chart = merilo_chart_new (MERILO_CHART_HISTOGRAM, _ ("Работы по баллам"),
                            (const char *const *) labels);
  merilo_chart_set_x_title (chart, _ ("первичный балл"));
  merilo_chart_add_series (chart, app_level_text (level), points);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (bounds[i] < n)
      merilo_chart_add_bound (chart, (guint) bounds[i], names[i]);
  return chart;
}

static void
show_chart (AppScalePreview *self, const AppFigureLevel *level)
{
  MeriloChart *chart = make_chart (level, self->bounds);

  app_chart_set_chart (APP_CHART (self->chart), chart);
  merilo_chart_unref (chart);
}

static void
show (AppScalePreview *self)
{
  const AppFigureLevel *level = get_level (self);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *marks = NULL;

  gtk_widget_set_visible (self->chart, level != NULL && grow (self->bounds));
  if (level == NULL || !grow (self->bounds))
    {
      gtk_label_set_text (GTK_LABEL (self->words),
                          level != NULL ? _ ("Введите границы: здесь будет видно, сколько каких "
                                             "отметок по ним выйдет.")
                                        : "");
      return;
    }
  marks = say_marks (level, self->bounds);
  g_string_append_printf (text, _ ("По этим границам: %s."), marks);
  if (self->figures->from[1] > 0)
    {
      const gint64 *now = self->figures->from + 1;
      g_autofree char *was = say_marks (level, now);

      g_string_append_printf (text, _ ("\nПо действующей шкале: %s."), was);
      g_string_append_printf (text,
                              _ ("\nДругая отметка выйдет у %" G_GINT64_FORMAT
                                 " из %" G_GINT64_FORMAT " работ."),
                              count_changed (level, now, self->bounds), level->n);
    }
  g_string_append (text, _ (" Отметки, которые выставил ФИС ОКО, пересчёт не меняет."));
  gtk_label_set_text (GTK_LABEL (self->words), text->str);
  show_chart (self, level);
}

static void
figures_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppScalePreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (node != NULL)
    self->figures = app_figures_read (node, &error);
  if (self->figures == NULL)
    g_debug ("no figures for a preview: %s", error->message);
  show (self);
}

static void
dispose (GObject *object)
{
  g_cancellable_cancel (APP_SCALE_PREVIEW (object)->cancellable);
  G_OBJECT_CLASS (app_scale_preview_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppScalePreview *self = APP_SCALE_PREVIEW (object);

  g_object_unref (self->cancellable);
  app_figures_free (self->figures);
  G_OBJECT_CLASS (app_scale_preview_parent_class)->finalize (object);
}

static void
app_scale_preview_class_init (AppScalePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
}

static void
app_scale_preview_init (AppScalePreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->cancellable = g_cancellable_new ();
  self->words = app_label_new (NULL, "caption numeric");
  self->chart = app_chart_new (NULL);
  gtk_widget_set_size_request (self->chart, -1, HEIGHT);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->chart);
  gtk_widget_set_visible (self->chart, FALSE);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Public API */

GtkWidget *
app_scale_preview_new (AppContext *context, MeriloRecord *procedure)
{
  AppScalePreview *self = g_object_new (APP_TYPE_SCALE_PREVIEW, NULL);
  g_autofree char *id = app_record_dup_id (procedure);
  g_autofree char *path = g_strdup_printf ("results?procedure_id=%s", id);

  if (app_procedure_is_used (procedure))
    app_api_read_async (app_context_get_api (context), path, self->cancellable, figures_cb,
                        g_object_ref (self));
  return GTK_WIDGET (self);
}

void
app_scale_preview_set_bounds (AppScalePreview *self, const gint64 bounds[3])
{
  for (guint i = 0; i < G_N_ELEMENTS (self->bounds); i++)
    self->bounds[i] = bounds[i];
  show (self);
}
