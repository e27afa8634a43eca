/* From a layout's style to a paragraph's specification. */
#ifndef NIANBAO_PAGE_STYLE_PARA_H
#define NIANBAO_PAGE_STYLE_PARA_H

#include "input/layout.h"
#include "type/para.h"

/*
 * The specification of text in `style` within `width`. A style whose size is that of the page's
 * character grid (GB/T 9704: 28 a line) is set on the grid, others at their own size. An unknown
 * role is diagnosed (E502) at the style's line in `layout_file`; false then.
 */
bool style_para(struct diags *d, const struct layout *l, const struct style *style, emu width,
		struct font_set *fonts, struct para_spec *out);

/* Baseline distance of `style`: its own, or one and a quarter of `size`. */
emu style_pitch(const struct style *style, emu size);

/* Type size of `style` when `less` is taken from it, down to its floor. */
emu style_size(const struct style *style, emu less);

/* em box above the baseline at `size`. */
emu style_ascent(emu size);

#endif
