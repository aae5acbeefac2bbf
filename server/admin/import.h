/* What imports share: a file read here goes the way of an uploaded one – a file, a job with what
 * was read, the function of the base that stores it – as the user it is imported for. */
#pragma once

#include <json-glib/json-glib.h>

#include "admin/call.h"

G_BEGIN_DECLS

/**
 * SrvAdminImport:
 * @login: for whom; NULL: the sample methodologist
 * @dry_run: nothing is stored, no base is needed
 * @columns, @only_table: (nullable): what was told of a roadmap's table, kept with the job
 */
typedef struct
{
  SrvAdminCall call;
  char *login;
  char *columns;
  char *only_table;
  gboolean dry_run;
  gboolean json;
  SrvSession *session;
  SrvIdentity *who;
} SrvAdminImport;

void srv_admin_import_clear (SrvAdminImport *self);

/* connects, begins the transaction that holds the whole import */
gboolean srv_admin_import_begin (SrvAdminImport *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * srv_admin_import_store:
 * @kind: of the job: "read-roadmap", "import-results"
 * @document: what was read
 * @works: (nullable): of the file, to be staged: srv_reading_put_copy()
 *
 * Returns: (transfer full): the id of the finished job; the session acts as the user then
 */
char *srv_admin_import_store (SrvAdminImport *self,
                              const char *kind,
                              const char *path,
                              JsonNode *document,
                              const char *works,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the base's function that takes the job; its id; transfer full. @take: its parameters */
char *srv_admin_import_finish (SrvAdminImport *self,
                               const char *statement,
                               SrvParams *take,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrvAdminImport, srv_admin_import_clear)

G_END_DECLS
