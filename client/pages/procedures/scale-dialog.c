#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/scale-dialog.h"

#include <glib/gi18n.h>

#include "pages/procedures/procedure-words.h"
#include "pages/procedures/scale-preview.h"

static const int fields[] = {
  MERILO_SCALE_FROM3,
  MERILO_SCALE_FROM4,
  MERILO_SCALE_FROM5,
  MERILO_SCALE_SOURCE,
  MERILO_SCALE_CONFIDENCE,
  MERILO_SCALE_SINCE,
  -1,
};

static gint64
get_bound (MeriloRecord *scale, guint field)
{
  return merilo_record_has (scale, field) ? merilo_record_get_whole (scale, field) : 0;
}

char *
app_scale_check (MeriloRecord *scale, gint64 max, guint *ret_field)
{
  gint64 from3 = get_bound (scale, MERILO_SCALE_FROM3);
  gint64 from4 = get_bound (scale, MERILO_SCALE_FROM4);
  gint64 from5 = get_bound (scale, MERILO_SCALE_FROM5);

  if (from3 < 1)
    {
      *ret_field = MERILO_SCALE_FROM3;
      return g_strdup (_ ("«3» начинается с 1 балла или больше"));
    }
  if (from4 <= from3)
    {
      *ret_field = MERILO_SCALE_FROM4;
      return g_strdup_printf (_ ("«4» начинается выше, чем «3»: больше %" G_GINT64_FORMAT), from3);
    }
  *ret_field = MERILO_SCALE_FROM5;
  if (from5 <= from4)
    return g_strdup_printf (_ ("«5» начинается выше, чем «4»: больше %" G_GINT64_FORMAT), from4);
  if (from5 > max)
    return g_strdup_printf (_ ("«5» начинается не выше максимума процедуры: %" G_GINT64_FORMAT),
                            max);
  return NULL;
}

static char *
check (MeriloRecord *scale, guint *ret_field, gpointer procedure)
{
  return app_scale_check (scale, merilo_record_get_whole (procedure, MERILO_PROCEDURE_MAX),
                          ret_field);
}

static void
changed_cb (AppRecordForm *form, guint field, AppScalePreview *preview)
{
  MeriloRecord *scale = app_record_form_get_record (form);
  const gint64 bounds[]
      = { get_bound (scale, MERILO_SCALE_FROM3), get_bound (scale, MERILO_SCALE_FROM4),
          get_bound (scale, MERILO_SCALE_FROM5) };

  app_scale_preview_set_bounds (preview, bounds);
}

static void
add_preview (AppRecordDialog *dialog, AppContext *context, MeriloRecord *procedure)
{
  GtkWidget *preview = app_scale_preview_new (context, procedure);

  app_record_dialog_add (dialog, preview);
  g_signal_connect_object (app_record_dialog_get_form (dialog), "changed", G_CALLBACK (changed_cb),
                           preview, 0);
}

GtkWidget *
app_scale_dialog_new (GtkWindow *parent, AppContext *context, MeriloRecord *procedure)
{
  g_autoptr (MeriloRecord) scale = g_object_new (app_type_of (&merilo_scale_entity), NULL);
  g_autofree char *text
      = g_strdup_printf (_ ("Наименьший первичный балл каждой отметки, до %" G_GINT64_FORMAT
                            ". Новая шкала встаёт над прежней, прежняя остаётся в списке."),
                         merilo_record_get_whole (procedure, MERILO_PROCEDURE_MAX));
  GtkWidget *dialog;

  merilo_record_set_whole (scale, MERILO_SCALE_PROCEDURE_ID,
                           merilo_record_get_whole (procedure, MERILO_PROCEDURE_ID));
  dialog = app_record_dialog_new (parent, context, scale, fields, TRUE, _ ("Новая шкала"), text);
  app_record_dialog_set_check (APP_RECORD_DIALOG (dialog), check, procedure);
  /* the procedure lives as long as the question */
  g_object_set_data_full (G_OBJECT (dialog), "procedure", g_object_ref (procedure), g_object_unref);
  if (app_procedure_is_used (procedure))
    add_preview (APP_RECORD_DIALOG (dialog), context, procedure);
  return dialog;
}
