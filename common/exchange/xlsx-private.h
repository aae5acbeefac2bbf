/* Between the files of the workbook reader only. */
#pragma once

#include "exchange/xlsx.h"
#include "exchange/xml.h"

G_BEGIN_DECLS

#define MERILO_XLSX_MAX_ROWS    1048576
#define MERILO_XLSX_MAX_COLUMNS 16384

typedef struct
{
  char *name;
  char *part;
  gboolean hidden;
} MeriloSheet;

struct _MeriloXlsx
{
  MeriloPackage *package;
  GPtrArray *sheets;  /* of MeriloSheet */
  GPtrArray *strings; /* const char *, in @texts */
  GStringChunk *texts;
  GArray *date_styles; /* of gboolean, by style */
  gboolean from_1904;
};

/* xlsx-styles.c; take @part */
GArray *merilo_xlsx_read_styles (MeriloPart *part, GError **error);
gboolean merilo_xlsx_format_is_date (const char *code);

/* xlsx-text.c: _x000A_ and its kin, in place */
void merilo_xlsx_unescape (GString *text);

/* xlsx-sheet.c; takes @part */
gboolean merilo_xlsx_read_sheet_part (const MeriloXlsx *self,
                                      MeriloPart *part,
                                      MeriloRowFunc func,
                                      gpointer data,
                                      GArray *merges,
                                      GError **error);

G_END_DECLS
