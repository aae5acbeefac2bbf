#include "admin/commands.h"
#include "reading/program.h"

int
main (int argc, char **argv)
{
  srv_program_begin ();
  return argc > 0 ? (int) srv_admin_run ((const char *const *) argv + 1) : SRV_ADMIN_REFUSED;
}
