#define G_LOG_DOMAIN "merilo-model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/role.h"

static const struct
{
  const char *code, *label;
} roles[MERILO_N_ROLES] = {
  [MERILO_ROLE_METHODOLOGIST] = { "methodologist", N_ ("методист управления") },
  [MERILO_ROLE_SCHOOL] = { "school", N_ ("координатор ВСОКО в школе") },
  [MERILO_ROLE_COMMISSION] = { "commission", N_ ("член комиссии") },
  [MERILO_ROLE_OBSERVER] = { "observer", N_ ("руководитель, наблюдатель") },
  [MERILO_ROLE_ADMIN] = { "admin", N_ ("администратор") },
};

const char *
merilo_role_code (MeriloRole role)
{
  g_return_val_if_fail (role < MERILO_N_ROLES, NULL);
  return roles[role].code;
}

const char *
merilo_role_label (MeriloRole role)
{
  g_return_val_if_fail (role < MERILO_N_ROLES, NULL);
  return _ (roles[role].label);
}

gboolean
merilo_role_parse (const char *code, MeriloRole *ret_role)
{
  for (guint i = 0; i < MERILO_N_ROLES; i++)
    if (g_strcmp0 (roles[i].code, code) == 0)
      {
        *ret_role = (MeriloRole) i;
        return TRUE;
      }
  return FALSE;
}
