#include "page/style_para.h"

static bool on_character_grid(const struct layout *l, const struct style *style)
{
	emu cell = l->page.text_width / l->page.columns, off = style->size - cell;

	return !style->pitch && off < cell / 32 && off > -cell / 32;
}

static struct font_role *find_role(struct diags *d, const struct layout *l,
				   const struct style *style, struct str id,
				   struct font_set *fonts)
{
	struct font_role *role = font_role_find(fonts, id);

	if (!role)
		DIAG_PUT(d, ROLE_UNKNOWN, ((struct at){ l->file, style->line }), id);
	return role;
}

bool style_para(struct diags *d, const struct layout *l, const struct style *style, emu width,
		struct font_set *fonts, struct para_spec *out)
{
	static const enum para_align align[] = {
		[ALIGN_LEFT] = PARA_LEFT,
		[ALIGN_CENTER] = PARA_CENTER,
		[ALIGN_RIGHT] = PARA_RIGHT,
		[ALIGN_JUSTIFY] = PARA_JUSTIFY,
	};
	static const enum break_level level[] = {
		[KINSOKU_GB] = LEVEL_GB,
		[KINSOKU_BASIC] = LEVEL_BASIC,
		[KINSOKU_STRICT] = LEVEL_STRICT,
	};
	bool grid = on_character_grid(l, style);

	*out = (struct para_spec){
		.role = find_role(d, l, style, style->role, fonts),
		.size = style->size,
		.em = grid ? l->page.text_width : style->size,
		.em_parts = grid ? l->page.columns : 1,
		.width = width,
		.indent = style->indent,
		.hang = style->hang,
		.right = style->right,
		.align = align[style->align],
		.level = level[l->page.level],
		.balance = style->balance,
		.one_line = style->nowrap,
		.upright = style->dir == DIR_UPRIGHT,
	};
	out->strong = style->strong.n ? find_role(d, l, style, style->strong, fonts) : out->role;
	return out->role && out->strong;
}

emu style_size(const struct style *style, emu less)
{
	emu floor = style->floor && style->floor < style->size ? style->floor : style->size;

	return style->size - less > floor ? style->size - less : floor;
}

emu style_pitch(const struct style *style, emu size)
{
	return style->pitch ? (emu)emu_scale(style->pitch, size, style->size) : size * 5 / 4;
}

emu style_ascent(emu size)
{
	return (emu)emu_scale(size, EM_ASCENT_Q, Q_EM);
}
