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

/* «Лицей № 5, 4А: ВПР 2026 Русский язык 4 класс» */
char *app_figures_head_text (const AppFigures *figures);
/* «максимум 38, «3» с 14, «4» с 24, «5» с 33; шкала: описание работы 2026 года» */
char *app_figures_scale_text (const AppFigures *figures);
/* «n = 1 722, ОО: 35», or that it is hidden */
char *app_level_size_text (const AppFigureLevel *level);
/* «Лицей № 5: n = 89; Муниципалитет: n = 415, ОО: 8» */
char *app_figures_levels_text (const AppFigures *figures);

G_END_DECLS
