/* plans that people would never type: nothing crashes, nothing is lost */
#include <string.h>

#include "documents/documents.h"
#include "exchange/xlsx.h"
#include "model/entities/plan-item.h"
#include "model/entities/plan-section.h"
#include "model/entities/plan.h"
#include "model/record.h"
#include "records.h"

#define ROUNDS 5

/* letters of many scripts, blanks of many kinds, signs that files treat in their own way */
static const gunichar letters[]
    = { 'a',     'Z',    '0',    '.',      '-',   '&',   '<',   '>',   '"',    '\'',   ']',
        0x416,   0x451,  0x301,  0x5d0,    0x5e9, 0x627, 0x644, 0x939, 0x94d,  0x4e2d, 0xac00,
        0x1f600, 0x200d, 0xfe0f, 0x1,      0x1b,  0x7f,  0x85,  0xad,  0x200b, 0x202e, 0x2066,
        0xfeff,  0xfffd, 0xffff, 0x10ffff, '\t',  '\n',  '\r',  ' ',   0xa0,   0x2028, '=' };

static char *
make_text (guint most)
{
  guint n = (guint) g_test_rand_int_range (0, (int) most);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      gunichar c = letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))];
      guint times = g_test_rand_int_range (0, 40) == 0 ? 300 : 1;

      for (guint k = 0; k < times; k++)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static Records *
make_records (void)
{
  g_autofree char *title = make_text (200);
  Records *records
      = records_new ((guint) g_test_rand_int_range (0, 4), *title != 0 ? title : "План");
  guint n = (guint) g_test_rand_int_range (0, 12);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *no = make_text (8);
      g_autofree char *words = make_text (g_test_rand_int_range (0, 6) == 0 ? 3000 : 100);
      g_autofree char *section = make_text (60);

      if (i == 0 || g_test_rand_int_range (0, 3) == 0)
        records_add_section (records, section);
      merilo_record_load_text (records_add_item (records, no, words, NULL),
                               (guint) g_test_rand_int_range (MERILO_PLAN_ITEM_OBJECT,
                                                              MERILO_PLAN_ITEM_EXTRA + 1),
                               make_text (2000));
    }
  return records;
}

/* the file is whole: our own readers, which believe nothing, go to its end */
static void
check_file (GBytes *bytes, SrvDocumentForm form)
{
  g_autoptr (GError) error = NULL;

  if (form == SRV_DOCUMENT_DOCX)
    {
      g_autoptr (MeriloDocx) docx = merilo_docx_read (bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (docx->blocks->len, >, 0);
    }
  else if (form == SRV_DOCUMENT_XLSX)
    {
      g_autoptr (MeriloXlsx) book = merilo_xlsx_new (bytes, &error);
      g_autoptr (MeriloGrid) grid = book != NULL ? merilo_xlsx_read_grid (book, 0, &error) : NULL;

      g_assert_no_error (error);
      g_assert_nonnull (grid);
    }
  else if (form == SRV_DOCUMENT_HTML)
    g_assert_true (
        g_utf8_validate (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  else
    g_assert_cmpuint (g_bytes_get_size (bytes), >, 500);
}

static void
test_random (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (Records) records = make_records ();
      g_autofree char *org = make_text (30);
      g_autoptr (MeriloDocument) document
          = srv_document_plan (records->plan, records->sections, records->items, org);

      for (guint form = 0; form < 4; form++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) bytes = srv_document_render (document, form, NULL, &error);
          g_autofree char *name = srv_document_file_name (document, form);
          g_autofree char *disposition = srv_document_disposition (name);

          g_assert_no_error (error);
          g_assert_true (g_utf8_validate (name, -1, NULL));
          g_assert_true (g_str_is_ascii (disposition));
          check_file (bytes, form);
        }
    }
}

/* 4 000 characters in each cell, a word without an end, text from right to left, signs that XML
 * forbids: all of it comes back from the Word file */
static void
test_round_trip (void)
{
  g_autoptr (Records) records = records_new (MERILO_PLAN_KIND_SCHOOL_ROADMAP, "План на 2026 год");
  g_autoptr (GString) high = g_string_new (NULL);
  g_autofree char *word = g_strnfill (4000, 'W');
  g_autoptr (MeriloDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MeriloRoadmap) roadmap = NULL;
  const MeriloPlan *plan;
  const char *expected[] = { NULL, word, "שלום עולם 12 (א)", "␀␁␛ <&>\"'", "=СУММ(A1)" };
  const char *texts[] = { NULL, word, "שלום עולם 12 (א)", "␀\x01\x1b <&>\"'", "=СУММ(A1)" };
  guint n = 0;

  for (guint i = 0; i < 570; i++)
    g_string_append_printf (high, "слово%u ", i % 10);
  g_string_truncate (high, high->len - 1);
  expected[0] = texts[0] = high->str;
  records_add_section (records, "Раздел");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    records_add_item (records, "1", texts[i], "май");
  document = srv_document_plan (records->plan, records->sections, records->items, NULL);
  bytes = srv_document_render (document, SRV_DOCUMENT_DOCX, NULL, &error);
  g_assert_no_error (error);
  roadmap = merilo_roadmap_read (bytes, NULL, &error);
  g_assert_no_error (error);
  plan = roadmap->plans->pdata[0];
  for (guint s = 0; s < plan->sections->len; s++)
    {
      const MeriloPlanSection *section = plan->sections->pdata[s];

      for (guint i = 0; i < section->rows->len; i++, n++)
        g_assert_cmpstr (merilo_plan_get_cell (plan, section->rows->pdata[i], "activity"), ==,
                         expected[n]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (texts));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents-hostile/random", test_random);
  g_test_add_func ("/documents-hostile/round-trip", test_round_trip);
  return g_test_run ();
}
