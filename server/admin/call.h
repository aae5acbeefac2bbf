/* One call of merilo-admin: its options, the base it speaks to, and how it ends. */
#pragma once

#include "db/session.h"

G_BEGIN_DECLS

/**
 * SrvAdminCall:
 * @arguments: what is no option; never NULL
 * @database: connection string of the owner; NULL: to be found
 * @data: folder of an embedded server's cluster; NULL: the usual one
 * @config: a file of the server's settings with `owner`; NULL: that of the installed server
 */
typedef struct
{
  char **arguments;
  char *database;
  char *data;
  char *config;
} SrvAdminCall;

/* the status a program ends with */
typedef enum
{
  SRV_ADMIN_DONE = 0,
  SRV_ADMIN_FAILED = 1,  /* ours or the base's fault */
  SRV_ADMIN_REFUSED = 2, /* what was given cannot be taken */
} SrvAdminStatus;

/**
 * srv_admin_call_read:
 * @words: the call without the program's name
 * @usage: of the command: "LOGIN --role R"
 * @options: (nullable): of the command alone; their texts must be
 *   %G_OPTION_ARG_FILENAME, which takes UTF-8 in every locale
 * @least, @most: number of arguments; @most 0 where some are needed: any number
 *
 * Returns: %FALSE with MERILO_ERROR_INVALID
 */
gboolean srv_admin_call_read (SrvAdminCall *self,
                              const char *const *words,
                              const char *usage,
                              const GOptionEntry *options,
                              guint least,
                              guint most,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void srv_admin_call_clear (SrvAdminCall *self);

/* where the base is: --database, --config, --data, MERILO_OWNER, the embedded server of the usual
 * folder, the installed server; transfer full */
char *srv_admin_call_find_base (const SrvAdminCall *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
SrvSession *srv_admin_call_open (const SrvAdminCall *self,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* MERILO_ERROR_INVALID; @format: words with one %s at most. Always %FALSE */
gboolean srv_admin_refuse (GError **error, const char *format, const char *what);

/* prints @error, if there is one, for people; takes it */
SrvAdminStatus srv_admin_end (GError *take_error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrvAdminCall, srv_admin_call_clear)

G_END_DECLS
