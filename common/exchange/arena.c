#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/arena.h"

#include "exchange/pages.h"

#ifndef __has_feature /* clang's */
#define __has_feature(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
/* what was not given out is nobody's: here it is seen */
#include <sanitizer/asan_interface.h>
#define FORBID(at, size) __asan_poison_memory_region (at, size)
#define ALLOW(at, size)  __asan_unpoison_memory_region (at, size)
#define GAP              16
#else
#define FORBID(at, size)
#define ALLOW(at, size)
#define GAP 0
#endif

#define FIRST_BLOCK (16 * 1024)  /* a form of one class */
#define LAST_BLOCK  (512 * 1024) /* each is twice the one before, up to this */
#define ALIGNMENT   sizeof (gint64)

typedef struct
{
  char *memory;
  gsize size;
} Block;

struct _MeriloArena
{
  GArray *blocks; /* of Block */
  char *at, *end; /* what is free in the last of them */
};

static void
clear_block (gpointer data)
{
  Block *block = data;

  ALLOW (block->memory, block->size);
  g_free (block->memory);
}

MeriloArena *
merilo_arena_new (void)
{
  MeriloArena *self = g_new0 (MeriloArena, 1);

  self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (self->blocks, clear_block);
  return self;
}

void
merilo_arena_free (MeriloArena *self)
{
  g_array_unref (self->blocks);
  g_free (self);
}

static void
add_block (MeriloArena *self, gsize least)
{
  gsize before
      = self->blocks->len > 0 ? g_array_index (self->blocks, Block, self->blocks->len - 1).size : 0;
  Block block = { .size = MAX (least, CLAMP (before * 2, FIRST_BLOCK, LAST_BLOCK)) };

  block.memory = g_malloc (block.size);
  if (before > 0) /* no small file */
    merilo_pages_lay (block.memory, block.size);
  FORBID (block.memory, block.size);
  g_array_append_val (self->blocks, block);
  self->at = block.memory;
  self->end = block.memory + block.size;
}

gpointer
merilo_arena_take (MeriloArena *self, gsize size)
{
  gsize whole = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + GAP;
  char *taken;

  g_return_val_if_fail (size < G_MAXSIZE / 2, NULL);
  if ((gsize) (self->end - self->at) < whole)
    add_block (self, whole);
  taken = self->at;
  self->at += whole;
  ALLOW (taken, size);
  return taken;
}
