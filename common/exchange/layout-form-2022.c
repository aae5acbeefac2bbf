#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* «Форма сбора результатов» of 2022: with the name of the class, the gender, and a sheet of classes
 * and textbooks; numbers stand as text. The school is not in the file. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_CODE, "код", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_VARIANT, "вариант", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_CLASS, "наименование класса", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_GENDER, "пол", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_JOURNAL, "отметка за предыдущ", MERILO_HEADING_BEGINS },
  { MERILO_COLUMN_TOTAL, "итого баллов", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_ORG, "пользователь", MERILO_HEADING_EXACT },
};

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .without = MERILO_COLUMN_ORG,
  .classes = MERILO_CLASS_LISTED,
};

const MeriloLayout merilo_layout_form_2022 = {
  .id = "form-2022",
  .title = N_ ("Форма сбора результатов 2022 года"),
  .rows = &rows,
};
