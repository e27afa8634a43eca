/* Pictures: PNG and JPEG of every kind, names that may be read, limits, damage. */
#include "case.h"

#include "base/file.h"
#include "base/limits.h"
#include "input/image.h"

#include <png.h>
#include <string.h>
#include <turbojpeg.h>
#include <unistd.h>

/* A 4 × 2 picture as PNG: format is one of libpng's PNG_FORMAT_… */
static struct str make_png(struct bench *b, uint32_t format, const void *pixel)
{
	png_image png = { .version = PNG_IMAGE_VERSION, .width = 4, .height = 2, .format = format };
	png_alloc_size_t n = 4096;
	char *bytes = arena_alloc(b->a, n);

	cr_assert(png_image_write_to_memory(&png, bytes, &n, 0, pixel, 0, NULL));
	return (struct str){ bytes, n };
}

static struct str make_jpeg(struct bench *b, int format, int sampling, const unsigned char *pixel)
{
	tjhandle tj = tjInitCompress();
	unsigned char *bytes = NULL;
	unsigned long n = 0;
	struct str s;

	cr_assert_eq(tjCompress2(tj, pixel, 16, 0, 16, format, &bytes, &n, sampling, 90, 0), 0);
	s = str_copy(b->a, (struct str){ (char *)bytes, n });
	tjFree(bytes);
	tjDestroy(tj);
	return s;
}

static const struct image *decode(struct bench *b, struct str bytes)
{
	return image_read(b->a, &b->d, (struct at){ STR("f"), 3 }, STR("p"), bytes);
}

Test(image, png_becomes_gray_or_rgb_on_white)
{
	static const unsigned char rgba[32] = { 255, 0, 0, 255, 255, 0, 0, 0 };
	static const unsigned char gray[8] = { 0, 50, 100, 150, 200, 250, 255, 1 };
	struct bench b = bench_open();
	const struct image *image = decode(&b, make_png(&b, PNG_FORMAT_RGBA, rgba));

	cr_assert(image);
	cr_expect_eq(image->ncomp, 3);
	cr_expect_eq(image->width, 4);
	cr_expect_eq(image->height, 2);
	cr_expect_eq(image->data.n, 24);
	cr_expect_eq(memcmp(image->data.s, "\xff\0\0\xff\xff\xff", 6), 0, "clear is white");
	image = decode(&b, make_png(&b, PNG_FORMAT_GRAY, gray));
	cr_assert(image);
	cr_expect_eq(image->ncomp, 1);
	cr_expect_eq(memcmp(image->data.s, gray, 8), 0);
	arena_close(b.a);
}

Test(image, jpeg_passes_through_unless_it_holds_inks)
{
	unsigned char pixel[16 * 16 * 4] = { 0 };
	struct bench b = bench_open();
	struct str file = make_jpeg(&b, TJPF_RGB, TJSAMP_420, pixel);
	const struct image *image = decode(&b, file);

	cr_assert(image);
	cr_expect(image->is_jpeg && image->ncomp == 3 && str_eq(image->data, file));
	image = decode(&b, make_jpeg(&b, TJPF_GRAY, TJSAMP_GRAY, pixel));
	cr_assert(image);
	cr_expect(image->is_jpeg && image->ncomp == 1);
	image = decode(&b, make_jpeg(&b, TJPF_CMYK, TJSAMP_444, pixel));
	cr_assert(image);
	cr_expect(!image->is_jpeg && image->ncomp == 3);
	cr_expect_eq(image->data.n, 16 * 16 * 3);
	arena_close(b.a);
}

/* Cut short anywhere, a picture is refused, or (its last bytes only) still whole. */
Test(image, damage_is_an_error_never_a_guess)
{
	unsigned char pixel[16 * 16 * 3];
	struct bench b = bench_open();
	struct str file[2];

	for (size_t i = 0; i < sizeof pixel; i++)
		pixel[i] = (unsigned char)(i * 37);
	file[0] = make_jpeg(&b, TJPF_RGB, TJSAMP_444, pixel);
	file[1] = make_png(&b, PNG_FORMAT_RGB, pixel);
	for (size_t f = 0; f < 2; f++)
		for (size_t n = 0; n + 16 < file[f].n; n += 7) {
			struct bench c = bench_open();

			cr_expect_not(decode(&c, str_sub(file[f], 0, n)), "%zu of %zu bytes", n,
				      file[f].n);
			cr_expect_eq(c.d.n, 1);
			arena_close(c.a);
		}
	arena_close(b.a);
}

/* A header that promises 100 000 × 100 000 pixels is refused before anything is decoded. */
Test(image, pixels_are_counted_before_decoding)
{
	unsigned char pixel[24] = { 0 };
	struct bench b = bench_open();
	struct str file = make_png(&b, PNG_FORMAT_RGB, pixel);
	char *bytes = arena_alloc(b.a, file.n);

	memcpy(bytes, file.s, file.n);
	memcpy(bytes + 16, "\0\1\x86\xa0\0\1\x86\xa0\x08\x02\0\0\0\x6c\x3c\x3d\x8c", 17);
	cr_expect_not(decode(&b, (struct str){ bytes, file.n }));
	cr_expect_eq(b.d.n, 1);
	cr_expect_not(decode(&b, STR("GIF89a")));
	cr_expect_eq(b.d.item[1].code, DIAG_IMAGE_KIND);
	arena_close(b.a);
}

/* libpng would ask for that much memory, and clear it. */
Test(image, chunk_longer_than_its_file)
{
	unsigned char pixel[24] = { 0 };
	struct bench b = bench_open();
	struct str file = make_png(&b, PNG_FORMAT_RGB, pixel);
	struct buf said = { .arena = b.a }, longer = { .arena = b.a };
	size_t header = 8 + 12 + 13;

	buf_str(&longer, str_sub(file, 0, header));
	buf_str(&longer, STR("\x7F\xFF\xFF\xFFtEXt"));
	buf_str(&longer, str_sub(file, header, file.n - header));
	cr_expect_not(decode(&b, buf_text(&longer)));
	diag_print(&b.d, &said, DIAG_ENGLISH);
	cr_expect(strstr(said.s, "error[E123]") && strstr(said.s, "a chunk is cut short"), "%s",
		  said.s);
	arena_close(b.a);
}

static void put_segment(struct buf *b, char marker, struct str data)
{
	buf_char(b, '\xFF');
	buf_char(b, marker);
	buf_uint(b, (uint32_t)data.n + 2, 2);
	buf_str(b, data);
}

/* One block of gray, refined again and again: a frame, one code a table, `n` scans of one bit. */
static struct str make_progressive(struct bench *b, int n)
{
	char quant[65] = { 0 }, table[18] = { 0, 1 };
	struct buf s = { .arena = b->a };

	memset(quant + 1, 1, 64);
	buf_str(&s, STR("\xFF\xD8"));
	put_segment(&s, '\xDB', (struct str){ quant, sizeof quant });
	put_segment(&s, '\xC2', STR("\x08\0\x08\0\x08\x01\x01\x11\0"));
	put_segment(&s, '\xC4', (struct str){ table, sizeof table });
	table[0] = 0x10; /* the same for the other coefficients */
	put_segment(&s, '\xC4', (struct str){ table, sizeof table });
	put_segment(&s, '\xDA', STR("\x01\x01\0\0\0\0"));
	buf_str(&s, STR("\x7F"));
	for (int i = 1; i < n; i++) {
		int high = i < 64 ? 0 : 10 - (i - 1) / 63, low = i < 64 ? 9 : high - 1;
		char scan[] = { 1, 1, 0, (char)((i - 1) % 63 + 1), (char)((i - 1) % 63 + 1),
				(char)(high << 4 | low) };

		put_segment(&s, '\xDA', (struct str){ scan, sizeof scan });
		buf_str(&s, STR("\x7F"));
	}
	buf_str(&s, STR("\xFF\xD9"));
	return buf_text(&s);
}

/* Each scan goes over the whole picture: 500 are more than a picture has. */
Test(image, scans_without_end)
{
	struct bench b = bench_open();
	struct buf said = { .arena = b.a };

	cr_expect(decode(&b, make_progressive(&b, IMAGE_MAX_SCANS)));
	cr_expect_not(decode(&b, make_progressive(&b, IMAGE_MAX_SCANS + 1)));
	diag_print(&b.d, &said, DIAG_ENGLISH);
	cr_expect(b.d.n == 1 && strstr(said.s, "error[E123]") && strstr(said.s, "500 scans"), "%s",
		  said.s);
	arena_close(b.a);
}

Test(image, only_names_below_the_report_may_be_read)
{
	static const char *const safe[] = { "a.png", "图/趋势.png", "a/b/c.jpg", "..a.png", "a..b" };
	static const char *const unsafe[] = { "", "/etc/passwd", "../a.png", "a/../../b", "a/..",
					      "http://x/a.png", "file:a", "a\\b", "a\nb", "a//b",
					      "a/" };

	for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
		cr_expect(image_name_is_safe(str_from(safe[i])), "%s", safe[i]);
	for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
		cr_expect(!image_name_is_safe(str_from(unsafe[i])), "%s", unsafe[i]);
}

/* A link that leads out of the folder is not followed; one within is. */
Test(image, links_do_not_lead_out_of_the_folder)
{
	struct bench b = bench_open();
	char folder[] = "/tmp/nianbao-image-XXXXXX", path[128], inner[128];
	struct diags unsaid = { .arena = b.a };
	struct str bytes;

	cr_assert(mkdtemp(folder));
	snprintf(inner, sizeof inner, "%s/real.png", folder);
	cr_assert(file_write(b.a, &unsaid, inner, STR("x")));
	snprintf(path, sizeof path, "%s/in.png", folder);
	cr_assert_eq(symlink("real.png", path), 0);
	cr_expect_eq(file_read_below(b.a, folder, STR("in.png"), 100, &bytes), FILE_BELOW_READ);
	cr_expect_eq(file_read_below(b.a, folder, STR("none.png"), 100, &bytes),
		     FILE_BELOW_NONE);
	snprintf(path, sizeof path, "%s/out.png", folder);
	cr_assert_eq(symlink("/etc/passwd", path), 0);
	cr_expect_eq(file_read_below(b.a, folder, STR("out.png"), 1 << 20, &bytes),
		     FILE_BELOW_NONE);
	cr_expect_eq(file_read_below(b.a, folder, STR("."), 100, &bytes),
		     FILE_BELOW_NONE);
	cr_expect_eq(file_read_below(b.a, folder, STR("real.png"), 0, &bytes),
		     FILE_BELOW_LARGE);
	unlink(path);
	snprintf(path, sizeof path, "%s/in.png", folder);
	unlink(path);
	unlink(inner);
	rmdir(folder);
	arena_close(b.a);
}
