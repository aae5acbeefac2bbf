/* What constructors of libraries make while they are loaded is no leak of ours: GLib replaces its
 * table of quarks when it is full and leaves the old one to readers without a lock. A suppression
 * could tell such things by the dynamic linker in their stacks alone, and the stacks of libraries
 * without frame pointers cost a whole window four fifths of its time. So nothing is looked for
 * until the last of them is loaded. */

#if defined __SANITIZE_ADDRESS__ && defined __linux__

#include <sanitizer/lsan_interface.h>

static void
look_away (void)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"), used)) static void (*const first) (void) = look_away;

__attribute__ ((constructor)) static void
look_again (void)
{
  __lsan_enable ();
}

#endif
