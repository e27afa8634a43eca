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

/* The reports of two years of one organ. */
struct check_years {
	const struct report *now, *last;
};

/*
 * Check this year's report against last year's: W331 and W332 when it is not that of the year
 * before (nothing is compared then) or of another organ, E330 and W330 for the layout's checks
 * that look back. A figure that last year's report does not state leaves its equation open.
 */
void check_previous(struct arena *a, struct diags *d, struct check_years years,
		    const struct layout *l, bool draft);

#endif
