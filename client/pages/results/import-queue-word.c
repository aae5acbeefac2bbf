#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-queue-private.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "net/json.h"

/* It is asked for */

void
_app_import_queue_take_precheck (AppImportFile *file, JsonObject *said)
{
  const char *text = app_json_text (said, "precheck");
  JsonArray *array = app_json_array (said, "precheck");

  g_clear_pointer (&file->precheck, json_node_unref);
  if (array != NULL)
    file->precheck = json_node_init_array (json_node_alloc (), array);
  else
    file->precheck = app_json_parse_text (text, NULL);
  if (file->precheck != NULL && !JSON_NODE_HOLDS_ARRAY (file->precheck))
    g_clear_pointer (&file->precheck, json_node_unref);
}

void
_app_import_queue_ask_word (AppImportFile *file, JsonObject *said)
{
  _app_import_queue_take_precheck (file, said);
  file->repeated = TRUE;
  app_import_file_set_state (file, APP_IMPORT_TO_CONFIRM);
}

/* The form is as the base has it, and is the second submission all the same: the window was closed
 * before the word was said. */
void
_app_import_queue_note_waiting (AppImportFile *file)
{
  JsonObject *first = app_json_object (app_import_file_get_read (file), "first_submission");

  if (first != NULL && app_import_file_is_same (file))
    _app_import_queue_ask_word (file, first);
}

/* It did not get through */

/* the word can be said again; what was @sent is sent again by the same job, of which the server
 * makes one import */
static void
wait_on (AppImportFile *file, gboolean sent, const char *note)
{
  file->repeated |= sent;
  app_import_file_set_note (file, note);
  app_import_file_set_state (file, APP_IMPORT_TO_CONFIRM);
}

static void
lose_connection (AppImportQueue *self, AppImportFile *file, gboolean sent, const GError *error)
{
  g_autofree char *note
      = g_strdup_printf (sent ? _ ("%s. Дошло ли слово руководителя, неизвестно: подтвердите ещё "
                                   "раз, дважды форма не запишется.")
                              : _ ("%s. Слово руководителя не отправлено: подтвердите ещё раз."),
                         error->message);

  self->stopping = TRUE;
  file->unsure |= sent;
  wait_on (file, sent, note);
}

const char *
_app_import_queue_find_change (const AppProblem *problem)
{
  if (problem == NULL)
    return NULL;
  if (g_str_equal (problem->code, "nothing-to-confirm")) /* somebody else has said it */
    return problem->title;
  if (g_str_equal (problem->code, "undecided"))
    return _ ("Тем временем в базе стало иначе: решите о строках этого файла ещё раз.");
  if (problem->status == 404)
    return _ ("Прочитанное раньше на сервере уже не хранилось: файл прочитан заново.");
  return NULL;
}

void
_app_import_queue_lose_word (AppImportQueue *self,
                             AppImportFile *file,
                             const AppProblem *problem,
                             const GError *error)
{
  gboolean sent = file->state == APP_IMPORT_STORES;
  const char *change = sent ? _app_import_queue_find_change (problem) : NULL;

  if (_app_import_queue_is_away (error))
    lose_connection (self, file, sent, error);
  else if (change != NULL)
    {
      self->looks_anew = TRUE;
      app_import_file_set_note (file, change);
      _app_import_queue_let_read_anew (file);
    }
  else
    {
      if (problem != NULL && problem->status == 404)
        g_clear_pointer (&file->file_id, g_free); /* the server has it no more */
      wait_on (file, sent, error->message);
    }
}

/* stopped when the form was read again for it */
void
_app_import_queue_keep_word (AppImportQueue *self)
{
  AppImportFile *file = self->confirmed;

  if (file != NULL && !self->looks_anew
      && (file->state == APP_IMPORT_READ || file->state == APP_IMPORT_WAITS))
    wait_on (file, FALSE, _ ("Слово руководителя не отправлено: подтвердите ещё раз."));
}
