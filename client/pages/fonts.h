/* The letters that the system says are those of programs: a twin a system. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* after GTK is started */
void app_fonts_settle (void);

G_END_DECLS
