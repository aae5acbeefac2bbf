/* Inside of a session: who is signed in is a file of its own. */
#pragma once

#include <libsoup/soup.h>

#include "net/session.h"

G_BEGIN_DECLS

struct _AppSession
{
  GObject parent_instance;

  SoupSession *soup;
  char *server; /* without the last slash */
  char *token;
  AppUser *user;
  char *description; /* of the user, as the server gave it */
  gboolean online;
  GTlsDatabase *own; /* the department's authority, or NULL */
  AppTrust *refusal; /* the certificate that was not trusted last */
};

/* session.c */
void _app_session_tell_signed_in (AppSession *self);

/* session-sign-in.c */
void _app_session_free_user (AppUser *user);

G_END_DECLS
