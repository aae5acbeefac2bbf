#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/plans/plan-dates.h"

#define MOST 60 /* days shown: of a monthly term for five years */

static gint64
date_member (JsonObject *object, const char *name)
{
  const char *text = app_json_text (object, name);
  gint64 days;

  return text != NULL && merilo_date_parse (text, strlen (text), &days) ? days : MERILO_NONE;
}

void
app_plan_dates_add (GtkWidget *box, gint64 from, gint64 due, gint64 moved, const char *quarter)
{
  g_autofree char *a = from != MERILO_NONE ? merilo_date_show (from) : NULL;
  g_autofree char *b = due != MERILO_NONE ? merilo_date_show (due) : g_strdup (_ ("не назначена"));
  g_autofree char *c = moved != MERILO_NONE && moved != due ? merilo_date_show (moved) : NULL;
  g_autofree char *q = quarter != NULL ? app_quarter_text (quarter) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (a != NULL && !g_str_equal (a, b))
    g_string_append_printf (text, "%s – %s", a, b);
  else
    g_string_append (text, b);
  if (c != NULL)
    g_string_append_printf (text, _ (" (перенесено на рабочий день %s)"), c);
  if (q != NULL && *q != 0)
    g_string_append_printf (text, ", %s", q);
  gtk_box_append (GTK_BOX (box), app_label_new (text->str, "numeric"));
}

void
app_plan_dates_fill (GtkWidget *box, JsonArray *dates)
{
  if (dates == NULL || json_array_get_length (dates) == 0)
    gtk_box_append (GTK_BOX (box),
                    app_label_new (_ ("Дат пока нет: по этому сроку они не назначаются сами."),
                                   "dim-label"));
  for (guint i = 0; dates != NULL && i < MIN (json_array_get_length (dates), MOST); i++)
    {
      JsonObject *date = json_array_get_object_element (dates, i);

      app_plan_dates_add (box, date_member (date, "nominal_from"),
                          date_member (date, "nominal_due"), date_member (date, "due"),
                          app_json_text (date, "quarter"));
    }
}
