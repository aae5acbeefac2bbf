/* The table of phrases, and the shared one: phrase, canon, note, context, parted by tabs. */
#pragma once

#include <glib.h>

typedef struct
{
  char *phrase, *canon, *context;
} Line;

/* (element-type Line); the file must be there and have lines */
GPtrArray *lines_load (const char *path);

/* the project's own table */
GPtrArray *lines_load_own (void);

/* a file of the shared data, or NULL where it is not beside the checkout */
char *lines_find_shared (const char *name);
