#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/recheck/member-page-private.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "widgets/score-grid.h"

G_DEFINE_FINAL_TYPE (AppMemberPage, app_member_page, APP_TYPE_PAGE)

static const char *const watched[] = { "expert_score", NULL };

/* Helpers */

static AppContext *
context_of (AppMemberPage *self)
{
  return app_page_get_context (APP_PAGE (self));
}

void
_app_member_page_show_facts (AppMemberPage *self)
{
  guint complete = 0, invalid, submitted = 0;
  g_autofree char *facts = NULL, *wrong = NULL, *what = NULL, *both = NULL;
  guint n = self->shown->len;

  for (guint i = 0; i < n; i++)
    {
      gboolean whole;

      app_score_model_get_total (self->model, i, &whole);
      complete += whole;
      submitted += merilo_record_get_whole (self->shown->pdata[i], MERILO_EXPERT_SCORE_STATE)
                   == MERILO_EXPERT_SCORE_STATE_SUBMITTED;
    }
  if (submitted == n)
    facts
        = g_strdup_printf (ngettext ("сдана %u работа, спасибо", "сданы %u работы, спасибо", n), n);
  else
    facts = g_strdup_printf (_ ("заполнено %u из %u работ, пустых ячеек %u"), complete, n,
                             app_score_model_count_empty (self->model));
  what = merilo_record_show (self->shown->pdata[0], MERILO_EXPERT_SCORE_SUBJECT);
  both
      = g_strdup_printf (_ ("%s, %" G_GINT64_FORMAT " класс; %s"), what,
                         merilo_record_get_whole (self->shown->pdata[0], MERILO_EXPERT_SCORE_GRADE),
                         facts);
  gtk_label_set_text (GTK_LABEL (self->facts), both);
  invalid = app_score_model_count_invalid (self->model);
  wrong = g_strdup_printf (_ ("не балл этого задания: %u"), invalid);
  gtk_label_set_text (GTK_LABEL (self->wrong), wrong);
  gtk_widget_set_visible (self->wrong, invalid > 0);
  gtk_widget_set_visible (self->submit, submitted < n);
}

void
_app_member_page_show_cell (AppMemberPage *self)
{
  g_autofree char *text = app_score_grid_describe (APP_SCORE_GRID (self->grid));

  gtk_label_set_text (GTK_LABEL (self->cell), text);
}

/* Filling */

static int
compare_works (gconstpointer a, gconstpointer b)
{
  return merilo_record_compare (*(gpointer *) a, *(gpointer *) b, MERILO_EXPERT_SCORE_BLIND_NO);
}

static void
show_campaign (AppMemberPage *self)
{
  MeriloRecord *first;
  g_autofree char *title = NULL;

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = app_records_where (self->works, MERILO_EXPERT_SCORE_RECHECK_ID, self->recheck);
  if (self->shown->len == 0)
    return;
  g_ptr_array_sort (self->shown, compare_works);
  first = self->shown->pdata[0];
  title = merilo_record_show (first, MERILO_EXPERT_SCORE_RECHECK_TITLE);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  _app_member_page_make_model (self);
  app_score_grid_set_model (APP_SCORE_GRID (self->grid), self->model);
  _app_member_page_show_facts (self);
  _app_member_page_show_cell (self);
  app_page_show_content (APP_PAGE (self));
  gtk_widget_grab_focus (self->grid);
}

/* a campaign chosen: its recheck's id is kept beside the name */
static void
fill_campaigns (AppMemberPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint selected = 0;

  for (guint i = 0; i < self->works->len; i++)
    {
      gint64 id = merilo_record_get_whole (self->works->pdata[i], MERILO_EXPERT_SCORE_RECHECK_ID);
      g_autofree char *title
          = merilo_record_show (self->works->pdata[i], MERILO_EXPERT_SCORE_RECHECK_TITLE);
      gboolean known = FALSE;

      for (guint k = 0; k < ids->len && !known; k++)
        known = g_array_index (ids, gint64, k) == id;
      if (known)
        continue;
      if (id == self->recheck)
        selected = ids->len;
      g_array_append_val (ids, id);
      gtk_string_list_append (names, title);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->campaign), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->campaign), selected);
  gtk_widget_set_visible (self->campaign, ids->len > 1);
  self->recheck = g_array_index (ids, gint64, selected);
  g_object_set_data_full (G_OBJECT (self->campaign), "ids", g_array_ref (ids),
                          (GDestroyNotify) g_array_unref);
  self->filling = FALSE;
}

/* what others change is only the state: cells being typed are not touched by a reload */
static gboolean
is_same_stack (AppMemberPage *self, GPtrArray *works)
{
  if (self->works == NULL || self->works->len != works->len)
    return FALSE;
  for (guint i = 0; i < works->len; i++)
    {
      g_autofree char *id = app_record_dup_id (works->pdata[i]);
      MeriloRecord *old = app_records_find (self->works, id);

      if (old == NULL
          || merilo_record_get_whole (old, MERILO_EXPERT_SCORE_STATE)
                 != merilo_record_get_whole (works->pdata[i], MERILO_EXPERT_SCORE_STATE))
        return FALSE;
    }
  return TRUE;
}

static void
take_versions (AppMemberPage *self, GPtrArray *works)
{
  for (guint i = 0; i < works->len; i++)
    {
      g_autofree char *id = app_record_dup_id (works->pdata[i]);
      MeriloRecord *old = app_records_find (self->works, id);

      merilo_record_load_whole (old, MERILO_EXPERT_SCORE_VERSION,
                                app_record_get_version (works->pdata[i]));
    }
}

static void
works_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppMemberPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) works = app_api_list_finish (APP_API (object), result, &as_of, &error);

  if (!app_page_check (APP_PAGE (self), result, works, error))
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  if (works->len == 0)
    {
      app_page_show_empty (APP_PAGE (self), "document-edit-symbolic", _ ("Работ пока нет"),
                           _ ("Работы появятся здесь, когда управление раздаст их комиссии."),
                           _ ("Обновить"), "page.load");
      return;
    }
  if (is_same_stack (self, works))
    {
      take_versions (self, works);
      app_page_show_content (APP_PAGE (self));
      return;
    }
  for (guint i = 0; i < works->len; i++)
    {
      app_outbox_overlay (app_context_get_outbox (context_of (self)), works->pdata[i]);
      merilo_record_set_clean (works->pdata[i]);
    }
  g_clear_pointer (&self->works, g_ptr_array_unref);
  self->works = g_steal_pointer (&works);
  fill_campaigns (self);
  show_campaign (self);
}

/* Handing in */

static void
submitted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppMemberPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = app_api_act_finish (APP_API (object), result, &error);

  if (!app_page_check_act (APP_PAGE (self), error == NULL, error))
    return;
  app_context_toast (context_of (self), _ ("Работы сданы. Спасибо"));
  app_page_load (APP_PAGE (self));
}

/* another campaign may be chosen while the scores of this one go out */
typedef struct
{
  AppMemberPage *page;
  gint64 recheck;
} Submission;

static void
flushed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Submission *submission = data;
  g_autoptr (AppMemberPage) self = submission->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  gboolean done = app_outbox_flush_finish (APP_OUTBOX (object), result, &error);

  if (!app_page_check_act (APP_PAGE (self), done, error))
    return;
  body = g_strdup_printf ("{\"recheck_id\":%" G_GINT64_FORMAT "}", submission->recheck);
  app_api_act_async (app_page_get_api (APP_PAGE (self)), G_TYPE_NONE, NULL,
                     "expert-scores/submission", body, app_page_get_cancellable (APP_PAGE (self)),
                     submitted_cb, g_object_ref (self));
}

static gboolean
go_to_hole (AppMemberPage *self)
{
  guint n_tasks = app_score_model_get_n_tasks (self->model);
  AppScoreCell cursor = app_score_grid_get_cursor (APP_SCORE_GRID (self->grid));
  guint n = app_score_model_get_n_rows (self->model) * n_tasks;
  guint from = cursor.row * n_tasks + cursor.col + 1;

  for (guint i = 0; i < n; i++)
    {
      guint at = (from + i) % n;
      gint16 score = app_score_model_get (self->model, at / n_tasks, at % n_tasks);

      if (score != MERILO_NO_SCORE && score != APP_SCORE_INVALID)
        continue;
      app_score_grid_set_cursor (APP_SCORE_GRID (self->grid), at / n_tasks, at % n_tasks);
      gtk_widget_grab_focus (self->grid);
      return TRUE;
    }
  return FALSE;
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppMemberPage *self = APP_MEMBER_PAGE (widget);
  Submission *submission;

  if (self->model == NULL)
    return;
  app_score_grid_commit (APP_SCORE_GRID (self->grid));
  if (go_to_hole (self))
    {
      app_context_toast (context_of (self),
                         _ ("Сначала поставьте балл в каждую ячейку: не выполнялось — X"));
      return;
    }
  submission = g_new (Submission, 1);
  *submission = (Submission){ g_object_ref (self), self->recheck };
  app_outbox_flush_async (app_context_get_outbox (context_of (self)),
                          app_page_get_cancellable (APP_PAGE (self)), flushed_cb, submission);
}

static void
next_empty_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppMemberPage *self = APP_MEMBER_PAGE (widget);

  if (self->model != NULL && !go_to_hole (self))
    app_context_toast (context_of (self), _ ("Пустых ячеек нет: можно сдавать"));
}

/* Callbacks */

static void
campaign_cb (AppMemberPage *self)
{
  GArray *ids = g_object_get_data (G_OBJECT (self->campaign), "ids");
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->campaign));

  if (self->filling || ids == NULL || i >= ids->len
      || g_array_index (ids, gint64, i) == self->recheck)
    return;
  app_score_grid_commit (APP_SCORE_GRID (self->grid));
  self->recheck = g_array_index (ids, gint64, i);
  show_campaign (self);
}

/* AppPage overrides */

static void
load (AppPage *page)
{
  app_api_list_async (app_page_get_api (page), app_type_of (&merilo_expert_score_entity), NULL,
                      app_page_get_loading (page), works_cb, g_object_ref (page));
}

static void
save (AppPage *page)
{
  AppMemberPage *self = APP_MEMBER_PAGE (page);

  if (self->model != NULL)
    app_score_grid_commit (APP_SCORE_GRID (self->grid));
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppMemberPage *self = APP_MEMBER_PAGE (object);

  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (app_member_page_parent_class)->dispose (object);
}

static void
app_member_page_class_init (AppMemberPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  APP_PAGE_CLASS (klass)->load = load;
  APP_PAGE_CLASS (klass)->save = save;
  /* blind scores under codes: on paper they would leave the commission */
  APP_PAGE_CLASS (klass)->never_printed
      = N_ ("Работы не печатаются: коды и баллы остаются на экране");
  gtk_widget_class_install_action (widget_class, "works.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "works.next-empty", NULL, next_empty_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "works.next-empty", NULL);
}

static void
app_member_page_init (AppMemberPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/ru/merilo/recheck/member-page.ui");

#define CHILD(name) self->name = (gpointer) gtk_builder_get_object (builder, #name)
  CHILD (view);
  CHILD (title);
  CHILD (facts);
  CHILD (campaign);
  CHILD (submit);
  CHILD (scroller);
  CHILD (cell);
  CHILD (wrong);
#undef CHILD
  self->grid = app_score_grid_new (NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->grid);
  app_page_set_content (APP_PAGE (self), self->view);
  app_page_watch (APP_PAGE (self), watched);
  g_signal_connect_object (self->grid, "cursor-moved", G_CALLBACK (_app_member_page_show_cell),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->campaign, "notify::selected", G_CALLBACK (campaign_cb), self,
                           G_CONNECT_SWAPPED);
}
