/* Saved descriptions whose headings stand in the table at hand: the file is read by one of them, or
 * a new one is begun from it. One that is of another year than the file says is only a beginning.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/record.h"
#include "pages/results/layout-draft.h"

G_BEGIN_DECLS

#define APP_TYPE_LAYOUT_OFFER (app_layout_offer_get_type ())
G_DECLARE_FINAL_TYPE (AppLayoutOffer, app_layout_offer, APP, LAYOUT_OFFER, GtkWidget)

/* @file_year: that the name of the file says; 0: none. It is not seen while nothing fits.
 * Signals: "read" (MeriloRecord), "base-on" (MeriloRecord) */
GtkWidget *app_layout_offer_new (int file_year);

/* of MeriloRecord: all that there are */
void app_layout_offer_set_maps (AppLayoutOffer *self, GPtrArray *maps);
/* the table */
void app_layout_offer_set_draft (AppLayoutOffer *self, AppLayoutDraft *draft);

/* how many fit */
guint app_layout_offer_get_n (AppLayoutOffer *self);

G_END_DECLS
