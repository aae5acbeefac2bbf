#define G_LOG_DOMAIN "merilo-exchange"

#include "exchange/document-xlsx-private.h"

typedef struct
{
  double size;
  gboolean bold, border;
  guint8 align;
  guint ground; /* 0: none */
} Look;

static const Look looks[N_FORMATS] = {
  [FORMAT_TEXT] = { MERILO_SIZE_TEXT, FALSE, FALSE, LXW_ALIGN_LEFT },
  [FORMAT_TITLE] = { MERILO_SIZE_TITLE, TRUE, FALSE, LXW_ALIGN_CENTER },
  [FORMAT_HEADING] = { MERILO_SIZE_TEXT, TRUE, FALSE, LXW_ALIGN_LEFT },
  [FORMAT_CENTER] = { MERILO_SIZE_TEXT, FALSE, FALSE, LXW_ALIGN_CENTER },
  [FORMAT_RIGHT] = { MERILO_SIZE_TEXT, FALSE, FALSE, LXW_ALIGN_RIGHT },
  [FORMAT_TABLE_HEADING]
  = { MERILO_SIZE_TABLE, TRUE, TRUE, LXW_ALIGN_CENTER, MERILO_HEADING_COLOR },
  [FORMAT_SECTION] = { MERILO_SIZE_TABLE, TRUE, TRUE, LXW_ALIGN_CENTER, MERILO_SECTION_COLOR },
  [FORMAT_CELL] = { MERILO_SIZE_TABLE, FALSE, TRUE, LXW_ALIGN_LEFT },
  [FORMAT_CELL_CENTER] = { MERILO_SIZE_TABLE, FALSE, TRUE, LXW_ALIGN_CENTER },
  [FORMAT_CELL_NUMBER] = { MERILO_SIZE_TABLE, FALSE, TRUE, LXW_ALIGN_RIGHT },
  [FORMAT_TOTAL] = { MERILO_SIZE_TABLE, TRUE, TRUE, LXW_ALIGN_LEFT },
  [FORMAT_TOTAL_NUMBER] = { MERILO_SIZE_TABLE, TRUE, TRUE, LXW_ALIGN_RIGHT },
};

void
_merilo_xlsx_make_formats (Sheet *self)
{
  for (guint i = 0; i < N_FORMATS; i++)
    {
      lxw_format *format = workbook_add_format (self->book.book);
      const Look *look = &looks[i];

      format_set_font_name (format, MERILO_FONT);
      format_set_font_size (format, look->size);
      format_set_text_wrap (format);
      format_set_align (format, look->align);
      format_set_align (format, i == FORMAT_TABLE_HEADING ? LXW_ALIGN_VERTICAL_CENTER
                                                          : LXW_ALIGN_VERTICAL_TOP);
      if (look->bold)
        format_set_bold (format);
      if (look->border)
        {
          format_set_border (format, LXW_BORDER_THIN);
          format_set_border_color (format, MERILO_LINE_COLOR);
        }
      if (look->ground != 0)
        format_set_bg_color (format, look->ground);
      self->formats[i] = format;
    }
}
