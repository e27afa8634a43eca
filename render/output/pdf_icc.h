/* The colour space of the output intent: sRGB as an ICC profile of our own making. */
#ifndef NIANBAO_OUTPUT_PDF_ICC_H
#define NIANBAO_OUTPUT_PDF_ICC_H

#include "base/str.h"

/* The bytes of the profile: ICC 4.2, half a kilobyte. */
struct str pdf_icc_srgb(struct arena *a);

#endif
