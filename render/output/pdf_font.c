#include "output/pdf_font.h"

#include "output/pdf_text.h"

#include <stdlib.h>

#define NAME_LENGTH 100    /* of a PostScript name; libharu cuts names at 127 */
#define DEFAULT_WIDTH 1000 /* a Han character: 1 em */
#define SYMBOLIC 4         /* descriptor flag: codes are the font's own */
#define BLOCK 100          /* most entries that a beginbfchar may have */

/* Where the face has no say: nothing reads these when the font is embedded. */
#define CAP_HEIGHT 733
#define STEM_WIDTH 80

struct embedding {
	struct pdf *pdf;
	struct pdf_glyph *glyph; /* of the face, ascending by glyph id */
	size_t nglyph;
	struct font_face_facts facts;
	struct font_subset subset;
	const struct pdf_glyph **by_code; /* ascending by code */
	const char *name;                 /* ABCDEF+PostScriptName; whole: without the letters */
};

static int by_code(const void *a, const void *b)
{
	const struct pdf_glyph *const *x = a, *const *y = b;

	return (int)(*x)->code - (int)(*y)->code;
}

/*
 * Six letters made from face and glyphs, so that all subsets have different names. A whole
 * font has its own name.
 */
static const char *font_name(const struct embedding *e)
{
	struct buf name = { .arena = e->pdf->arena };
	struct str face = e->facts.ps_name.n > 0 ? e->facts.ps_name : e->facts.id;
	uint64_t hash = 0xCBF29CE484222325 + e->glyph->face; /* FNV-1a */

	for (size_t i = 0; i < e->nglyph; i++)
		hash = (hash ^ e->glyph[i].gid) * 0x100000001B3;
	for (int i = 0; i < 6 && !e->subset.is_whole; i++) {
		buf_char(&name, (char)('A' + hash % 26));
		hash /= 26;
	}
	if (!e->subset.is_whole)
		buf_char(&name, '+');
	buf_str(&name, str_sub(face, 0, NAME_LENGTH));
	return name.s;
}

/* /W: runs of following codes; a Han character has the default width and is left out. */
static struct str width_array(const struct embedding *e)
{
	struct buf w = { .arena = e->pdf->arena };
	uint32_t next = 0;

	buf_z(&w, "/W [");
	for (size_t i = 0; i < e->nglyph; i++) {
		const struct pdf_glyph *glyph = e->by_code[i];

		if (glyph->width == DEFAULT_WIDTH)
			continue;
		if (glyph->code != next) {
			buf_z(&w, next == 0 ? "" : "] ");
			pdf_text_int(&w, glyph->code);
			buf_char(&w, '[');
		}
		if (glyph->code == next)
			buf_char(&w, ' ');
		pdf_text_int(&w, glyph->width);
		next = glyph->code + 1u;
	}
	buf_z(&w, next == 0 ? "]\n" : "]]\n");
	return buf_text(&w);
}

/* For TrueType the code is the old glyph id: this maps it to the one in the subset. */
static struct str gid_map(const struct embedding *e)
{
	size_t n = e->by_code[e->nglyph - 1]->code + (size_t)1;
	char *map = arena_array(e->pdf->arena, n, 2);

	for (size_t i = 0; i < e->nglyph; i++) {
		uint32_t code = e->glyph[i].code, gid = e->subset.new_gid[i];

		map[2 * code] = (char)(gid >> 8);
		map[2 * code + 1] = (char)(gid & 0xFF);
	}
	return (struct str){ map, 2 * n };
}

static void put_block(struct buf *cmap, const struct pdf_glyph *const *glyph, size_t n)
{
	pdf_text_int(cmap, (int64_t)n);
	buf_z(cmap, " beginbfchar\n");
	for (size_t i = 0; i < n; i++) {
		buf_char(cmap, '<');
		pdf_text_hex16(cmap, glyph[i]->code);
		buf_z(cmap, "><");
		pdf_text_utf16(cmap, glyph[i]->text);
		buf_z(cmap, ">\n");
	}
	buf_z(cmap, "endbfchar\n");
}

static struct str unicode_map(const struct embedding *e)
{
	struct buf cmap = { .arena = e->pdf->arena };

	buf_z(&cmap, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		     "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
		     "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
		     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < e->nglyph; i += BLOCK) {
		size_t left = e->nglyph - i;

		put_block(&cmap, e->by_code + i, left < BLOCK ? left : BLOCK);
	}
	buf_z(&cmap, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	return buf_text(&cmap);
}

/* A bit for every code of the subset, code 0 (which all fonts have) in the highest one. */
static struct str cid_set(const struct embedding *e)
{
	size_t n = e->by_code[e->nglyph - 1]->code / 8 + (size_t)1;
	unsigned char *set = arena_array(e->pdf->arena, n, 1);

	set[0] = 0x80;
	for (size_t i = 0; i < e->nglyph; i++)
		set[e->glyph[i].code / 8] |= (unsigned char)(0x80 >> e->glyph[i].code % 8);
	return (struct str){ (const char *)set, n };
}

static HPDF_Dict put_descriptor(const struct embedding *e)
{
	struct pdf *p = e->pdf;
	enum pdf_packing packing = e->subset.is_cff ? PDF_OUTLINES : PDF_DEFLATED;
	HPDF_Dict d = pdf_object(p), program = pdf_stream(p, e->subset.program, packing);
	HPDF_Array box = pdf_array(p);

	if (e->subset.is_cff)
		pdf_set_name(p, program, "Subtype", "CIDFontType0C");
	else
		pdf_set_int(p, program, "Length1", (int64_t)e->subset.program.n);
	pdf_set_name(p, d, "Type", "FontDescriptor");
	pdf_set_name(p, d, "FontName", e->name);
	pdf_set_int(p, d, "Flags", SYMBOLIC);
	for (int i = 0; i < 4; i++)
		pdf_add_int(p, box, e->facts.bbox[i]);
	pdf_set(p, d, "FontBBox", box);
	pdf_set_int(p, d, "ItalicAngle", 0);
	pdf_set_int(p, d, "Ascent", e->facts.ascent);
	pdf_set_int(p, d, "Descent", e->facts.descent);
	pdf_set_int(p, d, "CapHeight", CAP_HEIGHT);
	pdf_set_int(p, d, "StemV", STEM_WIDTH);
	pdf_set(p, d, e->subset.is_cff ? "FontFile3" : "FontFile2", program);
	if (p->standard->has_cid_sets && !e->subset.is_whole)
		pdf_set(p, d, "CIDSet", pdf_stream(p, cid_set(e), PDF_DEFLATED));
	return d;
}

static HPDF_Dict put_cid_font(const struct embedding *e)
{
	struct pdf *p = e->pdf;
	HPDF_Dict d = pdf_object(p), system = pdf_dict(p);

	pdf_set(p, system, "Registry", pdf_ascii(p, "Adobe"));
	pdf_set(p, system, "Ordering", pdf_ascii(p, "Identity"));
	pdf_set_int(p, system, "Supplement", 0);
	pdf_set(p, d, "CIDSystemInfo", system);
	pdf_set_name(p, d, "Type", "Font");
	pdf_set_name(p, d, "Subtype", e->subset.is_cff ? "CIDFontType0" : "CIDFontType2");
	pdf_set_name(p, d, "BaseFont", e->name);
	pdf_set(p, d, "FontDescriptor", put_descriptor(e));
	pdf_set_int(p, d, "DW", DEFAULT_WIDTH);
	pdf_set_tail(p, d, width_array(e));
	if (!e->subset.is_cff)
		pdf_set(p, d, "CIDToGIDMap", pdf_stream(p, gid_map(e), PDF_DEFLATED));
	return d;
}

static HPDF_Dict put_font(const struct embedding *e)
{
	struct pdf *p = e->pdf;
	HPDF_Dict d = pdf_object(p);
	HPDF_Array descendants = pdf_array(p);

	pdf_add(p, descendants, put_cid_font(e));
	pdf_set_name(p, d, "Type", "Font");
	pdf_set_name(p, d, "Subtype", "Type0");
	pdf_set_name(p, d, "BaseFont", e->name);
	pdf_set_name(p, d, "Encoding", "Identity-H");
	pdf_set(p, d, "DescendantFonts", descendants);
	pdf_set(p, d, "ToUnicode", pdf_stream(p, unicode_map(e), PDF_DEFLATED));
	return d;
}

/* Codes and widths of the subset, and the glyphs in order of their codes. */
static void take_codes(struct embedding *e)
{
	e->by_code = arena_array(e->pdf->arena, e->nglyph, sizeof(*e->by_code));
	for (size_t i = 0; i < e->nglyph; i++) {
		e->glyph[i].code = e->subset.code[i];
		e->glyph[i].width = e->subset.width[i];
		e->by_code[i] = &e->glyph[i];
	}
	qsort(e->by_code, e->nglyph, sizeof(*e->by_code), by_code);
}

static HPDF_Dict embed_face(struct embedding *e, struct diags *d, struct font_set *fonts)
{
	struct arena *a = e->pdf->arena;
	uint16_t face = e->glyph->face;
	uint32_t *gid = arena_array(a, e->nglyph, sizeof(*gid));

	for (size_t i = 0; i < e->nglyph; i++)
		gid[i] = e->glyph[i].gid;
	if (!font_subset(fonts, d, a, face, gid, e->nglyph, &e->subset))
		return NULL;
	e->facts = font_face_facts(fonts, face);
	e->name = font_name(e);
	take_codes(e);
	return put_font(e);
}

static size_t face_end(const struct pdf_glyphs *glyphs, size_t i)
{
	uint16_t face = glyphs->glyph[i].face;

	while (i < glyphs->nglyph && glyphs->glyph[i].face == face)
		i++;
	return i;
}

HPDF_Dict pdf_font_embed(struct pdf *p, struct diags *d, struct font_set *fonts,
			 struct pdf_glyphs *glyphs)
{
	HPDF_Dict resources = pdf_object(p), names = pdf_dict(p);
	bool is_whole = true;

	for (size_t i = 0, end; i < glyphs->nglyph && is_whole; i = end) {
		struct embedding e = { .pdf = p, .glyph = &glyphs->glyph[i] };
		struct buf name = { .arena = p->arena };
		HPDF_Dict font;

		end = face_end(glyphs, i);
		e.nglyph = end - i;
		buf_char(&name, 'F');
		pdf_text_int(&name, e.glyph->face);
		font = embed_face(&e, d, fonts);
		is_whole = font != NULL;
		glyphs->stroke[e.glyph->face] = e.facts.stroke;
		if (is_whole)
			pdf_set(p, names, name.s, font);
	}
	pdf_set(p, resources, "Font", names);
	return is_whole ? resources : NULL;
}
