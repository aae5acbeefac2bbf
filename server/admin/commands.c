#define G_LOG_DOMAIN "srv-admin"

#include "config.h"

#include "admin/commands.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name, *part; /* "user", "add" */
  SrvAdminStatus (*run) (const char *const *words);
  const char *title;
} commands[] = {
  { "migrate", NULL, srv_admin_migrate, N_ ("привести базу данных к этой версии") },
  { "database", "create", srv_admin_database_create,
    N_ ("создать роли и базу данных, строкой подключения администратора PostgreSQL") },
  { "org", "add", srv_admin_org_add, N_ ("завести организацию") },
  { "org", "list", srv_admin_org_list, N_ ("показать организации и их номера") },
  { "user", "add", srv_admin_user_add, N_ ("завести пользователя") },
  { "user", "passwd", srv_admin_user_passwd, N_ ("сменить пароль и завершить все сеансы") },
  { "user", "list", srv_admin_user_list, N_ ("показать пользователей") },
  { "demo", NULL, srv_admin_demo, N_ ("завести учебный муниципалитет в пустой базе") },
  { "session", NULL, srv_admin_session,
    N_ ("войти за пользователя с такой ролью: для запуска одной командой") },
  { "backup", NULL, srv_admin_backup, N_ ("сохранить базу данных в файл") },
  { "restore", NULL, srv_admin_restore, N_ ("восстановить файл в пустую базу данных") },
  { "audit", "verify", srv_admin_audit_verify, N_ ("проверить журнал изменений") },
  { "audit", "head", srv_admin_audit_head, N_ ("запечатать журнал и показать последнюю печать") },
  { "import", "roadmap", srv_admin_import_roadmap, N_ ("прочитать дорожную карту") },
  { "import", "results", srv_admin_import_results, N_ ("прочитать результаты") },
  { "cells", NULL, srv_admin_cells, N_ ("напечатать итоги школ за год, для своих программ") },
  { "export", "plan", srv_admin_export_plan, N_ ("записать план в файл docx, pdf, xlsx или html") },
  { "deadlines", NULL, srv_admin_deadlines, N_ ("прочитать сроки, по одному в строке") },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Как пользоваться: merilo-admin КОМАНДА [АРГУМЕНТ…]"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", commands[i].name,
                                               commands[i].part != NULL ? commands[i].part : "");

      g_print ("  %-16s %s\n", name, _ (commands[i].title));
    }
  g_print ("\n%s\n",
           _ ("База данных: --database CONNINFO, --data DIR, --config FILE или MERILO_OWNER."));
}

SrvAdminStatus
srv_admin_run (const char *const *argv)
{
  if (argv[0] == NULL)
    {
      g_printerr ("%s\n", _ ("Не задана команда. Все команды: merilo-admin --help"));
      return SRV_ADMIN_REFUSED;
    }
  if (g_str_equal (argv[0], "--help"))
    {
      print_help ();
      return SRV_ADMIN_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[0], commands[i].name)
        && (commands[i].part == NULL || g_strcmp0 (argv[1], commands[i].part) == 0))
      return commands[i].run (argv + (commands[i].part != NULL ? 2 : 1));
  g_printerr (_ ("Нет такой команды: «%s». Все команды: merilo-admin --help\n"), argv[0]);
  return SRV_ADMIN_REFUSED;
}
