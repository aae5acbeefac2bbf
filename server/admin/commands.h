/* The commands of merilo-admin: one file each. */
#pragma once

#include "admin/call.h"

G_BEGIN_DECLS

/* @words: what follows the command's name; prints; the status to end with */
SrvAdminStatus srv_admin_migrate (const char *const *words);
SrvAdminStatus srv_admin_database_create (const char *const *words);
SrvAdminStatus srv_admin_org_add (const char *const *words);
SrvAdminStatus srv_admin_org_list (const char *const *words);
SrvAdminStatus srv_admin_user_add (const char *const *words);
SrvAdminStatus srv_admin_user_passwd (const char *const *words);
SrvAdminStatus srv_admin_user_list (const char *const *words);
SrvAdminStatus srv_admin_demo (const char *const *words);
SrvAdminStatus srv_admin_session (const char *const *words);
SrvAdminStatus srv_admin_backup (const char *const *words);
SrvAdminStatus srv_admin_restore (const char *const *words);
SrvAdminStatus srv_admin_audit_verify (const char *const *words);
SrvAdminStatus srv_admin_audit_head (const char *const *words);
SrvAdminStatus srv_admin_export_plan (const char *const *words);
SrvAdminStatus srv_admin_import_roadmap (const char *const *words);
SrvAdminStatus srv_admin_import_results (const char *const *words);
SrvAdminStatus srv_admin_cells (const char *const *words);
SrvAdminStatus srv_admin_deadlines (const char *const *words);

/* finds the command that @argv names */
SrvAdminStatus srv_admin_run (const char *const *argv);

G_END_DECLS
