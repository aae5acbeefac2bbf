#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "net/json.h"
#include "pages/bits.h"
#include "pages/results/results-import.h"

#define MAX_ISSUES 200 /* shown of a file */

typedef enum
{
  FILE_WAITS,
  FILE_READS,
  FILE_READ,
  FILE_STORES,
  FILE_STORED,
  FILE_FAILED,
} FileState;

/*  WAITS ─▶ READS (upload, dry job) ─▶ READ ─▶ STORES ─▶ STORED;  FAILED from any   */
typedef struct
{
  AppResultsImport *owner; /* not owned */
  GFile *file;
  FileState state;
  MeriloRecord *job;
  gint64 rows, new_rows, same, changed, marked, refused;
  GtkWidget *row, *badge;
} Line;

struct _AppResultsImport
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *steps, *list, *bar, *totals;
  GPtrArray *lines; /* of Line */
};

enum
{
  SIGNAL_STORED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppResultsImport, app_results_import, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static void go_on (AppResultsImport *self);

static void
line_free (Line *line)
{
  g_object_unref (line->file);
  g_clear_object (&line->job);
  g_free (line);
}

/* Helpers */

static guint
count (AppResultsImport *self, FileState state)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += ((Line *) self->lines->pdata[i])->state == state;
  return n;
}

static void
show_totals (AppResultsImport *self)
{
  gint64 new_rows = 0, changed = 0, refused = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = self->lines->pdata[i];

      new_rows += line->new_rows;
      changed += line->changed;
      refused += line->refused;
    }
  text = g_strdup_printf (_ ("Файлов %u. Строк: новых %" G_GINT64_FORMAT
                             ", изменённых %" G_GINT64_FORMAT ", отклонённых %" G_GINT64_FORMAT),
                          self->lines->len, new_rows, changed, refused);
  gtk_label_set_text (GTK_LABEL (self->totals), text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.store",
                                 count (self, FILE_READ) > 0 && count (self, FILE_READS) == 0
                                     && count (self, FILE_WAITS) == 0
                                     && count (self, FILE_STORES) == 0);
}

static void
set_state (Line *line, FileState state, const char *word, const char *tone)
{
  line->state = state;
  app_badge_set (line->badge, word, tone);
  show_totals (line->owner);
}

static void
fail (Line *line, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (line->row), text);
  set_state (line, FILE_FAILED, _ ("не прочитан"), "warning");
  go_on (line->owner);
}

/* Reading */

/* what the reader says of a cell, in words */
static const struct
{
  const char *code, *words;
} issues_said[] = {
  { "bad-value", N_ ("не балл и не «X»") },
  { "empty-item", N_ ("балла нет") },
  { "item-above-max", N_ ("больше наибольшего балла за задание") },
  { "total-not-sum", N_ ("сумма баллов по заданиям другая") },
  { "total-above-max", N_ ("больше наибольшего балла за работу") },
  { "bad-total", N_ ("первичный балл не число") },
  { "bad-mark", N_ ("отметка не от 2 до 5") },
  { "bad-journal-mark", N_ ("отметка по журналу не от 2 до 5") },
  { "mark-off-scale", N_ ("по шкале отметка другая") },
  { "unknown-class", N_ ("класс не узнан") },
  { "bad-org", N_ ("логин школы не узнан") },
  { "bad-code", N_ ("код участника не узнан") },
  { "doubled-code", N_ ("код участника повторён") },
  { "bad-variant", N_ ("вариант не узнан") },
  { "empty-row", N_ ("есть код участника, но больше ничего не заполнено") },
  { "empty-total", N_ ("итог не указан") },
  { "not-studied", N_ ("«не пройд.» вместо балла: форма такого не допускает") },
  { "scored-absent", N_ ("участник отсутствовал, но баллы стоят") },
  { "shifted-columns", N_ ("значения сдвинуты на столбец") },
  { "bad-count", N_ ("вместо количества стоит что-то другое") },
  { "bad-percent", N_ ("вместо процента стоит что-то другое") },
  { "bad-marker", N_ ("признак не 1, не 0 и не пусто") },
  { "bad-unit", N_ ("не понять, чья это строка: выборки, региона, муниципалитета или школы") },
  { "bad-year", N_ ("год не указан или не похож на год") },
  { "counts-not-total", N_ ("количества по столбцам не складываются во всех участников") },
  { "percent-off-count", N_ ("процент не соответствует количеству") },
  { "percents-not-whole", N_ ("проценты вместе не дают 100") },
  { "markers-not-sum", N_ ("количество признаков не равно числу отмеченных работ") },
  { "rows-differ", N_ ("повтор строки школы за тот же год с другими признаками") },
  { "differs", N_ ("не сходится с загруженными работами") },
  { "official-stands", N_ ("уже загружено из ФИС ОКО, форма этого не меняет") },
};

static const char *
say_issue (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (issues_said); i++)
    if (g_str_equal (issues_said[i].code, code))
      return _ (issues_said[i].words);
  return code != NULL ? code : "";
}

/* 1 is A, 27 is AA, as Excel names its columns */
static char *
name_column (gint64 column)
{
  GString *name = g_string_new (NULL);

  for (; column > 0; column = (column - 1) / 26)
    g_string_prepend_c (name, (char) ('A' + (column - 1) % 26));
  return g_string_free (name, FALSE);
}

static void
add_issue (Line *line, JsonObject *issue)
{
  GtkWidget *row = adw_action_row_new ();
  const char *value = app_json_text (issue, "value");
  g_autofree char *column = name_column (app_json_whole (issue, "column", 0));
  g_autofree char *title = g_strdup_printf (_ ("Строка %" G_GINT64_FORMAT ", столбец %s"),
                                            app_json_whole (issue, "row", 0), column);
  g_autofree char *what
      = g_strdup_printf (_ ("%s, в ячейке: «%s»"), say_issue (app_json_text (issue, "code")),
                         value != NULL ? value : "");
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *subtitle = g_markup_escape_text (what, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (line->row), row);
}

static void
show_file (Line *line, JsonObject *file)
{
  JsonArray *issues = app_json_array (file, "issues");
  const char *procedure = NULL;
  JsonObject *named = app_json_object (file, "procedure");
  guint n = issues != NULL ? json_array_get_length (issues) : 0;
  g_autofree char *text = NULL, *subtitle = NULL;

  if (named != NULL)
    procedure = app_json_text (named, "title");
  line->rows = app_json_whole (file, "rows", 0);
  line->new_rows = app_json_whole (file, "new", 0);
  line->same = app_json_whole (file, "same", 0);
  line->changed = app_json_whole (file, "changed", 0);
  line->marked = app_json_whole (file, "marked", 0);
  line->refused = app_json_whole (file, "refused", 0);
  text = g_strdup_printf (_ ("%s; строк %" G_GINT64_FORMAT ", новых %" G_GINT64_FORMAT
                             ", прежних %" G_GINT64_FORMAT ", изменено %" G_GINT64_FORMAT
                             ", с пометкой %" G_GINT64_FORMAT ", отклонено %" G_GINT64_FORMAT),
                          procedure != NULL ? procedure : _ ("форма не узнана"), line->rows,
                          line->new_rows, line->same, line->changed, line->marked, line->refused);
  subtitle = g_markup_escape_text (text, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (line->row), subtitle);
  for (guint i = 0; i < MIN (n, MAX_ISSUES); i++)
    add_issue (line, json_array_get_object_element (issues, i));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (line->row), n > 0);
  if (line->refused > 0)
    set_state (line, FILE_READ, _ ("есть отклонённые"), "warning");
  else
    set_state (line, FILE_READ, _ ("распознан"), "success");
}

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  Line *line = data;
  g_autofree char *text
      = g_strdup_printf (_ ("читается: %" G_GINT64_FORMAT " из %" G_GINT64_FORMAT), done, total);

  if (total > 0)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (line->row), text);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Line *line = data;
  g_autoptr (AppResultsImport) self = line->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (MeriloRecord) job = NULL;
  g_autoptr (JsonNode) node
      = app_api_run_job_finish (APP_API (object), result, (gpointer *) &job, &error);
  JsonArray *files;

  if (self->context == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (node == NULL)
    {
      fail (line, error);
      return;
    }
  g_set_object (&line->job, job);
  files = JSON_NODE_HOLDS_OBJECT (node) ? app_json_array (json_node_get_object (node), "files")
                                        : NULL;
  if (files != NULL && json_array_get_length (files) > 0)
    show_file (line, json_array_get_object_element (files, 0));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    show_file (line, json_node_get_object (node));
  go_on (self);
}

static void
uploaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Line *line = data;
  AppResultsImport *self = line->owner;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = app_api_upload_finish (APP_API (object), result, &error);
  g_autoptr (MeriloRecord) job = NULL;

  if (self->context == NULL || id == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      if (id == NULL && !g_cancellable_is_cancelled (self->cancellable))
        fail (line, error);
      g_object_unref (self);
      return;
    }
  job = g_object_new (app_type_of (&merilo_job_entity), NULL);
  merilo_record_set_whole (job, MERILO_JOB_KIND, MERILO_JOB_KIND_IMPORT_RESULTS);
  merilo_record_set_text (job, MERILO_JOB_FILE_ID, id);
  merilo_record_set_whole (job, MERILO_JOB_DRY_RUN, TRUE);
  app_api_run_job_async (APP_API (object), job, progress_cb, line, self->cancellable, read_cb,
                         line);
}

/* Storing */

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Line *line = data;
  g_autoptr (AppResultsImport) self = line->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_act_finish (APP_API (object), result, &error);

  if (self->context == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (error != NULL)
    {
      fail (line, error);
      return;
    }
  set_state (line, FILE_STORED, _ ("записан"), "success");
  go_on (self);
}

static gboolean
store_next (AppResultsImport *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = self->lines->pdata[i];
      g_autofree char *id = NULL, *body = NULL;

      if (line->state != FILE_READ || line->job == NULL)
        continue;
      id = app_record_dup_id (line->job);
      body = g_strdup_printf ("{\"job_id\":%s}", id);
      set_state (line, FILE_STORES, _ ("записывается"), "accent");
      g_object_ref (self);
      app_api_act_async (app_context_get_api (self->context), G_TYPE_NONE, NULL, "imports/from-job",
                         body, self->cancellable, stored_cb, line);
      return TRUE;
    }
  return FALSE;
}

static void
go_on (AppResultsImport *self)
{
  gboolean storing = g_object_get_data (G_OBJECT (self), "storing") != NULL;

  if (count (self, FILE_READS) > 0 || count (self, FILE_STORES) > 0)
    return;
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = self->lines->pdata[i];

      if (line->state != FILE_WAITS)
        continue;
      set_state (line, FILE_READS, _ ("читается"), "accent");
      g_object_ref (self);
      app_api_upload_async (app_context_get_api (self->context), line->file, NULL, NULL,
                            self->cancellable, uploaded_cb, line);
      return;
    }
  if (!storing || store_next (self))
    return;
  g_object_set_data (G_OBJECT (self), "storing", NULL);
  app_context_toast (self->context, _ ("Результаты записаны"));
  g_signal_emit (self, signals[SIGNAL_STORED], 0);
}

/* Actions */

static void
files_cb (GListModel *files, gpointer data)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      app_results_import_take (data, file);
    }
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("Файлы ФИС ОКО"), _ ("Книги Excel (.xlsx)"), "*.xlsx", TRUE,
                    files_cb, g_object_ref (widget), g_object_unref);
}

static void
store_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_object_set_data (G_OBJECT (widget), "storing", widget);
  go_on (APP_RESULTS_IMPORT (widget));
}

/* GObject overrides */

static void
app_results_import_dispose (GObject *object)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_results_import_parent_class)->dispose (object);
}

/* nobody waits for what a closed window asked for */
static gboolean
close_request (GtkWindow *window)
{
  g_cancellable_cancel (APP_RESULTS_IMPORT (window)->cancellable);
  return GTK_WINDOW_CLASS (app_results_import_parent_class)->close_request (window);
}

static void
app_results_import_finalize (GObject *object)
{
  AppResultsImport *self = APP_RESULTS_IMPORT (object);

  g_ptr_array_unref (self->lines);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (app_results_import_parent_class)->finalize (object);
}

static void
app_results_import_class_init (AppResultsImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_results_import_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_results_import_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  signals[SIGNAL_STORED] = g_signal_new ("stored", APP_TYPE_RESULTS_IMPORT, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/merilo/results/results-import.ui");
  gtk_widget_class_bind_template_child (widget_class, AppResultsImport, steps);
  gtk_widget_class_bind_template_child (widget_class, AppResultsImport, list);
  gtk_widget_class_bind_template_child (widget_class, AppResultsImport, bar);
  gtk_widget_class_bind_template_child (widget_class, AppResultsImport, totals);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.store", NULL, store_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
app_results_import_init (AppResultsImport *self)
{
  self->cancellable = g_cancellable_new ();
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.store", FALSE);
  app_take_files (GTK_WIDGET (self), files_cb, self);
}

/* Public API */

GtkWidget *
app_results_import_new (GtkWindow *parent, AppContext *context)
{
  AppResultsImport *self = g_object_new (APP_TYPE_RESULTS_IMPORT, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
app_results_import_take (AppResultsImport *self, GFile *file)
{
  Line *line = g_new0 (Line, 1);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *title = g_markup_escape_text (shown, -1);

  line->owner = self;
  line->file = g_object_ref (file);
  line->row = adw_expander_row_new ();
  line->badge = app_badge_new (_ ("ждёт"), "dim");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line->row), title);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (line->row), line->badge);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (line->row), FALSE);
  app_name_it (line->row, shown);
  gtk_list_box_append (GTK_LIST_BOX (self->list), line->row);
  g_ptr_array_add (self->lines, line);
  gtk_stack_set_visible_child_name (GTK_STACK (self->steps), "files");
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->bar), TRUE);
  show_totals (self);
  go_on (self);
}

guint
app_results_import_get_n_read (AppResultsImport *self)
{
  return count (self, FILE_READ);
}

guint
app_results_import_get_n_stored (AppResultsImport *self)
{
  return count (self, FILE_STORED);
}
