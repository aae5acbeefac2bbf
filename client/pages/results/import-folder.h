/* Workbooks and tables below a folder, however deep. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GFile *file;
  char *folder; /* names from the chosen folder down, by "/" */
  char *key;    /* to be ordered by */
} AppFoundFile;

void app_found_file_free (AppFoundFile *found);

/* looks in a thread; at most 5 000 files, hidden ones and those that Excel keeps open left out */
void app_find_books_async (GFile *folder,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);

/* Returns: (transfer full): of AppFoundFile, by name */
GPtrArray *app_find_books_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the ending says that it may be a table of results */
gboolean app_is_book (const char *name);

G_END_DECLS
