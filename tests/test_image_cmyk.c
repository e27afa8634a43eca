/* Pictures for a press: what becomes gray, what CMYK, and which black stays black. */
#include "type_case.h"

#include "input/image_cmyk.h"

#include <turbojpeg.h>

/* One of each: red, black, white, blue. */
static const unsigned char four[] = { 255, 0, 0, 0, 0, 0, 255, 255, 255, 0, 0, 255 };

static struct image samples(const unsigned char *rgb, size_t npixel)
{
	return (struct image){ .width = (uint32_t)npixel,
			       .height = 1,
			       .ncomp = 3,
			       .data = { (const char *)rgb, 3 * npixel },
			       .name = STR("a.png") };
}

static struct str profile(struct type_case *c)
{
	struct str icc;

	cr_assert(
		file_read(c->a, &c->d, NIANBAO_FONT_DIR "/FOGRA39L_coated.icc", 1 << 22, &icc));
	return icc;
}

static const unsigned char *inks(const struct image *image, size_t i)
{
	return (const unsigned char *)image->data.s + 4 * i;
}

Test(image_cmyk, colours_become_inks)
{
	struct type_case c = type_case_open();
	struct image image = samples(four, 4);
	const struct image *out = image_cmyk(c.a, &c.d, (struct at){ 0 }, &image, profile(&c));
	const unsigned char *red, *black, *white, *blue;

	cr_assert(out && out->ncomp == 4 && out->data.n == 16 && c.d.n == 0);
	red = inks(out, 0);
	black = inks(out, 1);
	white = inks(out, 2);
	blue = inks(out, 3);
	cr_expect(red[0] < 30 && red[1] > 220 && red[2] > 220 && red[3] < 30, "%d %d %d %d",
		  red[0], red[1], red[2], red[3]);
	cr_expect(!black[0] && !black[1] && !black[2] && black[3] == 255, "on its plate alone");
	cr_expect(!white[0] && !white[1] && !white[2] && !white[3], "paper");
	cr_expect(blue[0] > 200 && blue[1] > 150 && blue[2] < 60, "%d %d %d", blue[0], blue[1],
		  blue[2]);
	type_case_close(&c);
}

Test(image_cmyk, gray_is_gray)
{
	static const unsigned char gray[] = { 0, 0, 0, 90, 90, 90, 255, 255, 255 };
	struct type_case c = type_case_open();
	struct image image = samples(gray, 3);
	const struct image *out = image_cmyk(c.a, &c.d, (struct at){ 0 }, &image, profile(&c));

	cr_assert(out && out->ncomp == 1 && out->data.n == 3);
	cr_expect((unsigned char)out->data.s[1] == 90);
	cr_expect_eq(image_cmyk(c.a, &c.d, (struct at){ 0 }, out, STR("")), out, "as it is");
	type_case_close(&c);
}

Test(image_cmyk, jpeg_is_decoded)
{
	struct type_case c = type_case_open();
	struct image image = samples(four, 4);
	unsigned char pixel[16 * 16 * 3], *file = NULL;
	unsigned long size = 0;
	tjhandle tj = tjInitCompress();
	const struct image *out;

	for (size_t i = 0; i < sizeof(pixel); i++)
		pixel[i] = i % 3 == 0 ? 200 : 20; /* a red */
	cr_assert_eq(
		tjCompress2(tj, pixel, 16, 0, 16, TJPF_RGB, &file, &size, TJSAMP_444, 95, 0),
		0);
	image.width = image.height = 16;
	image.is_jpeg = true;
	image.data = (struct str){ (const char *)file, size };
	out = image_cmyk(c.a, &c.d, (struct at){ 0 }, &image, profile(&c));
	cr_assert(out && out->ncomp == 4 && !out->is_jpeg && out->data.n == 16 * 16 * 4);
	cr_expect(inks(out, 100)[1] > 200 && inks(out, 100)[0] < 80);
	image.data.n = 20;
	cr_expect_null(image_cmyk(c.a, &c.d, (struct at){ 0 }, &image, profile(&c)));
	cr_expect_eq(c.d.item[c.d.n - 1].code, DIAG_IMAGE_DAMAGED);
	tjFree(file);
	tjDestroy(tj);
	type_case_close(&c);
}

Test(image_cmyk, a_profile_that_is_none_is_told)
{
	struct type_case c = type_case_open();
	struct image image = samples(four, 4);

	cr_expect_null(image_cmyk(c.a, &c.d, (struct at){ 0 }, &image, STR("no profile")));
	cr_assert_eq(c.d.n, 1);
	cr_expect_eq(c.d.item[0].code, DIAG_PRESS_ICC);
	type_case_close(&c);
}
