#define G_LOG_DOMAIN "test-chart-bars"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "chart/chart-private.h"
#include "common/chart/shot.h"

/* Bars in groups and stacks, zones across them, and lines that end at a break. */

#define WIDTH  720
#define HEIGHT 400

static const char *const marks[] = { "«2»", "«3»", "«4»", "«5»", NULL };

static const MeriloChartPoint school[] = {
  { 0.1, NAN, NAN, 5, 50 },
  { 0.3, NAN, NAN, 15, 50 },
  { 0.4, NAN, NAN, 20, 50 },
  { 0.2, NAN, NAN, 10, 50 },
};

static const MeriloChartPoint town[] = {
  { 0.05, NAN, NAN, 100, 2000 },
  { 0.35, NAN, NAN, 700, 2000 },
  { 0.45, NAN, NAN, 900, 2000 },
  { 0.15, NAN, NAN, 300, 2000 },
};

/* as a file of others says: percents, and of how many */
static const MeriloChartPoint region[] = {
  { 0.0506, NAN, NAN, -1, 30216 },
  { 0.3292, NAN, NAN, -1, 30216 },
  { 0.4433, NAN, NAN, -1, 30216 },
  { 0.1769, NAN, NAN, -1, 30216 },
};

static MeriloChart *
make (MeriloChartKind kind)
{
  MeriloChart *chart = merilo_chart_new (kind, "Отметки", marks);

  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  merilo_chart_add_series (chart, "школа", school);
  merilo_chart_add_series (chart, "город", town);
  return chart;
}

/* the colour of one pixel of the chart */
static guint32
take_pixel (MeriloChart *chart, double x, double y)
{
  cairo_surface_t *s = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (s);
  guint32 pixel;

  merilo_chart_draw (chart, cr, WIDTH, HEIGHT, FALSE);
  cairo_surface_flush (s);
  pixel = ((guint32 *) (gpointer) (cairo_image_surface_get_data (s)
                                   + (int) y * cairo_image_surface_get_stride (s)))[(int) x]
          & 0xFFFFFF;
  cairo_destroy (cr);
  cairo_surface_destroy (s);
  return pixel;
}

static void
test_groups (void)
{
  g_autoptr (MeriloChart) chart = make (MERILO_CHART_BARS);
  double last = 0;

  /* bars stand beside each other in the order of their series, and each is hit in its column */
  for (guint i = 0; i < 4; i++)
    for (guint s = 0; s < 2; s++)
      {
        double x, y;
        guint series = 9, point = 9;

        g_assert_true (merilo_chart_locate (chart, WIDTH, HEIGHT, s, i, &x, &y));
        g_assert_cmpfloat (x, >, last + 3);
        g_assert_true (merilo_chart_hit (chart, WIDTH, HEIGHT, x, 90, &series, &point));
        g_assert_cmpuint (series, ==, s);
        g_assert_cmpuint (point, ==, i);
        g_assert_cmphex (take_pixel (chart, x, y + 4), !=, 0xFFFFFF);
        last = x;
      }
}

static void
test_stack (void)
{
  g_autoptr (MeriloChart) chart = make (MERILO_CHART_STACKED);
  MeriloChartLayout l;

  merilo_chart_layout (chart, WIDTH, HEIGHT, &l);
  g_assert_cmpfloat (l.high, >=, 0.85); /* 40 and 45 percent over each other */
  for (guint i = 0; i < 4; i++)
    {
      double x0, y0, x1, y1;
      guint series = 9, point = 9;

      g_assert_true (merilo_chart_locate (chart, WIDTH, HEIGHT, 0, i, &x0, &y0));
      g_assert_true (merilo_chart_locate (chart, WIDTH, HEIGHT, 1, i, &x1, &y1));
      g_assert_cmpfloat (x0, ==, x1);
      g_assert_cmpfloat (y1, <, y0);
      g_assert_cmpfloat_with_epsilon (y1, merilo_chart_y (&l, school[i].value + town[i].value / 2),
                                      1e-6);
      g_assert_true (merilo_chart_hit (chart, WIDTH, HEIGHT, x1, y1, &series, &point));
      g_assert_cmpuint (series, ==, 1);
    }
}

/* two decimals while they fit, then whole percents, then parts; n in each */
static void
test_forms (void)
{
  static const char *const texts[] = { "6,74 % (6 из 89)", "7 % (6 из 89)", "6/89", "89" };
  MeriloChartPoint points[4];
  g_autoptr (MeriloChart) chart = merilo_chart_new (MERILO_CHART_BARS, "Отметки", marks);
  MeriloChartLayout l;
  guint form = 0;

  for (guint i = 0; i < 4; i++)
    points[i] = (MeriloChartPoint){ 6 / 89.0, NAN, NAN, 6, 89 };
  merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
  merilo_chart_add_series (chart, "школа", points);
  for (int width = 900; width > 120; width -= 4)
    {
      g_autofree char *text = NULL;

      merilo_chart_layout (chart, width, HEIGHT, &l);
      if (!l.point_counts)
        break;
      g_assert_cmpuint (l.count_form, >=, form);
      g_assert_cmpuint (l.count_form, <=, form + 1); /* none is passed over */
      form = l.count_form;
      text = _merilo_chart_count_text (chart, 0, 0, form);
      g_assert_cmpstr (text, ==, texts[form]);
    }
  g_assert_cmpuint (form, ==, G_N_ELEMENTS (texts) - 1);
}

static void
test_counts (void)
{
  g_autoptr (MeriloChart) bars = make (MERILO_CHART_BARS), outer = NULL, stack = NULL;
  MeriloChartLayout l;

  merilo_chart_layout (bars, WIDTH, HEIGHT, &l);
  g_assert_true (l.counts && l.point_counts);
  merilo_chart_layout (bars, 90, HEIGHT, &l); /* no room: n in one line */
  g_assert_true (l.counts);
  g_assert_false (l.point_counts);
  outer = merilo_chart_new (MERILO_CHART_BARS, "Отметки", marks);
  merilo_chart_set_format (outer, MERILO_CHART_PERCENT);
  merilo_chart_add_series (outer, "регион", region);
  merilo_chart_layout (outer, WIDTH, HEIGHT, &l); /* the counts of the marks are not known */
  g_assert_true (l.counts);
  g_assert_false (l.point_counts);
  {
    g_autofree char *text = merilo_chart_describe_point (outer, 0, 1);

    g_assert_cmpstr (text, ==, "«3», регион: 32,92 % (n = 30\u202F216)");
  }
}

static void
test_zones (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0.569, "7, школа: 56,90 % (n = 50), ниже 57 %: недостаточно" },
    { 0.57, "7, школа: 57,00 % (n = 50), между 57 % и 60 %: однозначно сказать нельзя" },
    { 0.599, "7, школа: 59,90 % (n = 50), между 57 % и 60 %: однозначно сказать нельзя" },
    { 0.6, "7, школа: 60,00 % (n = 50), не ниже 60 %: достаточно" },
    { NAN, "7, школа: нет данных (n = 50)" },
  };
  static const char *const items[] = { "7", "8", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MeriloChartPoint points[]
          = { { cases[i].value, NAN, NAN, -1, 50 }, { 0.2, NAN, NAN, -1, 50 } };
      g_autoptr (MeriloChart) chart = merilo_chart_new (MERILO_CHART_BARS, "", items);
      g_autofree char *text = NULL;
      MeriloChartLayout l;

      merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
      merilo_chart_add_series (chart, "школа", points);
      merilo_chart_set_zone (chart, 0, 0.57, 0.6);
      text = merilo_chart_describe_point (chart, 0, 0);
      g_assert_cmpstr (text, ==, cases[i].text);
      /* the zone is in sight even where the bar is low, and in its own place alone */
      merilo_chart_layout (chart, WIDTH, HEIGHT, &l);
      g_assert_cmpfloat (l.high, >=, 0.6);
      g_assert_cmphex (take_pixel (chart, l.left + 4, merilo_chart_y (&l, 0.585)), !=, 0xFFFFFF);
      g_assert_cmphex (take_pixel (chart, l.left + l.slot + 4, merilo_chart_y (&l, 0.585)), ==,
                       0xFFFFFF);
    }
}

static void
test_sublabels (void)
{
  static const char *const levels[] = { "Б", "Б", "П", "В", NULL };
  g_autoptr (MeriloChart) chart = make (MERILO_CHART_BARS);
  MeriloChartLayout before, after;

  merilo_chart_layout (chart, WIDTH, HEIGHT, &before);
  merilo_chart_set_sublabels (chart, levels);
  merilo_chart_layout (chart, WIDTH, HEIGHT, &after);
  g_assert_cmpfloat (after.labels_y, <, after.sublabels_y);
  g_assert_cmpfloat (after.bottom, <, before.bottom);
}

/* no line goes across a break, and words say why */
static void
test_break (void)
{
  static const char *const years[] = { "2023", "2024", "2025", "2026", NULL };

  for (guint broken = 0; broken < 2; broken++)
    {
      g_autoptr (MeriloChart) chart = merilo_chart_new (MERILO_CHART_LINE, "Качество", years);
      g_autofree char *words = NULL;
      MeriloChartLayout l;
      double x0, y0, x1, y1;
      guint32 pixel;

      merilo_chart_set_format (chart, MERILO_CHART_PERCENT);
      merilo_chart_add_series (chart, "школа", school);
      if (broken)
        merilo_chart_add_break (chart, 2, "шкала изменилась");
      merilo_chart_layout (chart, WIDTH, HEIGHT, &l);
      g_assert_true (merilo_chart_locate (chart, WIDTH, HEIGHT, 0, 1, &x0, &y0));
      g_assert_true (merilo_chart_locate (chart, WIDTH, HEIGHT, 0, 2, &x1, &y1));
      /* a third of the way: beside the upright of the break */
      pixel = take_pixel (chart, x0 + (x1 - x0) / 3, y0 + (y1 - y0) / 3);
      if (broken)
        g_assert_cmphex (pixel, ==, 0xFFFFFF);
      else
        g_assert_cmphex (pixel, !=, 0xFFFFFF);
      words = merilo_chart_describe (chart);
      g_assert_cmpint (strstr (words, "С 2025 сравнивать с прежним нельзя: шкала изменилась.")
                           != NULL,
                       ==, broken);
    }
}

/* the pictures to look at: $SHOT_DIR/chart-bars-*.png */
static void
test_pictures (void)
{
  g_autoptr (MeriloChart) bars = make (MERILO_CHART_BARS);
  g_autoptr (MeriloChart) stack = make (MERILO_CHART_STACKED);
  MeriloChart *charts[] = { bars, stack };

  merilo_chart_add_series (bars, "регион", region);
  for (guint i = 0; i < 4; i++)
    merilo_chart_set_zone (bars, i, i < 2 ? 0.1 : 0.285, i < 2 ? 0.13 : 0.3);
  save_pictures ("chart-bars", charts, 2, WIDTH, HEIGHT);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-bars/groups", test_groups);
  g_test_add_func ("/chart-bars/stack", test_stack);
  g_test_add_func ("/chart-bars/counts", test_counts);
  g_test_add_func ("/chart-bars/forms", test_forms);
  g_test_add_func ("/chart-bars/zones", test_zones);
  g_test_add_func ("/chart-bars/sublabels", test_sublabels);
  g_test_add_func ("/chart-bars/break", test_break);
  g_test_add_func ("/chart-bars/pictures", test_pictures);
  return g_test_run ();
}
