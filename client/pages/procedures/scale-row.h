/* One scale of a procedure in the list of them: its bounds, whose it is and since when, whether it
 * was checked; its source in whole. */
#pragma once

#include <adwaita.h>

#include "model/entities/all.h"

G_BEGIN_DECLS

GtkWidget *app_scale_row_new (MeriloRecord *scale);

G_END_DECLS
