/* The guide as it is written, cut into what a window shows: sections of blocks. It knows no more of
 * Markdown than the guide needs: headings of three depths, paragraphs, lists, bold words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  APP_GUIDE_PARAGRAPH,
  APP_GUIDE_HEADING,
  APP_GUIDE_ITEM, /* of a list: its mark, «•» or «1.», is apart */
} AppGuideKind;

typedef struct
{
  AppGuideKind kind;
  char *mark;
  char *markup; /* of Pango */
} AppGuideBlock;

typedef struct
{
  char *title;
  GPtrArray *blocks; /* of AppGuideBlock */
} AppGuideSection;

/* of AppGuideSection; what stands before the first «## » is left out; transfer full */
GPtrArray *app_guide_read (const char *text);

G_END_DECLS
