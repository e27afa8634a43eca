/* Text set into lines: shaping, breaks, the sums of widths. The first bytes are the settings. */
#include "fuzz.h"

#include "base/utf8.h"
#include "type/para.h"

#define HEAD 4

int LLVMFuzzerTestOneInput(const uint8_t *byte, size_t n)
{
	struct font_set *fonts = fuzz_fonts();
	struct arena *a = fuzz_arena();
	struct diags d = { .arena = a };
	struct font_role *role = font_role_find(fonts, STR("body"));
	struct para_spec spec = { .role = role, .strong = role, .size = 16 * EMU_PT };
	struct str text = n > HEAD ? fuzz_text(byte + HEAD, n - HEAD) : STR("");
	struct para para;

	if (text.n > 0 && utf8_check(text) == text.n) {
		spec.align = (enum para_align)(byte[0] % (PARA_JUSTIFY + 1));
		spec.em = 156 * EMU_MM;
		spec.em_parts = 28;
		spec.width = (1 + byte[1]) * EMU_MM;
		spec.indent = byte[2] % 4;
		spec.balance = byte[3] & 1;
		spec.one_line = byte[3] & 2;
		spec.upright = byte[3] & 4;
		para = para_set(a, &d, text_tidy(a, text_from(a, STR("t"), 1, text)), &spec);
		for (size_t i = 0; i < para.nline; i++)
			if (para.line[i].nrun > 0 && !para.overfull &&
			    para.line[i].width > spec.width + EMU_PT)
				abort();
	}
	arena_close(a);
	return 0;
}
