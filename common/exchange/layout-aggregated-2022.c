#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/layout-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* Regional export of 2022: the forms of all schools one under another, with who sent each of them
 * and when. Codes and names of regions, municipalities and schools stand in one cell. */

static const MeriloHeading headings[] = {
  { MERILO_COLUMN_ORG, "пользователь", FALSE },
  { MERILO_COLUMN_REGION, "регион", FALSE },
  { MERILO_COLUMN_MUNICIPALITY, "муниципалитет", FALSE },
  { MERILO_COLUMN_ORG_NAME, "школа", FALSE },
  { MERILO_COLUMN_LOADED, "дата загрузки", FALSE },
  { MERILO_COLUMN_CODE, "код", FALSE },
  { MERILO_COLUMN_VARIANT, "вариант", FALSE },
  { MERILO_COLUMN_CLASS, "наименование класса", FALSE },
  { MERILO_COLUMN_GENDER, "пол", FALSE },
  { MERILO_COLUMN_JOURNAL, "отметка за предыдущ", TRUE },
  { MERILO_COLUMN_TOTAL, "итого баллов", FALSE },
};

static const MeriloColumn needed[] = { MERILO_COLUMN_ORG, MERILO_COLUMN_CODE, MERILO_COLUMN_VARIANT,
                                       MERILO_COLUMN_CLASS, MERILO_COLUMN_TOTAL };

static const MeriloRowLayout rows = {
  .headings = headings,
  .n_headings = G_N_ELEMENTS (headings),
  .needed = needed,
  .n_needed = G_N_ELEMENTS (needed),
  .without = MERILO_N_COLUMNS,
  .classes = MERILO_CLASS_LISTED,
};

const MeriloLayout merilo_layout_aggregated_2022 = {
  .id = "aggregated-2022",
  .title = N_ ("Сводная выгрузка 2022 года"),
  .rows = &rows,
};
