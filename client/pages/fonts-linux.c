#define G_LOG_DOMAIN "app-pages"

#include "pages/fonts.h"

/* fontconfig finds a family for any name */
void
app_fonts_settle (void)
{
}
