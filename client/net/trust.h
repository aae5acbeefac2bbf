/* Why a server's certificate cannot be trusted, in facts that a page can put into words; and the
 * file of the department's own authority: the user's, or the one that the machine's administrator
 * laid for all. The system's authorities are asked first; what they do not know is asked of that
 * file, with the same checks of name and time. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  APP_TRUST_SELF_SIGNED = 1 << 0, /* signed by itself: nobody vouches for it */
  APP_TRUST_UNKNOWN_CA = 1 << 1,  /* signed by an authority that this computer does not know */
  APP_TRUST_WRONG_HOST = 1 << 2,
  APP_TRUST_EXPIRED = 1 << 3,
  APP_TRUST_NOT_YET = 1 << 4,
  APP_TRUST_REVOKED = 1 << 5,
  APP_TRUST_WEAK = 1 << 6, /* an old algorithm, or the chain is broken */
} AppTrustProblem;

typedef struct
{
  guint problems; /* of AppTrustProblem */
  char *host;     /* that was asked for */
  char *names;    /* whom the certificate is for, by commas; "" when it does not say */
  char *issuer;
  GDateTime *from, *until; /* local time, or NULL */
  char *fingerprint;       /* SHA-256 in pairs: "3F:09:…" */
} AppTrust;

AppTrust *
app_trust_new (GTlsCertificate *certificate, GTlsCertificateFlags flags, const char *host);
void app_trust_free (AppTrust *trust);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppTrust, app_trust_free)

/* what @own says of a certificate of @host: 0 is trust; without a file, @flags as they were */
GTlsCertificateFlags app_trust_ask (GTlsDatabase *own,
                                    GTlsCertificate *certificate,
                                    GTlsCertificateFlags flags,
                                    const char *host);

/* the same of the administrator's file: merilo/ca.pem in a folder of settings for all users
 * (/etc/xdg, C:\ProgramData) */
GTlsCertificateFlags
app_trust_ask_machine (GTlsCertificate *certificate, GTlsCertificateFlags flags, const char *host);

/**
 * app_trust_read_file:
 * @path: one or many certificates, PEM, or one in DER as Windows saves it
 *
 * Returns: (transfer full): their PEM and nothing else (no key that lay beside them), or %NULL with
 *   MERILO_ERROR_BAD_FILE
 */
char *app_trust_read_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
