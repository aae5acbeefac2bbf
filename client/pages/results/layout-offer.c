#define G_LOG_DOMAIN "app-pages"

#include "config.h"

#include "pages/results/layout-offer.h"

#include <glib/gi18n.h>

#include "model/entities/layout-map.h"
#include "pages/bits.h"

struct _AppLayoutOffer
{
  GtkWidget parent_instance;

  int file_year;
  GPtrArray *maps, *fitting; /* of MeriloRecord */
  AppLayoutDraft *draft;
  GtkWidget *words, *choice, *begin, *read;
};

enum
{
  SIGNAL_READ,
  SIGNAL_BEGIN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (AppLayoutOffer, app_layout_offer, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static MeriloRecord *
get_chosen (AppLayoutOffer *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  return i < self->fitting->len ? self->fitting->pdata[i] : NULL;
}

/* last year's description would put the works among those of last year */
static gboolean
is_of_other_year (AppLayoutOffer *self, MeriloRecord *map)
{
  int year = app_layout_doc_get_year (merilo_record_get_text (map, MERILO_LAYOUT_MAP_DOC));

  return year != 0 && self->file_year != 0 && year != self->file_year;
}

static void
show_chosen (AppLayoutOffer *self)
{
  MeriloRecord *map = get_chosen (self);
  gboolean other = map != NULL && is_of_other_year (self, map);

  gtk_label_set_text (GTK_LABEL (self->words),
                      other ? _ ("Заголовки знакомы, но это описание другого года. Возьмите его за "
                                 "основу: год исправится.")
                            : _ ("Заголовки знакомы. Подходит готовое описание:"));
  gtk_widget_set_visible (self->read, !other);
}

static char *
describe (MeriloRecord *map)
{
  const char *name = merilo_record_get_text (map, MERILO_LAYOUT_MAP_NAME);
  int year = app_layout_doc_get_year (merilo_record_get_text (map, MERILO_LAYOUT_MAP_DOC));

  return year != 0 ? g_strdup_printf (_ ("%s · %d год"), name, year) : g_strdup (name);
}

static void
fill (AppLayoutOffer *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->fitting, 0);
  for (guint i = 0; self->draft != NULL && self->maps != NULL && i < self->maps->len; i++)
    {
      MeriloRecord *map = self->maps->pdata[i];
      g_autofree char *words = NULL;

      if (!app_layout_draft_fits (self->draft, merilo_record_get_text (map, MERILO_LAYOUT_MAP_DOC)))
        continue;
      words = describe (map);
      g_ptr_array_add (self->fitting, g_object_ref (map));
      gtk_string_list_append (names, words);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self), self->fitting->len > 0);
  show_chosen (self);
}

static void
tell (AppLayoutOffer *self, guint signal)
{
  MeriloRecord *map = get_chosen (self);

  if (map != NULL)
    g_signal_emit (self, signal, 0, map);
}

static void
read_cb (AppLayoutOffer *self)
{
  tell (self, signals[SIGNAL_READ]);
}

static void
begin_cb (AppLayoutOffer *self)
{
  tell (self, signals[SIGNAL_BEGIN]);
}

/* GObject overrides */

static void
app_layout_offer_dispose (GObject *object)
{
  AppLayoutOffer *self = APP_LAYOUT_OFFER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->maps, g_ptr_array_unref);
  G_OBJECT_CLASS (app_layout_offer_parent_class)->dispose (object);
}

static void
app_layout_offer_finalize (GObject *object)
{
  g_ptr_array_unref (APP_LAYOUT_OFFER (object)->fitting);
  G_OBJECT_CLASS (app_layout_offer_parent_class)->finalize (object);
}

static void
app_layout_offer_class_init (AppLayoutOfferClass *klass)
{
  GType type = APP_TYPE_LAYOUT_OFFER;

  G_OBJECT_CLASS (klass)->dispose = app_layout_offer_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_layout_offer_finalize;
  signals[SIGNAL_READ] = g_signal_new ("read", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, MERILO_TYPE_RECORD);
  signals[SIGNAL_BEGIN] = g_signal_new ("base-on", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, MERILO_TYPE_RECORD);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (AppLayoutOffer *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
app_layout_offer_init (AppLayoutOffer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->fitting = g_ptr_array_new_with_free_func (g_object_unref);
  self->words = app_label_new (NULL, NULL);
  self->choice = gtk_drop_down_new (NULL, NULL);
  app_name_it (self->choice, _ ("Готовые описания"));
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (show_chosen), self);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_add_css_class (box, "plan-notice");
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->choice);
  self->begin = add_button (self, box, _ ("Взять за основу"), G_CALLBACK (begin_cb));
  self->read = add_button (self, box, _ ("Прочитать по нему"), G_CALLBACK (read_cb));
  gtk_widget_add_css_class (self->read, "suggested-action");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Public API */

GtkWidget *
app_layout_offer_new (int file_year)
{
  AppLayoutOffer *self = g_object_new (APP_TYPE_LAYOUT_OFFER, NULL);

  self->file_year = file_year;
  return GTK_WIDGET (self);
}

void
app_layout_offer_set_maps (AppLayoutOffer *self, GPtrArray *maps)
{
  g_clear_pointer (&self->maps, g_ptr_array_unref);
  self->maps = g_ptr_array_ref (maps);
  fill (self);
}

void
app_layout_offer_set_draft (AppLayoutOffer *self, AppLayoutDraft *draft)
{
  g_set_object (&self->draft, draft);
  fill (self);
}

guint
app_layout_offer_get_n (AppLayoutOffer *self)
{
  return self->fitting->len;
}
