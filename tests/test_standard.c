/* What PDF/A and PDF/UA ask of the writer: which standards go together, and what each forbids. */
#include "pdf_case.h"

#include "output/md5.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

Test(standard, lists_are_kept_in_full_or_refused)
{
	static const struct {
		const char *list;
		enum standard_fault fault;
		uint8_t part;
		char level;
		bool is_ua, has_source;
	} row[] = {
		{ "3a,ua1", STANDARD_FINE, 3, 'A', true, true },
		{ "ua1,3a", STANDARD_FINE, 3, 'A', true, true },
		{ "3a", STANDARD_FINE, 3, 'A', false, true },
		{ "3u", STANDARD_FINE, 3, 'U', false, true },
		{ "2b,ua1", STANDARD_FINE, 2, 'B', true, false },
		{ "ua1,2u", STANDARD_FINE, 2, 'U', true, false },
		{ "1b", STANDARD_FINE, 1, 'B', false, false },
		{ "1b,1a", STANDARD_FINE, 1, 'A', false, false },
		{ "3b,3a,3u", STANDARD_FINE, 3, 'A', false, true },
		{ "3b,3u", STANDARD_FINE, 3, 'U', false, true },
		{ "ua1", STANDARD_FINE, 0, 0, true, true },
		{ "none", STANDARD_FINE, 0, 0, false, false },
		{ "", STANDARD_UNKNOWN, 0, 0, false, false },
		{ "4a", STANDARD_UNKNOWN, 0, 0, false, false },
		{ "1u", STANDARD_UNKNOWN, 0, 0, false, false },
		{ "3A", STANDARD_UNKNOWN, 0, 0, false, false },
		{ "3a,", STANDARD_UNKNOWN, 0, 0, false, false },
		{ "3a ua1", STANDARD_UNKNOWN, 0, 0, false, false },
		{ "none,ua1", STANDARD_ALONE, 0, 0, false, false },
		{ "3a,none", STANDARD_ALONE, 0, 0, false, false },
		{ "1a,3a", STANDARD_PARTS, 0, 0, false, false },
		{ "2a,ua1,3b", STANDARD_PARTS, 0, 0, false, false },
		{ "1a,ua1", STANDARD_VERSIONS, 0, 0, false, false },
		{ "ua1,1b", STANDARD_VERSIONS, 0, 0, false, false },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct standard s;

		cr_expect_eq(standard_read(row[i].list, &s), row[i].fault, "%s", row[i].list);
		if (row[i].fault)
			continue;
		cr_expect(s.part == row[i].part && s.level == row[i].level, "%s", row[i].list);
		cr_expect(s.is_ua == row[i].is_ua, "%s", row[i].list);
		cr_expect(s.has_source == row[i].has_source, "%s", row[i].list);
	}
}

/* RFC 1321, A.5 */
Test(md5, vectors)
{
	static const struct {
		const char *text, *digest;
	} row[] = {
		{ "", "d41d8cd98f00b204e9800998ecf8427e" },
		{ "a", "0cc175b9c0f1b6a831c399e269772661" },
		{ "abc", "900150983cd24fb0d6963f7d28e17f72" },
		{ "message digest", "f96b697d7cb7938d525a2f31aaf161d0" },
		{ "abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b" },
		{ "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
		  "d174ab98d277d9f5a5611c2c9f419d9f" },
		{ "1234567890123456789012345678901234567890"
		  "1234567890123456789012345678901234567890",
		  "57edf4a22be3c955ac49da2e2107b67a" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		unsigned char digest[MD5_BYTES];
		char hex[2 * MD5_BYTES + 1];

		md5(str_from(row[i].text), digest);
		for (size_t k = 0; k < MD5_BYTES; k++)
			snprintf(hex + 2 * k, 3, "%02x", digest[k]);
		cr_expect_str_eq(hex, row[i].digest);
	}
}

static const struct tag tags[] = {
	{ 0 },
	{ .role = TAG_DOCUMENT },
	{ .role = TAG_P, .parent = 1 },
	{ .role = TAG_TABLE, .parent = 1 },
	{ .role = TAG_TBODY, .parent = 3 },
	{ .role = TAG_TR, .parent = 4 },
	{ .role = TAG_TD, .parent = 5, .actual = { "空白", 6 } },
};

static const struct item items[] = { RUN(2, 10, 100, 10, twelve, "12") };

static struct book small_book(struct page *page)
{
	struct book b = book_of(page, items, 1, tags, COUNT(tags));

	b.source = STR("<report/>");
	return b;
}

/* For each standard: what the file must say, and what it must not. */
static const struct {
	const char *list;
	const char *says[16], *lacks[16];
} files[] = {
	{ "3a,ua1",
	  { "%PDF-1.7\n", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<",
	    "pdfaSchema:prefix>pdfuaid<", "/AFRelationship /Source", "/EmbeddedFiles",
	    "/GTS_PDFA1", "/StructTreeRoot", "/Marked true", "/S/TBody",
	    "/ActualText<FEFF7A7A767D>" },
	  { "/CIDSet" } },
	{ "3b",
	  { "%PDF-1.7\n", "<pdfaid:conformance>B<", "/AF ", "/StructTreeRoot" },
	  { "pdfuaid", "pdfaExtension" } },
	{ "2u,ua1",
	  { "%PDF-1.7\n", "<pdfaid:part>2<", "<pdfaid:conformance>U<", "<pdfuaid:part>1<",
	    "/S/TBody", "/GTS_PDFA1" },
	  { "/AF", "/EmbeddedFile", "report.xml", "/CIDSet" } },
	{ "1a",
	  { "%PDF-1.4\n", "<pdfaid:part>1<", "<pdfaid:conformance>A<", "/CIDSet ",
	    "/StructTreeRoot", "/GTS_PDFA1", "/S/TR" },
	  { "/AF", "/EmbeddedFile", "report.xml", "pdfuaid", "/S/TBody", "/S/THead",
	    "/NonStruct", "/ObjStm", "/SMask", "/ca ", "/OCG", "/BM" } },
	{ "1b",
	  { "%PDF-1.4\n", "<pdfaid:conformance>B<", "/CIDSet ", "/StructTreeRoot" },
	  { "/AF", "/EmbeddedFile", "/S/TBody" } },
	{ "ua1",
	  { "%PDF-1.7\n", "<pdfuaid:part>1<", "/StructTreeRoot", "/AF ",
	    "/DisplayDocTitle true" },
	  { "pdfaid", "pdfaExtension", "/OutputIntent", "/GTS_PDFA1" } },
	{ "none",
	  { "%PDF-1.7\n", "/PageLabels", "/Lang (zh-CN)", "<dc:title>" },
	  { "pdfaid", "pdfuaid", "pdfaExtension", "/StructTreeRoot", "/StructParents",
	    "/MarkInfo", "/OutputIntent", "/AF", "/EmbeddedFile", "report.xml" } },
};

Test(standard, each_has_its_own_and_nothing_else)
{
	struct type_case c = type_case_open();
	struct page page;
	struct book b = small_book(&page);

	for (size_t i = 0; i < COUNT(files); i++) {
		struct str file = pdf_under(&c, &b, files[i].list, "");

		for (const char *const *s = files[i].says; *s; s++)
			cr_expect(has(file, *s), "%s does not say %s", files[i].list, *s);
		for (const char *const *s = files[i].lacks; *s; s++)
			cr_expect(!has(file, *s), "%s says %s", files[i].list, *s);
		cr_expect(file.s[9] == '%' &&
				  (file.s[10] & file.s[11] & file.s[12] & file.s[13] & 0x80),
			  "%s: no binary comment", files[i].list);
	}
	type_case_close(&c);
}

Test(standard, content_of_a_plain_file_has_no_marks)
{
	struct type_case c = type_case_open();
	struct page page;
	struct book b = small_book(&page);
	struct str file = pdf_under(&c, &b, "none", "");

	expect_text(&c, stream_of(&c, object_at(&c, file, "/Contents ", 0)),
		    "0 G 0 g 2 J\nBT\n/F0 10 Tf\n10 741.89 Td[<00140015>]TJ\nET\n",
		    "the content");
	type_case_close(&c);
}

Test(standard, who_gets_no_report_is_told)
{
	static const struct {
		const char *list, *part;
	} row[] = { { "3a,ua1", NULL },
		    { "ua1", NULL },
		    { "none", NULL },
		    { "2b,ua1", "PDF/A-2" },
		    { "1a", "PDF/A-1" } };
	struct type_case c = type_case_open();
	struct page page;
	struct book b = small_book(&page);

	for (size_t i = 0; i < COUNT(row); i++) {
		c.d.n = 0;
		pdf_under(&c, &b, row[i].list, "");
		cr_expect_eq(c.d.n, row[i].part ? 1 : 0, "%s", row[i].list);
		if (!row[i].part)
			continue;
		cr_expect_eq(c.d.item[0].code, DIAG_SOURCE_OMITTED);
		cr_expect(str_is(c.d.item[0].arg[0], row[i].part));
		cr_expect(str_is(c.d.item[0].at.file, "r.xml"));
		cr_expect_eq(diag_status(&c.d), 0);
	}
	type_case_close(&c);
}

/* A bit for each code: 0, which all fonts have, and the digits' 20 and 21. */
Test(standard, cid_set_names_the_codes)
{
	struct type_case c = type_case_open();
	struct page page;
	struct book b = small_book(&page);
	struct str set =
		stream_of(&c, object_at(&c, pdf_under(&c, &b, "1b", ""), "/CIDSet ", 0));

	cr_expect(set.n == 3 && !memcmp(set.s, "\x80\x00\x0C", 3));
	type_case_close(&c);
}

Test(standard, the_report_is_in_the_file_byte_for_byte)
{
	static const char bytes[] = "\xEF\xBB\xBF<report>\r\n\xD6\xD0\0\xFF</report>";
	struct type_case c = type_case_open();
	struct page page;
	struct book b = small_book(&page);
	struct str file, stream;

	b.source = (struct str){ bytes, sizeof(bytes) - 1 };
	file = pdf_under(&c, &b, "3a", "2025-01-24");
	stream = object_at(&c, file, "/EF <<\n/F ", 0);
	cr_expect(str_eq(stream_of(&c, stream), b.source));
	cr_expect(has(stream, "/Subtype /text#2Fxml\n"));
	cr_expect(has(stream, "/Size 26\n/ModDate (D:20250124000000+08'00')\n"
			      "/CheckSum <BF7FB135FB0329BE3BB490303EE77F83>"),
		  "%s", str_z(c.a, stream));
	cr_expect(has(file, "/AF [ ") && has(file, "/Names [ (report.xml) "));
	cr_expect(
		!has(object_at(&c, pdf_under(&c, &b, "3a", ""), "/EF <<\n/F ", 0), "ModDate"));
	type_case_close(&c);
}

/* ---- what the file says of itself ---- */

/* The text of the first <name>, with its entities resolved. */
static const char *xmp_text(struct type_case *c, struct str file, const char *name)
{
	static const struct {
		const char *entity;
		char c;
	} entities[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' } };
	struct buf text = { .arena = c->a };
	struct str s = after(file, name, 0, 4096);

	for (s = str_sub(s, 0, str_find(s, STR("</"))); s.n > 0;) {
		size_t n = 1;
		char out = s.s[0];

		for (size_t i = 0; i < COUNT(entities); i++)
			if (str_is(str_sub(s, 0, strlen(entities[i].entity)),
				   entities[i].entity)) {
				n = strlen(entities[i].entity);
				out = entities[i].c;
			}
		buf_char(&text, out);
		s = str_sub(s, n, s.n);
	}
	return text.s;
}

/* The text string of a key of Info, "<FEFF…>", as UTF-8. */
static const char *info_text(struct type_case *c, struct str file, const char *key)
{
	struct str hex = after(file, key, 0, 4096);
	struct buf text = { .arena = c->a };
	uint32_t high = 0;

	cr_assert(has(str_sub(hex, 0, 5), "<FEFF"), "%s", key);
	for (hex = str_sub(hex, 5, hex.n); hex.s[0] != '>'; hex = str_sub(hex, 4, hex.n)) {
		uint32_t u = (uint32_t)strtoul(str_z(c->a, str_sub(hex, 0, 4)), NULL, 16);

		if (u >= 0xD800 && u < 0xDC00)
			high = u;
		else
			buf_utf8(&text,
				 u < 0xDC00 || u > 0xDFFF
					 ? u
					 : 0x10000 + ((high - 0xD800) << 10) + (u - 0xDC00));
	}
	return text.s;
}

static const struct str facts[ARCHIVE_NFACT] = {
	[ARCHIVE_NUMBER] = { "云发改〔2025〕3号 & <\xF0\xAC\xAC\xB9>", 0 },
	[ARCHIVE_RETENTION] = { "永久", 6 },
};

Test(standard, info_and_xmp_say_the_same)
{
	static const struct {
		const char *key, *element;
	} pair[] = {
		{ "/Title ", "<rdf:li xml:lang=\"x-default\">" },
		{ "/Title ", "<rdf:li xml:lang=\"zh-CN\">" },
		{ "/Author ", "<dc:creator><rdf:Seq><rdf:li>" },
		{ "/DocumentNumber ", "<archive:DocumentNumber>" },
		{ "/Retention ", "<archive:Retention>" },
	};
	struct type_case c = type_case_open();
	struct page page;
	struct book b = small_book(&page);
	struct str fact[ARCHIVE_NFACT], file;

	for (int i = 0; i < ARCHIVE_NFACT; i++)
		fact[i] = str_from(facts[i].s);
	b.archive = fact;
	b.title = STR("<年> & \xF0\xAC\xAC\xB9");
	b.organ = STR("某局");
	file = pdf_under(&c, &b, "3a,ua1", "2025-01-24");
	for (size_t i = 0; i < COUNT(pair); i++)
		cr_expect_str_eq(info_text(&c, file, pair[i].key),
				 xmp_text(&c, file, pair[i].element));
	cr_expect_str_eq(info_text(&c, file, "/Retention "), "永久");
	cr_expect(!has(file, "Secrecy ") && !has(file, "<archive:Secrecy"),
		  "it was not stated");
	cr_expect(has(file, "/Producer (nianbao " NIANBAO_VERSION ")") &&
		  has(file, "<pdf:Producer>nianbao " NIANBAO_VERSION "<"));
	cr_expect(has(file, "<dc:date><rdf:Seq><rdf:li>2025-01-24<"));
	for (int i = 0; i < ARCHIVE_NFACT; i++)
		cr_expect(has(file, archive_name(i)->meaning), "a property is not described");
	cr_expect(has(file, "<pdfaSchema:prefix>archive<"));
	type_case_close(&c);
}

/* A string of PDF/A has at most 32 767 bytes; what does not fit is cut in both places alike. */
Test(standard, long_texts_are_cut_where_a_string_ends)
{
	struct type_case c = type_case_open();
	struct buf title = { .arena = c.a };
	struct page page;
	struct book b = small_book(&page);
	struct str file;

	buf_z(&title, "a");
	for (int i = 0; i < 10000; i++)
		buf_z(&title, "\xF0\xAC\xAC\xB9");
	b.title = buf_text(&title);
	file = pdf_under(&c, &b, "3a", "");
	cr_expect_eq(str_find(after(file, "/Title <", 0, file.n), STR(">")), 4 + 4 + 8190 * 8);
	cr_expect_eq(str_find(after(file, "\"x-default\">", 0, file.n), STR("<")),
		     1 + 8190 * 4);
	type_case_close(&c);
}

Test(standard, a_sheet_larger_than_pdf_allows_is_refused)
{
	struct type_case c = type_case_open();
	struct pdf_options options = { 0 };
	struct page page;
	struct book b = small_book(&page);
	struct str file;

	b.width = 14401 * EMU_PT;
	cr_expect(!pdf_write(c.a, &c.d, &b, c.fonts, &options, &file));
	cr_expect(c.d.n == 1 && c.d.item[0].code == DIAG_PDF_WRITE);
	type_case_close(&c);
}
