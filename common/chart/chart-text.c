#define G_LOG_DOMAIN "merilo-chart"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "chart/chart-private.h"

/* as few digits after the comma as tell the value, two at most; @unit stands after it */
static char *
show_number (double value, const char *unit)
{
  g_autofree char *text = g_strdup_printf ("%.2f", value);
  char *end = text + strlen (text);

  while (end[-1] == '0')
    *--end = 0;
  if (end[-1] == '.')
    *--end = 0;
  g_strdelimit (text, ".", ',');
  if (g_str_equal (text, "-0"))
    return g_strconcat ("0", unit, NULL);
  if (*text == '-') /* the sign of print */
    return g_strconcat ("−", text + 1, unit, NULL);
  return g_strconcat (text, unit, NULL);
}

static char *
show_mean (double value)
{
  double mean = round (value * 100) / 100;
  g_autofree char *text = g_strdup_printf ("%.2f", fabs (mean));

  g_strdelimit (text, ".", ',');
  return g_strconcat (mean < 0 ? "−" : "", text, NULL); /* the sign of print */
}

char *
merilo_chart_show_value (MeriloChart *chart, double value)
{
  if (!isfinite (value))
    return g_strdup (_ ("нет данных"));
  if (chart->format == MERILO_CHART_MEAN)
    return show_mean (value);
  if (chart->format == MERILO_CHART_PERCENT)
    {
      double percent = value * 100;
      /* below one percent a whole number would say «none» */
      double step = fabs (percent) >= 1 || percent == 0 ? 1 : 10;

      return show_number (round (percent * step) / step, " %");
    }
  return show_number (value, "");
}

char *
_merilo_chart_tick_text (MeriloChart *chart, double value)
{
  return chart->format == MERILO_CHART_MEAN ? show_number (value, "")
                                            : merilo_chart_show_value (chart, value);
}

char *
_merilo_chart_exact_text (MeriloChart *chart, double value)
{
  g_autofree char *text = NULL;

  if (!isfinite (value) || chart->format != MERILO_CHART_PERCENT)
    return merilo_chart_show_value (chart, value);
  text = g_strdup_printf ("%.2f %%", value * 100);
  g_strdelimit (text, ".", ',');
  return g_steal_pointer (&text);
}

char *
_merilo_chart_show_count (gint64 n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT, n);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert (text, at, "\u202F");
  return g_strdup (text->str);
}

/* "" where the value stands alone */
static char *
show_counts (const MeriloChartPoint *p)
{
  g_autofree char *part = p->numerator >= 0 ? _merilo_chart_show_count (p->numerator) : NULL;
  g_autofree char *n = p->n >= 0 ? _merilo_chart_show_count (p->n) : NULL;

  if (n == NULL)
    return g_strdup ("");
  return part != NULL ? g_strdup_printf (_ (" (%s из %s)"), part, n)
                      : g_strdup_printf (_ (" (n = %s)"), n);
}

char *
_merilo_chart_count_text (MeriloChart *chart, guint series, guint point, guint form)
{
  const MeriloChartPoint *p = &chart->series[series].points[point];
  g_autofree char *value = NULL, *counts = NULL, *n = NULL;

  if (!isfinite (p->value))
    return p->n < 0 ? NULL : g_strdup ("–");
  if (form <= COUNT_WHOLE)
    {
      value = form == COUNT_EXACT ? _merilo_chart_exact_text (chart, p->value)
                                  : merilo_chart_show_value (chart, p->value);
      counts = show_counts (p);
      return g_strconcat (value, counts, NULL);
    }
  if (p->n < 0)
    return NULL;
  if (form == COUNT_PARTS && p->numerator >= 0)
    return g_strdup_printf ("%lld/%lld", (long long) p->numerator, (long long) p->n);
  n = _merilo_chart_show_count (p->n);
  return g_steal_pointer (&n);
}

static void
describe_zone (MeriloChart *chart, guint point, double value, GString *out)
{
  const Zone *zone = _merilo_chart_zone (chart, point);
  g_autofree char *low = NULL, *high = NULL;

  if (zone == NULL || !isfinite (value))
    return;
  low = merilo_chart_show_value (chart, zone->low);
  high = merilo_chart_show_value (chart, zone->high);
  if (value < zone->low)
    g_string_append_printf (out, _ (", ниже %s: недостаточно"), low);
  else if (value < zone->high)
    g_string_append_printf (out, _ (", между %s и %s: однозначно сказать нельзя"), low, high);
  else
    g_string_append_printf (out, _ (", не ниже %s: достаточно"), high);
}

char *
merilo_chart_describe_point (MeriloChart *chart, guint series, guint point)
{
  const MeriloChartPoint *p = merilo_chart_get_point (chart, series, point);
  GString *text = g_string_new (chart->labels[point]);
  g_autofree char *value = NULL, *counts = NULL;

  g_return_val_if_fail (p != NULL, g_string_free (text, FALSE));
  value = _merilo_chart_exact_text (chart, p->value);
  counts = show_counts (p);
  if (*chart->series[series].name != 0)
    g_string_append_printf (text, ", %s", chart->series[series].name);
  g_string_append_printf (text, ": %s%s", value, counts);
  if (isfinite (p->value) && isfinite (p->low) && isfinite (p->high))
    {
      g_autofree char *low = merilo_chart_show_value (chart, p->low);
      g_autofree char *high = merilo_chart_show_value (chart, p->high);

      g_string_append_printf (text, _ (", от %s до %s"), low, high);
    }
  describe_zone (chart, point, p->value, text);
  return g_string_free (text, FALSE);
}

static void
describe_extremes (MeriloChart *chart, guint series, GString *out)
{
  const MeriloChartPoint *points = chart->series[series].points;
  int top = -1;

  for (guint i = 0; i < chart->n_points; i++)
    if (isfinite (points[i].value) && (top < 0 || points[i].value > points[top].value))
      top = (int) i;
  if (top < 0)
    {
      g_string_append_printf (out, _ (" %s: нет данных."), chart->series[series].name);
      return;
    }
  {
    g_autofree char *highest = merilo_chart_show_value (chart, points[top].value);

    g_string_append_printf (out, _ (" %s: наибольшее %s при %s."), chart->series[series].name,
                            highest, chart->labels[top]);
  }
}

static void
describe_all (MeriloChart *chart, guint series, GString *out)
{
  g_string_append_printf (out, " %s", chart->series[series].name);
  for (guint i = 0; i < chart->n_points; i++)
    {
      g_autofree char *value
          = merilo_chart_show_value (chart, chart->series[series].points[i].value);

      g_string_append_printf (out, "%s %s %s", i == 0 ? ":" : ",", chart->labels[i], value);
    }
  g_string_append_c (out, '.');
}

char *
merilo_chart_describe (MeriloChart *chart)
{
  GString *out = g_string_new (*chart->title != 0 ? chart->title : _ ("График"));

  g_string_append_c (out, '.');
  for (guint s = 0; s < chart->n_series; s++)
    if (chart->n_points <= 8) /* a trend of years is told whole, a histogram by its top */
      describe_all (chart, s, out);
    else
      describe_extremes (chart, s, out);
  for (guint b = 0; b < chart->bounds->len; b++)
    {
      Bound *bound = &g_array_index (chart->bounds, Bound, b);

      if (bound->at < chart->n_points)
        g_string_append_printf (out, _ (" Граница %s с %s."), bound->name,
                                chart->labels[bound->at]);
    }
  for (guint b = 0; b < chart->breaks->len; b++)
    {
      Bound *bound = &g_array_index (chart->breaks, Bound, b);

      if (bound->at < chart->n_points)
        g_string_append_printf (out, _ (" С %s сравнивать с прежним нельзя: %s."),
                                chart->labels[bound->at], bound->name);
    }
  if (chart->n_series == 0 || chart->n_points == 0)
    g_string_append_printf (out, " %s.", _ ("Нет данных"));
  return g_string_free (out, FALSE);
}
