#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#define PAGE 4096

void
merilo_pages_lay (char *memory, gsize size)
{
#ifdef MADV_POPULATE_WRITE /* what it says is not asked: the pages come one by one, then */
  char *first = memory + (PAGE - (uintptr_t) memory % PAGE) % PAGE;
  char *end = memory + size - (uintptr_t) (memory + size) % PAGE;

  if (first < end)
    (void) madvise (first, (gsize) (end - first), MADV_POPULATE_WRITE);
#endif
}
