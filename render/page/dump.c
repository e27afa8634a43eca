#include "page/dump.h"

void dump_mm(struct buf *out, emu length)
{
	long long hundredths = emu_scale(length, 100, EMU_MM);
	long long size = hundredths < 0 ? -hundredths : hundredths;

	buf_printf(out, "%s%lld.%02lldmm", hundredths < 0 ? "-" : "", size / 100, size % 100);
}

void dump_point(struct buf *out, const char *name, emu x, emu y)
{
	buf_printf(out, " %s=%ld,%ld (", name, (long)x, (long)y);
	dump_mm(out, x);
	buf_char(out, ' ');
	dump_mm(out, y);
	buf_char(out, ')');
}
