#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* «Форма сбора результатов» since 2023: a school fills it for all classes of a grade. Some 1 500
 * rows are prepared, with a total of 0; lists of allowed values stand to the right of the table.
 * The class is a number, which a sheet of its own explains. The school is not in the file. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_CODE, "код участника", FALSE },
  { MERILO_COLUMN_VARIANT, "вариант", FALSE },
  { MERILO_COLUMN_CLASS, "порядковый номер класса", FALSE },
  { MERILO_COLUMN_JOURNAL, "отметка за предыдущ", TRUE },
  { MERILO_COLUMN_TOTAL, "итого баллов", FALSE },
};

static const MeriloColumn needed[]
    = { MERILO_COLUMN_CODE, MERILO_COLUMN_VARIANT, MERILO_COLUMN_CLASS, MERILO_COLUMN_TOTAL };

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .needed = needed,
  .n_needed = G_N_ELEMENTS (needed),
  .without = MERILO_N_COLUMNS,
  .classes = MERILO_CLASS_NUMBER,
};

const MeriloLayout merilo_layout_form_2026 = {
  .id = "form-2026",
  .title = N_ ("Форма сбора результатов"),
  .rows = &rows,
};
