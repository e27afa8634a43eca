/* What the dumps of pages and sheets have in common: lengths in EMU, beside them for people in mm. */
#ifndef NIANBAO_PAGE_DUMP_H
#define NIANBAO_PAGE_DUMP_H

#include "base/str.h"
#include "base/unit.h"

/* "12.34mm" */
void dump_mm(struct buf *out, emu length);

/* " NAME=x,y (12.34mm 5.67mm)" */
void dump_point(struct buf *out, const char *name, emu x, emu y);

#endif
