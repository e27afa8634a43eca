/* Limits: those of base/limits.h are those of the manual, and their codes are messages. */
#include "files.h"

#include "base/limits.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define MB ((size_t)1 << 20)
#define GB ((size_t)1 << 30)
#define LIMIT(name, unit, text) { #name, (name) / (unit), text }

/* Every limit, and how the manual writes it. */
static const struct {
	const char *name;
	size_t value;
	const char *text; /* %zu: the value */
} limits[] = {
	LIMIT(XML_MAX_BYTES, MB, "| a report file; a layout; a roles or fonts file | %zu MB;"),
	LIMIT(LAYOUT_MAX_BYTES, MB, " %zu MB; 1 MB | E104 |"),
	LIMIT(ROLES_MAX_BYTES, MB, "; %zu MB | E104 |\n| print profiles;"),
	LIMIT(PROFILES_MAX_BYTES, MB, "| print profiles; a file that lists reports (`@LIST`) | %zu MB;"),
	LIMIT(LIST_MAX_BYTES, MB, "(`@LIST`) | 4 MB; %zu MB | E104 |"),
	LIMIT(XML_MAX_DEPTH, 1, "| elements within elements; attributes of a tag | %zu;"),
	LIMIT(XML_MAX_ATTRIBUTES, 1, "of a tag | 64; %zu | E103; E107 |"),
	LIMIT(REPORT_MAX_TEXT, MB, "| a paragraph, a cell | %zu MB, 350 000 characters | E219 |"),
	LIMIT(REPORT_MAX_PARTS, 1, "annexes, each; lists within lists | %zu; 3 | E209 |"),
	LIMIT(REPORT_MAX_LIST_DEPTH, 1, "; %zu | E209 |\n| a form"),
	LIMIT(LAYOUT_MAX_ROWS, 1000, "| a form: rows, columns; also of its layout | %zu 000,"),
	LIMIT(LAYOUT_MAX_COLUMNS, 1, "also of its layout | 20 000, %zu | E209; E409 |"),
	LIMIT(REPORT_MAX_ROWS, 1000, "cells; `rowspan`, `colspan` | %zu 000;"),
	LIMIT(REPORT_MAX_COLUMNS, 1, "; 1000, %zu | E264; E209; E267; E211 |"),
	LIMIT(REPORT_MAX_CELLS, 1000, "`colspan` | 20 000; 64; %zu 000;"),
	LIMIT(REPORT_MAX_ROWSPAN, 1, "500 000; %zu, 64"),
	LIMIT(IMAGE_MAX_BYTES, MB, "| a picture: file; pixels; scans of a JPEG | %zu MB;"),
	LIMIT(IMAGE_MAX_PIXELS, 1000000, "MB; %zu million;"),
	LIMIT(IMAGE_MAX_SCANS, 1, " million; %zu | E125; E124; E123 |"),
	LIMIT(PDF_MAX_BYTES, MB, "each file in it; all of them | %zu MB; 64 MB;"),
	LIMIT(PDF_FILE_MAX_BYTES, MB, "128 MB; %zu MB; 128 MB | E104; E134 |"),
	{ "FIELD_MAX_TEXT", FIELD_MAX_TEXT - 32000, "a reason, a location | 32 %zu bytes | E130 |" },
	LIMIT(DSS_MAX_BYTES, MB, "OCSP replies in it, together | %zu MB | E130 |"),
	LIMIT(BOOK_MAX_PAGE, 1000, "| pages | %zu 000 | E509 |"),
	LIMIT(JOB_MEMORY, GB, "| memory for one report | %zu GB,"),
	LIMIT(JOB_MEMORY_MAX, GB, "`--memory MB` says, up to %zu GB | E108 |"),
	LIMIT(RUN_MEMORY, GB, "a whole run keeps; to sign or verify | %zu GB;"),
	LIMIT(SIGN_MEMORY, GB, "2 GB; %zu GB | E108 |"),
};

static bool is_known(struct str name)
{
	for (size_t i = 0; i < COUNT(limits); i++)
		if (str_is(name, limits[i].name))
			return true;
	return str_is(name, "NIANBAO_BASE_LIMITS_H") || str_find(name, STR("LIMIT_TEXT")) == 0;
}

Test(limits_named, the_manual_has_every_one)
{
	struct trial t = trial_open();
	struct str manual = read_text(&t, NIANBAO_SOURCE_DIR "/README.md");

	for (size_t i = 0; i < COUNT(limits); i++) {
		char text[200];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(text, sizeof(text), limits[i].text, limits[i].value);
#pragma GCC diagnostic pop
		cr_expect(says(manual, text), "%s: no \"%s\" in README.md", limits[i].name,
			  text);
	}
	trial_close(&t);
}

/* No limit is there that this test does not know; its comment names messages that there are. */
Test(limits_named, each_has_a_message)
{
	struct trial t = trial_open();
	struct str rest = read_text(&t, NIANBAO_SOURCE_DIR "/render/base/limits.h");
	struct str diag = read_text(&t, NIANBAO_SOURCE_DIR "/render/base/diag.def");
	size_t at, n = 0;

	while ((at = str_find(rest, STR("#define "))) != (size_t)-1) {
		struct str line, name, code;

		rest = str_sub(rest, at + 8, rest.n);
		line = str_sub(rest, 0, str_find(rest, STR("\n")));
		cr_assert(str_word(&line, &name));
		name = str_sub(name, 0, str_find(name, STR("(")));
		cr_expect(is_known(name), "%s is not in this test", str_z(t.a, name));
		if ((at = str_find(line, STR("/* E"))) == (size_t)-1)
			continue;
		code = str_sub(line, at + 2, 5);
		code = str_sub(code, 1, 4);
		cr_expect(says(diag, str_z(t.a, code)), "%s: no message %s",
			  str_z(t.a, name), str_z(t.a, code));
		n++;
	}
	cr_expect_geq(n, COUNT(limits) - 2, "%zu limits name a message", n);
	trial_close(&t);
}
