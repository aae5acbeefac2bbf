#define G_LOG_DOMAIN "merilo"

#include "pages/application.h"

int
main (int argc, char **argv)
{
  g_autoptr (AppApplication) application = NULL;

  app_application_prepare ();
  application = app_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
