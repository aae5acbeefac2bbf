/* What is said of a new password: the rules before it, and why it was not set. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* transfer full, all of them that are not const */
char *app_password_describe_rules (void);

/* NULL: its length is good */
char *app_password_describe_length (const char *password);

/* @doubtful: an answer was lost before */
const char *app_password_describe_old (gboolean doubtful);

/* @error: of app_api_password_finish(); @given: of another, by an administrator */
char *app_password_describe (const GError *error, gboolean given);

G_END_DECLS
