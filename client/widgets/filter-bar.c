#define G_LOG_DOMAIN "app-filter-bar"

#include "config.h"

#include "widgets/filter-bar.h"

#include <glib/gi18n-lib.h>

#include "widgets/widgets.h"
#include "widgets/wrap-layout.h"

struct _AppFilterBar
{
  GtkWidget parent_instance;
  GtkWidget *search, *chips, *reset, *count;
  GPtrArray *filters; /* of Filter */
  gboolean quiet;     /* values change by hand of the program */
};

typedef struct
{
  AppFilterBar *bar;
  char *id, *label;
  GPtrArray *codes, *labels; /* of char * */
  int chosen;                /* -1: all */
  GtkWidget *chip, *list;
} Filter;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (AppFilterBar, app_filter_bar, GTK_TYPE_WIDGET)

static void
free_filter (Filter *filter)
{
  g_free (filter->id);
  g_free (filter->label);
  g_ptr_array_unref (filter->codes);
  g_ptr_array_unref (filter->labels);
  g_free (filter);
}

static Filter *
find_filter (AppFilterBar *self, const char *id)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (g_str_equal (((Filter *) self->filters->pdata[i])->id, id))
      return self->filters->pdata[i];
  return NULL;
}

static int
find_code (Filter *filter, const char *code)
{
  for (guint i = 0; code != NULL && i < filter->codes->len; i++)
    if (g_str_equal (filter->codes->pdata[i], code))
      return (int) i;
  return -1;
}

static void
tell_changed (AppFilterBar *self)
{
  gboolean any = *app_filter_bar_get_text (self) != 0;

  for (guint i = 0; i < self->filters->len; i++)
    any |= ((Filter *) self->filters->pdata[i])->chosen >= 0;
  gtk_widget_set_visible (self->reset, any);
  if (!self->quiet)
    g_signal_emit (self, changed_signal, 0);
}

/* a chip says its filter and, when set, the value: «Год: 2025» */
static void
show_chip (Filter *filter)
{
  g_autofree char *text = NULL;

  if (filter->chosen >= 0)
    {
      text = g_strdup_printf ("%s: %s", filter->label,
                              (char *) filter->labels->pdata[filter->chosen]);
      gtk_widget_add_css_class (filter->chip, "set");
    }
  else
    {
      text = g_strdup (filter->label);
      gtk_widget_remove_css_class (filter->chip, "set");
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (filter->chip), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (filter->chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
choose (Filter *filter, int chosen)
{
  if (filter->chosen == chosen)
    return;
  filter->chosen = chosen;
  show_chip (filter);
  tell_changed (filter->bar);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Filter *filter)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (filter->chip));
  choose (filter, gtk_list_box_row_get_index (row) - 1);
}

/* the list opens with the chosen row under the focus */
static void
popover_show_cb (GtkWidget *popover, Filter *filter)
{
  GtkListBoxRow *row
      = gtk_list_box_get_row_at_index (GTK_LIST_BOX (filter->list), filter->chosen + 1);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
add_row (Filter *filter, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_end (label, 6);
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  /* a row has no name from its child */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (GTK_LIST_BOX (filter->list), row);
}

static Filter *
make_filter (AppFilterBar *self, const char *id)
{
  Filter *filter = g_new0 (Filter, 1);
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();

  filter->bar = self;
  filter->id = g_strdup (id);
  filter->chosen = -1;
  filter->chip = gtk_menu_button_new ();
  filter->list = gtk_list_box_new ();
  gtk_widget_add_css_class (filter->chip, "chip");
  gtk_widget_set_valign (filter->chip, GTK_ALIGN_CENTER);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (filter->list), GTK_SELECTION_NONE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), filter->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (filter->chip), popover);
  g_signal_connect (filter->list, "row-activated", G_CALLBACK (row_activated_cb), filter);
  g_signal_connect (popover, "show", G_CALLBACK (popover_show_cb), filter);
  gtk_box_append (GTK_BOX (self->chips), filter->chip);
  g_ptr_array_add (self->filters, filter);
  return filter;
}

static void
search_changed_cb (GtkSearchEntry *entry, AppFilterBar *self)
{
  tell_changed (self);
}

/* Class */

static void
app_filter_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_filter_bar_parent_class)->dispose (object);
}

static void
app_filter_bar_finalize (GObject *object)
{
  g_ptr_array_unref (APP_FILTER_BAR (object)->filters);
  G_OBJECT_CLASS (app_filter_bar_parent_class)->finalize (object);
}

static void
app_filter_bar_class_init (AppFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  app_widgets_init ();
  G_OBJECT_CLASS (klass)->dispose = app_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_filter_bar_finalize;
  changed_signal = g_signal_new ("changed", APP_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/merilo/widgets/filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AppFilterBar, search);
  gtk_widget_class_bind_template_child (widget_class, AppFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, AppFilterBar, reset);
  gtk_widget_class_bind_template_child (widget_class, AppFilterBar, count);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
app_filter_bar_init (AppFilterBar *self)
{
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) free_filter);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->chips, app_wrap_layout_new (6, 0));
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (app_filter_bar_reset), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Фильтры"), -1);
}

/* Public API */

GtkWidget *
app_filter_bar_new (void)
{
  return g_object_new (APP_TYPE_FILTER_BAR, NULL);
}

void
app_filter_bar_set_filter (AppFilterBar *self,
                           const char *id,
                           const char *label,
                           const MeriloChoice *choices)
{
  Filter *filter;
  g_autofree char *kept = NULL;
  GtkWidget *row;

  g_return_if_fail (APP_IS_FILTER_BAR (self));
  filter = find_filter (self, id);
  if (filter == NULL)
    filter = make_filter (self, id);
  else
    {
      kept = g_strdup (app_filter_bar_get_value (self, id));
      g_free (filter->label);
      g_ptr_array_unref (filter->codes);
      g_ptr_array_unref (filter->labels);
      while ((row = gtk_widget_get_first_child (filter->list)) != NULL)
        gtk_list_box_remove (GTK_LIST_BOX (filter->list), row);
    }
  filter->label = g_strdup (label);
  filter->codes = g_ptr_array_new_with_free_func (g_free);
  filter->labels = g_ptr_array_new_with_free_func (g_free);
  add_row (filter, _ ("Все"));
  for (guint i = 0; choices[i].code != NULL; i++)
    {
      g_ptr_array_add (filter->codes, g_strdup (choices[i].code));
      g_ptr_array_add (filter->labels, g_strdup (_ (choices[i].label)));
      add_row (filter, _ (choices[i].label));
    }
  filter->chosen = find_code (filter, kept);
  show_chip (filter);
}

const char *
app_filter_bar_get_value (AppFilterBar *self, const char *id)
{
  Filter *filter;

  g_return_val_if_fail (APP_IS_FILTER_BAR (self), NULL);
  filter = find_filter (self, id);
  return filter != NULL && filter->chosen >= 0 ? filter->codes->pdata[filter->chosen] : NULL;
}

gboolean
app_filter_bar_set_value (AppFilterBar *self, const char *id, const char *code)
{
  Filter *filter;
  int chosen;

  g_return_val_if_fail (APP_IS_FILTER_BAR (self), FALSE);
  filter = find_filter (self, id);
  if (filter == NULL)
    return FALSE;
  chosen = find_code (filter, code);
  if (code != NULL && chosen < 0)
    return FALSE;
  self->quiet = TRUE;
  choose (filter, chosen);
  self->quiet = FALSE;
  return TRUE;
}

void
app_filter_bar_set_search (AppFilterBar *self, gboolean search)
{
  g_return_if_fail (APP_IS_FILTER_BAR (self));
  gtk_widget_set_visible (self->search, search);
}

const char *
app_filter_bar_get_text (AppFilterBar *self)
{
  g_return_val_if_fail (APP_IS_FILTER_BAR (self), "");
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

void
app_filter_bar_focus_search (AppFilterBar *self)
{
  g_return_if_fail (APP_IS_FILTER_BAR (self));
  gtk_widget_grab_focus (self->search);
}

void
app_filter_bar_set_count (AppFilterBar *self, guint shown, guint total)
{
  g_autofree char *text = NULL;

  g_return_if_fail (APP_IS_FILTER_BAR (self));
  text = g_strdup_printf (_ ("%u из %u"), shown, total);
  gtk_label_set_text (GTK_LABEL (self->count), text);
}

void
app_filter_bar_reset (AppFilterBar *self)
{
  g_return_if_fail (APP_IS_FILTER_BAR (self));
  self->quiet = TRUE; /* one "changed" for all */
  for (guint i = 0; i < self->filters->len; i++)
    choose (self->filters->pdata[i], -1);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->quiet = FALSE;
  tell_changed (self);
}

GVariant *
app_filter_bar_save (AppFilterBar *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  g_return_val_if_fail (APP_IS_FILTER_BAR (self), NULL);
  for (guint i = 0; i < self->filters->len; i++)
    {
      Filter *filter = self->filters->pdata[i];

      if (filter->chosen >= 0)
        g_variant_builder_add (&builder, "{ss}", filter->id,
                               (char *) filter->codes->pdata[filter->chosen]);
    }
  return g_variant_builder_end (&builder);
}

void
app_filter_bar_restore (AppFilterBar *self, GVariant *saved)
{
  GVariantIter iter;
  const char *id, *code;

  g_return_if_fail (APP_IS_FILTER_BAR (self));
  if (!g_variant_is_of_type (saved, G_VARIANT_TYPE ("a{ss}")))
    return;
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, &code))
    app_filter_bar_set_value (self, id, code); /* a choice that is gone is forgotten */
}
