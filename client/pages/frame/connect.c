#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/error.h"
#include "net/probe.h"
#include "pages/bits.h"
#include "pages/frame/connect.h"
#include "pages/frame/trust-words.h"
#include "store/settings.h"

struct _AppConnect
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *cancellable; /* of the question under way; NULL: none */
  char **local_urls;
  guint local_next; /* the place on this computer that is asked now; past the end: not looking */
  gboolean can_leave;

  GtkStack *steps;
  GtkWidget *back, *fields, *address, *local, *own, *own_choose, *own_drop, *go, *stop;
  GtkWidget *notice, *notice_bar, *file_notice, *file_bar;
  GtkWidget *problems, *facts, *again, *take, *absent_text, *local_again;
};

enum
{
  SIGNAL_CONNECTED,
  SIGNAL_LEFT,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppConnect, app_connect, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

static void probe (AppConnect *self);

/* Helpers */

static void
say (GtkWidget *label, GtkWidget *bar, const char *text)
{
  g_autofree char *capital = text != NULL ? app_capital (text) : NULL;

  if (text != NULL)
    gtk_label_set_text (GTK_LABEL (label), capital);
  gtk_widget_set_visible (bar, text != NULL); /* no gap where nothing is said */
  gtk_revealer_set_reveal_child (GTK_REVEALER (bar), text != NULL);
}

static gboolean
is_shown (AppConnect *self, const char *step)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->steps), step) == 0;
}

static char *
dup_address (AppConnect *self)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));

  if (*text == 0 || g_str_equal (text, APP_SERVER_PREFIX))
    return NULL;
  return strstr (text, "://") != NULL ? g_steal_pointer (&text)
                                      : g_strconcat (APP_SERVER_PREFIX, text, NULL);
}

static void
fit (AppConnect *self)
{
  gboolean busy = self->cancellable != NULL;
  g_autofree char *address = dup_address (self), *file = app_settings_dup (APP_SETTING_CA_FILE);

  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_widget_set_visible (self->stop, busy);
  gtk_button_set_label (GTK_BUTTON (self->go), busy ? _ ("Проверяем…") : _ ("Дальше"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect.go", !busy && address != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect.local", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connect.choose", !busy);
  gtk_widget_set_visible (self->own_drop, file != NULL);
  gtk_widget_set_visible (self->back, busy || self->can_leave || !is_shown (self, "address"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->own),
                               file != NULL
                                   ? _ ("Взят: ему доверяем вместе с сертификатами системы")
                                   : _ ("Нужен, если у управления свой удостоверяющий центр"));
}

static void
show_step (AppConnect *self, const char *step, GtkWidget *focus)
{
  gtk_stack_set_visible_child_name (self->steps, step);
  fit (self);
  gtk_widget_grab_focus (focus);
}

static void
show_address (AppConnect *self, const char *notice)
{
  say (self->notice, self->notice_bar, notice);
  show_step (self, "address", self->address);
  gtk_editable_set_position (GTK_EDITABLE (self->address), -1);
}

/* The certificate */

static void
add_row (GtkWidget *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/* a fact is read before its name */
static void
add_fact (AppConnect *self, const char *name, const char *value)
{
  add_row (self->facts, name, value);
  gtk_widget_add_css_class (gtk_widget_get_last_child (self->facts), "shown-field");
}

static void
fill_facts (AppConnect *self, const AppTrust *trust)
{
  g_autofree char *from = trust->from != NULL ? g_date_time_format (trust->from, "%d.%m.%Y") : NULL;
  g_autofree char *until
      = trust->until != NULL ? g_date_time_format (trust->until, "%d.%m.%Y") : NULL;
  g_autofree char *time = from != NULL && until != NULL
                              ? g_strdup_printf (_ ("с %s по %s"), from, until)
                              : g_strdup ("—");

  app_list_clear (self->facts);
  add_fact (self, _ ("Для кого выдан"), trust->names);
  add_fact (self, _ ("Кто выдал"), trust->issuer);
  add_fact (self, _ ("Действует"), time);
  add_fact (self, _ ("Отпечаток SHA-256: сверьте с администратором"), trust->fingerprint);
}

static void
show_certificate (AppConnect *self, const AppTrust *trust)
{
  guint curable = trust->problems & (APP_TRUST_SELF_SIGNED | APP_TRUST_UNKNOWN_CA);
  g_autofree char *file = app_settings_dup (APP_SETTING_CA_FILE);

  app_list_clear (self->problems);
  for (guint problem = 1; problem <= APP_TRUST_WEAK; problem <<= 1)
    if (trust->problems & problem)
      {
        g_autofree char *title = app_trust_dup_title (problem, trust);
        g_autofree char *advice = app_trust_dup_advice (problem, trust);

        add_row (self->problems, title, advice);
      }
  fill_facts (self, trust);
  gtk_widget_set_visible (self->take, curable != 0);
  say (self->file_notice, self->file_bar,
       curable != 0 && file != NULL
           ? _ ("Файл, взятый раньше, этот сервер не подтверждает: нужен другой.")
           : NULL);
  show_step (self, "certificate", curable != 0 ? self->take : self->again);
}

/* Asking */

static void
finish_local (AppConnect *self)
{
  show_step (self, "absent", self->local_again);
}

static void
connected (AppConnect *self)
{
  const char *server = app_session_get_server (app_context_get_session (self->context));

  app_settings_set (APP_SETTING_SERVER, server);
  gtk_editable_set_text (GTK_EDITABLE (self->address), server);
  fit (self);
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0);
}

/* TRUE: there is another place on this computer to ask */
static gboolean
try_next_local (AppConnect *self)
{
  AppSession *session = app_context_get_session (self->context);
  g_autoptr (GError) error = NULL;

  while (self->local_urls[self->local_next] != NULL)
    {
      if (app_session_set_server (session, self->local_urls[self->local_next++], &error))
        {
          probe (self);
          return TRUE;
        }
      g_message ("%s", error->message);
      g_clear_error (&error);
    }
  return FALSE;
}

static void
probed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppConnect) self = data;
  AppSession *session = APP_SESSION (object);
  g_autoptr (GError) error = NULL;
  gboolean ours = app_probe_finish (result, &error);
  gboolean looking = self->local_next > 0;

  if (g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (ours)
    connected (self);
  else if (app_session_get_refusal (session) != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->address), app_session_get_server (session));
      show_certificate (self, app_session_get_refusal (session));
    }
  else if (looking && !try_next_local (self))
    finish_local (self);
  else if (!looking)
    show_address (self, error->message);
}

static void
probe (AppConnect *self)
{
  self->cancellable = g_cancellable_new ();
  fit (self);
  app_probe_async (app_context_get_session (self->context), self->cancellable, probed_cb,
                   g_object_ref (self));
}

static void
stop (AppConnect *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Callbacks */

static void
edited_cb (AppConnect *self)
{
  fit (self);
}

static void
go_cb (AppConnect *self)
{
  g_autofree char *address = dup_address (self);
  g_autoptr (GError) error = NULL;

  if (address == NULL || self->cancellable != NULL)
    return;
  self->local_next = 0;
  if (!app_session_set_server (app_context_get_session (self->context), address, &error))
    {
      show_address (self, error->message);
      return;
    }
  say (self->notice, self->notice_bar, NULL);
  probe (self);
}

static void
local_cb (AppConnect *self)
{
  if (self->cancellable != NULL)
    return;
  say (self->notice, self->notice_bar, NULL);
  self->local_next = 0;
  if (!try_next_local (self))
    finish_local (self);
}

static void
take_file (AppConnect *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean taken = app_context_take_ca_file (self->context, path, &error);

  if (is_shown (self, "certificate"))
    {
      say (self->file_notice, self->file_bar, taken ? NULL : error->message);
      if (taken)
        go_cb (self);
      return;
    }
  show_address (self, taken ? NULL : error->message);
}

static void
files_cb (GListModel *files, gpointer data)
{
  AppConnect *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->cancellable == NULL)
    take_file (self, path);
}

/* Actions */

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_cb (APP_CONNECT (widget));
}

static void
local_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  local_cb (APP_CONNECT (widget));
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  app_choose_files (widget, _ ("Файл сертификата управления"), _ ("Сертификаты (.crt, .cer, .pem)"),
                    "*.crt;*.cer;*.pem;*.der;*.CRT;*.CER;*.PEM", FALSE, files_cb,
                    g_object_ref (widget), g_object_unref);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  take_file (APP_CONNECT (widget), g_variant_get_string (parameter, NULL));
}

static void
drop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppConnect *self = APP_CONNECT (widget);

  app_context_drop_ca_file (self->context);
  show_address (self, NULL);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppConnect *self = APP_CONNECT (widget);
  gboolean stops = self->cancellable != NULL || !is_shown (self, "address");

  stop (self);
  if (stops)
    show_address (self, NULL);
  else if (self->can_leave)
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* GObject overrides */

static void
app_connect_dispose (GObject *object)
{
  AppConnect *self = APP_CONNECT (object);

  stop (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_connect_parent_class)->dispose (object);
}

static void
app_connect_finalize (GObject *object)
{
  g_strfreev (APP_CONNECT (object)->local_urls);
  G_OBJECT_CLASS (app_connect_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, AppConnect, name)
  CHILD (steps);
  CHILD (back);
  CHILD (fields);
  CHILD (address);
  CHILD (local);
  CHILD (own);
  CHILD (own_choose);
  CHILD (own_drop);
  CHILD (go);
  CHILD (stop);
  CHILD (notice);
  CHILD (notice_bar);
  CHILD (file_notice);
  CHILD (file_bar);
  CHILD (problems);
  CHILD (facts);
  CHILD (again);
  CHILD (take);
  CHILD (absent_text);
  CHILD (local_again);
#undef CHILD
}

static void
app_connect_class_init (AppConnectClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_connect_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_connect_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/frame/connect.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, local_cb);
  gtk_widget_class_install_action (widget_class, "connect.go", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "connect.local", NULL, local_action);
  gtk_widget_class_install_action (widget_class, "connect.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "connect.take", "s", take_action);
  gtk_widget_class_install_action (widget_class, "connect.drop", NULL, drop_action);
  gtk_widget_class_install_action (widget_class, "connect.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "connect.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "connect.back",
                                       NULL);
  signals[SIGNAL_CONNECTED] = g_signal_new ("connected", APP_TYPE_CONNECT, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] = g_signal_new ("left", APP_TYPE_CONNECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
app_connect_init (AppConnect *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self->address), APP_SERVER_PREFIX);
  app_connect_set_local (self, app_probe_local);
  app_take_files (GTK_WIDGET (self), files_cb, self);
}

/* Public API */

void
app_connect_set_context (AppConnect *self, AppContext *context)
{
  g_set_object (&self->context, context);
}

void
app_connect_set_local (AppConnect *self, const char *const *urls)
{
  g_autofree char *where = g_strjoinv (", ", (char **) urls);
  g_autofree char *text = g_strdup_printf (_ ("Мы искали здесь: %s."), where);

  g_strfreev (self->local_urls);
  self->local_urls = g_strdupv ((char **) urls);
  gtk_label_set_text (GTK_LABEL (self->absent_text), text);
}

void
app_connect_begin (AppConnect *self, const char *server)
{
  const AppTrust *refusal = app_session_get_refusal (app_context_get_session (self->context));

  stop (self);
  self->can_leave = server != NULL;
  self->local_next = 0;
  gtk_editable_set_text (GTK_EDITABLE (self->address), server != NULL ? server : APP_SERVER_PREFIX);
  if (refusal != NULL)
    show_certificate (self, refusal);
  else
    show_address (self, NULL);
}
