#define G_LOG_DOMAIN "app-plan-model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "widgets/plan-acts.h"

/* Helpers */

static guint
count (AppPlanModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static gboolean
is_section_at (AppPlanModel *model, guint at)
{
  AppPlanLine *line = app_plan_model_get (model, at);

  return line != NULL && app_plan_line_is_section (line);
}

/* past the last item of the section whose heading stands at @at */
static guint
end_of_section (AppPlanModel *model, guint at)
{
  for (at++; at < count (model) && !is_section_at (model, at); at++)
    ;
  return at;
}

static guint
title_of (AppPlanLine *line)
{
  return app_plan_line_is_section (line) ? MERILO_PLAN_SECTION_TITLE : MERILO_PLAN_ITEM_TITLE;
}

/* Adding */

guint
app_plan_add_item (AppPlanModel *model, guint after)
{
  guint at = count (model) == 0 ? 1 : MIN (after + 1, count (model));

  app_plan_model_begin (model, _ ("Новый пункт"));
  if (count (model) == 0)
    app_plan_model_insert (model, 0, TRUE);
  if (app_plan_model_insert (model, at, FALSE) == NULL)
    at = G_MAXUINT;
  app_plan_model_end (model);
  return at;
}

guint
app_plan_add_section (AppPlanModel *model, guint after)
{
  guint at = count (model) == 0 ? 0 : MIN (after + 1, count (model));

  app_plan_model_begin (model, _ ("Новый раздел"));
  if (app_plan_model_insert (model, at, TRUE) == NULL)
    at = G_MAXUINT;
  app_plan_model_end (model);
  return at;
}

/* Splitting and joining */

static void
copy_rest (AppPlanModel *model, AppPlanLine *from, AppPlanLine *to)
{
  guint64 mask = app_plan_line_writable (from);

  for (guint i = 0; i < MERILO_PLAN_ITEM_N_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      if (((mask >> i) & 1) == 0 || i == MERILO_PLAN_ITEM_TITLE || i == MERILO_PLAN_ITEM_NO)
        continue;
      text = app_plan_line_show (from, i);
      app_plan_model_set (model, to, i, text);
    }
}

guint
app_plan_split (AppPlanModel *model, AppPlanLine *line, guint chars)
{
  guint at = app_plan_model_find (model, line);
  g_autofree char *title = app_plan_line_show (line, title_of (line));
  g_autofree char *head = NULL, *tail = NULL;
  AppPlanLine *made;

  if (at == G_MAXUINT || app_plan_line_is_section (line))
    return G_MAXUINT;
  chars = MIN (chars, (guint) g_utf8_strlen (title, -1));
  head = g_strchomp (g_utf8_substring (title, 0, chars));
  tail = g_strdup (g_strchug (g_utf8_offset_to_pointer (title, chars)));
  if (*head == 0 || *tail == 0)
    return G_MAXUINT;
  app_plan_model_begin (model, _ ("Пункт разделён"));
  made = app_plan_model_insert (model, at + 1, FALSE);
  if (made != NULL)
    {
      app_plan_model_set (model, line, MERILO_PLAN_ITEM_TITLE, head);
      app_plan_model_set (model, made, MERILO_PLAN_ITEM_TITLE, tail);
      copy_rest (model, line, made);
    }
  app_plan_model_end (model);
  return made != NULL ? at + 1 : G_MAXUINT;
}

/* @text below @to, unless it stands there already */
static void
join_field (AppPlanModel *model, AppPlanLine *to, AppPlanLine *from, guint field)
{
  g_autofree char *a = app_plan_line_show (to, field), *b = app_plan_line_show (from, field);
  g_autofree char *both = NULL;

  if (*b == 0 || strstr (a, b) != NULL)
    return;
  both = *a == 0                              ? g_strdup (b)
         : field == MERILO_PLAN_ITEM_DEADLINE ? g_strdup_printf ("%s; %s", a, b)
                                              : g_strdup_printf ("%s\n%s", a, b);
  app_plan_model_set (model, to, field, both);
}

guint
app_plan_join (AppPlanModel *model, GPtrArray *lines)
{
  AppPlanLine *first = lines->len > 1 ? lines->pdata[0] : NULL;
  guint64 mask;

  for (guint i = 0; i < lines->len; i++)
    if (app_plan_line_is_section (lines->pdata[i]))
      return G_MAXUINT;
  if (first == NULL)
    return G_MAXUINT;
  mask = app_plan_line_writable (first);
  app_plan_model_begin (model, _ ("Пункты объединены"));
  for (guint i = 1; i < lines->len; i++)
    {
      for (guint f = 0; f < MERILO_PLAN_ITEM_N_FIELDS; f++)
        if (((mask >> f) & 1) && f != MERILO_PLAN_ITEM_NO
            && merilo_plan_item_entity.fields[f].kind == MERILO_TEXT)
          join_field (model, first, lines->pdata[i], f);
      app_plan_model_remove (model, app_plan_model_find (model, lines->pdata[i]));
    }
  app_plan_model_end (model);
  return app_plan_model_find (model, first);
}

/* Moving */

/* the lines with the items of their sections, in the order of the model */
static GPtrArray *
take_whole (AppPlanModel *model, GPtrArray *lines)
{
  GPtrArray *whole = g_ptr_array_new ();
  gboolean inside = FALSE;

  for (guint i = 0; i < count (model); i++)
    {
      AppPlanLine *line = app_plan_model_get (model, i);
      gboolean named = g_ptr_array_find (lines, line, NULL);

      if (app_plan_line_is_section (line))
        inside = named;
      if (named || inside)
        g_ptr_array_add (whole, line);
    }
  return whole;
}

guint
app_plan_move_to (AppPlanModel *model, GPtrArray *lines, guint before)
{
  g_autoptr (GPtrArray) block = take_whole (model, lines), order = g_ptr_array_new ();
  guint at = G_MAXUINT;
  gboolean moved;

  for (guint i = 0; i <= count (model); i++)
    {
      AppPlanLine *line = app_plan_model_get (model, i);

      if (i == before)
        {
          at = order->len;
          for (guint k = 0; k < block->len; k++)
            g_ptr_array_add (order, block->pdata[k]);
        }
      if (line != NULL && !g_ptr_array_find (block, line, NULL))
        g_ptr_array_add (order, line);
    }
  if (block->len == 0 || order->len != count (model))
    return G_MAXUINT;
  app_plan_model_begin (model, _ ("Перемещение"));
  moved = app_plan_model_arrange (model, order);
  app_plan_model_end (model);
  return moved ? at : G_MAXUINT;
}

static guint
section_above (AppPlanModel *model, guint at)
{
  while (at-- > 0)
    if (is_section_at (model, at))
      return at;
  return G_MAXUINT;
}

guint
app_plan_move_by (AppPlanModel *model, GPtrArray *lines, int by)
{
  AppPlanLine *first = lines->len > 0 ? lines->pdata[0] : NULL;
  guint at = app_plan_model_find (model, first), last, before;

  if (at == G_MAXUINT)
    return G_MAXUINT;
  last = app_plan_model_find (model, lines->pdata[lines->len - 1]);
  if (app_plan_line_is_section (first))
    {
      last = end_of_section (model, section_above (model, last + 1)) - 1;
      before = by < 0                     ? section_above (model, at)
               : last + 1 < count (model) ? end_of_section (model, last + 1)
                                          : G_MAXUINT;
    }
  else
    before = by < 0 ? at - 1 : last + 2;
  if (before == G_MAXUINT || before > count (model)
      || (before == 0 && !app_plan_line_is_section (first)))
    return G_MAXUINT;
  return app_plan_move_to (model, lines, before);
}

/* Taking away */

guint
app_plan_delete (AppPlanModel *model, GPtrArray *lines)
{
  guint at = lines->len > 0 ? app_plan_model_find (model, lines->pdata[0]) : G_MAXUINT;
  gboolean done;

  if (at == G_MAXUINT)
    return at;
  app_plan_model_begin (model, _ ("Удаление"));
  for (guint i = lines->len; i-- > 0;)
    app_plan_model_remove (model, app_plan_model_find (model, lines->pdata[i]));
  done = app_plan_model_end (model);
  return !done ? G_MAXUINT : count (model) > 0 ? MIN (at, count (model) - 1) : 0;
}

guint
app_plan_wipe (AppPlanModel *model, GPtrArray *lines, const guint *fields, guint n)
{
  guint at = lines->len > 0 ? app_plan_model_find (model, lines->pdata[0]) : G_MAXUINT;

  app_plan_model_begin (model, _ ("Очистка"));
  for (guint i = 0; i < lines->len; i++)
    for (guint k = 0; k < n; k++)
      if (!app_plan_line_is_section (lines->pdata[i]))
        app_plan_model_set (model, lines->pdata[i], fields[k], "");
  return app_plan_model_end (model) ? at : G_MAXUINT;
}

/* Looking */

gboolean
app_plan_matches (AppPlanLine *line,
                  const guint *fields,
                  guint n,
                  const char *folded,
                  gboolean exact,
                  guint *ret_field)
{
  guint title = MERILO_PLAN_SECTION_TITLE;

  if (app_plan_line_is_section (line))
    {
      fields = &title;
      n = 1;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *shown = app_plan_line_show (line, fields[i]);
      g_autofree char *text = exact ? g_steal_pointer (&shown) : g_utf8_casefold (shown, -1);

      if (strstr (text, folded) == NULL)
        continue;
      if (ret_field != NULL)
        *ret_field = i;
      return TRUE;
    }
  return FALSE;
}

/* every place of @what: by characters, as folding may change lengths */
static char *
replace_text (const char *text, const char *what, const char *with, gboolean exact, guint *n)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *folded = exact ? g_strdup (what) : g_utf8_casefold (what, -1);
  glong length = g_utf8_strlen (what, -1);

  for (const char *p = text; *p != 0;)
    {
      const char *end = p;
      g_autofree char *piece = NULL, *compared = NULL;

      for (glong i = 0; i < length && *end != 0; i++)
        end = g_utf8_next_char (end);
      piece = g_strndup (p, (gsize) (end - p));
      compared = exact ? g_strdup (piece) : g_utf8_casefold (piece, -1);
      if (length > 0 && g_str_equal (compared, folded))
        {
          g_string_append (out, with);
          p = end;
          (*n)++;
          continue;
        }
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
      p = g_utf8_next_char (p);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

guint
app_plan_replace (AppPlanModel *model,
                  GPtrArray *lines,
                  const guint *fields,
                  guint n_fields,
                  const char *what,
                  const char *with,
                  gboolean exact)
{
  guint n = 0, title = MERILO_PLAN_SECTION_TITLE;

  app_plan_model_begin (model, _ ("Замена"));
  for (guint i = 0; i < lines->len; i++)
    {
      AppPlanLine *line = lines->pdata[i];
      gboolean section = app_plan_line_is_section (line);
      guint64 mask = app_plan_line_writable (line);

      for (guint k = 0; k < (section ? 1 : n_fields); k++)
        {
          guint field = section ? title : fields[k];
          g_autofree char *text = app_plan_line_show (line, field);
          g_autofree char *now = NULL;

          if (((mask >> field) & 1) == 0)
            continue;
          now = replace_text (text, what, with, exact, &n);
          app_plan_model_set (model, line, field, now);
        }
    }
  app_plan_model_end (model);
  return n;
}
