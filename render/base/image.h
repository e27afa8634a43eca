/* A picture as it goes into a document: decoded, or a JPEG file that is passed through. */
#ifndef NIANBAO_BASE_IMAGE_H
#define NIANBAO_BASE_IMAGE_H

#include "base/str.h"

#include <stdint.h>

struct image {
	uint32_t width, height; /* pixels */
	uint32_t ncomp;         /* 1: gray, 3: RGB (a JPEG may hold YCbCr), 4: CMYK for a press */
	bool is_jpeg;           /* `data` is a JPEG file, else rows of 8-bit samples */
	struct str data;
	struct str name;        /* as the report names it */
	struct str file;        /* the file's own bytes */
};

#endif
