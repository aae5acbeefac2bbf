#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/bits.h"
#include "pages/results/results-tree.h"
#include "widgets/tab-stop.h"
#include "widgets/widgets.h"

#define MOST_OPENED                                                                                \
  40 /* procedures that a search opens: more of them are looked through closed                     \
      */

struct _AppResultsTree
{
  AdwBin parent_instance;

  AppOutline *outline;
  GtkWidget *search, *list, *nothing;
  GtkTreeListModel *rows;
  GtkSingleSelection *selection;
  AppResultsChoice choice; /* procedure_id 0: none */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (AppResultsTree, app_results_tree, ADW_TYPE_BIN)

static guint chosen;

static void
set_choice (AppResultsTree *self, const AppResultsChoice *choice)
{
  AppResultsChoice copy = *choice;

  copy.class_name = g_strdup (choice->class_name);
  g_free (self->choice.class_name);
  self->choice = copy;
}

/* The rows */

static GListModel *
get_children (gpointer item, gpointer data)
{
  return app_results_node_is_leaf (item) ? NULL : G_LIST_MODEL (g_object_ref (item));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new (),
            *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = app_label_new (NULL, NULL), *count = app_word_new (NULL, "count-word");

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *label
      = gtk_widget_get_first_child (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
  g_autoptr (AppResultsNode) node = gtk_tree_list_row_get_item (row);
  const char *count = app_results_node_get_count (node);
  g_autofree char *name = NULL;

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  gtk_label_set_text (GTK_LABEL (label), app_results_node_get_label (node));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (label)), count);
  gtk_widget_set_tooltip_text (expander, app_results_node_get_tip (node));
  name = *count != 0
             ? g_strdup_printf (_ ("%s, участников %s"), app_results_node_get_label (node), count)
             : g_strdup (app_results_node_get_label (node));
  app_name_it (expander, name);
}

/* The place of a choice */

/* the row of the tree that is the choice, its ancestors opened; G_MAXUINT: none */
static guint
open_choice (AppResultsTree *self, const AppResultsChoice *choice)
{
  g_autoptr (GtkTreeListRow) row = NULL;
  g_autoptr (AppResultsNode) root = app_results_node_new_root (self->outline);
  guint at = app_results_node_find (root, choice);

  row = at != G_MAXUINT ? gtk_tree_list_model_get_child_row (self->rows, at) : NULL;
  while (row != NULL)
    {
      g_autoptr (AppResultsNode) node = gtk_tree_list_row_get_item (row);
      g_autoptr (GtkTreeListRow) above = NULL;

      if (app_results_node_is (node, choice))
        return gtk_tree_list_row_get_position (row);
      at = app_results_node_find (node, choice);
      if (at == G_MAXUINT)
        return G_MAXUINT;
      gtk_tree_list_row_set_expanded (row, TRUE);
      above = g_steal_pointer (&row);
      row = gtk_tree_list_row_get_child_row (above, at);
    }
  return G_MAXUINT;
}

static gboolean
select_choice (AppResultsTree *self, const AppResultsChoice *choice)
{
  guint at = open_choice (self, choice);

  if (at == G_MAXUINT)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, at);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);
  return TRUE;
}

/* a year has nothing of its own to show */
static gboolean
find_first (AppResultsTree *self, AppResultsChoice *ret)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, i);
      g_autoptr (AppResultsNode) node = gtk_tree_list_row_get_item (row);

      if (app_results_node_get_choice (node, ret))
        return TRUE;
    }
  return FALSE;
}

/* Filling */

static void
expand_row (AppResultsTree *self, guint i)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, i);
  g_autoptr (AppResultsNode) node = gtk_tree_list_row_get_item (row);

  if (app_results_node_is_deep (node))
    gtk_tree_list_row_set_expanded (row, TRUE);
}

/* the newest year, or, when something is searched for, all that has it */
static void
expand (AppResultsTree *self)
{
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->search)) != 0;
  gboolean all = searching && self->outline->n_shown <= MOST_OPENED;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    expand_row (self, 0);
  for (guint i = 1; all && i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    expand_row (self, i);
}

static void
fill (AppResultsTree *self)
{
  self->filling = TRUE;
  g_clear_object (&self->rows);
  self->rows = gtk_tree_list_model_new (G_LIST_MODEL (app_results_node_new_root (self->outline)),
                                        FALSE, FALSE, get_children, NULL, NULL);
  expand (self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  gtk_widget_set_visible (self->nothing, self->outline->n_shown == 0);
  if (self->choice.procedure_id == 0 || !select_choice (self, &self->choice))
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;
}

/* Callbacks */

static void
selected_cb (AppResultsTree *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (AppResultsNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  AppResultsChoice choice;

  if (self->filling || node == NULL || !app_results_node_get_choice (node, &choice)
      || app_results_node_is (node, &self->choice))
    return;
  set_choice (self, &choice);
  g_signal_emit (self, chosen, 0);
}

/* Enter, or a double click */
static void
activated_cb (GtkListView *list, guint position, AppResultsTree *self)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, position);

  if (row != NULL)
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

/* the row that has the focus; NULL: none has */
static GtkTreeListRow *
get_focus_row (AppResultsTree *self)
{
  GtkWidget *focus = app_focus_beside (GTK_WIDGET (self));
  GtkWidget *expander
      = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_TREE_EXPANDER) : NULL;

  if (expander == NULL || !gtk_widget_is_ancestor (expander, self->list))
    return NULL;
  return gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander));
}

/* up to a row that lies above: the cursor of a list of GTK 4.8 goes row by row alone */
static void
climb_to (AppResultsTree *self, guint position)
{
  GtkTreeListRow *now = get_focus_row (self);

  while (now != NULL && gtk_tree_list_row_get_position (now) > position
         && gtk_widget_child_focus (self->list, GTK_DIR_UP))
    now = get_focus_row (self);
  gtk_single_selection_set_selected (self->selection, position);
}

/* right opens a row, left closes it or goes to what it lies in */
static gboolean
list_key_cb (GtkEventControllerKey *controller,
             guint keyval,
             guint keycode,
             GdkModifierType state,
             AppResultsTree *self)
{
  gboolean right = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;
  gboolean left = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left;
  GtkTreeListRow *row = get_focus_row (self);
  g_autoptr (GtkTreeListRow) above = NULL;

  if (row == NULL || (!right && !left)
      || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  above = gtk_tree_list_row_get_parent (row);
  if (right || gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, right);
  else if (above != NULL)
    climb_to (self, gtk_tree_list_row_get_position (above));
  return TRUE;
}

static void
search_cb (AppResultsTree *self)
{
  if (self->outline == NULL)
    return;
  app_outline_filter (self->outline, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  fill (self);
}

static void
stop_cb (AppResultsTree *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (!app_list_focus_selected (self->list))
    gtk_widget_grab_focus (self->list);
}

static gboolean
search_key_cb (GtkEventControllerKey *controller,
               guint keyval,
               guint keycode,
               GdkModifierType state,
               AppResultsTree *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return FALSE;
  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* Making */

static GtkWidget *
make_list (AppResultsTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_widget_add_css_class (self->list, "results-tree");
  app_name_it (self->list, _ ("Годы, процедуры, школы"));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (list_key_cb), self);
  gtk_widget_add_controller (self->list, keys);
  return self->list;
}

static GtkWidget *
make_search (AppResultsTree *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Предмет, класс, школа"), "margin-start", 9,
                "margin-end", 9, "margin-top", 9, "margin-bottom", 6, NULL);
  app_name_it (self->search, _ ("Найти процедуру или школу"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_cb), self,
                           G_CONNECT_SWAPPED);
  return self->search;
}

/* GObject overrides */

static void
dispose (GObject *object)
{
  AppResultsTree *self = APP_RESULTS_TREE (object);

  self->filling = TRUE;
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->outline, app_outline_unref);
  g_clear_pointer (&self->choice.class_name, g_free);
  G_OBJECT_CLASS (app_results_tree_parent_class)->dispose (object);
}

static void
app_results_tree_class_init (AppResultsTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  chosen = g_signal_new ("chosen", APP_TYPE_RESULTS_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0);
}

static void
app_results_tree_init (AppResultsTree *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
            *scrolled = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), make_search (self));
  self->nothing = app_label_new (_ ("Такой процедуры или школы здесь нет."), "dim-label inset");
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_box_append (GTK_BOX (box), self->nothing);
  g_object_set (scrolled, "child", make_list (self), "vexpand", TRUE, "hscrollbar-policy",
                GTK_POLICY_NEVER, NULL);
  gtk_box_append (GTK_BOX (box), app_tab_stop_new (scrolled));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), self->list);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Public API */

GtkWidget *
app_results_tree_new (void)
{
  return g_object_new (APP_TYPE_RESULTS_TREE, NULL);
}

void
app_results_tree_set_outline (AppResultsTree *self, AppOutline *outline)
{
  AppResultsChoice first;

  g_clear_pointer (&self->outline, app_outline_unref);
  self->outline = app_outline_ref (outline);
  app_outline_filter (outline, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (app_outline_find (outline, self->choice.procedure_id) == NULL)
    set_choice (self, &(AppResultsChoice){ 0 });
  fill (self);
  if (self->choice.procedure_id == 0 && find_first (self, &first))
    {
      set_choice (self, &first);
      self->filling = TRUE;
      select_choice (self, &self->choice);
      self->filling = FALSE;
    }
}

gboolean
app_results_tree_get_choice (AppResultsTree *self, AppResultsChoice *ret)
{
  *ret = self->choice;
  return self->choice.procedure_id != 0;
}

gboolean
app_results_tree_choose (AppResultsTree *self, const AppResultsChoice *choice)
{
  if (self->outline == NULL)
    return FALSE;
  if (open_choice (self, choice) == G_MAXUINT
      && *gtk_editable_get_text (GTK_EDITABLE (self->search)) != 0)
    app_results_tree_search (self, "");
  return select_choice (self, choice);
}

void
app_results_tree_search (AppResultsTree *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  search_cb (self); /* the entry itself waits a while for the next letter */
}

void
app_results_tree_begin_search (AppResultsTree *self)
{
  gtk_widget_grab_focus (self->search);
}

guint
app_results_tree_get_n_rows (AppResultsTree *self)
{
  return self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;
}
