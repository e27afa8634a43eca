#include "input/xml.h"
#include "input/xml_decode.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

/* An element whose end has not been read yet. */
struct open {
	struct xml_node *node, *last; /* last: its newest child */
};

/* One parse. Offsets are bytes in `source`. */
struct parse {
	struct arena *arena;
	struct diags *diags;
	struct str file;
	struct str source; /* the document in UTF-8, as libxml2 was given it */
	xmlParserCtxt *ctxt;
	size_t at; /* where `line` was counted up to */
	uint32_t line;
	struct open open[XML_MAX_DEPTH + 1]; /* [0]: the document */
	size_t depth;
	struct buf text;     /* text read since the last tag */
	size_t text_at;      /* where it starts, or would */
	uint32_t wrong_line; /* of the newest syntax error */
	bool stopped;        /* an error was put that ends the parse */
	bool failed;
};

/* The parser's place. Nothing is converted, so its bytes are ours. */
static size_t parser_offset(const struct parse *p)
{
	const xmlParserInput *in = p->ctxt->input;
	size_t at = in == NULL ? 0 : in->consumed + (size_t)(in->cur - in->base);

	return at < p->source.n ? at : p->source.n;
}

/* Places come nearly in order, so counting on from the last one stays linear. */
static uint32_t line_of(struct parse *p, size_t at)
{
	for (; p->at < at; p->at++)
		p->line += xml_ends_line(p->source, p->at);
	while (p->at > at)
		p->line -= xml_ends_line(p->source, --p->at);
	return p->line;
}

/* Where the tag starts in which the parser stands: no '<' is allowed inside one. */
static size_t tag_start(const struct parse *p)
{
	size_t at = parser_offset(p);

	while (at > 0 && (at == p->source.n || p->source.s[at] != '<'))
		at--;
	return at;
}

static void append(struct parse *p, struct xml_node *n)
{
	struct open *parent = &p->open[p->depth];

	if (parent->last == NULL)
		parent->node->first = n;
	else
		parent->last->next = n;
	parent->last = n;
}

/* The text since the last tag becomes a node; the next text starts behind this tag. */
static void end_text(struct parse *p)
{
	struct xml_node *n;

	if (p->text.n > 0) {
		n = arena_alloc(p->arena, sizeof(*n));
		n->text = buf_text(&p->text);
		n->line = line_of(p, p->text_at);
		append(p, n);
		p->text = (struct buf){ .arena = p->arena };
	}
	p->text_at = parser_offset(p);
}

static void stop(struct parse *p)
{
	p->failed = p->stopped = true;
	xmlStopParser(p->ctxt);
}

static struct str copy_z(struct parse *p, const xmlChar *z)
{
	return str_copy(p->arena, str_from((const char *)z));
}

static struct str copy_name(struct parse *p, const xmlChar *name, const xmlChar *prefix)
{
	struct buf b = { .arena = p->arena };

	if (prefix == NULL)
		return copy_z(p, name);
	buf_printf(&b, "%s:%s", (const char *)prefix, (const char *)name);
	return buf_text(&b);
}

/* `attr` holds name, prefix, URI, value and end of value for each attribute. */
static const struct xml_attr *copy_attrs(struct parse *p, size_t n, const xmlChar **attr)
{
	struct xml_attr *copy = arena_array(p->arena, n, sizeof(*copy));

	for (size_t i = 0; i < n; i++, attr += 5) {
		copy[i].name = copy_name(p, attr[0], attr[1]);
		copy[i].value = str_copy(p->arena, (struct str){ (const char *)attr[3],
								 (size_t)(attr[4] - attr[3]) });
	}
	return copy;
}

static void start_element(void *host, const xmlChar *name, const xmlChar *prefix,
			  const xmlChar *uri, int nspace, const xmlChar **space, int nattr,
			  int ndefault, const xmlChar **attr)
{
	struct parse *p = host;
	struct xml_node *n;
	uint32_t line;

	(void)uri, (void)nspace, (void)space, (void)ndefault;
	end_text(p);
	line = line_of(p, tag_start(p));
	if (p->depth == XML_MAX_DEPTH) {
		DIAG_PUT0(p->diags, XML_DEPTH, ((struct at){ p->file, line }));
		stop(p);
		return;
	}
	n = arena_alloc(p->arena, sizeof(*n));
	n->name = copy_name(p, name, prefix);
	n->line = line;
	n->nattr = (size_t)nattr;
	n->attr = copy_attrs(p, n->nattr, attr);
	append(p, n);
	p->depth++;
	p->open[p->depth] = (struct open){ .node = n };
}

static void end_element(void *host, const xmlChar *name, const xmlChar *prefix,
			const xmlChar *uri)
{
	struct parse *p = host;

	(void)name, (void)prefix, (void)uri;
	end_text(p);
	p->depth--;
}

/*
 * A run of text comes in pieces: cut at references, and wherever libxml2's buffer ends. The
 * lines of all of it are counted from its start by its line breaks, so a line break that was
 * written as a reference must not look like one.
 */
static void read_text(void *host, const xmlChar *s, int n)
{
	struct parse *p = host;
	size_t at = parser_offset(p);

	if (n == 1 && s[0] == '\n' && at > 0 && p->source.s[at - 1] == ';')
		buf_char(&p->text, ' ');
	else
		buf_put(&p->text, s, (size_t)n);
}

/* Comments and processing instructions hide line breaks: text behind one starts anew. */
static void skip_comment(void *host, const xmlChar *s)
{
	(void)s;
	end_text(host);
}

static void skip_instruction(void *host, const xmlChar *target, const xmlChar *s)
{
	(void)target, (void)s;
	end_text(host);
}

/* A DOCTYPE is never needed here, and its entities can be made to explode. */
static void refuse_dtd(void *host, const xmlChar *name, const xmlChar *id, const xmlChar *uri)
{
	struct parse *p = host;

	(void)name, (void)id, (void)uri;
	DIAG_PUT0(p->diags, XML_DTD, ((struct at){ p->file, line_of(p, tag_start(p)) }));
	stop(p);
}

/* libxml2 speaks English only: what its commonest messages mean. */
static const struct meaning {
	int code;
	const char *zh;
} meanings[] = {
	{ XML_ERR_DOCUMENT_EMPTY, "文件是空的，或不以标签开头" },
	{ XML_ERR_DOCUMENT_END, "文件没有写完，或根元素之后还有内容" },
	{ XML_ERR_INVALID_CHAR, "含有 XML 不允许的控制字符" },
	{ XML_ERR_INVALID_CHARREF, "字符引用写错，或指向不允许的字符" },
	{ XML_ERR_ENTITYREF_SEMICOL_MISSING, "字符“&”须写作 &amp;" },
	{ XML_ERR_NAME_REQUIRED, "此处应有名称；字符“&”须写作 &amp;，“<”须写作 &lt;" },
	{ XML_ERR_UNDECLARED_ENTITY, "只能引用 &lt; &gt; &amp; &quot; &apos;，其他字符直接写" },
	{ XML_ERR_LT_IN_ATTRIBUTE, "属性值中的“<”须写作 &lt;，或属性值缺少后引号" },
	{ XML_ERR_ATTRIBUTE_NOT_STARTED, "属性值须放在英文引号中" },
	{ XML_ERR_ATTRIBUTE_NOT_FINISHED, "属性值缺少后引号" },
	{ XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "属性缺少值" },
	{ XML_ERR_ATTRIBUTE_REDEFINED, "同一标签中属性重复" },
	{ XML_ERR_SPACE_REQUIRED, "此处应有空格" },
	{ XML_ERR_LTSLASH_REQUIRED, "缺少结束标签" },
	{ XML_ERR_GT_REQUIRED, "标签缺少“>”" },
	{ XML_ERR_TAG_NAME_MISMATCH, "开始标签与结束标签不配对" },
	{ XML_ERR_TAG_NOT_FINISHED, "元素没有结束标签" },
	{ XML_ERR_COMMENT_NOT_FINISHED, "注释没有结束，或注释中有“--”" },
	{ XML_ERR_HYPHEN_IN_COMMENT, "注释中不能有“--”" },
	{ XML_ERR_CDATA_NOT_FINISHED, "CDATA 没有结束" },
	{ XML_ERR_XMLDECL_NOT_FINISHED, "XML 声明没有结束" },
	{ XML_ERR_RESERVED_XML_NAME, "XML 声明须在文件最前面" },
	{ XML_ERR_MISPLACED_CDATA_END, "文字中的“]]>”须写作 ]]&gt;" },
};

static struct str meaning_of(int code)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (meanings[i].code == code)
			return str_from(meanings[i].zh);
	return STR("不合 XML 规则");
}

static void hear_error(void *host, xmlError *e)
{
	struct parse *p = host;
	struct at at = { p->file, 0 };

	if (e->code == XML_ERR_NO_MEMORY) {
		DIAG_PUT0(p->diags, MEMORY, at);
		stop(p);
		return;
	}
	/* Prefixes need no declaration here; names are compared as they are written. */
	if (p->stopped || e->level < XML_ERR_ERROR || e->domain == XML_FROM_NAMESPACE)
		return;
	at.line = line_of(p, parser_offset(p));
	/* Further ones on the same line follow from the first. */
	if (at.line != p->wrong_line)
		DIAG_PUT(p->diags, XML_SYNTAX, at, str_trim(str_from(e->message)),
			 meaning_of(e->code));
	p->wrong_line = at.line;
	p->failed = true;
}

static void free_parser(void *ctxt)
{
	xmlFreeParserCtxt(ctxt);
}

/* The handler of errors that the thread had. */
struct handler {
	xmlStructuredErrorFunc hear;
	void *host;
};

static void put_back(void *handler)
{
	const struct handler *before = handler;

	xmlSetStructuredErrorFunc(before->host, before->hear);
}

/* Failures deep in libxml2 go to the thread's handler, which would print them. */
static struct arena_deferred *hear_errors(struct parse *p)
{
	struct handler *before = arena_alloc(p->arena, sizeof(*before));
	struct arena_deferred *heard;

	*before = (struct handler){ xmlStructuredError, xmlStructuredErrorContext };
	heard = arena_defer(p->arena, put_back, before);
	xmlSetStructuredErrorFunc(p, hear_error);
	return heard;
}

static void parse(struct parse *p)
{
	struct arena_deferred *opened, *heard;
	int options = XML_PARSE_NONET | XML_PARSE_IGNORE_ENC;

	xmlInitParser();
	heard = hear_errors(p);
	p->ctxt = xmlNewParserCtxt();
	if (p->ctxt == NULL) {
		DIAG_PUT0(p->diags, MEMORY, ((struct at){ p->file, 0 }));
		p->failed = true;
		goto out;
	}
	*p->ctxt->sax = (xmlSAXHandler){ .initialized = XML_SAX2_MAGIC,
					 .startElementNs = start_element,
					 .endElementNs = end_element,
					 .characters = read_text,
					 .ignorableWhitespace = read_text,
					 .comment = skip_comment,
					 .processingInstruction = skip_instruction,
					 .internalSubset = refuse_dtd,
					 .serror = hear_error };
	p->ctxt->userData = p;
	opened = arena_defer(p->arena, free_parser, p->ctxt);
	xmlCtxtReadMemory(p->ctxt, p->source.s, (int)p->source.n, NULL, NULL, options);
	arena_free(opened);
out:
	arena_free(heard);
}

struct xml_node *xml_read(struct arena *a, struct diags *d, struct str file, struct str bytes)
{
	struct xml_node document = { 0 };
	struct parse *p;

	if (bytes.n > XML_MAX_BYTES) {
		struct buf mb = { .arena = a };

		buf_printf(&mb, "%zu", XML_MAX_BYTES >> 20);
		DIAG_PUT(d, XML_SIZE, ((struct at){ file, 0 }), buf_text(&mb));
		return NULL;
	}
	p = arena_alloc(a, sizeof(*p));
	*p = (struct parse){ .arena = a,
			     .diags = d,
			     .file = file,
			     .line = 1,
			     .text = { .arena = a },
			     .open = { { .node = &document } } };
	if (!xml_decode(a, d, file, bytes, &p->source) ||
	    !xml_attributes_are_few(d, file, p->source))
		return NULL;
	parse(p);
	if (!p->failed && document.first == NULL) {
		DIAG_PUT(d, XML_SYNTAX, ((struct at){ file, 1 }), STR("Document is empty"),
			 meaning_of(XML_ERR_DOCUMENT_EMPTY));
	}
	return p->failed ? NULL : document.first;
}

const struct str *xml_attr(const struct xml_node *n, const char *name)
{
	for (size_t i = 0; i < n->nattr; i++)
		if (str_is(n->attr[i].name, name))
			return &n->attr[i].value;
	return NULL;
}

bool xml_is_text(const struct xml_node *n)
{
	return n->name.n == 0;
}

bool xml_is(const struct xml_node *n, const char *name)
{
	return str_is(n->name, name);
}
