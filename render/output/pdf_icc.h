/* The colour space of the output intent: sRGB as an ICC profile of our own making. */
#ifndef NIANBAO_OUTPUT_PDF_ICC_H
#define NIANBAO_OUTPUT_PDF_ICC_H

#include "base/str.h"

/*
 * The bytes of the profile. ICC version 4 gives half a kilobyte; version 2, which is all that
 * readers of PDF 1.4 know, has no formula for the curve but a table of it: 2.5 KB.
 */
struct str pdf_icc_srgb(struct arena *a, int version);

#endif
