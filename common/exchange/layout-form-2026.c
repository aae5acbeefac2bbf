#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* «Форма сбора результатов» since 2023: a school fills it for all classes of a grade. Some 1 500
 * rows are prepared, with a total of 0; lists of allowed values stand to the right of the table.
 * The class is a number, which a sheet of its own explains. The school is not in the file. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_CODE, "код участника", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_VARIANT, "вариант", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_CLASS, "порядковый номер класса", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_JOURNAL, "отметка за предыдущ", MERILO_HEADING_BEGINS },
  { MERILO_COLUMN_TOTAL, "итого баллов", MERILO_HEADING_NEEDED },
};

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .without = MERILO_N_COLUMNS,
  .classes = MERILO_CLASS_NUMBER,
};

const MeriloLayout merilo_layout_form_2026 = {
  .id = "form-2026",
  .title = N_ ("Форма сбора результатов"),
  .rows = &rows,
};
