#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-file.h"

#include <glib/gi18n.h>

#include "net/json.h"

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppImportFile, app_import_file, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

#define NOT_KNOWN                                                                                  \
  {                                                                                                \
    -1, -1, -1, -1, -1, -1                                                                         \
  }

/* Names: the year and the class of old exports stand in their folder and not in the file */

static gboolean
says_all (const char *name)
{
  return g_regex_match_simple ("20\\d\\d", name, 0, 0)
         /* not for the screen */
         && g_regex_match_simple ("\\d+\\s*(класс|кл)", name, G_REGEX_CASELESS, 0);
}

static gboolean
is_login (const char *folder)
{
  return g_regex_match_simple ("^[A-Za-z]{2,5}[0-9]{4,8}$", folder, 0, 0);
}

static char *
join_names (const char *const *folders, const char *shown)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; folders[i] != NULL && !says_all (shown); i++)
    if (*folders[i] != 0 && !is_login (folders[i]))
      g_string_append_printf (name, "%s ", folders[i]);
  g_string_append (name, shown);
  return g_string_free (name, FALSE);
}

static void
app_import_file_finalize (GObject *object)
{
  AppImportFile *self = APP_IMPORT_FILE (object);

  g_object_unref (self->file);
  g_free (self->shown);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->school);
  g_free (self->why);
  g_free (self->note);
  g_free (self->stamp);
  g_free (self->file_id);
  g_free (self->title);
  g_clear_object (&self->job);
  g_clear_object (&self->remarks);
  g_clear_pointer (&self->result, json_node_unref);
  g_clear_pointer (&self->precheck, json_node_unref);
  G_OBJECT_CLASS (app_import_file_parent_class)->finalize (object);
}

static void
app_import_file_class_init (AppImportFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_import_file_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", APP_TYPE_IMPORT_FILE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_import_file_init (AppImportFile *self)
{
  self->read = self->stored = (AppImportCounts) NOT_KNOWN;
}

/* Public API */

AppImportFile *
app_import_file_new (GFile *file, const char *folder)
{
  AppImportFile *self = g_object_new (APP_TYPE_IMPORT_FILE, NULL);
  g_autofree char *base = g_file_get_basename (file);
  g_auto (GStrv) folders = g_strsplit (folder != NULL ? folder : "", "/", -1);

  self->file = g_object_ref (file);
  self->shown = g_filename_display_name (base);
  self->folder = g_strdup (folder != NULL ? folder : "");
  self->name = join_names ((const char *const *) folders, self->shown);
  for (guint i = 0; folders[i] != NULL; i++)
    if (is_login (folders[i]))
      {
        g_free (self->school);
        self->school = g_strdup (folders[i]);
      }
  return self;
}

AppImportCounts
app_import_file_get_counts (AppImportFile *self, AppImportPolicy policy)
{
  AppImportCounts counts = self->stored.rows >= 0 ? self->stored : self->read;
  gint64 taken;

  if (counts.refused >= 0 && counts.marked < 0)
    counts.marked = 0; /* a preview marks nothing */
  if (self->stored.rows >= 0 || self->remarks == NULL || counts.refused < 0)
    return counts;
  taken = policy == APP_IMPORT_MARK  ? app_remarks_count_can (self->remarks)
          : policy == APP_IMPORT_ASK ? app_remarks_count_taken (self->remarks)
                                     : 0;
  counts.marked += taken;
  counts.refused -= MIN (taken, counts.refused);
  return counts;
}

gboolean
app_import_file_is_same (AppImportFile *self)
{
  const AppImportCounts *counts = self->stored.rows >= 0 ? &self->stored : &self->read;

  return counts->rows > 0 && counts->same == counts->rows;
}

static gboolean
has_rows (JsonArray *sheets)
{
  for (guint i = 0; sheets != NULL && i < json_array_get_length (sheets); i++)
    {
      JsonArray *rows = app_json_array (json_array_get_object_element (sheets, i), "rows");

      if (rows != NULL && json_array_get_length (rows) > 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
app_import_file_has_rows (AppImportFile *self)
{
  return has_rows (app_json_array (app_import_file_get_read (self), "sheets"));
}

gboolean
app_import_file_has_sheets (JsonNode *grid)
{
  return JSON_NODE_HOLDS_OBJECT (grid)
         && has_rows (app_json_array (json_node_get_object (grid), "sheets"));
}

gboolean
app_import_file_is_undecided (AppImportFile *self)
{
  return self->remarks != NULL && !self->looked_at && app_remarks_count_can (self->remarks) > 0;
}

gboolean
app_import_file_can_decide (AppImportFile *self)
{
  return self->state == APP_IMPORT_READ || (self->state == APP_IMPORT_TO_CONFIRM && self->repeated);
}

gboolean
app_import_file_is_doubtful (AppImportFile *self)
{
  return self->state == APP_IMPORT_READ && 2 * self->read.refused > self->read.rows;
}

JsonObject *
app_import_file_get_read (AppImportFile *self)
{
  JsonObject *object = self->result != NULL && JSON_NODE_HOLDS_OBJECT (self->result)
                           ? json_node_get_object (self->result)
                           : NULL;
  JsonArray *files = app_json_array (object, "files");

  return files != NULL && json_array_get_length (files) > 0
             ? json_array_get_object_element (files, 0)
             : object;
}

void
app_import_file_set_state (AppImportFile *self, AppImportState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
app_import_file_fail (AppImportFile *self, const char *why, gboolean again)
{
  g_free (self->why);
  self->why = g_strdup (why);
  self->again = again;
  app_import_file_set_state (self, APP_IMPORT_FAILED);
}

void
app_import_file_set_note (AppImportFile *self, const char *note)
{
  g_autofree char *before = self->note;

  self->note = g_strdup (note);
}

/* the remarks have them now: of three hundred files they would be in memory twice */
static void
drop_rows (JsonObject *read)
{
  static const char *const members[] = { "columns", "excerpt", "issues", "choices" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (read, members[i]))
      json_object_remove_member (read, members[i]);
}

void
app_import_file_take_result (AppImportFile *self, JsonNode *take)
{
  g_autoptr (AppRemarks) before = g_steal_pointer (&self->remarks);
  gboolean looked_at = self->looked_at;
  JsonObject *read;
  const char *title;

  g_clear_pointer (&self->result, json_node_unref);
  self->looked_at = FALSE; /* nobody has seen what is in it now */
  self->result = take;
  read = app_import_file_get_read (self);
  self->read = (AppImportCounts){
    app_json_whole (read, "rows", -1),   app_json_whole (read, "new", -1),
    app_json_whole (read, "same", -1),   app_json_whole (read, "changed", -1),
    app_json_whole (read, "marked", -1), app_json_whole (read, "refused", -1),
  };
  title = app_json_text (app_json_object (read, "procedure"), "title");
  g_free (self->title);
  self->title = g_strdup (title);
  if (app_json_array (read, "issues") != NULL
      && json_array_get_length (app_json_array (read, "issues")) > 0)
    self->remarks = app_remarks_new (read);
  if (self->remarks != NULL && before != NULL)
    self->looked_at = app_remarks_take_over (self->remarks, before) && looked_at;
  if (read != NULL)
    drop_rows (read);
}

/* NULL: it cannot be seen */
static char *
dup_stamp (AppImportFile *self)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (self->file,
                           G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_ETAG_VALUE,
                           G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup_printf ("%" G_GOFFSET_FORMAT " %s", g_file_info_get_size (info),
                                         g_file_info_get_etag (info))
                      : NULL;
}

gboolean
app_import_file_is_worth_again (AppImportFile *self)
{
  g_autofree char *now = dup_stamp (self);

  if (self->state == APP_IMPORT_FAILED)
    return TRUE;
  return now != NULL && self->stamp != NULL && !g_str_equal (now, self->stamp);
}

void
app_import_file_stamp (AppImportFile *self)
{
  g_free (self->stamp);
  self->stamp = dup_stamp (self);
}

void
app_import_file_begin_anew (AppImportFile *self)
{
  g_clear_pointer (&self->file_id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->result, json_node_unref);
  g_clear_pointer (&self->precheck, json_node_unref);
  g_clear_object (&self->job);
  g_clear_object (&self->remarks);
  self->read = self->stored = (AppImportCounts) NOT_KNOWN;
  self->import = self->layout_map = 0;
  self->repeated = self->looked_at = self->wanted = self->unsure = FALSE;
  app_import_file_set_state (self, APP_IMPORT_WAITS);
}
