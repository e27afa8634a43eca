/*
 * The XML reader: bytes -> a tree in an arena. The only user of libxml2, hardened: no DTD (a
 * DOCTYPE is an error), no entities but the five of XML and character references, no network,
 * no external file, bounded depth and size. Input may be UTF-8 (with or without BOM), UTF-16
 * with BOM, or a declared GBK/GB2312/GB18030; the tree is UTF-8.
 *
 * Lines are those where a tag *starts*, correct beyond 65 535: they are worked out from the
 * parser's input offset while reading (libxml2's own tree keeps the end of a multi-line tag in
 * 16 bits).
 */
#ifndef NIANBAO_INPUT_XML_H
#define NIANBAO_INPUT_XML_H

#include "base/diag.h"
#include "base/limits.h"
#include "base/str.h"

struct xml_attr {
	struct str name, value;
};

/* An element, or a piece of text (name empty). Text keeps its white space as it was read. */
struct xml_node {
	struct str name;
	struct str text;
	uint32_t line; /* where the tag or the text starts */
	const struct xml_attr *attr;
	size_t nattr;
	struct xml_node *first, *next; /* children, next sibling */
};

/*
 * Read a document. The root element, or NULL after an error was put (E1xx). `file` names the
 * input in messages. Comments and processing instructions are left out; names with a prefix are
 * kept as written (prefix:name). Everything lives in the arena.
 */
struct xml_node *xml_read(struct arena *a, struct diags *d, struct str file, struct str bytes);

/* Value of an attribute, or NULL. */
const struct str *xml_attr(const struct xml_node *n, const char *name);

bool xml_is_text(const struct xml_node *n);
bool xml_is(const struct xml_node *n, const char *name);

#endif
