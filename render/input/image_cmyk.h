/*
 * Pictures in the inks of a press. Little CMS converts them; it is loaded when the first coloured
 * picture comes to a press, since hardly any run needs it.
 */
#ifndef NIANBAO_INPUT_IMAGE_CMYK_H
#define NIANBAO_INPUT_IMAGE_CMYK_H

#include "base/diag.h"
#include "base/image.h"

/*
 * The picture in gray or CMYK: gray ones as they are, and those that are gray in truth; others
 * from sRGB by the profile `icc` (relative colorimetric, black to black). Black of a PNG, which is
 * drawn and not photographed, stays on the black plate. NULL after E1xx, F930 or F931 was put.
 */
const struct image *image_cmyk(struct arena *a, struct diags *d, struct at at,
			       const struct image *image, struct str icc);

#endif
