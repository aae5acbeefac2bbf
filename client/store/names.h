/* The school's own list: which pupil has which code. It lies in this user's file on this machine
 * and nowhere else: nothing here is ever put into a request, a draft, the outbox or the cache.
 * Codes are given anew each year, so a name belongs to a year and a code. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *code, *name, *class_name;
} AppName;

void app_name_free (AppName *name);

/* puts @names (of AppName) in place of what there is of @year, in one transaction */
gboolean app_names_replace (AppStore *store, int year, GPtrArray *names);

/* NULL: not known; transfer full */
char *app_names_dup (AppStore *store, int year, const char *code);

/* of a year; 0: of all */
guint app_names_count (AppStore *store, int year);

/* years that have names, newest first; transfer full, of int */
GArray *app_names_get_years (AppStore *store);

/* all names of all years: overwritten on the disk, and the file is written anew without them. The
 * words of it are in no file afterwards */
gboolean app_names_erase (AppStore *store);

G_END_DECLS
