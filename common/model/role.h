/* Who a user is in an org. The order is fixed: codes go into descriptions and the database. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MERILO_ROLE_METHODOLOGIST, /* of the department: sees the whole municipality */
  MERILO_ROLE_SCHOOL,        /* coordinator of ВСОКО: sees the own school */
  MERILO_ROLE_COMMISSION,    /* sees the works dealt to them, nothing else */
  MERILO_ROLE_OBSERVER,      /* head of the department: reads what the methodologist reads */
  MERILO_ROLE_ADMIN,         /* users and settings, no results */
  MERILO_N_ROLES,
} MeriloRole;

/* masks for descriptions and routes */
#define MERILO_BY_METHODOLOGIST (1u << MERILO_ROLE_METHODOLOGIST)
#define MERILO_BY_SCHOOL        (1u << MERILO_ROLE_SCHOOL)
#define MERILO_BY_COMMISSION    (1u << MERILO_ROLE_COMMISSION)
#define MERILO_BY_OBSERVER      (1u << MERILO_ROLE_OBSERVER)
#define MERILO_BY_ADMIN         (1u << MERILO_ROLE_ADMIN)
#define MERILO_BY_EVERYONE      ((1u << MERILO_N_ROLES) - 1)

/* "methodologist"; static */
const char *merilo_role_code (MeriloRole role);

/* how people call it, translated */
const char *merilo_role_label (MeriloRole role);

gboolean merilo_role_parse (const char *code, MeriloRole *ret_role);

G_END_DECLS
