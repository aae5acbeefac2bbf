#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/asked.h"
#include "pages/frame/search.h"

#define MAX_SHOWN 12
#define MIN_CHARS 2

typedef struct
{
  char *folded; /* looked in */
  char *title;
  const char *kind; /* label of the entity */
  const char *page;
  char *target;
} Find;

struct _AppSearch
{
  AdwBin parent_instance;

  AppContext *context;
  GCancellable *cancellable;
  GtkWidget *entry, *popover, *list;
  GPtrArray *finds; /* of Find */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (AppSearch, app_search, ADW_TYPE_BIN)

/* what is looked in; a row's kind of target is the page's to understand */
static const struct
{
  const MeriloEntity *entity;
  int title, subtitle; /* fields */
  const char *page, *target;
} sources[] = {
  { &merilo_plan_entity, MERILO_PLAN_TITLE, -1, "plans", "plan" },
  { &merilo_plan_item_entity, MERILO_PLAN_ITEM_TITLE, MERILO_PLAN_ITEM_NO, "plans", "item" },
  { &merilo_org_entity, MERILO_ORG_SHORT_NAME, MERILO_ORG_LOGIN_DIGITS, "directories", "org" },
  { &merilo_procedure_entity, MERILO_PROCEDURE_TITLE, -1, "results", "procedure" },
  { &merilo_recheck_entity, MERILO_RECHECK_TITLE, MERILO_RECHECK_SCHOOL_NAME, "recheck",
    "recheck" },
};

/* Helpers */

static void
find_free (Find *find)
{
  g_free (find->folded);
  g_free (find->title);
  g_free (find->target);
  g_free (find);
}

static void
add_find (AppSearch *self, guint source, MeriloRecord *record)
{
  g_autofree char *title = merilo_record_show (record, (guint) sources[source].title);
  g_autofree char *more = sources[source].subtitle >= 0
                              ? merilo_record_show (record, (guint) sources[source].subtitle)
                              : g_strdup ("");
  g_autofree char *id = app_record_dup_id (record);
  g_autofree char *both = g_strconcat (more, " ", title, NULL);
  Find *find = g_new0 (Find, 1);

  find->folded = g_utf8_casefold (both, -1);
  find->title = *more != 0 ? g_strconcat (more, "  ", title, NULL) : g_strdup (title);
  find->kind = sources[source].entity->label;
  find->page = sources[source].page;
  find->target = g_strconcat (sources[source].target, "/", id, NULL);
  g_ptr_array_add (self->finds, find);
}

static void
add_result (AppSearch *self, Find *find)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (find->title), *kind = gtk_label_new (_ (find->kind));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (kind), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 56);
  gtk_widget_add_css_class (kind, "caption");
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", find->page, find->target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  find->title, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), self->popover);
  gtk_box_append (GTK_BOX (self->list), button);
}

static void
look (AppSearch *self)
{
  g_autofree char *text = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  GtkWidget *child;
  guint shown = 0;

  g_strstrip (text);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  if (g_utf8_strlen (text, -1) < MIN_CHARS)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }
  for (guint i = 0; i < self->finds->len && shown < MAX_SHOWN; i++)
    if (strstr (((Find *) self->finds->pdata[i])->folded, text) != NULL)
      {
        add_result (self, self->finds->pdata[i]);
        shown++;
      }
  if (shown == 0)
    gtk_box_append (GTK_BOX (self->list), gtk_label_new (_ ("Ничего не нашлось")));
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* Callbacks */

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppSearch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = app_api_list_finish (APP_API (object), result, NULL, &error);

  if (records == NULL || self->finds == NULL || app_asked_is_given_up (result))
    return;
  for (guint i = 0; i < records->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (sources); k++)
      if (merilo_record_get_entity (records->pdata[i]) == sources[k].entity)
        add_find (self, k, records->pdata[i]);
  look (self);
}

static void
load (AppSearch *self)
{
  AppSession *session = app_context_get_session (self->context);

  if (self->loaded)
    return;
  self->loaded = TRUE;
  app_asked_anew (&self->cancellable);
  g_ptr_array_set_size (self->finds, 0);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (app_session_has_role (session, sources[i].entity->readers))
      app_api_list_async (app_context_get_api (self->context), app_type_of (sources[i].entity),
                          NULL, self->cancellable, listed_cb, g_object_ref (self));
}

static void
focused_cb (AppSearch *self)
{
  load (self);
}

static void
activated_cb (AppSearch *self)
{
  GtkWidget *first = gtk_widget_get_first_child (self->list);

  if (GTK_IS_BUTTON (first))
    g_signal_emit_by_name (first, "clicked"); /* at once: more results may come and replace it */
}

static void
stopped_cb (AppSearch *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
}

/* nor may what was asked for one user come to the next */
static void
forget_cb (AppSearch *self)
{
  app_asked_give_up (&self->cancellable);
  self->loaded = FALSE;
  g_ptr_array_set_size (self->finds, 0);
}

/* GObject overrides */

static void
app_search_dispose (GObject *object)
{
  AppSearch *self = APP_SEARCH (object);

  app_asked_give_up (&self->cancellable);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->finds, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (app_search_parent_class)->dispose (object);
}

static void
app_search_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (app_search_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_popover_present (GTK_POPOVER (APP_SEARCH (widget)->popover));
}

/* a widget that was taken away may live on in the calls it made: they end here */
static void
app_search_unroot (GtkWidget *widget)
{
  app_asked_give_up (&APP_SEARCH (widget)->cancellable);
  GTK_WIDGET_CLASS (app_search_parent_class)->unroot (widget);
}

static void
app_search_class_init (AppSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_search_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = app_search_unroot;
  GTK_WIDGET_CLASS (klass)->size_allocate = app_search_size_allocate;
}

static void
app_search_init (AppSearch *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->finds = g_ptr_array_new_with_free_func ((GDestroyNotify) find_free);
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Поиск  Ctrl+K"), "width-chars", 22, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Поиск по планам, школам и процедурам"), -1);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->list);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  adw_bin_set_child (ADW_BIN (self), self->entry);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focused_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (look), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (stopped_cb), self);
}

/* Public API */

void
app_search_set_context (AppSearch *self, AppContext *context)
{
  g_set_object (&self->context, context);
  g_signal_connect_object (context, "closed", G_CALLBACK (forget_cb), self, G_CONNECT_SWAPPED);
}

void
app_search_begin (AppSearch *self)
{
  gtk_widget_grab_focus (self->entry);
}
