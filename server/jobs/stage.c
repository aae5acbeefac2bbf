#define G_LOG_DOMAIN "srv-jobs"

#include "config.h"

#include "jobs/stage.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "model/error.h"

/* A line as the reader prints it: row, school, code, …, whether its reader finds fault with it,
 * award */

typedef struct
{
  const char *line, *key; /* «school\tcode» */
  gsize n_key;
  gboolean faulty;
} Work;

static const char *
find_tab (const char *text, const char *end)
{
  return memchr (text, '\t', (gsize) (end - text));
}

/* no key: this is no work, COPY will say so */
static Work
look_at (const char *line, const char *end)
{
  Work self = { .line = line };
  const char *school = find_tab (line, end);
  const char *code = school != NULL ? find_tab (school + 1, end) : NULL;
  const char *last = code != NULL ? find_tab (code + 1, end) : NULL;

  if (last == NULL)
    return self;
  self.key = school + 1;
  self.n_key = (gsize) (last - self.key);
  for (const char *tab = last; tab != NULL; tab = find_tab (tab + 1, end))
    last = tab;
  self.faulty = last[-1] == 't';
  return self;
}

static guint
hash_work (gconstpointer data)
{
  const Work *self = data;
  guint hash = 5381;

  for (gsize i = 0; i < self->n_key; i++)
    hash = hash * 33 + (guchar) self->key[i];
  return hash;
}

static gboolean
is_same_work (gconstpointer a, gconstpointer b)
{
  const Work *one = a, *other = b;

  return one->n_key == other->n_key && memcmp (one->key, other->key, one->n_key) == 0;
}

static gboolean
refuse_doubles (const Work *one, const Work *other, GError **error)
{
  const char *end = one->key + one->n_key, *code = find_tab (one->key, end) + 1;

  g_set_error (error, MERILO_ERROR, MERILO_ERROR_BAD_FILE,
               _ ("код %.*s стоит в строках %d и %d, и чьи это результаты, не понять; исправьте "
                  "коды и загрузите файл ещё раз"),
               (int) (end - code), code, atoi (one->line), atoi (other->line));
  return FALSE;
}

/* both works of a doubled code are faulty by their reader's word; where it kept silent about one of
 * them, the file is not taken */
static gboolean
check_doubles (const char *lines, GError **error)
{
  g_autoptr (GArray) works = g_array_new (FALSE, FALSE, sizeof (Work));
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_work, is_same_work);

  for (const char *end; (end = strchr (lines, '\n')) != NULL; lines = end + 1)
    {
      Work work = look_at (lines, end);

      if (work.key != NULL)
        g_array_append_val (works, work);
    }
  for (guint i = 0; i < works->len; i++)
    {
      Work *work = &g_array_index (works, Work, i);
      const Work *first = g_hash_table_lookup (seen, work);

      if (first == NULL)
        g_hash_table_add (seen, work);
      else if (!first->faulty || !work->faulty)
        return refuse_doubles (first, work, error);
    }
  return TRUE;
}

gboolean
srv_stage_works (SrvSession *session, const char *job, const char *lines, GError **error)
{
  g_autoptr (GString) out = NULL;

  if (!check_doubles (lines, error))
    return FALSE;
  out = g_string_sized_new (strlen (lines) + strlen (lines) / 8);
  for (const char *end; (end = strchr (lines, '\n')) != NULL; lines = end + 1)
    {
      g_string_append (out, job);
      g_string_append_c (out, '\t');
      g_string_append_len (out, lines, end + 1 - lines);
    }
  return out->len == 0 || srv_session_copy (session, "job/stage", out->str, out->len, error);
}
