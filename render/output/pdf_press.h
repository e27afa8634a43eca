/*
 * What a print shop's file has beyond others: PDF/X-4 (ISO 15930-7:2010). All is painted on the
 * black plate, and black is printed over other colours (OPM 1), so that no white edge shows where
 * plates are out of register.
 */
#ifndef NIANBAO_OUTPUT_PDF_PRESS_H
#define NIANBAO_OUTPUT_PDF_PRESS_H

#include "output/pdf.h"
#include "output/pdf_object.h"

/* Black goes over other colours, red (GB/T 9704-2012: M 80 % Y 80 %) takes their place. */
#define PDF_PRESS_BLACK "0 0 0 1 K 0 0 0 1 k /Over gs"
#define PDF_PRESS_RED "0 .8 .8 0 K 0 .8 .8 0 k /Out gs"

/* The graphics states that the inks name. */
void pdf_press_resources(struct pdf *p, HPDF_Dict resources);

/* TrimBox and BleedBox of a page: unlike MediaBox they are not inherited. */
void pdf_press_page(struct pdf *p, HPDF_Page page, const struct sheets *sheets);

/* The printing condition, with its profile. */
void pdf_press_intent(struct pdf *p, const struct pdf_options *options);

/* What identifies this version of the document: 32 hexadecimal digits of a hash. */
struct str pdf_press_id(struct arena *a, const struct book *b, const struct sheets *sheets);

#endif
