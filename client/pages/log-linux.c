#define G_LOG_DOMAIN "app-pages"

#include "pages/log.h"

void
app_log_begin (void)
{
}

char *
app_log_take_crash (void)
{
  return NULL;
}
