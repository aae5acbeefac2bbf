/* A list of codes and names as a school has it: a workbook, a table as text, or what was copied.
 * Read here and not by the server: these words must not leave the machine. Pure; any thread. */
#pragma once

#include "store/names.h"

G_BEGIN_DECLS

#define APP_NAMES_MAX_BYTES (20 * 1024 * 1024)
#define APP_NAMES_MAX       20000

/* rows that were not taken */
typedef struct
{
  guint bare;    /* without a code or a name */
  guint doubled; /* of codes that stand beside different names */
} AppNamesLeft;

/* Returns: (transfer full): of AppName, a code once, or %NULL with MERILO_ERROR_BAD_FILE, whose
 * words say what to do, or MERILO_ERROR_TOO_LARGE. @ret_left: (optional) */
GPtrArray *
app_names_read (GBytes *bytes, AppNamesLeft *ret_left, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the same of a file on the disk, not read when it is too large; the words of MERILO_ERROR_BAD_FILE
 * say too why it cannot be opened */
GPtrArray *
app_names_read_file (GFile *file, AppNamesLeft *ret_left, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* names-open.c: sets MERILO_ERROR_TOO_LARGE; what a file of the time before .xlsx is */
void _app_names_refuse_size (GError **error);
const char *_app_names_describe_old (GBytes *bytes);

/* rows (of GStrv) of the first sheet of a workbook; names-book.c */
GPtrArray *_app_names_read_book (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
