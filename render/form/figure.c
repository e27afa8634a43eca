#include "form/figure.h"

#include "base/utf8.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t skip_digits(struct str s, size_t at)
{
	while (at < s.n && is_digit(s.s[at]))
		at++;
	return at;
}

static bool starts_with(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

/* Is a character of `s` one of those in `set`? */
static bool has_any(struct str s, struct str set)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		utf8_next(s, &at);
		if (str_find(set, str_sub(s, from, at - from)) != (size_t)-1)
			return true;
	}
	return false;
}

static bool is_blank(struct str s)
{
	static const char *const blank[] = { "", "/", "-", "—" };

	for (size_t i = 0; i < sizeof(blank) / sizeof(*blank); i++)
		if (str_is(s, blank[i]))
			return true;
	return false;
}

/* Bytes of the number that `s` starts with, in the one notation its kind allows; 0: none. */
static size_t scan_number(struct str s, enum figure_kind kind)
{
	size_t first = kind == FIGURE_SIGNED && s.n > 0 && (s.s[0] == '+' || s.s[0] == '-');
	size_t end = skip_digits(s, first);

	if (end == first || (s.s[first] == '0' && end > first + 1))
		return 0;
	if (kind == FIGURE_DECIMAL && end < s.n && s.s[end] == '.') {
		size_t decimals = skip_digits(s, end + 1);

		if (decimals > end + 1)
			return decimals;
	}
	return end;
}

/* Is `s` one pair of brackets, from its first character to its last? */
static bool is_note(struct str s, struct str open, struct str close)
{
	size_t depth = 0;

	if (!starts_with(s, open))
		return false;
	for (size_t at = 0; at < s.n;) {
		struct str rest = str_sub(s, at, s.n - at);

		if (starts_with(rest, open))
			depth++;
		else if (starts_with(rest, close) && --depth == 0)
			return at + close.n == s.n;
		utf8_next(s, &at);
	}
	return false;
}

/* The part before the first bracket: a fault is looked for in the number, not in its note. */
static struct str before_note(struct str s)
{
	size_t wide = str_find(s, STR("（")), half = str_find(s, STR("("));

	return str_sub(s, 0, wide < half ? wide : half);
}

/* Position of the first digit that follows a sign. */
static size_t skip_sign(struct str s)
{
	return s.n > 0 && (s.s[0] == '+' || s.s[0] == '-');
}

static bool shows_sign(struct str s, enum figure_kind kind)
{
	size_t at = 0;

	utf8_next(s, &at);
	return kind != FIGURE_SIGNED && has_any(str_sub(s, 0, at), STR("+-＋－−"));
}

static bool shows_fullwidth(struct str s, enum figure_kind kind)
{
	(void)kind;
	return has_any(s, STR("０１２３４５６７８９＋－−．"));
}

static bool shows_comma(struct str s, enum figure_kind kind)
{
	static const char *const mark[] = { ",", "，", " ", "'" };
	size_t from = skip_sign(s), at = skip_digits(s, from);
	struct str rest = str_sub(s, at, s.n - at);

	(void)kind;
	for (size_t i = 0; at > from && i < sizeof(mark) / sizeof(*mark); i++) {
		size_t n = str_from(mark[i]).n;

		if (starts_with(rest, str_from(mark[i])) && n < rest.n && is_digit(rest.s[n]))
			return true;
	}
	return false;
}

static bool shows_point(struct str s, enum figure_kind kind)
{
	size_t from = skip_sign(s), at = skip_digits(s, from);

	return kind != FIGURE_DECIMAL && at > from && at + 1 < s.n && s.s[at] == '.' &&
	       is_digit(s.s[at + 1]);
}

static bool shows_zeros(struct str s, enum figure_kind kind)
{
	size_t from = skip_sign(s);

	(void)kind;
	return s.n > from + 1 && s.s[from] == '0' && is_digit(s.s[from + 1]);
}

static bool shows_range(struct str s, enum figure_kind kind)
{
	size_t n = scan_number(s, kind);
	struct num value;

	return n > 0 && num_read(str_sub(s, 0, n), &value) != n;
}

/* Nothing but a number stands before the bracket: the note itself is wrong. */
static bool shows_note(struct str s, enum figure_kind kind)
{
	return s.n > 0 && scan_number(s, kind) == s.n;
}

static bool shows_unit(struct str s, enum figure_kind kind)
{
	return scan_number(s, kind) > 0;
}

/* The first that shows is the fault: the more telling ones stand first. */
static enum figure_fault find_fault(struct str text, enum figure_kind kind)
{
	static const struct {
		enum figure_fault fault;
		bool (*shows)(struct str number, enum figure_kind kind);
	} fault[] = {
		{ FAULT_SIGN, shows_sign },   { FAULT_FULLWIDTH, shows_fullwidth },
		{ FAULT_COMMA, shows_comma }, { FAULT_POINT, shows_point },
		{ FAULT_ZEROS, shows_zeros }, { FAULT_RANGE, shows_range },
		{ FAULT_NOTE, shows_note },   { FAULT_UNIT, shows_unit },
	};
	struct str number = before_note(text);

	for (size_t i = 0; i < sizeof(fault) / sizeof(*fault); i++)
		if (fault[i].shows(number, kind))
			return fault[i].fault;
	return FAULT_WORD;
}

struct figure figure_read(struct str text, enum figure_kind kind)
{
	struct figure figure = { .state = FIGURE_BLANK };
	struct str s = str_trim(text);
	struct str note;
	size_t n;

	if (is_blank(s))
		return figure;
	figure.state = FIGURE_STATED;
	if (kind == FIGURE_FREE) {
		num_read(s, &figure.value);
		return figure;
	}
	n = scan_number(s, kind);
	note = str_sub(s, n, s.n - n);
	if (n > 0 && num_read(str_sub(s, 0, n), &figure.value) == n &&
	    (note.n == 0 || is_note(note, STR("（"), STR("）")) ||
	     is_note(note, STR("("), STR(")")))) {
		figure.note = note;
		return figure;
	}
	return (struct figure){ .state = FIGURE_WRONG, .fault = find_fault(s, kind) };
}

struct str figure_note(struct str text)
{
	size_t n = before_note(text).n;
	struct str note = str_sub(text, n, text.n - n);

	if (n > 0 && (is_note(note, STR("（"), STR("）")) || is_note(note, STR("("), STR(")"))))
		return note;
	return STR("");
}
