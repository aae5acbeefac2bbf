#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/asked.h"
#include "pages/results/import-detail.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/bits.h"
#include "pages/results/import-sheets.h"
#include "widgets/sheet-view.h"

struct _AppImportDetail
{
  GtkWidget parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  MeriloRecord *import, *procedure;
  AppSheet *issues, *changes;
  guint waits;
  GtkWidget *title, *facts, *notice, *notice_text, *switcher, *stack, *pages[2], *empty[2],
      *views[2], *whole[2];
};

G_DEFINE_FINAL_TYPE (AppImportDetail, app_import_detail, GTK_TYPE_WIDGET)

enum
{
  ISSUES,
  CHANGES,
};

/* what is cut in a cell is read below, without a mouse for its tooltip too; names stay above, where
 * they cannot be copied */
static void
show_row (AppImportDetail *self, guint page)
{
  AppSheet *sheet = page == ISSUES ? self->issues : self->changes;
  g_autoptr (GString) text = g_string_new (NULL);
  guint row, column;

  if (app_sheet_view_get_cursor (APP_SHEET_VIEW (self->views[page]), &row, &column))
    for (guint i = 0; i < app_sheet_get_n_columns (sheet); i++)
      if (!app_sheet_is_private (sheet, i) && *app_sheet_get_cell (sheet, row, i) != 0)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "",
                                app_sheet_get_heading (sheet, i),
                                app_sheet_get_cell (sheet, row, i));
  gtk_label_set_text (GTK_LABEL (self->whole[page]), text->str);
  gtk_widget_set_visible (self->whole[page], text->len > 0);
}

static void
moved_cb (AppSheetView *view, AppImportDetail *self)
{
  show_row (self, GTK_WIDGET (view) == self->views[ISSUES] ? ISSUES : CHANGES);
}

static void
show_filled (AppImportDetail *self, guint page, const char *name, const char *title, guint n)
{
  g_autofree char *text = g_strdup_printf ("%s (%u)", title, n);
  GtkStackPage *at
      = gtk_stack_get_page (GTK_STACK (self->stack),
                            gtk_stack_get_child_by_name (GTK_STACK (self->stack), name));

  gtk_stack_page_set_title (at, text);
  gtk_widget_set_visible (self->pages[page], n > 0);
  gtk_widget_set_visible (self->empty[page], n == 0);
  show_row (self, page);
}

/* Answers */

static JsonArray *
take_answer (AppImportDetail *self, JsonNode *node, const GError *error)
{
  if (self->context == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return NULL;
  self->waits--;
  if (node == NULL)
    app_import_detail_tell (self, error->message);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
issues_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppImportDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  JsonArray *issues = take_answer (self, node, error);
  AppImportOf of = { self->context, self->procedure };

  if (issues == NULL)
    return;
  app_sheet_view_set_wrapped (APP_SHEET_VIEW (self->views[ISSUES]),
                              (int) app_import_fill_issues (self->issues, &of, issues));
  show_filled (self, ISSUES, "issues", _ ("Замечания"), json_array_get_length (issues));
}

static void
changes_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppImportDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  JsonArray *changes = take_answer (self, node, error);
  AppImportOf of = { self->context, self->procedure };

  if (changes == NULL)
    return;
  app_import_fill_changes (self->changes, &of, changes);
  show_filled (self, CHANGES, "changes", _ ("Что изменено"), json_array_get_length (changes));
  if (json_array_get_length (changes) > 0 && app_sheet_get_n_rows (self->issues) == 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "changes");
}

static void
ask (AppImportDetail *self, const char *what, GAsyncReadyCallback callback)
{
  g_autofree char *path
      = g_strdup_printf ("imports/%" G_GINT64_FORMAT "/%s",
                         merilo_record_get_whole (self->import, MERILO_IMPORT_ID), what);

  self->waits++;
  app_api_read_async (app_context_get_api (self->context), path, self->cancellable, callback,
                      g_object_ref (self));
}

/* Facts */

/* «Вторая сдача. Объективность удостоверил: …, директор» */
static char *
say_submission (AppImportDetail *self)
{
  g_autofree char *name = NULL, *position = NULL;

  if (merilo_record_get_whole (self->import, MERILO_IMPORT_STATE) == MERILO_IMPORT_STATE_TO_RECHECK)
    return g_strdup (_ ("\nПервая сдача: ждёт перепроверки работ в школе"));
  if (merilo_record_get_whole (self->import, MERILO_IMPORT_STATE) != MERILO_IMPORT_STATE_CONFIRMED)
    return g_strdup ("");
  name = merilo_record_show (self->import, MERILO_IMPORT_CONFIRMED_NAME);
  position = merilo_record_show (self->import, MERILO_IMPORT_CONFIRMED_POSITION);
  return g_strdup_printf (_ ("\nВторая сдача. Объективность удостоверил руководитель: %s, %s"),
                          name, position);
}

static void
show_facts (AppImportDetail *self)
{
  g_autofree char *title = merilo_record_show (self->import, MERILO_IMPORT_NAME);
  g_autofree char *at = merilo_record_show (self->import, MERILO_IMPORT_CREATED_AT);
  g_autofree char *who = merilo_record_show (self->import, MERILO_IMPORT_CREATED_BY);
  g_autofree char *what = self->procedure != NULL
                              ? merilo_record_show (self->procedure, MERILO_PROCEDURE_TITLE)
                              : g_strdup ("");
  g_autofree char *counts
      = g_strdup_printf (_ ("строк %" G_GINT64_FORMAT ": новых %" G_GINT64_FORMAT
                            ", прежних %" G_GINT64_FORMAT ", изменено %" G_GINT64_FORMAT
                            ", с пометкой %" G_GINT64_FORMAT ", отклонено %" G_GINT64_FORMAT),
                         MAX (0, merilo_record_get_whole (self->import, MERILO_IMPORT_ROWS)),
                         MAX (0, merilo_record_get_whole (self->import, MERILO_IMPORT_NEW_ROWS)),
                         MAX (0, merilo_record_get_whole (self->import, MERILO_IMPORT_SAME_ROWS)),
                         MAX (0,
                              merilo_record_get_whole (self->import, MERILO_IMPORT_CHANGED_ROWS)),
                         MAX (0, merilo_record_get_whole (self->import, MERILO_IMPORT_MARKED_ROWS)),
                         MAX (0,
                              merilo_record_get_whole (self->import, MERILO_IMPORT_REFUSED_ROWS)));
  g_autofree char *submission = say_submission (self);
  g_autofree char *facts = g_strdup_printf ("%s%s%s, %s\n%s%s", what, *what != 0 ? "\n" : "", at,
                                            who, counts, submission);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
}

static void
show_withdrawal (AppImportDetail *self)
{
  g_autofree char *at = NULL, *why = NULL, *text = NULL;

  if (!merilo_record_has (self->import, MERILO_IMPORT_WITHDRAWN_AT))
    {
      app_import_detail_tell (self, NULL);
      return;
    }
  at = merilo_record_show (self->import, MERILO_IMPORT_WITHDRAWN_AT);
  why = merilo_record_show (self->import, MERILO_IMPORT_WITHDRAWN_REASON);
  text = g_strdup_printf (_ ("Загрузка отменена %s: %s. Работы стали такими, какими были до неё."),
                          at, why);
  app_import_detail_tell (self, text);
}

/* GObject overrides */

static void
app_import_detail_dispose (GObject *object)
{
  AppImportDetail *self = APP_IMPORT_DETAIL (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->import);
  g_clear_object (&self->procedure);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_import_detail_parent_class)->dispose (object);
}

static void
app_import_detail_finalize (GObject *object)
{
  AppImportDetail *self = APP_IMPORT_DETAIL (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->issues);
  g_object_unref (self->changes);
  G_OBJECT_CLASS (app_import_detail_parent_class)->finalize (object);
}

static void
app_import_detail_class_init (AppImportDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_import_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_import_detail_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_page (AppImportDetail *self, guint page, AppSheet *sheet, const char *name, const char *empty)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new (), *view = app_sheet_view_new (sheet);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (view, "cursor-moved", G_CALLBACK (moved_cb), self, 0);
  self->pages[page] = scroller;
  self->views[page] = view;
  self->whole[page] = app_label_new (NULL, "caption numeric");
  gtk_label_set_selectable (GTK_LABEL (self->whole[page]), TRUE);
  self->empty[page] = app_label_new (empty, "dim-label");
  gtk_widget_set_valign (self->empty[page], GTK_ALIGN_START);
  gtk_widget_set_vexpand (self->empty[page], TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->whole[page]);
  gtk_box_append (GTK_BOX (box), self->empty[page]);
  gtk_stack_add_titled (GTK_STACK (self->stack), box, name, name);
}

static void
app_import_detail_init (AppImportDetail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->cancellable = g_cancellable_new ();
  self->issues = app_sheet_new ();
  self->changes = app_sheet_new ();
  self->title = app_label_new (NULL, "title-4");
  self->facts = app_label_new (NULL, "dim-label");
  self->notice_text = app_label_new (NULL, NULL);
  self->notice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->notice, "notice");
  gtk_widget_set_hexpand (self->notice_text, TRUE);
  gtk_box_append (GTK_BOX (self->notice), self->notice_text);
  gtk_widget_set_visible (self->notice, FALSE);
  self->stack = gtk_stack_new ();
  self->switcher = gtk_stack_switcher_new ();
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (self->switcher), GTK_STACK (self->stack));
  gtk_widget_set_halign (self->switcher, GTK_ALIGN_START);
  add_page (self, ISSUES, self->issues, "issues", _ ("Замечаний к строкам нет."));
  add_page (self, CHANGES, self->changes, "changes",
            _ ("Эта загрузка ничего не заменила: все строки были новыми или прежними."));
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->facts);
  gtk_box_append (GTK_BOX (box), self->notice);
  gtk_box_append (GTK_BOX (box), self->switcher);
  gtk_box_append (GTK_BOX (box), self->stack);
  g_object_set (box, "margin-top", 12, "margin-bottom", 12, "margin-start", 18, "margin-end", 18,
                NULL);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/* Public API */

GtkWidget *
app_import_detail_new (AppContext *context)
{
  AppImportDetail *self = g_object_new (APP_TYPE_IMPORT_DETAIL, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
app_import_detail_show (AppImportDetail *self, MeriloRecord *import, MeriloRecord *procedure)
{
  g_set_object (&self->import, import);
  g_set_object (&self->procedure, procedure);
  app_asked_anew (&self->cancellable);
  self->waits = 0;
  show_facts (self);
  show_withdrawal (self);
  app_sheet_clear (self->issues);
  app_sheet_clear (self->changes);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "issues");
  ask (self, "issues", issues_cb);
  ask (self, "changes", changes_cb);
}

void
app_import_detail_tell (AppImportDetail *self, const char *text)
{
  gtk_widget_set_visible (self->notice, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->notice_text), text != NULL ? text : "");
}

gboolean
app_import_detail_is_loaded (AppImportDetail *self)
{
  return self->import != NULL && self->waits == 0;
}

static guint
get_page (AppImportDetail *self)
{
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  return g_strcmp0 (name, "changes") == 0 ? CHANGES : ISSUES;
}

GPtrArray *
app_import_detail_copy_cells (AppImportDetail *self)
{
  return app_sheet_copy (get_page (self) == CHANGES ? self->changes : self->issues, -1);
}

gboolean
app_import_detail_describe_paper (AppImportDetail *self, AppPaper *paper)
{
  GtkStack *stack = GTK_STACK (self->stack);
  GtkStackPage *page = gtk_stack_get_page (stack, gtk_stack_get_visible_child (stack));
  g_auto (GStrv) facts = NULL;

  if (!app_import_detail_is_loaded (self))
    return FALSE;
  paper->title = g_strdup_printf (_ ("Загрузка: %s"), gtk_label_get_text (GTK_LABEL (self->title)));
  facts = g_strsplit (gtk_label_get_text (GTK_LABEL (self->facts)), "\n", -1);
  for (guint i = 0; facts[i] != NULL; i++)
    app_paper_add_words (paper, facts[i]);
  if (gtk_widget_get_visible (self->notice))
    app_paper_add_words (paper, gtk_label_get_text (GTK_LABEL (self->notice_text)));
  app_paper_add_heading (paper, gtk_stack_page_get_title (page));
  if (gtk_widget_get_visible (self->pages[get_page (self)]))
    app_paper_add_cells (paper, app_import_detail_copy_cells (self));
  else
    app_paper_add_words (paper, gtk_label_get_text (GTK_LABEL (self->empty[get_page (self)])));
  return TRUE;
}

gboolean
app_import_detail_shows (AppImportDetail *self, const char *text)
{
  return app_sheet_shows (self->issues, text) || app_sheet_shows (self->changes, text);
}
