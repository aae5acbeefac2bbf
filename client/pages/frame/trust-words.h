/* What is wrong with a certificate, in words for people who have never seen one. */
#pragma once

#include "net/trust.h"

G_BEGIN_DECLS

/* what happened, and what to do; transfer full */
char *app_trust_dup_title (AppTrustProblem problem, const AppTrust *trust);
char *app_trust_dup_advice (AppTrustProblem problem, const AppTrust *trust);

G_END_DECLS
