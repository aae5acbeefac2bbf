/* Which pages there are, for whom, and how each is made. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "plans" */
  const char *label;
  const char *icon;
  guint roles;
  GType (*type) (void);
} AppPlace;

extern const AppPlace app_places[];
extern const guint app_n_places;

G_END_DECLS
