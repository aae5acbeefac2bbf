/* What was deflated comes back by pieces of any size; what was not, or is cut, ends. */
#include "exchange/inflate.h"

#include <gio/gio.h>
#include <string.h>

#define MANY (300 * 1024) /* past the window of 32 KB */

/* text that repeats itself near and far, among what does not */
static GBytes *
make_plain (gsize size)
{
  guint8 *data = g_malloc (size);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize i = 0; i < size; i++)
    data[i] = i > 40000 && g_rand_int_range (rand, 0, 50) > 0 ? data[i - 31000]
                                                              : (guint8) g_rand_int (rand);
  return g_bytes_new_take (data, size);
}

static GBytes *
deflate_bytes (GBytes *plain, int level)
{
  g_autoptr (GZlibCompressor) deflate = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, level);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (deflate));

  g_assert_true (g_output_stream_write_all (stream, g_bytes_get_data (plain, NULL),
                                            g_bytes_get_size (plain), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* up to @n bytes of what @packed holds by pieces of @piece; NULL: refused */
static GByteArray *
inflate_bytes (const guint8 *packed, gsize size, gsize piece, gsize n)
{
  g_autoptr (MeriloInflate) inflate = merilo_inflate_new (packed, size);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (piece);

  while (out->len < n)
    {
      gssize got = merilo_inflate_pull (inflate, buffer, piece);

      g_assert_cmpint (got, <=, (gssize) piece);
      if (got < 0)
        return NULL;
      if (got == 0)
        break;
      g_byte_array_append (out, buffer, (guint) got);
    }
  return g_steal_pointer (&out);
}

static void
test_round (void)
{
  static const gsize sizes[] = { 0, 1, 5, 32768, MANY }, pieces[] = { 1, 7, 4000, 65536, 1 << 20 };
  static const int levels[] = { 0, 1, 6, 9 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint l = 0; l < G_N_ELEMENTS (levels); l++)
      for (guint p = sizes[s] == MANY ? 1 : 0; p < G_N_ELEMENTS (pieces); p++)
        {
          g_autoptr (GBytes) plain = make_plain (sizes[s]);
          g_autoptr (GBytes) packed = deflate_bytes (plain, levels[l]);
          g_autoptr (GByteArray) out
              = inflate_bytes (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed),
                               pieces[p], G_MAXSIZE);

          g_assert_nonnull (out);
          g_assert_cmpmem (out->data, out->len, g_bytes_get_data (plain, NULL), sizes[s]);
        }
}

/* what stands behind the end is not read; what is asked for again is still the end */
static void
test_behind (void)
{
  g_autoptr (GBytes) plain = make_plain (1000), packed = deflate_bytes (plain, 6);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (MeriloInflate) inflate = NULL;
  guint8 buffer[2000];

  g_byte_array_append (longer, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  g_byte_array_append (longer, (const guint8 *) "PK\1\2 and more of the file", 24);
  inflate = merilo_inflate_new (longer->data, longer->len);
  g_assert_cmpint (merilo_inflate_pull (inflate, buffer, sizeof buffer), ==, 1000);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (merilo_inflate_pull (inflate, buffer, sizeof buffer), ==, 0);
}

/* cut anywhere: what came before the cut, or a refusal, and an end */
static void
test_cut (void)
{
  g_autoptr (GBytes) plain = make_plain (50000), packed = deflate_bytes (plain, 6);
  const guint8 *data = g_bytes_get_data (plain, NULL);
  gsize size = g_bytes_get_size (packed);

  for (gsize cut = 0; cut < size; cut += 1 + cut / 9)
    {
      g_autofree guint8 *part = g_memdup2 (g_bytes_get_data (packed, NULL), cut);
      g_autoptr (GByteArray) out = inflate_bytes (part, cut, 4000, G_MAXSIZE);

      if (out == NULL)
        continue;
      g_assert_cmpuint (out->len, <, 50000);
      if (out->len > 0)
        g_assert_cmpint (memcmp (out->data, data, out->len), ==, 0);
    }
}

/* a byte changed: something else, or a refusal, but never more than is asked for and always an end;
 * some of them must be refused */
static void
test_broken (void)
{
  g_autoptr (GBytes) plain = make_plain (50000), packed = deflate_bytes (plain, 6);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint refused = 0;

  for (guint i = 0; i < 2000; i++)
    {
      gsize size = g_bytes_get_size (packed);
      g_autofree guint8 *wrong = g_memdup2 (g_bytes_get_data (packed, NULL), size);
      g_autoptr (GByteArray) out = NULL;

      wrong[g_rand_int_range (rand, 0, i % 2 == 0 ? 60 : (gint32) size)]
          = (guint8) g_rand_int (rand);
      out = inflate_bytes (wrong, size, 1 + i % 5000, 200000);
      refused += out == NULL;
    }
  g_assert_cmpuint (refused, >, 50);
}

/* the codes that say so themselves: a block of no known kind, a length that is not its complement,
 * a distance before the beginning */
static void
test_refused (void)
{
  static const struct
  {
    guint8 bytes[8];
    gsize size;
  } rows[] = {
    { { 0x07, 0, 0, 0, 0, 0, 0, 0 }, 8 },
    { { 0x01, 5, 0, 5, 0, 'a', 'b', 'c' }, 8 },
    { { 0x03, 0x02, 0, 0, 0, 0, 0, 0 }, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_null (inflate_bytes (rows[i].bytes, rows[i].size, 100, 1000));
}

/* ISO 3309: the published check value, whole and by pieces */
static void
test_crc (void)
{
  const guint8 *digits = (const guint8 *) "123456789";

  g_assert_cmphex (merilo_crc (0, digits, 9), ==, 0xcbf43926);
  g_assert_cmphex (merilo_crc (merilo_crc (merilo_crc (0, digits, 4), digits, 0), digits + 4, 5),
                   ==, 0xcbf43926);
  g_assert_cmphex (merilo_crc (0, digits, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inflate/round", test_round);
  g_test_add_func ("/inflate/behind", test_behind);
  g_test_add_func ("/inflate/cut", test_cut);
  g_test_add_func ("/inflate/broken", test_broken);
  g_test_add_func ("/inflate/refused", test_refused);
  g_test_add_func ("/inflate/crc", test_crc);
  return g_test_run ();
}
