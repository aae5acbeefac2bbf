/* Pieces of an arena: apart from each other, in order, of any size. */
#include "exchange/arena.h"

#include <stdint.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

/* each filled with its own number, and still so when all are there */
static void
test_apart (void)
{
  static const gsize sizes[] = { 1, 480, 8, 0, 3, 700 * 1024, 16, 600 * 1024, 152 };
  g_autoptr (MeriloArena) arena = merilo_arena_new ();
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();

  for (guint i = 0; i < 9000; i++)
    {
      gsize size = i < G_N_ELEMENTS (sizes) ? sizes[i] : 1 + i % 600;
      char *piece = merilo_arena_take (arena, size);

      g_assert_cmpuint ((uintptr_t) piece % sizeof (gint64), ==, 0);
      memset (piece, (int) (i % 251), size);
      g_ptr_array_add (pieces, piece);
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      gsize size = i < G_N_ELEMENTS (sizes) ? sizes[i] : 1 + i % 600;
      const char *piece = g_ptr_array_index (pieces, i);

      for (gsize k = 0; k < size; k++)
        g_assert_cmpint ((guchar) piece[k], ==, i % 251);
    }
}

/* who writes past a piece is caught, as one is who writes past what malloc() gave */
static void
test_fenced (void)
{
#if defined(__SANITIZE_ADDRESS__)
  g_autoptr (MeriloArena) arena = merilo_arena_new ();
  char *one = merilo_arena_take (arena, 24), *other = merilo_arena_take (arena, 3);

  g_assert_null (__asan_region_is_poisoned (one, 24));
  g_assert_null (__asan_region_is_poisoned (other, 3));
  g_assert_true (__asan_address_is_poisoned (one + 24));
  g_assert_true (__asan_address_is_poisoned (other + 3));
#else
  g_test_skip ("not built with ASan");
#endif
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arena/apart", test_apart);
  g_test_add_func ("/arena/fenced", test_fenced);
  return g_test_run ();
}
