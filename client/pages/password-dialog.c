#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/password-dialog.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "net/passwords.h"
#include "pages/bits.h"
#include "pages/dialog.h"
#include "pages/password-words.h"

#define WIDTH 460

enum
{
  OLD, /* not there when it is another's */
  NEW,
  AGAIN,
  N_ROWS
};

struct _AppPasswordDialog
{
  AdwWindow parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  gulong closed_id;
  char *user_id, *login; /* NULL: of who is signed in */
  GtkWidget *rows[N_ROWS], *group, *said, *spinner, *cancel, *go;
  const char *aside;       /* said below the rows while nothing is wrong */
  gboolean busy, doubtful; /* doubtful: an answer was lost, the new one may be in force */
  gboolean gone;           /* the window is: what comes of it is told by a toast */
};

G_DEFINE_FINAL_TYPE (AppPasswordDialog, app_password_dialog, ADW_TYPE_WINDOW)

/* Helpers */

static const char *
text_of (AppPasswordDialog *self, guint row)
{
  return self->rows[row] != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->rows[row])) : NULL;
}

/* the first row that is empty; N_ROWS: none */
static guint
find_empty (AppPasswordDialog *self)
{
  guint row = 0;

  while (row < N_ROWS && (self->rows[row] == NULL || *text_of (self, row) != 0))
    row++;
  return row;
}

static void
mark (GtkWidget *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
fit (AppPasswordDialog *self)
{
  gtk_widget_set_sensitive (self->group, !self->busy);
  gtk_widget_set_visible (self->spinner, self->busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->busy);
  gtk_button_set_label (GTK_BUTTON (self->cancel), self->busy ? _ ("Закрыть") : _ ("Отмена"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "password.set",
                                 !self->busy && find_empty (self) == N_ROWS);
}

/* @words: NULL: nothing is wrong */
static void
say (AppPasswordDialog *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->said), words != NULL ? words : self->aside);
  gtk_widget_set_css_classes (self->said,
                              (const char *[]){ words != NULL ? "error" : "dim-label", NULL });
}

static void
clear_marks (AppPasswordDialog *self)
{
  say (self, NULL);
  for (guint row = 0; row < N_ROWS; row++)
    if (self->rows[row] != NULL)
      mark (self->rows[row], FALSE);
}

/* what is wrong, and in which row one goes on */
static void
refuse (AppPasswordDialog *self, guint row, const char *words)
{
  clear_marks (self);
  mark (self->rows[row], TRUE);
  say (self, words);
  gtk_widget_grab_focus (self->rows[row]);
}

/* Before the server is asked */

static gboolean
check (AppPasswordDialog *self)
{
  g_autofree char *length = app_password_describe_length (text_of (self, NEW));

  if (length != NULL)
    {
      refuse (self, NEW, length);
      return FALSE;
    }
  if (g_strcmp0 (text_of (self, OLD), text_of (self, NEW)) == 0)
    {
      refuse (self, NEW, _ ("Новый пароль совпадает с прежним: придумайте другой."));
      return FALSE;
    }
  if (!g_str_equal (text_of (self, NEW), text_of (self, AGAIN)))
    {
      refuse (self, AGAIN,
              _ ("Новый пароль введён по-разному: наберите его ещё раз. Что "
                 "набрано, покажет глаз в конце поля."));
      return FALSE;
    }
  return TRUE;
}

/* What the server said */

static void
show_error (AppPasswordDialog *self, GAsyncResult *result, const GError *error)
{
  const AppProblem *problem = app_problem_of (result);
  const char *field = problem != NULL ? problem->field : NULL;
  g_autofree char *words = app_password_describe (error, self->user_id != NULL);

  if (self->gone)
    app_context_refuse (self->context, words);
  else if (g_strcmp0 (field, "old") == 0 && self->rows[OLD] != NULL)
    refuse (self, OLD, app_password_describe_old (self->doubtful));
  else if (g_strcmp0 (field, "new") == 0)
    refuse (self, NEW, words);
  else
    {
      say (self, words);
      gtk_widget_grab_focus (self->go);
    }
  self->doubtful = self->doubtful || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_TIMEOUT);
}

static void
tell_done (AppPasswordDialog *self)
{
  g_autofree char *given
      = self->user_id != NULL
            ? g_strdup_printf (_ ("Пароль для «%s» задан, прежние сеансы завершены"), self->login)
            : NULL;

  app_context_toast (self->context,
                     given != NULL ? given
                                   : _ ("Пароль сменён. На других устройствах нужно войти заново"));
}

static void
set_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppPasswordDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = app_api_password_finish (APP_API (object), result, &error);

  self->busy = FALSE;
  if (!self->gone)
    fit (self);
  if (done)
    {
      tell_done (self);
      if (!self->gone)
        gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (!g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    show_error (self, result, error);
}

/* Callbacks */

static void
set_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppPasswordDialog *self = APP_PASSWORD_DIALOG (widget);
  AppApi *api = app_context_get_api (self->context);

  if (self->busy || find_empty (self) < N_ROWS || !check (self))
    return;
  clear_marks (self);
  self->busy = TRUE;
  fit (self);
  gtk_widget_grab_focus (self->cancel);
  if (self->user_id != NULL)
    app_api_give_password_async (api, self->user_id, text_of (self, NEW), self->cancellable, set_cb,
                                 g_object_ref (self));
  else
    app_api_change_password_async (api, text_of (self, OLD), text_of (self, NEW), self->cancellable,
                                   set_cb, g_object_ref (self));
}

static void
edited_cb (AppPasswordDialog *self)
{
  if (self->gone)
    return;
  clear_marks (self);
  fit (self);
}

/* Enter goes on: to what is empty, or to the server */
static void
entered_cb (AppPasswordDialog *self)
{
  guint row = find_empty (self);

  if (row < N_ROWS)
    gtk_widget_grab_focus (self->rows[row]);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "password.set", NULL);
}

/* nobody is signed in any more */
static void
closed_cb (AppPasswordDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  if (!self->gone)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* GObject overrides */

/* The window goes, and at once what was typed in it: emptied, a row wipes it. A question under way
 * goes on: what was asked of the server cannot be taken back. */
static void
unrealize (GtkWidget *widget)
{
  AppPasswordDialog *self = APP_PASSWORD_DIALOG (widget);

  self->gone = TRUE;
  for (guint row = 0; row < N_ROWS; row++)
    if (self->rows[row] != NULL)
      gtk_editable_set_text (GTK_EDITABLE (self->rows[row]), "");
  GTK_WIDGET_CLASS (app_password_dialog_parent_class)->unrealize (widget);
}

static void
dispose (GObject *object)
{
  AppPasswordDialog *self = APP_PASSWORD_DIALOG (object);

  for (guint row = 0; row < N_ROWS; row++)
    g_clear_object (&self->rows[row]);
  G_OBJECT_CLASS (app_password_dialog_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppPasswordDialog *self = APP_PASSWORD_DIALOG (object);

  g_clear_signal_handler (&self->closed_id, self->context);
  g_object_unref (self->context);
  g_object_unref (self->cancellable);
  g_free (self->user_id);
  g_free (self->login);
  G_OBJECT_CLASS (app_password_dialog_parent_class)->finalize (object);
}

static void
app_password_dialog_class_init (AppPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  widget_class->unrealize = unrealize;
  gtk_widget_class_install_action (widget_class, "password.set", NULL, set_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "password.set", NULL);
}

static void
app_password_dialog_init (AppPasswordDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->group = adw_preferences_group_new ();
}

static void
add_row (AppPasswordDialog *self, guint row, const char *title)
{
  GtkWidget *entry = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  g_signal_connect_object (entry, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "entry-activated", G_CALLBACK (entered_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), entry);
  self->rows[row] = g_object_ref (entry);
}

static void
add_content (AppPasswordDialog *self, GtkWidget *box, MeriloRecord *user)
{
  g_autofree char *rules = app_password_describe_rules ();
  g_autofree char *whose
      = user != NULL ? g_strdup_printf ("%s (%s)", merilo_record_get_text (user, MERILO_USER_NAME),
                                        self->login)
                     : NULL;

  if (whose != NULL)
    gtk_box_append (GTK_BOX (box), app_label_new (whose, "heading"));
  gtk_box_append (GTK_BOX (box), app_label_new (rules, "dim-label"));
  gtk_box_append (GTK_BOX (box), self->group);
  self->aside = user != NULL ? _ ("Сеансы этого человека закончатся на всех устройствах. Передайте "
                                  "пароль лично и попросите сменить его в меню программы.")
                             : _ ("Здесь работа продолжится, на других устройствах нужно будет "
                                  "войти заново.");
  app_name_it (gtk_widget_get_parent (self->rows[NEW]), _ ("Пароли")); /* the list within */
  self->said = app_label_new (self->aside, "dim-label");
  gtk_box_append (GTK_BOX (box), self->said);
}

static void
add_buttons (AppPasswordDialog *self, GtkWidget *box)
{
  GtkWidget *bar = app_dialog_bar (box);

  self->spinner = gtk_spinner_new ();
  app_name_it (self->spinner, _ ("Ждём ответа сервера"));
  gtk_box_append (GTK_BOX (bar), self->spinner);
  self->cancel = app_dialog_button (bar, _ ("Отмена"), "window.close", NULL);
  self->go = app_dialog_button (bar, self->user_id != NULL ? _ ("Задать") : _ ("Сменить"),
                                "password.set", "suggested-action");
}

/* Public API */

GtkWidget *
app_password_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *user)
{
  AppPasswordDialog *self = g_object_new (APP_TYPE_PASSWORD_DIALOG, "transient-for", parent, NULL);
  GtkWidget *box
      = app_dialog_box (ADW_WINDOW (self),
                        user != NULL ? _ ("Задать пароль") : _ ("Сменить пароль"), WIDTH);

  self->context = g_object_ref (context);
  self->closed_id = g_signal_connect_swapped (context, "closed", G_CALLBACK (closed_cb), self);
  if (user != NULL)
    {
      self->user_id = app_record_dup_id (user);
      self->login = g_strdup (merilo_record_get_text (user, MERILO_USER_LOGIN));
    }
  else
    add_row (self, OLD, _ ("Прежний пароль"));
  add_row (self, NEW, _ ("Новый пароль"));
  add_row (self, AGAIN, _ ("Новый пароль ещё раз"));
  add_content (self, box, user);
  add_buttons (self, box);
  fit (self);
  gtk_widget_grab_focus (self->rows[user != NULL ? NEW : OLD]);
  return GTK_WIDGET (self);
}
