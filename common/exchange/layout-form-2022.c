#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* «Форма сбора результатов» of 2022: with the name of the class, the gender, and a sheet of classes
 * and textbooks; numbers stand as text. The school is not in the file. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_CODE, "код", FALSE },
  { MERILO_COLUMN_VARIANT, "вариант", FALSE },
  { MERILO_COLUMN_CLASS, "наименование класса", FALSE },
  { MERILO_COLUMN_GENDER, "пол", FALSE },
  { MERILO_COLUMN_JOURNAL, "отметка за предыдущ", TRUE },
  { MERILO_COLUMN_TOTAL, "итого баллов", FALSE },
  { MERILO_COLUMN_ORG, "пользователь", FALSE },
};

static const MeriloColumn needed[]
    = { MERILO_COLUMN_CODE, MERILO_COLUMN_VARIANT, MERILO_COLUMN_CLASS, MERILO_COLUMN_TOTAL };

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .needed = needed,
  .n_needed = G_N_ELEMENTS (needed),
  .without = MERILO_COLUMN_ORG,
  .classes = MERILO_CLASS_LISTED,
};

const MeriloLayout merilo_layout_form_2022 = {
  .id = "form-2022",
  .title = N_ ("Форма сбора результатов 2022 года"),
  .rows = &rows,
};
