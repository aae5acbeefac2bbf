#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* Regional export of 2020, headings in English: «Учебник» replaces the heading behind the last
 * item, headings of items run on to a-40. Items are known by their order alone, year, subject and
 * grade by the names of folders and file. «groups» are tags of the school and name all its works.
 * Written in autumn: the pupils are a grade further than the work. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_ORG, "user", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_CODE, "code", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_JOURNAL, "otc", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_GENDER, "gender", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CLASS, "klass", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_VARIANT, "var-1", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_VARIANT_2, "var-2", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_TOTAL, "sum", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_TEXTBOOK, "учебник", MERILO_HEADING_EXACT },
};

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .without = MERILO_N_COLUMNS,
  .item_before = "a-",
  .item_after = "-grade",
  .classes = MERILO_CLASS_LETTER,
};

const MeriloLayout merilo_layout_regional_2020 = {
  .id = "regional-2020",
  .title = N_ ("Региональная выгрузка 2020 года"),
  .rows = &rows,
};
