#include "input/image.h"

#include <png.h>
#include <string.h>
#include <turbojpeg.h>

#define PNG_START 8  /* bytes of the signature */
#define PNG_CHUNK 12 /* length, type and checksum of a chunk */

static bool too_large(struct diags *d, struct at at, struct str name, uint64_t width,
		      uint64_t height)
{
	if (width && height && width <= IMAGE_MAX_PIXELS && height <= IMAGE_MAX_PIXELS / width)
		return false;
	DIAG_PUT(d, IMAGE_LARGE, at, name);
	return true;
}

static const struct image *put_damaged(struct diags *d, struct at at, struct str name,
				       const char *why)
{
	DIAG_PUT(d, IMAGE_DAMAGED, at, name, str_from(why));
	return NULL;
}

static void free_png(void *png)
{
	png_image_free(png);
}

static void free_jpeg(void *tj)
{
	tjDestroy(tj);
}

/*
 * Does each chunk end within the file, up to IEND (PNG 5.3)? libpng sets up as much memory as a
 * chunk says it has, up to 2 GB, before it looks whether that is there.
 */
static bool chunks_end_inside(struct str file)
{
	const unsigned char *p = (const unsigned char *)file.s, *end = p + file.n;

	for (p += PNG_START; end - p >= PNG_CHUNK;) {
		uint32_t length = str_uint(p, 4);

		if (length > (size_t)(end - p) - PNG_CHUNK)
			return false;
		if (memcmp(p + 4, "IEND", 4) == 0)
			return true;
		p += PNG_CHUNK + length;
	}
	return false;
}

/* libpng's simplified interface: it composes alpha on the background that it is given. */
static const struct image *read_png(struct arena *a, struct diags *d, struct at at,
				    struct image *image)
{
	static const png_color white = { 255, 255, 255 };
	png_image *png = arena_alloc(a, sizeof *png);
	size_t size;
	char *pixel;

	if (!chunks_end_inside(image->file))
		return put_damaged(d, at, image->name, "a chunk is cut short");
	png->version = PNG_IMAGE_VERSION;
	arena_defer(a, free_png, png);
	if (!png_image_begin_read_from_memory(png, image->file.s, image->file.n))
		return put_damaged(d, at, image->name, png->message);
	if (too_large(d, at, image->name, png->width, png->height))
		return NULL;
	image->width = png->width;
	image->height = png->height;
	image->ncomp = png->format & PNG_FORMAT_FLAG_COLOR ? 3 : 1;
	png->format = image->ncomp == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
	size = (size_t)image->width * image->height * image->ncomp;
	pixel = arena_alloc(a, size);
	if (!png_image_finish_read(png, &white, pixel, 0, NULL))
		return put_damaged(d, at, image->name, png->message);
	image->data = (struct str){ pixel, size };
	return image;
}

/* Inks to light, as a screen shows them; JPEG files hold CMYK inverted (Adobe's way). */
static void cmyk_to_rgb(const unsigned char *cmyk, char *rgb, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t c = 0; c < 3; c++)
			rgb[3 * i + c] =
				(char)((unsigned)cmyk[4 * i + c] * cmyk[4 * i + 3] / 255);
}

/* Decode all of it: into RGB when it holds inks, else only to see whether it is whole. */
static bool decode_jpeg(tjhandle tj, struct arena *a, struct image *image, bool is_cmyk)
{
	const unsigned char *file = (const unsigned char *)image->file.s;
	size_t n = (size_t)image->width * image->height;
	int format = is_cmyk ? TJPF_CMYK : TJPF_GRAY;
	unsigned char *pixel = arena_array(a, n, is_cmyk ? 4 : 1);
	char *rgb;

	/*
	 * A warning means that data are missing or wrong, and that the rest would be made up. Of the
	 * scans of a progressive file, each of which goes over the whole picture, IMAGE_MAX_SCANS do.
	 */
	if (tjDecompress2(tj, file, image->file.n, pixel, (int)image->width, 0,
			  (int)image->height, format,
			  TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS))
		return false;
	if (!is_cmyk)
		return true;
	rgb = arena_array(a, n, 3);
	cmyk_to_rgb(pixel, rgb, n);
	image->is_jpeg = false;
	image->ncomp = 3;
	image->data = (struct str){ rgb, 3 * n };
	return true;
}

static const struct image *read_jpeg(struct arena *a, struct diags *d, struct at at,
				     struct image *image)
{
	tjhandle tj = tjInitDecompress();
	int width, height, sampling, space;
	const struct image *result = NULL;
	struct arena_deferred *opened;

	if (!tj) {
		DIAG_PUT0(d, MEMORY, ((struct at){ 0 }));
		return NULL;
	}
	opened = arena_defer(a, free_jpeg, tj);
	if (tjDecompressHeader3(tj, (const unsigned char *)image->file.s, image->file.n, &width,
				&height, &sampling, &space)) {
		put_damaged(d, at, image->name, tjGetErrorStr2(tj));
	} else if (!too_large(d, at, image->name, (uint64_t)width, (uint64_t)height)) {
		image->width = (uint32_t)width;
		image->height = (uint32_t)height;
		image->ncomp = space == TJCS_GRAY ? 1 : 3;
		image->is_jpeg = true;
		image->data = image->file;
		if (decode_jpeg(tj, a, image, space == TJCS_CMYK || space == TJCS_YCCK))
			result = image;
		else
			put_damaged(d, at, image->name, tjGetErrorStr2(tj));
	}
	arena_free(opened);
	return result;
}

const struct image *image_read(struct arena *a, struct diags *d, struct at at, struct str name,
			       struct str file)
{
	static const struct str png = { "\x89PNG\r\n\x1a\n", 8 }, jpeg = { "\xff\xd8\xff", 3 };
	struct image *image = arena_alloc(a, sizeof *image);

	*image = (struct image){ .name = name, .file = file };
	if (str_eq(str_sub(file, 0, png.n), png))
		return read_png(a, d, at, image);
	if (str_eq(str_sub(file, 0, jpeg.n), jpeg))
		return read_jpeg(a, d, at, image);
	DIAG_PUT(d, IMAGE_KIND, at, name);
	return NULL;
}

bool image_name_is_safe(struct str name)
{
	size_t start = 0;

	if (!name.n || name.n > 1024 || name.s[0] == '/')
		return false;
	for (size_t i = 0; i <= name.n; i++) {
		if (i < name.n && (name.s[i] == ':' || name.s[i] == '\\' ||
				   (unsigned char)name.s[i] < ' '))
			return false;
		if (i < name.n && name.s[i] != '/')
			continue;
		if (str_is(str_sub(name, start, i - start), "..") || i == start)
			return false;
		start = i + 1;
	}
	return !str_is(name, "report.xml"); /* in a PDF, that is the report's own name */
}
