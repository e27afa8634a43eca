#include "output/pdf_xmp.h"

#include "output/pdf_text.h"

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define UA_SCHEMA "http://www.aiim.org/pdfua/ns/id/"
#define MIDNIGHT "T00:00:00+08:00"

#define BEGIN "<rdf:Description rdf:about=\"\""
#define END "</rdf:Description>\n"

/* The identifiers of a packet are those of the XMP specification, part 1, 7.3. */
static const char packet_begin[] =
	"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	"<rdf:RDF xmlns:rdf=\"" RDF "\">\n";
static const char packet_end[] = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";

static const char extension_begin[] =
	BEGIN " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	      " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	      " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	      "<pdfaExtension:schemas><rdf:Bag>\n";
static const char extension_end[] = "</rdf:Bag></pdfaExtension:schemas>\n" END;

static void put_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];

		if (c == '&')
			buf_z(out, "&amp;");
		else if (c == '<')
			buf_z(out, "&lt;");
		else if (c == '>')
			buf_z(out, "&gt;");
		else
			buf_char(out, c);
	}
}

static void put_element(struct buf *out, const char *begin, struct str s, const char *end)
{
	buf_z(out, begin);
	put_escaped(out, pdf_text_limit(s));
	buf_z(out, end);
}

/* <name>text</name> */
static void put_fact(struct buf *out, const char *name, struct str s)
{
	buf_char(out, '<');
	buf_z(out, name);
	put_element(out, ">", s, "</");
	buf_z(out, name);
	buf_z(out, ">\n");
}

static void put_dublin_core(struct buf *out, const struct book *b, struct str date)
{
	buf_z(out,
	      BEGIN " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
		    "<dc:format>application/pdf</dc:format>\n"
		    "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n");
	put_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", b->title,
		    "</rdf:li>");
	put_element(out, "<rdf:li xml:lang=\"zh-CN\">", b->title,
		    "</rdf:li></rdf:Alt></dc:title>\n");
	if (b->organ.n > 0)
		put_element(out, "<dc:creator><rdf:Seq><rdf:li>", b->organ,
			    "</rdf:li></rdf:Seq></dc:creator>\n");
	if (date.n > 0)
		put_element(out, "<dc:date><rdf:Seq><rdf:li>", date,
			    "</rdf:li></rdf:Seq></dc:date>\n");
	buf_z(out, END);
}

static void put_origin(struct buf *out, struct str date, struct str producer)
{
	buf_z(out, BEGIN " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
			 " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
	if (date.n > 0) {
		put_element(out, "<xmp:CreateDate>", date, MIDNIGHT "</xmp:CreateDate>\n");
		put_element(out, "<xmp:ModifyDate>", date, MIDNIGHT "</xmp:ModifyDate>\n");
	}
	put_element(out, "<pdf:Producer>", producer, "</pdf:Producer>\n" END);
}

static bool has_archive(const struct book *b)
{
	for (int i = 0; b->archive != NULL && i < ARCHIVE_NFACT; i++)
		if (b->archive[i].n > 0)
			return true;
	return false;
}

static void put_archive(struct buf *out, const struct book *b)
{
	buf_z(out, BEGIN " xmlns:archive=\"" ARCHIVE_SCHEMA "\">\n");
	for (int i = 0; i < ARCHIVE_NFACT; i++) {
		struct buf name = { .arena = out->arena };

		if (b->archive[i].n == 0)
			continue;
		buf_z(&name, "archive:");
		buf_z(&name, archive_name(i)->key);
		put_fact(out, name.s, b->archive[i]);
	}
	buf_z(out, END);
}

static void put_standards(struct buf *out, const struct standard *s)
{
	const char part[] = { (char)('0' + s->part), 0 };

	if (s->part != 0) {
		buf_z(out, BEGIN " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n");
		put_fact(out, "pdfaid:part", str_from(part));
		put_fact(out, "pdfaid:conformance", (struct str){ &s->level, 1 });
		buf_z(out, END);
	}
	if (s->is_ua)
		buf_z(out, BEGIN " xmlns:pdfuaid=\"" UA_SCHEMA "\">\n"
				 "<pdfuaid:part>1</pdfuaid:part>\n" END);
}

static void begin_schema(struct buf *out, const char *name, const char *uri, const char *prefix)
{
	buf_z(out, "<rdf:li rdf:parseType=\"Resource\">\n");
	put_fact(out, "pdfaSchema:schema", str_from(name));
	put_fact(out, "pdfaSchema:namespaceURI", str_from(uri));
	put_fact(out, "pdfaSchema:prefix", str_from(prefix));
	buf_z(out, "<pdfaSchema:property><rdf:Seq>\n");
}

static void put_property(struct buf *out, const char *name, const char *type,
			 const char *category, const char *meaning)
{
	buf_z(out, "<rdf:li rdf:parseType=\"Resource\">\n");
	put_fact(out, "pdfaProperty:name", str_from(name));
	put_fact(out, "pdfaProperty:valueType", str_from(type));
	put_fact(out, "pdfaProperty:category", str_from(category));
	put_fact(out, "pdfaProperty:description", str_from(meaning));
	buf_z(out, "</rdf:li>\n");
}

static void end_schema(struct buf *out)
{
	buf_z(out, "</rdf:Seq></pdfaSchema:property>\n</rdf:li>\n");
}

/* PDF/A: properties that it does not know must be described in the packet itself. */
static void put_extensions(struct buf *out, bool has_ua, bool has_facts)
{
	buf_z(out, extension_begin);
	if (has_ua) {
		begin_schema(out, "PDF/UA identification", UA_SCHEMA, "pdfuaid");
		put_property(out, "part", "Integer", "internal",
			     "Part of ISO 14289 that the file keeps");
		end_schema(out);
	}
	if (has_facts) {
		begin_schema(out, "Facts for the archive", ARCHIVE_SCHEMA, "archive");
		for (int i = 0; i < ARCHIVE_NFACT; i++)
			put_property(out, archive_name(i)->key, "Text", "external",
				     archive_name(i)->meaning);
		end_schema(out);
	}
	buf_z(out, extension_end);
}

/* ISO 15930-7, 6.7 */
static void put_press(struct buf *out, struct str date, struct str id)
{
	buf_z(out, BEGIN " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\""
			 " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\""
			 " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
			 " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
			 "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n");
	put_element(out, "<xmp:MetadataDate>", date, MIDNIGHT "</xmp:MetadataDate>\n");
	put_element(out, "<xmpMM:DocumentID>xmp.did:", id, "</xmpMM:DocumentID>\n");
	buf_z(out, "<xmpMM:VersionID>1</xmpMM:VersionID>\n"
		   "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
		   "<pdf:Trapped>False</pdf:Trapped>\n" END);
}

struct str pdf_xmp(struct arena *a, const struct book *b, const struct pdf_xmp_facts *facts,
		   const struct standard *standard)
{
	struct buf out = { .arena = a };
	bool has_facts = has_archive(b);

	buf_z(&out, packet_begin);
	put_dublin_core(&out, b, facts->date);
	put_origin(&out, facts->date, facts->producer);
	if (has_facts)
		put_archive(&out, b);
	put_standards(&out, standard);
	if (standard->is_press)
		put_press(&out, facts->date, facts->id);
	if (standard->part != 0 && (standard->is_ua || has_facts))
		put_extensions(&out, standard->is_ua, has_facts);
	buf_z(&out, packet_end);
	return buf_text(&out);
}
