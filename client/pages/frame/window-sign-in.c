#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/frame/window-private.h"

#include <glib/gi18n.h>

#include "model/error.h"

AppSignIn *
_app_window_get_sign_in (AppWindow *self)
{
  if (self->sign_in == NULL)
    {
      self->sign_in = g_object_new (APP_TYPE_SIGN_IN, NULL);
      app_sign_in_set_context (self->sign_in, self->context);
      gtk_stack_add_named (self->root, GTK_WIDGET (self->sign_in), "sign-in");
    }
  return self->sign_in;
}

void
_app_window_read_files (AppWindow *self)
{
  g_autoptr (GPtrArray) files = g_steal_pointer (&self->files);

  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  if (files->len > 0
      && !app_session_has_role (app_context_get_session (self->context), MERILO_BY_METHODOLOGIST))
    {
      app_context_toast (self->context, _ ("Дорожную карту загружает методист управления: войдите "
                                           "как методист и откройте файл снова."));
      return;
    }
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *uri = g_file_get_uri (files->pdata[i]);
      g_autofree char *target = g_strconcat ("file/", uri, NULL);

      app_window_go (self, "plans", target);
    }
}

void
_app_window_show_sign_in (AppWindow *self, const char *notice)
{
  AppSignIn *form = _app_window_get_sign_in (self);
  g_autofree char *name = self->files->len > 0 ? g_file_get_basename (self->files->pdata[0]) : NULL;
  g_autofree char *text
      = name != NULL ? g_strdup_printf (_ ("Войдите: после этого откроется «%s»."), name) : NULL;

  gtk_stack_set_visible_child (self->root, GTK_WIDGET (form));
  app_sign_in_prepare (form, notice != NULL ? notice : text);
}

static void
found_server_cb (AppWindow *self)
{
  _app_window_show_sign_in (self, NULL);
}

void
_app_window_show_connect (AppWindow *self, const char *server)
{
  if (self->connect == NULL)
    {
      self->connect = g_object_new (APP_TYPE_CONNECT, NULL);
      app_connect_set_context (self->connect, self->context);
      g_signal_connect_object (self->connect, "connected", G_CALLBACK (found_server_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->connect, "left", G_CALLBACK (found_server_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->root, GTK_WIDGET (self->connect), "connect");
    }
  gtk_stack_set_visible_child (self->root, GTK_WIDGET (self->connect));
  app_connect_begin (self->connect, server);
}

void
_app_window_lose_session (AppWindow *self)
{
  app_context_forget_session (self->context);
  app_context_close (self->context);
  _app_window_show_sign_in (self,
                            _ ("Сеанс закончился: войдите снова. Всё введённое сохранено на этом "
                               "компьютере и уйдёт на сервер после входа."));
}

static void
restored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean known = app_session_restore_finish (APP_SESSION (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!known && g_error_matches (error, MERILO_ERROR, MERILO_ERROR_UNAVAILABLE))
    known = app_context_assume_last (self->context);
  if (known && app_context_open (self->context, &error))
    return;
  _app_window_show_sign_in (self, error != NULL ? error->message : NULL);
}

/* Public API */

void
app_window_start (AppWindow *self, gboolean has_session)
{
  if (has_session)
    {
      app_session_restore_async (app_context_get_session (self->context), self->cancellable,
                                 restored_cb, g_object_ref (self));
      return;
    }
  if (app_sign_in_is_first (self->context))
    _app_window_show_connect (self, NULL);
  else
    _app_window_show_sign_in (self, NULL);
}

void
app_window_take_file (AppWindow *self, GFile *file)
{
  g_ptr_array_add (self->files, g_object_ref (file));
  if (app_context_get_store (self->context) != NULL)
    _app_window_read_files (self);
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->root), "sign-in") == 0)
    _app_window_show_sign_in (self, NULL);
}
