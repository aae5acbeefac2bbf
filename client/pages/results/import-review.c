#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-review-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "net/json.h"
#include "pages/bits.h"
#include "pages/document-menu.h"
#include "pages/results/import-describe.h"
#include "store/names.h"
#include "widgets/clipboard.h"

G_DEFINE_FINAL_TYPE (AppImportReview, app_import_review, GTK_TYPE_WIDGET)

static const AppRemark *
get_current (AppImportReview *self, guint *ret_place)
{
  guint row, column;

  if (self->file == NULL || self->file->remarks == NULL
      || !app_sheet_view_get_cursor (APP_SHEET_VIEW (self->view), &row, &column)
      || row >= self->shown->len)
    return NULL;
  *ret_place = g_array_index (self->shown, guint, row);
  return app_remarks_at (self->file->remarks, *ret_place);
}

/* The row at hand */

static void
show_choices (AppImportReview *self, const AppRemark *remark, guint place)
{
  guint alike = app_remarks_count_alike (self->file->remarks, place);
  g_autofree char *text
      = g_strdup_printf (_ ("Так же для всех строк с той же причиной (%u)"), alike);

  gtk_widget_set_visible (self->choices, self->decide && remark->can_take);
  gtk_widget_set_visible (self->told, self->decide && !remark->can_take);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->take), remark->take);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->leave), !remark->take);
  gtk_button_set_label (GTK_BUTTON (self->alike), text);
  gtk_widget_set_visible (self->alike, alike > 1);
}

static void
show_row (AppImportReview *self)
{
  guint place = 0;
  const AppRemark *remark = self->filling ? NULL : get_current (self, &place);
  g_autofree char *name = NULL, *title = NULL, *words = NULL, *said = NULL;
  const char *code;

  if (remark == NULL)
    return;
  code = app_remarks_get_code (self->file->remarks, remark);
  if (self->named)
    name = app_names_dup (app_context_get_store (self->context), self->year, code);
  title = *code != 0 ? g_strdup_printf (_ ("Строка %u, код %s%s%s"), remark->row, code,
                                        name != NULL ? " · " : "", name != NULL ? name : "")
                     : g_strdup_printf (_ ("Строка %u"), remark->row);
  said = app_remarks_describe (self->file->remarks, remark);
  words = app_capital (said);
  gtk_label_set_text (GTK_LABEL (self->row_title), title);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  self->filling = TRUE;
  show_choices (self, remark, place);
  self->filling = FALSE;
}

static void
decided_cb (AppImportReview *self)
{
  _app_import_review_mark (self);
  show_row (self);
}

static void
reason_cb (AppImportReview *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->reason));

  if (self->filling || i >= self->reasons->len)
    return;
  g_free (self->code);
  self->code = g_strdup (self->reasons->pdata[i]);
  _app_import_review_fill (self);
  show_row (self);
}

/* Actions */

static void
decide (AppImportReview *self, gboolean take, gboolean alike)
{
  guint place;

  if (self->filling || !self->decide || get_current (self, &place) == NULL)
    return;
  if (alike)
    app_remarks_decide_alike (self->file->remarks, place, take);
  else if (!app_remarks_decide (self->file->remarks, place, take))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (APP_IMPORT_REVIEW (widget), strstr (name, "take") != NULL,
          g_str_has_suffix (name, "-alike"));
}

static void
toggled_cb (AppImportReview *self)
{
  decide (self, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->take)), FALSE);
}

static void
alike_cb (AppImportReview *self)
{
  decide (self, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->take)), TRUE);
}

/* Enter and Space turn the row's decision */
static void
activated_cb (AppImportReview *self)
{
  guint place;
  const AppRemark *remark = get_current (self, &place);

  if (remark != NULL)
    decide (self, !remark->take, FALSE);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) cells = app_remarks_to_cells (APP_IMPORT_REVIEW (widget)->file->remarks);

  app_clipboard_set_cells (widget, cells);
  app_context_toast (APP_IMPORT_REVIEW (widget)->context, _ ("Строки скопированы"));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppImportReview *self = APP_IMPORT_REVIEW (widget);
  g_autoptr (GPtrArray) cells = app_remarks_to_cells (self->file->remarks);
  g_autofree char *title = g_strdup_printf (_ ("Замечания %s"), self->file->shown);

  app_cells_save (widget, self->context, title, cells);
}

/* GObject overrides */

static void
app_import_review_dispose (GObject *object)
{
  AppImportReview *self = APP_IMPORT_REVIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->file != NULL && self->file->remarks != NULL)
    g_signal_handlers_disconnect_by_data (self->file->remarks, self);
  g_clear_object (&self->file);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_import_review_parent_class)->dispose (object);
}

static void
app_import_review_finalize (GObject *object)
{
  AppImportReview *self = APP_IMPORT_REVIEW (object);

  g_object_unref (self->sheet);
  g_array_unref (self->shown);
  g_ptr_array_unref (self->reasons);
  g_free (self->code);
  G_OBJECT_CLASS (app_import_review_parent_class)->finalize (object);
}

static void
app_import_review_class_init (AppImportReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const decisions[]
      = { "review.take", "review.leave", "review.take-alike", "review.leave-alike" };

  G_OBJECT_CLASS (klass)->dispose = app_import_review_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_import_review_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (decisions); i++)
    gtk_widget_class_install_action (widget_class, decisions[i], NULL, decide_action);
  gtk_widget_class_install_action (widget_class, "review.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "review.export", NULL, export_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_top (AppImportReview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->title = app_word_new (NULL, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->reason = gtk_drop_down_new (NULL, NULL);
  app_name_it (self->reason, _ ("Причина"));
  g_signal_connect_swapped (self->reason, "notify::selected", G_CALLBACK (reason_cb), self);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->reason);
  self->describe = gtk_button_new_with_label (_ ("Описать столбцы…"));
  gtk_widget_set_tooltip_text (
      self->describe, _ ("Столбцы поняты неверно? Покажите, что в каких, и файл прочитается "
                         "заново."));
  gtk_box_append (GTK_BOX (box), self->describe);
  gtk_box_append (GTK_BOX (box), make_button (_ ("Скопировать"), "review.copy"));
  gtk_box_append (GTK_BOX (box), make_button (_ ("Выгрузить…"), "review.export"));
  g_object_set (box, "margin-top", 12, "margin-bottom", 9, "margin-start", 18, "margin-end", 18,
                NULL);
  return box;
}

static GtkWidget *
make_bottom (AppImportReview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->row_title = app_label_new (NULL, "heading");
  self->words = app_label_new (NULL, NULL);
  self->told = app_label_new (_ ("Такую строку взять нельзя: неизвестно, чья она или сколько в ней "
                                 "баллов. Исправьте её в файле и загрузите его ещё раз."),
                              "dim-label");
  self->choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->leave = gtk_toggle_button_new_with_label (_ ("Не брать"));
  self->take = gtk_toggle_button_new_with_label (_ ("Взять с пометкой"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->take), GTK_TOGGLE_BUTTON (self->leave));
  g_signal_connect_swapped (self->take, "toggled", G_CALLBACK (toggled_cb), self);
  self->alike = gtk_button_new_with_label ("");
  g_signal_connect_swapped (self->alike, "clicked", G_CALLBACK (alike_cb), self);
  gtk_widget_add_css_class (pair, "linked");
  gtk_box_append (GTK_BOX (pair), self->leave);
  gtk_box_append (GTK_BOX (pair), self->take);
  gtk_box_append (GTK_BOX (self->choices), pair);
  gtk_box_append (GTK_BOX (self->choices), self->alike);
  gtk_widget_set_margin_top (self->choices, 6);
  gtk_box_append (GTK_BOX (box), self->row_title);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->told);
  gtk_box_append (GTK_BOX (box), self->choices);
  gtk_widget_set_size_request (box, -1, 132);
  g_object_set (box, "margin-top", 9, "margin-bottom", 12, "margin-start", 18, "margin-end", 18,
                NULL);
  return box;
}

static void
app_import_review_init (AppImportReview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->sheet = app_sheet_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->reasons = g_ptr_array_new_with_free_func (g_free);
  self->view = app_sheet_view_new (self->sheet);
  g_signal_connect_swapped (self->view, "cursor-moved", G_CALLBACK (show_row), self);
  g_signal_connect_swapped (self->view, "activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), make_top (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_bottom (self));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/* Public API */

GtkWidget *
app_import_review_new (AppContext *context)
{
  AppImportReview *self = g_object_new (APP_TYPE_IMPORT_REVIEW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
app_import_review_show (AppImportReview *self, AppImportFile *file, guint place, gboolean decide)
{
  g_return_if_fail (file->remarks != NULL);
  if (self->file != NULL && self->file->remarks != NULL)
    g_signal_handlers_disconnect_by_data (self->file->remarks, self);
  g_set_object (&self->file, file);
  g_signal_connect_swapped (file->remarks, "decided", G_CALLBACK (decided_cb), self);
  self->decide = decide;
  self->year = (int) app_json_whole (app_json_object (app_import_file_get_read (file), "procedure"),
                                     "year", 0);
  self->named = app_names_count (app_context_get_store (self->context), self->year) > 0
                && app_remarks_find_column (file->remarks, "code") >= 0;
  g_clear_pointer (&self->code, g_free);
  gtk_label_set_text (GTK_LABEL (self->title), file->shown);
  gtk_widget_set_visible (self->describe, app_import_can_describe (file));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->describe), "u", place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->describe), "import.describe");
  _app_import_review_fill_reasons (self);
  _app_import_review_fill (self);
  app_sheet_view_set_cursor (APP_SHEET_VIEW (self->view), 0, self->first);
  show_row (self);
}

void
app_import_review_filter (AppImportReview *self, const char *code)
{
  for (guint i = 0; i < self->reasons->len; i++)
    if (g_strcmp0 (self->reasons->pdata[i], code) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->reason), i);
}

guint
app_import_review_get_n_shown (AppImportReview *self)
{
  return self->shown->len;
}

gboolean
app_import_review_export (AppImportReview *self, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) cells = app_remarks_to_cells (self->file->remarks);

  return app_cells_write (cells, file, error);
}
