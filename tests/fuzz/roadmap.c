#include "exchange/roadmap.h"

#include "target.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MeriloDocx) docx
      = merilo_docx_read_part (merilo_part_new_for_bytes ("document", bytes), NULL);
  g_autoptr (MeriloRoadmap) roadmap = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (docx == NULL)
    return 0;
  roadmap = merilo_roadmap_from_docx (docx, NULL, &error);
  check_outcome (roadmap != NULL, error);
  if (roadmap == NULL)
    return 0;
  merilo_roadmap_to_json (roadmap, json, NULL, NULL);
  g_assert_true (g_utf8_validate (json->str, (gssize) json->len, NULL));
  return 0;
}
