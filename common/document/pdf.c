#define G_LOG_DOMAIN "merilo-document"

#include "config.h"

#include "document/pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/pdf-private.h"
#include "model/error.h"

#define INDENT      MERILO_MM (12.5) /* of a paragraph's first line */
#define AFTER_TEXT  6.0
#define AFTER_TITLE 12.0
#define KEEP        60.0 /* a heading needs so much below it */
#define ACT_SHARE   0.6  /* where an approval begins, of the width */

static cairo_status_t
write_cb (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Blocks */

/* bold and italic of the runs, as attributes over @layout's text */
static void
set_runs (PangoLayout *layout, const MeriloDocumentBlock *block, guint from)
{
  PangoAttrList *list = pango_attr_list_new ();
  guint at = from;

  pango_attr_list_insert (list, pango_attr_insert_hyphens_new (FALSE));
  for (guint i = 0; i < block->runs->len; i++)
    {
      const MeriloRun *run = &g_array_index (block->runs, MeriloRun, i);
      guint until = at + (guint) strlen (run->text);
      PangoAttribute *made[2] = { NULL, NULL };

      if (run->style & MERILO_RUN_BOLD)
        made[0] = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      if (run->style & MERILO_RUN_ITALIC)
        made[1] = pango_attr_style_new (PANGO_STYLE_ITALIC);
      for (guint k = 0; k < G_N_ELEMENTS (made); k++)
        if (made[k] != NULL)
          {
            made[k]->start_index = at;
            made[k]->end_index = until;
            pango_attr_list_insert (list, made[k]);
          }
      at = until;
    }
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
}

static void
put_paragraph (Pages *pages, const MeriloDocumentBlock *block)
{
  g_autofree char *text = merilo_document_block_text (block);
  g_autofree char *whole
      = *block->number != 0 ? g_strconcat (block->number, " ", text, NULL) : g_strdup (text);
  PangoLayout *layout = _merilo_pages_layout (pages, MERILO_SIZE_TEXT, FALSE, pages->width);

  pango_layout_set_text (layout, whole, -1);
  set_runs (layout, block, (guint) (strlen (whole) - strlen (text)));
  if (block->align == MERILO_ALIGN_START)
    {
      pango_layout_set_indent (layout, (int) (INDENT * PANGO_SCALE));
      pango_layout_set_justify (layout, TRUE);
    }
  else
    pango_layout_set_alignment (layout, block->align == MERILO_ALIGN_CENTER ? PANGO_ALIGN_CENTER
                                                                            : PANGO_ALIGN_RIGHT);
  _merilo_pages_flow (pages, layout, 0);
  pages->y += AFTER_TEXT;
}

static void
put_heading (Pages *pages, const MeriloDocumentBlock *block)
{
  gboolean title = block->kind == MERILO_BLOCK_TITLE;
  g_autofree char *text = merilo_document_block_text (block);
  double size = title || block->level == 1 ? MERILO_SIZE_TITLE : MERILO_SIZE_TEXT;
  PangoLayout *layout = _merilo_pages_layout (pages, size, TRUE, pages->width);

  pango_layout_set_alignment (layout, title ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  _merilo_layout_set_text (layout, text);
  if (!pages->fresh && !title)
    pages->y += AFTER_TEXT;
  _merilo_pages_need (pages, MIN (_merilo_layout_height (layout) + KEEP, pages->height));
  _merilo_pages_outline (pages, text);
  _merilo_pages_flow (pages, layout, 0);
  pages->y += title ? AFTER_TITLE : AFTER_TEXT;
}

static void
put_act (Pages *pages, const MeriloAct *act)
{
  gboolean approval = act->form == MERILO_ACT_APPROVAL;
  g_auto (GStrv) lines = merilo_act_lines (act);
  double x = approval ? pages->width * ACT_SHARE : 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      PangoLayout *layout
          = _merilo_pages_layout (pages, MERILO_SIZE_TEXT, !approval && lines[i + 1] != NULL,
                                  pages->width - x);

      if (!approval)
        pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      _merilo_layout_set_text (layout, lines[i]);
      _merilo_pages_flow (pages, layout, x);
      pages->y += approval ? 0 : AFTER_TEXT;
    }
  pages->y += AFTER_TITLE;
}

static void
put_chart (Pages *pages, const MeriloDocumentBlock *block)
{
  double height = MIN (block->height, pages->height);

  _merilo_pages_need (pages, height);
  if (pages->cr != NULL)
    {
      cairo_save (pages->cr);
      cairo_translate (pages->cr, 0, pages->y);
      merilo_chart_draw (block->chart, pages->cr, pages->width, height, FALSE);
      cairo_restore (pages->cr);
    }
  pages->y += height + AFTER_TEXT;
  pages->fresh = FALSE;
}

static void
put_sign_lines (Pages *pages, double from, double until, double name, gboolean named)
{
  double bottom = pages->y - AFTER_TEXT - 2;

  if (pages->cr == NULL)
    return;
  cairo_set_line_width (pages->cr, 0.5);
  cairo_move_to (pages->cr, from, bottom);
  cairo_line_to (pages->cr, until, bottom);
  if (!named)
    {
      cairo_move_to (pages->cr, name, bottom);
      cairo_line_to (pages->cr, pages->width, bottom);
    }
  cairo_stroke (pages->cr);
}

/* the office, a line to sign on, the name or a line to write it on */
static void
put_signature (Pages *pages, const MeriloDocumentBlock *block)
{
  double left = pages->width * 0.42, line = pages->width * 0.46, name = pages->width * 0.68;
  g_autoptr (PangoLayout) office = _merilo_pages_layout (pages, MERILO_SIZE_TEXT, FALSE, left);
  g_autoptr (PangoLayout) who
      = _merilo_pages_layout (pages, MERILO_SIZE_TEXT, FALSE, pages->width - name);
  double height;

  _merilo_layout_set_text (office, block->office);
  _merilo_layout_set_text (who, block->name);
  height = MAX (_merilo_layout_height (office), _merilo_layout_height (who));
  pages->y += pages->fresh ? 0 : AFTER_TITLE;
  if (height > pages->height / 2)
    {
      _merilo_pages_flow (pages, g_object_ref (office), 0);
      _merilo_pages_flow (pages, g_object_ref (who), name);
      pages->y += AFTER_TEXT;
      return;
    }
  _merilo_pages_need (pages, height);
  _merilo_pages_put_lines (pages, office, 0, -1, 0, pages->y);
  _merilo_pages_put_lines (pages, who, 0, -1, name,
                           pages->y + height - _merilo_layout_height (who));
  pages->y += height + AFTER_TEXT;
  pages->fresh = FALSE;
  put_sign_lines (pages, line, name - AFTER_TITLE, name, *block->name != 0);
}

static void
put_block (Pages *pages, const MeriloDocumentBlock *block)
{
  if (pages->wants_break && block->kind != MERILO_BLOCK_PAGE_BREAK)
    {
      pages->wants_break = FALSE;
      _merilo_pages_break (pages);
    }
  switch (block->kind)
    {
    case MERILO_BLOCK_TITLE:
    case MERILO_BLOCK_HEADING:
      put_heading (pages, block);
      break;
    case MERILO_BLOCK_PARAGRAPH:
    case MERILO_BLOCK_POINT:
      put_paragraph (pages, block);
      break;
    case MERILO_BLOCK_ACT:
      put_act (pages, &block->act);
      break;
    case MERILO_BLOCK_TABLE:
      _merilo_pages_put_table (pages, &block->table);
      break;
    case MERILO_BLOCK_CHART:
      put_chart (pages, block);
      break;
    case MERILO_BLOCK_SIGNATURE:
      put_signature (pages, block);
      break;
    case MERILO_BLOCK_PAGE_BREAK:
    default:
      pages->wants_break = !pages->fresh; /* done when there is something to put behind it */
    }
}

/* The whole */

static void
put_document (Pages *pages)
{
  pages->page = 0;
  pages->wants_break = FALSE;
  _merilo_pages_begin (pages);
  for (guint i = 0; i < pages->document->blocks->len && pages->error == NULL; i++)
    put_block (pages, merilo_document_get (pages->document, i));
  _merilo_pages_end (pages);
}

/* letters where the paper wants them, not where a screen's dots are */
static PangoContext *
make_context (void)
{
  PangoFontMap *fonts = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (fonts);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ru"));
  g_object_unref (fonts);
  return context;
}

static void
set_metadata (cairo_surface_t *surface, const MeriloDocument *self)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Мерило");
}

static GBytes *
draw (Pages *pages, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status;

  pages->surface = cairo_pdf_surface_create_for_stream (write_cb, bytes, pages->paper.width,
                                                        pages->paper.height);
  set_metadata (pages->surface, pages->document);
  pages->cr = cairo_create (pages->surface);
  put_document (pages);
  status = cairo_status (pages->cr);
  cairo_destroy (pages->cr);
  cairo_surface_finish (pages->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pages->surface);
  cairo_surface_destroy (pages->surface);
  if (pages->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&pages->error));
      return NULL;
    }
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, MERILO_ERROR, MERILO_ERROR_INTERNAL, "pdf: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
merilo_document_to_pdf (const MeriloDocument *self, GCancellable *cancellable, GError **error)
{
  Pages pages = { .document = self,
                  .paper = merilo_paper (self->page),
                  .context = make_context (),
                  .cancellable = cancellable };
  GBytes *made = NULL;

  pages.width = pages.paper.width - pages.paper.left - pages.paper.right;
  pages.height = pages.paper.height - pages.paper.top - pages.paper.bottom;
  put_document (&pages);
  pages.n_pages = pages.page;
  if (pages.error != NULL)
    g_propagate_error (error, pages.error);
  else
    made = draw (&pages, error);
  g_object_unref (pages.context);
  return made;
}
