/* base/diag: order, limits, languages, and the table of messages. */
#include "base/utf8.h"
#include "case.h"

#include <string.h>

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

Test(diag, prints_in_order_of_file_and_line)
{
	struct bench b = bench_open();
	struct buf out = { .arena = b.a };

	DIAG_PUT(&b.d, YEAR_WRONG, ((struct at){ STR("b.xml"), 9 }), STR("20\n23"));
	DIAG_PUT(&b.d, EMPTY_SKIPPED, ((struct at){ STR("a.xml"), 70000 }), STR("p"));
	DIAG_PUT(&b.d, YEAR_WRONG, ((struct at){ STR("b.xml"), 9 }), STR("20\n23"));
	DIAG_PUT(&b.d, XML_SIZE, ((struct at){ STR("b.xml"), 0 }), STR("64"));
	DIAG_PUT0(&b.d, MEMORY, ((struct at){ STR(""), 0 }));
	diag_print(&b.d, &out, DIAG_ENGLISH);
	cr_assert_str_eq(
		out.s,
		"nianbao: error[F901]: out of memory\n"
		"        help: close other programs and try again\n"
		"a.xml:70000: warning[W205]: the empty <p> was skipped\n"
		"        help: remove it, or write its text\n"
		"b.xml: error[E104]: the file is larger than 64 MB\n"
		"        help: a report holds text and figures only: is it the right file?\n"
		"b.xml:9: error[E206]: \"20 23\" is not a year\n"
		"        help: write four digits, 1900 to 2999, such as 2023\n");
	cr_assert_eq(diag_errors(&b.d), 3);
	cr_assert_eq(diag_status(&b.d), 3);
	arena_close(b.a);
}

/* Messages outlive what they are about. */
Test(diag, keeps_what_it_is_given)
{
	struct bench b = bench_open();
	struct buf out = { .arena = b.a };
	char file[] = "a.xml", word[] = "p";

	DIAG_PUT(&b.d, EMPTY_SKIPPED, ((struct at){ str_from(file), 7 }), str_from(word));
	DIAG_PUT(&b.d, EMPTY_SKIPPED, ((struct at){ str_from(file), 8 }), str_from(word));
	memset(file, 'x', sizeof(file) - 1);
	word[0] = 'x';
	diag_print(&b.d, &out, DIAG_CHINESE);
	cr_expect_str_eq(out.s, "a.xml:7: warning[W205]: <p> 是空的，已略过\n"
				"        做法：删除它，或填写内容\n"
				"a.xml:8: warning[W205]: <p> 是空的，已略过\n"
				"        做法：删除它，或填写内容\n");
	arena_close(b.a);
}

Test(diag, strict_makes_warnings_errors)
{
	struct bench b = bench_open();
	struct buf out = { .arena = b.a };

	DIAG_PUT(&b.d, EMPTY_SKIPPED, ((struct at){ STR("a.xml"), 7 }), STR("p"));
	cr_assert_eq(diag_status(&b.d), 0);
	b.d.strict = true;
	cr_assert_eq(diag_status(&b.d), 1);
	cr_assert_eq(diag_errors(&b.d), 1);
	diag_print(&b.d, &out, DIAG_CHINESE);
	cr_assert_str_eq(out.s, "a.xml:7: error[W205]: <p> 是空的，已略过\n"
				"        做法：删除它，或填写内容\n");
	arena_close(b.a);
}

Test(diag, stops_after_a_thousand)
{
	struct bench b = bench_open();

	for (uint32_t i = 1; i <= 5000; i++)
		DIAG_PUT(&b.d, YEAR_WRONG, ((struct at){ STR("a"), i }), STR("x"));
	cr_assert_eq(b.d.n, 1001);
	cr_assert_eq(diag_errors(&b.d), 1000);
	DIAG_PUT0(&b.d, MEMORY, ((struct at){ STR("a"), 0 }));
	cr_assert_eq(diag_status(&b.d), 3);
	arena_close(b.a);
}

/* A published code belongs to one message. */
Test(diag, codes_and_texts_are_sound)
{
	static const struct {
		const char *code;
		enum diag_severity severity;
		const char *text[4];
	} e[] = {
#define DIAG(symbol, code, severity, zh, zh_help, en, en_help)                                 \
	{ code, DIAG_##severity, { zh, zh_help, en, en_help } },
#include "base/diag.def"
#undef DIAG
	};

	for (size_t i = 0; i < COUNT(e); i++) {
		static const char letter[] = "NWEF"; /* by severity; W199 was published before N */
		bool is_old = i == DIAG_TOO_MANY;

		cr_expect(e[i].code[0] == (is_old ? 'W' : letter[e[i].severity]), "%s", e[i].code);
		cr_expect_eq(strlen(e[i].code), 4, "%s", e[i].code);
		for (size_t j = 0; j < i; j++)
			cr_expect_str_neq(e[i].code, e[j].code);
		for (size_t j = 0; j < 4; j++)
			cr_expect_eq(utf8_check(str_from(e[i].text[j])), strlen(e[i].text[j]));
		for (const char *s = e[i].text[2]; *s != '\0'; s++)
			cr_expect((unsigned char)*s < 0x80, "%s: English with other letters",
				  e[i].code);
	}
}

Test(diag, language_follows_the_environment)
{
	static const struct {
		const char *all, *messages, *lang;
		enum diag_lang is;
	} row[] = {
		{ "zh_CN.UTF-8", "", "", DIAG_CHINESE },
		{ "C", "zh_CN", "zh_CN", DIAG_ENGLISH },
		{ "", "zh", "en_US", DIAG_CHINESE },
		{ "", "", "zh_TW", DIAG_CHINESE },
		{ "", "", "", DIAG_ENGLISH },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		setenv("LC_ALL", row[i].all, 1);
		setenv("LC_MESSAGES", row[i].messages, 1);
		setenv("LANG", row[i].lang, 1);
		cr_assert_eq(diag_lang_from_environment(), row[i].is, "%zu", i);
	}
}
