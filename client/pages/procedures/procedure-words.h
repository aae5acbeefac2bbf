/* How procedures and their scales are said. Texts are transfer full unless said otherwise. */
#pragma once

#include "model/entities/all.h"

G_BEGIN_DECLS

/* «Русский язык, 5 класс», «Математика, 11 класс, базовый уровень» */
char *app_procedure_name (gpointer procedure);
/* «ВПР», «диагностика» */
char *app_procedure_kind (gpointer procedure);
/* «ВПР · общая · работ: 412» */
char *app_procedure_facts (gpointer procedure);

gboolean app_procedure_is_used (gpointer procedure);
/* entered by the town, not by an import for all */
gboolean app_procedure_is_own (gpointer procedure);
/* of one kind, year, subject, grade and level: there is no second one */
gboolean app_procedure_is_same (gpointer a, gpointer b);
/* marks 2 to 5 are given for it */
gboolean app_procedure_has_marks (gpointer procedure);

/* what is to be looked at: «нет шкалы»; NULL: nothing; static */
const char *app_procedure_doubt (gpointer procedure);

/* «3» с 18, «4» с 29, «5» с 39 */
char *app_bounds_text (gint64 from3, gint64 from4, gint64 from5);
char *app_scale_bounds_text (gpointer scale); /* of a MeriloScale */

G_END_DECLS
