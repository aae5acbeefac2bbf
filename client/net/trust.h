/* The department's own certification authority, beside those that the system trusts. Its file is
 * merilo/ca.pem in the folder of the user's settings or in one for all users of the machine
 * (/etc/xdg, C:\ProgramData). Who is refused by the system is looked for in it; nobody is trusted
 * without a check of the name, the dates and the whole chain. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @errors: what the system found wrong; @host: whom we wanted to speak to */
gboolean
app_trust_accepts (GTlsCertificate *certificate, GTlsCertificateFlags errors, const char *host);

/* Keeps the certificates of @file (PEM, or DER as Windows saves them) as the user's own.
 * %FALSE with MERILO_ERROR_BAD_FILE in words. */
gboolean app_trust_keep (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
