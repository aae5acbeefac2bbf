#include "client/pages/directories-desk.h"

#include "widgets/record-form.h"
#include "widgets/state-view.h"

void
directories_set_up (Desk *desk, gconstpointer role)
{
  desk_open (desk, role);
  desk_go (desk, "directories", NULL);
}

void
directories_tear_down (Desk *desk, gconstpointer role)
{
  desk_close (desk);
}

AppRecordTable *
directories_show (Desk *desk, const char *directory)
{
  AppPage *page = app_window_get_page (desk->window);

  desk_act (page, "directories.show", directory);
  UI_WAIT (desk_is_shown (page));
  desk_settle (desk);
  return APP_RECORD_TABLE (ui_find (GTK_WIDGET (page), APP_TYPE_RECORD_TABLE, NULL));
}

gboolean
directories_is_listed (Desk *desk)
{
  GtkWidget *view
      = ui_find (GTK_WIDGET (app_window_get_page (desk->window)), APP_TYPE_STATE_VIEW, NULL);

  return app_state_view_get_state (APP_STATE_VIEW (view)) == APP_STATE_CONTENT;
}

void
directories_select (Desk *desk, AppRecordTable *table, guint at)
{
  g_autoptr (MeriloRecord) record = app_record_table_dup_record (table, at);

  g_assert_true (app_record_table_select (table, record));
  desk_settle (desk);
}

gboolean
directories_is_refused (Desk *desk)
{
  GtkWidget *toast = ui_find (GTK_WIDGET (desk->window), g_type_from_name ("AdwToastWidget"), NULL);

  return toast != NULL && gtk_widget_get_mapped (toast);
}

static AppRecordForm *
form_of (Desk *desk)
{
  return APP_RECORD_FORM (
      ui_find (GTK_WIDGET (app_window_get_page (desk->window)), APP_TYPE_RECORD_FORM, NULL));
}

MeriloRecord *
directories_get_shown (Desk *desk)
{
  return app_record_form_get_record (form_of (desk));
}

AppRecordTable *
directories_open_act (Desk *desk)
{
  AppRecordTable *table = directories_show (desk, "acts");

  directories_select (desk, table, 0);
  g_assert_cmpstr (merilo_record_get_text (directories_get_shown (desk), MERILO_ACT_NUMBER), ==,
                   "217-п");
  return table;
}

void
directories_type (Desk *desk, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (
                             ui_find (GTK_WIDGET (form_of (desk)), ADW_TYPE_ENTRY_ROW, title)),
                         text);
}

const char *
directories_get_line (Desk *desk, const char *title)
{
  return gtk_editable_get_text (
      GTK_EDITABLE (ui_find (GTK_WIDGET (form_of (desk)), ADW_TYPE_ENTRY_ROW, title)));
}
