#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "model/error.h"
#include "pages/asked.h"
#include "pages/bits.h"
#include "pages/results/figure-words.h"
#include "pages/results/results-board.h"
#include "pages/results/tab-dynamics.h"
#include "pages/results/tab-groups.h"
#include "pages/results/tab-items.h"
#include "pages/results/tab-journal.h"
#include "pages/results/tab-marks.h"
#include "pages/results/tab-scores.h"
#include "pages/results/tab-skills.h"
#include "widgets/tab-stop.h"

#define SETTING "results-tab"

struct _AppResultsBoard
{
  AdwBin parent_instance;

  AppPage *page; /* weak: the board lies in it, and may outlive it in a call */
  GtkWidget *state, *head, *facts, *about, *levels, *tabs;
  GCancellable *cancellable; /* of the last question */
  AppFigures *figures;
  AppResultsChoice choice;
  gint64 shown_org; /* whose figures these are: what is chosen may be on its way */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AppResultsBoard, app_results_board, ADW_TYPE_BIN)

static guint row_chosen;

static const struct
{
  const char *name, *label;
  GType (*type) (void); /* NULL: made with the page */
} places[] = {
  { "marks", N_ ("Отметки"), app_tab_marks_get_type },
  { "journal", N_ ("Журнал"), app_tab_journal_get_type },
  { "scores", N_ ("Баллы"), app_tab_scores_get_type },
  { "items", N_ ("Задания"), app_tab_items_get_type },
  { "skills", N_ ("Умения"), app_tab_skills_get_type },
  { "groups", N_ ("Группы"), app_tab_groups_get_type },
  { "dynamics", N_ ("Динамика"), NULL },
};

/* The head */

/* the way to its items, scales and limits, for who keeps them */
static void
show_about (AppResultsBoard *self)
{
  AppSession *session = app_context_get_session (app_page_get_context (self->page));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->choice.procedure_id);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->about), "(ss)", "procedures", id);
  gtk_widget_set_visible (self->about,
                          app_session_has_role (session, merilo_procedure_entity.writers));
}

static void
show_head (AppResultsBoard *self)
{
  g_autofree char *head = app_figures_head_text (self->figures);
  g_autofree char *facts = app_figures_scale_text (self->figures);

  gtk_label_set_text (GTK_LABEL (self->head), head);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  show_about (self);
}

/* Levels: who is compared, and how many they are */

static void
add_level (AppResultsBoard *self, const AppFigureLevel *level)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *name;
  g_autofree char *text = app_level_size_text (level), *tip = NULL;

  name = app_word_new (app_level_text (level), "caption-heading");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 26);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), app_word_new (text, "caption dim-label numeric"));
  tip = g_strdup_printf ("%s%s%s%s%s", *level->name != 0 ? level->name : app_level_text (level),
                         *level->source != 0 ? _ ("\nИз файла: ") : "", level->source,
                         level->suppressed ? "\n" : "", level->suppressed ? app_hidden_tip () : "");
  gtk_widget_set_tooltip_text (box, tip);
  gtk_box_append (GTK_BOX (self->levels), box);
}

static void
show_levels (AppResultsBoard *self)
{
  app_box_clear (self->levels);
  for (guint i = 0; i < self->figures->levels->len; i++)
    add_level (self, self->figures->levels->pdata[i]);
}

/* Figures */

static void
set_figures (AppResultsBoard *self, AppFigures *take)
{
  AppFigures *old = self->figures;

  self->figures = take;
  self->shown_org = self->choice.org_id;
  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL;
       tab = gtk_widget_get_next_sibling (tab))
    {
      if (APP_IS_TAB_DYNAMICS (tab))
        app_tab_dynamics_set_org (APP_TAB_DYNAMICS (tab), self->choice.org_id);
      app_results_tab_set_figures (APP_RESULTS_TAB (tab), take);
    }
  app_figures_free (old);
  if (take == NULL)
    return;
  gtk_stack_page_set_title (gtk_stack_get_page (GTK_STACK (self->tabs),
                                                gtk_stack_get_child_by_name (GTK_STACK (self->tabs),
                                                                             "marks")),
                            app_figures_has_marks (take) ? _ ("Отметки") : _ ("Результат"));
  show_head (self);
  show_levels (self);
}

static void
figures_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppResultsBoard) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_read_finish (APP_API (object), result, &error);
  g_autoptr (AppFigures) figures = node != NULL ? app_figures_read (node, &error) : NULL;

  if (self->page == NULL || g_error_matches (error, MERILO_ERROR, MERILO_ERROR_CANCELLED))
    return;
  self->busy = FALSE;
  if (figures == NULL)
    {
      set_figures (self, NULL);
      app_state_view_show_error (APP_STATE_VIEW (self->state), error);
      return;
    }
  set_figures (self, g_steal_pointer (&figures));
  app_state_view_show_content (APP_STATE_VIEW (self->state));
}

static void
ask (AppResultsBoard *self)
{
  g_autoptr (GString) path = g_string_new (NULL);

  g_string_printf (path, "results?procedure_id=%" G_GINT64_FORMAT, self->choice.procedure_id);
  if (self->choice.org_id > 0)
    g_string_append_printf (path, "&org_id=%" G_GINT64_FORMAT, self->choice.org_id);
  if (self->choice.class_name != NULL)
    {
      g_string_append (path, "&class=");
      g_string_append_uri_escaped (path, self->choice.class_name, NULL, FALSE);
    }
  app_asked_anew (&self->cancellable);
  self->busy = TRUE;
  if (self->figures == NULL)
    app_state_view_show_loading (APP_STATE_VIEW (self->state));
  app_api_read_async (app_page_get_api (self->page), path->str, self->cancellable, figures_cb,
                      g_object_ref (self));
}

/* Callbacks */

static void
retry_cb (AppResultsBoard *self)
{
  if (self->choice.procedure_id != 0)
    ask (self);
}

static void
switched_cb (AppResultsBoard *self)
{
  AppStore *store
      = self->page != NULL ? app_context_get_store (app_page_get_context (self->page)) : NULL;
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->tabs));

  if (store != NULL && name != NULL)
    app_store_set_setting (store, SETTING, name);
}

static void
row_chosen_cb (AppResultsTab *tab, gint64 index, AppResultsBoard *self)
{
  const AppFigureLevel *row;

  if (self->figures == NULL || index < 0 || index >= self->figures->rows->len)
    return;
  row = self->figures->rows->pdata[index];
  if (row->kind == APP_LEVEL_CLASS && *row->class_name == 0)
    return; /* no class of its own */
  g_signal_emit (self, row_chosen, 0, row->kind == APP_LEVEL_CLASS ? self->shown_org : row->org_id,
                 row->kind == APP_LEVEL_CLASS ? row->class_name : NULL);
}

/* Making */

static GtkWidget *
make_switcher (AppResultsBoard *self)
{
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->tabs));
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (switcher, _ ("Ctrl+Page Up и Ctrl+Page Down — другая вкладка"));
  gtk_widget_add_css_class (switcher, "views");
  g_object_set (switcher, "margin-start", 18, "margin-end", 18, "margin-top", 9, "margin-bottom", 9,
                NULL);
  return app_tab_stop_new (switcher);
}

static GtkWidget *
make_about (AppResultsBoard *self)
{
  self->about = gtk_button_new_with_label (_ ("О процедуре"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->about), "(ss)", "procedures", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->about), "win.go");
  gtk_widget_set_tooltip_text (self->about, _ ("Её задания, шкалы и история"));
  gtk_widget_set_valign (self->about, GTK_ALIGN_START);
  return self->about;
}

static GtkWidget *
make_head (AppResultsBoard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->head = app_label_new (NULL, "title-4");
  self->facts = app_label_new (NULL, "caption dim-label");
  self->levels = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  gtk_widget_set_margin_top (self->levels, 6);
  gtk_box_append (GTK_BOX (box), self->head);
  gtk_box_append (GTK_BOX (box), self->facts);
  gtk_box_append (GTK_BOX (box), self->levels);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), make_about (self));
  g_object_set (line, "margin-start", 18, "margin-end", 18, "margin-top", 12, NULL);
  return line;
}

static void
add_tabs (AppResultsBoard *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GtkWidget *tab = places[i].type != NULL ? g_object_new (places[i].type (), NULL)
                                              : app_tab_dynamics_new (self->page);

      g_signal_connect_object (tab, "row-chosen", G_CALLBACK (row_chosen_cb), self, 0);
      gtk_stack_add_titled (GTK_STACK (self->tabs), tab, places[i].name, _ (places[i].label));
    }
}

static void
build (AppResultsBoard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->tabs = app_stack_new ();
  gtk_widget_set_vexpand (self->tabs, TRUE);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), make_switcher (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->tabs);
  add_tabs (self);
  self->state = app_state_view_new (box);
  g_signal_connect_object (self->state, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->state);
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppResultsBoard *self = APP_RESULTS_BOARD (object);

  app_asked_give_up (&self->cancellable);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (app_results_board_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  AppResultsBoard *self = APP_RESULTS_BOARD (object);

  app_figures_free (self->figures);
  g_free (self->choice.class_name);
  G_OBJECT_CLASS (app_results_board_parent_class)->finalize (object);
}

static void
app_results_board_class_init (AppResultsBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  row_chosen = g_signal_new ("row-chosen", APP_TYPE_RESULTS_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                             NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
app_results_board_init (AppResultsBoard *self)
{
}

/* Public API */

GtkWidget *
app_results_board_new (AppPage *page)
{
  AppResultsBoard *self = g_object_new (APP_TYPE_RESULTS_BOARD, NULL);
  AppStore *store = app_context_get_store (app_page_get_context (page));
  g_autofree char *tab = store != NULL ? app_store_dup_setting (store, SETTING) : NULL;

  g_set_weak_pointer (&self->page, page);
  build (self);
  if (tab != NULL)
    app_results_board_show_tab (self, tab);
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
app_results_board_show (AppResultsBoard *self, const AppResultsChoice *choice)
{
  g_autofree char *old = self->choice.class_name;

  if (choice == NULL)
    {
      self->choice = (AppResultsChoice){ 0 };
      app_asked_give_up (&self->cancellable);
      self->busy = FALSE;
      set_figures (self, NULL);
      app_state_view_show_empty (APP_STATE_VIEW (self->state), _ ("Ничего не выбрано"),
                                 _ ("Выберите процедуру слева."), NULL, NULL);
      return;
    }
  self->choice = *choice;
  self->choice.class_name = g_strdup (choice->class_name);
  ask (self);
}

gboolean
app_results_board_show_tab (AppResultsBoard *self, const char *name)
{
  return app_stack_show (self->tabs, name);
}

const char *
app_results_board_get_tab (AppResultsBoard *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->tabs));
}

void
app_results_board_step (AppResultsBoard *self, gboolean back)
{
  app_stack_step (self->tabs, back);
}

AppState
app_results_board_get_state (AppResultsBoard *self)
{
  return app_state_view_get_state (APP_STATE_VIEW (self->state));
}

gboolean
app_results_board_is_busy (AppResultsBoard *self)
{
  return self->busy;
}

/* of the tab on the screen */
static const char *
get_tab_title (AppResultsBoard *self)
{
  GtkStack *tabs = GTK_STACK (self->tabs);

  return gtk_stack_page_get_title (gtk_stack_get_page (tabs, gtk_stack_get_visible_child (tabs)));
}

/* «Лицей № 5: Русский язык, 4 класс, Отметки» */
static char *
make_title (AppResultsBoard *self)
{
  return g_strdup_printf ("%s, %s", gtk_label_get_text (GTK_LABEL (self->head)),
                          get_tab_title (self));
}

AppTable *
app_results_board_copy (AppResultsBoard *self)
{
  GtkWidget *tab = gtk_stack_get_visible_child (GTK_STACK (self->tabs));
  AppFigureModel *model = app_results_tab_get_model (APP_RESULTS_TAB (tab));

  if (model == NULL)
    return NULL;
  return app_table_new (make_title (self), g_strdup (get_tab_title (self)),
                        app_figure_model_copy (model, 0, 0, G_MAXUINT - 1, G_MAXUINT - 1),
                        app_figure_model_dup_words (model));
}

/* in the head or in the table */
static gboolean
shows_hidden (const AppFigures *figures, AppFigureModel *model)
{
  for (guint i = 0; i < figures->levels->len; i++)
    if (((AppFigureLevel *) figures->levels->pdata[i])->suppressed)
      return TRUE;
  return app_figure_model_shows (model, app_hidden_text ());
}

gboolean
app_results_board_describe_paper (AppResultsBoard *self, AppPaper *paper)
{
  AppResultsTab *tab = APP_RESULTS_TAB (gtk_stack_get_visible_child (GTK_STACK (self->tabs)));
  AppFigureModel *model = app_results_tab_get_model (tab);
  g_autofree char *facts = NULL, *capital = NULL, *levels = NULL;

  if (self->figures == NULL || app_results_board_get_state (self) != APP_STATE_CONTENT
      || model == NULL)
    return FALSE;
  facts = app_figures_scale_text (self->figures);
  capital = app_capital (facts);
  levels = app_figures_levels_text (self->figures);
  paper->title = make_title (self);
  app_paper_add_words (paper, capital);
  app_paper_add_words (paper, levels);
  app_results_tab_add_to_paper (tab, paper);
  /* what a tip says on the screen */
  if (shows_hidden (self->figures, model))
    {
      g_autofree char *hidden = g_strdup_printf ("«%s»: %s", app_hidden_text (), app_hidden_tip ());

      app_paper_add_words (paper, hidden);
    }
  return TRUE;
}
