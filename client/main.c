#define G_LOG_DOMAIN "merilo"

#include "pages/application.h"
#include "pages/log.h"

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;

  app_log_begin ();
  app_application_prepare ();
  application = app_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
