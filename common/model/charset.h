/* The letters of a text file.
 *
 * Told apart: UTF-8 with or without a mark, UTF-16 with one; of the rest Windows-1251, and the
 * CP866 and KOI8-R of older programs where the words are clearly theirs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* the name of it as g_convert() knows it: of bytes that are no UTF-8 and have no mark */
const char *merilo_charset_guess (const char *data, gsize size);

/* @data as UTF-8 without a mark, with a NUL behind it; NULL if it is no text in any of them, or has
 * a zero byte that no UTF-16 explains. @ret_size may be NULL */
char *merilo_charset_decode (const char *data, gsize size, gsize *ret_size);

G_END_DECLS
