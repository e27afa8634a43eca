#include "input/pdf_library.h"

#include <dlfcn.h>
#include <string.h>

/* Declared again: a function whose type is not that of qpdf-c.h does not compile. */
#define F(type, name, args) type qpdf_##name args;
PDF_LIBRARY_FUNCTIONS(F)
#undef F

static const struct {
	const char *name;
	size_t at; /* in struct pdf_library */
} functions[] = {
#define F(type, name, args) { "qpdf_" #name, offsetof(struct pdf_library, name) },
	PDF_LIBRARY_FUNCTIONS(F)
#undef F
};

static bool put_missing(struct diags *d)
{
	DIAG_PUT(d, PDF_LIBRARY, ((struct at){ 0 }), STR(NIANBAO_QPDF), str_from(dlerror()));
	return false;
}

bool pdf_library_load(struct pdf_library *q, struct diags *d)
{
	/* NODELETE: the next PDF finds it loaded, without a handle that somebody would keep. */
	void *library = dlopen(NIANBAO_QPDF, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
	bool ok = library != NULL;

	for (size_t i = 0; ok && i < sizeof(functions) / sizeof(*functions); i++) {
		void *function = dlsym(library, functions[i].name);

		ok = function != NULL;
		memcpy((char *)q + functions[i].at, &function, sizeof(function));
	}
	if (!ok)
		put_missing(d);
	if (library)
		dlclose(library);
	return ok;
}
