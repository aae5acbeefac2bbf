#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* ФИС ОКО, «Ф1 Индивидуальные результаты»: above the headings the procedure and the levels of the
 * items; below, a line with the school's name and count, then a row for each participant. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_ORG, "оо", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_MUNICIPALITY, "муниципалитет", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_ORG_NAME, "название оо", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CODE, "код участника", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_CLASS, "класс", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_VARIANT, "вариант", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_TOTAL, "первичный балл", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_MARK, "отметка", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_JOURNAL, "отметка по журналу", MERILO_HEADING_NEEDED },
};

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .without = MERILO_N_COLUMNS,
  .classes = MERILO_CLASS_GRADE,
  .titled = TRUE,
};

const MeriloLayout merilo_layout_f1 = {
  .id = "individual-results",
  .title = N_ ("Ф1 Индивидуальные результаты"),
  .rows = &rows,
};
