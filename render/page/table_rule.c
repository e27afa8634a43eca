#include "page/table_rule.h"

struct ruler {
	const struct galley_table *t;
	const uint32_t *row;
	size_t n;
	const emu *top; /* n + 1 row edges */
	struct rule *rule;
	size_t nrule;
};

static uint32_t square(const struct ruler *r, size_t row, size_t col)
{
	return r->t->occupied[r->row[row] * r->t->doc->ncol + col];
}

/* Is there an edge above square (row, col)? row may be n: the lower frame. */
static bool edge_above(const struct ruler *r, size_t row, size_t col)
{
	return row == 0 || row == r->n || square(r, row - 1, col) != square(r, row, col);
}

static bool edge_left(const struct ruler *r, size_t row, size_t col)
{
	return col == 0 || col == r->t->doc->ncol ||
	       square(r, row, col - 1) != square(r, row, col);
}

static void horizontal(struct ruler *r, size_t row)
{
	size_t ncol = r->t->doc->ncol;

	for (size_t c = 0, start = 0; c <= ncol; c++) {
		if (c < ncol && edge_above(r, row, c))
			continue;
		if (start < c)
			r->rule[r->nrule++] = (struct rule){ r->t->left[start], r->top[row],
							     r->t->left[c], r->top[row] };
		start = c + 1;
	}
}

static void vertical(struct ruler *r, size_t col)
{
	for (size_t i = 0, start = 0; i <= r->n; i++) {
		if (i < r->n && edge_left(r, i, col))
			continue;
		if (start < i)
			r->rule[r->nrule++] = (struct rule){ r->t->left[col], r->top[start],
							     r->t->left[col], r->top[i] };
		start = i + 1;
	}
}

size_t table_rules(struct arena *a, const struct galley_table *t, const uint32_t *row, size_t n,
		   const struct rule **out)
{
	size_t ncol = t->doc->ncol;
	emu *top = arena_array(a, n + 1, sizeof *top);
	struct ruler r = { t, row, n, top, NULL, 0 };

	for (size_t i = 0; i < n; i++)
		top[i + 1] = top[i] + t->height[row[i]];
	/* No edge is drawn twice: squares bound the number of rules. */
	r.rule = arena_array(a, 2 * (n + 1) * (ncol + 1), sizeof *r.rule);
	for (size_t i = 0; i <= n; i++)
		horizontal(&r, i);
	for (size_t c = 0; c <= ncol; c++)
		vertical(&r, c);
	*out = r.rule;
	return r.nrule;
}
