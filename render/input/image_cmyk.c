#include "input/image_cmyk.h"

#include <dlfcn.h>
#include <lcms2.h>
#include <string.h>
#include <turbojpeg.h>

#define FUNCTIONS(F)                                                                           \
	F(cmsHPROFILE, OpenProfileFromMem, (const void *bytes, cmsUInt32Number n))             \
	F(cmsHPROFILE, Create_sRGBProfile, (void))                                             \
	F(cmsHTRANSFORM, CreateTransform,                                                      \
	  (cmsHPROFILE, cmsUInt32Number, cmsHPROFILE, cmsUInt32Number, cmsUInt32Number intent, \
	   cmsUInt32Number flags))                                                             \
	F(void, DoTransform,                                                                   \
	  (cmsHTRANSFORM, const void *in, void *out, cmsUInt32Number npixel))                  \
	F(void, DeleteTransform, (cmsHTRANSFORM))                                              \
	F(cmsBool, CloseProfile, (cmsHPROFILE))

/* Declared again: a function whose type is not that of lcms2.h does not compile. */
#define F(type, name, args) type cms##name args;
FUNCTIONS(F)
#undef F

struct lcms {
#define F(type, name, args) type(*name) args;
	FUNCTIONS(F)
#undef F
};

static const struct {
	const char *name;
	size_t at; /* in struct lcms */
} functions[] = {
#define F(type, name, args) { "cms" #name, offsetof(struct lcms, name) },
	FUNCTIONS(F)
#undef F
};

static bool load(struct lcms *cms, struct diags *d)
{
	/* NODELETE: the next picture finds it loaded, without a handle that somebody would keep */
	void *library = dlopen(NIANBAO_LCMS, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
	bool ok = library != NULL;

	for (size_t i = 0; ok && i < sizeof(functions) / sizeof(*functions); i++) {
		void *function = dlsym(library, functions[i].name);

		ok = function != NULL;
		memcpy((char *)cms + functions[i].at, &function, sizeof(function));
	}
	if (!ok)
		DIAG_PUT(d, COLOUR_LIBRARY, ((struct at){ 0 }), STR(NIANBAO_LCMS),
			 str_from(dlerror()));
	if (library)
		dlclose(library);
	return ok;
}

/* The samples of a JPEG; image_read has seen that it can be decoded. */
static bool decode(struct arena *a, struct image *image)
{
	size_t n = 3 * (size_t)image->width * image->height;
	unsigned char *pixel = arena_alloc(a, n);
	tjhandle tj = tjInitDecompress(); /* from here on the arena gives nothing: no leak */
	bool ok = tj && !tjDecompress2(tj, (const unsigned char *)image->data.s, image->data.n,
				       pixel, (int)image->width, 0, (int)image->height, TJPF_RGB,
				       TJFLAG_ACCURATEDCT);

	if (tj)
		tjDestroy(tj);
	image->data = (struct str){ (const char *)pixel, n };
	image->is_jpeg = false;
	return ok;
}

static bool is_gray(struct str rgb)
{
	for (size_t i = 0; i + 2 < rgb.n; i += 3)
		if (rgb.s[i] != rgb.s[i + 1] || rgb.s[i] != rgb.s[i + 2])
			return false;
	return true;
}

static void make_gray(struct arena *a, struct image *image)
{
	size_t n = image->data.n / 3;
	char *gray = arena_alloc(a, n);

	for (size_t i = 0; i < n; i++)
		gray[i] = image->data.s[3 * i];
	image->data = (struct str){ gray, n };
	image->ncomp = 1;
}

/* Black alone, where all light is off. */
static void keep_black(struct str rgb, char *cmyk)
{
	static const char black[] = { 0, 0, 0, (char)0xFF };

	for (size_t i = 0; i + 2 < rgb.n; i += 3)
		if (!rgb.s[i] && !rgb.s[i + 1] && !rgb.s[i + 2])
			memcpy(cmyk + i / 3 * 4, black, sizeof(black));
}

static bool convert(const struct lcms *cms, struct str icc, struct str rgb, char *cmyk,
		    uint32_t width)
{
	cmsHPROFILE from = cms->Create_sRGBProfile();
	cmsHPROFILE to = cms->OpenProfileFromMem(icc.s, (cmsUInt32Number)icc.n);
	cmsHTRANSFORM transform = NULL;

	if (from && to)
		transform = cms->CreateTransform(from, TYPE_RGB_8, to, TYPE_CMYK_8,
						 INTENT_RELATIVE_COLORIMETRIC,
						 cmsFLAGS_BLACKPOINTCOMPENSATION);
	for (size_t i = 0; transform && i < rgb.n / 3; i += width)
		cms->DoTransform(transform, rgb.s + 3 * i, cmyk + 4 * i, width);
	if (transform)
		cms->DeleteTransform(transform);
	if (to)
		cms->CloseProfile(to);
	if (from)
		cms->CloseProfile(from);
	return transform != NULL;
}

const struct image *image_cmyk(struct arena *a, struct diags *d, struct at at,
			       const struct image *image, struct str icc)
{
	struct image *out = arena_alloc(a, sizeof *out);
	struct lcms cms;
	char *cmyk;

	if (image->ncomp == 1)
		return image;
	*out = *image;
	if (image->is_jpeg && !decode(a, out)) {
		DIAG_PUT(d, IMAGE_DAMAGED, at, image->name, STR("JPEG"));
		return NULL;
	}
	if (is_gray(out->data)) {
		make_gray(a, out);
		return out;
	}
	if (!load(&cms, d))
		return NULL;
	cmyk = arena_array(a, out->data.n / 3, 4);
	if (!convert(&cms, icc, out->data, cmyk, image->width)) {
		DIAG_PUT(d, PRESS_ICC, ((struct at){ 0 }), STR("CMYK"));
		return NULL;
	}
	if (!image->is_jpeg)
		keep_black(out->data, cmyk);
	out->data = (struct str){ cmyk, out->data.n / 3 * 4 };
	out->ncomp = 4;
	return out;
}
