#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* Regional export of 2022: the forms of all schools one under another, with who sent each of them
 * and when. Codes and names of regions, municipalities and schools stand in one cell. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_ORG, "пользователь", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_REGION, "регион", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_MUNICIPALITY, "муниципалитет", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_ORG_NAME, "школа", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_LOADED, "дата загрузки", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_CODE, "код", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_VARIANT, "вариант", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_CLASS, "наименование класса", MERILO_HEADING_NEEDED },
  { MERILO_COLUMN_GENDER, "пол", MERILO_HEADING_EXACT },
  { MERILO_COLUMN_JOURNAL, "отметка за предыдущ", MERILO_HEADING_BEGINS },
  { MERILO_COLUMN_TOTAL, "итого баллов", MERILO_HEADING_NEEDED },
};

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .without = MERILO_N_COLUMNS,
  .classes = MERILO_CLASS_LISTED,
};

const MeriloLayout merilo_layout_aggregated_2022 = {
  .id = "aggregated-2022",
  .title = N_ ("Сводная выгрузка 2022 года"),
  .rows = &rows,
};
