/* a whole file if it begins as a zip does, otherwise the part with the document */
#include "exchange/docx.h"

#include <string.h>

#include "target.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloDocx) docx
      = size > 2 && memcmp (data, "PK", 2) == 0
            ? merilo_docx_read (bytes, &error)
            : merilo_docx_read_part (merilo_part_new_for_bytes ("document", bytes), &error);

  check_outcome (docx != NULL, error);
  for (guint i = 0; docx != NULL && i < docx->blocks->len; i++)
    {
      const MeriloBlock *block = g_ptr_array_index (docx->blocks, i);

      g_assert_true ((block->text == NULL) != (block->rows == NULL));
      g_assert_true (block->text == NULL || g_utf8_validate (block->text, -1, NULL));
    }
  return 0;
}
