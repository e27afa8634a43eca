/*
 * Pictures: PNG and JPEG files (the only user of libpng and TurboJPEG). Gray and RGB JPEG pass
 * through as they are; everything else becomes 8-bit gray or RGB: palettes, 16 bits, CMYK; alpha
 * is laid on white, so that every archival standard takes the result.
 */
#ifndef NIANBAO_INPUT_IMAGE_H
#define NIANBAO_INPUT_IMAGE_H

#include "base/file.h"
#include "base/image.h"
#include "base/limits.h"

/*
 * Read a picture from the bytes of its file. NULL after an error was put at `at` (E12x): neither
 * PNG nor JPEG, damaged, or more pixels than IMAGE_MAX_PIXELS (looked at before decoding).
 */
const struct image *image_read(struct arena *a, struct diags *d, struct at at, struct str name,
			       struct str file);

/*
 * Read a PNG with its transparency, as a seal has it: RGB, and apart from it the alpha of every
 * pixel (empty when all are opaque). False with the reason, in English, in `*fault`.
 */
bool image_read_alpha(struct arena *a, struct str file, struct image *out, struct str *alpha,
		      const char **fault);

/* Where pictures come from: IMAGE_MAX_BYTES of each at most. Bytes live in the arena. */
struct image_source {
	enum file_below (*read)(void *host, struct arena *a, struct str name, struct str *bytes);
	void *host;
	struct str icc; /* for a press: coloured pictures become CMYK by this profile; else empty */
};

/* May a report name this file? Relative, below the report's folder, no .. and no scheme. */
bool image_name_is_safe(struct str name);

#endif
