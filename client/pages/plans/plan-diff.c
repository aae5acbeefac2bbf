#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/plans/plan-diff.h"
#include "schedule/canon.h"
#include "schedule/explain.h"

static const struct
{
  const char *change, *glyph, *words, *tone;
} kinds[] = {
  { "added", "+", N_ ("добавлен"), "success" },
  { "removed", "−", N_ ("исключён"), "warning" },
  { "changed", "±", N_ ("изменён"), "accent" },
  { "moved", "↕", N_ ("перенесён"), "dim" },
};

static guint
kind_of (JsonObject *row)
{
  const char *change = app_json_text (row, "change");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].change, change) == 0)
      return i;
  return 2;
}

/* of what the row speaks: NULL: a section's heading. Without a lineage it is the plan itself. */
static const MeriloField *
field_of (JsonObject *row)
{
  const MeriloEntity *entity
      = app_json_whole (row, "lineage", 0) != 0 ? &merilo_plan_item_entity : &merilo_plan_entity;
  const char *field = app_json_text (row, "field");
  int i = field != NULL ? merilo_entity_find (entity, field) : -1;

  return i >= 0 ? &entity->fields[i] : NULL;
}

static char *
label_of (JsonObject *row)
{
  const MeriloField *field = field_of (row);
  const char *label = app_json_text (row, "label");

  if (label != NULL && *label != 0)
    return g_strdup (label);
  return g_strdup (field != NULL ? _ (field->label) : _ ("Раздел"));
}

/* as people see it: a choice by its words, a day by its figures, a rule by what it means */
static char *
value_of (JsonObject *row, const char *side)
{
  const MeriloField *field = field_of (row);
  const char *text = app_json_text (row, side);
  g_autoptr (MeriloReading) reading = NULL;
  gint64 day;

  if (text == NULL || *text == 0)
    return NULL;
  if (field == &merilo_plan_item_entity.fields[MERILO_PLAN_ITEM_RULE])
    reading = merilo_reading_from_canon (text, NULL);
  if (reading != NULL)
    return merilo_reading_explain (reading);
  if (field != NULL && field->kind == MERILO_DATE && merilo_date_parse (text, strlen (text), &day))
    return merilo_date_show (day);
  for (guint i = 0; field != NULL && field->choices != NULL && field->choices[i].code != NULL; i++)
    if (g_str_equal (field->choices[i].code, text))
      return g_strdup (_ (field->choices[i].label));
  return g_strdup (text);
}

/* «Срок: было → стало», the old text struck through so that colour is not needed */
static GtkWidget *
make_field (JsonObject *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *label = label_of (row);
  g_autofree char *was = value_of (row, "old"), *now = value_of (row, "new");

  gtk_box_append (GTK_BOX (box), app_label_new (label, "caption dim-label"));
  if (was != NULL)
    gtk_box_append (GTK_BOX (box), app_label_new (was, "diff-old"));
  gtk_box_append (GTK_BOX (box), app_label_new (now != NULL ? now : _ ("пусто"), NULL));
  return box;
}

static GtkWidget *
make_line (JsonObject *row)
{
  guint kind = kind_of (row);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *glyph, *middle, *badge;
  const char *no = app_json_text (row, "no"), *title = app_json_text (row, "title");
  g_autofree char *head
      = app_json_whole (row, "lineage", 0) != 0
            ? g_strdup_printf ("%s  %s", no != NULL ? no : "—", title != NULL ? title : "")
            : g_strdup (title);

  glyph = app_word_new (kinds[kind].glyph, "diff-glyph");
  gtk_widget_set_valign (glyph, GTK_ALIGN_START);
  middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_hexpand (middle, TRUE);
  gtk_box_append (GTK_BOX (middle),
                  app_label_new (head, kind == 1 ? "heading diff-old" : "heading"));
  badge = app_badge_new (_ (kinds[kind].words), kinds[kind].tone);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), glyph);
  gtk_box_append (GTK_BOX (line), middle);
  gtk_box_append (GTK_BOX (line), badge);
  gtk_widget_add_css_class (line, "diff-line");
  g_object_set_data (G_OBJECT (line), "middle", middle);
  return line;
}

static char *
count_changes (JsonArray *rows)
{
  guint n[G_N_ELEMENTS (kinds)] = { 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      guint kind = kind_of (row);

      n[kind]
          += g_hash_table_add (seen, g_strdup_printf ("%u %d", kind,
                                                      (int) app_json_whole (row, "lineage", 0)));
    }
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    if (n[k] > 0)
      g_string_append_printf (text, "%s%s %s: %u", text->len > 0 ? "   " : "", kinds[k].glyph,
                              _ (kinds[k].words), n[k]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
app_plan_diff_fill (GtkWidget *box, JsonArray *rows)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = NULL;
  gint64 last = G_MININT64;
  guint last_kind = 99;
  g_autofree char *counts = rows != NULL ? count_changes (rows) : NULL;

  if (rows == NULL || json_array_get_length (rows) == 0)
    {
      gtk_box_append (GTK_BOX (box), app_label_new (_ ("Отличий нет."), "dim-label"));
      return;
    }
  gtk_box_append (GTK_BOX (box), app_label_new (counts, "numeric"));
  gtk_widget_add_css_class (list, "card");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      gint64 lineage = app_json_whole (row, "lineage", 0);

      if (lineage != last || kind_of (row) != last_kind || lineage == 0)
        {
          if (line != NULL)
            gtk_box_append (GTK_BOX (list), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
          line = make_line (row);
          gtk_box_append (GTK_BOX (list), line);
        }
      last = lineage;
      last_kind = kind_of (row);
      if (kind_of (row) >= 2)
        gtk_box_append (GTK_BOX (g_object_get_data (G_OBJECT (line), "middle")), make_field (row));
    }
  gtk_box_append (GTK_BOX (box), list);
}
