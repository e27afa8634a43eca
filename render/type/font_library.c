#include "type/font_library.h"

#include <dlfcn.h>
#include <string.h>

/* Declared again: a function whose type is not that of the library's header does not compile. */
#define F(type, name, args) type name args;
FONT_LIBRARY_FONTCONFIG_FUNCTIONS(F)
FONT_LIBRARY_GLIB_FUNCTIONS(F)
#undef F

struct function {
	const char *name;
	size_t at; /* in struct font_library */
};

#define F(type, name, args) { #name, offsetof(struct font_library, name) },
static const struct function fontconfig[] = { FONT_LIBRARY_FONTCONFIG_FUNCTIONS(F) };
static const struct function glib[] = { FONT_LIBRARY_GLIB_FUNCTIONS(F) };
#undef F

static bool load(struct font_library *l, struct diags *d, const char *file,
		 const struct function *function, size_t n)
{
	/* NODELETE: the next font finds it loaded, without a handle that somebody would keep. */
	void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
	bool ok = library != NULL;

	for (size_t i = 0; ok && i < n; i++) {
		void *f = dlsym(library, function[i].name);

		ok = f != NULL;
		memcpy((char *)l + function[i].at, &f, sizeof(f));
	}
	if (!ok)
		DIAG_PUT(d, FONT_LIBRARY, ((struct at){ 0 }), str_from(file),
			 str_from(dlerror()));
	if (library)
		dlclose(library);
	return ok;
}

bool font_library_load(struct font_library *l, struct diags *d)
{
	return load(l, d, FONT_LIBRARY_FONTCONFIG, fontconfig,
		    sizeof(fontconfig) / sizeof(*fontconfig)) &&
	       load(l, d, FONT_LIBRARY_GLIB, glib, sizeof(glib) / sizeof(*glib));
}
