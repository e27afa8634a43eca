/* The RELAX NG grammar of layouts: every layout obeys it, and it refuses what is not one. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdio.h>
#include <string.h>

static void hear_nothing(void *user, const char *format, ...)
{
	(void)user;
	(void)format;
}

static xmlRelaxNGPtr read_grammar_file(const char *path)
{
	xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(path);
	xmlRelaxNGPtr grammar = xmlRelaxNGParse(parser);

	xmlRelaxNGFreeParserCtxt(parser);
	cr_assert(grammar, "%s is not a grammar", path);
	return grammar;
}

static xmlRelaxNGPtr read_grammar(void)
{
	return read_grammar_file(NIANBAO_SOURCE_DIR "/layouts/layout.rng");
}

static bool obeys(xmlRelaxNGPtr grammar, xmlDocPtr doc)
{
	xmlRelaxNGValidCtxtPtr valid = xmlRelaxNGNewValidCtxt(grammar);
	int r;

	xmlRelaxNGSetValidErrors(valid, hear_nothing, hear_nothing, NULL);
	r = xmlRelaxNGValidateDoc(valid, doc);
	xmlRelaxNGFreeValidCtxt(valid);
	return r == 0;
}

static bool file_obeys(xmlRelaxNGPtr grammar, const char *folder, const char *name)
{
	char path[1024];
	xmlDocPtr doc;
	bool ok;

	snprintf(path, sizeof path, "%s/%s/%s", NIANBAO_SOURCE_DIR, folder, name);
	doc = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
	cr_assert(doc, "%s", path);
	ok = obeys(grammar, doc);
	xmlFreeDoc(doc);
	return ok;
}

Test(grammar, every_layout_obeys_it)
{
	xmlRelaxNGPtr grammar = read_grammar();
	DIR *dir = opendir(NIANBAO_SOURCE_DIR "/layouts");
	struct dirent *e;
	size_t n = 0;

	cr_assert(dir);
	while ((e = readdir(dir))) {
		const char *dot = strrchr(e->d_name, '.');

		if (!dot || strcmp(dot, ".xml"))
			continue;
		cr_expect(file_obeys(grammar, "layouts", e->d_name), "layouts/%s", e->d_name);
		n++;
	}
	cr_expect_geq(n, 4);
	closedir(dir);
	xmlRelaxNGFree(grammar);
}

/* The two made layouts whose mistakes are ones of grammar, and small ones of each kind. */
Test(grammar, mistakes_are_refused)
{
	static const char *const wrong[] = {
		"<layout/>",
		"<layout id='x' name='y'><page/></layout>",
		"<layout id='x' name='y'><style id='a' role='b' size='12'/></layout>",
		"<layout id='x' name='y'><style id='a' role='b' size='12pt' align='middle'/></layout>",
		"<layout id='x' name='y'><form id='f' rule='0.5pt'><body/></form></layout>",
		"<layout id='x' name='y'><check id='c' form='f' per='row' addends='a' total='b'/></layout>",
		"<layout id='x' name='y'><check id='c' form='f' per='field' addends='+a' total='b'/></layout>",
		"<layout id='x' name='y'><check id='c' form='f' per='field' addends='a' total='-b'/></layout>",
		"<layout id='x' name='y'><check id='c' form='f' per='field' addends='a' total='b' level='no'/></layout>",
		"<layout id='x' name='y'><mention id='m' section='s' form='f' record='r' field='d' says='#件'/></layout>",
		"<layout id='x' name='y'><mention id='m' section='s' form='f' record='r' field='d' says='a#b#c'/></layout>",
		"<layout id='x' name='y'><mention id='m' section='s' form='f' record='r' says='a#b'/></layout>",
		"<layout id='x' name='y'><require id='r' any='a'/></layout>",
		"<layout id='x' name='y'><script/></layout>",
		"<report/>",
	};
	xmlRelaxNGPtr grammar = read_grammar();

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		xmlDocPtr doc = xmlReadMemory(wrong[i], (int)strlen(wrong[i]), "x", NULL, 0);

		cr_assert(doc);
		cr_expect(!obeys(grammar, doc), "%s", wrong[i]);
		xmlFreeDoc(doc);
	}
	cr_expect(!file_obeys(grammar, "tests/layouts", "wrong-length.xml"));
	cr_expect(!file_obeys(grammar, "tests/layouts", "wrong-names.xml"));
	cr_expect(file_obeys(grammar, "tests/layouts", "long-table.xml"));
	xmlRelaxNGFree(grammar);
}

/* Print profiles: theirs is a grammar of its own, over that of layouts. */
Test(grammar, print_profiles)
{
	static const char *const wrong[] = {
		"<print-profiles/>",
		"<print-profiles><profile id='a'/></print-profiles>",
		"<print-profiles><profile id='a' name='b' duplex='left'/></print-profiles>",
		"<print-profiles><profile id='a' name='b' standard='2b'/></print-profiles>",
		"<print-profiles><profile id='a' name='b'><sheet width='9mm'/></profile></print-profiles>",
		"<print-profiles><profile id='a' name='b'><reflow type='20'/></profile></print-profiles>",
		"<print-profiles><profile id='a' name='b'><reflow><form/></reflow></profile></print-profiles>",
		"<layout id='x' name='y'/>",
	};
	xmlRelaxNGPtr grammar =
		read_grammar_file(NIANBAO_SOURCE_DIR "/layouts/print/profiles.rng");

	cr_expect(file_obeys(grammar, "layouts/print", "profiles.xml"));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		xmlDocPtr doc = xmlReadMemory(wrong[i], (int)strlen(wrong[i]), "x", NULL, 0);

		cr_assert(doc);
		cr_expect(!obeys(grammar, doc), "%s", wrong[i]);
		xmlFreeDoc(doc);
	}
	xmlRelaxNGFree(grammar);
}
