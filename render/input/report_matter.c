/* What stands behind the text of a report: 落款 and annexes; and its dates. */
#include "input/report_block.h"

bool report_is_second(struct reader *r, const struct xml_node *parent, const struct xml_node *n,
		      uint32_t *seen)
{
	if (*seen != 0) {
		DIAG_PUT(r->d, ELEMENT_TWICE, reader_at(r, n), n->name, parent->name);
		return true;
	}
	*seen = n->line;
	return false;
}

/* A day of the (Gregorian) calendar, written YYYY-MM-DD. */
static bool is_date(struct str s)
{
	static const int32_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t year, month, day, most;

	if (s.n != 10 || s.s[4] != '-' || s.s[7] != '-' ||
	    !reader_whole(str_sub(s, 0, 4), 1900, 2999, &year) ||
	    !reader_whole(str_sub(s, 5, 2), 1, 12, &month) ||
	    !reader_whole(str_sub(s, 8, 2), 1, 31, &day))
		return false;
	most = days[month - 1];
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		most++;
	return day <= most;
}

struct str report_date(struct reader *r, const struct xml_node *n)
{
	struct str s = str_trim(text_plain(r->a, reader_text(r, n, "")));

	if (s.n == 0 || is_date(s))
		return s;
	DIAG_PUT(r->d, DATE_WRONG, reader_at(r, n), s);
	return STR("");
}

static void read_seal(struct reader *r, struct signature *to, const struct xml_node *n)
{
	const struct str *seal = xml_attr(n, "seal");
	int kind = seal != NULL ? reader_word(SEAL_WORDS, *seal) : -1;

	to->has_seal = kind >= 0;
	if (to->has_seal)
		to->seal = (enum seal)kind;
	else if (seal != NULL)
		DIAG_PUT(r->d, ATTR_WORD, reader_at(r, n), STR("seal"), *seal,
			 STR("none / organ / signatory"));
}

void report_signature(struct reader *r, struct signature *to, const struct xml_node *signature)
{
	enum { ORGAN, SIGNATORY, DATE, POST };
	uint32_t line[4] = { 0 };
	int i;

	reader_attrs(r, signature, "seal");
	read_seal(r, to, signature);
	for (const struct xml_node *n = signature->first; n != NULL; n = n->next) {
		i = reader_child(r, signature, n, "organ signatory date post");
		if (i < 0 || report_is_second(r, signature, n, &line[i]))
			continue;
		switch (i) {
		case ORGAN:
			to->organ = reader_text(r, n, "");
			break;
		case SIGNATORY:
			to->signatory = reader_text(r, n, "");
			break;
		case DATE:
			to->date = report_date(r, n);
			break;
		case POST:
			to->post = reader_text(r, n, "");
			break;
		}
	}
	to->given = true;
	to->has_organ = line[ORGAN] != 0;
	to->has_date = line[DATE] != 0;
}

/* <annex><title>…</title> blocks </annex> */
struct section report_annex(struct reader *r, const struct xml_node *n)
{
	struct section annex = { .line = n->line };
	const struct xml_node *title = n->first;

	reader_attrs(r, n, "");
	while (title != NULL && xml_is_text(title) && str_trim(title->text).n == 0)
		title = title->next;
	if (title == NULL || !xml_is(title, "title")) {
		DIAG_PUT(r->d, ELEMENT_MISSING, reader_at(r, n), STR("title"), n->name);
		annex.blocks = report_blocks(r, n, n->first, 0);
		return annex;
	}
	annex.title = reader_text(r, title, "br");
	if (text_is_empty(annex.title))
		DIAG_PUT(r->d, ELEMENT_EMPTY, reader_at(r, title), title->name);
	annex.blocks = report_blocks(r, n, title->next, 0);
	return annex;
}
