/* HTML in the form that the system's clipboard knows: a twin a system. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* what GDK calls it */
const char *app_html_form_get_mime (void);

/* transfer full */
GBytes *app_html_form_wrap (const char *html);
char *app_html_form_unwrap (GBytes *bytes);

G_END_DECLS
