/* HTML on the clipboard of Windows («HTML Format»): a head that tells where in the bytes the page
 * and what was copied of it begin and end, then the page. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* transfer full */
GBytes *app_cf_html_wrap (const char *html);

/* The page: a table's opening may stand before the fragment. What has no head, or one that lies, is
 * taken as a page whole. transfer full */
char *app_cf_html_unwrap (GBytes *bytes);

G_END_DECLS
