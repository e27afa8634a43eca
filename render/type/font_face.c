#include "type/font_face.h"

#include <errno.h>
#include <hb-ot.h>
#include <string.h>

static void put_open_error(struct face *f, struct diags *d, const char *why)
{
	if (f->spec->is_users)
		DIAG_PUT(d, FONT_USERS, ((struct at){ f->users_file, f->spec->line }),
			 str_from(f->path), str_from(why));
	else
		DIAG_PUT(d, FONT_OPEN, ((struct at){ 0 }), str_from(f->path), str_from(why));
	f->failed = true;
}

void face_watch(void)
{
	errno = 0;
}

bool face_starved(const struct face *f)
{
	if (errno != ENOMEM)
		return false;
	DIAG_PUT0(f->diags, MEMORY, ((struct at){ 0 }));
	return true;
}

static void read_features(struct face *f)
{
	struct str rest = f->spec->features;

	while (rest.n && f->nfeature < FACE_MAX_FEATURE) {
		size_t comma = str_find(rest, STR(","));
		struct str one = str_sub(rest, 0, comma);

		if (hb_feature_from_string(one.s, (int)one.n, &f->feature[f->nfeature]))
			f->nfeature++;
		rest = comma == (size_t)-1 ? STR("") : str_sub(rest, comma + 1, rest.n);
	}
}

static void read_ps_name(struct face *f, struct arena *a)
{
	char name[128];
	unsigned n = sizeof name;

	hb_ot_name_get_utf8(f->hb, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &n, name);
	/* A PostScript name is printable ASCII without delimiters; drop what a PDF name can't hold. */
	struct buf b = { .arena = a };
	for (const char *p = name; *p; p++)
		if (*p > ' ' && *p < 0x7F && !strchr("()<>[]{}/%#", *p))
			buf_char(&b, *p);
	f->ps_name = b.n ? buf_text(&b) : f->spec->id;
}

static void sort(q16 *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k && v[k - 1] > v[k]; k--) {
			q16 t = v[k];
			v[k] = v[k - 1];
			v[k - 1] = t;
		}
}

/* The centres of the glyphs that these characters have; how many there are. */
static size_t measure_centres(struct face *f, const uint32_t *c, size_t n, q16 *centre)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		hb_glyph_extents_t e;
		uint32_t gid;
		bool has;

		if (!face_glyph(f, c[i], &gid))
			continue;
		face_watch();
		has = hb_font_get_glyph_extents(f->font, gid, &e);
		if (!face_starved(f) && has)
			centre[found++] = e.y_bearing + e.height / 2;
	}
	return found;
}

/*
 * How far to raise the face so that its Han characters stand centred like everyone's: the
 * median centre of eight box-shaped characters, or of some in Extension B for a face that has
 * none of the usual. Font tables are silent or wrong about it.
 */
static q16 measure_rise(struct face *f)
{
	static const uint32_t box[] = { 0x56FD, 0x65E5, 0x7530, 0x4E2D,
					0x53E3, 0x56DE, 0x76EE, 0x7531 }; /* 国日田中口回目由 */
	static const uint32_t rare[] = { 0x20541, 0x211A0, 0x211A8, 0x211C0,
					 0x21212, 0x24C14, 0x24C20 };
	q16 centre[sizeof box / sizeof *box];
	size_t n;

	if (f->spec->latin_only)
		return 0;
	n = measure_centres(f, box, sizeof box / sizeof *box, centre);
	if (!n)
		n = measure_centres(f, rare, sizeof rare / sizeof *rare, centre);
	if (!n)
		return 0;
	sort(centre, n);
	return HAN_CENTRE_Q - centre[n / 2];
}

static bool has_table(hb_face_t *face, const char *tag)
{
	hb_blob_t *b = hb_face_reference_table(face, hb_tag_from_string(tag, 4));
	bool found = hb_blob_get_length(b) > 0;

	hb_blob_destroy(b);
	return found;
}

bool face_open(struct face *f, struct arena *a, struct diags *d)
{
	if (f->opened || f->failed)
		return f->opened;
	face_watch();
	f->blob = hb_blob_create_from_file_or_fail(f->path);
	if (!f->blob) {
		put_open_error(f, d, errno ? strerror(errno) : "cannot be mapped");
		return false;
	}
	if (f->index && f->index >= hb_face_count(f->blob)) {
		put_open_error(f, d, "no face of this index is in it");
		return false;
	}
	f->hb = hb_face_create(f->blob, f->index);
	f->font = hb_font_create(f->hb);
	f->buffer = hb_buffer_create();
	f->is_cff = has_table(f->hb, "CFF ");
	if (!hb_face_get_glyph_count(f->hb) || !has_table(f->hb, "cmap") ||
	    (!f->is_cff && !has_table(f->hb, "glyf")) ||
	    !hb_buffer_allocation_successful(f->buffer)) {
		put_open_error(f, d,
			       errno == ENOMEM
				       ? strerror(errno)
				       : "not an OpenType font with CFF or TrueType outlines");
		return false;
	}
	if (face_starved(f)) {
		put_open_error(f, d, strerror(errno));
		return false;
	}
	hb_font_set_scale(f->font, (int)f->spec->scale, (int)f->spec->scale);
	read_features(f);
	face_watch(); /* reading a feature clears errno */
	read_ps_name(f, a);
	face_starved(f);
	f->opened = true;
	f->rise = measure_rise(f);
	return true;
}

void face_close(struct face *f)
{
	hb_buffer_destroy(f->buffer);
	hb_font_destroy(f->font);
	hb_face_destroy(f->hb);
	hb_blob_destroy(f->cff_table);
	hb_blob_destroy(f->blob);
	f->cff_table = NULL;
	f->cff = NULL;
	f->buffer = NULL;
	f->font = NULL;
	f->hb = NULL;
	f->blob = NULL;
	f->opened = false;
}

bool face_glyph(struct face *f, uint32_t c, uint32_t *gid)
{
	hb_codepoint_t g;
	bool has;

	face_watch();
	has = hb_font_get_nominal_glyph(f->font, c, &g) && g;
	if (face_starved(f) || !has)
		return false;
	*gid = g;
	return true;
}

q16 face_advance(struct face *f, uint32_t gid)
{
	q16 advance;

	face_watch();
	advance = hb_font_get_glyph_h_advance(f->font, gid);
	face_starved(f);
	return advance;
}

bool face_ink(struct face *f, uint32_t gid, q16 *from, q16 *to)
{
	hb_glyph_extents_t e;
	bool has;

	face_watch();
	has = hb_font_get_glyph_extents(f->font, gid, &e) && (e.width || e.height);
	if (face_starved(f) || !has)
		return false;
	*from = e.x_bearing;
	*to = e.x_bearing + e.width;
	return true;
}

size_t face_shape(struct face *f, struct arena *a, const uint32_t *c, size_t n, const char *more,
		  struct face_glyph **out)
{
	hb_feature_t feature[FACE_MAX_FEATURE + 1];
	unsigned nfeature = f->nfeature, nglyph;
	hb_glyph_info_t *info;
	hb_glyph_position_t *pos;

	face_watch();
	memcpy(feature, f->feature, sizeof f->feature);
	if (more && hb_feature_from_string(more, -1, &feature[nfeature]))
		nfeature++;
	hb_buffer_clear_contents(f->buffer);
	hb_buffer_add_codepoints(f->buffer, c, (int)n, 0, (int)n);
	hb_buffer_set_direction(f->buffer, HB_DIRECTION_LTR);
	hb_buffer_set_language(f->buffer, hb_language_from_string("zh-Hans", -1));
	hb_buffer_guess_segment_properties(f->buffer);
	hb_buffer_set_cluster_level(f->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hb_shape(f->font, f->buffer, feature, nfeature);
	if (face_starved(f) || !hb_buffer_allocation_successful(f->buffer))
		return 0;
	info = hb_buffer_get_glyph_infos(f->buffer, &nglyph);
	pos = hb_buffer_get_glyph_positions(f->buffer, &nglyph);
	*out = arena_array(a, nglyph, sizeof **out);
	for (unsigned i = 0; i < nglyph; i++)
		(*out)[i] = (struct face_glyph){ info[i].codepoint, info[i].cluster,
						 pos[i].x_advance, pos[i].x_offset,
						 pos[i].y_offset };
	return nglyph;
}
