/* Runs a fuzz target over its seeds and over seeded mutations of them, as a TAP test: what a build
 * without libFuzzer can do. Usage: replay-<name> FOLDER */
#include <string.h>

#include <glib.h>

#define MUTATIONS 200 /* of each seed */
#define MAX_SEEDS 4096

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static GPtrArray *seeds; /* of GBytes */

/* a copy of its own, so that the sanitizer sees a read past the end */
static void
run (const guint8 *data, gsize size)
{
  guint8 *copy = g_malloc (size + (size == 0));

  if (size > 0)
    memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
  g_free (copy);
}

static void
mutate (GByteArray *bytes, GRand *rand)
{
  guint at = bytes->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) bytes->len) : 0;
  GBytes *other = g_ptr_array_index (seeds, g_rand_int_range (rand, 0, (gint32) seeds->len));
  gsize size;
  const guint8 *data = g_bytes_get_data (other, &size);
  guint8 byte = (guint8) g_rand_int_range (rand, 0, 256);

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      if (bytes->len > 0)
        bytes->data[at] = byte;
      break;
    case 1:
      g_byte_array_append (bytes, &byte, 1);
      break;
    case 2:
      g_byte_array_set_size (bytes, at);
      break;
    case 3: /* the end of another seed */
      g_byte_array_set_size (bytes, at);
      size -= size > 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) size) : 0;
      g_byte_array_append (bytes, data, (guint) size);
      break;
    default:
      if (bytes->len > 0)
        g_byte_array_remove_range (bytes, at, MIN (4, bytes->len - at));
      break;
    }
}

static void
test_seed (gconstpointer data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data ((GBytes *) data, &size);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) size);

  run (bytes, size);
  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GByteArray) mutated = g_byte_array_new ();

      g_byte_array_append (mutated, bytes, (guint) size);
      for (gint32 n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        mutate (mutated, rand);
      run (mutated->data, mutated->len);
    }
}

static void
load_seeds (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL && seeds->len < MAX_SEEDS)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *test = g_strdup_printf ("/fuzz/%s", name);
      char *text;
      gsize size;

      g_file_get_contents (path, &text, &size, &error);
      g_assert_no_error (error);
      g_ptr_array_add (seeds, g_bytes_new_take (text, size));
      g_test_add_data_func (test, g_ptr_array_index (seeds, seeds->len - 1), test_seed);
    }
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  load_seeds (argv[1]);
  g_assert_cmpuint (seeds->len, >, 0);
  failed = g_test_run ();
  g_ptr_array_unref (seeds);
  return failed;
}
