/* A copied table, as HTML or with tabs, and the plan that a file of it would be. */
#include "exchange/roadmap.h"

#include "model/table-text.h"
#include "target.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL, problem = NULL;
  g_autoptr (MeriloTableText) table = merilo_table_text_read ((const char *) data, size, &error);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MeriloRoadmap) roadmap = NULL;

  check_outcome (table != NULL, error);
  for (guint i = 0; table != NULL && i < table->rows->len; i++)
    {
      char **row = g_ptr_array_index (table->rows, i);

      g_assert_cmpuint (g_strv_length (row), ==, table->n_columns);
      for (guint k = 0; k < table->n_columns; k++)
        g_assert_true (g_utf8_validate (row[k], -1, NULL));
    }
  for (guint i = 0; table != NULL && i < table->merges->len; i++)
    {
      const MeriloTableTextMerge *merge = &g_array_index (table->merges, MeriloTableTextMerge, i);

      g_assert_true (merge->top <= merge->bottom && merge->bottom < table->rows->len);
      g_assert_true (merge->left <= merge->right && merge->right < table->n_columns);
    }
  roadmap = merilo_roadmap_read (bytes, NULL, &problem);
  check_outcome (roadmap != NULL, problem);
  return 0;
}
