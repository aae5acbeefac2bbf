/* The typed door to the server: pages ask for records, never for URLs. Lives in the main thread;
 * every call ends in it. Errors are MERILO_ERROR in words for people; the server's own refusal is
 * in app_problem_of(). A cancelled call ends with MERILO_ERROR_CANCELLED: the caller may be gone
 * by then and touches nothing.
 *
 * Answers to questions are kept by their ETag, in memory and, through AppApiCache, on disk: an
 * unchanged list costs a 304, and without a network the last answer is given with its age. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "model/json-reader.h"
#include "net/problem.h"
#include "net/session.h"

G_BEGIN_DECLS

#define APP_TYPE_API (app_api_get_type ())
G_DECLARE_FINAL_TYPE (AppApi, app_api, APP, API, GObject)

typedef struct
{
  char *etag;
  char *next_after;
  GBytes *body;
  gint64 read_at; /* microseconds since 1970 */
  guint64 number; /* of the question that it answers, in this run; 0: of an earlier one */
} AppApiEntry;

void app_api_entry_free (AppApiEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppApiEntry, app_api_entry_free)

/* where answers are kept between starts; @look gives transfer full or NULL */
typedef struct
{
  AppApiEntry *(*look) (gpointer data, const char *path);
  void (*keep) (gpointer data, const char *path, const AppApiEntry *entry);
  gpointer data;
} AppApiCache;

AppApi *app_api_new (AppSession *session);
AppSession *app_api_get_session (AppApi *self);

/* NULL: none; forgets what is in memory */
void app_api_set_cache (AppApi *self, const AppApiCache *cache);

/**
 * app_api_list_async:
 * @type: of a registered entity
 * @filters: (nullable): pairs of names and values, "plan_id", "7", "sort", "position", NULL
 *
 * All pages of the list.
 */
void app_api_list_async (AppApi *self,
                         GType type,
                         const char *const *filters,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);

/* a list that is not at its entity's own path: executions at "matrix/cell" */
void app_api_list_at_async (AppApi *self,
                            GType type,
                            const char *path,
                            const char *const *filters,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);

/* a list that hangs on a record: of control dates below a plan item */
void app_api_list_under_async (AppApi *self,
                               GType type,
                               const MeriloEntity *parent,
                               const char *id,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);

/**
 * app_api_list_finish:
 * @ret_as_of: (out) (optional): 0, or, without a network, when this was read from the server
 *
 * Returns: (transfer full): of MeriloRecord, clean
 */
GPtrArray *app_api_list_finish (AppApi *self,
                                GAsyncResult *result,
                                gint64 *ret_as_of,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * app_api_list_page_async:
 * @limit: how many at most, 500
 * @after: (nullable): what app_api_list_page_finish() gave of the page before
 *
 * One page of a list that may be long, and is read as the user comes to it.
 */
void app_api_list_page_async (AppApi *self,
                              GType type,
                              const char *const *filters,
                              guint limit,
                              const char *after,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);

/* @ret_after: (transfer full): NULL: this was the last one */
GPtrArray *app_api_list_page_finish (AppApi *self,
                                     GAsyncResult *result,
                                     char **ret_after,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

void app_api_get_async (AppApi *self,
                        GType type,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
gpointer
app_api_get_finish (AppApi *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes that are not kept on disk: made by the user now, answered now. Writes of typed text go
 * through AppOutbox. */
void app_api_create_async (AppApi *self,
                           gpointer record,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);

/* the dirty fields, guarded by the record's version */
void app_api_patch_async (AppApi *self,
                          gpointer record,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
void app_api_delete_async (AppApi *self,
                           gpointer record,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);

/* Returns: (transfer full): the record as the server has it now, or %NULL with the error. After a
 * deletion: the record that was deleted. */
gpointer
app_api_write_finish (AppApi *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * app_api_act_async:
 * @type: what the answer is: a record's type, or G_TYPE_NONE for a document
 * @on: (nullable): the record acted on, guarded by its version
 * @path: the action below it: "approval"; without @on the whole path: "plans/from-job"
 * @body: (nullable): JSON
 *
 * An action of server/api/README.md.
 */
void app_api_act_async (AppApi *self,
                        GType type,
                        gpointer on,
                        const char *path,
                        const char *body,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);

/* the record; or for G_TYPE_NONE a JsonNode, NULL without error when the answer has no body */
gpointer app_api_act_finish (AppApi *self, GAsyncResult *result, GError **error);

/* a document of the server: "jobs/7/result", "imports/7/issues" */
void app_api_read_async (AppApi *self,
                         const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
JsonNode *
app_api_read_finish (AppApi *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* 0, or, without a network, when this was read from the server */
gint64 app_api_read_get_as_of (GAsyncResult *result);

/* Files */

typedef void (*AppApiProgress) (gint64 done, gint64 total, gpointer data);

/* @file is read whole: at most 20 MB */
void app_api_upload_async (AppApi *self,
                           GFile *file,
                           AppApiProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
/* what the server takes for the name of a file; transfer full */
char *app_api_fit_name (const char *name);
/* under another name than its own: with the names of the folders that it came from */
void app_api_upload_as_async (AppApi *self,
                              GFile *file,
                              const char *name,
                              AppApiProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
/* of both. Returns: (transfer full): the id of the stored file */
char *app_api_upload_finish (AppApi *self,
                             GAsyncResult *result,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* what the server makes of a thing, as a file: "plans/2/document?kind=plan&format=docx" */
void app_api_save_async (AppApi *self,
                         const char *path,
                         GFile *to,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
gboolean app_api_save_finish (AppApi *self, GAsyncResult *result, GError **error);

/* writes beside @to and renames: never half a file under its name */
void app_api_download_async (AppApi *self,
                             const char *file_id,
                             GFile *to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean app_api_download_finish (AppApi *self, GAsyncResult *result, GError **error);

/* Jobs */

/**
 * app_api_run_job_async:
 * @job: a MeriloJob with kind, file_id and dry_run
 * @progress: of rows or pages
 *
 * Starts the job and follows it to its end; cancelling tells the server too.
 */
void app_api_run_job_async (AppApi *self,
                            gpointer job,
                            AppApiProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data);

/**
 * app_api_run_job_finish:
 * @ret_job: (out) (optional) (transfer full): the finished MeriloJob
 *
 * Returns: (transfer full): the job's result. Of a file of results that no layout knows the job
 *   has failed, and this is the beginning of its sheets
 */
JsonNode *app_api_run_job_finish (AppApi *self,
                                  GAsyncResult *result,
                                  gpointer *ret_job,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* the id of any record as text; transfer full */
char *app_record_dup_id (gpointer record);

/* -1 when the entity has none */
gint64 app_record_get_version (gpointer record);

extern const MeriloJsonBounds app_api_bounds;

G_END_DECLS
