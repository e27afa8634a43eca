#include "cli/command.h"

#include "base/file.h"
#include "type/font.h"

/* role, place in its chain, PostScript name, file#index: what every line begins with. */
static void put_face(struct buf *out, const struct font_set *fonts, const struct font_role *role,
		     size_t place)
{
	const uint16_t *face;
	size_t nface = font_role_chain(role, &face);
	struct str id = font_role_id(role);
	struct font_face_facts f;

	buf_printf(out, "%.*s\t", (int)id.n, id.s);
	if (place == nface) {
		buf_z(out, "-\t-\t-");
		return;
	}
	f = font_face_facts(fonts, face[place]);
	buf_printf(out, "%zu\t%.*s\t%s#%u", place + 1, (int)f.ps_name.n, f.ps_name.s, f.path,
		   (unsigned)f.index);
}

static void list_role(struct buf *out, const struct font_set *fonts, const struct font_role *role)
{
	const uint16_t *face;
	size_t nface = font_role_chain(role, &face);

	for (size_t i = 0; i < nface; i++) {
		put_face(out, fonts, role, i);
		buf_char(out, '\n');
	}
}

static void list_all(struct arena *a, struct diags *d, struct engine *n)
{
	struct font_set *fonts = engine_fonts(n, d, NULL);
	struct buf out = { .arena = a };

	if (!fonts || !font_check_all(fonts, d))
		return;
	for (size_t i = 0; i < font_role_count(fonts); i++)
		list_role(&out, fonts, font_role_at(fonts, i));
	file_write(a, d, "-", buf_text(&out));
}

/* Does this place only stand in: is there a face for all characters before it? */
static bool stands_in(const struct font_set *fonts, const struct font_role *role, size_t place)
{
	const uint16_t *face;
	size_t nface = font_role_chain(role, &face);

	for (size_t i = 0; i < place && i < nface; i++)
		if (!font_face_facts(fonts, face[i]).latin_only)
			return true;
	return false;
}

/* The characters of one face, or of none: how many, and, where it stands in, which. */
static void put_characters(struct buf *out, const struct font_use *use, size_t n, bool which)
{
	buf_printf(out, "\t%zu\t", n);
	if (!which)
		buf_char(out, '-');
	for (size_t i = 0; i < n && which; i++) {
		buf_z(out, i ? " " : "");
		if (use[i].c > ' ')
			buf_utf8(out, use[i].c);
		buf_printf(out, "U+%04X", (unsigned)use[i].c);
	}
	buf_char(out, '\n');
}

static void list_uses(struct arena *a, struct buf *out, const struct font_set *fonts,
		      const struct font_role *role)
{
	struct font_use *use;
	size_t n = font_role_uses(role, a, &use);

	for (size_t i = 0, end; i < n; i = end) {
		end = i;
		while (end < n && use[end].place == use[i].place)
			end++;
		put_face(out, fonts, role, use[i].place);
		put_characters(out, use + i, end - i, stands_in(fonts, role, use[i].place));
	}
}

/* Compose the report, then ask the roles what was set in them. */
static int list_for(struct arena *a, struct diags *d, struct engine *n, const struct options *o)
{
	struct engine_output result;
	int status = engine_render(n, o->fonts_for, &result);
	struct diags unsaid = { .arena = a }; /* what is wrong with the fonts was said with the rest */
	struct font_set *fonts = engine_fonts(n, &unsaid, o->fonts_for);
	struct buf out = { .arena = a };

	for (size_t i = 0; fonts && i < font_role_count(fonts); i++)
		list_uses(a, &out, fonts, font_role_at(fonts, i));
	command_say(result.arena, result.diags, o);
	engine_release(&result);
	if (out.n > 0)
		file_write(a, d, "-", buf_text(&out));
	return status;
}

int command_fonts(struct arena *a, const struct options *o)
{
	struct diags d = { .arena = a };
	struct engine *n = command_open(o);
	int status = 0;

	if (o->fonts_for)
		status = list_for(a, &d, n, o);
	else
		list_all(a, &d, n);
	command_say(a, &d, o);
	engine_close(n);
	return status > diag_status(&d) ? status : diag_status(&d);
}
