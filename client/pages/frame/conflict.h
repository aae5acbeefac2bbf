/* Two versions of one record side by side, field by field: the user chooses which stands. */
#pragma once

#include "store/outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

void app_conflict_present (GtkWindow *parent, AppOutbox *outbox, AppOutboxEntry *entry);

G_END_DECLS
