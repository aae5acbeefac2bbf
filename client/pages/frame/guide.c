#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/frame/guide.h"

#include <glib/gi18n.h>
#include <string.h>

#include "pages/bits.h"
#include "pages/frame/guide-text.h"

#define RESOURCE "/ru/merilo/help/user.md"
#define WIDTH    980
#define HEIGHT   740
#define LIST     270
#define READ     640 /* as wide as is read with ease */
#define SIDE     24

struct _AppGuide
{
  AdwWindow parent_instance;

  GPtrArray *sections; /* of AppGuideSection */
  GtkWidget *needle, *list, *text, *scrolled;
  GtkWidget *hit; /* the first place in the text that was looked for; NULL: none */
};

G_DEFINE_FINAL_TYPE (AppGuide, app_guide, ADW_TYPE_WINDOW)

/* A section */

static const char *
get_needle (AppGuide *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->needle));
}

/* what is looked for is marked; the same colour is seen on white and on black */
static void
mark_needle (AppGuide *self, GtkWidget *label, const char *text)
{
  const char *needle = get_needle (self);
  gssize at = app_guide_find (text, needle, 0);
  PangoAttrList *marks;

  if (at < 0)
    return;
  marks = pango_attr_list_new ();
  for (; at >= 0; at = app_guide_find (text, needle, (gsize) at + strlen (needle)))
    {
      PangoAttribute *ground[] = { pango_attr_background_new (0xf5f5, 0xc2c2, 0x1111),
                                   pango_attr_background_alpha_new (0x6fff) };

      for (guint i = 0; i < G_N_ELEMENTS (ground); i++)
        {
          ground[i]->start_index = (guint) at;
          ground[i]->end_index = (guint) at + (guint) strlen (needle);
          pango_attr_list_insert (marks, ground[i]);
        }
    }
  gtk_label_set_attributes (GTK_LABEL (label), marks);
  pango_attr_list_unref (marks);
  if (self->hit == NULL)
    self->hit = label;
}

static GtkWidget *
make_text (AppGuide *self, const AppGuideBlock *block)
{
  GtkWidget *label = app_label_new (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (label), block->markup);
  gtk_widget_set_hexpand (label, TRUE);
  mark_needle (self, label, block->text);
  return label;
}

static GtkWidget *
make_block (AppGuide *self, const AppGuideBlock *block)
{
  GtkWidget *text = make_text (self, block), *line, *mark;

  if (block->kind == APP_GUIDE_HEADING)
    {
      gtk_widget_add_css_class (text, "heading");
      gtk_widget_set_margin_top (text, 12);
    }
  if (block->kind != APP_GUIDE_ITEM)
    return text;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  mark = app_word_new (block->mark, "dim-label numeric");
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_size_request (mark, 18, -1);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), text);
  return line;
}

static GtkAdjustment *
get_place (AppGuide *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
}

/* to what is looked for, once it has a place */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppGuide *self = data;
  GtkAdjustment *place = get_place (self);
  graphene_rect_t bounds;

  if (self->hit == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (self->hit) == 0
      || !gtk_widget_compute_bounds (self->hit, self->text, &bounds))
    return G_SOURCE_CONTINUE;
  gtk_adjustment_clamp_page (place, bounds.origin.y, bounds.origin.y + bounds.size.height + SIDE);
  return G_SOURCE_REMOVE;
}

static void
show_section (AppGuide *self, GtkListBoxRow *row)
{
  const AppGuideSection *section;
  GtkWidget *title;

  if (row == NULL)
    return;
  section = self->sections->pdata[gtk_list_box_row_get_index (row)];
  app_box_clear (self->text);
  self->hit = NULL;
  title = app_label_new (section->title, "title-2");
  gtk_box_append (GTK_BOX (self->text), title);
  mark_needle (self, title, section->title);
  if (section->readers != NULL)
    gtk_box_append (GTK_BOX (self->text), app_label_new (section->readers, "dim-label"));
  for (guint i = 0; i < section->blocks->len; i++)
    gtk_box_append (GTK_BOX (self->text), make_block (self, section->blocks->pdata[i]));
  gtk_adjustment_set_value (get_place (self), 0);
  if (self->hit != NULL)
    gtk_widget_add_tick_callback (self->text, scroll_cb, self, NULL);
}

static void
selected_cb (AppGuide *self, GtkListBoxRow *row)
{
  graphene_rect_t bounds;

  show_section (self, row);
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &bounds))
    gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (GTK_LIST_BOX (self->list)),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* Contents */

static gboolean
is_wanted (GtkListBoxRow *row, gpointer data)
{
  AppGuide *self = data;

  return app_guide_section_has (self->sections->pdata[gtk_list_box_row_get_index (row)],
                                get_needle (self));
}

/* a group is named above the first of its sections that is shown */
static void
show_group (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  AppGuide *self = data;
  const AppGuideSection *section = self->sections->pdata[gtk_list_box_row_get_index (row)];
  const AppGuideSection *above
      = before != NULL ? self->sections->pdata[gtk_list_box_row_get_index (before)] : NULL;
  GtkWidget *label = NULL;

  if (above == NULL || !g_str_equal (above->group, section->group))
    {
      label = app_label_new (section->group, "caption-heading dim-label");
      g_object_set (label, "margin-start", 12, "margin-top", above != NULL ? 12 : 6,
                    "margin-bottom", 3, NULL);
    }
  gtk_list_box_row_set_header (row, label);
}

/* the next section that is shown, from @from on; NULL: there is none */
static GtkListBoxRow *
find_row (AppGuide *self, int from, int step)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), from)) != NULL
         && !gtk_widget_get_child_visible (GTK_WIDGET (row)))
    from += step;
  return row;
}

static void
look_cb (AppGuide *self)
{
  GtkListBoxRow *now = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_list_box_invalidate_headers (GTK_LIST_BOX (self->list));
  if (now == NULL || !gtk_widget_get_child_visible (GTK_WIDGET (now)))
    now = find_row (self, 0, 1);
  if (now == NULL)
    return; /* what is read stays */
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), now);
  show_section (self, now);
}

/* Escape: first what is looked for goes, then the window */
static void
stopped_cb (AppGuide *self)
{
  if (*get_needle (self) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->needle), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
read_cb (AppGuide *self)
{
  gtk_widget_grab_focus (self->scrolled);
}

/* Actions */

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (APP_GUIDE (widget)->needle);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AppGuide *self = APP_GUIDE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int step = g_variant_get_int32 (parameter);
  int from = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  row = from >= 0 ? find_row (self, from, step) : NULL;
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
}

/* GObject overrides */

static void
app_guide_finalize (GObject *object)
{
  g_ptr_array_unref (APP_GUIDE (object)->sections);
  G_OBJECT_CLASS (app_guide_parent_class)->finalize (object);
}

static void
app_guide_class_init (AppGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = app_guide_finalize;
  gtk_widget_class_install_action (widget_class, "guide.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "guide.step", "i", step_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "guide.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "guide.step", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "guide.step", "i", -1);
}

static GtkWidget *
make_needle (AppGuide *self)
{
  self->needle = gtk_search_entry_new ();
  g_object_set (self->needle, "placeholder-text", _ ("Найти в руководстве"), "tooltip-text",
                _ ("Найти в руководстве (Ctrl+F)"), "margin-top", 9, "margin-bottom", 3,
                "margin-start", 9, "margin-end", 9, NULL);
  app_name_it (self->needle, _ ("Найти в руководстве"));
  g_signal_connect_object (self->needle, "search-changed", G_CALLBACK (look_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->needle, "stop-search", G_CALLBACK (stopped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->needle, "activate", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
  return self->needle;
}

static GtkWidget *
make_list (AppGuide *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *nothing = app_label_new (_ ("Ничего не нашлось"), "dim-label diff-line");

  gtk_widget_set_valign (nothing, GTK_ALIGN_START);
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  app_name_it (self->list, _ ("Разделы руководства"));
  for (guint i = 0; i < self->sections->len; i++)
    {
      const AppGuideSection *section = self->sections->pdata[i];

      gtk_list_box_append (GTK_LIST_BOX (self->list), app_label_new (section->title, NULL));
    }
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), is_wanted, self, NULL);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), show_group, self, NULL);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), nothing);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_set (scrolled, "child", self->list, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand",
                TRUE, NULL);
  return scrolled;
}

static GtkWidget *
make_reading (AppGuide *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_object_set (self->text, "margin-top", 18, "margin-bottom", 36, "margin-start", SIDE,
                "margin-end", SIDE, NULL);
  g_object_set (clamp, "child", self->text, "maximum-size", READ, NULL);
  self->scrolled = gtk_scrolled_window_new ();
  g_object_set (self->scrolled, "child", clamp, "hscrollbar-policy", GTK_POLICY_NEVER, "hexpand",
                TRUE, NULL);
  app_name_it (self->scrolled, _ ("Текст раздела"));
  return self->scrolled;
}

static void
app_guide_init (AppGuide *self)
{
  g_autoptr (GBytes) text = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->sections = app_guide_read (g_bytes_get_data (text, NULL));
  gtk_box_append (GTK_BOX (side), make_needle (self));
  gtk_box_append (GTK_BOX (side), make_list (self));
  gtk_widget_set_size_request (side, LIST, -1);
  gtk_box_append (GTK_BOX (pair), side);
  gtk_box_append (GTK_BOX (pair), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (pair), make_reading (self));
  gtk_widget_set_vexpand (pair, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), pair);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_object_set (self, "title", _ ("Руководство"), "default-width", WIDTH, "default-height", HEIGHT,
                "destroy-with-parent", TRUE, NULL);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), find_row (self, 0, 1));
  gtk_widget_grab_focus (GTK_WIDGET (find_row (self, 0, 1)));
}

/* Public API */

void
app_guide_open (GtkWindow *parent)
{
  static GtkWindow *guide; /* weak */

  if (guide == NULL)
    g_set_weak_pointer (&guide, g_object_new (APP_TYPE_GUIDE, NULL));
  gtk_window_set_transient_for (guide, parent);
  gtk_window_present (guide);
}
