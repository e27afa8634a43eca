#include "output/standard.h"

#include <string.h>

/*
 * PDF/A-1 (ISO 19005-1) is PDF 1.4: without THead, TBody and object streams (PDF 1.5), with a
 * CIDSet for every subset (6.3.5), and its readers know profiles of ICC version 2. Parts 2 and 3
 * are PDF 1.7; a report in the file is a file that is not PDF/A, which part 3 alone allows (6.8). Levels B and
 * U need no structure tree, but it does no harm there: only `none` goes without. A print shop
 * needs none either: PDF/X-4 is PDF 1.6, and not to be had by name but with --print press.
 */
static const struct standard table[] = {
	/* name  part level  ua   PDF ICC tags  parts  source sets groups press */
	{ "1a", 1, 'A', false, 4, 2, true, false, false, true, false, false },
	{ "1b", 1, 'B', false, 4, 2, true, false, false, true, false, false },
	{ "2a", 2, 'A', false, 7, 4, true, true, false, false, true, false },
	{ "2u", 2, 'U', false, 7, 4, true, true, false, false, true, false },
	{ "2b", 2, 'B', false, 7, 4, true, true, false, false, true, false },
	{ "3a", 3, 'A', false, 7, 4, true, true, true, false, true, false },
	{ "3u", 3, 'U', false, 7, 4, true, true, true, false, true, false },
	{ "3b", 3, 'B', false, 7, 4, true, true, true, false, true, false },
	{ "ua1", 0, 0, true, 7, 0, true, true, true, false, true, false },
	{ "none", 0, 0, false, 7, 0, false, true, false, false, true, false },
	{ "x4", 0, 0, false, 6, 0, false, true, false, false, false, true },
};

static const struct standard *find(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strlen(table[i].name) == n && !memcmp(table[i].name, name, n))
			return &table[i];
	return NULL;
}

static bool is_higher(char level, char than)
{
	static const char rising[] = "BUA";

	return strchr(rising, level) > strchr(rising, than);
}

static enum standard_fault clash(const struct standard *a, const struct standard *b)
{
	if (a->has_tags != b->has_tags)
		return STANDARD_ALONE;
	if (a->part && b->part && a->part != b->part)
		return STANDARD_PARTS;
	return a->version == b->version ? STANDARD_FINE : STANDARD_VERSIONS;
}

/* Both at once: what one of them forbids is forbidden, what one of them asks for is done. */
static struct standard join(struct standard a, const struct standard *b)
{
	if (!a.part || (b->part && is_higher(b->level, a.level)))
		a.level = b->level;
	if (!a.part)
		a.part = b->part;
	if (!a.icc)
		a.icc = b->icc;
	a.is_ua |= b->is_ua;
	a.has_table_parts &= b->has_table_parts;
	a.has_source &= b->has_source;
	a.has_groups &= b->has_groups;
	a.has_cid_sets |= b->has_cid_sets;
	return a;
}

enum standard_fault standard_read(const char *list, struct standard *out)
{
	bool is_first = true;

	for (;; is_first = false) {
		size_t n = strcspn(list, ",");
		const struct standard *next = find(list, n);
		enum standard_fault fault = STANDARD_FINE;

		if (!next || next->is_press)
			return STANDARD_UNKNOWN;
		if (!is_first)
			fault = clash(out, next);
		if (fault)
			return fault;
		*out = is_first ? *next : join(*out, next);
		if (!list[n])
			return STANDARD_FINE;
		list += n + 1;
	}
}

struct standard standard_press(void)
{
	return *find("x4", 2);
}

struct str standard_words(struct arena *a, const struct standard *s)
{
	struct buf b = { .arena = a };

	if (s->part)
		buf_printf(&b, "PDF/A-%d%c", s->part, s->level + ('a' - 'A'));
	if (s->is_ua)
		buf_printf(&b, "%sPDF/UA-1", s->part ? " + " : "");
	if (s->is_press)
		buf_z(&b, "PDF/X-4");
	if (!b.n)
		buf_printf(&b, "PDF 1.%d", s->version);
	return buf_text(&b);
}

struct standard standard_usual(void)
{
	struct standard s;

	standard_read("3a,ua1", &s);
	return s;
}
