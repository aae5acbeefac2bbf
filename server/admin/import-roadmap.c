#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "admin/commands.h"
#include "admin/import.h"
#include "exchange/roadmap.h"
#include "jobs/plan-document.h"
#include "model/error.h"
#include "reading/roadmap-json.h"

typedef struct
{
  const char *path;
  int table;
  char **roles;       /* of --columns */
  char *from, *until; /* of --period */
} Source;

static void
clear_source (Source *self)
{
  g_strfreev (self->roles);
  g_free (self->from);
  g_free (self->until);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, clear_source)

/* --period goes before what the title says */
static gboolean
choose_period (
    const Source *source, const MeriloPlan *plan, char **ret_from, char **ret_until, GError **error)
{
  g_auto (GStrv) own = g_strsplit (plan->period, "..", 2);

  if (source->from == NULL && g_strv_length (own) != 2)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                   _ ("Из названия плана «%s» не виден его период: задайте --period A..B"),
                   plan->title);
      return FALSE;
    }
  *ret_from = g_strdup (source->from != NULL ? source->from : own[0]);
  *ret_until = g_strdup (source->until != NULL ? source->until : own[1]);
  return TRUE;
}

static char *
store_plan (SrvAdminImport *import,
            const Source *source,
            const char *job,
            const MeriloPlan *plan,
            guint number,
            GError **error)
{
  gboolean town = import->who->role == MERILO_ROLE_METHODOLOGIST;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *name = g_path_get_basename (source->path);
  g_autofree char *title
      = plan->title[0] != 0
            ? g_utf8_substring (plan->title, 0, MIN (g_utf8_strlen (plan->title, -1), 1000))
            : g_filename_display_name (name);
  SrvParams *params;

  if (!choose_period (source, plan, &from, &until, error)
      || !srv_session_enter (import->session, import->who, error))
    return NULL;
  params = srv_params_new ();
  srv_params_add_text (params, job);
  srv_params_add_whole (params, number);
  srv_params_add_text (params, !town && g_str_equal (plan->plan_kind, "municipal-roadmap")
                                   ? "school-roadmap"
                                   : plan->plan_kind);
  srv_params_add_text (params, title);
  srv_params_add_text (params, from);
  srv_params_add_text (params, until);
  return srv_admin_import_finish (import, "plan/create_from_job", params, error);
}

static gboolean
store (SrvAdminImport *import,
       const Source *source,
       const MeriloRoadmap *roadmap,
       JsonNode *document,
       GError **error)
{
  g_autoptr (JsonArray) made = json_array_new ();
  g_autofree char *job = NULL;

  if (!srv_admin_import_begin (import, error))
    return FALSE;
  srv_plan_document_prepare (json_node_get_object (document));
  job = srv_admin_import_store (import, "read-roadmap", source->path, document, NULL, error);
  if (job == NULL)
    return FALSE;
  for (guint i = 0; i < roadmap->plans->len; i++)
    {
      g_autofree char *id
          = store_plan (import, source, job, g_ptr_array_index (roadmap->plans, i), i, error);

      if (id == NULL)
        return FALSE;
      json_array_add_int_element (made, g_ascii_strtoll (id, NULL, 10));
    }
  json_object_set_array_member (json_node_get_object (document), "imported",
                                g_steal_pointer (&made));
  return srv_session_commit (import->session, error);
}

static guint
count_doubtful (const MeriloPlan *plan)
{
  guint n = 0;

  for (guint s = 0; s < plan->sections->len; s++)
    {
      const MeriloPlanSection *section = g_ptr_array_index (plan->sections, s);

      for (guint i = 0; i < section->rows->len; i++)
        n += ((MeriloPlanRow *) g_ptr_array_index (section->rows, i))->state == MERILO_ROW_DOUBTFUL;
    }
  return n;
}

/* "not-a-plan" and the kinds of plans, for people */
static const char *
show_kind (const char *kind)
{
  static const struct
  {
    const char *kind, *words;
  } kinds[] = {
    { "municipal-roadmap", N_ ("дорожная карта муниципалитета") },
    { "school-roadmap", N_ ("дорожная карта школы") },
    { "vsoko-plan", N_ ("план ВСОКО") },
    { "decision", N_ ("решение, пункты без таблицы") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return _ (kinds[i].words);
  return _ ("не план");
}

static void
print_tables (const MeriloRoadmap *roadmap)
{
  for (guint i = 0; i < roadmap->found->len; i++)
    {
      const MeriloFoundTable *found = &g_array_index (roadmap->found, MeriloFoundTable, i);

      if (found->table < 0)
        g_print (_ ("%s, пунктов: %u\n"), show_kind (found->kind), found->count);
      else
        g_print (_ ("таблица %d: %s, пунктов: %u\n"), found->table, show_kind (found->kind),
                 found->count);
    }
}

static void
print_columns (const MeriloPlan *plan)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < plan->columns->len; i++)
    {
      const MeriloPlanColumn *column = g_ptr_array_index (plan->columns, i);

      g_string_append_printf (out, "%s%s: %s", i > 0 ? "; " : "",
                              column->heading[0] != '\0' ? column->heading : _ ("без заголовка"),
                              column->role[0] != '\0' ? column->role : "-");
    }
  g_print (_ ("столбцы: %s\n"), out->str);
}

static void
print (const MeriloRoadmap *roadmap, gboolean stored)
{
  print_tables (roadmap);
  for (guint i = 0; i < roadmap->plans->len; i++)
    {
      const MeriloPlan *plan = g_ptr_array_index (roadmap->plans, i);

      g_print (_ ("%s\nразделов: %u, пунктов: %u, посмотреть: %u, пропущено строк: %u\n"),
               plan->title, plan->sections->len, plan->n_rows, count_doubtful (plan),
               plan->dropped->len);
      print_columns (plan);
    }
  g_print ("%s\n", stored ? _ ("Загружено.") : _ ("Проверка: ничего не загружено."));
}

static gboolean
read_and_store (SrvAdminImport *import, const Source *source, GError **error)
{
  MeriloRoadmapOptions options = { source->table, (const char *const *) source->roles };
  g_autoptr (MeriloRoadmap) roadmap = merilo_roadmap_open (source->path, &options, error);
  g_autoptr (JsonNode) document
      = roadmap != NULL ? srv_reading_make_roadmap (roadmap, error) : NULL;
  g_autofree char *text = NULL;

  if (document == NULL || (!import->dry_run && !store (import, source, roadmap, document, error)))
    return FALSE;
  text = json_to_string (document, FALSE);
  if (import->json)
    g_print ("%s\n", text);
  else
    print (roadmap, !import->dry_run);
  return TRUE;
}

static gboolean
split_period (Source *source, const char *period, GError **error)
{
  g_auto (GStrv) days = g_strsplit (period != NULL ? period : "", "..", 2);
  gint64 from, until;

  if (period == NULL)
    return TRUE;
  if (g_strv_length (days) != 2 || !merilo_date_parse (days[0], strlen (days[0]), &from)
      || !merilo_date_parse (days[1], strlen (days[1]), &until) || from > until)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                   _ ("Период «%s» не понятен: нужно 2024-01-01..2026-12-31"), period);
      return FALSE;
    }
  source->from = g_strdup (days[0]);
  source->until = g_strdup (days[1]);
  return TRUE;
}

static gboolean
import_roadmap (const char *const *words, GError **error)
{
  g_auto (SrvAdminImport) import = { 0 };
  g_auto (Source) source = { .table = -1 };
  g_autofree char *period = NULL;
  const GOptionEntry options[] = {
    { "table", 0, 0, G_OPTION_ARG_INT, &source.table, _ ("прочитать план одной таблицы"), "N" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &import.columns,
      _ ("назначения столбцов по порядку: no, activity, deadline, …; «-» для лишнего"), "A,B,…" },
    { "period", 0, 0, G_OPTION_ARG_FILENAME, &period, _ ("период плана"), "A..B" },
    { "user", 0, 0, G_OPTION_ARG_FILENAME, &import.login, _ ("для кого загрузить"), "LOGIN" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &import.dry_run, _ ("только прочитать"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &import.json, _ ("напечатать JSON"), NULL },
    { NULL },
  };

  if (!srv_admin_call_read (
          &import.call, words,
          "import roadmap FILE [--table N] [--columns A,B,…] [--dry-run] [--json]", options, 1, 1,
          error)
      || !split_period (&source, period, error))
    return FALSE;
  if (source.table < -1)
    {
      g_set_error_literal (error, MERILO_ERROR, MERILO_ERROR_INVALID,
                           _ ("Номер таблицы не может быть отрицательным"));
      return FALSE;
    }
  if (import.columns != NULL)
    source.roles = g_strsplit (import.columns, ",", -1);
  if (source.table >= 0)
    import.only_table = g_strdup_printf ("%d", source.table);
  source.path = import.call.arguments[0];
  return read_and_store (&import, &source, error);
}

SrvAdminStatus
srv_admin_import_roadmap (const char *const *words)
{
  GError *error = NULL;

  (void) !import_roadmap (words, &error);
  return srv_admin_end (error);
}
