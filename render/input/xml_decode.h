/* Bytes of a file -> UTF-8, before any XML is read: byte order marks, declared encodings. */
#ifndef NIANBAO_INPUT_XML_DECODE_H
#define NIANBAO_INPUT_XML_DECODE_H

#include "base/diag.h"
#include "base/str.h"

/*
 * The document as well-formed UTF-8 without a byte order mark, in `*out` (the input itself where
 * nothing had to be converted). False after an error was put: encoding unknown or ill-formed.
 */
bool xml_decode(struct arena *a, struct diags *d, struct str file, struct str bytes,
		struct str *out);

/* Does a line end at byte `i`? LF, CR LF and a lone CR end one. */
bool xml_ends_line(struct str s, size_t i);

/*
 * Bytes from the start of a tag to whatever ends it: has it at most XML_MAX_ATTRIBUTES attributes?
 * Where not, false after E107 was put. To be asked before libxml2 sees them: it compares each
 * attribute of a tag with all before it.
 */
bool xml_attributes_are_few(struct diags *d, struct str file, struct str s);

#endif
