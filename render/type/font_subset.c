/* MAP_ANONYMOUS is not in POSIX. */
#define _DEFAULT_SOURCE
#include "type/font_private.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include <hb-subset.h>
#include <sys/mman.h>

#include "type/cff.h"

#define SUBSET_ROOM ((size_t)16 << 20)

/*
 * Codes of the glyphs in Identity-H. A CID-keyed CFF keeps its CIDs through subsetting, and those
 * are not always the glyph ids (Adobe-GB1 fonts differ): ask FreeType. Otherwise code = glyph id,
 * in a subset of CFF keyed by name the new one.
 * Returns -1 on failure, else whether the face is CID-keyed.
 */
static int read_codes(const struct face *f, const uint32_t *gid, size_t n, uint16_t *code)
{
	FT_Library library;
	FT_Face face;
	FT_Bool keyed = 0;
	bool failed;

	for (size_t i = 0; i < n; i++)
		code[i] = (uint16_t)gid[i];
	if (!f->is_cff)
		return 0;
	if (FT_Init_FreeType(&library))
		return -1;
	failed = FT_New_Face(library, f->path, (FT_Long)f->index, &face) != 0;
	if (!failed) {
		failed = FT_Get_CID_Is_Internally_CID_Keyed(face, &keyed) != 0;
		for (size_t i = 0; keyed && !failed && i < n; i++) {
			FT_UInt cid = 0;

			failed = FT_Get_CID_From_Glyph_Index(face, gid[i], &cid) != 0;
			code[i] = (uint16_t)cid;
		}
		FT_Done_Face(face);
	}
	FT_Done_FreeType(library);
	return failed ? -1 : keyed;
}

/*
 * A face with nothing but what an embedded font needs: hb-subset then has no layout tables to
 * close over and none to copy.
 */
static hb_face_t *slim_face(const struct face *f)
{
	static const hb_tag_t keep[] = {
		HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
		HB_TAG('m', 'a', 'x', 'p'), HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'),
		HB_TAG('l', 'o', 'c', 'a'),
	};
	hb_face_t *slim = hb_face_builder_create();

	for (size_t i = 0; i < sizeof keep / sizeof *keep; i++) {
		hb_blob_t *table = hb_face_reference_table(f->hb, keep[i]);

		if (hb_blob_get_length(table))
			hb_face_builder_add_table(slim, keep[i], table);
		hb_blob_destroy(table);
	}
	return slim;
}

static hb_subset_input_t *subset_input(bool is_cff, const uint32_t *gid, size_t n)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;

	if (!in)
		return NULL;
	for (size_t i = 0; i < n; i++)
		hb_set_add(hb_subset_input_glyph_set(in), gid[i]);
	if (is_cff)
		flags |= HB_SUBSET_FLAGS_DESUBROUTINIZE; /* smaller once deflated, and faster */
	hb_subset_input_set_flags(in, flags);
	return in;
}

static void free_blob(void *blob)
{
	hb_blob_destroy(blob);
}

static struct str copy_blob(struct arena *a, hb_blob_t *blob)
{
	struct arena_deferred *opened = arena_defer(a, free_blob, blob);
	unsigned n;
	const char *p = hb_blob_get_data(blob, &n);
	struct str s = str_copy(a, (struct str){ p, n });

	arena_free(opened);
	return s;
}

/*
 * HarfBuzz 6.0.0 frees what it did not get when hb_subset_plan_create_or_fail runs out of memory:
 * ask for more than it takes first.
 */
static bool has_room(void)
{
	void *room = mmap(NULL, SUBSET_ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			  -1, 0);

	if (room == MAP_FAILED)
		return false;
	munmap(room, SUBSET_ROOM);
	return true;
}

static bool run_subset(const struct face *f, struct arena *a, const uint32_t *gid, size_t n,
		       struct font_subset *out)
{
	uint16_t *new_gid = arena_array(a, n, sizeof *new_gid);
	hb_face_t *slim, *sub = NULL;
	hb_subset_input_t *in;
	hb_subset_plan_t *plan;
	hb_blob_t *program = NULL;

	if (!has_room())
		return false;
	slim = slim_face(f);
	in = subset_input(f->is_cff, gid, n);
	plan = in ? hb_subset_plan_create_or_fail(slim, in) : NULL;

	if (plan) {
		const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);

		for (size_t i = 0; i < n; i++)
			new_gid[i] = (uint16_t)hb_map_get(map, gid[i]);
		sub = hb_subset_plan_execute_or_fail(plan);
	}
	if (sub)
		program = f->is_cff ? hb_face_reference_table(sub, HB_TAG('C', 'F', 'F', ' '))
				    : hb_face_reference_blob(sub);
	hb_face_destroy(sub);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(in);
	hb_face_destroy(slim);
	if (!program)
		return false;
	out->program = copy_blob(a, program);
	out->new_gid = new_gid;
	return out->program.n > 0;
}

/* The face for the short way, opened when it is first needed. */
static struct cff_face *cff_of(struct font_set *fonts, struct face *f)
{
	unsigned length;
	const char *table;

	if (f->is_cff && !f->cff_table) {
		f->cff_table = hb_face_reference_table(f->hb, HB_TAG('C', 'F', 'F', ' '));
		table = hb_blob_get_data(f->cff_table, &length);
		f->cff = cff_open(fonts->arena, (struct str){ table, length });
	}
	return f->cff;
}

/* The short way, for CID-keyed CFF: a third of the time that HarfBuzz takes, and smaller. */
static bool run_cff_subset(struct font_set *fonts, struct face *f, struct arena *a,
			   const uint32_t *gid, size_t n, struct str *program, uint16_t *code)
{
	struct cff_face *cff = cff_of(fonts, f);
	struct arena_mark mark = arena_mark(a);
	bool ok = cff && cff_subset(cff, a, gid, n, program, code);

	if (!ok)
		arena_rewind(a, mark);
	return ok;
}

/* What else there is, by HarfBuzz. */
static bool run_any_subset(const struct face *f, struct arena *a, const uint32_t *gid, size_t n,
			   struct font_subset *out, uint16_t *code)
{
	int keyed = read_codes(f, gid, n, code);

	if (keyed < 0 || !run_subset(f, a, gid, n, out))
		return false;
	for (size_t i = 0; i < n && f->is_cff && !keyed; i++)
		code[i] = out->new_gid[i];
	return true;
}

/* The face as it is: its file, or its tables out of a collection. */
static hb_blob_t *whole_file(const struct face *f)
{
	hb_face_t *one;
	hb_blob_t *file = hb_face_reference_blob(f->hb);
	hb_tag_t tag[64];
	unsigned n = sizeof tag / sizeof *tag, length;
	const char *bytes = hb_blob_get_data(file, &length);

	if (length < 4 || !str_is((struct str){ bytes, 4 }, "ttcf"))
		return file;
	hb_blob_destroy(file);
	one = hb_face_builder_create();
	hb_face_get_table_tags(f->hb, 0, &n, tag);
	for (unsigned i = 0; i < n; i++) {
		hb_blob_t *table = hb_face_reference_table(f->hb, tag[i]);

		hb_face_builder_add_table(one, tag[i], table);
		hb_blob_destroy(table);
	}
	file = hb_face_reference_blob(one);
	hb_face_destroy(one);
	return file;
}

/* All glyphs, since the maker forbids less; glyph ids stay. */
static bool take_whole(const struct face *f, struct arena *a, const uint32_t *gid, size_t n,
		       struct font_subset *out, uint16_t *code)
{
	uint16_t *same = arena_array(a, n, sizeof *same);

	for (size_t i = 0; i < n; i++)
		same[i] = (uint16_t)gid[i];
	out->is_whole = true;
	out->new_gid = same;
	out->program = copy_blob(a, f->is_cff ? hb_face_reference_table(
							 f->hb, HB_TAG('C', 'F', 'F', ' '))
					      : whole_file(f));
	return out->program.n > 0 && read_codes(f, gid, n, code) >= 0;
}

static bool make_program(struct font_set *fonts, struct face *f, struct arena *a,
			 const uint32_t *gid, size_t n, struct font_subset *out, uint16_t *code)
{
	if (f->is_whole)
		return take_whole(f, a, gid, n, out, code);
	return run_cff_subset(fonts, f, a, gid, n, &out->program, code) ||
	       run_any_subset(f, a, gid, n, out, code);
}

bool font_subset(struct font_set *fonts, struct diags *d, struct arena *a, uint16_t face,
		 const uint32_t *gid, size_t n, struct font_subset *out)
{
	struct face *f = font_face(fonts, face);
	uint16_t *code = arena_array(a, n, sizeof *code);
	uint16_t *width = arena_array(a, n, sizeof *width);

	if (!f)
		return false;
	*out = (struct font_subset){ .is_cff = f->is_cff, .code = code, .width = width };
	face_watch();
	if (!make_program(fonts, f, a, gid, n, out, code) || face_starved(f)) {
		DIAG_PUT(d, FONT_EMBED, ((struct at){ 0 }), str_from(f->path));
		return false;
	}
	for (size_t i = 0; i < n; i++)
		width[i] = (uint16_t)emu_scale(face_advance(f, gid[i]), 1000,
					       (int64_t)f->spec->scale);
	return true;
}
