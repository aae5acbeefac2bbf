/* How a document looks, on paper and in files alike: A4, margins of GOST R 7.0.97-2016 (30 mm at
 * the side it is bound by: left of a tall sheet, above on a wide one), serif letters, calm tables.
 */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

#define MERILO_MM(mm) ((mm) *72.0 / 25.4)

#define MERILO_FONTS  "Liberation Serif,Times New Roman,PT Serif,DejaVu Serif,serif"
#define MERILO_FONT   "Times New Roman" /* named in files of Office; its metrics are Liberation's */

/* sizes, in points */
#define MERILO_SIZE_TEXT     12.0
#define MERILO_SIZE_TITLE    14.0
#define MERILO_SIZE_TABLE    10.0
#define MERILO_SIZE_FOOTER   8.5

#define MERILO_LINE_COLOR    0x8c8c8c /* of tables */
#define MERILO_HEADING_COLOR 0xeeeeee /* ground of a heading row */
#define MERILO_SECTION_COLOR 0xf7f7f7 /* ground of a section row */
#define MERILO_QUIET_COLOR   0x595959 /* words of the footer */

#define MERILO_CELL_PAD_X    4.0
#define MERILO_CELL_PAD_Y    2.5

typedef struct
{
  double width, height;
  double top, right, bottom, left;
} MeriloPaper;

static inline MeriloPaper
merilo_paper (MeriloPage page)
{
  if (page == MERILO_PAGE_LANDSCAPE)
    return (MeriloPaper){ MERILO_MM (297), MERILO_MM (210), MERILO_MM (30),
                          MERILO_MM (20),  MERILO_MM (20),  MERILO_MM (20) };
  return (MeriloPaper){ MERILO_MM (210), MERILO_MM (297), MERILO_MM (20),
                        MERILO_MM (10),  MERILO_MM (20),  MERILO_MM (30) };
}

G_END_DECLS
