#include "client/pages/procedures-desk.h"

#include <string.h>

void
procedures_desk_open (Desk *desk, gconstpointer role)
{
  desk_open (desk, role != NULL ? role : "methodologist");
  fake_load_file (desk->fake, g_getenv ("MERILO_PROCEDURES"));
}

void
procedures_desk_close (Desk *desk, gconstpointer role)
{
  desk_close (desk);
}

AppProceduresPage *
procedures_desk_go (Desk *desk, const char *target)
{
  return APP_PROCEDURES_PAGE (desk_go (desk, "procedures", target));
}

MeriloRecord *
procedures_desk_form (AppProceduresPage *page, gint64 id)
{
  AppProcedureForm *form = app_procedure_view_get_form (app_procedures_page_get_view (page));
  MeriloRecord *record = NULL;

  UI_WAIT ((record = app_procedure_form_get_record (form)) != NULL
           && merilo_record_get_whole (record, MERILO_PROCEDURE_ID) == id);
  return record;
}

void
procedures_desk_refuse (Desk *desk,
                        const char *method,
                        const char *suffix,
                        guint status,
                        const char *code,
                        const char *title,
                        const char *field)
{
  g_autofree char *body
      = g_strdup_printf ("{\"status\":%u,\"code\":\"%s\",\"title\":\"%s\"%s%s%s}", status, code,
                         title, field != NULL ? ",\"field\":\"" : "", field != NULL ? field : "",
                         field != NULL ? "\"" : "");

  fake_answer (desk->fake, method, suffix, status, body);
}

void
procedures_desk_press (gpointer root, const char *label)
{
  GtkWidget *button = NULL;

  UI_WAIT ((button = ui_find_used (root, GTK_TYPE_BUTTON, label)) != NULL);
  g_signal_emit_by_name (button, "clicked");
}

void
procedures_desk_assert_sent (Desk *desk, const char *method, const char *path, const char *part)
{
  g_autofree char *body = fake_dup_last (desk->fake, method, path);

  g_assert_nonnull (body);
  if (strstr (body, part) == NULL)
    g_error ("%s %s: «%s» is not in %s", method, path, part, body);
}
