#include "output/pdf_image.h"

size_t pdf_image_index(const struct book *b, const struct image *image)
{
	size_t i = 0;

	while (i < b->nimage && b->image[i] != image)
		i++;
	return i;
}

/*
 * Gray or RGB: both fit the RGB output intent that every archival standard here has. A press has
 * gray and CMYK.
 */
static HPDF_Dict put_image(struct pdf *p, const struct image *image)
{
	static const char *const space[] = { [1] = "DeviceGray", [3] = "DeviceRGB",
					     [4] = "DeviceCMYK" };
	HPDF_Dict d = pdf_stream(p, image->data, image->is_jpeg ? PDF_JPEG : PDF_DEFLATED);

	pdf_set_name(p, d, "Type", "XObject");
	pdf_set_name(p, d, "Subtype", "Image");
	pdf_set_int(p, d, "Width", image->width);
	pdf_set_int(p, d, "Height", image->height);
	pdf_set_int(p, d, "BitsPerComponent", 8);
	pdf_set_name(p, d, "ColorSpace", space[image->ncomp]);
	return d;
}

void pdf_image_embed(struct pdf *p, const struct book *b, HPDF_Dict resources)
{
	HPDF_Dict names;

	if (b->nimage == 0)
		return;
	names = pdf_dict(p);
	for (size_t i = 0; i < b->nimage; i++) {
		struct buf name = { .arena = p->arena };

		buf_printf(&name, "I%zu", i);
		pdf_set(p, names, name.s, put_image(p, b->image[i]));
	}
	pdf_set(p, resources, "XObject", names);
}
