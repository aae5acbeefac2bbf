/* Settings of the server: a GKeyFile, then environment MERILO_<KEY>, then the command line. A key
 * that is not known is an error: a misspelt bound must not pass for a bound. */
#pragma once

#include "http/http-limits.h"

G_BEGIN_DECLS

typedef struct
{
  char *address;     /* [server] address: 127.0.0.1 */
  guint port;        /* 8642; 0: any free one */
  guint workers;     /* 0: one a core */
  gboolean embedded; /* a private PostgreSQL in @data */
  char *data;        /* folder of the cluster */
  char *database;    /* connection string of the application; embedded: made */
  char *owner;       /* connection string of the owner, for migrations; may be NULL */
  char *certificate, *key;
  char *port_file; /* the port is written there when the server listens */
  char *calendar;  /* a file of days off in place of the shipped one: common/schedule/calendar.h */
  SrvHttpLimits limits;
} SrvSettings;

/* @argv: without the program's name. NULL with MERILO_ERROR_INVALID in words */
SrvSettings *srv_settings_read (const char *const *argv, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void srv_settings_free (SrvSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrvSettings, srv_settings_free)

G_END_DECLS
