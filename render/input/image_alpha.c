#include "input/image.h"

#include <png.h>

/* RGBA rows into RGB and alpha; true if anything is not opaque. */
static bool split(const unsigned char *rgba, size_t n, unsigned char *rgb, unsigned char *alpha)
{
	bool is_clear = false;

	for (size_t i = 0; i < n; i++) {
		for (size_t c = 0; c < 3; c++)
			rgb[3 * i + c] = rgba[4 * i + c];
		alpha[i] = rgba[4 * i + 3];
		is_clear |= alpha[i] != 255;
	}
	return is_clear;
}

bool image_read_alpha(struct arena *a, struct str file, struct image *out, struct str *alpha,
		      const char **fault)
{
	png_image png = { .version = PNG_IMAGE_VERSION };
	unsigned char *rgba, *rgb, *mask;
	size_t n;

	*fault = "it is no PNG, or it is damaged";
	if (!png_image_begin_read_from_memory(&png, file.s, file.n))
		return false;
	if (!png.width || !png.height || png.width > IMAGE_MAX_PIXELS ||
	    png.height > IMAGE_MAX_PIXELS / png.width) {
		*fault = "it has more than 40 million pixels";
		png_image_free(&png);
		return false;
	}
	n = (size_t)png.width * png.height;
	png.format = PNG_FORMAT_RGBA;
	rgba = arena_array(a, n, 4);
	if (!png_image_finish_read(&png, NULL, rgba, 0, NULL))
		return false;
	rgb = arena_array(a, n, 3);
	mask = arena_alloc(a, n);
	*alpha = (struct str){ (const char *)mask, split(rgba, n, rgb, mask) ? n : 0 };
	*out = (struct image){ .width = png.width,
			       .height = png.height,
			       .ncomp = 3,
			       .file = file,
			       .data = { (const char *)rgb, 3 * n } };
	return true;
}
