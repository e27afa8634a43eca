/*
 * The areas for seals, as the PDF states them: named destinations, so that a program that signs
 * the file later, or a reader, finds them without knowing this program.
 *
 *   catalog /Dests << /nianbao.seal.organ [PAGE /FitR left bottom right top] >>
 *
 * one for each area: nianbao.seal.organ or nianbao.seal.signatory; further areas of the same kind
 * are nianbao.seal.organ.2 and so on. PAGE refers to the page object; left, bottom, right and top
 * are the area's edges in default user space (points, y upwards), so they can stand as they are
 * in the /Rect of a signature field's widget. A file without an area for a seal has no such entry.
 *
 * Named destinations are of PDF 1.1 (ISO 32000-1 12.3.2.3); every part of PDF/A and PDF/UA
 * permits them.
 */
#ifndef NIANBAO_OUTPUT_PDF_AREA_H
#define NIANBAO_OUTPUT_PDF_AREA_H

#include "output/pdf_tag.h"

#define PDF_AREA_PREFIX "nianbao.seal."

/* Put the areas of the tree's book into the catalog, once all sheets are written. */
void pdf_area_put(const struct pdf_tree *t);

#endif
