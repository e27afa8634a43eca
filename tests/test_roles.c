/* The files that say which font serves: each mistake is named, and then there are no roles. */
#include "input/roles.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define FACE "<face id='f' file='/f.otf'/>"
#define STANDARD "<fonts>" FACE "<role id='body'><use face='f'/></role></fonts>"

static void oom(void *host)
{
	(void)host;
	abort();
}

struct reading {
	struct arena *a;
	struct diags d;
	const struct roles *standard;
};

static struct reading begin(void)
{
	struct reading r = { .a = arena_open((size_t)1 << 28, oom, NULL) };

	r.d.arena = r.a;
	r.standard = roles_read(r.a, &r.d, STR("roles.xml"), STR(STANDARD));
	cr_assert(r.standard && !r.d.n);
	return r;
}

/* One message, with these words in English alone, of this line. */
static void expect_said(struct reading *r, const char *words)
{
	struct buf said = { .arena = r->a }, chinese = { .arena = r->a };

	diag_print(&r->d, &said, DIAG_ENGLISH);
	diag_print(&r->d, &chinese, DIAG_CHINESE);
	cr_expect_not(strstr(chinese.s, words), "%s", chinese.s);
	cr_expect(r->d.n == 1 && r->d.item[0].code == DIAG_ROLES_SYNTAX &&
			  strstr(said.s, words) && r->d.item[0].at.line == 2,
		  "%s: %s", words, said.n ? said.s : "nothing");
	r->d.n = r->d.nerror = 0;
}

/* `text` in line 2. */
static struct str file_of(struct arena *a, const char *text)
{
	struct buf b = { .arena = a };

	buf_printf(&b, "<fonts>\n%s</fonts>", text);
	return buf_text(&b);
}

Test(roles, mistakes_in_either_file_are_named)
{
	static const struct {
		const char *text, *words;
	} row[] = {
		{ "<face id='g' file='g' scale='0.05'/>", "scale must lie between" },
		{ "<face id='g' file='g' scale='3'/>", "scale must lie between" },
		{ "<face id='g' file='g' scale='1.x'/>", "scale must lie between" },
		{ "<face id='g' file='g' stroke='0.2'/>", "stroke must lie between" },
		{ "<face id='g' file='g' only='kana'/>", "one restriction there is" },
		{ "<face id='g' file='g' index='-1'/>", "index must be a number" },
		{ "<face id='g' file='g' index='1000'/>", "index must be a number" },
		{ "<face id='g' file='g' index=''/>", "index must be a number" },
		{ "<role id='x'><use face='f'/><use face='none'/></role>", "names no <face>" },
		{ "<role id='x'><use face='f'/>" FACE "</role>", "holds <use> only" },
		{ "<role id='x' fallback='maybe'><use face='f'/></role>", "yes or no" },
		{ "<role id='x'><use face='f'/></role><role id='x'><use face='f'/></role>",
		  "stands twice" },
		{ "<font/>", "holds <face> and <role> only" },
	};
	struct reading r = begin();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf standard = { .arena = r.a };

		cr_expect_null(roles_extend(r.a, &r.d, r.standard, STR("fonts.xml"),
					    file_of(r.a, row[i].text)));
		expect_said(&r, row[i].words);
		buf_printf(&standard, FACE "%s", row[i].text);
		cr_expect_null(roles_read(r.a, &r.d, STR("roles.xml"),
					  file_of(r.a, standard.s)));
		expect_said(&r, row[i].words);
	}
	arena_close(r.a);
}

Test(roles, each_file_says_what_it_needs)
{
	static const struct {
		const char *text, *words;
	} users[] = { { "<face id='g' file='g' family='G'/>", "by family or by file" },
		      { "<face file='g'/>", "id and family, or id and file" },
		      { "<face id='g'/>", "id and family, or id and file" },
		      { "<role id='x'/>", "a family, a file or a <use>" },
		      { "<role family='G'/>", "id and family, or id and file" } },
	  standard[] = { { "<face file='g'/>", "needs id and file" },
			 { "<face id='g' family='G'/>", "needs id and file" },
			 { "<role id='x'/>", "an id and at least one <use>" } };
	struct reading r = begin();

	for (size_t i = 0; i < 4; i++) {
		cr_expect_null(roles_extend(r.a, &r.d, r.standard, STR("fonts.xml"),
					    file_of(r.a, users[i].text)));
		expect_said(&r, users[i].words);
	}
	for (size_t i = 0; i < COUNT(standard); i++) {
		cr_expect_null(roles_read(r.a, &r.d, STR("roles.xml"),
					  file_of(r.a, standard[i].text)));
		expect_said(&r, standard[i].words);
	}
	arena_close(r.a);
}

Test(roles, all_mistakes_are_named_in_one_run)
{
	struct reading r = begin();
	static const enum diag_code want[] = { DIAG_ATTR_UNKNOWN, DIAG_ROLES_SYNTAX,
					       DIAG_ROLES_SYNTAX, DIAG_ATTR_UNKNOWN };

	cr_expect_null(roles_extend(r.a, &r.d, r.standard, STR("fonts.xml"),
				    STR("<fonts>\n<face id='g' family='g' fil='h'/>\n<bogus/>\n"
					"<face id='i' file='i' scale='9'/>\n"
					"<role id='body'><use face='g' size='2'/></role></fonts>")));
	cr_assert_eq(r.d.n, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++) {
		cr_expect_eq(r.d.item[i].code, want[i], "%zu", i);
		cr_expect_eq(r.d.item[i].at.line, 2 + i, "%zu", i);
	}
	arena_close(r.a);
}

Test(roles, there_are_no_more_than_64)
{
	static const char *const row[][2] = {
		{ "<face id='g%d' file='g'/>", "more than 64 <face>" },
		{ "<role id='r%d'><use face='f'/></role>", "more than 64 <role>" },
	};
	struct reading r = begin();

	for (size_t i = 0; i < COUNT(row); i++)
		for (int n = 63; n <= 64; n++) {
			struct buf b = { .arena = r.a };

			/* one of each is there already */
			for (int k = 0; k < n; k++)
				buf_printf(&b, i ? "<role id='r%d'><use face='f'/></role>"
						 : "<face id='g%d' file='g'/>",
					   k);
			cr_expect_eq(roles_extend(r.a, &r.d, r.standard, STR("fonts.xml"),
						  file_of(r.a, b.s)) != NULL,
				     n == 63, "%s %d", row[i][0], n);
			if (n == 64)
				expect_said(&r, row[i][1]);
			cr_expect_eq(r.d.n, 0);
		}
	arena_close(r.a);
}

Test(roles, a_user_s_font_goes_in_front_but_for_latin)
{
	struct reading r = begin();
	const struct roles *got = roles_extend(
		r.a, &r.d, r.standard, STR("at/fonts.xml"),
		STR("<fonts><face id='l' file='l.ttf' only='latin' scale='0.5' stroke='0.05' "
		    "index='2'/><role id='body' file='b.ttf'><use face='f'/><use face='l'/>"
		    "<use face='f'/></role></fonts>"));

	cr_assert(got && !r.d.n && got->nrole == 1 && got->role[0].nface == 3);
	cr_expect(str_is(got->face[got->role[0].face[0]].file, "at/l.ttf"));
	cr_expect_eq(got->face[got->role[0].face[0]].scale, 32768);
	cr_expect_eq(got->face[got->role[0].face[0]].index, 2);
	cr_expect(str_is(got->face[got->role[0].face[1]].file, "at/b.ttf"));
	cr_expect(str_is(got->face[got->role[0].face[2]].file, "/f.otf"));
	arena_close(r.a);
}

Test(roles, root_elements_and_aliases)
{
	static const char *const bad[] = {
		"<x>\n</x>",
		"<aliases>\n<x/></aliases>",
		"<aliases>\n<font><name>A</name></font></aliases>",
		"<aliases>\n<font><name>A</name><name/></font></aliases>",
		"<aliases>\n<font><name>A</name><x>B</x></font></aliases>",
	};
	struct reading r = begin();
	struct roles own = *r.standard;

	cr_expect_null(roles_read(r.a, &r.d, STR("roles.xml"), STR("<x/>")));
	cr_expect(r.d.n == 1 && r.d.item[0].code == DIAG_ROLES_SYNTAX);
	cr_expect_null(roles_read(r.a, &r.d, STR("roles.xml"), STR("<fonts>")));
	for (size_t i = 0; i < COUNT(bad); i++) {
		r.d.n = r.d.nerror = 0;
		cr_expect_not(roles_read_aliases(r.a, &r.d, &own, STR("a.xml"),
						 str_from(bad[i])));
		cr_expect(r.d.n == 1 && r.d.item[0].code == DIAG_ROLES_SYNTAX, "%s", bad[i]);
	}
	cr_expect_not(roles_read_aliases(r.a, &r.d, &own, STR("a.xml"), STR("<aliases>")));
	cr_expect(roles_read_aliases(r.a, &r.d, &own, STR("a.xml"),
				     STR("<aliases> <font> <name> A </name><name>甲</name></font>"
					 "</aliases>")));
	cr_assert(own.nalias == 1 && own.alias[0].nname == 2);
	cr_expect(str_is(own.alias[0].name[0], "A") && str_is(own.alias[0].name[1], "甲"));
	arena_close(r.a);
}
