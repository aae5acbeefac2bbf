#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/import-row.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/results/import-describe.h"

#define N_COUNTS 6

struct _AppImportRow
{
  GtkWidget parent_instance;

  AppImportFile *file;
  guint place;
  AppImportPolicy policy;
  gulong handler;
  GtkWidget *title, *subtitle, *counts[N_COUNTS], *badge, *button, *more;
};

G_DEFINE_FINAL_TYPE (AppImportRow, app_import_row, GTK_TYPE_WIDGET)

static const struct
{
  const char *heading, *css;
  int width;
} columns[N_COUNTS] = {
  { N_ ("строк"), "", 58 },    { N_ ("новых"), "", 58 },      { N_ ("прежних"), "dim-label", 66 },
  { N_ ("изменено"), "", 76 }, { N_ ("с пометкой"), "", 84 }, { N_ ("отклонено"), "", 80 },
};

#define BADGE_WIDTH  150
#define BUTTON_WIDTH 176
#define MORE_WIDTH   34

/* What it says */

static const struct
{
  const char *word, *tone;
} states[] = {
  [APP_IMPORT_WAITS] = { N_ ("ждёт"), "dim" },
  [APP_IMPORT_READS] = { N_ ("читается"), "accent" },
  [APP_IMPORT_READ] = { N_ ("распознан"), "success" },
  [APP_IMPORT_UNKNOWN] = { N_ ("форма не узнана"), "warning" },
  [APP_IMPORT_STORES] = { N_ ("записывается"), "accent" },
  [APP_IMPORT_STORED] = { N_ ("записан"), "success" },
  [APP_IMPORT_TO_CONFIRM] = { N_ ("нужна перепроверка"), "warning" },
  [APP_IMPORT_FAILED] = { N_ ("не прочитан"), "warning" },
};

static void
show_badge (AppImportRow *self, const AppImportCounts *counts)
{
  AppImportFile *file = self->file;
  const char *word = _ (states[file->state].word), *tone = states[file->state].tone;

  if (file->state == APP_IMPORT_FAILED && file->result != NULL)
    word = file->unsure ? _ ("нет ответа") : _ ("не записан");
  if (file->state == APP_IMPORT_TO_CONFIRM && file->repeated)
    word = _ ("ждёт подтверждения");
  if ((file->state == APP_IMPORT_READ || file->state == APP_IMPORT_STORED)
      && app_import_file_is_same (file))
    {
      word = _ ("уже загружен");
      tone = "dim";
    }
  else if (file->state == APP_IMPORT_READ && counts->refused > 0)
    {
      word = _ ("есть отклонённые");
      tone = "warning";
    }
  app_badge_set (self->badge, word, tone);
}

/* what came of the head's word is said until something else is done with the file */
static gboolean
is_noted (const AppImportFile *file)
{
  return file->note != NULL
         && (file->state == APP_IMPORT_READ || file->state == APP_IMPORT_TO_CONFIRM);
}

static char *
say_subtitle (AppImportFile *file)
{
  if (file->describing)
    return g_strdup (_ ("Читаем строки файла, чтобы показать столбцы…"));
  if (app_import_file_is_doubtful (file))
    return g_strdup (
        _ ("Больше половины строк не взять: возможно, столбцы поняты неверно. Их можно "
           "описать (⋮)."));
  if (is_noted (file))
    return app_capital (file->note);
  switch (file->state)
    {
    case APP_IMPORT_FAILED:
      return app_capital (file->why != NULL ? file->why : "");
    case APP_IMPORT_READS:
      if (file->total > 0)
        return g_strdup_printf (_ ("читается: %" G_GINT64_FORMAT " из %" G_GINT64_FORMAT),
                                file->done, file->total);
      return g_strdup (_ ("читается…"));
    case APP_IMPORT_UNKNOWN:
      return g_strdup (_ ("Это не форма ФИС ОКО. Покажите один раз, где заголовки и что в каких "
                          "столбцах: для таких же файлов это описание предложат готовым."));
    case APP_IMPORT_TO_CONFIRM:
      return g_strdup (_ ("Доли отметок за пределами, которые задал муниципалитет: работы стоит "
                          "посмотреть ещё раз."));
    case APP_IMPORT_WAITS:
    case APP_IMPORT_READ:
    case APP_IMPORT_STORES:
    case APP_IMPORT_STORED:
    default:
      if (file->title != NULL && *file->folder != 0)
        return g_strdup_printf ("%s · %s", file->title, file->folder);
      return g_strdup (file->title != NULL ? file->title : file->folder);
    }
}

static void
show_count (GtkWidget *label, gint64 n, gboolean loud)
{
  g_autofree char *text = n < 0 ? g_strdup ("—") : g_strdup_printf ("%" G_GINT64_FORMAT, n);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (n > 0 && loud)
    gtk_widget_add_css_class (label, "warning");
  else
    gtk_widget_remove_css_class (label, "warning");
}

static void
show_counts (AppImportRow *self, const AppImportCounts *counts)
{
  const gint64 values[N_COUNTS] = { counts->rows,    counts->fresh,  counts->same,
                                    counts->changed, counts->marked, counts->refused };
  gboolean known = self->file->result != NULL && self->file->state != APP_IMPORT_UNKNOWN;

  for (guint i = 0; i < N_COUNTS; i++)
    {
      gtk_widget_set_opacity (self->counts[i], known ? 1 : 0);
      show_count (self->counts[i], values[i], i == N_COUNTS - 1);
    }
}

/* What can be done with a file: one thing at a time */

typedef struct
{
  const char *action, *label;
} Deed;

static const Deed describe = { "import.describe", N_ ("Описать столбцы…") };
static const Deed recheck = { "import.confirm", N_ ("Что делать…") };
static const Deed confirm = { "import.confirm", N_ ("Подтвердить…") };
static const Deed review = { "import.review", N_ ("Замечания…") };
static const Deed compare = { "import.compare", N_ ("Что изменено…") };

/* NULL: nothing can be done now */
static const Deed *
find_deed (AppImportFile *file)
{
  if (file->state == APP_IMPORT_UNKNOWN)
    return &describe;
  if (file->state == APP_IMPORT_TO_CONFIRM)
    return file->repeated ? &confirm : &recheck;
  if (file->remarks != NULL)
    return &review;
  if (file->state == APP_IMPORT_STORED && file->stored.changed > 0 && file->import != 0)
    return &compare;
  return NULL;
}

static void
show_button (AppImportRow *self)
{
  const Deed *deed = find_deed (self->file);

  gtk_widget_set_opacity (self->button, deed != NULL ? 1 : 0);
  gtk_widget_set_can_target (self->button, deed != NULL);
  gtk_widget_set_focusable (self->button, deed != NULL);
  if (deed == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->button), _ (deed->label));
  /* the target first: an action without it is another one */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "u", self->place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), deed->action);
}

/* made when it is opened: lines are many, and a menu is dearer than all else of a line */
static void
open_more_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("Описать столбцы…"), NULL);

  g_menu_item_set_action_and_target (item, "import.describe", "u", APP_IMPORT_ROW (data)->place);
  g_menu_append_item (menu, item);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/* what a layout has read wrongly is described by hand */
static void
show_more (AppImportRow *self)
{
  AppImportFile *file = self->file;
  gboolean can = app_import_can_describe (file) && file->state != APP_IMPORT_UNKNOWN;

  gtk_widget_set_opacity (self->more, can ? 1 : 0);
  gtk_widget_set_can_target (self->more, can);
  gtk_widget_set_sensitive (self->more, can && !file->describing);
}

/* many rows have the same buttons: whose each is, is said */
static void
name_buttons (AppImportRow *self)
{
  const char *label = gtk_button_get_label (GTK_BUTTON (self->button));
  g_autofree char *name = g_strdup_printf ("%s %s", label != NULL ? label : "", self->file->shown);
  g_autofree char *more = g_strdup_printf (_ ("Ещё: %s"), self->file->shown);

  app_name_it (self->button, name);
  app_name_it (self->more, more);
}

static void
show_file (AppImportRow *self)
{
  AppImportCounts counts;
  g_autofree char *subtitle = NULL;
  gboolean long_text;

  if (self->file == NULL)
    return;
  counts = app_import_file_get_counts (self->file, self->policy);
  subtitle = say_subtitle (self->file);
  long_text = app_import_file_is_doubtful (self->file) || is_noted (self->file)
              || self->file->state == APP_IMPORT_FAILED || self->file->state == APP_IMPORT_UNKNOWN
              || self->file->state == APP_IMPORT_TO_CONFIRM;
  gtk_label_set_text (GTK_LABEL (self->title), self->file->shown);
  gtk_widget_set_tooltip_text (self->title, self->file->name);
  gtk_label_set_text (GTK_LABEL (self->subtitle), subtitle);
  gtk_label_set_wrap (GTK_LABEL (self->subtitle), long_text);
  gtk_label_set_ellipsize (GTK_LABEL (self->subtitle),
                           long_text ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->subtitle, *subtitle != 0);
  show_counts (self, &counts);
  show_badge (self, &counts);
  show_button (self);
  show_more (self);
  name_buttons (self);
}

/* Widgets */

static void
pack (GtkWidget *box,
      GtkWidget *texts,
      GtkWidget *const *counts,
      GtkWidget *badge,
      GtkWidget *end,
      GtkWidget *more)
{
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  for (guint i = 0; i < N_COUNTS; i++)
    {
      gtk_widget_set_size_request (counts[i], columns[i].width, -1);
      gtk_label_set_xalign (GTK_LABEL (counts[i]), 1);
      gtk_widget_add_css_class (counts[i], "numeric");
      if (*columns[i].css != 0)
        gtk_widget_add_css_class (counts[i], columns[i].css);
      gtk_box_append (GTK_BOX (box), counts[i]);
    }
  gtk_widget_set_size_request (badge, BADGE_WIDTH, -1);
  gtk_widget_set_margin_start (badge, 12);
  gtk_widget_set_size_request (end, BUTTON_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), end);
  gtk_widget_set_size_request (more, MORE_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), more);
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 12, "margin-end", 12,
                NULL);
}

GtkWidget *
app_import_row_new_head (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *counts[N_COUNTS];

  for (guint i = 0; i < N_COUNTS; i++)
    {
      counts[i] = app_word_new (_ (columns[i].heading), "caption");
      gtk_widget_add_css_class (counts[i], "dim-label");
    }
  pack (box, app_word_new (_ ("Файл"), "caption dim-label"), counts, app_word_new ("", NULL),
        app_word_new ("", NULL), app_word_new ("", NULL));
  return box;
}

static void
app_import_row_dispose (GObject *object)
{
  AppImportRow *self = APP_IMPORT_ROW (object);
  GtkWidget *child;

  app_import_row_set_file (self, NULL, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_import_row_parent_class)->dispose (object);
}

static void
app_import_row_class_init (AppImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_import_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
app_import_row_init (AppImportRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = app_word_new (NULL, NULL);
  self->subtitle = app_word_new (NULL, "caption dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->subtitle);
  for (guint i = 0; i < N_COUNTS; i++)
    self->counts[i] = app_word_new (NULL, NULL);
  self->badge = app_badge_new ("", "dim");
  self->button = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  self->more = gtk_menu_button_new ();
  g_object_set (self->more, "icon-name", "view-more-symbolic", "valign", GTK_ALIGN_CENTER, NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), open_more_cb, self, NULL);
  gtk_widget_add_css_class (self->more, "flat");
  app_name_it (self->more, _ ("Ещё"));
  pack (box, texts, self->counts, self->badge, self->button, self->more);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/* Public API */

GtkWidget *
app_import_row_new (void)
{
  return g_object_new (APP_TYPE_IMPORT_ROW, NULL);
}

void
app_import_row_set_file (AppImportRow *self, AppImportFile *file, guint place)
{
  if (self->file != NULL)
    g_clear_signal_handler (&self->handler, self->file);
  g_set_object (&self->file, file);
  self->place = place;
  if (file == NULL)
    return;
  self->handler = g_signal_connect_swapped (file, "changed", G_CALLBACK (show_file), self);
  show_file (self);
}

void
app_import_row_set_policy (AppImportRow *self, AppImportPolicy policy)
{
  self->policy = policy;
  show_file (self);
}

const char *
app_import_row_get_deed (AppImportFile *file)
{
  const Deed *deed = find_deed (file);

  return deed != NULL ? deed->action : NULL;
}
