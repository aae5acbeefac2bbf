#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/norms.h"

#include <gio/gio.h>
#include <string.h>

#include "exchange-resource.h"
#include "exchange/csv.h"

enum
{
  SCALE_FROM,
  ITEMS_FROM,
  UNTIL,
  SUBJECT,
  GRADE,
  MAX_TOTAL,
  FROM_3,
  ITEMS = FROM_3 + 3,
  N_FIELDS,
};

static int
get_number (const MeriloCell *cells, guint i)
{
  return cells[i].text != NULL ? (int) g_ascii_strtoll (cells[i].text, NULL, 10) : 0;
}

/* "10:2П" */
static void
add_item (MeriloNorm *norm, const char *text)
{
  const char *colon = strchr (text, ':');
  int max;

  g_return_if_fail (colon != NULL);
  max = (int) g_ascii_strtoll (colon + 1, NULL, 10);
  g_ptr_array_add (norm->codes, g_strndup (text, (gsize) (colon - text)));
  g_array_append_val (norm->maxima, max);
}

static gboolean
add_norm (guint row, const MeriloCell *cells, guint n_cells, gpointer norms, GError **error)
{
  g_auto (GStrv) items = NULL;
  MeriloNorm *norm;

  if (row == 1)
    return TRUE;
  g_return_val_if_fail (n_cells == N_FIELDS, TRUE);
  norm = g_new0 (MeriloNorm, 1);
  norm->scale_from = get_number (cells, SCALE_FROM);
  norm->items_from = get_number (cells, ITEMS_FROM);
  norm->until = get_number (cells, UNTIL);
  norm->subject = g_strdup (cells[SUBJECT].text);
  norm->grade = get_number (cells, GRADE);
  norm->max = get_number (cells, MAX_TOTAL);
  for (guint i = 0; i < G_N_ELEMENTS (norm->bounds); i++)
    norm->bounds[i] = get_number (cells, FROM_3 + i);
  norm->codes = g_ptr_array_new_with_free_func (g_free);
  norm->maxima = g_array_new (FALSE, FALSE, sizeof (int));
  items = g_strsplit (cells[ITEMS].text, " ", -1);
  for (guint i = 0; items[i] != NULL; i++)
    add_item (norm, items[i]);
  g_ptr_array_add (norms, norm);
  return TRUE;
}

static gpointer
load_norms (gpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (merilo_exchange_get_resource (), "/merilo/exchange/norms.csv",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  GPtrArray *norms = g_ptr_array_new (); /* lives as long as the process */

  if (bytes == NULL || !merilo_csv_read_rows (bytes, add_norm, norms, &error))
    g_error ("the works' norms are not readable: %s", error->message);
  return norms;
}

const MeriloNorm *
merilo_norm_find (int year, const char *subject, int grade, guint n_items)
{
  static GOnce once = G_ONCE_INIT;
  const GPtrArray *norms = g_once (&once, load_norms, NULL);

  for (guint i = 0; i < norms->len; i++)
    {
      const MeriloNorm *norm = g_ptr_array_index (norms, i);

      if (year >= norm->items_from && year <= norm->until && grade == norm->grade
          && norm->codes->len == n_items && g_str_equal (norm->subject, subject))
        return norm;
    }
  return NULL;
}

const int *
merilo_norm_get_bounds (const MeriloNorm *self, int year)
{
  return self->scale_from != 0 && year >= self->scale_from && year <= self->until ? self->bounds
                                                                                  : NULL;
}
