#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/today/task-row.h"
#include "pages/today/today-page.h"

#define MOST 60 /* rows of a group */

struct _AppTodayPage
{
  AppPage parent_instance;

  GtkWidget *view, *day, *figures, *groups;
  GPtrArray *tasks; /* shown, of MeriloRecord; NULL: not read yet */
  GtkWidget *reports, *works, *late,
      *listed; /* figures: labels of numbers; NULL: not this role's */
};

G_DEFINE_FINAL_TYPE (AppTodayPage, app_today_page, APP_TYPE_PAGE)

static const char *const watched[]
    = { "quarter_report", "execution", "recheck", "plan", "org_status", NULL };

/* Figures */

static GtkWidget *
add_figure (AppTodayPage *self, const char *title, const char *page)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *number = app_label_new ("…", "title-1 numeric");

  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), app_label_new (title, "dim-label"));
  g_object_set (box, "margin-top", 9, "margin-bottom", 9, "margin-start", 9, "margin-end", 9, NULL);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", page);
  app_name_it (button, title);
  gtk_box_append (GTK_BOX (self->figures), button);
  return number;
}

static void
set_share (GtkWidget *label, gint64 part, gint64 whole)
{
  g_autofree char *text
      = whole > 0 ? g_strdup_printf (_ ("%" G_GINT64_FORMAT " из %" G_GINT64_FORMAT), part, whole)
                  : g_strdup ("—");

  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
reports_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppTodayPage) self = data;
  g_autoptr (GPtrArray) reports = app_api_list_finish (APP_API (object), result, NULL, NULL);
  guint done = 0;

  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      gint64 state = merilo_record_get_whole (reports->pdata[i], MERILO_QUARTER_REPORT_STATE);

      done += state == MERILO_QUARTER_REPORT_STATE_SUBMITTED
              || state == MERILO_QUARTER_REPORT_STATE_ACCEPTED;
    }
  if (reports != NULL)
    set_share (self->reports, done, reports->len);
}

static void
rechecks_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppTodayPage) self = data;
  g_autoptr (GPtrArray) rechecks = app_api_list_finish (APP_API (object), result, NULL, NULL);
  gint64 marked = 0, works = 0;

  for (guint i = 0; rechecks != NULL && i < rechecks->len; i++)
    {
      marked += MAX (0, merilo_record_get_whole (rechecks->pdata[i], MERILO_RECHECK_FINISHED));
      works += MAX (0, merilo_record_get_whole (rechecks->pdata[i], MERILO_RECHECK_WORKS));
    }
  if (rechecks != NULL)
    set_share (self->works, marked, works);
}

static void
statuses_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppTodayPage) self = data;
  g_autoptr (GPtrArray) statuses = app_api_list_finish (APP_API (object), result, NULL, NULL);
  g_autoptr (GHashTable) orgs = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 last = 0;
  g_autofree char *text = NULL;

  /* the last list counts: earlier ones are history */
  for (guint i = 0; statuses != NULL && i < statuses->len; i++)
    last = MAX (last, merilo_record_get_whole (statuses->pdata[i], MERILO_ORG_STATUS_YEAR));
  for (guint i = 0; statuses != NULL && i < statuses->len; i++)
    if (merilo_record_get_whole (statuses->pdata[i], MERILO_ORG_STATUS_YEAR) == last)
      {
        g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT,
                                               merilo_record_get_whole (statuses->pdata[i],
                                                                        MERILO_ORG_STATUS_ORG_ID));

        g_hash_table_add (orgs, (gpointer) g_intern_string (id));
      }
  if (statuses == NULL)
    return;
  text = g_strdup_printf ("%u", g_hash_table_size (orgs));
  gtk_label_set_text (GTK_LABEL (self->listed), text);
}

/* Tasks */

/* what came back stands apart from what is only late */
typedef enum
{
  GROUP_LATE,
  GROUP_RETURNED,
  GROUP_SOON,
  GROUP_WAITING,
  N_GROUPS
} Group;

static const struct
{
  const char *title, *text, *tone;
} heads[N_GROUPS] = {
  [GROUP_LATE] = { N_ ("Просрочено"), N_ ("срок прошёл"), "warning" },
  [GROUP_RETURNED] = { N_ ("Возвращено с замечанием"), N_ ("поправьте и сдайте снова"), "warning" },
  [GROUP_SOON] = { N_ ("До 14 дней"), N_ ("ближайшее"), "dim" },
  [GROUP_WAITING] = { N_ ("Ждёт других"), N_ ("ваша часть сделана, ответа ещё нет"), "dim" },
};

static Group
group_of (MeriloRecord *task)
{
  if (g_strcmp0 (merilo_record_get_text (task, MERILO_TASK_KIND), "report-returned") == 0)
    return GROUP_RETURNED;
  switch (merilo_record_get_whole (task, MERILO_TASK_GROUP))
    {
    case MERILO_TASK_GROUP_LATE:
      return GROUP_LATE;
    case MERILO_TASK_GROUP_WAITING:
      return GROUP_WAITING;
    default:
      return GROUP_SOON;
    }
}

static GPtrArray *
tasks_of (GPtrArray *tasks, Group group)
{
  GPtrArray *part = g_ptr_array_new ();

  for (guint i = 0; i < tasks->len; i++)
    if (group_of (tasks->pdata[i]) == group)
      g_ptr_array_add (part, tasks->pdata[i]);
  return part;
}

static void
add_group (AppTodayPage *self, GPtrArray *tasks, Group group)
{
  GtkWidget *box = adw_preferences_group_new ();
  g_autofree char *count = g_strdup_printf ("%u", tasks->len);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (box), _ (heads[group].title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (box), _ (heads[group].text));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (box),
                                           app_badge_new (count, heads[group].tone));
  for (guint i = 0; i < MIN (tasks->len, MOST); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (box), app_task_row_new (tasks->pdata[i]));
  if (tasks->len > MOST)
    {
      g_autofree char *text = g_strdup_printf (_ ("и ещё %u"), tasks->len - MOST);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (box), app_label_new (text, "dim-label"));
    }
  gtk_box_append (GTK_BOX (self->groups), box);
}

static void
set_count (GtkWidget *label, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  if (label != NULL)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static void
tasks_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppTodayPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 as_of = 0;
  g_autoptr (GPtrArray) tasks = app_api_list_finish (APP_API (object), result, &as_of, &error);
  guint counts[N_GROUPS];

  if (!app_page_check (APP_PAGE (self), result, tasks, error))
    return;
  app_page_set_as_of (APP_PAGE (self), as_of);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  self->tasks = g_ptr_array_ref (tasks);
  app_box_clear (self->groups);
  for (guint g = 0; g < N_GROUPS; g++)
    {
      g_autoptr (GPtrArray) part = tasks_of (tasks, g);

      counts[g] = part->len;
      if (part->len > 0)
        add_group (self, part, g);
    }
  if (tasks->len == 0)
    gtk_box_append (GTK_BOX (self->groups),
                    app_label_new (_ ("Всё сделано: ни одной задачи на ближайшие 14 дней."),
                                   "title-4 dim-label"));
  set_count (self->late, counts[GROUP_LATE] + counts[GROUP_RETURNED]);
  app_page_set_count (APP_PAGE (self),
                      counts[GROUP_LATE] + counts[GROUP_RETURNED] + counts[GROUP_SOON]);
  app_page_show_content (APP_PAGE (self));
}

/* AppPage overrides */

static void
ask (AppPage *page, const MeriloEntity *entity, const char *const *filters, GAsyncReadyCallback cb)
{
  AppSession *session = app_context_get_session (app_page_get_context (page));

  if (app_session_has_role (session, entity->readers))
    app_api_list_async (app_page_get_api (page), app_type_of (entity), filters,
                        app_page_get_loading (page), cb, g_object_ref (page));
}

static void
load (AppPage *page)
{
  AppTodayPage *self = APP_TODAY_PAGE (page);
  g_autofree char *quarter = app_quarter_now ();
  const char *of_quarter[] = { "quarter", quarter, NULL };
  const char *biased[] = { "status", "biased", NULL };

  if (self->listed != NULL)
    ask (page, &merilo_org_status_entity, biased, statuses_cb);
  if (self->works != NULL)
    ask (page, &merilo_recheck_entity, NULL, rechecks_cb);
  ask (page, &merilo_quarter_report_entity, of_quarter, reports_cb);
  ask (page, &merilo_task_entity, NULL, tasks_cb);
}

/* all of them, not only the first that are shown */
static gboolean
describe_paper (AppPage *page, AppPaper *paper)
{
  AppTodayPage *self = APP_TODAY_PAGE (page);
  static const guint fields[]
      = { MERILO_TASK_GROUP, MERILO_TASK_DUE, MERILO_TASK_TITLE, MERILO_TASK_ORG_NAME };

  paper->title = g_strdup (_ ("Задачи на сегодня"));
  app_paper_add_cells (paper, app_records_to_cells (self->tasks, &merilo_task_entity, fields,
                                                    G_N_ELEMENTS (fields)));
  return self->tasks != NULL && self->tasks->len > 0;
}

static void
constructed (GObject *object)
{
  AppTodayPage *self = APP_TODAY_PAGE (object);
  AppSession *session = app_context_get_session (app_page_get_context (APP_PAGE (self)));
  static const char *const months[]
      = { N_ ("января"),   N_ ("февраля"), N_ ("марта"),  N_ ("апреля"),
          N_ ("мая"),      N_ ("июня"),    N_ ("июля"),   N_ ("августа"),
          N_ ("сентября"), N_ ("октября"), N_ ("ноября"), N_ ("декабря") };
  static const char *const days[]
      = { N_ ("Понедельник"), N_ ("Вторник"), N_ ("Среда"),      N_ ("Четверг"),
          N_ ("Пятница"),     N_ ("Суббота"), N_ ("Воскресенье") };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day
      = g_strdup_printf ("%s, %d %s", _ (days[g_date_time_get_day_of_week (now) - 1]),
                         g_date_time_get_day_of_month (now),
                         _ (months[g_date_time_get_month (now) - 1]));

  G_OBJECT_CLASS (app_today_page_parent_class)->constructed (object);
  gtk_label_set_text (GTK_LABEL (self->day), day);
  self->reports = add_figure (self, _ ("сдано отчётов за квартал"), "reports");
  if (app_session_has_role (session, merilo_recheck_entity.readers))
    self->works = add_figure (self, _ ("работ перепроверено"), "recheck");
  else
    self->late = add_figure (self, _ ("моих пунктов просрочено"), "reports");
  self->listed = add_figure (self, _ ("школ в федеральном списке"), "objectivity");
}

static void
finalize (GObject *object)
{
  g_clear_pointer (&APP_TODAY_PAGE (object)->tasks, g_ptr_array_unref);
  G_OBJECT_CLASS (app_today_page_parent_class)->finalize (object);
}

static void
app_today_page_class_init (AppTodayPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  G_OBJECT_CLASS (klass)->constructed = constructed;
  APP_PAGE_CLASS (klass)->load = load;
  APP_PAGE_CLASS (klass)->describe_paper = describe_paper;
}

static void
app_today_page_init (AppTodayPage *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/ru/merilo/today/today-page.ui");

  self->view = GTK_WIDGET (gtk_builder_get_object (builder, "view"));
  self->day = GTK_WIDGET (gtk_builder_get_object (builder, "day"));
  self->figures = GTK_WIDGET (gtk_builder_get_object (builder, "figures"));
  self->groups = GTK_WIDGET (gtk_builder_get_object (builder, "groups"));
  app_page_set_content (APP_PAGE (self), self->view);
  app_page_watch (APP_PAGE (self), watched);
}
