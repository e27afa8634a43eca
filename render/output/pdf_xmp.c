#include "output/pdf_xmp.h"

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define MIDNIGHT "T00:00:00+08:00"

/* The identifiers of a packet are those of the XMP specification, part 1, 7.3. */
static const char packet_begin[] =
	"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	"<rdf:RDF xmlns:rdf=\"" RDF "\">\n";
static const char packet_end[] = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";

/* PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1). */
static const char standards[] =
	"<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
	"<pdfaid:part>3</pdfaid:part>\n"
	"<pdfaid:conformance>A</pdfaid:conformance>\n"
	"</rdf:Description>\n"
	"<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
	"<pdfuaid:part>1</pdfuaid:part>\n"
	"</rdf:Description>\n";

/* PDF/A knows no pdfuaid: a property from outside must be declared in the packet itself. */
static const char extension[] =
	"<rdf:Description rdf:about=\"\""
	" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaProperty:name>part</pdfaProperty:name>\n"
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	"<pdfaProperty:category>internal</pdfaProperty:category>\n"
	"<pdfaProperty:description>Part of ISO 14289 that the file keeps"
	"</pdfaProperty:description>\n"
	"</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	"</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
	"</rdf:Description>\n";

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
	put_escaped(out, s);
	buf_z(out, end);
}

static void put_dublin_core(struct buf *out, const struct book *b)
{
	buf_z(out, "<rdf:Description rdf:about=\"\""
		   " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
		   "<dc:format>application/pdf</dc:format>\n"
		   "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n");
	put_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", b->title,
		    "</rdf:li></rdf:Alt></dc:title>\n");
	if (b->organ.n > 0)
		put_element(out, "<dc:creator><rdf:Seq><rdf:li>", b->organ,
			    "</rdf:li></rdf:Seq></dc:creator>\n");
	buf_z(out, "</rdf:Description>\n");
}

static void put_origin(struct buf *out, struct str date)
{
	buf_z(out, "<rdf:Description rdf:about=\"\""
		   " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
		   " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
	if (date.n > 0) {
		put_element(out, "<xmp:CreateDate>", date, MIDNIGHT "</xmp:CreateDate>\n");
		put_element(out, "<xmp:ModifyDate>", date, MIDNIGHT "</xmp:ModifyDate>\n");
	}
	buf_z(out, "<pdf:Producer>" PDF_XMP_PRODUCER "</pdf:Producer>\n"
		   "</rdf:Description>\n");
}

struct str pdf_xmp(struct arena *a, const struct book *b, struct str date)
{
	struct buf out = { .arena = a };

	buf_z(&out, packet_begin);
	put_dublin_core(&out, b);
	put_origin(&out, date);
	buf_z(&out, standards);
	buf_z(&out, extension);
	buf_z(&out, packet_end);
	return buf_text(&out);
}
