/*
 * What finds an installed font by its name: fontconfig, and glib for comparing names (NFKC and
 * case folding). Loaded when a user's fonts file names a family, never on a plain render: reading
 * the fontconfig of a machine costs more than a short report.
 *
 * Functions are members of one struct, under their own names; the lists are checked against the
 * libraries' headers when they are compiled.
 */
#ifndef NIANBAO_TYPE_FONT_LIBRARY_H
#define NIANBAO_TYPE_FONT_LIBRARY_H

#include "base/diag.h"

#include <fontconfig/fontconfig.h>
#include <glib.h>

#undef g_free /* a macro in later releases */

/* Both have kept these names since 2002. */
#define FONT_LIBRARY_FONTCONFIG "libfontconfig.so.1"
#define FONT_LIBRARY_GLIB "libglib-2.0.so.0"

#define FONT_LIBRARY_FONTCONFIG_FUNCTIONS(F)                                                   \
	F(FcConfig *, FcInitLoadConfigAndFonts, (void))                                        \
	F(void, FcConfigDestroy, (FcConfig *))                                                 \
	F(FcPattern *, FcPatternCreate, (void))                                                \
	F(void, FcPatternDestroy, (FcPattern *))                                               \
	F(FcBool, FcPatternAddBool, (FcPattern *, const char *object, FcBool))                 \
	F(FcResult, FcPatternGetString,                                                        \
	  (const FcPattern *, const char *object, int n, FcChar8 **))                          \
	F(FcResult, FcPatternGetInteger,                                                       \
	  (const FcPattern *, const char *object, int n, int *))                               \
	F(FcObjectSet *, FcObjectSetCreate, (void))                                            \
	F(FcBool, FcObjectSetAdd, (FcObjectSet *, const char *object))                         \
	F(void, FcObjectSetDestroy, (FcObjectSet *))                                           \
	F(FcFontSet *, FcFontList, (FcConfig *, FcPattern *, FcObjectSet *))                   \
	F(void, FcFontSetDestroy, (FcFontSet *))

#define FONT_LIBRARY_GLIB_FUNCTIONS(F)                                                         \
	F(gchar *, g_utf8_normalize, (const gchar *, gssize, GNormalizeMode))                  \
	F(gchar *, g_utf8_casefold, (const gchar *, gssize))                                   \
	F(void, g_free, (gpointer))

struct font_library {
#define F(type, name, args) type(*name) args;
	FONT_LIBRARY_FONTCONFIG_FUNCTIONS(F)
	FONT_LIBRARY_GLIB_FUNCTIONS(F)
#undef F
};

/* Load both; they stay until the program ends. False after F921 was put. */
bool font_library_load(struct font_library *l, struct diags *d);

#endif
