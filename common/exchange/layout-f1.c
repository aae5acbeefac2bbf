#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* ФИС ОКО, «Ф1 Индивидуальные результаты»: above the headings the procedure and the levels of the
 * items; below, a line with the school's name and count, then a row for each participant. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_ORG, "оо", FALSE },
  { MERILO_COLUMN_MUNICIPALITY, "муниципалитет", FALSE },
  { MERILO_COLUMN_ORG_NAME, "название оо", FALSE },
  { MERILO_COLUMN_CODE, "код участника", FALSE },
  { MERILO_COLUMN_CLASS, "класс", FALSE },
  { MERILO_COLUMN_VARIANT, "вариант", FALSE },
  { MERILO_COLUMN_TOTAL, "первичный балл", FALSE },
  { MERILO_COLUMN_MARK, "отметка", FALSE },
  { MERILO_COLUMN_JOURNAL, "отметка по журналу", FALSE },
};

static const MeriloColumn needed[] = { MERILO_COLUMN_ORG, MERILO_COLUMN_CODE, MERILO_COLUMN_TOTAL,
                                       MERILO_COLUMN_MARK, MERILO_COLUMN_JOURNAL };

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .needed = needed,
  .n_needed = G_N_ELEMENTS (needed),
  .without = MERILO_N_COLUMNS,
  .classes = MERILO_CLASS_GRADE,
  .titled = TRUE,
};

const MeriloLayout merilo_layout_f1 = {
  .id = "individual-results",
  .title = N_ ("Ф1 Индивидуальные результаты"),
  .rows = &rows,
};
