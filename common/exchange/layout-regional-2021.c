#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* Regional export of 2021: all cells are text, «регион» holds the municipality, items are «балл за
 * 1» and so on. Year, subject and grade stand only in the name of the file. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_ORG, "логин школы", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_MUNICIPALITY, "регион", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CODE, "код обучающегося", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_JOURNAL, "отметка за предыдущ", MERILO_HEADING_BEGINS },
  { MERILO_COLUMN_GENDER, "пол", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CLASS, "класс", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_VARIANT, "вариант", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_TOTAL, "всего баллов", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_TEXTBOOK, "учебник", MERILO_HEADING_EXACT },
};

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .without = MERILO_N_COLUMNS,
  .item_before = "балл за ",
  .item_after = "",
  .classes = MERILO_CLASS_LETTER,
};

const MeriloLayout merilo_layout_regional_2021 = {
  .id = "regional-2021",
  .title = N_ ("Региональная выгрузка 2021 года"),
  .rows = &rows,
};
