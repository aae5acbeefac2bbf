/* How figures of results are said: percents with a comma and two decimals, counts with thin blanks,
 * why something is hidden. All texts are transfer full unless said otherwise. */
#pragma once

#include "pages/results/figures.h"

G_BEGIN_DECLS

/* «38,46 %»; «–» when it is not known */
char *app_percent_text (int hundredths);
/* «1 722 202» */
char *app_count_text (gint64 n);
/* «12,47» of hundredths; «–» */
char *app_hundredths_text (int hundredths);

/* «Муниципалитет»; static */
const char *app_level_kind_text (AppLevelKind kind);
/* the name of a level, or what it is */
const char *app_level_text (const AppFigureLevel *level);
/* «Б», «П», «В»; static */
const char *app_item_level_text (AppItemLevel level);

/* «скрыто: меньше 10», and why; static */
const char *app_hidden_text (void);
const char *app_hidden_tip (void);

/* «Русский язык, 4 класс» for ВПР, with the kind before it for others; @title when there is no
 * subject */
char *app_procedure_text (const char *kind, const char *subject, gint64 grade, const char *title);

/* «ВПР»; the code itself when it is not known */
const char *app_procedure_kind_text (const char *kind);

G_END_DECLS
