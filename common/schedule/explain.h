/* A rule in plain words, for people: «ежегодно, с 1 октября по 31 декабря». */
#pragma once

#include "schedule/rule.h"

G_BEGIN_DECLS

/* transfer full */
char *merilo_rule_explain (const MeriloRule *self);

/* all rules, parted by “; ”; «срок не прочитан», «срок не указан» where there are none */
char *merilo_reading_explain (const MeriloReading *self);

/* what a warning asks a person to look at; static */
const char *merilo_warning_explain (guint i);

G_END_DECLS
