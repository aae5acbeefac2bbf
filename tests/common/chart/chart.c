#define G_LOG_DOMAIN "test-chart"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "chart/chart-layout.h"
#include "common/chart/shot.h"
#include "model/error.h"

static const char *const years[] = { "2022", "2023", "2024", "2025", NULL };

static const MeriloChartPoint raised[] = {
  { 0.38, 0.26, 0.52, 19, 50 },
  { 0.5, 0.36, 0.64, 24, 48 },
  { NAN, NAN, NAN, -1, 0 },
  { 0.25, 0.15, 0.39, 13, 52 },
};

static const MeriloChartPoint town[] = {
  { 0.20, 0.18, 0.22, 240, 1200 },
  { 0.22, 0.20, 0.24, 264, 1200 },
  { 0.23, 0.21, 0.25, 276, 1200 },
  { 0.21, 0.19, 0.23, 252, 1200 },
};

static MeriloChart *
make_trend (void)
{
  MeriloChart *chart = merilo_chart_new (MERILO_CHART_LINE, "Повысили отметку", years);

  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  merilo_chart_add_series (chart, "школа", raised);
  merilo_chart_add_series (chart, "город", town);
  return chart;
}

static MeriloChart *
make_histogram (guint n)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autofree MeriloChartPoint *points = g_new0 (MeriloChartPoint, n);
  MeriloChart *chart;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i);

      g_strv_builder_add (labels, label);
      points[i] = (MeriloChartPoint){ i % 7, NAN, NAN, -1, -1 };
    }
  {
    g_auto (GStrv) strv = g_strv_builder_end (labels);

    chart = merilo_chart_new (MERILO_CHART_HISTOGRAM, "Баллы", (const char *const *) strv);
  }
  merilo_chart_add_series (chart, "работ", points);
  merilo_chart_add_bound (chart, n / 2, "«4»");
  return chart;
}

/* Ticks */

static void
test_ticks (void)
{
  static const struct
  {
    const char *name;
    double low, high;
    guint most;
    double first, step;
    guint n;
  } cases[] = {
    { "percent to one", 0, 1, 6, 0, 0.2, 6 },
    { "percent, finer", 0, 1, 11, 0, 0.1, 11 },
    { "a half and some", 0, 0.64, 6, 0, 0.2, 5 },
    { "tens of thousands", 0, 47321, 6, 0, 10000, 6 },
    { "below nought", -3, 7, 7, -4, 2, 7 },
    { "a hair past a tick", 0, 0.6000000000000001, 5, 0, 0.2, 4 },
    { "nothing at all", 0, 0, 5, 0, 0.5, 3 },
    { "turned round", 5, 1, 5, 4, 2, 4 },
    { "not a number", NAN, INFINITY, 5, 0, 0.5, 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MeriloTicks t = merilo_ticks (cases[i].low, cases[i].high, cases[i].most);

      g_test_message ("%s: first %g step %g n %u", cases[i].name, t.first, t.step, t.n);
      g_assert_cmpfloat_with_epsilon (t.first, cases[i].first, 1e-9);
      g_assert_cmpfloat_with_epsilon (t.step, cases[i].step, 1e-9);
      g_assert_cmpuint (t.n, ==, cases[i].n);
    }
}

static void
test_ticks_cover (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      double low = g_test_rand_double_range (-1000, 1000);
      double high = low + pow (10, g_test_rand_double_range (-4, 6));
      guint most = (guint) g_test_rand_int_range (3, 12);
      MeriloTicks t = merilo_ticks (low, high, most);
      double step = t.step;

      g_assert_cmpuint (t.n, <=, most + 1);
      g_assert_cmpfloat (t.first, <=, low + step * 1e-6);
      g_assert_cmpfloat (t.first + step * (t.n - 1), >=, high - step * 1e-6);
    }
}

static void
test_label_step (void)
{
  g_assert_cmpuint (merilo_label_step (50, 30, 8, 12), ==, 1);
  g_assert_cmpuint (merilo_label_step (20, 30, 8, 12), ==, 2);
  g_assert_cmpuint (merilo_label_step (1, 300, 8, 12), ==, 12);
  g_assert_cmpuint (merilo_label_step (0, 30, 8, 12), ==, 1);
  g_assert_cmpuint (merilo_label_step (10, 30, 8, 0), ==, 1);
}

/* Layout */

static void
test_layout (void)
{
  static const int sizes[][2]
      = { { 640, 400 }, { 320, 180 }, { 1900, 1000 }, { 60, 40 }, { 1, 1 } };
  g_autoptr (MeriloChart) chart = make_trend ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      MeriloChartLayout l;

      merilo_chart_layout (chart, sizes[i][0], sizes[i][1], &l);
      g_assert_cmpfloat (l.right, >, l.left);
      g_assert_cmpfloat (l.bottom, >, l.top);
      g_assert_cmpfloat (l.high, >, l.low);
      if (sizes[i][0] < 320)
        continue;
      g_assert_cmpfloat (l.right, <=, l.width);
      g_assert_cmpfloat (l.labels_y, <, l.height);
      g_assert_cmpfloat (l.bottom, <, l.labels_y);
      g_assert_cmpint (l.counts, ==, l.height >= 200);
      g_assert_cmpfloat (merilo_chart_y (&l, l.low), ==, l.bottom);
      g_assert_cmpfloat_with_epsilon (merilo_chart_y (&l, l.high), l.top, 1e-6);
    }
}

static void
test_many_labels (void)
{
  g_autoptr (MeriloChart) chart = make_histogram (200);
  MeriloChartLayout l;
  double widest;

  merilo_chart_measure ("199", MERILO_CHART_SMALL_PX, FALSE, &widest, NULL);
  merilo_chart_layout (chart, 600, 300, &l);
  g_assert_cmpuint (l.label_step, >, 1);
  g_assert_cmpfloat (l.label_step * l.slot, >=, widest);
}

/* Pointing */

static void
test_hit_points (void)
{
  g_autoptr (MeriloChart) chart = make_trend ();

  for (guint s = 0; s < 2; s++)
    for (guint i = 0; i < 4; i++)
      {
        double x, y;
        guint series = 9, point = 9;
        gboolean there = merilo_chart_locate (chart, 640, 400, s, i, &x, &y);

        g_assert_cmpint (there, ==, !(s == 0 && i == 2));
        if (!there)
          continue;
        g_assert_true (merilo_chart_hit (chart, 640, 400, x, y, &series, &point));
        g_assert_cmpuint (series, ==, s);
        g_assert_cmpuint (point, ==, i);
      }
}

static void
test_hit_nothing (void)
{
  g_autoptr (MeriloChart) chart = make_trend ();
  static const char *const none[] = { NULL };
  g_autoptr (MeriloChart) empty = merilo_chart_new (MERILO_CHART_LINE, NULL, none);
  double x, y;
  guint series = 7, point = 7;

  g_assert_false (merilo_chart_hit (chart, 640, 400, 2, 2, &series, &point));
  g_assert_false (merilo_chart_hit (chart, 640, 400, -100, 5000, &series, &point));
  g_assert_true (merilo_chart_locate (chart, 640, 400, 1, 0, &x, &y));
  g_assert_false (merilo_chart_hit (chart, 640, 400, x - 60, y, &series, &point));
  g_assert_false (merilo_chart_hit (empty, 640, 400, 300, 200, &series, &point));
  g_assert_false (merilo_chart_locate (empty, 640, 400, 0, 0, &x, &y));
  g_assert_cmpuint (series, ==, 7);
}

static void
test_hit_bars (void)
{
  g_autoptr (MeriloChart) chart = make_histogram (40);
  MeriloChartLayout l;
  guint series, point;

  merilo_chart_layout (chart, 800, 300, &l);
  for (guint i = 0; i < 40; i++)
    {
      g_assert_true (
          merilo_chart_hit (chart, 800, 300, merilo_chart_x (&l, i), l.top + 3, &series, &point));
      g_assert_cmpuint (point, ==, i);
    }
}

/* Words */

static void
test_words (void)
{
  static const struct
  {
    MeriloChartFormat format;
    double value;
    const char *text;
  } cases[] = {
    { MERILO_CHART_PERCENT, 0.38, "38 %" },
    { MERILO_CHART_PERCENT, 0, "0 %" },
    { MERILO_CHART_PERCENT, 1, "100 %" },
    { MERILO_CHART_PERCENT, 0.004, "0,4 %" },
    { MERILO_CHART_PERCENT, NAN, "нет данных" },
    { MERILO_CHART_NUMBER, 12.5, "12,5" },
    { MERILO_CHART_NUMBER, -0.001, "0" },
    { MERILO_CHART_NUMBER, 100, "100" },
    { MERILO_CHART_NUMBER, -3.25, "−3,25" },
    { MERILO_CHART_MEAN, 3.4, "3,40" },
    { MERILO_CHART_MEAN, 58, "58,00" },
    { MERILO_CHART_MEAN, 2.38, "2,38" },
    { MERILO_CHART_MEAN, 0.125, "0,13" },
    { MERILO_CHART_MEAN, -0.125, "−0,13" },
    { MERILO_CHART_MEAN, -0.001, "0,00" },
    { MERILO_CHART_MEAN, 58.95, "58,95" },
    { MERILO_CHART_MEAN, INFINITY, "нет данных" },
  };
  g_autoptr (MeriloChart) chart = make_trend ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      merilo_chart_set_format (chart, cases[i].format);
      text = merilo_chart_show_value (chart, cases[i].value);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_describe (void)
{
  g_autoptr (MeriloChart) chart = make_trend ();
  g_autoptr (MeriloChart) bars = make_histogram (30);
  g_autofree char *point = merilo_chart_describe_point (chart, 0, 0);
  g_autofree char *gap = merilo_chart_describe_point (chart, 0, 2);
  g_autofree char *whole = merilo_chart_describe (chart);
  g_autofree char *histogram = merilo_chart_describe (bars);

  g_assert_cmpstr (point, ==, "2022, школа: 38,00 % (19 из 50), от 26 % до 52 %");
  g_assert_cmpstr (gap, ==, "2024, школа: нет данных (n = 0)");
  g_assert_cmpstr (whole, ==,
                   "Повысили отметку. школа: 2022 38 %, 2023 50 %, 2024 нет данных, 2025 25 %."
                   " город: 2022 20 %, 2023 22 %, 2024 23 %, 2025 21 %.");
  g_assert_cmpstr (histogram, ==, "Баллы. работ: наибольшее 6 при 6. Граница «4» с 15.");
}

/* Files */

static void
test_export (void)
{
  static const struct
  {
    MeriloChartFile file;
    const char *magic;
  } cases[] = {
    { MERILO_CHART_PNG, "\x89PNG" },
    { MERILO_CHART_SVG, "<?xml" },
    { MERILO_CHART_PDF, "%PDF-" },
  };
  g_autoptr (MeriloChart) chart = make_trend ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = merilo_chart_export (chart, cases[i].file, 400, 300, &error);
      const guint8 *data;
      gsize size;

      g_assert_no_error (error);
      data = g_bytes_get_data (bytes, &size);
      g_assert_cmpuint (size, >, 2000);
      g_assert_cmpmem (data, strlen (cases[i].magic), cases[i].magic, strlen (cases[i].magic));
      if (cases[i].file == MERILO_CHART_PNG) /* width and height of IHDR: two pixels a unit */
        g_assert_cmpint (data[18] << 8 | data[19], ==, 800);
      if (cases[i].file == MERILO_CHART_PDF)
        g_assert_cmpmem (data + size - 6, 6, "%%EOF\n", 6);
    }
}

static void
test_export_refused (void)
{
  static const double sizes[][2]
      = { { 0, 300 }, { 400, -1 }, { 1e9, 300 }, { NAN, 300 }, { 400, INFINITY } };
  g_autoptr (MeriloChart) chart = make_trend ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      GBytes *bytes
          = merilo_chart_export (chart, MERILO_CHART_PNG, sizes[i][0], sizes[i][1], &error);

      g_assert_null (bytes);
      g_assert_error (error, MERILO_ERROR, MERILO_ERROR_INVALID);
    }
}

/* light and dark differ in ground and ink, and any size is drawn without trouble */
static void
test_draw_any (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 30, 500 }, { 500, 30 }, { 640, 400 } };
  MeriloChart *charts[] = { make_trend (), make_histogram (1), make_histogram (1000) };

  for (guint c = 0; c < G_N_ELEMENTS (charts); c++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        guint32 corner[2];

        for (int dark = 0; dark < 2; dark++)
          {
            cairo_surface_t *s
                = cairo_image_surface_create (CAIRO_FORMAT_RGB24, sizes[i][0], sizes[i][1]);
            cairo_t *cr = cairo_create (s);

            merilo_chart_draw (charts[c], cr, sizes[i][0], sizes[i][1], dark);
            g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
            cairo_surface_flush (s);
            corner[dark] = *(guint32 *) (gpointer) cairo_image_surface_get_data (s) & 0xFFFFFF;
            cairo_destroy (cr);
            cairo_surface_destroy (s);
          }
        g_assert_cmphex (corner[0], ==, 0xFFFFFF);
        g_assert_cmphex (corner[1], ==, 0x1E1E1E);
      }
  g_clear_pointer (&charts[0], merilo_chart_unref);
  g_clear_pointer (&charts[1], merilo_chart_unref);
  g_clear_pointer (&charts[2], merilo_chart_unref);
}

/* the pictures to look at: $SHOT_DIR/chart-*.png */
static void
test_pictures (void)
{
  g_autoptr (MeriloChart) trend = make_trend ();
  g_autoptr (MeriloChart) bars = make_histogram (39);
  MeriloChart *charts[] = { trend, bars };
  MeriloChartPoint town_bars[39];

  merilo_chart_set_x_title (bars, "Первичный балл");
  for (guint i = 0; i < 39; i++)
    town_bars[i]
        = (MeriloChartPoint){ round (6 * exp (-pow ((i - 17.0) / 8, 2))), NAN, NAN, -1, -1 };
  merilo_chart_add_series (bars, "город, в долях школы", town_bars);
  save_pictures ("chart", charts, 2, 640, 380);
}

/* every kind of thing that a chart has is in a copy, which shares none of it */
static void
test_copy (void)
{
  static const char *const under[] = { "Б", "Б", "П", "В", NULL };
  g_autoptr (MeriloChart) chart = make_trend ();
  g_autoptr (MeriloChart) copy = NULL;
  g_autofree char *words = NULL, *again = NULL;
  g_autoptr (GBytes) png = NULL, other = NULL;
  g_autoptr (GError) error = NULL;

  merilo_chart_set_x_title (chart, "год");
  merilo_chart_set_sublabels (chart, under);
  merilo_chart_set_zone (chart, 1, 0.57, 0.6);
  merilo_chart_add_bound (chart, 2, "«4»");
  merilo_chart_add_break (chart, 3, "изменилась шкала");
  words = merilo_chart_describe (chart);
  png = merilo_chart_export (chart, MERILO_CHART_PNG, 640, 400, &error);
  g_assert_no_error (error);
  copy = merilo_chart_copy (chart);
  g_clear_pointer (&chart, merilo_chart_unref);
  again = merilo_chart_describe (copy);
  g_assert_cmpstr (words, ==, again);
  other = merilo_chart_export (copy, MERILO_CHART_PNG, 640, 400, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (png, other));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/ticks/cases", test_ticks);
  g_test_add_func ("/chart/ticks/cover", test_ticks_cover);
  g_test_add_func ("/chart/layout/label-step", test_label_step);
  g_test_add_func ("/chart/layout/sizes", test_layout);
  g_test_add_func ("/chart/layout/many-labels", test_many_labels);
  g_test_add_func ("/chart/hit/points", test_hit_points);
  g_test_add_func ("/chart/hit/nothing", test_hit_nothing);
  g_test_add_func ("/chart/hit/bars", test_hit_bars);
  g_test_add_func ("/chart/words/values", test_words);
  g_test_add_func ("/chart/words/describe", test_describe);
  g_test_add_func ("/chart/copy", test_copy);
  g_test_add_func ("/chart/export/files", test_export);
  g_test_add_func ("/chart/export/refused", test_export_refused);
  g_test_add_func ("/chart/draw/any-size", test_draw_any);
  g_test_add_func ("/chart/draw/pictures", test_pictures);
  return g_test_run ();
}
