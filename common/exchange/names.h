/* Names of children are nobody's business here: what may be one, in whatever column it stands, is
 * neither kept nor said again. */
#pragma once

#include "exchange/grid.h"

G_BEGIN_DECLS

/* a text with a word that begins with a capital and goes on; with @any_word any letter may be of a
 * name, as in a column of codes */
gboolean merilo_may_be_name (const MeriloCell *cell, gboolean any_word);

G_END_DECLS
