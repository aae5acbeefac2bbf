/* The guide as it is written, cut into what a window shows: sections of blocks. It knows no more of
 * Markdown than the guide needs: headings of three depths, paragraphs, lists, bold words, and a
 * quotation that says whose a section is. */
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
  char *text;   /* the same without it */
} AppGuideBlock;

typedef struct
{
  char *group; /* the «# » above it */
  char *title;
  char *readers;     /* «> » below its title; NULL: everybody */
  GPtrArray *blocks; /* of AppGuideBlock */
} AppGuideSection;

/* of AppGuideSection; what stands before the first «## » is left out; transfer full */
GPtrArray *app_guide_read (const char *text);

/* capitals are no matter; nothing looked for is everywhere */
gboolean app_guide_section_has (const AppGuideSection *section, const char *needle);

/* where the next @needle is in @text from @from on, in bytes; -1: nowhere */
gssize app_guide_find (const char *text, const char *needle, gsize from);

G_END_DECLS
