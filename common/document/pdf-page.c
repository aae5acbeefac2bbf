#define G_LOG_DOMAIN "merilo-document"

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "document/pdf-private.h"
#include "document/pdf.h"
#include "model/error.h"

#define FOOTER_GAP MERILO_MM (6)

void
_merilo_pages_set_color (const Pages *pages, guint rgb)
{
  cairo_set_source_rgb (pages->cr, ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

double
_merilo_pages_room (const Pages *pages)
{
  return pages->height - pages->y;
}

/* Text */

PangoLayout *
_merilo_pages_layout (const Pages *pages, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_layout_new (pages->context);
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, MERILO_FONTS);
  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  return layout;
}

/* words are never cut by a hyphen that nobody wrote */
static PangoAttrList *
forbid_hyphens (void)
{
  PangoAttrList *list = pango_attr_list_new ();

  pango_attr_list_insert (list, pango_attr_insert_hyphens_new (FALSE));
  return list;
}

void
_merilo_layout_set_text (PangoLayout *layout, const char *text)
{
  PangoAttrList *list = forbid_hyphens ();

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
}

double
_merilo_layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

void
_merilo_pages_put_lines (
    const Pages *pages, PangoLayout *layout, int from, int until, double x, double y)
{
  PangoLayoutIter *iter;
  int line = 0, top = 0;

  if (pages->cr == NULL)
    return;
  if (from == 0 && until < 0)
    {
      cairo_move_to (pages->cr, x, y);
      pango_cairo_show_layout (pages->cr, layout);
      return;
    }
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoRectangle box;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      if (line == from)
        top = box.y;
      if (line >= from)
        {
          cairo_move_to (pages->cr, x + (double) box.x / PANGO_SCALE,
                         y + (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE);
          pango_cairo_show_layout_line (pages->cr, pango_layout_iter_get_line_readonly (iter));
        }
      line++;
    }
  while ((until < 0 || line < until) && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

int
_merilo_layout_fit (PangoLayout *layout, int from, int most, double room, double *ret_height)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int line = 0, n = 0, top = 0;

  *ret_height = 0;
  do
    {
      PangoRectangle box;

      if (line++ < from)
        continue;
      pango_layout_iter_get_line_extents (iter, NULL, &box);
      if (n == 0)
        top = box.y;
      if ((double) (box.y + box.height - top) / PANGO_SCALE > room)
        break;
      *ret_height = (double) (box.y + box.height - top) / PANGO_SCALE;
      n++;
    }
  while (n < most && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return n;
}

/* lines of @layout for the rest of this page: no line stands alone below or above */
static int
choose_lines (const Pages *pages, PangoLayout *layout, int from, int left)
{
  double height;
  int fits = _merilo_layout_fit (layout, from, left, _merilo_pages_room (pages), &height);

  if (fits == left)
    return fits;
  if (pages->fresh)
    return MAX (fits, 1); /* a line higher than a page goes over its end */
  if (left - fits == 1)
    fits--;
  return fits >= 2 ? fits : 0;
}

void
_merilo_pages_flow (Pages *pages, PangoLayout *take, double x)
{
  int n = pango_layout_get_line_count (take);
  int line = 0;

  while (line < n && pages->error == NULL)
    {
      int fits = choose_lines (pages, take, line, n - line);
      double height;

      if (fits > 0)
        {
          _merilo_layout_fit (take, line, fits, G_MAXDOUBLE, &height);
          _merilo_pages_put_lines (pages, take, line, line + fits, x, pages->y);
          pages->y += height;
          pages->fresh = FALSE;
          line += fits;
        }
      if (line < n)
        _merilo_pages_break (pages);
    }
  g_object_unref (take);
}

/* Pages */

static void
put_footer (const Pages *pages)
{
  double y = pages->paper.height - pages->paper.top - pages->paper.bottom + FOOTER_GAP;
  g_autofree char *place = g_strdup_printf (_ ("Страница %u из %u"), pages->page, pages->n_pages);
  g_autoptr (PangoLayout) number
      = _merilo_pages_layout (pages, MERILO_SIZE_FOOTER, FALSE, pages->width);
  g_autoptr (PangoLayout) title
      = _merilo_pages_layout (pages, MERILO_SIZE_FOOTER, FALSE, pages->width * 0.75);

  if (pages->cr == NULL)
    return;
  _merilo_pages_set_color (pages, MERILO_QUIET_COLOR);
  pango_layout_set_ellipsize (title, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (title, TRUE);
  _merilo_layout_set_text (title, pages->document->title);
  _merilo_pages_put_lines (pages, title, 0, -1, 0, y);
  pango_layout_set_alignment (number, PANGO_ALIGN_RIGHT);
  _merilo_layout_set_text (number, place);
  _merilo_pages_put_lines (pages, number, 0, -1, 0, y);
  _merilo_pages_set_color (pages, 0);
}

static gboolean
may_go_on (Pages *pages)
{
  if (pages->error != NULL)
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (pages->cancellable, &pages->error))
    return FALSE;
  if (pages->page < MERILO_PDF_MAX_PAGES)
    return TRUE;
  g_set_error (&pages->error, MERILO_ERROR, MERILO_ERROR_TOO_LARGE,
               _ ("в документе больше %d страниц: выберите меньший период или формат XLSX"),
               MERILO_PDF_MAX_PAGES);
  return FALSE;
}

void
_merilo_pages_begin (Pages *pages)
{
  if (!may_go_on (pages))
    return;
  pages->page++;
  pages->y = 0;
  pages->fresh = TRUE;
  if (pages->cr == NULL)
    return;
  cairo_save (pages->cr);
  cairo_translate (pages->cr, pages->paper.left, pages->paper.top);
  _merilo_pages_set_color (pages, 0);
}

void
_merilo_pages_end (Pages *pages)
{
  if (pages->cr == NULL || pages->error != NULL)
    return;
  put_footer (pages);
  cairo_restore (pages->cr);
  cairo_show_page (pages->cr);
}

void
_merilo_pages_break (Pages *pages)
{
  _merilo_pages_end (pages);
  _merilo_pages_begin (pages);
}

void
_merilo_pages_need (Pages *pages, double height)
{
  if (!pages->fresh && height > _merilo_pages_room (pages))
    _merilo_pages_break (pages);
}

void
_merilo_pages_outline (Pages *pages, const char *text)
{
  char y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *place = NULL;

  if (pages->cr == NULL || *text == 0)
    return;
  g_ascii_formatd (y, sizeof y, "%.1f", pages->paper.top + pages->y);
  place = g_strdup_printf ("page=%u pos=[0 %s]", pages->page, y);
  cairo_pdf_surface_add_outline (pages->surface, CAIRO_PDF_OUTLINE_ROOT, text, place, 0);
}
