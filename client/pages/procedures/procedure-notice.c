#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/procedures/procedure-notice.h"

#include "pages/bits.h"

struct _AppProcedureNotice
{
  AdwBin parent_instance;

  GtkWidget *box, *words, *buttons[2];
};

G_DEFINE_FINAL_TYPE (AppProcedureNotice, app_procedure_notice, ADW_TYPE_BIN)

static void
app_procedure_notice_class_init (AppProcedureNoticeClass *klass)
{
}

static void
app_procedure_notice_init (AppProcedureNotice *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->words = app_label_new (NULL, NULL);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->words);
  for (guint i = 0; i < G_N_ELEMENTS (self->buttons); i++)
    {
      self->buttons[i] = gtk_button_new ();
      gtk_widget_set_valign (self->buttons[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (self->box), self->buttons[i]);
    }
  adw_bin_set_child (ADW_BIN (self), self->box);
  app_procedure_notice_clear (self);
}

static void
set_button (GtkWidget *button, const char *label, const char *action)
{
  gtk_widget_set_visible (button, label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

GtkWidget *
app_procedure_notice_new (void)
{
  return g_object_new (APP_TYPE_PROCEDURE_NOTICE, NULL);
}

void
app_procedure_notice_tell (AppProcedureNotice *self,
                           const char *css,
                           const char *words,
                           const char *label,
                           const char *action,
                           const char *more,
                           const char *more_action)
{
  const char *classes[] = { css, NULL };

  gtk_widget_set_css_classes (self->box, classes);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  set_button (self->buttons[0], label, action);
  set_button (self->buttons[1], more, more_action);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
app_procedure_notice_clear (AppProcedureNotice *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
