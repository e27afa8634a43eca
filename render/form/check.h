/*
 * 勾稽校验: does the report fit its layout, and do its figures add up? Puts E2xx for unknown,
 * missing or repeated ids, E3xx for figures and equations, W3xx for what looks wrong.
 */
#ifndef NIANBAO_FORM_CHECK_H
#define NIANBAO_FORM_CHECK_H

#include "input/layout.h"
#include "input/report.h"

/*
 * Check everything. Returns false when the report cannot be filled into the layout at all
 * (ids or figures are wrong); a broken equation alone returns true with `*broken` set, so that
 * a draft may still be printed: with `draft` the equations' messages are warnings.
 */
bool check_report(struct arena *a, struct diags *d, const struct report *r, const struct layout *l,
		  bool draft, bool *broken);

#endif
